"""Unsaid: people told as killed or hurt by nobody and nothing that the clause names, which the report may still lay to a broken truce, and
bombs that somebody left.

Invariant: beside an act that tells how they were harmed it is a toll and none of these; no rule ties one, only the learned head adds it.
"""

from trucebook.reading.deals.breaches import Hostile, HostileWords, find_hostile
from trucebook.reading.deals.breachspans import verb_span
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.perpetrators import perpetrator_of
from trucebook.reading.grammar.parse import Parse

_HARMING = {"kill", "wound", "injure", "hurt", "murder", "maim", "execute"}
_CAUSES = {"accident", "collapse", "crash", "earthquake", "flood", "storm"}
_HIDDEN = deal_words("hidden_bombs")
_PARKED = {"car", "lorry", "motorbike", "motorcycle", "truck", "van", "vehicle"}
_COUNTING = {"count", "since", "total", "more", "war"}


def find_unsaid(parse: Parse, words: HostileWords, first: int, last: int) -> list[Hostile]:
    """Return the harm done by an unsaid hand among the words of a sentence: "a herder was killed near the weir on Monday"."""
    harmed = [i for i in parse.words_of(_HARMING) if first <= i < last and _is_passive(parse, i)]
    if not harmed:
        return []
    told = {word for act in find_hostile(parse, words, first, last) for word in range(act.first, act.last + 1)}
    return [Hostile(i, "attack", False, i, *verb_span(parse, i)) for i in harmed if _is_unsaid(parse, words, i, told)]


def _is_passive(parse: Parse, i: int) -> bool:
    return parse.pos[i] == "VERB" and parse.child(i, "nsubjpass") is not None and parse.child(i, "agent", "neg") is None


def _is_unsaid(parse: Parse, words: HostileWords, verb: int, told: set[int]) -> bool:
    """Say whether neither the clause nor what hangs on it tells how people were harmed, and it is no count of a whole war."""
    beside = {parse.lemma[j] for j in parse.subtree(verb)}
    helping = {parse.lower[c] for c in parse.children_of(verb, "aux")}
    if verb in told or beside & (_CAUSES | _COUNTING) or helping & {"has", "have", "will", "would", "may", "might", "could"}:
        return False
    return not any(j in told or parse.lemma[j] in words.nouns for j in parse.subtree(verb))


def is_of_hidden_bomb(parse: Parse, hostile: Hostile) -> bool:
    """Say whether an act is done by a bomb that somebody left, whom the words do not name, so that it is nobody's whom a truce binds: "A
    car bomb went off at the mill"."""
    by = perpetrator_of(parse, hostile)
    if by is not None:
        return _is_hidden(parse, by)
    return any(_is_hidden(parse, j) for j in range(hostile.first, hostile.last + 1))


def _is_hidden(parse: Parse, word: int) -> bool:
    """Say whether a word is of a bomb that was left somewhere, or of one who carries it."""
    before = parse.lemma[word - 1] if word else ""
    return parse.lemma[word] in _HIDDEN or (parse.lemma[word].startswith("bomb") and before in _PARKED | _HIDDEN)
