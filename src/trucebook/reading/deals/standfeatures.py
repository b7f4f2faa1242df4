"""Standing features: what a report tells of how an agreement stands, as names for the learned head to weigh, each with its word.

Invariant: no name of a person, place, organisation or people is a feature, so that what is learned holds for any war; nor is the status
that rules give, so that the head does not lean on rules which know the reports it was learned from.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from trucebook.model import Claim, Field, PeriodValue
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import step_of
from trucebook.reading.notes import Notes
from trucebook.reading.times.calendar import parse_day

_AGES = ((-1, "ahead"), (1, "day"), (3, "2-3 days"), (10, "10 days"), (31, "month"), (180, "half year"), (400, "year"))
_TELLING = frozenset(("ADJ", "ADP", "ADV", "AUX", "NOUN", "SCONJ", "VERB"))
_DATES = (("began", False), ("declared", False), ("ended", True))
_GIVEN = ("began", "declared", "ended", "duration", "supersedes")
_MANY, _CLIMB, _DEEP = 3, 3, 6
NO_BREACH = "breaches told=0"

Told = Iterator[tuple[str, int | None]]  # features with the word that tells each, None where no single word does


@dataclass(frozen=True)
class Scene:
    """An agreement of a report at its place (from 0) among all of them, with the report's provisions and violations."""

    notes: Notes
    agreement: Claim
    order: int
    agreements: Sequence[Claim]
    provisions: Sequence[Claim]
    violations: Sequence[Claim]

    def of_it(self, claims: Sequence[Claim]) -> list[Claim]:
        """Return those claims that belong to the agreement."""
        return [c for c in claims if c.value("agreement") == self.agreement.id]

    @property
    def namings(self) -> list[int]:
        """Return the head words by which the agreement is named, in text order."""
        parse = self.notes.parse
        spans = [(f.start, f.end) for f in self.agreement.many("named") if f.start is not None and f.end is not None]
        heads = ((parse.head_of(start, end), parse.word_at(start)) for start, end in spans)
        return sorted({first if head is None else head for head, first in heads})


def features_of(scene: Scene) -> dict[str, int | None]:
    """Return the features that hold for an agreement, each with the first word that tells it, None where no single word does."""
    found: dict[str, int | None] = {}
    for name, word in (*_of_cues(scene), *_of_acts(scene), *_of_dates(scene), *_of_namings(scene), *_of_words(scene)):
        if found.get(name) is None:
            found[name] = word
    return found


def _of_cues(scene: Scene) -> Told:
    """Yield the type of the agreement, and the words around its namings that say how it stands."""
    yield f"type={scene.agreement.value('type')}", None
    for reason in scene.agreement.reasons:
        cue, _, word = reason.partition(": ")
        if not word:
            yield f"reason={reason}", None
        elif word.islower() and " " not in word:
            yield from ((f"cue={cue}", None), (f"cue word={word}", None))


def _of_acts(scene: Scene) -> Told:
    """Yield how many breaches are told of it, on whose word, and how its terms stand."""
    parse, broken = scene.notes.parse, scene.of_it(scene.violations)
    first = parse.word_at(broken[0].start) if broken else None
    yield f"breaches={min(_MANY, len(broken))}", first
    if broken and all(v.speaker is not None or v.fields.get("alleged_by") for v in broken):
        yield "all alleged", first
    yield f"breaches told={min(_MANY, len(scene.violations))}", None
    terms = scene.of_it(scene.provisions)
    yield f"terms={min(_MANY, len(terms))}", None
    yield from ((f"term {stands}", None) for stands in sorted({str(t.value("status")) for t in terms}))


def _of_dates(scene: Scene) -> Told:
    """Yield which dates it has, and how long before the report they lie."""
    today = parse_day(scene.notes.report.published)
    yield from ((f"has {name}", None) for name in _GIVEN if scene.agreement.fields.get(name))
    for name, last in _DATES:
        day = _day(scene.agreement, name, last=last)
        if day is not None and today is not None:
            yield f"{name} age={step_of((today - day).days, _AGES)}", None


def _day(agreement: Claim, name: str, *, last: bool) -> date | None:
    field = agreement.fields.get(name)
    value = field.value if isinstance(field, Field) else None
    return parse_day(value.last if last else value.first) if isinstance(value, PeriodValue) else None


def _of_namings(scene: Scene) -> Told:
    """Yield where it stands among the agreements, and the verb, preposition or noun over each of its namings with what is told below."""
    parse, words = scene.notes.parse, scene.namings
    yield from ((f"order={min(4, scene.order)}", None), (f"of={min(5, len(scene.agreements))}", None))
    yield f"last={scene.order == len(scene.agreements) - 1}", None
    yield f"named={min(4, len(words))}", None
    for n, word in enumerate(words):
        yield from _over(parse, word, "later" if n else "first")
        for c in parse.children[word]:
            if parse.dep[c] in ("acl", "relcl"):
                yield from ((f"below={parse.lemma[c]}", c), (f"below tag={parse.dep[c]}/{parse.tag[c]}", c))
                yield from (("had below", c),) if any(parse.lower[k] == "had" for k in parse.children[c]) else ()
            elif parse.dep[c] in ("amod", "det", "poss") and parse.words[c].islower():
                yield f"before={parse.lower[c]}", c


def _over(parse: Parse, word: int, order: str) -> Told:
    below = word
    for climbed, a in enumerate(islice(parse.ancestors(word), _CLIMB)):
        lemma = parse.lemma[a]
        if parse.pos[a] in ("VERB", "AUX"):
            helping = "/".join(sorted(parse.lower[c] for c in parse.children_of(a, "aux", "neg")))
            yield from ((f"verb={lemma}", a), (f"verb/way={lemma}/{parse.dep[below]}", a))
            yield from ((f"tense={parse.tag[a]}/{helping}", a), (f"{order} tense={parse.tag[a]}/{helping}", a))
            return
        if parse.pos[a] == "ADP" and not climbed:
            yield f"after={parse.lower[a]}", a
        elif parse.pos[a] == "NOUN":
            yield f"over={lemma}", a
        below = a


def _of_words(scene: Scene) -> Told:
    """Yield the words of the sentences that name it, names left out, and how far down the first of them stands."""
    parse = scene.notes.parse
    sentences = sorted({parse.sentence_of[w] for w in scene.namings})
    yield f"sentence={min(_DEEP, sentences[0]) if sentences else 'none'}", None
    for s in sentences:
        for j in range(*parse.sentences[s]):
            if parse.pos[j] in _TELLING and parse.words[j].islower():
                yield f"word={parse.lemma[j]}", j
