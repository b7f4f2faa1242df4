"""The commands by which people judge: decide, grade, undo, review, and how far two coders agree.

Invariant: every decision goes through `Book.judge`, so that it is logged and can be undone.
"""

from collections.abc import Sequence
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from trucebook import book_page as show
from trucebook.book import Book
from trucebook.desk import Json, opened, print_value, refuse
from trucebook.errors import InputError
from trucebook.matching import Filed
from trucebook.model import Act, Judgement, Value
from trucebook.review import adjudication, agreement_of, coder_values, queue

KEYS = "a accept · x reject · e FIELD=VALUE correct · 1–6 credibility · A–F grade the source · s skip · u undo · q stop"


def register(app: typer.Typer) -> None:
    """Add the commands of judging to the command line."""

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
            refuse(f"{act}: decide accept, reject, correct, merge or split")
        if (act == "correct") != (field is not None):
            refuse("correct needs --field, and only correct takes it")
        if (act in ("merge", "split")) != (len(claims) > 1):
            refuse("merge and split take two claims or more, the others take one")
        with opened(context) as book:
            names = [book.claim_id(c) for c in claims]
            made = book.judge(act, names, field=field, value=_value(value), why=reason)  # type: ignore[arg-type]
            print_value(json, made, lambda: _said(made))

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
            print_value(json, made, lambda: _said(made))

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
            print_value(json, made, lambda: _said(made))

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
                print_value(True, items)
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
            refuse("--coders takes two names with a comma between them")
        with opened(context) as book:
            claims, judged = {f.claim.id: f.claim for f in book.claims()}, book.judgements()
            one, other = (coder_values(claims, judged, name) for name in names)
            found, differ = agreement_of(one, other), adjudication(one, other)
            print_value(json, {"fields": found, "adjudication": differ}, lambda: show.list_fields(found))
            if not json:
                for claim, field, a, b in differ:
                    print(f"{claim[:8]}  {field}: {names[0]} says {a}, {names[1]} says {b}")


def _said(judgement: Judgement) -> str:
    """Return one line that says what was written down, and by whom."""
    things = ", ".join(name[:8] for name in judgement.claims) or str(judgement.value)[:8]
    told = f" {judgement.field} = {judgement.text or judgement.value}" if judgement.field else ""
    return f"{judgement.act} {things}{told}, signed {judgement.by} (judgement {judgement.id[:8]})"


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
