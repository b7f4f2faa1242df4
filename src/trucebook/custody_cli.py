"""The commands of custody: purge a name, back a book up, bring it back.

Invariant: nothing here decides or computes; what cannot be undone asks first.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from trucebook.bundling import bundle as write_bundle
from trucebook.desk import Json, book_of, opened, print_value, speaking_plainly, unnoted
from trucebook.timestamps import ask_for_stamp, broken_stamps, stamps_of


def register(app: typer.Typer) -> None:
    """Add the commands of custody to the command line."""

    @app.command()
    def purge(
        context: typer.Context,
        names: Annotated[list[str], typer.Argument(metavar="NAME…", help="The person's name, and other spellings of it.")],
        reason: Annotated[str, typer.Option("--why", help="Why; it must not hold the name.")],
        yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
        json: Json = False,
    ) -> None:
        """Cover a person's name wherever the book holds it; this cannot be undone.

        Texts and quotes keep their length, original bytes that hold the name are dropped, and the log keeps that and why, not what.
        Backups and exports made before are not touched.

        Example: trucebook --book daraa.db purge "Amina Kone" --why "asked for by the person"
        """
        with opened(context) as book:
            if not yes:
                typer.confirm(f"Cover {len(names)} spellings for good in {context.obj['book']}?", abort=True, err=True)
            touched = book.purge(names, why=reason)
            print_value(json, touched)
        if not json:
            said = f"{touched['units']} reports and claims, {touched['judgements']} judgements, {touched['lines']} log lines covered"
            print(f"{said}; {touched['originals']} originals dropped", file=sys.stderr)

    @app.command()
    def backup(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")]) -> None:
        """Write the book as it is now into one file, while it is in use.

        Example: trucebook --book daraa.db backup daraa-backup.db
        """
        with opened(context) as book:
            digest = book.backup(file)
        typer.echo(f"{file} written, SHA-256 {digest}{unnoted(book)}", err=True)

    @app.command()
    def bundle(
        context: typer.Context,
        words: Annotated[str, typer.Argument(metavar="AGREEMENT", help="An id, or words that name an agreement.")],
        output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.zip", help="The file to write.")],
    ) -> None:
        """Write an agreement with its evidence, originals and log as a zip that anyone can check with plain Python.

        A bundle holds whole reports; where one would show a person marked at risk, nothing is written.

        Example: trucebook --book daraa.db bundle Daraa -o daraa.zip
        """
        with opened(context) as book:
            digest = write_bundle(book, words, output)
        typer.echo(f"{output} written, SHA-256 {digest}; check it with: python3 verify.py {output}{unnoted(book)}", err=True)

    @app.command()
    def timestamp(
        context: typer.Context,
        tsa: Annotated[str | None, typer.Option(metavar="URL", help="Ask this time-stamp server (RFC 3161); it sees a hash only.")] = None,
        root: Annotated[Path | None, typer.Option(metavar="FILE.pem", help="Check every stamp by this root certificate.")] = None,
        json: Json = False,
    ) -> None:
        """Have the head of the log stamped by a server you name, or check the stamps there are; exits 1 where one does not stand.

        Example: trucebook --book daraa.db timestamp --tsa https://tsa.example.org
        """
        with opened(context) as book:
            if tsa is not None:
                ask_for_stamp(book, tsa)
            wrong = broken_stamps(book, root) if root is not None else []
            stamps = [{"line": s.line, "head": s.head, "by": s.by, "at": s.at} for s in stamps_of(book)]
        print_value(json, {"stamps": stamps, "wrong": wrong})
        if not json:
            print("\n".join([*(f"line {s['line']} stood at {s['at']}, says {s['by']}" for s in stamps), *wrong]))
        raise typer.Exit(1 if wrong else 0)

    @app.command()
    def restore(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")]) -> None:
        """Bring a backup back into the place that --book names, which must hold no book.

        Example: trucebook --book restored.db restore daraa-backup.db
        """
        with speaking_plainly(), book_of(context) as book:
            book.restore(file)
        typer.echo(f"{context.obj['book']} restored from {file}", err=True)
