"""Purging: a purged name is found nowhere, by its bytes, and the book still verifies."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.books import DARAA, at, claim, day, reading, three_of_daraa
from trucebook.book import Book
from trucebook.errors import BookError
from trucebook.export_book import at_risk, export
from trucebook.exports import FORMATS
from trucebook.model import ActorValue, Original, Reading, new_report

NAME = "Amina Kone"
TEXT = (
    "A truce took effect in Daraa, the mediator Amina Kone said. Four people died before, AMINA  KONE told reporters.\n"
    "Ms Kone left the city of Daraa on Sunday. The envoy Amina\nKone is from Goma."
)


def told_of_her() -> Reading:
    """Return a reading in which a person's name stands in text, title, address, quotes, fields, speaker and keys."""
    report = new_report(TEXT, id="p1", published="2021-09-02", title="Amina Kone on the truce", url="https://example.org/amina-kone-speaks")
    her = ActorValue(actor_id="person:amina-kone", name="Amina Kone", kind="person")
    where = at(TEXT, "Daraa", DARAA)
    truce = claim(
        report,
        "agreement",
        "A truce took effect in Daraa, the mediator Amina Kone said",
        {"type": "ceasefire", "status": "in_force", "began": day("2021-09-01"), "place": where, "mediators": [at(TEXT, NAME, her)]},
        speaker=at(TEXT, NAME, her),
    )
    figure = claim(
        report,
        "figure",
        "Four people died before, AMINA  KONE told",
        {"category": "killed", "low": 4, "high": 4, "date": day("2021-09-01"), "place": where, "said_by": at(TEXT, "Kone left")},
    )
    act = claim(report, "event", "Ms Kone left", {"type": "RETREAT", "date": day("2021-09-05"), "source": at(TEXT, "Ms Kone", her)})
    return reading(report, truce, figure, act)


def zipped(words: str) -> bytes:
    """Return a zip file that holds some words in a packed member."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{words * 20}</w:t>")
    return made.getvalue()


def fill(book: Book) -> None:
    """Put the name everywhere a book can hold it."""
    one, two, three = three_of_daraa()
    book.add(one, original=Original(raw=zipped("Amina Kone"), name="other.docx"))
    book.add(two, original=Original(raw=b"nothing to hide", name="plain.txt"))
    book.add(told_of_her(), original=Original(raw=TEXT.encode("utf-16"), name="amina_kone.txt"))
    book.add(three)
    figure = next(f.claim.id for f in book.claims(["figure"]) if f.report == "p1")
    book.judge("correct", [figure], field="said_by", value="Amina Kone", why="Kone said so herself")
    book.judge("grade", ["r1"], field="source", value="B", why="as Amina Kone advised")
    book.set_person(NAME, "reader", "hash of a password")
    book.note("at_risk", NAME, {})
    book.note("export", "for-amina-kone.csv", {"agreement": "Amina Kone"})


def forms() -> Iterator[bytes]:
    """Yield the name as bytes: in small and capital letters, UTF-8 and UTF-16."""
    for words in (NAME, NAME.lower(), NAME.upper(), "AMINA  KONE", "Amina\nKone", "amina-kone", "amina_kone", "Ms Kone", "Kone,Amina"):
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            yield words.encode(code)


def unpacked(raw: bytes) -> bytes:
    """Return bytes with what a zip in them packs."""
    if not raw.startswith(b"PK\x03\x04"):
        return raw
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return raw + b"".join(archive.read(name) for name in archive.namelist())


def held_by(path: Path) -> list[bytes]:
    """Return the forms of the name that the bytes of a file hold, packed values of a book's tables included."""
    raw = unpacked(path.read_bytes())
    return [form for form in forms() if form in raw]


def packed_values(book: Book) -> bytes:
    """Return every value that a book keeps packed, unpacked."""
    reports = b"".join(json.dumps(r.text + str(r.title) + str(r.url), ensure_ascii=False).encode() for r in book.texts())
    return reports + b"".join(book.original(str(row["id"])) or b"" for row in book.reports())


@pytest.fixture(params=["sqlite", "postgres"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Book]:
    """A book that holds a person's name wherever one can stand."""
    place = str(tmp_path / "b.db") if request.param == "sqlite" else request.getfixturevalue("postgres_url")()
    with Book(place, who="ana") as made:
        made.create()
        fill(made)
        yield made


def test_a_purged_name_is_found_nowhere(book: Book, tmp_path: Path) -> None:
    """Neither the book's file, its write-ahead log, a backup made after, nor any export holds the name; the book verifies."""
    assert len(book.search("Kone")) == 1
    touched = book.purge([NAME], why="asked for by the person")
    assert touched == {"units": 2, "judgements": 2, "lines": 5, "originals": 2}
    assert book.verify() == []
    backup = tmp_path / "backup.db"
    book.backup(backup)
    files = [backup, *tmp_path.glob("b.db*")]
    for name in FORMATS:
        out = tmp_path / f"out.{name}"
        agreement = book.agreements()[0].id if FORMATS[name].takes_agreement else None
        export(book, out, format=name, agreement=agreement, profile="none")
        files.append(out)
    assert {str(path.name): held_by(path) for path in files if held_by(path)} == {}
    kept = packed_values(book)
    assert [form for form in forms() if form in kept] == []
    for form in (b"amina", b"kone"):
        assert all(form not in path.read_bytes().lower() for path in files[:1])
    assert book.search("Kone") == book.search("Amina") == []


def test_the_tombstone_keeps_that_and_why_and_never_what(book: Book) -> None:
    """The log's line holds the reason and hashes; covered lines keep their hash; offsets and record stand."""
    before = book.log()
    record = book.record()
    book.purge([NAME], why="asked for by the person")
    after = book.log()
    assert [line.hash for line in after[:-1]] == [line.hash for line in before]
    assert (after[-1].what, json.loads(after[-1].detail)["why"]) == ("purge", "asked for by the person")
    assert NAME not in "".join(line.detail + line.subject for line in after)
    assert at_risk(book) == []
    covered = {f.claim.id: f.claim.quote for f in book.claims(reports=["p1"])}
    assert "Four people died before, █████  ████ told" in covered.values()
    assert "Ms ████ left" in covered.values()
    assert [a.claims for a in book.record().agreements] == [a.claims for a in record.agreements]
    text = book.report("p1").text
    assert len(text) == len(TEXT)
    assert "the city of Daraa on Sunday" in text


def test_a_purge_is_refused_where_it_would_hide_something(tmp_path: Path) -> None:
    """No name, a reason that holds it, a report called by it, and a book that does not verify are refused; nothing changes."""
    with Book(tmp_path / "b.db", who="ana") as book:
        book.create()
        fill(book)
        for names, why in (([], "x"), ([" "], "x"), ([NAME], "for Amina Kone")):
            with pytest.raises(BookError, match="needs a name"):
                book.purge(names, why=why)
        book.add(reading(new_report("Calm.", id="Amina Kone 7")))
        with pytest.raises(BookError, match="id of a report"):
            book.purge([NAME], why="x")
        assert book.verify() == []
        assert NAME in book.report("p1").text


def test_a_second_purge_covers_a_second_name(tmp_path: Path) -> None:
    """Two purges follow each other; the later tombstone speaks for what it changed, and the book verifies after each."""
    with Book(tmp_path / "b.db", who="ana") as book:
        book.create()
        fill(book)
        book.purge([NAME], why="asked for")
        assert book.purge(["Goma"], why="asked for too")["units"] == 1
        assert book.verify() == []
        assert book.purge(["Nobody Here"], why="to be sure") == {"units": 0, "judgements": 0, "lines": 0, "originals": 0}
        book.judge("grade", ["p1"], field="source", value="C")
        assert book.verify() == []
