"""What is said of claims after reading: suggestions of a machine and decisions of a person; and the way back from JSON.

Invariant: neither changes a claim; a decision of an older release is read as it was meant.
"""

import re
from typing import Any, Literal

import msgspec

from trucebook.model.claims import ClaimKind, Field, Value, decode_field, decode_value

Act = Literal["accept", "correct", "reject", "merge", "split", "grade", "undo"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about one or more claims: who, when (ISO instant), what, why.

    `accept`, `correct` and `reject` speak of `claims[0]`; `correct` sets `field` to `value` with the words it stands on,
    or to the list `members`, each with its own words;
    `merge` says that claims speak of one thing, `split` that they do not; `grade` sets `field` "source" of a report
    (`claims[0]` is then the report's id) or "credibility" of a claim; `undo` takes back the judgement `value` names.
    `between` names the two coders where an adjudicator decides between them; such a judgement is no coding of its own.
    """

    id: str
    act: Act
    claims: tuple[str, ...]
    by: str
    at: str
    field: str | None = None
    value: Value = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    why: str | None = None
    members: tuple[Field, ...] | None = None
    between: tuple[str, str] | None = None


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A suggestion that two claims speak of one thing, with its score (0–1) and the reasons for it."""

    kind: ClaimKind
    left: str
    right: str
    score: float
    reasons: tuple[str, ...] = ()


_ADJUDICATED = re.compile(r"adjudicated between (?P<one>.+?) and (?P<two>.+?)(?:: (?P<why>.+))?", re.DOTALL)


def decode_judgement(raw: dict[str, Any]) -> Judgement:
    """Return a judgement from its JSON form; one that an older release wrote tells in its reason whom it decides between."""
    held: dict[str, Any] = {"claims": tuple(raw["claims"]), "value": decode_value(raw.get("value"))}
    if raw.get("members") is not None:
        held["members"] = tuple(decode_field(member) for member in raw["members"])
    if raw.get("between") is not None:
        held["between"] = tuple(raw["between"])
    elif "between" not in raw and (told := _ADJUDICATED.fullmatch(raw.get("why") or "")) is not None:
        held |= {"between": (told["one"], told["two"]), "why": told["why"]}
    return Judgement(**(raw | held))
