"""Names derived again: the ids and hashes of reports and claims that follow from what is stored, held against those they have.

Invariant: pure; only what the log says could be derived when it was added is held to it, and what a purge has covered is not.
"""

from collections.abc import Iterator, Sequence

from trucebook.claim_ids import claim_ids, main_code, marked_id, report_id
from trucebook.model import Claim, Report, hash_text
from trucebook.naming_patterns import MASK
from trucebook.sealed_log import Sealed


def broken_report_names(report: Report, sealed: Sealed) -> Iterator[str]:
    """Yield a report whose id is not that of its hash, or whose text has another hash."""
    unit = f"report {report.id}"
    added = sealed.derived.get(unit)
    if added is None:
        return
    if "report" in added.what and report.id != report_id(report.sha256):
        yield f"{unit}: its id is not that of its SHA-256"
    if "text" in added.what and unit not in sealed.covered and report.sha256 != hash_text(report.text):
        yield f"{unit}: its text is not that of its SHA-256"


def broken_claim_names(report: Report, claims: Sequence[Claim], sealed: Sealed) -> Iterator[str]:
    """Yield the claims of a report, given in their order, whose id does not follow from what they say."""
    unit = f"report {report.id}"
    read = [claim for claim in claims if f"claim {claim.id}" not in sealed.units]
    if unit in sealed.derived and "claims" in sealed.derived[unit].what:
        for claim, name in zip(read, claim_ids(report, read), strict=True):
            if claim.id != name and not (unit in sealed.covered and MASK in main_code(claim)):
                yield f"claim {claim.id}: its id is not that of its report, kind, words and code, which is {name}"
    for claim in claims:
        yield from _broken_mark(report, claim, sealed)


def _broken_mark(report: Report, claim: Claim, sealed: Sealed) -> Iterator[str]:
    """Yield a claim that a person marked and whose id is not that of its words, the person and the instant."""
    added = sealed.derived.get(f"claim {claim.id}")
    if added is None or MASK in added.who:
        return
    if claim.id != marked_id(report, claim.kind, claim.start, claim.end, by=added.who, at=added.at):
        yield f"claim {claim.id}: its id is not that of its report, kind, words, person and instant"


def underived(sealed: Sealed) -> tuple[int, int]:
    """Return of how many reports the claims, and how many marked claims, have ids that cannot be derived again: given, or of before."""
    names = [unit for unit in sealed.units if "claims" not in (sealed.derived[unit].what if unit in sealed.derived else ())]
    marked = sum(1 for unit in names if unit.startswith("claim "))
    return len(names) - marked, marked
