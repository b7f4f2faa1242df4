"""Senses: what a word of the lexicon means by its company where a report tells its own acts ("signed the truce", "signed the letter").

Invariant: a type is changed or taken away by the words beside its predicate, never by the place in the report.
"""

from collections.abc import Callable

from msgspec.structs import replace

from trucebook.reading.acts.eventaccords import arranged
from trucebook.reading.acts.eventact import Act
from trucebook.reading.acts.eventanswers import answered, put_off
from trucebook.reading.acts.eventcharges import called_off, charged, spoken, warned
from trucebook.reading.acts.eventgoings import went
from trucebook.reading.acts.eventoffers import offered
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon, object_nouns
from trucebook.reading.acts.eventyields import yielded
from trucebook.reading.grammar.clauses import perfect_roles
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.people.who import actor_at

_SIGNING = frozenset({"sign", "signing", "signature"})
_TAKING = frozenset({"seize", "capture", "take", "overrun", "storm", "retake", "recapture", "occupy", "win", "cut", "sever"})
_PERSONAL = frozenset(
    {"help", "treat", "protect", "evacuate", "rush", "serve", "aid", "arm", "host", "assist", "shelter", "feed", "rescue"}
)
_WHOLE_WORLDS = frozenset({"instruction", "order", "plan", "deal", "agreement", "project", "task", "programme", "program"})
_SELVES = frozenset({"themselves", "itself", "himself", "herself", "ourselves", "yourself", "myself"})
_HITTING = frozenset({"hit", "strike", "target"})
_SINGLE = frozenset({"person"})
_MOVERS = frozenset(
    {"people", "resident", "civilian", "family", "evacuee", "batch", "person", "inhabitant", "villager", "refugee", "displaced"}
)
_NAMES = frozenset({"ORG", "EVENT", "LAW", "WORK_OF_ART"})
_NAMED_ACTS = frozenset({"battle", "siege", "raid", "bombing", "bombardment", "massacre", "storming", "fall", "capture"})
_OFFICES = frozenset(
    {"president", "general", "commander", "leader", "fighter", "colonel", "captain", "minister", "governor", "chief", "king", "officer"}
)
_ONLY_CITED = frozenset({"cite", "claim", "call", "question"})


def in_sense(notes: Notes, clause: Clause, typed: Typed | None, lexicon: TypeLexicon) -> Typed | None:
    """Return the type that a predicate carries in its company, None where it tells no act after all."""
    parse = notes.parse
    told = (
        went(notes, clause, lexicon)
        or yielded(notes, clause, lexicon)
        or arranged(parse, clause, lexicon)
        or called_off(parse, clause, lexicon)
        or put_off(parse, clause)
    )
    if told is not None:
        return told
    if (accused := charged(parse, clause, typed, lexicon)) is not None:
        return accused
    if typed is None and (answer := answered(notes, clause, lexicon)) is not None:
        return answer
    if typed is None or typed.entry == "call":
        said = spoken(parse, clause, lexicon)
        if said is not None or typed is None:
            return said
    act = Act(notes, clause, typed, lexicon)
    sensed = next((found for sense in SENSES if (found := sense(act)) is not None), (typed,))
    return sensed[0]


_Answer = tuple[Typed | None] | None  # None where a sense has nothing to say of a predicate
_Sense = Callable[[Act], _Answer]


def _only_names(act: Act) -> _Answer:
    """Take the type from words of a longer name and from what only describes a noun."""
    clause = act.clause
    parse = act.notes.parse
    describes = not clause.nominal and parse.dep[clause.word] == "amod" and perfect_roles(parse, clause.word) is None
    return (None,) if describes or _in_a_name(parse, clause) else None


def _of_accords(act: Act) -> _Answer:
    """Return AGREE for an accord that somebody backs or turns down, and for what is signed."""
    notes, clause, typed, lexicon = act.notes, act.clause, act.typed, act.lexicon
    if clause.nominal and typed.type in ("SUPPORT", "ACCUSE", "REJECT") and clause.lemma in lexicon.accords:
        return (Typed("AGREE", None, clause.word, clause.lemma, False) if clause.agent is not None else typed,)
    if clause.bare in _SIGNING or typed.entry.split()[0] in _SIGNING:
        return (_signed(notes.parse, clause, typed, lexicon),)
    return None


def _no_act(act: Act) -> _Answer:
    """Take the type from what harms and helps nobody: "speaks for the residents", "defended themselves", "cease-fire"."""
    clause, typed = act.clause, act.typed
    parse = act.notes.parse
    idle = (
        (clause.bare == "speak" and "for" in clause.preps)
        or typed.entry in ("sponsor", "ignore", "look into")
        or (typed.entry == "defend" and bool(_SELVES.intersection(object_nouns(parse, clause.patient))))
        or (typed.entry == "cease fire" and parse.lower[clause.word + 1 : clause.word + 2] == ["-"])
    )
    return (None,) if idle else None


def _of_help(act: Act) -> _Answer:
    """Take the type from support that only says who somebody is and from what is given and is no help."""
    notes, clause, typed, lexicon = act.notes, act.clause, act.typed, act.lexicon
    if typed.type in ("AID", "SUPPORT") and (_only_says_who(notes.parse, clause) or (clause.passive and clause.agent is None)):
        return (None,)
    if typed.type == "AID":
        return (typed if not _bare_aid(typed) or _helps(notes, clause, lexicon) else None,)
    return None


def _of_force(act: Act) -> _Answer:
    """Return the type of hitting, capturing, striking and executing by what or whom it meets."""
    notes, clause, typed, lexicon = act.notes, act.clause, act.typed, act.lexicon
    parse, patient = act.notes.parse, act.clause.patient
    if typed.entry in _HITTING and not clause.nominal and lexicon.hit_nouns.intersection(object_nouns(parse, patient)):
        return (replace(typed, weak=False),)
    if clause.bare == "capture" and not clause.nominal and patient is not None and _is_captive(notes, patient, lexicon):
        return (replace(typed, type="COERCE", mode="arrest", weak=False),)
    if clause.nominal and clause.lemma == "strike" and clause.agent is not None and parse.lemma[clause.agent] in lexicon.protesters:
        return (replace(typed, type="PROTEST", mode="strike"),)
    if typed.entry in ("execution", "execute"):
        done = patient is not None and (parse.lemma[patient] in _WHOLE_WORLDS or parse.lower[patient] == "it")
        return (None if done else typed,)
    return None


def _of_company(act: Act) -> _Answer:
    """Return the type of civilians who move and of those who fight alongside others."""
    notes, clause, typed = act.notes, act.clause, act.typed
    if typed.entry == "move" and clause.agent is not None and notes.parse.lemma[clause.agent] in _MOVERS:
        return (replace(typed, type="RETREAT", mode="withdraw"),)
    if typed.entry == "fight" and "alongside" in clause.preps and not clause.nominal:
        return (replace(typed, type="COOPERATE", mode=None),)
    return None


def _by_type(act: Act) -> _Answer:
    """Return what the habits of the type itself leave of it."""
    notes, clause, typed, lexicon = act.notes, act.clause, act.typed, act.lexicon
    if typed.type == "COERCE":
        return (_coerced(notes, clause, typed, lexicon),)
    if typed.type in ("CONSULT", "ACCUSE"):
        return (_addressed(notes, clause, typed, lexicon),)
    if typed.type == "THREATEN":
        return (warned(notes.parse, clause, typed),)
    return (_left(notes, clause, typed, lexicon),)


SENSES: tuple[_Sense, ...] = (_only_names, _of_accords, offered, _no_act, _of_help, _of_force, _of_company, _by_type)


def _in_a_name(parse: Parse, clause: Clause) -> bool:
    """Say whether a predicate is a word of a longer name: "the Office for the Coordination of Relief", "the Stop the War group"."""
    word = clause.word
    if not parse.words[word][:1].isupper() or clause.light is not None or names_battle(parse, clause):
        return False
    if clause.nominal and clause.lemma in _NAMED_ACTS and parse.lower[word + 1 : word + 2] == ["of"] and parse.pos[word] == "PROPN":
        return True
    return any(label in _NAMES and last - first > 2 for first, last, label in parse.entities_in(word, word))


def names_battle(parse: Parse, clause: Clause) -> bool:
    """Say whether a name tells an act of war, and not only dates another: "the Battle of Two Mills"."""
    word = clause.word
    named = (
        clause.nominal and clause.lemma in _NAMED_ACTS and parse.words[word][:1].isupper() and parse.lower[word + 1 : word + 2] == ["of"]
    )
    before = parse.noun_phrase(word)[0] - 1
    return named and (before < 0 or parse.lower[before] not in ("after", "before", "since", "until", "during", "by"))


def _signed(parse: Parse, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> Typed | None:
    """Return AGREE for the signing of a truce by those it binds, None for letters and for signatures that are only spoken of."""
    words = [
        clause.word if clause.nominal else None,
        clause.patient,
        *(w for p in ("of", "under", "to", "on") for w in clause.preps.get(p, ())),
    ]
    nouns = {n for w in words if w is not None for n in object_nouns(parse, w)}
    if nouns & lexicon.accords or nouns & lexicon.papers:
        return replace(typed, type="AGREE", mode=None)
    if clause.nominal and clause.light is None:
        return None
    if clause.patient is None or parse.pos[clause.patient] == "PRON":
        return replace(typed, type="AGREE", mode=None)
    return None if nouns & lexicon.letters else typed


def _bare_aid(typed: Typed) -> bool:
    """Say whether a type of AID rests on a word that gives anything: "give", "bring", "send" without what is given."""
    return typed.weak and " " not in typed.entry


def _helps(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> bool:
    """Say whether what is given is help, or who is served is somebody."""
    parse = notes.parse
    if any(n in lexicon.aid_nouns for n in object_nouns(parse, clause.patient)):
        return True
    return clause.bare in _PERSONAL and clause.patient is not None and _is_person(notes, clause.patient, lexicon)


def _is_person(notes: Notes, word: int, lexicon: TypeLexicon) -> bool:
    """Say whether a word stands for people: an actor of the report, or a noun for persons and no place."""
    lemma = notes.parse.lemma[word]
    if lemma in lexicon.ground_nouns:
        return False
    return lemma in lexicon.target_nouns or actor_at(notes, word) is not None or notes.parse.pos[word] == "PRON"


def _is_captive(notes: Notes, word: int, lexicon: TypeLexicon) -> bool:
    """Say whether a word stands for a person or for men who can be taken captive."""
    actor = actor_at(notes, word)
    if actor is not None and getattr(actor.value, "kind", None) in _SINGLE:
        return True
    nouns = set(object_nouns(notes.parse, word))
    return bool(nouns & (lexicon.captives | _OFFICES)) and not nouns & lexicon.ground_nouns


def _only_says_who(parse: Parse, clause: Clause) -> bool:
    """Say whether support only describes somebody: "the government backed by the union", "the union, which backs the clan"."""
    return not clause.nominal and (
        parse.dep[clause.word] in ("acl", "relcl", "amod") or (parse.dep[clause.word] == "advcl" and parse.tag[clause.word] == "VBN")
    )


def _coerced(notes: Notes, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> Typed | None:
    """Return ASSAULT for ground that is taken, nothing for ground that is only held, for wars closed and for people displaced."""
    parse = notes.parse
    nouns = set(object_nouns(parse, clause.patient))
    if typed.entry == "expel" and _is_member(notes, clause):
        return replace(typed, type="SANCTION", mode="expel")
    if typed.mode == "deport" and not clause.nominal and clause.patient is not None and _is_counted(parse, clause.patient):
        return None
    if clause.nominal:
        return None if clause.lemma == "displacement" and clause.agent is None else typed
    if clause.bare in _TAKING and (nouns & lexicon.ground_nouns or _is_named_thing(notes, clause)):
        return replace(typed, type="ASSAULT", mode=None)
    if typed.entry == "hold":
        return typed if clause.patient is not None and _is_person(notes, clause.patient, lexicon) and "hostage" not in nouns else None
    if typed.entry == "suspend" and _is_help(parse, clause, lexicon):
        return replace(typed, type="SANCTION", mode="discontinue")
    if typed.entry == "suspend" and clause.patient is not None and parse.pos[clause.patient] == "PRON":
        return None
    if typed.entry in ("close", "dissolve", "limit", "suspend") and (not nouns or nouns & (lexicon.state_nouns | {"itself", "themselves"})):
        return None
    return None if typed.entry == "displace" and not _by_somebody(notes, clause, lexicon) else typed


def _is_named_thing(notes: Notes, clause: Clause) -> bool:
    """Say whether what somebody takes has a name of its own and is no person: "seized the Four Mills"."""
    parse, thing = notes.parse, clause.patient
    if thing is None or clause.agent is None or parse.pos[thing] != "PROPN":
        return False
    return not any(label in ("PERSON", "DATE", "MONEY") for *_, label in parse.entities_in(thing, thing))


def _is_help(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> bool:
    """Say whether a sum is given as help: "ten million in aid"."""
    tails = (
        (parse.child(c, "pobj") for c in parse.children[clause.patient] if parse.lower[c] in ("in", "of"))
        if clause.patient is not None
        else ()
    )
    words = [*tails, *clause.preps.get("in", ())]
    return any(w is not None and parse.lemma[w] in lexicon.aid_nouns for w in words)


def _is_member(notes: Notes, clause: Clause) -> bool:
    """Say whether a state is put out of a body: "expelled Norvik from the league"."""
    actor = actor_at(notes, clause.patient)
    return actor is not None and getattr(actor.value, "kind", None) == "state" and not clause.nominal


def _is_counted(parse: Parse, word: int) -> bool:
    """Say whether a word is a number of people, or has one: how many were driven out is a figure."""
    return parse.pos[word] == "NUM" or any(parse.dep[c] == "nummod" for c in parse.children[word])


def _addressed(notes: Notes, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> Typed | None:
    """Return nothing where a verb of talking or blaming only names, quotes or asks: "what they called", "citing residents"."""
    parse = notes.parse
    if typed.entry == "raise concern" and "with" not in clause.preps and not _by_somebody(notes, clause, lexicon):
        return None
    if clause.nominal or " " in typed.entry or clause.lemma != clause.bare:
        return typed
    if clause.lemma in _ONLY_CITED:
        held = clause.patient is not None and _is_person(notes, clause.patient, lexicon) and not clause.passive
        return typed if held and clause.lemma == "call" and parse.child(clause.word, "oprd", "ccomp", "xcomp") is None else None
    return typed


def _by_somebody(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> bool:
    """Say whether somebody does a thing, and no event or thing brings it about."""
    return clause.agent is not None and _is_person(notes, clause.agent, lexicon)


def _left(notes: Notes, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> Typed | None:
    """Return nothing for things that are left, released or joined and are no ground, captive or accord."""
    parse = notes.parse
    nouns = set(object_nouns(parse, clause.patient))
    if typed.entry == "release" and nouns & lexicon.letters:
        return None
    if (
        typed.entry in ("leave", "flee", "abandon", "quit")
        and not clause.nominal
        and (nouns & lexicon.left_behind or typed.entry == "flee")
    ):
        return None
    if typed.entry in ("leave", "return", "depart") and clause.agent is not None and _is_single(notes, clause.agent):
        return None
    if typed.entry == "pull out" and clause.patient is not None and parse.pos[clause.patient] == "PRON":
        return None
    if typed.entry == "ask" and (content := parse.child(clause.word, "ccomp")) is not None and parse.quoted[content]:
        return None
    if typed.entry == "recognition" and clause.light is None:
        return None
    if typed.entry == "join":
        return typed if nouns & (lexicon.accords | lexicon.papers) else None
    if typed.entry == "fail" and (clause.agent is None or actor_at(notes, clause.agent) is None):
        return None
    if typed.entry == "fail" and saying_over(parse, clause.word, lexicon) is not None:
        beside = parse.dep[clause.word] == "conj" and parse.child(clause.word, "xcomp") is not None
        return replace(typed, type="ACCUSE", mode=None, entry="failed, as said") if beside else None
    return None if typed.entry == "seek" and parse.child(clause.word, "xcomp") is not None else typed


def saying_over(parse: Parse, word: int, lexicon: TypeLexicon) -> int | None:
    """Return the verb by which somebody else says what a side failed to do: "said the clan had failed to leave", "said that all was
    calm and that the clan had failed to leave"."""
    top = parse.first_conjunct(word)
    if parse.dep[top] == "ccomp" and parse.head[top] < top and parse.lemma[parse.head[top]] in lexicon.saying:
        return parse.head[top]
    marked = any(parse.lower[c] == "that" and parse.dep[c] == "mark" for c in parse.children[word])
    return next((h for h in parse.ancestors(word) if marked and parse.lemma[h] in lexicon.saying), None)


def _is_single(notes: Notes, word: int) -> bool:
    """Say whether a word stands for one person, whose going and coming are no pulling back."""
    actor = actor_at(notes, word)
    return actor is not None and getattr(actor.value, "kind", None) in _SINGLE and notes.parse.tag[word] in ("NNP", "PRP", "NN")
