"""Every kind of document that can be taken in, and the same text from each."""

import html
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.intake import documents as made
from trucebook.errors import InputError
from trucebook.intake import columns_of, identify, open_reports, reports_from_bytes
from trucebook.intake.html import bare_text
from trucebook.intake.pdf import unwrap
from trucebook.model import Reading, Report, new_report
from trucebook.reading import Sources, read_many


def opened(tmp_path: Path, name: str, raw: bytes, **options: Any) -> list[Report]:
    """Write a file and open it."""
    path = tmp_path / name
    path.write_bytes(raw)
    return list(open_reports(path, **options))


def library(name: str) -> Any:
    """Return a library, or skip where it is not installed."""
    return pytest.importorskip(name)


def test_a_page_gives_its_article(tmp_path: Path) -> None:
    """The text is what trafilatura takes; title, publisher and day come from the page; menus and adverts are left out."""
    trafilatura = library("trafilatura")
    (report,) = opened(tmp_path, "page.html", made.page())
    assert report.text == trafilatura.bare_extraction(made.page(), with_metadata=True, include_comments=False).text
    assert all(p in report.text for p in made.PARAGRAPHS)
    assert not {"Sport", "boots", "rights"} & set(report.text.split())
    assert (report.title, report.publisher, report.published) == ("Truce takes hold in Goma", "Lake & Hill Post", "2021-09-02")
    assert (report.media_type, report.published_basis, report.language) == ("text/html", "page", "en")
    assert opened(tmp_path, "page.html", made.page(), published="2021-09-09")[0].published_basis == "given"


def test_a_pdf_keeps_where_its_pages_begin(tmp_path: Path) -> None:
    """Lines that the page's width broke are joined, and each page's place is known."""
    library("pypdfium2")
    first = [
        "A ceasefire between the army and the River Front took effect on",
        "Wednesday, officials said, after weeks of talks in the lake-",
        "side capital.",
    ]
    (report,) = opened(tmp_path, "2021-09-02-truce.pdf", made.pdf([first, ["Second page."]]))
    assert "took effect on Wednesday, officials said" in report.text
    assert "lakeside capital." in report.text
    assert report.text[report.pages[1] :].strip() == "Second page."
    assert (report.pages[0], len(report.pages), report.media_type) == (0, 2, "application/pdf")
    assert (report.published, report.published_basis) == ("2021-09-02", "file name")


def test_unwrapping_keeps_headlines_and_lists() -> None:
    """A short line stays a line, an item of a list begins one."""
    text = (
        "Truce in Goma\nThe army and the rebels agreed on a truce that begins on\nMonday at noon.\n- the army withdraws\n- the road opens"
    )
    assert unwrap(text).split("\n") == [
        "Truce in Goma",
        "The army and the rebels agreed on a truce that begins on Monday at noon.",
        "- the army withdraws",
        "- the road opens",
    ]


def test_a_word_document_gives_its_paragraphs(tmp_path: Path) -> None:
    """Paragraph by paragraph, with the title of its properties."""
    (report,) = opened(tmp_path, "a.docx", made.docx())
    assert (report.text, report.title) == (made.TEXT, "Truce in Goma")


def test_an_e_mail_and_its_attachment(tmp_path: Path) -> None:
    """Subject, day and sender are known; a text that is attached is a report of its own, a picture is passed over."""
    message, note = opened(tmp_path, "a.eml", made.mail())
    assert message.text.strip() == made.TEXT
    assert (message.title, message.published, message.published_basis) == ("Trêve in Goma", "2021-09-02", "e-mail")
    assert (note.text, note.published) == ("The truce holds.", "2021-09-01")
    assert opened(tmp_path, "saved-message", made.mail())[0].title == "Trêve in Goma"


def test_an_html_e_mail_gives_its_words(tmp_path: Path) -> None:
    """Where a message has no plain text its HTML is read without marks."""
    library("lxml")
    raw = b"From: a@b.invalid\r\nSubject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>The truce <b>holds</b>.</p><p>So far.</p>"
    assert opened(tmp_path, "a.eml", raw)[0].text == "The truce holds.\nSo far."


def test_bits_of_markup() -> None:
    """Blocks become lines; scripts, comments and marks are left out; control characters do no harm."""
    library("lxml")
    assert bare_text("a<p>b <i>c</i><!-- d -->e</p><script>f()</script>g<br>h &amp; i") == "a\nb ce\ng\nh & i"
    assert bare_text("<p>a\x01</p>&#2;<p>b</p>").split("\n")[-1] == "b"
    assert bare_text("plain < text") == "plain < text"
    assert bare_text("<") == "<"


def test_a_feed_gives_a_report_an_entry(tmp_path: Path) -> None:
    """Entries without text are none."""
    library("feedparser")
    (report,) = opened(tmp_path, "feed.xml", made.rss())
    assert report.text == "\n".join(made.PARAGRAPHS[:2])
    assert (report.title, report.url, report.published, report.publisher) == (
        "Truce & talks",
        "https://news.invalid/1",
        "2021-09-02",
        "Lake Wire",
    )


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_web_archive_gives_its_articles(tmp_path: Path, name: str) -> None:
    """Pages without an article and pages that were not found are passed over."""
    library("fastwarc")
    raw = made.warc({"https://news.invalid/1": made.page(), "https://news.invalid/2": b"<html><body></body></html>"})
    raw = made.gzipped(raw) if name.endswith("gz") else raw
    (report,) = opened(tmp_path, name, raw)
    assert (report.url, report.published) == ("https://news.invalid/1", "2021-09-02")
    assert opened(tmp_path, name, made.warc({"https://news.invalid/1": made.page()}, status="404 Not Found")) == []


def test_a_wacz_gives_what_its_warc_files_hold(tmp_path: Path) -> None:
    """Lists of pages and indexes beside them are no tables of reports."""
    library("fastwarc")
    parts = {"datapackage.json": b"{}", "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n'}
    raw = made.zipped(parts | {"archive/data.warc.gz": made.gzipped(made.warc({"https://news.invalid/1": made.page()}))})
    assert [r.url for r in opened(tmp_path, "a.wacz", raw)] == ["https://news.invalid/1"]


CSV = """\ufeffHeadline;Body;Date;Outlet
Truce;"The truce holds; so far.";2021-09-02;Post
None;;2021-09-03;Post
Sums;=1+1 was shelled;soon;Post
"""


def test_a_csv_table_gives_a_report_a_row(tmp_path: Path) -> None:
    """Columns are known by their usual names, the separator is found; a row without text is none; a formula is words."""
    first, second = opened(tmp_path, "a.csv", CSV.encode())
    assert (first.text, first.title, first.published, first.publisher) == ("The truce holds; so far.", "Truce", "2021-09-02", "Post")
    assert (second.text, second.published) == ("=1+1 was shelled", None)


def test_columns_can_be_named(tmp_path: Path) -> None:
    """A mapping names the columns; a wrong one is refused with what there is."""
    raw = b"a,b\nA truce holds.,2021-09-02\n"
    (report,) = opened(tmp_path, "t.csv", raw, columns={"text": "a", "published": "b"})
    assert (report.text, report.published, report.published_basis) == ("A truce holds.", "2021-09-02", "table")
    for columns, words in (({"text": "c"}, "no column c"), ({"words": "a"}, "none of"), (None, "no column holds the text")):
        with pytest.raises(InputError, match=words):
            opened(tmp_path, "t.csv", raw, columns=columns)


def test_columns_named_on_the_command_line() -> None:
    """OURS=THEIRS, and nothing else."""
    assert columns_of(["text=Dispatch", "published = Day"]) == {"text": "Dispatch", "published": "Day"}
    assert columns_of(None) is None
    for words in ("text", "=a", "text="):
        with pytest.raises(InputError, match="text=NAME"):
            columns_of([words])


def test_standard_input_is_known_by_its_bytes() -> None:
    """A page that is piped in is read as a page, text as text."""
    library("trafilatura")
    assert next(reports_from_bytes(made.page(), name="standard input")).media_type == "text/html"
    assert next(reports_from_bytes(b"The truce holds.", name="standard input")).text == "The truce holds."


def test_json_lines(tmp_path: Path) -> None:
    """Each line is a report; an id that is given is kept."""
    rows = [{"id": 7, "text": "A truce holds.", "published": "2021-09-02T10:00:00Z"}, {"text": "Another."}]
    first, second = opened(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert (first.id, first.published, second.text) == ("7", "2021-09-02", "Another.")


def test_workbooks_and_parquet(tmp_path: Path) -> None:
    """A row of a workbook or of a Parquet file is a report too."""
    openpyxl, arrow = library("openpyxl"), library("pyarrow")
    library("python_calamine")
    book = openpyxl.Workbook()
    for row in (["text", "date"], ["A truce holds.", "2021-09-02"], ["Another.", None]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert [(r.text, r.published) for r in open_reports(tmp_path / "a.xlsx")] == [("A truce holds.", "2021-09-02"), ("Another.", None)]
    table = arrow.table({"text": ["A truce holds.", None], "published": ["2021-09-02", None]})
    library("pyarrow.parquet").write_table(table, tmp_path / "a.parquet")
    assert [(r.text, r.published) for r in open_reports(tmp_path / "a.parquet")] == [("A truce holds.", "2021-09-02")]


def test_folders_and_zip_files(tmp_path: Path) -> None:
    """All documents of a known ending, by name; pictures and hidden files are passed over; a zip in a zip is read."""
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    (folder / "2021-09-02-b.txt").write_text("Second.")
    (folder / "below" / "c.txt").write_text("Third.")
    (folder / "a.txt").write_text("First.")
    (folder / "p.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.txt").write_text("no")
    assert [r.text for r in open_reports(folder)] == ["Second.", "First.", "Third."]
    inner = made.zipped({"2021-09-03-x.txt": b"Inner."})
    whole = made.zipped({"a/one.txt": b"One.", "two.zip": inner, "p.png": b"\x89PNG"})
    assert [(r.text, r.published) for r in opened(tmp_path, "z.zip", whole)] == [("One.", None), ("Inner.", "2021-09-03")]
    assert opened(tmp_path, "a.txt.gz", made.gzipped(b"Packed."))[0].text == "Packed."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (made.TEXT, "en"),
        ("army of the Syria shell neighborhood Daraa al-Balad, martyr of four civilian, source local said to agency", "en"),
        ("La trêve est entrée en vigueur mercredi après un accord entre l'armée et le comité, selon la police locale.", "fr"),
        ("Перемирие вступило в силу в среду после соглашения между армией и комитетом, сообщили жители", "ru"),
        ("دخلت الهدنة حيز التنفيذ في المدينة يوم الأربعاء بعد اتفاق بين الجيش واللجنة المركزية بحسب السكان", "ar"),
        ("Truce.", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    """Languages are told apart; a short text has none."""
    library("py3langid")
    assert identify(text) == language


def test_another_language_is_stored_and_not_read(sources: Sources) -> None:
    """A report marked as French has an empty reading in its place; the English ones around it are read."""
    english = new_report("The army killed four people in Goma.", published="2021-09-02")
    french = Report(id="fr", text="L'armée a tué quatre personnes à Goma.", sha256="0" * 64, language="fr")
    before, foreign, after = read_many([english, french, english], sources=sources)
    assert (foreign.report, foreign.claims, foreign.mentions) == (french, (), ())
    assert before.claims == after.claims
    assert before.claims


def test_a_page_reads_like_its_text(tmp_path: Path, read_text: Callable[..., Reading], sources: Sources) -> None:
    """The claims read from a page are those read from the same words as plain text, where an empty line stands between blocks."""
    library("trafilatura")
    (report,) = opened(tmp_path, "page.html", made.page())
    plain = read_text(report.text.replace("\n", "\n\n"), "2021-09-02")
    (reading,) = read_many([report], sources=sources)
    assert [(c.kind, c.quote) for c in reading.claims] == [(c.kind, c.quote) for c in plain.claims]
    assert {"killed"} <= {c.value("category") for c in reading.claims}


SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.txt"))


def site_of(text: str, day: str) -> bytes:
    """Return a page of a newspaper around a text: menus, banners, an advert between paragraphs, related headlines, a footer."""
    title, *paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    advert = '<aside class="advert"><p>Buy boots now. Half price until Friday.</p></aside>'
    body = "".join(f"<p>{html.escape(part)}</p>{advert if number == 2 else ''}" for number, part in enumerate(paragraphs))
    return (
        f'<!doctype html><html lang="en"><head><title>{html.escape(title)} | Post</title>'
        f'<meta property="og:title" content="{html.escape(title)}">'
        f'<meta property="og:site_name" content="Post"><meta property="article:published_time" content="{day}T08:00:00Z"></head><body>'
        '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>'
        '<div class="banner advert"><a href="/shop">Winter sale: 40 tents killed the competition</a></div>'
        f"<main><article><h1>{html.escape(title)}</h1>{body}</article>"
        '<section class="related"><h2>Related</h2><ul><li><a href="/a">Army shells village, 12 dead</a></li>'
        "</ul></section></main><footer><p>© Post. All rights reserved.</p></footer></body></html>"
    ).encode()


def told(reading: Reading) -> list[tuple[Any, ...]]:
    """Return what a reading claims, offsets and ids aside."""
    told_of = {c.id: " ".join(c.quote.split()) for c in reading.claims}

    def shown(field: Any) -> Any:
        if isinstance(field, list):
            return [shown(one) for one in field]
        value = told_of.get(field.value, field.value) if isinstance(field.value, str) else field.value
        return (" ".join((field.text or "").split()), " ".join(value.split()) if isinstance(value, str) else value)

    return [(c.kind, told_of[c.id], c.assertion, c.background, {k: shown(f) for k, f in c.fields.items()}) for c in reading.claims]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_newspaper_page_reads_like_the_dispatch(tmp_path: Path, sources: Sources, path: Path) -> None:
    """Among menus and adverts the text is what trafilatura takes, and the claims are those of the dispatch to the last field."""
    trafilatura = library("trafilatura")
    (plain,) = open_reports(path)
    raw = site_of(plain.text, str(plain.published))
    (page,) = opened(tmp_path, "page.html", raw)
    assert page.text == trafilatura.bare_extraction(raw, with_metadata=True, include_comments=False).text
    assert (page.title, page.published, page.published_basis) == (plain.title, plain.published, "page")
    one, other = read_many([plain, page], sources=sources)
    assert told(one) == told(other)
    assert any(claim[4] for claim in told(one))
