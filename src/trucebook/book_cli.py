"""The commands on a book: each opens the book, calls one function, prints a page or JSON.

Invariant: nothing here decides or computes; every command takes --json, and an agreement is named by an id or by words.
"""

import getpass
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console, Group, RenderableType

from trucebook import book_page as show
from trucebook.book import Answer, Book
from trucebook.errors import InputError
from trucebook.intake import columns_of, day, open_reports
from trucebook.matching import Filed
from trucebook.model import Act, Reading, Report, Value
from trucebook.rates import own_rates, read_rows
from trucebook.review import adjudication, agreement_of, coder_values, queue

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a page.")]
Words = Annotated[str | None, typer.Argument(metavar="[AGREEMENT]", help="An id, or words that name an agreement.")]
STANDS = ("holding", "too_early", "fulfilled")
FELL = ("broken", "expired", "superseded", "strained")
KEYS = "a accept · x reject · e FIELD=VALUE correct · 1–6 credibility · A–F grade the source · s skip · u undo · q stop"


def register(app: typer.Typer, read_all: Callable[[Iterable[Report]], Iterator[Reading]], plainly: Callable[[], Any]) -> None:
    """Add the commands on a book to the command line; `read_all` reads reports, `plainly` turns errors into one line."""

    @contextmanager
    def opened(context: typer.Context) -> Iterator[Book]:
        place, who = context.obj["book"], context.obj["who"] or getpass.getuser()
        with plainly(), Book(place, who=who) as book:
            book.open()
            yield book

    @app.command()
    def init(context: typer.Context) -> None:
        """Make an empty book.

        Example: trucebook --book daraa.db init
        """
        with plainly(), Book(context.obj["book"]) as book:
            book.create()
        print(f"{context.obj['book']} is ready; add reports with: trucebook --book {context.obj['book']} add FILE…", file=sys.stderr)

    @app.command()
    def add(
        context: typer.Context,
        files: Annotated[list[Path], typer.Argument(help="Files or folders.")],
        published: Annotated[str | None, typer.Option(help="The day of publication, YYYY-MM-DD, for every file named.")] = None,
        column: Annotated[
            list[str] | None,
            typer.Option(metavar="OURS=THEIRS", help="A table's column by its name, such as text=Dispatch; may be repeated."),
        ] = None,
        json: Json = False,
    ) -> None:
        """Read reports and add them to the book; what is in it already is left alone.

        Example: trucebook --book daraa.db add samples/2021-09-02-daraa-truce-in-force.txt
        """
        with plainly(), Book(context.obj["book"], who=context.obj["who"] or getpass.getuser()) as book:
            known = day(published, what="--published") if published is not None else None
            columns = columns_of(column)
            reports = [r for path in files for r in open_reports(path, published=known, columns=columns)]
            book.create()
            fresh = {r.id: r for r in reports if not book.has(r.id)}
            added = [reading.report.id for reading in read_all(fresh.values()) if book.add(reading)]
        _print(json, {"added": added, "known": [r.id for r in reports if r.id not in added]})
        if not json:
            print(f"{len(added)} reports added, {len(reports) - len(added)} known already", file=sys.stderr)

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
            _print(json, rows, lambda: show.list_reports(rows))

    @app.command()
    def agreements(context: typer.Context, words: Words = None, json: Json = False) -> None:
        """List the agreements of the book, the latest first.

        Example: trucebook --book daraa.db agreements Daraa
        """
        with opened(context) as book:
            found = book.agreements(words)
            _print(json, found, lambda: show.list_agreements(found))

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
                _print(json, whole, lambda c=current, r=record, f=filed: show.show_agreement(c, r, f))  # type: ignore[misc]

    @app.command()
    def provisions(context: typer.Context, words: Words = None, json: Json = False) -> None:
        """List provisions and how each stands.

        Example: trucebook --book daraa.db provisions Daraa
        """
        with opened(context) as book:
            wanted = {a.id for a in _named(book, words)}
            found = [p for p in book.record(("agreement", "provision")).provisions if p.agreement in wanted]
            _print(json, found, lambda: show.list_provisions(found, _filed(book, ("provision",))))

    @app.command()
    def timeline(context: typer.Context, words: Words = None, json: Json = False) -> None:
        """List acts in time order: all, or those told in the reports of an agreement.

        Example: trucebook --book daraa.db timeline
        """
        with opened(context) as book:
            found = [e for r in _records(book, words, ("event",)) for e in r.events]
            _print(json, found, lambda: show.list_timeline(found, _filed(book, ("event",))))

    @app.command()
    def figures(context: typer.Context, words: Words = None, json: Json = False) -> None:
        """List figures with every number given for each, side by side.

        Example: trucebook --book daraa.db figures
        """
        with opened(context) as book:
            found = [f for r in _records(book, words, ("figure",)) for f in r.figures]
            _print(json, found, lambda: show.list_figures(found, _filed(book, ("figure",))))

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
            _print(json, [_answer(a) for a in answers], lambda: _together(show.show_answer(a) for a in answers))
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
            _print(json, trail, lambda: show.show_trail(trail))

    @app.command()
    def decide(
        context: typer.Context,
        act: Annotated[str, typer.Argument(help="accept, reject, correct, merge or split.")],
        claims: Annotated[list[str], typer.Argument(metavar="CLAIM…", help="Ids of claims, or their beginnings.")],
        field: Annotated[str | None, typer.Option(help="The field that is corrected.")] = None,
        value: Annotated[str | None, typer.Option(help="What it is: JSON, or plain words.")] = None,
        reason: Annotated[str | None, typer.Option("--why", help="Why.")] = None,
        json: Json = False,
    ) -> None:
        """Decide on claims: accept, reject or correct one, merge or split several.

        Example: trucebook --book daraa.db decide correct 3f2a91c0 --field low --value 5
        """
        if act not in ("accept", "reject", "correct", "merge", "split"):
            _refuse(f"{act}: decide accept, reject, correct, merge or split")
        if (act == "correct") != (field is not None):
            _refuse("correct needs --field, and only correct takes it")
        if (act in ("merge", "split")) != (len(claims) > 1):
            _refuse("merge and split take two claims or more, the others take one")
        with opened(context) as book:
            names = [book.claim_id(c) for c in claims]
            made = book.judge(act, names, field=field, value=_value(value), why=reason)  # type: ignore[arg-type]
            _print(json, made)

    @app.command()
    def grade(
        context: typer.Context,
        name: Annotated[str, typer.Argument(metavar="ID", help="A report's id for A–F, a claim's for 1–6.")],
        mark: Annotated[str, typer.Argument(help="A–F for a source, 1–6 for a claim (Admiralty code).")],
        reason: Annotated[str | None, typer.Option("--why", help="Why.")] = None,
        json: Json = False,
    ) -> None:
        """Grade a source (A completely reliable to F cannot be judged) or a claim (1 confirmed to 6 cannot be judged).

        Example: trucebook --book daraa.db grade 3f2a91c0 2
        """
        with opened(context) as book:
            if mark.upper() in ("A", "B", "C", "D", "E", "F"):
                made = book.judge("grade", [name], field="source", value=mark.upper(), why=reason)
            elif mark in "123456" and len(mark) == 1:
                made = book.judge("grade", [book.claim_id(name)], field="credibility", value=int(mark), why=reason)
            else:
                raise InputError(f"{mark}: a grade is A–F for a source or 1–6 for a claim")
            _print(json, made)

    @app.command()
    def undo(
        context: typer.Context,
        judgement: Annotated[str | None, typer.Argument(help="A judgement's id; none: your last one.")] = None,
        json: Json = False,
    ) -> None:
        """Take back a decision.

        Example: trucebook --book daraa.db undo
        """
        with opened(context) as book:
            made = book.undo(judgement)
            _print(json, made)

    @app.command()
    def review(
        context: typer.Context,
        blind: Annotated[bool, typer.Option("--blind", help="Leave open what other coders have judged.")] = False,
        json: Json = False,
    ) -> None:
        """Go through what is open, the most valuable first, by keyboard.

        Example: trucebook --book daraa.db review
        """
        with opened(context) as book:
            record, matches = book.record(), book.suggestions()
            filed = {f.claim.id: f for f in book.claims()}
            items = queue(record, filed, matches, book.judgements(), coder=book.who if blind else None)
            if json:
                _print(True, items)
                return
            console = Console()
            console.print(f"{len(items)} things to look at. {KEYS}", style="dim")
            for item in items:
                console.print(show.show_item(item, filed))
                if not _one_review(book, item.claims, filed, item.kind):
                    break

    @app.command()
    def agree(
        context: typer.Context, coders: Annotated[str, typer.Option(help="Two coders' names, with a comma.")], json: Json = False
    ) -> None:
        """Measure how far two coders agree, field by field, and list where they differ.

        Example: trucebook --book daraa.db agree --coders ana,ben
        """
        names = [c.strip() for c in coders.split(",") if c.strip()]
        if len(names) != 2:
            _refuse("--coders takes two names with a comma between them")
        with opened(context) as book:
            claims, judged = {f.claim.id: f.claim for f in book.claims()}, book.judgements()
            one, other = (coder_values(claims, judged, name) for name in names)
            found, differ = agreement_of(one, other), adjudication(one, other)
            _print(json, {"fields": found, "adjudication": differ}, lambda: show.list_fields(found))
            if not json:
                for claim, field, a, b in differ:
                    print(f"{claim[:8]}  {field}: {names[0]} says {a}, {names[1]} says {b}")

    @app.command()
    def log(
        context: typer.Context, last: Annotated[int | None, typer.Option(help="Only the last lines.")] = None, json: Json = False
    ) -> None:
        """Print who did what, when.

        Example: trucebook --book daraa.db log --last 20
        """
        with opened(context) as book:
            lines = book.log(last)
            _print(json, lines, lambda: show.list_log(lines))

    @app.command()
    def verify(context: typer.Context, json: Json = False) -> None:
        """Check every quote and the chain of the log; exits 1 where something does not stand.

        Example: trucebook --book daraa.db verify
        """
        with opened(context) as book:
            wrong = book.verify()
            _print(json, wrong)
        if not json:
            print("\n".join(wrong) or "every quote and every line of the log stands")
        raise typer.Exit(1 if wrong else 0)

    @app.command()
    def rates(file: Annotated[Path, typer.Argument(help="CSV with columns began, ended, outcome, until.")], json: Json = False) -> None:
        """Compute base rates from a table of your own agreements.

        Example: trucebook rates my-truces.csv
        """
        with plainly():
            found = own_rates(read_rows(file), name=file.name)
            _print(json, found, lambda: show.show_rate(found.rate))
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


def _one_review(book: Book, claims: Sequence[str], filed: dict[str, Filed], kind: str) -> bool:
    """Ask for one decision and write it down; returns False where the person stops."""
    while True:
        try:
            said = input("> ").strip()
        except EOFError:
            return False
        if said in ("q", ""):
            return False
        if said == "s":
            return True
        try:
            if said == "u":
                book.undo()
                print("undone")
                continue
            _judge_key(book, said, claims, filed, kind)
            return True
        except (InputError, ValueError) as error:
            print(f"{error}. {KEYS}")


def _judge_key(book: Book, said: str, claims: Sequence[str], filed: dict[str, Filed], kind: str) -> None:
    """Write down what one key means."""
    acts: dict[str, Act] = {"a": "merge", "x": "split"} if kind == "match" else {"a": "accept", "x": "reject"}
    if said in acts:
        book.judge(acts[said], claims)
    elif said in ("1", "2", "3", "4", "5", "6"):
        book.judge("grade", claims[:1], field="credibility", value=int(said))
    elif said in ("A", "B", "C", "D", "E", "F"):
        book.judge("grade", [filed[claims[0]].report], field="source", value=said)
    elif said.startswith("e ") and "=" in said:
        field, _, value = said[2:].partition("=")
        book.judge("correct", claims[:1], field=field.strip(), value=_value(value.strip()))
    else:
        raise InputError(f"{said!r} is no key")


def _value(words: str | None) -> Value:
    """Return a value typed as JSON, or as plain words where it is none."""
    if words is None:
        return None
    try:
        found: Value = msgspec.json.decode(words)
        return found
    except msgspec.DecodeError:
        return words


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


def _together(pages: Iterable[RenderableType]) -> RenderableType:
    return Group(*pages)


def _print(json: bool, value: Any, page: Callable[[], RenderableType] | None = None) -> None:
    """Print a value as one JSON line, or as its page where it has one."""
    if json:
        sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
        sys.stdout.buffer.flush()
    elif page is not None:
        Console().print(page())


def _refuse(words: str) -> None:
    print(f"trucebook: {words}", file=sys.stderr)
    raise typer.Exit(2)
