"""Sides: who fights whom in a report, for a truce whose parties its own words do not name.

Invariant: a side is an actor of the text; a report that tells of no two sides gives none.
"""

from msgspec.structs import replace

from trucebook.model import ActorValue, Claim, Field, Mention
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.phrases import actor_field, people
from trucebook.reading.evidence import of_mention
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_FIGHTS = deal_words("between_sides")
_VAGUE = deal_words("vague_sides")
_SIDES = ("warring parties", "warring sides", "two sides", "both sides", "two parties", "both parties")
_TRUCES = ("ceasefire", "pause")
_TRADED, _BESIEGING = deal_words("traded"), deal_words("besieging")
_TWO_SIDED = ("ceasefire", "pause", "peace_agreement")
_AGAINST = {"government": "opposition", "opposition": "government"}
_FIGHTING = {"alliance", "force", "militia", "political_body", "rebel_group", "state"}
_OFTEN = 2
_MOST = 2  # of more truces than these it is not plain whose sides are told


def with_sides(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with the two sides of the fighting or the talks as parties of a truce that names none or only "the two sides"."""
    return _with_opponents(notes, _with_pair(notes, [_with_besiegers(notes, c) for c in claims]))


def _with_opponents(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with the other side of the war for the first truces that name one side of it alone."""
    alone = [c for c in claims if c.value("type") in _TWO_SIDED and c.value("status") not in ("unknown", "proposed", "refused")]
    filled: dict[str, Claim] = {}
    for claim in alone[:_MOST]:
        parties = claim.fields.get("parties")
        if not isinstance(parties, list) or not parties or is_vague(parties):
            continue
        other = _opponent(notes, [f.value for f in parties if isinstance(f.value, ActorValue)])
        if other is not None:
            filled[claim.id] = _together(claim, [*parties, of_mention(other)])
    return [filled.get(c.id, c) for c in claims]


def _opponent(notes: Notes, known: list[ActorValue]) -> Mention | None:
    """Return the actor that the report names most on the side against those known: twice at least, and twice as often as the next."""
    sides = {a.side for a in known}
    if len(sides) != 1 or not sides <= _AGAINST.keys():
        return None
    against, countries = _AGAINST[str(sides.pop())], {a.country for a in known} - {None}
    named: dict[str, list[Mention]] = {}
    for mention, value in _in_arms(notes):
        if value.side == against and (not countries or value.country is None or value.country in countries):
            named.setdefault(value.actor_id or mention.text.lower().removeprefix("the "), []).append(mention)
    ranked = sorted(named.values(), key=len, reverse=True)
    if not ranked or len(ranked[0]) < _OFTEN or (len(ranked) > 1 and len(ranked[1]) * 2 > len(ranked[0])):
        return None
    return ranked[0][0]


def _in_arms(notes: Notes) -> list[tuple[Mention, ActorValue]]:
    """Return the mentions of those who can be a side of a war, with their values."""
    return [(m, m.value) for m in notes.actors if isinstance(m.value, ActorValue) and m.value.kind in _FIGHTING]


def _with_pair(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with the pair that is told to fight or to talk for the first truce that lacks sides."""
    lacking = [c for c in claims if c.value("type") in _TRUCES and c.value("status") != "unknown" and _is_lacking(c.fields.get("parties"))]
    if not lacking or len(lacking) > _MOST:
        return claims
    parties = lacking[0].fields.get("parties")
    sides = find_sides(notes)
    found = [actor_field(notes, w) for w in sides] or ([of_mention(m) for m in _main_pair(notes)] if isinstance(parties, list) else [])
    if not found:
        return claims
    if isinstance(parties, list) and not is_vague(parties):
        if not any(_shares(parties[0], f) for f in found):
            return claims
        found = [parties[0], *(f for f in found if not _shares(parties[0], f))]
    filled = {lacking[0].id: _together(lacking[0], found)}
    return [filled.get(c.id, c) for c in claims]


def _main_pair(notes: Notes) -> list[Mention]:
    """Return the two sides of arms that a report names most, twice at least each and of two countries or camps, for "the two sides"."""
    named: dict[tuple[str | None, str | None], list[Mention]] = {}
    for mention, value in _in_arms(notes):
        if value.country or value.side in _AGAINST:
            named.setdefault((value.country, value.side), []).append(mention)
    ranked = sorted((m for m in named.values() if len(m) >= _OFTEN), key=lambda m: -len(m))
    if len(ranked) < 2 or (len(ranked) > 2 and len(ranked[2]) == len(ranked[1])):
        return []
    return sorted((next((m for m in found if m.text[:1].isupper()), found[0]) for found in ranked[:2]), key=lambda m: m.start)


def _with_besiegers(notes: Notes, claim: Claim) -> Claim:
    """Return an evacuation deal that names no party with those who besiege the places that are left: they must have agreed."""
    if claim.value("type") != "evacuation" or not is_vague(claim.fields.get("parties")):
        return claim
    found = [actor_field(notes, w) for w in find_besiegers(notes)]
    once = {(f.text or "").lower(): f for f in reversed(found)}
    return _together(claim, list(reversed(once.values()))) if once else claim


def find_besiegers(notes: Notes) -> list[int]:
    """Return the head words of those by whom a place is told to be besieged ("two towns besieged by the rebels")."""
    parse = notes.parse
    found: list[int] = []
    for i, lemma in enumerate(parse.lemma):
        if lemma in _BESIEGING and parse.pos[i] == "VERB":
            agents = [k for c in parse.children[i] if parse.dep[c] == "agent" for k in parse.children[c]]
            found += [w for k in agents for w in people(parse, k) if actor_at(notes, w) is not None]
    return found


def find_sides(notes: Notes) -> list[int]:
    """Return the head words of the first pair told as fighting or talking with each other ("clashes between A and B", "A and B
    accused each other"), or none."""
    parse = notes.parse
    for i, lower in enumerate(parse.lower):
        if lower == "between" and _is_fight(notes, i):
            pair = [w for k in parse.children[i] if parse.dep[k] == "pobj" for w in people(parse, k)]
        elif lower == "with" and _is_fight(notes, i):
            verb = parse.head[parse.head[i]]
            subject = parse.child(verb, "nsubj") if parse.pos[verb] == "VERB" else None
            pair = [subject] if subject is not None else []
            pair += [w for k in parse.children[i] if parse.dep[k] == "pobj" for w in people(parse, k)]
        elif lower == "other" and i and parse.lower[i - 1] in ("each", "the") and parse.dep[i] in ("dobj", "pobj"):
            verb = next((a for a in parse.ancestors(i) if parse.pos[a] == "VERB"), i)
            first = parse.sentences[parse.sentence_of[i]][0]
            if parse.lower[i - 1] == "the" and "each" not in parse.lower[first:i]:
                continue
            subject = parse.child(verb, "nsubj")
            subject = subject if subject is None or parse.lower[subject] != "each" else next(iter(parse.children[subject]), None)
            pair = people(parse, subject) if subject is not None else []
        elif lower == "against" and parse.lemma[parse.head[i]].lower() in ("pit", "set", "oppose"):
            set_off = parse.child(parse.head[i], "dobj")
            pair = [*(people(parse, set_off) if set_off is not None else []), *(w for k in parse.children[i] for w in people(parse, k))]
        elif lower in _TRADED and parse.dep[i] == "dobj" and parse.lemma[parse.head[i]].lower() in ("exchange", "trade", "swap"):
            subject = parse.child(parse.head[i], "nsubj")
            pair = people(parse, subject) if subject is not None else []
        else:
            continue
        if len(pair) == 1 and lower in _TRADED and any(parse.child(c, "conj") for c in parse.children_of(pair[0], "amod", "compound")):
            return pair
        if len(pair) == 2 and all(actor_at(notes, w) is not None or parse.pos[w] == "PROPN" for w in pair):
            return pair
    return []


def _is_fight(notes: Notes, preposition: int) -> bool:
    """Say whether "between" or "with" hangs on a noun of fighting or talks, or on a verb that tells of one."""
    parse = notes.parse
    over = parse.head[preposition]
    told = [over, *(c for c in parse.children[over] if parse.dep[c] in ("nsubj", "dobj", "nsubjpass"))]
    return any(parse.lemma[w].lower() in _FIGHTS for w in told)


def _is_lacking(parties: Field | list[Field] | None) -> bool:
    """Say whether parties are missing, vague, or only one."""
    return not isinstance(parties, list) or len(parties) == 1 or is_vague(parties)


def _shares(one: Field, other: Field) -> bool:
    """Say whether two names share a telling word."""
    a, b = ({w for w in (f.text or "").lower().split() if len(w) > 2 and w != "the"} for f in (one, other))
    return bool(a & b)


def is_vague(parties: Field | list[Field] | None) -> bool:
    """Say whether parties are missing or only said to be "the two sides"."""
    if not isinstance(parties, list):
        return True
    said = {w for f in parties for w in (f.text or "").lower().split()} - {"the", "of"}
    return said <= _VAGUE or all((f.text or "").lower().endswith(_SIDES) for f in parties)


def _together(claim: Claim, sides: list[Field]) -> Claim:
    return replace(claim, fields={**claim.fields, "parties": sides})
