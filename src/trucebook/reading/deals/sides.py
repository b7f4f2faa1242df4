"""Sides: who fights whom in a report, for a truce whose parties its own words do not name.

Invariant: a side is an actor of the text; a report that tells of no two sides gives none.
"""

from msgspec.structs import replace

from trucebook.model import ActorValue, Claim, Field, Mention
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import TWO_SIDED
from trucebook.reading.deals.pairs import find_pairs, pair_before
from trucebook.reading.deals.phrases import actor_field, people
from trucebook.reading.evidence import of_mention
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_VAGUE = deal_words("vague_sides")
_SIDES = ("warring parties", "warring sides", "two sides", "both sides", "two parties", "both parties")
_TRUCES = ("ceasefire", "pause")
_BESIEGING = deal_words("besieging")
_AGAINST = {"government": "opposition", "opposition": "government"}
_FIGHTING = {"alliance", "force", "militia", "political_body", "rebel_group", "state"}
_OFTEN = 2
_PRONOUNS = {"he", "it", "its", "she", "their", "they", "we"}
_Camp = tuple[str | None, str | None]  # country, side
_PLAIN = 4  # so often named, two foes are plain where a truce names nobody
_NEAR = 3  # sentences
_MOST = 3  # of more truces than these it is not plain whose sides are told


def with_sides(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with the two sides of the fighting or the talks as parties of a truce that names none or only "the two sides"."""
    return _with_opponents(notes, _with_pair(notes, [_with_besiegers(notes, c) for c in claims]))


def _with_opponents(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with the other side of the war for the first truces that name one side of it alone."""
    alone = [c for c in claims if c.value("type") in TWO_SIDED and c.value("status") not in ("unknown", "proposed", "refused")]
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
    sides = _sides_near(notes, lacking[0])
    often = _PLAIN if parties is None else _OFTEN
    found = [actor_field(notes, w) for w in sides] or [of_mention(m) for m in _main_pair(notes, often)]
    if not found:
        return claims
    if isinstance(parties, list) and not is_vague(parties):
        if not any(_shares(parties[0], f) for f in found):
            return claims
        found = [parties[0], *(f for f in found if not _shares(parties[0], f))]
    filled = {lacking[0].id: _together(lacking[0], found)}
    return [filled.get(c.id, c) for c in claims]


def _main_pair(notes: Notes, often: int) -> list[Mention]:
    """Return the two sides of arms that a report names most, `often` at least each and of two countries or camps, for "the two sides"."""
    named: dict[_Camp, list[Mention]] = {}
    for mention, value in _in_arms(notes):
        if value.country or value.side in _AGAINST:
            named.setdefault((value.country, value.side), []).append(mention)
    ranked = sorted((key for key in named if len(named[key]) >= often), key=lambda key: -len(named[key]))
    tied = len(ranked) > 2 and len(named[ranked[2]]) == len(named[ranked[1]])
    if len(ranked) < 2 or tied or (often > _OFTEN and not _are_foes(*ranked[:2])):
        return []
    return sorted((_by_name(named[key]) for key in ranked[:2]), key=lambda m: m.start)


def _are_foes(one: _Camp, other: _Camp) -> bool:
    """Say whether two camps are those of one civil war, or two states."""
    (country, side), (another, against) = one, other
    if country == another or country is None or another is None:
        return side in _AGAINST and _AGAINST[side] == against
    return "opposition" not in (side, against)


def _by_name(mentions: list[Mention]) -> Mention:
    """Return the first mention with a capital, else the first that is no pronoun."""
    told = [m for m in mentions if m.text.lower() not in _PRONOUNS] or mentions
    return next((m for m in told if m.text[:1].isupper()), told[0])


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
    for i in parse.words_of(_BESIEGING):
        if parse.pos[i] == "VERB":
            agents = [k for c in parse.children[i] if parse.dep[c] == "agent" for k in parse.children[c]]
            found += [w for k in agents for w in people(parse, k) if actor_at(notes, w) is not None]
    return found


def _sides_near(notes: Notes, claim: Claim) -> list[int]:
    """Return the pair of foes told nearest before a truce, else the first that the report tells of."""
    at = notes.parse.word_at(claim.end - 1)
    near = pair_before(notes, at + 1, reach=_NEAR) if at is not None else []
    return near or next((pair for _, pair in find_pairs(notes)), [])


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
