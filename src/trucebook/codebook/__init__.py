"""The codebook: what every code means, in files that code reads and docs print.

Invariant: a code that breaks a rule of the linter never reaches reading; `load` raises CodebookError with file and code.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import yaml

from trucebook.errors import CodebookError

FILES = ("events", "agreements", "provisions", "violations", "sieges", "positions", "figures", "actors", "assertion")


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence of our own that must be read as its code; `quote` is the part of it that the claim points to."""

    text: str
    quote: str | None = None


class Code(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One code with its meaning, bounds, example, counterparts in other schemes, source and trigger words.

    `lexicon` maps a word class that reading knows (verbs, nouns, phrases, …) to lemmas in lower case; `modes` are
    the finer codes below this one; `props` holds what only some files need (a quad class, an ISO duration, …).
    """

    id: str
    label: str
    definition: str
    includes: list[str] = []
    excludes: list[str] = []
    example: Example | None = None
    crosswalk: dict[str, list[str]] = {}
    source: str
    lexicon: dict[str, list[str]] = {}
    modes: "list[Code]" = []
    props: dict[str, str] = {}


@dataclass(frozen=True)
class Codebook:
    """All codes, by file and id; `lexicons` are the lists of a file that belong to no single code."""

    codes: dict[str, dict[str, Code]]
    lexicons: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def find(self, name: str) -> list[tuple[str, Code]]:
        """Return (file, code) of every code or mode of that id, case aside."""
        wanted = name.lower()
        found: list[tuple[str, Code]] = []
        for file, codes in self.codes.items():
            for code in codes.values():
                found.extend((file, c) for c in (code, *code.modes) if c.id.lower() == wanted)
        return found

    def words(self, file: str, kind: str) -> dict[str, str]:
        """Return word → code id over one word class of a file; the code named first keeps a shared word."""
        index: dict[str, str] = {}
        for code in self.codes[file].values():
            for word in code.lexicon.get(kind, ()):
                index.setdefault(word, code.id)
        return index

    def terms(self, file: str, name: str) -> frozenset[str]:
        """Return one of a file's own lists, empty where there is none."""
        return frozenset(self.lexicons.get(file, {}).get(name, ()))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    codes: list[Code]
    lexicons: dict[str, list[str]] = {}


def lint(file: str, codes: list[Code]) -> list[str]:
    """Return what is wrong with the codes of one file, in words; empty where all is well."""
    wrong: list[str] = []
    seen: set[str] = set()
    for code in codes:
        if code.id in seen:
            wrong.append(f"{file}: {code.id} is defined twice")
        seen.add(code.id)
        for part in (code, *code.modes):
            if not part.definition.strip().endswith("."):
                wrong.append(f"{file}: {part.id}: the definition must be a sentence that ends in a full stop")
            if not part.source.strip():
                wrong.append(f"{file}: {part.id}: the source is missing")
            for kind, words in part.lexicon.items():
                wrong.extend(f"{file}: {part.id}: {kind}: {w!r} is not in lower case" for w in words if w != w.lower() or not w.strip())
                wrong.extend(f"{file}: {part.id}: {kind}: {w!r} stands twice" for w in {w for w in words if words.count(w) > 1})
        if code.example is None:
            wrong.append(f"{file}: {code.id}: the example is missing")
        elif code.example.quote and code.example.quote not in code.example.text:
            wrong.append(f"{file}: {code.id}: the example's quote is not in its text")
    return wrong


def parse_file(file: str, raw: str | bytes) -> tuple[list[Code], dict[str, list[str]], str]:
    """Return codes, lists and title of one codebook file; raises CodebookError naming what to mend."""
    try:
        data: Any = yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        parsed = msgspec.convert(data, _File)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise CodebookError(f"codebook file {file}: {error}") from error
    wrong = lint(file, parsed.codes)
    if wrong:
        raise CodebookError("; ".join(wrong))
    return parsed.codes, parsed.lexicons, parsed.title


@cache
def load() -> Codebook:
    """Load the codebook that ships with trucebook, once a process."""
    codes: dict[str, dict[str, Code]] = {}
    lexicons, titles = {}, {}
    folder = resources.files(__name__)
    for file in FILES:
        path = folder / f"{file}.yaml"
        if not path.is_file():
            raise CodebookError(f"codebook file {file}.yaml is missing from the installed package; reinstall trucebook")
        found, lexicons[file], titles[file] = parse_file(file, path.read_bytes())
        codes[file] = {code.id: code for code in found}
    return Codebook(codes=codes, lexicons=lexicons, titles=titles)
