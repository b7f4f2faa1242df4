#!/usr/bin/env python3
"""Check a bundle of trucebook with plain Python 3.9 or newer; nothing but its standard library is needed.

    python3 verify.py [BUNDLE.zip or the folder it was unpacked into]

Every file is held against the manifest, every quote against its report, every original against its hash, every row against the log's
seal, every id against what it follows from, every judgement against its line, and the log against its chain. What does not stand is
named, and the exit code is 1.
Invariant: nothing is written, nothing is fetched, nothing is taken on trust but the head of the log, which is printed.
"""

import base64
import hashlib
import json
import sys
import zipfile
from pathlib import Path
from typing import Any, Dict, Iterator, List  # noqa: UP035

KEYS = ("band", "claim_key")
COVER = "\u2588"
CODED = {"agreement": "type", "provision": "action", "violation": "act", "event": "type", "figure": "category", "position": "stance"}


def files_of(place: Path) -> Dict[str, bytes]:  # noqa: UP006
    """Return every file of a bundle by name."""
    if place.is_dir():
        return {p.relative_to(place).as_posix(): p.read_bytes() for p in sorted(place.rglob("*")) if p.is_file()}
    with zipfile.ZipFile(place) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def broken(files: Dict[str, bytes]) -> Iterator[str]:  # noqa: UP006
    """Yield what does not stand."""
    manifest = json.loads(files["manifest.json"])
    for name in sorted(set(manifest["files"]) | set(files) - {"manifest.json"}):
        if name not in files:
            yield name + ": is missing"
        elif name not in manifest["files"]:
            yield name + ": is not in the manifest"
        elif hashlib.sha256(files[name]).hexdigest() != manifest["files"][name]:
            yield name + ": is not what the manifest says"
    log, rows = lines(files["log.jsonl"]), lines(files["rows.jsonl"])
    yield from broken_log(log, manifest["head"])
    yield from broken_seals(log, rows)
    reports = lines(files["reports.jsonl"])
    yield from broken_quotes(reports, lines(files["evidence.jsonl"]), rows)
    yield from broken_names(log, reports, rows)
    for row in rows:
        if row["table"] == "original" and row["values"][2] is not None:
            yield from broken_original(row["values"], files)


def lines(raw: bytes) -> List[Any]:  # noqa: UP006
    """Return the objects of JSON lines."""
    return [json.loads(line) for line in raw.decode("utf-8").split("\n") if line]


def packed(value: Any, sort: bool = False) -> bytes:
    """Return JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=sort).encode("utf-8")


def chain(line: Dict[str, Any]) -> str:  # noqa: UP006
    """Return the hash of a log line over its words and the hash of the line before."""
    return hashlib.sha256(packed([line[k] for k in ("previous", "at", "who", "what", "subject", "detail")])).hexdigest()


def details(log: List[Any]) -> Iterator[Any]:  # noqa: UP006
    """Yield (line, its detail) for the lines whose words are in the bundle."""
    for line in log:
        if "detail" in line:
            yield line, json.loads(line["detail"])


def broken_log(log: List[Any], head: Dict[str, Any]) -> Iterator[str]:  # noqa: UP006
    """Yield lines that do not follow from the line before; of a withheld line only the link is known."""
    purged: Dict[int, str] = {}  # noqa: UP006
    for line, detail in details(log):
        if line["what"] in ("seal", "purge"):
            purged.update({int(k): v for k, v in (detail.get("lines") or {}).items()})
    previous = ""
    for number, line in enumerate(log, 1):
        if line["seq"] != number or line["previous"] != previous:
            yield "log line %s does not follow from the line before" % line["seq"]  # noqa: UP031
        elif "detail" in line and chain(line) != purged.get(number, line["hash"]):
            yield "log line %s is not what its hash says" % line["seq"]  # noqa: UP031
        previous = line["hash"]
    if not log or (log[-1]["seq"], log[-1]["hash"]) != (head["seq"], head["hash"]):
        yield "log: its last line is not the head that the manifest names"


def row_digest(values: List[Any]) -> bytes:  # noqa: UP006
    """Return the SHA-256 of a row's values, each told from the next by kind and length."""
    total = hashlib.sha256()
    for value in values:
        if isinstance(value, dict):
            kind, raw = b"b", base64.b64decode(value["bytes"])
        elif value is None:
            kind, raw = b"n", b""
        elif isinstance(value, str):
            kind, raw = b"s", value.encode("utf-8", "surrogateescape")
        else:
            kind, raw = (b"f" if isinstance(value, float) else b"i"), repr(value).encode()
        total.update(b"%s%d:" % (kind, len(raw)) + raw)
    return total.digest()


def seals(rows: List[Any]) -> Dict[str, Dict[str, str]]:  # noqa: UP006
    """Return unit → the hashes that bind its rows: `all`, and `keys` for the keys that things are found by."""
    piles: Dict[str, Dict[str, List[bytes]]] = {}  # noqa: UP006
    for row in rows:
        piles.setdefault(row["unit"], {}).setdefault(row["table"], []).append(row_digest(row["values"]))
    found = {}
    for unit, tables in piles.items():
        bound = [[table, hashlib.sha256(b"".join(sorted(tables[table]))).hexdigest()] for table in sorted(tables)]
        halves = {"keys": [b for b in bound if b[0] in KEYS], "all": [b for b in bound if b[0] not in KEYS]}
        found[unit] = {name: hashlib.sha256(packed(half)).hexdigest() for name, half in halves.items()}
        found[unit]["judged"] = hashlib.sha256(b"".join(sorted(d for ds in tables.values() for d in ds))).hexdigest()
    return found


def broken_seals(log: List[Any], rows: List[Any]) -> Iterator[str]:  # noqa: UP006
    """Yield reports, claims and judgements whose rows are not those the log sealed."""
    wanted: Dict[str, Any] = {}  # noqa: UP006
    for line, detail in details(log):
        if line["what"] in ("add", "claim"):
            wanted[("report " if line["what"] == "add" else "claim ") + line["subject"]] = detail.get("rows")
        elif line["what"] in ("seal", "purge"):
            wanted.update(detail.get("units") or {})
            wanted.update({"judgement " + k: {"judged": v} for k, v in (detail.get("judgements") or {}).items()})
        elif isinstance(detail, dict) and "row" in detail:
            wanted["judgement " + detail["id"]] = {"judged": detail["row"]}
    for unit, seal in sorted(seals(rows).items()):
        said = wanted.get(unit)
        if not said:
            yield unit + ": is not sealed by the log"
        elif any(seal[name] != said[name] for name in ("all", "keys", "judged") if name in said):
            yield unit + ": its rows are not those the log sealed"


def broken_quotes(reports: List[Any], evidence: List[Any], rows: List[Any]) -> Iterator[str]:  # noqa: UP006
    """Yield claims whose words are not in their report, and reports and claims that are not what the sealed rows hold."""
    texts = {report["id"]: report["text"] for report in reports}
    held = {row["values"][1]: row["values"] for row in rows if row["table"] == "claim"}
    words = {row["values"][0]: row["values"][2] for row in rows if row["table"] == "report_words"}
    for name, text in texts.items():
        if words.get(name) != text.replace("\x00", " "):
            yield "report %s: its text is not the one that was sealed" % name  # noqa: UP031
    for item in evidence:
        claim, text = item["claim"], texts.get(item["report"], "")
        spans = [dict(claim, text=claim["quote"]), *fields_of(claim)]
        if any(span.get("start") is not None and text[span["start"] : span["end"]] != span["text"] for span in spans):
            yield "claim %s: its words are not in report %s" % (claim["id"], item["report"])  # noqa: UP031
        row = held.get(claim["id"])
        if row is None or json.loads(base64.b64decode(row[7]["bytes"])) != claim:
            yield "claim %s: is not the one that was sealed" % claim["id"]  # noqa: UP031


def fields_of(claim: Dict[str, Any]) -> Iterator[Any]:  # noqa: UP006
    """Yield every field of a claim, its speaker too."""
    if claim.get("speaker"):
        yield claim["speaker"]
    for value in claim["fields"].values():
        yield from value if isinstance(value, list) else [value]


def broken_names(log: List[Any], reports: List[Any], rows: List[Any]) -> Iterator[str]:  # noqa: UP006
    """Yield reports and claims whose id or hash does not follow from what they say, where the log says that it could be derived."""
    told, covered = {}, set()
    for line, detail in details(log):
        if line["what"] in ("add", "claim"):
            told[("report " if line["what"] == "add" else "claim ") + line["subject"]] = (detail.get("derived") or [], line)
        elif line["what"] == "purge":
            covered |= set(detail.get("units") or {})
    held = sorted((row for row in rows if row["table"] == "claim"), key=lambda row: int(row["values"][0]))
    for report in reports:
        unit, sha256 = "report " + report["id"], report["sha256"]
        source = sha256 if report["id"] == sha256[:16] else sha256 + "|" + report["id"]
        derived = told.get(unit, ([], {}))[0]
        if "report" in derived and report["id"] != sha256[:16]:
            yield unit + ": its id is not that of its SHA-256"
        if "text" in derived and unit not in covered and sha256 != hashlib.sha256(report["text"].encode("utf-8")).hexdigest():
            yield unit + ": its text is not that of its SHA-256"
        own = [(row["unit"], json.loads(base64.b64decode(row["values"][7]["bytes"]))) for row in held if row["values"][2] == report["id"]]
        if "claims" in derived:
            yield from broken_ids(source, [claim for where, claim in own if where == unit], unit in covered)
        for where, claim in own:
            said, line = told.get(where, ([], {}))
            marked = where != unit and said and COVER not in line["who"]
            if marked and claim["id"] != name_of(source, claim, "person:%s|%s" % (line["who"], line["at"])):  # noqa: UP031
                yield where + ": its id is not that of its report, kind, words, person and instant"


def broken_ids(source: str, claims: List[Any], covered: bool) -> Iterator[str]:  # noqa: UP006
    """Yield claims of a report, in their order, whose id is not that of report, kind, span and main code."""
    seen: Dict[str, int] = {}  # noqa: UP006
    for claim in claims:
        code = code_of(claim)
        plain = name_of(source, claim, code)
        number = seen[plain] = seen.get(plain, -1) + 1
        wanted = plain if not number else name_of(source, claim, "%s|%s" % (code, number))  # noqa: UP031
        if claim["id"] != wanted and not (covered and COVER in code):
            yield "claim %s: its id is not that of its report, kind, words and code" % claim["id"]  # noqa: UP031


def code_of(claim: Dict[str, Any]) -> str:  # noqa: UP006
    """Return the code that tells a claim from others of its kind on the same words."""
    if claim["kind"] == "siege":
        return str(claim["assertion"])
    field = claim["fields"].get(CODED.get(claim["kind"], ""))
    code = field["value"] if isinstance(field, dict) and isinstance(field["value"], str) else ""
    if claim["kind"] != "position":
        return code
    holder = claim["fields"].get("actor") or {}
    one = (holder[0] if holder else {}) if isinstance(holder, list) else holder
    value = one.get("value")
    known = value.get("actor_id") or value.get("name") if isinstance(value, dict) else None
    return "%s|%s" % (code, known or (one.get("text") or "").lower())  # noqa: UP031


def name_of(source: str, claim: Dict[str, Any], code: str) -> str:  # noqa: UP006
    """Return the id that follows from a report, a claim's kind and span, and a code."""
    said = "|".join((source, claim["kind"], str(claim["start"]), str(claim["end"]), code))
    return hashlib.sha256(said.encode("utf-8")).hexdigest()[:16]


def broken_original(values: List[Any], files: Dict[str, bytes]) -> Iterator[str]:  # noqa: UP006
    """Yield an original whose file is not there or not of its hash and size."""
    raw = files.get("originals/" + values[0])
    if raw is None or hashlib.sha256(raw).hexdigest() != values[0] or len(raw) != values[1]:
        yield "original %s: is missing, or not what was received" % values[0]  # noqa: UP031


def main() -> int:
    """Check the bundle named, or the one this file lies in."""
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    try:
        files = files_of(place)
        wrong = list(broken(files))
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        sys.stdout.write("%s: cannot be read as a bundle (%s: %s)\n" % (place, type(error).__name__, error))  # noqa: UP031
        return 1
    head = json.loads(files["manifest.json"])["head"]
    sys.stdout.write("".join(line + "\n" for line in wrong))
    if not wrong:
        sys.stdout.write("every file, quote, original, row and log line stands; head of the log: line %(seq)s %(hash)s\n" % head)  # noqa: UP031
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
