"""Plain offers: nouns of what somebody puts to others ("a plan that…", "five demands"), told with what they hold, or turned down.

Invariant: the noun says what is put by words of its own; one that only points back ("the proposal", "that demand") is none.
"""

from dataclasses import replace

from trucebook.reading.deals.answered import has_civil_aim, is_put_forward
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.headnouns import is_amid_conflict
from trucebook.reading.deals.namings import Naming, determiner, is_plural, make_naming, modifiers_before
from trucebook.reading.deals.offers import refusal
from trucebook.reading.grammar.parse import Parse

_BACK = {"any", "no", "such", "that", "these", "this", "those"}
_CIVIL = deal_words("civil_matters") | deal_words("civil_sides")
_WAR_WORDS = 12  # different words of war without which a report's plans are those of peacetime
_SPARSE = 20  # words of a short text for each of which one such word is enough
_AIM = 12  # words behind a plan that tell what it is for
_PLANS = {"blueprint", "draft", "formula", "offer", "plan", "proposal", "roadmap", "scheme", "ultimatum"}


def plain_offer(parse: Parse, lexicon: Lexicon, i: int, before: list[Naming]) -> Naming | None:
    """Return the naming at what is put to others and told with its terms: "a plan for both armies to leave the port", "the offer of a
    seat, put to the rebels in May"."""
    word = lexicon.triggers[parse.lower[i]]
    if word not in lexicon.offers | lexicon.terms("put_heads") or parse.dep[i] in ("amod", "compound", "nmod"):
        return None
    if not _has_words_of_its_own(parse, i) or modifiers_before(parse, i) & lexicon.unrelated or _is_civil(parse, lexicon, i, before):
        return None
    new = _is_new_plan(parse, i)
    put = is_amid_conflict(parse, lexicon, i) and (is_put_forward(parse, i) or refusal(parse, i) is not None)
    if not (new or put) or _SPARSE * lexicon.war_words(parse) < min(len(parse), _SPARSE * _WAR_WORDS):
        return None
    made = make_naming(parse, lexicon, i, i, "offer", offer=True)
    return None if made is None or (made.unsure and not new) else replace(made, unsure=False)


def _has_words_of_its_own(parse: Parse, i: int) -> bool:
    """Say whether a noun is followed by what is put, and neither sums up what went before nor opens "on condition that"."""
    det = determiner(parse, i)[1]
    if det in _BACK or (parse.dep[i] == "appos" and det in ("a", "an")) or parse.lower[i - 1 : i + 1] == ["on", "condition"]:
        return False
    return any(c > i and parse.dep[c] in ("acl", "prep", "relcl") for c in parse.children[i])


def _is_new_plan(parse: Parse, i: int) -> bool:
    """Say whether it is a plan told of for the first time, outside a speaker's words, and neither what others fight over nor a whole of
    which something is part."""
    told = determiner(parse, i)[1] in ("a", "an") and parse.lemma[i] in _PLANS
    over = parse.dep[i] == "pobj" and (parse.lower[parse.head[i]] == "over" or parse.lower[parse.head[parse.head[i]]] == "part")
    return told and not over and not parse.quoted[i] and not is_plural(parse, i)


def _is_civil(parse: Parse, lexicon: Lexicon, i: int, before: list[Naming]) -> bool:
    """Say whether a plan is one of pay, trade or building: it says so, or its aim has no word of war where nothing was named before."""
    said = {parse.lemma[j] for j in range(i + 1, min(parse.right_edge(i), i + _AIM) + 1)}
    return bool(said & _CIVIL) or (not before and has_civil_aim(parse, i, lexicon.all_of_war))
