"""The agreement lists of the codebook as sets.

Invariant: built once a codebook, never changed.
"""

from trucebook.codebook import Codebook
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_BUILT: dict[int, tuple[Codebook, "Lexicon"]] = {}


class Lexicon:
    """The agreement lists of a codebook as sets, built once a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        def terms(name: str) -> frozenset[str]:
            return codebook.terms("agreements", name)

        self.terms = terms
        self.heads = codebook.words("agreements", "heads")
        self.modifiers = codebook.words("agreements", "modifiers")
        self.purposes = codebook.words("agreements", "purposes")
        self.humanitarian_heads = frozenset(codebook.words("agreements", "with_humanitarian"))
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, kind in codebook.words("agreements", "phrases").items():
            words = tuple(phrase.split())
            self.phrases.setdefault(words[0], []).append((words, kind))
        self.generic, self.negotiated, self.offers = terms("generic_heads"), terms("negotiated_heads"), terms("offer_heads")
        self.negotiated_by, self.unrelated, self.conflict = terms("negotiated_by"), terms("unrelated"), terms("conflict")
        self.fighters = terms("fighters")
        self.all_of_war = self.fighters | self.conflict | terms("war_words")
        self.humanitarian, self.efforts, self.effort_verbs = terms("humanitarian"), terms("efforts"), terms("effort_verbs")
        self.not_namings, self.near_namings = terms("not_namings"), terms("near_namings")
        singular = (
            terms("stand_ins")
            | terms("swap_heads")
            | terms("act_heads")
            | terms("calm_heads")
            | terms("paper_heads")
            | terms("halt_heads")
            | terms("peace_heads")
            | terms("resolution_heads")
            | terms("telling_papers")
            | terms("telling_quiet")
            | terms("zone_heads")
            | terms("agreed_heads")
            | terms("answered_heads")
            | terms("put_heads")
            | self.generic
            | self.negotiated
            | self.offers
            | set(self.heads)
            | set(self.phrases)
            | self.humanitarian_heads
            | {"fire", "another", "attempt", "latest", "one", "that"}
            | deal_words("row_words")
            | deal_words("further_ordinals")
        )
        self.triggers = {form: word for word in sorted(singular) for form in (word, word + "s")} | {"treaties": "treaty"}

    def war_words(self, parse: Parse) -> int:
        """Return how many different words of war a text holds."""
        return len(self.all_of_war & parse.vocabulary)


def lexicon_of(codebook: Codebook) -> Lexicon:
    """Return the agreement lexicon of a codebook, built on first use."""
    known = _BUILT.get(id(codebook))
    if known is None or known[0] is not codebook:
        _BUILT.clear()
        known = _BUILT[id(codebook)] = (codebook, Lexicon(codebook))
    return known[1]
