"""People of a shared book: signing in, roles, the brake on guessing, and what the log keeps of it."""

import json
import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from tests.books import three_of_daraa
from tests.web.conftest import Desk, mark_of, send
from trucebook.book import Book
from trucebook.cli import app
from trucebook.errors import InputError
from trucebook.web import make_app
from trucebook.web.passwords import hashed, role_of

MakeDesk = Callable[..., Desk]
PASSWORD = "correct horse battery"


@pytest.fixture
def shared(make_desk: MakeDesk) -> Desk:
    """A book with a reader, a coder and an adjudicator of one password."""
    desk, secret = make_desk(), hashed(PASSWORD)
    for name, role in (("rita", "reader"), ("cora", "coder"), ("ada", "adjudicator")):
        desk.book.set_person(name, role, secret)
    return desk


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> str:
    """Fill in the form and return where it leads."""
    mark = re.search(r'name="csrf" value="([^"]+)"', client.get("/login").text)
    assert mark
    answer = client.post("/login", data={"csrf": mark[1], "name": name, "password": password}, follow_redirects=False)
    return str(answer.headers["location"])


def test_a_book_with_people_is_closed_to_others(shared: Desk) -> None:
    """Without a name no page and no twin is shown, the token opens nothing, and pages' files are all there is."""
    client = shared.visitor()
    assert client.get("/", follow_redirects=False).headers["location"] == "/login"
    assert client.get("/board.json").status_code == 401
    client.get("/?token=secret")
    assert client.get("/board.json").status_code == 401
    assert client.get("/static/trucebook.css").status_code == 200


def test_each_role_may_what_it_may(shared: Desk) -> None:
    """A reader reads and finds no form; a coder's decision is signed with the coder's name."""
    rita, cora = shared.visitor(), shared.visitor()
    assert sign_in(rita, "rita") == sign_in(cora, "cora") == "/"
    item = rita.get("/review.json").json()["key"]
    mark = re.search(r'name="csrf" value="([^"]+)"', rita.get("/").text)
    assert mark
    refused = rita.post("/decide", data={"csrf": mark[1], "item": item, "act": "accept"})
    assert refused.status_code == 403
    assert rita.post("/export", data={"csrf": mark[1], "format": "csv"}).status_code == 403
    assert send(cora, "/decide", item=item, act="accept").status_code == 303
    assert [j.by for j in shared.book.judgements()] == ["cora"]


def test_an_adjudicator_decides_between_two_coders(shared: Desk) -> None:
    """Both sides of a difference are shown; an adjudicator takes one of them, no coder may, and the record follows."""
    book = shared.book
    dead = next(f.claim for f in book.claims(["figure"]))
    truce = next(f.claim for f in book.claims(["agreement"]) if "parties" in f.claim.fields)
    book.signed("cora").judge("correct", [dead.id], field="low", value=5, why="the fifth died later")
    book.signed("dana").judge("accept", [dead.id])
    book.signed("cora").judge("correct", [truce.id], field="parties", members=[])
    book.signed("dana").judge("accept", [truce.id])
    other = next(f.claim for f in book.claims(["violation"]))
    book.signed("cora").judge("accept", [other.id])
    book.signed("dana").judge("reject", [other.id])
    ada, cora = shared.visitor(), shared.visitor()
    sign_in(ada, "ada")
    sign_in(cora, "cora")
    page = ada.get("/adjudicate.json").json()
    assert (page["one"], page["two"], page["both"], page["open"], page["may_decide"]) == ("cora", "dana", 3, 3, True)
    low = next(r for r in page["rates"] if r["field"] == "low")
    assert (low["units"], low["percent"]) == (1, 0.0)
    sides = ada.get(f"/adjudicate.json?unit={dead.id}:low").json()["sides"]
    assert [(s["coder"], s["shown"], s["why"]) for s in sides] == [("cora", "5", "the fifth died later"), ("dana", "4", None)]
    form = {"one": "cora", "two": "dana"}
    assert send(cora, "/adjudicate", unit=f"{dead.id}:low", take="1", **form).status_code == 403
    for unit, take in ((f"{dead.id}:low", "2"), (f"{truce.id}:parties", "1"), (f"{other.id}:claim", "1")):
        assert send(ada, "/adjudicate", unit=unit, take=take, **form).status_code == 303
    assert {j.by for j in book.judgements()[-3:]} == {"ada"}
    record = book.record()
    assert record.figures[0].rivals[0].value.low == 4
    assert next(a for a in record.agreements if truce.id in a.claims).parties == ()
    assert any(other.id in v.claims for v in record.violations)
    page = ada.get("/adjudicate.json").json()
    assert (page["open"], page["decided"], page["coders"]) == (0, 3, ["cora", "dana"])
    assert send(ada, "/undo", to="adjudicate").headers["location"] == "/adjudicate"
    assert ada.get("/adjudicate.json").json()["open"] == 1
    assert not any(other.id in v.claims for v in book.record().violations)
    assert ada.get("/adjudicate?one=cora&two=nobody").status_code == 404
    assert book.verify() == []


def test_signing_in_starts_a_fresh_session(shared: Desk) -> None:
    """The session that the form was sent in is over: its cookie opens nothing."""
    client = shared.visitor()
    client.get("/login")
    before = client.cookies["trucebook_8765"]
    sign_in(client, "cora")
    assert client.cookies["trucebook_8765"] != before
    other = shared.visitor()
    other.cookies.set("trucebook_8765", before)
    assert other.get("/board.json").status_code == 401


def test_guessing_is_slowed(shared: Desk) -> None:
    """Wrong passwords and unknown names are told alike; after five failures even the right one has to wait."""
    client = shared.visitor()
    for _ in range(5):
        assert sign_in(client, "cora", "wrong password") == "/login"
    assert "No such name and password" in client.get("/login").text
    assert sign_in(client, "cora") == "/login"
    assert "Too many tries" in client.get("/login").text
    assert client.get("/board.json").status_code == 401
    assert sign_in(shared.visitor(), "ada") == "/"


def test_a_change_of_role_counts_at_once(shared: Desk) -> None:
    """One made a reader decides no more, one taken off the list reads no more, and signing out ends it all."""
    cora, ada = shared.visitor(), shared.visitor()
    sign_in(cora, "cora")
    sign_in(ada, "ada")
    mark, item = mark_of(cora), cora.get("/review.json").json()["key"]
    shared.book.set_person("cora", "reader", hashed(PASSWORD))
    assert cora.post("/decide", data={"csrf": mark, "item": item, "act": "accept"}).status_code == 403
    shared.book.drop_person("cora")
    assert cora.get("/board.json").status_code == 401
    assert send(ada, "/logout").status_code == 303
    assert ada.get("/board.json").status_code == 401


def test_the_log_names_people_and_no_secret(shared: Desk) -> None:
    """Each change is a line with name and role; neither password nor hash is in it."""
    lines = [(line.subject, line.detail) for line in shared.book.log() if line.what == "user"]
    assert [name for name, _ in lines] == ["rita", "cora", "ada"]
    assert "argon2" not in str(lines)
    assert PASSWORD not in str(lines)
    assert shared.book.verify() == []


def test_a_password_is_checked_by_its_hash() -> None:
    """A short one is refused; a hash is salted; a wrong name or password is nobody's."""
    with pytest.raises(InputError, match="10 to 200"):
        hashed("short")
    assert hashed(PASSWORD) != hashed(PASSWORD)
    assert role_of([], "cora", PASSWORD) is None


def test_people_are_named_on_the_command_line(make_desk: MakeDesk) -> None:
    """Adding, listing and removing a person; a role nobody knows is refused."""
    book = make_desk().book.place
    runner = CliRunner()
    assert runner.invoke(app, ["--book", book, "user", "add", "cora", "--role", "coder"], input=PASSWORD + "\n").exit_code == 0
    assert runner.invoke(app, ["--book", book, "user", "list"]).output.startswith("cora\tcoder\t")
    assert runner.invoke(app, ["--book", book, "user", "add", "x", "--role", "king"], input=PASSWORD + "\n").exit_code == 2
    assert runner.invoke(app, ["--book", book, "user", "remove", "cora"]).exit_code == 0
    assert runner.invoke(app, ["--book", book, "user", "remove", "cora"]).exit_code == 2


def test_an_export_is_handed_on_and_noted(make_desk: MakeDesk) -> None:
    """The brief of an agreement comes as a file with a name of ours; the log says so; a format or agreement nobody knows is refused."""
    desk = make_desk()
    client = desk.writer()
    agreement = desk.book.agreements()[-1].id
    answer = send(client, "/export", format="brief", agreement=agreement, as_of="2021-09-04")
    assert answer.status_code == 200
    assert re.fullmatch(r'attachment; filename="[A-Za-z0-9-]+\.html"', answer.headers["content-disposition"])
    assert "broken" in answer.text.lower()
    assert (desk.book.log()[-1].what, json.loads(desk.book.log()[-1].detail)["profile"]) == ("export", "private")
    assert send(client, "/export", format="csv", profile="none").status_code == 200
    assert json.loads(desk.book.log()[-1].detail)["profile"] == "none"
    for form in ({"format": "../../x"}, {"format": "brief", "agreement": "../x"}, {"format": "csv", "profile": "../x.yaml"}):
        assert send(client, "/export", **form).status_code == 400


def test_a_postgresql_book_is_shared_alike(postgres_url: Callable[[], str]) -> None:
    """On PostgreSQL too a coder signs in, decides and undoes; the log pages, and what is shown is what the book holds."""
    with Book(postgres_url(), who="ana") as book:
        book.create()
        for reading in three_of_daraa():
            book.add(reading)
        book.set_person("cora", "coder", hashed(PASSWORD))
        book.set_person("cora", "coder", hashed(PASSWORD))
        client = Desk(book, make_app(book, port=8765)).visitor()
        assert sign_in(client, "cora") == "/"
        item = client.get("/review.json").json()["key"]
        assert send(client, "/decide", item=item, act="accept").status_code == 303
        assert send(client, "/undo").status_code == 303
        assert [j.by for j in book.judgements()] == ["cora", "cora"]
        page = client.get("/log.json").json()
        assert (page["broken"], len(page["rows"]), page["checked"]) == ([], page["pager"]["total"], page["pager"]["total"])
        assert client.get("/").status_code == client.get("/timeline").status_code == 200
