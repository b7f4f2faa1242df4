"""Speakers: the noun phrase of a source, the body it speaks for, and whom a pronoun that speaks stands for.

Invariant: every span covers whole words of the report; a pronoun is resolved backwards only.
"""

from bisect import bisect_left

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.voices.attribution import maker_of, relative_antecedent
from trucebook.reading.voices.cues import DAYS, load_cues

HE = frozenset({"he", "she", "him", "her", "his"})
_THEY = frozenset({"they", "it", "its", "their", "them"})
_BODIES = frozenset({"ORG", "GPE", "NORP"})
_WHO = frozenset({"who", "which", "that"})
_TAILS = frozenset({"of", "for", "from", "at", "in", "with", "to", "on"})
_PAPERS = frozenset({"statement", "declaration", "communique", "communiqué", "letter", "release", "announcement"})
_BEFORE = 600
_REACH = 1500
_PARAGRAPH = 900


def source_words(parse: Parse, head: int) -> tuple[int, int]:
    """Return first and last word of a source's noun phrase: title, name and apposition, without relative clauses."""
    first, last = parse.noun_phrase(head)
    for c in parse.children[head]:
        if c < head and parse.dep[c] == "appos":
            first = min(first, parse.left_edge(c))
        if c > head and parse.dep[c] in ("prep", "appos", "npadvmod", "nummod", "conj"):
            if parse.dep[c] == "prep" and (parse.lower[c] not in _TAILS or _is_date(parse, c)):
                continue
            if c > last + 3 or any(parse.tag[k] in ("VBD", "VBZ", "VBP") for k in range(last + 1, c)):
                break
            last = max(last, _short_edge(parse, c))
    while last > head and parse.pos[last] == "PUNCT" and parse.lower[last] not in (")", "]"):
        last -= 1
    return first, last


def _is_date(parse: Parse, prep: int) -> bool:
    """Say whether a preposition opens a date: its object is a day, a month or a number."""
    inner = parse.child(prep, "pobj")
    return inner is not None and (parse.lower[inner] in DAYS or parse.pos[inner] == "NUM")


def _short_edge(parse: Parse, i: int) -> int:
    """Return the last word under i that no relative clause or participle adds."""
    last, stack = i, [i]
    while stack:
        j = stack.pop()
        last = max(last, j)
        stack.extend(c for c in parse.children[j] if parse.dep[c] not in ("relcl", "acl", "advcl", "punct", "ccomp", "parataxis"))
    return last


def organisation_of(parse: Parse, first: int, last: int) -> tuple[int, int] | None:
    """Return the span of the body inside a speaker's noun phrase: the body itself, or the one the person speaks for."""
    best = None
    for a, b, label in parse.entities_in(first, last):
        if a >= first and b - 1 <= last and label in _BODIES and (best is None or (label == "ORG") > (best[2] == "ORG")):
            best = (a, b, label)
    return parse.span(best[0], best[1] - 1) if best is not None else None


def issuer_of(parse: Parse, source: int) -> tuple[int, int] | None:
    """Return who issued the statement that is said to speak: the maker named where the paper stood last ("a statement signed
    by nine parties"), or who spoke in it ("the army said in a statement")."""
    paper = parse.lemma[source]
    if paper not in load_cues().carriers and paper not in _PAPERS:
        return None
    for i in range(source, max(source - _BEFORE, -1), -1):
        if parse.lemma[i] != paper or parse.pos[i] != "NOUN":
            continue
        by = maker_of(parse, i)
        maker = by if by != i else _spoke_in(parse, i)
        if maker is not None and parse.pos[maker] in ("NOUN", "PROPN"):
            return parse.span(*source_words(parse, maker))
    return None


def _spoke_in(parse: Parse, paper: int) -> int | None:
    """Return the subject of the verb of saying that a paper hangs on: "the army said in a statement"."""
    own = parse.child(paper, "poss")
    if own is not None:
        return own
    if parse.dep[paper] != "pobj" or parse.lower[parse.head[paper]] not in ("in", "through", "with"):
        return None
    verb = parse.head[parse.head[paper]]
    return parse.child(verb, "nsubj") if "say" in load_cues().verbs.get(parse.lemma[verb], ()) else None


def is_pronoun(parse: Parse, word: int) -> bool:
    """Say whether the word is a personal pronoun of the third person."""
    if parse.words[word].isupper() and len(parse.words[word]) > 1:
        return False
    return parse.lower[word] in HE or parse.lower[word] in _THEY or parse.lower[word] in _WHO


class Antecedents:
    """The people and bodies a later pronoun may stand for, kept in text order as they come up."""

    def __init__(self, notes: Notes) -> None:
        parse = notes.parse
        self._notes = notes
        self._people: list[tuple[int, int]] = []
        for a, b, label in parse.entities:
            if (
                label == "PERSON"
                and any(parse.dep[i] in ("nsubj", "nsubjpass", "appos", "ROOT") or (parse.child(i, "relcl") or 0) > i for i in range(a, b))
                and not parse.quoted[a]
            ):
                self._people.append(parse.span(a, b - 1))
        self._bodies: list[tuple[int, int]] = []
        self._groups: list[tuple[int, int]] = []
        self._anybody = [parse.span(a, b - 1) for a, b, label in parse.entities if label == "PERSON" and not parse.quoted[a]]

    def add(self, head: int, span: tuple[int, int]) -> None:
        """Keep a speaker, by head word and span, as a candidate for later pronouns: people for "they", a person for "he", else for
        "it"."""
        parse, cues = self._notes.parse, load_cues()
        if parse.tag[head] == "NNS" and parse.lemma[head] in cues.persons:
            pool = self._groups
        elif parse.lemma[head] in cues.persons or any(label == "PERSON" for _, _, label in parse.entities_in(head, head)):
            pool = self._people
        elif parse.pos[head] == "PROPN" or parse.lemma[head] in cues.sources:
            pool = self._bodies
        else:
            return
        at = bisect_left(pool, span)
        if at == len(pool) or pool[at] != span:
            pool.insert(at, span)

    def _only_spoken_of(self, start: int, word: int) -> bool:
        """Say whether a name stands only in the words that the pronoun at a word speaks: of "…Norvik is calm," he said."""
        parse = self._notes.parse
        return parse.quoted[parse.word_at(start)] and not parse.quoted[word]

    def of(self, word: int) -> tuple[int, int] | None:
        """Return the span of the name that the pronoun at a word stands for, or None where no candidate is near."""
        parse = self._notes.parse
        if (antecedent := relative_antecedent(parse, word)) is not None:
            return parse.span(*parse.noun_phrase(antecedent))
        known = self._notes.references.get(word)
        if known is not None and parse.tag[parse.word_at(known.start)] == "PRP$" and parse.lower[word] in HE:
            known = None
        if known is not None and parse.pos[parse.word_at(known.start)] == "NUM":
            known = None
        if known is not None and known.start < parse.start[word] and not self._only_spoken_of(known.start, word):
            return known.start, known.end
        pool = self._people if parse.lower[word] in HE else self._bodies
        best = self._last(pool, word)
        if parse.lower[word] in ("they", "them", "their"):
            best = max((span for span in (best, self._last(self._groups, word)) if span is not None), default=None)
        if best is not None:
            return best
        at = bisect_left(self._anybody, (parse.start[word], 0)) - 1
        near = parse.lower[word] in HE and at >= 0 and parse.start[word] - self._anybody[at][1] <= _REACH
        return self._anybody[at] if near else None

    def _last(self, pool: list[tuple[int, int]], word: int) -> tuple[int, int] | None:
        """Return the last candidate of a pool before a word, where it is near."""
        start = self._notes.parse.start[word]
        at = bisect_left(pool, (start, 0)) - 1
        return pool[at] if at >= 0 and start - pool[at][1] <= _REACH else None


def in_running_text(text: str, start: int, end: int) -> bool:
    """Say whether two offsets stand in one paragraph too long to take in at a glance: text whose line breaks are lost."""
    first, last = min(start, end), max(start, end)
    if "\n" in text[first:last]:
        return False
    opens = text.rfind("\n", max(first - _PARAGRAPH, 0), first)
    closes = text.find("\n", last, last + _PARAGRAPH)
    return (closes if closes >= 0 else min(last + _PARAGRAPH, len(text))) - (
        opens if opens >= 0 else max(first - _PARAGRAPH, 0)
    ) >= _PARAGRAPH
