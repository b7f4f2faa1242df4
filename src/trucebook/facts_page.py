"""What stands beside a verdict, in the words an analyst would use: age, violations, provisions, freshness, access, earlier agreements.

Invariant: a number is a fact of the assessment; what is not known is said to be unknown, and an empty matter takes no line.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from trucebook.book import Answer
from trucebook.wording import show_day, show_number, show_period

_TAKEN = {
    "accepts": "accepted by",
    "refuses": "refused by",
    "demands": "demanded by",
    "doubts": "doubted by",
    "guarantees": "guaranteed by",
}
_OWED = {"kept": "kept", "under_way": "under way", "breached": "breached", "due": "due", "unknown": "of unknown standing"}


def counted(number: float, noun: str) -> str:
    """Return a number with its noun: "1 day", "3 days", "2.5 days"."""
    return f"{number:g} {noun}" + ("" if number == 1 else "s")


def beside(answer: Answer) -> Iterator[str]:
    """Yield the lines that stand beside a verdict."""
    facts = answer.assessment.facts
    yield " · ".join((_age(answer), _violations(facts["violations"])))
    yield " · ".join((_provisions(facts["provisions"]), _freshness(facts)))
    for line in (_access(facts["access"]), _figures(facts["figures"]), _positions(facts["positions"]), _earlier(facts["earlier"])):
        if line:
            yield line


def _age(answer: Answer) -> str:
    """Return how long an agreement has been in force, no sharper than its beginning is known."""
    facts, told = answer.assessment.facts, answer.agreement.began or answer.agreement.declared
    age, word = facts.get("age_days"), "in force" if answer.agreement.began else "agreed"
    if age is None or told is None:
        return "beginning unknown"
    if age < 0:
        return f"begins on {show_day(told.first)}"
    if not facts.get("age_known_to_the_day"):
        return f"{word} since some day of {show_period(told)}"
    return f"{word} since {show_day(told.first)}" + (f", {counted(age, 'day')}" if age else ", the same day")


def _violations(found: Mapping[str, Any]) -> str:
    """Return the violations of two periods of a week, with those that are only alleged."""
    recent, before = (found["this_period"], found["period_before"])
    if not recent and not before:
        return "no violation reported in the last two weeks"
    return f"violations: {_count(recent)} in the last week, {_count(before)} in the week before"


def _count(sides: Mapping[str, Mapping[str, int]]) -> str:
    total, alleged = (sum(s[k] for s in sides.values()) for k in ("stated", "alleged"))
    if not total and alleged:
        return f"{alleged} alleged"
    return f"{total + alleged}" + (f" ({alleged} of them only alleged)" if alleged else "")


def _provisions(counts: Mapping[str, int]) -> str:
    found = [f"{n} {_OWED[k]}" for k, n in counts.items() if n]
    return "provisions: " + ", ".join(found) if found else "no provisions known"


def _freshness(facts: Mapping[str, Any]) -> str:
    """Return how old the last report is, and the last one that is no copy of an earlier."""
    fresh, anew = facts.get("days_since_last_report"), facts.get("days_since_last_independent_report")
    if fresh is None:
        return "no report from its area"
    said = f"last report {_ago(fresh)}"
    return said if anew == fresh or anew is None else f"{said}, last independent one {_ago(anew)}"


def _ago(days: int) -> str:
    return "the same day" if days == 0 else f"{counted(days, 'day')} before"


def _access(access: Mapping[str, Any]) -> str:
    promised = [f"{p['action'].replace('_', ' ')} {p['status'].replace('_', ' ')}" for p in access["promises"]]
    sieges = [
        f"{s['place'] or 'a place'} {(s['status'] or 'under siege').replace('_', ' ')}"
        + (f" (cut: {', '.join(s['cut'])})" if s["cut"] else "")
        for s in access["sieges"]
    ]
    return "access: " + ", ".join(promised + sieges) if promised or sieges else ""


def _figures(figures: list[Mapping[str, Any]]) -> str:
    """Return the figures since entry into force, rivals side by side."""
    said = []
    for figure in figures[:4]:
        numbers = " or ".join(dict.fromkeys(show_number(n["low"], n["high"], n["quantifier"]) for n in figure["numbers"]))
        said.append(f"{figure['category']} {numbers}" + (f" ({figure['who']})" if figure["who"] else ""))
    more = f", and {len(figures) - 4} more" if len(figures) > 4 else ""
    return "figures since: " + ", ".join(said) + more if said else ""


def _positions(positions: list[Mapping[str, Any]]) -> str:
    """Return who takes which stance, stance by stance."""
    by_stance: dict[str, list[str]] = {}
    for position in positions:
        by_stance.setdefault(position["stance"], []).append(position["actor"] + (" (under a condition)" if position["conditional"] else ""))
    return "; ".join(f"{_TAKEN.get(stance, stance)} {', '.join(actors)}" for stance, actors in by_stance.items())


def _earlier(earlier: list[Mapping[str, Any]]) -> str:
    """Return the earlier agreements of the same parties, with how each stood last."""
    said = [f"“{e['label']}” of {show_period(e['began'])} ({e['stood_last'].replace('_', ' ')})" for e in earlier]
    return "earlier: " + ", ".join(said) if said else ""
