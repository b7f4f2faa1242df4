"""Clauses: who did what to whom, from the parse alone, for verbs and for nouns that name an act.

Invariant: one predicate gives at most one clause, and a verb that only carries an event noun ("launched" in "launched a
raid") gives its clause to the noun; participants are words of the same report.
"""

from dataclasses import dataclass
from functools import cache, partial

from msgspec.structs import replace

from trucebook import codebook
from trucebook.codebook import Codebook
from trucebook.reading.grammar.assertion import Controls, assertion_of, load_controls
from trucebook.reading.grammar.background import is_background, year_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.grammar.participants import find_dates, find_doers, is_passive, noun_roles, prepositions, verb_roles
from trucebook.reading.notes import Clause

_SKIPPED_AUX = ("aux", "auxpass")
_STATES = frozenset({"wound", "injure", "damage", "train", "arm", "equip", "need", "limit", "educate", "qualify"})
_TAILS = ("of", "on", "against", "at", "by", "between", "with", "from", "for")


@dataclass(frozen=True)
class EventNouns:
    """Nouns that name an act, as lemmas, and the lists of the codebook that tell their roles apart."""

    nouns: frozenset[str]
    light: frozenset[str]
    forces: frozenset[str]
    undergone: frozenset[str]
    done_by: frozenset[str]


def event_nouns(book: Codebook) -> EventNouns:
    """Return the event nouns of a codebook: the `nouns` of every event type and mode."""
    nouns = {w for code in book.codes["events"].values() for part in (code, *code.modes) for w in part.lexicon.get("nouns", ())}
    term = partial(book.terms, "events")
    return EventNouns(
        nouns=frozenset(nouns) | term("event_nouns"),
        light=term("light_verbs"),
        forces=term("force_nouns"),
        undergone=term("undergone_nouns"),
        done_by=term("done_by_nouns"),
    )


@cache
def _shipped() -> tuple[EventNouns, Controls]:
    book = codebook.load()
    return event_nouns(book), load_controls(book)


def find_clauses(parse: Parse, *, published: str | None = None) -> tuple[Clause, ...]:
    """Return a clause for every verb and event noun, in text order; `published` (ISO day) tells history from news."""
    nouns, controls = _shipped()
    doers, dates = find_doers(parse, nouns.forces), find_dates(parse)
    carried: set[int] = set()
    found: dict[int, Clause] = {}
    for i, pos in enumerate(parse.pos):
        if pos in ("NOUN", "PROPN") and parse.dep[i] != "compound" and parse.lemma[i] in nouns.nouns:
            light = _light_verb(parse, i, nouns.light)
            found[i] = _noun(parse, i, light, nouns, doers, dates)
            if light is not None:
                carried.add(light)
    for i, pos in enumerate(parse.pos):
        if (pos == "VERB" or (pos == "AUX" and parse.dep[i] not in _SKIPPED_AUX)) and i not in carried:
            found[i] = _verb(parse, i)
    _share_roles(parse, found)
    year = year_of(parse, published)
    return tuple(_standing(parse, clause, controls, year) for _, clause in sorted(found.items()))


def _standing(parse: Parse, clause: Clause, controls: Controls, year: int | None) -> Clause:
    """Return a clause with how its act stands; most stand as clauses do by themselves, and are not copied."""
    assertion = assertion_of(parse, clause.word, clause.light, controls, nominal=clause.nominal)
    background = is_background(parse, clause.light if clause.light is not None else clause.word, year)
    if (assertion, background) == (clause.assertion, clause.background):
        return clause
    return replace(clause, assertion=assertion, background=background)


def _share_roles(parse: Parse, found: dict[int, Clause]) -> None:
    """Give event nouns that stand together the agent of the first and the patient of the last: "its shelling of and raids on"."""
    for i, clause in list(found.items()):
        first = found.get(parse.head[i])
        if clause.nominal and parse.dep[i] == "conj" and first is not None and first.nominal:
            if clause.agent is None and first.agent is not None:
                found[i] = replace(clause, agent=first.agent)
            if first.patient is None and clause.patient is not None and clause.light is None:
                found[parse.head[i]] = replace(first, patient=clause.patient)


def perfect_roles(parse: Parse, i: int) -> tuple[int, int] | None:
    """Return subject and object of a perfect that the parser took for "have" with an adjective: "has heavily shelled areas"."""
    noun = parse.head[i]
    have = parse.head[noun]
    if parse.dep[i] != "amod" or parse.tag[i] != "VBN" or parse.dep[noun] != "dobj" or parse.lemma[have] != "have":
        return None
    if have + 1 >= i or any(parse.pos[w] != "ADV" for w in range(have + 1, i)) or parse.lemma[i] in _STATES:
        return None
    subject = parse.child(have, "nsubj")
    subject = subject if subject is not None else have - 1 if have > 0 and parse.pos[have - 1] in ("NOUN", "PROPN") else None
    return (subject, noun) if subject is not None else None


def _verb(parse: Parse, i: int) -> Clause:
    perfect = perfect_roles(parse, i)
    passive = perfect is None and is_passive(parse, i)
    agent, patient, recipient = (*perfect, None) if perfect is not None else verb_roles(parse, i, passive)
    prt = parse.child(i, "prt")
    obj = parse.child(i, "dobj") if perfect is None else perfect[1]
    last = max(i, prt if prt is not None else i)
    if obj is not None and obj > i:
        last = max(last, parse.noun_phrase(obj)[1])
    return Clause(
        word=i,
        lemma=parse.lemma[i] + (f" {parse.lower[prt]}" if prt is not None else ""),
        nominal=False,
        start=parse.start[i],
        end=parse.end[last],
        agent=agent,
        patient=patient,
        recipient=recipient,
        preps=prepositions(parse, i),
        passive=passive,
        negated=_is_negated(parse, i),
    )


def _noun(parse: Parse, i: int, light: int | None, nouns: EventNouns, doers: frozenset[int], dates: frozenset[int]) -> Clause:
    lemma = parse.lemma[i]
    agent, patient = noun_roles(
        parse, i, light, doers=doers, dates=dates, undergone=lemma in nouns.undergone, done_by=lemma in nouns.done_by
    )
    first, last = parse.noun_phrase(i)
    while first < i and parse.dep[first] in ("det", "punct"):
        first += 1
    for c in parse.children[i]:
        if (
            c == last + 1
            and parse.dep[c] in ("prep", "agent")
            and parse.lower[c] in _TAILS
            and (inner := parse.child(c, "pobj")) is not None
        ):
            last = max(last, parse.noun_phrase(inner)[1])
    start = parse.start[first] if light is None else min(parse.start[light], parse.start[first])
    return Clause(
        word=i,
        lemma=lemma,
        nominal=True,
        start=start,
        end=max(parse.end[last], parse.end[light] if light is not None else 0),
        agent=agent,
        patient=patient,
        preps={p: words for h in (light, i) if h is not None for p, words in prepositions(parse, h).items()},
        light=light,
        passive=light is not None and is_passive(parse, light),
        negated=_is_negated(parse, light if light is not None else i),
    )


def _light_verb(parse: Parse, i: int, light: frozenset[str]) -> int | None:
    """Return the verb that only carries event noun i: "launched an attack", "a siege was imposed", "the siege imposed by"."""
    h = parse.head[i]
    if h != i and parse.pos[h] == "VERB" and parse.dep[i] in ("dobj", "nsubjpass") and _bare(parse, h) in light:
        return h
    for c in parse.children[i]:
        if parse.dep[c] in ("acl", "relcl") and parse.tag[c] == "VBN" and _bare(parse, c) in light:
            return c
    return None


def _bare(parse: Parse, verb: int) -> str:
    prt = parse.child(verb, "prt")
    return parse.lemma[verb] + (f" {parse.lower[prt]}" if prt is not None else "")


def _is_negated(parse: Parse, i: int) -> bool:
    """Say whether word i is negated by "not", "never", "no" or by a subject or object like "nobody" or "no fighter"."""
    for c in parse.children[i]:
        dep = parse.dep[c]
        if dep == "neg" or (dep == "det" and parse.lower[c] in ("no", "neither")):
            return True
        if dep in ("nsubj", "nsubjpass", "dobj"):
            if parse.lower[c] in ("nobody", "none", "nothing", "neither"):
                return True
            if any(parse.lower[g] in ("no", "neither") and parse.dep[g] in ("det", "neg") for g in parse.children[c]):
                return True
    return False
