"""Toll features: what a report tells of a count of people, as names that the learned head of tolls weighs.

Invariant: no name of a person, place, organisation or people is a feature, so that what is learned holds for any war; nor is the category
that the rules give, so that the head does not lean on rules which know the reports it was learned from.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.grammar.ways import step_over
from trucebook.reading.linearhead import step_of
from trucebook.reading.tallies.counts import Count, noun_lists
from trucebook.reading.tallies.cue_words import cues

_LEFT, _RIGHT, _CLIMB, _REACH, _NEAR = 3, 4, 4, 12, 6
_SIZES = ((1, "1"), (2, "2"), (9, "few"), (40, "tens"), (300, "hundreds"), (3000, "thousands"))
_CUES_AT = ((1, "1"), (3, "3"), (6, "6"), (_REACH, "12"))
_TOLD = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "PUNCT", "SCONJ", "PRON"})
_BESIDE = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "acomp", "oprd", "advmod"})
_WORDY = frozenset({"ADJ", "ADV", "NOUN", "VERB"})


def features_of(parse: Parse, count: Count, before: Count | None) -> frozenset[str]:
    """Return the names of the features that hold for a count; `before` is the count before it in the text."""
    return frozenset(
        (
            *_of_number(parse, count),
            *_of_noun(parse, count),
            *_of_way(parse, count),
            *_of_neighbours(parse, count),
            *_of_cues(parse, count),
            *_of_row(parse, count, before),
        )
    )


def _of_number(parse: Parse, count: Count) -> Iterator[str]:
    """Yield how large a count is, how it is told, and of what unit."""
    number = count.number
    yield from (f"size={step_of(number.size, _SIZES)}", f"quantifier={number.quantifier}", f"unit={count.unit}", f"single={count.single}")
    yield f"digits={parse.words[number.core][:1].isdigit()}"
    yield f"noun told={count.noun is not None}"


def _of_noun(parse: Parse, count: Count) -> Iterator[str]:
    """Yield the counted noun, what it carries by itself, and the words before and below it."""
    if count.noun is None:
        yield "noun=none"
        return
    noun = _word(parse, count.noun)
    yield f"noun={noun}"
    if (harmed := noun_lists().harmed.get(parse.lower[count.noun])) is not None:
        yield f"carries={harmed}"
    for c in parse.children[count.noun]:
        if parse.dep[c] in ("amod", "compound") and parse.words[c].islower():
            yield f"such={parse.lemma[c]}"
        elif parse.dep[c] in ("acl", "relcl"):
            voice = "passive" if parse.tag[c] == "VBN" or parse.child(c, "auxpass") is not None else parse.tag[c]
            yield from (f"below={parse.lemma[c]}", f"below/voice={parse.lemma[c]}/{voice}")
            yield from (f"below cue={code}" for code in _codes(parse, c))
        elif parse.dep[c] == "prep":
            yield f"with={parse.lower[c]}"
            yield from (f"with={parse.lower[c]}/{_word(parse, k)}" for k in parse.children_of(c, "pobj"))


def _of_way(parse: Parse, count: Count) -> Iterator[str]:
    """Yield the way from a count up to the verb or noun over it, with that word and what hangs on it."""
    word = parse.first_conjunct(count.head)
    steps: list[str] = [] if word == count.head else ["row"]
    below = word
    for a in islice(parse.ancestors(word), _CLIMB):
        steps.append(step_over(parse, below))
        if parse.pos[a] in ("VERB", "AUX"):
            yield from _of_verb(parse, a, ">".join(steps))
            return
        if parse.pos[a] == "NOUN":
            way = ">".join(steps)
            yield from (f"noun over={parse.lemma[a]}", f"noun over/way={parse.lemma[a]}/{way}")
            yield from (f"noun over cue={code}/{way}" for code in _codes(parse, a))
        elif parse.pos[a] == "ADP":
            yield f"after={parse.lower[a]}"
        below = a
    yield f"way={'>'.join(steps)}"


def _of_verb(parse: Parse, verb: int, way: str) -> Iterator[str]:
    lemma = parse.lemma[verb]
    passive = "passive" if parse.child(verb, "auxpass") is not None else parse.tag[verb]
    yield from (f"verb={lemma}", f"verb/way={lemma}/{way}", f"way={way}", f"voice/way={passive}/{way}")
    yield from (f"verb cue={code}/{way}" for code in _codes(parse, verb))
    particle = parse.child(verb, "prt")
    if particle is not None:
        yield from (f"verb={lemma} {parse.lower[particle]}", f"verb/way={lemma} {parse.lower[particle]}/{way}")
    for c in parse.children[verb]:
        if parse.dep[c] in ("aux", "neg"):
            yield f"{parse.dep[c]}={parse.lower[c]}"
        elif parse.dep[c] in _BESIDE and parse.words[c].islower():
            yield f"{parse.dep[c]}={parse.lemma[c]}"


def _of_neighbours(parse: Parse, count: Count) -> Iterator[str]:
    """Yield the words right before and right behind a count."""
    first, last = parse.sentences[parse.sentence_of[count.number.core]]
    left = [_plain(parse, j) for j in range(max(first, count.first - _LEFT), count.first)]
    right = [_plain(parse, j) for j in range(count.last + 1, min(last, count.last + 1 + _RIGHT))]
    yield from (f"left={word}" for word in left)
    yield from (f"right={word}" for word in right)
    yield f"left next={left[-1] if left else 'none'}"
    yield f"right next={right[0] if right else 'none'}"
    yield f"right two={' '.join(right[:2])}"
    yield f"left two={' '.join(left[-2:])}"


def _of_cues(parse: Parse, count: Count) -> Iterator[str]:
    """Yield what words of harm and movement stand around a count in its sentence, and how far."""
    first, last = parse.sentences[parse.sentence_of[count.number.core]]
    nearest: dict[str, tuple[int, str]] = {}
    for j in range(max(first, count.first - _REACH), min(last, count.last + _REACH + 1)):
        if count.first <= j <= count.last or parse.pos[j] not in _WORDY:
            continue
        away = count.first - j if j < count.first else j - count.last
        for code in _codes(parse, j):
            nearest[code] = min(nearest.get(code, (99, "")), (away, "before" if j < count.first else "behind"))
    yield from (f"cue={code}" for code in nearest)
    yield from (f"cue at={code}/{side}/{step_of(away, _CUES_AT)}" for code, (away, side) in nearest.items())
    if nearest:
        code, (_, side) = min(nearest.items(), key=lambda pair: pair[1])
        yield from (f"nearest cue={code}", f"nearest cue/side={code}/{side}")
    for j in range(first, last):
        if parse.pos[j] in ("VERB", "NOUN", "ADJ") and parse.words[j].islower():
            yield f"word={parse.lemma[j]}"
            if count.first - _NEAR <= j <= count.last + _NEAR and not count.first <= j <= count.last:
                yield f"near={parse.lemma[j]}"


def _of_row(parse: Parse, count: Count, before: Count | None) -> Iterator[str]:
    """Yield how a count follows the one before it in the same sentence."""
    if before is None or parse.sentence_of[before.number.core] != parse.sentence_of[count.number.core]:
        yield "first count"
        return
    gap = parse.lower[before.last + 1 : count.first]
    yield f"gap={' '.join(gap) if len(gap) <= 2 else 'far'}"
    yield f"before unit={before.unit}"


def _codes(parse: Parse, word: int) -> list[str]:
    """Return the categories that the codebook's words of harm and movement give a word."""
    return _codes_of(parse.lemma[word])


@lru_cache(8192)
def _codes_of(lemma: str) -> list[str]:
    known = cues()
    found = (table.get(lemma) for table in (known.verbs, known.intransitive, known.nouns, known.adjectives))
    return sorted({code for code in found if code is not None})


def _word(parse: Parse, word: int) -> str:
    return parse.lemma[word] if parse.pos[word] != "PROPN" else "PROPN"


def _plain(parse: Parse, word: int) -> str:
    return parse.lower[word] if parse.pos[word] in _TOLD or parse.words[word].islower() else parse.pos[word]
