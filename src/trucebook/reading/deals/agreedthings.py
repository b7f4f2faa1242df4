"""Agreed things: what sides agreed on that is neither a truce nor a paper and names the agreement itself ("a timetable agreed by both").

Invariant: two sides, or a body of both, are told to have agreed on the thing in its own sentence; what stands under a named deal is none.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import is_plural
from trucebook.reading.grammar.parse import Parse

_AGREEING = {"agree", "arrange", "broker", "hammer", "mediate", "negotiate", "thrash", "work"}
_KINDS = {"release": "exchange", "repatriation": "exchange", "window": "pause"}
_PEOPLE = (
    deal_words("sides")
    | deal_words("armed")
    | deal_words("delegates")
    | {"capital", "commander", "country", "government", "leader", "minister", "ministry", "neighbour", "neighbor", "panel", "president"}
)
_BOTH = {"all", "both", "neighbouring", "opposing", "rival", "two", "warring"}
_JOINT = {"joint", "mixed", "tripartite"}
_BODIES = {"commission", "committee", "council"}
_WON = {"extract", "obtain", "secure", "win"}
_HELD = ("agreement", "accord", "deal", "plan", "protocol", "treaty", "truce", "ceasefire")


def names_agreed(parse: Parse, i: int) -> bool:
    """Say whether two sides are told to have agreed on what word `i` names: "a timetable negotiated between A and B", "a corridor was
    agreed by both armies", "a joint council, to which both agreed", "A and B agreed on five measures"."""
    return _is_made_by_two(parse, i) or _is_agreed_to(parse, i) or _is_agreed_on(parse, i) or _is_won_from_both(parse, i)


def kind_agreed(word: str) -> str:
    """Return the type of what was agreed, by its noun in the singular."""
    return _KINDS.get(word, "settlement")


def _is_made_by_two(parse: Parse, i: int) -> bool:
    """Say whether a participle or a passive tells that two agreed it: "releases agreed by A and B", "a vote was agreed between A and B"."""
    below = [c for c in parse.children[i] if c > i and parse.dep[c] in ("acl", "relcl") and parse.tag[c] == "VBN"]
    over = parse.head[i]
    passive = parse.dep[i] == "nsubjpass" and parse.tag[over] == "VBN" and not any(parse.tag[c] == "MD" for c in parse.children[over])
    torn = i + 1 < len(parse) and parse.tag[i + 1] == "VBN" and parse.dep[i + 1] in ("advcl", "dep", "conj")
    below += [i + 1] if torn else []  # "three days of releases agreed by A and B"
    below += [over] if passive and parse.child(over, "neg") is None else []
    return any(parse.lemma[v] in _AGREEING and _is_by_two(parse, v) and not _is_of_a_deal(parse, v) for v in below)


def _is_by_two(parse: Parse, verb: int) -> bool:
    """Say whether "by", "between" or "with" brings in two sides."""
    preps = [c for c in parse.children[verb] if c > verb and parse.lower[c] in ("between", "by", "with")]
    preps += [k for c in parse.children[verb] for w in parse.children[c] for k in parse.children[w] if parse.lower[k] == "between"]
    return any(are_two(parse, k) for c in preps for k in parse.children_of(c, "pobj"))


def are_two(parse: Parse, k: int) -> bool:
    """Say whether a word stands for two sides: "A and B", "both armies", "the two capitals"."""
    if len(parse.conjuncts(k)) > 1 or parse.lower[k] in ("both", "all"):
        return True
    return parse.lemma[k] in _PEOPLE | {"side", "party"} and any(parse.lower[c] in _BOTH for c in parse.children[k])


def _is_of_a_deal(parse: Parse, verb: int) -> bool:
    """Say whether what was agreed stands under a deal that is named beside it: "the mechanism agreed by both in the truce of May"."""
    return any(parse.lemma[j] in _HELD for j in range(verb, parse.right_edge(verb) + 1))


def _is_agreed_to(parse: Parse, i: int) -> bool:
    """Say whether a relative clause tells that both agreed to it: "an interim council, to which both agreed"."""
    for verb in (c for c in parse.children[i] if c > i and parse.dep[c] == "relcl" and parse.lemma[c] == "agree"):
        subject = parse.child(verb, "nsubj")
        if subject is not None and are_two(parse, subject) and parse.child(verb, "neg") is None:
            return True
    return False


def _is_agreed_on(parse: Parse, i: int) -> bool:
    """Say whether sides or a body of both agreed on it: "The joint commission has agreed on five measures"."""
    prep = parse.head[i]
    verb = parse.head[prep]
    if parse.dep[i] != "pobj" or parse.lower[prep] not in ("on", "upon") or parse.lemma[verb] != "agree":
        return False
    ahead = parse.child(verb, "neg") is not None or any(parse.tag[c] == "MD" or parse.lower[c] == "to" for c in parse.children[verb])
    subject = parse.child(verb, "nsubj")
    if subject is None or ahead or parse.tag[verb] not in ("VBD", "VBN"):
        return False
    counted = not is_plural(parse, i) or any(parse.dep[c] == "nummod" for c in parse.children[i])
    return counted and (are_two(parse, subject) or _is_of_both(parse, subject))


def _is_of_both(parse: Parse, k: int) -> bool:
    """Say whether a body is one of both sides: "the joint military commission"."""
    return parse.lemma[k] in _BODIES and any(parse.lower[c] in _JOINT for c in parse.children[k])


def _is_won_from_both(parse: Parse, i: int) -> bool:
    """Say whether somebody got it from both: "obtained a new timetable from both sides"."""
    verb = parse.head[i]
    if parse.dep[i] != "dobj" or parse.lemma[verb] not in _WON or parse.tag[verb] not in ("VBD", "VBN"):
        return False
    preps = [c for k in (i, verb) for c in parse.children[k] if c > i and parse.lower[c] == "from"]
    return any(are_two(parse, k) for c in preps for k in parse.children_of(c, "pobj"))
