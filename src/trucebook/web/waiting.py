"""Everything that can be reviewed in the order of its worth, judged or not.

Invariant: the order is that of `review.place_of`; an item stands once, under its claims.
"""

from bisect import bisect_left, insort

from trucebook.review import Item, place_of


class Waiting:
    """The items of the queue; what is judged is left out when the queue is asked for, not here."""

    def __init__(self) -> None:
        self._items: dict[tuple[str, ...], Item] = {}
        self._ordered: list[tuple[float, tuple[str, ...]]] = []
        self._sorted = True

    def __len__(self) -> int:
        return len(self._ordered)

    def __contains__(self, claims: tuple[str, ...]) -> bool:
        return claims in self._items

    def put(self, item: Item, *, many: bool = False) -> None:
        """Put an item in its place; with `many` the order is made once, when `settle` is called."""
        old = self._items.get(item.claims)
        if old is not None and place_of(old) == place_of(item):
            self._items[item.claims] = item
            return
        if old is not None:
            self.settle()
            del self._ordered[bisect_left(self._ordered, place_of(old))]
        self._items[item.claims] = item
        if many:
            self._ordered.append(place_of(item))
            self._sorted = False
        else:
            insort(self._ordered, place_of(item))

    def settle(self) -> None:
        """Put everything in order that `put` left out of it."""
        if not self._sorted:
            self._ordered.sort()
            self._sorted = True

    def stretch(self, first: int, last: int) -> list[Item]:
        """Return some stretch of the items, the most valuable first."""
        return [self._items[claims] for _, claims in self._ordered[max(first, 0) : last]]

    def place(self, claims: tuple[str, ...]) -> int | None:
        """Return where a claim, or a pair, stands; None where it does not."""
        item = self._items.get(claims)
        return bisect_left(self._ordered, place_of(item)) if item is not None else None
