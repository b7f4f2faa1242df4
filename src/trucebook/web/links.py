"""Which claims bear on each other: groups that grow as links are added.

Invariant: two claims are in one group where a chain of links joins them; a link once made stays.
"""


class Links:
    """Groups of names, joined by union; each group is known by one of its members."""

    def __init__(self) -> None:
        self._over: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}

    def add(self, name: str) -> None:
        """Add a name that stands alone; one that is known stays where it is."""
        if name not in self._over:
            self._over[name] = name
            self._members[name] = [name]

    def root(self, name: str) -> str:
        """Return the member a name's group is known by."""
        while (over := self._over[name]) != name:
            self._over[name] = name = self._over[over]
        return name

    def join(self, one: str, other: str) -> None:
        """Make the groups of two names one; the smaller goes into the larger."""
        left, right = self.root(one), self.root(other)
        if left == right:
            return
        if len(self._members[left]) < len(self._members[right]):
            left, right = right, left
        self._over[right] = left
        self._members[left] += self._members.pop(right)

    def members(self, root: str) -> list[str]:
        """Return the members of the group known by a root."""
        return self._members[root]
