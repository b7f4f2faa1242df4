"""Governing: bonds by a verb over an act: the agreement provides for it, somebody asks for it, has to do it or is ready for it.

Invariant: rules are tried in the order in which they stand, and the first that speaks decides.
"""

from trucebook.model import Claim
from trucebook.reading.deals.attitudes import attitude
from trucebook.reading.deals.comingabout import as_subject, promised_or_asked, provided_first, provided_for, there_is
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import READY, UNDER, Bond, Ground
from trucebook.reading.deals.hanging import named_among, named_inside
from trucebook.reading.deals.links import NOUN_KINDS, UNBOUND, Link, Rule, Verdict, first_verdict, is_governed, is_purpose
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.ownbonds import own_bond
from trucebook.reading.deals.seeming import WARS, asks_for_help, denied, has_modal
from trucebook.reading.deals.telling import deal_subject, is_side
from trucebook.reading.grammar.parse import Parse

_AIMING = deal_words("aiming")
ANNOUNCING = {"announce", "declare", "order", "proclaim"}
_CONDITIONS = deal_words("conditions")
_MOVINGS = deal_words("movings")
_NEEDED = {"vital", "essential", "imperative", "crucial", "necessary", "urgent", "important"}
_POSTING = {"deploy", "dispatch", "post", "send", "station"}
_TIMES = deal_words("terms_of_time")
_WITHHOLDING = {"refuse", "reject", "suspend", "continue", "insist"}


def bond_of_verb(link: Link) -> Bond | None:
    """Return the bond of an act by a verb, its own or one over it, or None."""
    claim = deal_subject(link.parse, link.ground, link.over)
    bond = _of_agreement(link, claim) if claim is not None else _could_see(link)
    if bond is not None:
        return bond
    return own_bond(link, claim) if link.own else first_verdict(RULES, link)


def _could_see(link: Link) -> Bond | None:
    """Return the bond of "the evacuations, which could see 900 people moved"."""
    if link.lemma != "see" or link.dep not in ("ccomp", "dobj") or not has_modal(link.parse, link.over):
        return None
    claim = _by_moving(link.parse, link.ground, link.over)
    return Bond("provide", link.over, claim) if claim is not None else None


def _by_moving(parse: Parse, ground: Ground, verb: int) -> Claim | None:
    """Return the agreement under which the evacuation or exchange takes place that is the subject of a verb."""
    subject = subject_of(parse, verb)
    if subject is None:
        return None
    said = [subject, *(k for c in parse.children[subject] if parse.lower[c] == "of" for k in parse.children[c])]
    return ground.near(parse, subject, reach=9) if any(parse.lemma[w] in _MOVINGS for w in said) else None


def _of_agreement(link: Link, claim: Claim) -> Bond | None:
    """Return the bond by a verb whose subject is an agreement: it provides for an act or aims at it."""
    if link.own:
        return None
    aims = link.lemma in _AIMING and link.dep in ("xcomp", "prep", "ccomp", "pcomp")  # "aim to keep the front where it is"
    return Bond("provide", link.over, claim) if aims or _provides(link) else None


def _provides(link: Link) -> bool:
    """Say whether a verb of an agreement provides for an act below it."""
    parse, verb = link.parse, link.over
    modals = link.frames.terms["modal"]
    provides = link.lemma in link.frames.terms["provide_verbs"] or any(parse.lower[c] in modals for c in parse.children_of(verb, "aux"))
    return provides and is_governed(parse, link.below) and not denied(parse, verb) and not asks_for_help(parse, verb, link.below)


def _condition(link: Link) -> Verdict:
    """Say what binds the condition on which somebody would do what he withholds: "will not talk unless A lifts its blockade"."""
    parse = link.parse
    marked = any(parse.dep[c] == "mark" and parse.lower[c] in _CONDITIONS for c in parse.children[link.below])
    return link.near("demand", link.below) if marked and _withholds(parse, link.over) else None


def _withholds(parse: Parse, verb: int) -> bool:
    """Say whether a side says what it will not do: what it makes the condition of doing it is what it asks for."""
    if parse.child(verb, "neg") is not None or parse.lemma[verb] in _WITHHOLDING:
        return True
    return any(
        parse.lower[c] == "no" for k in parse.children_of(verb, "dobj", "nsubj") for c in parse.children[k]
    )  # "will talk to no one until"


def _ordered(link: Link) -> Verdict:
    """Say what binds what an order is for: "had received instructions to abide by the truce"."""
    parse = link.parse
    order = parse.child(link.over, "dobj") if _is_for(link) else None
    if order is None or parse.lemma[order] not in link.frames.terms["obligation_nouns"]:
        return None
    return link.near(NOUN_KINDS.get(parse.lemma[order], "promise"), order)


def _is_for(link: Link) -> bool:
    """Say whether the clause below a verb tells what is to come of it."""
    return link.dep == "advcl" and is_purpose(link.parse, link.below)


def _announced(link: Link) -> Verdict:
    """Say what binds a halt to fire that is announced: "announced a halt to its raids"; the end of a war is no such halt."""
    act, parse = link.act, link.parse
    if not act.nominal or act.action != "cease_fire" or link.lemma not in ANNOUNCING or link.dep != "dobj":
        return None
    war = act.theme is not None and parse.lemma[act.theme] in WARS
    return link.near("promise", link.over) if not war and parse.child(link.over, "neg") is None else None


def _beside(link: Link) -> Verdict:
    """Say that a verb does not bind what only stands beside it: a clause of its own, or a verb coordinated with it."""
    parse, below = link.parse, link.below
    if link.dep == "conj":
        return UNBOUND if parse.tag[below] == parse.tag[link.over] else None
    loose = link.dep == "advcl" and link.lemma not in link.frames.terms["provide_verbs"]
    return UNBOUND if loose and not is_governed(parse, below) and not is_purpose(parse, below) else None


def _given_time(link: Link) -> Verdict:
    """Say what binds what somebody is given time for: "The gunmen were given two days to leave"."""
    parse, verb = link.parse, link.over
    if link.lemma not in ("give", "allow", "grant") or not any(
        parse.lemma[c] in _TIMES for c in parse.children_of(verb, "dobj", "npadvmod")
    ):
        return None
    giver = parse.child(verb, "nsubj")
    laid_down = parse.tag[verb] in ("VBZ", "VBP") or (giver is not None and giver in link.ground.at)
    return link.near("promise" if laid_down else "demand", verb)


def _made_on(link: Link) -> Verdict:
    """Say what binds what an agreement is made on: "reached an accord with the junta on the deployment of the army"."""
    parse = link.parse
    on = link.act.nominal and link.dep == "prep" and parse.lower[link.below] in ("on", "for") and link.lemma in _MAKING
    made = parse.child(link.over, "dobj", "nsubjpass") if on else None
    claim = link.ground.at.get(made) if made is not None else None
    return Bond("provide", made, claim) if made is not None and claim is not None else None


_MAKING = deal_words("signing")


def _under_it(link: Link) -> Verdict:
    """Say what binds an act below a verb "under" an agreement."""
    under = (c for c in link.parse.children_of(link.over, "prep") if link.parse.lower[c] in UNDER)
    return next((Bond("under", c, claim) for c in under if (claim := named_inside(link.parse, link.ground, c)) is not None), None)


def _it_is_for(link: Link) -> Verdict:
    """Say what binds what "it is for all sides to" do."""
    it = link.lemma == "be" and any(link.parse.lower[c] == "it" for c in link.parse.children[link.over])
    return link.near("demand", link.over) if it and link.dep == "advcl" and is_governed(link.parse, link.below) else None


def _meant_for(link: Link) -> Verdict:
    """Say what binds what an agreement is made for: "signed a truce to let aid in"."""
    claim = named_among(link.ground, link.parse.children_of(link.over, "dobj", "nsubjpass")) if _is_for(link) else None
    return Bond("provide", link.over, claim) if claim is not None else None


def _posted(link: Link) -> Verdict:
    """Say what binds those who are to be posted to watch: "police would be posted to watch over the truce"."""
    if not _is_for(link) or link.act.action != "monitor" or link.lemma not in _POSTING or not _is_coming(link.parse, link.over):
        return None
    return link.before("promise", link.over, link.parse.child(link.over, "nsubjpass", "dobj"))


def _is_coming(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what will or is to be done: "police would be posted to watch over the truce"."""
    coming = any(parse.lower[c] in ("will", "would", "shall") for c in parse.children_of(verb, "aux"))
    return coming or (parse.is_infinitive(verb) and parse.lemma[parse.head[verb]] == "be")


def _having(link: Link) -> Verdict:
    """Say what binds what somebody has a time or a duty for: "The army has a month to free the pilots"."""
    parse = link.parse
    duty = parse.child(link.over, "dobj") if link.lemma == "have" else None
    if duty is None:
        return None
    lemma = parse.lemma[duty]
    if link.below == duty and lemma in _TIMES and parse.dep[link.act.word] in ("acl", "relcl"):
        return link.near("promise", duty)
    return link.near("demand", duty) if NOUN_KINDS.get(lemma) == "demand" else None


def _obliged(link: Link) -> Verdict:
    """Say what binds an act below a verb that "must" or "should" be done."""
    parse, verb = link.parse, link.over
    words = (*parse.children[verb], *parse.children[parse.first_conjunct(verb)])
    obliged = any(parse.dep[c] == "aux" and parse.lower[c] in ("must", "should") for c in words)
    return link.near("demand", verb) if obliged and link.dep in ("xcomp", "dobj", "ccomp") else None


def _ready(link: Link) -> Verdict:
    """Say what binds what a side is ready to do: "The guards are ready to pull back"."""
    parse, verb = link.parse, link.over
    ready = parse.child(verb, "acomp")
    if ready is None or parse.lower[ready] not in READY or link.dep != "acomp" or parse.child(verb, "neg") is not None:
        return None
    near = link.ground.near(parse, verb)
    sided = link.act.action != "monitor" and near is not None and is_side(parse, near, verb)
    return Bond("promise", ready, near) if near is not None and sided else UNBOUND


def _needed(link: Link) -> Verdict:
    """Say what binds what is called vital, necessary, urgent."""
    needed = link.parse.child(link.over, "acomp")
    if needed is None or (link.parse.lower[needed] == "responsible" and link.below != needed):
        return None
    return link.near("demand", needed) if link.parse.lower[needed] in _NEEDED | {"responsible"} else None


RULES: tuple[Rule, ...] = (
    provided_for,
    promised_or_asked,
    provided_first,
    there_is,
    as_subject,
    _condition,
    _ordered,
    _announced,
    _beside,
    _given_time,
    _made_on,
    attitude,
    _under_it,
    _it_is_for,
    _meant_for,
    _posted,
    _having,
    _obliged,
    _ready,
    _needed,
)
