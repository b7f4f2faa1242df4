"""Persons: names with the titles, ranks, offices and descriptions that stand before them, and surnames said again.

Invariant: the span of a titled person ends with the name; the bare name is its own mention.
"""

from trucebook.actors import ActorIndex
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.people.lexicon import Lexicon, terms
from trucebook.reading.people.naming import Named

JOINS = frozenset(("of", "for", "to", "the", "and", "-", "'s", "&", "."))
LINKS = frozenset(("of", "for", "to", "the", "'s"))
LONGEST = 14


def title_start(parse: Parse, index: ActorIndex, lexicon: Lexicon, first: int, last: int) -> int:
    """Return the first word of the title or description before a name ("the U.S. Secretary of State", "the militant"), or
    `first` itself where none stands there."""
    floor = max(parse.sentences[parse.sentence_of[first]][0], first - LONGEST)
    start, titled, k = first, False, first - 1
    while k >= floor and "\n" not in parse.smooth[parse.end[k] : parse.start[k + 1]]:
        if not _belongs(parse, k, last):
            break
        lower = parse.lower[k]
        if _is_title(parse, lexicon, k):
            start, titled = k, True
        elif lower in index.demonyms or lower in index.groups or lower in terms("before_titles") or _is_name_part(parse, k):
            start = k
        elif lower not in JOINS or (lower == "." and parse.lower[k - 1] not in lexicon.title_words):
            break
        k -= 1
    if not titled:
        return _description_start(parse, lexicon, first, last)
    while start > floor and parse.dep[start - 1] in ("amod", "compound") and start <= parse.head[start - 1] <= last:
        start -= 1
    return start


def _is_title(parse: Parse, lexicon: Lexicon, k: int) -> bool:
    return parse.lower[k] in lexicon.title_words and parse.pos[k] in ("NOUN", "PROPN", "ADJ", "X")


def _is_name_part(parse: Parse, k: int) -> bool:
    return parse.words[k][:1].isupper() and parse.pos[k] in ("PROPN", "ADJ", "NOUN", "NUM")


def _belongs(parse: Parse, k: int, last: int) -> bool:
    """Say whether word k hangs on a word to its right up to the name, or on a link of the title ("of", "for")."""
    head = parse.head[k]
    return (
        k < head <= last
        or parse.lower[k] in LINKS
        or parse.lower[k] == "."
        or (head < k and parse.lower[head] in LINKS)
        or head == k
        or parse.dep[k] == "conj"
    )


def _description_start(parse: Parse, lexicon: Lexicon, first: int, last: int) -> int:
    """Return the start of a noun phrase like "the wounded fighter" whose head stands right before a name and leans on it."""
    k = first - 1
    if k < 0 or parse.sentence_of[k] != parse.sentence_of[first] or parse.pos[k] != "NOUN":
        return first
    known = lexicon.heads.get(parse.lower[k])
    if not known or not known[-1][1].people or known[-1][1].plural or not first <= parse.head[k] <= last:
        return first
    return min(
        [
            parse.left_edge(k),
            *(parse.left_edge(c) for c in parse.children[parse.head[k]] if c < k and parse.dep[c] in ("det", "amod", "compound", "poss")),
        ]
    )


def find_surnames(parse: Parse, named: list[Named], taken: set[int]) -> list[Named]:
    """Return the words that repeat the last part of a full name of the same report ("Bakker" after "Ruth Bakker")."""
    known: dict[str, Named] = {}
    for name in named:
        if name.value.kind == "person" and name.last > name.first:
            known.setdefault(parse.words[name.last], name)
    found = []
    for i, word in enumerate(parse.words):
        if word in known and i not in taken and parse.pos[i] in ("PROPN", "NOUN", "X", "ADJ", "VERB"):
            first = i - 2 if i > 1 and parse.lower[i - 1] == "-" and parse.lower[i - 2] in ("al", "el") else i
            found.append(Named(first, i, "person", known[word].value))
    return found
