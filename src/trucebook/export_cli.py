"""The command that hands a book on: opens it, writes one file, says what was written.

Invariant: nothing here decides or computes; the file appears whole or not at all.
"""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from trucebook.desk import book_of, opened, speaking_plainly, unnoted
from trucebook.export_book import as_written, at_risk, gather, take_over
from trucebook.export_book import export as export_book
from trucebook.exports import TABLES, formats
from trucebook.importing import Proposal, left_alone, profile_of, propose, read_workbook
from trucebook.intake import day
from trucebook.redaction import DEFAULT, profiles


def register(app: typer.Typer) -> None:
    """Add the commands of export to the command line."""

    @app.command()
    def export(
        context: typer.Context,
        format: Annotated[str, typer.Option("--format", "-f", help=f"One of {', '.join(formats())}.")],
        output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="The file to write.")],
        agreement: Annotated[str | None, typer.Option(help="Only what belongs to the agreements of an id or of words.")] = None,
        table: Annotated[
            str | None,
            typer.Option(help=f"For csv and parquet, one of {', '.join(t.name for t in TABLES)} (Agreements where none is given)."),
        ] = None,
        columns: Annotated[str | None, typer.Option(help="Columns to write, with commas between; all where none are given.")] = None,
        profile: Annotated[str, typer.Option(help=f"What may be shown: {', '.join(profiles())}, or a YAML file.")] = DEFAULT,
        as_of: Annotated[
            str | None, typer.Option("--as-of", help="The day a brief speaks of, YYYY-MM-DD (today where none is given).")
        ] = None,
    ) -> None:
        """Write the book as a file for others; docs/exports.md explains every format and column.

        Persons who hold no office we know of are hidden unless you ask for another profile; `--profile none` shows everything.

        Example: trucebook --book daraa.db export --format xlsx -o daraa.xlsx
        """
        wanted = [c.strip() for c in columns.split(",") if c.strip()] if columns else None
        with speaking_plainly(), book_of(context) as book:
            known = day(as_of, what="--as-of") if as_of else None
            book.open()
            digest = export_book(
                book, output, format=format, agreement=agreement, table=table, columns=wanted, as_of=known, profile=profile
            )
        typer.echo(f"{output} written, SHA-256 {digest}{unnoted(book)}", err=True)

    @app.command()
    def protect(
        context: typer.Context,
        name: Annotated[str | None, typer.Argument(help="The person's name; none lists those marked.")] = None,
        undo: Annotated[bool, typer.Option("--undo", help="Take the mark back.")] = False,
    ) -> None:
        """Mark a person as at risk: an export that would show the name is refused.

        Example: trucebook --book daraa.db protect "Amina Kone"
        """
        with opened(context) as book:
            if name is None:
                typer.echo("\n".join(at_risk(book)))
            else:
                book.note("not_at_risk" if undo else "at_risk", " ".join(name.split()), {})

    @app.command("import")
    def import_(
        context: typer.Context,
        file: Annotated[
            Path,
            typer.Argument(metavar="FILE", help="A workbook, or Fields or Claims as CSV, that `trucebook export` wrote and you edited."),
        ],
        dry_run: Annotated[bool, typer.Option("--dry-run", help="List the proposed judgements and change nothing.")] = False,
        yes: Annotated[bool, typer.Option("--yes", help="Take over everything but conflicts without asking.")] = False,
        json: Annotated[bool, typer.Option("--json", help="Print the proposals as JSON; changes nothing.")] = False,
    ) -> None:
        """Take an edited workbook back: each edited cell is a proposed judgement, accepted or refused one by one.

        Example: trucebook --book daraa.db import daraa.xlsx --dry-run
        """
        with opened(context) as book:
            sheets, dossier = read_workbook(file), gather(book)
            shown = as_written(book, dossier, profile_of(sheets))
            proposals = propose(sheets, dossier, shown=shown)
            if json:
                typer.echo(msgspec.json.encode(proposals))
                return
            for words in left_alone(sheets, dossier, shown=shown):
                typer.echo(f"left alone: {words}", err=True)
            taken = 0
            for proposal in proposals:
                typer.echo(_line(proposal))
                if not dry_run and not proposal.refused and _agreed(proposal, yes):
                    take_over(book, proposal, file.name)
                    taken += 1
        typer.echo(f"{len(proposals)} proposed, {taken} taken over", err=True)


def _agreed(proposal: Proposal, yes: bool) -> bool:
    """Ask whether to take a proposal over; with --yes everything but a conflict is."""
    return not proposal.conflict if yes else typer.confirm("Take it over?", default=not proposal.conflict)


def _line(proposal: Proposal) -> str:
    """Return a proposal in one line."""
    what = f"{proposal.act} {proposal.claim[:8]}" + (f" {proposal.field}" if proposal.field else "")
    line = f"{proposal.sheet}, row {proposal.row}: {what}: {proposal.was!r} → {proposal.wanted!r}"
    if proposal.conflict:
        line += f"  CONFLICT: the book now says {proposal.now!r}"
    return line + (f"  REFUSED: {proposal.refused}" if proposal.refused else "")
