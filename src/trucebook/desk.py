"""What the commands share: an opened book, errors in one line, a value as JSON or as its page.

Invariant: bad input ends with exit code 2 and one line on standard error.
"""

import errno
import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, NoReturn

import msgspec
import typer
from rich.console import Console, RenderableType

from trucebook.book import Book
from trucebook.errors import TrucebookError

BARRED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a page.")]


@contextmanager
def speaking_plainly() -> Iterator[None]:
    """Turn an error of ours, or a file that may not be read or written, into one line on standard error and exit code 2.

    Ctrl-C becomes a line and exit code 130.
    """
    try:
        yield
    except TrucebookError as error:
        print(f"trucebook: {error}", file=sys.stderr)
        raise typer.Exit(2) from error
    except OSError as error:
        if error.errno not in BARRED:
            raise
        print(f"trucebook: {error.filename or 'a file'}: cannot be read or written ({error.strerror})", file=sys.stderr)
        raise typer.Exit(2) from error
    except KeyboardInterrupt:
        print("trucebook: stopped; what was done is kept, and the same command goes on from there", file=sys.stderr)
        raise typer.Exit(130) from None


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


def unnoted(book: Book) -> str:
    """Return what to add to a line on a file written: that the log says nothing of it, where the book cannot be written."""
    return "; the book cannot be written, so its log does not note this" if book.read_only else ""


def print_value(json: bool, value: Any, page: Callable[[], RenderableType] | None = None) -> None:
    """Print a value as one JSON line, or as its page where it has one."""
    if json:
        sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
        sys.stdout.buffer.flush()
    elif page is not None:
        print_page(page())


def print_page(page: RenderableType) -> None:
    """Print a page; one that is longer than the screen goes through the user's pager."""
    console = Console()
    if not console.is_terminal or len(console.render_lines(page, pad=False)) < console.height:
        console.print(page)
        return
    os.environ.setdefault("LESS", "-RF")
    with console.pager(styles=not console.no_color):
        console.print(page)
