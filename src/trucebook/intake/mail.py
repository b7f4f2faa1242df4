"""E-mail → Reports: the message, and each attachment that can be read.

Invariant: the plain text of a message is preferred to its HTML; a header that cannot be understood is left out.
"""

import email.policy
import hashlib
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from trucebook.errors import InputError
from trucebook.intake.html import bare_text
from trucebook.intake.origin import Origin
from trucebook.model import Report, new_report

MOST_OF_A_LETTER = 64 * 2**20
MOST_PARTS = 5_000


def report_of(raw: bytes, origin: Origin) -> tuple[Report | None, list[tuple[str, bytes]]]:
    """Return the report of a message, None where its body is empty, and its attachments by name."""
    try:
        message = _parsed(raw, origin)
        text = _body(message)
        attached = list(_attachments(message))
    except RecursionError as error:
        raise InputError(f"{origin.name}: holds letters within letters, too deep to be read") from error
    published, basis = origin.day(_day(message), "e-mail")
    if not text.strip():
        return None, attached
    report = new_report(
        text,
        title=_header(message, "subject"),
        publisher=_header(message, "from"),
        published=published,
        published_basis=basis,
        media_type="message/rfc822",
        sha256=hashlib.sha256(raw).hexdigest(),
    )
    return report, attached


def _parsed(raw: bytes, origin: Origin) -> EmailMessage:
    """Return the message; raises InputError where it has no header of a letter, or more parts than a person would send."""
    if len(raw) > MOST_OF_A_LETTER or raw.count(b"\n--") > MOST_PARTS:
        raise InputError(
            f"{origin.name}: is larger than {MOST_OF_A_LETTER >> 20} MB or holds more than {MOST_PARTS} parts; save them one by one"
        )
    message = BytesParser(policy=email.policy.default).parsebytes(raw)
    assert isinstance(message, EmailMessage)
    if not any(name in message for name in ("from", "subject", "date", "content-type")):
        raise InputError(f"{origin.name}: is no e-mail: it has neither sender nor subject nor date")
    return message


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        words = str(part.get_content())
    except (LookupError, ValueError, KeyError):
        words = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")  # type: ignore[union-attr]
    return bare_text(words) if part.get_content_subtype() == "html" else words.replace("\r\n", "\n")


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return " ".join(str(message.get(name) or "").split()) or None
    except (ValueError, IndexError, TypeError, AttributeError):
        return None


def _day(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("date") or "")).date().isoformat()
    except (ValueError, IndexError, TypeError, AttributeError):
        return None


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for part in message.walk():
        name = part.get_filename()
        if name and not part.is_multipart():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield name, content
