"""One agreement as a brief: standing, base rate, ledger, violations, toll, and every quote with its report and place.

Invariant: nothing published after the brief's day is in it; each quote names its report by number, and the reports stand at the end.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace as renew

import msgspec
from msgspec.structs import replace

from trucebook.errors import InputError
from trucebook.exports.dossier import Dossier, Noun, page_of
from trucebook.holding import assess
from trucebook.matching import Filed
from trucebook.model import Agreement, Assessment, Figure, Position, Provision, Report, Siege, Standing, Violation
from trucebook.survival import BaseRate, rate_for
from trucebook.wording import show_code, show_day, show_number, show_period

TONES = {
    **dict.fromkeys(("holding", "fulfilled"), "good"),
    **dict.fromkeys(("strained", "no_information"), "caution"),
    **dict.fromkeys(("broken", "expired"), "bad"),
}
MOST_QUOTES = 3
_AMOUNT = re.compile(r"(\d+)([YMWDHS])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour", "S": "second"}
_HOURS = _UNITS | {"M": "minute"}


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a report: the report's number in the brief, where they stand in its text, whether they run from right to left."""

    words: str
    report: int
    start: int
    end: int
    rtl: bool = False
    page: int | None = None

    def place(self) -> str:
        """Return where the words stand, as a brief prints it: report, page of a PDF, characters."""
        return f"{self.report}: {f'p. {self.page}, ' if self.page else ''}{self.start}–{self.end}"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a section: its cells under the section's heads, and the words it rests on."""

    cells: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A table of the brief; `none` is what is said where it has no row."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    none: str


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the brief lists it."""

    number: int
    id: str
    day: str
    publisher: str
    title: str
    grade: str
    url: str
    rtl: bool = False
    translated: str = ""


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """The base rate in words, and (days, least, most, known) of its band, each a share from 0 to 1 or None."""

    words: str
    band: tuple[tuple[int, float | None, float | None, float | None], ...]
    caveat: str


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a brief says, in the order it says it; what draws it adds no word of its own but labels."""

    title: str
    subtitle: str
    day: str
    verdict: str
    tone: str
    rule: str
    evidence: tuple[Quote, ...]
    beside: tuple[tuple[str, str], ...]
    would_change: tuple[str, ...]
    rate: Rate
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    reports: tuple[Listed, ...]
    foot: str


def brief_of(dossier: Dossier, name: str | None) -> Brief:
    """Return the brief of an agreement by its id, for the day of the dossier; the id may be left out where it holds one agreement."""
    found = [a for a in dossier.record.agreements if name is None or a.id == name]
    if len(found) != 1:
        raise InputError("a brief is of one agreement; name it with --agreement (`trucebook agreements` lists them)")
    day = dossier.about.as_of[:10]
    assessment = assess(dossier.record, dossier.filed, found[0], day)
    return _Writer(_known_by(dossier, day), found[0]).brief(assessment)


def _known_by(dossier: Dossier, day: str) -> Dossier:
    """Return the dossier without the claims of reports published after a day; those without a date stay."""
    return renew(dossier, filed={name: item for name, item in dossier.filed.items() if not item.published or item.published <= day})


class _Writer:
    """Writes one brief, numbering reports as they are first quoted."""

    def __init__(self, dossier: Dossier, agreement: Agreement) -> None:
        self.dossier, self.agreement, self.told = dossier, agreement, dossier.told(agreement)
        self.day = dossier.about.as_of[:10]
        self.numbers: dict[str, int] = {}

    def brief(self, assessment: Assessment) -> Brief:
        """Return the whole; evidence is quoted first, so that its reports come first in the list."""
        evidence = tuple(self._quotes(e.claim for e in assessment.evidence))
        sections = tuple(self._sections())
        for report in self.told.reports():
            self._number(report.id)
        place, about = self.told.place(), self.dossier.about
        return Brief(
            title=_capital(self.agreement.label),
            subtitle=" · ".join(w for w in (show_code(self.agreement.kind or ""), self._where(), self._when()) if w),
            day=show_day(self.day),
            verdict=show_code(assessment.verdict),
            tone=TONES.get(assessment.verdict, "plain"),
            rule=assessment.rule,
            evidence=evidence,
            beside=tuple(_beside(assessment)),
            would_change=assessment.would_change,
            rate=_rate(rate_for(self.agreement, country=place.country if place else None)),
            facts=tuple((name, words) for name, words in self._facts() if words),
            sections=sections,
            reports=tuple(self._listed()),
            foot=f"{self.agreement.id} · trucebook {about.version}" + (f" · profile {about.profile}" if about.profile != "none" else ""),
        )

    def _where(self) -> str:
        place = self.told.place()
        return self.told.text("place") or (place.name if place else None) or ""

    def _when(self) -> str:
        began, declared = show_period(self.agreement.began), show_period(self.agreement.declared)
        return f"took effect {began}" if began else f"declared {declared}" if declared else ""

    def _facts(self) -> Iterator[tuple[str, str]]:
        agreement = self.agreement
        yield "Declared", show_period(agreement.declared)
        yield "Took effect", show_period(agreement.began) or "not told"
        yield "Ended", show_period(agreement.ended)
        yield "Term", _term(agreement.duration) or "no fixed term told"
        yield "Parties", "; ".join(agreement.parties) or "not told"
        yield "Mediators", "; ".join(agreement.mediators) or "none told"
        yield "Monitors", "; ".join(agreement.monitors)
        yield "Replaces", self._label(agreement.supersedes)
        yield "Replaced by", self._label(agreement.superseded_by)

    def _label(self, name: str | None) -> str:
        """Return another agreement's words, where a report known by the day tells of it."""
        other = self.dossier.agreement(name) if name else None
        known = other is not None and any(c in self.dossier.filed for c in other.claims)
        return f"{other.label} ({show_period(other.began or other.declared) or 'no date'})" if other and known else ""

    def _sections(self) -> Iterator[Section]:
        record, mine = self.dossier.record, self.agreement.id
        yield self._standings(self._known(self.agreement.standings))
        yield self._ledger(self._told_of(p for p in record.provisions if p.agreement == mine))
        yield self._violations(self._told_of(v for v in record.violations if v.agreement == mine))
        reports = {r.id for r in self.told.reports()}
        yield self._positions(self._told_of(p for p in record.positions if p.agreement == mine))
        near = (s for s in record.sieges if s.agreement == mine or any(i.report in reports for i in self.dossier.told(s).claims))
        yield self._sieges(self._told_of(near))
        yield self._toll(self._told_of(f for f in record.figures if any(i.report in reports for i in self.dossier.told(f).claims)))

    def _sieges(self, sieges: Sequence[Siege]) -> Section:
        rows = []
        for siege in sieges:
            stood = self._known(siege.standings)
            cells = (
                siege.place or "not told",
                "; ".join(siege.besiegers) or "not told",
                show_period(siege.began),
                show_period(siege.ended),
            )
            rows.append(Row(cells=(*cells, show_code(stood[-1].status) if stood else "unknown"), quotes=self._of(siege)))
        heads = ("where", "who", "since", "until", "standing")
        return Section(title="Sieges", heads=heads, rows=tuple(rows), none="No siege is told.")

    def _positions(self, positions: Sequence[Position]) -> Section:
        rows = tuple(
            Row(
                cells=(p.actor, show_code(p.stance) + (" on conditions" if p.conditional else ""), show_day(p.reported) or "no date"),
                quotes=self._of(p),
            )
            for p in positions
        )
        return Section(title="Who stands where", heads=("who", "stance", "reported"), rows=rows, none="No stance is told.")

    def _told_of[N: Noun](self, nouns: Iterable[N]) -> list[N]:
        """Return what is known by the day, in the order it was told."""
        told = [
            (min((i.published or "9999", i.claim.start) for i in found), noun.id, noun)
            for noun in nouns
            if (found := self.dossier.told(noun).claims)
        ]
        return [noun for *_, noun in sorted(told, key=lambda one: one[:2])]

    def _known(self, standings: Iterable[Standing]) -> list[Standing]:
        return [s for s in standings if s.claim in self.dossier.filed]

    def _standings(self, standings: Sequence[Standing]) -> Section:
        rows = (Row(cells=(show_day(s.day) or "no date", show_code(s.status)), quotes=self._quotes([s.claim])) for s in standings)
        return Section(title="How it stood", heads=("reported", "standing"), rows=tuple(rows), none="No report says how it stands.")

    def _ledger(self, provisions: Sequence[Provision]) -> Section:
        numbers = {p.id: str(n) for n, p in enumerate(provisions, 1)}
        rows = tuple(self._duty(p, numbers) for p in provisions)
        heads = ("no.", "what", "who → for whom", "due", "in return for", "standing")
        return Section(title="Who owes what", heads=heads, rows=rows, none="No provision is told.")

    def _duty(self, provision: Provision, numbers: dict[str, str]) -> Row:
        who = f"{provision.debtor or '?'} → {provision.beneficiary}" if provision.beneficiary else provision.debtor or "not told"
        returns = ", ".join(numbers[i] for i in provision.in_exchange_for if i in numbers)
        stood = self._known(provision.standings)
        status = show_code(stood[-1].status) if stood else "unknown"
        cells = (numbers[provision.id], show_code(provision.action), who, show_period(provision.due), returns, status)
        return Row(cells=cells, quotes=self._of(provision))

    def _violations(self, violations: Sequence[Violation]) -> Section:
        rows = tuple(Row(cells=_breach(v), quotes=self._of(v)) for v in violations)
        return Section(title="Violations", heads=("what", "who", "when", "basis"), rows=rows, none="No violation is told.")

    def _toll(self, figures: Sequence[Figure]) -> Section:
        rows = []
        for figure in figures:
            for rival in figure.rivals:
                if claims := [c for c in rival.claims if c in self.dossier.filed]:
                    number = show_number(rival.value.low, rival.value.high, rival.value.quantifier, rival.value.unit)
                    by = "; ".join(rival.counted_by) or "not told"
                    cells = (show_code(figure.category), number, figure.who or "", show_period(figure.date), by, str(rival.sources))
                    rows.append(Row(cells=cells, quotes=self._quotes(claims)))
        heads = ("what", "how many", "who", "when", "counted by", "sources")
        return Section(title="The toll its reports tell", heads=heads, rows=tuple(rows), none="No number is told.")

    def _of(self, noun: Noun) -> tuple[Quote, ...]:
        return self._quotes(i.claim.id for i in self.dossier.told(noun).claims)

    def _quotes(self, claims: Iterable[str]) -> tuple[Quote, ...]:
        """Return the words of claims, each once, the first few; those that a profile leaves out are none."""
        found: dict[tuple[str, int, int], Quote] = {}
        for item in (self.dossier.filed[c] for c in claims if c in self.dossier.filed):
            if item.claim.quote and len(found) < MOST_QUOTES:
                found.setdefault((item.report, item.claim.start, item.claim.end), self._quote(item))
        return tuple(found.values())

    def _quote(self, item: Filed) -> Quote:
        claim, words = item.claim, " ".join(item.claim.quote.split())
        page = page_of(self.dossier.reports.get(item.report), claim.start)
        return Quote(words=words, report=self._number(item.report), start=claim.start, end=claim.end, rtl=_rtl(words), page=page)

    def _number(self, report: str) -> int:
        return self.numbers.setdefault(report, len(self.numbers) + 1)

    def _listed(self) -> Iterator[Listed]:
        grades = {s.report: s.grade for s in self.dossier.record.sources}
        for name, number in self.numbers.items():
            report = self.dossier.reports.get(name)
            if report is not None:
                yield replace(_listing(report, number), grade=grades.get(name, "F"))


def _listing(report: Report, number: int) -> Listed:
    title = " ".join((report.title or "").split())
    return Listed(
        number=number,
        id=report.id,
        day=show_day(report.published) or "no date",
        publisher=report.publisher or "",
        title=title or "no headline",
        grade="F",
        url=report.url or "",
        rtl=_rtl(title),
        translated=f"translated by {report.translated_by or 'a person'} from {report.translation_of}" if report.translation_of else "",
    )


def _beside(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Yield what stands beside the verdict, in words."""
    facts = assessment.facts
    age, fresh = facts.get("age_days"), facts.get("days_since_last_report")
    now, before = (_counted(facts["violations"][key]) for key in ("this_period", "period_before"))
    owed = [f"{count} {show_code(kind)}" for kind, count in facts["provisions"].items() if count]
    yield "Age", "unknown" if age is None else f"{age} day{'' if age == 1 else 's'}"
    yield f"Violations in {facts['violations']['period_days']} days", f"{now}; in those before: {before}"
    yield "Provisions", ", ".join(owed) or "none told"
    yield "Last report", "none" if fresh is None else "the same day" if fresh == 0 else f"{fresh} day{'' if fresh == 1 else 's'} before"
    yield "Independent reports", str(facts.get("independent_reports", 0))


def _counted(sides: dict[str, dict[str, int]]) -> str:
    stated, alleged = (sum(side[key] for side in sides.values()) for key in ("stated", "alleged"))
    return "none" if not stated + alleged else ", ".join(f"{n} {w}" for n, w in ((stated, "stated"), (alleged, "alleged")) if n)


def _rate(rate: BaseRate) -> Rate:
    low, high = rate.quartile_days
    median = f"; their median {rate.median_days:g} day{'' if rate.median_days == 1 else 's'}" if rate.median_days is not None else ""
    middle = f" (middle half {low:g} to {high:g})" if median and low is not None and high is not None else ""
    cases = f"Of {rate.n} truces of the class “{rate.reference_class}”, {rate.ends_known} have a known end{median}{middle}."
    words = f"{cases} Share still in force (bar: low to high; stroke: known):"
    return Rate(words=words, band=tuple((s.days, s.low, s.high, s.known) for s in rate.shares), caveat=rate.caveat.replace("`", ""))


def _breach(violation: Violation) -> tuple[str, ...]:
    who = f"{violation.perpetrator or '?'} → {violation.victim}" if violation.victim else violation.perpetrator or "not told"
    basis = f"alleged by {violation.alleged_by}" if violation.alleged_by else "stated"
    return show_code(violation.act or "not told"), who, show_period(violation.date), basis


def _term(duration: str | None) -> str:
    """Return an ISO 8601 duration in words, "72 hours"."""
    date, _, time = (duration or "").removeprefix("P").partition("T")
    found = [*((n, _UNITS[u]) for n, u in _AMOUNT.findall(date)), *((n, _HOURS[u]) for n, u in _AMOUNT.findall(time))]
    return " ".join(f"{n} {unit}{'' if n == '1' else 's'}" for n, unit in found) or duration or ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _rtl(words: str) -> bool:
    """Say whether the first letter with a direction runs from right to left."""
    first = next((d for ch in words if (d := unicodedata.bidirectional(ch)) in ("L", "R", "AL")), "L")
    return first != "L"
