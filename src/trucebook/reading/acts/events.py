"""Events: PLOVER types with source and target, from clauses and the codebook's lexicon.

Invariant: an event's type comes from a word of its quote; the reason says which.
"""

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from trucebook.codebook import Codebook
from trucebook.model import ActorValue, Claim, Field, Fields, Mention
from trucebook.reading.acts.acthead import LIKELY, with_likely_types
from trucebook.reading.acts.eventanswers import with_askers
from trucebook.reading.acts.eventdemands import demanded
from trucebook.reading.acts.eventmoods import in_mood, with_threats
from trucebook.reading.acts.eventpairs import event_between
from trucebook.reading.acts.eventpeace import is_harmless
from trucebook.reading.acts.eventquotes import quote_of
from trucebook.reading.acts.eventrank import rank
from trucebook.reading.acts.eventrepeats import Candidate
from trucebook.reading.acts.eventroles import roles_of
from trucebook.reading.acts.eventsenses import in_sense
from trucebook.reading.acts.eventsides import is_possessed, with_sides
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon, load_types, told_type
from trucebook.reading.acts.storyhead import with_weighed_acts
from trucebook.reading.evidence import DOUBTFUL, TYPE_WEIGHED, WEIGHED, coded, cut, new_claim, of_mention, phrase
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.people.who import actor_at
from trucebook.reading.spaces.where import place_for
from trucebook.reading.times.when import period_for

_WITHIN = frozenset({"within", "under", "inside", "outside", "between", "into", "among"})
_SILENT_BLOCKS = frozenset({"caption", "credit", "dateline", "boilerplate"})


def find_events(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the event claims of a report in text order: the one between two actors that came with the input, else the
    acts of the report's story, at most 15 (13 in a text of a few sentences)."""
    given = [m for m in notes.report.given if m.kind == "actor"]
    if len(given) == 2:
        claim = event_between(notes, codebook, given[0], given[1])
        return (claim,) if claim is not None else ()
    lexicon = load_types(codebook)
    places = _words_of(notes, notes.places)
    own = _own_clauses(notes)
    ruled, likely = with_likely_types(notes, own, _typed(notes, own, lexicon, places), lexicon)
    typed = ruled | {word: act.typed for word, act in likely.items() if word not in ruled and act.chance >= LIKELY}
    by_word = {c.word: c for c in notes.clauses}
    times = frozenset(w for w in _words_of(notes, notes.periods) if actor_at(notes, w) is None)
    roles = {
        word: with_sides(
            notes, by_word[word], kind, roles_of(notes, by_word[word], kind, by_word, lexicon, times, places), by_word, lexicon
        )
        for word, kind in typed.items()
    }
    aimed = with_askers(notes, typed, roles)
    told = with_weighed_acts(notes, typed, roles, lexicon, likely, rank(notes, ruled, roles, lexicon))
    found = [replace(c, roles=aimed[c.clause.word]) if c.typed.type == "REJECT" else c for c in told]
    return tuple(sorted((_claim(notes, c, lexicon) for c in found), key=lambda claim: (claim.start, claim.end)))


def _own_clauses(notes: Notes) -> list[Clause]:
    """Return the clauses of the report's own text, without those of captions, datelines and the like."""
    blocks = sorted((b.start, b.end) for b in notes.blocks if b.role in _SILENT_BLOCKS)
    at = [bisect_right(blocks, (clause.start, len(notes.report.text))) - 1 for clause in notes.clauses]
    return [clause for clause, k in zip(notes.clauses, at, strict=True) if k < 0 or clause.start >= blocks[k][1]]


def _typed(notes: Notes, clauses: Sequence[Clause], lexicon: TypeLexicon, places: frozenset[int]) -> dict[int, Typed]:
    """Return the type of every clause that carries one by rule, by its predicate."""
    found = {}
    for clause in clauses:
        typed = told_type(notes.parse, clause, lexicon)
        if clause.patient in places and clause.lemma in lexicon.ground_verbs:
            typed = Typed("ASSAULT", None, clause.word, f"{clause.lemma} a place", False)
        if (
            clause.lemma == "fall"
            and clause.agent in places
            and not _WITHIN & clause.preps.keys()
            and notes.parse.child(clause.word, "acomp", "dobj", "advmod") is None
        ):
            typed = Typed("ASSAULT", None, clause.word, "fall of a place", False)
        typed = in_mood(notes, clause, in_sense(notes, clause, typed, lexicon), lexicon)
        typed = demanded(notes, clause, typed, lexicon)
        if typed is not None and is_harmless(notes, clause, typed, lexicon):
            typed = None
        if typed is not None:
            found[clause.word] = typed
    return with_threats(notes.parse, found)


def _words_of(notes: Notes, mentions: tuple[Mention, ...]) -> frozenset[int]:
    """Return the words that mentions cover."""
    return frozenset(w for m in mentions for w in notes.parse.words_in(m.start, m.end))


def _claim(notes: Notes, candidate: Candidate, lexicon: TypeLexicon) -> Claim:
    parse, clause, typed = notes.parse, candidate.clause, candidate.typed
    start, end = quote_of(parse, clause, typed, lexicon)
    fields: Fields = {"type": cut(parse.text, parse.start[typed.word], parse.end[typed.word], typed.type)}
    if typed.mode is not None:
        fields["mode"] = coded(typed.mode)
    if candidate.roles.source is not None:
        fields["source"] = _who(notes, candidate.roles.source)
    if candidate.roles.target is not None:
        fields["target"] = _who(notes, candidate.roles.target)
    if (typed.type == "AGREE" or typed.mode == "ceasefire") and "source" not in fields and "target" not in fields:
        fields |= dict(zip(("source", "target"), _parties(notes, clause, lexicon), strict=False))
    if candidate.roles.instrument is not None:
        fields["instrument"] = phrase(parse, candidate.roles.instrument)
    place = place_for(parse, notes.places, start, end)
    if place is not None:
        fields["place"] = of_mention(place)
    period = period_for(parse, notes.periods, start, end)
    if period is not None:
        fields["date"] = of_mention(period)
    return new_claim(
        notes.report,
        "event",
        start,
        end,
        key=typed.type,
        assertion=_stands(clause, typed),
        background=clause.background,
        score=min(candidate.score, DOUBTFUL) if candidate.weighed or typed.weighed else candidate.score,
        reasons=_reasons(candidate),
        fields=fields,
    )


def _reasons(candidate: Candidate) -> tuple[str, ...]:
    """Return why an act is told, and why as one of its type."""
    typed = candidate.typed
    why = f"“{typed.entry}” tells {typed.type} here" if typed.weighed else f"{typed.type} by the codebook's “{typed.entry}”"
    return (why, WEIGHED) if candidate.weighed else (why, TYPE_WEIGHED) if typed.weighed else (why,)


def _stands(clause: Clause, typed: Typed) -> str:
    """Return how an event stands: what is uttered has happened, whatever it is about; a threat stays threatened."""
    if typed.entry.startswith("deny ") and typed.type != "REJECT":
        return "denied"
    if not typed.uttered:
        return clause.assertion
    return {"THREATEN": "threatened", "REQUEST": "happened"}.get(typed.type, clause.assertion)


def _parties(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> list[Field]:
    """Return the parties of the accord that an act names with nobody beside it: "the truce took effect", "it was signed"."""
    words = [w for w in (clause.agent, clause.patient, clause.word) if w is not None]
    if not any(notes.parse.lemma[w] in lexicon.accords or notes.parse.pos[w] == "PRON" for w in words):
        return []
    named = [a for a in notes.agreements if any(a.start <= notes.parse.start[w] < a.end for w in words)]
    known = named or (notes.agreements if len(notes.agreements) == 1 else ())
    parties = known[0].fields.get("parties") if known else None
    return parties[:2] if isinstance(parties, list) else []


def _who(notes: Notes, word: int) -> Field:
    """Return the actor at a word as a field, else the noun phrase with its words for a name."""
    mention = actor_at(notes, word)
    if mention is not None:
        return of_mention(mention)
    if is_possessed(notes.parse, word):
        start, end = notes.parse.start[notes.parse.noun_phrase(notes.parse.head[word])[0]], notes.parse.end[word] - 1
        return cut(notes.report.text, start, end, ActorValue(name=notes.report.text[start:end]))
    field = phrase(notes.parse, word)
    return phrase(notes.parse, word, ActorValue(name=field.text))
