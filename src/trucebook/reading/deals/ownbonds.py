"""Own bonds: an act bound by its own verb, that "will", "must" or "is to" be done, or stands "under" an agreement or "under which".

Invariant: a wish and what depends on what is not so bind nobody.
"""

from itertools import islice

from trucebook.model import Claim
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import UNDER, Bond, Ground
from trucebook.reading.deals.hanging import named_among
from trucebook.reading.deals.links import Link
from trucebook.reading.deals.obligations import Frames
from trucebook.reading.deals.seeming import had_to
from trucebook.reading.deals.telling import deal_subject
from trucebook.reading.grammar.parse import Parse

_ALLOWING = {"allow", "permit", "enable", "able", "oblige", "require", "force"}
_LETTING = {"allow", "enable", "have", "help", "let", "permit", "see"}
_GIVING = {"allow", "permit", "give", "grant", "guarantee", "ensure", "reserve", "let"}
_WISHING = deal_words("wishing")
_EXPECTED = deal_words("expected")
_KEEPING = deal_words("keeping") | {"apply", "carry", "hold", "approve", "sign", "ratify"}
FAR = 12  # sentences between a naming and what "the parties must" do


def own_bond(link: Link, claim: Claim | None) -> Bond | None:
    """Return the bond of an act by its own verb, whose subject is the agreement `claim` where it is one."""
    bond = _under_it(link.parse, link.ground, link.over) if claim is None else _given(link, claim)
    return bond or _under_which(link.parse, link.ground, link.over) or _as_promised(link) or _told_after(link)


def _under_it(parse: Parse, ground: Ground, verb: int) -> Bond | None:
    """Return the bond of what is done "under" an agreement."""
    under = (c for c in parse.children[verb] if parse.dep[c] == "prep" and parse.lower[c] in UNDER)
    return next((Bond("under", c, claim) for c in under if (claim := named_among(ground, parse.children[c])) is not None), None)


def _given(link: Link, claim: Claim) -> Bond | None:
    """Return the bond of what an agreement itself gives: "the accord gives the rebels nine ministries"."""
    present = link.parse.tag[link.over] in ("VBZ", "VBP", "VBD")
    return Bond("provide", link.over, claim) if link.lemma in _GIVING and link.act.action != "cease_fire" and present else None


def _under_which(parse: Parse, ground: Ground, verb: int) -> Bond | None:
    """Return the bond of an act in a clause with "under which"."""
    for c in (*parse.children[verb], *parse.children[parse.head[verb]]):
        if parse.lower[c] == "under" and any(parse.tag[k] == "WDT" for k in parse.children[c]):
            before = ground.before(parse, c, reach=0)
            if before is not None:
                return Bond("under", c, before)
    return None


def _as_promised(link: Link) -> Bond | None:
    """Return the bond of what was done, or was not, "as agreed" or "as it had promised to"."""
    parse, verb = link.parse, link.over
    said = next((c for c in parse.children_of(verb, "advcl") if parse.lemma[c] in _PROMISED and _with_as(parse, c)), None)
    told = parse.tag[verb] == "VBD" or any(parse.lower[c] in ("did", "has", "have", "had", "was", "were") for c in parse.children[verb])
    claim = link.ground.near(parse, verb) if said is not None and told else None
    if said is None or claim is None:
        return None
    undone = parse.child(verb, "neg") is not None or any(parse.lower[c] == "never" for c in parse.children[verb])
    return Bond("unkept" if undone else "carried", said, claim)


def _with_as(parse: Parse, verb: int) -> bool:
    """Say whether a clause opens with "as" and tells what was promised before: "as agreed", "as the text requires"."""
    mark, subject = parse.child(verb, "mark", "advmod"), parse.child(verb, "nsubj")
    agreeing = subject is None or parse.pos[subject] == "PRON" or parse.lemma[subject] in _AGREED
    return mark is not None and parse.lower[mark] == "as" and agreeing


_AGREED = {"both", "party", "side"} | deal_words("papers_that_bind") | deal_words("stand_ins")
_PROMISED = deal_words("binding_oneself") | {"call", "demand", "foresee", "lay", "provide", "require", "stipulate"}


def _told_after(link: Link) -> Bond | None:
    """Return the bond of an act that "will", "must" or "is to" be done, told right after an agreement was named."""
    parse, ground, verb, theme = link.parse, link.ground, link.over, link.act.theme
    if _is_wished(parse, verb) and deal_subject(parse, ground, verb) is None:
        return None
    modal = _modal_over(parse, link.frames, verb)
    if _only_if(parse, verb) if modal is not None else not _is_due(parse, verb):
        return None
    near = ground.at.get(theme) if theme in ground.at else ground.before(parse, verb)
    if near is None and parties_must(parse, parse.sentence_of[verb]):
        near = ground.before(parse, verb, reach=FAR)
    if near is None:
        return None
    return Bond("demand" if modal is not None and parse.lower[modal] in ("must", "should") else "promise", verb, near)


def parties_must(parse: Parse, s: int) -> bool:
    """Say whether a sentence tells what "the parties" or "they" must do, which holds of the deal a report is about from afar."""
    first, last = parse.sentences[s]
    return any(
        parse.lower[j] in ("must", "should") and parse.lower[j - 1] in ("parties", "sides", "they")
        for j in range(first + 1, min(first + 6, last))
    )


def _is_wished(parse: Parse, verb: int) -> bool:
    """Say whether an act is only wished for: "they hoped the roads would be opened"."""
    return any({parse.lemma[a], parse.lower[a]} & _WISHING for a in islice(parse.ancestors(verb), 3))


def _is_due(parse: Parse, verb: int) -> bool:
    """Say whether a verb "is to" or "is set to" be done."""
    head = parse.first_conjunct(verb)
    over = parse.head[head]
    if parse.dep[head] != "xcomp" or any(parse.lower[c] in ("yet", "still") for c in (*parse.children[over], *parse.children[head])):
        return False  # "a convoy has yet to reach the town"
    if parse.lemma[over] == "be" and parse.child(over, "attr", "acomp") is not None and parse.lower[over] not in _EXPECTED:
        return False  # "It was impossible to check", "is the party to talk to"
    is_to = not had_to(parse, head) and parse.lemma[over] in ("be", "have") and parse.lower[max(0, head - 1)] in ("to", "be")
    return is_to or parse.lower[over] in _EXPECTED


def _modal_over(parse: Parse, frames: Frames, verb: int) -> int | None:
    """Return the modal of a verb, of the first of its row, or of who lets it happen: "will have their status settled", "will see them
    leave"."""
    head = parse.first_conjunct(verb)
    over = parse.lemma[parse.head[head]]
    passed_on = (parse.dep[head] == "xcomp" and over in _ALLOWING) or (parse.dep[head] == "ccomp" and over in _LETTING)
    verbs = (verb, head, parse.head[head], parse.first_conjunct(parse.head[head])) if passed_on else (verb, head)
    modals = frames.terms["modal"]
    if any(parse.lower[c] == "rather" for c in parse.children[head]):
        return None  # "would rather not talk about it"
    return next((c for v in verbs for c in parse.children[v] if parse.dep[c] == "aux" and parse.lower[c] in modals), None)


def _only_if(parse: Parse, verb: int) -> bool:
    """Say whether a clause depends on what is not so: "would stop only if they were no longer needed"."""
    would = any(parse.lower[c] == "would" for c in parse.children_of(verb, "aux"))
    under = [c for c in parse.children_of(verb, "advcl") if any(parse.lower[k] == "if" for k in parse.children[c])]
    under = [c for c in under if parse.lemma[c] not in _KEEPING]  # "would stop its raids if the deal is implemented"
    return would and any(parse.tag[c] in ("VBD", "VBN") for c in under)
