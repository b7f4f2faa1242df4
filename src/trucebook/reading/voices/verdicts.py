"""Verdicts: a word or a few between marks by which somebody judged a thing ("denounced the talks as "a farce"").

Invariant: the words begin in lower case, so that names and titles are none, and their verb stands before the marks in the same sentence.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.voices.attribution import agent_of, classes_of, subject_of
from trucebook.reading.voices.cues import load_cues

_LONGEST, _BACK = 6, 16
_BETWEEN = frozenset({"as", "a", "an", "the", "both", "even", "or", '"', "'", "''", "``", "`"})
_ACTIVE = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN", "VB"})
_HABIT = frozenset({"VBZ", "VBP"})
_BEEN = frozenset({"been", "was", "were", "is", "are", "being"})
_THEMSELVES = frozenset({"itself", "themselves", "himself", "herself"})
_LINKING = frozenset({"be", "become", "remain", "feel", "look", "seem", "turn"})


def verdict_on(parse: Parse, words: range) -> tuple[int, int] | None:
    """Return verb and speaker of a verdict between marks: "called the raid "barbaric"", "dismissed the report as "nonsense"".

    A habit names a thing and judges none: "calls them "bandits"".
    """
    if len(words) > _LONGEST or not parse.words[words[0]][:1].islower():
        return None
    last = words[0] - 1
    while last >= 0 and (parse.lower[last] in _BETWEEN or parse.pos[last] == "ADV"):
        last -= 1
    first = parse.sentences[parse.sentence_of[words[0]]][0]
    told_as = "as" in parse.lower[max(last + 1, first) : words[0]]
    for j in range(last, max(last - _BACK, first - 1), -1):
        if parse.tag[j] in _ACTIVE and parse.pos[j] == "VERB" and parse.dep[j] != "amod":
            judged = _judges(parse, j, told_as=told_as) and (_has_object(parse, j, words[0]) or _has_object_behind(parse, words[-1]))
            return _given_by(parse, j, words[0]) if judged else None
    return None


def _judges(parse: Parse, j: int, *, told_as: bool) -> bool:
    """Say whether a verb gives a verdict: one of judging with "as", or one of calling, not as a habit and not on its own subject."""
    cues, lemma = load_cues(), parse.lemma[j]
    phrasal = "judge" in classes_of(parse, j)[0]
    calling = lemma in cues.calling and parse.tag[j] not in _HABIT
    judging = told_as and (phrasal or "judge" in cues.verbs.get(lemma, ())) and (lemma not in cues.naming or parse.tag[j] not in _HABIT)
    return (calling or judging) and not any(
        parse.lower[c] in _THEMSELVES or (parse.dep[c] == "prt" and not phrasal) for c in parse.children[j]
    )


def _has_object(parse: Parse, j: int, mark: int) -> bool:
    """Say whether what is judged stands between verb and marks, or is taken up by "what" or "which" before the verb."""
    if any(parse.pos[i] in ("NOUN", "PROPN", "PRON") for i in range(j + 1, mark)):
        return True
    return any(parse.tag[i] in ("WDT", "WP") for i in range(max(j - 4, 0), j)) or parse.child(j, "nsubjpass") is not None


def _has_object_behind(parse: Parse, last: int) -> bool:
    """Say whether what is judged follows the marks, as in translations: "described as "a farce" the talks"."""
    after = last + 1
    while after < len(parse) and parse.lower[after] in ('"', "''", "'"):
        after += 1
    return after < len(parse) and after > last + 1 and parse.pos[after] in ("DET", "PROPN", "NOUN")


def _given_by(parse: Parse, j: int, word: int) -> tuple[int, int] | None:
    """Return a verb with who gives its verdict: its subject, the agent of a passive."""
    passive = parse.child(j, "auxpass", "nsubjpass") is not None or (parse.tag[j] == "VBN" and parse.lower[j - 1] in _BEEN)
    source = _agent(parse, j, word) if passive else _caller(parse, j)
    return (j, source) if source is not None and source != word else None


def _agent(parse: Parse, j: int, word: int) -> int | None:
    """Return who stands behind the "by" of a passive: at the verb, or right behind the marks."""
    by = next((i for i in range(word, min(word + _LONGEST + 2, len(parse))) if parse.lower[i] == "by" and not parse.quoted[i]), None)
    return agent_of(parse, j) or (parse.child(by, "pobj") if by is not None else None)


def _caller(parse: Parse, j: int) -> int | None:
    """Return the subject of a verb; of "he" in "the envoy condemned what he called" it is the envoy."""
    source = subject_of(parse, j)
    if source is None or parse.tag[source] != "PRP" or "what" not in parse.lower[max(j - 4, 0) : j]:
        return source
    above = next((s for v in parse.ancestors(j) if (s := parse.child(v, "nsubj")) is not None and s < v < j), None)
    return above if above is not None and parse.pos[above] in ("NOUN", "PROPN") else source


def is_predicate(parse: Parse, words: range) -> bool:
    """Say whether a word between marks is said of a subject: "the bread was "inedible""."""
    before = words[0] - 1
    while before > 0 and (parse.lower[before] in _BETWEEN or parse.pos[before] == "ADV"):
        before -= 1
    return before >= 0 and parse.lemma[before] in _LINKING
