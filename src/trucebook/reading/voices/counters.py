"""Counters: who counts people where no clause is handed over ("the hospital counted 12 dead", "40 fell, by the mission's count").

Invariant: the counter stands in the sentence of the count, before its verb or beside the word for its tally.
"""

from trucebook.model import Field
from trucebook.reading.evidence import cut
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.voices.asides import closed_by
from trucebook.reading.voices.attribution import classes_of, subject_of
from trucebook.reading.voices.cues import FINITE, load_cues
from trucebook.reading.voices.names import name_beside
from trucebook.reading.voices.speakers import source_words

_NOMINAL = frozenset(
    {"nummod", "pobj", "prep", "dobj", "conj", "appos", "oprd", "attr", "amod", "compound", "quantmod", "npadvmod", "nmod"}
)
_OF = frozenset({"of", "from", "by"})
_SELF = frozenset({"i", "we", "you", "one", "which", "who", "that", "there", "this"})
_BEFORE_TALLY, _REACH, _CLOSE = 6, 30, 8


def counter_field(notes: Notes, word: int) -> Field | None:
    """Return who counts the people at a word, by name where the report gives one; a pronoun that stands for nobody counts not."""
    parse, source = notes.parse, counter_of(notes.parse, word)
    if source is None:
        return None
    if parse.pos[source] == "PRON":
        known = notes.references.get(source)
        return cut(parse.text, known.start, known.end, parse.text[known.start : known.end]) if known is not None else None
    start, end = name_beside(parse, *parse.span(*source_words(parse, source)))
    return cut(parse.text, start, end, parse.text[start:end])


def counter_of(parse: Parse, word: int) -> int | None:
    """Return the head word of who counts the people at a word: the subject of the verb of counting whose object they are, who says
    so at the end of a sentence whose commas are lost, or whose count they are said to be."""
    return _counting(parse, word) or _closing(parse, word) or _by_count(parse, word)


def _counting(parse: Parse, word: int) -> int | None:
    """Return the subject of a verb of counting above a number, reached through noun phrases only."""
    cues, at, between = load_cues(), word, []
    while parse.dep[at] in _NOMINAL and parse.head[at] != at and not _is_verb(parse, at):
        at = parse.head[at]
        between.append(parse.lemma[at])
    verb = parse.lemma[at]
    if not _is_verb(parse, at) or at > word or parse.child(at, "auxpass") is not None:
        return None
    objects = [parse.lemma[k] for k in range(at + 1, word)]
    told = verb in cues.counting and (verb not in ("speak", "talk") or "of" in objects)
    if not told and not (verb in cues.putting and not cues.tallies.isdisjoint(objects)):
        return None
    source = subject_of(parse, at)
    return source if source is not None and source < at and _counts(parse, source) else None


def _closing(parse: Parse, word: int) -> int | None:
    """Return who closes the sentence of a word with a saying: "nine fell in the port a monitor said on Sunday"."""
    first, stop = parse.sentences[parse.sentence_of[word]]
    for i in range(stop - 1, max(first, word, stop - _CLOSE), -1):
        if parse.tag[i] in FINITE and "say" in classes_of(parse, i)[0]:
            told = closed_by(parse, i)
            return parse.child(i, "nsubj") if told is not None and told[0] <= word <= told[1] else None
    return None


def _is_verb(parse: Parse, i: int) -> bool:
    return parse.pos[i] == "VERB"


def _counts(parse: Parse, source: int) -> bool:
    """Say whether a subject can count: a name or a noun, no pronoun that stands for nobody and no number."""
    return parse.lower[source] not in _SELF and parse.pos[source] in ("NOUN", "PROPN", "PRON")


def _by_count(parse: Parse, word: int) -> int | None:
    """Return whose count a sentence names: "by the mission's count", "by the account of two agencies", "by United Nations estimates"."""
    first, last = parse.sentences[parse.sentence_of[word]]
    for i in range(max(first, word - _REACH), min(last, word + _REACH)):
        if parse.lower[i] != "by":
            continue
        for tally in range(i + 1, min(i + _BEFORE_TALLY, last)):
            if parse.lemma[tally] in load_cues().tallies and parse.pos[tally] == "NOUN":
                return _owner(parse, tally, i)
            if parse.pos[tally] == "PUNCT" and parse.tag[tally] != "HYPH":
                break
    return None


def _owner(parse: Parse, tally: int, by: int) -> int | None:
    """Return whose a tally is: the possessor, what stands behind "of" or "by", or the name or adjective before it."""
    owner = parse.child(tally, "poss")
    if owner is None:
        tail = next((c for c in parse.children[tally] if c > tally and parse.lower[c] in _OF), None)
        owner = parse.child(tail, "pobj") if tail is not None else None
    if owner is None and tally - 1 > by and (parse.pos[tally - 1] == "PROPN" or parse.words[tally - 1][:1].isupper()):
        owner = tally - 1
    return owner if owner is not None and parse.tag[owner] != "PRP$" else None
