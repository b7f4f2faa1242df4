"""Act spans: first and last word of an obligation: the act with its object and the phrases that hang on it.

Invariant: no clause set off, further verb or exchange belongs to an act's words.
"""

from trucebook.reading.deals.grounds import opens_exchange
from trucebook.reading.deals.obligations import Act
from trucebook.reading.grammar.parse import Parse

_COMPLEMENTS = {"dobj", "prt", "prep", "dative", "xcomp", "ccomp", "advmod", "oprd", "acomp", "npadvmod", "attr", "agent"}


def act_span(parse: Parse, act: Act) -> tuple[int, int]:
    """Return first and last word of the obligation: the act with its object and the phrases that hang on it."""
    i = act.word
    if act.nominal:
        return _noun_span(parse, i)
    if parse.dep[i] == "amod" and act.theme == parse.head[i]:
        return i, max(i, _noun_span(parse, parse.head[i])[1])  # "to free prisoners"
    first = i
    for c in parse.children[i]:
        if c < i and parse.dep[c] in ("advmod", "auxpass", "neg") and c >= i - 3:
            first = min(first, c)
    subject = parse.child(i, "nsubj")
    if subject is not None and any(parse.lower[c] in ("no", "neither") for c in parse.children[subject]) and i - subject < 12:
        first = min(first, parse.left_edge(subject))  # "no armed group will carry arms"
    if act.action in ("talk", "monitor") and act.theme is not None and act.theme < i and parse.dep[act.theme].startswith("nsubj"):
        first = min(first, parse.left_edge(act.theme))
    if parse.dep[i] == "acl" and parse.tag[i] == "VBN" and act.theme == parse.head[i]:
        first = min(first, parse.noun_phrase(parse.head[i])[0])
    if parse.child(i, "auxpass") is not None:
        first = min(first, parse.child(i, "auxpass") or i)
    last = _edge(parse, i, _COMPLEMENTS)
    if parse.dep[i] == "compound" and act.theme == parse.head[i]:
        last = max(last, _noun_span(parse, parse.head[i])[1])
    if act.action == "monitor":
        aim = next((c for c in parse.children[i] if c > i and parse.dep[c] == "advcl" and parse.is_infinitive(c)), None)
        aim = aim if aim is None or parse.right_edge(aim) - i > 24 else parse.right_edge(aim)
        last = max(last, aim if aim is not None else last)  # "sets up a mechanism, with bishops as members, to look into complaints"
    if parse.dep[i] == "ccomp" and parse.lemma[parse.head[i]] == "see" and subject is not None and act.theme == subject:
        first = min(first, parse.left_edge(subject))  # "the deal could see 900 people moved north"
    moves = act.action in _COME_ABOUT or (act.action in _MOVE and parse.child(i, "dobj", "auxpass") is None)
    if moves and act.theme is not None and (begin := _from_subject(parse, i, act.theme)) is not None:
        first = min(first, begin)
    if last == i and subject is not None and parse.pos[subject] != "PRON" and i - parse.left_edge(subject) < 14:
        first = min(first, parse.left_edge(subject))  # "5,000 soldiers may stay"
    return first, last


def _from_subject(parse: Parse, verb: int, theme: int) -> int | None:
    """Return the first word of what comes about by a verb that says so of its subject: "All shelling was to stop"."""
    over = parse.head[parse.first_conjunct(verb)]
    subjects = (parse.child(verb, "nsubj"), parse.child(over, "nsubj") if parse.lemma[over] in _BETWEEN else None)
    if theme >= verb or not any(s is not None and theme in parse.conjuncts(s) for s in subjects):
        return None
    begin = parse.left_edge(next(s for s in subjects if s is not None))
    return begin if verb - begin < 16 else None


_BETWEEN = {"be", "begin", "continue", "due", "mean", "start", "suppose"}
_MOVE = {"depart", "deploy", "monitor", "return", "withdraw"}
_COME_ABOUT = {"cease_fire", "lift_siege", "aid", "restore_services", "talk"}


def _clause_after(parse: Parse, j: int) -> bool:
    """Say whether a clause of its own follows "and", though the parser took its subject for one more object."""
    k = j + 1
    while k < min(j + 9, len(parse)) and parse.tag[k] in ("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "CD", "VBN"):
        k += 1
    if k > j + 1 and parse.tag[k : k + 1] in (["WP"], ["WDT"]):
        k += 1  # "and those who refuse will be moved"
        while k < min(j + 12, len(parse)) and parse.tag[k] in ("VBP", "VBD", "VBZ", "TO", "VB", "RB", "RP"):
            k += 1
    return j + 1 < k < len(parse) and (parse.tag[k] == "MD" or parse.lower[k] in ("is", "are", "was", "were"))


def _noun_span(parse: Parse, i: int) -> tuple[int, int]:
    first = parse.noun_phrase(i)[0]
    while first < i and parse.words[first] in (",", ";", ":", "–", "("):
        first += 1
    last = _edge(parse, i, {"prep", "acl", "amod"})
    if last == i and parse.lower[i + 1 : i + 2] == ["of"]:
        inner = parse.child(i + 1, "pobj")
        last = parse.noun_phrase(inner)[1] if inner is not None and inner > i else i
    return first, last


def _edge(parse: Parse, i: int, deps: set[str]) -> int:
    """Return the last word of what hangs on word i to its right: no further verb, no clause set off, no exchange."""
    last = i
    for c in parse.children[i]:
        if c < i or parse.dep[c] not in deps:
            continue
        if parse.dep[c] == "prep" and (
            opens_exchange(parse, c)
            or (parse.lower[c] == "for" and parse.lower[c - 1] in ("exchange", "return"))
            or parse.lower[c] in ("under", "despite", "since", "after", "during", "according", "including", "like", "as")
        ):
            continue
        edge = parse.right_edge(c)
        for j in range(c, edge + 1):
            if j > i and (
                parse.words[j] in (";", "–", "—", "(", ":")
                or (parse.words[j] == "," and parse.dep[c] != "dobj")
                or (parse.lower[j] in ("after", "upon") and parse.lower[j + 1 : j + 2] == ["which"])
                or opens_exchange(parse, j)
                or parse.tag[j] == "WP$"
                or parse.lower[j - 1 : j + 2] == ["as", "soon", "as"]
                or (parse.lower[j] in ("and", "but", "while") and _clause_after(parse, j))
            ):
                edge = j - 1
                break
        if edge >= c:
            last = max(last, min(edge, i + 40))
    while last > i and parse.words[last] in (",", ".", ";", "-", "–"):
        last -= 1
    return last
