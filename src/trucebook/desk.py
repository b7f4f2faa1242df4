"""What the commands share: an opened book, errors in one line, a value as JSON or as its page.

Invariant: bad input ends with exit code 2 and one line on standard error.
"""

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, NoReturn

import msgspec
import typer
from rich.console import Console, RenderableType

from trucebook.book import Book
from trucebook.errors import TrucebookError

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a page.")]


@contextmanager
def speaking_plainly() -> Iterator[None]:
    """Turn an error of ours into one line on standard error and exit code 2."""
    try:
        yield
    except TrucebookError as error:
        print(f"trucebook: {error}", file=sys.stderr)
        raise typer.Exit(2) from error


def refuse(words: str) -> NoReturn:
    """End the command with one line on standard error and exit code 2."""
    print(f"trucebook: {words}", file=sys.stderr)
    raise typer.Exit(2)


def book_of(context: typer.Context) -> Book:
    """Return the book that the command line names, signed with the name given or the user's own; it is not opened yet."""
    return Book(context.obj["book"], who=context.obj["who"] or getpass.getuser())


@contextmanager
def opened(context: typer.Context) -> Iterator[Book]:
    """Give the book that the command line names, opened; errors inside are spoken plainly."""
    with speaking_plainly(), book_of(context) as book:
        book.open()
        yield book


def print_value(json: bool, value: Any, page: Callable[[], RenderableType] | None = None) -> None:
    """Print a value as one JSON line, or as its page where it has one."""
    if json:
        sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
        sys.stdout.buffer.flush()
    elif page is not None:
        Console().print(page())
