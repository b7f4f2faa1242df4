"""Chains and places of agreements: which one takes the place of which, and where each holds.

Invariant: a link ties two claims of one report; a place is one that the report names, never a country alone.
"""

import re
from collections import Counter

from msgspec.structs import replace

from trucebook.model import Claim, Mention, PeriodValue, PlaceValue
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.evidence import coded, of_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.spaces.where import place_for

_TALKING = deal_words("talking")
_REPLACING = deal_words("replacing")
_NARROW = ("point", "town", "district", "province")
_OVER = ("collapsed", "superseded", "expired", "violated")


def with_places(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with the place each naming's own clause gives, else the one place that the report turns on.

    A capital that stands for its government is no place here.
    """
    meant = {(a.start, a.end) for a in notes.actors}
    narrow = [m for m in notes.places if isinstance(m.value, PlaceValue) and m.value.precision in _NARROW and (m.start, m.end) not in meant]
    narrow = [m for m in narrow if not _of_talks(notes, m)]
    main = _main_place(narrow)
    placed = []
    for claim in claims:
        spans = [(claim.start, claim.end), *((f.start, f.end) for f in claim.many("named") if f.start is not None and f.end is not None)]
        own = (place_for(notes.parse, narrow, start, end) for start, end in spans)
        place = next((p for p in own if p is not None), None if claim.background else main)
        placed.append(claim if place is None else replace(claim, fields={**claim.fields, "place": of_mention(place)}))
    return placed


def _of_talks(notes: Notes, place: Mention) -> bool:
    """Say whether a place is only where somebody talked, signed or spoke, or where a report or an envoy stands: "after talks in Jeddah",
    "signed in Geneva", "ambassador to Damascus", the place of a dateline."""
    parse = notes.parse
    head = parse.head_of(place.start, place.end)
    if head is None:
        return False
    line_end = parse.text.find("\n", place.start)
    lead = parse.text[place.end : place.end + 60 if line_end < 0 else min(line_end, place.end + 60)]
    if (place.start == 0 or parse.text[place.start - 1] in "\n/") and _DATELINE.match(lead):
        return True
    prep = parse.head[parse.first_conjunct(head)]
    if parse.pos[prep] not in ("ADP", "SCONJ"):
        return False
    return parse.lemma[parse.head[prep]] in _TALKING


_DATELINE = re.compile(r"(?:[/,] ?[A-Z][\w.,/ -]*)?(?:, | )?(?:\d{1,2} )?(?:[A-Z][a-z]{2,8}\.? ?\d{0,2})?(?: ?\([^)]*\))? ?(?:--?|–|—|:) ")


def _main_place(places: list[Mention]) -> Mention | None:
    """Return the first mention of the place named most, where it is named at least twice and twice as often as any other."""
    counts = Counter(m.value.place_id or m.text for m in places if isinstance(m.value, PlaceValue))
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return next(m for m in places if isinstance(m.value, PlaceValue) and (m.value.place_id or m.text) == ranked[0][0])


def with_chain(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims tied by verbs of replacing ("the new truce replaces the one of 1 May"): the later one names the earlier."""
    parse = notes.parse
    by_id = {c.id: c for c in claims}
    for verb in range(len(parse)):
        if parse.lemma[verb] not in _REPLACING or parse.pos[verb] != "VERB" or parse.child(verb, "neg") is not None:
            continue
        later, earlier = _ends(parse, verb)
        new, old = _claim_at(parse, by_id, later), _claim_at(parse, by_id, earlier)
        if new is None or earlier is None:
            continue
        if old is None:
            over = [c for c in by_id.values() if c.id != new.id and c.value("status") in _OVER]
            old = over[0] if len(over) == 1 and parse.pos[earlier] in ("PRON", "NUM", "NOUN") else None
        if old is None or old.id == new.id:
            continue
        by_id[new.id] = replace(new, fields={**by_id[new.id].fields, "supersedes": coded(old.id)})
        by_id[old.id] = _dated(notes, by_id[old.id], earlier)
    return [by_id[c.id] for c in claims]


def _ends(parse: Parse, verb: int) -> tuple[int | None, int | None]:
    """Return the word of the later and of the earlier agreement of a verb of replacing."""
    subject, passive = parse.child(verb, "nsubj"), parse.child(verb, "nsubjpass")
    if passive is not None:
        by = next((c for c in parse.children[verb] if parse.dep[c] == "agent"), None)
        return (parse.child(by, "pobj") if by is not None else None), passive
    return subject, parse.child(verb, "dobj")


def _claim_at(parse: Parse, claims: dict[str, Claim], word: int | None) -> Claim | None:
    """Return the claim one of whose namings covers a word."""
    if word is None:
        return None
    at = parse.start[word]
    for claim in claims.values():
        if any(f.start is not None and f.end is not None and f.start <= at < f.end for f in claim.many("named")):
            return claim
    return None


def _dated(notes: Notes, claim: Claim, word: int) -> Claim:
    """Return the earlier claim with the day its naming gives ("the one of 1 May") as its beginning, where it has none."""
    if "began" in claim.fields:
        return claim
    parse = notes.parse
    low, high = parse.start[parse.left_edge(word)], parse.end[parse.right_edge(word)]
    inside = [m for m in notes.periods if low <= m.start < high and isinstance(m.value, PeriodValue) and m.value.first and m.value.last]
    return replace(claim, fields={**claim.fields, "began": of_mention(inside[0])}) if inside else claim
