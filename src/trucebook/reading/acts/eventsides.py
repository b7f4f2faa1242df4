"""Sides: whom a role means beyond its clause, as the author of a statement, whose offer is turned down, who is let go.

Invariant: a role is only moved along the grammar of its own sentence; a role that names somebody already is kept.
"""

from collections.abc import Callable

from msgspec.structs import replace

from trucebook.model import Mention
from trucebook.reading.acts.eventact import Act
from trucebook.reading.acts.eventaims import under, whole_place, with_aims
from trucebook.reading.acts.eventfolds import verb_of_happening
from trucebook.reading.acts.eventmoods import saying_verb
from trucebook.reading.acts.eventroles import Roles
from trucebook.reading.acts.eventsenses import saying_over
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.people.who import actor_at

_LET_GO = frozenset({"release", "access"})
_VOICED = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"})
_ANSWERED = frozenset({"REJECT", "ACCUSE", "SUPPORT"})
_OFFERS = frozenset({"proposal", "suggestion", "offer", "plan", "appeal", "call", "request", "demand", "initiative", "draft", "ultimatum"})
_COLLECTIVE = frozenset(
    {"community", "regime", "government", "army", "coalition", "militia", "council", "opposition", "state", "ministry", "union", "party"}
)
_PLACES = frozenset({"population", "place"})


_Move = Callable[[Act, Roles], Roles]


def with_sides(notes: Notes, clause: Clause, typed: Typed, roles: Roles, clauses: dict[int, Clause], lexicon: TypeLexicon) -> Roles:
    """Return the roles with each moved to whom it means."""
    act = Act(notes, clause, typed, lexicon, clauses)
    if typed.entry == "failed, as said":
        saying = clauses.get(saying_over(notes.parse, clause.word, lexicon) or -1)
        return replace(roles, source=saying.agent if saying is not None else None, target=clause.agent)
    for move in MOVES:
        roles = move(act, roles)
    roles = with_aims(notes, clause, typed, roles, lexicon)
    if roles.target is not None and typed.type in ("ASSAULT", "COERCE", "RETREAT"):
        roles = replace(roles, target=whole_place(notes, roles.target))
    return replace(roles, source=_named(notes, roles.source), target=_named(notes, roles.target))


def _fallen(act: Act, roles: Roles) -> Roles:
    """Give a place that fell to those it fell to."""
    if act.typed.entry != "fall of a place":
        return roles
    return replace(roles, source=next(iter(act.clause.preps.get("to", ())), None), target=act.clause.agent)


def _freed(act: Act, roles: Roles) -> Roles:
    """Make those who are let go, or were freed by nobody told, the target."""
    clause, typed = act.clause, act.typed
    if typed.mode not in _LET_GO:
        return roles
    if clause.passive and roles.target is None and roles.source == clause.patient:
        roles = replace(roles, source=None, target=clause.patient)
    if typed.entry.startswith("let ") and roles.target is None:
        roles = replace(roles, target=_let(act.notes.parse, clause))
    return roles


def _halting(act: Act, roles: Roles) -> Roles:
    """Give a halt that somebody orders or observes to him, and what a side gives up to whom it yields."""
    clause, parse = act.clause, act.notes.parse
    if clause.nominal and act.typed.mode == "ceasefire" and roles.source is None and parse.dep[clause.word] == "dobj":
        halting = act.clauses.get(clause.light if clause.light is not None else parse.head[clause.word])
        roles = replace(roles, source=halting.agent if halting is not None else None, target=None)
    if act.typed.type == "RETREAT" and (receiver := _receiver(act.notes, clause)) is not None and not clause.passive:
        roles = replace(roles, source=clause.agent if clause.agent is not None else roles.source, target=receiver)
    return roles


def _voiced(act: Act, roles: Roles) -> Roles:
    """Give what is asked, charged, backed or turned down to its speaker, and find whom it is about."""
    clause, typed, parse = act.clause, act.typed, act.notes.parse
    if clause.nominal:
        return roles
    if typed.type in _VOICED:
        roles = replace(roles, source=_sayer(parse, clause, roles.source, act.clauses, act.lexicon))
    if typed.type == "REQUEST" and (asked := _asked_of(parse, clause, act.clauses)) is not None:
        roles = replace(roles, target=asked)
    if typed.type == "ACCUSE" and roles.target is None:
        roles = replace(roles, target=_spoken_of(act.notes, clause, roles.source))
    answers = typed.type in _ANSWERED or typed.entry.split()[0] in ("accept", "approve")
    return replace(roles, target=_owner(act.notes, clause, roles.source)) if answers and roles.target is None else roles


def _paired(act: Act, roles: Roles) -> Roles:
    """Give clashes, talks and accords "between" two sides to both."""
    if act.clause.nominal and (pair := _between(act.notes.parse, act.clause, act.lexicon)) and act.typed.type in _OF_TWO:
        return replace(roles, source=pair[0], target=pair[1])
    return roles


def _uttered(act: Act, roles: Roles) -> Roles:
    """Give a refusal or a threat to him who says what his side will do."""
    if act.typed.type not in ("REJECT", "THREATEN") or act.clause.nominal:
        return roles
    return replace(roles, source=_utterer(act.notes, act.clause, act.typed, roles.source, act.clauses, act.lexicon))


def _partnered(act: Act, roles: Roles) -> Roles:
    """Aim a sanction that breaks something off "with" somebody at him."""
    patient = act.clause.patient
    if act.typed.type != "SANCTION" or patient is None or (partner := next(under(act.notes.parse, "with", patient), None)) is None:
        return roles
    return replace(roles, target=partner)


def _charged(act: Act, roles: Roles) -> Roles:
    """Aim charges, blame and warnings at whom they mean."""
    clause, typed = act.clause, act.typed
    if typed.mode == "allege" and roles.target is not None:
        roles = replace(roles, target=_whose(act.notes, roles.target))
    if typed.entry == "blame" and (blamed := _blamed(act.notes, clause, roles.target, act.lexicon)) is not None:
        roles = replace(roles, target=blamed)
    if typed.entry == "warn" and typed.type == "THREATEN" and roles.target is None:
        roles = replace(roles, target=_warned(act.notes.parse, clause))
    return roles


_OF_TWO = ("ASSAULT", "CONSULT", "AGREE")
MOVES: tuple[_Move, ...] = (_fallen, _freed, _halting, _voiced, _paired, _uttered, _partnered, _charged)


def _utterer(
    notes: Notes, clause: Clause, typed: Typed, source: int | None, clauses: dict[int, Clause], lexicon: TypeLexicon
) -> int | None:
    """Return who says what he or his side will do: "the colonel said his men would not leave", "told us that Norvik would strike"."""
    verb = saying_verb(notes.parse, clause, lexicon) if typed.uttered else None
    speaker = clauses[verb].agent if verb in clauses and verb is not None else None
    return speaker if speaker is not None and actor_at(notes, speaker) is not None else source


def _blamed(notes: Notes, clause: Clause, target: int | None, lexicon: TypeLexicon) -> int | None:
    """Return on whom a thing is blamed: "blamed the failure on the guard"."""
    if target is not None and (actor_at(notes, target) is not None or notes.parse.lemma[target] in lexicon.target_nouns):
        return None
    return next(under(notes.parse, "on", *(w for w in (clause.patient, clause.word) if w is not None)), None)


def _whose(notes: Notes, word: int) -> int:
    """Return whose stance or deed a charge is about, also where the apostrophe is lost: "the regimes silence"."""
    parse = notes.parse
    if parse.lemma[word] in _COLLECTIVE or any(c > word and parse.dep[c] == "appos" for c in parse.children[word]):
        return word
    owners = [c for c in parse.children[word] if c < word and parse.dep[c] in ("poss", "nmod", "compound")]
    return next((c for c in owners if parse.dep[c] == "poss" or is_possessed(parse, c)), word)


def is_possessed(parse: Parse, word: int) -> bool:
    """Say whether a word is one body with its apostrophe lost: "regimes" in "the regimes silence"."""
    said = parse.lower[word]
    stem = said[:-3] + "y" if said.endswith("ies") else said[:-1]
    return said.endswith("s") and stem in _COLLECTIVE and parse.head[word] > word


def _warned(parse: Parse, clause: Clause) -> int | None:
    """Return whom a warning is meant for: the subject of what is in store, "warned that violators would be punished"."""
    content = parse.child(clause.word, "ccomp")
    return parse.child(content, "nsubj", "nsubjpass") if content is not None else None


def _let(parse: Parse, clause: Clause) -> int | None:
    """Return who is let go: the subject of what they are let do."""
    content = parse.child(clause.word, "ccomp", "xcomp")
    return parse.child(content, "nsubj") if content is not None else None


def _asked_of(parse: Parse, clause: Clause, clauses: dict[int, Clause]) -> int | None:
    """Return to whom a call goes that is made or made again: "reiterated its call on all sides"."""
    call = clause.patient
    if call not in clauses or call is None or parse.lemma[call] not in ("call", "appeal", "plea", "demand", "request"):
        return None
    near = [*clauses[call].preps.items(), *clause.preps.items()]
    return next((w for p, words in near if p in ("on", "upon", "to") for w in words), None)


def _spoken_of(notes: Notes, clause: Clause, source: int | None) -> int | None:
    """Return who is spoken of in "warned that the clan's raids ruin the talks": whose the deed is, else the doer."""
    parse = notes.parse
    content = parse.child(clause.word, "ccomp")
    subject = parse.child(content, "nsubj", "nsubjpass") if content is not None and content > clause.word else None
    if subject is None:
        return None
    known = [w for w in (parse.child(subject, "poss"), subject) if w is not None and w != source and actor_at(notes, w) is not None]
    return known[0] if known else None


def _receiver(notes: Notes, clause: Clause) -> int | None:
    """Return to whom a side gives up itself or what is its own: "surrendered his troops to the admiral"."""
    if clause.bare not in ("surrender", "yield", "capitulate", "cede") or clause.nominal:
        return None
    return next((w for w in clause.preps.get("to", ()) if actor_at(notes, w) is not None or notes.parse.pos[w] == "PROPN"), None)


def _sayer(parse: Parse, clause: Clause, source: int | None, clauses: dict[int, Clause], lexicon: TypeLexicon) -> int | None:
    """Return who speaks: the one whose words hold a participle ("said that a jet had hit the mill, blaming the navy"), the author
    of a statement or report."""
    above = parse.head[clause.word]
    over = parse.head[above]
    inside = parse.dep[clause.word] == "advcl" and parse.tag[clause.word] == "VBG" and parse.dep[above] == "ccomp"
    if inside and over in clauses and parse.lemma[over] in lexicon.saying and clauses[over].agent is not None:
        return clauses[over].agent
    shifted = (
        parse.dep[clause.word] == "conj" and parse.tag[clause.word] == "VBD" and parse.dep[above] == "ccomp" and _is_of_speech(parse, above)
    )
    if shifted and over in clauses and parse.lemma[over] in lexicon.saying | {"deny"} and clauses[over].agent is not None:
        return clauses[over].agent
    if source is None or parse.lemma[source] not in lexicon.letters | {"communique", "communiqué"}:
        return source
    authors = (parse.child(c, "pobj") for c in parse.children[source] if parse.lower[c] in ("from", "by", "of"))
    return next((a for a in (*authors, parse.child(source, "poss")) if a is not None), source)


def _is_of_speech(parse: Parse, verb: int) -> bool:
    """Say whether a verb has the modal or the pluperfect of reported speech, so that a simple past beside it is not of what is said."""
    return any(parse.lower[c] in ("would", "could", "had", "will") and parse.dep[c] == "aux" for c in parse.children[verb])


def _owner(notes: Notes, clause: Clause, source: int | None) -> int | None:
    """Return whose offer or plan is answered: "rejected an offer by the clan", "turned down a government offer"."""
    parse, thing = notes.parse, clause.patient
    if thing is None or parse.pos[thing] not in ("NOUN", "PROPN") or actor_at(notes, thing) is not None:
        return None
    tails = ("by", "from", "of") if parse.lemma[thing] in _OFFERS else ("by",)
    by = [parse.child(c, "pobj") for c in parse.children[thing] if parse.lower[c] in tails]
    before = [c for c in parse.children[thing] if c < thing and parse.dep[c] in ("poss", "compound", "amod", "nmod")]
    known = [w for w in (*by, *before) if w is not None and w != source and parse.pos[w] != "PRON" and _acts(actor_at(notes, w))]
    return known[0] if known else None


def _acts(mention: Mention | None) -> bool:
    return mention is not None and getattr(mention.value, "kind", None) not in _PLACES


def _between(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> list[int]:
    """Return the two sides that the verb of an act's happening names: "clashes continued between rebels and the navy"."""
    verb = verb_of_happening(parse, clause.word, lexicon)
    if verb is None or clause.light is not None:
        return []
    inner = next((parse.child(c, "pobj") for c in parse.children[verb] if parse.lower[c] == "between"), None)
    if clause.agent is not None and clause.agent != inner:
        return []
    sides = parse.conjuncts(inner) if inner is not None else []
    if inner is not None and len(sides) == 1:
        first = next((c for c in parse.children[inner] if c < inner and len(parse.conjuncts(c)) > 1), None)
        sides = [first, inner] if first is not None else sides
    return sides[:2] if len(sides) > 1 else []


def _named(notes: Notes, word: int | None) -> int | None:
    """Return the name beside a description of one person: "the president's adviser, Jan Holt"."""
    parse = notes.parse
    if word is None or parse.tag[word] != "NN":
        return word
    name = parse.child(word, "appos")
    if name is None or name < word or parse.tag[name] != "NNP" or not any(label == "PERSON" for *_, label in parse.entities_in(name, name)):
        return word
    return name
