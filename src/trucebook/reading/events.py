"""Events: PLOVER types with source and target, from clauses and the codebook's lexicon.

Invariant: an event's type comes from a word of its quote; the reason says which.
"""

from dataclasses import dataclass

from trucebook.codebook import Codebook
from trucebook.model import ActorValue, Claim, Field, Fields, Mention
from trucebook.reading.eventpairs import event_between
from trucebook.reading.eventroles import Roles, roles_of
from trucebook.reading.eventtypes import Typed, TypeLexicon, load_types, type_of
from trucebook.reading.evidence import coded, cut, new_claim, of_mention, phrase
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.where import place_for
from trucebook.reading.who import actor_at

MOST = 15
_LEAST = 0.3
_SILENT_BLOCKS = frozenset({"caption", "credit", "dateline", "boilerplate"})
_DOUBT = {"demanded": 0.35, "refused": 0.35, "announced": 0.12, "threatened": 0.3, "hypothetical": 0.25, "denied": 0.1}
_SPOKEN = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "ACCUSE"})


@dataclass(frozen=True)
class Candidate:
    """A clause with a type and roles that may become an event; `score` says how sure and how central it is."""

    clause: Clause
    typed: Typed
    roles: Roles
    score: float


def find_events(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the event claims of a report in text order: the one between two actors that came with the input, else the
    acts of the report's story, at most 15."""
    given = [m for m in notes.report.given if m.kind == "actor"]
    if len(given) == 2:
        claim = event_between(notes, codebook, given[0], given[1])
        return (claim,) if claim is not None else ()
    lexicon = load_types(codebook)
    candidates = _without_doubles(notes, _candidates(notes, lexicon))
    best = sorted(candidates, key=lambda c: (-c.score, c.clause.start))[:MOST]
    return tuple(sorted((_claim(notes, c, lexicon) for c in best), key=lambda claim: (claim.start, claim.end)))


def _candidates(notes: Notes, lexicon: TypeLexicon) -> list[Candidate]:
    """Return every clause that carries a type and is worth telling."""
    parse = notes.parse
    silent = [(b.start, b.end) for b in notes.blocks if b.role in _SILENT_BLOCKS]
    typed = {c.word: t for c in notes.clauses if (t := type_of(parse, c, lexicon)) is not None}
    by_word = {c.word: c for c in notes.clauses}
    found = []
    for clause in notes.clauses:
        kind = typed.get(clause.word)
        if kind is None or any(a <= clause.start < b for a, b in silent):
            continue
        roles = roles_of(parse, clause, kind.type, by_word)
        score = _score(notes, clause, kind, roles, lexicon)
        if score >= _LEAST:
            found.append(Candidate(clause, kind, roles, score))
    return found


def _score(notes: Notes, clause: Clause, typed: Typed, roles: Roles, lexicon: TypeLexicon) -> float:
    """Return how sure and central an act is, 0 to 1: participants, certainty, place in the report."""
    source, target = actor_at(notes, roles.source), actor_at(notes, roles.target)
    score = 0.35 if typed.weak else 0.5
    score += 0.15 if source is not None else 0.05 if roles.source is not None else 0.0
    score += 0.1 if target is not None else 0.08 if roles.target is not None else 0.0
    if typed.weak and source is None and target is None:
        score -= 0.2
    if clause.nominal and not _is_told(notes, clause, roles, lexicon):
        score -= 0.35
    if typed.type in _SPOKEN and roles.source is None:
        score -= 0.15
    score -= _DOUBT.get(clause.assertion, 0.0)
    if clause.background:
        score -= 0.1
    score += 0.1 * (1 - clause.start / max(len(notes.report.text), 1))
    return max(0.0, min(1.0, score))


def _is_told(notes: Notes, clause: Clause, roles: Roles, lexicon: TypeLexicon) -> bool:
    """Say whether an event noun tells an act by itself: it has participants, a light verb or a verb of occurring."""
    if clause.light is not None or roles.source is not None or roles.target is not None:
        return True
    parse = notes.parse
    h = parse.head[clause.word]
    return parse.dep[clause.word] in ("nsubj", "nsubjpass") and parse.lemma[h].lower() in lexicon.occurring


def _without_doubles(notes: Notes, candidates: list[Candidate]) -> list[Candidate]:
    """Keep one of several tellings of an act: the same type in one sentence with the same source, or the same quote."""
    parse = notes.parse
    kept: dict[tuple[object, ...], Candidate] = {}
    for c in sorted(candidates, key=lambda c: -c.score):
        source = actor_at(notes, c.roles.source)
        key = (parse.sentence_of[c.clause.word], c.typed.type, source.text if source else c.roles.source)
        kept.setdefault(key, c)
    return list(kept.values())


def _claim(notes: Notes, candidate: Candidate, lexicon: TypeLexicon) -> Claim:
    parse, clause, typed = notes.parse, candidate.clause, candidate.typed
    start, end = quote_of(notes, clause, lexicon)
    fields: Fields = {"type": cut(parse.text, parse.start[typed.word], parse.end[typed.word], typed.type)}
    if typed.mode is not None:
        fields["mode"] = coded(typed.mode)
    for name, word in (("source", candidate.roles.source), ("target", candidate.roles.target), ("instrument", candidate.roles.instrument)):
        if word is not None:
            fields[name] = _who(notes, word) if name != "instrument" else phrase(parse, word)
    place = place_for(parse, notes.places, start, end)
    if place is not None:
        fields["place"] = of_mention(place)
    period = _period(notes, clause)
    if period is not None:
        fields["date"] = of_mention(period)
    return new_claim(
        notes.report,
        "event",
        start,
        end,
        key=typed.type,
        assertion=clause.assertion,
        background=clause.background,
        score=candidate.score,
        reasons=(f"{typed.type} by the codebook's “{typed.entry}”",),
        fields=fields,
    )


def _who(notes: Notes, word: int) -> Field:
    """Return the actor at a word as a field, else the noun phrase with its words for a name."""
    mention = actor_at(notes, word)
    if mention is not None:
        return of_mention(mention)
    field = phrase(notes.parse, word)
    return phrase(notes.parse, word, ActorValue(name=field.text))


def _period(notes: Notes, clause: Clause) -> Mention | None:
    """Return the period named in the clause's sentence nearest to its predicate, or None."""
    parse = notes.parse
    first, last = parse.sentences[parse.sentence_of[clause.word]]
    low, high = parse.start[first], parse.end[last - 1]
    inside = [m for m in notes.periods if low <= m.start < high]
    return min(inside, key=lambda m: abs(m.start - parse.start[clause.word]), default=None)


def quote_of(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> tuple[int, int]:
    """Return the characters to quote for a clause: the predicate with its object, with the subject where it has none."""
    parse = notes.parse
    start, end = clause.start, clause.end
    if clause.nominal and clause.light is None and parse.dep[clause.word] in ("nsubj", "nsubjpass"):
        verb = parse.head[clause.word]
        if parse.lemma[verb].lower() in lexicon.occurring and parse.start[verb] - start < 120:
            end = max(end, parse.end[verb])
    if not clause.nominal and clause.passive and clause.patient is not None:
        auxiliary = parse.child(clause.word, "auxpass")
        start = parse.start[auxiliary] if auxiliary is not None and auxiliary < clause.word else start
    if not clause.nominal and clause.end - clause.start < 20:
        end = max(end, _tail(notes, clause))
    return start, end


def _tail(notes: Notes, clause: Clause) -> int:
    """Return where the first prepositional phrase or infinitive right after a verb without object ends."""
    parse = notes.parse
    for c in parse.children[clause.word]:
        if c > clause.word and parse.dep[c] in ("prep", "agent", "xcomp") and parse.start[c] - clause.end <= 2:
            inner = parse.child(c, "pobj") if parse.dep[c] != "xcomp" else parse.child(c, "dobj")
            if inner is not None and inner > c:
                return parse.end[min(parse.noun_phrase(inner)[1], inner + 6)]
            return parse.end[c]
    return clause.end
