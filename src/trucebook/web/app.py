"""The pages as one application: addresses, cookies, forms, and what goes wrong in words.

Invariant: reading changes nothing; whatever changes the book needs a visitor who may, a form that carries that visitor's mark, and a
book that is not shown read-only.
"""

import datetime as dt
import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl, urlsplit

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from trucebook.book import Book
from trucebook.codebook import load
from trucebook.errors import TrucebookError
from trucebook.web import adjudging, deeds, handing, passwords
from trucebook.web.asked import Asked, Desk, NotThereError
from trucebook.web.guard import Guard
from trucebook.web.pages import PAGES, Page
from trucebook.web.rendering import Shell, Templates, static_files
from trucebook.web.sessions import ROLES, Brake, Session, Sessions
from trucebook.web.shelf import Shelf

FORMS: dict[str, Callable[[deeds.Deed], str]] = {
    "/decide": deeds.decide,
    "/grade": deeds.grade,
    "/correct": deeds.correct,
    "/undo": deeds.undo,
    "/claims": deeds.add_claim,
    "/adjudicate": adjudging.adjudicate,
}
ADJUDICATORS = ("/adjudicate",)
MOST_FIELDS = 120
THEMES = ("auto", "light", "dark")
Answerer = Callable[[Request], Awaitable[Response]]


class Pages:
    """The application's parts: desk, sessions and templates; `routes` ties them to addresses."""

    def __init__(self, desk: Desk, *, port: int) -> None:
        self.desk = desk
        self.sessions = Sessions()
        self.brake = Brake()
        self.templates = Templates()
        self.cookie = f"trucebook_{port}"
        self.files = static_files()

    def routes(self) -> list[BaseRoute]:
        """Return every address."""
        found: list[BaseRoute] = [Route("/static/{name}", self._file)]
        for page in PAGES:
            twin = "/board.json" if page.address == "/" else f"{page.address}.json"
            found += [Route(twin, self._page(page, twin=True)), Route(page.address, self._page(page))]
        found += [Route(address, self._form(do), methods=["POST"]) for address, do in FORMS.items()]
        found += [Route("/login", self._login_page), Route("/login", self._login, methods=["POST"])]
        found += [Route("/logout", self._logout, methods=["POST"]), Route("/export", self._export, methods=["POST"])]
        found += [Route("/original", self._original)]
        found += [Route("/theme", self._theme, methods=["POST"]), Route("/blind", self._form(_blind), methods=["POST"])]
        return found

    def session(self, request: Request) -> Session:
        """Return the visitor's session; one who has none yet is a reader without a name."""
        return self.sessions.find(request.cookies.get(self.cookie)) or Session(key="", csrf="")

    def _page(self, page: Page, *, twin: bool = False) -> Answerer:
        async def answer(request: Request) -> Response:
            token = request.query_params.get("token")
            if token is not None:
                return self._enter(request, token)
            session = self.session(request)
            if not await run_in_threadpool(self._may_read, session):
                if twin:
                    raise HTTPException(401, "Sign in to read this book.")
                return RedirectResponse("/login", 303)
            return await run_in_threadpool(self._shown, page, request, session, twin)

        return answer

    def _may_read(self, session: Session) -> bool:
        """Say whether a visitor may read: anyone where nobody is named, else those who are; their role is that of now."""
        people = self.desk.book.people()
        if not people:
            return not session.signed
        role = next((p.role for p in people if session.signed and p.name == session.who), None)
        session.role = next((r for r in ROLES if r == role), "reader")
        return role is not None

    def _shown(self, page: Page, request: Request, session: Session, twin: bool) -> Response:
        asked = self._asked(request, session)
        if session.blind and not page.blind:
            raise HTTPException(403, "This page would show what others decided. End blind coding to open it.")
        self.desk.shelf.refreshed()
        shown = page.show(asked)
        if twin:
            return Response(msgspec.json.encode(shown), media_type="application/json")
        return self._html(page.name, page.title, shown, asked)

    def _asked(self, request: Request, session: Session) -> Asked:
        path = {k: str(v) for k, v in request.path_params.items()}
        if "id" in path and not path["id"]:
            path["id"] = request.query_params.get("id", "")
        return Asked(self.desk, session, path, dict(request.query_params), request.url.path, _theme_of(request), _fragment(request))

    def _html(self, name: str, title: str, shown: msgspec.Struct, asked: Asked, status: int = 200) -> Response:
        said, asked.session.said = asked.session.said, None
        shell = Shell.of(asked, name, title, said)
        return Response(self.templates.render(name, shown, shell), status_code=status, media_type="text/html")

    def _enter(self, request: Request, token: str) -> Response:
        """Start a fresh session for the one who knows the token, and take the token out of the address."""
        target = RedirectResponse(str(request.url.remove_query_params("token").replace(scheme="", netloc="")) or "/", 303)
        if self.desk.token is not None and hmac.compare_digest(token.encode(), self.desk.token.encode()):
            old = self.sessions.find(request.cookies.get(self.cookie))
            self._set_cookie(target, self.sessions.new(self.desk.book.who, "adjudicator", instead_of=old))
        return target

    def _set_cookie(self, response: Response, session: Session) -> None:
        response.set_cookie(self.cookie, session.key, httponly=True, samesite="strict", path="/")

    def _form(self, do: Callable[[deeds.Deed], str]) -> Answerer:
        async def answer(request: Request) -> Response:
            form, session = await self._checked(request)
            if not await run_in_threadpool(self._may_read, session):
                raise HTTPException(403, "Sign in first.")
            if self.desk.readonly:
                raise HTTPException(403, "This book is shown read-only; nothing can be changed here.")
            if not session.writes:
                raise HTTPException(403, "You may read here, not decide. Open the address that was printed at the start.")
            if request.url.path in ADJUDICATORS and not session.adjudicates:
                raise HTTPException(403, "Only an adjudicator decides between two coders.")
            return await run_in_threadpool(self._done, do, request, session, form)

        return answer

    async def _checked(self, request: Request) -> tuple[dict[str, str], Session]:
        """Return a form and its visitor; refuses one that does not carry that visitor's mark."""
        try:
            pairs = parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
        except ValueError as error:
            raise HTTPException(400, "The form cannot be read.") from error
        form, session = dict(pairs), self.session(request)
        if not session.key or not session.marks(form.get("csrf")):
            raise HTTPException(403, "The form has lost its mark. Load the page again and send it once more.")
        return form, session

    def _done(self, do: Callable[[deeds.Deed], str], request: Request, session: Session, form: dict[str, str]) -> Response:
        asked = self._asked(request, session)
        self.desk.shelf.refreshed()
        try:
            where = do(deeds.Deed(asked, form))
        except NotThereError:
            raise
        except TrucebookError as error:
            session.said = f"Not done: {error}"
            where = _own(form.get("back", "")) or "/review"
        return RedirectResponse(where, 303)

    async def _login_page(self, request: Request) -> Response:
        """Show the form to sign in, in a session of its own, so that no other site can send it."""
        session = self.session(request)
        if not session.key:
            session = self.sessions.new()
        asked = Asked(self.desk, session, {}, {}, "/login", _theme_of(request), _fragment(request))
        response = await run_in_threadpool(self._html, "login", "Sign in", Login(readonly=self.desk.readonly), asked)
        self._set_cookie(response, session)
        return response

    async def _login(self, request: Request) -> Response:
        """Sign a person in under a fresh session; after five failures by one name each try waits twice as long."""
        form, session = await self._checked(request)
        name, password = form.get("name", "")[:200].strip(), form.get("password", "")
        wait = self.brake.wait(name)
        if wait > 0:
            session.said = f"Too many tries. Wait {wait:.0f} seconds."
            return RedirectResponse("/login", 303, headers={"retry-after": f"{wait:.0f}"})
        role = await run_in_threadpool(lambda: passwords.role_of(self.desk.book.people(), name, password))
        if role is None:
            self.brake.failed(name)
            session.said = "No such name and password."
            return RedirectResponse("/login", 303)
        self.brake.passed(name)
        response = RedirectResponse("/", 303)
        fresh = self.sessions.new(name, role, instead_of=session)
        fresh.signed = True
        self._set_cookie(response, fresh)
        return response

    async def _logout(self, request: Request) -> Response:
        _, session = await self._checked(request)
        self.sessions.end(session)
        response = RedirectResponse("/", 303)
        response.delete_cookie(self.cookie, path="/")
        return response

    async def _export(self, request: Request) -> Response:
        """Hand on a file; it is noted in the log, so that it takes a visitor who may write."""
        form, session = await self._checked(request)
        if self.desk.readonly or not await run_in_threadpool(self._may_read, session) or not session.writes:
            raise HTTPException(403, "An export is written down in the log; who may only read cannot make one.")
        if session.blind:
            raise HTTPException(403, "An export would show what others decided. End blind coding first.")
        return await run_in_threadpool(handing.hand, deeds.Deed(self._asked(request, session), form))

    async def _original(self, request: Request) -> Response:
        """Hand over the bytes of a report as they were received, to one who may read it."""
        session = self.session(request)
        if not await run_in_threadpool(self._may_read, session):
            raise HTTPException(401, "Sign in to read this book.")
        self.desk.shelf.refreshed()
        return await run_in_threadpool(handing.hand_original, self._asked(request, session), request.query_params.get("id", ""))

    async def _theme(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode(errors="replace"), max_num_fields=4))
        response = RedirectResponse(_own(form.get("back", "")) or "/", 303)
        theme = form.get("theme", "")
        response.set_cookie("trucebook_theme", theme if theme in THEMES else "auto", samesite="strict", path="/", max_age=31_536_000)
        return response

    async def _file(self, request: Request) -> Response:
        found = self.files.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404, "There is no such file.")
        kept = "public, max-age=31536000, immutable" if "v" in request.query_params else "no-cache"
        return Response(found[0], media_type=found[1], headers={"cache-control": kept})

    async def refused(self, request: Request, error: Exception) -> Response:
        """Say in words what went wrong; never what the program was doing."""
        status, words = _refusal(error)
        if request.url.path.endswith(".json"):
            return Response(msgspec.json.encode({"error": words}), status, media_type="application/json")
        asked = Asked(self.desk, self.session(request), {}, {}, request.url.path, _theme_of(request), _fragment(request))
        return await run_in_threadpool(self._html, "refusal", "Not possible", Refusal(status=status, words=words), asked, status)


class Login(msgspec.Struct, frozen=True, kw_only=True):
    """The form to sign in; it holds nothing but whether the book is shown read-only."""

    readonly: bool


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong: the HTTP status and the words for it."""

    status: int
    words: str


def _theme_of(request: Request) -> str:
    theme = request.cookies.get("trucebook_theme", "auto")
    return theme if theme in THEMES else "auto"


def _fragment(request: Request) -> bool:
    """Say whether a script asks for what a page's body holds, to put it in the place of the one it has."""
    return request.headers.get("hx-request") == "true"


def _refusal(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        return error.status_code, "There is no such page." if error.status_code == 404 and error.detail == "Not Found" else error.detail
    if isinstance(error, NotThereError):
        return 404, _sentence(str(error))
    if isinstance(error, TrucebookError):
        return 400, _sentence(str(error))
    return 500, "Something went wrong in the program. Nothing was changed; the terminal it runs in says more."


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")


def _own(address: str) -> str | None:
    """Return an address of ours (a path with its query), None for any that could lead elsewhere."""
    parts = urlsplit(address)
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return address if plain and len(address) < 2000 and address.isprintable() and "\\" not in address else None


def _blind(deed: deeds.Deed) -> str:
    """Begin or end blind coding."""
    deed.asked.session.blind = deed.word("blind") == "on"
    said = "Blind coding: what others decided is hidden." if deed.asked.session.blind else "Blind coding ended."
    return deed.asked.desk.say(deed.asked.session, said, "/review")


def make_app(
    book: Book,
    *,
    port: int,
    token: str | None = None,
    readonly: bool = False,
    clock: Callable[[], dt.datetime] | None = None,
) -> Starlette:
    """Return the application for an opened book; who knows `token` may write, in the name the book is signed with."""
    desk = Desk(book, Shelf(book), load(), clock or (lambda: dt.datetime.now().astimezone()), readonly, token)
    pages = Pages(desk, port=port)
    hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")]
    app = Starlette(
        routes=pages.routes(),
        exception_handlers={HTTPException: pages.refused, TrucebookError: pages.refused, Exception: pages.refused},
    )
    app.add_middleware(Guard, hosts=hosts)
    app.state.pages = pages
    return app
