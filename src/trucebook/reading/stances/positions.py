"""Position claims: an actor's stance on an agreement of the report, once each.

Invariant: every position names an agreement claim of the same report; general words ("the terms") mean the one named last.
"""

from bisect import bisect_right

from trucebook.codebook import Codebook
from trucebook.model import ActorValue, Claim, Field, Fields
from trucebook.reading.covering import Cover
from trucebook.reading.deals.phrases import actor_field, people
from trucebook.reading.evidence import coded, cut, new_claim, of_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at
from trucebook.reading.stances.stancewords import StanceWords, stance_words
from trucebook.reading.stances.taking import Taken, find_taken
from trucebook.reading.times.when import period_for

_SILENT = frozenset({"credit", "dateline", "boilerplate", "caption"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "both"})
_ENDINGS = ("terms", "conditions", "demands")


def find_positions(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the position claims of a report in text order; none where it tells of no agreement."""
    if not notes.agreements:
        return ()
    words = stance_words(codebook)
    clauses = {c.word: c for c in notes.clauses}
    silent = Cover((b.start, b.end) for b in notes.blocks if b.role in _SILENT)
    found: dict[tuple[str, str, str], Claim] = {}
    for thing, agreement in _things(notes, words).items():
        at = notes.parse.start[thing]
        if silent.holds(at):
            continue
        for taken in find_taken(notes.parse, words, clauses, thing):
            for claim in _claims(notes, words, taken, thing, agreement):
                name = claim.fields["actor"]
                key = (_known_by(name), agreement.id, str(claim.value("stance")))
                found.setdefault(key, claim)
    return tuple(sorted(found.values(), key=lambda c: (c.start, c.end)))


def _things(notes: Notes, words: StanceWords) -> dict[int, Claim]:
    """Return head word → agreement for each naming of an agreement and for each general word that points at one."""
    parse = notes.parse
    found: dict[int, Claim] = {}
    for agreement in notes.agreements:
        for name in ("named", "terms", "label"):
            fields = agreement.fields.get(name)
            for field in fields if isinstance(fields, list) else [] if fields is None else [fields]:
                if field.start is not None and field.end is not None and (head := parse.head_of(field.start, field.end)) is not None:
                    found.setdefault(head, agreement)
    named = sorted(found)
    for i, low in enumerate(parse.lower):
        if i not in found and parse.pos[i] == "NOUN" and (low in words.terms or parse.lemma[i] in words.terms) and _points(parse, i):
            before = bisect_right(named, i)
            meant = named[before - 1] if before else named[0] if named else None
            if meant is not None:
                found[i] = found[meant]
    return found


def _points(parse: Parse, i: int) -> bool:
    """Say whether a general word points at what was told: "the terms", "this proposal", "its conditions"."""
    return parse.lower[i] in _ENDINGS or any(parse.lower[c] in _DEFINITE or parse.dep[c] == "poss" for c in parse.children[i])


def _claims(notes: Notes, words: StanceWords, taken: Taken, thing: int, agreement: Claim) -> list[Claim]:
    """Return a claim for each actor who takes a stance together with others."""
    parse, claims = notes.parse, []
    actors = [w for w in people(parse, taken.actor) if _can_hold(notes, words, w)] or (
        [taken.actor] if parse.pos[taken.actor] == "PRON" and actor_at(notes, taken.actor) is not None else []
    )
    for actor in actors:
        start, end = _quote(parse, taken.word, thing)
        field = actor_field(notes, actor)
        fields: Fields = {
            "actor": field,
            "agreement": coded(agreement.id),
            "stance": cut(parse.text, parse.start[taken.word], parse.end[taken.word], taken.stance),
        }
        period = period_for(parse, notes.periods, parse.start[taken.word], parse.end[taken.word])
        if period is not None:
            fields["date"] = of_mention(period)
        clause = notes.clause_by_word.get(taken.word)
        claims.append(
            new_claim(
                notes.report,
                "position",
                start,
                end,
                key=f"{taken.stance}|{_known_by(field)}",
                assertion=taken.assertion,
                background=clause.background if clause is not None else False,
                score=0.7 if actor_at(notes, actor) is not None else 0.5,
                reasons=(f"{taken.stance} by “{parse.lower[taken.word]}”",),
                fields=fields,
            )
        )
    return claims


def _can_hold(notes: Notes, words: StanceWords, word: int) -> bool:
    """Say whether a word names somebody who can hold a stance."""
    parse = notes.parse
    if parse.lower[word] in words.not_actors or parse.lemma[word] in words.not_actors:
        return False
    return actor_at(notes, word) is not None or parse.pos[word] == "PROPN"


def _known_by(field: Field | list[Field]) -> str:
    one = field[0] if isinstance(field, list) else field
    if isinstance(one.value, ActorValue) and (one.value.actor_id or one.value.name):
        return str(one.value.actor_id or one.value.name)
    return (one.text or "").lower()


def _quote(parse: Parse, word: int, thing: int) -> tuple[int, int]:
    """Return the characters from the word of a stance to the end of the agreement's phrase, or the other way round."""
    first, last = parse.noun_phrase(thing)
    low, high = min(word, first), max(word, last if last - thing <= 8 else thing)
    return parse.start[low], parse.end[high]
