"""Claims and mentions → flat tables for analysis, and readings → rows of Parquet; the columns are the same in every part.

Invariant: a column has one type whatever the part holds; unknown is null; `fields` and `value` keep the contract's JSON, so a reading can
be made again from its row.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from trucebook.model import Report

Row = dict[str, Any]
Kinds = tuple[tuple[str, str], ...]

# Types by name, turned into Arrow's where a file is written: s words, i whole number, f fraction, b true or false, S list of words.
_CLAIM: Kinds = (
    *(("report", "s"), ("claim", "s"), ("published", "s"), ("assertion", "s"), ("background", "b"), ("score", "f")),
    *(("start", "i"), ("end", "i"), ("quote", "s"), ("speaker", "s"), ("speaker_id", "s")),
)
_PLACE = ("", "_id", "_country", "_admin1", "_precision")
# Fields of each kind of claim and what they hold: code, words, actor(s), place, period, number, ref(s) to claims of the same report.
CLAIMS: dict[str, tuple[str, Kinds]] = {
    "agreements": (
        "agreement",
        (
            *(("label", "words"), ("type", "code"), ("status", "code"), ("declared", "period"), ("began", "period"), ("ended", "period")),
            *(("duration", "code"), ("place", "place"), ("parties", "actors"), ("mediators", "actors"), ("monitors", "actors")),
            *(("guarantors", "actors"), ("supersedes", "ref"), ("named", "codes")),
        ),
    ),
    "provisions": (
        "provision",
        (
            *(("agreement", "ref"), ("action", "code"), ("debtor", "actor"), ("beneficiary", "actor"), ("object", "words")),
            *(("place", "place"), ("due", "period"), ("in_exchange_for", "refs"), ("status", "code")),
        ),
    ),
    "violations": (
        "violation",
        (
            *(("agreement", "ref"), ("act", "code"), ("perpetrator", "actor"), ("victim", "actor"), ("date", "period")),
            *(("place", "place"), ("alleged_by", "actor")),
        ),
    ),
    "events": (
        "event",
        (
            *(("type", "code"), ("mode", "code"), ("source", "actor"), ("target", "actor"), ("instrument", "words")),
            *(("date", "period"), ("place", "place")),
        ),
    ),
    "sieges": (
        "siege",
        (
            ("besieger", "actor"),
            ("place", "place"),
            ("from", "period"),
            ("to", "period"),
            ("cut", "codes"),
            ("status", "code"),
            ("provision", "ref"),
        ),
    ),
    "figures": (
        "figure",
        (
            *(
                ("category", "code"),
                ("low", "number"),
                ("high", "number"),
                ("quantifier", "code"),
                ("unit", "code"),
                ("stock_or_flow", "code"),
            ),
            *(("who", "words"), ("term", "code"), ("date", "period"), ("place", "place"), ("said_by", "actor")),
        ),
    ),
    "positions": ("position", (("actor", "actor"), ("agreement", "ref"), ("stance", "code"), ("date", "period"))),
    "quotations": ("quotation", (("words", "words"), ("speaker", "actor"), ("organisation", "actor"), ("direct", "flag"))),
}
_COLUMNS: dict[str, Callable[[str], Kinds]] = {
    "code": lambda name: ((name, "s"),),
    "codes": lambda name: ((name, "S"),),
    "words": lambda name: ((name, "s"),),
    "ref": lambda name: ((name, "s"),),
    "refs": lambda name: ((name, "S"),),
    "number": lambda name: ((name, "i"),),
    "flag": lambda name: ((name, "b"),),
    "actor": lambda name: ((name, "s"), (f"{name}_id", "s"), (f"{name}_kind", "s"), (f"{name}_country", "s")),
    "actors": lambda name: ((name, "S"), (f"{name}_ids", "S")),
    "place": lambda name: (*((f"{name}{end}", "s") for end in _PLACE), ("lat", "f"), ("lon", "f")),
    "period": lambda name: ((name, "s"), (f"{name}_from", "s"), (f"{name}_to", "s")),
}
_MENTION: Kinds = (
    *(("report", "s"), ("kind", "s"), ("start", "i"), ("end", "i"), ("text", "s"), ("id", "s"), ("name", "s"), ("class", "s")),
    *(("side", "s"), ("country", "s"), ("admin1", "s"), ("precision", "s"), ("lat", "f"), ("lon", "f"), ("from", "s"), ("to", "s")),
    *(("timex", "s"), ("low", "i"), ("high", "i"), ("quantifier", "s"), ("unit", "s")),
)
_REPORT: Kinds = (
    *(("report", "s"), ("error", "s"), ("title", "s"), ("published", "s"), ("published_basis", "s"), ("publisher", "s")),
    *(("language", "s"), ("url", "s"), ("sha256", "s"), ("characters", "i"), ("claims", "i"), ("mentions", "i")),
)
TABLES: tuple[str, ...] = ("reports", "mentions", *CLAIMS)


def columns_of(table: str) -> Kinds:
    """Return (name, type) of a table's columns."""
    if table == "reports":
        return _REPORT
    if table == "mentions":
        return _MENTION
    own = [column for name, kind in CLAIMS[table][1] for column in _COLUMNS[kind](name)]
    taken = {name for name, _ in own}
    return (*(column for column in _CLAIM if column[0] not in taken), *own)


def rows_of(line: Row) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for everything one output line holds; an error line is a row of `reports` alone."""
    report = line.get("report") or {}
    claims, mentions = line.get("claims", ()), line.get("mentions", ())
    row: Row = {name: report.get(name) for name, _ in _REPORT}
    row |= {"report": line["id"], "error": line.get("error"), "claims": len(claims), "mentions": len(mentions)}
    yield "reports", row | {"characters": len(report["text"]) if report else None}
    for mention in mentions:
        yield "mentions", _mention(line["id"], mention)
    for claim in claims:
        table = _TABLE_OF.get(claim["kind"])
        if table:
            yield table, _claim(line["id"], report, claim, CLAIMS[table][1])


_TABLE_OF = {kind: table for table, (kind, _) in CLAIMS.items()}


def _mention(report: str, mention: Row) -> Row:
    value = mention.get("value") or {}
    row = {name: value.get(name) for name, _ in _MENTION} | {name: mention[name] for name in ("kind", "start", "end", "text")}
    row["class"] = value.get("class") or (value.get("kind") if mention["kind"] == "actor" else None)
    return row | {"report": report, "id": value.get("actor_id") or value.get("place_id")}


def _claim(report: str, source: Row, claim: Row, fields: Kinds) -> Row:
    row: Row = {name: claim.get(name) for name, _ in _CLAIM} | {"report": report, "claim": claim["id"]}
    row |= {"published": source.get("published")}
    speaker = claim.get("speaker") or {}
    row |= {"speaker": _name(speaker), "speaker_id": _inside(speaker, "actor_id")}
    for name, kind in fields:
        field = claim["fields"].get(name)
        if field:
            row |= _CELLS[kind](name, field)
    return row


def _inside(field: Row, key: str) -> Any:
    value = field.get("value")
    return value.get(key) if isinstance(value, dict) else None


def _name(field: Row) -> str | None:
    """Return the words for a thing: its name where it is known, else how the report calls it."""
    return _inside(field, "name") or field.get("text")


def _many(field: Any) -> list[Row]:
    return field if isinstance(field, list) else [field]


def _plain(field: Row) -> str | None:
    value = field.get("value")
    return str(value) if value is not None and not isinstance(value, (dict, list)) else field.get("text")


def _actor(name: str, field: Row) -> Row:
    return {name: _name(field)} | {f"{name}_{end}": _inside(field, key) for end, key in (("id", "actor_id"), *_SAME)}


_SAME = (("kind", "kind"), ("country", "country"))


def _place(name: str, field: Row) -> Row:
    cells = {f"{name}_{key}": _inside(field, key) for key in ("country", "admin1", "precision")}
    cells |= {key: _inside(field, key) for key in ("lat", "lon")}
    return cells | {name: _name(field), f"{name}_id": _inside(field, "place_id")}


def _refs(field: Any) -> list[str]:
    return [one for f in _many(field) for one in (f["value"] if isinstance(f.get("value"), list) else [f.get("value")]) if one]


_CELLS: dict[str, Callable[[str, Any], Row]] = {
    "code": lambda name, field: {name: _plain(_many(field)[0])},
    "codes": lambda name, field: {name: [words for f in _many(field) if (words := _plain(f))]},
    "words": lambda name, field: {name: _many(field)[0].get("text") or _plain(_many(field)[0])},
    "ref": lambda name, field: {name: next(iter(_refs(field)), None)},
    "refs": lambda name, field: {name: _refs(field)},
    "number": lambda name, field: {name: _inside(field, name) if isinstance(field.get("value"), dict) else field.get("value")},
    "flag": lambda name, field: {name: field.get("value")},
    "actor": lambda name, field: _actor(name, _many(field)[0]),
    "actors": lambda name, field: {name: [_name(f) for f in _many(field)], f"{name}_ids": [_inside(f, "actor_id") for f in _many(field)]},
    "place": lambda name, field: _place(name, _many(field)[0]),
    "period": lambda name, field: {name: field.get("text"), f"{name}_from": _inside(field, "from"), f"{name}_to": _inside(field, "to")},
}

_REPORT_CELLS: Kinds = (
    *(("sha256", "s"), ("title", "s"), ("published", "s"), ("published_basis", "s"), ("publisher", "s"), ("agencies", "S")),
    *(("language", "s"), ("url", "s"), ("media_type", "s"), ("text", "s")),
)
_HAVE_CELLS = {"id", *(name for name, _ in _REPORT_CELLS)}
# What else a report has goes into `more` as JSON, where it is not what every report begins with.
_USUAL: Row = msgspec.to_builtins(Report(id="", text="", sha256=""))


def reading_row(line: Row) -> Row:
    """Return one output line as a row of Parquet; `line_of_row` is its inverse."""
    report = line.get("report") or {}
    rest = {key: value for key, value in report.items() if key not in _HAVE_CELLS and value != _USUAL.get(key)}
    row: Row = {"id": line["id"], "error": line.get("error")} | {name: report.get(name) for name, _ in _REPORT_CELLS}
    row["more"] = json.dumps(rest, ensure_ascii=False) if rest else None
    if not report:
        return row | {"mentions": None, "claims": None, "reader": None, "skimmed": None}
    row["mentions"] = [m | {"value": _json(m.get("value"))} for m in line["mentions"]]
    row["claims"] = [c | {"fields": _json(c["fields"]), "speaker": _json(c.get("speaker"))} for c in line["claims"]]
    return row | {"reader": line["reader"], "skimmed": line.get("skimmed")}


def line_of_row(row: Row) -> Row:
    """Return the output line that a row of Parquet was made of."""
    if row["error"] is not None:
        return {"id": row["id"], "error": row["error"]}
    report = _USUAL | {"id": row["id"]} | {name: row[name] for name, _ in _REPORT_CELLS}
    report |= json.loads(row["more"]) if row["more"] else {}
    mentions = [m | {"value": json.loads(m["value"])} for m in row["mentions"]]
    claims = [c | {"fields": json.loads(c["fields"]), "speaker": json.loads(c["speaker"])} for c in row["claims"]]
    line = {"id": row["id"], "report": report, "mentions": mentions, "claims": claims, "reader": row["reader"]}
    return line | {"skimmed": row["skimmed"]} if row.get("skimmed") else line


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def arrow_schema(arrow: Any, columns: Iterable[tuple[str, str]]) -> Any:
    """Return a table's Arrow schema."""
    return arrow.schema([(name, _types(arrow)[kind]) for name, kind in columns])


def reading_schema(arrow: Any) -> Any:
    """Return the Arrow schema of readings."""
    types = _types(arrow)
    words, whole = types["s"], types["i"]
    mention = arrow.struct([("kind", words), ("start", whole), ("end", whole), ("text", words), ("value", words)])
    claim = arrow.struct(
        [
            *(("id", words), ("kind", words), ("start", whole), ("end", whole), ("quote", words), ("assertion", words)),
            *(("background", types["b"]), ("speaker", words), ("score", types["f"]), ("reasons", types["S"]), ("fields", words)),
        ]
    )
    reader = arrow.struct([(name, words) for name in ("name", "version", "model", "model_sha256")])
    skimmed = arrow.struct([(name, whole) for name in ("sentences", "read", "characters", "characters_read")])
    cells = [(name, types[kind]) for name, kind in _REPORT_CELLS]
    own = [("more", words), ("mentions", arrow.list_(mention)), ("claims", arrow.list_(claim)), ("reader", reader), ("skimmed", skimmed)]
    return arrow.schema([("id", words), ("error", words), *cells, *own])


def _types(arrow: Any) -> dict[str, Any]:
    words = arrow.string()
    return {"s": words, "i": arrow.int64(), "f": arrow.float64(), "b": arrow.bool_(), "S": arrow.list_(words)}
