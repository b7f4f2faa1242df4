"""Quotes of events: which words tell an act best and shortest, predicate with object, content or what follows.

Invariant: the predicate or the word that carries the type stands in the quote.
"""

from trucebook.reading.acts.eventdemands import told_to_act
from trucebook.reading.acts.eventfolds import carrier_of, verb_of_happening
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.grammar.participants import RELATIVE
from trucebook.reading.notes import Clause

_WITH_CONTENT = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "ACCUSE"})
_COMPLEMENTS = frozenset({"advmod", "prt", "acomp", "oprd"})
_FORCEFUL = frozenset({"ASSAULT", "COERCE"})
_LONGEST_SUBJECT, _LONGEST_QUOTE, _LONGEST_TAIL, _LONGEST_TIME = 60, 160, 6, 3
_GAP = 2


def quote_of(parse: Parse, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> tuple[int, int]:
    """Return the characters to quote for a clause: the predicate with its object; without an object, with its subject and
    the phrase that follows; an event noun with the verb of its occurring."""
    if typed.uttered and typed.type == "REQUEST":
        return _of_duty(parse, clause, typed)
    if clause.nominal:
        return _of_noun(parse, clause, typed, lexicon)
    start = clause.start
    if typed.uttered:
        start = min([start, *(parse.start[c] for c in parse.children[clause.word] if parse.dep[c] == "aux" and c < clause.word)])
    last = _said_end(parse, clause, typed, lexicon)
    if last is None:
        last = _asked_end(parse, clause, typed)
    if last is not None and parse.end[last] - start < _LONGEST_QUOTE:
        return start, parse.end[last]
    return _of_verb(parse, clause, typed, lexicon, start)


def _of_noun(parse: Parse, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> tuple[int, int]:
    """Return the characters of an event noun with the verb of its occurring and what an act of force met: "raids hit two schools"."""
    start, end = clause.start, clause.end
    verb = verb_of_happening(parse, clause.word, lexicon)
    if clause.light is not None and clause.light > clause.word:
        return start, _made_end(parse, clause.light, start, end)
    head = parse.head[clause.word]
    if clause.light is None and verb is None and parse.lemma[head] == typed.entry.split()[-1] and head > clause.word:
        told = _tail(parse, head, parse.end[head])
        return start, told if told - start < _LONGEST_QUOTE else end
    if clause.light is not None or verb is None:
        return start, end
    start = min(start, parse.start[carrier_of(parse, clause.word, lexicon)])
    met = parse.child(verb, "dobj") if typed.type in _FORCEFUL else None
    particle = parse.child(verb, "prt")
    verb = verb if particle is None else max(verb, particle)
    for last in (verb if met is None else max(verb, parse.noun_phrase(met)[1]), verb):
        if parse.end[last] - start < _LONGEST_QUOTE:
            return start, max(end, parse.end[last])
    return start, end


def _made_end(parse: Parse, light: int, start: int, end: int) -> int:
    """Return where an act ends whose noun stands before the verb that tells it: "the pact which was signed in Norvik", "a raid was
    carried out on the port"."""
    particle = parse.child(light, "prt")
    edge = max(end, parse.end[light if particle is None else particle])
    made = _tail(parse, light, edge)
    return made if made - start < _LONGEST_QUOTE else edge


def _of_duty(parse: Parse, clause: Clause, typed: Typed) -> tuple[int, int]:
    """Return the characters of a duty laid on somebody: "must leave the harbour", "vital that both sides leave"."""
    if clause.nominal:
        modal = next((c for c in parse.children[typed.word] if parse.tag[c] == "MD"), typed.word)
        return min(clause.start, parse.start[modal]), clause.end
    if typed.word != clause.word:
        held = [
            c
            for w in (clause.word, typed.word)
            for c in parse.children[w]
            if c > typed.word and parse.dep[c] in ("ccomp", "advcl", "xcomp")
        ]
        return parse.start[typed.word], parse.end[_with_object(parse, held[0])] if held else parse.end[typed.word]
    modal = next((c for c in parse.children[clause.word] if parse.tag[c] == "MD"), clause.word)
    asked = _asked_end(parse, clause, typed)
    return parse.start[modal], max(clause.end, _tail(parse, clause.word, clause.end) if asked is None else parse.end[asked])


def _of_verb(parse: Parse, clause: Clause, typed: Typed, lexicon: TypeLexicon, start: int) -> tuple[int, int]:
    """Return the characters of a verb with its object, or with its subject and the phrase that follows it."""
    end = clause.end
    accord = clause.agent is not None and parse.lemma[clause.agent] in lexicon.accords
    for last in parse.children[clause.word]:
        if last > clause.word and parse.dep[last] in _COMPLEMENTS and parse.lower[last] in typed.entry.split():
            end = max(end, _tail(parse, last, parse.end[last]) if parse.dep[last] in ("acomp", "oprd") else parse.end[last])
    bare = parse.child(clause.word, "dobj") is None
    if not accord and not bare:
        return start, end
    if not bare:
        return _with_subject(parse, clause, start, end)
    told = _with_subject(parse, clause, start, max(end, _tail(parse, clause.word, clause.end)))
    alone = told == (start, clause.end) == (parse.start[clause.word], parse.end[clause.word])
    return (start, _tail(parse, clause.word, clause.end, dated=True)) if alone else told


def _with_subject(parse: Parse, clause: Clause, start: int, end: int) -> tuple[int, int]:
    """Return the characters of a verb and what follows with its subject, where that is not longer than they are."""
    subject = parse.child(clause.word, "nsubj", "nsubjpass")
    if subject is None or subject > clause.word or parse.lower[subject] in RELATIVE:
        return start, end
    first = parse.start[parse.noun_phrase(subject)[0]]
    verb = min([start, *(parse.start[c] for c in parse.children[clause.word] if parse.dep[c] in ("aux", "auxpass"))])
    longest = min(_LONGEST_SUBJECT, end - verb + (_GAP if end > clause.end else 0))
    if parse.dep[subject] == "nsubjpass" and end <= clause.end:
        longest = _LONGEST_SUBJECT  # what was met belongs to the act: "At least twelve farmers had been killed"
    return first if verb - first <= longest else verb, end


def _said_end(parse: Parse, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> int | None:
    """Return the last word of what is said or denied; None where nothing is."""
    content = parse.child(clause.word, "ccomp", "oprd")
    holds = clause.lemma in lexicon.saying or typed.entry.startswith("deny ") or typed.entry.endswith("… crime")
    if content is None or content < clause.word or not holds:
        return None
    return _with_object(parse, content)


def _with_object(parse: Parse, verb: int) -> int:
    """Return the last word of a verb with its object or what it is said to be."""
    obj = parse.child(verb, "dobj", "attr", "acomp")
    return verb if obj is None else max(verb, parse.noun_phrase(obj)[1])


def _asked_end(parse: Parse, clause: Clause, typed: Typed) -> int | None:
    """Return the last word of what is asked, promised, threatened or refused: its verb with its object; None where nothing is."""
    content = parse.child(clause.word, "xcomp", "ccomp")
    if content is None and typed.type == "REQUEST" and told_to_act(parse, clause) is not None:
        above = [w for w in (clause.word, clause.patient) if w is not None]
        content = next((c for w in above for c in parse.children[w] if parse.tag[c] == "VB"), None)
    yields = typed.type == "RETREAT" and content is not None and (parse.dep[content] == "xcomp" or typed.entry.startswith("let "))
    if content is None or content < clause.word or not (typed.type in _WITH_CONTENT or yields):
        return None
    obj = parse.child(content, "dobj")
    particle = parse.child(content, "prt")
    return max(w for w in (content, particle, None if obj is None else parse.noun_phrase(obj)[1]) if w is not None)


def _tail(parse: Parse, verb: int, edge: int, *, dated: bool = False) -> int:
    """Return where the first prepositional phrase or infinitive right after a verb without object ends; a day may stand between. One that
    only says when it was is none, unless `dated` asks for it."""
    end = edge
    for c in parse.children[verb]:
        to = next((k for k in parse.children[c] if parse.lower[k] == "to" and parse.dep[k] == "aux"), c)
        first = parse.noun_phrase(c)[0] if parse.dep[c] == "npadvmod" else min(c, to)
        if parse.lower[c] == "according" or c < verb or parse.start[first] - edge > 2:
            continue
        if parse.dep[c] in ("npadvmod", "advmod") and c - first <= _LONGEST_TIME and all(k < c for k in parse.children[c]):
            edge = max(edge, parse.end[c])
        if parse.dep[c] == "prep" and not dated and _is_time(parse, c):
            continue
        if parse.dep[c] in ("prep", "agent", "xcomp") or (parse.dep[c] == "advcl" and parse.is_infinitive(c)):
            inner = parse.child(c, "dobj" if parse.dep[c] in ("xcomp", "advcl") else "pobj")
            if inner is not None and inner > c:
                return _with_doer(parse, verb, _phrase_end(parse, inner))
            return parse.end[c]
    return end


def _is_time(parse: Parse, preposition: int) -> bool:
    """Say whether a phrase only dates what it follows: "on Friday morning", "since 4 May"."""
    inner = parse.child(preposition, "pobj")
    return inner is not None and any(label in ("DATE", "TIME") for _, _, label in parse.entities_in(inner, inner))


def _with_doer(parse: Parse, verb: int, edge: int) -> int:
    """Return where a phrase ends with the "by" of its verb right behind it: "been under siege by the clan"."""
    by = next((c for c in parse.children[verb] if parse.lower[c] == "by" and 0 <= parse.start[c] - edge <= _GAP), None)
    doer = parse.child(by, "pobj") if by is not None else None
    return edge if doer is None else _phrase_end(parse, doer)


def _phrase_end(parse: Parse, noun: int) -> int:
    """Return where the phrase of a noun ends, with whose act it is: "under a siege by the clan"."""
    by = next((c for c in parse.children[noun] if c == noun + 1 and parse.lower[c] == "by"), None)
    doer = parse.child(by, "pobj") if by is not None else None
    last = parse.noun_phrase(noun if doer is None else doer)[1]
    return parse.end[min(last, noun + _LONGEST_TAIL)]
