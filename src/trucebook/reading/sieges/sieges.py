"""Siege claims: the wordings of each place drawn together, with besieger, beginning, end, what is cut and the promise to lift it.

Invariant: one claim a place and standing; a siege that is only feared, denied or threatened never joins one that is told.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from trucebook.codebook import Codebook
from trucebook.model import Claim, Field, Fields, PlaceValue
from trucebook.reading.deals.phrases import actor_field
from trucebook.reading.evidence import coded, cut, new_claim, of_mention
from trucebook.reading.notes import Notes
from trucebook.reading.sieges.besieging import Besieging, find_besieging
from trucebook.reading.sieges.cuts import Cut, find_cuts
from trucebook.reading.sieges.siegetimes import began_at, began_by_length, ended_at
from trucebook.reading.sieges.siegewords import siege_words
from trucebook.reading.sieges.strongholds import Held

_AFTER = 2
_WIDEST = 16
_WIDE = ("country", "region")
_SILENT = frozenset({"credit", "dateline", "boilerplate"})


def find_sieges(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the siege claims of a report in text order."""
    words = siege_words(codebook)
    said = notes.parse.vocabulary
    if not said & words.triggers and not ("no" in said and said & words.opened):
        return ()
    found = [b for b in _placed(notes, list(find_besieging(notes, words))) if _counts(notes, b)]
    cuts = list(find_cuts(notes, words))
    piles = _piles(found)
    claims = [_claim(notes, pile, _cuts_of(notes, pile, cuts, alone=len(piles) == 1)) for pile in piles]
    claims += _starved(notes, cuts, piles)
    return tuple(sorted(claims, key=lambda c: (c.start, c.end)))


def _placed(notes: Notes, found: list[Besieging]) -> list[Besieging]:
    """Give the one town a report names to a siege whose place it does not say."""
    towns = {m.value.place_id: m for m in reversed(notes.places) if isinstance(m.value, PlaceValue) and m.value.precision not in _WIDE}
    if len(towns) != 1 or any(_key(b) for b in found):
        return found
    (mention,) = towns.values()
    held = Held(of_mention(mention), notes.parse.head_of(mention.start, mention.end) or 0, True)
    return [replace(b, held=held) if b.held is None else b for b in found]


def _counts(notes: Notes, item: Besieging) -> bool:
    """Say whether a wording tells of a siege: not of a country's encirclement, not in a credit line."""
    start = notes.parse.start[item.word]
    if any(b.start <= start < b.end for b in notes.blocks if b.role in _SILENT):
        return False
    value = item.held.field.value if item.held is not None else None
    wide = isinstance(value, PlaceValue) and value.precision in _WIDE
    return not wide or notes.parse.lemma[item.word] == "blockade"


def _piles(found: Sequence[Besieging]) -> list[list[Besieging]]:
    """Return the wordings by place and standing; one that names no place goes to the place named last before it."""
    piles: dict[tuple[str, str], list[Besieging]] = defaultdict(list)
    latest: str | None = None
    names = [k for b in sorted(found, key=lambda b: b.word) if (k := _key(b)) is not None]
    for item in sorted(found, key=lambda b: b.word):
        key = _key(item)
        latest = key or latest
        place = key or latest or (names[0] if names else None)
        if place is not None:
            piles[place, "told" if item.told else item.assertion].append(item)
        elif item.besieger is not None:
            piles["", "told" if item.told else item.assertion].append(item)
    told = {place for place, standing in piles if standing == "told"}
    return [pile for (place, standing), pile in piles.items() if standing == "told" or place not in told]


def _key(item: Besieging) -> str | None:
    """Return what a held place is known by: its id, or its words; None for a description that points at nothing known."""
    if item.held is None:
        return None
    value = item.held.field.value
    if isinstance(value, PlaceValue):
        return value.place_id or (value.name or "").lower()
    return None


def _claim(notes: Notes, pile: list[Besieging], cuts: list[Cut]) -> Claim:
    best = max(pile, key=lambda b: (b.held is not None and b.held.named, not b.background, b.besieger is not None, -b.word))
    named = next((b.held for b in [best, *pile] if b.held is not None and b.held.named), best.held)
    ended = next((f for b in pile if (f := ended_at(notes, b)) is not None), None)
    over = next((b for b in pile if b.ended is not None), None)
    eased = next((b for b in pile if b.eased is not None), None)
    began = next((f for b in pile if (f := began_at(notes, b)) is not None), None)
    began = began or next((f for b in pile if (f := began_by_length(notes, b, ended)) is not None), None)
    fields: Fields = {}
    besieger = next((b.besieger for b in [best, *pile] if b.besieger is not None), None)
    for name, field in (
        ("besieger", None if besieger is None else actor_field(notes, besieger)),
        ("place", None if named is None else named.field),
        ("from", began),
        ("to", ended),
        ("status", _status(notes, over, eased, best)),
    ):
        if field is not None:
            fields[name] = field
    if cuts:
        fields["cut"] = _cut_fields(notes, cuts)
    if (lifting := _lifting(notes, named.field if named is not None else None)) is not None:
        fields["provision"] = coded(lifting.id)
    start, end = _quote(notes, best)
    return new_claim(
        notes.report,
        "siege",
        start,
        end,
        key=best.assertion,
        assertion=_assertion(pile, best, over=over is not None or ended is not None, lasts=_since(notes, began)),
        background=all(b.background for b in pile),
        score=min(0.5 + 0.1 * len(fields) + 0.1 * (len(pile) > 1), 0.95),
        reasons=(notes.parse.lemma[best.word],),
        fields=fields,
    )


def _since(notes: Notes, began: Field | None) -> bool:
    """Say whether a beginning is told as one of something that goes on: "since June"."""
    if began is None or began.start is None:
        return False
    at = notes.parse.word_at(began.start)
    return "since" in notes.parse.lower[max(at - 1, 0) : at + 1]


def _assertion(pile: list[Besieging], best: Besieging, *, over: bool, lasts: bool) -> str:
    """Return how a siege stands as a claim: over, under way, or as its best wording has it."""
    if not best.told:
        return best.assertion
    under_way = any(b.assertion == "ongoing" for b in pile) or lasts
    return "happened" if over or not under_way else "ongoing"


def _status(notes: Notes, over: Besieging | None, eased: Besieging | None, best: Besieging) -> Field | None:
    """Return how a siege stands where the words tell: lifted, eased, or else under way; None for one that is not told as a fact."""
    for item, status in ((over, "lifted"), (eased, "eased")):
        word = None if item is None else item.ended if item.ended is not None else item.eased
        if word is not None:
            return cut(notes.report.text, notes.parse.start[word], notes.parse.end[word], status)
    return coded("under_siege") if best.told and not best.background else None


def _cuts_of(notes: Notes, pile: list[Besieging], cuts: Sequence[Cut], *, alone: bool) -> list[Cut]:
    """Return what is cut in the sentences of a siege and the two after each, or said of its place."""
    of = notes.parse.sentence_of
    near = {of[b.word] + n for b in pile for n in range(_AFTER + 1)}
    keys = {k for b in pile if (k := _key(b)) is not None}
    found = []
    for item in cuts:
        value = item.held.field.value if item.held is not None else None
        place = (value.place_id or (value.name or "").lower()) if isinstance(value, PlaceValue) else None
        if place in keys or (place is None and of[item.first] in near) or (alone and place is None and of[item.first] in near):
            found.append(item)
    return found


def _cut_fields(notes: Notes, cuts: Iterable[Cut]) -> list[Field]:
    """Return each thing cut once, at the word that first says so."""
    parse = notes.parse
    found: dict[str, Field] = {}
    for item in cuts:
        found.setdefault(item.code, cut(parse.text, parse.start[item.first], parse.end[item.last], item.code))
    return list(found.values())


def _starved(notes: Notes, cuts: Sequence[Cut], piles: list[list[Besieging]]) -> list[Claim]:
    """Return sieges told by their cuts alone: "no food has entered X since October"."""
    known = {k for pile in piles for b in pile if (k := _key(b)) is not None}
    by_place: dict[str, list[Cut]] = defaultdict(list)
    for item in cuts:
        value = item.held.field.value if item.held is not None else None
        if isinstance(value, PlaceValue) and value.precision not in _WIDE and (key := value.place_id or "") not in known:
            by_place[key].append(item)
    claims = []
    for items in by_place.values():
        codes = {c.code for c in items}
        if codes & {"food", "medicine"} or len(codes) > 1:
            claims.append(_claim(notes, [_as_besieging(notes, items[0])], items))
    return claims


def _as_besieging(notes: Notes, item: Cut) -> Besieging:
    clause = notes.clause_by_word.get(item.by)
    agent = clause.agent if clause is not None and not item.first <= (clause.agent or -1) <= item.last else None
    agent = agent if agent is not None and agent in notes.actor_by_word else None
    return Besieging(item.by, item.held, agent, "ongoing", clause.background if clause is not None else False)


def _lifting(notes: Notes, place: Field | None) -> Claim | None:
    """Return the promise that is to lift a siege: of its place where promises name places, else the only one the report tells."""
    promises = [p for p in notes.provisions if p.value("action") == "lift_siege"]
    here = place.value if place is not None else None
    if isinstance(here, PlaceValue):
        of_place = [p for p in promises if isinstance(v := p.value("place"), PlaceValue) and v.place_id == here.place_id]
        promises = of_place or [p for p in promises if p.value("place") is None]
    return promises[0] if len(promises) == 1 else None


def _quote(notes: Notes, item: Besieging) -> tuple[int, int]:
    """Return the characters of a wording with its verb and its place, as far as they stand close together."""
    parse = notes.parse
    inside = [item.word, *(w for w in (item.light, item.ended, item.eased) if w is not None)]
    if parse.lower[item.word - 1 : item.word] == ["under"]:
        inside.append(item.word - 1)
    if item.held is not None and item.held.field.start is not None and item.held.field.end is not None:
        held = parse.words_in(item.held.field.start, item.held.field.end)
        inside += [held[0], held[-1], item.held.word]
    near = [w for w in inside if abs(w - item.word) <= _WIDEST and parse.sentence_of[w] == parse.sentence_of[item.word]]
    return parse.start[min(near)], parse.end[max(near)]
