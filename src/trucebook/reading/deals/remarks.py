"""Remarks: short words on a promise just told, that it was kept or not ("but never did", "Neither happened", "Both did so").

Invariant: a remark stands behind the promise, in its sentence or the next one, and tells no other act.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_POINTING = {"it", "that", "these", "this", "those", "which"}
_NONE = {"little", "neither", "none", "nothing"}  # "Neither happened", "Little of that came about"
_MANY = {"all", "both", "they", "these", "those"}
_PROMISES = deal_words("given_words") | {"clause", "point", "provision", "term", "deadline", "date"}
_KEEPING = deal_words("keeping") | deal_words("completing") | {"carry", "come", "do", "happen", "materialise", "materialize"}


def find_remarks(parse: Parse, terms: list[int]) -> dict[int, tuple[str, int]]:
    """Return the word of each term on which a remark is made → how it stands by that, and the word that says so."""
    remarks: dict[int, tuple[str, int]] = {}
    by_sentence: dict[int, list[int]] = {}
    for w in sorted(terms):
        by_sentence.setdefault(parse.sentence_of[w], []).append(w)
    for s, words in by_sentence.items():
        inside = _inside(parse, s, words[0])
        if inside is not None:
            said, at = inside
            for w in [w for w in words if w < at][-1:]:
                remarks[w] = (said, at)
        following = _of_next(parse, s)
        if following is not None:
            said, at, one = following
            for w in words[-1:] if one else words:
                remarks.setdefault(w, (said, at))
    return remarks


def _inside(parse: Parse, s: int, term: int) -> tuple[str, int] | None:
    """Return the remark in a term's own sentence: "…, but never did", "…, which was never completed"."""
    for j in range(term + 1, parse.sentences[s][1]):
        if parse.pos[j] not in ("VERB", "AUX"):
            continue
        never = any(parse.lower[c] == "never" for c in parse.children[j])
        denied = never or any(parse.dep[c] == "neg" for c in parse.children[j])
        subject = parse.child(j, "nsubj", "nsubjpass")
        relative = parse.dep[j] == "relcl" and subject is not None and parse.lemma[j] in _KEEPING
        bare = parse.dep[j] == "conj" and subject is None and parse.child(j, "dobj") is None
        if denied and (relative or (bare and (never or parse.lower[j] == "did"))):
            return "breached", j
        if parse.dep[j] == "relcl" and subject is not None and parse.lower[subject] == "which" and parse.lower[j] == "refused":
            return "refused", j
    return None


def _of_next(parse: Parse, s: int) -> tuple[str, int, bool] | None:
    """Return the remark that the sentence after a promise makes on it, and whether it is one on the last promise alone."""
    if s + 1 >= len(parse.sentences):
        return None
    first, last = parse.sentences[s + 1]
    subject = next((j for j in range(first, min(last, first + 4)) if parse.dep[j].startswith("nsubj")), None)
    if subject is None:
        return None
    verb = parse.head[subject]
    denied = parse.lower[subject] in _NONE or any(parse.dep[c] == "neg" or parse.lower[c] == "never" for c in parse.children[verb])
    if parse.lemma[verb] not in _KEEPING or not (_points(parse, subject) or _does_so(parse, verb)):
        return None
    if any(parse.lower[c] in ("will", "would", "must", "should") for c in parse.children[verb]):
        return None
    one = parse.lower[subject] not in _NONE | _MANY and not any(parse.lower[c] in _MANY for c in parse.children[subject])
    if denied:
        return "breached", verb, one
    return ("done", verb, one) if _does_so(parse, verb) and parse.tag[verb] in ("VBD", "VBN") else None


def _points(parse: Parse, subject: int) -> bool:
    """Say whether a subject points back to a promise: "that", "none of it", "this pledge"."""
    pointing = any(parse.lower[c] in _POINTING for c in parse.children[subject])
    return parse.lower[subject] in _POINTING | _NONE or (parse.lemma[subject] in _PROMISES and pointing)


def _does_so(parse: Parse, verb: int) -> bool:
    """Say whether a verb stands for what was promised: "did so", "did not do so", "Both did"."""
    if parse.lemma[verb] != "do":
        return False
    return parse.child(verb, "dobj") is None and (
        any(parse.lower[c] == "so" for c in parse.children[verb]) or parse.words[verb + 1 : verb + 2] == ["."]
    )
