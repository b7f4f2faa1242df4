"""A reading → a page for the terminal: agreements as ledgers, what happened in time order, the toll, who said what.

Invariant: nothing is printed that is not a value of the reading, and every value stands beside the words it came from.
"""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from trucebook.gazetteer import Place
from trucebook.model import Claim, Field, PeriodValue, Reading, Report
from trucebook.wording import one_line, show_code, show_day, show_figure, show_named, show_period

STATUS_STYLE = {
    "in_force": "bold green",
    "done": "green",
    "fulfilled": "green",
    "under_way": "cyan",
    "announced": "cyan",
    "promised": "cyan",
    "proposed": "cyan",
    "demanded": "yellow",
    "violated": "bold red",
    "collapsed": "bold red",
    "breached": "red",
    "refused": "red",
    "under_siege": "bold red",
    "eased": "yellow",
    "lifted": "green",
    "expired": "magenta",
    "superseded": "magenta",
}


def page(reading: Reading) -> RenderableType:
    """Return the whole page of one reading."""
    parts = [*_heading(reading)]
    agreements = _of(reading, "agreement")
    for claim in agreements:
        parts.extend(_agreement(reading, claim, {a.id: n for n, a in enumerate(agreements, 1)}))
    loose = [c for c in _of(reading, "provision") if c.value("agreement") not in {a.id for a in agreements}]
    if loose:
        parts += [_title("Provisions of no named agreement"), _ledger(loose, reading)]
    parts.extend(_section("Sieges", _sieges(reading)))
    parts.extend(_section("What happened", _events(reading)))
    parts.extend(_section("The toll", _toll(reading)))
    parts.extend(_section("Who said what", _quotations(reading)))
    parts.extend(_section("Pictures", _captions(reading)))
    if not reading.claims:
        parts.append(Padding(Text("Nothing was found in this report: no agreement, act, figure or quotation.", style="italic"), (1, 2)))
    return Group(*parts)


def _of(reading: Reading, kind: str) -> list[Claim]:
    return [c for c in reading.claims if c.kind == kind]


def _heading(reading: Reading) -> Iterator[RenderableType]:
    """Yield the report's title line and what is known of its source."""
    report = reading.report
    yield Text()
    yield Rule(Text(report.title or report.id, style="bold"), align="left", style="blue")
    known = [
        _published(report),
        report.publisher or "",
        ("agencies " + ", ".join(report.agencies)) if report.agencies else "",
        f"{len(report.text):,} characters",
        f"read by {reading.reader.name} {reading.reader.version}",
    ]
    yield Text("  " + " · ".join(k for k in known if k), style="dim")


def _published(report: Report) -> str:
    """Return the day of publication with what it was taken from, where that is not the user's word."""
    if not report.published:
        return "publication day unknown"
    basis = report.published_basis if report.published_basis not in (None, "given") else ""
    return f"published {show_day(report.published)}" + (f" ({basis})" if basis else "")


def _title(words: str) -> RenderableType:
    return Padding(Text(words.upper(), style="bold blue"), (1, 0, 0, 0))


def _section(words: str, body: RenderableType | None) -> list[RenderableType]:
    return [_title(words), body] if body is not None else []


def _agreement(reading: Reading, claim: Claim, numbers: dict[str, int]) -> Iterator[RenderableType]:
    """Yield an agreement's head, its provisions as a ledger and the violations tied to it."""
    status, kind = str(claim.value("status") or "unknown"), str(claim.value("type") or "agreement")
    head = Text(f"AGREEMENT {numbers[claim.id]}  ", style="bold blue")
    head.append(show_code(kind), style="bold").append("  ")
    head.append(show_code(status), style=STATUS_STYLE.get(status, "bold"))
    if claim.background:
        head.append("  background", style="dim")
    yield Padding(head, (1, 0, 0, 0))
    yield Padding(_quote(claim), (0, 0, 0, 2))
    facts = Table.grid(padding=(0, 2))
    for name, words in _facts(claim, numbers):
        facts.add_row(Text(name, style="dim"), words)
    if facts.row_count:
        yield Padding(facts, (0, 0, 0, 2))
    provisions = [c for c in _of(reading, "provision") if c.value("agreement") == claim.id]
    if provisions:
        yield Padding(_ledger(provisions, reading), (0, 0, 0, 2))
    violations = [c for c in _of(reading, "violation") if c.value("agreement") == claim.id]
    if violations:
        yield Padding(_violations(violations), (0, 0, 0, 2))
    positions = [c for c in _of(reading, "position") if c.value("agreement") == claim.id]
    if positions:
        yield Padding(_positions(positions), (0, 0, 0, 2))


def _facts(claim: Claim, numbers: dict[str, int]) -> Iterator[tuple[str, Text]]:
    """Yield name and words of each field of an agreement that the report gives."""
    for name in ("began", "declared", "ended", "duration", "place", "parties", "mediators", "monitors"):
        found = _fields(claim, name)
        if found:
            yield name, Text(" · ".join(_field(f) for f in found))
    replaced = claim.value("supersedes")
    if isinstance(replaced, str) and replaced in numbers:
        yield "replaces", Text(f"agreement {numbers[replaced]}")


def _ledger(provisions: list[Claim], reading: Reading) -> RenderableType:
    """Return provisions one by one: letter, status, action; below, who owes it to whom, in return for what, the words."""
    letters = {c.id: letter for c, letter in zip(_of(reading, "provision"), _letters(), strict=False)}
    table = entries(3)
    for claim in provisions:
        status = str(claim.value("status") or "unknown")
        returns = [letters.get(i, "?") for f in _fields(claim, "in_exchange_for") for i in _ids(f)]
        owed, to = _words(claim, "debtor"), _words(claim, "beneficiary")
        facts = (
            f"{owed or '?'} → {to}" if to else owed,
            f"in return for {', '.join(returns)}" if returns else "",
            _words(claim, "place"),
            show_named("due", _when(claim, "due")),
        )
        state = Text(show_code(status), style=STATUS_STYLE.get(status, ""))
        short = (letters[claim.id], state, show_code(str(claim.value("action") or "")))
        _add(table, claim, short, facts)
    return table


def _violations(violations: list[Claim]) -> RenderableType:
    table = entries(1)
    for claim in violations:
        by, against = _words(claim, "perpetrator"), _words(claim, "victim")
        facts = (
            f"{by or '?'} → {against}" if against else by,
            _when(claim),
            _words(claim, "place"),
            show_named("alleged by", _words(claim, "alleged_by") or _speaker(claim)),
        )
        _add(table, claim, [Text(f"violation: {show_code(str(claim.value('act') or 'act'))}", style="red")], facts)
    return table


def _positions(positions: list[Claim]) -> RenderableType:
    """Return who takes which stance, one by one."""
    table = entries(1)
    for claim in positions:
        facts = (_words(claim, "actor"), _when(claim), "under a condition" if claim.assertion == "hypothetical" else "")
        _add(table, claim, [Text(f"position: {show_code(str(claim.value('stance') or ''))}", style="cyan")], facts)
    return table


def _sieges(reading: Reading) -> RenderableType | None:
    """Return the sieges in the order of the text: how each stands, who holds what since when, and what is cut."""
    sieges = _of(reading, "siege")
    if not sieges:
        return None
    table = entries(1)
    for claim in sieges:
        by, place = _words(claim, "besieger"), _words(claim, "place")
        facts = (
            f"{by or '?'} → {place}" if place else by,
            show_named("from", _when(claim, "from")),
            show_named("to", _when(claim, "to")),
            show_named("cut:", ", ".join(str(f.value) for f in _fields(claim, "cut"))),
            "background" if claim.background else "",
            show_named("says", _speaker(claim)),
        )
        status = str(claim.value("status") or claim.assertion)
        _add(table, claim, [Text(show_code(status), style=STATUS_STYLE.get(status, ""))], facts)
    return table


def _events(reading: Reading) -> RenderableType | None:
    """Return events in time order, those without a date at the end in the order of the text."""
    events = sorted(_of(reading, "event"), key=lambda c: (c.background, _first_day(c) or "9999", c.start))
    if not events:
        return None
    table = entries(2, width=20)
    for claim in events:
        source, target = _words(claim, "source"), _words(claim, "target")
        standing = "" if claim.assertion == "happened" else claim.assertion
        facts = (
            f"{source or '?'} → {target}" if target else source,
            _words(claim, "place"),
            standing,
            "background" if claim.background else "",
            show_named("says", _speaker(claim)),
        )
        _add(table, claim, [_when(claim) or "–", str(claim.value("type") or "").lower()], facts)
    return table


def _toll(reading: Reading) -> RenderableType | None:
    """Return the figures, the one that ranks highest first."""
    figures = sorted(_of(reading, "figure"), key=lambda c: (-c.score, c.start))
    if not figures:
        return None
    table = entries(2)
    for claim in figures:
        by = _words(claim, "said_by") or _speaker(claim)
        facts = (
            _words(claim, "who"),
            _when(claim),
            _words(claim, "place"),
            str(claim.value("stock_or_flow") or ""),
            show_named("counted by", by),
        )
        _add(table, claim, [show_code(str(claim.value("category") or "")), Text(show_figure(claim), style="bold")], facts)
    return table


def _quotations(reading: Reading) -> RenderableType | None:
    quotations = _of(reading, "quotation")
    if not quotations:
        return None
    table = entries(1, width=24)
    for claim in quotations:
        who, body = _words(claim, "speaker") or _speaker(claim) or "unknown", _words(claim, "organisation")
        table.add_row(who + (f" ({body})" if body and body not in who else ""), _quote(claim, direct=claim.value("direct") is not False))
    return table


def _captions(reading: Reading) -> RenderableType | None:
    if not reading.report.captions:
        return None
    table = entries(0)
    for caption in reading.report.captions:
        facts = (
            show_named("credit", caption.credit),
            show_named("taken", show_day(caption.taken)),
            show_named("released", show_day(caption.released)),
        )
        words = Text(one_line(caption.text), style="italic").append(f" [{caption.start}–{caption.end}]", style="dim not italic")
        table.add_row(Text(" · ".join(f for f in facts if f) + "\n").append_text(words))
    return table


def entries(short: int, *, width: int | None = None) -> Table:
    """Return a borderless list of `short` short columns (whole lines, or folded at `width`) and one that takes the room left."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for _ in range(short):
        table.add_column(no_wrap=width is None, max_width=width)
    table.add_column(ratio=1, overflow="fold")
    return table


def _add(table: Table, claim: Claim, short: Sequence[str | Text], facts: Sequence[str]) -> None:
    """Add one entry: its short cells, then the facts that are known on one line and the claim's words below."""
    known = " · ".join(f for f in facts if f)
    table.add_row(*short, Text(known + "\n" if known else "").append_text(_quote(claim)))


def _speaker(claim: Claim) -> str:
    return one_line(claim.speaker.text) if claim.speaker and claim.speaker.text else ""


def _quote(claim: Claim, *, direct: bool = True) -> Text:
    """Return a claim's quote in quotation marks (none for reported speech) with the characters it stands at."""
    words = one_line(claim.quote)
    quote = Text(f"“{words}”" if direct else words, style="italic")
    return quote.append(f" [{claim.start}–{claim.end}]", style="dim not italic")


def _fields(claim: Claim, name: str) -> list[Field]:
    value = claim.fields.get(name)
    return value if isinstance(value, list) else [value] if value is not None else []


def _ids(field: Field) -> list[str]:
    value = field.value
    return [str(v) for v in value] if isinstance(value, list) else [str(value)] if value is not None else []


def _words(claim: Claim, name: str) -> str:
    return " · ".join(one_line(f.text) for f in _fields(claim, name) if f.text)


def _field(field: Field) -> str:
    """Return a field as its days where it is a period, else as its words, else as its code."""
    if isinstance(field.value, PeriodValue):
        days = show_period(field.value)
        return f"{days} (“{one_line(field.text)}”)" if days and field.text else days or one_line(field.text or "")
    return one_line(field.text) if field.text else "" if field.value is None else str(field.value)


def _when(claim: Claim, name: str = "date") -> str:
    field = claim.fields.get(name)
    if not isinstance(field, Field):
        return ""
    if isinstance(field.value, PeriodValue):
        return show_period(field.value) or one_line(field.text or "")
    return one_line(field.text or "")


def _first_day(claim: Claim) -> str | None:
    field = claim.fields.get("date")
    return field.value.first if isinstance(field, Field) and isinstance(field.value, PeriodValue) else None


def _letters() -> Iterator[str]:
    """Yield a, b, …, z, aa, ab, … without end."""
    n = 0
    while True:
        name, rest = "", n
        while True:
            name = chr(97 + rest % 26) + name
            rest = rest // 26 - 1
            if rest < 0:
                break
        yield name
        n += 1


def places_table(places: Sequence[Place]) -> RenderableType:
    """Return a table of gazetteer candidates."""
    table = Table("name", "kind", "country", "admin1", "latitude", "longitude", "population", "id", box=None, header_style="dim")
    for place in places:
        point = ("", "") if place.lat is None or place.lon is None else (f"{place.lat:.4f}", f"{place.lon:.4f}")
        people = f"{place.population:,}" if place.population else ""
        table.add_row(place.name, place.kind, place.country or "", place.admin1 or "", *point, people, place.id)
    return table
