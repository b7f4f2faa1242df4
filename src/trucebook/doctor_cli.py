"""The command that says what is installed and in order, and how to mend what is not.

Invariant: it changes nothing and exits 1 only where reading or the book named would fail.
"""

from typing import Any

import typer
from rich.table import Table

from trucebook.desk import Json, print_value
from trucebook.doctor import Finding, examine

MARKS = {"ok": ("ok", "green"), "absent": ("–", "yellow"), "broken": ("broken", "bold red")}


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command()
    def doctor(context: typer.Context, json: Json = False) -> None:
        """Look at program, language model, gazetteer, book and extras, and say how to mend what is not in order.

        Example: trucebook --book daraa.db doctor
        """
        findings = examine(context.obj["book"])
        print_value(json, findings, lambda: _page(findings))
        raise typer.Exit(1 if any(f.state == "broken" for f in findings) else 0)


def _page(findings: list[Finding]) -> Any:
    """Return the findings as a table."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for finding in findings:
        mark, style = MARKS[finding.state]
        table.add_row(f"[{style}]{mark}[/]", finding.what, finding.seen + (f"\n[dim]→ {finding.mend}[/]" if finding.mend else ""))
    return table
