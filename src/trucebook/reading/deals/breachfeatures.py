"""Breach features: what a report tells of a hostile act and of the agreements beside it, as names that the learned head weighs.

Invariant: no name of a person, place, organisation or people is a feature, so that what is learned holds for any war.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from trucebook.model import Claim, Field, Mention, PeriodValue
from trucebook.reading.deals.breaches import Hostile, HostileWords
from trucebook.reading.deals.breachsetting import setting_of
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.exploiting import find_exploited
from trucebook.reading.deals.grounds import Ground, ground_of
from trucebook.reading.deals.perpetrators import is_armed, is_named_party, is_outside, perpetrator_of
from trucebook.reading.deals.straining import answers, on_outsiders
from trucebook.reading.deals.ties import is_of_another_time
from trucebook.reading.deals.tiewords import find_ties
from trucebook.reading.deals.weighing import has_earlier_year
from trucebook.reading.grammar.background import is_background
from trucebook.reading.grammar.openers import marks_over, opening_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import step_of
from trucebook.reading.notes import Notes
from trucebook.reading.spaces.where import place_for
from trucebook.reading.times.when import period_for
from trucebook.reading.voices.speech import speaker_of

_ACCUSING, _SAYING = deal_words("accusing"), deal_words("saying")
_TURNS = frozenset("although but contrary however nevertheless nonetheless still though yet".split())
_MODALS = frozenset("can could may might must shall should to will would".split())
_TIMES = frozenset(
    "after again ago also before continued during earlier elsewhere first following hours last later meanwhile minutes next nightfall "
    "previous renewed resumed same since still until war within year years".split()
)
_DISTANCES = ((0, "0"), (1, "1"), (2, "2"), (5, "3-5"), (10, "6-10"))
_AGES = ((3, "0-3"), (10, "4-10"), (60, "11-60"), (400, "a year"))
_GAPS = ((7, "0-7"), (60, "8-60"), (400, "a year"))
_ABOVE, _NAMED = 5, 2


@dataclass(frozen=True)
class Scene:
    """A report's agreements by the words that name them, and by sentence the kinds of words that tie acts to one."""

    notes: Notes
    words: HostileWords
    agreements: tuple[Claim, ...]
    ground: Ground
    ties: dict[int, frozenset[str]]
    exploited: frozenset[int]

    def agreement_for(self, hostile: Hostile) -> Claim | None:
        """Return the agreement that an act may break: the one named last before it, else the first named after it."""
        parse = self.notes.parse
        return self.ground.before(parse, hostile.first, reach=len(parse)) or self.ground.near(parse, hostile.word, reach=len(parse))


def scene_of(notes: Notes, words: HostileWords, agreements: tuple[Claim, ...]) -> Scene:
    """Return what the acts of a report are weighed against."""
    ground = ground_of(notes.parse, agreements)
    ties: dict[int, set[str]] = {}
    for word, _, kind in find_ties(notes.parse, words, ground):
        ties.setdefault(notes.parse.sentence_of[word], set()).add(kind)
    exploited = frozenset(hostile.word for hostile, _ in find_exploited(notes.parse, words, ground))
    return Scene(notes, words, agreements, ground, {s: frozenset(kinds) for s, kinds in ties.items()}, exploited)


def features_of(scene: Scene, hostile: Hostile) -> frozenset[str]:
    """Return the names of the features that hold for a hostile act."""
    claim, verb = scene.agreement_for(hostile), _verb(scene.notes.parse, hostile)
    found = {*_of_act(scene.notes.parse, hostile, verb), *_of_agreements(scene, claim), *_of_place(scene, hostile, claim)}
    found.update((*_of_doer(scene, hostile, claim), *_of_words(scene, hostile), *_of_ties(scene, hostile)))
    found.update((*_of_time(scene, hostile, claim), *_of_speech(scene, hostile)))
    found.update(setting_of(scene.notes, scene.words, hostile, claim))
    return frozenset(found)


def _verb(parse: Parse, hostile: Hostile) -> int | None:
    """Return the verb that tells an act, for a noun the one above it."""
    if hostile.verb is not None or not hostile.nominal:
        return hostile.verb if hostile.verb is not None else hostile.word
    return next((a for a in parse.ancestors(hostile.word) if parse.pos[a] in ("VERB", "AUX")), None)


def _of_act(parse: Parse, hostile: Hostile, verb: int | None) -> Iterator[str]:
    """Yield which act it is, and how its words stand."""
    yield f"act={hostile.act}"
    yield f"told={'noun' if hostile.nominal else 'verb'}/{'verb' if hostile.verb is not None else 'alone'}"
    yield f"opens={opening_of(parse.lower[hostile.first])}"
    yield f"dep={parse.dep[hostile.word]}"
    if verb is None:
        return
    yield f"tense={_tense(parse, verb)}"
    yield f"verb dep={parse.dep[verb]}"
    if parse.child(verb, "neg") is not None:
        yield "denied"
    if is_background(parse, verb, None):
        yield "background"
    yield from (f"mark={mark}" for mark in marks_over(parse, verb))


def _tense(parse: Parse, verb: int) -> str:
    helping = {parse.lower[c] for c in parse.children_of(verb, "aux", "auxpass")}
    if helping & _MODALS:
        return "to come"
    if "had" in helping:
        return "past perfect"
    if helping & {"has", "have"}:
        return "perfect"
    if parse.tag[verb] == "VBD" or helping & {"was", "were"}:
        return "past" if parse.child(verb, "auxpass") is None else "passive"
    return {"VBZ": "present", "VBP": "present", "VBG": "gerund"}.get(parse.tag[verb], "else")


def _of_agreements(scene: Scene, claim: Claim | None) -> Iterator[str]:
    """Yield how the agreement that an act may break stands, and what others the report tells of."""
    status, kind = (claim.value("status"), claim.value("type")) if claim is not None else (None, None)
    yield from (f"status={status}", f"type={kind}", f"status/type={status}/{kind}")
    yield from (f"has {other}" for other in {a.value("status") for a in scene.agreements})
    yield f"agreements={min(4, len(scene.agreements))}"
    yield f"in force={min(2, sum(a.value('status') in ('in_force', 'violated') for a in scene.agreements))}"


def _of_place(scene: Scene, hostile: Hostile, claim: Claim | None) -> Iterator[str]:
    """Yield how far an act stands from where agreements are named, and whether it has the agreement's place."""
    parse, ground = scene.notes.parse, scene.ground
    here, before, after = parse.sentence_of[hostile.word], ground.named_before(hostile.first), ground.named_after(hostile.last)
    yield f"after naming={step_of(here - parse.sentence_of[before], _DISTANCES) if before is not None else 'none'}"
    yield f"before naming={step_of(parse.sentence_of[after] - here, _DISTANCES) if after is not None else 'none'}"
    beside = ground.named_in(*parse.sentences[here])
    if beside:
        yield f"beside={'before ' if min(beside) < hostile.word else ''}{'after' if max(beside) > hostile.word else ''}"
    if claim is not None and ground.named_before(hostile.first, claim) is None:
        yield "ahead of all"
    place = place_for(parse, scene.notes.places, parse.start[hostile.first], parse.end[hostile.last])
    yield f"place={_same_place(place, claim)}"


def _same_place(place: Mention | None, claim: Claim | None) -> str:
    own = claim.fields.get("place") if claim is not None else None
    if place is None or not isinstance(own, Field) or not own.text:
        return "none" if place is None else "of the act alone"
    a, b = place.text.lower(), own.text.lower()
    return "same" if a in b or b in a else "other"


def _of_doer(scene: Scene, hostile: Hostile, claim: Claim | None) -> Iterator[str]:
    """Yield who does an act: people in arms, a name, a party of the agreement or of another, one whom no truce covers."""
    parse, who = scene.notes.parse, perpetrator_of(scene.notes.parse, hostile)
    kind = _kind(scene, who)
    yield f"who={kind}"
    if who is None or claim is None:
        return
    if is_outside(parse, scene.words, who, claim):
        yield "outside"
    if is_named_party(parse, who, claim):
        yield "party"
    elif any(is_named_party(parse, who, other) for other in scene.agreements):
        yield "party of another"
    else:
        yield f"no party/{'named' if len(claim.many('parties')) >= _NAMED else 'vague'}"


def _kind(scene: Scene, who: int | None) -> str:
    parse = scene.notes.parse
    if who is None or parse.pos[who] == "PRON":
        return "none" if who is None else "pronoun"
    return "armed" if is_armed(parse, scene.words, who) else "name" if parse.pos[who] == "PROPN" else "noun"


def _of_words(scene: Scene, hostile: Hostile) -> Iterator[str]:
    """Yield the words of breach, of contrast and of time in an act's sentence, and those of breach near by."""
    parse, here = scene.notes.parse, scene.notes.parse.sentence_of[hostile.word]
    terms = scene.words.terms
    breach, turns = terms["breach_verbs"] | terms["breach_nouns"], _TURNS | terms["tie_words"]
    for step in (-3, -2, -1, 0, 1):
        if not 0 <= here + step < len(parse.sentences):
            continue
        first, last = parse.sentences[here + step]
        if any(parse.lemma[i] in breach for i in range(first, last)):
            yield f"breach at {step}"
        if step < 1 and not turns.isdisjoint(parse.lower[first:last]):
            yield f"turn at {step}"
    first, last = parse.sentences[here]
    yield from (f"with {word}" for word in set(parse.lower[first:last]) & (_TIMES | turns))


def _of_ties(scene: Scene, hostile: Hostile) -> Iterator[str]:
    """Yield the kinds of words that tie acts to an agreement in an act's sentence and the ones before, and those above the act."""
    parse, here = scene.notes.parse, scene.notes.parse.sentence_of[hostile.word]
    for step in range(4):
        yield from (f"tie {kind} at -{step}" for kind in scene.ties.get(here - step, ()))
    above = list(islice(parse.ancestors(hostile.word), _ABOVE))
    terms = scene.words.terms
    lemmas = {parse.lemma[a] for a in above}
    if lemmas & _ACCUSING:
        yield "accused"
    if lemmas & (terms["breach_verbs"] | terms["breach_nouns"]):
        yield "under breach"
    if {parse.lower[a] for a in above} & terms["tie_words"]:
        yield "under despite"
    if lemmas & _SAYING:
        yield "said"
    if hostile.word in scene.exploited:
        yield "exploits a lull"
    if answers(parse, hostile):
        yield "answers"
    if on_outsiders(parse, scene.words, hostile):
        yield "falls on outsiders"


def _of_time(scene: Scene, hostile: Hostile, claim: Claim | None) -> Iterator[str]:
    """Yield how an act's day lies to that of the report and to the first day of the agreement."""
    parse, today = scene.notes.parse, scene.notes.report.published
    period = period_for(parse, scene.notes.periods, parse.start[hostile.first], parse.end[hostile.last])
    value = period.value if period is not None and isinstance(period.value, PeriodValue) else None
    if claim is not None and is_of_another_time(scene.notes, hostile, claim):
        yield "of another time"
    if today is not None and has_earlier_year(parse, hostile.word, int(today[:4])):
        yield "earlier year"
    if value is None:
        yield "dated=none"
        return
    yield f"dated={value.precision}"
    if (age := _days(value.last, today)) is not None:
        yield f"age={step_of(age, _AGES)}"
    begun = _begun(claim)
    if begun is None or value.first is None:
        yield "to its day=unknown"
    elif value.first >= begun:
        gap = _days(begun, value.first)
        yield f"to its day=after/{step_of(gap, _GAPS) if gap is not None else 'far'}"
    else:
        yield f"to its day={'before' if value.last is not None and value.last < begun else 'around'}"


def _begun(claim: Claim | None) -> str | None:
    values = [claim.value(name) for name in ("began", "declared")] if claim is not None else []
    return min((v.first for v in values if isinstance(v, PeriodValue) and v.first), default=None)


def _days(first: str | None, last: str | None) -> int | None:
    """Return the days from one day to another, of a month or a year its first; None where one is unknown."""
    try:
        return (_day(last) - _day(first)).days if first and last else None
    except ValueError:
        return None


def _day(text: str | None) -> date:
    parts = (text or "")[:10].split("-")
    return date.fromisoformat("-".join([*parts, "01", "01"][:3]))


def _of_speech(scene: Scene, hostile: Hostile) -> Iterator[str]:
    """Yield whether somebody is said to tell an act, and in his own words."""
    parse = scene.notes.parse
    yield f"speaker={speaker_of(scene.notes, parse.start[hostile.first], parse.end[hostile.last]) is not None}"
    yield f"quoted={parse.quoted[hostile.word]}"
