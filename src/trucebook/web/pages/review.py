"""The review desk: a report with its spans, the form with the codebook beside each field, and the trail of the evidence.

Invariant: the page decides nothing; a blind coder sees the queue, the claim and the trail as if nobody else had judged.
"""

from collections.abc import Iterator

import msgspec

from trucebook.marking import check_kind, guess
from trucebook.model import Claim, Judgement
from trucebook.review import Item
from trucebook.web.asked import Asked, NotThereError
from trucebook.web.claimed import FIELDS, ClaimView, FieldRow, field_row, seen_by, view, words_of
from trucebook.web.shelf import Shelf
from trucebook.web.shown import Quote, quote_of
from trucebook.web.spans import Piece, pieces
from trucebook.wording import one_line, show_code

AHEAD = 14
BEHIND = 4
STRETCH = 200
AROUND = 4_000
LONGEST_MARK = 2_000


class QueueRow(msgspec.Struct, frozen=True, kw_only=True):
    """One thing of the queue: its key in addresses, kind, words, why it stands there, and whether it is the one shown."""

    key: str
    kind: str
    quote: str
    reasons: tuple[str, ...]
    shown: bool


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the trail: who did what, when, in words; `quote` where it speaks of another claim."""

    who: str
    what: str
    at: str | None = None
    why: str | None = None
    quote: Quote | None = None


class NewClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim about to be made of marked words: the guess and why it was made, as a form."""

    report: str
    start: int
    end: int
    quote: str
    kind: str
    kinds: tuple[str, ...]
    fields: tuple[FieldRow, ...]
    reasons: tuple[str, ...]


class ReviewPage(msgspec.Struct, frozen=True, kw_only=True):
    """The desk: the queue around the thing shown, the report's words around it, its claims as forms (two for a pair), and the trail."""

    blind: bool
    open: int
    closed: int
    key: str | None
    kind: str | None
    reasons: tuple[str, ...]
    next: str | None
    previous: str | None
    queue: tuple[QueueRow, ...]
    report: str | None
    title: str | None
    published: str | None
    publisher: str | None
    grade: str
    text: tuple[Piece, ...]
    more_before: bool
    more_after: bool
    claims: tuple[ClaimView, ...]
    trail: tuple[Step, ...]
    new: NewClaim | None


def show(asked: Asked) -> ReviewPage:
    """Return the desk with the thing the address names, or the first that is open."""
    shelf = asked.shelf
    coder = asked.session.who if asked.session.blind else None
    closed = shelf.closed(coder)
    key = asked.query.get("item", "").strip()
    names = tuple(key.split("~")[:2]) if key else ()
    if key and any(n not in shelf.raw for n in names):
        raise NotThereError("the book holds no such claim")
    place = shelf.place_in_queue(tuple(sorted(names))) if names else _first_open(shelf, closed)
    item = shelf.queue(place, place + 1)[0] if place is not None else None
    shown = item.claims if item else names
    before, after = _window(shelf, closed, place)
    rows = seen_by(asked, shown)
    first = rows[0][0] if rows else None
    text = _text(asked, first.report, first.claim) if first else ((), False, False)
    source = shelf.sources[first.report] if first else None
    return ReviewPage(
        blind=asked.session.blind,
        open=shelf.open(coder),
        closed=shelf.queued() - shelf.open(coder),
        key="~".join(shown) or None,
        kind=item.kind if item else (first.claim.kind if first else None),
        reasons=item.reasons if item else (),
        next=_key(after[0]) if after else None,
        previous=_key(before[-1]) if before else None,
        queue=tuple(_row(shelf, i, i is item) for i in [*before[-BEHIND:], *([item] if item else []), *after]),
        report=first.report if first else None,
        title=source.title if source else None,
        published=source.published if source else None,
        publisher=source.publisher if source else None,
        grade="F" if asked.session.blind or source is None else source.grade,
        text=text[0],
        more_before=text[1],
        more_after=text[2],
        claims=tuple(view(shelf, asked.desk.codebook, filed, judged, gone, form=True) for filed, judged, gone in rows),
        trail=tuple(_trail(asked, shown)),
        new=_new(asked),
    )


def _first_open(shelf: Shelf, closed: set[tuple[str, ...]]) -> int | None:
    """Return where the first open thing of the queue stands."""
    for first in range(0, shelf.queued(), STRETCH):
        for n, item in enumerate(shelf.queue(first, first + STRETCH)):
            if not _is_closed(item, closed):
                return first + n
    return None


def _is_closed(item: Item, closed: set[tuple[str, ...]]) -> bool:
    return tuple(sorted(item.claims)) in closed


def _window(shelf: Shelf, closed: set[tuple[str, ...]], place: int | None) -> tuple[list[Item], list[Item]]:
    """Return the open things just before and after a place in the queue."""
    before: list[Item] = []
    after: list[Item] = []
    if place is None:
        return before, after
    for item in reversed(shelf.queue(place - STRETCH, place)):
        if len(before) < BEHIND and not _is_closed(item, closed):
            before.append(item)
    first = place + 1
    while len(after) < AHEAD and first < shelf.queued():
        after += [i for i in shelf.queue(first, first + STRETCH) if not _is_closed(i, closed)]
        first += STRETCH
    return before[::-1], after[:AHEAD]


def _key(item: Item) -> str:
    return "~".join(item.claims)


def _row(shelf: Shelf, item: Item, shown: bool) -> QueueRow:
    quote = one_line(shelf.raw[item.claims[0]].claim.quote)
    return QueueRow(key=_key(item), kind=item.kind, quote=quote[:160], reasons=item.reasons, shown=shown)


def _text(asked: Asked, name: str, claim: Claim) -> tuple[tuple[Piece, ...], bool, bool]:
    """Return the words around a claim in pieces, and whether the report goes on before and after them."""
    report = asked.desk.book.report(name)
    first, last = max(claim.start - AROUND, 0), min(claim.end + AROUND, len(report.text))
    claims = [item.claim for item, _, gone in seen_by(asked, asked.shelf.claims_of[name]) if not gone or item.claim.id == claim.id]
    return pieces(report.text, claims, first=first, last=last), first > 0, last < len(report.text)


def _trail(asked: Asked, claims: tuple[str, ...]) -> Iterator[Step]:
    """Yield where a value comes from: the reader and its reasons, what others print, and every decision with its reason."""
    shelf = asked.shelf
    for name in claims:
        item = shelf.raw[name]
        marked = next((r.removeprefix("marked by person:") for r in item.claim.reasons if r.startswith("marked by person:")), None)
        who = marked or shelf.readers.get(item.report) or "reader"
        told = "; ".join(item.claim.reasons) or "no reasons given"
        what = "marked these words" if marked else f"read it, score {item.claim.score:.2f}: {told}"
        yield Step(who=who, what=what, quote=quote_of(shelf, name))
        for match in sorted(shelf.matches_of.get(name, ()), key=lambda m: -m.score)[:5]:
            other = match.right if match.left == name else match.left
            yield Step(
                who="matching", what=f"may be one with this ({match.score:.2f}): {'; '.join(match.reasons)}", quote=quote_of(shelf, other)
            )
    for judgement in _decisions(asked, claims):
        yield Step(who=judgement.by, what=_deed(judgement) + _between(judgement), at=judgement.at[:16].replace("T", " "), why=judgement.why)


def _decisions(asked: Asked, claims: tuple[str, ...]) -> list[Judgement]:
    """Return every judgement on some claims, undone ones and undoings too, oldest first; a blind coder's own alone."""
    touched = [j for j in asked.shelf.judgements if set(claims) & set(j.claims)]
    undone = {j.id for j in touched}
    touched += [j for j in asked.shelf.judgements if j.act == "undo" and str(j.value) in undone]
    return [j for j in sorted(touched, key=lambda j: (j.at, j.id)) if not asked.session.blind or j.by == asked.session.who]


def _between(judgement: Judgement) -> str:
    return f", deciding between {' and '.join(judgement.between)}" if judgement.between is not None else ""


def _deed(judgement: Judgement) -> str:
    """Return a judgement in words."""
    if judgement.act == "correct":
        value = judgement.text or judgement.value
        if judgement.members is not None:
            return f"set {show_code(judgement.field)} to {', '.join(words_of(m) for m in judgement.members) or 'empty'}"
        shown = "empty" if value is None else show_code(value) if isinstance(value, str) else str(msgspec.to_builtins(value))
        return f"set {show_code(judgement.field)} to {shown}"
    if judgement.act == "grade":
        return f"graded {'the source' if judgement.field == 'source' else 'the information'} {judgement.value}"
    words = {
        "accept": "accepted it",
        "reject": "rejected it",
        "merge": "joined them",
        "split": "keeps them apart",
        "undo": "took a decision back",
    }
    return words[judgement.act]


def _new(asked: Asked) -> NewClaim | None:
    """Return the form of a new claim where the address marks words, with the guess filled in or the kind that was chosen."""
    name, start, end = asked.query.get("mark", ""), asked.query.get("start", ""), asked.query.get("end", "")
    if not (name in asked.shelf.sources and start.isdigit() and end.isdigit() and len(start) < 10 and len(end) < 10):
        return None
    report = asked.desk.book.report(name)
    first, last = int(start), min(int(end), len(report.text), int(start) + LONGEST_MARK)
    quote = report.text[first:last]
    if not quote.strip():
        return None
    first, last = first + len(quote) - len(quote.lstrip()), last - (len(quote) - len(quote.rstrip()))
    near = [item.claim for item, _, gone in seen_by(asked, asked.shelf.claims_of[name]) if not gone]
    found = guess(report, first, last, near, asked.desk.codebook)
    kind = check_kind(asked.query["kind"]) if asked.query.get("kind") else found.kind
    held = found.fields if kind == found.kind else {}
    return NewClaim(
        report=name,
        start=first,
        end=last,
        quote=one_line(report.text[first:last]),
        kind=kind,
        kinds=tuple(FIELDS),
        fields=tuple(field_row(asked.shelf, asked.desk.codebook, kind, n, held.get(n), report=name) for n in FIELDS[kind]),
        reasons=found.reasons if kind == found.kind else (),
    )
