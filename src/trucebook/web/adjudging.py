"""What an adjudicator's form does: take one coder's side where two differ, in the adjudicator's own name.

Invariant: the value taken is exactly that coder's, words and all; a coder never decides between themselves and another.
"""

from trucebook.errors import InputError
from trucebook.model import Field
from trucebook.record import apply_judgements
from trucebook.web.asked import NotThereError
from trucebook.web.deeds import Deed
from trucebook.web.pages.adjudicate import coder_judgements, differences
from trucebook.web.rendering import address


def adjudicate(deed: Deed) -> str:
    """Decide a difference as one of its two coders does; returns where the next one is."""
    shelf, one, two, key, take = deed.asked.shelf, deed.word("one"), deed.word("two"), deed.word("unit"), deed.word("take")
    found = next((d for d in differences(shelf, one, two) if d.key == key), None) if _known(deed, one, two) else None
    if found is None:
        raise NotThereError("these two coders do not differ there")
    if take not in ("1", "2"):
        raise InputError("take the first coder's side or the second's")
    if deed.asked.session.signed and deed.asked.session.who in (one, two):
        raise InputError("a coder does not decide between themselves and another")
    coder, pair, why = (one, two)[int(take) - 1], (one, two), deed.word("why") or None
    mine = coder_judgements(shelf, found.claim, coder)
    if found.field == "claim":
        deed.book.judge("reject" if any(j.act == "reject" for j in mine) else "accept", [found.claim], why=why, between=pair)
    else:
        held = apply_judgements([shelf.raw[found.claim]], [j for j in mine if j.act == "correct"])[0].claim.fields.get(found.field)
        _correct(deed, found.claim, found.field, held, why, pair)
    following = deed.word("next")
    where = address(
        "/adjudicate", one=one, two=two, unit=following if any(d.key == following for d in differences(shelf, one, two)) else None
    )
    return deed.asked.desk.say(deed.asked.session, f"Decided as {coder} has it.", where)


def _known(deed: Deed, one: str, two: str) -> bool:
    coders = {j.by for j in deed.asked.shelf.standing}
    return one in coders and two in coders and one != two


def _correct(deed: Deed, claim: str, field: str, held: Field | list[Field] | None, why: str | None, pair: tuple[str, str]) -> None:
    if isinstance(held, list):
        deed.book.judge("correct", [claim], field=field, members=held, why=why, between=pair)
        return
    made = held or Field()
    words = {"value": made.value, "text": made.text, "start": made.start, "end": made.end}
    deed.book.judge("correct", [claim], field=field, why=why, between=pair, **words)  # type: ignore[arg-type]
