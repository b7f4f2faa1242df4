"""Lengths: how long a truce is told to have held, by the words beside its verb.

Invariant: a length is a word of time that hangs on the verb or stands in a row of numbers and small words right behind it.
"""

from trucebook.reading.deals.petitions import has_term
from trucebook.reading.grammar.parse import Parse

PROLONGING = ("extend", "prolong", "renew")  # verbs that give a truce a new term
_UNITS = {"minute", "hour", "day", "week", "fortnight", "month", "year", "decade"}
_LONG = {"decade", "month", "year", "generation"}
_BARELY = {"barely", "hardly", "just", "less", "mere", "merely", "only", "scarcely", "under"}
_PROLONGED = {"extend", "extension", "prolong", "prolongation", "renew", "renewal"}
_DENYING = {"no", "not", "refused", "refusing", "without"}
_SMALL = ("ADV", "NUM", "DET", "ADJ", "ADP", "SCONJ")
_FAR = 8  # words behind a verb within which its length is told


def has_span(parse: Parse, verb: int) -> bool:
    """Say whether a truce is told to have lasted a time, and so to be over: "lasted three days", "lasted less than an hour"."""
    spans = [k for c in parse.children[verb] if parse.lower[c] == "for" for k in parse.children[c]]
    spans += [c for c in parse.children[verb] if parse.dep[c] in ("npadvmod", "dobj", "attr")]
    return any(parse.lemma[k] in _UNITS for k in (*spans, *_counted_after(parse, verb)))


def for_long(parse: Parse, verb: int) -> bool:
    """Say whether a verb has a length of months or years: "had kept the town quiet for two years"."""
    spans = [k for c in parse.children[verb] if parse.lower[c] in ("for", "since") for k in parse.children[c]]
    spans += [c for c in parse.children[verb] if parse.dep[c] in ("npadvmod", "dobj")]
    return any(parse.lemma[k] in _LONG for k in spans)


def is_cut_short(parse: Parse, verb: int) -> bool:
    """Say whether a truce is told to have held for a short time and no longer: "held for only six hours", "held two days before …"."""
    after = parse.lower[verb + 1 : verb + _FAR + 1]
    if parse.tag[verb] not in ("VBD", "VBN") or not has_span(parse, verb):
        return False
    return bool(_BARELY & {*after[:4], parse.lower[verb - 1]}) or bool({"before", "until"} & set(after[1:]))


def is_timed(parse: Parse, word: int) -> bool:
    """Say whether a naming is of a truce for a set time: "a five-day truce", "the Easter ceasefire", "a pause over the holiday"."""
    return has_term(parse, word) or _ran_out(parse, word)


def _ran_out(parse: Parse, word: int) -> bool:
    """Say whether the words after a naming tell that it was not prolonged, or that its hours ran out."""
    for j in range(word + 1, parse.sentences[parse.sentence_of[word]][1]):
        lemma, before = parse.lemma[j], set(parse.lower[max(0, j - 4) : j])
        if lemma in _PROLONGED and before & _DENYING:
            return True
        if lemma in _UNITS and parse.lower[j + 1 : j + 3] == ["ran", "out"]:
            return True
    return False


def _counted_after(parse: Parse, verb: int) -> range:
    """Return the words of a count of time right behind a verb, by their order: "lasted only nine days before"."""
    last = parse.sentences[parse.sentence_of[verb]][1]
    stop = next((j for j in range(verb + 1, last) if parse.pos[j] not in _SMALL), last)
    return range(verb + 1, min(stop + 1, verb + _FAR, last))
