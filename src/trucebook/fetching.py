"""Pages fetched from the web, when a person asks for it: the only room that opens a connection to another machine.

Invariant: only http and https; robots.txt is obeyed at every hop; no address that is not public is ever connected to, and the address that
was checked is the one that is used; size and time are bounded.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from trucebook import __version__
from trucebook.errors import InputError
from trucebook.extras import load

AGENT = "trucebook"
MOST_BYTES = 32 * 2**20
MOST_ROBOTS = 500 * 2**10
MOST_REDIRECTS = 5
MOST_SECONDS = 60.0
WAIT_SECONDS = 15.0
LONGEST_PAUSE = 30.0
REDIRECTS = (301, 302, 303, 307, 308)
ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "text/plain": ".txt",
}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True)
class Fetched:
    """What an address gave: the address that answered in the end, the bytes, and the ending their media type stands for."""

    url: str
    raw: bytes
    ending: str


def resolve(host: str, port: int) -> list[str]:
    """Return every address a host's name stands for."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def is_public(address: str) -> bool:
    """Say whether an address is one of the public internet, IPv4 addresses written inside IPv6 ones too."""
    found = ipaddress.ip_address(address.partition("%")[0])
    return all(part.is_global and not part.is_multicast for part in (found, *_inside(found)))


def _inside(address: Address) -> Iterable[Address]:
    """Yield the IPv4 addresses that an IPv6 address carries in itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            yield address.ipv4_mapped
        if address.sixtofour is not None:
            yield address.sixtofour
        if address in _NAT64:
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


@dataclass
class Fetcher:
    """Fetches pages; `resolve` turns a host into addresses, `allow` says which of them may be connected to."""

    resolve: Callable[[str, int], list[str]] = resolve
    allow: Callable[[str], bool] = is_public
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    most_bytes: int = MOST_BYTES
    most_seconds: float = MOST_SECONDS
    _robots: dict[str, Any] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """Return what an address gives; raises InputError for one that may not be fetched, does not answer well, or gives too much."""
        ends = self.clock() + self.most_seconds
        now = url
        for _ in range(MOST_REDIRECTS + 1):
            parts = _checked(now, url)
            self._obey(parts, ends)
            status, headers, raw = self._get(parts, ends, self.most_bytes)
            if status in REDIRECTS and headers.get("location"):
                now = urljoin(now, headers["location"])
                continue
            if status != 200:
                raise InputError(f"{url}: answered {status} {http.client.responses.get(status, '')}".rstrip())
            return Fetched(now.partition("#")[0], raw, ENDINGS.get(headers.get("content-type", "").partition(";")[0].strip().lower(), ""))
        raise InputError(f"{url}: redirects more than {MOST_REDIRECTS} times")

    def _obey(self, parts: SplitResult, ends: float) -> None:
        """Raise InputError where robots.txt forbids an address; wait where it asks for a pause between requests."""
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site, ends)
        rules, url = self._robots[site], parts.geturl()
        if isinstance(rules, str):
            raise InputError(f"{url}: robots.txt cannot be read, so nothing there is fetched; try again later ({rules})")
        if not rules.can_fetch(url, AGENT):
            raise InputError(f"{url}: its robots.txt asks programs to leave it alone; save the page yourself and add the file")
        pause = min(float(rules.crawl_delay(AGENT) or 0), LONGEST_PAUSE)
        wait = self._last.get(site, -LONGEST_PAUSE) + pause - self.clock()
        if wait > 0:
            self.sleep(wait)
        self._last[site] = self.clock()

    def _read_robots(self, site: str, ends: float) -> Any:
        """Return a site's rules: none are rules that allow everything; where the site fails to say, why (RFC 9309)."""
        now = f"{site}/robots.txt"
        for _ in range(MOST_REDIRECTS + 1):
            try:
                status, headers, raw = self._get(_checked(now, now), ends, MOST_ROBOTS, cut=True)
            except _Unreachable as error:
                return str(error)
            if status not in REDIRECTS or not headers.get("location"):
                break
            now = urljoin(now, headers["location"])
        if 500 <= status < 600 or status == 429:
            return f"{now}: answered {status}"
        rules = load("protego", extra="intake", what="fetching a page").Protego
        return rules.parse(raw.decode("utf-8", "replace") if status == 200 else "")

    def _get(self, parts: SplitResult, ends: float, most: int, *, cut: bool = False) -> tuple[int, dict[str, str], bytes]:
        """Return (status, headers, bytes) of one request to an address that was checked; redirects are not followed."""
        url, host, port = parts.geturl(), parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        address = self._address(url, host, port)
        secure = self.tls if parts.scheme == "https" else None
        left = max(ends - self.clock(), 0.1)
        connection = _Pinned(host, port, address=address, tls=secure, timeout=min(WAIT_SECONDS, left))
        watch = threading.Timer(left, connection.abort)
        watch.daemon = True
        watch.start()
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", path, headers={"User-Agent": f"{AGENT}/{__version__}", "Accept-Encoding": "gzip", "Accept": "*/*"})
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, headers, self._body(answer, headers, url, ends, most, cut)
        except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
            raise _Unreachable(f"{url}: does not answer ({error or type(error).__name__})") from error
        finally:
            watch.cancel()
            connection.close()

    def _body(self, answer: http.client.HTTPResponse, headers: dict[str, str], url: str, ends: float, most: int, cut: bool) -> bytes:
        """Return what was sent, unpacked where it is gzip; raises InputError where it is too much or takes too long."""
        packed = headers.get("content-encoding", "identity").lower().strip()
        if packed not in ("identity", "", "gzip", "x-gzip"):
            raise InputError(f"{url}: is packed as {packed}, which was not asked for")
        unpack = zlib.decompressobj(31) if "gzip" in packed else None
        found = bytearray()
        while self.clock() <= ends and (chunk := answer.read1(65536)):
            try:
                found += unpack.decompress(chunk, most + 1 - len(found)) if unpack else chunk
            except zlib.error as error:
                raise InputError(f"{url}: is no whole gzip stream ({error})") from error
            if len(found) > most:
                if cut:
                    break
                raise InputError(f"{url}: is larger than {most >> 20} MB")
        if self.clock() > ends:
            raise InputError(f"{url}: takes longer than {self.most_seconds:g} seconds")
        if not cut and (answer.length or (unpack is not None and not unpack.eof)):
            raise InputError(f"{url}: broke off before its end; try again")
        return bytes(found[:most])

    def _address(self, url: str, host: str, port: int) -> str:
        """Return an address of a host; raises InputError where any of its addresses may not be connected to."""
        try:
            found = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise _Unreachable(f"{url}: no machine is called {host}") from error
        if not found:
            raise _Unreachable(f"{url}: no machine is called {host}")
        if not all(self.allow(address) for address in found):
            raise InputError(f"{url}: leads to an address that is not public; nothing was fetched")
        return found[0]


class _Unreachable(InputError):
    """Raise when a site does not answer."""


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, whatever the host's name would lead to by now; TLS checks the name."""

    def __init__(self, host: str, port: int, *, address: str, tls: ssl.SSLContext | None, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._pinned, self._tls = address, tls
        self.default_port = 443 if tls else 80

    def connect(self) -> None:
        """Open the connection."""
        self.sock = socket.create_connection((self._pinned, self.port), self.timeout)
        if self._tls is not None:
            self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)

    def abort(self) -> None:
        """Break the connection off, from another thread."""
        if self.sock is not None:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


def _checked(url: str, asked: str) -> SplitResult:
    """Return the parts of an address; raises InputError for one that is no web address."""
    try:
        parts = urlsplit(url.partition("#")[0])
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise InputError(f"{asked}: is no web address ({error})") from error
    if not known:
        raise InputError(f"{asked}: {'leads to ' + url + ', which' if url != asked else ''} is no web address; write it as https://…")
    if parts.username is not None or parts.password is not None:
        raise InputError(f"{asked}: holds a user name or password; leave them out")
    if not url.isascii() or any(ch <= " " for ch in url):
        return _checked(_ascii(parts), asked)
    return parts


def _ascii(parts: SplitResult) -> str:
    """Return an address with its other letters written as web addresses write them."""
    host = (parts.hostname or "").encode("idna").decode("ascii") + (f":{parts.port}" if parts.port else "")
    return parts._replace(
        netloc=host, path=quote(parts.path, safe="/%:@!$&'()*+,;=~-._"), query=quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    ).geturl()
