"""The tables about what happened and who told of it: events, figures, reports, claims and their fields, codebook.

Invariant: rival numbers of a figure stand in rows of their own; nothing is added up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from trucebook.codebook import Code
from trucebook.exports.agreement_tables import BASIS, of_noun, when, where
from trucebook.exports.columns import Cell, Column, Table
from trucebook.exports.dossier import Dossier, Told, joined, page_of
from trucebook.matching import Filed
from trucebook.model import ActorValue, Field, Figure, Report, Rival, Source
from trucebook.record import standing_judgements


@dataclass(frozen=True)
class Number:
    """One of the numbers given for a figure."""

    told: Told
    figure: Figure
    rival: Rival


@dataclass(frozen=True)
class Sighted:
    """A report with what the record knows of it."""

    report: Report
    source: Source | None
    claims: int


@dataclass(frozen=True)
class Stated:
    """A claim with what people decided on it."""

    item: Filed
    decision: str | None
    credibility: int | None
    page: int | None = None


@dataclass(frozen=True)
class Part:
    """One field of a claim; `number` counts the members of a list from 1 and is 0 for a single field."""

    item: Filed
    name: str
    number: int
    field: Field


def events(dossier: Dossier) -> Iterator[Told]:
    """Yield the events of a dossier with their claims."""
    return (dossier.told(e) for e in dossier.record.events)


def numbers(dossier: Dossier) -> Iterator[Number]:
    """Yield every number given for every figure."""
    for figure in dossier.record.figures:
        told = dossier.told(figure)
        yield from (Number(told, figure, rival) for rival in figure.rivals)


def _reports(dossier: Dossier) -> Iterator[Sighted]:
    sources, counts = dossier.sources(), dict[str, int]()
    for item in dossier.filed.values():
        counts[item.report] = counts.get(item.report, 0) + 1
    for name, report in sorted(dossier.reports.items(), key=lambda pair: (pair[1].published or "9999", pair[0])):
        yield Sighted(report, sources.get(name), counts.get(name, 0))


def ordered(dossier: Dossier) -> list[Filed]:
    """Return the claims in the order of their reports' days and their places in the text."""
    return sorted(dossier.filed.values(), key=lambda i: (i.published or "9999", i.report, i.claim.start, i.claim.id))


def stated(dossier: Dossier) -> Iterator[Stated]:
    """Yield each claim with the last decision on it."""
    decided: dict[str, str] = {}
    graded: dict[str, int] = {}
    for judgement in standing_judgements(dossier.judgements):
        for name in judgement.claims:
            if judgement.act in ("accept", "reject"):
                decided[name] = judgement.act
            elif judgement.act == "grade" and judgement.field == "credibility" and isinstance(judgement.value, int):
                graded[name] = judgement.value
    for item in ordered(dossier):
        page = page_of(dossier.reports.get(item.report), item.claim.start)
        yield Stated(item, decided.get(item.claim.id), graded.get(item.claim.id), page)


def parts(dossier: Dossier) -> Iterator[Part]:
    """Yield every field of every claim, members of a list one by one."""
    for item in ordered(dossier):
        for name, field in sorted(item.claim.fields.items()):
            if isinstance(field, list):
                yield from (Part(item, name, number, one) for number, one in enumerate(field, 1))
            else:
                yield Part(item, name, 0, field)


def shown(value: Any) -> Cell:
    """Return a value as one cell: plain where it is plain, else its JSON in a fixed order."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return msgspec.json.encode(value, order="deterministic").decode()


def _codes(dossier: Dossier) -> Iterator[tuple[str, str, Code]]:
    for file, codes in dossier.codebook.codes.items():
        for code in codes.values():
            yield file, code.id, code
            yield from ((file, f"{code.id} {mode.id}", mode) for mode in code.modes)


def _claim(name: str) -> Any:
    return lambda s: getattr(s.item.claim, name)


EVENTS: Table[Told] = Table(
    "Events",
    "One row an act, as all reports together have it.",
    (
        Column("id", "The event's id.", of_noun("id")),
        Column("type", "What was done, a PLOVER type of the codebook.", of_noun("type")),
        Column("mode", "The finer code below the type.", lambda t: t.code("mode"), "the words do not tell"),
        Column("source", "Who did it, as written.", of_noun("source"), "no report says who did it"),
        Column("target", "To whom, as written.", of_noun("target"), "no report says to whom"),
        Column("instrument", "With what, as written.", lambda t: t.text("instrument")),
        Column("assertion", "Whether it happened, is announced, demanded, denied …", of_noun("assertion")),
        *when("date", "date", "on which it happened"),
        *where(),
        *BASIS,
    ),
    events,
)
FIGURES: Table[Number] = Table(
    "Figures",
    "One row a number given for a figure; rows of one id are rivals and are never added up.",
    (
        Column("id", "The figure's id.", lambda n: n.figure.id),
        Column("category", "killed, injured, displaced …: a code of the codebook.", lambda n: n.figure.category),
        Column("low", "The least it can be.", lambda n: n.rival.value.low, "the words give no lower bound"),
        Column("high", "The most it can be.", lambda n: n.rival.value.high, "the words give no upper bound"),
        Column("quantifier", "exact, more_than, less_than or about.", lambda n: n.rival.value.quantifier),
        Column("unit", "person or household.", lambda n: n.rival.value.unit, "the words do not tell"),
        Column("stock_or_flow", "stock: so many in all; flow: so many more.", lambda n: n.figure.measure, "the words do not tell"),
        Column("who", "Who is counted, as written.", lambda n: n.figure.who),
        *(
            Column(c.name, c.about, lambda n, c=c: c.of(n.told), (lambda n, c=c: c.why_blank(n.told)) if c.blank else "")  # type: ignore[misc]
            for c in (*when("date", "date", "of the count"), *where())
        ),
        Column("counted_by", "Who is said to have counted.", lambda n: joined(n.rival.counted_by), "no report says who counted"),
        Column("independent_sources", "How many reports print this number, wire copies counted once.", lambda n: n.rival.sources),
        Column("claims", "Ids of the claims.", lambda n: joined(n.rival.claims)),
    ),
    numbers,
)
REPORTS: Table[Sighted] = Table(
    "Reports",
    "One row a report.",
    (
        Column("id", "The report's id.", lambda s: s.report.id),
        Column("title", "Its headline.", lambda s: s.report.title, "the text has no headline of its own"),
        Column("publisher", "Who printed it.", lambda s: s.report.publisher, "not known"),
        Column("agencies", "The wire agencies it credits.", lambda s: joined(s.report.agencies)),
        Column("published", "Its day, ISO.", lambda s: s.report.published, "not known"),
        Column("published_basis", "What the day was taken from: given, page, feed, file name …", lambda s: s.report.published_basis),
        Column("media_type", "What the bytes received were.", lambda s: s.report.media_type),
        Column("language", "Its language, ISO 639-1.", lambda s: s.report.language),
        Column("translation_of", "The report it is a translation of.", lambda s: s.report.translation_of),
        Column("translated_by", "Who made the translation.", lambda s: s.report.translated_by),
        Column("url", "Its address.", lambda s: s.report.url),
        Column("sha256", "The hash of the bytes received.", lambda s: s.report.sha256),
        Column(
            "copies",
            "The group of wire copies it belongs to: the id of the group's first report.",
            lambda s: s.source.group if s.source else None,
        ),
        Column(
            "grade", "The source's grade, A (completely reliable) to F (cannot be judged).", lambda s: s.source.grade if s.source else "F"
        ),
        Column("claims", "How many claims were read from it.", lambda s: s.claims),
    ),
    _reports,
)
CLAIMS: Table[Stated] = Table(
    "Claims",
    "One row a thing one report asserts.",
    (
        Column("claim", "The claim's id.", _claim("id")),
        Column("report", "The report's id.", lambda s: s.item.report),
        Column("published", "The report's day.", lambda s: s.item.published, "the report has no date"),
        Column("kind", "agreement, provision, violation, event, siege, figure, position or quotation.", _claim("kind")),
        Column("assertion", "happened, ongoing, announced, demanded, refused, threatened, denied or hypothetical.", _claim("assertion")),
        Column("background", "True for history told beside the news.", _claim("background")),
        Column("quote", "Its words.", _claim("quote")),
        Column("start", "Where the words begin in the report's text, in characters.", _claim("start")),
        Column("end", "Where they end.", _claim("end")),
        Column("page", "The page of the PDF on which they begin.", lambda s: s.page),
        Column(
            "speaker",
            "Whose words they are; blank where the report says it itself.",
            lambda s: f.text if (f := s.item.claim.speaker) else None,
        ),
        Column("score", "How sure the reader is, 0 to 1.", _claim("score")),
        Column("reasons", "What the score rests on.", lambda s: joined(s.item.claim.reasons)),
        Column("credibility", "The information's grade, 1 (confirmed) to 6 (cannot be judged).", lambda s: s.credibility or 6),
        Column(
            "decision", "accept or reject where a person has decided; you may write it here and import the workbook.", lambda s: s.decision
        ),
    ),
    stated,
)
FIELDS: Table[Part] = Table(
    "Fields",
    "One row a field of a claim; `value` may be edited and comes back through `trucebook import`.",
    (
        Column("claim", "The claim's id.", lambda p: p.item.claim.id),
        Column("kind", "The claim's kind.", lambda p: p.item.claim.kind),
        Column("field", "The field's name.", lambda p: p.name),
        Column("number", "1, 2, 3 … for the members of a list, 0 for a single field.", lambda p: p.number),
        Column("text", "The words it stands on.", lambda p: p.field.text),
        Column("start", "Where they begin in the report's text.", lambda p: p.field.start),
        Column("end", "Where they end.", lambda p: p.field.end),
        Column("value", "The value: a code, a number, or the JSON of a place, period or actor.", lambda p: shown(p.field.value)),
        Column("name", "The actor's or place's name.", lambda p: getattr(p.field.value, "name", None)),
        Column("actor_id", "The actor's id.", lambda p: p.field.value.actor_id if isinstance(p.field.value, ActorValue) else None),
    ),
    parts,
)
CODES: Table[tuple[str, str, Code]] = Table(
    "Codebook",
    "One row a code.",
    (
        Column("file", "The part of the codebook.", lambda c: c[0]),
        Column("code", "The code, with its mode after a blank.", lambda c: c[1]),
        Column("label", "Its name in words.", lambda c: c[2].label),
        Column("definition", "What it means.", lambda c: c[2].definition),
        Column("includes", "What falls under it.", lambda c: joined(c[2].includes)),
        Column("excludes", "What does not.", lambda c: joined(c[2].excludes)),
        Column(
            "crosswalk", "Its counterparts in other schemes.", lambda c: joined(f"{k}: {', '.join(v)}" for k, v in c[2].crosswalk.items())
        ),
    ),
    _codes,
)
