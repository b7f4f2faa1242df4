"""Whether a stretch of a text touches one of many spans, in time that hardly grows with how many there are.

Invariant: the answer is that of looking at every span one by one; a span of no length covers nothing.
"""

from bisect import bisect_right
from collections.abc import Iterable


class Cover:
    """What some spans, (start, end), cover of a text; they may overlap and come in any order."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(span for span in spans if span[0] < span[1]):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, at: int) -> bool:
        """Say whether a character lies in one of the spans."""
        last = bisect_right(self._starts, at) - 1
        return last >= 0 and at < self._ends[last]

    def touches(self, start: int, end: int) -> bool:
        """Say whether a stretch of one character or more shares a character with one of the spans."""
        last = bisect_right(self._starts, end - 1) - 1
        return last >= 0 and start < self._ends[last]
