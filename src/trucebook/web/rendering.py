"""From a page's struct to HTML: the templates, what surrounds every page, and the files pages load.

Invariant: a template sees `page` and `shell` and nothing else of the request; every word is escaped unless it was drawn by us.
"""

import hashlib
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
import msgspec

from trucebook import __version__
from trucebook.web.asked import Asked
from trucebook.web.drawing import map as drawn_map
from trucebook.web.drawing import small, timeline
from trucebook.wording import show_code, show_day

KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
NAVIGATION = (
    ("board", "/", "Board"),
    ("review", "/review", "Review"),
    ("timeline", "/timeline", "Timeline"),
    ("map", "/map", "Map"),
    ("figures", "/figures", "Figures"),
    ("reports", "/reports", "Reports"),
    ("codebook", "/codebook", "Codebook"),
    ("log", "/log", "Log"),
)
HEADED_BY = {"adjudicate": "review", "agreement": "board", "report": "reports"}


class Shell(msgspec.Struct, frozen=True, kw_only=True):
    """What surrounds a page: its name and title, the book, the visitor, and what was just done.

    `address` is where the page is, `twin` its JSON, `as_of` the day asked for or None, `csrf` the visitor's mark for forms;
    `fragment` is true where the page in the browser keeps its head and takes over the body alone.
    """

    name: str
    title: str
    book: str
    version: str
    address: str
    twin: str | None
    query: dict[str, str]
    as_of: str | None
    today: str
    who: str | None
    role: str
    writes: bool
    signed_in: bool
    blind: bool
    readonly: bool
    csrf: str
    said: str | None
    theme: str
    fragment: bool

    @classmethod
    def of(cls, asked: Asked, name: str, title: str, said: str | None) -> "Shell":
        """Return the shell of a page for what was asked."""
        session, query = asked.session, {k: v for k, v in asked.query.items() if k != "token"}
        twin = None if name in ("refusal", "login") else ("/board.json" if asked.address == "/" else f"{quote(asked.address)}.json")
        return cls(
            name=name,
            title=title,
            book=asked.desk.name,
            version=__version__,
            address=asked.address + (f"?{urlencode(query)}" if query else ""),
            twin=twin + (f"?{urlencode(query)}" if query else "") if twin else None,
            query=query,
            as_of=query.get("as_of"),
            today=asked.today(),
            who=session.who,
            role=session.role,
            writes=session.writes and not asked.desk.readonly,
            signed_in=session.signed,
            blind=session.blind,
            readonly=asked.desk.readonly,
            csrf=session.csrf,
            said=said,
            theme=asked.theme,
            fragment=asked.fragment,
        )


class Templates:
    """The templates of this package."""

    def __init__(self) -> None:
        self._all = jinja2.Environment(
            loader=jinja2.PackageLoader("trucebook.web", "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._all.filters |= {"plain": show_code, "day": show_day, "say": _counted}
        self._all.globals |= {
            "address": address,
            "file": versioned,
            "small": small,
            "timeline": timeline.draw,
            "map": drawn_map.draw,
            "navigation": NAVIGATION,
            "headed_by": HEADED_BY,
        }

    def render(self, name: str, page: msgspec.Struct, shell: Shell) -> str:
        """Return the HTML of a page."""
        return self._all.get_template(f"{name}.html").render(page=page, shell=shell)


def address(path: str, *names: str, **query: Any) -> str:
    """Return an address of ours: a path, further parts of it, and the query's known values, all quoted."""
    safe = all(n and n.strip(".") and not n.endswith(".json") and "/" not in n and "\\" not in n for n in names)
    known = {k: str(v) for k, v in query.items() if v not in (None, "")}
    if names and not safe:
        known = {"id": names[0], **known}
        return f"{path}/?{urlencode(known)}"
    whole = "/".join([path.rstrip("/"), *(quote(n, safe="") for n in names)]) or "/"
    return whole + (f"?{urlencode(known)}" if known else "")


@cache
def static_files() -> dict[str, tuple[bytes, str]]:
    """Return every file that pages load, by name: bytes and media type; nothing else can be asked for."""
    found = {}
    for path in (resources.files("trucebook.web") / "static").iterdir():
        suffix = "." + path.name.rpartition(".")[2]
        if suffix in KINDS:
            found[path.name] = (path.read_bytes(), KINDS[suffix])
    return found


@cache
def versioned(name: str) -> str:
    """Return the address of a file with the beginning of its hash, so that a new release is never read from a cache."""
    return f"/static/{name}?v={hashlib.sha256(static_files()[name][0]).hexdigest()[:10]}"


def _counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 report", "2 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
