"""Words that no rule of the tokenizer could split are not asked: most words of a text are plain letters.

English rules cut at signs, digits and points; an address of the web has a point in it. The expressions that look for them cost more than
all else the tokenizer does with a word it has not seen.

Invariant: the tokens are those of the model's own tokenizer (a test compares them).
"""

from collections.abc import Callable, Iterable
from typing import Any

Search = Callable[[str], Any]


def spare_plain_words(nlp: Any) -> None:
    """Ask the rules for prefixes, suffixes, infixes and addresses only of words that could have one."""
    tokenizer = nlp.tokenizer
    if nlp.lang != "en" or getattr(tokenizer, "prefix_search", None) is None:
        return
    tokenizer.prefix_search = _of_others(tokenizer.prefix_search, None)
    tokenizer.suffix_search = _of_others(tokenizer.suffix_search, None)
    tokenizer.infix_finditer = _of_others(tokenizer.infix_finditer, ())
    if tokenizer.url_match is not None:
        tokenizer.url_match = _of_pointed(tokenizer.url_match)


def _of_others(search: Search, nothing: Iterable[Any] | None) -> Search:
    return lambda word: nothing if word.isascii() and word.isalpha() else search(word)


def _of_pointed(match: Search) -> Search:
    return lambda word: match(word) if "." in word else None
