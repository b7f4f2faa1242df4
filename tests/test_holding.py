"""Holding: each verdict by its rule, on a record built by hand around the public facts of Daraa, September 2021."""

from collections.abc import Sequence

import pytest

from trucebook.holding import assess, days_of, rules
from trucebook.matching import Filed
from trucebook.model import Agreement, Claim, PeriodValue, Record, Source, Standing, Violation, new_report
from trucebook.reading.evidence import coded, new_claim

REPORT = new_report("A truce holds. " * 10)


def filed(*rows: tuple[str, str, str]) -> dict[str, Filed]:
    """Return claims by id from (id, report, day)."""
    made = {}
    for name, report, day in rows:
        claim = new_claim(REPORT, "agreement", 0, 13, key=name, fields={"status": coded("in_force")})
        made[name] = Filed(Claim(id=name, kind=claim.kind, start=0, end=13, quote=claim.quote), report, day, report)
    return made


def source(report: str, day: str, *places: str) -> Source:
    """Return a report of the record."""
    return Source(report=report, published=day, group=report, places=places)


def agreement(name: str, began: str, standings: Sequence[tuple[str, str, str]], **more: str) -> Agreement:
    """Return an agreement from (status, claim, day) rows."""
    rows = tuple(Standing(status=s, claim=c, day=d) for s, c, d in standings)
    period = PeriodValue(first=began, last=began, precision="day")
    return Agreement(id=name, label=name, began=period, standings=rows, claims=tuple(r.claim for r in rows), **more)  # type: ignore[arg-type]


FILED = filed(
    ("c1", "r1", "2021-09-02"),
    ("c2", "r2", "2021-09-04"),
    ("c3", "r3", "2021-09-06"),
    ("c4", "r3", "2021-09-06"),
    ("v1", "r4", "2021-09-10"),
)
FIRST = agreement("first", "2021-09-01", [("in_force", "c1", "2021-09-02"), ("collapsed", "c2", "2021-09-04")], superseded_by="second")
SECOND = agreement("second", "2021-09-05", [("in_force", "c3", "2021-09-06")], supersedes="first")
SOURCES = tuple(source(f"r{n}", day, "daraa") for n, day in enumerate(("2021-09-02", "2021-09-04", "2021-09-06"), 1))
RECORD = Record(agreements=(FIRST, SECOND), sources=SOURCES)


@pytest.mark.parametrize(
    ("which", "day", "verdict"),
    [
        (FIRST, "2021-09-01", "not_in_force"),
        (FIRST, "2021-09-02", "too_early"),
        (FIRST, "2021-09-04", "broken"),
        (FIRST, "2021-09-06", "superseded"),
        (SECOND, "2021-09-06", "too_early"),
        (SECOND, "2021-09-13", "holding"),
        (SECOND, "2021-09-15", "no_information"),
        (SECOND, "2021-09-25", "no_information"),
    ],
)
def test_daraa_day_by_day(which: Agreement, day: str, verdict: str) -> None:
    """The two truces of Daraa get the verdicts that the reports published by each day support."""
    found = assess(RECORD, FILED, which, day)
    assert found.verdict == verdict
    assert found.rule == rules()["rules"][verdict]["rule"]
    assert found.would_change


def test_evidence_is_the_claims_that_decided() -> None:
    """A verdict of broken points to the claim of the collapse with its words and day."""
    (evidence,) = assess(RECORD, FILED, FIRST, "2021-09-05").evidence
    assert (evidence.claim, evidence.report, evidence.published, evidence.quote) == ("c2", "r2", "2021-09-04", "A truce holds")


def test_a_violation_strains_for_a_week() -> None:
    """A violation of the last week strains; after that week it does not, given a fresh report."""
    act = Violation(id="v", agreement="second", perpetrator="army", reported="2021-09-10", claims=("v1",))
    sources = (*SOURCES, source("r4", "2021-09-10", "daraa"), source("r5", "2021-09-18", "daraa"))
    record = Record(agreements=(SECOND,), violations=(act,), sources=sources)
    assert assess(record, FILED, SECOND, "2021-09-12").verdict == "strained"
    assert assess(record, FILED, SECOND, "2021-09-12").facts["violations"]["this_period"] == {"army": {"alleged": 0, "stated": 1}}
    assert assess(record, FILED, SECOND, "2021-09-18").verdict == "holding"
    assert assess(record, FILED, SECOND, "2021-09-18").facts["violations"]["period_before"] == {"army": {"alleged": 0, "stated": 1}}


def test_a_report_from_elsewhere_breaks_no_silence() -> None:
    """Only reports that name the agreement or its places count as news from its area."""
    record = Record(agreements=(SECOND,), sources=(*SOURCES, source("r9", "2021-09-24", "idlib")))
    assert assess(record, FILED, SECOND, "2021-09-25").verdict == "no_information"
    record = Record(agreements=(SECOND,), sources=(*SOURCES, source("r9", "2021-09-24", "daraa")))
    assert assess(record, FILED, SECOND, "2021-09-25").verdict == "holding"


def test_a_fixed_term_runs_out() -> None:
    """A truce of 72 hours has expired on the fourth day after it began, and not before."""
    truce = agreement("first", "2021-09-01", [("in_force", "c1", "2021-09-02")], duration="PT72H")
    record = Record(agreements=(truce,), sources=SOURCES[:1])
    assert assess(record, FILED, truce, "2021-09-04").verdict == "holding"
    assert assess(record, FILED, truce, "2021-09-05").verdict == "expired"


@pytest.mark.parametrize(
    ("duration", "days"),
    [
        ("PT72H", 3),
        ("PT48H", 2),
        ("P7D", 7),
        ("P2W", 14),
        ("P1M", 30),
        ("PT90M", 1),
        ("P1Y", 365),
        (None, None),
        ("soon", None),
        ("P", None),
    ],
)
def test_durations_in_days(duration: str | None, days: int | None) -> None:
    """ISO durations become whole days, rounded up; anything else is unknown."""
    assert days_of(duration) == days


def test_refused_is_never_in_force() -> None:
    """An offer that was refused is not in force on any day."""
    offer = agreement("first", "2021-09-01", [("refused", "c1", "2021-09-02")])
    assert assess(Record(agreements=(offer,), sources=SOURCES), FILED, offer, "2021-09-30").verdict == "not_in_force"
