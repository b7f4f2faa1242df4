"""The learned head of stories: a linear model over named features that says how likely a typed clause is an act of the report's story.

Invariant: pure arithmetic on plain data that ships with trucebook; what rules told stays unless the head finds it unlikely, and an act
that it adds says so in its reasons.
"""

from collections.abc import Mapping, Sequence

from trucebook.reading.acts.acthead import Likely
from trucebook.reading.acts.eventquotes import quote_of
from trucebook.reading.acts.eventrepeats import Candidate
from trucebook.reading.acts.eventroles import Roles
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon
from trucebook.reading.acts.storyfeatures import Story, features_of
from trucebook.reading.linearhead import shipped_heads
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

MODEL, STORY = "story_head.json", "story"
KEPT, ADDED = 0.15, 0.3  # chances from which an act that rules tell stays, and from which another one is told
LOOKED_AT = 0.05  # the chance by the head of acts from which an act is weighed that rules type and do not tell
_TRUST = 0.25  # what the rules' word adds to a chance where a report has more acts than are told
MOST, FEWEST, WORDS_AN_EVENT = 15, 6, 35


def story_of(
    notes: Notes, typed: Mapping[int, Typed], roles: Mapping[int, Roles], lexicon: TypeLexicon, likely: Mapping[int, Likely]
) -> Story:
    """Return the acts of a report as the head looks at them."""
    clauses = notes.clause_by_word
    spans = {word: quote_of(notes.parse, clauses[word], kind, lexicon) for word, kind in typed.items()}
    return Story(notes, typed, roles, clauses, spans, likely)


def weighed_words(story: Story, told: Sequence[Candidate]) -> list[int]:
    """Return the words of the acts that are weighed: those that rules tell, and others that are not unlikely by what stands around."""
    ruled = {c.clause.word for c in told}
    return [word for word in story.typed if word in ruled or story.chance(word) >= LOOKED_AT]


def with_weighed_acts(
    notes: Notes,
    typed: Mapping[int, Typed],
    roles: Mapping[int, Roles],
    lexicon: TypeLexicon,
    likely: Mapping[int, Likely],
    told: Sequence[Candidate],
) -> list[Candidate]:
    """Return the acts that rules tell without unlikely ones, with likely ones that they leave out, the likeliest where there are too many;
    texts of a few sentences are left to rules: the head has learned from whole reports, and of war: one in which rules tell no act has
    none."""
    if not notes.parse.is_whole or not told:
        return list(told)
    head, story = shipped_heads(MODEL)[STORY], story_of(notes, typed, roles, lexicon, likely)
    chances = {word: head.chance(features_of(story, word)) for word in weighed_words(story, told)}
    kept = {c.clause.word: c for c in told if chances[c.clause.word] >= KEPT}
    more = sorted((w for w, chance in chances.items() if chance >= ADDED and w not in kept), key=lambda w: -chances[w])
    found = dict(kept)
    for word in more:
        if not any(_is_same(story, word, other) for other in found):
            found[word] = _candidate(story, word, chances[word])
    most = min(MOST, FEWEST + len(notes.parse) // WORDS_AN_EVENT)
    ranked = sorted(found, key=lambda w: -(chances[w] + (_TRUST if w in kept else 0.0)))
    return [found[word] for word in ranked[:most]]


def _is_same(story: Story, word: int, other: int) -> bool:
    """Say whether two acts of a type share words of the text, so that one only tells the other again."""
    (start, end), (first, last) = story.spans[word], story.spans[other]
    return story.typed[word].type == story.typed[other].type and start < last and first < end


def _candidate(story: Story, word: int, chance: float) -> Candidate:
    roles, notes = story.roles[word], story.notes
    return Candidate(
        story.clauses[word], story.typed[word], roles, actor_at(notes, roles.source), actor_at(notes, roles.target), chance, weighed=True
    )
