"""Leavings: what is left, and to whom, by a verb of leaving, which is no place where somebody moves out.

Invariant: an answer is one of the words that hang on the verb, never of a name.
"""

from collections.abc import Mapping

from trucebook.reading.deals.owing import set_off, subject_of
from trucebook.reading.grammar.parse import Parse

_DEALS = {
    *("accord", "agreement", "ceasefire", "deal", "it", "pact", "them", "they", "treaty", "truce"),
    *("alliance", "cabinet", "coalition", "federation", "government", "league", "organisation", "organization", "parliament", "union"),
}
_RULERS = {"administration", "army", "authority", "council", "force", "government", "guard", "police", "resident", "state", "tribe"}


def leaves_deal(parse: Parse, verb: int) -> bool:
    """Say whether somebody leaves an agreement and no place: "pull out of the deal"."""
    if parse.child(verb, "auxpass") is not None:
        return False  # "heavy weapons were to be withdrawn from it"
    left = parse.child(verb, "dobj")
    if left is not None and parse.lemma[left] in _DEALS and parse.pos[left] != "PRON" and not set_off(parse, verb, left):
        return True  # "would leave the League"
    ways = [k for c in parse.children[verb] for k in (c, *parse.children[c]) if parse.lower[k] in ("of", "from")]
    return any(parse.dep[k] == "pobj" and parse.lemma[k] in _DEALS for way in ways for k in parse.children[way])


def leaves_to(parse: Parse, verb: int) -> bool:
    """Say whether somebody leaves a thing as it is to another: "leave the gate in the clans' hands"."""
    ways = parse.children_of(verb, "prep") if parse.lemma[verb] == "leave" else []
    return any(parse.lower[k] in ("hand", "hands", "control") for way in ways for k in parse.children[way])


def leaves_so(parse: Parse, verb: int) -> bool:
    """Say whether something is only left as it is: "leave the dam undamaged"."""
    left = parse.child(verb, "dobj")
    after = parse.tag[parse.right_edge(left) + 1 : parse.right_edge(left) + 2] if left is not None else []
    so = parse.child(verb, "oprd", "acomp")
    return (so is not None and parse.tag[so] in ("JJ", "VBD", "VBN")) or after in (["JJ"], ["VBN"])


def leaves_to_others(parse: Parse, verb: int, grounds: frozenset[str]) -> bool:
    """Say whether a place or its rule is left to somebody: "the city will be left to local forces"."""
    left = parse.child(verb, "dobj", "nsubjpass")
    to = (k for c in parse.children_of(verb, "prep") if parse.lower[c] == "to" for k in parse.children_of(c, "pobj"))
    place = left is not None and parse.lemma[left] not in grounds  # "left the fort to the army" pulls back
    return place and any(parse.lemma[k] in _RULERS for k in to)


def are_people(parse: Parse, terms: Mapping[str, frozenset[str]], verb: int, theme: int) -> bool:
    """Say whether those who leave a place are civilians or counted fighters: "families may leave the front", "300 gunmen left the port"."""
    subject = subject_of(parse, verb)
    if subject is None or subject == theme:
        return False
    lemma, counted = parse.lemma[subject], any(parse.tag[c] == "CD" for c in parse.children[subject])
    return lemma in terms["civilians"] - {"those"} or (counted and lemma in terms["fighters"] | terms["men"])
