"""Best naming: by which of its namings an arrangement is quoted: the one that a learned head holds likeliest to be marked by a reader.

Invariant: the naming is one of the arrangement's own; of two as likely the one told first.
"""

from trucebook.reading.deals.arranging import Arrangement
from trucebook.reading.deals.namingfeatures import features_of
from trucebook.reading.deals.namings import Naming
from trucebook.reading.linearhead import shipped_heads
from trucebook.reading.notes import Notes

MODEL, QUOTED = "naming_head.json", "quoted"


def best_naming(notes: Notes, arrangement: Arrangement) -> Naming:
    """Return the naming that names an arrangement best, to a reader who marks the words that do."""
    found = apart(notes, arrangement)
    if len(found) == 1:
        return found[0]
    head = shipped_heads(MODEL)[QUOTED]
    chances = [head.chance(features_of(notes, naming, order, len(found))) for order, naming in enumerate(found)]
    return found[chances.index(max(chances))]


def apart(notes: Notes, arrangement: Arrangement) -> list[Naming]:
    """Return the namings of an arrangement in text order, each in other words than those before."""
    parse, firsts = notes.parse, dict[str, Naming]()
    for naming in arrangement.namings:
        firsts.setdefault(parse.said(naming.first, max(naming.last, naming.word)).lower(), naming)
    return list(firsts.values())
