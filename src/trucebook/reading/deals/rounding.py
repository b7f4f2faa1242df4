"""Rounding: what provisions, breaches and breakers add to an agreement that its own words leave open: sides, status, type.

Invariant: what the report names stays; only what is missing or vague is filled.
"""

from msgspec.structs import replace

from trucebook.codebook import Codebook
from trucebook.model import ActorValue, Claim, Field
from trucebook.reading.deals.breaches import Hostile, hostile_words
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.perpetrators import perpetrator_of
from trucebook.reading.deals.phrases import actor_field, people
from trucebook.reading.deals.placing import others_bound, with_row
from trucebook.reading.deals.provisions import provisions_under
from trucebook.reading.deals.sides import is_vague
from trucebook.reading.deals.ties import TO_COME, find_tied
from trucebook.reading.evidence import coded, cut
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

GUESSED = "type guessed"
_MOVED, _CARRIERS = deal_words("moved"), deal_words("carriers")
_MOVED, _CARRIERS = deal_words("moved"), deal_words("carriers")
_ARMED = {"fighters", "rebels", "gunmen", "militants", "insurgents", "militiamen", "faction", "factions", "combatants"}
_PEOPLE = deal_words("sides") | deal_words("armed")


def with_parties(notes: Notes, codebook: Codebook, claims: list[Claim]) -> list[Claim]:
    """Return the claims with those who owe something under an agreement as its parties, where the report names no others."""
    if all(
        not is_vague(c.fields.get("parties"))
        and not _names_one(c)
        and c.value("type") != "offer"
        and c.value("status") != "unknown"
        and GUESSED not in c.reasons
        for c in claims
    ):
        return claims
    debtors: dict[str, dict[str, Field]] = {}
    under_way: set[str] = set()
    promised: set[str] = set()
    actions: dict[str, set[str]] = {}
    watchers: dict[str, Field] = {}
    for provision in provisions_under(notes, codebook, tuple(claims)):
        debtor = provision.fields.get("debtor")
        debtor = None if isinstance(debtor, Field) and _is_paper(debtor, claims) else debtor
        actions.setdefault(str(provision.value("agreement")), set()).add(str(provision.value("action")))
        if provision.value("action") == "monitor" and isinstance(debtor, Field):
            watchers.setdefault(str(provision.value("agreement")), debtor)
        if provision.value("status") == "promised":
            promised.add(str(provision.value("agreement")))
        if provision.value("status") in ("done", "under_way"):
            under_way.add(str(provision.value("agreement")))
        if isinstance(debtor, Field) and debtor.text and provision.value("action") not in ("other", "monitor") and _sides(debtor):
            for side in with_row(notes, debtor):
                debtors.setdefault(str(provision.value("agreement")), {}).setdefault((side.text or "").lower(), side)
    filled = []
    for claim in claims:
        owing = debtors.get(claim.id, {})
        parties = claim.fields.get("parties")
        known = list(parties) if isinstance(parties, list) else []
        if known and len(owing) > 1 and is_vague(parties):
            known = []
        leaving = _leaves_alone(claim)
        owing = {t: f for t, f in owing.items() if _ARMED & set(t.split())} if leaving else owing
        if owing and (not known or leaving or claim.value("type") == "offer"):
            said = {(f.text or "").lower() for f in known}
            more = [f for t, f in owing.items() if t not in said and not (known and is_vague([f]))]
            claim = replace(claim, fields={**claim.fields, "parties": more + known if leaving else known + more})
        elif len(known) == 1 and owing:
            claim = replace(claim, fields={**claim.fields, "parties": known + others_bound(known[0], list(owing.values()))})
        if claim.value("status") == "announced" and claim.id in under_way and TO_COME not in claim.reasons:
            claim = replace(claim, fields={**claim.fields, "status": coded("in_force")})
        only_terms = all(r.startswith("terms:") or r == GUESSED for r in claim.reasons)
        if claim.value("status") == "unknown" or (only_terms and claim.value("status") == "announced"):
            known_by = "in_force" if claim.id in under_way else "announced" if claim.id in promised else str(claim.value("status"))
            claim = replace(claim, fields={**claim.fields, "status": coded(known_by)})
        if claim.id in watchers and "monitors" not in claim.fields:
            claim = replace(claim, fields={**claim.fields, "monitors": [watchers[claim.id]]})
        acts = actions.get(claim.id, set())
        if GUESSED in claim.reasons and acts:
            kind = (
                "evacuation"
                if "depart" in acts
                else "exchange"
                if acts == {"release"}
                else "ceasefire"
                if acts == {"cease_fire"}
                else "settlement"
            )
            claim = replace(claim, fields={**claim.fields, "type": coded(kind)})
        filled.append(claim)
    return filled


def _is_paper(debtor: Field, claims: list[Claim]) -> bool:
    """Say whether who owes something is only the agreement itself: "The Treaty of A gave …"."""
    return any(debtor.start == c.start and c.value("type") != "offer" for c in claims)


def _names_one(claim: Claim) -> bool:
    """Say whether a claim names one party alone, so that who owes something under it may be the other."""
    parties = claim.fields.get("parties")
    return isinstance(parties, list) and len(parties) == 1


def _leaves_alone(claim: Claim) -> bool:
    """Say whether an evacuation deal names one party alone: those who leave under it are the other."""
    parties = claim.fields.get("parties")
    return claim.value("type") == "evacuation" and isinstance(parties, list) and len(parties) == 1


def _sides(debtor: Field) -> bool:
    """Say whether a debtor can be bound by an agreement: somebody, and not those who are merely moved or freed under it."""
    said = set((debtor.text or "").lower().split())
    return not (_MOVED | _CARRIERS) & said and (isinstance(debtor.value, ActorValue) or bool({w.removesuffix("s") for w in said} & _PEOPLE))


def with_breaches(notes: Notes, codebook: Codebook, claims: list[Claim], breakers: dict[str, list[int]]) -> list[Claim]:
    """Return the claims with the status violated where hostile acts are tied to an agreement that is agreed or in force.

    Who does such an act is added to `breakers` by the claim's id.
    """
    breached: dict[str, Hostile] = {}
    for hostile, claim, _ in find_tied(notes, hostile_words(codebook), tuple(claims)):
        if (who := perpetrator_of(notes.parse, hostile)) is not None:
            breakers.setdefault(claim.id, []).append(who)
        if claim.value("status") in ("announced", "in_force", "unknown"):
            breached.setdefault(claim.id, hostile)
    parse = notes.parse
    return [
        replace(c, fields={**c.fields, "status": cut(parse.text, parse.start[h.word], parse.end[h.word], "violated")})
        if (h := breached.get(c.id)) is not None
        else c
        for c in claims
    ]


def with_breakers(notes: Notes, claim: Claim, breakers: list[int]) -> Claim:
    """Return a truce that names no party with those who are told to break it: only a side can."""
    if claim.value("type") not in ("ceasefire", "pause") or isinstance(claim.fields.get("parties"), list):
        return claim
    named = [w for b in breakers for w in people(notes.parse, b) if _is_side(notes, w)]
    fields = {(f.text or "").lower(): f for f in (actor_field(notes, w) for w in reversed(named))}
    return replace(claim, fields={**claim.fields, "parties": list(reversed(fields.values()))}) if fields else claim


def _is_side(notes: Notes, word: int) -> bool:
    return notes.parse.lemma[word].lower() in _PEOPLE or actor_at(notes, word) is not None
