"""Answered plans: the verbs by which sides take or turn down what a noun of plans names, however far they stand from it.

Invariant: every verb is a word of the noun's sentence; one that has another thing for its object answers nothing.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import WEEKDAYS, Parse

_TAKING_UP = deal_words("taking_up")
_REFUSING = deal_words("refusing") | {"refuse", "reject", "scorn", "veto"}
_TURNING_DOWN = deal_words("turning_down")
_PUTTING = deal_words("putting_forward")
COUNTERING = {"answer", "counter", "reply", "respond", "retort"}  # verbs that answer one paper with another
_CALLING = deal_words("calling_names")
_SCORN = deal_words("names_of_scorn")
_NAMED = 9  # words behind a verb of calling within which a name of scorn stands
_BALKING = {"decline", "fail", "refuse"}
_OWNED = {"by", "from"}
_FAR = 16  # words between a noun and a relative that may still be its own
_CLAUSE = 20  # words that the clauses of one relative run on
_WOULD = {"would", "'d"}
_FOR = {"for", "on", "about"}
_TERMED = deal_words("terms_of_plans")
_SIDES = deal_words("sides") | deal_words("armed")
_LIKE = {"comparable", "same", "similar"}
_AUTHORS = deal_words("brokers") | {"bishop", "bloc", "envoy", "minister", "mission", "president"}
_NAMING = ("JJ", "NN", "NNP", "NNPS")
_PAST = ("VBD", "VBN", "VBZ", "VBP")


def answers_to(parse: Parse, i: int) -> list[tuple[int, bool]]:
    """Return (verb, refused) of the verbs that take or turn down what word i names, in text order: the verb over it, and those of
    "which A took and B turned down"."""
    found = {parse.head[i]: None} if parse.dep[i] in ("dobj", "nsubjpass") else {}
    if parse.dep[i] == "nsubjpass":
        found |= dict.fromkeys(
            v for v in parse.conjuncts(parse.head[i]) if parse.tag[v] == "VBN" and parse.child(v, "nsubj", "nsubjpass") in (None, i)
        )
    if parse.dep[i] == "nsubj":
        found |= dict.fromkeys(v for v in (parse.head[i], *parse.children[parse.head[i]]) if parse.child(v, "auxpass") is not None)
    found |= dict.fromkeys(_in_relative(parse, i))
    return [(v, refused) for v in sorted(found) if (refused := answer_of(parse, v)) is not None]


def answer_of(parse: Parse, verb: int) -> bool | None:
    """Say whether a verb turns something down (True) or takes it up (False); None where it is neither, or denied."""
    lemma = parse.lemma[verb]
    if parse.pos[verb] not in ("VERB", "ADJ") or any(parse.tag[c] == "MD" for c in parse.children[verb]):
        return None
    small = {parse.lower[c] for c in parse.children[verb]} | set(parse.lower[verb + 1 : verb + 2])
    if (lemma in _CALLING and _calls_names(parse, verb)) or (lemma == "say" and parse.lower[verb + 1 : verb + 2] == ["no"]):
        return True
    if lemma in _TAKING_UP and _is_left_undone(parse, verb):
        return True
    refused = lemma in _REFUSING or any(f"{lemma} {w}" in _TURNING_DOWN for w in small)
    if not refused and lemma not in _TAKING_UP | {"take"}:
        return None
    if parse.child(verb, "neg") is not None:
        return None if refused else True
    return None if _by_nobody(parse, verb) else refused


def _by_nobody(parse: Parse, verb: int) -> bool:
    """Say whether nobody is told to do it: "which neither side has accepted"."""
    subject = parse.child(verb, "nsubj")
    return subject is not None and any(parse.lower[w] in ("neither", "nobody", "none") for w in (subject, *parse.children[subject]))


def _calls_names(parse: Parse, verb: int) -> bool:
    """Say whether a verb calls something by a name of scorn: "called it a trap", "described the terms as unacceptable"."""
    last = min(parse.sentences[parse.sentence_of[verb]][1], verb + _NAMED)
    return parse.child(verb, "neg") is None and any(parse.lemma[j] in _SCORN for j in range(verb + 1, last))


def _is_left_undone(parse: Parse, verb: int) -> bool:
    """Say whether somebody did not take up what he could: "left without signing the paper", "failed to sign", "refused to accept"."""
    head = parse.head[verb]
    if parse.dep[verb] == "pcomp":
        return parse.lower[head] == "without"
    return parse.dep[verb] == "xcomp" and parse.lemma[head] in _BALKING and parse.child(head, "neg") is None


def _in_relative(parse: Parse, i: int) -> list[int]:
    """Return the verbs of the relative clause behind a noun, by the order of the words: a day in between takes it in many parses."""
    last = parse.sentences[parse.sentence_of[i]][1]
    at = next((j for j in range(i + 1, min(i + _FAR, last)) if parse.tag[j] == "WDT" and parse.lower[j] in ("which", "that")), None)
    if at is None or any(parse.tag[j] in ("VBD", "VBZ", "VBP") for j in range(i + 1, at)):
        return []
    found = []
    for j in range(at + 1, min(at + _CLAUSE, last)):
        if parse.tag[j] in _PAST and parse.pos[j] == "VERB" and not _has_object(parse, j, at):
            found.append(j)
    return found


def _has_object(parse: Parse, verb: int, relative: int) -> bool:
    """Say whether a verb has an object of its own beside the relative pronoun."""
    return any(c > relative and parse.tag[c] != "WDT" for c in parse.children_of(verb, "dobj", "ccomp", "xcomp"))


def is_put_forward(parse: Parse, i: int) -> bool:
    """Say whether somebody is told to have put it forward: "circulated by the envoy", "that the envoy handed round", "presented in A"."""
    for c in parse.children[i]:
        if c < i or parse.dep[c] not in ("acl", "relcl") or not _puts(parse, c):
            continue
        if parse.tag[c] == "VBN" or parse.child(c, "nsubj") is not None:
            return True
    head = parse.head[i]
    return parse.dep[i] in ("nsubj", "nsubjpass", "dobj") and parse.tag[head] in ("VBD", "VBN") and _puts(parse, head)


def is_told_with_terms(parse: Parse, i: int) -> bool:
    """Say whether a plan that somebody put forward is told to have no answer, an aim, or what "would" be done by it: "A proposal by Togo
    for the two to meet has gone unanswered", "According to a draft from A, troops would pull back"."""
    verb = parse.head[i]
    open_yet = parse.dep[i] == "nsubj" and any(_is_no_answer(parse, c) for c in parse.children[verb])
    if open_yet or not (is_owned(parse, i) or is_put_forward(parse, i)):
        return open_yet
    if parse.dep[i] == "nsubj" and any(parse.lower[c] == "unanswered" for c in parse.children[verb]):
        return True
    if parse.dep[i] == "pobj" and parse.lower[verb] == "to" and parse.lower[verb - 1] == "according":
        verb = parse.head[parse.head[verb]]
        return any(parse.lower[c] in _WOULD for c in parse.children[verb])
    by_it = [verb, *parse.conjuncts(verb)[1:]] if parse.dep[i] == "nsubj" else []
    below = [c for k in (i, *_last_words(parse, i)) for c in parse.children[k] if parse.dep[c] == "relcl"]
    return any(parse.lower[k] in _WOULD for v in (*by_it, *below) for k in parse.children[v])


def _is_no_answer(parse: Parse, thing: int) -> bool:
    """Say whether something is told to be no answer: "has drawn no reply"."""
    none = any(parse.lower[c] == "no" for c in parse.children[thing])
    return none and parse.lemma[thing] in ("answer", "reply", "response", "reaction")


def _last_words(parse: Parse, i: int) -> list[int]:
    """Return the words on which the parser may hang a clause that is the noun's: "an offer of its own, in which"."""
    return [k for c in parse.children[i] if c > i and parse.dep[c] in ("prep", "agent") for k in parse.children[c]]


def is_drawn_up(parse: Parse, i: int) -> bool:
    """Say whether a text is the object of a verb of drafting and no more: "the league drew up a treaty", "tabled an accord"."""
    verb = parse.head[i]
    if parse.dep[i] != "dobj" or parse.tag[verb] != "VBD" or parse.lemma[verb] in ("make", "present", "put", "offer", "set"):
        return False
    return _puts(parse, verb) and not any(parse.lemma[c] in _TAKING_UP for c in parse.children_of(verb, "conj"))


def _puts(parse: Parse, verb: int) -> bool:
    """Say whether a verb puts a paper before others: a plain one, or one with its particle ("put forward", "drew up")."""
    lemma = parse.lemma[verb]
    small = {parse.lower[c] for c in parse.children[verb]} | set(parse.lower[verb + 1 : verb + 2])
    return lemma in _PUTTING or any(f"{lemma} {w}" in _PUTTING for w in small)


def has_civil_aim(parse: Parse, i: int, of_war: frozenset[str]) -> bool:
    """Say whether a plan is told to be for something that no words of war or of terms tell: "a plan to raise pensions"."""
    below = [c for c in parse.children[i] if c > i]
    aims = [
        c
        for c in below
        if (parse.dep[c] in ("acl", "relcl") and parse.is_infinitive(c)) or (parse.lower[c] in _FOR and not _dates(parse, c))
    ]
    said = {w for c in aims for w in (*range(c, _end_of_aim(parse, c)), *_words_on(parse, c))}
    return bool(aims) and not any(parse.lower[w] in of_war or parse.lemma[w] in of_war | _TERMED for w in said)


def _dates(parse: Parse, prep: int) -> bool:
    """Say whether a preposition brings in a day: "the initiative on July 15"."""
    return any(parse.lower[k] in deal_words("months") or parse.lower[k] in WEEKDAYS for k in parse.children[prep])


def _end_of_aim(parse: Parse, aim: int) -> int:
    """Return the word behind an aim; what a clause tells of a thing aimed at is no aim: "for cooperation that would serve the army"."""
    last = min(parse.right_edge(aim), aim + 15) + 1
    if parse.lower[aim] not in _FOR:
        return last
    return next((j for j in range(aim + 1, last) if parse.tag[j] == "WDT"), last)


def _words_on(parse: Parse, aim: int) -> range:
    """Return the words after an infinitive up to the next finite verb: the parser may hang its object elsewhere."""
    last = min(parse.sentences[parse.sentence_of[aim]][1], aim + 8)
    return range(aim, next((j for j in range(aim, last) if parse.tag[j] in ("VBD", "VBZ", "MD")), last))


def is_owned(parse: Parse, i: int) -> bool:
    """Say whether a plan has an author or a day in its name: "Egypt's initiative", "a paper of their own", "the plan of 14 July"."""
    before = [c for c in parse.children[i] if c < i]
    if any(parse.dep[c] == "poss" or parse.lower[c] in _LIKE or (parse.words[c][:1].isupper() and parse.tag[c] in _NAMING) for c in before):
        return True
    for prep in parse.children[i]:
        inside = parse.children[prep] if prep > i else []
        if parse.lower[prep] == "of" and any(parse.lemma[k] in _SIDES | _AUTHORS or parse.tag[k] in ("NNP", "NNPS") for k in inside):
            return True  # "an offer of the junta"
        if parse.lower[prep] == "of" and any(parse.dep[c] == "nummod" for k in inside for c in parse.children[k]):
            return True  # "a draft of twelve points"
        if parse.lower[prep] in _OWNED and any(parse.pos[k] in ("NOUN", "PROPN") for k in inside):
            return True
        if parse.lower[prep] == "of" and any(parse.lower[k] in deal_words("months") or parse.lower[k] == "own" for k in inside):
            return True
    return False
