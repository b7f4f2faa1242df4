"""The gate: other hosts, other sites, other people's words and oversized forms get nowhere, and break nothing."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.books import claim, reading
from tests.web.conftest import BASE, Desk, mark_of, send
from trucebook.errors import InputError
from trucebook.model import Field, new_report
from trucebook.web import loopback
from trucebook.web.guard import LARGEST
from trucebook.web.sessions import Brake, Sessions

MakeDesk = Callable[..., Desk]
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
STATIC = Path(__file__).resolve().parents[2] / "src" / "trucebook" / "web" / "static"


def test_every_answer_is_sealed(make_desk: MakeDesk) -> None:
    """Pages, twins, files and refusals carry the strict policy: no inline script or style, no frame, nothing from elsewhere."""
    client = make_desk().visitor()
    for where in ("/", "/board.json", "/static/trucebook.css", "/nowhere"):
        headers = client.get(where).headers
        assert "unsafe" not in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert (headers["x-frame-options"], headers["x-content-type-options"]) == ("DENY", "nosniff")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:1", "127.0.0.1", "127.0.0.1:8765.evil.example", "localhost:8765@evil.example"])
def test_another_host_is_refused(make_desk: MakeDesk, host: str) -> None:
    """A name that was made to point here (DNS rebinding) gets no page."""
    answer = make_desk().visitor().get("/", headers={"host": host})
    assert (answer.status_code, "holding" in answer.text) == (421, False)


@pytest.mark.parametrize(
    "more",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"content-type": "text/plain"},
        {"content-type": "application/json"},
    ],
)
def test_another_sites_form_is_refused(make_desk: MakeDesk, more: dict[str, str]) -> None:
    """A form that another site sent, or that is no form, changes nothing even with the visitor's cookie and mark."""
    desk = make_desk()
    client = desk.writer()
    item = client.get("/review.json").json()["key"]
    body = f"csrf={mark_of(client)}&item={item}&act=accept"
    headers = {"content-type": "application/x-www-form-urlencoded", **more}
    assert client.post("/decide", content=body, headers=headers).status_code in (403, 415)
    assert desk.book.judgements() == []


@pytest.mark.parametrize("mark", [None, "", "wrong", "é"])
def test_a_form_without_its_mark_is_refused(make_desk: MakeDesk, mark: str | None) -> None:
    """The cookie alone is not enough: the form must carry the session's own mark."""
    desk = make_desk()
    client = desk.writer()
    form = {"item": client.get("/review.json").json()["key"], "act": "accept"} | ({} if mark is None else {"csrf": mark})
    assert client.post("/decide", data=form, follow_redirects=False).status_code == 403
    assert desk.book.judgements() == []


def test_no_address_is_changed_by_reading(make_desk: MakeDesk) -> None:
    """What forms do cannot be done by following a link."""
    client = make_desk().writer()
    for where in ("/decide", "/undo", "/claims", "/correct", "/grade", "/blind", "/theme"):
        assert client.get(where).status_code in (404, 405)


def test_without_the_token_nothing_is_written(make_desk: MakeDesk) -> None:
    """A visitor who came without the token, or with a wrong one, reads and finds no form; another's mark does not help."""
    desk = make_desk()
    mark, item = mark_of(desk.writer()), desk.visitor().get("/review.json").json()["key"]
    for start in ("/", "/?token=wrong", "/?token="):
        client = desk.visitor()
        assert client.get(start).status_code == 200
        assert 'name="csrf"' not in client.get("/review").text
        assert client.post("/decide", data={"csrf": mark, "item": item, "act": "accept"}).status_code == 403
    assert desk.book.judgements() == []


def test_a_book_shown_read_only_stays_as_it_is(make_desk: MakeDesk) -> None:
    """Read-only, there is no token, no form, and none is taken."""
    desk = make_desk(readonly=True, token=None)
    client = desk.visitor()
    client.get("/?token=None")
    assert 'name="csrf"' not in client.get("/review").text
    assert client.post("/undo", data={"csrf": ""}).status_code == 403
    assert desk.book.judgements() == []


def test_a_session_is_fresh_when_it_gains_a_right(make_desk: MakeDesk) -> None:
    """A cookie set before, by anyone, is not the one that may write; the token leaves the address; the cookie is strict."""
    desk = make_desk()
    client = desk.visitor()
    client.cookies.set("trucebook_8765", "chosen-by-another", domain="127.0.0.1")
    answer = client.get("/review?token=secret&item=", follow_redirects=False)
    assert "token" not in answer.headers["location"]
    cookie = answer.headers["set-cookie"]
    assert "chosen-by-another" not in cookie
    assert {"HttpOnly", "SameSite=strict"} <= {part.strip() for part in cookie.split(";")}
    first = cookie.split("=")[1].split(";")[0]
    again = client.get("/?token=secret", follow_redirects=False).headers["set-cookie"].split("=")[1].split(";")[0]
    assert again != first
    fixed = TestClient(desk.app, base_url=BASE, cookies={"trucebook_8765": first})
    assert 'name="csrf"' not in fixed.get("/review").text


def evil_readings() -> Any:
    """Return a reading whose title, publisher, id, text, names and fields all try to be markup."""
    text = f"A truce {EVIL} took effect.\r\nThe {{{{ 7*7 }}}} army </mark></article> agreed. \u202eabc"
    report = new_report(text, id=f"../..{EVIL}", published="2021-09-02", title=EVIL, publisher=EVIL, url=f"javascript:{EVIL}")
    name = Field(text=EVIL, start=text.index(EVIL), end=text.index(EVIL) + len(EVIL), value=EVIL)
    told = {"type": EVIL, "status": "in_force", "parties": [name], "label": name, "place": name}
    truce = claim(report, "agreement", f"A truce {EVIL}", told)
    due = claim(report, "provision", "took effect", {"agreement": truce.id, "action": EVIL, "status": EVIL, "debtor": name})
    act = claim(report, "violation", "took", {"agreement": truce.id, "act": EVIL, "perpetrator": name, "victim": name}, speaker=name)
    count = claim(report, "figure", "agreed", {"category": EVIL, "low": 3, "who": name, "said_by": name, "unit": EVIL})
    return [reading(report, truce, due, act, count)]


def test_no_words_of_a_report_become_markup(make_desk: MakeDesk) -> None:
    """Text, title, publisher, id, codes and names that hold markup are shown as the words they are, on every page."""
    desk = make_desk(evil_readings())
    client = desk.writer()
    item = client.get("/review.json").json()["key"]
    desk.book.signed(EVIL).judge("accept", [item], why=EVIL)
    agreement = desk.book.agreements()[0].id
    report = client.get("/reports.json").json()["reports"][0]["id"]
    query = {"id": report}
    for where, params in (
        ("/", {"q": EVIL}),
        ("/", {"as_of": "2021-09-03"}),
        (f"/agreements/{agreement}", {}),
        ("/review", {"item": item}),
        ("/review", {"mark": report, "start": "0", "end": "9"}),
        ("/reports", {"q": EVIL}),
        ("/reports", {"publisher": EVIL}),
        ("/reports/", query),
        ("/figures", {}),
        (f"/agreements/{EVIL}", {}),
    ):
        page = client.get(where, params=params).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page
        assert "49" not in page or "{{ 7*7 }}" in page or "7*7" not in page
        assert "</mark></article> agreed" not in page
    shown = client.get("/reports/", params=query)
    assert shown.status_code == 200
    assert "&lt;script&gt;alert(1)" in shown.text


@pytest.mark.parametrize(
    "where",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fmodel.py",
        "/static/%00",
        "/static/trucebook.css/..%2fdesk.css",
        "/reports/../../etc/passwd",
        "/reports/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/reports/%00",
        "/agreements/..%2f..",
        "/../../etc/passwd",
    ],
)
def test_no_path_leads_out(make_desk: MakeDesk, where: str) -> None:
    """An address with dots, slashes or a null in it finds nothing."""
    answer = make_desk().visitor().get(where)
    assert answer.status_code == 404
    assert "import " not in answer.text
    assert "root:" not in answer.text


def test_an_oversized_form_is_refused(make_desk: MakeDesk) -> None:
    """A body over the limit is refused by its header, or by its length where the header is missing; so are too many fields."""
    desk = make_desk()
    client = desk.writer()
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/decide", content=b"a=" + b"x" * LARGEST, headers=headers).status_code == 413
    assert client.post("/decide", content=iter([b"a=", *[b"x" * 65536] * 5]), headers=headers).status_code == 413
    many = "&".join(f"f{n}=1" for n in range(500))
    assert client.post("/decide", content=many, headers=headers).status_code == 400
    assert client.post("/decide", content=b"%ff%fe=\xff", headers=headers).status_code in (400, 403)
    assert client.get("/?q=" + "x" * 9000).status_code == 414
    assert desk.book.judgements() == []


@pytest.mark.parametrize(
    "words",
    ["'; DROP TABLE report; --", '" OR 1=1 --', "NEAR(a b)", "report:*", "a* OR b", ") UNION SELECT sql FROM sqlite_master --", "\x00"],
)
def test_words_searched_for_are_no_query(make_desk: MakeDesk, words: str) -> None:
    """SQL and search operators are words like others: no error, no row that does not hold them, and the book stays."""
    desk = make_desk()
    client = desk.visitor()
    for where in ("/reports.json", "/board.json", "/figures.json"):
        answer = client.get(where, params={"q": words, "publisher": words if "OR" in words else ""})
        assert answer.status_code == 200
        assert "CREATE TABLE" not in answer.text
    assert len(desk.book.reports()) == 3


@pytest.mark.parametrize(
    ("where", "form"),
    [
        ("/decide", {"item": "nothing", "act": "accept"}),
        ("/decide", {"item": "", "act": "accept"}),
        ("/correct", {"item": "x~y", "field": "low", "low.value": "1"}),
        ("/claims", {"report": "r9", "start": "0", "end": "4", "kind": "event"}),
    ],
)
def test_what_is_not_there_is_said_so(make_desk: MakeDesk, where: str, form: dict[str, str]) -> None:
    """A form about a claim or report nobody knows is answered with 404 and changes nothing."""
    desk = make_desk()
    assert send(desk.writer(), where, **form).status_code == 404
    assert desk.book.judgements() == []


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "\t//evil.example"])
def test_no_form_leads_to_another_site(make_desk: MakeDesk, back: str) -> None:
    """Where a form goes on to is an address of ours."""
    client = make_desk().writer()
    for answer in (
        client.post("/theme", data={"theme": "dark", "back": back}, follow_redirects=False),
        send(client, "/grade", item=client.get("/review.json").json()["key"], mark="9", back=back),
        send(client, "/decide", item=client.get("/review.json").json()["key"], act="accept", next=back),
    ):
        assert answer.status_code == 303
        assert answer.headers["location"].split("?")[0] in ("/", "/review")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "example.org", ""])
def test_only_loopback_is_served(host: str) -> None:
    """Any address but this machine's own is refused before anything is opened."""
    with pytest.raises(InputError):
        loopback(host)
    assert [loopback(h) for h in ("localhost", "127.0.0.1", "[::1]")] == ["127.0.0.1", "127.0.0.1", "::1"]


def test_sessions_end_and_tries_are_slowed() -> None:
    """An idle session ends; after five failures each try waits twice as long, and a success forgets them."""
    now = [0.0]
    sessions, brake = Sessions(clock=lambda: now[0]), Brake(clock=lambda: now[0])
    session = sessions.new("ana", "coder")
    assert sessions.find(session.key) is session
    now[0] = 13 * 3600
    assert sessions.find(session.key) is None
    for _ in range(5):
        assert brake.wait("ana") == 0
        brake.failed("ana")
    assert brake.wait("ana") == 2
    brake.failed("ana")
    assert brake.wait("ana") == 4
    assert brake.wait("ben") == 0
    brake.passed("ana")
    assert brake.wait("ana") == 0


def test_vendored_files_are_the_ones_named() -> None:
    """Each vendored file has the hash that the page on pages gives, and its licence beside it."""
    words = (STATIC.parents[3] / "docs" / "pages.md").read_text(encoding="utf-8")
    for file in (STATIC / "htmx.min.js", Path(__file__).parent / "axe.min.js"):
        assert hashlib.sha256(file.read_bytes()).hexdigest() in words
        assert file.with_name(f"{file.name.split('.')[0]}.LICENSE").is_file()
