"""Story features: what a report tells of an act beside what else it tells, as names that the learned head weighs.

Invariant: no name of a person, place, organisation or people is a feature, so that what is learned holds for any war; nor is what rules
make of the act, so that the head does not lean on rules which know the reports it was learned from.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, islice

from trucebook.model import Claim, PeriodValue
from trucebook.reading.acts.acthead import Likely
from trucebook.reading.acts.eventroles import Roles
from trucebook.reading.acts.eventtypes import Typed
from trucebook.reading.grammar.openers import marks_over, opening_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import step_of
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.people.who import actor_at
from trucebook.reading.times.when import days_ago, period_for

_COUNTS = ((0, "0"), (1, "1"), (2, "2"), (4, "3-4"), (7, "5-7"), (12, "8-12"))
_AGES = ((-1, "ahead"), (1, "day"), (3, "2-3 days"), (10, "10 days"), (60, "60 days"), (400, "year"))
_CHANCES = ((4, "0.04"), (9, "0.09"), (15, "0.15"), (24, "0.24"), (36, "0.36"), (49, "0.49"), (64, "0.64"), (80, "0.8"), (100, "1"))
_PARTS, _MANY, _FEW, _CLIMB = 4, 5, 3, 3
_WORDS_A_STEP, _ACTS_A_STEP = 60, 4

_TRAITS = ("weak", "uttered", "background", "negated", "passive", "quoted")

Names = Iterator[str]
Span = tuple[int, int]  # first and last character, end excluded


@dataclass(frozen=True)
class Story:
    """The acts of a report by the word that tells each: its type, its sides, its clause, the characters it would be quoted with, and
    what the head of acts makes of it."""

    notes: Notes
    typed: Mapping[int, Typed]
    roles: Mapping[int, Roles]
    clauses: Mapping[int, Clause]
    spans: Mapping[int, Span]
    likely: Mapping[int, Likely]

    @cached_property
    def by_sentence(self) -> dict[int, list[int]]:
        """The acts of each sentence, in text order."""
        return self._grouped(lambda word: self.notes.parse.sentence_of[word])

    @cached_property
    def by_type(self) -> dict[str, list[int]]:
        """The acts of each type, in text order."""
        return self._grouped(lambda word: self.typed[word].type)

    @cached_property
    def tellings(self) -> dict[tuple[str, str, str], list[int]]:
        """The acts by type and lemma ("is"), or the lemma of who does it ("by") or whom it meets ("on"), in text order."""
        found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for word in sorted(self.typed):
            for key in self.keys_of(word):
                found[key].append(word)
        return found

    def chance(self, word: int) -> float:
        """Return the chance of an act's type by the head of acts, 1 where that has not looked at it."""
        return self.likely[word].chance if word in self.likely else 1.0

    def keys_of(self, word: int) -> Iterator[tuple[str, str, str]]:
        """Yield what another telling of the act would have in common with it."""
        kind, roles, lemma = self.typed[word].type, self.roles[word], self.notes.parse.lemma
        yield kind, "is", self.clauses[word].bare
        if roles.source is not None:
            yield kind, "by", lemma[roles.source]
        if roles.target is not None:
            yield kind, "on", lemma[roles.target]

    def _grouped[K](self, key: Callable[[int], K]) -> dict[K, list[int]]:
        found: dict[K, list[int]] = defaultdict(list)
        for word in sorted(self.typed):
            found[key(word)].append(word)
        return found


def features_of(story: Story, word: int) -> frozenset[str]:
    """Return the names of the features that hold for the act that a word tells."""
    kind = story.typed[word].type
    plain = (*_of_act(story, word), *_of_grammar(story, word), *_of_place(story, word), *_of_time(story, word))
    typed = (*_standing(story, word), *_of_sides(story, word), *_of_repeats(story, word), *_of_deals(story, word))
    return frozenset((*plain, *_of_nesting(story, word), *typed, *(f"{kind} {name}" for name in typed)))


def _of_act(story: Story, word: int) -> Names:
    """Yield which act it is, by its type, its mode and the entry of the codebook that tells it."""
    typed = story.typed[word]
    yield from (f"type={typed.type}", f"mode={typed.mode}", f"entry={typed.entry}")
    chance = step_of(int(100 * story.chance(word)), _CHANCES)
    by = "by words" if typed.weighed else "by rule"
    yield from (by, f"likely={chance}", f"likely/by={chance}/{by}", f"likely/type={chance}/{typed.type}")


def _standing(story: Story, word: int) -> Names:
    """Yield how the act stands: happened, asked for, denied, in quoted words, as background; told by a noun or by a verb."""
    parse, clause, typed = story.notes.parse, story.clauses[word], story.typed[word]
    yield f"stands={clause.assertion}"
    yield "noun" if clause.nominal and clause.light is None else "verb"
    held = (typed.weak, typed.uttered, clause.background, clause.negated, clause.passive, parse.quoted[word])
    yield from compress(_TRAITS, held)
    if clause.nominal:
        yield f"opens={opening_of(parse.lower[parse.noun_phrase(word)[0]])}"
    top = _top(clause)
    yield f"dep={parse.dep[top]}"
    verb = _verb(parse, clause)
    if verb is not None:
        helping = "/".join(sorted(parse.lower[c] for c in parse.children_of(verb, "aux", "auxpass", "neg")))
        yield f"tense={parse.tag[verb]}/{helping}"


def _top(clause: Clause) -> int:
    return clause.word if clause.light is None else clause.light


def _verb(parse: Parse, clause: Clause) -> int | None:
    """Return the verb that tells an act, for a noun the one above it."""
    if not clause.nominal or clause.light is not None:
        return _top(clause)
    return next((a for a in islice(parse.ancestors(clause.word), _CLIMB) if parse.pos[a] in ("VERB", "AUX")), None)


def _of_grammar(story: Story, word: int) -> Names:
    """Yield where the verb of the act hangs, and the words that open its clause and those above: "after", "while"."""
    parse = story.notes.parse
    verb = _verb(parse, story.clauses[word])
    if verb is None:
        return
    yield f"verb dep={parse.dep[verb]}"
    yield from (f"mark={mark}" for mark in marks_over(parse, verb))


def _of_sides(story: Story, word: int) -> Names:
    """Yield what the act has for source and target: nobody, a known actor of a kind, a name, a noun, a pronoun."""
    roles = story.roles[word]
    yield f"source {_kind(story.notes, roles.source)}"
    yield f"target {_kind(story.notes, roles.target)}"
    yield f"sides={roles.source is not None}/{roles.target is not None}"


def _kind(notes: Notes, word: int | None) -> str:
    mention = actor_at(notes, word)
    if mention is not None:
        return f"actor {getattr(mention.value, 'kind', None)}"
    return "none" if word is None else notes.parse.pos[word]


def _of_place(story: Story, word: int) -> Names:
    """Yield how far down the report the act is told, and how long and how full of acts the report is."""
    parse = story.notes.parse
    sentence, kind = parse.sentence_of[word], story.typed[word].type
    part = f"part={min(_PARTS - 1, _PARTS * sentence // max(1, len(parse.sentences)))}"
    yield from (f"sentence={step_of(sentence, _COUNTS)}", part, f"{kind} {part}")
    yield f"length={step_of(len(parse) // _WORDS_A_STEP, _COUNTS)}"
    yield f"acts={step_of(len(story.typed) // _ACTS_A_STEP, _COUNTS)}"
    yield f"in sentence={min(_PARTS, len(story.by_sentence[sentence]))}"


def _of_repeats(story: Story, word: int) -> Names:
    """Yield which acts of its type are told before and after it: in its sentence, by its verb, of its sides."""
    parse, same = story.notes.parse, story.by_type[story.typed[word].type]
    before = sum(w < word for w in same[: _MANY + 1])
    yield f"same before={min(_MANY, before)}"
    beside = [w for w in story.by_sentence[parse.sentence_of[word]] if story.typed[w].type == story.typed[word].type]
    yield from ("same in sentence before",) if beside[0] < word else ()
    yield from ("same in sentence after",) if beside[-1] > word else ()
    for key in story.keys_of(word):
        told = story.tellings[key]
        yield from (f"{key[1]} before",) if told[0] < word else ()
        yield from (f"{key[1]} after",) if told[-1] > word else ()


def _of_nesting(story: Story, word: int) -> Names:
    """Yield which acts of its sentence hold it or are held by it, and the type of the act right above it."""
    parse, (start, end) = story.notes.parse, story.spans[word]
    above = parse.head[_top(story.clauses[word])]
    if above != word and above in story.typed:
        yield f"above={story.typed[above].type}"
    for other in story.by_sentence[parse.sentence_of[word]]:
        first, last = story.spans[other]
        if other == word:
            continue
        if (first, last) == (start, end):
            yield "same words"
        elif first <= start and end <= last:
            yield from ("within", f"within {story.typed[other].type}")
        elif start <= first and last <= end:
            yield from ("holds", f"holds {story.typed[other].type}")


def _of_time(story: Story, word: int) -> Names:
    """Yield how long before the report the act is dated."""
    period = period_for(story.notes.parse, story.notes.periods, *story.spans[word])
    value = period.value if period is not None and isinstance(period.value, PeriodValue) else None
    yield f"dated={value.precision if value is not None else 'none'}"
    if (age := days_ago(value, story.notes.report.published)) is not None:
        yield f"age={step_of(age, _AGES)}"


def _of_deals(story: Story, word: int) -> Names:
    """Yield whether the act's words name an agreement or lie on one of its terms, and how that stands."""
    agreements, provisions = story.notes.agreements, story.notes.provisions
    yield f"agreements={min(_FEW, len(agreements))}"
    for name, claims in (("agreement", agreements), ("term", provisions)):
        for claim in _touching(claims, story.spans[word]):
            yield from (f"on {name}", f"{name} {claim.value('status')}")


def _touching(claims: tuple[Claim, ...], span: Span) -> list[Claim]:
    return [c for c in claims if c.start < span[1] and span[0] < c.end]
