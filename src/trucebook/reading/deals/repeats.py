"""Repeats: hostile acts that a report tells more than once, in its headline, its lead and its body.

Invariant: of two tellings of one act the one that names who did it stays, else the one that stands first outside the headline.
"""

from itertools import islice

from trucebook.model import Claim
from trucebook.reading.deals.breaches import Hostile
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.perpetrators import perpetrator_of
from trucebook.reading.deals.straining import told_again
from trucebook.reading.grammar.parse import Parse

Tied = tuple[Hostile, Claim, str]
_LEAD = 1  # sentences of headline and lead after the first
_NEAR = 3  # sentences between two tellings of one act
_BODY = 25  # sentences after the headline in which the same words tell the same act


def once_told(parse: Parse, found: list[Tied]) -> list[Tied]:
    """Drop acts inside the span of another one, what is printed twice, and what a headline or lead tells before the body does."""
    kept: list[Tied] = []
    said: set[str] = set()
    for f in sorted(found, key=lambda f: (f[0].first, -f[0].last)):
        words = parse.said(f[0].first, f[0].last)
        before = [(k[0], perpetrator_of(parse, k[0])) for k in kept[-6:]]
        if f[2] != "tied" and (told_again(parse, f[0], perpetrator_of(parse, f[0]), before) or _points_back(parse, f[0], before)):
            continue
        if words not in said and not any(k[0].first <= f[0].word <= k[0].last for k in kept[-12:]):
            kept.append(f)
        said.add(words)
    kept = [f for f in kept if not _told_by_cause(parse, f[0], kept)]
    return [f for n, f in enumerate(kept) if not _is_told_in_body(parse, f, kept[n + 1 : n + 13])]


def _told_by_cause(parse: Parse, act: Hostile, kept: list[Tied]) -> bool:
    """Say whether a passive only tells who was hit by an act that its own clause of time tells: "He was hit when a shell came down"."""
    if act.nominal or parse.child(act.word, "auxpass") is None or parse.child(act.word, "agent") is not None:
        return False
    when = [c for c in parse.children_of(act.word, "advcl") if c > act.word]
    return any(c <= k[0].word <= parse.right_edge(c) or k[0].verb == c for c in when for k in kept)


def _points_back(parse: Parse, act: Hostile, before: list[tuple[Hostile, int | None]]) -> bool:
    """Say whether a definite noun speaks of an act of its kind told a few sentences before: "The bombardment began after …"."""
    here = parse.sentence_of[act.word]
    definite = act.nominal and parse.lower[act.first] in ("the", "this", "that")
    return definite and any(h.act == act.act and 0 < here - parse.sentence_of[h.word] <= 2 * _NEAR for h, _ in before)


def _is_told_in_body(parse: Parse, act: Tied, after: list[Tied]) -> bool:
    """Say whether an act of headline or lead is told again by one of the acts after it."""
    here = parse.sentence_of[act[0].word]
    if _is_headline(parse, act[0]):
        return any(0 < parse.sentence_of[other[0].word] - here <= _NEAR and other[0].last > other[0].word for other in after)
    if act[2] == "tied" or _MORE & set(parse.lower[act[0].first : act[0].last + 1]):
        return False
    if any(_toll(parse, act[0]) & _toll(parse, other[0]) for other in after):
        return True
    return here <= _LEAD and any(_is_same(parse, act[0], other[0], parse.sentence_of[other[0].word] - here) for other in after)


def _is_headline(parse: Parse, act: Hostile) -> bool:
    """Say whether an act is told by a headline: first of all, in the present, with neither article nor day ("Clashes flare in south")."""
    verb = act.word if act.verb is None else act.verb
    first, last = parse.sentences[0]
    shown = any(parse.tag[j] in ("VBZ", "VBP") for j in range(act.last + 1, min(last, act.last + 3)))
    bare = (act.nominal and (act.first <= first + 1 or shown)) or parse.lower[verb] in (
        "cut",
        "hit",
        "shut",
    )  # of one form in the present and the past
    if parse.sentence_of[act.word] or not (bare or parse.tag[verb] in ("VBZ", "VBP")) or parse.child(verb, "aux") is not None:
        return False
    return not {"a", "an", "the"} & set(parse.lower[act.first : act.last + 1])


def _is_same(parse: Parse, act: Hostile, other: Hostile, apart: int) -> bool:
    hit, also = _hit(parse, act), _hit(parse, other)
    if parse.lemma[act.word] == parse.lemma[other.word] and apart <= _BODY and hit & also:
        return True
    alike = act.act == other.act or "attack" in (act.act, other.act)
    afar = {act.act, other.act} <= {"shelling", "airstrike"}
    if (
        (alike or afar)
        and 0 < apart <= _NEAR
        and _vague_place(parse, act)
        and _names(parse, other)
        and not _MORE & set(_sentence(parse, other))
    ):
        return True
    mine, theirs = perpetrator_of(parse, act), perpetrator_of(parse, other)
    sided = mine is None or theirs is None or parse.lemma[mine] == parse.lemma[theirs]
    return alike and sided and apart <= _NEAR and bool(_names(parse, act) & _names(parse, other))


def _vague_place(parse: Parse, act: Hostile) -> bool:
    """Say whether an act of the lead falls on "a rebel-held town" that the body names."""
    inside = [j for j in range(act.first, act.last + 1) if parse.lemma[j] in _WHERE and parse.dep[j] in ("pobj", "dobj", "nsubjpass")]
    return any(any(parse.lower[c] in ("a", "an") for c in parse.children[j]) for j in inside)


def _sentence(parse: Parse, act: Hostile) -> list[str]:
    first, last = parse.sentences[parse.sentence_of[act.word]]
    return parse.lower[first:last]


_WHERE = deal_words("where")


def _toll(parse: Parse, act: Hostile) -> set[str]:
    """Return the counts of those whom an act killed or wounded, three and more."""
    verb = act.word if act.verb is None else act.verb
    over = [a for a in islice(parse.ancestors(verb), 3) if parse.lemma[a] in _HARMING]
    verbs = [v for v in (verb, *over, *parse.children_of(verb, "advcl", "acl")) if parse.lemma[v] in _HARMING]
    hurt = [c for v in verbs for c in parse.children_of(v, "dobj", "nsubjpass", "nsubj")]
    hurt += [parse.head[v] for v in verbs if parse.dep[v] == "acl"]  # "43 killed in shelling"
    tolls = [k for c in hurt for k in (c, *parse.children[c], *_below(parse, c))]
    return {parse.lower[k] for k in tolls if parse.tag[k] == "CD" and parse.lower[k] not in ("one", "two", "1", "2")}


def _below(parse: Parse, word: int) -> list[int]:
    return [k for c in parse.children[word] for k in parse.children[c]]


_HARMING = {"kill", "injure", "wound", "hurt", "die"}
_MORE = {"another", "also", "further", "more", "other", "second", "separate", "third"}


def _hit(parse: Parse, act: Hostile) -> set[str]:
    """Return the lemmas of what an act is done to."""
    verb = act.word if act.verb is None else act.verb
    return {parse.lemma[c] for c in parse.children_of(verb, "dobj", "nsubjpass") if c != act.word}


def _names(parse: Parse, act: Hostile) -> set[str]:
    """Return the names in and right around an act, save those of its day."""
    first, last = parse.sentences[parse.sentence_of[act.word]]
    near = range(max(first, act.first - 3), min(last, act.last + 4))
    return {parse.lower[j] for j in near if parse.tag[j] in ("NNP", "NNPS") and not parse.lower[j].endswith("day")}
