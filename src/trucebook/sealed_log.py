"""What a log vouches for: every report, claim, judgement and original that should be in the book, by its digest.

A unit is what one line of the log added: "report ID" with its claims and all that hangs on them, or "claim ID" for a claim that a person
added later. Invariant: the last word of the log on a thing counts: an upgrade or a purge seals anew what it changed.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import msgspec

from trucebook.log_tables import LogEntry
from trucebook.seals import chain, judgement_id


@dataclass(frozen=True)
class Derived:
    """What of a unit can be derived again (report, text, claims), and who wrote the line that added it, when."""

    what: frozenset[str]
    who: str
    at: str


@dataclass
class Sealed:
    """The seals of a log by unit and by judgement, the words of purged lines by number, and the copy group of each report.

    `derived` says by unit what can be derived again, `covered` which units a purge has covered words of.
    """

    units: dict[str, dict[str, str]] = field(default_factory=dict)
    judgements: dict[str, str] = field(default_factory=dict)
    people: dict[str, str | None] = field(default_factory=dict)
    lines: dict[int, str] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    unsealed: set[str] = field(default_factory=set)
    purged: set[str] = field(default_factory=set)
    rederived: dict[str, tuple[int, str]] = field(default_factory=dict)
    derived: dict[str, Derived] = field(default_factory=dict)
    covered: set[str] = field(default_factory=set)

    def take(self, line: LogEntry) -> None:
        """Take in one line; one that does not say what such a line says is passed over, as its hash will tell."""
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            self._take(line, _decoded(line.detail))

    def _take(self, line: LogEntry, detail: dict[str, Any]) -> None:
        if line.what in ("add", "claim"):
            unit = f"{'report' if line.what == 'add' else 'claim'} {line.subject}"
            self._add(unit, line.subject, detail)
            if "derived" in detail:
                self.derived[unit] = Derived(frozenset(detail["derived"]), line.who, line.at)
        elif line.what == "user":
            self.people.pop(line.subject, None)
            if detail.get("role") is not None:
                self.people[line.subject] = detail.get("seal")
        elif "row" in detail:
            self.judgements[str(detail.get("id"))] = str(detail["row"])
            self.rederived[str(detail.get("id"))] = line.seq, judgement_id(line.previous, detail)
        elif line.what in ("seal", "purge"):
            self._seal(detail)
            if line.what == "purge":
                self.covered |= set(detail.get("units") or {})

    def _add(self, unit: str, name: str, detail: dict[str, Any]) -> None:
        self.units[unit] = detail.get("rows") or {}
        if not detail.get("rows"):
            self.unsealed.add(unit)
        elif unit.startswith("report "):
            for old in detail.get("joined") or ():
                self.copies |= {one: detail["copies"] for one, group in self.copies.items() if group == old}
            self.copies[name] = detail["copies"]

    def _seal(self, detail: dict[str, Any]) -> None:
        self.units |= detail.get("units") or {}
        self.unsealed -= set(detail.get("units") or {})
        self.judgements |= detail.get("judgements") or {}
        self.lines |= {int(seq): digest for seq, digest in (detail.get("lines") or {}).items()}
        self.copies |= detail.get("copies") or {}
        self.purged |= set(detail.get("originals") or ())


def sealed_by(log: Iterable[LogEntry]) -> Sealed:
    """Return what a log vouches for."""
    sealed = Sealed()
    for line in log:
        sealed.take(line)
    return sealed


def broken_links(log: Iterable[LogEntry], purged: Mapping[int, str], *, previous: str = "") -> list[str]:
    """Return the lines of a log, or of a stretch of it, that do not follow from the line before, the first first.

    A purged line (number → hash of the words its purge left) must say what its purge left.
    """
    wrong, number = [], None if previous else 1
    for line in log:
        entry = {"at": line.at, "who": line.who, "what": line.what, "subject": line.subject, "detail": line.detail}
        if number is not None and line.seq != number:
            wrong.append(f"log line {line.seq}: line {number} should stand here")
        if line.previous != previous or chain(line.previous, entry) != purged.get(line.seq, line.hash):
            wrong.append(f"log line {line.seq} does not follow from the line before")
        previous, number = line.hash, (number or line.seq) + 1
    return wrong


def _decoded(detail: str) -> dict[str, Any]:
    """Return a line's detail, empty where it is none: its hash will tell."""
    try:
        found = msgspec.json.decode(detail)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return {}
    return found if isinstance(found, dict) else {}
