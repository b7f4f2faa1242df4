"""Take the pictures of the pages that docs and README show, from the samples.

    python docs/screenshots.py [--out docs/images]

The three dispatches in samples/ are read into a book in a temporary folder, the pages are served on a free port, and Chromium takes
each page at 1280 px, the board in light and dark, each as of a day that shows something. Needs the language model, playwright and chromium.
"""

import argparse
import datetime as dt
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from trucebook.book import Book
from trucebook.web import make_app

ROOT = Path(__file__).resolve().parents[1]
SHOTS = (
    ("board", "/?as_of=2021-09-04", "light", 620),
    ("board-dark", "/?as_of=2021-09-06", "dark", 620),
    ("agreement", "/agreements/{id}?as_of=2021-09-04", "light", 900),
    ("review", "/review?item={id}", "light", 860),
    ("timeline", "/timeline?as_of=2021-09-06", "light", 640),
    ("map", "/map?as_of=2021-09-04", "light", 760),
    ("report", "/reports/{report}", "dark", 800),
)


def main() -> int:
    """Read the samples, serve them, take the pictures; returns 2 where there is no browser."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    out = ap.parse_args().out
    chromium = shutil.which("chromium")
    if chromium is None:
        print("there is no Chromium here; on Debian: apt-get install chromium", file=sys.stderr)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "demo.db"
        samples = sorted(str(p) for p in (ROOT / "samples").glob("*.txt"))
        subprocess.run([sys.executable, "-m", "trucebook", "--book", str(place), "add", *samples], check=True)
        with Book(place, who="ana") as book:
            book.open()
            take(book, chromium, out)
    return 0


def take(book: Book, chromium: str, out: Path) -> None:
    """Serve a book and take every picture of it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = make_app(book, port=port, token="shots", clock=lambda: dt.datetime(2021, 9, 6, 12, tzinfo=dt.UTC))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    agreement = next(a for a in book.agreements() if a.superseded_by and not a.background)
    names = {"id": agreement.id, "report": str(book.reports()[0]["id"])}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, where, theme, height in SHOTS:
            context = browser.new_context(viewport={"width": 1280, "height": height}, color_scheme=theme, locale="en-GB")
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{port}/?token=shots")
            page.goto(f"http://127.0.0.1:{port}{where.format(**names)}")
            page.screenshot(path=str(out / f"{name}.png"))
            context.close()
        browser.close()
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    sys.exit(main())
