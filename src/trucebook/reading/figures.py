"""Figures: how many people were killed, injured, displaced …, with bounds, who, when, where and who counted.

Invariant: a count keeps the quantifier its words give it; a number of things is no figure.
"""

from trucebook.codebook import Codebook
from trucebook.model import Claim, FigureValue, Mention
from trucebook.reading.counts import Count, find_counts
from trucebook.reading.evidence import coded, cut, new_claim, new_mention
from trucebook.reading.notes import Notes
from trucebook.reading.parse import Parse
from trucebook.reading.tolls import Toll, find_tolls


def find_figures(notes: Notes) -> tuple[Mention, ...]:
    """Return the mentions of counted people and households in text order."""
    found = []
    for count in find_counts(notes):
        if count.known and count.unit != "house":
            value = _value(count)
            found.append(new_mention(notes.parse.text, "figure", notes.parse.start[count.first], notes.parse.end[count.last], value))
    return tuple(found)


def find_figure_claims(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the figure claims of a report in text order."""
    parse = notes.parse
    tolls = find_tolls(parse, find_counts(notes))
    best: dict[tuple[str, int | None, int | None], tuple[float, Toll, int]] = {}
    order: list[tuple[str, int | None, int | None]] = []
    for toll in tolls:
        key = (toll.category, toll.count.number.low, toll.count.number.high)
        score = _score(notes, toll)
        if key in best:
            old, first, times = best[key]
            best[key] = (max(old, score), first, times + 1)
        else:
            best[key] = (score, toll, 1)
            order.append(key)
    claims = []
    for key in order:
        score, toll, times = best[key]
        claims.append(_claim(notes, toll, min(1.0, score + 0.02 * (times - 1))))
    return tuple(claims)


def _value(count: Count) -> FigureValue:
    number = count.number
    unit = "household" if count.unit in ("household", "house") else "person"
    return FigureValue(low=number.low, high=number.high, quantifier=number.quantifier, unit=unit)


def _claim(notes: Notes, toll: Toll, score: float) -> Claim:
    parse, count = notes.parse, toll.count
    start, end = parse.start[count.first], parse.end[count.last]
    value = _value(count)
    fields = {
        "category": cut(parse.text, parse.start[toll.cue], parse.end[toll.cue], toll.category),
        "low": coded(value.low),
        "high": coded(value.high),
        "quantifier": coded(value.quantifier),
        "unit": coded(value.unit),
    }
    return new_claim(notes.report, "figure", start, end, key=toll.category, score=score, fields=fields)


_WEIGHT = {"displaced": 0.1, "evacuated": 0.1, "returned": 0.02, "besieged": 0.02, "affected": -0.1}


def _score(notes: Notes, toll: Toll) -> float:
    """Return how likely a toll is its report's main one."""
    parse = notes.parse
    sentence = parse.sentence_of[toll.count.first]
    score = 0.5 + (0.15 if sentence < 2 else 0.05 if sentence < 4 else 0.0)
    score += _WEIGHT.get(toll.category, 0.0)
    if toll.part:
        score -= 0.25
    if toll.term is not None:
        score -= 0.06 if toll.term == "Destroyed housing" else 0.12
    if _history(parse, toll.count):
        score -= 0.2
    return score


def _history(parse: Parse, count: Count) -> bool:
    first, last = parse.sentences[parse.sentence_of[count.first]]
    words = parse.lower[first:last]
    return "since" in words or "war" in words
