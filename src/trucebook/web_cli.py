"""The commands of the pages: serve a book in the browser, and say who may open a shared one.

Invariant: nothing here decides or computes; the pages are imported when they are asked for, since they need an extra.
"""

import getpass
import sys
from typing import Annotated

import typer

from trucebook.desk import opened
from trucebook.errors import InputError
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

    people = typer.Typer(help="Say who may open a shared book in the browser.", no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(people, name="user")
    _register_people(people)


def _register_people(people: typer.Typer) -> None:
    @people.command("add")
    def user_add(
        context: typer.Context,
        name: Annotated[str, typer.Argument(help="The name that decisions are signed with.")],
        role: Annotated[str, typer.Option(help="reader (reads), coder (decides), adjudicator (decides too, and between two coders).")],
    ) -> None:
        """Let a person open the book, or change role and password of one who may; the password is asked for, or read from a pipe.

        Example: trucebook --book postgresql://host/book user add ben --role coder
        """
        with opened(context) as book:
            roles = load("trucebook.web.sessions", extra="web", what="people of a book").ROLES
            if role not in roles:
                raise InputError(f"{role}: a role is {', '.join(roles)}")
            if not name.strip() or len(name) > 100 or not name.isprintable():
                raise InputError("a name has 1 to 100 printable characters")
            said = getpass.getpass(f"Password for {name}: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
            secret = load("trucebook.web.passwords", extra="web", what="people of a book").hashed(said)
            book.set_person(name.strip(), role, secret)
        print(f"{name.strip()} may open the book as {role}", file=sys.stderr)

    @people.command("remove")
    def user_remove(context: typer.Context, name: Annotated[str, typer.Argument(help="A person's name.")]) -> None:
        """Let a person open the book no longer; what they decided stays.

        Example: trucebook user remove ben
        """
        with opened(context) as book:
            book.drop_person(name)

    @people.command("list")
    def user_list(context: typer.Context) -> None:
        """List who may open the book, with roles.

        Example: trucebook user list
        """
        with opened(context) as book:
            for person in book.people():
                print(f"{person.name}\t{person.role}\t{person.changed[:10]}")


def _announce(address: str) -> None:
    print(f"Open {address}\nStop with Ctrl-C.", file=sys.stderr, flush=True)
