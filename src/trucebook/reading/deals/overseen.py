"""Overseen: terms that are to be carried out under somebody's eyes, which is a watching of its own ("freed under the supervision of …").

Invariant: who watches is named by the words, and what is watched is a term of the same sentence.
"""

from collections.abc import Iterator

from trucebook.reading.deals.grounds import Bond
from trucebook.reading.deals.obligations import Act
from trucebook.reading.grammar.parse import Parse

Watched = tuple[Act, Bond, int, int]
_WATCH = {"eye", "eyes", "gaze", "monitoring", "observation", "oversight", "supervision", "watch"}
_NEAR = 16  # words between a term and who watches it


def find_overseen(parse: Parse, terms: list[tuple[int, Bond, int]]) -> Iterator[Watched]:
    """Yield (act, bond, first, last) of the watching of terms, each given by its word, its bond and the last word of its span."""
    for i in parse.words_of(_WATCH):
        if parse.dep[i] != "pobj" or parse.lower[parse.head[i]] != "under":
            continue
        watcher = _watcher(parse, i)
        here = parse.sentence_of[i]
        bond = next((b for w, b, _ in reversed(terms) if parse.sentence_of[w] == here and 0 < i - w <= _NEAR and b.kind != "under"), None)
        if watcher is not None and bond is not None:
            yield (
                Act(i, "monitor", None, True),
                Bond(bond.kind, bond.word, bond.agreement, watcher),
                parse.head[i],
                max(i, parse.noun_phrase(watcher)[1]),
            )


def _watcher(parse: Parse, watch: int) -> int | None:
    """Return who watches: "under the eyes of the Red Cross", "under UN supervision", "under international supervision"."""
    of = next((c for c in parse.children_of(watch, "prep") if parse.lower[c] == "of"), None)
    if of is not None:
        return parse.child(of, "pobj")
    before = (
        c for c in parse.children[watch] if c < watch and (parse.dep[c] in ("compound", "nmod", "poss") or parse.lower[c] in _OUTSIDE)
    )
    return next(before, None)


_OUTSIDE = {"foreign", "international", "joint", "neutral"}
