"""Seeming: words that sound like terms and bind nobody: what is denied, a title, a plight, the purpose of a war's end, what is only told.

Invariant: every answer is read from the parse of one text; no bond is made here.
"""

from itertools import islice

from trucebook.reading.deals.bystanding import stands_by
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Ground
from trucebook.reading.deals.obligations import Act
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.grammar.parse import Parse

_MONTHS = deal_words("months")
_STATING = {"expect", "remind", "tell"}
WARS = deal_words("wars")
_COMMANDED = deal_words("armed") | deal_words("units") | {"army", "force", "party", "side", "soldier", "they"}
_HELPFUL = {"aid", "assistance", "assurance", "guarantee", "help", "permission", "support", "time"}
_MEANT = deal_words("meant")


def in_title(parse: Parse, act: Act) -> bool:
    """Say whether an act is a word of a title ("the Accord on Ending the War") or of a dated event ("the 1972 election")."""
    i = act.word
    before = [c for c in parse.children[i] if c < i]
    if act.nominal and any(parse.lower[c] in _MONTHS or (parse.tag[c] == "CD" and len(parse.words[c]) == 4 and c == i - 1) for c in before):
        return True
    first = parse.sentences[parse.sentence_of[i]][0]
    if i - first < 2 or not parse.words[i][:1].isupper():
        return False
    opens = parse.words[i - 1] in ('"', "“", "'")
    titled = opens and parse.tag[i - 2] == "IN"  # 'the Accords on "Ending the War" were signed'
    return titled or (parse.quoted[i] and not opens and parse.words[i - 1] != ":")


def is_no_term(parse: Parse, act: Act) -> bool:
    """Say whether an act is a mere adjective ("the rebel-held quarter"), a purpose ("in order to …", "time for talks"), what follows
    where it is not done ("if the raids do not stop"), a vote that was held ("the results of the referendum") or what orders are."""
    i = act.word
    if stands_by(parse, act):
        return True
    if (act.action == "talk" and _is_made_possible(parse, i)) or (act.action == "cease_fire" and _is_made_longer(parse, i)):
        return True
    if act.nominal and (_in_name(parse, i) or _times(parse, i) or _is_agent(parse, act) or _is_rumour(parse, i)):
        return True
    if act.nominal and act.action == "talk" and (_is_past_vote(parse, i) or _has_room(parse, i)):
        return True
    return any(
        (act.action != "monitor" and (_in_order(parse, a) or _is_ordered(parse, a))) or _if_not(parse, a)
        for a in (i, *islice(parse.ancestors(i), 5))
    )


def _is_made_longer(parse: Parse, word: int) -> bool:
    """Say whether a truce is only told to be prolonged, which makes another one, and nobody asks for it or offers it."""
    if parse.lemma[word] not in _LONGER:
        return False
    return not any(parse.lemma[a] in _ASKING for a in islice(parse.ancestors(word), 4))


_LONGER = deal_words("making_longer")
_ASKING = deal_words("asking") | deal_words("urging") | {"appeal", "ready", "willing"}


def _is_rumour(parse: Parse, word: int) -> bool:
    """Say whether a noun only tells what people say may come: "renewed talk of a raid"."""
    return parse.lower[word] == "talk" and any(parse.lower[c] in ("about", "of") for c in parse.children_of(word, "prep"))


def _times(parse: Parse, word: int) -> bool:
    """Say whether a noun only tells from when something counts: "within sixty days of the formation of a cabinet"."""
    over = parse.head[word]
    return parse.dep[word] == "pobj" and parse.lower[over] == "of" and parse.lemma[parse.head[over]] in _UNITS


_UNITS = {"day", "hour", "month", "week", "year"}


def _is_agent(parse: Parse, act: Act) -> bool:
    """Say whether a body only does what another act tells, or is asked to do it: "policed by joint forces", "asked the mission to …"."""
    if act.action not in ("integrate", "monitor") or parse.dep[act.word] not in ("pobj", "dobj"):
        return False
    over = parse.head[act.word]
    asked = parse.dep[act.word] == "dobj" and parse.lemma[over] in ("ask", "order", "tell", "urge")
    return asked or parse.dep[over] == "agent"


def _in_name(parse: Parse, word: int) -> bool:
    """Say whether a noun is a word of the name of a body or paper that is there already: "the Special Monitoring Mission"."""
    whole = parse.head[word] if parse.dep[word] == "compound" else word
    first, last = parse.noun_phrase(whole)
    top = parse.noun_phrase(parse.first_conjunct(whole))[0]
    if {parse.lower[first], parse.lower[top]} & {"a", "an"} or not parse.words[word][:1].isupper() or parse.words[word].isupper():
        return False
    beside = [j for j in (word - 1, word + 1) if first <= j <= last and parse.words[j] != "-"]
    return any(parse.words[j][:1].isupper() and parse.dep[j] != "poss" and _in_one_name(parse, word, j) for j in beside)


def _in_one_name(parse: Parse, word: int, other: int) -> bool:
    """Say whether two neighbours are words of one name."""
    named = parse.pos[word] == "PROPN" == parse.pos[other]
    return named and (parse.head[other] == word or parse.head[word] in (other, parse.head[other]))


def _is_made_possible(parse: Parse, word: int) -> bool:
    """Say whether talks or a vote are only what something is done for: "let troops in so that a vote can be held"."""
    clause = next((a for a in (word, *islice(parse.ancestors(word), 2)) if parse.dep[a] == "advcl"), None)
    if clause is None:
        return False
    edge = parse.left_edge(clause)
    return "so" in parse.lower[max(0, edge - 1) : edge + 1]


def _in_order(parse: Parse, word: int) -> bool:
    return parse.lower[word] == "order" and word > 0 and parse.lower[word - 1] == "in" and parse.lower[word + 1 : word + 2] != ["of"]


def _if_not(parse: Parse, verb: int) -> bool:
    """Say whether a clause tells what follows where something is not done: "reserves the right to answer if the raids do not stop"."""
    marked = parse.dep[verb] == "advcl" and any(parse.dep[c] == "mark" and parse.lower[c] == "if" for c in parse.children[verb])
    return marked and parse.child(verb, "neg") is not None


def _is_ordered(parse: Parse, verb: int) -> bool:
    """Say whether an act is only what somebody's orders are: "Our orders are to hold fire"."""
    over = parse.head[verb]
    if parse.dep[verb] != "xcomp" or parse.lemma[over] != "be" or parse.pos[over] not in ("AUX", "VERB"):
        return False
    subject = parse.child(over, "nsubj")
    return subject is not None and parse.lemma[subject] in _ORDERS


def _is_past_vote(parse: Parse, word: int) -> bool:
    """Say whether a vote is named for what came of it: "the results of the referendum"."""
    over = parse.head[word]
    return parse.dep[word] == "pobj" and parse.lower[over] == "of" and parse.lemma[parse.head[over]] in _OUTCOMES


def _has_room(parse: Parse, word: int) -> bool:
    """Say whether talks are only what time or room is made for: "to give time for talks"."""
    over = parse.head[parse.first_conjunct(word)]
    return parse.lower[over] == "for" and parse.lemma[parse.head[over]] in _ROOM


_ORDERS = deal_words("orders")
_OUTCOMES = deal_words("outcomes_of_votes")
_ROOM = deal_words("room_for_talks")


def had_to(parse: Parse, verb: int) -> bool:
    """Say whether what somebody had to do is told as past: "have had to leave their homes"."""
    over = parse.head[verb]
    forced = parse.lemma[over] == "have" and parse.tag[over] in ("VBD", "VBN") and parse.dep[verb] == "xcomp"
    return forced and parse.dep[over] in ("ROOT", "conj", "relcl", "advcl")


def undone(parse: Parse, verb: int) -> bool:
    """Say whether what a verb tells is not done: "is not overseen by", "had neither been asked nor …", "no one has proposed to"."""
    subject = parse.child(verb, "nsubj")
    if subject is not None and " ".join(parse.lower[max(0, subject - 1) : subject + 1]).endswith(("no one", "nobody")):
        return True
    return any(parse.dep[c] == "neg" or parse.lower[c] in ("neither", "nor") for c in parse.children[verb])


def denied(parse: Parse, verb: int) -> bool:
    """Say whether a verb, its row or the clause it stands in is denied: "neither consulted nor asked", "What it does not do is"."""
    over = parse.head[verb]
    cleft = parse.child(over, "csubj") if parse.lemma[over] == "be" else None
    if cleft is not None and undone(parse, cleft):
        return True  # "What it does not do is oblige the clans to …"
    return undone(parse, verb) or any(parse.lower[c] == "neither" for c in parse.children[parse.first_conjunct(verb)])


def only_so_that(parse: Parse, word: int, verb: int) -> bool:
    """Say whether an act is only what a verb of asking is to bring about: "told them to stand still so that the talks could begin"."""
    for a in islice([word, *parse.ancestors(word)], 6):
        if a == verb:
            return False
        edge = parse.left_edge(a)
        if parse.dep[a] == "advcl" and "so" in parse.lower[max(0, edge - 1) : edge + 1]:
            return True
    return False


def asks_for_help(parse: Parse, verb: int, below: int) -> bool:
    """Say whether what is asked for is help with an act, and not the act: "asked for assurances to evacuate the wounded"."""
    things = [k for c in parse.children[verb] if parse.lower[c] == "for" for k in parse.children[c] if parse.dep[k] == "pobj"]
    things += [k for k in parse.children_of(below, "nsubj") if parse.lower[max(0, parse.left_edge(k) - 1)] == "for"]
    return any(parse.lemma[k] in _HELPFUL for k in things)


def asks(parse: Parse, verb: int, below: int, lemma: str) -> bool:
    """Say whether a verb of asking asks for what hangs on it: not "told reporters that", "not wanting to", "if they do not press A to",
    "a meeting called by the mission"."""
    if lemma == "tell" and parse.child(verb, "nsubjpass") is not None and not _is_side_told(parse, verb):
        return False  # "Ten families were told to leave their houses"
    if (lemma == "expect" and parse.child(verb, "nsubjpass") is not None) or (lemma == "call" and parse.lower[verb + 1] == "in"):
        return False  # "Deliveries are expected to resume", "called in the envoy to hear a complaint"
    if lemma in ("call", "demand") and _by_crowd(parse, verb):
        return False  # "Thousands marched to demand his resignation"
    if denied(parse, verb) or any(parse.dep[c] == "mark" and parse.lower[c] == "if" for c in parse.children[verb]):
        return False
    if parse.dep[verb] == "acl" and parse.child(verb, "agent") is not None and lemma in ("call", "summon", "invite"):
        return False
    again = (k for c in parse.children[verb] if parse.lower[c] in ("again", "more", "once") for k in parse.children[c])
    near = (*parse.children[verb], *again)  # "calls once more for"
    if lemma == "call" and not any(parse.lower[c] in ("for", "on", "upon", "to") or parse.is_infinitive(c) for c in near):
        return False  # "called it a breach"
    if lemma == "ask" and asks_for_help(parse, verb, below):
        return False
    if (
        lemma in ("ask", "want")
        and parse.dep[below] == "xcomp"
        and parse.child(verb, "dobj", "dative", "nsubjpass") is None
        and _has_asker(parse, verb)
    ):
        return False  # "those who asked to leave" wish it for themselves
    stated = parse.dep[below] == "ccomp" and not parse.is_infinitive(below) and parse.pos[below] in ("VERB", "AUX")
    return not (stated and lemma in _STATING and not has_modal(parse, below))


def _by_crowd(parse: Parse, verb: int) -> bool:
    """Say whether those who demand are people in the street, and no side."""
    who = subject_of(parse, verb)
    return who is not None and parse.lemma[who] in _CROWDS


_CROWDS = deal_words("crowds")


def _is_side_told(parse: Parse, verb: int) -> bool:
    """Say whether those who are told to do something are a side or its men."""
    told = parse.child(verb, "nsubjpass")
    return told is not None and (parse.pos[told] == "PROPN" or parse.lemma[told] in _COMMANDED)


def _has_asker(parse: Parse, verb: int) -> bool:
    return parse.child(verb, "nsubj") is not None and parse.child(verb, "auxpass") is None


def tells_purpose(parse: Parse, ground: Ground, act: Act) -> bool:
    """Say whether an act is only what an agreement is for: "the truce by which the war is to be ended", "is meant to end the war"."""
    if act.theme is None:
        return False
    amount = parse.head[parse.head[act.theme]] if parse.dep[act.theme] == "pobj" else act.theme
    about = {parse.lemma[w] for w in (*parse.subtree(act.theme)[:8], amount)}
    if about & {"decade", "month", "week", "year"} and any(parse.lemma[a] in _MEANT for a in islice(parse.ancestors(act.word), 3)):
        return True  # "a deal that is meant to end four years of siege"
    after_naming = not act.nominal and act.word > 1 and parse.lower[act.word - 1] == "to" and act.word - 2 in ground.at
    after_naming = after_naming and act.word not in ground.at and parse.pos[act.word - 2] in ("NOUN", "PROPN")
    if after_naming and about & (WARS | _FIGHTING):
        return True  # "agreed to a truce to end days of fighting"
    if _only_ends_fighting(parse, ground, act) and about & (WARS | _FIGHTING):
        return True  # "an agreement that puts an end to hostilities"
    if _is_gloss(parse, ground, act.word):
        return True
    if not about & WARS:
        return False
    if act.word in ground.at:
        return True  # "agreed to end twelve years of civil war"
    if not act.nominal and parse.tag[act.word] == "VBG" and parse.dep[act.word] == "advcl":
        return True  # "agreed to stop fighting, ending two years of war"
    for a in (act.word, *islice(parse.ancestors(act.word), 3)):
        by_which = any(parse.tag[k] == "WDT" for c in parse.children[a] if parse.dep[c] == "prep" for k in parse.children[c])
        by_which = by_which or any(parse.tag[k] == "WDT" for c in parse.children_of(act.word, "prep") for k in parse.children[c])
        if parse.dep[a] in ("relcl", "acl") and (parse.head[a] in ground.at or by_which):
            return True
        if parse.lemma[a] in _MEANT and a != act.word:
            return True
    return False


def _only_ends_fighting(parse: Parse, ground: Ground, act: Act) -> bool:
    """Say whether a clause with "that" on a naming tells, in the present, that the agreement ends the fighting."""
    word = act.word
    told = act.action == "cease_fire" and parse.dep[word] == "relcl" and parse.tag[word] in ("VBZ", "VBP")
    subject = parse.child(word, "nsubj") if told and parse.head[word] in ground.at else None
    return subject is not None and parse.tag[subject] in ("WDT", "WP")


_FIGHTING = {"fighting", "hostility", "shooting", "violence"}


def _is_gloss(parse: Parse, ground: Ground, verb: int) -> bool:
    """Say whether a clause on the naming tells what the truce ends: "a ceasefire that was to end four days of air raids"."""
    clauses = (a for a in (verb, *islice(parse.ancestors(verb), 3)) if parse.dep[a] == "relcl")
    return parse.lemma[verb] == "end" and any(parse.head[a] in ground.at for a in clauses)


def has_modal(parse: Parse, verb: int) -> bool:
    """Say whether a verb stands with any modal and is not denied."""
    return any(parse.tag[c] == "MD" for c in parse.children[verb]) and parse.child(verb, "neg") is None
