"""Brokers: who mediates or watches an arrangement, and who is bound by it, told beside it or in a sentence near by.

Invariant: a broker found here stands in a sentence that names the arrangement or at most two after; a side of it is never made its broker.
"""

from msgspec.structs import replace

from trucebook.model import Claim, Field
from trucebook.reading.deals.bound import find_bound
from trucebook.reading.deals.claimroles import added, alike, is_vague_side
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import carries_out, doers, noun_of, things_done
from trucebook.reading.deals.gobetweens import find_go_betweens
from trucebook.reading.deals.grounds import ground_of
from trucebook.reading.deals.partners import find_backers, find_partners
from trucebook.reading.deals.phrases import actor_field, people
from trucebook.reading.deals.placing import with_everyone_placed
from trucebook.reading.evidence import cut
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_BRINGING, _BROUGHT = deal_words("bringing"), deal_words("brought")
_PAPERS = deal_words("papers") | {"armistice", "treaty", "accords", "treaties"}
_BROKERS, _OFFICES = deal_words("brokers"), deal_words("offices")
_MONITORS, _WATCHING, _WATCHED = deal_words("monitors"), deal_words("watching"), deal_words("watched")
_SAYING = deal_words("saying")
_STATES = deal_words("outside_states")
_STOPPING = deal_words("lengths") | deal_words("freeing") | {"end"}
_ARMED = deal_words("sides") | deal_words("armed")
_PERSUADING, _PERSUADED = deal_words("persuading"), deal_words("persuaded")
_PLAIN, _NAMELESS = deal_words("plain_adjectives"), deal_words("nameless_plurals")
_ANNOUNCING = {"announce", "declare", "proclaim", "unveil"}
_PRAISE = {"commend", "thank", "praise", "congratulate", "applaud"}
_STEPS = _BROUGHT | _PAPERS | {"announcement", "commitment", "decision", "gesture", "move", "step"}
_THROUGH = {"after", "at", "by", "in", "on", "thanks", "through", "under", "via", "with"}
_OWN = {"my", "our"}
_BODIES = deal_words("outsiders") | {"council", "mission", "president"}
_REACH = 3
_ALONE = 5  # how far a sentence may be from the only arrangement of a report
Found = list[tuple[int, str, int]]  # (where it is told, role, who)


def with_brokers(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with the mediators, monitors and sides that the sentences around their namings tell."""
    ground, reach = ground_of(notes.parse, tuple(claims)), reach_of(claims)
    filled = {c.id: c for c in claims}
    told, deals = _told(notes), ground_of(notes.parse, tuple(c for c in claims if c.value("type") != "offer"))
    by_verb: dict[int, list[int]] = {}
    for at, role, who in told:
        if role == "mediators" and notes.parse.pos[at] == "VERB":
            by_verb.setdefault(at, []).append(who)
    for at, role, who in told:
        near = ground.near(notes.parse, at, reach=reach)
        if near is not None and near.value("type") == "offer" and near is not ground.near(notes.parse, at, reach=0):
            near = deals.near(notes.parse, at, reach=reach)
        if near is None or near.value("type") == "offer":
            continue
        row = by_verb.get(at, []) if role == "mediators" else []
        if not _are_sides(notes, filled[near.id], row):
            filled[near.id] = added(filled[near.id], role, actor_field(notes, who))
    for at, row in find_bound(notes):
        near = ground.near(notes.parse, at, reach=reach)
        if near is not None:
            claim = filled[near.id]
            claim = _announced_by(notes, claim, row) if notes.parse.lower[at] == "between" else claim
            joined = notes.parse.words[at] == "-"
            filled[near.id] = bound_by(claim, [_half(notes, w) if joined else actor_field(notes, w) for w in row])
    return [with_everyone_placed(notes, filled[c.id]) for c in claims]


def _are_sides(notes: Notes, claim: Claim, who: list[int]) -> bool:
    """Say whether all of a claim's two or more sides are told to have worked it out: "hammered out by the general and the rebel leader"."""
    sides = claim.many("parties")
    names = [actor_field(notes, w) for w in dict.fromkeys(who)]
    return len(sides) > 1 and all(any(alike(f, name) for name in names) for f in sides)


def with_partners(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims that still name fewer than two sides with those who leave or deal under them, or charge others with a breach."""
    ground, reach = ground_of(notes.parse, tuple(claims)), reach_of(claims)
    filled = {c.id: c for c in claims}
    for at, row in find_partners(notes):
        near = ground.near(notes.parse, at, reach=reach)
        if near is not None:
            filled[near.id] = bound_by(filled[near.id], [actor_field(notes, w) for w in row])
    return [filled[c.id] for c in claims]


def reach_of(claims: list[Claim]) -> int:
    """Return how many sentences from an agreement its brokers may be told: further where the report has only one."""
    return _REACH if len(claims) > 1 else _ALONE


def bound_by(claim: Claim, sides: list[Field]) -> Claim:
    """Return the claim with a row of sides, unless it names two already by more than "the militias"."""
    if len([f for f in claim.many("parties") if not is_vague_side(f) and not _is_nameless(f)]) > 1:
        return claim
    known = claim.many("parties")
    for field in sides:
        claim = added(claim, "parties", field)
    claim = _in_order(claim) if known and len(claim.many("parties")) > len(known) else claim
    named = [f for f in claim.many("parties") if not _is_nameless(f)]
    return replace(claim, fields={**claim.fields, "parties": named}) if len(named) > 1 else claim


def _in_order(claim: Claim) -> Claim:
    """Return the claim with its sides as they stand in the text."""
    return replace(claim, fields={**claim.fields, "parties": sorted(claim.many("parties"), key=lambda f: f.start or 0)})


def _half(notes: Notes, word: int) -> Field:
    """Return one half of a joined name alone: "Israeli" of "Israeli-Syrian"."""
    parse = notes.parse
    mention = actor_at(notes, word)
    return cut(parse.text, parse.start[word], parse.end[word], mention.value if mention is not None else None)


def _announced_by(notes: Notes, claim: Claim, row: list[int]) -> Claim:
    """Return the claim with those who announced it "between A and B" as its brokers: only A and B are bound."""
    sides = [actor_field(notes, w) for w in row]
    others = [f for f in claim.many("parties") if not any(alike(f, s) for s in sides)]
    if len(row) < 2 or len(others) != 1 or others[0].start is None or others[0].end is None:
        return claim
    word = notes.parse.head_of(others[0].start, others[0].end)
    if word is None or notes.parse.pos[word] != "PROPN" or notes.parse.lemma[notes.parse.head[word]] not in _ANNOUNCING:
        return claim
    return replace(claim, fields={**claim.fields, "parties": [], "mediators": [*claim.many("mediators"), others[0]]})


def _is_nameless(field: Field) -> bool:
    """Say whether a name is a bare plural for those who fight: "the militias", "armed groups", "the warring factions"."""
    words = (field.text or "").split()
    named = any(w[:1].isupper() for w in words[1:]) or (len(words) > 1 and words[0][:1].isupper() and words[0].lower() not in _PLAIN)
    return not named and words[-1:] != [] and words[-1].lower() in _NAMELESS


def _told(notes: Notes) -> Found:
    """Return every (word, role, who) of the text, mediators first so that a broker is never taken for a side."""
    parse = notes.parse
    found: Found = []
    for i in range(len(parse)):
        lemma = parse.lemma[i]
        if parse.pos[i] == "VERB" and parse.child(i, "neg") is None:
            found += _by_verb(parse, i, lemma)
        elif lemma in _BROKERS or lemma == "negotiator":
            found += [(i, "mediators", w) for w in (*_named_brokers(parse, i), *_as_broker(parse, i))]
        elif lemma in _MONITORS and parse.tag[i] in ("NNS", "NNPS") and _is_sent(parse, i):
            found.append((i, "monitors", i))
        elif lemma == "signatory" or (lemma == "party" and _to_truce(parse, i)):
            found += [(i, "parties", w) for w in _signatories(parse, i)]
        if parse.lower[i] in _OFFICES and parse.lower[i] != "presence":
            found += [(i, "mediators", w) for w in _behind(parse, i)]
    found += [(at, "mediators", who) for at, who in find_go_betweens(notes)]
    found += find_backers(parse)
    order = ("mediators", "monitors", "parties")
    return sorted(found, key=lambda f: order.index(f[1]))


def _to_truce(parse: Parse, word: int) -> bool:
    """Say whether parties are those "to the truce"."""
    return any(noun_of(parse, k) in _BROUGHT | _PAPERS for c in parse.children[word] if parse.lower[c] == "to" for k in parse.children[c])


def _signatories(parse: Parse, word: int) -> list[int]:
    """Return who the signatories are told to be: "Signatories included A, B and C"."""
    verb = parse.head[word]
    told = parse.dep[word] == "nsubj" and parse.lemma[verb] in ("be", "comprise", "include")
    named = parse.children_of(verb, "attr", "dobj") if told else []
    for k in named:
        named += [c for c in parse.children[k] if parse.dep[c] == "appos"]  # a row that the parser took for one named again and again
    return [w for k in named for w in people(parse, k)]


def _by_verb(parse: Parse, verb: int, lemma: str) -> Found:
    """Return those whom a verb of brokering, watching, stopping under a deal, or praise for agreeing puts in a role."""
    found: Found = []
    if (lemma in _BRINGING and not _only_watches(parse, verb, lemma)) or (lemma == "draw" and parse.child(verb, "prt") is not None):
        found += [(verb, "mediators", w) for w in _bringers(parse, verb)]
    if lemma in _PERSUADING and _persuades(parse, verb):
        over = parse.head[verb] if parse.tag[verb] == "VBG" else verb
        found += [(verb, "mediators", w) for w in doers(parse, over) if parse.pos[w] in ("NOUN", "PROPN")]
    if lemma in _WATCHING and _watches(parse, verb):
        found += [(verb, "monitors", w) for w in doers(parse, verb) if parse.pos[w] in ("NOUN", "PROPN")]
    if lemma in _STOPPING and any(parse.lower[c] in ("under", "in") and _under_deal(parse, c) for c in parse.children[verb]):
        found += [(verb, "parties", w) for w in doers(parse, verb) if parse.pos[w] == "PROPN" or parse.lemma[w] in _ARMED]
    if lemma == "sign" and parse.child(verb, "dobj", "nsubjpass") is None and parse.tag[verb] in ("VBD", "VBN"):
        signers = [d for d in doers(parse, verb) if parse.lemma[d] not in _BROUGHT | _PAPERS]
        found += [(verb, "parties", w) for d in signers for w in _sent_by(parse, d)]
    if lemma in _PRAISE:
        agreed = any(parse.lemma[k] in ("agree", "accept") for c in parse.children[verb] for k in parse.children[c])
        whom = parse.child(verb, "dobj")
        praised = people(parse, whom) if whom is not None else []
        found += [(verb, "parties", w) for w in praised if agreed or (len(praised) > 1 and _for_a_step(parse, verb))]
    return found


def _for_a_step(parse: Parse, verb: int) -> bool:
    """Say whether what is praised is a step just told of: "commend A and B for this step", "welcome this, and commend A and B"."""
    first, last = parse.sentences[parse.sentence_of[verb]]
    return any(parse.lower[j] == "this" and (noun_of(parse, parse.head[j]) in _STEPS or parse.pos[j] == "PRON") for j in range(first, last))


def _persuades(parse: Parse, verb: int) -> bool:
    """Say whether somebody brings others to agree or to stop: "persuaded the two clans to cease fire", "brought the sides to sign"."""
    done = [c for c in parse.children[verb] if parse.dep[c] in ("xcomp", "ccomp", "pcomp", "prep")]
    done += [k for c in done if parse.dep[c] == "prep" and parse.lower[c] == "into" for k in parse.children[c]]
    spent = parse.tag[verb] == "VBG" and parse.lemma[parse.head[verb]] == "spend"  # "spent a week persuading both to sign"
    return (spent or parse.tag[verb] in ("VBD", "VBN", "VBZ")) and any(parse.lemma[c] in _PERSUADED for c in done)


def _only_watches(parse: Parse, verb: int, lemma: str) -> bool:
    """Say whether "oversee" means to watch what is carried out, not to lead the talks: "will oversee the exchange"."""
    things = {parse.lemma[t] for t in parse.children_of(verb, "dobj", "nsubjpass")}
    ahead = any(parse.lower[c] in ("will", "would", "to") for c in parse.children[verb])
    return lemma == "oversee" and (ahead or bool(things & {"ceasefire", "exchange", "pause", "swap", "truce"}))


def _sent_by(parse: Parse, word: int) -> list[int]:
    """Return for whom those who signed did so: "the presidents of A, B and C", else themselves where they are named."""
    of = [w for c in parse.children[word] if parse.lower[c] == "of" for k in parse.children[c] for w in people(parse, k)]
    if of and parse.pos[word] == "NOUN":
        return of
    return [word] if parse.pos[word] == "PROPN" else []


def _under_deal(parse: Parse, prep: int) -> bool:
    return any(parse.lemma[k] in _BROUGHT for k in parse.children[prep])


def _bringers(parse: Parse, verb: int) -> list[int]:
    """Return who brokers, hosts or drafts what is a truce, a text of one or talks on it: "X, which mediated between the two with Y"."""
    told = {noun_of(parse, t) for t in things_done(parse, verb)}
    between = any(parse.lower[c] == "between" for c in parse.children[verb])
    told |= _beyond_side(parse, verb) if parse.dep[verb] in ("acl", "relcl") else set()
    alone = not told and parse.lemma[verb] in ("mediate", "intercede") and parse.dep[verb] == "relcl"
    if not told & _BROUGHT and not (between and not told) and not alone:
        return []
    found = [w for w in doers(parse, verb) if parse.pos[w] in ("NOUN", "PROPN") and parse.lemma[w] not in _BROUGHT]
    if not found:
        return []
    beside = [c for c in parse.children[verb] if parse.lower[c] in ("with", "alongside")]
    for c in beside:
        for k in parse.children[c]:
            helped = parse.lemma[k] in ("help", "support", "backing")
            inner = [w for p in parse.children[k] if parse.lower[p] in ("of", "from") for w in parse.children[p]] if helped else [k]
            found += [w for x in inner for w in people(parse, x) if parse.pos[w] == "PROPN"]
    return found if beside or not between else found + _beside_two(parse, verb)


def _beyond_side(parse: Parse, verb: int) -> set[str]:
    """Return the noun past the side on which a relative clause was hung: "a truce with the government that Italy mediated"."""
    side = parse.head[verb]
    over = parse.head[parse.head[side]] if parse.dep[side] == "pobj" and parse.lower[parse.head[side]] in ("with", "between") else side
    return {noun_of(parse, over)} if over != side else set()


def _beside_two(parse: Parse, verb: int) -> list[int]:
    """Return who is told to have mediated "between the two with A", where the parser hung "with" on the two."""
    for c in parse.children[verb]:
        for k in parse.children[c] if parse.lower[c] == "between" else ():
            beside = [p for p in parse.children[k] if parse.lower[p] in ("with", "alongside")]
            return [w for p in beside for x in parse.children[p] for w in people(parse, x) if parse.pos[w] == "PROPN"]
    return []


def _named_brokers(parse: Parse, word: int) -> list[int]:
    """Return the names behind "mediators from A and B", "Egyptian mediators", "A, the guarantor": states for mere negotiators."""
    found: list[int] = []
    sure = parse.lemma[word] in _BROKERS
    for c in parse.children[word]:
        if parse.lower[c] == "of" and sure:
            found += [w for k in parse.children[c] if parse.dep[k] == "pobj" for w in people(parse, k) if parse.pos[w] == "PROPN"]
        elif parse.lower[c] == "from":
            found += [w for k in parse.children[c] if parse.dep[k] == "pobj" for w in people(parse, k)]
        elif parse.dep[c] in ("amod", "compound", "nmod", "poss") and parse.words[c][:1].isupper():
            found += [w for w in parse.conjuncts(c) if parse.words[w][:1].isupper()]
        elif parse.dep[c] == "appos" and sure:
            found += [w for w in people(parse, c) if parse.pos[w] == "PROPN"]
    return found if sure else [w for w in found if parse.lower[w] in _STATES | {"un", "u.n."}]


def _as_broker(parse: Parse, word: int) -> list[int]:
    """Return who is told to act as a broker: "with Oman as mediator", "Oman acted as the facilitator"."""
    prep = parse.head[word]
    if parse.dep[word] != "pobj" or parse.lower[prep] != "as":
        return []
    over = parse.head[prep]
    if parse.pos[over] == "VERB":
        acting = parse.lemma[over] in ("act", "serve", "have")
        whom = parse.child(over, "dobj") if parse.lemma[over] == "have" else parse.child(over, "nsubj")
        whom = parse.first_conjunct(prep - 1) if not acting and parse.pos[prep - 1] == "PROPN" else whom if acting else None
        return people(parse, whom) if whom is not None else []
    if parse.dep[over] == "prep":
        inner = next((c for c in parse.children[over] if parse.dep[c] == "pobj"), None)
        return people(parse, inner) if inner is not None else []
    return people(parse, parse.first_conjunct(over)) if parse.pos[over] == "PROPN" or parse.dep[over] == "pobj" else []


def _behind(parse: Parse, word: int) -> list[int]:
    """Return who stands before or after a noun of good offices: "under Egyptian auspices", "at the urging of A and B"."""
    first = max(0, word - 5)
    before = parse.lower[first:word]
    prep = next((j for j in range(word - 1, first - 1, -1) if parse.lower[j] in _THROUGH), None)
    if parse.dep[word] == "compound" or parse.lower[word] == "supervision":
        return []  # "the assistance group"; who supervises a truce watches it
    if prep is None or not before or parse.sentence_of[prep] != parse.sentence_of[word] or carries_out(parse, word):
        return []
    found = [w for c in parse.children[word] if parse.lower[c] in ("of", "by", "from") for k in parse.children[c] for w in people(parse, k)]
    if found:
        return found
    owner = next((c for c in parse.children[word] if parse.dep[c] == "poss" and parse.pos[c] in ("NOUN", "PROPN") and c > prep), None)
    nameless = parse.lower[word] == "offices" or (owner is not None and parse.lemma[owner] in _ARMED - _BODIES)
    if owner is not None and (parse.words[owner][:1].isupper() or not nameless):
        return people(parse, owner)
    own = [j for j in range(prep + 1, word) if parse.lower[j] in _OWN and parse.head[j] == word]
    if own or (parse.lower[prep] == "after" and parse.lower[word] not in ("arbitration", "intercession", "mediation")):
        return own
    named = [j for j in range(prep + 1, word) if parse.words[j][:1].isupper() and parse.pos[j] in ("PROPN", "ADJ", "NOUN")]
    return [j for j in named if parse.head[j] not in named or parse.dep[j] == "conj"]


def _watches(parse: Parse, verb: int) -> bool:
    """Say whether what a verb of watching has as object, or passes over in the passive, is a truce or the keeping of one."""
    things = parse.children_of(verb, "dobj", "nsubjpass")
    inner = [k for t in things for c in parse.children[t] if parse.lower[c] == "of" for k in parse.children[c]]
    inner += [k for c in parse.children[verb] if parse.lower[c] in ("over", "for") for k in parse.children[c]]
    return any(parse.lemma[t] in _WATCHED for t in [*things, *inner])


def _is_sent(parse: Parse, word: int) -> bool:
    """Say whether monitors are told to be sent, to be due or to look into something, not merely quoted."""
    verb = parse.head[word]
    if parse.dep[word] not in ("nsubj", "nsubjpass", "dobj") or parse.pos[verb] != "VERB" or parse.lemma[verb] in _SAYING:
        return False
    modal = any(parse.lower[c] in ("will", "would", "to") for c in parse.children[verb])
    return modal or parse.lemma[verb] in ("deploy", "send", "dispatch", "station")
