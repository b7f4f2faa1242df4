"""Report → Reading, step by step: the order of the steps is the order of this file.

Invariant: a pure function of report, codebook, gazetteer and actors; a claim whose quote is not in the text is refused.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Any

from msgspec.structs import replace

from trucebook.claim_ids import name_claims
from trucebook.codebook import Codebook
from trucebook.model import Claim, Reading, Report
from trucebook.reading.acts.events import find_events
from trucebook.reading.deals.agreements import find_agreements
from trucebook.reading.deals.beginnings import with_beginnings
from trucebook.reading.deals.belied import with_belied
from trucebook.reading.deals.provisions import find_provisions
from trucebook.reading.deals.rounding import with_violations
from trucebook.reading.deals.standhead import weigh_standing
from trucebook.reading.deals.violations import find_violations
from trucebook.reading.evidence import check
from trucebook.reading.grammar.clauses import find_clauses
from trucebook.reading.grammar.language import READER, load, parse_many
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Block, Notes
from trucebook.reading.people.actors import find_actors, find_objects
from trucebook.reading.people.references import resolve_references
from trucebook.reading.sieges.sieges import find_sieges
from trucebook.reading.skim import NOTHING, load_triggers, skim_report
from trucebook.reading.spaces.homeland import find_homeland
from trucebook.reading.spaces.places import find_places
from trucebook.reading.stances.positions import find_positions
from trucebook.reading.surface.layout import find_agencies, find_blocks, find_captions
from trucebook.reading.tallies.figures import find_figure_claims, find_figures
from trucebook.reading.times.periods import find_periods, printed_date
from trucebook.reading.voices.speech import find_quotations, find_speeches, speaker_of

__all__ = ["SKIMMING", "Sources", "read", "read_many", "read_parse"]

SKIMMING = f"{READER}, skimming"
LONG = 12_000


@dataclass(frozen=True)
class Sources:
    """What reading knows before it sees a report: codes, places and actors."""

    codebook: Codebook
    gazetteer: Any
    actors: Any


def read(report: Report, *, sources: Sources) -> Reading:
    """Read one report; see `read_many`."""
    return next(read_many([report], sources=sources))


def read_many(reports: Iterable[Report], *, sources: Sources, batch: int = 16, skim: bool = False) -> Iterator[Reading]:
    """Read reports in batches; yields one Reading a report, in order. Raises ModelError where no model is installed.

    A report marked as being in another language than English is never read as English: its reading is empty. With `skim` only
    sentences that could carry a claim are read, and names only in long reports; each reading says how much was read.
    """
    if skim:
        yield from _skim_many(reports, sources, batch)
        return
    waiting: deque[Report] = deque()

    def to_parse() -> Iterator[Report]:
        for report in reports:
            waiting.append(report)
            yield report if in_english(report) else replace(report, text="")

    for _, parse in parse_many(to_parse(), batch=batch):
        report = waiting.popleft()
        if in_english(report):
            yield read_parse(report, parse, sources=sources)
        else:
            yield Reading(report=report, mentions=(), claims=(), reader=load()[1])


def _skim_many(reports: Iterable[Report], sources: Sources, batch: int) -> Iterator[Reading]:
    """Yield a reading of what could carry claims; a report that holds nothing of the kind is passed over."""
    triggers, known = load_triggers(sources.codebook), load()[1]
    reader = replace(known, name=SKIMMING)
    for group in batched(reports, batch):
        skims = [skim_report(report, triggers) if in_english(report) else NOTHING for report in group]
        worth = [(report, skim) for report, skim in zip(group, skims, strict=True) if skim.kept]
        copies = iter([skim.copy for _, skim in worth])
        parses = parse_many([report for report, _ in worth], batch=batch, copy=lambda _: next(copies), named=_needs_names)  # noqa: B023
        for report, skim in zip(group, skims, strict=True):
            if skim.kept:
                reading = read_parse(report, next(parses)[1], sources=sources)
            else:
                reading = Reading(report=report, mentions=(), claims=(), reader=known)
            yield replace(reading, reader=reader, skimmed=skim.counts)


def _needs_names(report: Report) -> bool:
    """Say whether skimming a report looks for names: a long one has more acts than are told, and names say which matter."""
    return len(report.text) > LONG


def in_english(report: Report) -> bool:
    """Say whether a report may be read: it is in English, or nobody knows its language."""
    return report.language is None or report.language.lower().partition("-")[0] in ("en", "eng")


def read_parse(report: Report, parse: Parse, *, sources: Sources) -> Reading:
    """Read a report that is parsed already: layout, mentions, who did what and who says so, then the claims."""
    codebook = sources.codebook
    blocks = find_blocks(parse)
    report = _with_source(report, parse, blocks)
    notes = Notes(report=report, parse=parse, blocks=blocks)
    notes = notes.with_(periods=find_periods(report, parse))
    notes = notes.with_(places=find_places(notes, sources.gazetteer))
    notes = notes.with_(figures=find_figures(notes))
    notes = notes.with_(actors=find_actors(notes, sources.actors))
    notes = notes.with_(objects=find_objects(notes, sources.actors))
    notes = notes.with_(references=resolve_references(notes))
    notes = notes.with_(clauses=find_clauses(parse, published=report.published))
    notes = notes.with_(speeches=find_speeches(notes))

    figures = find_figure_claims(notes, codebook)
    notes = notes.with_(agreements=find_agreements(notes, codebook))
    notes = notes.with_(provisions=find_provisions(notes, codebook))
    events = find_events(notes, codebook)
    violations = find_violations(notes, codebook, events)
    notes = notes.with_(agreements=with_violations(notes, violations))
    notes = notes.with_(agreements=with_belied(notes, codebook))
    notes = notes.with_(agreements=with_beginnings(notes, weigh_standing(notes, notes.provisions, violations)))
    claims = tuple(_spoken(notes, c) for c in (*notes.agreements, *notes.provisions, *violations, *events, *figures))
    claims += find_quotations(notes, claims)
    claims += tuple(_spoken(notes, c) for c in (*find_sieges(notes, codebook), *find_positions(notes, codebook)))

    homeland = find_homeland(report.text, notes.places, notes.actors, notes.objects, sources.gazetteer)
    mentions = (*notes.actors, *notes.places, *homeland, *notes.periods, *notes.figures, *notes.objects)
    reading = Reading(
        report=report,
        mentions=tuple(sorted(dict.fromkeys(mentions), key=lambda m: (m.start, -m.end, m.kind))),
        claims=tuple(sorted({c.id: c for c in claims}.values(), key=lambda c: (c.start, -c.end, c.kind))),
        reader=load()[1],
    )
    return check(name_claims(reading))


def _with_source(report: Report, parse: Parse, blocks: tuple[Block, ...]) -> Report:
    """Return the report with what its text says of its source: its own date where none is known, captions, agencies credited."""
    printed = None if report.published else printed_date(report.text)
    return replace(
        report,
        published=report.published or printed,
        published_basis="printed in the text" if printed else report.published_basis,
        captions=find_captions(report, parse, blocks),
        agencies=find_agencies(report, blocks),
    )


def _spoken(notes: Notes, claim: Claim) -> Claim:
    """Return the claim with the speaker in whose words it stands."""
    if claim.speaker is not None:
        return claim
    speaker = speaker_of(notes, claim.start, claim.end)
    return replace(claim, speaker=speaker) if speaker is not None else claim
