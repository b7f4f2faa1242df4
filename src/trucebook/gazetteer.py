"""The gazetteer: a name, its country context and a day → candidate places.

Invariant: it only suggests; which candidate a report means is decided by reading.
"""


def load() -> object:
    """Open the per-user gazetteer, building it on first use."""
    return None
