"""Places: toponyms and the places descriptions stand for, resolved in the gazetteer with the report's own context.

Invariant: a place nobody knows keeps its words and has no coordinates.
"""

import csv
from collections import Counter
from functools import cache
from importlib import resources

from trucebook.gazetteer import Gazetteer, Place
from trucebook.model import Mention, PlaceValue, Precision
from trucebook.reading.evidence import new_mention
from trucebook.reading.notes import Notes
from trucebook.reading.parse import Parse
from trucebook.reading.toponyms import Toponym, find_toponyms
from trucebook.reading.whereabouts import resolve_toponyms


def find_places(notes: Notes, gazetteer: Gazetteer | None) -> tuple[Mention, ...]:
    """Return the place mentions of a report in text order."""
    if gazetteer is None:
        return ()
    toponyms = find_toponyms(notes.parse, gazetteer, demonyms())
    answers = resolve_toponyms(toponyms, gazetteer, count_nations(notes.parse))
    return tuple(
        new_mention(notes.parse.text, "place", t.start, t.end, value_of(t, answer)) for t, answer in zip(toponyms, answers, strict=True)
    )


def value_of(toponym: Toponym, place: Place | None) -> PlaceValue:
    """Return what a toponym means; a part of a place ("southern Syria") keeps its words and is a region, not a pin."""
    if place is None:
        return PlaceValue(name=toponym.name)
    precision: Precision = place.precision  # type: ignore[assignment]
    name = place.name
    if toponym.compass:
        precision, name = "region", f"{toponym.name}"
    return PlaceValue(
        place_id=place.id,
        name=name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        country3=place.country3,
        admin1=place.admin1,
        precision=precision,
    )


def count_nations(parse: Parse) -> Counter[str]:
    """Count the countries that the report names by their people or adjective ("Syrian", "Afghans")."""
    known = demonyms()
    return Counter(known[w] for w in parse.words if w in known)


@cache
def demonyms() -> dict[str, str]:
    """Return demonym or adjective → alpha-2, from states.csv; one that several countries share is left out."""
    found: dict[str, set[str]] = {}
    text = (resources.files("trucebook") / "data" / "states.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        for word in f"{row['adjectives']}|{row['people']}".split("|"):
            if word and row["iso2"]:
                found.setdefault(word, set()).add(row["iso2"])
    return {word: min(codes) for word, codes in found.items() if len(codes) == 1}
