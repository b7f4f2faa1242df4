"""Term features: what a report tells of an act that may be a term of an agreement, as names that the learned head weighs.

Invariant: no name of a person, place, organisation or people is a feature, so that what is learned holds for any war; nor is what
binds the act by rule, so that the head does not lean on rules which know the reports it was learned from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from trucebook.model import Claim
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Ground
from trucebook.reading.deals.obligations import Act, Acts
from trucebook.reading.deals.owing import debtor_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import step_of
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at
from trucebook.reading.voices.speech import speaker_of

_VERBS = {
    name: deal_words(name)
    for name in (
        "abiding accusing answering asking bringing convening declaring_a_halt freeing granting leaving_under moving_out observing "
        "offering ordering persuading pledging refusing saying signing urging watching yielding"
    ).split()
}
_PAPERS = deal_words("papers_with_terms")
_CUES = deal_words("cues_of_terms")
_OPENERS = frozenset("after although as because before if once provided since so that unless until when where while who whether".split())
_EXCHANGE = frozenset(("exchange", "return", "counterpart"))
_MODALS = frozenset("can could may might must shall should will would".split())
_CLOSED = frozenset(("ADP", "AUX", "CCONJ", "PART", "PUNCT", "SCONJ"))
_DISTANCES = ((0, "0"), (1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"))
_CLIMB, _ABOVE = 3, 6


@dataclass(frozen=True)
class Scene:
    """A report's agreements by the words that name them, and its acts by sentence."""

    notes: Notes
    ground: Ground
    acts: Acts

    def beside(self, act: Act) -> list[Act]:
        """Return the other acts of an act's sentence."""
        return [a for a in self.acts.of(self.notes.parse.sentence_of[act.word]) if a.word != act.word]

    def agreement_for(self, act: Act) -> Claim | None:
        """Return the agreement that an act may belong to: the nearest in its sentence, else the one named last before it, else next."""
        return self.ground.near(self.notes.parse, act.word, reach=len(self.notes.parse))


def first_features(scene: Scene, act: Act) -> frozenset[str]:
    """Return the names of the features that are soon told: which act it is, its tense, what stands over it, how far a naming is."""
    parse = scene.notes.parse
    return frozenset((*_of_act(parse, act), *_of_verb(parse, act), *_of_above(parse, act), *_of_naming(scene, act)))


def further_features(scene: Scene, act: Act) -> frozenset[str]:
    """Return the names of the others: who is to do an act, the words around, the acts beside it, who tells it."""
    return frozenset((*_of_doer(scene, act), *_of_words(scene.notes.parse, act), *_of_row(scene, act), *_of_speech(scene, act)))


def _form(act: Act) -> str:
    return "noun" if act.nominal else "verb"


def _of_act(parse: Parse, act: Act) -> Iterator[str]:
    """Yield which act it is, how its word stands, and on what it is done."""
    word, form = act.word, _form(act)
    yield from (f"action={act.action}", f"action/form={act.action}/{form}", f"lemma={parse.lemma[word]}")
    yield f"form/dep={form}/{parse.dep[word]}"
    if act.theme is None:
        yield "theme=none"
        return
    yield f"theme={parse.dep[act.theme]}/{parse.pos[act.theme]}"
    yield f"theme lemma={parse.lemma[act.theme] if parse.pos[act.theme] == 'NOUN' else parse.pos[act.theme]}"


def _of_verb(parse: Parse, act: Act) -> Iterator[str]:
    """Yield tense, denial and the opening words of the clause that tells an act; for a noun those of the verb above it."""
    above = (a for a in islice(parse.ancestors(act.word), _ABOVE) if parse.pos[a] in ("VERB", "AUX"))
    verb = next(above, None) if act.nominal else act.word
    if verb is None:
        yield "tense=none"
        return
    tense = _tense(parse, verb)
    yield from (f"tense={tense}", f"action/tense={act.action}/{_form(act)}/{tense}")
    if parse.child(verb, "neg") is not None:
        yield "denied"
    for over in (verb, *islice(parse.ancestors(verb), 2)):
        own = "mark" if over == verb else "mark above"
        yield from (f"{own}={parse.lower[c]}" for c in parse.children_of(over, "mark", "advmod") if parse.lower[c] in _OPENERS)


def _tense(parse: Parse, verb: int) -> str:
    """Return how a verb stands in time: its modal, "to", "had", "has", or its form, and whether it is passive."""
    helping = {parse.lower[c] for c in parse.children_of(verb, "aux", "auxpass")}
    if modals := helping & _MODALS:
        return min(modals)
    way = next((w for w in ("to", "had", "has", "have") if w in helping), None)
    passive = "/passive" if parse.child(verb, "auxpass") is not None else ""
    being = "/be" if way is None and helping & {"is", "are", "was", "were", "been"} else ""
    return f"{way or parse.tag[verb]}{passive}{being}"


def _of_above(parse: Parse, act: Act) -> Iterator[str]:
    """Yield the words above an act, those nearest by how the one below hangs on them, others by their class alone."""
    below = act.word
    for climbed, a in enumerate(islice(parse.ancestors(act.word), _ABOVE)):
        if parse.dep[below] == "conj":
            below = a
            continue
        lemma = parse.lemma[a]
        if parse.pos[a] in ("VERB", "AUX", "NOUN"):
            yield from (f"over={lemma}", f"over/way={lemma}/{parse.dep[below]}") if climbed < _CLIMB else ()
            yield from (f"overs={name}" for name, words in _VERBS.items() if lemma in words)
            yield from (f"over paper/{parse.dep[below]}",) if lemma in _PAPERS else ()
        elif parse.pos[a] == "ADP" and climbed < _CLIMB:
            yield f"over={parse.lower[a]}"
        below = a


def _of_doer(scene: Scene, act: Act) -> Iterator[str]:
    """Yield who is to do an act: an actor, a pronoun or a noun, and how he stands in his sentence."""
    parse = scene.notes.parse
    who = debtor_of(parse, act.word, act.action, act.theme, nominal=act.nominal)
    if who is None:
        yield "who=none"
        return
    kind = "pronoun" if parse.pos[who] == "PRON" else "actor" if actor_at(scene.notes, who) is not None else parse.pos[who]
    yield from (f"who={kind}", f"who stands={parse.dep[who]}")
    if parse.pos[who] in ("NOUN", "PRON"):
        yield f"who lemma={parse.lemma[who]}"


def _of_naming(scene: Scene, act: Act) -> Iterator[str]:
    """Yield how many sentences after an agreement was named last an act is told, and how many before the next naming."""
    parse, ground = scene.notes.parse, scene.ground
    here, before, after = parse.sentence_of[act.word], ground.named_before(act.word), ground.named_after(act.word)
    far = step_of(here - parse.sentence_of[before], _DISTANCES) if before is not None else "none"
    yield from (f"after naming={far}", f"after naming/form={far}/{_form(act)}/{_tense(parse, act.word)}")
    yield f"before naming={step_of(parse.sentence_of[after] - here, _DISTANCES) if after is not None else 'none'}"


def _of_words(parse: Parse, act: Act) -> Iterator[str]:
    """Yield words of papers and terms in an act's sentence and those around, and the words right before and after the act."""
    here, word = parse.sentence_of[act.word], act.word
    for step in (-2, -1, 0, 1):
        if 0 <= here + step < len(parse.sentences):
            lemmas = set(parse.lemma[slice(*parse.sentences[here + step])])
            yield from (f"paper {lemma} at {step}" for lemma in lemmas & _PAPERS)
    first, last = parse.sentences[here]
    yield from (f"with {cue}" for cue in _CUES.intersection(parse.lower[first:word]))
    yield from (f"behind {mark}" for mark in (":", ";") if mark in parse.words[first:word])
    yield from ("exchange before",) if not _EXCHANGE.isdisjoint(parse.lower[first:word]) else ()
    yield from ("exchange after",) if not _EXCHANGE.isdisjoint(parse.lower[word:last]) else ()
    yield from (f"before={_word(parse, word - 1)}",) if word > first else ()
    yield from (f"next={_word(parse, word + 1)}",) if word + 1 < last else ()


def _word(parse: Parse, word: int) -> str:
    return parse.lower[word] if parse.pos[word] in _CLOSED else parse.pos[word]


def _of_row(scene: Scene, act: Act) -> Iterator[str]:
    """Yield the actions of the other acts of an act's sentence, and whether one of them stands in a row with it."""
    parse = scene.notes.parse
    beside = scene.beside(act)
    yield from (f"other {a.action}" for a in beside)
    row = set(parse.conjuncts(act.word))
    yield from ("in row",) if any(a.word in row for a in beside) else ()


def _of_speech(scene: Scene, act: Act) -> Iterator[str]:
    """Yield whether somebody is said to tell an act, and in his own words."""
    parse = scene.notes.parse
    yield f"speaker={speaker_of(scene.notes, parse.start[act.word], parse.end[act.word]) is not None}"
    yield f"quoted={parse.quoted[act.word]}"
