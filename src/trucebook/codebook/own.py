"""A user's own codes: a YAML file that adds to the codebook, checked as strictly as the codebook itself.

Invariant: an own code never changes what a shipped code means; of two codes that claim the same words, the own one is asked first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import yaml

from trucebook.codebook import Code, Codebook, Example, lint
from trucebook.errors import CodebookError

EXTENSIBLE = ("events", "provisions", "violations")
CLAIM_OF = {"events": ("event", "mode"), "provisions": ("provision", "action"), "violations": ("violation", "act")}
Words = Mapping[str, list[str]]


class OwnCode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One code of a user's: `extends` names the file it adds to, `under` the event type whose mode it is, `examples` teach its words."""

    id: str
    extends: str
    label: str
    definition: str
    examples: list[Example]
    source: str
    under: str | None = None
    includes: list[str] = []
    excludes: list[str] = []
    crosswalk: dict[str, list[str]] = {}
    lexicon: dict[str, list[str]] = {}

    def as_code(self, words: Words) -> Code:
        """Return it as a code of the codebook that is read by some words."""
        return Code(
            id=self.id,
            label=self.label,
            definition=self.definition,
            includes=self.includes,
            excludes=self.excludes,
            example=self.examples[0] if self.examples else None,
            crosswalk=self.crosswalk,
            source=self.source,
            lexicon=dict(words),
        )


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    codes: list[OwnCode]


def load_own(path: Path, book: Codebook) -> list[OwnCode]:
    """Return the codes of a user's file; raises CodebookError that names the file, the code and what to mend."""
    try:
        data: Any = yaml.safe_load(path.read_bytes())
        codes = msgspec.convert(data, _File).codes
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read ({error.strerror})") from error
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise CodebookError(f"{path}: {error}; docs/own-codes.md shows a file that is right") from error
    wrong = [words for code in codes for words in _faults(code, book)]
    wrong += [words for file in EXTENSIBLE for words in lint(file, [c.as_code(c.lexicon) for c in codes if c.extends == file])]
    if wrong:
        raise CodebookError(f"{path}: {'; '.join(wrong)}")
    return codes


def _faults(code: OwnCode, book: Codebook) -> list[str]:
    """Return what is wrong with a code beyond what the codebook's own linter sees."""
    if code.extends not in EXTENSIBLE:
        return [f"{code.id}: extends must be one of {', '.join(EXTENSIBLE)}"]
    wrong = [f"{code.id}: {file} has a code of that name already" for file, _ in book.find(code.id)]
    if code.extends == "events" and code.under not in book.codes["events"]:
        wrong.append(f"{code.id}: under must name the event type whose mode it is, such as AID")
    if code.extends != "events" and code.under is not None:
        wrong.append(f"{code.id}: under is for events only")
    for example in code.examples:
        if not example.quote or example.quote not in example.text:
            wrong.append(f"{code.id}: the quote of an example must stand in its text")
    return wrong


def extend(book: Codebook, codes: Sequence[tuple[OwnCode, Words]]) -> Codebook:
    """Return the codebook with own codes, each read by the words beside it, before the shipped ones of their files."""
    files = {file: dict(known) for file, known in book.codes.items()}
    for file in ("provisions", "violations"):
        files[file] = {c.id: c.as_code(words) for c, words in codes if c.extends == file} | files[file]
    for code, words in codes:
        if code.extends == "events" and code.under is not None:
            above = files["events"][code.under]
            files["events"][code.under] = msgspec.structs.replace(above, modes=[code.as_code(words), *above.modes])
    asked_first = {c.under: files["events"][c.under] for c, _ in codes if c.extends == "events" and c.under is not None}
    files["events"] = asked_first | files["events"]
    return replace(book, codes=files)
