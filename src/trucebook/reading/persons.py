"""Persons: names with the titles, ranks and offices that stand before them.

Invariant: the span of a titled person ends with the name; the bare name is its own mention.
"""

from trucebook.actors import ActorIndex
from trucebook.reading.groups import tighten
from trucebook.reading.lexicon import Lexicon
from trucebook.reading.parse import Parse

JOINS = frozenset(("of", "for", "to", "the", "and", "-", "'s", "’s", ",", "&"))


def title_start(parse: Parse, index: ActorIndex, lexicon: Lexicon, first: int) -> int:
    """Return the first word of the title before a name at word `first` ("U.S. Secretary of State" …), or `first` itself."""
    start, k = first, first - 1
    sentence = parse.sentences[parse.sentence_of[first]][0] if len(parse) else 0
    if k < sentence or not _titles(parse, lexicon, k):
        return first
    while k >= sentence and "\n" not in parse.smooth[parse.end[k] : parse.start[k + 1]]:
        lower, word = parse.lower[k], parse.words[k]
        if (
            _titles(parse, lexicon, k)
            or lower in index.demonyms
            or lower in index.groups
            or (word[:1].isupper() and parse.pos[k] in ("PROPN", "ADJ", "NOUN"))
        ) or lower in (
            "former",
            "ex",
            "deputy",
            "acting",
            "late",
            "vice",
            "senior",
            "then",
            "chief",
            "top",
            "special",
            "opposition",
            "rebel",
            "foreign",
        ):
            start = k
        elif lower not in JOINS or lower in (",", "and"):
            break
        k -= 1
    return start


def _titles(parse: Parse, lexicon: Lexicon, k: int) -> bool:
    return parse.lower[k] in lexicon.title_words and parse.pos[k] in ("NOUN", "PROPN", "ADJ", "X")


def person_phrase(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """Return the noun phrase a name heads, cut so that it ends with the name."""
    head = parse.head_of(parse.start[first], parse.end[last])
    if head is None or not first <= head <= last:
        return first, last
    begin, _ = parse.noun_phrase(head)
    return tighten(parse, min(begin, first), last, first)
