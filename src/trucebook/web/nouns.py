"""The nouns of the record as the pages look them up: by their own ids, by their agreement, and by the claims they stand on.

Invariant: a noun is filed under every claim it stands on, and forgotten with them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from trucebook.model import Agreement, Event, Figure, Position, Provision, Record, Siege, Source, Violation

Noun = Agreement | Provision | Violation | Event | Figure


@dataclass
class Nouns:
    """Agreements, events, figures and sieges by id; positions, provisions and violations by agreement; nouns by claim."""

    agreements: dict[str, Agreement] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    sieges: dict[str, Siege] = field(default_factory=dict)
    siege_of: dict[str, Siege] = field(default_factory=dict)
    positions_of: dict[str, list[Position]] = field(default_factory=dict)
    provisions_of: dict[str, list[Provision]] = field(default_factory=dict)
    violations_of: dict[str, list[Violation]] = field(default_factory=dict)
    noun_of: dict[str, Noun] = field(default_factory=dict)

    def forget(self, names: Iterable[str]) -> None:
        """Forget what stands under some ids of claims or nouns."""
        for name in names:
            self.noun_of.pop(name, None)
            for shelf in (self.agreements, self.events, self.figures, self.sieges, self.siege_of):
                shelf.pop(name, None)
            for listed in (self.provisions_of, self.violations_of, self.positions_of):
                listed.pop(name, None)

    def file(self, part: Record) -> None:
        """File the nouns of a part of the record under their ids and their claims."""
        self.agreements |= {a.id: a for a in part.agreements}
        self.events |= {e.id: e for e in part.events}
        self.figures |= {f.id: f for f in part.figures}
        self.sieges |= {x.id: x for x in part.sieges}
        self.siege_of |= {c: x for x in part.sieges for c in x.claims}
        for position in part.positions:
            self.positions_of.setdefault(position.agreement, []).append(position)
        for provision in part.provisions:
            self.provisions_of.setdefault(provision.agreement, []).append(provision)
        for violation in part.violations:
            self.violations_of.setdefault(violation.agreement, []).append(violation)
        for nouns in (part.agreements, part.provisions, part.violations, part.events, part.figures):
            self.noun_of |= {claim: noun for noun in nouns for claim in noun.claims}

    def record(self, sources: Iterable[Source]) -> Record:
        """Return the whole record, in the order `Book.record` gives it."""
        return Record(
            agreements=tuple(sorted(self.agreements.values(), key=by_first_day)),
            provisions=tuple(p for ps in self.provisions_of.values() for p in ps),
            violations=tuple(v for vs in self.violations_of.values() for v in vs),
            events=tuple(self.events.values()),
            figures=tuple(self.figures.values()),
            sieges=tuple(sorted(self.sieges.values(), key=by_first_day)),
            positions=tuple(x for xs in self.positions_of.values() for x in xs),
            sources=tuple(sorted(sources, key=lambda s: (s.published or "", s.report))),
        )


def by_first_day(noun: Agreement | Siege) -> tuple[str, str]:
    """Return where an agreement or a siege stands among others: by its first day, those without one last."""
    return noun.first_day or "9999", noun.id
