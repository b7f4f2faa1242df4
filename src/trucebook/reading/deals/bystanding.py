"""Bystanding: words of acts that oblige nobody as they stand: words that only tell which, questions, what a deed would bring.

Invariant: every answer is read from the parse of one text; no bond is made here.
"""

from itertools import islice

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.obligations import Act
from trucebook.reading.grammar.parse import Parse

_BESIDE = deal_words("told_by_acts")
_LOOKING = {"check", "examine", "follow", "inquire", "investigate", "look", "probe", "review", "study"}
_WHERE_OR_WHEN = {"area", "date", "deadline", "line", "point", "schedule", "site", "zone"}
_SPANS = {"day", "decade", "hour", "month", "week", "year"}
_AGES = ("-day", "-month", "-old", "-week", "-year", "-yearlong", "-long")
_KEPT = deal_words("observing") | {"accept", "announce", "call", "guarantee", "maintain"}
_HARMING = {"cut", "damage", "destroy", "disrupt", "hamper", "hit", "interrupt", "knock", "sever", "threaten"}
_WATCHING = {"check", "monitor", "observe", "oversee", "report", "see", "supervise", "verify", "watch"}
_QUESTIONS = {"how", "when", "where", "whether", "why"}
_ASKING = deal_words("calling_for") | {"want"}
_JUDGED = {"difficult", "easy", "hard", "impossible", "likely", "possible", "unlikely"}
_INQUIRIES = {"inquiry", "investigation", "probe"}
_BREACHES = {"breach", "complaint", "incident", "violation"}
_CLAUSES = ("ccomp", "pcomp", "csubj")


def stands_by(parse: Parse, act: Act) -> bool:
    """Say whether an act only tells which of a thing or for what a thing is ("withdrawn guns", "the election week"), is what somebody asks
    himself ("whose police will patrol"), what a spokesman says he will see about ("will look into it"), what a deed would bring
    ("Taking the pass would hand them the road"), or leaves somebody something ("leave him his mule")."""
    if act.nominal:
        told = _tells_of_noun(parse, act.word) or _tells_where(parse, act.word) or _is_presence(parse, act.word)
        return told or _is_cut(parse, act) or _watches(parse, act) or _seeks_inquiry(parse, act)
    if parse.dep[act.word] == "amod" and parse.tag[act.word] == "VBN":
        return True
    if _ends_days_of_war(parse, act) or _is_observed(parse, act) or _tells_who(parse, act.word):
        return True
    if _is_judged(parse, act.word):
        return True
    told = _is_forced(parse, act) or _sees_about_it(parse, act) or _leaves_somebody(parse, act)
    return told or _is_asked_oneself(parse, act.word) or _of_deed(parse, act.word)


def _seeks_inquiry(parse: Parse, act: Act) -> bool:
    """Say whether an inquiry is asked for into something else than a breach: "called for an inquiry into the strike on the school"."""
    if act.action != "monitor" or parse.lemma[act.word] not in _INQUIRIES:
        return False
    asked = any(parse.lemma[a] in _ASKING for a in islice(parse.ancestors(act.word), 3))
    return asked and not _BREACHES & {parse.lemma[w] for w in parse.subtree(act.word)}


def _tells_of_noun(parse: Parse, word: int) -> bool:
    """Say whether a noun only tells of which kind another is: "the election week", "evacuation insurance"."""
    return parse.dep[word] in ("compound", "nmod") and parse.lemma[parse.head[word]] in _BESIDE


def _tells_where(parse: Parse, word: int) -> bool:
    """Say whether a noun only tells which place or day is meant: "the zone of deployment of the peacekeepers"."""
    over = parse.head[word]
    return parse.dep[word] == "pobj" and parse.lower[over] == "of" and parse.lemma[parse.head[over]] in _WHERE_OR_WHEN


def _ends_days_of_war(parse: Parse, act: Act) -> bool:
    """Say whether a verb tells how long the fighting was that is ended: "to end seven weeks of fighting", "ending the 20-month-old war"."""
    if act.action != "cease_fire" or act.nominal or parse.lemma[act.word] != "end" or act.theme is None:
        return False
    things = [act.theme, *(parse.head[parse.head[act.theme]],) * (parse.dep[act.theme] == "pobj")]
    about = {w for t in things for w in (t, *parse.children[t])}
    return any(parse.lemma[w] in _SPANS or parse.lower[w].endswith(_AGES) for w in about)


def _tells_who(parse: Parse, verb: int) -> bool:
    """Say whether a clause with "who" tells what somebody did: "urged the king, who sacked the cabinet, to answer"."""
    top = parse.first_conjunct(verb)
    who = parse.child(top, "nsubj") if parse.dep[top] == "relcl" else None
    return (
        who is not None and parse.lower[who] == "who" and {parse.tag[verb], parse.tag[top]} == {"VBD"} and parse.child(top, "aux") is None
    )


def _is_observed(parse: Parse, act: Act) -> bool:
    """Say whether a participle only tells of a truce that it is observed or guaranteed: "a ceasefire guaranteed by two states"."""
    noun = parse.head[act.word]
    told = parse.dep[act.word] == "acl" and parse.tag[act.word] == "VBN" and act.action == "cease_fire"
    return told and act.theme == noun and parse.lemma[act.word] in _KEPT


def _is_cut(parse: Parse, act: Act) -> bool:
    """Say whether what is told of a service is that it was harmed: "had cut off the electricity supply"."""
    over = parse.head[parse.first_conjunct(act.word)]
    done_to = parse.dep[parse.first_conjunct(act.word)] in ("dobj", "nsubjpass")
    return act.action in ("aid", "restore_services") and done_to and parse.lemma[over] in _HARMING


def _is_presence(parse: Parse, word: int) -> bool:
    """Say whether a presence only tells before whom something was done: "signed in the presence of United Nations observers"."""
    over = parse.head[word]
    told = parse.lower[word] == "presence" and parse.dep[word] == "pobj" and parse.lower[over] == "in"
    return told and parse.pos[parse.head[over]] == "VERB"


def _watches(parse: Parse, act: Act) -> bool:
    """Say whether those who watch only do what their verb tells: "A mission of 400 observers will verify the pullback"."""
    over = parse.head[act.word]
    noun = parse.head[over] if parse.dep[act.word] == "pobj" and parse.lower[over] == "of" else act.word
    does = act.action == "monitor" and parse.dep[noun] == "nsubj"
    return does and parse.lemma[parse.head[noun]] in _WATCHING


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


def _is_forced(parse: Parse, act: Act) -> bool:
    """Say whether people are told to have been driven out: "Thousands have been forced to leave their homes"."""
    over = parse.head[act.word]
    forced = parse.dep[act.word] == "xcomp" and parse.lemma[over] in ("compel", "force")
    past = any(parse.lower[c] in ("has", "have", "had", "was", "were") for c in parse.children[over])
    return forced and past and act.action in ("depart", "withdraw")


def _sees_about_it(parse: Parse, act: Act) -> bool:
    """Say whether somebody only says that he will see about it: "said it would look into it"."""
    it = act.theme is not None and parse.lower[act.theme] in ("it", "this", "them")
    return act.action == "monitor" and it and parse.lemma[act.word] in _LOOKING


def _is_judged(parse: Parse, verb: int) -> bool:
    """Say whether it is only told how hard or likely something is: "It was impossible to check the list"."""
    over = parse.head[verb]
    how = parse.child(over, "acomp") if parse.dep[verb] in ("xcomp", "advcl") and parse.lemma[over] == "be" else None
    how = over if how is None and parse.pos[over] == "ADJ" else how
    return how is not None and parse.lower[how] in _JUDGED


def _of_deed(parse: Parse, verb: int) -> bool:
    """Say whether a deed, and nobody, does what a verb tells: "Capturing the town would give them the bridge"."""
    return parse.child(verb, "csubj") is not None


def _leaves_somebody(parse: Parse, act: Act) -> bool:
    """Say whether somebody is left something, and nobody leaves: "begged them to leave him his mule"."""
    if parse.lemma[act.word] != "leave" or act.action not in ("depart", "withdraw"):
        return False
    given = parse.children_of(act.word, "dobj")
    return parse.child(act.word, "dative") is not None or (len(given) > 1 and parse.pos[given[0]] == "PRON")
