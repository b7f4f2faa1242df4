"""Word document → Report: its paragraphs in order, by nothing but the standard library.

Invariant: no entity of the XML is ever expanded; a document that declares one is refused.
"""

import hashlib
import io
import zipfile
from xml.etree import ElementTree as Xml

from trucebook.errors import InputError
from trucebook.intake.archive import BROKEN, refuse_bomb
from trucebook.intake.origin import Origin, declares
from trucebook.model import Report, new_report

BODY = "word/document.xml"
MOST_OF_A_PART = 64 * 2**20
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def report_of(raw: bytes, origin: Origin) -> Report:
    """Return the report of a .docx file's bytes; raises InputError for one that is broken."""
    refuse_bomb(raw, origin)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            body = _tree(parts, BODY, origin)
            about = _tree(parts, "docProps/core.xml", origin) if "docProps/core.xml" in parts.namelist() else None
    except (*BROKEN, KeyError) as error:
        raise InputError(f"{origin.name}: is no whole Word document ({error})") from error
    text = "\n".join(_paragraph(p) for p in body.iter(f"{_W}p"))
    if not text.strip():
        raise InputError(f"{origin.name}: holds no text")
    published, basis = origin.day(None, "")
    title = about.findtext(_TITLE) if about is not None else None
    return new_report(
        text,
        title=(title or "").strip() or None,
        published=published,
        published_basis=basis,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def _tree(parts: zipfile.ZipFile, name: str, origin: Origin) -> Xml.Element:
    with parts.open(name) as file:
        raw = file.read(MOST_OF_A_PART + 1)
    if len(raw) > MOST_OF_A_PART:
        raise InputError(f"{origin.name}: {name} unpacks to more than {MOST_OF_A_PART >> 20} MB")
    return parse_xml(raw, origin)


def parse_xml(raw: bytes, origin: Origin) -> Xml.Element:
    """Return the root of an XML document; raises InputError for one that is broken or declares entities."""
    if declares(raw, b"<!DOCTYPE", b"<!ENTITY"):
        raise InputError(f"{origin.name}: its XML declares entities, which no document needs; it was not read")
    try:
        return Xml.fromstring(raw)
    except Xml.ParseError as error:
        raise InputError(f"{origin.name}: its XML is broken ({error})") from error


def _paragraph(paragraph: Xml.Element) -> str:
    """Return the words of one paragraph; deleted text of tracked changes is left out."""
    words = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            words.append(node.text or "")
        elif node.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            words.append(" ")
    return "".join(words)
