"""Agents: who acts by the verbs around a naming, and whether that makes them mediators, monitors or agents still to be placed.

Invariant: verbs are taken in the order of `roleverbs`, and the first rule that fits a verb places its agents.
"""

from dataclasses import dataclass

from trucebook.reading.deals.abroad import are_powers, elsewhere, has_men
from trucebook.reading.deals.answered import answer_of
from trucebook.reading.deals.counterparts import PEOPLE, TALKS, counterpart, delegating, is_side, objects
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.idioms import verb_in_row
from trucebook.reading.deals.mediating import add_beside
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.offerers import is_brokering
from trucebook.reading.deals.outside import are_foreign, country_of, fought_over, in_arms, leads_body
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.pairs import pair_before
from trucebook.reading.deals.phrases import people, people_meant, phrase_of, torn_after
from trucebook.reading.deals.predicates import doer_of
from trucebook.reading.deals.roles import Roles
from trucebook.reading.deals.roleverbs import TAKING, met_before, role_verbs
from trucebook.reading.deals.rows import named_row
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_WATCHERS, _SIGNING, _HELP = deal_words("watchers"), deal_words("signing"), deal_words("good_offices")
_REFUSING = deal_words("refusing")
_ANNOUNCING = {"agree", "announce", "declare", "reach"}
_COMING_TO = {"agree", "reach"}
_DRAFTING = deal_words("drafting") - {"propose", "put", "suggest"}
_PLEDGING = {"back", "guarantee"}
_BARGAINING = {"arrange", "hammer", "negotiate"}
_TOWN = {"dignitary", "elder", "notable"}
_BELLIGERENTS = {"belligerent", "combatant", "party", "side"}
_WHERE = deal_words("where")
_SIDES = deal_words("sides") - {"group", "party", "side"} | {"commander", "minister", "ministry", "spokesman", "official"}
_BREAKING = {"violate", "breach", "break", "end", "suspend", "renounce", "abandon", "denounce", "resume"}
_COMMITTING = {"agree", "adhere", "abide", "commit", "stick", "comply", "accede", "committed", "recommit", "rededicate"}
_KEEPING = deal_words("observing") | {"honour", "reaffirm", "spurn"}


@dataclass(frozen=True)
class _Deed:
    """A verb with a naming in a role and `who`, the head words of those who act by it."""

    notes: Notes
    lexicon: Lexicon
    naming: Naming
    verb: int
    role: str
    lemma: str
    who: list[int]


def sort_agents(notes: Notes, lexicon: Lexicon, naming: Naming, roles: Roles) -> None:
    """Sort the agents of the verbs that govern or modify a naming into mediators, monitors and agents still to be placed."""
    for verb, role in role_verbs(notes.parse, naming):
        lemma = "agree" if role == "agreed" else notes.parse.lemma[verb]
        who = _doers(notes, verb) if role in ("agreed", "object") else _by_agent(notes, verb)
        _sort(_Deed(notes, lexicon, naming, verb, role, lemma, who), roles)
    committed = _committed(notes, naming)
    roles.add_agents(committed)
    roles.keepers += committed


def _doers(notes: Notes, verb: int) -> list[int]:
    """Return who does what a verb tells: its subject, or what its clause hangs on ("the clans who signed it")."""
    parse = notes.parse
    if torn := torn_after(parse, verb):
        return torn
    subject = _speaker_for(parse, verb, doer_of(parse, verb))
    if subject is not None and parse.lower[subject] == "they" and (pair := pair_before(notes, subject, reach=1)):
        return pair
    who = people_meant(notes, subject) if subject is not None else []
    who += met_before(parse, verb) if who else []
    if not who and subject is not None and parse.tag[subject] in ("WP", "WDT") and parse.dep[verb] == "relcl":
        return people(parse, parse.head[verb])
    return who


def _by_agent(notes: Notes, verb: int) -> list[int]:
    """Return by whom something was done: "signed by A and by B", "accepted by A at once and by B a month later"."""
    parse = notes.parse
    by = [p for c in parse.children[verb] if parse.dep[c] == "agent" or parse.lower[c] == "by" for p in parse.conjuncts(c)]
    by += [j for c in parse.children[verb] if parse.dep[c] == "prep" for j in parse.children_of(c, "conj") if parse.lower[j] == "by"]
    return [w for c in by for w in named_row(notes, objects(parse, c))]


def _sort(deed: _Deed, roles: Roles) -> None:
    """Place those who act by one verb, by the first rule that fits, and add who is told to mediate beside it."""
    parse, lemma, who = deed.notes.parse, deed.lemma, deed.who
    if _is_no_deed(deed):
        return
    if _is_mediating(deed):
        _add_mediators(deed, roles)
    elif _is_watching(deed):
        roles.monitors += who
    elif _is_from_outside(deed):
        roles.mediators += who
    elif lemma in _BREAKING:
        _add_breakers(deed, roles)
    elif deed.naming.indefinite and deed.role == "passive" and lemma in _REFUSING:
        roles.add_agents(who)
    elif lemma == "join" and parse.child(deed.verb, "neg") is not None:
        return  # who has not joined is bound by nothing
    elif _is_agreed(deed):
        _add_agreeing(deed, roles)
    elif deed.role == "object" and parse.dep[deed.verb] in ("conj", "relcl") and answer_of(parse, deed.verb):
        roles.add_agents(who)  # "a truce which the government turned down"
        roles.keepers += who
    _add_beside_talks(deed, roles)


def _is_no_deed(deed: _Deed) -> bool:
    """Say whether nobody acts by a verb: one of brokering or watching that is denied, or "between the government, led by B, and"."""
    parse, verb = deed.notes.parse, deed.verb
    if parse.child(verb, "neg") is not None and deed.lemma in deed.lexicon.terms("mediator_verbs") | deed.lexicon.terms("monitor_verbs"):
        return True
    return deed.lemma == "lead" and deed.role == "passive" and parse.words[verb - 1] == "," and verb - 2 > deed.naming.last


def _is_mediating(deed: _Deed) -> bool:
    """Say whether a verb is one of brokering, or of drafting an offer."""
    drafted = deed.naming.offer and deed.role == "passive" and deed.lemma in _DRAFTING
    return deed.lemma in deed.lexicon.terms("mediator_verbs") or drafted


def _add_mediators(deed: _Deed, roles: Roles) -> None:
    """Add who brokers, and who is named beside the verb where nobody does; those who fight are parties."""
    parse, who = deed.notes.parse, deed.who
    if deed.lemma in _BARGAINING and len(who) > 1 and any(_commands(deed.notes, w) for w in who):
        roles.parties += who  # "hammered out by the governor and rebel commanders"
        return
    bound = [w for w in who if deed.lemma == "back" and parse.lemma[w] in PEOPLE and parse.pos[w] == "NOUN"]
    bound += [w for w in who if parse.lemma[w] in _BELLIGERENTS or (deed.lemma in _PLEDGING and _fights(deed, w))]
    roles.parties += bound
    roles.mediators += [w for w in who if w not in bound]
    if not who or parse.child(deed.verb, "agent") is None:
        beside = [
            w
            for c in parse.children[deed.verb]
            if parse.lower[c] in ("between", "with")
            for w in objects(parse, c)
            if parse.lower[w] not in _HELP
        ]
        theirs = (
            _is_between(parse, deed.verb)
            and (who or deed.role == "object" or deed.lemma == "negotiate")
            and not are_powers(deed.notes, beside)
        )
        bound = [w for w in beside if theirs or parse.lemma[w] in PEOPLE]
        roles.mediators += [w for w in beside if w not in bound]
        roles.parties += bound


def _commands(notes: Notes, word: int) -> bool:
    """Say whether a word names men in arms or their commander, no longer so where he is retired."""
    parse = notes.parse
    retired = any(parse.lower[c] in ("former", "retired") for c in parse.children[word])
    return not retired and (in_arms(notes, word) or parse.lemma[word] == "commander")


def _fights(deed: _Deed, word: int) -> bool:
    """Say whether one who guarantees a truce fights at home himself: "that the army and the rebels had guaranteed"."""
    return in_arms(deed.notes, word) and country_of(deed.notes, word) in (None, fought_over(deed.notes))


def _is_between(parse: Parse, verb: int) -> bool:
    """Say whether something was done between sides: "negotiated between Chad and the rebels"."""
    return any(parse.lower[c] == "between" for c in parse.children[verb])


def _is_watching(deed: _Deed) -> bool:
    """Say whether a verb is one of watching; "observe" is only where watchers do it."""
    parse = deed.notes.parse
    if deed.lemma not in deed.lexicon.terms("monitor_verbs"):
        return False
    return deed.lemma != "observe" or any(_WATCHERS & set(parse.lower[slice(*phrase_of(parse, w))] + [parse.lower[w]]) for w in deed.who)


def _is_from_outside(deed: _Deed) -> bool:
    """Say whether those who act bring in or announce what binds others."""
    if _is_proposed(deed) or _is_by_brokers(deed):
        return True
    if deed.lemma not in _ANNOUNCING:
        return False
    if deed.lemma in _COMING_TO and all(has_men(deed.notes, w) for w in deed.who):
        return False  # "the truce that Chad and Libya reached", whose soldiers fight there
    return (deed.role in ("passive", "object") and elsewhere(deed.notes, deed.naming, deed.who)) or are_foreign(deed.notes, deed.who)


def _is_proposed(deed: _Deed) -> bool:
    """Say whether names or several people propose a naming: "proposed by A", "A and B proposed"."""
    parse = deed.notes.parse
    if deed.lemma != "propose" or not (deed.role == "passive" or (deed.role == "object" and len(deed.who) > 1)):
        return False
    return all(parse.pos[w] == "PROPN" or parse.tag[w] == "NNS" for w in deed.who)


def _is_by_brokers(deed: _Deed) -> bool:
    """Say whether those who reach an agreement are its brokers by title, and no elders who speak for their own town."""
    parse = deed.notes.parse
    if deed.lemma in _ANNOUNCING and deed.who and all(leads_body(deed.notes, w) for w in deed.who):
        return True
    of_sides = any(len(delegating(parse, w)) > 1 for w in deed.who)
    if not deed.who or deed.lemma in TAKING or of_sides or not is_brokering(parse, deed.lexicon, deed.who):
        return False
    return not (counterpart(parse, deed.naming) and _speak_for_town(parse, deed.who))


def _add_breakers(deed: _Deed, roles: Roles) -> None:
    """Add who broke or ended an arrangement, and who accuses them of it: both are bound by it."""
    parse, verb = deed.notes.parse, deed.verb
    breaker = subject_of(parse, verb) if deed.role == "object" else None
    who = deed.who or (people(parse, breaker) if breaker is not None else [])
    broken = [*_accusers(parse, verb), *who]
    roles.add_agents(broken)
    roles.keepers += broken


def _is_agreed(deed: _Deed) -> bool:
    """Say whether a verb is one by which a side comes to an arrangement, and not told of one that stands out of it."""
    if deed.lemma not in deed.lexicon.terms("party_verbs"):
        return False
    return deed.role not in ("agreed", "object") or deed.naming.offer or not _stands_out(deed.notes.parse, deed.verb)


def _add_agreeing(deed: _Deed, roles: Roles) -> None:
    """Add who agrees, or the town that signs; who announces and who signs is kept in mind."""
    signing = deed.lemma in _SIGNING
    who = deed.who or (_town_that_signs(deed.notes.parse, deed.verb) if deed.role == "object" and signing else [])
    roles.add_agents(who)
    roles.keepers += who if deed.lemma in TAKING | _KEEPING else []
    roles.announcers += who if deed.lemma in ("announce", "declare", "proclaim", "unveil") else []
    roles.signers += who if signing else []


def _add_beside_talks(deed: _Deed, roles: Roles) -> None:
    """Add the mediators told beside a verb, and beside the talks that are its subject."""
    parse = deed.notes.parse
    add_beside(parse, deed.lexicon, deed.verb, roles)
    subject = parse.child(deed.verb, "nsubj")
    if subject is not None and parse.lemma[subject] in TALKS:
        add_beside(parse, deed.lexicon, subject, roles)


def _committed(notes: Notes, naming: Naming) -> list[int]:
    """Return who "agreed to", "abides by", "is committed to" a naming."""
    parse = notes.parse
    prep = parse.head[naming.word]
    if parse.dep[naming.word] != "pobj" or parse.lower[prep] not in ("to", "by", "with"):
        return []
    verb = parse.head[prep]
    committed = next((c for c in parse.children[verb] if parse.dep[c] == "acomp"), verb) if parse.pos[verb] == "AUX" else verb
    if parse.lower[verb] == "committed":
        verb = parse.head[verb]
    if parse.lemma[committed] not in _COMMITTING:
        return []
    subject = doer_of(parse, verb)
    return people_meant(notes, subject) if subject is not None else []


def signers_in_row(notes: Notes, lexicon: Lexicon, naming: Naming) -> list[int]:
    """Return who signs or takes up a naming by the verb before it, where the parser tore the two apart ("signed in A a truce")."""
    parse = notes.parse
    verb = verb_in_row(parse, naming.first, lexicon.terms("party_verbs") - {"have"})
    if verb is None or parse.dep[naming.word] in ("nsubj", "nsubjpass"):
        return []
    torn = parse.dep[verb] == "acl" and parse.child(verb, "agent") is None
    subject = parse.head[verb] if torn else subject_of(parse, verb)
    who = people_meant(notes, parse.first_conjunct(subject)) if subject is not None and subject < verb else []
    return [w for w in who if is_side(notes, w)]


def _speak_for_town(parse: Parse, who: list[int]) -> bool:
    """Say whether those who agree speak for their own people: "elders reached an agreement with the army"."""
    return all(parse.lemma[w] in _TOWN for w in who)


def _stands_out(parse: Parse, verb: int) -> bool:
    """Say whether somebody is told not to have joined or signed: "has not joined the deal", "left without signing it"."""
    if parse.dep[verb] == "pcomp" and parse.lower[parse.head[verb]] == "without":
        return True
    over = parse.lemma[parse.head[verb]] if parse.dep[verb] == "xcomp" else ""
    return parse.lemma[verb] in ("accede", "join", "sign") and (parse.child(verb, "neg") is not None or over in ("decline", "refuse"))


def _town_that_signs(parse: Parse, verb: int) -> list[int]:
    """Return the place that is told to have come to terms: "the town struck a truce", "X is an area that struck a truce"."""
    subject = doer_of(parse, verb)
    if subject is not None and parse.tag[subject] in ("WDT", "WP") and parse.dep[verb] == "relcl":
        subject = parse.head[verb]
    if subject is None or parse.lemma[subject] not in _WHERE or parse.pos[subject] != "NOUN":
        return []
    over = parse.head[subject]
    named = parse.child(over, "nsubj") if parse.dep[subject] == "attr" else None
    return [subject if named is None or parse.pos[named] != "PROPN" else named]


def _accusers(parse: Parse, verb: int) -> list[int]:
    """Return who charges another side with a breach, a side too: "A accused B of breaking the truce"; a mediator or a watcher is none."""
    over = next((a for n, a in enumerate(parse.ancestors(verb)) if n < 3 and parse.pos[a] == "VERB"), None)
    if over is None or parse.lemma[over] not in ("accuse", "charge", "blame") or parse.child(over, "dobj") is None:
        return []
    subject = parse.child(over, "nsubj")
    return [w for w in (people(parse, subject) if subject is not None else []) if parse.pos[w] == "PROPN" or parse.lemma[w] in _SIDES]


def _speaker_for(parse: Parse, verb: int, subject: int | None) -> int | None:
    """Return who is meant by "they" or "it" where a speaker speaks of himself: "A and B said they would observe …"."""
    head = parse.head[verb]
    if subject is not None and parse.lower[subject] in ("they", "it", "he", "she") and parse.dep[verb] == "ccomp" and head != verb:
        speaker = parse.child(head, "nsubj")
        return subject if speaker is None else speaker
    return subject
