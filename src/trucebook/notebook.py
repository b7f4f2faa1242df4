"""How a reading looks in a notebook: its text with the mentions in colour, and its claims in a table beside the words.

Invariant: every text is escaped, and what is shown is the reading's own; nothing is loaded from elsewhere.
"""

import sys
from html import escape
from typing import Any

from trucebook.book import Answer
from trucebook.model import Claim, Field, Mention, PeriodValue, Reading

COLOURS = {"actor": "#cfe3ff", "place": "#d5f2d9", "period": "#fbe7c0", "figure": "#f9d0cf", "object": "#e6dcf7"}
_CELL = "style='text-align:left;vertical-align:top;max-width:32em;white-space:normal'"


def show_reading(reading: Reading) -> str:
    """Return a reading as HTML: heading, marked text, claims."""
    report = reading.report
    known = " · ".join(x for x in (report.published, report.publisher, f"{len(reading.claims)} claims") if x)
    legend = " ".join(f"<mark style='background:{colour};color:#222'>{kind}</mark>" for kind, colour in COLOURS.items())
    rows = "".join(_row(claim) for claim in reading.claims)
    return (
        f"<div><b>{escape(report.title or report.id)}</b><br><small>{escape(known)} · {legend}</small>"
        f"<p dir='auto' style='white-space:pre-wrap;max-width:60em'>{_marked(report.text, reading.mentions)}</p>"
        f"<table><thead><tr><th>claim</th><th>says</th><th>words</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )


def show_answer(answer: Answer) -> str:
    """Return an answer to "is it holding?" as HTML: verdict, rule, evidence, what would change it."""
    found = answer.assessment
    proof = "".join(f"<li>{escape(e.published or '')} <q>{escape(' '.join(e.quote.split()))}</q></li>" for e in found.evidence)
    change = " ".join(found.would_change)
    return (
        f"<div><b>{escape(found.verdict.replace('_', ' ').upper())}</b> {escape(answer.agreement.label)} "
        f"<small>as of {escape(found.as_of)}</small><br>{escape(found.rule)}<ul>{proof}</ul>"
        f"<small>would change it: {escape(change)}</small></div>"
    )


def enable() -> bool:
    """Teach a running IPython to show readings and answers; returns False where none runs."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is None:
        return False
    html: Any = shell.display_formatter.formatters["text/html"]
    html.for_type(Reading, show_reading)
    html.for_type(Answer, show_answer)
    return True


def _marked(text: str, mentions: tuple[Mention, ...]) -> str:
    """Return the text with its outermost mentions marked."""
    parts, at = [], 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start >= at:
            parts.append(escape(text[at : mention.start]))
            parts.append(f"<mark style='background:{COLOURS[mention.kind]};color:#222'>{escape(mention.text)}</mark>")
            at = mention.end
    return "".join([*parts, escape(text[at:])])


def _row(claim: Claim) -> str:
    said = []
    for name, field in claim.fields.items():
        values = [_shown(one) for one in (field if isinstance(field, list) else [field])]
        said.append(f"{escape(name)}: {escape(', '.join(v for v in values if v))}")
    cells = (f"{claim.kind}<br><small>{claim.assertion}</small>", "<br>".join(said), f"<q>{escape(' '.join(claim.quote.split()))}</q>")
    return "<tr>" + "".join(f"<td {_CELL}>{cell}</td>" for cell in cells) + "</tr>"


def _shown(field: Field) -> str:
    """Return a field's words, or its code or days where no words carry it."""
    if field.text:
        return " ".join(field.text.split())
    if isinstance(field.value, PeriodValue):
        return " – ".join(dict.fromkeys(d for d in (field.value.first, field.value.last) if d))
    return "" if field.value is None else str(field.value)
