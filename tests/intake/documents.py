"""Documents made by hand: a page among menus, a PDF, a Word file, an e-mail, a feed, a WARC file."""

import gzip
import io
import zipfile

PARAGRAPHS = (
    "A ceasefire between the army and the River Front took effect in Goma on Wednesday, residents and officials said.",
    "Under the deal the army is to lift its siege of the northern districts, and the fighters are to hand over their heavy weapons.",
    "At least 12 people were killed in the shelling that preceded the truce, according to the provincial hospital of the city.",
)
TEXT = "\n".join(PARAGRAPHS)


def page(paragraphs: tuple[str, ...] = PARAGRAPHS, title: str = "Truce takes hold in Goma") -> bytes:
    """Return a web page with a menu, an advert and an article."""
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>'
        f'<meta property="og:title" content="{title}">'
        '<meta property="og:site_name" content="Lake &amp; Hill Post">'
        '<meta property="article:published_time" content="2021-09-02T08:00:00Z">'
        '</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
        f'<div class="advert">Buy boots now</div><article><h1>{title}</h1>{body}</article>'
        "<footer>All rights reserved</footer></body></html>"
    ).encode()


def pdf(pages: list[list[str]]) -> bytes:
    """Return a PDF whose pages hold these lines."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " T* ".join("({}) Tj".format(line.replace("(", r"\(").replace(")", r"\)")) for line in lines)
        stream = f"BT /F1 10 Tf 14 TL 50 780 Td {shown} ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(out),
    )


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in members.items():
            parts.writestr(name, content)
    return out.getvalue()


def docx(paragraphs: tuple[str, ...] = PARAGRAPHS, *, head: str = "") -> bytes:
    """Return a Word document."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    core = '<c:p xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Truce in Goma</dc:title></c:p>'
    return zipped(
        {
            "word/document.xml": f"{head}<w:document {space}><w:body>{body}</w:body></w:document>".encode(),
            "docProps/core.xml": core.encode(),
        }
    )


def mail(body: str = TEXT) -> bytes:
    """Return an e-mail with a text attachment and a picture."""
    return (
        "From: Desk <desk@news.invalid>\r\nTo: all@news.invalid\r\nSubject: =?utf-8?q?Tr=C3=AAve?= in Goma\r\n"
        "Date: Thu, 02 Sep 2021 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=XX\r\n\r\n"
        f"--XX\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
        "--XX\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=2021-09-01-note.txt\r\n\r\nThe truce holds.\r\n"
        "--XX\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=a.png\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n"
        "--XX--\r\n"
    ).encode()


def rss() -> bytes:
    """Return a feed of two entries, one without text."""
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Lake Wire</title>'
        f"<item><title>Truce &amp; talks</title><link>https://news.invalid/1</link><pubDate>Thu, 02 Sep 2021 09:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{PARAGRAPHS[0]}&lt;/p&gt;&lt;p&gt;{PARAGRAPHS[1]}&lt;/p&gt;</description></item>"
        "<item><title>Empty</title></item></channel></rss>"
    ).encode()


def warc(pages: dict[str, bytes], *, length: int | None = None, status: str = "200 OK") -> bytes:
    """Return a WARC file with a response for each page; `length` is declared instead of the true one where given."""
    out = b""
    for url, content in pages.items():
        http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + content
        out += (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-09-03T00:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:0d9f1f00-0000-4000-8000-000000000000>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http) if length is None else length}\r\n\r\n"
        ).encode()
        out += http + b"\r\n\r\n"
    return out


def gzipped(raw: bytes) -> bytes:
    """Return a gzip file."""
    return gzip.compress(raw)
