"""Agreements: each distinct arrangement a report names, with parties, mediators, status and dates.

Invariant: one claim an arrangement; unspecified plurals ("previous truces") are none.
"""

from trucebook.codebook import Codebook
from trucebook.model import Claim, Field, Fields
from trucebook.reading.deals.actspans import act_span
from trucebook.reading.deals.aftermath import with_aftermath
from trucebook.reading.deals.arranging import Arrangement, arrange
from trucebook.reading.deals.authors import with_authors
from trucebook.reading.deals.bareness import is_put_to_sides
from trucebook.reading.deals.bestnaming import best_naming
from trucebook.reading.deals.brokers import with_brokers, with_partners
from trucebook.reading.deals.chains import with_chain, with_places
from trucebook.reading.deals.civildeals import without_civil
from trucebook.reading.deals.claimroles import is_vague_side, with_words_kept
from trucebook.reading.deals.claimstanding import Case, settle, standing_by_cues
from trucebook.reading.deals.datings import add_datings
from trucebook.reading.deals.dealkinds import is_real, kind_around, kind_of
from trucebook.reading.deals.deallexicon import Lexicon, lexicon_of
from trucebook.reading.deals.dealnames import find_namings, is_of_war
from trucebook.reading.deals.giving import with_givers
from trucebook.reading.deals.histories import is_history, with_outcomes
from trucebook.reading.deals.namingcues import find_cues
from trucebook.reading.deals.namings import naming_span, with_own_terms
from trucebook.reading.deals.nounhead import with_weighed
from trucebook.reading.deals.obligations import frames_of
from trucebook.reading.deals.offers import Told
from trucebook.reading.deals.outrun import with_outrun
from trucebook.reading.deals.parties import find_roles
from trucebook.reading.deals.peacemakers import with_peacemakers
from trucebook.reading.deals.phrases import actor_field, is_named_by, people_meant
from trucebook.reading.deals.placing import with_everyone_placed
from trucebook.reading.deals.pledges import without_echoes
from trucebook.reading.deals.proposers import with_proposers
from trucebook.reading.deals.roleheads import with_weighed_roles
from trucebook.reading.deals.roles import Roles
from trucebook.reading.deals.rounding import with_breaches, with_breakers, with_parties
from trucebook.reading.deals.sides import is_vague, with_sides
from trucebook.reading.deals.standing import status_field
from trucebook.reading.deals.succession import with_succession
from trucebook.reading.deals.verbaldeals import (
    KIND_OF,
    accords_told,
    capitulations_told,
    dated_told,
    is_made_there,
    lead_told,
    offers_told,
    rows_told,
    swaps_told,
    zones_told,
)
from trucebook.reading.evidence import DOUBTFUL, GUESSED, WEIGHED, coded, cut, new_claim
from trucebook.reading.notes import Notes

_HOPED = "only talked of"


def find_agreements(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the agreement claims of a report in text order."""
    lexicon = lexicon_of(codebook)
    namings = without_civil(notes.parse, lexicon, with_weighed(notes.parse, lexicon, find_namings(notes.parse, lexicon)))
    namings = [with_own_terms(notes.parse, n) for n in namings]
    namings = [n for n in namings if not (n.unsure and n.mods & lexicon.terms("other_words"))]
    namings = without_echoes(notes.parse, frames_of(codebook), lexicon, namings)
    arrangements = arrange(notes, lexicon, namings)
    lead = lead_told(notes.parse, frames_of(codebook), lexicon, arrangements) if arrangements else None
    old = is_history(notes)
    made = [(a, c) for k, a in enumerate(arrangements) if (c := _claim(notes, lexicon, a, None if k else lead, old)) is not None]
    hoped = [c for _, c in made if _HOPED in c.reasons]
    made = [(a, c) for a, c in made if _HOPED not in c.reasons]
    claims = [c for _, c in made]
    claims += offers_told(notes, codebook, [n for a, _ in made for n in a.namings])
    claims += accords_told(notes, codebook, lexicon, namings, lead)
    if is_of_war(notes.parse, lexicon):
        claims += swaps_told(notes, namings) + zones_told(notes, namings)
    claims += capitulations_told(notes, namings) if old and namings else []
    claims += dated_told(notes, lexicon, claims)
    claims += [c for c in hoped if not _is_told_there(notes, c, claims)]
    if not claims:
        return ()
    breakers: dict[str, list[int]] = {}
    vague = {c.id: who for c in claims if (who := c.many("parties")) and all(is_vague_side(f) for f in who)}
    claims = with_brokers(notes, with_breaches(notes, codebook, claims, breakers))
    claims = with_authors(notes, with_parties(notes, codebook, with_sides(notes, claims)))
    claims = with_partners(notes, [with_breakers(notes, c, breakers.get(c.id, [])) for c in claims])
    claims = [with_words_kept(with_everyone_placed(notes, c), vague.get(c.id, [])) for c in claims]
    claims = with_chain(notes, with_places(notes, with_outcomes(notes, claims) if old else claims))
    claims = with_succession(notes.parse, claims if old else with_outrun(notes, with_aftermath(notes, claims)))
    claims = with_givers(notes, with_proposers(notes, claims + rows_told(notes, lexicon, claims)))
    claims = with_weighed_roles(notes, with_peacemakers(notes, claims))
    return tuple(sorted(claims, key=lambda c: (c.start, c.end)))


def _claim(notes: Notes, lexicon: Lexicon, arrangement: Arrangement, lead: Told | None, old: bool) -> Claim | None:
    """Return the claim of an arrangement, None where its words name none; `lead` is the act by which the report's lead tells it."""
    parse = notes.parse
    cues = find_cues(parse, lexicon, arrangement)
    kind = kind_of(arrangement, cues) or kind_around(notes, arrangement, old=old)
    hoped: tuple[str, ...] = ()
    if not is_real(parse, arrangement, cues, kind):
        if not any(n.unsure and is_put_to_sides(parse, n) for n in arrangement.namings):
            return None
        kind, hoped = "offer", (_HOPED,)
    first, last = naming_span(parse, best_naming(notes, arrangement))
    weighed = (WEIGHED,) if all(n.weighed for n in arrangement.namings) else ()
    guessed = kind == "settlement" and not any(n.kind for n in arrangement.namings)
    if lead is not None and not is_made_there(parse, arrangement.namings[0], lead[0]):
        first, last = lead[0], act_span(parse, lead[1])[1]
        kind, guessed = (KIND_OF.get(lead[1].action, kind), False) if guessed else (kind, guessed)
    status, cue = standing_by_cues(notes, arrangement, kind, cues)
    fields: Fields = {"type": coded(kind), "status": status_field(notes, status, cue)}
    fields |= _names(notes, arrangement, cut(parse.text, parse.start[first], parse.end[last]) if lead is not None else None)
    fields |= _roles(notes, lexicon, arrangement, lead)
    add_datings(notes, arrangement, cues, fields)
    fields["status"], more = settle(Case(notes, arrangement, kind, cues, fields, old), status, cue)
    return new_claim(
        notes.report,
        "agreement",
        parse.start[first],
        parse.end[last],
        key=kind,
        score=DOUBTFUL if weighed or hoped else min(0.9, 0.4 + 0.1 * len(cues)),
        reasons=(*(f"{c.status}: {parse.words[c.word]}" for c in cues[:6]), *more, *((GUESSED,) if guessed else ()), *weighed, *hoped),
        fields=fields,
    )


def _is_told_there(notes: Notes, hoped: Claim, claims: list[Claim]) -> bool:
    """Say whether another claim tells of the sentence in which something is only hoped for."""
    parse = notes.parse
    word = parse.head_of(hoped.start, hoped.end)
    if word is None:
        return False
    first, last = parse.sentences[parse.sentence_of[word]]
    return any(c.start < parse.end[last - 1] and parse.start[first] < c.end for c in claims)


def _names(notes: Notes, arrangement: Arrangement, told: Field | None) -> Fields:
    """Return the words that name an arrangement, the act by which the lead tells it before them."""
    parse, naming = notes.parse, best_naming(notes, arrangement)
    label = cut(parse.text, parse.start[naming.first], parse.end[max(naming.last, naming.word)])
    named = [cut(parse.text, parse.start[n.first], parse.end[max(n.last, n.word)]) for n in arrangement.namings]
    return {"label": label, "named": named} if told is None else {"label": told, "named": [told, *named]}


def _roles(notes: Notes, lexicon: Lexicon, arrangement: Arrangement, lead: Told | None) -> Fields:
    """Return the parties, mediators and monitors that an arrangement's own words tell."""
    roles = find_roles(notes, lexicon, arrangement)
    if lead is not None:
        _with_lead(notes, roles, people_meant(notes, lead[2]))
    told = (("parties", roles.parties), ("mediators", roles.mediators), ("monitors", roles.monitors))
    return {name: [actor_field(notes, w) for w in words] for name, words in told if words}


def _with_lead(notes: Notes, roles: Roles, sides: list[int]) -> None:
    """Add those who "have agreed to" do something to the parties; who only announces it is a broker."""
    parse = notes.parse
    others = [w for w in roles.parties if w not in roles.announcers]
    roles.mediators += [w for w in roles.parties if w in roles.announcers and not is_named_by(parse, w, sides)]
    named = [w for w in sides if not is_vague([actor_field(notes, w)])]
    roles.parties = [*named, *(w for w in others if not is_named_by(parse, w, named))] or sides
