"""A brief as PDF, set by Typst from the template `data/brief.typ`.

Invariant: the brief's words reach the template as data, never as its code; the same brief gives the same bytes on one machine.
"""

import importlib.util
from importlib import resources
from pathlib import Path
from typing import BinaryIO

import msgspec

from trucebook.errors import InputError
from trucebook.exports.brief import brief_of
from trucebook.exports.dossier import Dossier
from trucebook.extras import load

FONTS = "fontpkg_noto_sans_arabic"


def write(dossier: Dossier, out: BinaryIO, *, agreement: str | None = None) -> None:
    """Write the PDF of an agreement by its id; raises InputError where typst is not installed or cannot set the page."""
    brief = brief_of(dossier, agreement)
    typst = load("typst", extra="brief", what="a brief as PDF")
    template = (resources.files("trucebook") / "data" / "brief.typ").read_bytes()
    try:
        out.write(
            typst.compile(
                template,
                format="pdf",
                sys_inputs={"brief": msgspec.json.encode(brief).decode()},
                font_paths=_fonts(),
            )
        )
    except (RuntimeError, ValueError) as error:
        raise InputError(f"the brief cannot be set as PDF ({error}); write it as HTML and print that") from error


def _fonts() -> list[str]:
    """Return the folder of the font for Arabic, where its package is installed; other scripts use the machine's own fonts."""
    found = importlib.util.find_spec(FONTS)
    return [str(Path(found.origin).parent / "files")] if found is not None and found.origin else []
