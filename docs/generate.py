"""Write the pages of docs that are made from the code: commands, Python, codebook, exports, accuracy.

    python docs/generate.py [--check]

With --check nothing is written; the names of pages that differ from what the code says are printed and the exit code is 1.
"""

import inspect
import json
import re
import shlex
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import msgspec
import typer
import yaml
from typer.testing import CliRunner

import trucebook
from trucebook import codebook
from trucebook.batch.tables import CLAIMS, columns_of
from trucebook.cli import app
from trucebook.codebook.printing import markdown
from trucebook.exports import FORMATS, TABLES, Table
from trucebook.exports.columns import REASONS
from trucebook.exports.hxl import TAGS

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
from licences import markdown as markdown_of_licences

DOCS = Path(__file__).resolve().parent
_CHANGING = re.compile(r"\b[0-9a-f]{64}\b|\d{4}-\d\d-\d\dT[\d:.+]+|(?<=undo )[0-9a-f]{8}|(?<=judgement )[0-9a-f]{8}")
MADE = "<!-- Made by docs/generate.py; change the code, not this page. -->\n\n"


def commands(command: Any, path: tuple[str, ...]) -> Iterator[str]:
    """Yield the help of a command and of all below it as Markdown."""
    context = command.context_class(command, info_name=" ".join(path), terminal_width=100)
    yield f"## {' '.join(path)}\n\n```text\n{command.get_help(context).strip()}\n```\n"
    for name, below in sorted(dict(getattr(command, "commands", {})).items()):
        yield from commands(below, (*path, name))


def accuracy() -> str:
    """Return the page of measured figures beside the peers'."""
    results = json.loads((DOCS.parent / "eval" / "results.json").read_text(encoding="utf-8"))
    floors = json.loads((DOCS.parent / "eval" / "floors.json").read_text(encoding="utf-8"))
    peers = yaml.safe_load((DOCS.parent / "eval" / "peers.yaml").read_text(encoding="utf-8"))
    lines = ["# Accuracy", "", *peers["words"].strip().splitlines(), ""]
    lines += ["| set | figure | trucebook | floor | peers |", "| --- | --- | --- | --- | --- |"]
    for name, measures in peers["sets"].items():
        for key, peer in measures.items():
            floor = floors.get(name, {}).get(key)
            shown = f"{floor:.3f}" if floor is not None else ""
            lines.append(f"| {name} | {key} | {results.get(name, {}).get(key, float('nan')):.3f} | {shown} | {peer or ''} |")
    return "\n".join([*lines, "", *peers["notes"].strip().splitlines(), ""])


def compare() -> str:
    """Return the page that sets trucebook beside its peers: features as written, figures as measured, each with its source."""
    results = json.loads((DOCS.parent / "eval" / "results.json").read_text(encoding="utf-8"))
    peers = yaml.safe_load((DOCS.parent / "eval" / "peers.yaml").read_text(encoding="utf-8"))
    lines = ["## Figures", "", "Each set is scored by the same scorer for all; what the figures mean is in [accuracy](accuracy.md).", ""]
    lines += ["| set | figure | trucebook | made by | peer or person |", "| --- | --- | --- | --- | --- |"]
    for name, measures in peers["sets"].items():
        for key, peer in measures.items():
            if peer:
                lines.append(
                    f"| {name} | {key} | {results.get(name, {}).get(key, float('nan')):.3f} | `python eval/gate.py {name}` | {peer} |"
                )
    parts = [(DOCS / f"compare.{part}.md").read_text(encoding="utf-8").strip() for part in ("head", "tail")]
    return "\n\n".join([parts[0], "\n".join(lines), parts[1]]) + "\n"


def exports() -> str:
    """Return the page of export formats with every column."""
    lines = (DOCS / "exports.head.md").read_text(encoding="utf-8").strip().splitlines()
    lines += ["", "| format | what it is |", "| --- | --- |", *(f"| {f.name} | {f.about} |" for f in FORMATS.values())]
    lines += ["", "## Tables", "", "Sheets of the workbook; each can be written alone as CSV or Parquet with `--table`.", ""]
    for table in TABLES:
        lines += columns(table, "###")
    for known in FORMATS.values():
        if known.table:
            lines += columns(known.table, "##", TAGS if known.name == "hxl" else None)
        elif known.keys:
            lines += [f"## {known.name}", "", known.about, "", "| key | what it holds |", "| --- | --- |"]
            lines += [*(f"| `{key}` | {words} |" for key, words in known.keys), ""]
    return "\n".join(lines)


def columns(table: Table[Any], mark: str, tags: dict[str, str] | None = None) -> list[str]:
    """Return one table's columns as Markdown."""
    lines = [f"{mark} {table.name}", "", table.about, "", "| column | what it holds |", "| --- | --- |"]
    lines += [f"| `{c.name}`{f' `{tags[c.name]}`' if tags else ''} | {c.about} |" for c in table.columns]
    return [*lines, *([f"| `{REASONS}` | Why the blank cells of the row are blank. |"] if table.has_reasons() else []), ""]


def python() -> str:
    """Return the page of the Python interface: every public name with its signature and what it says of itself."""
    lines = [(DOCS / "python.head.md").read_text(encoding="utf-8").strip(), ""]
    for name in trucebook.__all__:
        if name != "__version__":
            lines += [f"## {name}", "", *_member(f"trucebook.{name}", getattr(trucebook, name))]
    return "\n".join(lines).rstrip() + "\n"


def _member(name: str, thing: Any) -> Iterator[str]:
    """Yield one function or class as Markdown; of a class, its fields and its public methods too."""
    struct = isinstance(thing, type) and issubclass(thing, msgspec.Struct)
    plain = isinstance(thing, type) and (struct or issubclass(thing, Exception))
    if not plain:
        yield from ("```python", f"{name}{_signature(thing)}", "```", "")
    yield from (inspect.cleandoc(thing.__doc__ or ""), "")
    if struct:
        yield from ("| field | type |", "| --- | --- |", *(f"| `{f}` | `{_type(t)}` |" for f, t in thing.__annotations__.items()), "")
    if isinstance(thing, type) and not issubclass(thing, Exception):
        for below, method in _members(thing).items():
            if not below.startswith("_") and (inspect.isfunction(method) or isinstance(method, property)):
                said = inspect.cleandoc((method.fget if isinstance(method, property) else method).__doc__ or "")
                shown = below if isinstance(method, property) else f"{below}{_signature(method)}"
                yield from (f"`{shown}`", f":   {said.replace(chr(10), chr(10) + '    ')}", "")


def _members(thing: type) -> dict[str, Any]:
    """Return what a class holds, what it has from the rooms below it too, in their order."""
    ours = [one for one in reversed(thing.__mro__) if one.__module__.startswith("trucebook")]
    return {name: member for one in ours for name, member in vars(one).items()}


def _signature(thing: Any) -> str:
    said = re.sub(r"\bself, |\(self\)", lambda m: "()" if m[0] == "(self)" else "", str(inspect.signature(thing)))
    return re.sub(r"trucebook\.model\.(?:[a-z]+\.)?", "", said)


def _type(annotation: Any) -> str:
    said = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
    said = str(annotation) if hasattr(annotation, "__args__") else said
    return re.sub(r"\b(?:trucebook(?:\.[a-z_]+)+|typing|builtins)\.", "", said).replace("|", "\\|")


def readme() -> str:
    """Return the README with what its commands print, from the samples."""
    words = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    samples = sorted((DOCS.parent / "samples").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "daraa.db")
        shown = {"page": _screenful(printed("read", str(samples[-1]))), "ask": ""}
        printed("--book", place, "add", *map(str, samples))
        shown["ask"] = _screenful(printed("--book", place, "ask", "Daraa", "--as-of", "2021-09-06"))
    for name, said in shown.items():
        block = f"<!-- {name} -->\n```text\n{said}\n```\n<!-- /{name} -->"
        words = re.sub(rf"<!-- {name} -->.*?<!-- /{name} -->", lambda _, block=block: block, words, flags=re.DOTALL)  # type: ignore[misc]
    return words


def _screenful(said: str, lines: int = 44) -> str:
    """Return the first lines of a page."""
    rows = said.splitlines()
    return "\n".join(rows if len(rows) <= lines else [*rows[:lines], "…"])


def archives() -> str:
    """Return the page on archives with the tables that a run writes."""
    words = (DOCS / "archives.md").read_text(encoding="utf-8")
    rows = [f"| {name} | one {CLAIMS[name][0]} of one report | {_own(name)} |" for name in CLAIMS]
    rows += [f"| mentions | a span that names something | {_listed(columns_of('mentions'))} |"]
    rows += [f"| reports | a report, or an article that could not be read | {_listed(columns_of('reports'))} |"]
    block = "\n".join(["<!-- tables -->", "| table | a row is | its own |", "| --- | --- | --- |", *rows, "<!-- /tables -->"])
    return re.sub(r"<!-- tables -->.*?<!-- /tables -->", lambda _: block, words, flags=re.DOTALL)


def _own(table: str) -> str:
    return _listed(field for field in CLAIMS[table][1])


def _listed(fields: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"`{name}`" for name, _ in fields)


def tutorial() -> str:
    """Return the tutorial with what its commands print, run one after the other in a folder of their own."""
    words = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path("samples").symlink_to(DOCS.parent / "samples")
        return re.sub(r"(?<=```console\n).*?(?=```)", lambda block: _session(block[0]), words, flags=re.DOTALL)


def _session(block: str) -> str:
    """Return a block of commands, each followed by what it prints; pages longer than 24 lines are cut."""
    lines = []
    for command in (line for line in block.splitlines() if line.startswith("$ ")):
        typed, _, called = command[2:].rpartition(" | ")
        keys = typed.removeprefix("printf '").removesuffix("'").encode().decode("unicode_escape") if typed else None
        said = printed(*shlex.split(called)[1:], typed=keys, errors=True).splitlines()
        said = [_CHANGING.sub("…", line) for line in said]
        lines += [command, *(said if len(said) <= 24 else [*said[:24], "…"])]
    return "\n".join(lines) + "\n"


def printed(*args: str, typed: str | None = None, errors: bool = False) -> str:
    """Return what a command prints in a terminal of 100 columns without colours; `typed` is its standard input."""
    env = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "TRUCEBOOK_WHO": "ana"}
    result = CliRunner().invoke(app, list(args), env=env, input=typed)
    return "\n".join(line.rstrip() for line in (result.output if errors else result.stdout).strip("\n").splitlines())


def pages() -> dict[Path, str]:
    """Return every generated page by its path."""
    book = codebook.load()
    listing = "\n".join(f"- [{title}]({file}.md)" for file, title in book.titles.items())
    made = {DOCS / "codebook" / f"{file}.md": MADE + markdown(book, file) for file in book.codes}
    made[DOCS / "codebook" / "index.md"] = MADE + f"# Codebook\n\nEvery code that a claim can carry.\n\n{listing}\n"
    made[DOCS / "cli.md"] = (
        MADE + (DOCS / "cli.head.md").read_text(encoding="utf-8") + "\n".join(commands(typer.main.get_command(app), ("trucebook",)))
    )
    made[DOCS / "tutorial.md"] = tutorial()
    made[DOCS / "python.md"] = MADE + python()
    made[DOCS / "exports.md"] = MADE + exports()
    made[DOCS.parent / "README.md"] = readme()
    made[DOCS / "archives.md"] = archives()
    made[DOCS / "compare.md"] = MADE + compare()
    made[DOCS / "licences.md"] = MADE + markdown_of_licences()
    made[DOCS / "accuracy.md"] = MADE + accuracy()
    return made


def main() -> int:
    """Write or check the pages."""
    made = pages()
    stale = [path for path, words in made.items() if not path.exists() or path.read_text(encoding="utf-8") != words]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path.relative_to(DOCS.parent)} is not what the code says; run: make docs")
        return bool(stale)
    for path, words in made.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
