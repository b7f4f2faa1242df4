"""One agreement as a page to print: its standing, parties, ledger, violations, figures and every quote with its report.

Invariant: every word from a report is escaped; the page loads nothing from anywhere and runs no script.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, BinaryIO

from trucebook.errors import InputError
from trucebook.exports.columns import plain
from trucebook.exports.dossier import Dossier, Told, day_of
from trucebook.holding import assess
from trucebook.model import Agreement, Assessment, Figure, PeriodValue, Provision, Violation

STYLE = """
@page { size: A4; margin: 18mm } body { font: 11pt/1.45 Georgia, serif; max-width: 46em; margin: 2em auto; color: #111 }
h1 { font-size: 18pt; margin: 0 0 .2em } h2 { font-size: 13pt; border-bottom: 1px solid #999; margin-top: 1.4em }
table { border-collapse: collapse; width: 100%; font-size: 10pt } th, td { text-align: left;
  vertical-align: top; padding: .25em .5em; border-bottom: 1px solid #ccc }
thead { display: table-header-group } tr { break-inside: avoid } blockquote { margin: .3em 0 .3em 1em; font-style: italic }
.verdict { font-size: 14pt; font-weight: bold } .dim { color: #555 }
"""


def write(dossier: Dossier, out: BinaryIO, *, agreement: str | None = None) -> None:
    """Write the page of an agreement by its id; the id may be left out where the dossier holds one agreement."""
    out.write("".join(f"{line}\n" for line in page(dossier, _chosen(dossier, agreement))).encode("utf-8"))


def _chosen(dossier: Dossier, name: str | None) -> Agreement:
    found = [a for a in dossier.record.agreements if name is None or a.id == name]
    if len(found) != 1:
        raise InputError("a brief is of one agreement; name it with --agreement (`trucebook agreements` lists them)")
    return found[0]


def page(dossier: Dossier, agreement: Agreement) -> Iterator[str]:
    """Yield the lines of the page."""
    told, day = dossier.told(agreement), dossier.about.as_of[:10]
    assessment = assess(dossier.record, dossier.filed, agreement, day)
    yield f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(agreement.label)}</title>'
    yield f"<style>{STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{escape(agreement.label)}</h1>"
    yield f'<p class="dim">As of {escape(day)} · trucebook {escape(dossier.about.version)} · {escape(agreement.id)}</p>'
    yield from _standing(assessment)
    yield from _facts(told, agreement)
    record = dossier.record
    yield from _ledger(dossier, [p for p in record.provisions if p.agreement == agreement.id])
    yield from _violations(dossier, [v for v in record.violations if v.agreement == agreement.id])
    reports = {r.id for r in told.reports()}
    yield from _figures([f for f in record.figures if any(i.report in reports for i in dossier.told(f).claims)])
    yield from _reports(told)
    yield "</main>\n</body>\n</html>"


def _standing(assessment: Assessment) -> Iterator[str]:
    verdict = escape(assessment.verdict.replace("_", " "))
    yield f'<h2>Is it holding?</h2>\n<p class="verdict">{verdict}</p>\n<p>{escape(assessment.rule)}</p>'
    for evidence in assessment.evidence:
        yield f"<blockquote>{escape(evidence.quote)}</blockquote>\n" + (
            f'<p class="dim">report {escape(evidence.report)}, {escape(evidence.published or "no date")}</p>'
        )
    if assessment.would_change:
        yield "<p>What would change it: " + escape("; ".join(assessment.would_change)) + "</p>"


def _facts(told: Told, agreement: Agreement) -> Iterator[str]:
    rows = (
        ("Kind", agreement.kind or "not known"),
        ("Declared", _period(agreement.declared)),
        ("Took effect", _period(agreement.began)),
        ("Place", told.text("place") or "not known"),
        ("Parties", "; ".join(agreement.parties) or "not known"),
        ("Mediators", "; ".join(agreement.mediators) or "none told"),
        ("Monitors", "; ".join(agreement.monitors) or "none told"),
        ("Replaces", _label(told.dossier, agreement.supersedes)),
        ("Replaced by", _label(told.dossier, agreement.superseded_by)),
    )
    yield "<h2>What was agreed</h2>\n<table>\n<tbody>"
    yield from (f'<tr><th scope="row">{escape(name)}</th><td>{escape(words)}</td></tr>' for name, words in rows)
    yield "</tbody>\n</table>"


def _period(period: PeriodValue | None) -> str:
    """Return a period in words: a day, or the days between which it lies."""
    if period is None or not (period.first or period.last):
        return "not known"
    return day_of(period) or f"between {period.first or '?'} and {period.last or '?'}"


def _label(dossier: Dossier, name: str | None) -> str:
    agreement = dossier.agreement(name) if name else None
    return f"{agreement.label} ({agreement.id})" if agreement else "none told"


def _words(told: Told) -> str:
    """Return the words of the claim that scores best, with its report's id."""
    reports = told.reports()
    return f"“{told.quote()}” [{reports[0].id}]" if told.quote() and reports else "not handed on"


def _ledger(dossier: Dossier, provisions: Sequence[Provision]) -> Iterator[str]:
    rows = (
        (p.action.replace("_", " "), p.debtor or "not told", p.standings[-1].status if p.standings else "unknown", _words(dossier.told(p)))
        for p in provisions
    )
    yield "<h2>Provisions</h2>"
    yield from _table(("what", "who", "status", "words"), rows)


def _violations(dossier: Dossier, violations: Sequence[Violation]) -> Iterator[str]:
    rows = (
        (
            (v.act or "not told").replace("_", " "),
            v.perpetrator or "not told",
            _period(v.date),
            f"alleged by {v.alleged_by}" if v.alleged_by else "stated",
            _words(dossier.told(v)),
        )
        for v in violations
    )
    yield "<h2>Violations</h2>"
    yield from _table(("what", "who", "when", "basis", "words"), rows)


def _figures(figures: Sequence[Figure]) -> Iterator[str]:
    rows = (
        (f.category, _number(r.value), f.measure or "", "; ".join(r.counted_by) or "not told", r.sources) for f in figures for r in f.rivals
    )
    yield "<h2>Figures told in its reports</h2>"
    yield from _table(("what", "how many", "stock or flow", "counted by", "sources"), rows)


def _number(value: Any) -> str:
    bound = value.low if value.low is not None else value.high
    return f"{value.quantifier.replace('_', ' ')} {bound}".removeprefix("exact ")


def _reports(told: Told) -> Iterator[str]:
    rows = ((r.published or "no date", r.publisher or "not known", r.title or "no headline", r.id) for r in told.reports())
    yield "<h2>Reports</h2>"
    yield from _table(("day", "publisher", "headline", "id"), rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    listed = list(rows)
    if not listed:
        yield '<p class="dim">None told.</p>'
        return
    yield "<table>"
    yield "<thead><tr>" + "".join(f'<th scope="col">{escape(h)}</th>' for h in heads) + "</tr></thead>"
    yield "<tbody>"
    yield from ("<tr>" + "".join(f"<td>{escape(plain(cell))}</td>" for cell in row) + "</tr>" for row in listed)
    yield "</tbody>\n</table>"
