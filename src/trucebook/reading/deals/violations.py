"""Violations: acts that break an agreement, stated or alleged.

Invariant: every violation names an agreement claim of the same report; what a speaker alleges keeps its speaker.
"""

from itertools import pairwise

from trucebook.codebook import Codebook
from trucebook.model import Claim, Field, Fields
from trucebook.reading.deals.antecedents import antecedent
from trucebook.reading.deals.blaming import blamed_for, kin_of
from trucebook.reading.deals.breaches import Hostile, find_hostile, hostile_words
from trucebook.reading.deals.breachhead import weigh_breaches
from trucebook.reading.deals.listedacts import listed_by
from trucebook.reading.deals.perpetrators import is_armed, perpetrator_of
from trucebook.reading.deals.phrases import actor_field, people, phrase_of
from trucebook.reading.deals.repeats import Tied
from trucebook.reading.deals.ties import find_tied
from trucebook.reading.deals.victims import victim_of
from trucebook.reading.evidence import DOUBTFUL, WEIGHED, coded, cut, new_claim, of_mention
from trucebook.reading.headlines import repeated_title_end, title_end
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at
from trucebook.reading.spaces.where import place_for
from trucebook.reading.times.when import period_for
from trucebook.reading.voices.speech import speaker_of

_SCORES = {"tied": 0.7, WEIGHED: DOUBTFUL}


def find_violations(notes: Notes, codebook: Codebook, events: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the violation claims of a report in text order."""
    if not notes.agreements:
        return ()
    tied = find_tied(notes, hostile_words(codebook), notes.agreements)
    tied = _told_in_body(notes, weigh_breaches(notes, hostile_words(codebook), notes.agreements, tied))
    undone = [(e.start, e.end) for e in events if e.assertion in ("denied", "hypothetical", "threatened")]
    claims = _told(notes, codebook, tied) + _demanded(notes, codebook)
    claims = [c for c in claims if c.value("act") == "refusal" or not any(a <= c.start and c.end <= b for a, b in undone)]
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.start, c.end)):
        if not any(k.start < claim.end and claim.start < k.end for k in kept[-12:]):
            kept.append(claim)
    return tuple(kept)


def _told_in_body(notes: Notes, tied: list[Tied]) -> list[Tied]:
    """Return tied acts save those of a headline where the body tells one: of two tellings the fuller stands."""
    start, headline = notes.parse.start, max(title_end(notes), repeated_title_end(notes))
    body = [t for t in tied if start[t[0].word] >= headline]
    return body or tied


def _demanded(notes: Notes, codebook: Codebook) -> list[Claim]:
    """Return the acts whose end is demanded of a side while the agreement is told as broken: "an end to the attacks on …"."""
    parse, words = notes.parse, hostile_words(codebook)
    broken = {a.id for a in notes.agreements if a.value("status") == "violated"}
    claims: list[Claim] = []
    for provision in notes.provisions:
        agreement = provision.value("agreement")
        if (
            agreement not in broken
            or WEIGHED in provision.reasons
            or provision.value("status") != "demanded"
            or provision.value("action") not in ("cease_fire", "lift_siege", "aid")
        ):
            continue
        inside = parse.words_in(provision.start, provision.end)
        for hostile in find_hostile(parse, words, inside.start, inside.stop):
            if not hostile.nominal or hostile.last == hostile.word:
                continue
            fields: Fields = {"agreement": coded(agreement)}
            fields["act"] = cut(parse.text, parse.start[hostile.word], parse.end[hostile.word], hostile.act)
            debtor = provision.fields.get("debtor")
            if isinstance(debtor, Field):
                fields["perpetrator"] = debtor
            start, end = parse.start[hostile.word], parse.end[hostile.last]
            claims.append(
                new_claim(notes.report, "violation", start, end, key=hostile.act, score=0.5, reasons=("demanded",), fields=fields)
            )
    return claims


def _told(notes: Notes, codebook: Codebook, tied: list[Tied]) -> list[Claim]:
    """Return the claims of the acts that break an agreement, with who did each where the text tells it near by."""
    if not tied:
        return []
    parse = notes.parse
    everything = find_hostile(parse, hostile_words(codebook), 0, parse.sentences[parse.sentence_of[tied[-1][0].word]][1])
    found = [(h, perpetrator_of(parse, h)) for h in everything]
    named = [(h, p) for h, p in found if p is not None and is_armed(parse, hostile_words(codebook), p)]
    starts = sorted({t[0].first for t in tied})
    until = dict(pairwise([*starts, len(parse)]))
    return [_claim(notes, *t, before=named, until=until[t[0].first]) for t in tied]


def _claim(notes: Notes, hostile: Hostile, agreement: Claim, strength: str, *, before: list[tuple[Hostile, int]], until: int) -> Claim:
    parse = notes.parse
    start, end = parse.start[hostile.first], parse.end[hostile.last]
    fields: Fields = {
        "agreement": coded(agreement.id),
        "act": cut(parse.text, parse.start[hostile.word], parse.end[hostile.word], hostile.act),
    }
    perpetrator = perpetrator_of(parse, hostile)
    perpetrator = listed_by(parse, hostile) if perpetrator is None else perpetrator
    perpetrator = blamed_for(parse, hostile, until) if perpetrator is None else perpetrator
    perpetrator = kin_of(parse, hostile, before) if perpetrator is None else perpetrator
    if perpetrator is not None and parse.pos[perpetrator] == "PRON" and actor_at(notes, perpetrator) is None:
        perpetrator = antecedent(notes, perpetrator)
    if perpetrator is not None and parse.pos[perpetrator] == "PRON" and (meant := actor_at(notes, perpetrator)) is not None:
        fields["perpetrator"] = of_mention(meant)
    elif perpetrator is not None and people(parse, perpetrator):
        fields["perpetrator"] = actor_field(notes, perpetrator)
    victim = victim_of(parse, hostile)
    if victim is not None:
        first, last = phrase_of(parse, victim)
        fields["victim"] = cut(parse.text, parse.start[first], parse.end[last])
    place = place_for(parse, notes.places, start, end)
    if place is not None:
        fields["place"] = of_mention(place)
    period = period_for(parse, notes.periods, start, end)
    if period is not None:
        fields["date"] = of_mention(period)
    speaker = speaker_of(notes, start, end)
    if speaker is not None:
        fields["alleged_by"] = speaker
    score = _SCORES.get(strength, 0.5)
    return new_claim(
        notes.report, "violation", start, end, key=hostile.act, score=score, reasons=(strength,), speaker=speaker, fields=fields
    )
