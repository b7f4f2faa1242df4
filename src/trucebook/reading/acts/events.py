"""Events: PLOVER types with source and target, from clauses and the codebook's lexicon.

Invariant: an event's type comes from a word of its quote; the reason says which.
"""

from bisect import bisect_right

from trucebook.codebook import Codebook
from trucebook.model import ActorValue, Claim, Field, Fields, Mention
from trucebook.reading.acts.eventmoods import in_mood, with_threats
from trucebook.reading.acts.eventpairs import event_between
from trucebook.reading.acts.eventrank import rank
from trucebook.reading.acts.eventrepeats import Candidate
from trucebook.reading.acts.eventroles import roles_of
from trucebook.reading.acts.eventsenses import in_sense
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon, load_types, told_type
from trucebook.reading.evidence import coded, cut, new_claim, of_mention, phrase
from trucebook.reading.grammar.participants import RELATIVE
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.people.who import actor_at
from trucebook.reading.spaces.where import place_for
from trucebook.reading.times.when import period_for

_SILENT_BLOCKS = frozenset({"caption", "credit", "dateline", "boilerplate"})
_WITH_CONTENT = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "ACCUSE"})
_LONGEST_SUBJECT, _LONGEST_QUOTE = 60, 160


def find_events(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the event claims of a report in text order: the one between two actors that came with the input, else the
    acts of the report's story, at most 15."""
    given = [m for m in notes.report.given if m.kind == "actor"]
    if len(given) == 2:
        claim = event_between(notes, codebook, given[0], given[1])
        return (claim,) if claim is not None else ()
    lexicon = load_types(codebook)
    places = _words_of(notes, notes.places)
    typed = _typed(notes, lexicon, places)
    by_word = {c.word: c for c in notes.clauses}
    times = _words_of(notes, notes.periods)
    roles = {word: roles_of(notes, by_word[word], kind, by_word, lexicon, times, places) for word, kind in typed.items()}
    found = rank(notes, typed, roles, lexicon)
    return tuple(sorted((_claim(notes, c, lexicon) for c in found), key=lambda claim: (claim.start, claim.end)))


def _typed(notes: Notes, lexicon: TypeLexicon, places: frozenset[int]) -> dict[int, Typed]:
    """Return the type of every clause of the report's own text that carries one, by its predicate."""
    blocks = sorted((b.start, b.end) for b in notes.blocks if b.role in _SILENT_BLOCKS)
    found = {}
    for clause in notes.clauses:
        typed = told_type(notes.parse, clause, lexicon)
        if clause.patient in places and clause.lemma in lexicon.ground_verbs:
            typed = Typed("ASSAULT", None, clause.word, f"{clause.lemma} a place", False)
        typed = in_mood(notes.parse, clause, in_sense(notes, clause, typed, lexicon), lexicon)
        at = bisect_right(blocks, (clause.start, len(notes.report.text))) - 1
        if typed is not None and not (at >= 0 and clause.start < blocks[at][1]):
            found[clause.word] = typed
    return with_threats(notes.parse, found)


def _words_of(notes: Notes, mentions: tuple[Mention, ...]) -> frozenset[int]:
    """Return the words that mentions cover."""
    return frozenset(w for m in mentions for w in notes.parse.words_in(m.start, m.end))


def _claim(notes: Notes, candidate: Candidate, lexicon: TypeLexicon) -> Claim:
    parse, clause, typed = notes.parse, candidate.clause, candidate.typed
    start, end = quote_of(notes, clause, typed, lexicon)
    fields: Fields = {"type": cut(parse.text, parse.start[typed.word], parse.end[typed.word], typed.type)}
    if typed.mode is not None:
        fields["mode"] = coded(typed.mode)
    if candidate.roles.source is not None:
        fields["source"] = _who(notes, candidate.roles.source)
    if candidate.roles.target is not None:
        fields["target"] = _who(notes, candidate.roles.target)
    if typed.type == "AGREE" and "source" not in fields and "target" not in fields:
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
        assertion="threatened" if typed.uttered and typed.type == "THREATEN" else clause.assertion,
        background=clause.background,
        score=candidate.score,
        reasons=(f"{typed.type} by the codebook's “{typed.entry}”",),
        fields=fields,
    )


def _parties(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> list[Field]:
    """Return the parties of the accord that an act names with nobody beside it: "the truce took effect", "it was signed"."""
    words = [w for w in (clause.agent, clause.patient, clause.word) if w is not None]
    if not any(notes.parse.lemma[w].lower() in lexicon.accords or notes.parse.pos[w] == "PRON" for w in words):
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
    field = phrase(notes.parse, word)
    return phrase(notes.parse, word, ActorValue(name=field.text))


def quote_of(notes: Notes, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> tuple[int, int]:
    """Return the characters to quote for a clause: the predicate with its object; without an object, with its subject and
    the phrase that follows; an event noun with the verb of its occurring."""
    parse = notes.parse
    start, end = clause.start, clause.end
    if clause.nominal:
        verb = parse.head[clause.word]
        occurs = parse.dep[clause.word] in ("nsubj", "nsubjpass") and parse.lemma[verb].lower() in lexicon.occurring
        if clause.light is None and occurs and parse.end[verb] - start < _LONGEST_QUOTE:
            end = max(end, parse.end[verb])
        return start, end
    if typed.uttered:
        start = min([start, *(parse.start[c] for c in parse.children[clause.word] if parse.dep[c] == "aux" and c < clause.word)])
    content = parse.child(clause.word, "ccomp")
    if clause.lemma in lexicon.saying and content is not None and content > clause.word and parse.end[content] - start < _LONGEST_QUOTE:
        obj = parse.child(content, "dobj", "attr", "acomp")
        return start, parse.end[content if obj is None else max(content, parse.noun_phrase(obj)[1])]
    demanded = _complement_end(notes, clause, typed)
    if demanded is not None and parse.end[demanded] - start < _LONGEST_QUOTE:
        return start, parse.end[demanded]
    accord = clause.agent is not None and parse.lemma[clause.agent].lower() in lexicon.accords
    last = parse.child(clause.word, "advmod", "prt")
    if last is not None and last > clause.word and parse.lower[last] in typed.entry.split():
        end = max(end, parse.end[last])
    if accord or parse.child(clause.word, "dobj") is None:
        end = end if parse.child(clause.word, "dobj") is not None else max(end, _tail(notes, clause))
        subject = parse.child(clause.word, "nsubj", "nsubjpass")
        if subject is not None and subject < clause.word and parse.lower[subject] not in RELATIVE:
            first = parse.start[parse.noun_phrase(subject)[0]]
            verb = min([start, *(parse.start[c] for c in parse.children[clause.word] if parse.dep[c] in ("aux", "auxpass"))])
            bare = end <= clause.end
            start = first if verb - first <= (_LONGEST_SUBJECT if bare else min(_LONGEST_SUBJECT, end - verb + 2)) else verb
    return start, end


def _complement_end(notes: Notes, clause: Clause, typed: Typed) -> int | None:
    """Return the last word of what is asked, promised, threatened or refused: its verb with its object; None where nothing is."""
    parse = notes.parse
    content = parse.child(clause.word, "xcomp", "ccomp")
    if content is None or content < clause.word or typed.type not in _WITH_CONTENT:
        return None
    obj = parse.child(content, "dobj")
    particle = parse.child(content, "prt")
    return max(w for w in (content, particle, None if obj is None else parse.noun_phrase(obj)[1]) if w is not None)


def _tail(notes: Notes, clause: Clause) -> int:
    """Return where the first prepositional phrase or infinitive right after a verb without object ends."""
    parse = notes.parse
    for c in parse.children[clause.word]:
        if parse.lower[c] == "according":
            continue
        if c > clause.word and parse.dep[c] in ("prep", "agent", "xcomp") and parse.start[c] - clause.end <= 2:
            inner = parse.child(c, "pobj") if parse.dep[c] != "xcomp" else parse.child(c, "dobj")
            if inner is not None and inner > c:
                return parse.end[min(parse.noun_phrase(inner)[1], inner + 6)]
            return parse.end[c]
    return clause.end
