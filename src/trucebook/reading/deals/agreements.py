"""Agreements: each distinct arrangement a report names, with parties, mediators, status and dates.

Invariant: one claim an arrangement; unspecified plurals ("previous truces") are none.
"""

from trucebook.codebook import Codebook
from trucebook.model import Claim, Field, Fields
from trucebook.reading.deals.actspans import act_span
from trucebook.reading.deals.aftermath import with_aftermath
from trucebook.reading.deals.arranging import Arrangement, arrange
from trucebook.reading.deals.authors import with_authors
from trucebook.reading.deals.bestnaming import best_naming
from trucebook.reading.deals.brokers import with_brokers, with_partners
from trucebook.reading.deals.chains import with_chain, with_places
from trucebook.reading.deals.claimroles import is_vague_side, with_words_kept
from trucebook.reading.deals.cues import Cue
from trucebook.reading.deals.datings import add_datings, is_ahead, is_behind
from trucebook.reading.deals.dealkinds import is_done, is_of_zones, is_real, kind_around, kind_of
from trucebook.reading.deals.deallexicon import Lexicon, lexicon_of
from trucebook.reading.deals.dealnames import find_namings, is_of_war
from trucebook.reading.deals.histories import agreed_before, agreed_lately, has_settled, is_history, with_outcomes
from trucebook.reading.deals.lengths import is_timed
from trucebook.reading.deals.namingcues import find_cues
from trucebook.reading.deals.namings import naming_span, with_own_terms
from trucebook.reading.deals.obligations import frames_of
from trucebook.reading.deals.offers import Told
from trucebook.reading.deals.outrun import with_outrun
from trucebook.reading.deals.parties import find_roles
from trucebook.reading.deals.phrases import actor_field, is_named_by, people_meant
from trucebook.reading.deals.placing import with_everyone_placed
from trucebook.reading.deals.pledges import without_echoes
from trucebook.reading.deals.roles import Roles
from trucebook.reading.deals.rounding import with_breaches, with_breakers, with_parties
from trucebook.reading.deals.sides import is_vague, with_sides
from trucebook.reading.deals.standing import decide_status, status_field
from trucebook.reading.deals.ties import SETTLED, TO_COME
from trucebook.reading.deals.titles import is_surrender
from trucebook.reading.deals.underway import begun_after
from trucebook.reading.deals.verbaldeals import (
    KIND_OF,
    accords_told,
    capitulations_told,
    lead_told,
    offers_told,
    rows_told,
    swaps_told,
    zones_told,
)
from trucebook.reading.evidence import coded, cut, new_claim
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

GUESSED = "type guessed"


def find_agreements(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the agreement claims of a report in text order."""
    lexicon = lexicon_of(codebook)
    namings = find_namings(notes.parse, lexicon)
    namings = [with_own_terms(notes.parse, n) for n in namings]
    namings = [n for n in namings if not (n.unsure and n.mods & lexicon.terms("other_words"))]
    namings = without_echoes(notes.parse, frames_of(codebook), lexicon, namings)
    arrangements = arrange(notes, lexicon, namings)
    lead = lead_told(notes.parse, frames_of(codebook), lexicon, arrangements) if arrangements else None
    old = is_history(notes)
    claims = [c for k, a in enumerate(arrangements) if (c := _claim(notes, lexicon, a, None if k else lead, old)) is not None]
    claims += offers_told(notes, codebook, namings)
    claims += accords_told(notes, codebook, lexicon, namings, lead)
    if is_of_war(notes.parse, lexicon):
        claims += swaps_told(notes, namings) + zones_told(notes, namings)
    claims += capitulations_told(notes, namings) if old and namings else []
    if not claims:
        return ()
    breakers: dict[str, list[int]] = {}
    vague = {c.id: who for c in claims if (who := c.many("parties")) and all(is_vague_side(f) for f in who)}
    claims = with_brokers(notes, with_breaches(notes, codebook, claims, breakers))
    claims = with_authors(notes, with_parties(notes, codebook, with_sides(notes, claims)))
    claims = with_partners(notes, [with_breakers(notes, c, breakers.get(c.id, [])) for c in claims])
    claims = [with_words_kept(with_everyone_placed(notes, c), vague.get(c.id, [])) for c in claims]
    claims = with_chain(notes, with_places(notes, with_outcomes(notes, claims) if old else claims))
    claims = claims if old else with_outrun(notes, with_aftermath(notes, claims))
    claims += rows_told(notes, lexicon, claims)
    return tuple(sorted(claims, key=lambda c: (c.start, c.end)))


def _claim(notes: Notes, lexicon: Lexicon, arrangement: Arrangement, lead: Told | None, old: bool) -> Claim | None:
    parse = notes.parse
    cues = find_cues(parse, lexicon, arrangement)
    kind = kind_of(arrangement, cues) or kind_around(notes, arrangement)
    if not is_real(arrangement, cues, kind):
        return None
    naming = best_naming(notes, arrangement)
    first, last = naming_span(parse, naming)
    guessed = kind == "settlement" and not any(n.kind for n in arrangement.namings)
    if lead is not None:
        first, last = lead[0], act_span(parse, lead[1])[1]
        kind, guessed = (KIND_OF.get(lead[1].action, kind), False) if guessed else (kind, guessed)
    status, cue = decide_status(
        cues, kind=kind, fixed=_is_fixed(parse, arrangement, kind), breached=False, done=is_done(notes, arrangement, kind)
    )
    if status == "unknown" and all(n.unsure for n in arrangement.namings):
        status = "proposed"  # what talks are to lead to
    if arrangement.earlier and (_lasted(parse, cue) or (status == "violated" and not any(c.status == "in_force" for c in cues))):
        status = "collapsed"  # an earlier truce that was broken or "lasted a week" is over
    fields: Fields = {"type": coded(kind), "status": status_field(notes, status, cue)}
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
        fields["status"] = status_field(notes, status, cue)
    ahead = any(c.future for c in cues)
    if status == "announced" and kind in ("ceasefire", "pause") and not ahead and agreed_before(notes, fields):
        status = "in_force"
        fields["status"] = status_field(notes, status, cue)
    if status in ("announced", "unknown") and kind in _BY_STEPS and not (cue is not None and cue.future):
        begun = next((v for n in arrangement.namings if (v := begun_after(parse, n)) is not None), None)
        if begun is not None:
            status = "in_force"
            fields["status"] = status_field(notes, status, Cue(begun, status))
    if cue is not None and cue.status == "agreed" and status == "in_force" and kind == "peace_agreement" and agreed_lately(notes, fields):
        status = "announced"  # a peace of these days is not in force because its terms are told
        fields["status"] = status_field(notes, status, cue)
    began = fields.get("began")
    prolonged = cue is not None and parse.lemma[cue.word].lower() in _PROLONGING  # its new term may begin later
    if status in ("in_force", "unknown") and not prolonged and isinstance(began, Field) and is_ahead(began, notes.report.published):
        status = "announced"
        fields["status"] = status_field(notes, status, cue)
    if kind == "ceasefire" and any(is_of_zones(parse, n.word) for n in arrangement.namings):
        settled = (SETTLED,)  # strikes elsewhere in such a land break no deal on zones
    if status == "announced" and not ahead and isinstance(began, Field) and is_behind(began, notes.report.published):
        status = "in_force"
        fields["status"] = status_field(notes, status, cue)
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


def _is_fixed(parse: Parse, arrangement: Arrangement, kind: str | None) -> bool:
    """Say whether an arrangement is one for a set time: it has a length, is for a feast, or is a pause, which never is for good."""
    return arrangement.hours is not None or kind == "pause" or any(is_timed(parse, n.word) for n in arrangement.namings)


def _lasted(parse: Parse, cue: Cue | None) -> bool:
    """Say whether a truce is told to have held or lasted, in the past."""
    return cue is not None and parse.lemma[cue.word].lower() in ("endure", "hold", "last") and parse.tag[cue.word] in ("VBD", "VBN")


_PROLONGING = ("extend", "prolong", "renew")
_BY_STEPS = ("evacuation", "exchange", "settlement")
