"""Places: toponyms and the places descriptions stand for, resolved in the gazetteer with the report's own context.

Invariant: a place nobody knows keeps its words and has no coordinates.
"""

import csv
import re
from collections import Counter
from functools import cache
from importlib import resources

from trucebook.gazetteer import Gazetteer, Place
from trucebook.model import Mention, PlaceValue, Precision
from trucebook.reading.evidence import new_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.spaces.toponyms import Toponym, find_toponyms
from trucebook.reading.spaces.whereabouts import resolve_toponyms

_OPENINGS = frozenset(
    ("Sri", "South", "North", "East", "West", "Saudi", "Costa", "New", "Sierra", "Puerto", "Dominican", "Central", "Burkina", "Bosnian")
)
_CAPITALISED = re.compile(r"\b[A-Z]\w{3,}")


def find_places(notes: Notes, gazetteer: Gazetteer | None) -> tuple[Mention, ...]:
    """Return the place mentions of a report in text order."""
    if gazetteer is None:
        return ()
    toponyms = find_toponyms(notes.parse, gazetteer, demonyms())
    around = " ".join(x for x in (notes.report.title, notes.report.publisher) if x)
    nations = count_nations(notes.parse) + count_countries(around, gazetteer)
    answers = resolve_toponyms(toponyms, gazetteer, nations)
    text = notes.parse.text
    return tuple(
        new_mention(text, "place", t.start, t.end, value_of(t, answer, text[t.start : t.end]))
        for t, answer in zip(toponyms, answers, strict=True)
    )


def value_of(toponym: Toponym, place: Place | None, words: str) -> PlaceValue:
    """Return what a toponym means; an unknown place and a part of a place ("southern Syria") keep their words."""
    if place is None:
        within = toponym.country
        return PlaceValue(name=words, country=within.country, country3=within.country3) if within else PlaceValue(name=words)
    precision: Precision = place.precision  # type: ignore[assignment]
    return PlaceValue(
        place_id=place.id,
        name=words if toponym.compass else place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        country3=place.country3,
        admin1=place.admin1,
        precision="region" if toponym.compass else precision,
    )


def count_nations(parse: Parse) -> Counter[str]:
    """Count the countries that the report names by their people or adjective ("Syrian", "Afghans", "Sri Lankan")."""
    known = demonyms()
    words = parse.words
    counts = Counter(known[w] for w in words if known.get(w))
    for i, word in enumerate(words[:-1]):
        if word in _OPENINGS and known.get(f"{word} {words[i + 1]}"):
            counts[known[f"{word} {words[i + 1]}"]] += 1
    return counts


def count_countries(text: str, gazetteer: Gazetteer) -> Counter[str]:
    """Count the countries that a title or a publisher's name speaks of ("The Daily Star Lebanon", "Sudan Tribune")."""
    known = demonyms()
    counts: Counter[str] = Counter()
    for word in _CAPITALISED.findall(text):
        places = gazetteer.find(word, loose=False)[:1]
        code = known.get(word) or (places[0].country if places and places[0].kind in ("country", "capital") else None)
        if code:
            counts[code] += 1
    return counts


@cache
def demonyms() -> dict[str, str]:
    """Return demonym or adjective → alpha-2, from states.csv; empty for one that several states of today share."""
    found: dict[str, set[str]] = {}
    text = (resources.files("trucebook") / "data" / "states.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        for word in f"{row['adjectives']}|{row['people']}".split("|"):
            if word:
                codes = found.setdefault(word, set())
                codes.update({row["iso2"]} if row["iso2"] and not row["to"] else ())
    return {word: min(codes) if len(codes) == 1 else "" for word, codes in found.items()}


@cache
def states_of_one_word() -> frozenset[str]:
    """Return the names of states that are a single word, in lower case, from states.csv."""
    text = (resources.files("trucebook") / "data" / "states.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(row["name"].lower() for row in rows if row["name"].isalpha())
