"""Coming about: bonds of an act that is itself the subject of a verb ("The exchange will begin", "Pardons were promised").

Invariant: what merely happens is no term; it is to come, promised, demanded or laid down.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Bond
from trucebook.reading.deals.hanging import bond_below, held_in, part_of
from trucebook.reading.deals.links import UNBOUND, Link, Verdict, bound

_COMING = deal_words("coming_about") | deal_words("seen_to")
_SCHEDULING = deal_words("scheduling")
_EXPECTED = deal_words("expected")
_ASKED = {"demand", "condition", "requirement", "term", "request"}


def provided_for(link: Link) -> Verdict:
    """Say what binds an act that is laid down: "Provided for in the plan are the opening of talks and …"."""
    if not _is_passive(link) or link.lemma not in link.frames.terms["provide_verbs"]:
        return None
    held = held_in(link.parse, link.ground, link.over)
    return Bond("provide", link.over, held) if held is not None else None


def promised_or_asked(link: Link) -> Verdict:
    """Say what binds an act that is promised, demanded or given its day: "Pardons were promised to both sides"."""
    if not _is_passive(link):
        return None
    for kind in ("promise", "demand"):
        if link.lemma in link.frames.terms[f"{kind}_verbs"]:
            return link.near(kind, link.over)
    return link.near("promise", link.over) if link.lemma in _SCHEDULING else None


def _is_passive(link: Link) -> bool:
    return link.dep == "nsubjpass" and link.act.nominal


def provided_first(link: Link) -> Verdict:
    """Say what binds an act that the parser took for a part of its verb: "Provided for in the plan is the opening …"."""
    if link.dep != "auxpass" or not link.act.nominal or link.lemma not in link.frames.terms["provide_verbs"]:
        return None
    return bound("provide", link.over, held_in(link.parse, link.ground, link.over))


def there_is(link: Link) -> Verdict:
    """Say what binds what there will be, or what "there started" under an agreement."""
    parse, verb = link.parse, link.over
    there = any(parse.dep[c] == "expl" for c in parse.children[verb])
    if not there or not link.act.nominal or link.dep not in ("attr", "dobj", "nsubj"):
        return None
    if link.lemma == "be" and any(parse.lower[c] in ("will", "shall") for c in parse.children[verb]):
        return link.before("promise", verb)
    return (bond_below(parse, link.ground, verb) if link.lemma in _COMING else None) or UNBOUND


def as_subject(link: Link) -> Verdict:
    """Say what binds an act that is the subject of a verb: "The release of the pilots is a condition"."""
    if link.dep not in ("nsubj", "nsubjpass"):
        return None
    attr = link.parse.child(link.over, "attr")
    if attr is not None and link.parse.lemma[attr] in _ASKED:
        return link.near("demand", attr)
    return _to_happen(link)


def _to_happen(link: Link) -> Verdict:
    """Say what binds an act that is told to come about: "The exchange of prisoners will begin on Sunday"."""
    if not link.act.nominal:
        return UNBOUND
    if link.lemma in _COMING | {"be", "complete"}:
        carried = bond_below(link.parse, link.ground, link.over) or part_of(link.parse, link.ground, link.over)
        if carried is not None:
            return carried
    due = link.parse.child(link.over, "acomp") if link.act.action == "talk" else None
    if due is not None and link.parse.lower[due] in _EXPECTED and link.parse.child(link.over, "neg") is None:
        return link.before("promise", due)
    return link.before("promise", link.over) if _is_to_come(link) else UNBOUND


def _is_to_come(link: Link) -> bool:
    """Say whether a verb tells that something will come about; "the pullout would take as long as it takes" does not."""
    parse, verb = link.parse, link.over
    taken = parse.child(verb, "dobj", "prt") if link.lemma == "take" else None
    if link.lemma == "take" and (taken is None or parse.lower[taken] not in ("place", "effect", "hold")):
        return False
    aux = {parse.lower[c] for c in parse.children_of(verb, "aux")}
    return link.lemma in _COMING and bool(aux & {"will", "would", "shall", "'ll"})
