"""Features of the event between two actors, as names: what the learned head weighs.

Invariant: no name of a person, place, organisation or people is a feature, so that what is learned holds for any conflict.
"""

from collections.abc import Iterator

from trucebook.model import GivenMention
from trucebook.reading.acts.eventtypes import TypeLexicon, type_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes

_TOLD = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
_GRAMMAR = frozenset({"ADP", "PART", "AUX", "SCONJ", "VERB", "NOUN", "ADJ", "ADV"})


def features_of(
    notes: Notes, lexicon: TypeLexicon, link: tuple[Clause, ...], source: GivenMention, target: GivenMention, ruled: str
) -> frozenset[str]:
    """Return the names of the features that hold: the rule's type, the connecting predicates with their objects, moods and
    types, the common nouns that head source and target, and the lemmas before, between and after the two."""
    parse = notes.parse
    named = named_words(parse)
    found = {f"rule={ruled}"}
    found.update(_of_link(parse, lexicon, link, named))
    s, t = parse.words_in(source.start, source.end), parse.words_in(target.start, target.end)
    found.update(_of_actor(parse, "s", parse.head_of(source.start, source.end), named))
    found.update(_of_actor(parse, "t", parse.head_of(target.start, target.end), named))
    if len(s) and len(t):
        found.update(_of_words(parse, s, t, named))
        low = min(parse.sentence_of[s[0]], parse.sentence_of[t[0]])
        high = max(parse.sentence_of[s[0]], parse.sentence_of[t[0]])
        for clause in notes.clauses:
            if low <= parse.sentence_of[clause.word] <= high and (typed := type_of(parse, clause, lexicon)) is not None:
                found.add(f"near={typed.type}")
    return frozenset(found)


def named_words(parse: Parse) -> frozenset[int]:
    """Return the words that name something: proper nouns and the words of named entities."""
    found = {i for i, pos in enumerate(parse.pos) if pos in ("PROPN", "NUM") or (pos == "ADJ" and parse.words[i][:1].isupper())}
    firsts = {first for first, _ in parse.sentences}
    found.update(i for i, word in enumerate(parse.words) if word[:1].isupper() and i not in firsts)
    for first, last, label in parse.entities:
        if label in ("PERSON", "GPE", "LOC", "ORG", "NORP", "FAC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"):
            found.update(i for i in range(first, last) if parse.words[i][:1].isupper())
    return frozenset(found)


def _of_link(parse: Parse, lexicon: TypeLexicon, link: tuple[Clause, ...], named: frozenset[int]) -> Iterator[str]:
    for place, clause in enumerate(link[:4]):
        typed = type_of(parse, clause, lexicon)
        kind = typed.type if typed is not None else "none"
        lemma = "" if clause.word in named else clause.lemma
        yield f"p={lemma}"
        yield f"p{min(place, 2)}={lemma}"
        yield f"k{min(place, 2)}={kind}"
        yield f"k={kind}"
        yield f"mood{min(place, 2)}={clause.assertion}"
        yield f"kmood={kind}/{clause.assertion}"
        if typed is not None:
            yield f"entry={typed.entry}"
        for word in (clause.patient, *(w for words in clause.preps.values() for w in words[:1])):
            if word is not None and word not in named and parse.pos[word] == "NOUN":
                yield f"po={lemma}+{parse.lemma[word]}"
        if clause.light is not None:
            yield f"pl={parse.lemma[clause.light]}+{lemma}"
    yield "chain=" + "/".join(c.lemma if c.word not in named else "" for c in link[:2])


def _of_actor(parse: Parse, role: str, head: int | None, named: frozenset[int]) -> Iterator[str]:
    if head is None:
        return
    yield f"{role}d={parse.dep[head]}"
    if head not in named and parse.pos[head] == "NOUN":
        yield f"{role}h={parse.lemma[head]}"


def _of_words(parse: Parse, s: range, t: range, named: frozenset[int]) -> Iterator[str]:
    """Yield the lemmas of the sentences of both actors by their place, single and in pairs."""
    first = parse.sentences[min(parse.sentence_of[s[0]], parse.sentence_of[t[0]])][0]
    last = parse.sentences[max(parse.sentence_of[s[-1]], parse.sentence_of[t[-1]])][1]
    near, far = (s, t) if s[0] <= t[0] else (t, s)
    before = ""
    for i in range(max(first, near[0] - 40), min(last, far[-1] + 40)):
        if i in named or parse.pos[i] not in _GRAMMAR:
            before = "X" if i in named else before
            continue
        lemma = parse.lemma[i]
        side = "b" if i < near[0] else "m" if near[-1] < i < far[0] else "a" if i > far[-1] else "in"
        if parse.pos[i] in _TOLD:
            yield f"w={lemma}"
        if side == "m":
            yield f"m={lemma}"
        if side in ("m", "a"):
            yield f"{side}2={before}_{lemma}"
        before = lemma
    yield f"order={'st' if s[0] <= t[0] else 'ts'}"
