"""Two hundred malformed inputs, and a program that opens them one by one under limits on memory and time.

python -m tests.intake.malformed FOLDER     prints a JSON line an input: name, seconds, peak memory in MB, what was said
"""

import gzip
import io
import json
import resource
import struct
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.intake import documents as made
from trucebook.adding import add_documents, documents
from trucebook.book import Book
from trucebook.errors import InputError
from trucebook.model import ReaderInfo, Reading, Report

MEMORY = 4 * 2**30
Make = Callable[[], bytes]
ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(20)) + "]>"
EXTERNAL = '<!DOCTYPE x [<!ENTITY t SYSTEM "file:///etc/passwd">]>'
QUADRATIC = f'<!DOCTYPE x [<!ENTITY t "{"a" * 50_000}">]>'
FEED = "<rss><channel><item><title>x</title><description>{}</description></item></channel></rss>"
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
LETTER = "From: a@b.invalid\r\nTo: c@d.invalid\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


def cut(make: Make, parts: int) -> Iterator[Make]:
    """Yield makers of a document cut short at so many places."""
    for n in range(1, parts + 1):
        yield lambda n=n: (raw := make())[: len(raw) * n // (parts + 1)]  # type: ignore[misc]


def packed(name: str, size: int, fill: bytes = b"0") -> bytes:
    """Return a zip file with one member of so many MB of one sign."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts, parts.open(name, "w", force_zip64=True) as member:
        for _ in range(size):
            member.write(fill * 2**20)
    return out.getvalue()


def linked(target: str) -> bytes:
    """Return a zip file whose member is a symbolic link."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        info = zipfile.ZipInfo("a.txt")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        parts.writestr(info, target)
    return out.getvalue()


def locked(name: str) -> bytes:
    """Return a zip file whose member says it is locked with a password."""
    raw = bytearray(made.zipped({name: b"The truce holds."}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + place] |= 1
    return bytes(raw)


def nested(depth: int) -> bytes:
    """Return zip files in a zip file, so many deep."""
    raw = made.zipped({"a.txt": b"The truce holds."})
    for _ in range(depth):
        raw = made.zipped({"a.zip": raw})
    return raw


def crowded(count: int) -> bytes:
    """Return a zip file of so many empty members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for n in range(count):
            parts.writestr(f"{n}.txt", b"")
    return out.getvalue()


def workbook(cells: str, *, head: str = "", strings: str = "") -> bytes:
    """Return an XLSX file whose one sheet holds these rows."""
    main, rels = (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return made.zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="{kind}.sheet.main+xml"/>'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
            ).encode(),
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rels}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
            "xl/worksheets/sheet1.xml": (head + SHEET.format(cells)).encode(),
        }
    )


def calc(cells: str) -> bytes:
    """Return an ODS file whose one sheet holds these rows."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="a">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return made.zipped(
        {
            "mimetype": kind,
            "content.xml": content.encode(),
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>'.encode(),
        }
    )


def cell(place: str, words: str) -> str:
    """Return a cell of a sheet."""
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def parts_within(depth: int, kind: str = "multipart/mixed") -> bytes:
    """Return an e-mail whose parts hold parts, so many deep."""
    raw = "Content-Type: text/plain\r\n\r\nThe truce holds.\r\n"
    for n in range(depth):
        raw = (
            f"Content-Type: message/rfc822\r\n\r\n{LETTER}{raw}"
            if kind == "message/rfc822"
            else f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n{raw}\r\n--b{n}--\r\n"
        )
    return (LETTER + raw).encode()


def attached(name: str, content: bytes) -> bytes:
    """Return an e-mail with one attachment."""
    body = __import__("base64").b64encode(content).decode()
    return (
        f"{LETTER}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: application/octet-stream\r\n"
        f'Content-Disposition: attachment; filename="{name}"'
        f"\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n--x--\r\n"
    ).encode()


def response(**headers: str) -> bytes:
    """Return a WARC record whose headers are these."""
    known = {"WARC-Type": "response", "WARC-Target-URI": "https://news.invalid/1", "Content-Type": "application/http; msgtype=response"}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in (known | headers).items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + made.page() + b"\r\n\r\n"


TRAPS = (
    "../a.txt",
    "../../../../etc/cron.d/a.txt",
    "/etc/a.txt",
    "a/../../b.txt",
    "..\\a.txt",
    "C:\\a.txt",
    "\\\\host\\a.txt",
    "c:a.txt",
    "./../a.txt",
    "a/./../../b.txt",
)


def _inputs() -> Iterator[tuple[str, Make, bool]]:
    """Yield (name, maker, must it be refused) of every input."""
    pages = lambda: made.pdf([["The truce holds."] * 30] * 3)  # noqa: E731
    news: Make = lambda: made.warc({f"https://news.invalid/{n}": made.page() for n in range(3)})  # noqa: E731
    for n, make in enumerate(cut(pages, 15)):
        yield f"cut{n}.pdf", make, False
    for name, whole in (
        ("a.zip", lambda: made.zipped({"a.txt": b"x" * 5000, "b.html": made.page()})),
        ("a.docx", made.docx),
        ("a.xlsx", lambda: workbook(cell("A1", "text"))),
    ):
        for n, make in enumerate(cut(whole, 10)):
            yield f"cut{n}{name[1:]}", make, True
    for n, make in enumerate(cut(lambda: made.gzipped(news()), 10)):
        yield f"cut{n}.warc.gz", make, n < 1
    for n, make in enumerate(cut(lambda: made.gzipped(made.page()), 8)):
        yield f"cut{n}.html.gz", make, True
    for n, make in enumerate(cut(made.rss, 8)):
        yield f"cut{n}.rss", make, n < 1
    for n, name in enumerate(TRAPS):
        yield f"trap{n}.zip", lambda name=name: made.zipped({"good.txt": b"Good.", name: b"Evil."}), True  # type: ignore[misc]
    for kind in ("zip", "docx", "xlsx", "wacz", "ods"):
        inner = {"zip": "a.txt", "docx": "word/document.xml", "xlsx": "xl/workbook.xml", "wacz": "archive/a.warc", "ods": "content.xml"}[
            kind
        ]
        yield f"bomb.{kind}", lambda inner=inner: packed(inner, 300), True  # type: ignore[misc]
        yield f"locked.{kind}", lambda inner=inner: locked(inner), True  # type: ignore[misc]
    yield "bombs.zip", lambda: made.zipped({"a.zip": packed("a.txt", 300)}), True
    yield "bomb.txt.gz", lambda: gzip.compress(b"0" * 300 * 2**20, 1), True
    yield "bomb.warc.gz", lambda: gzip.compress(response(Content_Length=str(2**30)) + b"0" * 300 * 2**20, 1), False
    yield "onion.gz", lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"x")))), True
    yield "tail.txt.gz", lambda: gzip.compress(b"The truce holds.") + b"junk", True
    for depth in (3, 5, 60):
        yield f"deep{depth}.zip", lambda depth=depth: nested(depth), True  # type: ignore[misc]
    yield "crowd.zip", lambda: crowded(100_001), True
    for n, target in enumerate(("/etc/passwd", "../../etc/shadow")):
        yield f"link{n}.zip", lambda target=target: linked(target), True  # type: ignore[misc]
    yield "nul.zip", lambda: made.zipped({"a\x00../b.txt": b"x"}), False
    for n, head in enumerate((ENTITIES, EXTERNAL, QUADRATIC)):
        name = ("&t;", "&t;", "&t;" * 1000)[n]
        for encoding in ("utf-8", "utf-16"):
            mark = f'<?xml version="1.0" encoding="{encoding}"?>{head}'
            yield f"entities{n}-{encoding}.rss", lambda m=mark, w=name, e=encoding: (m + FEED.format(w)).encode(e), True  # type: ignore[misc]
            yield (
                f"entities{n}-{encoding}.xml",
                lambda m=mark, w=name, e=encoding: (
                    m + f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><content>{w}</content></entry></feed>'
                ).encode(e),
                True,
            )  # type: ignore[misc]
            yield (
                f"entities{n}-{encoding}.docx",
                lambda m=mark, w=name, e=encoding: made.zipped(
                    {
                        "word/document.xml": (
                            m
                            + f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>{w}</w:t></w:r></w:p></w:document>'
                        ).encode(e)
                    }
                ),
                True,
            )  # type: ignore[misc]
        yield (
            f"entities{n}.xlsx",
            lambda h=head, w=name: workbook(f'<row r="1">{cell("A1", "text")}</row><row r="2">{cell("A2", w)}</row>', head=h),
            False,
        )  # type: ignore[misc]
        yield f"entities{n}.html", lambda h=head, w=name: f"{h}<html><body><p>{w}</p></body></html>".encode(), False  # type: ignore[misc]
    yield "nobody.docx", lambda: made.zipped({"word/styles.xml": b"<a/>"}), True
    yield "broken.docx", lambda: made.zipped({"word/document.xml": b"<w:document><w:p>"}), True
    yield "empty-body.docx", lambda: made.docx(()), True
    yield "deep.docx", lambda: made.zipped({"word/document.xml": b"<a>" * 300_000 + b"</a>" * 300_000}), True
    yield "deep.rss", lambda: FEED.format("<p>" * 30_000).encode(), False
    yield "long.rss", lambda: FEED.format("&lt;p&gt;" * 100_000).encode(), False
    yield "far.xlsx", lambda: workbook(f'<row r="1">{cell("A1", "text")}</row><row r="1048576">{cell("XFD1048576", "x")}</row>'), True
    yield (
        "far.ods",
        lambda: calc(
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
        ),
        True,
    )
    yield "notext.xlsx", lambda: workbook(f'<row r="1">{cell("A1", "colour")}</row><row r="2">{cell("A2", "red")}</row>'), True
    yield "huge.xlsx", lambda: workbook(f'<row r="1">{cell("A1", "text")}</row><row r="2">{cell("A2", "x" * 40_000_000)}</row>'), True
    yield (
        "formula.xlsx",
        lambda: workbook(
            f'<row r="1">{cell("A1", "text")}</row><row r="2"><c r="A2" t="str"><f>WEBSERVICE("http://a.invalid")</f><v>The truce holds.</v></c></row>'
        ),
        False,
    )
    yield "formula.csv", lambda: b'text\n"=HYPERLINK(""http://a.invalid"",""The truce holds."")"\n', False
    yield "nosheet.xlsx", lambda: made.zipped({"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<Types/>"}), True
    for name in ("xls", "ods", "xlsx", "parquet", "pdf", "docx", "zip", "warc", "eml", "rss", "html", "csv", "jsonl", "txt.gz"):
        yield f"empty.{name}", lambda: b"", name not in ("csv", "jsonl")
        yield f"noise.{name}", lambda: bytes(range(128, 256)) * 40 + b"\x00\x01\x02" * 300, True
    yield "kind.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4096, True
    for n, make in enumerate(cut(lambda: b"PAR1" + bytes(range(256)) * 8 + struct.pack("<i", 2**31 - 1) + b"PAR1", 4)):
        yield f"cut{n}.parquet", make, True
    yield "lies.parquet", lambda: b"PAR1" + b"\x15" * 500 + struct.pack("<i", 2**31 - 1) + b"PAR1", True
    yield "quotes.csv", lambda: b'text,b\n"never closed\n' + b"x\n" * 1000, True
    yield "wide.csv", lambda: b"text" + b",x" * 200_000 + b"\n" + b"a" * 10 + b",y" * 200_000, False
    yield "cell.csv", lambda: b"text\n" + b"x" * 20_000_000, True
    yield "nul.csv", lambda: b"text\nThe truce\x00 holds.\n", True
    yield "utf16-lie.csv", lambda: b"\xff\xfet\x00e\x00x\x00t\x00\n", True
    yield "half.jsonl", lambda: b'{"text": "The truce holds."}\n{"text": "bro', True
    yield "deep.jsonl", lambda: b'{"text": ' + b"[" * 200_000 + b"\n", True
    yield "digits.jsonl", lambda: b'{"text": "x", "id": ' + b"9" * 100_000 + b"}\n", True
    yield (
        "surrogate.jsonl",
        lambda: rb'{"text": "The truce \ud800 holds.", "title": "\udfff", "url": "\ud800", "publisher": "a\u0000b"}' + b"\n",
        False,
    )
    yield "things.jsonl", lambda: b'{"text": {"a": [1, 2]}}\n{"text": ["a"]}\n{"text": true}\n', False
    yield "list.jsonl", lambda: b"[1, 2]\n", True
    yield "twice.jsonl", lambda: b'{"id": "a", "text": "One."}\n{"id": "a", "text": "Two."}\n', False
    for n, raw in enumerate(
        (
            b"a\x00b",
            b"\xff\xfea\x00b",
            b"\xfe\xff\x00",
            b"\x00\x00\xfe\xff\x00",
            bytes(range(1, 256)) * 4,
            b"\x89PNG\r\n\x1a\n",
            b"\xef\xbb\xbf\x00",
        )
    ):
        yield f"bytes{n}.txt", lambda raw=raw: raw, n != 6 and n != 3 and n != 2  # type: ignore[misc]
    yield "plain-utf16.txt", lambda: "The truce holds.".encode("utf-16-le"), True
    yield "deep.html", lambda: b"<html>" + b"<div>" * 200_000 + b"x", False
    yield "long.html", lambda: b"<html><p>" + b"word " * 3_500_000, True
    yield "nul.html", lambda: b"<html><body><p>" + b"\x00" * 5000 + b"</p></body></html>", True
    yield "attribute.html", lambda: b'<html><body a="' + b"x" * 3_000_000 + b'"><p>x</p></body></html>', False
    yield "charset.html", lambda: b'<html><head><meta charset="utf-1009"></head><body><p>\xff\xfe\xfd</p></body></html>', False
    yield "script.html", lambda: b"<html><script>" + b"x" * 100_000 + b"</script></html>", True
    for depth in (50, 150, 3000):
        yield f"parts{depth}.eml", lambda depth=depth: parts_within(depth), depth > 1000  # type: ignore[misc]
        yield f"letters{depth}.eml", lambda depth=depth: parts_within(depth, "message/rfc822"), depth > 1000  # type: ignore[misc]
    yield (
        "many.eml",
        lambda: (LETTER + "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + "--x\r\n\r\na\r\n" * 60_000 + "--x--").encode(),
        False,
    )
    yield "boundary.eml", lambda: (LETTER + "Content-Type: multipart/mixed\r\n\r\nx").encode(), False
    yield "charset.eml", lambda: (LETTER + "Content-Type: text/plain; charset=utf-1009\r\n\r\nx\xff").encode("latin-1"), False
    yield "base64.eml", lambda: (LETTER + "Content-Transfer-Encoding: base64\r\nContent-Type: text/plain\r\n\r\n!!!!====").encode(), False
    yield "header.eml", lambda: (LETTER + "X-Long: " + "x" * 5_000_000 + "\r\n\r\nThe truce holds.").encode(), False
    yield "bomb.eml", lambda: attached("a.zip", packed("a.txt", 300)), True
    yield "trap.eml", lambda: attached("../../a.zip", made.zipped({"../a.txt": b"x"})), True
    yield "fields.eml", lambda: (LETTER + "Date: not a day\r\nFrom: =?x?q?=?=\r\n\r\nThe truce holds.").encode(), False
    for length in ("2147483648", "9223372036854775807", "-1", "99999999999999999999999", "many", "0"):
        yield f"length{length[:4]}.warc", lambda length=length: response(Content_Length=length), length[:2] in ("21", "92")  # type: ignore[misc]
    yield (
        "chunks.warc",
        lambda: response(Content_Length="500").replace(
            b"Content-Type: text/html", b"Content-Type: text/html\r\nTransfer-Encoding: chunked"
        ),
        False,
    )
    yield "odd.warc", lambda: b"WARC/9.9\r\n\r\n\r\n", True
    yield "headers.warc", lambda: b"WARC/1.0\r\n" + b"A: b\r\n" * 200_000, True


def inputs() -> dict[str, tuple[Make, bool]]:
    """Return every input by its name: how it is made, and whether it must be refused (others may come out as a report)."""
    return {name: (make, refused) for name, make, refused in _inputs()}


def added(path: Path, book: Book) -> str:
    """Add a file to a book, read by nobody; returns what was said: an error's words, or how many reports were stored."""
    before = len(book.log())
    try:
        new, known = add_documents(book, documents([path]), _read)
    except InputError as error:
        return f"error: {error}" if len(book.log()) == before else "STORED"
    return f"{len(new)} reports, {len(known)} known"


def _read(reports: Iterable[Report]) -> Iterator[Reading]:
    return (
        Reading(report=r, mentions=(), claims=(), reader=ReaderInfo(name="none", version="", model="", model_sha256="")) for r in reports
    )


def _peak() -> int:
    """Return the most memory this program has held, in MB; that of the program that started it does not count."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) >> 10 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def main() -> None:
    """Open each file of a folder under limits and print what happened."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    folder = Path(sys.argv[1])
    book = Book(folder.parent / "malformed.db")
    book.create()
    for path in sorted(folder.iterdir()):
        started = time.process_time()
        try:
            said = added(path, book)
        except BaseException as error:
            said = f"{type(error).__name__}: {str(error)[:200]}"
        peak = _peak()
        print(json.dumps({"name": path.name, "seconds": round(time.process_time() - started, 2), "peak": peak, "said": said}), flush=True)


if __name__ == "__main__":
    main()
