"""Known actors: states with demonyms, capitals and leaders, and armed groups, forces and bodies with their aliases.

Invariant: dated roles are answered for a day; a name known for several actors gives them all.
"""


def load() -> object:
    """Load the known actors that ship with trucebook, once a process."""
    return None
