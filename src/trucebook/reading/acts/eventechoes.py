"""Echoes: talks, praise, charges and refusals that a report tells more than once, as headline, lead and body do.

Invariant: of several tellings of one utterance the best scored stays; another speaker, partner or matter is no echo.
"""

from msgspec.structs import replace

from trucebook.reading.acts.eventrepeats import Candidate
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_TOLD_ONCE = frozenset({"SUPPORT", "REJECT", "ACCUSE", "AGREE", "REQUEST"})
_POINTING = frozenset({"the", "this", "these", "that", "those", "their", "its", "his", "her", "both", "such"})
_BESIDE = frozenset(
    {"margin", "margins", "sideline", "sidelines", "eve", "outcome", "result", "aftermath", "wake", "close", "end", "start"}
)
_SAME = frozenset(
    {
        "they",
        "both",
        "two",
        "sides",
        "ministers",
        "leaders",
        "pair",
        "men",
        "delegations",
        "envoys",
        "negotiators",
        "officials",
        "presidents",
    }
)
_SMALL = frozenset({"the", "a", "an", "of", "s", "'s", "'"})
_EFFECT = (" take effect", " come into force", " go into effect", " come into effect", " enter", " begin", " start")
_QUIET = frozenset({"truce", "ceasefire", "cease-fire", "armistice"})
_MAKING = frozenset({"agree", "sign", "reach", "conclude", "strike", "clinch", "seal", "negotiate"})
_MOST, _SAME_WORDS, _SAME_TAIL = 120, 5, 7


def without_echoes(notes: Notes, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates without meetings told again by a bare noun, and utterances told again by one speaker in the same
    words; a truce that takes effect is no second accord where another act makes it, but the guns falling silent."""
    gone: set[int] = set()
    talks = sorted((c for c in candidates if c.typed.type == "CONSULT"), key=lambda c: c.clause.start)[:_MOST]
    for n, talk in enumerate(talks):
        if _beside(notes.parse, talk) or any(_same_talk(notes.parse, talk, other, before=m < n) for m, other in enumerate(talks) if m != n):
            gone.add(talk.clause.word)
    accords = [c for c in candidates if c.typed.type == "AGREE" and c.clause.word not in gone]
    kept: Candidate | None = None
    if any(not _takes_effect(c) and (c.source or c.target) for c in accords):
        begun = [c for c in accords if _takes_effect(c)]
        gone.update(c.clause.word for c in begun)
        kept = max((c for c in begun if c.typed.entry.split()[0] in _QUIET), key=lambda c: c.score, default=None)
    making = [c for c in accords if c.typed.entry.split()[0] in _MAKING]
    made = {c.clause.word for c in making} | {c.clause.light for c in making}
    gone.update(c.clause.word for c in accords if _is_how(notes.parse, c, made))
    sided = [c.clause.start for c in accords if c.source is not None and c.target is not None]
    gone.update(c.clause.word for c in candidates if _announces(notes.parse, c) and sided and min(sided) < c.clause.start)
    gone.update(_told_twice(notes.parse, [c for c in candidates if c.clause.word not in gone]))
    said = sorted((c for c in candidates if c.typed.type in _TOLD_ONCE), key=lambda c: _rank(notes, c))[:_MOST]
    for n, again in enumerate(said):
        if any(_same_words(notes.parse, again, other) for other in said[:n] if other.clause.word not in gone):
            gone.add(again.clause.word)
    left = [c for c in candidates if c.clause.word not in gone]
    return left if kept is None else [*left, replace(kept, typed=replace(kept.typed, type="RETREAT", mode="ceasefire"))]


def _told_twice(parse: Parse, candidates: list[Candidate]) -> set[int]:
    """Return the acts that the text tells again in the same words, as pages do that print their lead twice."""
    known: set[tuple[str, str]] = set()
    gone = set()
    for c in sorted(candidates, key=lambda c: c.clause.start):
        first, end = parse.sentences[parse.sentence_of[c.clause.word]]
        words = " ".join(parse.lower[max(first, c.clause.word - _SAME_WORDS) : min(end, c.clause.word + _SAME_WORDS)])
        after = " ".join(parse.lower[c.clause.word : min(end, c.clause.word + _SAME_TAIL)])
        keys = {(c.typed.entry, words), (c.typed.entry, after)} if end - c.clause.word >= _SAME_TAIL else {(c.typed.entry, words)}
        if keys & known:
            gone.add(c.clause.word)
        known |= keys
    return gone


def _takes_effect(candidate: Candidate) -> bool:
    """Say whether an accord only begins to hold: "the truce took effect"."""
    return candidate.typed.entry.endswith(_EFFECT)


def _is_how(parse: Parse, candidate: Candidate, made: set[int | None]) -> bool:
    """Say whether a participle only tells how an accord came about that is made here: "agreed a truce brokered by the union"."""
    accord = parse.head[candidate.clause.word]
    return (
        parse.dep[candidate.clause.word] == "acl" and parse.dep[accord] in ("dobj", "pobj") and {accord, parse.head[accord]} & made != set()
    )


def _announces(parse: Parse, candidate: Candidate) -> bool:
    """Say whether somebody only makes known a truce that is told already: "announced the truce"."""
    clause = candidate.clause
    if candidate.typed.type != "CONCEDE" or not candidate.typed.entry.startswith("announce "):
        return False
    noun = clause.patient if clause.patient is not None else clause.word
    return parse.lower[parse.noun_phrase(noun)[0]] in ("the", "this")


def _rank(notes: Notes, candidate: Candidate) -> tuple[bool, float]:
    """Return where an utterance stands among its tellings: what the first line says, the text below says better."""
    first = candidate.typed.type == "SUPPORT" and "\n" not in notes.report.text[: candidate.clause.end]
    return first, -candidate.score


def _beside(parse: Parse, talk: Candidate) -> bool:
    """Say whether talks are only what something else took place beside: "on the margins of the summit"."""
    word = talk.clause.word
    if not talk.clause.nominal or parse.dep[word] != "pobj":
        return False
    above = parse.head[parse.head[word]]
    return parse.lower[above] in _BESIDE


def _same_talk(parse: Parse, talk: Candidate, other: Candidate, *, before: bool) -> bool:
    """Say whether talks that name nobody new are the ones told elsewhere: "the meeting", "the ministers discussed"."""
    if talk.target is not None or (talk.clause.nominal and talk.clause.light is not None):
        return False
    if talk.clause.nominal:
        if parse.lower[parse.noun_phrase(talk.clause.word)[0]] in _POINTING:
            return before
        bare = talk.source is None and talk.roles.target is None
        return bare and talk.clause.lemma in other.typed.entry.split() and (other.source is not None or other.target is not None)
    agent = talk.clause.agent
    if agent is None or not before:
        return False
    return parse.lower[agent] in _SAME and parse.lower[parse.noun_phrase(agent)[0]] in _POINTING | _SAME


def _same_words(parse: Parse, one: Candidate, other: Candidate) -> bool:
    """Say whether two utterances are one: the same act by the same speaker towards the same side; praise by one speaker is one."""
    if one.typed.type != other.typed.type:
        return False
    mine, its = _names(parse, one.roles.source), _names(parse, other.roles.source)
    silent = one.typed.type == "REJECT"
    if not (mine <= its or its <= mine) or not (silent or (mine and its)):
        return False
    if one.typed.type == "SUPPORT":
        return True
    if one.typed.entry != other.typed.entry or parse.sentence_of[one.clause.word] == parse.sentence_of[other.clause.word]:
        return False
    if one.typed.type == "REQUEST" and one.typed.uttered:
        return False
    met, its_met = _names(parse, one.roles.target), _names(parse, other.roles.target)
    return (met <= its_met or its_met <= met) and (bool(met & its_met) or silent or not (met or its_met))


def _names(parse: Parse, word: int | None) -> frozenset[str]:
    """Return the lower-case words of who stands at a word."""
    if word is None:
        return frozenset()
    first, last = parse.noun_phrase(word)
    return frozenset(w for w in parse.lower[first : last + 1] if w not in _SMALL)
