"""Verbal deals: offers, accords, halts and capitulations that a report tells by a verb alone.

Invariant: the verb is a word of the text, and the quote holds it; a sentence that names an arrangement tells no second one.
"""

from trucebook.codebook import Codebook
from trucebook.model import Claim, Fields
from trucebook.reading.deals.actspans import act_span
from trucebook.reading.deals.antecedents import antecedent
from trucebook.reading.deals.arranging import Arrangement
from trucebook.reading.deals.askings import find_askings
from trucebook.reading.deals.conditional import find_conditional
from trucebook.reading.deals.cues import Cue
from trucebook.reading.deals.datedrows import find_dated_rows
from trucebook.reading.deals.deallexicon import Lexicon, lexicon_of
from trucebook.reading.deals.dealnames import is_of_war
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.demands import find_demands
from trucebook.reading.deals.doing import doers
from trucebook.reading.deals.firesilenced import find_silences
from trucebook.reading.deals.grounds import SETTLED
from trucebook.reading.deals.histories import find_capitulations
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.obligations import Frames, frames_of
from trucebook.reading.deals.offers import Told, find_halts, find_offers
from trucebook.reading.deals.phrases import actor_field, is_named_by, people
from trucebook.reading.deals.placedeals import find_rows, find_zones
from trucebook.reading.deals.pledges import clause_start, find_accords
from trucebook.reading.deals.proposing import find_proposals
from trucebook.reading.deals.standing import status_field
from trucebook.reading.deals.swaps import find_swaps
from trucebook.reading.deals.ties import TOLD_BY_VERB
from trucebook.reading.evidence import coded, cut, new_claim, of_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.when import period_for

_MADE = deal_words("made") | deal_words("bringing")
_LEAD = 2  # sentences behind a lead in which a deal it tells is named in full
_URGING = deal_words("urging") - {"tell"}
KIND_OF = {"cease_fire": "ceasefire", "depart": "evacuation", "release": "exchange"}


def offers_told(notes: Notes, codebook: Codebook, namings: list[Naming]) -> list[Claim]:
    """Return a claim for each offer told as a clause; only in a text that speaks of fighting or of agreements."""
    parse = notes.parse
    taken = {parse.sentence_of[n.word] for n in namings}
    claims = []
    offers = list(find_offers(parse, frames_of(codebook), taken))
    taken |= {parse.sentence_of[offer.verb] for offer in offers}
    offers += find_conditional(parse, frames_of(codebook), taken)
    offers += find_demands(notes, frames_of(codebook), taken | {parse.sentence_of[o.verb] for o in offers})
    if is_of_war(parse, lexicon_of(codebook)):
        others = {parse.sentence_of[o.verb] for o in offers} | {parse.sentence_of[n.word] for n in namings if n.offer}
        offers += find_askings(parse, frames_of(codebook), [n.word for n in namings], others)
        named = {parse.sentence_of[n.word] for n in namings if not n.unsure}
        offers += find_proposals(parse, named | {parse.sentence_of[o.verb] for o in offers})
    for offer in offers:
        start, end = parse.start[offer.first], parse.end[offer.last]
        terms = cut(parse.text, start, end)
        status = "refused" if offer.refused is not None else "proposed"
        fields: Fields = {"type": coded("offer"), "status": status_field(notes, status, _cue_at(offer.refused, status))}
        fields |= {"label": terms, "named": [terms], "terms": terms}
        sides = [_meant(notes, side) for side in (offer.by, offer.of) if side is not None]
        who = [w for side in sides if side is not None for w in people(parse, side)]
        if offer.refused is not None:
            who += [w for w in doers(parse, offer.refused) if not is_named_by(parse, w, who)]
        parties = [actor_field(notes, w) for w in who]
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


def lead_told(parse: Parse, frames: Frames, lexicon: Lexicon, arrangements: list[Arrangement]) -> Told | None:
    """Return what sides "have agreed to" do before the report's first agreement is named as "the truce": it is that one, told in full."""
    first = arrangements[0].namings[0]
    if not first.definite or first.unsure or first.offer:
        return None
    told = next(find_accords(parse, frames, lexicon, set()), None)
    return told if told is not None and told[0] < first.word else None


def is_made_there(parse: Parse, naming: Naming, verb: int) -> bool:
    """Say whether a naming within two sentences of the lead goes on to tell how it was made, and so names the deal better than the lead:
    "the accord, signed on Saturday at the port"."""
    last = max(naming.last, naming.word)
    made = last + 1 + (parse.words[last + 1 : last + 2] == [","])
    near = naming.definite and parse.sentence_of[naming.word] - parse.sentence_of[verb] <= _LEAD
    told = made + 1 < len(parse) and parse.tag[made] in ("VBN", "VBD") and parse.lemma[made] in _MADE
    return near and told and parse.lower[made + 1] in ("at", "between", "by", "in", "last", "on")


def accords_told(notes: Notes, codebook: Codebook, lexicon: Lexicon, namings: list[Naming], lead: Told | None) -> list[Claim]:
    """Return a claim for each agreement told by its verb alone ("both sides agreed to exchange prisoners")."""
    parse = notes.parse
    taken = {parse.sentence_of[n.word] for n in namings}
    claims: list[Claim] = []
    frames = frames_of(codebook)
    sure = {parse.sentence_of[n.word] for n in namings if not (n.indefinite and parse.quoted[n.word])}  # "I have seen a truce before"
    alone = {s for s in taken if all(stands_alone(parse, n) for n in namings if parse.sentence_of[n.word] == s)}
    accords = (told for told in find_accords(parse, frames, lexicon, taken - alone) if parse.sentence_of[told[0]] not in taken)
    for verb, act, subject in (*accords, *find_halts(parse, frames, sure), *find_silences(parse, frames, sure)):
        start, end = parse.start[clause_start(parse, verb, subject)], parse.end[act_span(parse, act)[1]]
        if (lead is not None and verb in (lead[0], lead[1].word)) or end <= start or any(c.start < end and start < c.end for c in claims):
            continue  # "agreed to halt their fire for a day" is an accord and a halt at once; "then, if it is agreed" tells no more
        kind = "pause" if act.action == "cease_fire" and _for_relief(parse, verb) else KIND_OF.get(act.action, "settlement")
        asking = _asked_by(parse, verb)
        kind = kind if asking is None else "offer"
        status = cut(parse.text, parse.start[verb], parse.end[verb], "announced" if asking is None else "proposed")
        words = cut(parse.text, start, end)
        fields: Fields = {"type": coded(kind), "status": status, "label": words, "named": [status]}
        if asking is not None and parse.pos[asking] != "PRON":
            fields["mediators"] = [actor_field(notes, asking)]
        who = _meant(notes, subject)
        against = range(verb + 1, act_span(parse, act)[1]) if act.action == "cease_fire" else ()
        foes = [w for j in against if parse.lower[j] == "against" for k in parse.children_of(j, "pobj") for w in people(parse, k)]
        if who is not None and (parties := [actor_field(notes, w) for w in (*people(parse, who), *foes)]):
            fields["parties"] = parties
        claims.append(new_claim(notes.report, "agreement", start, end, key=kind, score=0.4, reasons=(TOLD_BY_VERB,), fields=fields))
    return claims


def swaps_told(notes: Notes, namings: list[Naming]) -> list[Claim]:
    """Return a claim for each exchange of captives told by its verb alone ("two bodies were handed over in return for five prisoners")."""
    parse, claims = notes.parse, []
    taken = {parse.sentence_of[n.word] for n in namings if not n.unsure}
    for swap in find_swaps(parse, taken):
        meant = [who for side in swap.sides if (who := _meant(notes, side)) is not None]
        brokers = people(parse, swap.broker) if swap.broker is not None else []
        roles, span = {"parties": meant, "mediators": brokers}, (swap.first, swap.last)
        claims.append(_told(notes, span, swap.verb, ("exchange", "fulfilled"), roles, ("exchanged: told by the verb",)))
    return claims


def zones_told(notes: Notes, namings: list[Naming]) -> list[Claim]:
    """Return a claim for each zone of calm told by "agreed" alone ("an area that A and B agreed should be a de-escalation zone")."""
    parse, claims = notes.parse, []
    for zone in find_zones(parse, {parse.sentence_of[n.word] for n in namings}):
        roles, span = {"parties": people(parse, zone.subject)}, (parse.left_edge(zone.subject), zone.zone)
        claims.append(_told(notes, span, zone.verb, ("ceasefire", "in_force"), roles, ("zone agreed: told by the verb", SETTLED)))
    return claims


def rows_told(notes: Notes, lexicon: Lexicon, claims: list[Claim]) -> list[Claim]:
    """Return a claim for each town of a row in which deals like those told before were made."""
    parse, found = notes.parse, []
    for row in find_rows(parse, lexicon):
        kind = row.kind or _kind_before(claims, parse.start[row.noun])
        for first, last in row.places:
            start, end = parse.start[first], parse.end[last]
            words = cut(parse.text, start, end)
            fields: Fields = {"type": coded(kind), "status": coded("unknown"), "label": words, "named": [words], "place": words}
            reasons = (f"one of a row: {parse.words[row.noun]}",)
            found.append(new_claim(notes.report, "agreement", start, end, key=kind, score=0.3, reasons=reasons, fields=fields))
    return found


def dated_told(notes: Notes, lexicon: Lexicon, claims: list[Claim]) -> list[Claim]:
    """Return a claim for each truce of a row told by its days ("two earlier truces, on 12 May and 3 June")."""
    parse, found = notes.parse, []
    for row in find_dated_rows(parse, lexicon):
        for first, last in row.members:
            start, end = parse.start[first], parse.end[last]
            if any(c.start < end and start < c.end for c in claims):
                continue
            words = cut(parse.text, start, end)
            status = coded("collapsed" if row.over else "unknown")
            fields: Fields = {"type": coded(row.kind), "status": status, "label": words, "named": [words]}
            if (period := period_for(parse, notes.periods, parse.start[last], end)) is not None:
                fields["declared"] = of_mention(period)
            reasons = (f"one of a row: {parse.words[row.noun]}",)
            found.append(new_claim(notes.report, "agreement", start, end, key=row.kind, score=0.4, reasons=reasons, fields=fields))
    return found


def _kind_before(claims: list[Claim], at: int) -> str:
    """Return the type of the agreement that is named last before a character, offers aside; a settlement where there is none."""
    named = ((f.start, str(c.value("type"))) for c in claims if c.value("type") != "offer" for f in c.many("named"))
    return max(((start, kind) for start, kind in named if start is not None and start < at), default=(0, "settlement"))[1]


def capitulations_told(notes: Notes, namings: list[Naming]) -> list[Claim]:
    """Return a claim for each state that a history tells to have capitulated somewhere, in a row with armistices."""
    parse, claims = notes.parse, []
    taken = {parse.sentence_of[n.word] for n in namings if n.kind == "ceasefire" and not n.unsure}
    for verb, subject in find_capitulations(parse, taken):
        inside = (k for c in parse.children[verb] if parse.lower[c] in ("at", "in", "to") for k in parse.children[c])
        roles, span = {"parties": people(parse, subject)}, (parse.left_edge(subject), next(inside, verb))
        claims.append(_told(notes, span, verb, ("ceasefire", "in_force"), roles, ("capitulated: told by the verb", SETTLED)))
    return claims


def _told(
    notes: Notes, span: tuple[int, int], verb: int, stands: tuple[str, str], roles: dict[str, list[int]], reasons: tuple[str, ...]
) -> Claim:
    """Return the claim of an agreement whose first and last word are `span`, told by a verb; `stands` is its type and its status."""
    parse, (kind, status) = notes.parse, stands
    start, end = parse.start[span[0]], parse.end[span[1]]
    words, told = cut(parse.text, start, end), cut(parse.text, parse.start[verb], parse.end[verb], status)
    fields: Fields = {"type": coded(kind), "status": told, "label": words, "named": [words]}
    fields |= {role: [actor_field(notes, w) for w in who] for role, who in roles.items() if who}
    period = period_for(parse, notes.periods, parse.start[verb], parse.end[verb])
    if period is not None:
        fields["declared"] = of_mention(period)
    return new_claim(notes.report, "agreement", start, end, key=kind, score=0.4, reasons=reasons, fields=fields)


def stands_alone(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming takes up nothing told beside it: one only hoped for, or one that tells how it was made itself."""
    made = [c for c in parse.children[naming.word] if c > naming.word and parse.dep[c] in ("acl", "relcl")]
    made += [naming.last + 1] if parse.tag[min(naming.last + 1, len(parse) - 1)] in ("VBN", "VBD") else []
    return naming.unsure or (naming.definite and any(parse.lemma[c] in _MADE for c in made))


def _asked_by(parse: Parse, verb: int) -> int | None:
    """Return who only asked others to stop their fire: "The envoy asked both to halt their fire for a day"."""
    over = parse.head[verb]
    asked = parse.dep[verb] in ("ccomp", "xcomp") and parse.lemma[over] in _URGING
    return parse.child(over, "nsubj") if asked else None


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
