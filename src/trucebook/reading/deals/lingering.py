"""Lingering: what a promise was to end and is told to go on, so that it was not kept ("Its men are still in the school").

Invariant: what goes on is told behind the promise, of the same people or things, by "still" or a verb of staying.
"""

from collections.abc import Iterator

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.obligations import Act
from trucebook.reading.grammar.parse import Parse

_GROUND = deal_words("held_ground") | {"base", "presence", "soldier", "troop"}
_CIVILIANS = {"activist", "crowd", "demonstrator", "protester", "resident", "villager", "who"}
_MAIN = {"ROOT", "ccomp", "conj", "parataxis", "advcl"}
_CONTRARY = {  # acts that undo what was promised, by the action of the promise
    "lift_siege": deal_words("shut_ways") | {"barricade", "blockade", "seal"},
    "restore_services": {"cut", "disconnect", "shut", "stop"},
    "withdraw": {"fortify", "keep", "reinforce", "reoccupy"},
}
_STAYING = {"remain", "stay"}
_STATES = {
    "release": deal_words("still_held"),
    "withdraw": deal_words("staying_put"),
    "depart": deal_words("staying_put"),
    "lift_siege": deal_words("shut_ways"),
    "disarm": {"armed", "carry", "keep", "store"},
    "return": {"camp", "displaced", "exile", "homeless", "shelter", "tent"},
    "cease_fire": frozenset[str](),
}


def find_contraries(parse: Parse) -> Iterator[tuple[int, str, set[str]]]:
    """Yield the verbs of acts that undo what was promised, with the action and what they are done to: "closed the road", "kept posts"."""
    for j, tag in enumerate(parse.tag):
        actions = [a for a, verbs in _CONTRARY.items() if parse.lemma[j] in verbs] if tag in ("VBD", "VBN") else []
        doer = parse.child(j, "nsubj")
        if doer is not None and parse.lemma[doer] in _CIVILIANS:
            continue
        if not actions or _is_open(parse, j) or any(parse.lower[c] in ("had", "never") for c in parse.children[j]):
            continue
        if parse.dep[j] not in _MAIN or (tag == "VBN" and parse.child(j, "aux", "auxpass") is None):
            continue
        things = {parse.lemma[w] for k in parse.children_of(j, "dobj", "nsubjpass") for w in parse.conjuncts(k)}
        if doer is not None and things & _GROUND:
            things.add(parse.lemma[doer])  # "The army has kept its posts in the town"
        yield from ((j, action, things) for action in actions)


def find_denials(parse: Parse) -> Iterator[tuple[int, set[str]]]:
    """Yield the verbs that tell that nothing was done with a thing, with that thing: "Not one rifle has been placed in the sheds", "No
    convoy has got through"; what is not done "yet" may still be."""
    for j, lower in enumerate(parse.lower):
        if lower not in ("no", "not", "none") or (lower == "not" and parse.lower[j + 1 : j + 2] not in (["one"], ["a"])):
            continue
        noun = next((k for k in range(j + 1, min(j + 5, len(parse))) if parse.pos[k] == "NOUN"), None)
        if noun is None or not parse.dep[noun].startswith(("nsubj", "pobj")):
            continue
        top = noun if parse.dep[noun] != "pobj" else parse.head[parse.head[noun]]
        verb = parse.head[top]
        said = {parse.lower[c] for c in parse.children[verb]}
        if parse.tag[verb] == "VBN" and said & {"has", "have", "was", "were"} and not said & {"yet", "had"} and parse.dep[verb] in _MAIN:
            yield verb, {parse.lemma[noun]}


def find_lingering(parse: Parse) -> Iterator[tuple[int, set[str]]]:
    """Yield the verbs that tell that something goes on, with the lemmas of their clauses."""
    for j, lower in enumerate(parse.lower):
        verb = parse.head[j] if lower == "still" else j if parse.lemma[j] in _STAYING else None
        if verb is None or parse.pos[verb] not in ("VERB", "AUX") or _is_open(parse, verb):
            continue
        yield verb, {parse.lemma[w] for w in parse.subtree(verb)}


def goes_on(act: Act, clause: set[str]) -> bool:
    """Say whether a clause tells the state that an act was to end."""
    return bool(_STATES.get(act.action, frozenset()) & clause)


def _is_open(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what is to come, or is denied."""
    return any(
        parse.tag[c] == "MD" or parse.dep[c] == "neg" or parse.lower[c] == "to"
        for c in parse.children[verb]
        if parse.dep[c] in ("aux", "neg")
    )
