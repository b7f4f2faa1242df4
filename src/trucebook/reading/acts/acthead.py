"""The learned head of acts: linear models over named features that say which type of act a clause tells, with what the rules found as one
voice.

Invariant: pure arithmetic on plain data that ships with trucebook; a text of a few sentences is left to the rules: the head says what a
clause may tell, and the head of stories (`storyhead`) whether it is told.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy
from msgspec import Struct

from trucebook import codebook
from trucebook.reading.acts.actfeatures import features_of
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon
from trucebook.reading.linearhead import Choice, shipped_choice
from trucebook.reading.notes import Clause, Notes

MODEL, NONE = "act_head.json", "none"
LIKELY = 0.3  # the chance from which a clause that no rule types may tell an act
RETYPED = 0.3  # the chance from which one that rules type may tell an act of another type
OF_RULES = 200  # hundredths to add for the type that the rules give a clause
_NEVER = -(10**6)  # hundredths


class Likely(Struct, frozen=True):
    """What a clause may tell: the likeliest type, and its chance (0–1) by the words alone, without what rules say."""

    typed: Typed
    chance: float


def acts_head() -> Choice:
    """Return the head that ships."""
    return shipped_choice(MODEL)


def with_likely_types(
    notes: Notes, clauses: Sequence[Clause], typed: Mapping[int, Typed], lexicon: TypeLexicon
) -> tuple[dict[int, Typed], dict[int, Likely]]:
    """Return the types by rule of a report's clauses, those that the words around clearly speak against changed, and for every clause what
    it may tell; both by the clause's predicate. What is uttered ("must leave") is told by how an act is spoken of, and left to rules, and
    so is what a user's own code tells."""
    looked_at = [c for c in clauses if c.word not in typed or not _is_sure(typed[c.word])]
    if not notes.parse.is_whole or not looked_at:
        return dict(typed), {}
    choice = acts_head()
    weights = choice.weigh_all([features_of(notes, clause, lexicon) for clause in looked_at])
    chances = numpy.exp((weights - weights.max(axis=1, keepdims=True)) / 100)
    chances /= chances.sum(axis=1, keepdims=True)
    weights[:, choice.answers.index(NONE)] = _NEVER
    for row, clause in enumerate(looked_at):
        if clause.word in typed:
            weights[row, choice.answers.index(typed[clause.word].type)] += OF_RULES
    found: dict[int, Likely] = {}
    for row, (clause, best) in enumerate(zip(looked_at, weights.argmax(axis=1).tolist(), strict=True)):
        known, code, chance = typed.get(clause.word), choice.answers[best], float(chances[row, best])
        if known is None or (known.type != code and chance >= RETYPED):
            known = Typed(code, None, clause.word, clause.lemma, False, weighed=True)
        elif known.type != code:
            chance = float(chances[row, choice.answers.index(known.type)])
        found[clause.word] = Likely(known, chance)
    return {word: found[word].typed if word in found else kind for word, kind in typed.items()}, found


def _is_sure(typed: Typed) -> bool:
    """Say whether a type by rule stands whatever the words around: it is uttered, or a mode of the user's own, whose words he gave."""
    return typed.uttered or (typed.mode is not None and typed.mode not in _modes())


@cache
def _modes() -> frozenset[str]:
    """Return the modes of the codebook that ships."""
    return frozenset(mode.id for code in codebook.load().codes["events"].values() for mode in code.modes)
