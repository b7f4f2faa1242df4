"""The book as the pages see it: its claims and its record, kept in memory and brought up to date by the log.

Invariant: what is shown is what `Book.record` would give at the log's head. Claims that nothing links never change each other's part of
the record, so a new line of the log makes only the linked parts anew that it touches.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, get_args

import msgspec

from trucebook.book import Book
from trucebook.holding import assess
from trucebook.matching import Filed, actor_key, fields_of
from trucebook.model import (
    Act,
    Agreement,
    Assessment,
    Claim,
    Figure,
    Judgement,
    Match,
    Record,
    Source,
)
from trucebook.record import apply_judgements, assemble, standing_judgements
from trucebook.review import Item, claim_item, match_item
from trucebook.survival import BaseRate, rate_for
from trucebook.web.links import Links
from trucebook.web.nouns import Nouns, by_first_day
from trucebook.web.waiting import Waiting

DAYS_KEPT = 8
HARMLESS = frozenset({"add", "claim", "seal", "export", "at_risk", "not_at_risk", "user", *get_args(Act)})
TEXTS_KEPT = 400
MEMOS_KEPT = 24


class Shelf:
    """One book's claims, record and answers, for one process; `refreshed` must be called before a request looks at it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._lock = threading.RLock()
        self._checked: tuple[int, str] = (0, "")
        self._broken: list[str] = []
        self._begin_anew()

    def _begin_anew(self) -> None:
        """Forget everything: a line of the log says that what was stored has changed."""
        self._head: tuple[int, str] = (-1, "")
        self._links = Links()
        self._memory: dict[Hashable, Any] = {}
        self._assessed: dict[str, dict[str, Assessment]] = {}
        self._texts: dict[str, str] = {}
        self.raw: dict[str, Filed] = {}
        self.filed: dict[str, Filed] = {}
        self.matches: dict[tuple[str, str], Match] = {}
        self.matches_of: dict[str, list[Match]] = defaultdict(list)
        self.judgements: list[Judgement] = []
        self._judgements: dict[str, Judgement] = {}
        self.standing: list[Judgement] = []
        self.judged: dict[str, list[Judgement]] = {}
        self.sources: dict[str, Source] = {}
        self.reports_at: dict[str, set[str]] = defaultdict(set)
        self.claims_of: dict[str, list[str]] = defaultdict(list)
        self.readers: dict[str, str] = {}
        self.marked: dict[str, tuple[str, str]] = {}
        self.nouns = Nouns()
        self._waiting = Waiting()
        self.copies_of: dict[str, list[str]] = {}

    @property
    def head(self) -> tuple[int, str]:
        """Return number and hash of the line of the log that this shelf stands at."""
        return self._head

    def refreshed(self) -> "Shelf":
        """Return the shelf as of the log's head, making anew what the lines since touch."""
        with self._lock:
            head = self._book.head()
            if head != self._head:
                lines = self._book.log(after=max(self._head[0], 0))
                if any(line.what not in HARMLESS for line in lines):
                    self._begin_anew()
                    lines = self._book.log()
                self._take(lines, whole=self._head[0] < 0)
                self._head = head
        return self

    def memo(self, name: Hashable, make: Callable[[], Any]) -> Any:
        """Return a value made once for this state of the book; those asked for last are kept."""
        with self._lock:
            found = self._memory.pop(name) if name in self._memory else make()
            self._memory[name] = found
            while len(self._memory) > MEMOS_KEPT:
                self._memory.pop(next(iter(self._memory)))
            return found

    def _take(self, lines: Sequence[Any], *, whole: bool) -> None:
        """Bring everything up to date with some new lines of the log."""
        self._memory.clear()
        added = [line.subject for line in lines if line.what == "add"]
        marked = [msgspec.json.decode(line.detail)["report"] for line in lines if line.what == "claim"]
        self.marked |= {line.subject: (line.who, line.at) for line in lines if line.what == "claim"}
        self.readers |= {line.subject: str(msgspec.json.decode(line.detail).get("reader", "")) for line in lines if line.what == "add"}
        touched: set[str] = set()
        if whole or added or marked:
            touched |= self._take_claims(None if whole else sorted({*added, *marked}))
        touched |= self._take_judgements()
        touched |= self._take_sources(whole or bool(added))
        if whole:
            self._waiting = Waiting()
        roots = {self._links.root(c) for c in touched if c in self.raw}
        self._assemble(roots)
        self._waiting.settle()
        self._assessed = {} if whole or added else {day: self._kept(found, roots) for day, found in self._assessed.items()}

    def _take_claims(self, reports: Sequence[str] | None) -> set[str]:
        """File new claims with the suggestions that touch them; returns the claims filed."""
        found = self._book.claims() if reports is None else self._book.claims(reports=reports)
        fresh = [item for item in found if item.claim.id not in self.raw]
        for item in found:
            self.raw[item.claim.id] = item
        for item in fresh:
            self.claims_of[item.report].append(item.claim.id)
            self._links.add(item.claim.id)
        for name in {item.report for item in fresh}:
            self.claims_of[name].sort(key=lambda c: (self.raw[c].claim.start, c))
        for item in fresh:
            for other in _named_by(item.claim):
                if other in self.raw:
                    self._links.join(item.claim.id, other)
        names = [item.claim.id for item in fresh]
        for match in self._book.suggestions() if reports is None else self._book.suggestions(names):
            self._take_match(match)
        return set(names)

    def _take_match(self, match: Match) -> None:
        if (match.left, match.right) not in self.matches and match.left in self.raw and match.right in self.raw:
            self.matches[match.left, match.right] = match
            self.matches_of[match.left].append(match)
            self.matches_of[match.right].append(match)
            self._links.join(match.left, match.right)

    def _take_judgements(self) -> set[str]:
        """Take over the judgements made since; returns the claims they touch."""
        fresh = self._book.judgements(past=len(self.judgements))
        self.judgements += fresh
        by_id = self._judgements
        by_id |= {j.id: j for j in fresh}
        touched = {c for j in fresh for c in _touched_by(j, by_id)}
        for judgement in fresh:
            first, *others = [c for c in _touched_by(judgement, by_id) if c in self.raw] or [""]
            for name in others:
                self._links.join(first, name)
        self.standing = standing_judgements(self.judgements)
        self.judged = {}
        for judgement in self.standing:
            for name in judgement.claims:
                self.judged.setdefault(name, []).append(judgement)
        return touched

    def _take_sources(self, fresh: bool) -> set[str]:
        """Take over reports as the record knows them; returns the claims of reports that joined another wire-copy group."""
        touched: set[str] = set()
        if fresh:
            before = {name: source.group for name, source in self.sources.items()}
            self.sources = {s.report: s for s in self._book.sources()}
            self.reports_at.clear()
            self.copies_of = {}
            for source in self.sources.values():
                self.copies_of.setdefault(source.group, []).append(source.report)
                for place in source.places:
                    self.reports_at[place].add(source.report)
            for name in [n for n, group in before.items() if self.sources[n].group != group]:
                for claim in self.claims_of[name]:
                    item = self.raw[claim]
                    self.raw[claim] = Filed(item.claim, item.report, item.published, self.sources[name].group)
                    touched.add(claim)
        for name, source in list(self.sources.items()):
            if name in self.judged or source.grade != "F":
                grade = next((str(j.value) for j in reversed(self.judged.get(name, ())) if j.field == "source"), "F")
                self.sources[name] = msgspec.structs.replace(source, grade=grade)
        return touched

    def _assemble(self, roots: Iterable[str]) -> None:
        """Make the parts of the record anew that some groups of linked claims amount to."""
        names = [c for root in roots for c in self._links.members(root)]
        judged = [j for j in self.standing if any(c in self.raw for c in j.claims)] if len(names) > len(self.standing) else None
        if judged is None:
            judged = list({j.id: j for c in names for j in self.judged.get(c, ())}.values())
        raw = [self.raw[c] for c in names]
        self.nouns.forget(names)
        for name in names:
            self.filed.pop(name, None)
        pairs = {(m.left, m.right): m for c in names for m in self.matches_of.get(c, ())}
        self.filed |= {item.claim.id: item for item in apply_judgements(raw, judged)}
        self.nouns.file(assemble(raw, (), pairs.values(), judged))
        self._queue(names, pairs.values())

    def _queue(self, names: Sequence[str], matches: Iterable[Match]) -> None:
        """Put the items of some claims in the queue, whether judged or not: what is closed is left out when it is asked for."""
        for name in names:
            noun = self.nouns.noun_of.get(name)
            contradicted = isinstance(noun, Figure) and len(noun.rivals) > 1
            self._waiting.put(claim_item(self.raw[name].claim, contradicted=contradicted), many=self._head[0] < 0)
        for match in matches:
            item = match_item(match)
            if item is not None:
                self._waiting.put(item, many=self._head[0] < 0)

    def queue(self, first: int, last: int) -> list[Item]:
        """Return some stretch of everything that can be reviewed, the most valuable first, judged or not."""
        return self._waiting.stretch(first, last)

    def queued(self) -> int:
        """Return how many things can be reviewed, judged or not."""
        return len(self._waiting)

    def place_in_queue(self, claims: tuple[str, ...]) -> int | None:
        """Return where a claim, or a pair, stands in the queue; None where it does not."""
        return self._waiting.place(claims)

    def open(self, coder: str | None = None) -> int:
        """Return how many things of the queue nobody, or not `coder`, has judged."""
        return len(self._waiting) - sum(1 for claims in self.closed(coder) if claims in self._waiting)

    def closed(self, coder: str | None = None) -> set[tuple[str, ...]]:
        """Return the claims (one, or a pair in order) that `coder`, or anybody, has judged; others' marked claims count as judged."""

        def make() -> set[tuple[str, ...]]:
            judged = {tuple(sorted(j.claims)) for j in self.standing if coder is None or j.by == coder}
            return judged | {(claim,) for claim, (who, _) in self.marked.items() if coder not in (None, who)}

        found: set[tuple[str, ...]] = self.memo(("closed", coder), make)
        return found

    def _kept(self, found: dict[str, Assessment], roots: set[str]) -> dict[str, Assessment]:
        return {name: one for name, one in found.items() if name in self.nouns.agreements and self._links.root(name) not in roots}

    def around(self, agreement: Agreement, *, beside: bool = True) -> Record:
        """Return what bears on whether an agreement holds: ledger, violations, successors, reports of its area; and what stands beside."""
        linked = (self.nouns.agreements[c] for c in self._links.members(self._links.root(agreement.id)) if c in self.nouns.agreements)
        later = [a for a in linked if a.supersedes == agreement.id]
        own = {self.raw[c].report for c in agreement.claims if c in self.raw}
        places = {p for name in own for p in self.sources[name].places}
        near = own.union(*(self.reports_at[p] for p in places))
        further = self._of_the_same(agreement, later) if beside else []
        told = [c for name in sorted(own) for c in self.claims_of[name]]
        figures = {noun.id: noun for c in told if isinstance(noun := self.nouns.noun_of.get(c), Figure)}
        sieges = {siege.id: siege for c in told if (siege := self.nouns.siege_of.get(c)) is not None}
        return Record(
            agreements=(agreement, *sorted(later, key=by_first_day), *further),
            figures=tuple(figures.values()),
            sieges=tuple(sieges.values()),
            positions=tuple(self.nouns.positions_of.get(agreement.id, ())),
            provisions=tuple(self.nouns.provisions_of.get(agreement.id, ())),
            violations=tuple(self.nouns.violations_of.get(agreement.id, ())),
            sources=tuple(self.sources[name] for name in sorted(near)),
        )

    def _of_the_same(self, agreement: Agreement, others: Sequence[Agreement]) -> list[Agreement]:
        """Return the further agreements that name one of an agreement's parties, and the one it replaces."""

        def make() -> dict[str, list[Agreement]]:
            found: dict[str, list[Agreement]] = defaultdict(list)
            for one in self.nouns.agreements.values():
                for party in self._parties(one):
                    found[party].append(one)
            return found

        by_party = self.memo("agreements by party", make)
        alike = {a.id: a for party in self._parties(agreement) for a in by_party.get(party, ())}
        if (replaced := self.nouns.agreements.get(agreement.supersedes or "")) is not None:
            alike[replaced.id] = replaced
        taken = {agreement.id, *(a.id for a in others)}
        return sorted((a for name, a in alike.items() if name not in taken), key=by_first_day)

    def _parties(self, agreement: Agreement) -> set[str]:
        return {actor_key(f) for c in agreement.claims if c in self.raw for f in fields_of(self.raw[c].claim, "parties")} - {""}

    def assess_whole(self, agreement: Agreement, day: str) -> Assessment:
        """Return the verdict with everything that stands beside it, earlier agreements of the same parties too."""
        return assess(self.around(agreement), self.raw, agreement, day)

    def assess(self, agreement: Agreement, day: str) -> Assessment:
        """Return the verdict on an agreement for an ISO day, worked out once for this state of the book."""
        with self._lock:
            known = self._assessed.get(day)
            if known is None:
                while len(self._assessed) >= DAYS_KEPT:
                    self._assessed.pop(next(iter(self._assessed)))
                known = self._assessed.setdefault(day, {})
            if agreement.id not in known:
                known[agreement.id] = assess(self.around(agreement, beside=False), self.raw, agreement, day)
            return known[agreement.id]

    def rate(self, agreement: Agreement) -> BaseRate:
        """Return the base rate of an agreement's kind."""
        places = [f.value for c in agreement.claims if c in self.raw for f in fields_of(self.raw[c].claim, "place")]
        found = {country for p in places if (country := getattr(p, "country", None))}
        return rate_for(agreement, country=found.pop() if len(found) == 1 else None)

    def text(self, report: str) -> str:
        """Return a report's text; those asked for last are kept."""
        with self._lock:
            found = self._texts.pop(report, None)
            if found is None:
                found = self._book.report(report).text
            self._texts[report] = found
            while len(self._texts) > TEXTS_KEPT:
                self._texts.pop(next(iter(self._texts)))
            return found

    def check_log(self) -> tuple[int, list[str]]:
        """Return up to which line of the log the chain was checked, and which lines broke it, in words."""
        with self._lock:
            seq, digest = self._checked
            lines = self._book.log(after=seq)
            if lines:
                self._broken += self._book.broken_links(lines, digest)
                self._checked = lines[-1].seq, lines[-1].hash
            return self._checked[0], list(self._broken)

    def last_day(self) -> str | None:
        """Return the day of the latest report."""
        found: str | None = self.memo("last_day", lambda: max((s.published for s in self.sources.values() if s.published), default=None))
        return found

    def record(self) -> Record:
        """Return the whole record, in the order `Book.record` gives it."""
        return self.nouns.record(self.sources.values())


def _named_by(claim: Claim) -> Iterable[str]:
    """Yield the claims that a claim names: its agreement, what it replaces, what it is exchanged for, the promise to lift it."""
    for name in ("agreement", "supersedes", "in_exchange_for", "provision"):
        for field in fields_of(claim, name):
            yield from field.value if isinstance(field.value, list) else [field.value] if isinstance(field.value, str) else []


def _touched_by(judgement: Judgement, by_id: dict[str, Judgement]) -> Iterable[str]:
    """Yield the claims a judgement speaks of; an undo speaks of those of what it takes back."""
    while judgement.act == "undo" and str(judgement.value) in by_id:
        judgement = by_id[str(judgement.value)]
    yield from judgement.claims
    if judgement.act == "correct" and isinstance(judgement.value, str | list):
        yield from judgement.value if isinstance(judgement.value, list) else [judgement.value]
