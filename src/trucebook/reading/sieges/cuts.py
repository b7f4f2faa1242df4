"""Cuts: what is kept from a place: food, water, medicine, power, movement, each with the word that says so.

Invariant: a word of supply counts only under a word of cutting, denial or lack.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.sieges.siegewords import SiegeWords
from trucebook.reading.sieges.strongholds import Held, held_at

_UNREAL = frozenset({"denied", "hypothetical", "threatened"})
_INTO = ("to", "into", "in", "of", "inside", "from", "for", "around")
_OUT = (("in", "or", "out"), ("enter", "or", "leave"), ("leave", "or", "enter"))


@dataclass(frozen=True)
class Cut:
    """One thing kept out: its first and last word, its code, the word of the cut and the place it is kept from, where told."""

    first: int
    last: int
    code: str
    by: int
    held: Held | None


def find_cuts(notes: Notes, words: SiegeWords, sentences: frozenset[int] | None = None) -> Iterator[Cut]:
    """Yield what is cut in some sentences, or in all, in text order."""
    parse = notes.parse
    clauses = {c.word: c for c in notes.clauses}
    for i, low in enumerate(parse.lower):
        if sentences is not None and parse.sentence_of[i] not in sentences:
            continue
        if low in words.opened and (supply := _supply(parse, words, i)) is not None:
            last, code = supply
            by = _cut_by(notes, words, last, clauses)
            if by is not None:
                yield Cut(i, last, code, by, _kept_from(notes, words, last, by))
        elif tuple(parse.lower[i : i + 3]) in _OUT and _refuses(parse, i):
            yield Cut(i, i + 2, "movement", i, None)


def _supply(parse: Parse, words: SiegeWords, i: int) -> tuple[int, str] | None:
    """Return the last word and code of the supply named at word i."""
    for phrase, code in words.phrases.items():
        if tuple(parse.lower[i : i + len(phrase)]) == phrase:
            return i + len(phrase) - 1, code
    code = words.supplies.get(parse.lower[i], "")
    if not code or parse.pos[i] not in ("NOUN", "PROPN") or (parse.dep[i] == "compound" and parse.lower[i] != "food"):
        return None
    return (i + 1 if parse.dep[i] == "compound" and parse.head[i] == i + 1 else i), code


def _refuses(parse: Parse, i: int) -> bool:
    """Say whether nobody is let in or out."""
    first, _ = parse.sentences[parse.sentence_of[i]]
    near = parse.lower[max(i - 8, first) : i]
    return any(w in ("no", "nobody", "not", "n't", "none", "prevent", "prevented", "barred", "forbidden", "unable") for w in near)


def _cut_by(notes: Notes, words: SiegeWords, i: int, clauses: dict[int, Clause]) -> int | None:
    """Return the word that says that the supply at word i is cut, denied or lacking."""
    parse = notes.parse
    top = parse.first_conjunct(i)
    h, dep = parse.head[top], parse.dep[top]
    if dep == "pobj":
        return _under_preposition(parse, words, h)
    clause = clauses.get(h)
    if clause is None or (clause.assertion in _UNREAL and not clause.negated):
        return _in_clause(parse, words, top, h, clauses)
    lemma = parse.lemma[h]
    if dep in ("dobj", "nsubjpass") and lemma in words.cutting and not clause.negated:
        return h
    if dep in ("dobj", "nsubjpass", "dative", "ccomp") and lemma in words.letting and (clause.negated or _none(parse, top)):
        return h
    if dep == "nsubj" and lemma in words.entering and (clause.negated or _none(parse, top)):
        return h
    if dep == "nsubj" and lemma == "run" and any(parse.lower[c] in ("out", "low", "short") for c in parse.children[h]):
        return h
    if dep in ("attr", "nsubj") and lemma == "be" and _none(parse, top):
        return h
    return (
        h
        if dep in ("dobj", "nsubjpass") and lemma in words.lacking | {"need"} and lemma == "lack"
        else _in_clause(parse, words, top, h, clauses)
    )


def _in_clause(parse: Parse, words: SiegeWords, top: int, h: int, clauses: dict[int, Clause]) -> int | None:
    """Return the verb above a supply's own: "let no flour through", "prevented food from entering", "did not allow aid to reach"."""
    if parse.dep[top] not in ("nsubj", "dobj", "nsubjpass") or parse.pos[h] not in ("VERB", "AUX"):
        return None
    above = parse.head[h]
    if parse.dep[h] in ("ccomp", "xcomp") and above in clauses:
        lemma = parse.lemma[above]
        if lemma in words.letting | {"permit"} and (clauses[above].negated or clauses[above].assertion == "refused" or _none(parse, top)):
            return above
        if lemma in ("refuse",) and parse.lemma[h] in words.letting:
            return above
    return None


def _under_preposition(parse: Parse, words: SiegeWords, preposition: int) -> int | None:
    """Return the word over "without food", "a shortage of medicine", "deprived of water", "cut off from supplies"."""
    low, above = parse.lower[preposition], parse.head[preposition]
    if low == "without":
        return preposition
    if low == "of" and (parse.lower[above] in words.lacking or parse.lemma[above] in ("deprive", "starve", "run")):
        return above
    if low == "of" and parse.lower[above] in ("out", "short") and parse.lemma[parse.head[above]] == "run":
        return parse.head[above]
    if low == "to" and parse.lower[above] == "access" and parse.lemma[parse.head[above]] in ("deny", "block", "cut", "restrict", "lose"):
        return parse.head[above]
    return above if low == "from" and parse.lemma[above] == "cut" else None


def _none(parse: Parse, i: int) -> bool:
    return any(parse.lower[c] in ("no", "neither", "little", "hardly") for c in parse.children[i])


def _kept_from(notes: Notes, words: SiegeWords, i: int, by: int) -> Held | None:
    """Return the place that something is kept from: the object of a coming in, or what a preposition leads to."""
    parse = notes.parse
    found = []
    for h in (by, i, *(c for c in parse.children[by] if parse.dep[c] in ("ccomp", "xcomp", "pcomp"))):
        found += [
            w
            for c in parse.children[h]
            if parse.dep[c] in ("prep", "dative") and parse.lower[c] in _INTO
            for w in parse.children_of(c, "pobj")
        ]
        if parse.lemma[h] in words.entering | {"deprive", "deny", "starve"}:
            found += parse.children_of(h, "dobj", "dative", "nsubjpass")
    return next((held for w in found if w != i and (held := held_at(notes, words, w)) is not None), None)
