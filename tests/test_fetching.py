"""Fetching on request: what is refused, what is followed, and that the address that was checked is the one that is used."""

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.intake import documents as made
from trucebook import adding
from trucebook.book import Book
from trucebook.cli import app
from trucebook.errors import InputError
from trucebook.fetching import MOST_REDIRECTS, Fetcher, is_public

pytest.importorskip("protego")
Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A web server of the test's own: what it answers by path, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers["Host"], self.headers["User-Agent"]))
                answer = site.answers.get(self.path, (404, {}, b""))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def url(self, path: str, host: str = "news.test") -> str:
        """Return an address on this server under a made-up name."""
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    """A server that answers 404 to everything until told otherwise."""
    made_site = Site()
    yield made_site
    made_site.server.shutdown()
    made_site.server.server_close()


HOSTS = {"news.test": ["127.0.0.1"], "inside.test": ["10.0.0.7"], "both.test": ["93.184.216.34", "169.254.169.254"], "none.test": []}


def fetcher(**more: object) -> Fetcher:
    """Return a fetcher that knows the hosts of this file and may connect to this machine."""
    options = {"resolve": lambda host, port: HOSTS.get(host, [host]), "allow": lambda a: a == "127.0.0.1" or is_public(a)}
    return Fetcher(**(options | more))  # type: ignore[arg-type]


def test_a_page_is_fetched_and_its_address_kept(site: Site) -> None:
    """Bytes and address come back; the server sees the host's name and who asks; robots.txt is asked for first."""
    site.answers["/a?b=1"] = (200, {"Content-Type": "text/html; charset=utf-8"}, made.page())
    found = fetcher().fetch(site.url("/a?b=1#part"))
    assert (found.raw, found.url, found.ending) == (made.page(), site.url("/a?b=1"), ".html")
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/a?b=1"]
    assert site.asked[1][1] == f"news.test:{site.port}"
    assert site.asked[1][2].startswith("trucebook/")


def test_robots_are_obeyed(site: Site) -> None:
    """What is forbidden to all or to trucebook is not asked for, on every hop; a site that cannot say is left alone; none means all."""
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\nUser-agent: trucebook\nDisallow: /ours\n")
    site.answers["/ours"] = site.answers["/free"] = (200, {}, b"x")
    site.answers["/hop"] = (302, {"Location": "/ours"}, b"")
    for path in ("/ours", "/hop"):
        with pytest.raises(InputError, match=r"robots\.txt asks"):
            fetcher().fetch(site.url(path))
    assert "/ours" not in [path for path, _, _ in site.asked]
    assert fetcher().fetch(site.url("/free")).raw == b"x"
    site.answers["/robots.txt"] = (503, {}, b"")
    with pytest.raises(InputError, match="cannot be read"):
        fetcher().fetch(site.url("/free"))


def test_a_pause_that_robots_ask_for_is_kept(site: Site) -> None:
    """Crawl-delay parts two requests to one site."""
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7\n")
    site.answers["/a"] = (200, {}, b"x")
    slept: list[float] = []
    one = fetcher(sleep=slept.append)
    one.fetch(site.url("/a"))
    one.fetch(site.url("/a"))
    assert len(slept) == 1
    assert 6 < slept[0] <= 7


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255"),
        *(
            "::1",
            "::",
            "fe80::1",
            "fe80::1%eth0",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
        ),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    """Loopback, private, link-local, shared, multicast, and IPv4 ones hidden in IPv6."""
    assert not is_public(address)


def test_public_addresses_are() -> None:
    """IPv4 and IPv6 of the internet."""
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize("host", ["inside.test", "both.test", "10.0.0.7", "[::1]", "2130706433.test"])
def test_hosts_inside_are_refused(site: Site, host: str) -> None:
    """By name or by number, and where only one of a host's addresses is inside."""
    known = HOSTS | {"2130706433.test": ["127.0.0.2"], "::1": ["::1"]}
    inside = fetcher(resolve=lambda name, port: known.get(name, [name]))
    with pytest.raises(InputError, match="not public"):
        inside.fetch(f"http://{host}:{site.port}/a")
    assert site.asked == []


def test_redirects_inside_are_refused(site: Site) -> None:
    """A public page that leads to a private address, an odd scheme or a file is not followed."""
    for number, place in enumerate(
        (f"http://inside.test:{site.port}/x", "file:///etc/passwd", "ftp://news.test/x", "http://u:p@news.test/")
    ):
        site.answers[f"/{number}"] = (302, {"Location": place}, b"")
        with pytest.raises(InputError, match=r"not public|no web address|user name"):
            fetcher().fetch(site.url(f"/{number}"))


def test_the_checked_address_is_the_one_used(site: Site) -> None:
    """A name that leads elsewhere on the second look changes nothing: each request resolves once and connects to that address."""
    looks: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        looks.append(host)
        return ["127.0.0.1"]

    site.answers["/a"] = (200, {}, b"x")
    assert fetcher(resolve=rebinding).fetch(site.url("/a", host="changing.test")).raw == b"x"
    assert looks == ["changing.test", "changing.test"]


def test_redirects_are_followed_a_few_times(site: Site) -> None:
    """The last address is the report's; a circle ends."""
    site.answers["/a"] = (301, {"Location": "b"}, b"")
    site.answers["/b"] = (200, {}, b"x")
    assert fetcher().fetch(site.url("/a")).url == site.url("/b")
    site.answers["/c"] = (302, {"Location": "/c"}, b"")
    with pytest.raises(InputError, match=f"more than {MOST_REDIRECTS} times"):
        fetcher().fetch(site.url("/c"))


@pytest.mark.parametrize(
    "url", ["ftp://news.test/a", "file:///etc/passwd", "news.test/a", "http://", "http://a:b@news.test/", "http://news.test:99999/"]
)
def test_what_is_no_web_address(url: str) -> None:
    """Is refused before anything is resolved."""
    with pytest.raises(InputError):
        fetcher(resolve=None).fetch(url)


def test_other_letters_in_an_address(site: Site) -> None:
    """An address with letters beyond ASCII is asked for as web addresses are written."""
    site.answers["/d%C3%A9but?q=%C3%A9"] = (200, {}, b"x")
    assert fetcher().fetch(site.url("/début?q=é")).raw == b"x"


def test_too_much_is_refused(site: Site) -> None:
    """By length, by what comes without one, and packed: a bomb is stopped where the limit is reached."""
    site.answers["/long"] = (200, {}, b"x" * 5000)
    site.answers["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 10_000_000))
    site.answers["/good"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"holds"))
    site.answers["/odd"] = (200, {"Content-Encoding": "br"}, b"x")
    for path in ("/long", "/bomb"):
        with pytest.raises(InputError, match="is larger"):
            fetcher(most_bytes=4000).fetch(site.url(path))
    with pytest.raises(InputError, match="packed as br"):
        fetcher().fetch(site.url("/odd"))
    assert fetcher().fetch(site.url("/good")).raw == b"holds"


def dribble(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, without end."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        try:
            handler.wfile.write(b"x")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.05)


def dribble_headers(handler: BaseHTTPRequestHandler) -> None:
    """Never come to the end of the headers."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(100):
        try:
            handler.wfile.write(b"X")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.05)


def test_a_certificate_is_checked_against_the_name(site: Site) -> None:
    """Over https the connection to the checked address is wrapped for the host's name."""
    names: list[str] = []

    class Tls:
        def wrap_socket(self, sock: object, *, server_hostname: str) -> object:
            names.append(server_hostname)
            return sock

    site.answers["/a"] = (200, {}, b"x")
    found = fetcher(tls=Tls()).fetch(site.url("/a").replace("http://", "https://"))
    assert (found.raw, names) == (b"x", ["news.test", "news.test"])


@pytest.mark.parametrize("answer", [dribble, dribble_headers])
def test_too_slow_is_refused(site: Site, answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
    """A server that sends a byte at a time is left after the time allowed."""
    site.answers["/slow"] = answer
    started = time.monotonic()
    with pytest.raises(InputError, match=r"takes longer|does not answer"):
        fetcher(most_seconds=0.5).fetch(site.url("/slow"))
    assert time.monotonic() - started < 3


def test_bad_answers(site: Site) -> None:
    """A page that is missing, a page that breaks off, a port nobody listens on, a name nobody has."""
    with pytest.raises(InputError, match="answered 404"):
        fetcher().fetch(site.url("/missing"))
    site.answers["/short"] = (200, {"Content-Length": "100"}, b"x")
    with pytest.raises(InputError, match=r"broke off|does not answer"):
        fetcher().fetch(site.url("/short"))
    with pytest.raises(InputError, match="cannot be read"):
        fetcher().fetch("http://news.test:1/a")
    with pytest.raises(InputError):
        fetcher().fetch("http://none.test/a")


def test_add_fetches_on_request_only(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report has its address, the book its bytes and how they came; an address among the files is refused."""
    pytest.importorskip("trafilatura")
    site.answers["/2021-09-02-truce"] = (200, {"Content-Type": "text/html"}, made.page())
    monkeypatch.setattr(adding, "Fetcher", fetcher)
    monkeypatch.setenv("TRUCEBOOK_BOOK", str(tmp_path / "b.db"))
    runner = CliRunner()
    refused = runner.invoke(app, ["add", site.url("/2021-09-02-truce")])
    assert (refused.exit_code, "--fetch" in refused.output) == (2, True)
    assert site.asked == []
    done = runner.invoke(app, ["add", "--json", "--fetch", site.url("/2021-09-02-truce")])
    (name,) = json.loads(done.stdout)["added"]
    with Book(tmp_path / "b.db") as book:
        (report,) = book.texts()
        assert (report.id, report.url, report.published) == (name, site.url("/2021-09-02-truce"), "2021-09-02")
        assert book.original(name) == made.page()
        (origin,) = book.origins()
        assert (origin.method, origin.name) == ("fetched", site.url("/2021-09-02-truce"))


def test_add_keeps_the_bytes_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document of its own, one in a zip file, and two rows of a table, whose bytes are kept once."""
    (tmp_path / "a.txt").write_bytes(b"The truce in Goma holds.\r\n")
    (tmp_path / "b.zip").write_bytes(made.zipped({"in.txt": b"The truce in Goma broke."}))
    (tmp_path / "c.csv").write_bytes(b"text\nThe army left Goma.\nThe army returned to Goma.\n")
    monkeypatch.setenv("TRUCEBOOK_BOOK", str(tmp_path / "b.db"))
    done = CliRunner().invoke(app, ["add", *(str(tmp_path / n) for n in ("a.txt", "b.zip", "c.csv"))])
    assert done.exit_code == 0, done.output
    with Book(tmp_path / "b.db") as book:
        kept = {report.text: book.original(report.id) for report in book.texts()}
        assert kept["The truce in Goma holds.\r\n"] == b"The truce in Goma holds.\r\n"
        assert kept["The truce in Goma broke."] == b"The truce in Goma broke."
        assert kept["The army left Goma."] == (tmp_path / "c.csv").read_bytes()
        assert len({origin.sha256 for origin in book.origins()}) == 3
        assert {origin.method for origin in book.origins()} == {"file"}
        assert book.verify() == []


def test_add_takes_standard_input(tmp_path: Path) -> None:
    """What is piped in is kept with how it came."""
    done = CliRunner().invoke(app, ["--book", str(tmp_path / "b.db"), "add", "-"], input=b"The truce in Goma holds.")
    assert done.exit_code == 0, done.output
    with Book(tmp_path / "b.db") as book:
        (origin,) = book.origins()
        assert (origin.method, book.original(origin.report)) == ("stdin", b"The truce in Goma holds.")


def test_nothing_is_added_where_one_file_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A good file beside a bad one stays out too, and no book is made."""
    (tmp_path / "a.txt").write_bytes(b"The truce in Goma holds.")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    done = CliRunner().invoke(app, ["--book", str(tmp_path / "b.db"), "add", str(tmp_path / "a.txt"), str(tmp_path / "b.pdf")])
    assert done.exit_code == 2
    assert not (tmp_path / "b.db").exists()
