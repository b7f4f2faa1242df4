"""In place: acts on the very ground of a local truce that a report tells as standing, which the guideline counts as breaches of it.

Invariant: the truce has a place smaller than a country, and was made before what is told; an act has that place or one within it, or is
the lead's telling of such an act on "a rebel-held town" that is named later.
"""

from datetime import date, timedelta

from trucebook.model import Claim, PeriodValue, PlaceValue
from trucebook.reading.deals.breaches import Hostile, HostileWords, find_hostile
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import TWO_SIDED
from trucebook.reading.deals.weighing import counts
from trucebook.reading.notes import Notes
from trucebook.reading.spaces.where import place_for

_KINDS = (*TWO_SIDED, "settlement")
_SMALL = ("point", "town", "district", "province")
_HEAVY = ("airstrike", "shelling")
_STANDING = ("announced", "in_force", "violated", "unknown")
_WHERE = deal_words("where")
_LEAD = 2  # sentences of headline and lead


def find_in_place(notes: Notes, words: HostileWords, live: tuple[Claim, ...]) -> list[tuple[Hostile, Claim]]:
    """Return the heavy acts on the ground of a local truce, each with the truce, in text order."""
    found: list[tuple[Hostile, Claim]] = []
    parse = notes.parse
    for claim in live:
        ground = claim.value("place")
        if not isinstance(ground, PlaceValue) or ground.precision not in _SMALL or claim.value("type") not in _KINDS:
            continue
        if claim.value("status") not in _STANDING or _is_news(notes, claim):
            continue
        named = {parse.sentence_of[parse.word_at(f.start)] for f in claim.many("named") if f.start is not None}
        rest = (span for s, span in enumerate(parse.sentences) if s not in named)  # beside its name other words tie an act or not
        heavy = [h for first, last in rest for h in find_hostile(parse, words, first, last) if h.act in _HEAVY]
        there = [h for h in heavy if _within(_place(notes, h), ground) and counts(parse, words, h, claim, "place")]
        early = (h for h in heavy if h not in there and _is_lead(notes, h, there))
        lead = [h for h in early if counts(parse, words, h, claim, "place")]
        found += [(h, claim) for h in (*lead, *there)]
    return sorted(found, key=lambda f: f[0].first)


def _is_news(notes: Notes, claim: Claim) -> bool:
    """Say whether an agreement was made on the day of the report or the one before, so that it may have come after what is told."""
    made = [v for name in ("declared", "began") if isinstance(v := claim.value(name), PeriodValue)]
    today = notes.report.published
    return any(v.last is None or (v.precision == "day" and (today is None or v.last >= _day_before(today))) for v in made)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day[:10]) - timedelta(days=1)).isoformat()


def _place(notes: Notes, hostile: Hostile) -> PlaceValue | None:
    """Return where an act is told to have happened."""
    place = place_for(notes.parse, notes.places, notes.parse.start[hostile.first], notes.parse.end[hostile.last])
    return place.value if place is not None and isinstance(place.value, PlaceValue) else None


def _within(place: PlaceValue | None, ground: PlaceValue) -> bool:
    """Say whether a place is the ground of a truce or, where that is a province, lies in it."""
    if place is None or place.precision not in _SMALL or place.country != ground.country:
        return False
    if place.place_id is not None and place.place_id == ground.place_id:
        return True
    return ground.precision == "province" and ground.admin1 is not None and place.admin1 == ground.admin1


def _is_lead(notes: Notes, hostile: Hostile, there: list[Hostile]) -> bool:
    """Say whether an act of the lead is one of those told later, on a place that it does not name: "raids on a rebel-held town"."""
    parse = notes.parse
    if parse.sentence_of[hostile.word] >= _LEAD or all(h.act != hostile.act for h in there):
        return False
    inside = (j for j in range(hostile.first, hostile.last + 1) if parse.lemma[j] in _WHERE)
    return any(parse.lower[c] in ("a", "an") for j in inside for c in parse.children[j])
