"""Report → Reading, step by step: the order of the steps is the order of this file.

Invariant: a pure function of report, codebook, gazetteer and actors; a claim whose quote is not in the text is refused.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from trucebook.codebook import Codebook
from trucebook.model import Claim, Reading, Report
from trucebook.reading.actors import find_actors, find_objects
from trucebook.reading.agreements import find_agreements
from trucebook.reading.clauses import find_clauses
from trucebook.reading.events import find_events
from trucebook.reading.evidence import check
from trucebook.reading.figures import find_figure_claims, find_figures
from trucebook.reading.language import load, parse_many
from trucebook.reading.layout import find_blocks, find_captions
from trucebook.reading.notes import Notes
from trucebook.reading.parse import Parse
from trucebook.reading.periods import find_periods
from trucebook.reading.places import find_places
from trucebook.reading.provisions import find_provisions
from trucebook.reading.references import resolve_references
from trucebook.reading.speech import find_quotations, find_speeches, speaker_of
from trucebook.reading.violations import find_violations

__all__ = ["Sources", "read", "read_many", "read_parse"]


@dataclass(frozen=True)
class Sources:
    """What reading knows before it sees a report: codes, places and actors."""

    codebook: Codebook
    gazetteer: Any
    actors: Any


def read(report: Report, *, sources: Sources) -> Reading:
    """Read one report; see `read_many`."""
    return next(read_many([report], sources=sources))


def read_many(reports: Iterable[Report], *, sources: Sources, batch: int = 16) -> Iterator[Reading]:
    """Read reports in batches; yields one Reading a report, in order. Raises ModelError where no model is installed."""
    for report, parse in parse_many(reports, batch=batch):
        yield read_parse(report, parse, sources=sources)


def read_parse(report: Report, parse: Parse, *, sources: Sources) -> Reading:
    """Read a report that is parsed already: layout, mentions, who did what and who says so, then the claims."""
    codebook = sources.codebook
    blocks = find_blocks(parse)
    report = _with_captions(report, parse, blocks)
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
    events = find_events(notes, codebook)
    notes = notes.with_(agreements=find_agreements(notes, codebook))
    notes = notes.with_(provisions=find_provisions(notes, codebook))
    violations = find_violations(notes, codebook, events)
    claims = tuple(_spoken(notes, c) for c in (*notes.agreements, *notes.provisions, *violations, *events, *figures))
    claims += find_quotations(notes, claims)

    mentions = (*notes.actors, *notes.places, *notes.periods, *notes.figures, *notes.objects)
    return check(
        Reading(
            report=report,
            mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.kind))),
            claims=tuple(sorted(claims, key=lambda c: (c.start, -c.end, c.kind))),
            reader=load()[1],
        )
    )


def _with_captions(report: Report, parse: Parse, blocks: Any) -> Report:
    return replace(report, captions=find_captions(report, parse, blocks))


def _spoken(notes: Notes, claim: Claim) -> Claim:
    """Return the claim with the speaker in whose words it stands."""
    if claim.speaker is not None:
        return claim
    speaker = speaker_of(notes, claim.start, claim.end)
    return replace(claim, speaker=speaker) if speaker is not None else claim
