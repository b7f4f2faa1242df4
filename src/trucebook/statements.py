"""What statements share: lists of names that may be longer than one statement takes, and rows as they were stored.

Invariant: nothing is lost or told twice however long a list is.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

Stored = dict[str, list[dict[str, Any]]]
_MOST_PARAMETERS = 500


def with_list(query: str) -> Any:
    """Return a statement whose `:names` is a list."""
    return sa.text(query).bindparams(sa.bindparam("names", expanding=True))


def parts[T](names: Sequence[T]) -> Iterator[list[T]]:
    """Yield the names in lists short enough for one statement."""
    for i in range(0, len(names), _MOST_PARAMETERS):
        yield list(names[i : i + _MOST_PARAMETERS])
