"""Breach settings: where in a report a hostile act is told, in which words, on whom it falls and who tells it, as names of features.

Invariant: no name of a person, place, organisation or people is a feature; of words only verbs, nouns of acts and words that open.
"""

from collections.abc import Iterator

from trucebook.model import Claim
from trucebook.reading.deals.breaches import Hostile, HostileWords
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.perpetrators import is_armed, is_named_party, perpetrator_of
from trucebook.reading.deals.victims import victim_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import step_of
from trucebook.reading.notes import Notes
from trucebook.reading.voices.speech import speaker_of

_SENTENCES = ((0, "0"), (1, "1"), (3, "2-3"), (8, "4-8"), (15, "9-15"))
_LENGTHS = ((5, "0-5"), (10, "6-10"), (20, "11-20"), (40, "21-40"))
_OPENING = deal_words("opening_a_sentence")
_ON_THE_WAY = deal_words("convoys") | deal_words("let_in")


def setting_of(notes: Notes, words: HostileWords, hostile: Hostile, claim: Claim | None) -> Iterator[str]:
    """Yield the features of where, in which words, on whom and by whose word an act is told; `claim` is what it may break."""
    yield from _of_place(notes.parse, hostile)
    yield from _of_wording(notes.parse, hostile)
    yield from _of_victim(notes.parse, words, hostile, claim)
    yield from _of_speaker(notes, words, hostile, claim)


def _of_place(parse: Parse, hostile: Hostile) -> Iterator[str]:
    here, many = parse.sentence_of[hostile.word], len(parse.sentences)
    yield f"sentence={step_of(here, _SENTENCES)}"
    yield f"sentences to come={step_of(many - 1 - here, _SENTENCES)}"
    yield f"sentences={step_of(many, _LENGTHS)}"


def _of_wording(parse: Parse, hostile: Hostile) -> Iterator[str]:
    """Yield the word of an act, the verb over it, and with what kind of word its sentence opens: "Elsewhere", "In", "The"."""
    word, first = hostile.word, parse.lower[parse.sentences[parse.sentence_of[hostile.word]][0]]
    yield f"word={parse.lemma[word]}"
    if parse.pos[parse.head[word]] == "VERB":
        yield f"over={parse.lemma[parse.head[word]]}"
    yield f"sentence opens={first if first in _OPENING else 'else'}"


def _of_victim(parse: Parse, words: HostileWords, hostile: Hostile, claim: Claim | None) -> Iterator[str]:
    victim = victim_of(parse, hostile)
    if victim is None:
        yield "victim=none"
        return
    told = {"PROPN": "name", "PRON": "pronoun"}.get(parse.pos[victim], "noun")
    kind = _side(parse, words, victim, claim)
    yield f"victim={told if kind == 'else' else kind}"
    if parse.lemma[victim] in _ON_THE_WAY:
        yield "victim on the way"


def _of_speaker(notes: Notes, words: HostileWords, hostile: Hostile, claim: Claim | None) -> Iterator[str]:
    """Yield who tells an act, and whether of others or of his own: "The clans said the army had shelled the mill"."""
    parse = notes.parse
    speaker = speaker_of(notes, parse.start[hostile.first], parse.end[hostile.last])
    if speaker is None or speaker.start is None or speaker.end is None:
        return
    head = parse.head_of(speaker.start, speaker.end)
    if head is None:
        return
    side, who = _side(parse, words, head, claim), perpetrator_of(parse, hostile)
    yield f"told by={side}"
    if who is not None:
        yield f"told by={side} of {_side(parse, words, who, claim)}"
        yield "told of himself" if parse.lower[who] == parse.lower[head] else "told of another"


def _side(parse: Parse, words: HostileWords, who: int, claim: Claim | None) -> str:
    if claim is not None and is_named_party(parse, who, claim):
        return "party"
    return "armed" if is_armed(parse, words, who) else "else"
