"""Authors: by whom a truce, a plan or a draft of one was written or put forward.

Invariant: whether an author brokers or is bound is left to the one who asks; the author of a draft before a council is `sure` to broker.
"""

from msgspec.structs import replace

from trucebook.model import Claim, Field
from trucebook.reading.deals.brokers import reach_of
from trucebook.reading.deals.claimroles import added, alike
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import doers, noun_of, things_done
from trucebook.reading.deals.grounds import ground_of
from trucebook.reading.deals.outside import is_outsider
from trucebook.reading.deals.phrases import actor_field, people
from trucebook.reading.deals.titles import resolutions_over
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_DRAFTING, _TRUCES = deal_words("drafting"), deal_words("truces_told")
_DRAFTS = {"draft", "resolution"}
_PLANS = {"blueprint", "formula", "initiative", "offer", "plan", "proposal", "roadmap", "text"}
_PARTICLES = {"chalk": {"out"}, "draw": {"up"}, "put": {"forward"}}
Authors = list[tuple[int, int, bool]]  # (where it is told, who, sure to broker)


def find_authors(parse: Parse) -> Authors:
    """Return every (word, who, sure) that tells by whom a truce or a plan of one was drafted or put forward, or to whom it is owed."""
    found: Authors = []
    for i, lemma in enumerate(parse.lemma):
        if parse.lower[i] == "thanks" and parse.lower[i + 1 : i + 2] == ["to"]:
            found += [(i, w, True) for k in parse.children[i + 1] for w in people(parse, k) if parse.pos[w] == "PROPN"]
        elif lemma in _DRAFTING and parse.tag[i] in ("VBN", "VBD", "VBZ") and parse.child(i, "neg") is None:
            found += _of_verb(parse, i, lemma)
    return found


def with_authors(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with who drafted or put them forward as brokers, where he is no side and others are bound."""
    ground, reach = ground_of(notes.parse, tuple(claims)), reach_of(claims)
    filled = {c.id: c for c in claims}
    for at, who, sure in find_authors(notes.parse):
        near = ground.near(notes.parse, at, reach=reach)
        if near is not None:
            filled[near.id] = _authored(filled[near.id], actor_field(notes, who), outside=sure or is_outsider(notes, who))
    return [_resolved_by(notes, filled[c.id]) for c in claims]


def _resolved_by(notes: Notes, claim: Claim) -> Claim:
    """Return the claim of a truce that a resolution orders with the council that adopted it for broker, and for no side."""
    parse = notes.parse
    if claim.value("type") == "offer":
        return claim  # a draft that was vetoed
    heads = [parse.head_of(f.start, f.end) for f in claim.many("named") if f.start is not None and f.end is not None]
    papers = [p for w in heads if w is not None for p in ([w] if noun_of(parse, w) == "resolution" else resolutions_over(parse, w))]
    council = next((k for p in papers for k in _council_of(parse, p)), None)
    if council is None:
        return claim
    name = actor_field(notes, council)
    sides = [f for f in claim.many("parties") if not alike(name, f) and "council" not in (f.text or "").lower().split()[-1:]]
    others = {role: value for role, value in claim.fields.items() if role != "parties"}
    return added(replace(claim, fields={**others, "parties": sides} if sides else others), "mediators", name)


def _council_of(parse: Parse, paper: int) -> list[int]:
    """Return the council whose resolution it is: before its name, or the subject of the verb by which it was adopted."""
    before = [
        j for j in range(max(0, paper - 4), paper) if parse.lower[j] == "council" and parse.sentence_of[j] == parse.sentence_of[paper]
    ]
    top = parse.head[paper] if parse.dep[paper] in ("compound", "nmod") else paper  # the number that a resolution goes by
    verb = parse.head[top]
    adopted = parse.dep[top] == "dobj" and parse.lemma[verb] in ("adopt", "approve", "pass")
    return before + ([w for w in doers(parse, verb) if noun_of(parse, w) == "council"] if adopted else [])


def _authored(claim: Claim, author: Field, *, outside: bool) -> Claim:
    """Return the claim with who drafted or put it forward as its broker, where he is an outsider or two others are bound by it."""
    parties = claim.many("parties")
    if any(alike(author, f) for f in parties) or not (outside or len(parties) > 1):
        return claim
    return added(claim, "mediators", author)


def _of_verb(parse: Parse, verb: int, lemma: str) -> Authors:
    """Return who drafted or put forward what a verb has as its thing: "tabled a draft resolution", "a truce drawn up by Togo"."""
    particles = _PARTICLES.get(lemma)
    if particles is not None and not particles & set(parse.lower[verb + 1 : verb + 2]):
        return []
    things = {noun_of(parse, t) for t in things_done(parse, verb)}
    if not things & (_DRAFTS | _TRUCES | _PLANS):
        return []
    return [(verb, w, bool(things & _DRAFTS)) for w in doers(parse, verb)]
