"""Act features: the words of a clause and those around it, as names that the learned head of acts weighs.

Invariant: no name of a person, place, organisation or people is a feature, so that what is learned holds for any war; nor is the type that
rules give the clause, so that the head does not lean on rules which know the reports it was learned from: only that of single words is.
"""

from collections.abc import Iterator
from itertools import islice

from trucebook.reading.acts.eventtypes import TypeLexicon
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import step_of
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.people.who import actor_at

_CLIMB, _NEAR = 3, 6
_WORDY = frozenset(("ADJ", "ADV", "NOUN", "VERB"))
_OPEN = frozenset(("acomp", "advcl", "advmod", "attr", "ccomp", "oprd", "prt", "xcomp"))
_LENGTHS = ((2, "2"), (5, "5"), (10, "10"), (20, "20"))


def features_of(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> frozenset[str]:
    """Return the names of the features that hold for a clause."""
    parse = notes.parse
    return frozenset(
        (
            *_of_predicate(parse, clause, lexicon),
            *_of_sides(notes, clause, lexicon),
            *_of_phrases(parse, clause, lexicon),
            *_of_above(parse, clause, lexicon),
            *_of_words(parse, clause.word),
        )
    )


def _of_predicate(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> Iterator[str]:
    """Yield the verb or noun, with its particle and the verb that carries it, and how it stands."""
    word, lemma = clause.word, clause.lemma
    yield from (f"lemma={lemma}", f"bare={clause.bare}", f"form={'noun' if clause.nominal else parse.tag[word]}", f"dep={parse.dep[word]}")
    yield from (f"stands={clause.assertion}", f"background={clause.background}", f"passive={clause.passive}", f"negated={clause.negated}")
    yield from (f"means={code}" for code in _codes(lexicon, clause.bare, nominal=clause.nominal))
    if clause.light is not None:
        yield from (f"light={parse.lemma[clause.light]}", f"light/lemma={parse.lemma[clause.light]} {lemma}")
    verb = clause.light if clause.light is not None else word
    for c in parse.children[verb]:
        if parse.dep[c] in ("aux", "neg", "mark"):
            yield f"{parse.dep[c]}={parse.lower[c]}"
    if parse.dep[verb] in ("xcomp", "ccomp", "advcl", "conj"):
        above = parse.head[verb]
        yield f"under={parse.lemma[above] if parse.pos[above] != 'PROPN' else 'PROPN'}/{parse.dep[verb]}"


def _of_sides(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> Iterator[str]:
    """Yield who does it and whom or what it meets: the noun, or that it is a name or an actor."""
    parse = notes.parse
    for name, word in (("by", clause.agent), ("on", clause.patient), ("to", clause.recipient)):
        if word is None:
            yield f"{name}=none"
            continue
        noun = _noun(parse, word)
        yield f"{name}={noun}"
        mention = actor_at(notes, word)
        if mention is not None:
            yield f"{name} actor={getattr(mention.value, 'kind', None)}"
        yield from (f"{name} means={code}" for code in _codes(lexicon, parse.lemma[word], nominal=True))
        for c in parse.children[word]:
            if parse.dep[c] in ("amod", "compound", "poss") and parse.words[c].islower():
                yield f"{name} such={parse.lemma[c]}"
            elif parse.dep[c] == "prep":
                for k in parse.children_of(c, "pobj"):
                    yield f"{name} {parse.lower[c]}={_noun(parse, k)}"
                    yield from (f"{name} {parse.lower[c]} means={code}" for code in _codes(lexicon, parse.lemma[k], nominal=True))


def _of_phrases(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> Iterator[str]:
    """Yield the phrases behind the predicate and the verbs and adjectives that it governs."""
    bare = clause.bare
    for preposition, words in clause.preps.items():
        yield from (f"with={preposition}", f"with/lemma={bare} {preposition}")
        for word in words:
            yield from (f"with={preposition} {_noun(parse, word)}", f"phrase={bare} {preposition} {_noun(parse, word)}")
            yield f"pobj={_noun(parse, word)}"
            yield from (f"with={preposition} means={code}" for code in _codes(lexicon, parse.lemma[word], nominal=True))
    for c in parse.children[clause.light if clause.light is not None else clause.word]:
        if parse.dep[c] in _OPEN:
            yield from (f"{parse.dep[c]}={_noun(parse, c)}", f"{parse.dep[c]}/lemma={bare} {_noun(parse, c)}")
            yield from (f"{parse.dep[c]} means={code}" for code in _codes(lexicon, parse.lemma[c], nominal=parse.pos[c] == "NOUN"))


def _of_above(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> Iterator[str]:
    """Yield the words over the predicate by how it hangs on them."""
    below = clause.word
    for a in islice(parse.ancestors(clause.word), _CLIMB):
        if parse.pos[a] in _WORDY:
            yield from (f"over={parse.lemma[a]}", f"over/way={parse.lemma[a]}/{parse.dep[below]}")
            yield from (f"over means={code}/{parse.dep[below]}" for code in _codes(lexicon, parse.lemma[a], nominal=parse.pos[a] == "NOUN"))
        elif parse.pos[a] == "ADP":
            yield f"after={parse.lower[a]}"
        below = a


def _of_words(parse: Parse, word: int) -> Iterator[str]:
    """Yield the words around the predicate, and those right before and behind it."""
    first, last = parse.sentences[parse.sentence_of[word]]
    for j in range(max(first, word - _NEAR), min(last, word + _NEAR + 1)):
        if j != word and parse.pos[j] in _WORDY and parse.words[j].islower():
            lemma = parse.lemma[j]
            yield from (f"{'before' if j < word else 'behind'}={lemma}", f"near={lemma}")
    for j, name in ((word - 1, "left"), (word + 1, "right"), (word + 2, "right two")):
        if first <= j < last:
            yield f"{name}={_plain(parse, j)}"
    yield f"words={step_of(last - first, _LENGTHS)}"


def _noun(parse: Parse, word: int) -> str:
    """Return the lemma of a word of weight, the class of any other; a capital within a sentence is a name's ("the Serbs")."""
    if parse.pos[word] not in _WORDY:
        return parse.pos[word]
    named = parse.words[word][:1].isupper() and word != parse.sentences[parse.sentence_of[word]][0]
    return "name" if named else parse.lemma[word]


def _plain(parse: Parse, word: int) -> str:
    return parse.lower[word] if parse.words[word].islower() or not parse.words[word].isalpha() else parse.pos[word]


def _codes(lexicon: TypeLexicon, lemma: str, *, nominal: bool) -> list[str]:
    """Return the type that the codebook's words give a verb or noun by itself."""
    entry = (lexicon.nouns if nominal else lexicon.verbs).get(lemma)
    return [] if entry is None else [entry.type]
