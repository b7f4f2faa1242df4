"""An export and a reader that trucebook finds by this package's entry points; both are whole, both are small.

Install it beside trucebook (`pip install ./examples/trucebook-example`), then:

    trucebook --book daraa.db export --format markdown -o daraa.md
    trucebook --reader headlines read REPORT
"""

import hashlib
from typing import BinaryIO

from trucebook.exports import Dossier, Format
from trucebook.model import Claim, Field, ReaderInfo, Reading, Report


def write_markdown(dossier: Dossier, out: BinaryIO) -> None:
    """Write the agreements as a list, each with its latest standing and the words it stands on."""
    lines = ["# Agreements", ""]
    for agreement in dossier.record.agreements:
        status = agreement.standings[-1].status.replace("_", " ") if agreement.standings else "unknown"
        quotes = [dossier.filed[c].claim.quote for c in agreement.claims if c in dossier.filed]
        lines.append(
            f"- **{agreement.label}**: {status} (“{' '.join(quotes[0].split())}”)" if quotes else f"- **{agreement.label}**: {status}"
        )
    out.write(("\n".join(lines) + "\n").encode())


MARKDOWN = Format("markdown", "Agreements as a list in Markdown.", write_markdown)


def read_headline(report: Report) -> Reading:
    """Return one quotation claim: the first line of the text, as what the report itself says."""
    line = report.text.split("\n", 1)[0]
    name = hashlib.sha256(f"{report.sha256}|headline".encode()).hexdigest()[:16]
    words = Field(text=line, start=0, end=len(line), value=line)
    claim = Claim(
        id=name, kind="quotation", start=0, end=len(line), quote=line, score=0.5, reasons=("the first line",), fields={"words": words}
    )
    card = ReaderInfo(name="headlines", version="1.0.0", model="none", model_sha256="0" * 64)
    return Reading(report=report, mentions=(), claims=(claim,) if line else (), reader=card)
