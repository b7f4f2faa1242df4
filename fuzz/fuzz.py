"""Throw bytes at every intake and at the reader, and see that nothing but a clear error comes out.

    python fuzz/fuzz.py [SECONDS] [KIND…]     each kind in a process of its own (default: 60 s each, all kinds)

Kinds: text html pdf docx mail feed warc table zip jsonl book reader. Seeds are documents of our own, made by tests/intake/documents.py,
and whatever fuzz/seeds/KIND holds: inputs that once broke something. An input that breaks is written to fuzz/found/ and its error printed;
move it to fuzz/seeds once it is mended. Needs atheris, which is built for Linux.
"""

import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

NAMES = {
    "text": "a.txt",
    "html": "a.html",
    "pdf": "a.pdf",
    "docx": "a.docx",
    "mail": "a.eml",
    "feed": "a.rss",
    "warc": "a.warc",
    "table": "a.csv",
    "zip": "a.zip",
}
KINDS = (*NAMES, "jsonl", "book", "reader")
LONGEST = 20_000


def seeds(kind: str) -> list[bytes]:
    """Return the documents that fuzzing of a kind begins from."""
    made: Any = importlib.import_module("tests.intake.documents")
    plain = made.TEXT.encode()
    own: dict[str, list[bytes]] = {
        "text": [plain, plain.decode().encode("utf-16"), b"\xef\xbb\xbf" + plain],
        "html": [made.page()],
        "pdf": [made.pdf([made.TEXT.splitlines()])],
        "docx": [made.docx()],
        "mail": [made.mail()],
        "feed": [made.rss()],
        "warc": [made.warc({"https://example.org/a": made.page()}), made.gzipped(plain)],
        "table": [b"text,published,title\n" + b'"A truce took effect in Daraa.",2021-09-02,Truce\n'],
        "zip": [made.zipped({"a.txt": plain, "b.html": made.page()})],
        "jsonl": [json.dumps({"id": "1", "text": made.TEXT, "published": "2021-09-02"}).encode()],
        "book": [b'{"kind":"grade","value":3}'],
        "reader": [plain, *(p.read_bytes() for p in sorted((ROOT / "samples").glob("*.txt")))],
    }
    kept = sorted(p for p in (HERE / "seeds" / kind).glob("*") if p.is_file())
    return [*own[kind], *(p.read_bytes() for p in kept)]


def target(kind: str) -> Callable[[bytes], None]:
    """Return what bytes of a kind are thrown at: it raises where something other than a clear error comes out."""
    if kind == "reader":
        return _reader()
    if kind == "book":
        return _book()
    errors: Any = importlib.import_module("trucebook.errors")
    intake: Any = importlib.import_module("trucebook.intake")
    model: Any = importlib.import_module("trucebook.model")
    name = NAMES.get(kind, "a.jsonl")

    def take_in(raw: bytes) -> None:
        try:
            for report in intake.reports_from_bytes(raw, name=name):
                assert report.text == model.valid_text(report.text), "a lone surrogate"
                assert len(report.sha256) == 64
        except errors.TrucebookError:
            return

    return take_in


def _reader() -> Callable[[bytes], None]:
    reading: Any = importlib.import_module("trucebook.reading")
    desk: Any = importlib.import_module("trucebook.reading_desk")
    model: Any = importlib.import_module("trucebook.model")
    evidence: Any = importlib.import_module("trucebook.reading.evidence")
    sources = desk.sources()

    def read(raw: bytes) -> None:
        report = model.new_report(raw.decode("utf-8", "replace"), published="2021-09-02")
        evidence.check(reading.read(report, sources=sources))

    return read


def _book() -> Callable[[bytes], None]:
    """Return a target that changes some bytes of a book's file: opening and checking it ends in findings or a clear error."""
    book: Any = importlib.import_module("trucebook.book")
    errors: Any = importlib.import_module("trucebook.errors")
    books: Any = importlib.import_module("tests.books")
    folder = Path(tempfile.mkdtemp())
    with book.Book(folder / "whole.db", who="ana") as made:
        made.create()
        for one in books.three_of_daraa():
            made.add(one)
        made.backup(folder / "b.db")
    whole = (folder / "b.db").read_bytes()

    def open_broken(raw: bytes) -> None:
        changed = bytearray(whole)
        for n in range(0, len(raw) - 3, 4):
            changed[int.from_bytes(raw[n : n + 3]) % len(changed)] = raw[n + 3]
        for path in folder.glob("b.db*"):
            path.unlink()
        (folder / "b.db").write_bytes(changed)
        try:
            with book.Book(folder / "b.db") as opened:
                opened.open()
                opened.verify()
        except errors.TrucebookError:
            return

    return open_broken


def run_one(kind: str, seconds: int) -> None:
    """Fuzz one kind in this process until the time is over or something breaks."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["trucebook"]):
        hit = target(kind)
    with tempfile.TemporaryDirectory() as corpus:
        for number, raw in enumerate(seeds(kind)):
            (Path(corpus) / f"seed{number}").write_bytes(raw)
        (HERE / "found").mkdir(exist_ok=True)
        limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-rss_limit_mb=3000", "-timeout=30", "-verbosity=0"]
        atheris.Setup([sys.argv[0], corpus, *limits, f"-artifact_prefix={HERE / 'found'}/{kind}-"], hit)
        atheris.Fuzz()


def main() -> int:
    """Fuzz each kind in a process of its own; returns 1 where something broke."""
    words = sys.argv[1:]
    if words[:1] == ["one"]:
        run_one(words[1], int(words[2]))
        return 0
    seconds = int(words.pop(0)) if words and words[0].isdigit() else 60
    broke = []
    for kind in words or KINDS:
        done = subprocess.run([sys.executable, __file__, "one", kind, str(seconds)], capture_output=True, text=True, check=False)
        print(f"{kind}: {'nothing broke' if done.returncode == 0 else 'BROKE'} in {seconds} s", flush=True)
        if done.returncode:
            broke.append(kind)
            print("\n".join((done.stdout + done.stderr).splitlines()[-25:]))
    return 1 if broke else 0


if __name__ == "__main__":
    sys.exit(main())
