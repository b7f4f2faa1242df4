"""A brief as a page to print, HTML.

Invariant: every word from a report is escaped; the page loads nothing from anywhere and runs no script.
"""

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import resources
from typing import BinaryIO

from trucebook.exports.brief import Brief, Listed, Quote, Rate, Row, Section, brief_of
from trucebook.exports.dossier import Dossier


def write(dossier: Dossier, out: BinaryIO, *, agreement: str | None = None) -> None:
    """Write the page of an agreement by its id; the id may be left out where the dossier holds one agreement."""
    out.write("".join(f"{line}\n" for line in page(brief_of(dossier, agreement))).encode("utf-8"))


@cache
def _style() -> str:
    return (resources.files("trucebook") / "data" / "brief.css").read_text(encoding="utf-8")


def page(brief: Brief) -> Iterator[str]:
    """Yield the lines of the page."""
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(brief.title)}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n<main>"
    yield f"<header>\n<h1>{escape(brief.title)}</h1>\n<p>{escape(brief.subtitle)}</p>\n</header>"
    yield from _standing(brief)
    yield from _rate(brief.rate)
    yield "<section>\n<h2>What was agreed</h2>\n<dl>"
    yield from (f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in brief.facts)
    yield "</dl>\n</section>"
    for section in brief.sections:
        yield from _section(section)
    yield "<section>\n<h2>Reports</h2>\n<ol>"
    yield from (_report(report) for report in brief.reports)
    yield f"</ol>\n</section>\n<footer>{escape(brief.foot)}</footer>\n</main>\n</body>\n</html>"


def _standing(brief: Brief) -> Iterator[str]:
    yield f'<section class="standing {brief.tone}">\n<p class="asked">Is it holding on {escape(brief.day)}?</p>'
    yield f'<p class="verdict">{escape(brief.verdict)}</p>\n<p>{escape(brief.rule)}</p>'
    yield from (_quote(quote) for quote in brief.evidence)
    yield '<dl class="beside">'
    yield from (f"<div><dt>{escape(name)}</dt><dd>{escape(words)}</dd></div>" for name, words in brief.beside)
    yield "</dl>"
    if brief.would_change:
        yield f"<p><b>What would change it.</b> {escape(' '.join(brief.would_change))}</p>"
    yield "</section>"


def _rate(rate: Rate) -> Iterator[str]:
    yield f'<section>\n<h2>How long others lasted</h2>\n<p>{escape(rate.words)}</p>\n<table class="band">\n<tbody>'
    for days, low, high, known in rate.band:
        yield f'<tr><th scope="row">{days} days</th><td class="bar">{_bar(low, high, known)}</td><td>{_span(low, high)}</td></tr>'
    yield f'</tbody>\n</table>\n<p class="dim">{escape(rate.caveat)}</p>\n</section>'


def _bar(low: float | None, high: float | None, known: float | None) -> str:
    if low is None or high is None:
        return ""
    mark = f'<b style="left:{100 * known:.0f}%"></b>' if known is not None else ""
    return f'<span><i style="left:{100 * low:.0f}%;width:{100 * (high - low):.0f}%"></i>{mark}</span>'


def _span(low: float | None, high: float | None) -> str:
    return "not known" if low is None or high is None else f"{100 * low:.0f}–{100 * high:.0f} %"


def _section(section: Section) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(section.title)}</h2>"
    if not section.rows:
        yield f'<p class="dim">{escape(section.none)}</p>\n</section>'
        return
    yield "<table>\n<thead><tr>" + "".join(f'<th scope="col">{escape(h)}</th>' for h in section.heads) + "</tr></thead>"
    yield from (_row(row) for row in section.rows)
    yield "</table>\n</section>"


def _row(row: Row) -> str:
    """Return a row and, below it, the words it rests on; both stay on one page."""
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in row.cells)
    said = "".join(_quote(quote) for quote in row.quotes)
    words = f'<tr class="words"><td colspan="{len(row.cells)}">{said}</td></tr>' if said else ""
    return f"<tbody><tr>{cells}</tr>{words}</tbody>"


def _quote(quote: Quote) -> str:
    where = f'<a href="#r{quote.report}">[{quote.place()}]</a>'
    return f'<blockquote><q dir="{"rtl" if quote.rtl else "ltr"}">{escape(quote.words)}</q> {where}</blockquote>'


def _report(report: Listed) -> str:
    told = " · ".join(escape(w) for w in (report.publisher, report.day, f"source graded {report.grade}", report.translated) if w)
    title = f'<b dir="{"rtl" if report.rtl else "ltr"}">{escape(report.title)}</b>'
    url = f'<br><span class="dim">{escape(report.url)}</span>' if report.url else ""
    return f'<li id="r{report.number}" value="{report.number}">{title}<br>{told} · <code>{escape(report.id)}</code>{url}</li>'
