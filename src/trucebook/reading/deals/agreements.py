"""Agreements: each distinct arrangement a report names, with parties, mediators, status and dates.

Invariant: one claim an arrangement; unspecified plurals ("previous truces") are none.
"""

from msgspec.structs import replace

from trucebook.codebook import Codebook
from trucebook.model import ActorValue, Claim, Field, Fields
from trucebook.reading.deals.arranging import Arrangement, arrange
from trucebook.reading.deals.bestnaming import best_naming
from trucebook.reading.deals.breaches import Hostile, hostile_words
from trucebook.reading.deals.brokers import with_brokers
from trucebook.reading.deals.chains import with_chain, with_places
from trucebook.reading.deals.datings import add_datings, is_ahead
from trucebook.reading.deals.deallexicon import Lexicon, lexicon_of
from trucebook.reading.deals.dealnames import Naming, find_namings, naming_span
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.demands import find_demands
from trucebook.reading.deals.histories import agreed_before, find_capitulations, has_settled, is_history, with_outcomes
from trucebook.reading.deals.obligations import Frames, act_span, frames_of
from trucebook.reading.deals.offers import Told, find_accords, find_halts, find_offers
from trucebook.reading.deals.parties import Roles, find_roles
from trucebook.reading.deals.perpetrators import perpetrator_of
from trucebook.reading.deals.phrases import actor_field, is_named_by, people, people_meant
from trucebook.reading.deals.placing import others_bound, with_everyone_placed, with_row
from trucebook.reading.deals.provisions import antecedent, provisions_under
from trucebook.reading.deals.sides import is_vague, with_sides
from trucebook.reading.deals.standing import Cue, decide_status, find_cues
from trucebook.reading.deals.ties import SETTLED, TO_COME, find_tied
from trucebook.reading.deals.titles import is_surrender
from trucebook.reading.deals.underway import begun_after
from trucebook.reading.evidence import coded, cut, new_claim, of_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at
from trucebook.reading.times.when import period_for

GUESSED = "type guessed"


def find_agreements(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the agreement claims of a report in text order."""
    lexicon = lexicon_of(codebook)
    namings = find_namings(notes.parse, lexicon)
    namings = [n for n in namings if not (n.unsure and n.mods & lexicon.terms("other_words"))]
    arrangements = arrange(notes, lexicon, namings)
    lead = _lead(notes.parse, frames_of(codebook), lexicon, arrangements) if arrangements else None
    old = is_history(notes)
    claims = [c for k, a in enumerate(arrangements) if (c := _claim(notes, lexicon, a, None if k else lead, old)) is not None]
    claims += _offers(notes, codebook, namings)
    claims += _accords(notes, codebook, lexicon, namings, lead)
    claims += _capitulations(notes, namings) if old and namings else []
    if not claims:
        return ()
    breakers: dict[str, list[int]] = {}
    claims = with_brokers(notes, _with_breaches(notes, codebook, claims, breakers))
    claims = _with_parties(notes, codebook, with_sides(notes, claims))
    claims = [_with_breakers(notes, c, breakers.get(c.id, [])) for c in claims]
    claims = [with_everyone_placed(notes, c) for c in claims]
    claims = with_chain(notes, with_places(notes, with_outcomes(notes, claims) if old else claims))
    return tuple(sorted(claims, key=lambda c: (c.start, c.end)))


def _offers(notes: Notes, codebook: Codebook, namings: list[Naming]) -> list[Claim]:
    """Return a claim for each offer told as a clause; only in a text that speaks of fighting or of agreements."""
    parse = notes.parse
    taken = {parse.sentence_of[n.word] for n in namings}
    claims = []
    offers = list(find_offers(parse, frames_of(codebook), taken))
    taken |= {parse.sentence_of[offer.verb] for offer in offers}
    for offer in (*offers, *find_demands(notes, frames_of(codebook), taken)):
        start, end = parse.start[offer.first], parse.end[offer.last]
        terms = cut(parse.text, start, end)
        status = "refused" if offer.refused is not None else "proposed"
        fields: Fields = {"type": coded("offer"), "status": _status_field(notes, status, _cue_at(offer.refused, status))}
        fields |= {"label": terms, "named": [terms], "terms": terms}
        sides = [_meant(notes, side) for side in (offer.by, offer.of) if side is not None]
        parties = [actor_field(notes, w) for side in sides if side is not None for w in people(parse, side)]
        if parties:
            fields["parties"] = parties
        if offer.backer is not None:
            fields["mediators"] = [actor_field(notes, offer.backer)]
        period = period_for(parse, notes.periods, parse.start[offer.verb], parse.end[offer.verb])
        if period is not None:
            fields["declared"] = of_mention(period)
        claims.append(
            new_claim(notes.report, "agreement", start, end, key="offer", score=0.5, reasons=(parse.words[offer.verb],), fields=fields)
        )
    return claims


def _lead(parse: Parse, frames: Frames, lexicon: Lexicon, arrangements: list[Arrangement]) -> Told | None:
    """Return what sides "have agreed to" do before the report's first agreement is named as "the truce": it is that one, told in full."""
    first = arrangements[0].namings[0]
    if not first.definite or first.unsure or first.offer:
        return None
    told = next(find_accords(parse, frames, lexicon, set()), None)
    return told if told is not None and told[0] < first.word else None


_KIND_OF = {"cease_fire": "ceasefire", "depart": "evacuation", "release": "exchange"}


def _accords(notes: Notes, codebook: Codebook, lexicon: Lexicon, namings: list[Naming], lead: Told | None) -> list[Claim]:
    """Return a claim for each agreement told by its verb alone ("both sides agreed to exchange prisoners")."""
    parse = notes.parse
    taken = {parse.sentence_of[n.word] for n in namings}
    claims: list[Claim] = []
    frames = frames_of(codebook)
    for verb, act, subject in (*find_accords(parse, frames, lexicon, taken), *find_halts(parse, frames, taken)):
        start, end = parse.start[verb], parse.end[act_span(parse, act)[1]]
        if (lead is not None and verb == lead[0]) or any(c.start < end and start < c.end for c in claims):
            continue  # "agreed to halt their fire for a day" is an accord and a halt at once
        kind = "pause" if act.action == "cease_fire" and _for_relief(parse, verb) else _KIND_OF.get(act.action, "settlement")
        status = cut(parse.text, start, parse.end[verb], "announced")
        words = cut(parse.text, start, end)
        fields: Fields = {"type": coded(kind), "status": status, "label": words, "named": [status]}
        who = _meant(notes, subject)
        if who is not None and (parties := [actor_field(notes, w) for w in people(parse, who)]):
            fields["parties"] = parties
        claims.append(
            new_claim(notes.report, "agreement", start, end, key=kind, score=0.4, reasons=("agreed: told by the verb",), fields=fields)
        )
    return claims


def _capitulations(notes: Notes, namings: list[Naming]) -> list[Claim]:
    """Return a claim for each state that a history tells to have capitulated somewhere, in a row with armistices."""
    parse, claims = notes.parse, []
    taken = {parse.sentence_of[n.word] for n in namings if n.kind == "ceasefire" and not n.unsure}
    for verb, subject in find_capitulations(parse, taken):
        inside = (k for c in parse.children[verb] if parse.lower[c] in ("at", "in", "to") for k in parse.children[c])
        start, end = parse.start[parse.left_edge(subject)], parse.end[next(inside, verb)]
        words, told = cut(parse.text, start, end), cut(parse.text, parse.start[verb], parse.end[verb], "in_force")
        fields: Fields = {"type": coded("ceasefire"), "status": told, "label": words, "named": [words]}
        fields["parties"] = [actor_field(notes, w) for w in people(parse, subject)]
        period = period_for(parse, notes.periods, parse.start[verb], parse.end[verb])
        if period is not None:
            fields["declared"] = of_mention(period)
        reasons = ("capitulated: told by the verb", SETTLED)
        claims.append(new_claim(notes.report, "agreement", start, end, key="ceasefire", score=0.4, reasons=reasons, fields=fields))
    return claims


def _for_relief(parse: Parse, verb: int) -> bool:
    """Say whether fire is halted so that relief comes in: "will halt fire for three hours to allow aid convoys in"."""
    first, last = parse.sentences[parse.sentence_of[verb]]
    return bool({"aid", "relief", "humanitarian"} & set(parse.lower[verb:last])) and bool(
        {"allow", "let", "deliver"} & set(parse.lemma[first:last])
    )


def _meant(notes: Notes, word: int) -> int | None:
    """Return the word of who is meant: the word itself, or the subject that a pronoun most likely stands for."""
    return antecedent(notes, word) if notes.parse.pos[word] == "PRON" else word


def _cue_at(word: int | None, status: str) -> Cue | None:
    return Cue(word, status) if word is not None else None


def _with_parties(notes: Notes, codebook: Codebook, claims: list[Claim]) -> list[Claim]:
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


_MOVED, _CARRIERS = deal_words("moved"), deal_words("carriers")
_ARMED = {"fighters", "rebels", "gunmen", "militants", "insurgents", "militiamen", "faction", "factions", "combatants"}
_PEOPLE = deal_words("sides") | deal_words("armed")


def _with_breaches(notes: Notes, codebook: Codebook, claims: list[Claim], breakers: dict[str, list[int]]) -> list[Claim]:
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


def _with_breakers(notes: Notes, claim: Claim, breakers: list[int]) -> Claim:
    """Return a truce that names no party with those who are told to break it: only a side can."""
    if claim.value("type") not in ("ceasefire", "pause") or isinstance(claim.fields.get("parties"), list):
        return claim
    named = [w for b in breakers for w in people(notes.parse, b) if _is_side(notes, w)]
    fields = {(f.text or "").lower(): f for f in (actor_field(notes, w) for w in reversed(named))}
    return replace(claim, fields={**claim.fields, "parties": list(reversed(fields.values()))}) if fields else claim


def _is_side(notes: Notes, word: int) -> bool:
    return notes.parse.lemma[word].lower() in _PEOPLE or actor_at(notes, word) is not None


def _claim(notes: Notes, lexicon: Lexicon, arrangement: Arrangement, lead: Told | None, old: bool) -> Claim | None:
    parse = notes.parse
    cues = find_cues(parse, lexicon, arrangement)
    kind = _kind(arrangement, cues) or _kind_around(notes, arrangement)
    if not _real(arrangement, cues, kind):
        return None
    naming = best_naming(notes, arrangement)
    first, last = naming_span(parse, naming)
    guessed = kind == "settlement" and not any(n.kind for n in arrangement.namings)
    if lead is not None:
        first, last = lead[0], act_span(parse, lead[1])[1]
        kind, guessed = (_KIND_OF.get(lead[1].action, kind), False) if guessed else (kind, guessed)
    status, cue = decide_status(cues, kind=kind, fixed=arrangement.hours is not None, breached=False, done=_done(notes, arrangement, kind))
    if status == "unknown" and all(n.unsure for n in arrangement.namings):
        status = "proposed"  # what talks are to lead to
    if arrangement.earlier and (_lasted(parse, cue) or (status == "violated" and not any(c.status == "in_force" for c in cues))):
        status = "collapsed"  # an earlier truce that was broken or "lasted a week" is over
    fields: Fields = {"type": coded(kind), "status": _status_field(notes, status, cue)}
    fields["label"] = cut(parse.text, parse.start[naming.first], parse.end[max(naming.last, naming.word)])
    named = [cut(parse.text, parse.start[n.first], parse.end[max(n.last, n.word)]) for n in arrangement.namings]
    fields["named"] = list(named)
    if lead is not None:
        told = cut(parse.text, parse.start[first], parse.end[last])
        fields |= {"label": told, "named": [told, *named]}
    roles = find_roles(notes, lexicon, arrangement)
    if lead is not None:
        _with_lead(notes, roles, people_meant(notes, lead[2]))
    for name, words in (("parties", roles.parties), ("mediators", roles.mediators), ("monitors", roles.monitors)):
        if words:
            fields[name] = [actor_field(notes, w) for w in words]
    add_datings(notes, arrangement, cues, fields)
    reasons = tuple(f"{c.status}: {parse.words[c.word]}" for c in cues[:6])
    settled: tuple[str, ...] = ()
    if status == "announced" and not (cue is not None and cue.future) and (old or has_settled(notes, fields)):
        status, settled = "fulfilled" if is_surrender(parse, naming.word) else "in_force", (SETTLED,)
        fields["status"] = _status_field(notes, status, cue)
    ahead = any(c.future for c in cues)
    if status == "announced" and kind in ("ceasefire", "pause") and not ahead and agreed_before(notes, fields):
        status = "in_force"
        fields["status"] = _status_field(notes, status, cue)
    if status == "announced" and kind in _BY_STEPS and not (cue is not None and cue.future):
        begun = next((v for n in arrangement.namings if (v := begun_after(parse, n)) is not None), None)
        if begun is not None:
            status = "in_force"
            fields["status"] = _status_field(notes, status, Cue(begun, status))
    began = fields.get("began")
    if status in ("in_force", "unknown") and isinstance(began, Field) and is_ahead(began, notes.report.published):
        status = "announced"
        fields["status"] = _status_field(notes, status, cue)
    if kind == "ceasefire" and any(_of_zones(parse, n.word) for n in arrangement.namings):
        settled = (SETTLED,)  # strikes elsewhere in such a land break no deal on zones
    if status == "announced" and ((cue is not None and cue.future) or isinstance(began, Field)):
        reasons += (TO_COME,)
    reasons += (*settled, *((GUESSED,) if guessed else ()))
    return new_claim(
        notes.report,
        "agreement",
        parse.start[first],
        parse.end[last],
        key=kind,
        score=min(0.9, 0.4 + 0.1 * len(cues)),
        reasons=reasons,
        fields=fields,
    )


def _with_lead(notes: Notes, roles: Roles, sides: list[int]) -> None:
    """Add those who "have agreed to" do something to the parties; who only announces it is a broker."""
    parse = notes.parse
    others = [w for w in roles.parties if w not in roles.announcers]
    roles.mediators += [w for w in roles.parties if w in roles.announcers and not is_named_by(parse, w, sides)]
    named = [w for w in sides if not is_vague([actor_field(notes, w)])]
    roles.parties = [*named, *(w for w in others if not is_named_by(parse, w, named))] or sides


def _lasted(parse: Parse, cue: Cue | None) -> bool:
    """Say whether a truce is told to have held or lasted, in the past."""
    return cue is not None and parse.lemma[cue.word].lower() in ("endure", "hold", "last") and parse.tag[cue.word] in ("VBD", "VBN")


def _kind(arrangement: Arrangement, cues: list[Cue]) -> str | None:
    sure = [n for n in arrangement.namings if not n.unsure or n.definite] or arrangement.namings
    kinds = [n.kind for n in sure if n.kind is not None and n.kind != "offer"]
    said = {c.status for c in cues}
    if any(n.offer for n in arrangement.namings) and not said & {"in_force", "announced", "violated"}:
        return "offer"
    if "proposed" in said and not said & {"in_force", "announced", "violated", "collapsed", "agreed"}:
        return "offer"
    if "refused" in said and not said & {"in_force", "announced", "violated", "collapsed", "agreed"}:
        return "offer"
    for specific in ("pause", "evacuation", "exchange", "peace_agreement", "ceasefire"):
        most = kinds.count("ceasefire") + (specific == "pause" and kinds[:1] == ["ceasefire"])
        if specific in kinds and (specific == "ceasefire" or kinds.count(specific) >= most):
            return specific
    return kinds[0] if kinds else next((n.purpose for n in arrangement.namings if n.purpose), None)


def _kind_around(notes: Notes, arrangement: Arrangement) -> str:
    """Return the type that the sentences around a bare "deal" give it: who leaves, who is freed, else a settlement."""
    parse = notes.parse
    if any(_ends_war(parse, n.word) for n in arrangement.namings):
        return "peace_agreement"
    if any(_of_zones(parse, n.word) for n in arrangement.namings):
        return "ceasefire"
    if any(parse.lemma[n.word].lower() in ("treaty", "treaties") for n in arrangement.namings):
        return "peace_agreement"
    if any(_stops_fire(parse, n.word) for n in arrangement.namings):
        return "ceasefire"
    said: set[str] = set()
    for naming in arrangement.namings:
        first, last = parse.sentences[parse.sentence_of[naming.word]]
        if naming.definite and parse.sentence_of[naming.word]:
            first = parse.sentences[parse.sentence_of[naming.word] - 1][0]
        said.update(w.lower() for w in parse.lemma[first:last])
    if said & {"evacuate", "evacuation", "bus", "evacuee", "bussed"}:
        return "evacuation"
    if said & {"prisoner", "hostage", "captive", "detainee"} and said & {"swap", "exchange", "release", "free"}:
        return "exchange"
    return "settlement"


def _of_zones(parse: Parse, word: int) -> bool:
    """Say whether a deal is told to have made zones in which nobody fights: "one of the de-escalation zones under a deal"."""
    first, last = parse.sentences[parse.sentence_of[word]]
    said = " ".join(parse.lower[max(first, word - 12) : min(word + 8, last)]).replace(" - ", "-")
    return "zone" in said and any(f"{sort} zone" in said.replace('" ', "").replace('"', "") for sort in _CALM_ZONES)


def _stops_fire(parse: Parse, word: int) -> bool:
    """Say whether a deal is told to stop the fighting: "The deal will halt fighting from midnight"."""
    verb = parse.head[word]
    halting = parse.dep[word] == "nsubj" and parse.lemma[verb].lower() in ("cease", "end", "freeze", "halt", "pause", "stop", "suspend")
    stopped = ("bombardment", "fighting", "fire", "hostilities", "shelling", "violence")
    return halting and any(parse.lower[k] in stopped for k in parse.children_of(verb, "dobj"))


def _ends_war(parse: Parse, word: int) -> bool:
    """Say whether an agreement is told to have ended a war: "The Vienna agreement ended the war", "signed an accord, ending the war"."""
    verb = parse.head[word]
    ending = [verb, *(c for c in parse.children[verb] if parse.dep[c] == "advcl")] if parse.pos[verb] == "VERB" else []
    return any(
        parse.lemma[v].lower() in ("bring", "conclude", "end", "put")
        and any(parse.lemma[o].lower() in ("war", "conflict", "hostility") for o in parse.children_of(v, "dobj"))
        for v in ending
    )


def _real(arrangement: Arrangement, cues: list[Cue], kind: str) -> bool:
    """Say whether an arrangement is more than something hoped for or a bare tag."""
    if any(
        c.status in ("in_force", "announced", "violated", "collapsed", "ended", "expired", "fulfilled", "refused", "agreed") for c in cues
    ):
        return True
    if all(n.unsure for n in arrangement.namings):
        return False
    if kind == "offer":
        return bool(cues) or any(n.offer for n in arrangement.namings)
    return any(n.definite or n.indefinite for n in arrangement.namings)


_CALM_ZONES = ("de-escalation", "deescalation", "safe", "buffer", "demilitarised", "demilitarized", "neutral")
_BY_STEPS = ("evacuation", "exchange", "settlement")


_FREED = deal_words("freeing")


def _done(notes: Notes, arrangement: Arrangement, kind: str) -> bool:
    """Say whether the last convoy of an evacuation or the last prisoner of an exchange is told to be gone under the deal."""
    if kind not in ("evacuation", "exchange"):
        return False
    parse = notes.parse
    for naming in arrangement.namings:
        at = parse.sentence_of[naming.word]
        first, last = parse.sentences[at]
        upto = parse.sentences[min(at + 1, len(parse.sentences) - 1)][1]
        if kind == "exchange" and any(
            parse.lemma[j].lower() in _FREED and parse.tag[j] == "VBN" and parse.child(j, "auxpass") is not None and not _is_ahead(parse, j)
            for j in range(first, upto)
        ):
            return True
        for j in range(first, last - 1):
            if parse.lower[j] in ("final", "last") and parse.lemma[j + 1].lower() in (
                "convoy",
                "batch",
                "group",
                "bus",
                "wave",
                "evacuee",
                "fighter",
                "rebel",
                "prisoner",
                "stage",
                "phase",
            ):
                return True
    return False


def _is_ahead(parse: Parse, verb: int) -> bool:
    """Say whether something is only to be done: "are to be freed", "will be freed"."""
    return any(
        parse.dep[c] in ("aux", "auxpass") and parse.lower[c] in ("to", "will", "would", "must", "shall") for c in parse.children[verb]
    )


def _status_field(notes: Notes, status: str, cue: Cue | None) -> Field:
    if cue is None:
        return coded(status)
    parse = notes.parse
    return cut(parse.text, parse.start[cue.word], parse.end[cue.word], status)
