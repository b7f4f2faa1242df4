"""Who is looking: sessions that live in this process, and the brake on guessing passwords.

Invariant: a session's name is drawn anew whenever it gains a right, is never read from an address, and is compared in constant time; a
form without its session's own mark changes nothing.
"""

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["reader", "coder", "adjudicator"]
ROLES: tuple[Role, ...] = ("reader", "coder", "adjudicator")
LASTS = 12 * 3600.0
MOST = 2000
FREE_TRIES = 5


@dataclass
class Session:
    """One visitor: `who` is None until known; `csrf` marks the forms that are this visitor's; `blind` hides what others decided.

    `signed` is true for one who gave name and password.
    """

    key: str
    csrf: str
    who: str | None = None
    role: Role = "reader"
    blind: bool = False
    signed: bool = False
    seen: float = 0.0
    said: str | None = None

    @property
    def writes(self) -> bool:
        """Say whether this visitor may decide."""
        return self.who is not None and self.role in ("coder", "adjudicator")

    @property
    def adjudicates(self) -> bool:
        """Say whether this visitor may decide between two coders: an adjudicator, or whoever has the token of a book of one."""
        return self.who is not None and self.role == "adjudicator"

    def marks(self, csrf: str | None) -> bool:
        """Say whether a form's mark is this session's."""
        return csrf is not None and hmac.compare_digest(self.csrf.encode(), csrf.encode())


@dataclass
class Sessions:
    """The sessions of this process, by the value of their cookie."""

    clock: Callable[[], float] = time.monotonic
    _held: dict[str, Session] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, key: str | None) -> Session | None:
        """Return the session of a cookie, None where there is none or it has been idle for twelve hours."""
        with self._lock:
            session = self._held.get(key or "")
            if session is None:
                return None
            if self.clock() - session.seen > LASTS:
                del self._held[session.key]
                return None
            session.seen = self.clock()
            return session

    def new(self, who: str | None = None, role: Role = "reader", *, instead_of: Session | None = None) -> Session:
        """Return a fresh session; the one it takes the place of ends."""
        with self._lock:
            if instead_of is not None:
                self._held.pop(instead_of.key, None)
            while len(self._held) >= MOST:
                del self._held[min(self._held, key=lambda k: (self._held[k].who is not None, self._held[k].seen))]
            session = Session(key=secrets.token_urlsafe(32), csrf=secrets.token_urlsafe(32), who=who, role=role, seen=self.clock())
            self._held[session.key] = session
            return session

    def end(self, session: Session) -> None:
        """End a session."""
        with self._lock:
            self._held.pop(session.key, None)


@dataclass
class Brake:
    """Counts failed tries by name; after five, each further one doubles the wait, up to a quarter of an hour."""

    clock: Callable[[], float] = time.monotonic
    _failed: dict[str, tuple[int, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, name: str) -> float:
        """Return how many seconds must pass before the next try."""
        with self._lock:
            count, last = self._failed.get(name, (0, 0.0))
        if count < FREE_TRIES:
            return 0.0
        return max(0.0, last + min(2.0 ** (count - FREE_TRIES + 1), 900.0) - self.clock())

    def failed(self, name: str) -> None:
        """Count a failed try."""
        with self._lock:
            if len(self._failed) > MOST:
                self._failed.pop(next(iter(self._failed)))
            self._failed[name] = (self._failed.get(name, (0, 0.0))[0] + 1, self.clock())

    def passed(self, name: str) -> None:
        """Forget the failures of a name."""
        with self._lock:
            self._failed.pop(name, None)
