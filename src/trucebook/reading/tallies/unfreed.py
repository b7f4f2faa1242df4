"""Unfreed: captives whose release is only promised, asked for, put off or denied, and who are therefore still held.

Invariant: a release counts as done unless the verb that tells it, or one that governs it, says otherwise.
"""

from trucebook.reading.grammar.parse import Parse

_MODALS = frozenset({"would", "will", "shall", "should", "could", "may", "might", "must", "can", "'ll", "wo"})
_OPEN = frozenset({"until", "unless", "if", "whether", "once"})
_DOING = frozenset({"arrange", "begin", "start", "continue", "manage", "help", "proceed", "finish", "use", "order", "live"})
_ASKING = frozenset(
    "agree ask await call cancel commit delay demand discuss envisage expect foresee include insist negotiate offer pledge postpone "
    "promise propose provide refuse request require seek stipulate suspend undertake urge want withhold".split()
)
_BOUND = frozenset({"able", "agree", "be", "bind", "commit", "oblige", "pledge", "promise", "undertake"})
_HIGH = 8  # steps up from the word that tells the release


def is_unfreed(parse: Parse, cue: int) -> bool:
    """Say whether the release that word `cue` tells has not come about: "had offered to free 36", "until 700 are freed", "a swap of
    2,000 prisoners has yet to take place"."""
    word = parse.head[cue] if parse.lemma[parse.head[cue]] == "let" else cue  # "to let 40 prisoners go"
    told = parse.pos[word] == "VERB"
    for _ in range(_HIGH):
        infinitive = _is_infinitive(parse, word)
        if _is_open(parse, word) or _is_asked(parse, word, told) or (infinitive and _is_to_come(parse, word)):
            return True
        if parse.head[word] == word or (_is_finite(parse, word) and not infinitive):
            return False
        told = told or infinitive
        word = parse.head[word]
    return False


def _is_asked(parse: Parse, word: int, told: bool) -> bool:
    """Say whether a release named by a noun is what a verb asks for or promises, or one told by a verb is demanded: "that they free 9"."""
    if parse.pos[word] not in ("VERB", "AUX"):
        return False
    if not told:
        return parse.lemma[word] in _ASKING or parse.lower[word : word + 2] == ["put", "off"]
    plain = parse.tag[word] in ("VB", "VBP") and parse.dep[word] == "ccomp" and any(parse.lower[c] == "that" for c in parse.children[word])
    return plain and parse.lemma[parse.head[word]] in _ASKING


def _is_open(parse: Parse, verb: int) -> bool:
    """Say whether a verb is denied, or hangs on a modal or a condition."""
    if parse.pos[verb] not in ("VERB", "AUX"):
        return False
    words = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "neg", "mark", "advmod")}
    return not words.isdisjoint(_MODALS | _OPEN | {"yet"}) or parse.child(verb, "neg") is not None


def _is_to_come(parse: Parse, verb: int) -> bool:
    """Say whether an infinitive tells of what is still to come: not "began to free", "was able to free"; what a side is bound to do
    counts as a release, as evacuations do: "are to free 36", "undertook to free 36"."""
    over = parse.lemma[parse.head[verb]]
    return over not in _DOING and over not in _BOUND


def _is_finite(parse: Parse, word: int) -> bool:
    """Say whether a word is a verb that tells something by itself: not the participle of "men held in jails in exchange for 20"."""
    tag = parse.tag[word]
    return tag in ("VBD", "VBZ", "VBP") or (tag == "VBN" and parse.child(word, "aux", "auxpass") is not None)


def _is_infinitive(parse: Parse, word: int) -> bool:
    """Say whether a word is an infinitive; the parser may take "to free" for an adjective and "to be freed" is one too."""
    passive = parse.tag[word] == "VBN" and parse.child(word, "auxpass") is not None
    hidden = parse.tag[word] == "JJ" and parse.lower[word - 1 : word] == ["to"]
    return hidden or ((parse.tag[word] == "VB" or passive) and any(parse.tag[c] == "TO" for c in parse.children[word]))
