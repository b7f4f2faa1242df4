"""The gate of the pages: which requests reach them, and which headers every answer carries.

Invariant: a request for another host than this one, from another site's page, or with a larger body than allowed never reaches a page; no
answer allows a script or a style that is not a file of ours.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 256 * 1024
LONGEST_ADDRESS = 4096
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class Guard:
    """ASGI middleware that lets only our own host's requests of a bounded size through, and seals every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], largest: int = LARGEST) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that must not pass; hand on every other."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = [(k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in scope["headers"]]
        refused = self._refusal(scope, headers)
        if refused is not None:
            await _answer(send, *refused)
            return
        body = b""
        if scope["method"] == "POST":
            taken = await _taken(receive, self.largest)
            if taken is None:
                await _answer(send, 413, f"A form may hold at most {self.largest // 1024} kB.")
                return
            body = taken
        await self.app(scope, _replayed(body), _sealed(send))

    def _refusal(self, scope: Scope, headers: list[tuple[str, str]]) -> tuple[int, str] | None:
        """Return status and words for a request that must not pass, None for one that may."""
        of = dict(headers)
        if [name for name, _ in headers].count("host") != 1 or of["host"].lower() not in self.hosts:
            return 421, "This address is not one this program answers to; open the one it printed at its start."
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, "Only reading and sending forms is possible here."
        if len(scope.get("raw_path", b"")) + len(scope.get("query_string", b"")) > LONGEST_ADDRESS:
            return 414, "The address is too long."
        if scope["method"] == "POST":
            if of.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
                return 403, "The form was sent from another site."
            origin = of.get("origin")
            if origin is not None and urlsplit(origin).netloc.lower() != of["host"].lower():
                return 403, "The form was sent from another site."
            if of.get("content-type", "").split(";")[0].strip() != "application/x-www-form-urlencoded":
                return 415, "A form is expected."
            if of.get("content-length", "0").isdigit() and int(of.get("content-length", "0")) > self.largest:
                return 413, f"A form may hold at most {self.largest // 1024} kB."
        return None


async def _taken(receive: Receive, largest: int) -> bytes | None:
    """Return a request's whole body, None where it is larger than allowed, whatever its header says."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > largest:
            return None
        if not message.get("more_body"):
            return bytes(body)


def _replayed(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _sealed(send: Send) -> Send:
    """Return a sender that adds our headers to an answer's start."""

    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            held = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(h for h in HEADERS if h[0] not in held)]
            if b"cache-control" not in held:
                message["headers"].append((b"cache-control", b"no-store"))
        await send(message)

    return sealed


async def _answer(send: Send, status: int, words: str) -> None:
    sealed, body = _sealed(send), words.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await sealed({"type": "http.response.start", "status": status, "headers": headers})
    await sealed({"type": "http.response.body", "body": body})
