"""Set apart: acts that a report itself keeps apart from an agreement: done elsewhere, by or to those whom it does not bind, or told of
anybody who might do them.

Invariant: each answer rests on words of the report that set the act apart; who is bound is not guessed from names.
"""

from itertools import islice

from trucebook.reading.deals.breaches import Hostile
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.perpetrators import names_of, perpetrator_of
from trucebook.reading.grammar.parse import Parse

_OUTSIDE = deal_words("outside") | {"apply", "bind", "concern"}
_SPURNING = {"refuse", "reject", "spurn"}
_DEALS = deal_words("truces_told")
_BESIDE = {"elsewhere", "nearby", "neighboring", "neighbouring"}
_FARTHER = {"farther", "further"}
_STAYING_AWAY = 3  # sentences behind one that turns elsewhere which may still be there
_ANYBODY = {"any", "anyone", "anybody", "everyone", "those", "whoever"}
_TROUBLES = {"battle", "clash", "fighting", "hostility", "skirmish"}
_BEGINNING = {"begin", "break", "erupt", "flare", "start"}
_ENDING = {"agree", "cease", "declare", "end", "halt", "reach", "sign", "stop"}


def is_elsewhere(parse: Parse, word: int) -> bool:
    """Say whether a sentence turns to another place, or goes on in one that a sentence before it turned to, no agreement being spoken of
    since: "Elsewhere …", "Further north …", "In a separate incident …", "In the delta, meanwhile, …"."""
    here = parse.sentence_of[word]
    first, last = parse.sentences[here]
    if any(parse.lower[j : j + 3] == ["in", "a", "separate"] for j in range(word, min(last, word + 12))):
        return True  # "took the town on Sunday in a separate operation"
    for s in range(here, max(-1, here - _STAYING_AWAY - 1), -1):
        first, last = parse.sentences[s]
        deal = any(parse.lemma[j] in _DEALS for j in range(first, last))
        if _turns(parse, first, last, s == here):
            return s == here or not deal  # "Elsewhere the truce has held", and what follows is told of it
        if deal:
            return False
    return False


def _turns(parse: Parse, first: int, last: int, here: bool) -> bool:
    said = parse.lower[first : min(first + 5, last)]
    if not here:
        return said[:1] == ["elsewhere"]
    if _BESIDE & set(said) or said[:1] == ["separately"] or (said[:1] == ["in"] and "separate" in said):
        return True
    if said[:1] and said[0] in _FARTHER and said[1:2] and said[1] in _COMPASS:
        return True
    at = next((j for j in range(first, min(first + 7, last)) if parse.lower[j] == "meanwhile"), first)
    return said[:1] == ["in"] and any(parse.tag[j].startswith("NNP") for j in range(max(first, at - 2), at))


_COMPASS = {"away", "down", "east", "north", "south", "up", "west"}


def on_unbound(parse: Parse, hostile: Hostile) -> bool:
    """Say whether those who are hit, or who do it, are told to stand outside the truce: "a town held by a group that has not joined it",
    "a band that is aligned with neither side", "There is no truce with the League, and a sniper of the League …"."""
    verb = hostile.verb if hostile.verb is not None else hostile.word
    doer = perpetrator_of(parse, hostile)
    told = parse.children_of(doer, "relcl") if doer is not None else []
    told += [j for j in range(verb + 1, min(parse.right_edge(verb), verb + 30) + 1) if parse.dep[j] in ("relcl", "acl")]
    if any(_stands_out(parse, j) for j in told):
        return True
    return doer is not None and bool(names_of(parse, doer) & _unbound(parse))


def _stands_out(parse: Parse, clause: int) -> bool:
    """Say whether a clause on somebody tells that he is not bound."""
    lemma = parse.lemma[clause]
    if lemma in _SPURNING or (lemma in _OUTSIDE and parse.child(clause, "neg") is not None):
        return True
    said = set(parse.lower[clause : min(parse.right_edge(clause), clause + 6) + 1])
    neither = bool({"neither", "no"} & said and {"party", "side", "parties", "sides"} & said)
    return neither or (parse.child(clause, "neg") is not None and _is_party(parse, clause))


def _is_party(parse: Parse, verb: int) -> bool:
    """Say whether somebody "is party to", "is part of" or "is covered by" a deal, save for a "not" at the verb."""
    after = range(verb, min(parse.right_edge(verb), verb + 5) + 1)
    placed = any(
        parse.lower[j] in ("part", "party", "covered", "included", "bound")
        and parse.lower[j + 1 : j + 2] in (["to"], ["of"], ["by"], ["in"])
        for j in after
    )
    return placed and any(parse.lemma[j] in _DEALS for j in range(verb, min(parse.right_edge(verb), verb + 9) + 1))


def _unbound(parse: Parse) -> set[str]:
    """Return the names, in lower case, of those with whom there is told to be no truce, or who are no party to it; found once a report."""
    known = parse.kept.get("unbound")
    if known is None:
        known = parse.kept["unbound"] = {
            parse.lower[j] for w in _left_out(parse) for j in range(parse.left_edge(w), w + 1) if parse.tag[j].startswith("NNP")
        }
    names: set[str] = known
    return names


def _left_out(parse: Parse) -> list[int]:
    found: list[int] = []
    for w, lemma in enumerate(parse.lemma):
        if lemma in _DEALS and any(parse.lower[c] == "no" for c in parse.children[w]):
            found += [k for c in parse.children[w] if parse.lower[c] == "with" for k in parse.children_of(c, "pobj")]
        subject = parse.child(w, "nsubj", "nsubjpass") if parse.child(w, "neg") is not None else None
        if subject is not None and parse.pos[w] in ("AUX", "VERB") and _is_party(parse, w):
            found.append(subject)
        if subject is not None and lemma in ("join", "sign") and _DEALS & {parse.lemma[k] for k in parse.children_of(w, "dobj")}:
            found.append(subject)  # "Koria did not sign the accord"
        if subject is not None and lemma in ("apply", "cover", "include") and parse.lemma[subject] in _DEALS:
            found += parse.children_of(w, "dobj")
            found += [k for c in parse.children_of(w, "prep") if parse.lower[c] == "to" for k in parse.children_of(c, "pobj")]
    return found


def is_general(parse: Parse, hostile: Hostile) -> bool:
    """Say whether an act is what anybody might do: "Those who fire on convoys break the truce", "any side that shells the port"."""
    verb = hostile.word if hostile.verb is None else hostile.verb
    if parse.dep[verb] != "relcl" or parse.tag[verb] not in ("VBP", "VBZ") or parse.child(verb, "aux") is not None:
        return False
    over = parse.head[verb]
    return bool({parse.lower[over], *(parse.lower[c] for c in parse.children_of(over, "det"))} & _ANYBODY)


def is_asked(parse: Parse, hostile: Hostile) -> bool:
    """Say whether it is only asked who did an act, or told of whatever may be done: "could not tell who had fired first", "an inquiry
    into who shelled the ferry", "answerable for whatever is fired from its soil"."""
    verb = hostile.word if hostile.verb is None else hostile.verb
    asking = parse.child(verb, "nsubj", "nsubjpass")
    if asking is None:
        return False
    if parse.lower[asking] in ("whatever", "whoever", "whichever"):
        return True
    return parse.lower[asking] == "who" and parse.dep[verb] in ("ccomp", "pcomp") and parse.lemma[parse.head[verb]] != "be"


def is_before_it(parse: Parse, hostile: Hostile) -> bool:
    """Say whether an act is told to have come before an agreement was made or a time limit ran out: "hours before the ceremony",
    "before the deadline ran out"."""
    first, last = parse.sentences[parse.sentence_of[hostile.word]]
    verb = hostile.word if hostile.verb is None else hostile.verb
    for j in range(max(first, verb - 14), min(last, hostile.last + 12)):
        if parse.lower[j] != "before" or parse.dep[j] not in ("mark", "prep") or parse.child(verb, "neg") is not None:
            continue
        near = {parse.lemma[k] for k in range(j + 1, min(last, j + 5))}
        opened = parse.lemma[j - 1] in _AHEAD or parse.words[j - 1] == "," or j == first
        opened = opened or (parse.head[j] == verb and any(parse.lower[c] == "had" for c in parse.children_of(verb, "aux")))
        if opened and near & _MADE:
            return True
    return False


_AHEAD = {"day", "hour", "minute", "night", "shortly", "just", "week"}
_MADE = deal_words("makings") | _DEALS | {"calm", "deadline", "lull", "quiet", "silence"}


def is_only_near(parse: Parse, hostile: Hostile) -> bool:
    """Say whether an act is told as near, fewer or nobody's: "closer to a clash", "fewer explosions", "None crossed the river"."""
    if not hostile.nominal:
        return any(parse.lower[c] in ("none", "nobody") for c in parse.children_of(hostile.word, "nsubj"))
    if any(parse.lower[c] in ("fewer", "less", "no") for c in parse.children_of(hostile.word, "amod", "det")):
        return True
    prep = parse.head[hostile.word]
    if parse.lower[prep] == "of" and parse.lemma[parse.head[prep]] in _SPANS:
        prep = parse.head[parse.head[prep]]  # "put a stop to five days of clashes"
    near = parse.lower[prep] == "to" and parse.lemma[parse.head[prep]] in ("close", "closer", "near")
    return near or (parse.lower[prep] == "to" and _put_an_end(parse, parse.head[prep]))


_SPANS = {"day", "hour", "month", "week", "year"}


def _put_an_end(parse: Parse, verb: int) -> bool:
    return parse.lemma[verb] in ("bring", "put") and any(parse.lemma[c] in ("end", "halt", "stop") for c in parse.children_of(verb, "dobj"))


def is_backdrop(parse: Parse, hostile: Hostile) -> bool:
    """Say whether an act only tells what a place is known for: "in a district that has seen heavy fighting"."""
    seen = parse.head[hostile.word]
    if not hostile.nominal or parse.dep[hostile.word] != "dobj" or parse.dep[seen] != "relcl":
        return False
    return parse.lemma[seen] in ("see", "suffer", "witness") and parse.lemma[parse.head[seen]] in _WHERE


_WHERE = deal_words("where")


def led_to_truce(parse: Parse, hostile: Hostile) -> bool:
    """Say whether an act began the fighting that is told to have been stopped: "They stopped fighting a week after clashes began"."""
    verb = hostile.verb
    if not hostile.nominal or verb is None or parse.lemma[verb] not in _BEGINNING or parse.dep[verb] != "advcl":
        return False
    after = any(parse.lower[c] == "after" for c in parse.children_of(verb, "mark"))
    if not after or parse.lemma[hostile.word] not in _TROUBLES:
        return False
    return any(parse.lemma[a] in _ENDING for a in islice(parse.ancestors(verb), 3))
