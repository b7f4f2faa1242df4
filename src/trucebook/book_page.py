"""What a book says, for the terminal: agreements, ledger, answers, trails, log.

Invariant: every value is shown with the id it can be traced by (`trucebook why ID`).
"""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from trucebook.book import Answer, Trail
from trucebook.facts_page import beside, counted
from trucebook.log_tables import LogEntry
from trucebook.matching import Filed
from trucebook.model import Agreement, Edge, Event, Figure, PeriodValue, Provision, Record, Siege
from trucebook.page import STATUS_STYLE, entries
from trucebook.review import FieldAgreement, Item
from trucebook.survival import BaseRate
from trucebook.translating import Foreign
from trucebook.wording import one_line, show_amount, show_code, show_day, show_named, show_period

VERDICT_STYLE = {
    "holding": "bold green",
    "too_early": "bold cyan",
    "fulfilled": "bold green",
    "strained": "bold yellow",
    "no_information": "bold yellow",
    "not_in_force": "bold",
    "superseded": "bold magenta",
    "expired": "bold magenta",
    "broken": "bold red",
}


def list_agreements(agreements: Iterable[Agreement]) -> RenderableType:
    """Return one line an agreement."""
    table = _table("id", "from", "standing", "kind", "place", "the words")
    for agreement in agreements:
        status = agreement.standings[-1].status if agreement.standings else "unknown"
        style = "dim" if agreement.background else ""
        row = (agreement.id[:8], _begins(agreement), Text(show_code(status), style=STATUS_STYLE.get(status, "")))
        table.add_row(*row, show_code(agreement.kind or ""), agreement.place or "", agreement.label, style=style)
    return table


def show_agreement(agreement: Agreement, record: Record, filed: Mapping[str, Filed]) -> RenderableType:
    """Return one agreement whole: what it is, how it stood over time, its ledger, violations, figures and chain."""
    parts: list[RenderableType] = [Text(), Rule(Text(agreement.label, style="bold"), align="left", style="blue"), _facts(agreement, record)]
    parts += _section("Standing", _standings(agreement, filed))
    parts += _section("Ledger", list_provisions([p for p in record.provisions if p.agreement == agreement.id], filed))
    parts += _section("Violations", _violations(agreement, record, filed))
    parts += _section("Positions", _positions(agreement, record, filed))
    parts += _section("Sieges", list_sieges(record.sieges, filed))
    parts += _section("Figures", list_figures(record.figures, filed))
    return Group(*parts)


def _facts(agreement: Agreement, record: Record) -> RenderableType:
    labels = {a.id: a.label for a in record.agreements}
    facts = Table.grid(padding=(0, 2))
    rows = (
        ("id", agreement.id),
        ("kind", show_code(agreement.kind or "unknown")),
        ("began", show_period(agreement.began)),
        ("declared", show_period(agreement.declared)),
        ("ended", show_period(agreement.ended)),
        ("duration", agreement.duration),
        ("place", agreement.place),
        ("parties", " · ".join(agreement.parties)),
        ("mediators", " · ".join(agreement.mediators)),
        ("monitors", " · ".join(agreement.monitors)),
        ("replaces", agreement.supersedes and f"{labels.get(agreement.supersedes)} ({agreement.supersedes[:8]})"),
        ("replaced by", agreement.superseded_by and f"{labels.get(agreement.superseded_by)} ({agreement.superseded_by[:8]})"),
    )
    for name, words in rows:
        if words:
            facts.add_row(Text(name, style="dim"), Text(words))
    return Padding(facts, (0, 0, 0, 2))


def _standings(agreement: Agreement, filed: Mapping[str, Filed]) -> RenderableType:
    table = entries(2)
    for standing in agreement.standings:
        table.add_row(show_day(standing.day) or "–", _status(standing.status), _words(standing.claim, filed))
    return table


def list_provisions(provisions: Sequence[Provision], filed: Mapping[str, Filed]) -> RenderableType:
    """Return the ledger: how each provision stands, who owes what to whom, in return for what, and each claim's words."""
    table = entries(3)
    letters = {p.id: p.id[:6] for p in provisions}
    for provision in provisions:
        status = provision.standings[-1].status if provision.standings else "unknown"
        owed = f"{provision.debtor or '?'} → {provision.beneficiary}" if provision.beneficiary else provision.debtor or ""
        returns = ", ".join(letters.get(i, i[:6]) for i in provision.in_exchange_for)
        facts = (owed, f"in return for {returns}" if returns else "", provision.place or "", show_named("due", show_period(provision.due)))
        words = Text(" · ".join(f for f in facts if f))
        for claim in provision.claims:
            words.append("\n").append_text(_words(claim, filed))
        table.add_row(provision.id[:6], _status(status), show_code(provision.action), words)
    return table


def _violations(agreement: Agreement, record: Record, filed: Mapping[str, Filed]) -> RenderableType:
    table = entries(2)
    for violation in record.violations:
        if violation.agreement == agreement.id:
            who = f"{violation.perpetrator or '?'} → {violation.victim}" if violation.victim else violation.perpetrator or "?"
            facts = (who, show_period(violation.date), show_named("alleged by", violation.alleged_by))
            words = Text(" · ".join(f for f in facts if f) + "\n").append_text(_words(violation.claims[0], filed))
            table.add_row(violation.id[:6], Text(show_code(violation.act or "act"), style="red"), words)
    return table


def _positions(agreement: Agreement, record: Record, filed: Mapping[str, Filed]) -> RenderableType:
    table = entries(2)
    for position in record.positions:
        if position.agreement == agreement.id:
            facts = (position.actor, show_day(position.reported), "under a condition" if position.conditional else "")
            words = Text(" · ".join(f for f in facts if f) + "\n").append_text(_words(position.claims[0], filed))
            table.add_row(position.id[:6], Text(show_code(position.stance), style=STATUS_STYLE.get(position.stance, "")), words)
    return table


def list_sieges(sieges: Iterable[Siege], filed: Mapping[str, Filed]) -> RenderableType:
    """Return sieges in order of their beginning, with every time given for their ends side by side."""
    table = entries(2)
    for siege in sieges:
        status = siege.standings[-1].status if siege.standings else "unknown"
        held = f"{', '.join(siege.besiegers) or '?'} → {siege.place or '?'}"
        cut = show_named("cut:", ", ".join(siege.cut))
        lifted_by = show_named("to be lifted under", siege.provision and siege.provision[:6])
        facts = (held, _edges("from", siege.beginnings), _edges("to", siege.ends), cut, lifted_by, "background" if siege.background else "")
        words = Text(" · ".join(f for f in facts if f))
        for claim in siege.claims:
            words.append("\n").append_text(_words(claim, filed))
        table.add_row(siege.id[:6], _status(status), words)
    return table


def _edges(name: str, edges: Sequence[Edge]) -> str:
    """Return the times given for an end: one as it is, rivals with how many reports give each."""
    if len(edges) == 1:
        return f"{name} {show_period(edges[0].period)}"
    return show_named(name, " or ".join(f"{show_period(e.period)} ({counted(e.sources, 'report')})" for e in edges))


def list_figures(figures: Iterable[Figure], filed: Mapping[str, Filed]) -> RenderableType:
    """Return figures with every number given for each side by side; nothing is added up."""
    table = entries(2)
    for figure in figures:
        facts = (figure.who or "", show_period(figure.date), figure.place or "", figure.measure or "")
        words = Text(" · ".join(f for f in facts if f))
        for rival in figure.rivals:
            by = show_named("counted by", ", ".join(rival.counted_by))
            sources = counted(rival.sources, "source")
            said = " · ".join(f for f in (show_amount(rival.value), sources, by) if f)
            words.append("\n").append(said + "  ", style="bold").append_text(_words(rival.claims[0], filed))
        table.add_row(figure.id[:6], show_code(figure.category), words)
    return table


def list_timeline(things: Iterable[Event | Siege], filed: Mapping[str, Filed]) -> RenderableType:
    """Return acts and sieges in time order; those without a date stand at the end."""
    table = entries(2, width=22)
    for thing in sorted(things, key=lambda t: (_first_day(t) or "9999", t.id)):
        table.add_row(*(_of_siege(thing, filed) if isinstance(thing, Siege) else _of_event(thing, filed)))
    return table


def _first_day(thing: Event | Siege) -> str | None:
    if isinstance(thing, Siege):
        return thing.first_day
    return (thing.date.first or thing.date.last) if thing.date else None


def _of_event(event: Event, filed: Mapping[str, Filed]) -> tuple[str, str, Text]:
    who = f"{event.source or '?'} → {event.target}" if event.target else event.source or ""
    told = counted(len(event.claims), "claim") if len(event.claims) > 1 else ""
    facts = (who, event.place or "", "" if event.assertion == "happened" else event.assertion, told)
    return show_period(event.date) or "–", event.type.lower(), _fact_lines(facts).append_text(_words(event.claims[0], filed))


def _of_siege(siege: Siege, filed: Mapping[str, Filed]) -> tuple[str, str, Text]:
    held = f"{', '.join(siege.besiegers) or '?'} → {siege.place or '?'}"
    facts = (held, _edges("from", siege.beginnings), _edges("to", siege.ends), show_named("cut:", ", ".join(siege.cut)))
    return show_period(siege.began) or "–", "siege", _fact_lines(facts).append_text(_words(siege.claims[0], filed))


def _fact_lines(facts: Iterable[str]) -> Text:
    known = " · ".join(f for f in facts if f)
    return Text(known + "\n" if known else "")


def show_answer(answer: Answer) -> RenderableType:
    """Return the answer to "is it holding?": verdict, rule, evidence, freshness, what would change it, and the base rate with its band."""
    found = answer.assessment
    head = Text(show_code(found.verdict).upper(), style=VERDICT_STYLE.get(found.verdict, "bold"))
    head.append(f"  {answer.agreement.label}", style="bold").append(f"  as of {show_day(found.as_of)}", style="dim")
    parts: list[RenderableType] = [Text(), head, Text(f"  {found.rule}")]
    for evidence in found.evidence:
        line = Text(f"  {evidence.published or '–'}  ", style="dim").append(f"“{one_line(evidence.quote)}”", style="italic not dim")
        parts.append(line.append(f" [{evidence.start}–{evidence.end} of {evidence.report}; why {evidence.claim[:8]}]", style="dim"))
    parts += [Text("  " + line, style="dim") for line in beside(answer)]
    parts.append(Text("  would change it: " + " ".join(found.would_change), style="dim"))
    parts.append(Padding(show_rate(answer.base_rate, caveat=False), (0, 0, 0, 2)))
    return Group(*parts)


def show_answers(answers: Sequence[Answer]) -> RenderableType:
    """Return the answers one after the other, with the caveat of the base rates once, at the end."""
    caveats = dict.fromkeys(a.base_rate.caveat for a in answers)
    return Group(*map(show_answer, answers), Text(), *(Text(c, style="dim italic") for c in caveats))


def show_rate(rate: BaseRate, *, caveat: bool = True) -> RenderableType:
    """Return a base rate: class, cases, median with quartiles, the band at each day, and (save where it stands elsewhere) the caveat."""
    known = f"{rate.ends_known} with a known end"
    if rate.median_days is not None:
        known += f": median {counted(rate.median_days, 'day')}, middle half {rate.quartile_days[0]:g}–{rate.quartile_days[1]:g}"
    band = " · ".join(f"{s.days} d {_share(s.low)}–{_share(s.high)}" for s in rate.shares)
    lines = [
        Text(f"of {rate.n} truces “{rate.reference_class}”, {known}", style="dim"),
        Text(f"share still in force after {band}", style="dim"),
    ]
    return Group(*lines, *([Text(rate.caveat, style="dim italic")] if caveat else []))


def show_trail(trail: Trail) -> RenderableType:
    """Return where a value comes from: the claim's words and fields, report, reader's reasons, and judgements."""
    claim, report = trail.claim, trail.report
    fields = Table.grid(padding=(0, 2))
    for name, value in claim.fields.items():
        for field in value if isinstance(value, list) else [value]:
            where = f" [{field.start}–{field.end}]" if field.start is not None else ""
            shown = show_period(field.value) if isinstance(field.value, PeriodValue) else field.text or str(field.value)
            fields.add_row(Text(name, style="dim"), Text(one_line(shown or field.text or "")).append(where, style="dim"))
    judged = [
        Text(
            f"{j.at[:16]}  {j.by}: {j.act} {j.field or ''} {j.value if j.value is not None else ''} "
            f"{f'between {j.between[0]} and {j.between[1]}' if j.between is not None else ''} {j.why or ''}"
        )
        for j in trail.judgements
    ]
    return Group(
        Text(),
        Text(f"“{one_line(claim.quote)}”", style="italic").append(f" [{claim.start}–{claim.end}]", style="dim not italic"),
        Text(
            f"{claim.kind} {claim.id} · {claim.assertion} · score {claim.score:.2f} · {'; '.join(claim.reasons) or 'no reasons given'}",
            style="dim",
        ),
        Padding(fields, (0, 0, 0, 2)),
        Text(
            f"report {report.id} · {report.title or 'untitled'} · {show_day(report.published) or 'day unknown'} · sha256 {report.sha256}",
            style="dim",
        ),
        *_translated(trail),
        *(judged or [Text("nobody has judged it yet", style="dim")]),
    )


def _translated(trail: Trail) -> Iterable[Text]:
    """Yield what a translated report was made from: by whom, in which language, its title and first words."""
    original = trail.translated
    if original is not None:
        by = f"translated by {trail.report.translated_by} from report {original.id} ({original.language})"
        yield Text(f"{by} · {original.title or 'untitled'}", style="dim")
        yield Text(f"“{one_line(original.text)[:300]}…”", style="italic")


def list_foreign(reports: Iterable[Foreign]) -> RenderableType:
    """Return one line a report in another language, with who translated it."""
    table = _table("id", "published", "language", "translated by", "title")
    for one in reports:
        by = "; ".join(f"{t.translated_by} ({t.id[:8]})" for t in one.translations) or "nobody yet"
        table.add_row(one.report.id, one.report.published or "", one.report.language or "", by, one.report.title or "")
    return table


def list_reports(rows: Iterable[Mapping[str, object]]) -> RenderableType:
    """Return one line a report."""
    table = _table("id", "published", "claims", "copies of", "title")
    for row in rows:
        copies = "" if row["copies"] == row["id"] else str(row["copies"])
        table.add_row(str(row["id"]), str(row["published"] or ""), str(row["claims"]), copies, str(row["title"] or ""))
    return table


def list_log(lines: Iterable[LogEntry]) -> RenderableType:
    """Return one line a log entry."""
    table = _table("", "when", "who", "what", "of", "hash")
    for line in lines:
        table.add_row(str(line.seq), line.at[:19], line.who, line.what, line.subject[:40], line.hash[:12])
    return table


def list_fields(rows: Iterable[FieldAgreement]) -> RenderableType:
    """Return coders' agreement, one line a field."""
    table = _table("field", "units", "percent", "kappa", "alpha")
    for row in rows:
        table.add_row(row.field, str(row.units), f"{100 * row.percent:.1f}", _share(row.kappa), _share(row.alpha))
    return table


def show_item(item: Item, filed: Mapping[str, Filed]) -> RenderableType:
    """Return one thing to review: its words in their sentence's place, its fields, and why it stands here."""
    parts: list[RenderableType] = [
        Text(),
        Text(show_code(item.kind).upper(), style="bold blue").append("  " + "; ".join(item.reasons), style="not bold dim"),
    ]
    for name in item.claims:
        claim = filed[name].claim
        parts.append(_words(name, filed))
        known = ", ".join(
            f"{k} {one_line(v.text or str(v.value))}" for k, v in claim.fields.items() if not isinstance(v, list) and v.value is not None
        )
        parts.append(Text(f"  {filed[name].published or 'day unknown'} · {claim.assertion} · {known}", style="dim"))
    return Group(*parts)


def _begins(agreement: Agreement) -> str:
    return (
        show_period(agreement.began)
        or show_period(agreement.declared)
        or ("ended " + show_period(agreement.ended) if agreement.ended else "–")
    )


def _words(claim: str, filed: Mapping[str, Filed]) -> Text:
    item = filed.get(claim)
    if item is None:
        return Text(f"claim {claim[:8]}", style="dim")
    said = Text(f"“{one_line(item.claim.quote)}”", style="italic not bold")
    return said.append(f" [{item.published or '–'}; why {claim[:8]}]", style="dim not italic not bold")


def _status(status: str) -> Text:
    return Text(show_code(status), style=STATUS_STYLE.get(status, ""))


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def _section(words: str, body: RenderableType) -> list[RenderableType]:
    if isinstance(body, Table) and not body.row_count:
        return []
    return [Padding(Text(words.upper(), style="bold blue"), (1, 0, 0, 0)), body]


def _table(*columns: str) -> Table:
    table = Table(*columns, box=None, header_style="dim", pad_edge=False)
    table.columns[-1].overflow = "fold"
    return table
