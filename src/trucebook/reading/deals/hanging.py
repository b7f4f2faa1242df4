"""Hanging: bonds by the phrase that hangs on an act or on the verb beside it ("left the town under a deal", "as laid down in the pact").

Invariant: the agreement of such a bond is named inside the phrase.
"""

from collections.abc import Iterable

from trucebook.model import Claim
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import UNDER, Bond, Ground
from trucebook.reading.grammar.parse import Parse

_FORESEEN = deal_words("foreseen")
_KEEPING = deal_words("keeping")
_BREACH = deal_words("broken") | {"defiance", "contravention", "spite", "infringement"}
_MAKING = deal_words("signing")
SETTING_UP = {"create", "establish", "form", "found", "set"}
_PARTS = {"part", "element", "point", "phase", "stage", "component", "clause"}
_PHRASES = (
    "as part of",
    "in line with",
    "in accordance with",
    "according to",
    "as per",
    "in compliance with",
    "in keeping with",
)


def named_among(ground: Ground, words: Iterable[int]) -> Claim | None:
    """Return the agreement that the first of some words names, or None."""
    return next((ground.at[w] for w in words if w in ground.at), None)


def named_inside(parse: Parse, ground: Ground, word: int, *, start: int | None = None, reach: int = 9) -> Claim | None:
    """Return the agreement named in the phrase of a word, from `start` (the word itself) to `reach` words after it."""
    return named_among(ground, range(word if start is None else start, min(parse.right_edge(word), word + reach) + 1))


def bond_below(parse: Parse, ground: Ground, word: int) -> Bond | None:
    """Return the bond by what hangs on the act or on the verb it is coordinated with: "left the town under a deal"."""
    for c in parse.children[word]:
        if parse.dep[c] == "acl" and parse.tag[c] == "VBN" and parse.lemma[c] in _FORESEEN:
            claim = named_inside(parse, ground, c)
            if claim is not None:
                return Bond("provide", c, claim)
    making = parse.lemma[word] in SETTING_UP
    verbs = dict.fromkeys((word, parse.first_conjunct(word), *parse.conjuncts(word)))
    hanging = (c for verb in verbs for c in parse.children[verb] if parse.dep[c] in ("prep", "advcl", "agent"))
    return next((Bond("under", c, claim) for c in hanging if (claim := _held_by(parse, ground, c, making=making)) is not None), None)


def _held_by(parse: Parse, ground: Ground, word: int, *, making: bool) -> Claim | None:
    """Return the agreement that a clause or phrase refers to, or in whose `making` something was set up."""
    claim = _laid_down(parse, ground, word) if parse.dep[word] == "advcl" else None
    if claim is None and making:
        claim = _in_making(parse, ground, word)
    if claim is None and parse.lower[word] in UNDER and any(parse.lower[c] in ("it", "this") for c in parse.children_of(word, "pobj")):
        claim = ground.before(parse, word, reach=2)  # "Under it both have taken down their roadblocks"
    if claim is None and " ".join(parse.lower[word : word + 3]).startswith(_PHRASES):
        stand_in = next((j for j in range(word + 2, min(word + 5, len(parse))) if parse.lower[j] in ("it", "this")), None)
        claim = ground.before(parse, word, reach=2) if stand_in is not None else None  # "In keeping with it both have …"
    return claim if claim is not None or not _refers(parse, word) else named_inside(parse, ground, word)


def _laid_down(parse: Parse, ground: Ground, verb: int) -> Claim | None:
    """Return the agreement of a clause of laying down or of keeping: "as provided in the truce", "honouring the pact"."""
    lemma = parse.lemma[verb]
    if lemma in _FORESEEN and _opens_with_as(parse, verb):
        return named_inside(parse, ground, verb, start=parse.left_edge(verb))
    return named_inside(parse, ground, verb) if lemma in _KEEPING else None


def _opens_with_as(parse: Parse, verb: int) -> bool:
    """Say whether a clause opens with "as": "as provided in the truce", "as the deadline required"."""
    return parse.lower[parse.left_edge(verb)] == "as"


def _in_making(parse: Parse, ground: Ground, prep: int) -> Claim | None:
    """Return the agreement in whose making something was set up: "In the armistice a commission was set up", "Upon signing it, they …"."""
    if parse.lower[prep] == "in":
        return named_among(ground, parse.children[prep])
    upon = parse.child(prep, "pcomp") if parse.lower[prep] in ("upon", "on", "after", "by") else None
    if upon is None or parse.lemma[upon] not in _MAKING:
        return None
    return named_inside(parse, ground, upon, reach=6)


def _refers(parse: Parse, prep: int) -> bool:
    """Say whether a phrase refers to what binds: "under", "in line with", "within the framework of"; never "in breach of"."""
    if parse.lower[prep] in UNDER or " ".join(parse.lower[prep : prep + 3]).startswith(_PHRASES):
        return True
    after = parse.lower[prep : prep + 6]
    return parse.lower[prep] in ("in", "within") and "of" in after and not _BREACH & set(after)


def held_in(parse: Parse, ground: Ground, verb: int) -> Claim | None:
    """Return the agreement in, under or by which something is provided or foreseen."""
    phrases = [c for c in range(verb + 1, min(parse.right_edge(verb), verb + 6) + 1) if parse.lower[c] in ("in", "under", "by")]
    return named_among(ground, (j for c in phrases for j in range(c, min(parse.right_edge(c), c + 6) + 1)))


def part_of(parse: Parse, ground: Ground, verb: int) -> Bond | None:
    """Return the bond of "The evacuation of the camp is part of a deal"."""
    attr = parse.child(verb, "attr")
    if attr is None or parse.lemma[attr] not in _PARTS:
        return None
    claim = named_among(ground, (k for c in parse.children[attr] if parse.lower[c] == "of" for k in parse.children[c]))
    return Bond("under", attr, claim) if claim is not None else None
