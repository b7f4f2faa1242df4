"""Rounding: what provisions, breaches and breakers add to an agreement that its own words leave open: sides, status, type.

Invariant: what the report names stays; only what is missing or vague is filled.
"""

from dataclasses import dataclass
from dataclasses import field as dataclass_field

from msgspec.structs import replace

from trucebook.codebook import Codebook
from trucebook.model import ActorValue, Claim, Field
from trucebook.reading.deals.breaches import Hostile, hostile_words
from trucebook.reading.deals.datings import is_ahead
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import SETTLED, UNBROKEN
from trucebook.reading.deals.histories import is_history
from trucebook.reading.deals.outrun import with_given_way
from trucebook.reading.deals.perpetrators import perpetrator_of
from trucebook.reading.deals.phrases import actor_field, people
from trucebook.reading.deals.placing import others_bound, with_row
from trucebook.reading.deals.provisions import provisions_under
from trucebook.reading.deals.sides import is_vague
from trucebook.reading.deals.ties import TO_COME, find_tied
from trucebook.reading.evidence import GUESSED, coded, cut
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_BEFORE = {"earlier", "former", "previous"}
_HEDGES = {"appears", "barely", "broadly", "generally", "largely", "mainly", "mostly", "seems", "still"}
_MOVED, _CARRIERS = deal_words("moved"), deal_words("carriers")
_ARMED = {"fighters", "rebels", "gunmen", "militants", "insurgents", "militiamen", "faction", "factions", "combatants"}
_CIVIC = {"amnesty", "autonomy", "deploy", "disarm", "integrate", "lift_siege", "monitor", "restore_services", "return", "talk"}
_MANY = 2  # kinds of terms beside a leaving from which a deal is a settlement
_PEOPLE = deal_words("sides") | deal_words("armed")


@dataclass
class _Terms:
    """What the terms of one agreement add to it: who owes, who watches, which acts are owed and how they stand."""

    owing: dict[str, Field] = dataclass_field(default_factory=dict)
    actions: set[str] = dataclass_field(default_factory=set)
    statuses: set[str] = dataclass_field(default_factory=set)
    watcher: Field | None = None

    @property
    def under_way(self) -> bool:
        """Whether something that was agreed is done, or being done."""
        return bool(self.statuses & {"done", "under_way"})


def with_parties(notes: Notes, codebook: Codebook, claims: list[Claim]) -> list[Claim]:
    """Return the claims with those who owe something under an agreement as its parties, where the report names no others."""
    if not any(_is_open(c) for c in claims):
        return claims
    terms = _terms_of(notes, codebook, claims)
    none = _Terms()
    return [_with_kind(_with_watcher(_with_status(_with_owing(c, t), t), t), t) for c in claims for t in (terms.get(c.id, none),)]


def _is_open(claim: Claim) -> bool:
    """Say whether an agreement's own words leave sides, status or type open."""
    vague = is_vague(claim.fields.get("parties")) or _names_one(claim)
    return vague or claim.value("type") == "offer" or claim.value("status") == "unknown" or GUESSED in claim.reasons


def _terms_of(notes: Notes, codebook: Codebook, claims: list[Claim]) -> dict[str, _Terms]:
    """Return what the terms of each agreement, by its id, add to it."""
    found: dict[str, _Terms] = {}
    for provision in provisions_under(notes, codebook, tuple(claims)):
        terms, action = found.setdefault(str(provision.value("agreement")), _Terms()), str(provision.value("action"))
        terms.actions.add(action)
        terms.statuses.add(str(provision.value("status")))
        debtor = provision.fields.get("debtor")
        if not isinstance(debtor, Field) or _is_paper(debtor, claims):
            continue
        if action == "monitor":
            terms.watcher = terms.watcher or debtor
        elif debtor.text and action != "other" and _sides(debtor):
            for side in with_row(notes, debtor):
                terms.owing.setdefault((side.text or "").lower(), side)
    return found


def _with_owing(claim: Claim, terms: _Terms) -> Claim:
    """Return an agreement with those who owe something under it beside, or instead of, the vague or single side that it names."""
    parties, leaving = claim.fields.get("parties"), _leaves_alone(claim)
    known = list(parties) if isinstance(parties, list) else []
    if len(terms.owing) > 1 and is_vague(parties):
        known = []
    owing = {said: f for said, f in terms.owing.items() if not leaving or _ARMED & set(said.split())}
    if leaving and _ARMED & set((known[0].text or "").lower().split()):
        return replace(claim, fields={**claim.fields, "parties": known + others_bound(known[0], list(terms.owing.values()))})
    if owing and (not known or leaving or claim.value("type") == "offer"):
        said = {(f.text or "").lower() for f in known}
        more = [f for t, f in owing.items() if t not in said and not (known and is_vague([f]))]
        return replace(claim, fields={**claim.fields, "parties": more + known if leaving else known + more})
    if len(known) == 1 and owing:
        return replace(claim, fields={**claim.fields, "parties": known + others_bound(known[0], list(owing.values()))})
    return claim


def _with_status(claim: Claim, terms: _Terms) -> Claim:
    """Return an agreement as in force where its terms are carried out, as announced where they are only promised."""
    status = str(claim.value("status"))
    if status == "announced" and terms.under_way and TO_COME not in claim.reasons:
        status = "in_force"
    if status in UNBROKEN and "breached" in terms.statuses:
        status = "violated"
    only_terms = all(r.startswith("terms:") or r == GUESSED for r in claim.reasons)
    passing = status == "unknown" and SETTLED in claim.reasons  # named in passing: what it held is no news
    if (status == "unknown" and not passing) or (only_terms and status == "announced"):
        status = "in_force" if terms.under_way else "announced" if "promised" in terms.statuses else status
    return claim if status == claim.value("status") else replace(claim, fields={**claim.fields, "status": coded(status)})


def _with_watcher(claim: Claim, terms: _Terms) -> Claim:
    """Return an agreement with who owes it to watch over it as its monitor, where it names none."""
    if terms.watcher is None or "monitors" in claim.fields:
        return claim
    return replace(claim, fields={**claim.fields, "monitors": [terms.watcher]})


def _with_kind(claim: Claim, terms: _Terms) -> Claim:
    """Return an agreement whose type was guessed with the one that its terms tell."""
    if GUESSED not in claim.reasons or not terms.actions:
        return claim
    if "depart" in terms.actions and len(terms.actions & _CIVIC) < _MANY:
        kind = "evacuation"
    else:
        kind = {frozenset({"release"}): "exchange", frozenset({"cease_fire"}): "ceasefire"}.get(frozenset(terms.actions), "settlement")
    return replace(claim, fields={**claim.fields, "type": coded(kind)})


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
    words = (debtor.text or "").split()
    said = {w.lower() for w in words}
    if words[:1] and words[0] in ("a", "an") and "government" in said:
        return False  # one that is still to be formed
    return not (_MOVED | _CARRIERS) & said and (isinstance(debtor.value, ActorValue) or bool({w.removesuffix("s") for w in said} & _PEOPLE))


def with_breaches(notes: Notes, codebook: Codebook, claims: list[Claim], breakers: dict[str, list[int]]) -> list[Claim]:
    """Return the claims with the status violated where hostile acts are tied to an agreement that is agreed or in force.

    Who does such an act is added to `breakers` by the claim's id.
    """
    breached: dict[str, Hostile] = {}
    for hostile, claim, _ in find_tied(notes, hostile_words(codebook), tuple(claims)):
        if (who := perpetrator_of(notes.parse, hostile)) is not None:
            breakers.setdefault(claim.id, []).append(who)
        if claim.value("status") in UNBROKEN and not _is_holding(notes, claim):
            breached.setdefault(claim.id, hostile)
    parse = notes.parse
    return [
        replace(c, fields={**c.fields, "status": cut(parse.text, parse.start[h.word], parse.end[h.word], "violated")})
        if (h := breached.get(c.id)) is not None
        else c
        for c in claims
    ]


def with_violations(notes: Notes, violations: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the agreements of a report with those as violated that stand agreed or in force although it tells acts that break them.

    One that a report has in so many words as holding, or as still to begin, keeps its status.
    """
    if is_history(notes):
        return notes.agreements
    told: dict[str, Field] = {}
    for violation in violations:
        act = violation.fields.get("act")
        if isinstance(act, Field) and _BEFORE.isdisjoint(violation.quote.lower().split()):  # "shot at a previous convoy"
            told.setdefault(str(violation.value("agreement")), replace(act, value="violated"))
    broken = {c.id: replace(c, fields={**c.fields, "status": told[c.id]}) for c in notes.agreements if _is_breakable(notes, c, told)}
    return tuple(with_given_way(notes, [broken.get(c.id, c) for c in notes.agreements]))


def _is_breakable(notes: Notes, claim: Claim, told: dict[str, Field]) -> bool:
    """Say whether acts told of an agreement break it: it stands agreed or in force, and neither holds in so many words nor is to begin."""
    return claim.id in told and claim.value("status") in UNBROKEN and not _is_holding(notes, claim) and not is_to_begin(notes, claim)


def is_to_begin(notes: Notes, claim: Claim) -> bool:
    """Say whether an agreement takes effect only after the day of the report."""
    began = claim.fields.get("began")
    return isinstance(began, Field) and is_ahead(began, notes.report.published)


def _is_holding(notes: Notes, claim: Claim) -> bool:
    """Say whether a report has it in so many words that a truce "is holding", and not that it largely or barely is."""
    status, parse = claim.fields.get("status"), notes.parse
    if not isinstance(status, Field) or status.start is None or status.text != "holding":
        return False
    word = parse.word_at(status.start)
    return _HEDGES.isdisjoint([*(parse.lower[c] for c in parse.children[word]), *parse.lower[max(0, word - 3) : word]])


def with_breakers(notes: Notes, claim: Claim, breakers: list[int]) -> Claim:
    """Return a truce that names no party with those who are told to break it: only a side can."""
    if claim.value("type") not in ("ceasefire", "pause") or isinstance(claim.fields.get("parties"), list):
        return claim
    named = [w for b in breakers for w in people(notes.parse, b) if _is_side(notes, w)]
    fields = {(f.text or "").lower(): f for f in (actor_field(notes, w) for w in reversed(named))}
    return replace(claim, fields={**claim.fields, "parties": list(reversed(fields.values()))}) if fields else claim


def _is_side(notes: Notes, word: int) -> bool:
    return notes.parse.lemma[word] in _PEOPLE or actor_at(notes, word) is not None
