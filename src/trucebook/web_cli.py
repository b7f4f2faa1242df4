"""The command that shows a book in the browser.

Invariant: nothing here decides or computes; the pages are imported when they are asked for, since they need an extra.
"""

import sys
from typing import Annotated

import typer

from trucebook.desk import opened
from trucebook.extras import load


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command()
    def serve(
        context: typer.Context,
        port: Annotated[int, typer.Option(min=1, max=65535, help="The port on this machine.")] = 8765,
        host: Annotated[str, typer.Option(help="127.0.0.1, ::1 or localhost; nothing else is served.")] = "127.0.0.1",
        readonly: Annotated[bool, typer.Option("--readonly", help="Show the book; nothing can be changed.")] = False,
    ) -> None:
        """Show the book in the browser, on this machine alone.

        The address printed at the start holds a token; whoever opens it may decide, in the name of --who.

        Example: trucebook --book daraa.db serve
        """
        with opened(context) as book:
            pages = load("trucebook.web", extra="web", what="serving a book")
            pages.serve(book, port=port, host=host, readonly=readonly, announce=_announce)


def _announce(address: str) -> None:
    print(f"Open {address}\nStop with Ctrl-C.", file=sys.stderr, flush=True)
