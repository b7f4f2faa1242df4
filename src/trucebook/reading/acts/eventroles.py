"""Roles of an event: who did it (source), whom it met (target), with what (instrument), by the type's own habit.

Invariant: a role is a word of the report's grammar or None; an act that stands as subject or object of another lends it its own roles.
"""

from msgspec import Struct

from trucebook.reading.acts.eventact import Act
from trucebook.reading.acts.eventdemands import speaker_word, told_to_act, urgent_duty, voice_of
from trucebook.reading.acts.eventmoods import saying_verb
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon, object_nouns
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.people.who import actor_at

_TARGETS = {
    "ASSAULT": ("against", "on", "upon", "at", "into", "outside", "near", "with", "towards"),
    "CONSULT": ("with", "between", "to"),
    "AGREE": ("with", "between", "to"),
    "COOPERATE": ("with", "between"),
    "REQUEST": ("on", "upon", "to", "from", "of"),
    "ACCUSE": ("against", "on", "at", "of", "from"),
    "REJECT": ("from", "to", "by", "with"),
    "THREATEN": ("against", "to"),
    "SUPPORT": ("for", "to", "with", "behind"),
    "AID": ("to", "for", "in"),
    "COERCE": ("on", "against", "of", "from", "to"),
    "SANCTION": ("on", "against", "with", "to", "from"),
    "PROTEST": ("against", "at", "over"),
    "MOBILIZE": ("against", "to", "along"),
    "CONCEDE": ("to", "with", "for", "on"),
    "RETREAT": ("to",),
}
_RECEIVING = frozenset({"AID", "THREATEN", "SUPPORT", "CONCEDE", "REQUEST", "CONSULT", "AGREE", "REJECT"})
_BETWEEN_ACTORS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REJECT", "REQUEST", "CONSULT", "COOPERATE", "MOBILIZE"})
_SPEAKERS_OF = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT"})
_SUFFERING = ("come under ", "be under ", "live under ", "remain under ")
_VOICED = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN"})
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_DYING = frozenset({"die", "perish"})
_HARMING = frozenset({"kill", "wound", "injure", "maim", "hurt", "massacre", "slaughter", "murder", "execute", "behead"})
_SORTS = frozenset({"military", "security", "state", "paramilitary", "tribal", "allied", "federal"})
_INSTRUMENTS = ("with", "using")
_NAMED = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})


class Roles(Struct, frozen=True):
    """Head words of an event's participants."""

    source: int | None
    target: int | None
    instrument: int | None = None


def roles_of(
    notes: Notes,
    clause: Clause,
    typed: Typed,
    clauses: dict[int, Clause],
    lexicon: TypeLexicon,
    times: frozenset[int],
    places: frozenset[int],
) -> Roles:
    """Return the roles of a clause that carries a type; words in `times` are no participants, those in `places` may be hit."""
    act = Act(notes, clause, typed, lexicon, clauses, times, places)
    if (spoken := _alleged(act) or _under_fire(act) or _uttered(act)) is not None:
        return spoken
    source, target = _source_and_target(act)
    if source is None and clause.recipient is not None and clause.passive and typed.type == "RETREAT":
        return Roles(clause.recipient, None)
    source, target = _moved_by_itself(act, source, target)
    if typed.type == "AGREE" and len(pair := _pair(notes.parse, clause)) > 1:
        return Roles(pair[0], pair[1])
    if source is not None and typed.type == "AGREE" and notes.parse.lemma[source] in lexicon.accords:
        source = None
    target = target if target is not None else _sought(act)
    source, target = (None if w in times else w for w in (source, target))
    source = voice_of(notes, source) if typed.type in _VOICED else source
    source, target = _told_apart(act, source, target)
    return Roles(source, target, _instrument(notes.parse, clause))


def _alleged(act: Act) -> Roles | None:
    """Return who alleges a deed and of whom: "said the clan had burned the mill"."""
    content = act.notes.parse.child(act.clause.word, "ccomp") if act.typed.mode == "allege" else None
    if content is None or content not in act.clauses:
        return None
    said = act.clauses[content]
    return Roles(act.clause.agent, said.patient if said.passive else said.agent)


def _under_fire(act: Act) -> Roles | None:
    """Return whose fire or siege the subject is under: "came under fire from the fort"."""
    suffers = act.typed.entry.startswith(_SUFFERING)
    return Roles(_hand_over(act.clause, act.clauses), act.clause.agent) if suffers else None


def _uttered(act: Act) -> Roles | None:
    """Return who says that somebody must act: "the envoy said the sides must stop"."""
    if act.typed.type != "REQUEST" or not act.typed.uttered:
        return None
    notes, clause = act.notes, act.clause
    speaker = saying_verb(notes.parse, clause, act.lexicon)
    source = act.clauses[speaker].agent if speaker in act.clauses else speaker_word(notes, clause.word)
    duty = urgent_duty(notes.parse, clause, act.lexicon)
    return Roles(voice_of(notes, source), clause.agent if duty is None else duty)


def _source_and_target(act: Act) -> tuple[int | None, int | None]:
    """Return who did an act and whom it met by the clause's own grammar and the habit of its type."""
    parse, clause, clauses = act.notes.parse, act.clause, act.clauses
    source, target = clause.agent, clause.patient
    if clause.nominal:
        target = _met(parse, clause, target, clauses)
    if target in act.times or (target is not None and not clause.nominal and _is_reflexive(parse, clause)):
        target = None
    if clause.recipient is not None and act.typed.type in _RECEIVING:
        target = clause.recipient
    target = _target(act, target)
    if source is not None and _is_act(source, clauses):
        source = clauses[source].agent
    if target is None and source is not None and _is_suffered(parse, clause):
        source, target = None, source
    return (None if source is not None and _only_qualifies(parse, source) else source), target


def _moved_by_itself(act: Act, source: int | None, target: int | None) -> tuple[int | None, int | None]:
    """Return the roles with those who move, where nobody moves them, as who did it; nobody does a thing to himself."""
    clause = act.clause
    told = clause.nominal or clause.passive or act.notes.parse.pos[clause.word] == "VERB"
    if source is None and act.typed.type in ("RETREAT", "MOBILIZE") and told:
        return first_patient(clause, act.times), None
    return source, (None if source is not None and source == target else target)


def _sought(act: Act) -> int | None:
    """Return whom an act without an object of its own is meant for: who is asked, blamed or threatened, the place that is hit."""
    parse, clause, type_ = act.notes.parse, act.clause, act.typed.type
    if type_ == "REQUEST":
        return _asked(parse, clause, act.clauses) or _called_on(parse, clause)
    if type_ in ("ASSAULT", "COERCE") and act.typed.mode != "arrest":
        return next((w for p in ("in", "around", "of") for w in clause.preps.get(p, ()) if w in act.places), None)
    if act.typed.entry == "hold responsible":
        return next((s for c in parse.children[clause.word] if c > clause.word and (s := parse.child(c, "nsubj")) is not None), None)
    return _threatened(parse, clause, act.clauses) if type_ == "THREATEN" else None


def _told_apart(act: Act, source: int | None, target: int | None) -> tuple[int | None, int | None]:
    """Return two different participants; of those who do a thing together the second is the target: "the clans met"."""
    parse = act.notes.parse
    if target is not None and target == source:
        target = None
    if target is None and source is not None and act.typed.type in _MUTUAL:
        partners = [*_run_together(parse, source), *parse.conjuncts(source)]
        return (partners[0], partners[1]) if len(partners) > 1 else (source, None)
    return source, target


def _hand_over(clause: Clause, clauses: dict[int, Clause]) -> int | None:
    """Return whose fire or siege somebody is under: "came under fire from the fort", "is under a royal siege"."""
    acts = (clauses[w].agent for w in clause.preps.get("under", ()) if w in clauses)
    return next((w for w in (*clause.preps.get("from", ()), *acts) if w is not None), None)


def _run_together(parse: Parse, word: int) -> list[int]:
    """Return the first of two sides that the parser took for a modifier of the second: "Norvik's government and leftist rebels"."""
    return [c for c in parse.children[word] if c < word and parse.dep[c] == "nmod" and parse.child(c, "cc") is not None][:1]


def _is_reflexive(parse: Parse, clause: Clause) -> bool:
    """Say whether what an act meets is its own doer: "blew himself up" harms nobody else by its words."""
    obj = parse.child(clause.word, "dobj")
    return obj is not None and parse.lower[obj].endswith(("self", "selves"))


def _is_suffered(parse: Parse, clause: Clause) -> bool:
    """Say whether the subject of a verb of harm suffers it: "nine died", "eleven wounded" of a headline."""
    if clause.nominal or clause.passive or parse.child(clause.word, "dobj", "agent") is not None:
        return False
    return clause.lemma in _DYING or (clause.lemma in _HARMING and parse.tag[clause.word] in ("VBN", "VBD"))


def _only_qualifies(parse: Parse, word: int) -> bool:
    """Say whether a word before an event noun only tells its sort and names nobody: "a military operation"."""
    return parse.dep[word] in ("amod", "compound") and parse.lower[word] in _SORTS


def _pair(parse: Parse, clause: Clause) -> list[int]:
    """Return the two sides of an agreement "reached between A and B", "brokered by C between A and B"; a broker is no side."""
    words = [clause.word] if clause.light is None else [clause.word, clause.light]
    words += [parse.head[clause.word]] if parse.dep[clause.word] in ("acl", "relcl") else []
    words += [w for w in (clause.patient,) if w is not None]
    for word in words:
        for c in parse.children[word]:
            inner = parse.child(c, "pobj") if parse.lower[c] == "between" else None
            if inner is not None:
                return parse.conjuncts(inner)
    return []


def _asked(parse: Parse, clause: Clause, clauses: dict[int, Clause]) -> int | None:
    """Return who is to do what is asked for: the subject of "that they leave", the doer of "an end to their raids"."""
    content = parse.child(clause.word, "ccomp", "xcomp")
    if content in clauses and content is not None:
        return clauses[content].agent if clauses[content].agent != clause.agent else None
    if (told := told_to_act(parse, clause)) is not None:
        return told
    for word in clause.preps.get("for", ()):
        for inner in (word, *(parse.child(c, "pobj") for c in parse.children[word] if parse.dep[c] == "prep")):
            if inner in clauses and inner is not None and clauses[inner].nominal and clauses[inner].agent is not None:
                return clauses[inner].agent
    return None


def _called_on(parse: Parse, clause: Clause) -> int | None:
    """Return whom a call goes to where the parser took its preposition for a particle: "call on all parties"."""
    return next((parse.child(c, "pobj") for c in parse.children[clause.word] if c > clause.word and parse.lower[c] in ("on", "upon")), None)


def _threatened(parse: Parse, clause: Clause, clauses: dict[int, Clause]) -> int | None:
    """Return whom a threatened act would meet: "threatened to attack the port", "to carry out raids on the port"."""
    content = parse.child(clause.word, "xcomp")
    if content is None:
        return None
    act = clauses.get(content) or next((clauses[w] for w in parse.children[content] if w in clauses and clauses[w].light == content), None)
    return act.patient if act is not None and not _is_act(act.patient, clauses) else None


def _met(parse: Parse, clause: Clause, target: int | None, clauses: dict[int, Clause]) -> int | None:
    """Return whom an act meets that stands as subject ("the raid hit a school") or in which somebody is harmed ("were
    killed in raids on the port")."""
    if target is not None:
        return target
    h = parse.head[clause.word]
    if parse.dep[clause.word] in ("nsubj", "nsubjpass") and h in clauses and not clauses[h].nominal:
        return clauses[h].patient
    verb = parse.head[h]
    if parse.dep[clause.word] == "pobj" and verb in clauses and clauses[verb].passive:
        return next((w for p in ("on", "against", "at") for w in clauses[verb].preps.get(p, ())), clauses[verb].patient)
    return None


def first_patient(clause: Clause, times: frozenset[int]) -> int | None:
    """Return who moves where nobody moves them: those who are evacuated, withdrawn or deployed."""
    return clause.patient if clause.patient not in times else None


def _target(act: Act, target: int | None) -> int | None:
    """Return the target: the object where it is somebody, else whom a preposition leads to, else who did the act that is the object."""
    notes, clause, typed, clauses, lexicon = act.notes, act.clause, act.typed, act.clauses, act.lexicon
    parse, type_ = notes.parse, typed.type
    by_phrase = " " in typed.entry and typed.entry != clause.lemma and not clause.nominal and not typed.uttered
    if target is not None and parse.lower[target] == "it" and type_ in _BETWEEN_ACTORS and not clause.passive:
        target = None
    if target is not None and not _is_act(target, clauses):
        by_phrase = by_phrase and (type_ != "ASSAULT" or bool(set(object_nouns(parse, target)) & set(typed.entry.split())))
        acted = _is_somebody(notes, target, lexicon)
        if acted or not (by_phrase or type_ in _BETWEEN_ACTORS):
            return target
        target = None
    reached = _reached(parse, clause, type_, act.times, clauses, lexicon.target_nouns)
    partner = reached is not None and reached in clause.preps.get("with", ())
    if reached is not None and (partner or type_ not in _BETWEEN_ACTORS or _is_somebody(notes, reached, lexicon)):
        return reached
    if target is None:
        return None
    inner = clauses[target]
    if type_ in _SPEAKERS_OF:
        return inner.agent
    if inner.patient is not None and type_ in _BETWEEN_ACTORS and not _is_somebody(notes, inner.patient, lexicon):
        return None
    return inner.patient


def _is_somebody(notes: Notes, word: int, lexicon: TypeLexicon) -> bool:
    """Say whether a word stands for an actor, a place or a person, and not for a thing or a text."""
    if actor_at(notes, word) is not None:
        return True
    parse = notes.parse
    if parse.pos[word] in ("PROPN", "PRON"):
        return parse.lower[word] not in ("it", "this", "that", "which")
    if parse.lower[word] == "both":
        return True
    return parse.lemma[word] in lexicon.target_nouns


def _is_act(word: int | None, clauses: dict[int, Clause]) -> bool:
    return word is not None and word in clauses and clauses[word].nominal


def _reached(
    parse: Parse, clause: Clause, type_: str, times: frozenset[int], clauses: dict[int, Clause], people: frozenset[str]
) -> int | None:
    """Return the object of the first preposition that by habit leads to the target of such an act."""
    for preposition in _TARGETS.get(type_, ()):
        for word in clause.preps.get(preposition, ()):
            armed = preposition == "with" and parse.pos[word] == "NOUN" and type_ == "ASSAULT" and not clause.nominal
            if armed and parse.lemma[word] not in people:
                continue
            if parse.pos[word] in _NAMED and word not in times and not _is_act(word, clauses) and word != clause.agent:
                return word
    return None


def _instrument(parse: Parse, clause: Clause) -> int | None:
    """Return the weapon or means named after "with" or "using"."""
    return next((w for p in _INSTRUMENTS for w in clause.preps.get(p, ()) if parse.pos[w] == "NOUN" and not clause.nominal), None)
