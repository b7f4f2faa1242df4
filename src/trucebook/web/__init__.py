"""The pages: a book in the browser, served on this machine alone.

Invariant: the server binds to loopback only, loads nothing from anywhere, and writes only for visitors who may.
"""

import gc
import ipaddress
import secrets
from collections.abc import Callable

import uvicorn

from trucebook.book import Book
from trucebook.errors import InputError
from trucebook.web.app import make_app

__all__ = ["make_app", "serve"]


def loopback(host: str) -> str:
    """Return the address of a loopback host; raises InputError for any other: the pages are not for a network."""
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host.strip("[]"))
    except ValueError as error:
        raise InputError(f"{host}: is no address; use 127.0.0.1, ::1 or localhost") from error
    if not address.is_loopback:
        raise InputError(f"{host}: pages are served on this machine alone; use 127.0.0.1, ::1 or localhost, and a tunnel from elsewhere")
    return str(address)


def serve(book: Book, *, port: int, host: str = "127.0.0.1", readonly: bool = False, announce: Callable[[str], None]) -> None:
    """Serve an opened book until it is stopped; `announce` gets the address to open, with the token that lets one write.

    The book is read before the address is announced, so that no page waits for it.
    """
    address = loopback(host)
    token = None if readonly or book.people() else secrets.token_urlsafe(24)
    app = make_app(book, port=port, token=token, readonly=readonly)
    app.state.pages.desk.shelf.refreshed()
    gc.collect()
    gc.freeze()
    shown = f"[{address}]" if ":" in address else address
    announce(f"http://{shown}:{port}/" + (f"?token={token}" if token else ""))
    uvicorn.run(app, host=address, port=port, log_level="warning", access_log=False, server_header=False)
