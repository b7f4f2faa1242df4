"""The command line: which commands there are, and in which room each one lives.

Invariant: a command's room is imported when the command is called, so that `trucebook --help` costs next to nothing;
bad input ends with exit code 2 and one line on standard error that names the file and what to do.
"""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import CompletionItem, TyperGroup  # type: ignore[attr-defined]

from trucebook import __version__

SECTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "Read": {
        "read": ("reading_cli", "Read reports and print what they say; nothing is kept."),
        "code": ("code_cli", "Read archives into JSON lines, Parquet or tables."),
        "codebook": ("reading_cli", "Print the codebook, one of its parts, or one code."),
        "gazetteer": ("reading_cli", "Look up places, and add your own."),
    },
    "Keep a book": {
        "init": ("adding_cli", "Make an empty book."),
        "add": ("adding_cli", "Read reports and add them to the book."),
        "translate": ("adding_cli", "Put a translation beside a report in another language."),
        "reports": ("book_cli", "List the reports of the book, or search them."),
        "agreements": ("book_cli", "List the agreements of the book, the latest first."),
        "show": ("book_cli", "Show agreements whole: standing, ledger, violations, figures."),
        "provisions": ("book_cli", "List provisions and how each stands."),
        "timeline": ("book_cli", "List acts in time order."),
        "figures": ("book_cli", "List figures with every number given for each."),
        "serve": ("web_cli", "Show the book in the browser, on this machine alone."),
        "user": ("web_cli", "Say who may open a shared book in the browser."),
    },
    "Ask": {
        "ask": ("book_cli", "Answer whether an agreement is holding, by which rule, on which evidence."),
        "why": ("book_cli", "Show where a value comes from: words, report, reader, judgements."),
        "rates": ("book_cli", "Compute base rates from a table of your own agreements."),
    },
    "Decide": {
        "review": ("judging_cli", "Go through what is open, the most valuable first, by keyboard."),
        "decide": ("judging_cli", "Accept, reject, correct, merge or split."),
        "grade": ("judging_cli", "Grade a source (A–F) or a claim (1–6)."),
        "undo": ("judging_cli", "Take back a decision."),
        "agree": ("judging_cli", "Measure how far two coders agree."),
    },
    "Hand on": {
        "export": ("export_cli", "Write the book as a file for others."),
        "import": ("export_cli", "Take an edited workbook back, cell by cell."),
        "protect": ("export_cli", "Mark a person as at risk."),
    },
    "Trust": {
        "log": ("book_cli", "Print who did what, when."),
        "verify": ("book_cli", "Check every hash, row, quote and line of the log."),
        "backup": ("custody_cli", "Write the book into one file, while it is in use."),
        "restore": ("custody_cli", "Bring a backup back."),
        "bundle": ("custody_cli", "Write an agreement with all that vouches for it as a zip."),
        "timestamp": ("custody_cli", "Have the head of the log stamped by a server you name."),
        "purge": ("custody_cli", "Cover a person's name for good, wherever the book holds it."),
        "doctor": ("doctor_cli", "Say what is installed and in order, and how to mend what is not."),
    },
}
ROOM_OF = {name: room for commands in SECTIONS.values() for name, (room, _) in commands.items()}


class Commands(MutableMapping[str, Any]):
    """Commands by name; a command is built when it is asked for."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Return a command, importing its room on first use; raises KeyError for a name nobody knows."""
        if name not in self._made:
            built = typer.Typer(rich_markup_mode=None)
            built.callback()(lambda: None)
            import_module(f"trucebook.{ROOM_OF[name]}").register(built)
            self._made |= typer.main.get_group(built).commands
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names in the order of the help page."""
        return iter(ROOM_OF)

    def __len__(self) -> int:
        """Return how many commands there are."""
        return len(ROOM_OF)

    def __setitem__(self, name: str, command: Any) -> None:
        """Put a command in place of what its room would build."""
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        """Forget a built command; its room builds it again."""
        del self._made[name]


class Group(TyperGroup):
    """The top of the command line; help and completion need no room."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**(attributes | {"commands": None}))
        self.commands = Commands()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the names of all commands."""
        return list(ROOM_OF)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the commands by section, each with its line."""
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(12), line) for name, (_, line) in commands.items()])

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Return the commands that begin with what was typed, then what completes options."""
        rows = [(name, line) for commands in SECTIONS.values() for name, (_, line) in commands.items()]
        found = [CompletionItem(name, help=line) for name, line in rows if name.startswith(incomplete)]
        return found + super(TyperGroup, self).shell_complete(ctx, incomplete)


app = typer.Typer(
    name="trucebook",
    cls=Group,
    help="Reads conflict reports into a record of agreements in which every value points to the words it came from.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"trucebook {__version__}")
        raise typer.Exit


@app.callback(epilog="Example: trucebook read samples/2021-09-02-daraa-truce-in-force.txt")
def _top(
    context: typer.Context,
    book: Annotated[str, typer.Option(envvar="TRUCEBOOK_BOOK", help="The book: a file, or a PostgreSQL URL.")] = "trucebook.db",
    who: Annotated[
        str | None, typer.Option(envvar="TRUCEBOOK_WHO", help="Who signs what is added and decided.", show_default="your user name")
    ] = None,
    codebook: Annotated[
        str | None, typer.Option(envvar="TRUCEBOOK_CODEBOOK", metavar="FILE", help="A file of your own codes that reading takes in.")
    ] = None,
    reader: Annotated[str, typer.Option(envvar="TRUCEBOOK_READER", help="Who reads: rules, or a reader that a package brings.")] = "rules",
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """Reads conflict reports into a record of agreements in which every value points to the words it came from."""
    context.obj = {"book": book, "who": who, "codebook": codebook, "reader": reader}


def main() -> None:
    """Run the command line."""
    app()
