"""Is it holding? One agreement, one day, one verdict by the first rule that fires, with its evidence.

Invariant: only what was published by that day counts; thresholds and words come from `codebook/holding.yaml`; the verdict is
never a bare number, and silence is never calm.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from trucebook.circumstances import access_of, earlier_agreements, figures_since, last_independent, positions_on
from trucebook.matching import Filed
from trucebook.model import Agreement, Assessment, Evidence, Record, Source, Verdict, Violation

TOOK_EFFECT = ("in_force", "violated", "collapsed", "expired", "fulfilled", "superseded")
KEPT = {"done": "kept", "under_way": "under_way", "breached": "breached", "refused": "breached", "promised": "due", "demanded": "due"}
_SURE = 0.5  # score from which the reader is sure of a claim, as in the queue of review
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$")


@dataclass(frozen=True)
class _Case:
    """One agreement as known on one day: only what reports had said by then."""

    agreement: Agreement
    record: Record
    filed: Mapping[str, Filed]
    day: dt.date
    violations: Sequence[Violation]
    near: Sequence[Source]

    def threshold(self, name: str) -> int:
        return int(rules()["thresholds"][name]["days"])

    def said(self, *statuses: str) -> list[str]:
        """Return the claims that give the agreement one of these statuses, published by the day, latest first."""
        rows = [s for s in self.agreement.standings if s.status in statuses and self.known(s.claim)]
        return [s.claim for s in reversed(rows)]

    def known(self, claim: str) -> bool:
        item = self.filed.get(claim)
        return item is not None and item.published is not None and item.published <= self.day.isoformat()

    def is_sure(self, violation: Violation) -> bool:
        """Say whether the reader is sure of an act: one it only holds likely ends no agreement."""
        return any(item.claim.score >= _SURE for c in violation.claims if (item := self.filed.get(c)) is not None)

    def reports(self) -> frozenset[str]:
        """Return the ids of the reports from the agreement's area."""
        return frozenset(s.report for s in self.near)

    def began(self) -> dt.date | None:
        """Return the day it took effect, or, where that is not told, the day it was agreed: the first it can have been."""
        told = self.agreement.began or self.agreement.declared
        return dt.date.fromisoformat(told.first) if told and told.first else None


@cache
def rules() -> dict[str, Any]:
    """Return thresholds and words of the verdicts."""
    loaded: dict[str, Any] = yaml.safe_load((resources.files("trucebook.codebook") / "holding.yaml").read_bytes())
    return loaded


def assess(record: Record, filed: Mapping[str, Filed], agreement: Agreement, day: str) -> Assessment:
    """Return the verdict on an agreement for an ISO day; `filed` holds the claims of the record by id."""
    case = _case(record, filed, agreement, dt.date.fromisoformat(day))
    verdict, evidence = next((verdict, found) for verdict, fires in _RULES if (found := fires(case)) is not None)
    words = rules()["rules"][verdict]
    return Assessment(
        agreement=agreement.id,
        as_of=day,
        verdict=verdict,
        rule=words["rule"],
        evidence=tuple(_evidence(case, evidence, verdict)),
        would_change=tuple(words["would_change"]),
        facts=_facts(case),
    )


def _case(record: Record, filed: Mapping[str, Filed], agreement: Agreement, day: dt.date) -> _Case:
    today = day.isoformat()
    violations = [v for v in record.violations if v.agreement == agreement.id and v.reported and v.reported <= today]
    own = {filed[c].report for c in agreement.claims if c in filed}
    places = {p for s in record.sources if s.report in own for p in s.places}
    near = [s for s in record.sources if s.published and s.published <= today and (s.report in own or places & set(s.places))]
    return _Case(agreement, record, filed, day, violations, near)


def _not_in_force(case: _Case) -> Sequence[str] | None:
    if case.said(*TOOK_EFFECT):
        return None
    return case.said("refused", "proposed", "announced", "unknown")[:1]


def _superseded(case: _Case) -> Sequence[str] | None:
    said = case.said("superseded")
    later = next((a for a in case.record.agreements if a.supersedes == case.agreement.id), None)
    if later is not None:
        told = later.began or later.declared
        first = told.first if told else None
        took = [s.claim for s in later.standings if s.status in TOOK_EFFECT and case.known(s.claim)]
        if took and (first is None or first <= case.day.isoformat()):
            return [*took[:1], *said[:1]]
    return said[:1] or None


def _fulfilled(case: _Case) -> Sequence[str] | None:
    return case.said("fulfilled")[:1] or None


def _expired(case: _Case) -> Sequence[str] | None:
    began, days = case.began(), days_of(case.agreement.duration)
    if began is not None and days is not None and case.day > began + dt.timedelta(days=days):
        return case.said(*TOOK_EFFECT)[:1]
    return case.said("expired")[:1] or None


def _broken(case: _Case) -> Sequence[str] | None:
    said = case.said("collapsed")
    ends = [v for v in case.violations if v.act in rules()["breaking_acts"] and v.alleged_by is None and v.perpetrator]
    acts = [v.claims[0] for v in ends if case.is_sure(v)]
    return [*said[:1], *acts[:2]] or None


def _no_information(case: _Case) -> Sequence[str] | None:
    return None if _reports_within(case, case.threshold("silent_after")) else []


def _strained(case: _Case) -> Sequence[str] | None:
    return [v.claims[0] for v in _violations_within(case, case.threshold("strain_within"))] or None


def _too_early(case: _Case) -> Sequence[str] | None:
    began = case.began()
    if began is None or (case.day - began).days >= case.threshold("early_before"):
        return None
    return case.said("in_force", "announced")[:1]


def _holding(case: _Case) -> Sequence[str] | None:
    return case.said("in_force")[:1] if _reports_within(case, case.threshold("fresh_within")) else None


def _nothing_fresh(_: _Case) -> Sequence[str] | None:
    return []


_RULES: tuple[tuple[Verdict, Callable[[_Case], Sequence[str] | None]], ...] = (
    ("not_in_force", _not_in_force),
    ("superseded", _superseded),
    ("fulfilled", _fulfilled),
    ("expired", _expired),
    ("broken", _broken),
    ("no_information", _no_information),
    ("strained", _strained),
    ("too_early", _too_early),
    ("holding", _holding),
    ("no_information", _nothing_fresh),
)


def _reports_within(case: _Case, days: int) -> list[Source]:
    """Return the reports from its area of the last days; one published on the day itself is 0 days old."""
    oldest = (case.day - dt.timedelta(days=days)).isoformat()
    return [s for s in case.near if s.published and s.published >= oldest]


def _violations_within(case: _Case, days: int, *, until: int = 0) -> list[Violation]:
    """Return violations that happened (or, undated, were reported) between `days` and `until` days before the day."""
    oldest, newest = case.day - dt.timedelta(days=days), case.day - dt.timedelta(days=until)
    return [v for v in case.violations if oldest.isoformat() < _when(v) <= newest.isoformat()]


def _when(violation: Violation) -> str:
    return (violation.date.last or violation.date.first if violation.date else None) or violation.reported or ""


def days_of(duration: str | None) -> int | None:
    """Return an ISO 8601 duration in whole days, rounded up; None where there is none (months count 30, years 365 days)."""
    match = _DURATION.match(duration or "")
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, days, hours, minutes = (int(g or 0) for g in match.groups())
    whole = 365 * years + 30 * months + 7 * weeks + days
    return whole + -(-(60 * hours + minutes) // 1440)


def _evidence(case: _Case, claims: Iterable[str], verdict: str) -> Iterable[Evidence]:
    for name in claims:
        item = case.filed.get(name)
        if item is not None:
            claim = item.claim
            shows = verdict.replace("_", " ")
            yield Evidence(
                claim=name, report=item.report, quote=claim.quote, start=claim.start, end=claim.end, published=item.published, shows=shows
            )


def _facts(case: _Case) -> dict[str, Any]:
    """Return what stands beside the verdict: age, violations by period and side, provisions by standing, freshness, the chain."""
    began, week = case.began(), case.threshold("strain_within")
    recent, before = _violations_within(case, week), _violations_within(case, 2 * week, until=week)
    sharp = began.isoformat() if began and _is_sharp(case.agreement) else None
    last, told_anew = max((s.published for s in case.near if s.published), default=None), last_independent(case.near)
    return {
        "age_days": (case.day - began).days if began else None,
        "age_known_to_the_day": _is_sharp(case.agreement),
        "violations": {"this_period": _by_side(recent), "period_before": _by_side(before), "period_days": week},
        "provisions": _provisions(case),
        "last_report": last,
        "days_since_last_report": (case.day - dt.date.fromisoformat(last)).days if last else None,
        "last_independent_report": told_anew,
        "days_since_last_independent_report": (case.day - dt.date.fromisoformat(told_anew)).days if told_anew else None,
        "independent_reports": len({s.group for s in case.near}),
        "supersedes": case.agreement.supersedes,
        "superseded_by": case.agreement.superseded_by,
        "access": access_of(case.record, case.filed, case.agreement, case.known, case.reports()),
        "figures": figures_since(case.record, case.filed, sharp, case.known, case.reports()),
        "positions": positions_on(case.record, case.agreement, case.known),
        "earlier": earlier_agreements(case.record, case.filed, case.agreement, case.known),
    }


def _is_sharp(agreement: Agreement) -> bool:
    """Say whether the day an agreement began (or was agreed) is known, and not only its month or year."""
    told = agreement.began or agreement.declared
    return told is not None and told.first is not None and told.first == told.last


def _by_side(violations: Sequence[Violation]) -> dict[str, dict[str, int]]:
    sides: dict[str, dict[str, int]] = {}
    for violation in violations:
        side = sides.setdefault(violation.perpetrator or "unknown", {"alleged": 0, "stated": 0})
        side["alleged" if violation.alleged_by else "stated"] += 1
    return sides


def _provisions(case: _Case) -> dict[str, int]:
    counts = {"kept": 0, "under_way": 0, "breached": 0, "due": 0, "unknown": 0}
    for provision in case.record.provisions:
        if provision.agreement == case.agreement.id:
            known = [s.status for s in provision.standings if case.known(s.claim)]
            if any(case.known(c) for c in provision.claims):
                counts[KEPT.get(known[-1], "unknown") if known else "unknown"] += 1
    return counts
