"""Bare heads: "deal", "agreement", "accord" and the other words that name an arrangement of war only beside words of war or of its kind.

Invariant: a bare head of trade, gas or a law never counts; what it is for is told by words of its own sentence.
"""

from trucebook.reading.deals.answered import is_drawn_up
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.headnouns import (
    has_terms,
    is_added_text,
    is_amid_conflict,
    is_between_governments,
    is_brokered,
    is_by_two,
    is_dated,
    is_negotiated,
    is_of_a_body,
    is_of_a_place_and_day,
    is_proper,
    is_signed_there,
    is_titled,
    is_under_with,
    purpose_of,
    takes_effect,
)
from trucebook.reading.deals.namings import INDEFINITE, Naming, determiner, is_plural, make_naming
from trucebook.reading.deals.titles import binds_friends, is_treaty
from trucebook.reading.grammar.parse import Parse

_PEACEFUL = {"armistice", "ceasefire", "peace", "truce"}
_LOOSE = frozenset("arrangement communique communiqué declaration memorandum protocol reconciliation settlement understanding".split())
_BROKERED_WORDS = 2
_SPOKEN = {"declaration", "communique", "communiqué"}
_WAR_WORDS = 3  # so many different words for fighters and fighting make a text one of war


def bare_head(parse: Parse, lexicon: Lexicon, i: int, mods: frozenset[str], sure: bool) -> Naming | None:
    """Return the naming at "deal", "agreement", "accord" and the like, or None where it is of another world.

    `mods` are the words before it; `sure` says that the text is one of truces.
    """
    kind = next((lexicon.modifiers[m] for m in sorted(mods) if m in lexicon.modifiers), None)
    if _is_of_another_world(parse, lexicon, i, mods, kind):
        return None
    if kind is None and (sure or is_amid_conflict(parse, lexicon, i)):
        kind = purpose_of(parse, lexicon, i)
    word = lexicon.triggers[parse.lower[i]]
    if word in _LOOSE and kind is None and not _is_told_as_deal(parse, lexicon, i, sure):
        return None
    if kind is None and ((word == "treaty" and is_treaty(parse, i)) or (word != "deal" and is_plural(parse, i) and is_proper(parse, i))):
        kind = "peace_agreement"
    sure = sure or _is_of_war(parse, lexicon, i, word, kind)
    reconciled = word == "reconciliation" and is_negotiated(parse, lexicon, i)
    if kind is None and not sure and not reconciled and not is_amid_conflict(parse, lexicon, i):
        return None
    of_sides = is_titled(parse, i) or any(parse.dep[c] == "poss" for c in parse.children[i])
    if word in _SPOKEN and not is_by_two(parse, i) and not (of_sides and sure):
        return None
    if word == "compromise" and not determiner(parse, i)[1] and not is_negotiated(parse, lexicon, i):
        return None
    if word in ("compromise", "reconciliation", "settlement"):
        kind = kind or "settlement"
    if determiner(parse, i)[1] in INDEFINITE and is_drawn_up(parse, i):
        return make_naming(parse, lexicon, i, i, "offer", offer=True, purpose=kind)
    return make_naming(parse, lexicon, i, i, kind)


def _is_of_another_world(parse: Parse, lexicon: Lexicon, i: int, mods: frozenset[str], kind: str | None) -> bool:
    """Say whether a bare head is part of a body's name, a treaty of friends, "a great deal of", one of trade or leads on to a noun."""
    following = parse.lower[i + 1] if i + 1 < len(parse) else ""
    if is_of_a_body(parse, i) or (parse.lower[i] in ("treaty", "treaties") and not mods & _PEACEFUL and binds_friends(parse, i)):
        return True
    if (mods & {"great", "good"}) and (following == "of" or parse.lower[max(0, i - 2) : i] == ["a", "great"]):
        return True
    if kind is None and mods & lexicon.unrelated:
        return True
    if following in ("calls", "demands") and parse.lower[determiner(parse, i)[0] - 1] in ("as", "than"):
        return False  # "two weeks later than the accord demands", whatever the verb was taken for
    return following in lexicon.not_namings and parse.pos[i + 1] in ("NOUN", "PROPN")


def _is_told_as_deal(parse: Parse, lexicon: Lexicon, i: int, sure: bool) -> bool:
    """Say whether a noun of many meanings ("understanding", "protocol") is told as something that sides made, accepted or act under."""
    if is_negotiated(parse, lexicon, i) or is_titled(parse, i):
        return True
    if parse.dep[i] == "dobj" and parse.lemma[parse.head[i]] in ("accept", "approve", "endorse"):
        return True
    if not sure:
        return False
    proper = determiner(parse, i)[1] == "the" and is_proper(parse, i)
    told = is_under_with(parse, i) or is_signed_there(parse, i) or has_terms(parse, i) or is_dated(parse, i) or takes_effect(parse, i)
    return told or proper or is_added_text(parse, lexicon, i)


def _is_of_war(parse: Parse, lexicon: Lexicon, i: int, word: str, kind: str | None) -> bool:
    """Say whether what is told of a bare head, in a text that holds words of war, makes it an agreement of war: a place and a day, a name,
    two governments, a broker."""
    of_war, said = not lexicon.conflict.isdisjoint(parse.vocabulary), len(lexicon.conflict & parse.vocabulary)
    if kind is None and word not in _SPOKEN and of_war and is_of_a_place_and_day(parse, i):
        return True
    if kind is None and is_titled(parse, i) and (said >= _WAR_WORDS or (said > 0 and is_by_two(parse, i))):
        return True
    if of_war and is_between_governments(parse, i):
        return True
    return is_brokered(parse, i) and said >= _BROKERED_WORDS
