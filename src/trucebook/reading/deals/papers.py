"""Papers: which paper a participle tells of ("put their names to a statement on 7 May providing for observers").

Invariant: the paper stands before the participle in its sentence, with nothing but phrases that hang on it between.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

PAPERS = deal_words("stand_ins") | deal_words("papers_of_sides")
_ASKING = {"appeal", "ask", "call", "demand", "urge"}  # what a statement asks for is asked, not laid down
_OF_PHRASES = {"pobj", "prep", "nummod", "compound", "det", "amod", "punct"}


def paper_of(parse: Parse, verb: int) -> int | None:
    """Return the noun for a paper that a participle in -ing right behind it tells of, or None."""
    if parse.tag[verb] != "VBG" or parse.dep[verb] not in ("acl", "advcl") or parse.lemma[verb] in _ASKING:
        return None
    before = verb - 1
    while before > 0 and parse.dep[before] in _OF_PHRASES and parse.lemma[before] not in PAPERS:
        before -= 1
    return before if parse.lemma[before] in PAPERS and parse.pos[before] in ("NOUN", "PROPN") else None
