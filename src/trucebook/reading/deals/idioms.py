"""Idioms: agreeing to an arrangement, or leaving it, in more words than one ("put their names to", "gave its consent to", "walked out of").

Invariant: an idiom is a verb of the text with the naming in its prepositional phrase; which idioms there are is data (data/deals.yaml).
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_AGREEING = deal_words("agreeing_idioms")
_LEAVING = deal_words("leaving_idioms")
AGREED, LEFT = "agreed to", "left"


def idiom_over(parse: Parse, word: int) -> tuple[int, str] | None:
    """Return the verb of an idiom that governs the naming at a word, with AGREED or LEFT; None where there is none."""
    prep = parse.head[word]
    if parse.dep[word] != "pobj":
        return None
    verb = _verb_over(parse, prep)
    if verb is None:
        return None
    lemma = parse.lemma[verb]
    nouns = {parse.lemma[c] for c in parse.children[verb] if parse.dep[c] == "dobj"}
    nouns |= {parse.lemma[k] for c in parse.children[verb] if parse.lower[c] in ("to", "into") and c != prep for k in parse.children[c]}
    over = {prep, *parse.ancestors(prep)}  # "By its terms the army withdraws from the valley" leaves no agreement
    small = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("prt", "advmod") or c in over} | {parse.lower[prep]}
    small |= {parse.lower[c] for p in parse.children[verb] if parse.dep[p] == "prep" for c in parse.children[p] if parse.dep[c] == "prep"}
    for idioms, meaning in ((_AGREEING, AGREED), (_LEAVING, LEFT)):
        if meaning == LEFT and (parse.lower[prep] in ("by", "under", "with") or _timed(parse, prep)):
            continue  # "pulled out after nine months of calm", "By its terms the army withdraws from the valley"
        if any(f"{lemma} {w}" in idioms for w in nouns) or any(f"{lemma} {w}" in idioms for w in small):
            return verb, meaning
    return None


def _timed(parse: Parse, prep: int) -> bool:
    """Say whether a phrase hangs on a time or another noun below a preposition: "after nine months of calm"."""
    over = parse.head[prep]
    return (
        parse.pos[over] == "NOUN"
        and parse.dep[over] == "pobj"
        and parse.lower[parse.head[over]] in ("after", "before", "for", "in", "within")
    )


def is_agreeing(parse: Parse, verb: int) -> bool:
    """Say whether a verb and its object are an idiom of agreeing: "to which both sides gave their consent"."""
    nouns = {parse.lemma[c] for c in parse.children[verb] if parse.dep[c] == "dobj"}
    return any(f"{parse.lemma[verb]} {noun}" in _AGREEING for noun in nouns)


def _verb_over(parse: Parse, prep: int) -> int | None:
    """Return the verb over a preposition, also past a noun ("gave its consent to") and another preposition ("walked out of")."""
    over = parse.head[prep]
    if (parse.dep[over] == "prep" and parse.lower[over] == "out") or (
        parse.dep[over] == "advmod" and parse.lower[over] in ("away", "back")
    ):
        over = parse.head[over]
    if parse.pos[over] == "NOUN" and parse.dep[over] in ("dobj", "pobj"):
        over = parse.head[over] if parse.dep[over] == "dobj" else parse.head[parse.head[over]]
    return over if parse.pos[over] == "VERB" else None


def verb_in_row(parse: Parse, first: int, verbs: frozenset[str]) -> int | None:
    """Return the verb of a list that stands before word `first` in its sentence, no other verb, mark or quotation between; else None."""
    start = parse.sentences[parse.sentence_of[first]][0]
    for j in range(first - 1, start, -1):
        if parse.words[j] in (";", '"', "“", "”"):
            return None
        if parse.pos[j] == "VERB":
            return j if parse.lemma[j] in verbs else None
    return None
