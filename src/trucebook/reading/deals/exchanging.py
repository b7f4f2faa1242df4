"""Exchanging: what each obligation is given for, and who owes what is given in return.

Invariant: the sides of one exchange name each other, by the ids of their claims.
"""

from msgspec.structs import replace

from trucebook.model import Claim, Field
from trucebook.reading.deals.binding import Bound
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Ground
from trucebook.reading.deals.obligations import Act
from trucebook.reading.grammar.parse import Parse

_CAMPS = {camp: deal_words(f"{camp}_camp") for camp in ("rebel", "state")}


def with_exchanges(parse: Parse, ground: Ground, bound: list[Bound], claims: list[Claim]) -> list[Claim]:
    """Return the claims with what each is exchanged for: the acts on the other side of "in exchange for"."""
    sides: dict[int, tuple[list[int], list[int]]] = {}
    for mark in sorted(ground.exchanges):
        first, last = parse.sentences[parse.sentence_of[mark]]
        before = [n for n, b in enumerate(bound) if first <= b.act.word < mark]
        after = [n for n, b in enumerate(bound) if mark < b.act.word < last]
        if parse.lower[mark] == "if":
            after, before = _by_clause(parse, parse.head[mark], before + after, bound)
        elif not before and parse.sentence_of[mark]:
            a, z = parse.sentences[parse.sentence_of[mark] - 1]
            before = [n for n, b in enumerate(bound) if a <= b.act.word < z]
        if before and after:
            sides[mark] = (before, after)
    exchanged = list(claims)
    for mark, (before, after) in sides.items():
        for m in after:
            if not (_of_their_own(parse, bound[m].act) and "debtor" in exchanged[m].fields):
                exchanged[m] = _owed_back(exchanged[m], exchanged[before[0]], bound[m].bond.agreement, parse.start[mark])
        for mine, theirs in ((before, after), (after, before)):
            for n in mine:
                counter: Field | list[Field] = [
                    Field(text=claims[m].quote, start=claims[m].start, end=claims[m].end, value=claims[m].id) for m in theirs
                ]
                exchanged[n] = replace(exchanged[n], fields={**exchanged[n].fields, "in_exchange_for": counter})
    return exchanged


def _of_their_own(parse: Parse, act: Act) -> bool:
    """Say whether an act is done with what belongs to the one spoken of, who owes it: "in exchange for the handover of their guns"."""
    return act.theme is not None and any(parse.tag[c] == "PRP$" for c in parse.children[act.theme])


def _by_clause(parse: Parse, verb: int, around: list[int], bound: list[Bound]) -> tuple[list[int], list[int]]:
    """Return the acts inside and outside the clause of a verb."""
    inside = [n for n in around if parse.left_edge(verb) <= bound[n].act.word <= parse.right_edge(verb)]
    return inside, [n for n in around if n not in inside]


def _owed_back(counter: Claim, given: Claim, agreement: Claim, mark: int) -> Claim:
    """Return what is given in exchange with the other one of two parties as its debtor, where no words after the `mark` name one."""
    parties = agreement.fields.get("parties")
    first, own = given.fields.get("debtor"), counter.fields.get("debtor")
    if (
        not isinstance(parties, list)
        or len(parties) != 2
        or not isinstance(first, Field)
        or (isinstance(own, Field) and (own.start or 0) > mark)
    ):
        return counter
    mine = [p for p in parties if _shares(p, first)]
    others = [p for p in parties if not _shares(p, first)]
    if not mine:  # "elders agreed with the army that gunmen would leave": the gunmen stand against the army
        others = [p for p in parties if _camp(p) not in (None, _camp(first))]
        mine = [p for p in parties if p not in others] if _camp(first) else []
    return replace(counter, fields={**counter.fields, "debtor": others[0]}) if len(mine) == len(others) == 1 else counter


def _camp(name: Field) -> str | None:
    """Return whether a name tells of a state's side or of those in arms against it, by its words."""
    said = set((name.text or "").lower().split())
    return next((camp for camp, words in _CAMPS.items() if said & words), None)


def _shares(one: Field, other: Field) -> bool:
    """Say whether two names share a telling word."""
    a, b = ({w for w in (f.text or "").lower().split() if len(w) > 3} for f in (one, other))
    return bool(a & b)
