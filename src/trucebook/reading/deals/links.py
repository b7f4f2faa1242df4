"""Links: an act with a word above it and the word between them, and what a rule says of the three.

Invariant: a rule that does not speak says None; one that speaks gives a bond or UNBOUND, and the first that speaks decides.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto

from trucebook.model import Claim
from trucebook.reading.deals.grounds import Bond, Ground
from trucebook.reading.deals.obligations import Act, Frames
from trucebook.reading.grammar.parse import Parse


class Unbound(Enum):
    """What a rule says of an act that is bound by nothing, whatever later rules would say."""

    UNBOUND = auto()


UNBOUND = Unbound.UNBOUND
NOUN_KINDS = {"failure": "fail", "refusal": "refuse"} | dict.fromkeys(
    ("demand", "call", "appeal", "request", "responsibility", "duty", "need"), "demand"
)
Verdict = Bond | Unbound | None


@dataclass(frozen=True)
class Link:
    """An act, a word `over` it, and `below`: the word under that one on the way to the act (the act's own word at the start)."""

    parse: Parse
    frames: Frames
    ground: Ground
    act: Act
    over: int
    below: int

    @property
    def own(self) -> bool:
        """Whether the word is the act's own."""
        return self.over == self.act.word

    @property
    def lemma(self) -> str:
        """The lemma of the word over the act, in small letters."""
        return self.parse.lemma[self.over]

    @property
    def dep(self) -> str:
        """The relation of the word below to its head."""
        return self.parse.dep[self.below]

    def near(self, kind: str, word: int) -> Bond | Unbound:
        """Return the bond by a word to the agreement named nearest to the word over the act."""
        return bound(kind, word, self.ground.near(self.parse, self.over))

    def before(self, kind: str, word: int, debtor: int | None = None) -> Bond | Unbound:
        """Return the bond by a word to the agreement named last before the word over the act."""
        return bound(kind, word, self.ground.before(self.parse, self.over), debtor)


Rule = Callable[[Link], Verdict]


def bound(kind: str, word: int, claim: Claim | None, debtor: int | None = None) -> Bond | Unbound:
    """Return the bond to an agreement, or UNBOUND where there is none."""
    return Bond(kind, word, claim, debtor) if claim is not None else UNBOUND


def first_verdict(rules: Iterable[Rule], link: Link) -> Bond | None:
    """Return the bond that the first rule that speaks gives, or None."""
    return bond_of(next((said for rule in rules if (said := rule(link)) is not None), None))


def bond_of(verdict: Verdict) -> Bond | None:
    """Return the bond of a verdict, or None."""
    return verdict if isinstance(verdict, Bond) else None


def is_purpose(parse: Parse, verb: int) -> bool:
    """Say whether a clause tells what something is for: "a truce to let aid in", "so that families could leave"."""
    if any(parse.lower[c] == "to" and parse.dep[c] == "aux" for c in parse.children[verb]) and parse.tag[verb] == "VB":
        return True
    return any(parse.lower[c] == "that" and parse.dep[c] == "mark" and parse.lower[c - 1] == "so" for c in parse.children[verb])


def is_governed(parse: Parse, word: int) -> bool:
    """Say whether a word is what a verb above it provides for: no subject and no clause beside it, save "for A to do"."""
    if parse.dep[word] in ("nsubj", "nsubjpass"):
        return False
    if parse.dep[word] != "advcl" or any(parse.lower[c] == "for" and parse.dep[c] == "mark" for c in parse.children[word]):
        return True
    subject = parse.child(word, "nsubj")
    return subject is not None and parse.is_infinitive(word) and parse.lower[max(0, parse.left_edge(subject) - 1)] == "for"
