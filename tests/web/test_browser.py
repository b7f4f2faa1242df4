"""The pages in a real browser: an analyst's round from board to export, by hand and by keyboard, and accessibility by axe-core.

Debian's Chromium is driven; where there is none these tests are skipped. The book is made of the three samples' kind, by hand, so that no
language model is needed.
"""

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
if CHROMIUM is None:
    pytest.skip("there is no Chromium here; on Debian: apt-get install chromium", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api", reason="driving a browser needs playwright")
uvicorn = pytest.importorskip("uvicorn", reason="serving pages needs the extra web")

from tests.books import three_of_daraa
from trucebook.book import Book
from trucebook.web import make_app
from trucebook.web.pages import PAGES

AXE = Path(__file__).parent / "axe.min.js"
SERIOUS = ("serious", "critical")
AGREEMENT = "A truce took effect in Daraa"


@dataclass
class Served:
    """A served book: its address, the book, and what the browser said and asked for while it was looked at."""

    base: str
    book: Book
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def quiet(self) -> None:
        """Fail where the console said anything or a request left this server."""
        assert self.said == []
        assert [url for url in self.asked if not url.startswith((self.base, "data:", "about:", "blob:"))] == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, once for all tests here."""
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A book of three reports on Daraa behind a server of its own on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    book = Book(tmp_path / "daraa.db", who="ana")
    book.create()
    for reading in three_of_daraa():
        book.add(reading)
    server = uvicorn.Server(uvicorn.Config(make_app(book, port=port, token="secret"), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield Served(f"http://127.0.0.1:{port}", book)
    server.should_exit = True
    thread.join()
    book.close()


def look(browser: Any, served: Served, **more: Any) -> Any:
    """Return a page of a visitor who may write, watched."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | more))
    page = context.new_page()
    page.set_default_timeout(8000)
    page.on("console", lambda message: served.said.append(message.text))
    page.on("pageerror", lambda error: served.said.append(str(error)))
    page.on("request", lambda request: served.asked.append(request.url))
    page.goto(f"{served.base}/?token=secret")
    return page


def test_from_the_board_to_a_provisions_sentence(browser: Any, served: Served) -> None:
    """The verdict changes with the day; the status of a provision leads to its sentence, marked in its report."""
    page = look(browser, served)
    page.goto(f"{served.base}/?as_of=2021-09-02")
    card = page.locator("article.card", has_text=AGREEMENT).first
    assert "too early" in card.inner_text()
    page.fill("#as_of", "2021-09-04")
    page.wait_for_url("**as_of=2021-09-04*")
    page.locator("article.card", has_text=AGREEMENT).first.locator("text=broken").first.wait_for()
    page.locator("article.card h2 a", has_text=AGREEMENT).first.click()
    page.wait_for_url("**/agreements/*")
    row = page.locator(".ledger > li", has_text="lift siege")
    row.locator(".statuslink").click()
    page.wait_for_url("**/reports/r1#c-*")
    page.locator("mark.on").first.wait_for()
    assert page.locator("mark.on").first.inner_text() == "lift the siege"
    assert page.locator(".claim:target").count() == 1
    served.quiet()


def test_what_is_typed_and_chosen_needs_no_reload(browser: Any, served: Served) -> None:
    """Search as one types, a filter of the board and a change of day take over the body; the page stays, and so does the caret."""
    page = look(browser, served)
    page.goto(f"{served.base}/?as_of=2021-09-04")
    page.evaluate("window.kept = true")
    page.locator("#find").press_sequentially("shelling", delay=20)
    page.locator("#finder a").first.wait_for()
    assert page.url.endswith("as_of=2021-09-04")
    page.locator("#find").press("Escape")
    page.wait_for_function("document.querySelector('#finder').textContent.trim() === ''")
    page.locator("#narrow").press_sequentially("nowhere", delay=20)
    page.locator("p.empty").wait_for()
    assert page.evaluate("document.activeElement.id") == "narrow"
    page.fill("#narrow", "daraa")
    page.locator("article.card").first.wait_for()
    page.fill("#as_of", "2021-09-02")
    page.wait_for_url("**as_of=2021-09-02*")
    page.locator("article.card .verdict", has_text="too early").first.wait_for()
    assert page.evaluate("window.kept") is True
    page.goto(f"{served.base}/review")
    page.evaluate("window.kept = true")
    page.keyboard.press("a")
    page.locator(".said", has_text="Accepted.").wait_for()
    page.keyboard.press("j")
    page.wait_for_url("**item=*")
    assert page.evaluate("window.kept") is True
    assert page.evaluate("document.querySelectorAll('style, [style]').length") == 0
    served.quiet()


def test_a_field_is_corrected_by_keyboard_and_undone(browser: Any, served: Served) -> None:
    """`e` reaches the field, Enter saves it, `u` takes it back, `a` accepts and goes on, `j` and `k` walk the queue."""
    page = look(browser, served)
    dead = next(f.claim for f in served.book.claims(["figure"]))
    page.goto(f"{served.base}/review?item={dead.id}")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.dataset.field") == "category"
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.dataset.field") == "low"
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    page.locator(".said", has_text="Low corrected.").wait_for()
    assert [(j.field, j.value) for j in served.book.judgements()] == [("low", 5)]
    assert page.locator(f"[id='{dead.id}-low']").input_value() == "5"
    page.keyboard.press("u")
    page.locator(".said", has_text="Undone.").wait_for()
    assert served.book.record().figures[0].rivals[0].value.low == 4
    page.keyboard.press("3")
    page.locator(".said", has_text="Information graded 3.").wait_for()
    page.keyboard.press("Shift+B")
    page.locator(".said", has_text="Source graded B.").wait_for()
    page.keyboard.press("a")
    page.locator(".said", has_text="Accepted.").wait_for()
    shown, following = page.locator(".hero .q").inner_text(), page.locator("[data-desk]").get_attribute("data-next")
    page.keyboard.press("j")
    page.wait_for_url(f"**item={following}")
    page.locator(f"[data-desk]:not([data-next='{following}'])").wait_for()  # the address changes before the page does
    page.keyboard.press("k")
    page.locator(f"[data-desk][data-next='{following}']").wait_for()
    assert page.locator(".hero .q").inner_text() == shown
    page.keyboard.press("?")
    page.locator("dialog#keys[open]").wait_for()
    assert [j.act for j in served.book.judgements()] == ["correct", "undo", "grade", "grade", "accept"]
    served.quiet()


def test_selected_words_become_a_claim(browser: Any, served: Served) -> None:
    """Words selected with the pointer open a form with a guess; sent, they are a claim with exactly those words."""
    page = look(browser, served)
    page.goto(f"{served.base}/reports/r3")
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
          let node; while ((node = walker.nextNode())) { const at = node.data.indexOf("on Sunday"); if (at >= 0) {
            const range = document.createRange(); range.setStart(node, at); range.setEnd(node, at + "on Sunday".length);
            getSelection().removeAllRanges(); getSelection().addRange(range);
            document.dispatchEvent(new MouseEvent("mouseup", { bubbles: true })); return; } } }"""
    )
    page.wait_for_url("**/review?*mark=r3*")
    assert page.locator(".hero .q").first.inner_text() == "on Sunday"
    page.locator(".kinds a", has_text="violation").click()
    page.select_option("#new-act", "shelling")
    page.locator("#newclaim button.go").click()
    page.locator(".said", has_text="Claim added.").wait_for()
    made = next(f.claim for f in served.book.claims(["violation"]) if f.report == "r3")
    assert (made.quote, made.value("act"), made.reasons) == ("on Sunday", "shelling", ("marked by person:ana",))
    assert served.book.verify() == []
    served.quiet()


def test_a_second_coder_works_blind(browser: Any, served: Served) -> None:
    """What another coder set is not to be seen until blind coding ends; the pages that would tell are closed."""
    dead = next(f.claim for f in served.book.claims(["figure"]))
    served.book.signed("ben").judge("correct", [dead.id], field="low", value=4321)
    page = look(browser, served)
    page.goto(f"{served.base}/review?item={dead.id}")
    assert "4321" in page.content()
    page.get_by_role("button", name="Code blind").click()
    page.goto(f"{served.base}/review?item={dead.id}")
    assert "4321" not in page.content()
    assert "ben" not in page.locator(".trail").inner_text()
    assert page.locator("nav a", has_text="Board").count() == 0
    page.keyboard.press("a")
    page.locator(".said", has_text="Accepted.").wait_for()
    page.get_by_role("button", name="End blind coding").click()
    page.goto(f"{served.base}/review?item={dead.id}")
    assert "4321" in page.content()
    served.quiet()


def test_two_coders_are_decided_between_by_key(browser: Any, served: Served) -> None:
    """`2` takes the second coder's side and goes on to the next difference; `u` opens it again."""
    dead = next(f.claim for f in served.book.claims(["figure"]))
    for coder, low, category in (("ben", 5, "injured"), ("eve", 6, "missing")):
        served.book.signed(coder).judge("correct", [dead.id], field="low", value=low)
        served.book.signed(coder).judge("correct", [dead.id], field="category", value=category)
    page = look(browser, served)
    page.goto(f"{served.base}/adjudicate")
    assert page.locator(".sides .value").all_inner_texts() == ["injured", "missing"]
    page.keyboard.press("2")
    page.locator(".said", has_text="Decided as eve has it.").wait_for()
    assert page.locator(".sides .value").all_inner_texts() == ["5", "6"]
    page.keyboard.press("u")
    page.locator(".said", has_text="Undone.").wait_for()
    assert [(j.act, j.by) for j in served.book.judgements()[-2:]] == [("correct", "ana"), ("undo", "ana")]
    served.quiet()


def test_an_agreement_is_exported_from_its_page(browser: Any, served: Served) -> None:
    """The brief is downloaded, says the verdict of the day shown, and is a line of the log."""
    page = look(browser, served)
    agreement = next(a for a in served.book.agreements() if a.label == AGREEMENT)
    page.goto(f"{served.base}/agreements/{agreement.id}?as_of=2021-09-04")
    with page.expect_download() as waiting:
        page.locator(".handing button").click()
    assert re.fullmatch(r"daraa-brief-[0-9a-f]{8}\.html", waiting.value.suggested_filename)
    assert "broken" in Path(waiting.value.path()).read_text(encoding="utf-8").lower()
    assert served.book.log()[-1].what == "export"
    served.quiet()


def test_dragging_across_the_timeline_chooses_days(browser: Any, served: Served) -> None:
    """Days brushed on the drawing filter the table beneath it."""
    page = look(browser, served)
    page.goto(f"{served.base}/timeline?as_of=2021-09-06")
    box = page.locator("svg.timeline").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] - 6)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] - 6, steps=4)
    page.mouse.up()
    page.wait_for_url("**from=2021-*")
    assert page.locator("#from").input_value() < page.locator("#to").input_value()
    served.quiet()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_serious_fault(browser: Any, served: Served, theme: str) -> None:
    """axe-core finds nothing serious or critical on any page, in either theme, wide and narrow; nothing scrolls sideways at 360 px."""
    agreement = next(a for a in served.book.agreements() if a.label == AGREEMENT)
    text = served.book.report("r2").text
    at = text.index("four people")
    dead = next(f.claim for f in served.book.claims(["figure"]))
    for coder, low in (("ben", 5), ("eve", 6)):
        served.book.signed(coder).judge("correct", [dead.id], field="low", value=low)
    marked = f"/review?mark=r2&start={at}&end={at + 11}"
    places = [p.address.replace("{id:path}", "r2").replace("{id}", agreement.id) for p in PAGES]
    faults = []
    for width in (1280, 360):
        page = look(browser, served, color_scheme=theme, viewport={"width": width, "height": 800}, bypass_csp=True)
        for where in (*places, "/search?q=truce", marked, "/nowhere"):
            page.goto(f"{served.base}{where}{'&' if '?' in where else '?'}as_of=2021-09-04")
            if width == 360 and page.evaluate("document.documentElement.scrollWidth") > 360:
                faults.append(f"{where} at 360 px scrolls sideways")
            page.add_script_tag(path=str(AXE))
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            for fault in found["violations"]:
                if fault["impact"] in SERIOUS:
                    faults.append(f"{where} ({width} px, {theme}): {fault['id']}: {[n['html'][:120] for n in fault['nodes'][:3]]}")
        page.context.close()
    assert faults == []
