"""Figures: how many people were killed, injured, displaced …, with bounds, who, when, where and who counted.

Invariant: a count keeps the quantifier its words give it; a number of things is no figure.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from trucebook.codebook import Codebook, load
from trucebook.model import Claim, Field, Fields, FigureValue, Mention, PeriodValue
from trucebook.reading.evidence import coded, cut, new_claim, new_mention, of_mention, phrase
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.spaces.where import place_for
from trucebook.reading.tallies.counts import Count, find_counts
from trucebook.reading.tallies.parts import Toll
from trucebook.reading.tallies.ranking import lead_of, weigh, weights
from trucebook.reading.tallies.singles import is_somebody
from trucebook.reading.tallies.tollhead import weigh_tolls
from trucebook.reading.tallies.tolls import find_tolls
from trucebook.reading.times.when import period_for
from trucebook.reading.voices.counters import counter_field
from trucebook.reading.voices.speech import speaker_of

_FAR = 80
_MANY = 4
_EARLY = {"first sentences", "near the top"}
_HURT = {"killed", "injured", "affected"}
_WALKS = frozenset({"displaced", "evacuated", "returned", "missing"})
_Key = tuple[str, int | None, int | None, str]


@dataclass
class _Figure:
    """A toll with its score while the report's repeats of it are gathered."""

    toll: Toll
    score: float
    reasons: tuple[str, ...]
    clause: Clause | None
    times: int = 1


def find_figures(notes: Notes) -> tuple[Mention, ...]:
    """Return the mentions of counted people and households in text order."""
    parse = notes.parse
    counts = (count for count in find_counts(notes) if count.known and count.unit != "house")
    return tuple(new_mention(parse.text, "figure", parse.start[c.first], parse.end[c.last], value_of(c)) for c in counts)


def find_figure_claims(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the figure claims of a report in text order; the same value for the same harm is one figure."""
    reporting = {words: term for term, words in codebook.codes["figures"]["displaced"].props.items()}
    return tuple(_claim(notes, figure, reporting) for figure in _gather(notes))


def value_of(count: Count) -> FigureValue:
    """Return bounds, quantifier and unit of a count; homes count as households, as IDMC does."""
    number = count.number
    unit = "household" if count.unit in ("household", "house") else "person"
    return FigureValue(low=number.low, high=number.high, quantifier=number.quantifier, unit=unit)


@cache
def terms(file: str, name: str) -> frozenset[str]:
    """Return one of the shipped codebook's lists."""
    return load().terms(file, name)


def _gather(notes: Notes) -> list[_Figure]:
    """Return the tolls of a report with their scores, repeats put together."""
    lead, clauses = lead_of(notes), {clause.word: clause for clause in notes.clauses}
    figures: dict[_Key, _Figure] = {}
    counts = find_counts(notes)
    for toll in weigh_tolls(notes.parse, counts, find_tolls(notes.parse, counts)):
        clause = None if toll.held else _clause(notes.parse, toll, clauses)
        score, reasons = weigh(notes, toll, lead, clause)
        known = figures.setdefault(_key(notes.parse, toll), new := _Figure(toll, score, reasons, clause))
        if known is not new:
            known.times += 1
            if _brevity(notes.parse, toll) < _brevity(notes.parse, known.toll) or (_is_due(known.clause) and not _is_due(clause)):
                known.toll, known.clause = toll, clause
            if score > known.score:
                known.score, known.reasons = score, reasons
    named = [figure for figure in figures.values() if not is_somebody(notes.parse, figure.toll)]
    return _without_titles(notes.parse, _without_singles(named))


def _is_due(clause: Clause | None) -> bool:
    """Say whether what a count tells is only promised or asked for, so that the same told as done takes its place."""
    return clause is not None and clause.assertion in ("announced", "demanded")


def _without_singles(figures: list[_Figure]) -> list[_Figure]:
    """Return the figures without single people ("a woman was killed") told after the first sentences of a report of many counts."""
    counted = Counter(f.toll.category for f in figures if f.toll.category in _HURT and not f.toll.part and f.toll.count.number.size > 1)
    return [f for f in figures if not f.toll.count.single or counted[f.toll.category] < _MANY or _EARLY & set(f.reasons)]


def _without_titles(parse: Parse, figures: list[_Figure]) -> list[_Figure]:
    """Return the figures without those of a title ("Six Killed in Port Raid") that the text below tells with its people."""
    titles = [figure for figure in figures if _like_a_title(parse, figure.toll)]
    kept = [figure for figure in figures if not _like_a_title(parse, figure.toll)]
    told = {(f.toll.category, f.toll.count.number.size): f for f in reversed(kept) if f.toll.count.noun is not None}
    for figure in titles:
        below = told.get((figure.toll.category, figure.toll.count.number.size))
        if below is None or below.toll.count.first < figure.toll.count.first:
            kept.append(figure)
        elif figure.score > below.score:
            below.score, below.reasons = figure.score, figure.reasons
    return sorted(kept, key=lambda figure: figure.toll.count.first)


def _like_a_title(parse: Parse, toll: Toll) -> bool:
    """Say whether a toll stands as titles have it: no noun or one with a capital, or its harm with a capital."""
    noun = toll.count.noun
    cue = parse.words[toll.cue][:1]
    return (
        noun is None or parse.words[noun][:1].isupper() or (cue.isupper() and toll.cue != parse.sentences[parse.sentence_of[toll.cue]][0])
    )


def _brevity(parse: Parse, toll: Toll) -> int:
    """Return how much a toll is told as headlines have it: 2 with capitals, 1 by its harm alone ("43 killed") or without an
    auxiliary ("29 captives freed"), 0 in full."""
    noun, cue = toll.count.noun, toll.cue
    if noun is not None and _like_a_title(parse, toll):
        return 2
    if noun is None or noun == cue:
        return 1
    bare = parse.tag[cue] in ("VBN", "VBD") and parse.lemma[cue] != "die" and parse.child(cue, "aux", "auxpass", "dobj") is None
    return int(bare and cue > toll.count.last and toll.category not in _WALKS)


def _key(parse: Parse, toll: Toll) -> _Key:
    """Return what makes two tolls one figure: category, value and noun, where all words for people at large are one."""
    number, noun = toll.count.number, toll.count.noun
    word = parse.lower[noun] if noun is not None else ""
    if not (toll.part or number.vague or toll.count.single) and word in terms("figures", "general"):
        word = _further(parse, toll.count)
    return toll.category, number.low, number.high, word


def _further(parse: Parse, count: Count) -> str:
    """Return what tells people that a count adds from those told before: "two other people", "another seven people"."""
    said = parse.lower[count.first : count.last]
    return next((word for word in ("other", "another") if word in said), "")


def _clause(parse: Parse, toll: Toll, clauses: dict[int, Clause]) -> Clause | None:
    """Return the clause that a toll's cue is the predicate of, or the nearest one above."""
    word = toll.cue
    for _ in range(5):
        if word in clauses:
            return clauses[word]
        word = parse.head[word]
    return None


# ---------------------------------------------------------------- the claim


def _claim(notes: Notes, figure: _Figure, reporting: dict[str, str]) -> Claim:
    """Return the claim of a figure with all its fields."""
    parse, toll, count, clause = notes.parse, figure.toll, figure.toll.count, figure.clause
    start, end = parse.start[count.first], parse.end[count.last]
    score, reasons = figure.score, figure.reasons
    if figure.times > 1:
        score, reasons = min(1.0, score + min(3, figure.times - 1) * weights().get("said again", 0.0)), (*reasons, "said again")
    return new_claim(
        notes.report,
        "figure",
        start,
        end,
        key=toll.category,
        assertion=clause.assertion if clause is not None else "happened",
        background="total of a war" in reasons or "background" in reasons,
        score=score,
        reasons=reasons,
        fields=_fields(notes, toll, reporting, start, end),
    )


def _fields(notes: Notes, toll: Toll, reporting: dict[str, str], start: int, end: int) -> Fields:
    """Return the fields of a toll; what the report does not give is left out."""
    parse, count, value = notes.parse, toll.count, value_of(toll.count)
    fields: Fields = {"category": cut(parse.text, parse.start[toll.cue], parse.end[toll.cue], toll.category)}
    number = cut(parse.text, parse.start[count.number.core], parse.end[count.number.last])
    for name, bound in (("low", value.low), ("high", value.high)):
        if bound is not None:
            fields[name] = cut(parse.text, number.start or 0, number.end or 0, bound)
    fields["quantifier"] = _quantifier(parse, count, value)
    noun = count.noun
    fields["unit"] = coded(value.unit) if noun is None else cut(parse.text, parse.start[noun], parse.end[noun], value.unit)
    found = {
        "who": _who(parse, count),
        "term": _term(parse, toll, reporting),
        "stock_or_flow": coded(_stock_or_flow(parse, toll)),
        "date": _date(notes, start, end),
        "place": _of(place_for(parse, notes.places, start, end)),
        "said_by": speaker_of(notes, start, end) or counter_field(notes, count.number.core) or _source(parse, count.first),
    }
    return fields | {name: field for name, field in found.items() if field is not None}


def _of(mention: Mention | None) -> Field | None:
    return of_mention(mention) if mention is not None else None


def _date(notes: Notes, start: int, end: int) -> Field | None:
    """Return the period of a figure; what is counted "since March 2011" runs from then to the report's day."""
    parse, period = notes.parse, period_for(notes.parse, notes.periods, start, end)
    if period is None or not isinstance(period.value, PeriodValue):
        return _of(period)
    word = parse.words_in(period.start, period.end)[0]
    first = parse.sentences[parse.sentence_of[word]][0]
    if "since" not in parse.lower[max(first, word - 7) : word + 1]:
        return of_mention(period)
    value = PeriodValue(first=period.value.first, last=notes.report.published, precision=period.value.precision)
    return cut(parse.text, period.start, period.end, value)


def _source(parse: Parse, word: int) -> Field | None:
    """Return the source that the sentence of a word names with "according to"."""
    first, last = parse.sentences[parse.sentence_of[word]]
    for i in range(max(first, word - _FAR), min(last - 2, word + _FAR)):
        if parse.lower[i] == "according" and parse.lower[i + 1] == "to" and (source := parse.child(i + 1, "pobj")) is not None:
            return phrase(parse, source)
    return None


def _quantifier(parse: Parse, count: Count, value: FigureValue) -> Field:
    """Return the quantifier with the words before the number that carry it."""
    first, core = count.number.first, count.number.core
    if first == core or value.quantifier == "exact":
        return coded(value.quantifier)
    return cut(parse.text, parse.start[first], parse.end[core - 1], value.quantifier)


def _who(parse: Parse, count: Count) -> Field | None:
    """Return the counted people as written, without the number: "regime fighters"."""
    if count.noun is None or count.noun <= count.number.last:
        return None
    first = count.number.last + 1
    while first < count.noun and parse.lower[first] in ("of", "the", "these", "those", "their", "them", "-"):
        first += 1
    return cut(parse.text, parse.start[first], parse.end[count.last])


def _term(parse: Parse, toll: Toll, reporting: dict[str, str]) -> Field | None:
    """Return IDMC's reporting term for people moved, with the word that decides it."""
    cue = toll.cue
    term = toll.term or {"evacuated": "Evacuated", "returned": "Returns", "affected": "Affected"}.get(toll.category)
    if term is None and toll.category == "displaced":
        word = parse.lower[cue]
        term = next((name for words, name in reporting.items() if word in words.split()), "Displaced")
    return cut(parse.text, parse.start[cue], parse.end[cue], term) if term is not None else None


def _stock_or_flow(parse: Parse, toll: Toll) -> str:
    """Say whether a figure counts people in a state at a time (stock) or people something happened to in a period (flow)."""
    count = toll.count
    if toll.category in ("besieged", "missing"):
        return "stock"
    if toll.category in ("killed", "injured", "released", "returned", "evacuated"):
        return "flow"
    if (
        count.noun is not None
        and parse.lower[count.noun] in terms("figures", "stock_nouns")
        and toll.cue == count.noun
        and parse.lower[count.noun] != "displaced"
    ):
        return "stock"
    near = parse.lower[max(0, count.first - 5) : min(len(parse), count.last + 7)]
    if any(word in terms("figures", "stock_words") for word in near):
        return "stock"
    if "since" in near and ("have" in near or "has" in near):
        return "stock"
    return "flow"
