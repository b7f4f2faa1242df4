"""What reading has found so far in one report, handed from step to step.

Invariant: a step reads the notes it is given and returns its own finds; only `reading.__init__` puts them together.
"""

from functools import cached_property
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from trucebook.model import Claim, Mention, Report
from trucebook.reading.covering import Cover
from trucebook.reading.grammar.parse import Parse


class Clause(Struct, frozen=True):
    """Who did what to whom: one predicate, a verb or an event noun, with its participants as word indexes.

    `word` is the predicate, `lemma` its lemma in lower case (a phrasal verb keeps its particle: "carry out"), `light`
    the light verb of a nominal predicate ("carried" in "carried out an attack"); `agent` and `patient` head words or
    None; `preps` maps a preposition to the head words of its objects; `start` and `end` are the characters of the
    predicate with its object; `assertion` and `background` are those of record.md; `negated` is the bare fact of "not".
    """

    word: int
    lemma: str
    nominal: bool
    start: int
    end: int
    agent: int | None = None
    patient: int | None = None
    recipient: int | None = None
    preps: dict[str, list[int]] = field(default_factory=dict)
    light: int | None = None
    passive: bool = False
    negated: bool = False
    assertion: str = "happened"
    background: bool = False

    @property
    def bare(self) -> str:
        """Return the lemma without a particle: "carry" of "carry out"."""
        return self.lemma.split(" ", 1)[0]


class Speech(Struct, frozen=True):
    """One attribution: the span of what is said, its cue and its speaker.

    `start` and `end` are characters of the content; `direct` is true for words given as spoken; `cue` and `speaker`
    are character spans or None; `organisation` the span of the body the speaker speaks for; `named` the span of the
    name that a speaker given by a pronoun stands for; `kind` the class of the cue (say, think, find, want, urge, judge, accuse, noun).
    """

    start: int
    end: int
    direct: bool
    cue: tuple[int, int] | None = None
    speaker: tuple[int, int] | None = None
    organisation: tuple[int, int] | None = None
    named: tuple[int, int] | None = None
    kind: str = "say"


class Block(Struct, frozen=True):
    """A stretch of the text with a role: body, heading, caption, dateline, credit, boilerplate."""

    role: str
    start: int
    end: int


class Notes(Struct, frozen=True, dict=True):
    """Finds of the steps that ran before; a step that has not run yet left its tuple empty."""

    report: Report
    parse: Parse
    blocks: tuple[Block, ...] = ()
    periods: tuple[Mention, ...] = ()
    figures: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    actors: tuple[Mention, ...] = ()
    objects: tuple[Mention, ...] = ()
    references: dict[int, Mention] = field(default_factory=dict)
    clauses: tuple[Clause, ...] = ()
    speeches: tuple[Speech, ...] = ()
    agreements: tuple[Claim, ...] = ()
    provisions: tuple[Claim, ...] = ()

    def with_(self, **finds: Any) -> "Notes":
        """Return the notes with more finds; what was worked out from finds that stay is kept."""
        made = replace(self, **finds)
        if "actor_by_word" in self.__dict__ and finds.keys().isdisjoint(("parse", "actors", "references")):
            made.__dict__["actor_by_word"] = self.actor_by_word
        return made

    @cached_property
    def clause_by_word(self) -> dict[int, Clause]:
        """For each predicate the clause it heads, the first where there are more."""
        return {clause.word: clause for clause in reversed(self.clauses)}

    @cached_property
    def placed(self) -> Cover:
        """What the mentions of places cover of the text."""
        return Cover((place.start, place.end) for place in self.places)

    @cached_property
    def actor_by_word(self) -> dict[int, Mention]:
        """For each word what a pronoun there refers to, else the longest actor mention it heads, else the shortest that covers it."""
        covered: dict[int, Mention] = {}
        headed: dict[int, Mention] = {}
        for mention in sorted(self.actors, key=lambda m: m.start - m.end):
            covered.update(dict.fromkeys(self.parse.words_in(mention.start, mention.end), mention))
            head = self.parse.head_of(mention.start, mention.end)
            if head is not None:
                headed.setdefault(head, mention)
        referred = {word: mention for word, mention in self.references.items() if mention.kind == "actor"}
        pronouns = {word: mention for word, mention in referred.items() if self.parse.pos[word] in ("PRON", "DET")}
        return covered | referred | headed | pronouns
