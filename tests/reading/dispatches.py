"""Dispatches of our own with what is to be read in them, and how a reading is compared with it.

A claim is found where its span shares at least half of the shorter with the expected one (a provision needs the same
action too, an event the same type, where CONCEDE and RETREAT count as one); a name is right where one of the two holds the
other's words. Dispatches without a list of a kind are not asked for it.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from trucebook.model import Claim, Field, Reading

FOLDER = Path(__file__).parent / "truces"
KINDS = {"agreements": "agreement", "provisions": "provision", "violations": "violation", "events": "event"}


@dataclass
class Tally:
    """Expected, read and found claims of one kind, and how many of their fields are right."""

    expected: int = 0
    read: int = 0
    found: int = 0
    right: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.found / max(self.expected + self.read, 1)

    def share(self, name: str) -> float:
        """Return the share of a field that is right."""
        return self.right.get(name, 0) / max(self.asked.get(name, 0), 1)


def load() -> dict[str, dict[str, Any]]:
    """Return the dispatches by file name."""
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))}


def pairs(dispatch: dict[str, Any], reading: Reading, kind: str) -> tuple[list[tuple[dict[str, Any], Claim]], int]:
    """Return (expected, claim) pairs of one kind, and how many claims of it were read."""
    free = [c for c in reading.claims if c.kind == KINDS[kind]]
    read, found = len(free), []
    for item in dispatch[kind]:
        start = dispatch["text"].index(item["quote"])
        end = start + len(item["quote"])
        for claim in free:
            shared = min(end, claim.end) - max(start, claim.start)
            if 2 * shared >= min(end - start, claim.end - claim.start) and _same_code(item, claim):
                found.append((item, claim))
                free.remove(claim)
                break
    return found, read


_GIVING_WAY = {"CONCEDE", "RETREAT"}


def _same_code(item: dict[str, Any], claim: Claim) -> bool:
    """Say whether a claim has the action or the event type that is expected of it."""
    if claim.kind == "event":
        return item["type"] == claim.value("type") or {item["type"], claim.value("type")} == _GIVING_WAY
    return item.get("action") in (None, claim.value("action"))


def count(tally: Tally, dispatch: dict[str, Any], reading: Reading, kind: str) -> None:
    """Add one dispatch to the tally of a kind, unless it was not annotated for it."""
    if kind not in dispatch:
        return
    found, read = pairs(dispatch, reading, kind)
    tally.expected += len(dispatch[kind])
    tally.read += read
    tally.found += len(found)
    for item, claim in found:
        for name in ("type", "status"):
            if name in item and kind != "events":
                _add(tally, name, claim.value(name) == item[name])
        for name in ("debtor", "perpetrator", "source", "target"):
            if name in item:
                _add(tally, name, same_name(item[name], text_of(claim, name)))
        for name in ("parties", "mediators", "monitors"):
            for said in item.get(name, ()):
                _add(tally, name, any(same_name(said, words) for words in texts_of(claim, name)))


def _add(tally: Tally, name: str, right: bool) -> None:
    tally.asked[name] = tally.asked.get(name, 0) + 1
    tally.right[name] = tally.right.get(name, 0) + right


def text_of(claim: Claim, name: str) -> str:
    """Return the words of a single field, empty where it is absent."""
    value = claim.fields.get(name)
    return (value.text or "") if isinstance(value, Field) else ""


def texts_of(claim: Claim, name: str) -> list[str]:
    """Return the words of a list field."""
    value = claim.fields.get(name)
    return [f.text or "" for f in value] if isinstance(value, list) else []


def same_name(one: str, other: str) -> bool:
    """Say whether two names share their words, articles aside."""
    a, b = _names(one), _names(other)
    return bool(a and b) and (a <= b or b <= a)


def _names(words: str) -> set[str]:
    plain = "".join(ch if ch.isalnum() else " " for ch in words.lower())
    return set(plain.split()) - {"the", "a", "an", "of", "s"}
