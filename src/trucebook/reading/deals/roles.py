"""Roles: the words that stand for those around an arrangement, by what each of them is to it.

Invariant: every word is the head of a phrase of the text.
"""

from dataclasses import dataclass, field


@dataclass
class Roles:
    """Head words of parties, mediators and monitors in order of finding; `agents` act by a verb and are still to be placed.

    `keepers` take, keep or break what others brought about, so that they broker nothing.
    """

    parties: list[int] = field(default_factory=list)
    mediators: list[int] = field(default_factory=list)
    monitors: list[int] = field(default_factory=list)
    signers: list[int] = field(default_factory=list)
    announcers: list[int] = field(default_factory=list)
    agents: list[int] = field(default_factory=list)
    keepers: list[int] = field(default_factory=list)

    def add_agents(self, words: list[int]) -> None:
        """Add agents that were not found before."""
        self.agents += [w for w in words if w not in self.agents]
