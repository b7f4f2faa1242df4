"""A book's record as a file for others: gathered, narrowed, written whole, and noted in the book's log.

Invariant: nothing leaves a book that can be written through here without a line in its log that names format, filter, profile and the
file's hash.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from trucebook import __version__, codebook
from trucebook.book import Book
from trucebook.errors import InputError
from trucebook.exports import About, Dossier, formats, write
from trucebook.importing import Proposal
from trucebook.model import Judgement, ReaderInfo
from trucebook.record import apply_judgements, standing_judgements
from trucebook.redaction import DEFAULT, MASK, load_profile, profiles, redact, refuse_at_risk


def gather(book: Book, *, as_of: str | None = None) -> Dossier:
    """Return everything a book holds as of an ISO instant or day (now where none is given), claims as people have corrected them."""
    judgements = tuple(book.judgements())
    filed = apply_judgements(book.claims(), standing_judgements(judgements))
    return Dossier(
        record=book.record(),
        filed={item.claim.id: item for item in filed},
        reports={report.id: report for report in book.texts()},
        about=About(as_of=as_of or book.now(), version=__version__),
        codebook=codebook.load(),
        readers=_readers(book),
        judgements=judgements,
    )


def narrow(dossier: Dossier, agreements: Sequence[str], words: str) -> Dossier:
    """Return the part of a dossier that belongs to some agreements: what is tied to them, and what their reports tell beside."""
    record = dossier.record
    kept = [a for a in record.agreements if a.id in agreements]
    reports = {dossier.filed[c].report for a in kept for c in a.claims if c in dossier.filed}
    told = {name for name, item in dossier.filed.items() if item.report in reports}
    part = replace(
        record,
        agreements=tuple(kept),
        provisions=tuple(p for p in record.provisions if p.agreement in agreements),
        violations=tuple(v for v in record.violations if v.agreement in agreements),
        events=tuple(e for e in record.events if told & set(e.claims)),
        figures=tuple(f for f in record.figures if told & set(f.claims)),
        sieges=tuple(x for x in record.sieges if told & set(x.claims)),
        positions=tuple(x for x in record.positions if x.agreement in agreements),
    )
    tied = (part.provisions, part.violations, part.events, part.figures, part.sieges, part.positions)
    named = {c for things in tied for thing in things for c in thing.claims}
    loose = {name for name in told if dossier.filed[name].claim.kind in ("quotation", "position", "siege")}
    claims = named | loose | {c for a in kept for c in a.claims}
    filed = {name: item for name, item in dossier.filed.items() if name in claims}
    held = {item.report for item in filed.values()}
    return Dossier(
        record=replace(part, sources=tuple(s for s in record.sources if s.report in held)),
        filed=filed,
        reports={name: report for name, report in dossier.reports.items() if name in held},
        about=About(as_of=dossier.about.as_of, version=dossier.about.version, chosen=f"agreements that match {words!r}"),
        codebook=dossier.codebook,
        readers=dossier.readers,
        judgements=dossier.judgements,
    )


def export(
    book: Book,
    path: Path,
    *,
    format: str,
    agreement: str | None = None,
    table: str | None = None,
    columns: Sequence[str] | None = None,
    as_of: str | None = None,
    profile: str = DEFAULT,
) -> str:
    """Write a book, or what belongs to the agreements that match, to a file and note it in the log; returns the file's SHA-256.

    `profile` names what may be shown; persons who hold no office we know of are hidden where none is given. Raises InputError, and writes
    nothing, where a person marked at risk would be shown.
    """
    known = formats().get(format)
    if as_of is not None and not (known and known.takes_agreement):
        raise InputError(f"--as-of is the day a brief speaks of; {format} holds the book as it is now")
    dossier = gather(book, as_of=as_of)
    named = _named(book, agreement) if agreement is not None else []
    if named and not (known and known.takes_agreement):
        dossier = narrow(dossier, named, str(agreement))
    if len(named) > 1 and known and known.takes_agreement:
        raise InputError(f"{len(named)} agreements match {agreement!r}, and a {format} is of one; give its id")
    shown = [*named, *_chain(dossier, named)] if known and known.takes_agreement else []
    dossier = _redacted(book, dossier, format, profile, path.name, shown)
    digest = write(dossier, path, format=format, table=table, columns=columns, agreement=named[0] if named else None)
    detail: dict[str, Any] = {"format": format, "agreement": agreement, "table": table, "columns": list(columns or ()), "sha256": digest}
    if not book.read_only:
        book.note("export", path.name, detail | {"as_of": dossier.about.as_of, "profile": dossier.about.profile})
    return digest


def _chain(dossier: Dossier, named: Sequence[str]) -> list[str]:
    """Return the agreements that some replace or are replaced by."""
    return [n for a in dossier.record.agreements if a.id in named for n in (a.supersedes, a.superseded_by) if n]


def _redacted(book: Book, dossier: Dossier, format: str, profile: str, file: str, shown: Sequence[str]) -> Dossier:
    """Return the dossier as a profile lets it be shown, once the part of it that `shown` agreements are told in shows nobody at risk."""
    names = at_risk(book)
    if format == "jsonl" and load_profile(profile).texts == "drop":
        raise InputError(f"jsonl hands on whole reports, which the profile {profile} does not; choose another format")
    dossier = as_shown(book, dossier, profile, names)
    part = narrow(dossier, shown, "") if names and shown else dossier
    refuse_at_risk(part, names, texts=format == "jsonl", file=file)
    return dossier


def as_shown(book: Book, dossier: Dossier, profile: str, names: Sequence[str]) -> Dossier:
    """Return the dossier as a profile lets it be shown, the names of those at risk hidden; raises InputError for an unknown profile."""
    known = load_profile(profile)
    if known.name == "none":
        return dossier
    log = book.log(after=0, most=1)
    return redact(dossier, known, secret=log[0].hash if log else "", at_risk=names)


def as_written(book: Book, dossier: Dossier, profile: str) -> Dossier:
    """Return the dossier as a file of a profile of that name shows it; as it is where the profile was a file of one's own."""
    return as_shown(book, dossier, profile, at_risk(book)) if profile in profiles() else dossier


def at_risk(book: Book) -> list[str]:
    """Return the names marked at risk, as the log has them; a purged one is covered there, and nowhere else either."""
    names: dict[str, None] = {}
    for line in book.log():
        if MASK in line.subject:
            continue
        if line.what == "at_risk":
            names[line.subject] = None
        elif line.what == "not_at_risk":
            names.pop(line.subject, None)
    return list(names)


def take_over(book: Book, proposal: Proposal, name: str) -> Judgement:
    """Write down the judgement that an edited cell asks for, with the workbook's name and row as its reason."""
    return book.judge(
        proposal.act,
        [proposal.claim],
        field=proposal.field,
        value=proposal.value,
        text=proposal.text,
        start=proposal.start,
        end=proposal.end,
        why=f"{name}, {proposal.sheet}, row {proposal.row}",
    )


def _named(book: Book, words: str) -> list[str]:
    found = [a.id for a in book.agreements(words)]
    if not found:
        raise InputError(f"no agreement matches {words!r}; `trucebook agreements` lists them")
    return found


def _readers(book: Book) -> dict[str, ReaderInfo]:
    """Return who read each report, as the log has it."""
    found = {}
    for line in book.log():
        if line.what == "add":
            detail = msgspec.json.decode(line.detail)
            name, _, version = str(detail.get("reader", "")).rpartition(" ")
            found[line.subject] = ReaderInfo(name=name, version=version, model="", model_sha256=str(detail.get("model", "")))
    return found
