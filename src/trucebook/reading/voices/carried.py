"""Carried on: who of those that spoke before speaks again where a report has only a pronoun or a title for him.

Invariant: every answer is the span of somebody who spoke before, as the speeches up to here have it.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Speech
from trucebook.reading.voices.cues import load_cues
from trucebook.reading.voices.names import is_person

_CARRIES_ON = frozenset({"add", "continue", "conclude", "go"})
_MARKS = " \t\n.,:\"“”'’‘«»"
_HE_OR_SHE = frozenset({"he", "she"})
_RECENT, _TOLD = 6, 4


def same_voice(parse: Parse, speeches: list[Speech], cue: int | None, direct: bool) -> tuple[int, int] | None:
    """Return the speaker of the quotation before one that "he added" or "she went on" carries on."""
    if not direct or cue is None or parse.lemma[cue] not in _CARRIES_ON:
        return None
    if (told := _told_right_before(parse, speeches, parse.start[cue])) is not None:
        return told
    before = next((s for s in reversed(speeches[-4:]) if s.direct and s.speaker is not None), None)
    return (before.named or before.speaker) if before is not None else None


def run_on(parse: Parse, speeches: list[Speech], start: int, source: int) -> tuple[int, int] | None:
    """Return the speaker of the quotation right before one, with nothing but marks and a stop between the two, or also who spoke it where
    that is a person and "he" or "she" speaks now: "…" Holt said. "…" she said; not where he spoke and now she speaks."""
    before = next((s for s in reversed(speeches[-2:]) if s.direct and s.speaker is not None), None)
    if before is None or before.speaker is None:
        return _told_right_before(parse, speeches, start)
    who = before.named or before.speaker
    if parse.text[before.end : start].strip(_MARKS):
        now, told = parse.lower[source], parse.text[slice(*before.speaker)].lower()
        if now not in _HE_OR_SHE or not _is_somebody(parse, who) or parse.text[_edge(before) : start].strip(_MARKS):
            return _told_right_before(parse, speeches, start)
        if told in _HE_OR_SHE and told != now:
            return None
    return who


def _is_somebody(parse: Parse, span: tuple[int, int]) -> bool:
    """Say whether a speaker's words are of a person, by name, pronoun or noun."""
    words, persons = parse.words_in(*span), load_cues().persons
    return is_person(parse, words[0], words[-1]) or any(parse.lemma[w] in persons or parse.lemma[w] in _HE_OR_SHE for w in words)


def _edge(speech: Speech) -> int:
    """Return where a speech with its speaker and its verb ends."""
    return max(speech.end, speech.speaker[1] if speech.speaker is not None else 0, speech.cue[1] if speech.cue is not None else 0)


def _told_right_before(parse: Parse, speeches: list[Speech], start: int) -> tuple[int, int] | None:
    """Return the person whose reported words end right before a quotation opens: "the mayor told us that all was calm. "We wait," she
    said"."""
    for before in reversed(speeches[-3:]):
        span = before.named or before.speaker
        if before.direct or span is None or before.speaker is None or before.kind != "say":
            continue
        edge = _edge(before)
        if edge <= start and not parse.text[edge:start].strip(_MARKS):
            words = parse.words_in(*span)
            return span if is_person(parse, words[0], words[-1]) else None
    return None


def body_before(parse: Parse, speeches: list[Speech], pronoun: int) -> tuple[int, int] | None:
    """Return the body that spoke in the sentence before "it said": it rather than another that the sentence names."""
    if parse.lower[pronoun] != "it":
        return None
    for before in reversed(speeches[-_TOLD:]):
        span = before.named or before.speaker
        if span is None or before.cue is None or before.kind != "say":
            continue
        if parse.sentence_of[pronoun] - parse.sentence_of[parse.word_at(before.cue[0])] not in (0, 1):
            return None
        words = parse.words_in(*span)
        return span if any(parse.pos[w] == "PROPN" for w in words) and not is_person(parse, words[0], words[-1]) else None
    return None


def teller(parse: Parse, speeches: list[Speech], pronoun: int, named: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return who told of somebody right before, in place of him: behind "the nurse said a colleague had left" "she" is the nurse."""
    if named is None:
        return None
    for before in reversed(speeches[-_TOLD:]):
        if before.direct or before.speaker is None or before.kind != "say" or not before.start <= named[0] < before.end:
            continue
        first = parse.words_in(*before.speaker)[0]
        if parse.lower[first] == parse.lower[pronoun]:
            return before.named or before.speaker
    return named


def spoken_before(parse: Parse, speeches: list[Speech]) -> list[tuple[int, int]]:
    """Return the named people who spoke last, from the last to the first."""
    spans = [s.named or s.speaker for s in reversed(speeches[-_RECENT:])]
    return [span for span in spans if span is not None and any(parse.pos[w] == "PROPN" for w in parse.words_in(*span))]


def outer_voice(speeches: list[Speech], speaker: tuple[int, int]) -> tuple[int, int] | None:
    """Return the named speaker in whose reported words a pronoun speaks: in "Lee said she believed" it is Lee."""
    for outer in reversed(speeches[-6:]):
        if not outer.direct and outer.start <= speaker[0] and speaker[1] <= outer.end and outer.kind == "say":
            return outer.named or outer.speaker
    return None
