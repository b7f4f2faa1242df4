"""The commands on a book: each opens the book, calls one function, prints a page or JSON.

Invariant: nothing here decides or computes; every command takes --json, and an agreement is named by an id or by words.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from trucebook import book_page as show
from trucebook.book import Answer, Book
from trucebook.desk import Json, opened, print_value, speaking_plainly
from trucebook.errors import InputError
from trucebook.intake import day
from trucebook.matching import Filed
from trucebook.rates import own_rates, read_rows

Words = Annotated[str | None, typer.Argument(metavar="[AGREEMENT]", help="An id, or words that name an agreement.")]
STANDS = ("holding", "too_early", "fulfilled")
FELL = ("broken", "expired", "superseded", "strained")


def register(app: typer.Typer) -> None:
    """Add the commands on a book to the command line."""

    @app.command()
    def reports(
        context: typer.Context, words: Annotated[str | None, typer.Argument(help="Words to search for.")] = None, json: Json = False
    ) -> None:
        """List the reports of the book, or those that hold all the words.

        Example: trucebook --book daraa.db reports siege
        """
        with opened(context) as book:
            rows = book.reports()
            found = set(book.search(words)) if words else {str(r["id"]) for r in rows}
            rows = [r for r in rows if r["id"] in found]
            print_value(json, rows, lambda: show.list_reports(rows))

    @app.command()
    def agreements(context: typer.Context, words: Words = None, json: Json = False) -> None:
        """List the agreements of the book, the latest first.

        Example: trucebook --book daraa.db agreements Daraa
        """
        with opened(context) as book:
            found = book.agreements(words)
            print_value(json, found, lambda: show.list_agreements(found))

    @app.command("show")
    def show_(context: typer.Context, words: Words = None, json: Json = False) -> None:
        """Show agreements whole: standing over time, ledger, violations, figures.

        Example: trucebook --book daraa.db show Daraa
        """
        with opened(context) as book:
            for agreement in _named(book, words):
                record, filed = book.around(agreement)
                current = next(a for a in record.agreements if a.id == agreement.id)
                whole = {"agreement": current, "provisions": [p for p in record.provisions if p.agreement == agreement.id]}
                whole |= {"violations": [v for v in record.violations if v.agreement == agreement.id], "figures": record.figures}
                whole |= {"positions": [p for p in record.positions if p.agreement == agreement.id], "sieges": record.sieges}
                print_value(json, whole, lambda c=current, r=record, f=filed: show.show_agreement(c, r, f))  # type: ignore[misc]

    @app.command()
    def provisions(context: typer.Context, words: Words = None, json: Json = False) -> None:
        """List provisions and how each stands.

        Example: trucebook --book daraa.db provisions Daraa
        """
        with opened(context) as book:
            wanted = {a.id for a in _named(book, words)}
            found = [p for p in book.record(("agreement", "provision")).provisions if p.agreement in wanted]
            print_value(json, found, lambda: show.list_provisions(found, _filed(book, ("provision",))))

    @app.command()
    def timeline(context: typer.Context, words: Words = None, json: Json = False) -> None:
        """List acts and sieges in time order: all, or those told in the reports of an agreement.

        Example: trucebook --book daraa.db timeline
        """
        with opened(context) as book:
            records = list(_records(book, words, ("event", "siege")))
            found = {thing.id: thing for r in records for thing in (*r.events, *r.sieges)}
            print_value(json, list(found.values()), lambda: show.list_timeline(found.values(), _filed(book, ("event", "siege"))))

    @app.command()
    def figures(context: typer.Context, words: Words = None, json: Json = False) -> None:
        """List figures with every number given for each, side by side.

        Example: trucebook --book daraa.db figures
        """
        with opened(context) as book:
            found = [f for r in _records(book, words, ("figure",)) for f in r.figures]
            print_value(json, found, lambda: show.list_figures(found, _filed(book, ("figure",))))

    @app.command()
    def ask(
        context: typer.Context,
        words: Annotated[str, typer.Argument(metavar="AGREEMENT", help="An id, or words that name an agreement.")],
        as_of: Annotated[str | None, typer.Option("--as-of", help="The day asked about, YYYY-MM-DD (today where none is given).")] = None,
        json: Json = False,
    ) -> None:
        """Answer whether an agreement is holding, by which rule, on which evidence.

        For one agreement the exit code is 0 where it holds or it is too early to say, 1 where it is broken, expired, superseded or
        strained, and 3 otherwise.

        Example: trucebook --book daraa.db ask Daraa --as-of 2021-09-04
        """
        with opened(context) as book:
            answers = book.ask(words, day(as_of, what="--as-of") if as_of else None)
            if not answers:
                raise InputError(f"no agreement matches {words!r}; `trucebook agreements` lists them")
            print_value(json, [_answer(a) for a in answers], lambda: show.show_answers(answers))
        if len(answers) == 1:
            verdict = answers[0].assessment.verdict
            raise typer.Exit(0 if verdict in STANDS else 1 if verdict in FELL else 3)

    @app.command()
    def why(
        context: typer.Context,
        name: Annotated[str, typer.Argument(metavar="ID", help="A claim's id, or its beginning.")],
        json: Json = False,
    ) -> None:
        """Show where a value comes from: words, report, reader, judgements.

        Example: trucebook --book daraa.db why 3f2a91c0
        """
        with opened(context) as book:
            trail = book.why(book.claim_id(name))
            print_value(json, trail, lambda: show.show_trail(trail))

    @app.command()
    def log(
        context: typer.Context, last: Annotated[int | None, typer.Option(help="Only the last lines.")] = None, json: Json = False
    ) -> None:
        """Print who did what, when.

        Example: trucebook --book daraa.db log --last 20
        """
        with opened(context) as book:
            lines = book.log(last)
            print_value(json, lines, lambda: show.list_log(lines))

    @app.command()
    def verify(context: typer.Context, json: Json = False) -> None:
        """Check every hash, row and quote and the chain of the log; exits 1 where something does not stand.

        Example: trucebook --book daraa.db verify
        """
        with opened(context) as book:
            wrong = book.verify()
            print_value(json, wrong)
            reports, marked = (0, 0) if wrong else book.underived()
        if not json:
            print("\n".join(wrong) or "every hash, id, row, quote and line of the log stands")
            if reports or marked:
                print(
                    f"ids of claims of {reports:,} reports and of {marked:,} marked claims were given, or made before ids could be derived "
                    "again: the log's seal alone vouches for them"
                )
        raise typer.Exit(1 if wrong else 0)

    @app.command()
    def rates(file: Annotated[Path, typer.Argument(help="CSV with columns began, ended, outcome, until.")], json: Json = False) -> None:
        """Compute base rates from a table of your own agreements.

        Example: trucebook rates my-truces.csv
        """
        with speaking_plainly():
            found = own_rates(read_rows(file), name=file.name)
            print_value(json, found, lambda: show.show_rate(found.rate))
            if not json:
                for cause, shares in found.causes.items():
                    print(f"{cause}: " + " · ".join(f"{share:.2f} by day {d}" for d, share in shares.items()))


def _named(book: Book, words: str | None) -> Sequence[Any]:
    found = book.agreements(words)
    if not found:
        raise InputError(
            f"no agreement matches {words!r}; `trucebook agreements` lists them" if words else "the book holds no agreement yet"
        )
    return found


def _records(book: Book, words: str | None, kinds: Sequence[str]) -> Iterator[Any]:
    """Yield the record of some kinds: whole, or around each agreement that words name."""
    if words is None:
        yield book.record(kinds)
    else:
        yield from (book.around(agreement)[0] for agreement in _named(book, words))


def _filed(book: Book, kinds: Sequence[str]) -> dict[str, Filed]:
    return {f.claim.id: f for f in book.claims(kinds)}


def _answer(answer: Answer) -> dict[str, Any]:
    """Return an answer in the contract of `ask --json`."""
    agreement, found = answer.agreement, answer.assessment
    return {
        "agreement": {"id": agreement.id, "label": agreement.label, "began": agreement.began},
        "verdict": found.verdict,
        "rule": found.rule,
        "as_of": found.as_of,
        "evidence": found.evidence,
        "would_change": found.would_change,
        "facts": found.facts,
        "base_rate": answer.base_rate,
    }
