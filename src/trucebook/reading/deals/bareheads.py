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
    is_titled,
    is_under_with,
    purpose_of,
    takes_effect,
)
from trucebook.reading.deals.namings import INDEFINITE, Naming, determiner, is_plural, make_naming
from trucebook.reading.deals.titles import binds_friends, is_treaty
from trucebook.reading.grammar.parse import Parse

_PEACEFUL = {"armistice", "ceasefire", "peace", "truce"}
_BROKERED_WORDS = 2
_SPOKEN = {"declaration", "communique", "communiqué"}
_WAR_WORDS = 3  # so many different words for fighters and fighting make a text one of war


def bare_head(parse: Parse, lexicon: Lexicon, i: int, mods: frozenset[str], sure: bool) -> Naming | None:
    """Return the naming at "deal", "agreement", "accord" and the like, or None where it is of another world.

    `mods` are the words before it; `sure` says that the text is one of truces.
    """
    following = parse.lower[i + 1] if i + 1 < len(parse) else ""
    if is_of_a_body(parse, i) or (parse.lower[i] in ("treaty", "treaties") and not mods & _PEACEFUL and binds_friends(parse, i)):
        return None
    if (mods & {"great", "good"}) and (following == "of" or parse.lower[max(0, i - 2) : i] == ["a", "great"]):
        return None
    kind = next((lexicon.modifiers[m] for m in sorted(mods) if m in lexicon.modifiers), None)
    if kind is None and mods & lexicon.unrelated:
        return None
    if following in lexicon.not_namings and parse.pos[i + 1] in ("NOUN", "PROPN"):
        return None
    if kind is None and (sure or is_amid_conflict(parse, lexicon, i)):
        kind = purpose_of(parse, lexicon, i)
    word = lexicon.triggers[parse.lower[i]]
    if (
        word
        in (
            "settlement",
            "understanding",
            "arrangement",
            "protocol",
            "memorandum",
            "reconciliation",
            "declaration",
            "communique",
            "communiqué",
        )
        and kind is None
        and not is_negotiated(parse, lexicon, i)
        and not (parse.dep[i] == "dobj" and parse.lemma[parse.head[i]].lower() in ("accept", "approve", "endorse"))
        and not (sure and is_under_with(parse, i))
        and not (sure and (has_terms(parse, i) or is_dated(parse, i) or takes_effect(parse, i)))
        and not is_titled(parse, i)
        and not (sure and ((determiner(parse, i)[1] == "the" and is_proper(parse, i)) or is_added_text(parse, lexicon, i)))
    ):
        return None
    if kind is None and ((word == "treaty" and is_treaty(parse, i)) or (word != "deal" and is_plural(parse, i) and is_proper(parse, i))):
        kind = "peace_agreement"
    if kind is None and not sure and word not in _SPOKEN and is_of_a_place_and_day(parse, i):
        sure = not lexicon.conflict.isdisjoint(parse.vocabulary)
    if kind is None and not sure and is_titled(parse, i):
        said = len(lexicon.conflict & parse.vocabulary)
        sure = said >= _WAR_WORDS or (said > 0 and is_by_two(parse, i))
    reconciled = word == "reconciliation" and is_negotiated(parse, lexicon, i)
    if not sure and is_between_governments(parse, i) and not lexicon.conflict.isdisjoint(parse.lower):
        sure = True
    if not sure and is_brokered(parse, i) and len(lexicon.conflict & parse.vocabulary) >= _BROKERED_WORDS:
        sure = True
    if kind is None and not sure and not reconciled and not is_amid_conflict(parse, lexicon, i):
        return None
    of_sides = is_titled(parse, i) or any(parse.dep[c] == "poss" for c in parse.children[i])
    if word in _SPOKEN and not is_by_two(parse, i) and not (of_sides and sure):
        return None
    if word == "compromise" and not determiner(parse, i)[1] and not is_negotiated(parse, lexicon, i):
        return None
    if word == "compromise" or word == "reconciliation" or word == "settlement":
        kind = kind or "settlement"
    if determiner(parse, i)[1] in INDEFINITE and is_drawn_up(parse, i):
        return make_naming(parse, lexicon, i, i, "offer", offer=True, purpose=kind)
    return make_naming(parse, lexicon, i, i, kind)
