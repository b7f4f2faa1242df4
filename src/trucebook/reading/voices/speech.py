"""Speech: who says what, word for word or in the report's words.

Invariant: a content span never contains its own speaker's cue unless the source prints it inside the quotation marks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from trucebook.model import ActorValue, Claim, Field
from trucebook.reading.evidence import GUESSED, WEIGHED, coded, cut, new_claim
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes, Speech
from trucebook.reading.voices.attribution import find_attributions
from trucebook.reading.voices.carried import body_before, outer_voice, run_on, same_voice, spoken_before, teller
from trucebook.reading.voices.direct import find_direct, touches
from trucebook.reading.voices.headlines import find_headlines
from trucebook.reading.voices.names import name_beside, name_by_title, name_with_title
from trucebook.reading.voices.speakers import (
    Antecedents,
    in_running_text,
    is_pronoun,
    issuer_of,
    organisation_of,
    source_words,
)

_TELLS = frozenset({"say", "find", "think", "accuse", "noun"})
_DEALS = frozenset({"agreement", "provision", "violation"})
_STANCES = frozenset({"accuse", "judge", "want"})
_NO_BODY = frozenset({"boilerplate", "credit", "dateline"})
_NEAR = 200
_OF_WAR, _SOME, _MANY, _MASS = 2, 2, 3, 10
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID"})
_SURE, _MARGIN, _LONG = 0.5, 0.05, 800
_ARMED = frozenset({"force", "militia", "rebel_group"})
_BLOOD = frozenset({"killed", "injured", "affected"})
_LET_OUT = frozenset({"besieged", "evacuated", "released"})
_FLIGHT = frozenset({"displaced", "affected", "returned"})
_HARMS = {"affected", "displaced", "injured", "killed"}


def find_speeches(notes: Notes) -> tuple[Speech, ...]:
    """Return every attribution of a report in text order, direct and indirect."""
    parse = notes.parse
    attributions = find_attributions(parse)
    direct = find_direct(parse, attributions)
    phrases = {(d.start, d.end): d.phrase for d in direct if d.phrase is not None}
    found = [(d.start, d.end, True, d.cue, d.source, "say") for d in direct]
    taken = sorted((d[0], d[1]) for d in found)
    used = {d[3] for d in found}
    outside = [(b.start, b.end) for b in notes.blocks if b.role in _NO_BODY]
    for a in attributions:
        if a.cue in used or _inside(outside, *parse.span(a.cue, a.cue)):
            continue
        start, end = parse.span(a.first, a.last)
        if not _inside(taken, start, end) and not _inside(taken, *parse.span(a.cue, a.cue)):
            found.append((start, end, False, a.cue, a.source, a.kind))
    taken = sorted((f[0], f[1]) for f in found)
    found += [(h[0], h[1], False, h[2], h[3], "say") for h in find_headlines(parse) if not touches(_merged(taken), h[0], h[1])]
    found.sort(key=lambda f: (f[0], -f[1]))
    return _named(notes, found, phrases)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order with those that share characters made one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _inside(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether a span lies inside one of some spans that are in order and do not overlap."""
    at = bisect_right(spans, (start, 1 << 60)) - 1
    return at >= 0 and spans[at][0] <= start and end <= spans[at][1]


def _named(
    notes: Notes, found: list[tuple[int, int, bool, int | None, int | None, str]], phrases: dict[tuple[int, int], tuple[int, int]]
) -> tuple[Speech, ...]:
    """Return the speeches with speakers as spans and pronouns resolved."""
    parse = notes.parse
    antecedents = Antecedents(notes)
    speeches: list[Speech] = []
    for start, end, direct, cue, source, kind in found:
        speaker = named = organisation = None
        if source is not None:
            first, last = phrases.get((start, end)) or _clear(parse, source, start, end)
            speaker = parse.span(first, last)
            organisation = organisation_of(parse, first, last)
            if is_pronoun(parse, source):
                carried = same_voice(parse, speeches, cue, direct) or (run_on(parse, speeches, start, source) if direct else None)
                named = (
                    carried
                    or outer_voice(speeches, speaker)
                    or body_before(parse, speeches, source)
                    or teller(parse, speeches, source, antecedents.of(source))
                )
            else:
                antecedents.add(source, speaker)
                named = (
                    (
                        name_by_title(parse, source, spoken_before(parse, speeches))
                        or name_with_title(parse, source)
                        or issuer_of(parse, source)
                    )
                    if direct
                    else None
                )
        at = parse.span(cue, cue) if cue is not None else None
        speeches.append(
            Speech(start=start, end=end, direct=direct, cue=at, speaker=speaker, organisation=organisation, named=named, kind=kind)
        )
    return tuple(speeches)


def _clear(parse: Parse, source: int, start: int, end: int) -> tuple[int, int]:
    """Return first and last word of a speaker's phrase, cut where it runs into the words spoken or a quotation mark."""
    first, last = source_words(parse, source)
    inside = start <= parse.start[source] < end
    marks = [i for i in range(first, last + 1) if i != source and ('"' in parse.words[i] or (not inside and start <= parse.start[i] < end))]
    first = max([first, *(i + 1 for i in marks if i < source)])
    last = min([last, *(i - 1 for i in marks if i > source)])
    return first, last


def speaker_of(notes: Notes, start: int, end: int) -> Field | None:
    """Return the speaker in whose words a span stands, or None where the report says it itself."""
    best: Speech | None = None
    at = bisect_right(notes.speeches, start, key=lambda s: s.start)
    for speech in reversed(notes.speeches[max(at - _NEAR, 0) : at]):
        if end <= speech.end and speech.speaker is not None and speech.kind in _TELLS and (best is None or _length(speech) < _length(best)):
            best = speech
    if best is None:
        return None
    span = best.named or best.speaker
    return _speaker_field(notes, best, name_beside(notes.parse, *span) if span is not None else None)


def _length(speech: Speech) -> int:
    return speech.end - speech.start


def _speaker_field(notes: Notes, speech: Speech, span: tuple[int, int] | None) -> Field | None:
    """Return a speaker's words with the value of the actor that stands there, else with the name as value."""
    if span is None:
        return None
    name = speech.named if speech.named is not None and span == speech.speaker else span
    words = notes.parse.words_in(*name)
    actor = next((notes.actor_by_word[w] for w in words if w in notes.actor_by_word), None) if notes.actors else None
    return cut(notes.report.text, *span, value=actor.value if actor is not None else notes.report.text[slice(*name)])


def _spoken_by(notes: Notes, speech: Speech, *, by_name: bool) -> Field | None:
    """Return the speaker of a quotation: the words in place, whose value is the one a pronoun stands for; in running text
    without paragraphs, where a pronoun's place says little, direct speech gets the name itself."""
    span = speech.speaker
    if (
        span is not None
        and speech.named is not None
        and speech.direct
        and (by_name or (_is_he(notes, span) and in_running_text(notes.report.text, speech.named[0], span[0])))
    ):
        span = speech.named
    if span is not None and speech.direct:
        span = name_beside(notes.parse, *span)
    return _speaker_field(notes, speech, span)


def _is_he(notes: Notes, span: tuple[int, int]) -> bool:
    """Say whether a speaker is no more than a pronoun."""
    return notes.parse.tag[notes.parse.words_in(*span)[0]] == "PRP"


def find_quotations(notes: Notes, others: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the quotation claims; indirect speech that other claims already hold with its speaker is not repeated.

    In a report on an agreement, or on fighting (two acts of force or more), what is said indirectly is matter of the story,
    which has kinds of its own (agreement, provision, violation, event, figure): there only words given as spoken are quotations. So they
    are where nobody is told to say anything.
    """
    sure = tuple(c for c in others if c.kind in ("agreement", "event") or WEIGHED not in c.reasons)  # what else a head added says nothing
    if _is_on_deals(notes, sure) or _is_on_fighting(notes, sure) or _is_statement(notes) or not _hands_on(notes):
        return tuple(_quotation(notes, s, by_name=True) for s in notes.speeches if s.direct)
    spoken = sorted((s.start, s.end) for s in _without_terms(notes) if s.direct)
    held = sorted((c for c in others if c.kind != "event" and WEIGHED not in c.reasons), key=lambda c: c.start)
    claimed: list[Speech] = []
    reach = 0
    for speech in _without_terms(notes):
        if speech.direct or not (speech.start < reach or touches(spoken, speech.start, speech.end) or _held(speech, held)):
            claimed.append(speech)
            reach = max(reach, speech.end)
    return tuple(_quotation(notes, s, by_name=any(a.score >= _SURE for a in notes.agreements)) for s in claimed)


def _without_terms(notes: Notes) -> list[Speech]:
    """Return the speeches without single words between marks that lie in what the speaker is reported to say, which holds them."""
    told = _merged(sorted((s.start, s.end) for s in notes.speeches if not s.direct and s.kind != "judge"))
    text = notes.report.text
    return [s for s in notes.speeches if not (s.direct and " " not in text[s.start : s.end] and _inside(told, s.start, s.end))]


def _is_on_deals(notes: Notes, others: tuple[Claim, ...]) -> bool:
    """Say whether a report is on an agreement: it holds terms or a breach of one whose type is told, harm beside any agreement, or an
    agreement that is more than a name in passing or a proposal; in a long report the half-sure ones, however many, are names. What a
    learned head added says nothing."""
    deals = [c for c in others if c.kind in _DEALS and WEIGHED not in c.reasons]
    guessed = {c.id for c in others if c.kind == "agreement" and not {GUESSED, WEIGHED}.isdisjoint(c.reasons)}
    if any(
        (c.kind != "agreement" and c.value("agreement") not in guessed) or (c.kind == "agreement" and _tells_harm(others)) for c in deals
    ):
        return True
    long = len(notes.parse) >= _LONG
    sure = (c for c in deals if c.kind == "agreement" and c.value("status") != "proposed")
    return (len(deals) > 1 and not long) or any(c.score >= _SURE + _MARGIN * long for c in sure)


def _tells_harm(others: tuple[Claim, ...]) -> bool:
    """Say whether a report counts people killed, hurt or driven out."""
    return any(c.kind == "figure" and c.value("category") in _HARMS for c in others)


def _is_on_fighting(notes: Notes, others: tuple[Claim, ...]) -> bool:
    """Say whether a report tells of a war: by what it counts; by forces, militias and rebels for a quarter of its actors, in a long
    one with a count or a deed; by an act of force and ten people killed or hurt, in one that is not long also three mentions of
    people in arms; or by two such acts or more, two fifths of its acts, and somebody harmed."""
    acts = [c.value("type") for c in others if c.kind == "event"]
    if _counts_victims(others, acts):
        return True
    armed = sum(isinstance(m.value, ActorValue) and m.value.kind in _ARMED for m in notes.actors)
    short = len(notes.parse) < _LONG
    if 4 * armed >= max(len(notes.actors), 1) and (short or not _DEEDS.isdisjoint(acts) or any(c.kind == "figure" for c in others)):
        return True
    force = acts.count("ASSAULT")
    if force and ((short and armed >= _MANY) or any(_is_of_many(c) for c in others)):
        return True
    return force >= _OF_WAR and 5 * force >= 2 * len(acts) and _tells_harm(others)


def _is_of_many(claim: Claim) -> bool:
    """Say whether a claim counts many people killed or hurt."""
    if claim.kind != "figure" or claim.value("category") not in _BLOOD:
        return False
    bounds = (claim.value("low"), claim.value("high"))
    return any(isinstance(bound, int) and bound >= _MASS for bound in bounds)


def _counts_victims(others: tuple[Claim, ...], acts: Sequence[object]) -> bool:
    """Say whether a report has three counts of people, one of them of more than flight; two of people besieged or let out; or two
    where more than half of its acts are deeds."""
    counted = [c.value("category") for c in others if c.kind == "figure"]
    if len(counted) >= _MANY and any(category not in _FLIGHT for category in counted):
        return True
    if sum(category in _LET_OUT for category in counted) >= _SOME:
        return True
    return len(counted) >= _SOME and 2 * sum(act in _DEEDS for act in acts) > len(acts)


def _is_statement(notes: Notes) -> bool:
    """Say whether a report hands on a statement: one person's or body's words as spoken are half of it. What else it says of
    the speaker ("The minister welcomes the accord") sums those words up."""
    return any(2 * (s.end - s.start) >= len(notes.report.text) for s in notes.speeches if s.direct)


def _hands_on(notes: Notes) -> bool:
    """Say whether a report hands on what somebody says, finds or thinks: a whole one that only tells what states judge and want
    ("condemns the raid", "continues to build trust"), as a statement in its author's own voice or a handbook does, does not."""
    return not notes.parse.is_whole or any(s.direct or s.kind not in _STANCES for s in notes.speeches)


def _held(speech: Speech, others: list[Claim]) -> bool:
    """Say whether one of some claims, in the order of their starts, lies in the words of a speech."""
    at = bisect_left(others, speech.start, key=lambda c: c.start)
    while at < len(others) and others[at].start < speech.end:
        if others[at].end <= speech.end:
            return True
        at += 1
    return False


def _quotation(notes: Notes, speech: Speech, *, by_name: bool) -> Claim:
    text = notes.report.text
    fields: dict[str, Field | list[Field]] = {"words": cut(text, speech.start, speech.end), "direct": coded(speech.direct)}
    reasons = ["the words stand as spoken" if speech.direct else f"the report gives what the speaker says in its own words ({speech.kind})"]
    speaker = _spoken_by(notes, speech, by_name=by_name)
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
