"""Grounds: the agreements of a report by the words that name them, on which obligations and breaches stand.

Invariant: words and agreements are those of one report, in text order.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from trucebook.model import Claim, Field
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_REACH = 13
_BY_TERMS = deal_words("by_terms")
_CONDITION_MARKS = deal_words("condition_marks")
_CONDITION_OPENERS = {"if", "once", *(mark.partition(" ")[0] for mark in _CONDITION_MARKS)}
_RETURNS = (["exchange"], ["return"], ["counterpart"])
UNDER = {"under", "per"}
ALIVE = ("announced", "in_force", "violated", "unknown")  # how an agreement stands that can still be kept or broken
UNBROKEN = ("announced", "in_force", "unknown")  # the same, with no breach told yet
BY_STEPS = ("evacuation", "exchange", "settlement")  # types that are carried out step by step
READY = {"prepared", "ready", "willing"}
SETTLED = "agreed long before"  # the reason of an agreement that was made long before the news
TWO_SIDED = ("ceasefire", "pause", "peace_agreement")  # types of agreements between foes


@dataclass(frozen=True)
class Bond:
    """Why an act binds: `kind` (provide, under, demand, promise, refuse, fail, exchange, modal), the word that says so, its agreement."""

    kind: str
    word: int
    agreement: Claim
    debtor: int | None = None


@dataclass(frozen=True)
class Ground:
    """The agreements of a report by the words that name them, in text order."""

    words: list[tuple[int, Claim]]
    at: dict[int, Claim]
    exchanges: frozenset[int]
    unders: dict[int, tuple[int, Claim]]
    afters: dict[int, tuple[int, Claim]]

    def with_words(self, more: list[tuple[int, Claim]]) -> "Ground":
        """Return the same agreements with more words that speak of them, which name none."""
        return replace(self, words=sorted({pair[0]: pair for pair in [*more, *self.words]}.values(), key=_word))

    def earlier(self, word: int) -> Iterator[tuple[int, Claim]]:
        """Yield the words before a word that name an agreement, with it, the nearest first."""
        return (self.words[k] for k in reversed(range(bisect_left(self.words, word, key=_word))))

    def named_before(self, word: int, claim: Claim | None = None) -> int | None:
        """Return the last word before a word that names an agreement, that of `claim` where one is given."""
        return next((w for w, named in self.earlier(word) if claim is None or named.id == claim.id), None)

    def named_after(self, word: int) -> int | None:
        """Return the first word after a word that names an agreement."""
        at = bisect_right(self.words, word, key=_word)
        return self.words[at][0] if at < len(self.words) else None

    def named_in(self, first: int, last: int) -> list[int]:
        """Return the words from `first` to `last` (excluded) that name an agreement."""
        low, high = (bisect_left(self.words, word, key=_word) for word in (first, last))
        return [w for w, _ in self.words[low:high]]

    def before(self, parse: Parse, word: int, *, reach: int = _REACH) -> Claim | None:
        """Return the agreement named last before a word, in its sentence or the `reach` before it."""
        last = next(self.earlier(word), None)
        return last[1] if last is not None and parse.sentence_of[word] - parse.sentence_of[last[0]] <= reach else None

    def near(self, parse: Parse, word: int, *, reach: int = _REACH) -> Claim | None:
        """Return the agreement named nearest in the sentence of a word, else last before it, else next after it, `reach` sentences away."""
        here = parse.sentence_of[word]
        first, last = parse.sentences[here]
        low, high = bisect_left(self.words, first, key=_word), bisect_left(self.words, last, key=_word)
        if low < high:
            return min(self.words[low:high], key=lambda pair: abs(pair[0] - word))[1]
        before = self.before(parse, word, reach=reach)
        if before is None and high < len(self.words) and parse.sentence_of[self.words[high][0]] - here <= reach:
            return self.words[high][1]
        return before


def is_condition(parse: Parse, j: int) -> bool:
    """Say whether a word opens what a promise depends on: "provided that", "on condition that", "as long as", or "if" under "will"."""
    if parse.lower[j] not in _CONDITION_OPENERS:
        return False
    if f"{parse.lower[j]} {parse.lower[j + 1] if j + 1 < len(parse) else ''}" in _CONDITION_MARKS:
        return not (parse.lower[j] == "long" and parse.lemma[max(0, j - 2)] in ("last", "take"))
    verb = parse.head[j]
    if parse.lower[j] == "once":
        coming = any(parse.dep[c] == "aux" and parse.lower[c] in ("will", "would", "'ll") for c in parse.children[parse.head[verb]])
        return parse.dep[j] in ("advmod", "mark") and parse.dep[verb] == "advcl" and coming  # "will leave once the road is open"
    if parse.lower[j] != "if" or parse.dep[j] != "mark" or parse.dep[verb] != "advcl" or parse.child(verb, "neg") is not None:
        return False
    over = parse.head[verb]
    if any(parse.lower[c] in READY for c in (over, *parse.children[over])) or parse.lower[parse.head[over]] == "ready":
        return True
    if any(parse.dep[c] == "aux" and parse.lower[c] in ("will", "'ll") for c in parse.children[over]):
        return True
    return _is_offered(parse, over, j)


def _is_offered(parse: Parse, verb: int, mark: int) -> bool:
    """Say whether what "if" makes depend on it is offered or promised: "offered to free the nuns if the army let food in"."""
    promising = any(parse.lemma[w] in _OFFERING for w in (verb, *islice(parse.ancestors(verb), 2)))
    first = parse.sentences[parse.sentence_of[mark]][0]
    return promising or any(parse.lemma[w] in _OFFERS and parse.pos[w] == "NOUN" for w in range(max(first, mark - _OFFER_NEAR), mark))


_OFFERING = {"agree", "offer", "pledge", "promise", "propose", "undertake", "vow"}
_OFFERS = {"offer", "pledge", "promise", "proposal"}
_OFFER_NEAR = 14  # words between an offer and what it depends on


def opens_exchange(parse: Parse, j: int) -> bool:
    """Say whether a word opens what is given in exchange, or what a promise depends on."""
    if parse.lower[j] == "in" and j + 1 < len(parse) and parse.lower[j + 1] in ("exchange", "return"):
        return True
    return is_condition(parse, j) or (j + 1 < len(parse) and parse.lower[j] in ("on", "as", "so") and is_condition(parse, j + 1))


def _word(pair: tuple[int, Claim]) -> int:
    return pair[0]


def ground_of(parse: Parse, agreements: tuple[Claim, ...]) -> Ground:
    """Return the agreements by word; an offer covers all words of its quote."""
    words: list[tuple[int, Claim]] = []
    at: dict[int, Claim] = {}
    for claim in agreements:
        named = claim.fields.get("named")
        for field in named if isinstance(named, list) else []:
            words += [(w, claim) for w in _words_of(parse, field)]
    words.sort(key=lambda pair: pair[0])
    for claim in agreements:
        if claim.value("type") == "offer" and "terms" in claim.fields:
            for w in parse.words_in(claim.start, claim.end):
                at[w] = claim
    at.update(words)
    conditions = {j for j in parse.forms_of(_CONDITION_OPENERS) if j + 1 < len(parse) and is_condition(parse, j)}
    returns = {j for j in parse.forms_of({"in"}) if parse.lower[j + 1 : j + 2] in _RETURNS and parse.lower[j + 2 : j + 3] != ["to"]}
    unders: dict[int, tuple[int, Claim]] = {}
    for w, claim in words:
        for j in range(max(parse.sentences[parse.sentence_of[w]][0], w - 5), w):
            if parse.lower[j] in UNDER or f"{parse.lower[j]} {parse.lower[j + 1]}" in _BY_TERMS:
                unders.setdefault(parse.sentence_of[w], (j, claim))
    return Ground(words=words, at=at, exchanges=frozenset(conditions | returns), unders=unders, afters=_afters(parse, words))


def _afters(parse: Parse, words: list[tuple[int, Claim]]) -> dict[int, tuple[int, Claim]]:
    """Return sentence → ("after", agreement) where something is told to be done after an agreement was made or took effect."""
    afters: dict[int, tuple[int, Claim]] = {}
    for w, claim in words:
        for j in range(max(parse.sentences[parse.sentence_of[w]][0], w - 4), w):
            paused = parse.lower[j] == "during" and claim.value("type") == "pause"
            if paused or (parse.lower[j] in ("after", "following") and parse.dep[j] in ("mark", "prep")):
                afters.setdefault(parse.sentence_of[w], (j, claim))
    return afters


def _words_of(parse: Parse, field: Field) -> list[int]:
    if field.start is None or field.end is None:
        return []
    return list(parse.words_in(field.start, field.end))
