"""Debtors: who owes an obligation, as a field of the report.

Invariant: a thing, a time, a paper or the agreement itself owes nothing; where the words name nobody there is no debtor.
"""

from collections.abc import Callable

from trucebook.model import Field
from trucebook.reading.deals.antecedents import antecedent
from trucebook.reading.deals.binding import Bound
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.gapping import infinitive_owner
from trucebook.reading.deals.grounds import Ground
from trucebook.reading.deals.hanging import SETTING_UP
from trucebook.reading.deals.owing import agent_of, debtor_of, possessor, subject_of
from trucebook.reading.deals.phrases import actor_field
from trucebook.reading.deals.telling import deal_subject
from trucebook.reading.evidence import cut, of_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at
from trucebook.reading.voices.speech import speaker_of

_AGREEING = {"agree", "commit", "pledge", "undertake"}
_BARRING = deal_words("barring")
_DONE_TO = ("cease_fire", "lift_siege", "aid", "restore_services", "talk")  # "Hostilities must cease" tells of nobody
_OF_ASKERS = {"appeal", "call", "demand", "need", "plea", "request"}  # whose owner asks, and owes nothing
_PEOPLE = deal_words("sides")
_ARMED = deal_words("armed")
_SAYING = deal_words("saying")
_STAND_INS = deal_words("stand_ins")
_THINGS = deal_words("things_that_act") | deal_words("owing_nothing")
_TIMES = deal_words("time_nouns")


def debtor_field(notes: Notes, ground: Ground, bound: Bound) -> Field | None:
    """Return who must do a bound act, or None where the words name nobody."""
    parse = notes.parse
    word = _debtor(parse, ground, bound)
    if word is None or _is_the_deal(parse, ground, bound, word):
        return None
    if parse.lemma[word] in _TIMES or (word == bound.act.theme and bound.act.action == "integrate"):
        settled = word == bound.act.theme and parse.lemma[word] in _PEOPLE
        return actor_field(notes, word) if settled else None
    return None if _owes_nothing(parse, bound, word) else _resolved(notes, ground, word)


def _debtor(parse: Parse, ground: Ground, bound: Bound) -> int | None:
    """Return the head word of who must act, by the bond, by the act's own words, or by the words that bind it."""
    act, word = bound.act, bound.bond.debtor
    if word is None:
        word = None if act.nominal else _of_row(parse, act.word)
    if word is None and not act.nominal:
        word = _pressed(parse, act.word)
    if word is None:
        word = debtor_of(parse, act.word, act.action, act.theme, nominal=act.nominal)
        word = word if word is None or act.nominal else _not_done_to(parse, act.word, word)
    if word in ground.at and not act.nominal and parse.lemma[act.word] in _BARRING:
        word = parse.child(act.word, "dobj", "dative")  # "the truce bars both sides from raids"
    if word is None:
        word = next((w for way in _WAYS if (w := way(parse, bound)) is not None), None)
    if word is None and bound.weighed:
        word = act.word if act.nominal and _are_people(parse, act.word) else _by_climbing(parse, act.word)
    if word is None and bound.bond.kind == "provide" and not act.nominal:
        word = _by_naming(parse, ground, bound)
    own = None if act.nominal else parse.child(act.word, "nsubj")
    if word in ground.at and own is not None and own not in ground.at:
        word = own  # "The truce is to let the sides exchange prisoners"
    if act.action == "integrate" and word is not None and word == act.theme:
        word = _settled_with(parse, act.word) or word
    return word


def _pressed(parse: Parse, verb: int) -> int | None:
    """Return who is pressed to do what stands in a row behind it, where the parser hung the later verbs on the pressing: "press the
    council to end its raids, let in relief and to honour the truce"."""
    at = verb
    while parse.dep[at] in _ROWS and parse.tag[at] in ("VB", "VBP") and parse.child(at, "nsubj", "nsubjpass", "auxpass") is None:
        below, at = at, parse.head[at]
        helped = [c for c in parse.children_of(below, "aux") if parse.lower[c] != "to"]
        if helped or at > verb:
            return None
        pressed = parse.child(at, "dobj") if parse.lemma[at] in _PRESSING and parse.dep[below] == "conj" else None
        if pressed is not None and _are_people(parse, pressed):
            return pressed
    return None


_ROWS = {"conj", "ccomp", "advcl"}
_PRESSING = deal_words("urging") | {"press", "pressure", "push"}


def _are_people(parse: Parse, word: int) -> bool:
    """Say whether a word is of people who can owe something: a name, a side, men in arms."""
    return _is_side(parse, word) or parse.lemma[word] in _ARMED


def _is_side(parse: Parse, word: int) -> bool:
    return parse.pos[word] == "PROPN" or parse.lemma[word] in _PEOPLE


def _by_climbing(parse: Parse, word: int) -> int | None:
    """Return who is the subject of the nearest verb over an act, where that is people and no verb of saying: "The two undertake …; to
    quit the crossroads; and to gather"."""
    for over in parse.ancestors(word):
        subject = parse.child(over, "nsubj") if parse.pos[over] in ("VERB", "AUX") else None
        if subject is not None:
            people = _are_people(parse, subject) or parse.tag[subject] in ("CD", "DT", "PRP")
            return subject if people and parse.lemma[over] not in _SAYING else None
    return None


def _of_row(parse: Parse, verb: int) -> int | None:
    """Return who stands before an infinitive in a row whose verb is left out: "is to leave, and the Front to free captives"."""
    first = parse.sentences[parse.sentence_of[verb]][0]
    owner = infinitive_owner(parse, verb, opened=True) if parse.child(verb, "auxpass") is None else None
    if owner is None or not _is_side(parse, owner):
        return None
    opened = any(parse.lower[j] == "to" and parse.tag[j] == "TO" for j in range(first, parse.noun_phrase(owner)[0]))
    return owner if opened else None


def _not_done_to(parse: Parse, verb: int, word: int) -> int | None:
    """Return who owes an act that the parser hung on what is halted: "binds the parties to halt hostilities, to free prisoners"."""
    over = parse.head[word]
    halted = over != verb and parse.dep[word] == "dobj" and parse.lemma[over] in _HALTING
    return subject_of(parse, over) if halted else word


_HALTING = {"cease", "end", "halt", "stop", "suspend"}


def _by_naming(parse: Parse, ground: Ground, bound: Bound) -> int | None:
    """Return who agreed, where the agreement is named by its verb in the sentence: "Militias agreed on Monday to end all raids"."""
    first = parse.sentences[parse.sentence_of[bound.act.word]][0]
    named = (j for j in range(first, bound.act.word) if j in ground.at and ground.at[j].id == bound.bond.agreement.id)
    verb = next((j for j in named if parse.pos[j] == "VERB" and parse.lemma[j] in _AGREEING), None)
    return None if verb is None else subject_of(parse, verb)


def _by_noun(parse: Parse, bound: Bound) -> int | None:
    """Return whose a promise or an offer is: its owner, or the side that stands before it ("a government offer of amnesty")."""
    noun = bound.bond.word
    if parse.pos[noun] != "NOUN" or parse.lemma[noun] in _OF_ASKERS:
        return None
    owner = possessor(parse, noun)
    if owner is None or owner == bound.act.word or bound.act.word in parse.subtree(owner):
        owner = next((c for c in parse.children_of(noun, "compound", "amod") if parse.lemma[c] in _PEOPLE), None)
    return owner


def _by_agent(parse: Parse, bound: Bound) -> int | None:
    """Return by whom it is promised: "The removal of the barriers has been promised by the clans"."""
    promised = bound.act.nominal and bound.bond.kind == "promise" and parse.pos[bound.bond.word] == "VERB"
    return agent_of(parse, bound.bond.word) if promised else None


def _called_on(parse: Parse, bound: Bound) -> int | None:
    """Return who is called on for what a noun names: "call upon the chairs to establish a mechanism"."""
    verb = bound.bond.word
    if not bound.act.nominal or bound.bond.kind != "demand" or parse.lemma[verb] not in ("appeal", "call"):
        return None
    asked = [k for c in parse.children[verb] if parse.lower[c] in ("on", "upon") for k in parse.children[c] if parse.dep[k] == "pobj"]
    return asked[-1] if asked else None


def _by_agreeing(parse: Parse, bound: Bound) -> int | None:
    """Return who agrees on it: "the two sides agreed on a swap"."""
    agreed = bound.bond.kind in ("promise", "provide") and parse.lemma[bound.bond.word] == "agree"
    return subject_of(parse, bound.bond.word) if agreed else None


def _by_verb_over(parse: Parse, bound: Bound) -> int | None:
    """Return who does the verb whose object is asked for: "called on the chairs to establish a mechanism"."""
    over = parse.head[bound.act.word]
    asked = bound.bond.kind == "demand" and parse.dep[bound.act.word] == "dobj" and over != bound.bond.word
    return subject_of(parse, over) if asked else None


def _by_making(parse: Parse, bound: Bound) -> int | None:
    """Return who sets a body up or sends one: "The two sides will set up a joint body"."""
    over = parse.head[bound.act.word]
    made = bound.act.nominal and bound.act.action == "monitor" and parse.dep[bound.act.word] == "dobj"
    return subject_of(parse, over) if made and parse.lemma[over] in SETTING_UP | {"send", "appoint", "name"} else None


_WAYS: tuple[Callable[[Parse, Bound], int | None], ...] = (_by_noun, _by_agent, _called_on, _by_agreeing, _by_verb_over, _by_making)


def _settled_with(parse: Parse, verb: int) -> int | None:
    """Return with whom somebody's papers are settled: "have their papers settled with the authorities"."""
    return next((k for c in parse.children[verb] if parse.lower[c] in ("with", "by") for k in parse.children[c]), None)


def _is_the_deal(parse: Parse, ground: Ground, bound: Bound, word: int) -> bool:
    """Say whether a pronoun that is subject stands for the agreement ("It sets up a committee"): always where it sets a body up."""
    if parse.dep[word] != "nsubj" or parse.lower[word] not in ("it", "this"):
        return False
    verb = bound.act.word
    return parse.lemma[verb] in SETTING_UP or deal_subject(parse, ground, verb) is not None


def _owes_nothing(parse: Parse, bound: Bound, word: int) -> bool:
    """Say whether a word is a thing, or what is done or asked for and nobody who does it ("wants the vote annulled")."""
    act = bound.act
    small = word == act.theme and parse.dep[act.word] == "ccomp" and parse.tag[act.word] == "VBN"
    if (small and parse.child(act.word, "aux", "auxpass") is None) or parse.lemma[word] in _THINGS:
        return True
    if word == act.word and act.action in ("talk", "monitor"):
        return True  # "Negotiations will open within a week" tells of nobody
    acting = parse.lemma[word] in _PEOPLE and parse.dep[word] == "nsubj"  # "each side held back from attacking the other"
    meeting = act.action == "talk" and (parse.lemma[word] in _PEOPLE or parse.pos[word] in ("PROPN", "PRON"))
    return word == act.theme and act.action in _DONE_TO and not meeting and not acting


def _resolved(notes: Notes, ground: Ground, word: int) -> Field | None:
    """Return who is meant by a word, through up to three pronouns."""
    parse, at = notes.parse, word
    for _ in range(3):
        if at in ground.at and "terms" not in ground.at[at].fields and parse.lemma[at] not in _PEOPLE:
            return None
        if parse.lower[at] in ("we", "i"):
            return speaker_of(notes, parse.start[at], parse.end[at])
        at = _person(parse, at)
        if parse.lemma[at] in _STAND_INS and parse.pos[at] == "NOUN":
            return None  # "The six points forbid the use of force"
        if (said := _named(notes, at)) is not None:
            return said
        before = antecedent(notes, at)
        if before is None:
            return None
        at = before
    return None


def _named(notes: Notes, word: int) -> Field | None:
    """Return the field of who is named at a word or stands for a pronoun there, or None where it must be looked for before it."""
    parse = notes.parse
    if parse.lower[word] == "those" and parse.child(word, "relcl") is not None:
        return cut(parse.text, parse.start[word], parse.end[min(parse.right_edge(word), word + 8)])
    if parse.pos[word] != "PRON" and parse.tag[word] not in ("PRP", "PRP$", "WDT", "WP"):
        return actor_field(notes, word)
    word = _owner(parse, word)
    if (sayer := _sayer(parse, word)) is not None:
        return actor_field(notes, sayer)
    mention = actor_at(notes, word)
    if mention is not None and mention.start < parse.start[word]:
        return of_mention(mention)
    if parse.lower[word] in ("both", "each", "either"):
        return cut(parse.text, parse.start[word], parse.end[word])  # "appealed to both to refrain"
    return None


def _owner(parse: Parse, word: int) -> int:
    """Return the "they" that a sentence is about before its "their", else the word itself: "They kept the quarter, closed to the police,
    in exchange for the surrender of their mortars"."""
    if parse.lower[word] != "their":
        return word
    first = parse.sentences[parse.sentence_of[word]][0]
    they = (j for j in range(first, word) if parse.lower[j] == "they" and parse.dep[j] in ("nsubj", "nsubjpass"))
    return next(they, word)


def _sayer(parse: Parse, word: int) -> int | None:
    """Return who says what "they" will do, or that nobody will do it: "The Front said that they would not fight"."""
    if parse.lower[word] not in ("they", "nobody") or parse.dep[word] not in ("nsubj", "nsubjpass"):
        return None
    clause = parse.first_conjunct(parse.head[word])
    said = parse.head[clause]
    if parse.dep[clause] != "ccomp" or parse.lemma[said] not in _SAYING:
        return None
    subject = parse.child(said, "nsubj")
    return subject if subject is not None and _is_side(parse, subject) else None


def _person(parse: Parse, word: int) -> int:
    """Return a word, or where "who" was hung on a thing the nearest people before it."""
    who = any(parse.dep[c] == "relcl" and any(parse.lower[k] == "who" for k in parse.children[c]) for c in parse.children[word])
    if not who or parse.lower[word] in ("those", "anyone") or _is_side(parse, word):
        return word
    first = parse.sentences[parse.sentence_of[word]][0]
    return next((j for j in range(word, first - 1, -1) if parse.lemma[j] in _PEOPLE), word)
