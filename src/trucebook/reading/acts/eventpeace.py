"""Peace: words of the lexicon that tell no act in their company ("all beds were occupied", "left for the day").

Invariant: the answer rests on what stands beside the word; a word that may tell an act is left alone.
"""

from collections.abc import Callable

from trucebook.reading.acts.eventcase import Case
from trucebook.reading.acts.eventidle import IDLE
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.people.who import actor_at

_WHAT = frozenset({"whether", "if", "why", "how", "what", "when", "where"})
_UNNAMED = frozenset({"name", "identify", "quote"})
_DUTY = frozenset({"must", "should", "ought", "be"})
_MATTERS = frozenset({"of", "about", "that", "to", "over"})
_COUNTING = frozenset({"count", "record", "register", "document", "log", "report"})
_DRIVEN = frozenset({"leave", "flee", "move", "evacuate", "abandon", "sign", "surrender"})
_UNDONE = frozenset({"withdraw", "retract", "reject", "refuse"})
_PRINTED = frozenset({"press", "news", "media"})
_AGES = frozenset("hour day week month year first second third fourth fifth sixth seventh eighth ninth tenth".split())
_TERMS = frozenset({"term", "zone", "principle", "text", "step", "measure", "condition", "point", "line", "date"})
_BOMBS = frozenset({"bomb", "mine", "explosive", "device", "charge", "landmine", "ied", "trap"})
_VEHICLES = frozenset({"bus", "car", "vehicle", "truck", "lorry", "ambulance", "convoy"})
_EVILS = frozenset({"terrorism", "corruption", "extremism", "fire", "blaze", "poverty", "crime", "disease", "epidemic", "hunger"})
_BURNING = frozenset({"raged", "rages", "burned", "burnt", "spread", "started"})
_PASSERS = frozenset({"man", "woman", "boy", "girl", "child", "prisoner", "survivor", "people", "resident", "family", "he", "she"})
_GREETINGS = frozenset({"vow", "greeting", "gift", "ring", "pleasantry", "word", "smile", "glance", "kiss", "hug", "number", "joke"})
_LONGEST_HEADING = 6


def is_harmless(notes: Notes, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> bool:
    """Say whether a typed word tells no act in its company."""
    if clause.nominal:
        if typed.type == "THREATEN" and notes.parse.dep[clause.word] in ("attr", "pobj") and clause.light is None:
            return True
        if typed.type == "ACCUSE" and typed.entry.endswith((" violation", " breach")):
            return True
        if clause.lemma == "resignation" and notes.parse.lemma[notes.parse.head[clause.word]] in _UNDONE:
            return True
        if clause.lemma == "release" and any(notes.parse.lower[c] in _PRINTED for c in notes.parse.children[clause.word]):
            return True
        if clause.lemma == "roadblock" and clause.light is None:
            return True
        if _is_blaze(notes.parse, clause) or _is_hamlet(notes.parse, clause):
            return True
        return clause.light is None and (_is_heading(notes.parse, clause.word) or _is_none(notes.parse, clause.word))
    case = Case(notes, clause, typed, lexicon)
    if typed.type == "ACCUSE" and typed.entry.endswith((" violation", " breach")) and clause.bare in _COUNTING:
        return clause.assertion == "denied" or not _names_who(case)  # "no violation was reported" charges nobody
    if clause.bare == "leave" and any(notes.parse.lower[c] == "behind" for c in notes.parse.children[clause.word]):
        return True
    test = _TESTS.get(typed.entry)
    if test is not None and test(case):
        return True
    if typed.type == "AID" and clause.assertion == "denied":
        return True
    if typed.type == "AGREE" and (_goes_on(case) or _to_none(case) or _is_left_to_do(notes.parse, clause.word)):
        return True
    if typed.type == "AGREE" and not typed.uttered and (clause.negated or clause.assertion == "denied"):
        return not typed.entry.startswith("deny ")
    return typed.type == "THREATEN" and not typed.uttered and _is_by_a_thing(case)


def _is_blaze(parse: Parse, clause: Clause) -> bool:
    """Say whether a fire burns and nobody shoots: "a fire raged in the market"."""
    return clause.lemma == "fire" and parse.dep[clause.word] == "nsubj" and parse.lower[parse.head[clause.word]] in _BURNING


def _is_hamlet(parse: Parse, clause: Clause) -> bool:
    """Say whether settlements are villages and settle nothing: "the Fuma and Keva settlements"."""
    if clause.lemma != "settlement" or clause.light is not None:
        return False
    own = any(parse.pos[c] == "PROPN" or parse.words[c][:1].isupper() for c in parse.children[clause.word] if 0 < c < clause.word)
    of = parse.child(clause.word, "prep")
    placed = of is not None and parse.lower[of] == "of" and (named := parse.child(of, "pobj")) is not None and parse.pos[named] == "PROPN"
    return own or placed or (parse.tag[clause.word] in ("NNS", "NNPS") and "between" not in clause.preps)


def _goes_on(case: Case) -> bool:
    """Say whether an accord only reaches an age: "the truce entered its third week"."""
    patient = case.clause.patient
    return case.typed.entry.endswith(" enter") and patient is not None and case.notes.parse.lemma[patient] in _AGES


def _is_left_to_do(parse: Parse, word: int) -> bool:
    """Say whether an accord still has to be made, or somebody had no part in it: "still had to agree", "no part in brokering it"."""
    above = parse.head[word]
    if parse.dep[word] == "xcomp" and parse.lemma[above] == "have":
        return any(parse.lower[c] in ("still", "yet") for c in parse.children[above])
    part = parse.head[above]
    none = any(parse.lower[c] == "no" for c in parse.children[part])
    return parse.dep[word] == "pcomp" and parse.lower[above] == "in" and none


def _to_none(case: Case) -> bool:
    """Say whether nothing is agreed to: "had agreed to no such thing"."""
    parse = case.notes.parse
    words = [case.clause.patient, *(w for p in ("to", "on") for w in case.clause.preps.get(p, ()))]
    return any(w is not None and any(parse.lower[c] == "no" for c in parse.children[w]) for w in words)


def _names_who(case: Case) -> bool:
    """Say whether breaches that are counted are laid to somebody: "counted nine violations by the clan"."""
    parse, patient = case.notes.parse, case.clause.patient
    return "by" in case.clause.preps or (patient is not None and any(parse.lower[c] == "by" for c in parse.children[patient]))


def _is_by_a_thing(case: Case) -> bool:
    """Say whether only a thing threatens: "violations threatened the truce"."""
    agent = case.clause.agent
    if agent is None or case.notes.parse.pos[agent] != "NOUN" or actor_at(case.notes, agent) is not None:
        return False
    return not case.nouns(agent) & case.lexicon.target_nouns


def _is_heading(parse: Parse, word: int) -> bool:
    """Say whether a noun is a heading within the text: a short sentence without a verb ("Withdrawal of weapons.")."""
    first, last = parse.sentences[parse.sentence_of[word]]
    if last - first > _LONGEST_HEADING or parse.lower[last - 1] != "." or parse.head[word] != word:
        return False
    return not any(parse.pos[i] in ("VERB", "AUX") for i in range(first, last))


def _is_none(parse: Parse, word: int) -> bool:
    """Say whether there was no such act: "no fire was heard"."""
    return any(parse.lower[c] in ("no", "zero") and parse.dep[c] in ("det", "neg", "nummod") for c in parse.children[word])


def _occupied(case: Case) -> bool:
    """Say whether what is occupied is no ground: beds, seats, minds."""
    patient = case.clause.patient
    return patient is not None and not case.is_ground(patient)


def _moved(case: Case) -> bool:
    """Say whether no force moves or is moved: "the country moved toward peace"."""
    return case.typed.type == "MOBILIZE" and not (case.nouns(case.clause.agent) | case.nouns(case.clause.patient)) & case.lexicon.armed


def _left(case: Case) -> bool:
    """Say whether somebody only goes home, or leaves a thing in a state: "the clerks left for home", "left it in ruins"."""
    clause, lexicon = case.clause, case.lexicon
    state = {case.notes.parse.lower[w] for p in ("in", "without") for w in clause.preps.get(p, ())}
    agent = case.nouns(clause.agent)
    if state & lexicon.ruins or agent & lexicon.daily or clause.negated:
        return True
    ground = [clause.patient, *(w for p in ("from", "for", "to") for w in clause.preps.get(p, ()))]
    return not any(w is not None and case.is_ground(w) for w in ground) and not agent & lexicon.going


def _unnamed(case: Case) -> bool:
    """Say whether a source only asks not to be named, or is asked a question: "asked whether he would go"."""
    parse = case.notes.parse
    content = parse.child(case.clause.word, "xcomp", "ccomp")
    if content is None:
        return False
    return parse.lemma[content] in _UNNAMED or any(parse.lower[c] in _WHAT for c in parse.children[content] if c < content)


def _insisted(case: Case) -> bool:
    """Say whether somebody only says a thing with force: "the source insisted", "insisted that all was calm"."""
    parse, clause = case.notes.parse, case.clause
    content = parse.child(clause.word, "ccomp", "xcomp")
    if "on" in clause.preps or "upon" in clause.preps:
        return False
    if content is None or content < clause.word:
        return True
    return parse.tag[content] != "VB" and not any(parse.lower[c] in _DUTY and parse.tag[c] in ("VB", "MD") for c in parse.children[content])


def _complained(case: Case) -> bool:
    """Say whether a verb of complaint only closes a quotation: "…," an adviser complained."""
    content = case.notes.parse.child(case.clause.word, "ccomp")
    return not _MATTERS & case.clause.preps.keys() and (content is None or content < case.clause.word)


def _reminded(case: Case) -> bool:
    """Say whether somebody is only told a thing again: "reminds them that the state remains one"."""
    content = case.notes.parse.child(case.clause.word, "xcomp", "ccomp")
    return content is None or not case.notes.parse.is_infinitive(content)


def _unsaid(case: Case) -> bool:
    """Say whether only words are taken back: "the decree was withdrawn", "withdrew his remark"."""
    return bool(case.nouns(case.clause.patient) & (case.lexicon.letters | case.lexicon.charges))


def _has_object(case: Case) -> bool:
    """Say whether a thing is given and nobody gives in: "gave the guests blankets in May"."""
    return case.clause.patient is not None


def _stalled(case: Case) -> bool:
    """Say whether only talks stall, and nobody who puts them off."""
    agent = case.clause.agent
    return agent is None or (actor_at(case.notes, agent) is None and not case.nouns(agent) & case.lexicon.target_nouns)


def _sets_no_term(case: Case) -> bool:
    """Say whether hours are given and nothing has to be done in them: "gave us three hours of quiet"."""
    parse = case.notes.parse
    return not any(parse.tag[w] == "VB" and parse.is_infinitive(w) for w in parse.subtree(case.clause.word) if w > case.clause.word)


def _held(case: Case) -> bool:
    """Say whether only ground is defended, and nobody in words: "troops defended the port"."""
    return case.clause.patient is not None and case.is_placed(case.clause.patient)


def _by_a_term(case: Case) -> bool:
    """Say whether only what is agreed stands as subject: "the terms agreed in Norvik"."""
    return bool(case.nouns(case.clause.agent) & _TERMS)


def _stood(case: Case) -> bool:
    """Say whether nobody is stood by: "troops stood by"."""
    return case.clause.patient is None and not case.clause.preps.get("by")


def _forced(case: Case) -> bool:
    """Say whether a side only gives somebody no choice: "forcing them to retreat", "forced the rebels to resort to mines"."""
    parse, word = case.notes.parse, case.clause.word
    content = parse.child(word, "xcomp", "ccomp")
    made = parse.lemma[content] if content is not None else ""
    return parse.dep[word] == "advcl" or (bool(made) and made not in _DRIVEN)


def _hailed(case: Case) -> bool:
    """Say whether somebody only comes from a place or kin: "hails from a prominent family"."""
    return case.clause.patient is None and "from" in case.clause.preps


def _exchanged(case: Case) -> bool:
    """Say whether only words or things of peace pass between people: "exchanging vows", "exchanged gifts"."""
    return bool(case.nouns(case.clause.patient) & _GREETINGS)


def _shot(case: Case) -> bool:
    """Say whether a thing only shoots up or past: "smoke shot into the air"."""
    agent = case.clause.agent
    if case.clause.patient is not None or agent is None or case.notes.parse.pos[agent] != "NOUN":
        return False
    return actor_at(case.notes, agent) is None and not case.nouns(agent) & (case.lexicon.target_nouns | case.lexicon.armed)


def _fought(case: Case) -> bool:
    """Say whether an evil is fought and no side: "fighting corruption"."""
    return bool(case.nouns(case.clause.patient) & _EVILS)


def _grieved(case: Case) -> bool:
    """Say whether somebody only mourns: "devastated by the deaths"."""
    return bool(case.nouns(case.clause.agent) & {"death", "loss", "news"})


def _searched(case: Case) -> bool:
    """Say whether somebody only looks for a thing: "searched for medicine"."""
    return case.typed.type == "ACCUSE"


def _planted(case: Case) -> bool:
    """Say whether what is planted is no bomb: "planted beans"."""
    return not case.nouns(case.clause.patient) & _BOMBS


def _hung(case: Case) -> bool:
    """Say whether a thing is hung up and nobody hanged: "hung it up"."""
    patient = case.clause.patient
    somebody = patient is not None and (actor_at(case.notes, patient) is not None or bool(case.nouns(patient) & case.lexicon.target_nouns))
    return not somebody or (patient is not None and case.notes.parse.lower[patient] == "it")


def _parked(case: Case) -> bool:
    """Say whether only vehicles gather: "buses had gathered at the gate"."""
    return bool(case.nouns(case.clause.agent) & _VEHICLES)


def _told_which(case: Case) -> bool:
    """Say whether only which promises are meant is told: "the commitments they made"."""
    return case.notes.parse.dep[case.clause.word] == "relcl"


def _planned(case: Case) -> bool:
    """Say whether something is planned that binds to nothing: "plans a speech"."""
    patient = case.clause.patient
    acts = patient is not None and patient in case.notes.clause_by_word
    return case.notes.parse.child(case.clause.word, "xcomp", "ccomp") is None and not acts


def _walked(case: Case) -> bool:
    """Say whether somebody only goes his way, and from no talks: "the man walked away"."""
    return "from" not in case.clause.preps and "of" not in case.clause.preps and bool(case.nouns(case.clause.agent) & _PASSERS)


def _always(case: Case) -> bool:
    """Say whether a verb of the lexicon tells no act of a war's story: "held an election"."""
    return not case.clause.nominal


_TESTS: dict[str, Callable[[Case], bool]] = {
    **IDLE,
    "occupy": _occupied,
    "move": _moved,
    "leave": _left,
    "ask": _unnamed,
    "request": _unnamed,
    "insist": _insisted,
    "complain": _complained,
    "hold election": _always,
    "stall": _stalled,
    "procrastinate": _stalled,
    "defend": _held,
    "give hour": _sets_no_term,
    "agree": _by_a_term,
    "agree to": _by_a_term,
    "agree on": _by_a_term,
    "withdraw": _unsaid,
    "give in": _has_object,
    "force": _forced,
    "remind": _reminded,
    "stand by": _stood,
    "hail": _hailed,
    "shoot": _shot,
    "fight": _fought,
    "plan": _planned,
    "plant": _planted,
    "hang": _hung,
    "gather": _parked,
    "make commitment": _told_which,
    "make promise": _told_which,
    "make pledge": _told_which,
    "devastate": _grieved,
    "search": _searched,
    "walk away": _walked,
    "walk out": _walked,
    "exchange": _exchanged,
}
