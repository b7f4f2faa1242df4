"""Time-stamps of the log by others (RFC 3161): asked for when a person asks, kept in the log, checked against a root.

Invariant: what is stamped is the hash of the log's last line and nothing else, so that the stamper learns nothing of the book.
"""

import base64
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from trucebook.book import Book
from trucebook.errors import InputError
from trucebook.extras import load

WAIT_SECONDS = 30
MOST_BYTES = 2**20


@dataclass(frozen=True)
class Stamp:
    """A time-stamp in the log: the line whose hash was stamped, that hash, by whom, when by the stamper's clock, and the token."""

    line: int
    head: str
    by: str
    at: str
    token: bytes


def ask_for_stamp(book: Book, url: str) -> Stamp:
    """Have the head of a book's log stamped by a server and keep the token in the log; raises InputError where the answer is of no use."""
    client = _client()
    line, head = book.head()
    if not line:
        raise InputError(f"{book.place}: its log is empty; there is nothing to stamp yet")
    request = client.TimestampRequestBuilder().data(head.encode()).build()
    raw = _posted(url, request.as_bytes())
    answer = _decoded(client, raw, url)
    if bytes(answer.tst_info.message_imprint.message) != bytes(request.message_imprint.message) or answer.tst_info.nonce != request.nonce:
        raise InputError(f"{url}: stamped something else than was asked")
    stamp = Stamp(line=line, head=head, by=url, at=answer.tst_info.gen_time.isoformat(), token=raw)
    book.note("timestamp", str(line), {"head": head, "tsa": url, "at": stamp.at, "token": base64.b64encode(raw).decode()})
    return stamp


def stamps_of(book: Book) -> list[Stamp]:
    """Return the time-stamps in a book's log, oldest first."""
    found = []
    for line in book.log():
        if line.what == "timestamp":
            detail = msgspec.json.decode(line.detail)
            token = base64.b64decode(detail["token"])
            found.append(Stamp(line=int(line.subject), head=detail["head"], by=detail["tsa"], at=detail["at"], token=token))
    return found


def broken_stamps(book: Book, root: Path) -> list[str]:
    """Return, in words, the time-stamps that do not stand by a root certificate (PEM), or that stamp another hash than their line has."""
    client, x509 = _client(), load("cryptography.x509", extra="timestamps", what="checking a time-stamp")
    try:
        roots = x509.load_pem_x509_certificates(root.read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(f"{root}: is no file of certificates in PEM ({error})") from error
    heads = {line.seq: line.hash for line in book.log()}
    wrong = []
    for stamp in stamps_of(book):
        if heads.get(stamp.line) != stamp.head:
            wrong.append(f"time-stamp of line {stamp.line}: the line's hash is not the one that was stamped")
        try:
            client.VerifierBuilder(roots=roots).build().verify_message(_decoded(client, stamp.token, stamp.by), stamp.head.encode())
        except (client.VerificationError, ValueError, InputError) as error:
            wrong.append(f"time-stamp of line {stamp.line}: does not stand ({error})")
    return wrong


def _posted(url: str, body: bytes) -> bytes:
    """Return what a server answers to a request for a time-stamp."""
    if not url.startswith(("http://", "https://")):
        raise InputError(f"{url}: a time-stamp server is named by an address that begins with http:// or https://")
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/timestamp-query"})
    try:
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:
            raw: bytes = answer.read(MOST_BYTES)
    except (OSError, ValueError) as error:
        raise InputError(f"{url}: does not answer ({error}); nothing was stamped") from error
    return raw


def _decoded(client: Any, raw: bytes, url: str) -> Any:
    try:
        answer = client.decode_timestamp_response(raw)
        _ = answer.tst_info.gen_time
    except ValueError as error:
        raise InputError(f"{url}: gave no time-stamp ({error})") from error
    return answer


def _client() -> Any:
    return load("rfc3161_client", extra="timestamps", what="a time-stamp")
