"""Bystanding: words of acts that oblige nobody as they stand: words that only tell which, questions, what a deed would bring.

Invariant: every answer is read from the parse of one text; no bond is made here.
"""

from itertools import islice

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.obligations import Act
from trucebook.reading.grammar.parse import Parse

_BESIDE = deal_words("told_by_acts")
_LOOKING = {"check", "examine", "follow", "inquire", "investigate", "look", "probe", "review", "study"}
_QUESTIONS = {"how", "when", "where", "whether", "why"}
_INQUIRIES = {"inquiry", "investigation", "probe"}
_BREACHES = {"breach", "complaint", "incident", "violation"}
_CLAUSES = ("ccomp", "pcomp", "csubj")


def stands_by(parse: Parse, act: Act) -> bool:
    """Say whether an act only tells which of a thing or for what a thing is ("withdrawn guns", "the election week"), is what somebody asks
    himself ("whose police will patrol"), what a spokesman says he will see about ("will look into it"), what a deed would bring
    ("Taking the pass would hand them the road"), or leaves somebody something ("leave him his mule")."""
    if act.nominal:
        return _tells_of_noun(parse, act.word)
    if parse.dep[act.word] == "amod" and parse.tag[act.word] == "VBN":
        return True
    return _is_asked_oneself(parse, act.word) or _sees_about_it(parse, act) or _of_deed(parse, act.word) or _leaves_somebody(parse, act)


def seeks_inquiry(parse: Parse, act: Act) -> bool:
    """Say whether an inquiry is sought into something else than a breach: "called for an inquiry into the strike on the school"."""
    if act.action != "monitor" or not act.nominal or parse.lemma[act.word].lower() not in _INQUIRIES:
        return False
    return not _BREACHES & {parse.lemma[w].lower() for w in parse.subtree(act.word)}


def _tells_of_noun(parse: Parse, word: int) -> bool:
    """Say whether a noun only tells of which kind another is: "the election week", "evacuation insurance"."""
    return parse.dep[word] in ("compound", "nmod") and parse.lemma[parse.head[word]].lower() in _BESIDE


def _is_asked_oneself(parse: Parse, verb: int) -> bool:
    """Say whether an act stands in a clause that asks: "have yet to settle who will run the port", "agreed how to count lorries"."""
    for a in (verb, *islice(parse.ancestors(verb), 2)):
        if parse.dep[a] in _CLAUSES:
            return any(_asks(parse, c) for c in parse.children[a] if c < a)
        if parse.dep[a] not in ("xcomp", "conj"):
            return False
    return False


def _asks(parse: Parse, word: int) -> bool:
    """Say whether a word before a verb opens a question: "who", "how", "whose police"."""
    if parse.tag[word] == "WP" and parse.lower[word] == "who":
        return True
    if parse.lower[word] in _QUESTIONS and parse.dep[word] in ("advmod", "mark"):
        return True
    return any(parse.tag[k] == "WP$" for k in parse.children[word])


def _sees_about_it(parse: Parse, act: Act) -> bool:
    """Say whether somebody only says that he will see about it: "said it would look into it"."""
    it = act.theme is not None and parse.lower[act.theme] in ("it", "this", "them")
    return act.action == "monitor" and it and parse.lemma[act.word].lower() in _LOOKING


def _of_deed(parse: Parse, verb: int) -> bool:
    """Say whether a deed, and nobody, does what a verb tells: "Capturing the town would give them the bridge"."""
    return parse.child(verb, "csubj") is not None


def _leaves_somebody(parse: Parse, act: Act) -> bool:
    """Say whether somebody is left something, and nobody leaves: "begged them to leave him his mule"."""
    return parse.lemma[act.word].lower() == "leave" and parse.child(act.word, "dative") is not None and act.action in ("depart", "withdraw")
