"""No sides: whom no arrangement binds: the press, those who only look on or speak, delegates with no master named, and things.

Invariant: a name is judged by its own words and its actor; what else a report tells of it is left to others.
"""

from trucebook.model import ActorValue, Field
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.phrases import head_of_field, phrase_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_BYSTANDERS, _DELEGATES = deal_words("bystanders"), deal_words("delegates") - {"commander", "leader", "leadership"}
_ONE_MAN = deal_words("single_men")
_ARTICLES = {"a", "an"}


def without_bystanders(notes: Notes, sides: list[Field]) -> list[Field]:
    """Return the sides less those whom nothing can bind."""
    return [f for f in sides if not _is_bystander(notes, f)]


def _is_bystander(notes: Notes, field: Field) -> bool:
    value = field.value
    if isinstance(value, ActorValue) and value.kind == "media":
        return True
    word = head_of_field(notes.parse, field)
    if word is None or notes.parse.pos[word] not in ("NOUN", "PROPN"):
        return False
    lemma = notes.parse.lemma[word]
    if lemma in _BYSTANDERS:
        return True
    return _is_some_man(notes.parse, word, lemma) or (lemma in _DELEGATES and _has_no_master(notes.parse, word))


def _is_some_man(parse: Parse, word: int, lemma: str) -> bool:
    """Say whether a word is one man whom nobody names: "a commander", who only speaks, but not one of two "between" whom it was made."""
    over = parse.head[parse.first_conjunct(word)]
    made = parse.dep[parse.first_conjunct(word)] == "pobj" and parse.lower[over] == "between"
    return not made and lemma in _ONE_MAN and parse.tag[word] == "NN" and parse.lower[phrase_of(parse, word)[0]] in _ARTICLES


def _has_no_master(parse: Parse, word: int) -> bool:
    """Say whether delegates are named alone: "the delegates", with nobody who sent them."""
    first, last = phrase_of(parse, word)
    told = [j for j in range(first, last + 1) if j != word and parse.pos[j] in ("NOUN", "PROPN", "ADJ")]
    return not told and not any(parse.lower[c] in ("of", "for", "from") for c in parse.children[word])
