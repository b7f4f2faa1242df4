"""Marks in the texts of our own that heads learn from: `to [release: free the captives]`."""

import re

Mark = tuple[int, int, "re.Match[str]"]


def unmarked(marked: str, mark: re.Pattern[str]) -> tuple[str, list[Mark]]:
    """Return a text without its marks, and start and end of the words of each, which are the last group of the mark's pattern, with what
    matched."""
    text, found, done = "", list[Mark](), 0
    for match in mark.finditer(marked):
        text += marked[done : match.start()]
        words = match[mark.groups]
        found.append((len(text), len(text) + len(words), match))
        text, done = text + words, match.end()
    return text + marked[done:], found
