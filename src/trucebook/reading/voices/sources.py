"""Sources beside their cue: the verb of saying in the text and the noun phrase before or after it, whatever the parser made
of a sentence that quotation marks or lost commas cut up.

Invariant: a source found here is a pronoun, a name or a noun within a dozen words of its cue.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.voices.attribution import classes_of
from trucebook.reading.voices.cues import DAYS, FINITE, load_cues

_REACH = 9
_PARTS = frozenset({"one", "two", "three", "both", "some", "several", "many", "most", "another"})
_INSIDE = frozenset({"DET", "ADJ", "NUM", "ADV", "PROPN", "NOUN", "PUNCT", "PART", "VERB", "X"})


def is_cue(parse: Parse, j: int, *, wide: bool = False) -> bool:
    """Say whether the word is a verb that may stand beside quoted words; `wide` takes verbs of blame, thought and demand too."""
    if not parse.tag[j].startswith("VB"):
        return False
    kinds, _ = classes_of(parse, j)
    return "say" in kinds or (wide and bool(kinds - {"want"}))


def noun_after(parse: Parse, k: int) -> int | None:
    """Return the last word of the first cluster of nouns from a word on: the head of the noun phrase that starts there."""
    for i in range(k, min(k + _REACH, len(parse))):
        if parse.tag[i] == "PRP":
            return _part(parse, i)
        if parse.pos[i] in ("PROPN", "NOUN") and (i + 1 >= len(parse) or parse.tag[i + 1] not in ("HYPH", "POS")):
            return _cluster_end(parse, i)
        if parse.pos[i] not in _INSIDE or parse.lower[i] in (",", ".", '"'):
            return None
    return None


def _part(parse: Parse, pronoun: int) -> int:
    """Return the word that takes a part of those a pronoun stands for: "one" of "one of them", else the pronoun."""
    of_them = pronoun > 1 and parse.lower[pronoun - 1] == "of" and parse.lower[pronoun - 2] in _PARTS
    return pronoun - 2 if of_them else pronoun


def _cluster_end(parse: Parse, i: int) -> int:
    """Return the last word of a run of nouns and names; a short title may end with a full stop."""
    while i + 1 < len(parse):
        after = i + 1
        if parse.lower[after] == "." and len(parse.words[i]) <= 4 and after + 1 < len(parse) and parse.pos[after + 1] == "PROPN":
            i = after + 1
        elif parse.pos[after] in ("PROPN", "NOUN") and parse.start[after] - parse.end[i] <= 1 and not _is_new(parse, after):
            i = after
        elif parse.tag[after] == "HYPH" and after + 1 < len(parse) and parse.pos[after + 1] == "PROPN":
            i = after + 1
        else:
            break
    return i


def _is_new(parse: Parse, i: int) -> bool:
    """Say whether a noun is a date or a phrase of its own rather than going on with the name before it."""
    return parse.lower[i] in DAYS or parse.dep[i] == "npadvmod"


def noun_before(parse: Parse, j: int, floor: int) -> tuple[int, int] | None:
    """Return first and last word of the noun phrase that ends before word j, not reaching below `floor`, or None.

    Without commas a name follows the words spoken at once, so common nouns count only where they name a person or source.
    """
    head = j - 1
    while head > floor and (parse.pos[head] in ("AUX", "ADV") or parse.lower[head] in DAYS or parse.lower[head] == "on"):
        head -= 1
    if head <= floor:
        return None
    if parse.tag[head] == "PRP":
        part = _part(parse, head)
        return part, part
    if parse.pos[head] not in ("PROPN", "NOUN") or (parse.pos[head] == "NOUN" and not names_source(parse, head)):
        return None
    first = head
    while first - 1 > floor and _goes_on(parse, first - 1):
        first -= 1
        if parse.pos[first] == "DET":
            break
    if (
        first == head
        and parse.pos[head] == "NOUN"
        and first - 2 > floor
        and parse.pos[first - 1] == "ADJ"
        and parse.pos[first - 2] == "DET"
    ):
        first -= 2
    if parse.pos[head] == "NOUN" and parse.pos[first] != "DET" and first == head:
        return None
    return _without_place(parse, first, head), head


def names_source(parse: Parse, i: int) -> bool:
    """Say whether a noun is one of those that name a person or a body that speaks."""
    cues = load_cues()
    return parse.lemma[i] in cues.persons or parse.lemma[i] in cues.sources


def _goes_on(parse: Parse, i: int) -> bool:
    """Say whether a word before a name belongs to it: a name, a title, an article, a capitalised adjective, a hyphen."""
    if parse.pos[i] == "PROPN" or parse.pos[i] == "DET" or parse.tag[i] in ("HYPH", "POS"):
        return True
    return (parse.pos[i] == "ADJ" and parse.words[i][:1].isupper()) or (parse.pos[i] == "NOUN" and names_source(parse, i))


def _without_place(parse: Parse, first: int, head: int) -> int:
    """Return the first word of a name that stands right behind "in Gao" or the like, without that place."""
    if first == 0 or parse.pos[first - 1] != "ADP":
        return first
    for a, b, label in parse.entities_in(first, first):
        if a == first and b <= head and label in ("GPE", "LOC"):
            return b
    return first


def is_clause_free(parse: Parse, first: int, last: int) -> bool:
    """Say whether no finite verb stands among the words."""
    return not any(parse.tag[k] in FINITE and parse.pos[k] != "AUX" for k in range(first, last))
