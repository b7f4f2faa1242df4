"""Speech: who says what, word for word or in the report's words.

Invariant: a content span never contains its own speaker's cue unless the source prints it inside the quotation marks.
"""

from trucebook.model import Claim, Field
from trucebook.reading.attribution import find_attributions
from trucebook.reading.direct import find_direct
from trucebook.reading.evidence import coded, cut, new_claim
from trucebook.reading.notes import Notes, Speech
from trucebook.reading.speakers import Antecedents, is_pronoun, organisation_of, source_words

_FALLBACK = frozenset({"quotation"})


def find_speeches(notes: Notes) -> tuple[Speech, ...]:
    """Return every attribution of a report in text order, direct and indirect."""
    parse = notes.parse
    attributions = find_attributions(parse)
    found = [(d.start, d.end, True, d.cue, d.source, "say") for d in find_direct(parse, attributions)]
    taken = sorted((d[0], d[1]) for d in found)
    for a in attributions:
        start, end = parse.span(a.first, a.last)
        if not _overlaps(taken, start, end) and not _within(taken, parse.start[a.cue]):
            found.append((start, end, False, a.cue, a.source, a.kind))
    found.sort(key=lambda f: (f[0], -f[1]))
    return _named(notes, found)


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in spans)


def _within(spans: list[tuple[int, int]], at: int) -> bool:
    return any(a <= at < b for a, b in spans)


def _named(notes: Notes, found: list[tuple[int, int, bool, int | None, int | None, str]]) -> tuple[Speech, ...]:
    """Return the speeches with speakers as spans and pronouns resolved."""
    parse = notes.parse
    antecedents = Antecedents(notes)
    speeches = []
    for start, end, direct, cue, source, kind in found:
        speaker = named = organisation = None
        if source is not None:
            first, last = source_words(parse, source)
            if parse.start[first] < end and start < parse.end[last]:
                first = last = source
            speaker = parse.span(first, last)
            organisation = organisation_of(parse, first, last)
            if is_pronoun(parse, source):
                named = antecedents.of(source)
            else:
                antecedents.add(speaker, person=organisation is None or organisation != speaker)
        at = parse.span(cue, cue) if cue is not None else None
        speeches.append(
            Speech(start=start, end=end, direct=direct, cue=at, speaker=speaker, organisation=organisation, named=named, kind=kind)
        )
    return tuple(speeches)


def speaker_of(notes: Notes, start: int, end: int) -> Field | None:
    """Return the speaker in whose words a span stands, or None where the report says it itself."""
    best = None
    for speech in notes.speeches:
        if speech.start > start:
            break
        if (
            end <= speech.end
            and speech.speaker is not None
            and speech.kind in ("say", "find", "noun")
            and (best is None or speech.end - speech.start < best.end - best.start)
        ):
            best = speech
    return _speaker(notes, best) if best is not None else None


def _speaker(notes: Notes, speech: Speech) -> Field | None:
    span = speech.named if speech.direct and speech.named is not None else speech.speaker
    return cut(notes.report.text, *span) if span is not None else None


def find_quotations(notes: Notes, others: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the quotation claims; indirect speech that other claims already hold with its speaker is not repeated."""
    return tuple(_quotation(notes, s) for s in notes.speeches if s.direct or not _held(s, others))


def _held(speech: Speech, others: tuple[Claim, ...]) -> bool:
    return any(speech.start <= c.start and c.end <= speech.end for c in others)


def _quotation(notes: Notes, speech: Speech) -> Claim:
    text = notes.report.text
    fields: dict[str, Field | list[Field]] = {"words": cut(text, speech.start, speech.end), "direct": coded(speech.direct)}
    reasons = ["the words stand as spoken" if speech.direct else f"the report gives what the speaker says in its own words ({speech.kind})"]
    speaker = _speaker(notes, speech)
    if speaker is not None:
        fields["speaker"] = speaker
        if speech.direct and speech.named is not None and speech.speaker is not None:
            reasons.append(f"{text[slice(*speech.speaker)]!r} stands for the speaker")
    if speech.organisation is not None:
        fields["organisation"] = cut(text, *speech.organisation)
    score = 0.8 if speech.direct and speaker is not None else 0.6 if speaker is not None else 0.4
    return new_claim(
        notes.report, "quotation", speech.start, speech.end, score=score, speaker=speaker, reasons=tuple(reasons), fields=fields
    )
