"""Ids derived again: each follows from what is claimed, and one that does not is named even where every hash was made to fit."""

import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy
from msgspec.structs import replace

from tests.books import GOMA, at, claim, reading, three_of_daraa, truce_report
from trucebook import claim_tables, log_tables, report_tables
from trucebook import database as db
from trucebook.book import Book
from trucebook.bundle_verifier import broken, files_of
from trucebook.bundling import bundle
from trucebook.claim_ids import claim_ids, derived, name_claims
from trucebook.model import Claim, Field, new_report
from trucebook.reading import read_many
from trucebook.sealed_log import sealed_by
from trucebook.seals import chain
from trucebook.verifying import seals_of


def test_every_claim_of_a_reading_is_named_by_what_it_says(read_text: Callable[..., Any]) -> None:
    """The reader's own claims, of every kind, have the ids that follow from report, kind, span and main code."""
    text = (
        "A ceasefire took effect in Daraa on Sunday. The army agreed to withdraw from the city. Fighters shelled the army and killed four "
        "people, breaking the truce. The rebels have besieged Nubl since June, cutting off water. The rebels rejected the ceasefire. "
        '"It will not hold," General Ali Haddad said.'
    )
    made = read_text(text, published="2021-09-06")
    assert len({c.kind for c in made.claims}) >= 6
    assert derived(made.report, made.claims) == ["report", "text", "claims"]
    assert len({c.id for c in made.claims}) == len(made.claims)
    names = {c.id for c in made.claims}
    assert {c.value("agreement") for c in made.claims if "agreement" in c.fields} <= names


def test_claims_alike_are_numbered_and_named_where_others_name_them() -> None:
    """Two claims of one kind, span and code are told apart by a number, and a claim that names another names it by its new id."""
    report = new_report("A truce took effect in Goma. The army is to leave.")
    truce = replace(claim(report, "agreement", "A truce", {"type": "ceasefire"}), id="given-1")
    twin = replace(truce, id="given-2")
    leave = claim(report, "provision", "leave", {"agreement": "given-1", "action": "withdraw", "in_exchange_for": [Field(value="given-2")]})
    made = name_claims(replace(reading(report), claims=(truce, twin, leave)))
    first, second, third = made.claims
    assert len({first.id, second.id, third.id, "given-1"}) == 4
    assert third.value("agreement") == first.id
    assert [f.value for f in third.fields["in_exchange_for"]] == [second.id]  # type: ignore[union-attr]
    assert [c.id for c in made.claims] == claim_ids(report, made.claims)
    assert name_claims(made) is made


def with_data(path: Path, kind: str, change: Callable[[Claim], Claim]) -> str:
    """Change the first claim of a kind, in its row and in what hangs on it, and make every hash fit; returns the id it has now."""
    store = db.Database(str(path))
    with store.writing() as connection:
        old, *_ = next(row for row in claim_tables.claims(connection) if row[0].kind == kind)
        new = change(old)
        row = {"old": old.id, "id": new.id, "kind": new.kind, "quote": new.quote, "data": msgspec.json.encode(new)}
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        run(connection, "UPDATE claim SET id = :id, kind = :kind, quote = :quote, data = :data WHERE id = :old", row)
        for table, column in (("claim_key", "claim"), ("suggestion", "lower"), ("suggestion", "upper")):
            run(connection, f"UPDATE {table} SET {column} = :id WHERE {column} = :old", row)
        run(connection, "UPDATE log SET subject = :id WHERE subject = :old", row)
        reseal(connection)
    store.close()
    return new.id


def run(connection: Any, query: str, values: dict[str, Any]) -> None:
    """Run a statement with those of the values that it names."""
    connection.execute(sqlalchemy.text(query), {k: v for k, v in values.items() if f":{k}" in query})


def reseal(connection: Any) -> None:
    """Write the log anew so that every seal and every link fits what is stored now, as somebody who owns the file could."""
    log = log_tables.log(connection)
    found, _ = seals_of(connection, list(sealed_by(log).units))
    previous = ""
    for line in log:
        detail = msgspec.json.decode(line.detail)
        if "rows" in detail:
            detail["rows"] = found[f"{'report' if line.what == 'add' else 'claim'} {line.subject}"]
        entry = {"at": line.at, "who": line.who, "what": line.what, "subject": line.subject}
        entry["detail"] = msgspec.json.encode(detail, order="deterministic").decode()
        values = entry | {"seq": line.seq, "previous": previous, "hash": (previous := chain(previous, entry))}
        run(connection, "UPDATE log SET detail = :detail, previous = :previous, hash = :hash WHERE seq = :seq", values)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of three reports and a claim that a person marked, without judgements."""
    place = tmp_path / "b.db"
    with Book(place, who="ana") as book:
        book.create()
        for one in three_of_daraa():
            book.add(one)
        book.add_claim("r2", "quotation", 0, 9)
        assert book.verify() == []
        assert book.underived() == (0, 0)
    return place


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("figure", lambda c: replace(c, id="0123456789abcdef")),
        ("figure", lambda c: replace(c, start=c.start + 5, quote=c.quote[5:])),
        ("figure", lambda c: replace(c, fields=c.fields | {"category": Field(value="injured")})),
        ("violation", lambda c: replace(c, fields=c.fields | {"act": Field(value="raid")})),
        ("quotation", lambda c: replace(c, id="0123456789abcdef")),
        ("quotation", lambda c: replace(c, end=c.end - 3, quote=c.quote[:-3])),
    ],
)
def test_an_id_that_does_not_follow_is_named_even_where_every_hash_fits(path: Path, kind: str, change: Callable[[Claim], Claim]) -> None:
    """Row, data, seals and chain are made to fit a changed id, span or code: the claim is named all the same, and first."""
    name = with_data(path, kind, change)
    with Book(path) as book:
        wrong = book.verify()
        bundle(book, "Daraa", path.with_name("a.zip"))
    bundled = list(broken(files_of(path.with_name("a.zip"))))
    assert len(wrong) == len(bundled) == 1
    assert bundled[0].startswith(f"claim {name}: its id is not that of its report, kind, words")
    assert wrong[0].startswith(f"claim {name}: its id is not that of its report, kind, words")


def test_a_text_that_is_not_that_of_its_hash_is_named_even_where_every_hash_fits(path: Path) -> None:
    """A word of a report that no quote stands on is changed, and every seal and link made to fit."""
    store = db.Database(str(path))
    with store.writing() as connection:
        report = report_tables.report(connection, "r1")
        assert report is not None
        text = report.text.replace("is to", "was to")[: len(report.text)]
        # What the report's words are indexed by must fit too.
        db_change = {"id": "r1", "data": zlib.compress(msgspec.json.encode(replace(report, text=text))), "body": text}
        run(connection, "UPDATE report SET data = :data WHERE id = :id", db_change)
        run(connection, "UPDATE report_words SET body = :body WHERE report = :id", db_change)
        reseal(connection)
    store.close()
    with Book(path) as book:
        assert "report r1: its text is not that of its SHA-256" in book.verify()


def test_ids_that_were_given_are_left_to_the_seal_and_counted(tmp_path: Path) -> None:
    """A reading whose claims carry ids of their own is kept as it is; the check says how many such reports there are."""
    given = truce_report("goma", "2021-09-01", "A truce took effect in Goma.", type="ceasefire")
    given = replace(given, claims=tuple(replace(c, id="abcdef0123456789") for c in given.claims))
    with Book(tmp_path / "b.db") as book:
        book.create()
        book.add(given)
        book.add(three_of_daraa()[0])
        assert book.claims()[0].claim.id == "abcdef0123456789"
        assert (book.verify(), book.underived()) == ([], (1, 0))
    with sqlite3.connect(tmp_path / "b.db") as connection:
        connection.execute("UPDATE claim SET id = 'abcdef0123456780' WHERE id = 'abcdef0123456789'")
    connection.close()
    with Book(tmp_path / "b.db") as book:
        assert book.verify()[0].startswith("claim abcdef0123456780: its columns are not what its data says")


def test_a_purge_that_covers_a_code_leaves_a_book_that_verifies(tmp_path: Path) -> None:
    """A position is known by who holds it: once that name is covered the id stays, and nobody is told that it is wrong."""
    text = "Amina Kone refused the truce in Goma."
    report = new_report(text, published="2021-09-01")
    truce = claim(report, "agreement", "the truce", {"type": "ceasefire", "place": at(text, "Goma", GOMA)})
    held = {"agreement": truce.id, "stance": at(text, "refused", "refuses"), "actor": at(text, "Amina Kone")}
    with Book(tmp_path / "b.db", who="ben") as book:
        book.create()
        book.add(reading(report, truce, claim(report, "position", "refused the truce", held)))
        book.add_claim(report.id, "event", 0, 18)
        before = {f.claim.id for f in book.claims()}
        book.signed("eva").purge(["Amina Kone", "ben"], why="asked for")
        assert {f.claim.id for f in book.claims()} == before
        assert book.verify() == []
        bundle(book.signed("eva"), "truce", tmp_path / "a.zip")
    assert list(broken(files_of(tmp_path / "a.zip"))) == []


def test_one_text_under_two_ids_is_two_reports(read_text: Callable[..., Any], sources: Any, tmp_path: Path) -> None:
    """Two papers print the same dispatch: both go into the book as copies of one another, and each claim says whose it is."""
    text = "A ceasefire took effect in Daraa on Sunday. The army shelled the town and killed four people."
    made = list(read_many([new_report(text, id=name, published="2021-09-06") for name in ("x1", "x2")], sources=sources))
    assert not {c.id for c in made[0].claims} & {c.id for c in made[1].claims}
    assert [c.quote for c in made[0].claims] == [c.quote for c in made[1].claims]
    assert [c.id for c in read_text(text).claims] != [c.id for c in made[0].claims]
    with Book(tmp_path / "b.db") as book:
        book.create()
        assert [book.add(one) for one in made] == [True, True]
        assert len({row["copies"] for row in book.reports()}) == 1
        assert (book.verify(), book.underived()) == ([], (0, 0))
