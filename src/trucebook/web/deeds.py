"""What forms do: decide, correct, grade, undo, add a claim. Each is one call on the book, in the visitor's own name.

Invariant: a value is written only when it is one the codebook or the form's kind knows, and words only where the report holds them.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucebook.book import Book
from trucebook.errors import InputError
from trucebook.marking import check_kind, guess
from trucebook.model import ActorValue, Field, Fields, Judgement, PeriodValue, PlaceValue, Report, Value
from trucebook.web.asked import Asked, NotThereError
from trucebook.web.claimed import CUT, FIELDS, IDS, PERIODS, control_of, field_row, options_of, seen_by, words_of
from trucebook.web.shelf import Shelf

LONGEST = 2_000
MOST_MEMBERS = 40
TAKEN_BACK = "taken back"
PLACES, ACTORS = ("place",), (
    "debtor", "beneficiary", "perpetrator", "victim", "source", "target", "besieger", "actor", "speaker", "organisation", "said_by",
    "alleged_by", "parties", "mediators", "monitors",
)  # fmt: skip


@dataclass(frozen=True)
class Deed:
    """A form that came in: who asks, the desk, and the form's fields."""

    asked: Asked
    form: Mapping[str, str]

    @property
    def book(self) -> Book:
        """Return the book in the visitor's hand."""
        return self.asked.desk.book.signed(self.asked.session.who or "unknown")

    def word(self, name: str) -> str:
        """Return a field of the form, bounded; raises InputError where it is longer than any honest one."""
        said = self.form.get(name, "").replace("\x00", "").strip()
        if len(said) > LONGEST:
            raise InputError(f"{name.replace('_', ' ')} is longer than {LONGEST} characters")
        return said

    def claims(self) -> list[str]:
        """Return the claims the form speaks of; raises NotThereError for one nobody knows."""
        names = [n for n in self.word("item").split("~") if n][:2]
        if not names or any(n not in self.asked.shelf.raw for n in names):
            raise NotThereError("the book holds no such claim")
        return names


def decide(deed: Deed) -> str:
    """Accept or reject a claim, or join or keep apart a pair; returns where to go next."""
    claims, act = deed.claims(), deed.word("act")
    pair = len(claims) == 2
    acts = {"accept": "merge", "reject": "split"} if pair else {"accept": "accept", "reject": "reject"}
    if act not in acts:
        raise InputError(f"{act[:40]}: a decision is accept or reject")
    deed.book.judge(acts[act], claims, why=deed.word("why") or None)  # type: ignore[arg-type]
    said = {"merge": "Joined.", "split": "Kept apart.", "accept": "Accepted.", "reject": "Rejected."}[acts[act]]
    return _onwards(deed, said)


def grade(deed: Deed) -> str:
    """Grade a claim's information 1–6, or its report's source A–F; returns where to go next."""
    claims, mark = deed.claims(), deed.word("mark").upper()
    if mark in tuple("ABCDEF"):
        deed.book.judge("grade", [deed.asked.shelf.raw[claims[0]].report], field="source", value=mark, why=deed.word("why") or None)
        said = f"Source graded {mark}."
    elif mark in tuple("123456"):
        deed.book.judge("grade", claims[:1], field="credibility", value=int(mark), why=deed.word("why") or None)
        said = f"Information graded {mark}."
    else:
        raise InputError("a grade is A–F for a source or 1–6 for a claim")
    return _back(deed, said)


def correct(deed: Deed) -> str:
    """Set one field of a claim, or empty it; returns where to go next."""
    name, field = deed.claims()[0], deed.word("field")
    rows = seen_by(deed.asked, [name])
    item = rows[0][0]
    if field not in FIELDS.get(item.claim.kind, ()) and field not in item.claim.fields:
        raise InputError(f"{field[:40]}: a {item.claim.kind} has no such field")
    report = deed.asked.desk.book.report(item.report)
    old = item.claim.fields.get(field)
    if control_of(item.claim.kind, field) == "lines":
        held = old if isinstance(old, list) else [old] if old is not None else []
        members = _listed(deed, report, field, item.claim.start, held)
        deed.book.judge("correct", [name], field=field, members=members, why=deed.word("why") or None)
        return _back(deed, f"{field.replace('_', ' ').capitalize()} corrected.")
    made = _field(deed, report, item.claim.kind, field, item.claim.start, old)
    deed.book.judge(
        "correct",
        [name],
        field=field,
        value=made.value,
        text=made.text,
        start=made.start,
        end=made.end,
        why=deed.word("why") or None,
    )
    return _back(deed, f"{field.replace('_', ' ').capitalize()} corrected.")


def undo(deed: Deed) -> str:
    """Take back the visitor's last decision, or the claim they marked since; returns where it was made."""
    shelf, who = deed.asked.shelf, deed.asked.session.who
    mine = [j for j in shelf.standing if j.by == who and j.why != TAKEN_BACK]
    marked = [(at, claim) for claim, (by, at) in shelf.marked.items() if by == who and claim in shelf.filed]
    last = max(marked, default=None)
    if last is not None and (not mine or last[0] > mine[-1].at):
        deed.book.judge("reject", [last[1]], why=TAKEN_BACK)
        return deed.asked.desk.say(deed.asked.session, "The marked claim is taken back.", f"/review?item={last[1]}")
    if not mine:
        raise InputError("you have decided nothing that could be undone")
    deed.book.undo(mine[-1].id)
    where = "/adjudicate" if deed.word("to") == "adjudicate" else _address(shelf, mine[-1])
    return deed.asked.desk.say(deed.asked.session, "Undone.", where)


def add_claim(deed: Deed) -> str:
    """Add a claim of marked words with the fields of its form; returns where it can be seen."""
    shelf, name, kind = deed.asked.shelf, deed.word("report"), check_kind(deed.word("kind"))
    if name not in shelf.sources:
        raise NotThereError("the book holds no such report")
    report = deed.asked.desk.book.report(name)
    start, end = _whole(deed.word("start"), "start"), _whole(deed.word("end"), "end")
    near = [item.claim for item, _, gone in seen_by(deed.asked, shelf.claims_of.get(name, ())) if not gone]
    guessed = guess(report, start, end, near, deed.asked.desk.codebook)
    fields: Fields = {}
    for field in FIELDS[kind]:
        known = guessed.fields.get(field) if kind == guessed.kind else None
        if control_of(kind, field) == "lines":
            members = _listed(deed, report, field, start, known if isinstance(known, list) else [known] if known else [])
            fields |= {field: members} if members else {}
            continue
        made = _field(deed, report, kind, field, start, known)
        if made.value is not None:
            fields[field] = made
    claim = deed.book.add_claim(name, kind, start, end, fields=fields)
    return deed.asked.desk.say(deed.asked.session, "Claim added.", f"/review?item={claim.id}")


def _field(deed: Deed, report: Report, kind: str, name: str, near: int, old: Field | list[Field] | None) -> Field:
    """Return the field that a form asks for; one whose controls still hold what they were given stays as it was."""
    control = control_of(kind, name)
    said, last = deed.word(f"{name}.value"), deed.word(f"{name}.last")
    row = field_row(deed.asked.shelf, deed.asked.desk.codebook, kind, name, old, report=report.id)
    if isinstance(old, Field) and (row.value, row.value2) == (said, last):
        return old
    if not said and not last:
        return Field()
    if control == "choice":
        return Field(value=_choice(deed, kind, name, said))
    if control == "number":
        return _numbered(report, said, near)
    if control == "period" or name in PERIODS:
        return _dated(said, last, old)
    if name in IDS:
        if said not in deed.asked.shelf.raw or deed.asked.shelf.raw[said].claim.kind != "agreement":
            raise InputError(f"{said[:40]} is no agreement's claim")
        return Field(value=said)
    return _worded(deed.asked.shelf, report, name, said, near)


def _listed(deed: Deed, report: Report, name: str, near: int, old: Sequence[Field]) -> list[Field]:
    """Return the members that the lines of a form ask for, each once; a line that was there already keeps its words and value."""
    lines = [" ".join(line.split()) for line in deed.word(f"{name}.value").splitlines()]
    held = ({c: Field(value=c) for c in CUT} if name == "cut" else {}) | {words_of(field): field for field in old}
    if len(lines) > MOST_MEMBERS:
        raise InputError(f"{name} has more than {MOST_MEMBERS} lines")
    return [held.get(line) or _worded(deed.asked.shelf, report, name, line, near) for line in dict.fromkeys(lines) if line]


def _choice(deed: Deed, kind: str, name: str, said: str) -> str:
    if said not in {o.id for o in options_of(deed.asked.desk.codebook, kind, name)}:
        raise InputError(f"{said[:40]} is no code of {name.replace('_', ' ')}")
    return said


def _whole(said: str, name: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) < 12):
        raise InputError(f"{said[:40]!r} is no whole number for {name.replace('_', ' ')}")
    return int(said)


def _numbered(report: Report, said: str, near: int) -> Field:
    """Return a count, with its digits where the report prints them so."""
    value = _whole(said.replace(",", ""), "a count")
    at = next((i for form in (f"{value:,}", str(value)) if (i := _nearest(report.text, form, near)) is not None), None)
    if at is None:
        return Field(value=value)
    words = f"{value:,}" if report.text.startswith(f"{value:,}", at) else str(value)
    return Field(text=words, start=at, end=at + len(words), value=value)


def _dated(first: str, last: str, old: Field | list[Field] | None) -> Field:
    """Return a period from a form's two days, on the words the old one stood on."""
    days = []
    for said in (first, last or first):
        try:
            days.append(dt.date.fromisoformat(said).isoformat() if said else None)
        except ValueError as error:
            raise InputError(f"{said[:40]} is no day; write it as 2021-09-04") from error
    if days[0] and days[1] and days[0] > days[1]:
        raise InputError("the last day is before the first")
    value = PeriodValue(first=days[0], last=days[1], precision="day" if days[0] == days[1] else "range", timex=days[0] or days[1])
    single = old if isinstance(old, Field) else Field()
    return Field(text=single.text, start=single.start, end=single.end, value=value)


def _worded(shelf: Shelf, report: Report, name: str, said: str, near: int) -> Field:
    """Return a field of the report's own words, known as the place or actor that the book knows by them; raises InputError otherwise."""
    at = _nearest(report.text, said, near)
    if at is None:
        raise InputError(f"“{said[:80]}” does not stand in the report; a value needs words it came from")
    words = report.text[at : at + len(said)]
    known: Mapping[tuple[type, str], Value] = shelf.memo("known words", lambda: _known(shelf))
    value: Value = words
    if name in PLACES:
        value = known.get((PlaceValue, words.lower()), PlaceValue(name=words))
    elif name in ACTORS:
        value = known.get((ActorValue, words.lower()), ActorValue(name=words))
    return Field(text=words, start=at, end=at + len(words), value=value)


def _known(shelf: Shelf) -> dict[tuple[type, str], Value]:
    """Return (kind of value, words in lower case) → the place or actor that claims of the book know by them."""
    found: dict[tuple[type, str], Value] = {}
    for item in shelf.raw.values():
        for field in item.claim.spans():
            if field.text and isinstance(field.value, PlaceValue | ActorValue):
                found.setdefault((type(field.value), field.text.lower()), field.value)
    return found


def _nearest(text: str, words: str, near: int) -> int | None:
    """Return where words stand nearest to a place in the text, as written there; None where they do not."""
    before, after = text.rfind(words, 0, near + len(words)), text.find(words, near)
    places = [i for i in (before, after) if i >= 0]
    return min(places, key=lambda i: abs(i - near)) if places and words else None


def _onwards(deed: Deed, said: str) -> str:
    following = deed.word("next")
    names = [n for n in following.split("~") if n]
    known = bool(names) and all(n in deed.asked.shelf.raw for n in names)
    return deed.asked.desk.say(deed.asked.session, said, f"/review?item={following}" if known else "/review")


def _back(deed: Deed, said: str) -> str:
    return deed.asked.desk.say(deed.asked.session, said, f"/review?item={'~'.join(deed.claims())}")


def _address(shelf: Shelf, judgement: Judgement) -> str:
    """Return the address of the thing a judgement speaks of."""
    names = [c for c in judgement.claims if c in shelf.raw]
    return f"/review?item={'~'.join(names[:2])}" if names else "/review"
