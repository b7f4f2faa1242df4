"""Every page: its context is its struct, its JSON twin is the same, and what it shows leads to words."""

from collections.abc import Callable

import msgspec
import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from tests.books import DARAA, at, claim, reading, three_of_daraa
from tests.web.conftest import Desk, send
from trucebook.book import Book
from trucebook.model import Original, new_report
from trucebook.web import make_app, rendering
from trucebook.web.pages import PAGES, Page
from trucebook.web.rendering import Shell, address

MakeDesk = Callable[..., Desk]
Monkey = pytest.MonkeyPatch


def filled(page: Page, desk: Desk) -> str:
    """Return an address of a page, with an id that the book holds."""
    name = desk.book.agreements()[-1].id if page.name == "agreement" else "r1"
    return page.address.replace("{id:path}", name).replace("{id}", name)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_a_pages_context_is_its_struct_and_its_twin(page: Page, make_desk: MakeDesk, monkeypatch: Monkey) -> None:
    """The template gets the page's documented frozen struct and the shell, nothing else; the twin is that struct as JSON."""
    seen = []
    render = rendering.Templates.render

    def watched(self: rendering.Templates, name: str, page_: msgspec.Struct, shell: Shell) -> str:
        seen.append((name, page_, shell))
        return render(self, name, page_, shell)

    monkeypatch.setattr(rendering.Templates, "render", watched)
    desk = make_desk()
    client, where = desk.writer(), filled(page, desk)
    seen.clear()
    answer = client.get(where + "?as_of=2021-09-04")
    assert answer.status_code == 200, answer.text[-500:]
    ((name, shown, shell),) = seen
    assert name == page.name == type(shown).__module__.rpartition(".")[2]
    assert type(shown).__struct_config__.frozen
    assert len((type(shown).__doc__ or "").split()) > 5
    assert isinstance(shell, Shell)
    twin = client.get(shell.twin or "")
    assert twin.headers["content-type"] == "application/json"
    assert msgspec.convert(twin.json(), type(shown)) == shown


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_pages_stand_in_an_empty_book(page: Page, make_desk: MakeDesk) -> None:
    """A book without a report shows every page that names no thing, and says in words that another is not there."""
    client = make_desk([]).visitor()
    status = client.get(page.address.replace("{id:path}", "r1").replace("{id}", "0" * 16)).status_code
    assert status == (404 if "{id" in page.address else 200)


def test_the_verdict_changes_with_the_day(make_desk: MakeDesk) -> None:
    """The board of 2 September calls the first truce too early to tell, that of 4 September calls it broken."""
    client = make_desk().visitor()
    verdicts = {}
    for as_of in ("2021-09-02", "2021-09-04", "2021-09-06"):
        cards = client.get(f"/board.json?as_of={as_of}").json()["cards"]
        verdicts[as_of] = {c["answer"]["verdict"] for c in cards if c["began"] == "1 September 2021"}
    assert verdicts == {"2021-09-02": {"too_early"}, "2021-09-04": {"broken"}, "2021-09-06": {"superseded"}}


def test_a_days_words_must_be_a_day(make_desk: MakeDesk) -> None:
    """What is no day is refused in words, as a page and as JSON."""
    client = make_desk().visitor()
    assert "is no day" in client.get("/?as_of=yesterday").text
    answer = client.get("/board.json?as_of=2021-13-40")
    assert (answer.status_code, "is no day" in answer.json()["error"]) == (400, True)


def test_the_text_of_a_report_is_whole(make_desk: MakeDesk) -> None:
    """The pieces of a report's text, in order, are the text, and each stands where it says."""
    desk = make_desk()
    text = desk.book.report("r2").text
    pieces = desk.visitor().get("/reports/r2.json").json()["text"]
    assert "".join(p["text"] for p in pieces) == text
    assert all(text[p["start"] :].startswith(p["text"]) for p in pieces)


def test_a_decision_closes_its_item(make_desk: MakeDesk) -> None:
    """Accepting a claim writes a judgement in the visitor's name and goes on to the next; undoing opens it again."""
    desk = make_desk()
    client = desk.writer()
    before = client.get("/review.json").json()
    answer = send(client, "/decide", item=before["key"], act="accept", next=before["next"])
    assert (answer.status_code, answer.headers["location"]) == (303, f"/review?item={before['next']}")
    (made,) = desk.book.judgements()
    assert (made.act, made.claims, made.by) == ("accept", (before["key"],), "ana")
    assert client.get("/review.json").json()["open"] == before["open"] - 1
    assert send(client, "/undo").headers["location"] == f"/review?item={before['key']}"
    assert client.get("/review.json").json()["open"] == before["open"]


def test_a_field_is_corrected_with_the_words_it_stands_on(make_desk: MakeDesk) -> None:
    """A number, a code, a day and words are each written with their span; the record shows them."""
    desk = make_desk()
    client = desk.writer()
    dead = next(f.claim for f in desk.book.claims(["figure"]))
    for field, form in (
        ("low", {"low.value": "5"}),
        ("category", {"category.value": "injured"}),
        ("date", {"date.value": "2021-09-03", "date.last": "2021-09-04"}),
        ("who", {"who.value": "people"}),
    ):
        assert send(client, "/correct", item=dead.id, field=field, **form).status_code == 303
    (figure,) = desk.book.record().figures
    assert (figure.category, figure.who, figure.rivals[0].value.low) == ("injured", "people", 5)
    assert figure.date is not None
    assert (figure.date.first, figure.date.last) == ("2021-09-03", "2021-09-04")
    text = desk.book.report("r2").text
    last = desk.book.judgements()[-1]
    assert last.text == text[last.start : last.end] == "people"


def test_a_list_is_corrected_and_given_back(make_desk: MakeDesk) -> None:
    """Lines added and struck are the list, each with its words; what stays keeps its value; undoing restores the record exactly."""
    desk = make_desk()
    corrected_and_undone(desk.book, desk.writer())


def test_a_list_on_postgresql_is_corrected_alike(postgres_url: Callable[[], str]) -> None:
    """The same holds of a shared book's list."""
    with Book(postgres_url(), who="ana") as book:
        book.create()
        for one in three_of_daraa():
            book.add(one)
        corrected_and_undone(book, Desk(book, make_app(book, port=8765, token="secret")).writer())


def corrected_and_undone(book: Book, client: TestClient) -> None:
    """Add a party, strike the other, refuse one that the report does not name, empty the list, and undo all of it."""
    before, truce = book.record(), next(f for f in book.claims(["agreement"]) if "parties" in f.claim.fields and f.report == "r1")
    held = truce.claim.fields["parties"]
    for lines in ("The army\nThe rebels", "The rebels", ""):
        assert send(client, "/correct", item=truce.claim.id, field="parties", **{"parties.value": lines}).status_code == 303
        seen = next(f for f in client.get(f"/review.json?item={truce.claim.id}").json()["claims"][0]["fields"] if f["name"] == "parties")
        assert seen["value"] == lines
    text, made = book.report("r1").text, book.judgements()
    assert made[0].members is not None
    assert all(m.text == text[m.start : m.end] for m in made[0].members)
    assert made[0].members[0] == (held[0] if isinstance(held, list) else held)
    assert [len(j.members or ()) for j in made] == [2, 1, 0]
    send(client, "/correct", item=truce.claim.id, field="parties", **{"parties.value": "The martians"})
    assert len(book.judgements()) == 3
    assert book.verify() == []
    for _ in made:
        send(client, "/undo")
    assert book.record() == before


@pytest.mark.parametrize(
    ("field", "form", "said"),
    [
        ("category", {"category.value": "rumour"}, "is no code"),
        ("low", {"low.value": "many"}, "no whole number"),
        ("date", {"date.value": "yesterday"}, "is no day"),
        ("date", {"date.value": "2021-09-09", "date.last": "2021-09-01"}, "before the first"),
        ("who", {"who.value": "martians"}, "does not stand in the report"),
        ("shoe_size", {"shoe_size.value": "44"}, "no such field"),
        ("who", {"who.value": "p" * 5000}, "longer than"),
    ],
)
def test_a_value_without_ground_is_refused(make_desk: MakeDesk, field: str, form: dict[str, str], said: str) -> None:
    """A code nobody knows, a day that is none, words the report does not hold: nothing is written, and the page says why."""
    desk = make_desk()
    client = desk.writer()
    dead = next(f.claim for f in desk.book.claims(["figure"]))
    answer = send(client, "/correct", item=dead.id, field=field, back=f"/review?item={dead.id}", **form)
    assert said in client.get(answer.headers["location"]).text
    assert desk.book.judgements() == []


def test_words_become_a_claim_and_are_taken_back(make_desk: MakeDesk) -> None:
    """Marked words open a form with a guess; sent, it is a claim of the visitor's with those fields; undo takes it out of the record."""
    desk = make_desk()
    client, text = desk.writer(), desk.book.report("r2").text
    start = text.index("killed four people")
    end = start + len("killed four people")
    new = client.get(f"/review.json?mark=r2&start={start}&end={end}").json()["new"]
    guessed = {f["name"]: f["value"] for f in new["fields"]}
    assert (new["kind"], guessed["category"], guessed["low"]) == ("figure", "killed", "4")
    before = desk.book.record()
    form = {f"{f['name']}.value": f["value"] for f in new["fields"]} | {f"{f['name']}.last": f["value2"] for f in new["fields"]}
    answer = send(client, "/claims", report="r2", start=str(start), end=str(end), kind="figure", **form)
    assert answer.headers["location"].startswith("/review?item=")
    made = desk.book.why(answer.headers["location"].partition("=")[2]).claim
    assert (made.quote, made.value("low"), made.reasons) == ("killed four people", 4, ("marked by person:ana",))
    assert desk.book.verify() == []
    send(client, "/undo")
    assert desk.book.record() == before


def test_blind_coders_see_nobody_elses_decision(make_desk: MakeDesk) -> None:
    """Blind, the queue, the values and the trail are as the reader left them, and pages that would tell are closed."""
    desk = make_desk()
    dead = next(f.claim for f in desk.book.claims(["figure"]))
    desk.book.signed("ben").judge("correct", [dead.id], field="low", value=77)
    marked = desk.book.signed("ben").add_claim("r2", "event", 0, 9)
    client = desk.writer()
    assert "77" in client.get(f"/review?item={dead.id}").text
    open_ = client.get("/review.json").json()["open"]
    send(client, "/blind", blind="on")
    page = client.get(f"/review.json?item={dead.id}").json()
    assert "77" not in str(page)
    assert "ben" not in str(page)
    assert page["open"] == open_
    assert marked.id not in client.get("/reports/r2").text
    assert client.get("/").status_code == 403
    assert client.get("/figures.json").status_code == 403
    send(client, "/blind", blind="off")
    assert client.get("/").status_code == 200


def test_a_script_is_given_the_body_alone(make_desk: MakeDesk) -> None:
    """What htmx asks for has a title and the body's insides, with no head; a refusal too."""
    client = make_desk().visitor()
    for where in ("/", "/review", "/search?q=truce", "/nowhere"):
        whole, part = client.get(where).text, client.get(where, headers={"HX-Request": "true"}).text
        assert part.lstrip().startswith("<title>")
        assert "<html" not in part
        assert "<link" not in part
        assert 'id="main"' in part
        assert part.partition('<header class="top">')[2].strip() in whole


def test_days_filter_the_map(make_desk: MakeDesk) -> None:
    """Within chosen days only what can have been then counts; claims of no known day are counted aside; the timeline links there."""
    client = make_desk().visitor()
    every, some = (client.get(f"/map.json{q}").json() for q in ("", "?from=2021-09-04&to=2021-09-04"))
    assert (every["first"], every["undated"]) == (None, 0)
    assert some["undated"] > 0
    assert sum(s["violations"] + s["agreements"] for s in some["spots"]) < sum(s["violations"] + s["agreements"] for s in every["spots"])
    assert client.get("/map.json?from=1990-01-01&to=1990-02-01").json()["spots"] == []
    assert "/map?from=2021-09-02&amp;to=2021-09-05" in client.get("/timeline?from=2021-09-02&to=2021-09-05").text


def test_a_siege_of_no_known_day_is_listed(make_desk: MakeDesk) -> None:
    """It has no bar on the timeline, and stands beneath it with a link to its words."""
    report = new_report("The army besieged Daraa.", id="s1", published="2021-09-01")
    held = claim(report, "siege", "besieged Daraa", {"place": at(report.text, "Daraa", DARAA), "status": "under_siege"})
    client = make_desk([reading(report, held)]).visitor()
    page = client.get("/timeline.json").json()
    assert ([lane["id"] for lane in page["undated_sieges"]], page["lanes"]) == ([held.id], [])
    assert f"/review?item={held.id}" in client.get("/timeline").text


def test_originals_and_translations_are_led_to(make_desk: MakeDesk) -> None:
    """A report's page says how its bytes came and hands them over to be saved only; it and its translation link to each other."""
    desk = make_desk([])
    first = replace(new_report("Les deux camps ont signé une trêve.", id="fr", published="2021-09-01"), language="fr")
    second = replace(new_report("Both camps signed a truce.", id="en"), translation_of="fr", translated_by="Eve")
    raw = b"<html><script>alert(1)</script>"
    desk.book.add(reading(first), original=Original(raw=raw, method="fetched", media_type="text/html", retrieved_at="2021-09-01T10:00:00Z"))
    desk.book.add(reading(second))
    client = desk.visitor()
    page, other = client.get("/reports/fr.json").json(), client.get("/reports/en.json").json()
    assert (page["bytes"]["method"], page["bytes"]["media_type"], page["bytes"]["size"]) == ("fetched", "text/html", len(raw))
    assert ([t["id"] for t in page["translations"]], other["translation_of"]["id"], page["copies"]) == (["en"], "fr", [])
    assert 'href="/original?id=fr"' in client.get("/reports/fr").text
    answer = client.get("/original?id=fr")
    assert (answer.content, answer.headers["content-type"]) == (raw, "application/octet-stream")
    assert answer.headers["content-disposition"] == 'attachment; filename="original-fr.bin"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get("/original?id=en").status_code == client.get("/original?id=../x").status_code == 404


def test_addresses_are_quoted() -> None:
    """An id that would lead elsewhere goes into the query; others are quoted in the path."""
    assert address("/reports", "a b") == "/reports/a%20b"
    assert address("/reports", "../x") == "/reports/?id=..%2Fx"
    assert address("/reports", "..") == "/reports/?id=.."
    assert address("/", as_of=None) == "/"
