"""Rows: people named one after the other where the parser lost the row: "before A, B and C, the army …".

Invariant: a row runs over commas to one "and", and every one in it is a name or an actor of the report.
"""

from trucebook.reading.deals.phrases import phrase_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_LONGEST = 6  # names in a row


def named_row(notes: Notes, who: list[int]) -> list[int]:
    """Return people with the names that go on in a row behind the last of them; as they are where no row goes on."""
    parse = notes.parse
    if not who or (parse.pos[who[-1]] != "PROPN" and actor_at(notes, who[-1]) is None):
        return who
    more: list[int] = []
    at = phrase_of(parse, who[-1])[1] + 1
    while len(more) < _LONGEST and at + 1 < len(parse) and parse.sentence_of[at] == parse.sentence_of[who[-1]]:
        closing = parse.lower[at] == "and" or (parse.words[at] == "," and parse.lower[at + 1] == "and")
        if parse.words[at] != "," and not closing:
            return who
        head = _name_from(parse, at + 1 + (closing and parse.words[at] == ","))
        if head is None or (parse.pos[head] != "PROPN" and actor_at(notes, head) is None):
            return who
        more.append(head)
        if closing:
            return who + [w for w in more if w not in who]
        at = head + 1
    return who


def torn_second(notes: Notes, first: int) -> list[int]:
    """Return the one behind the "and" right after a side, torn off by a later verb: "between A and B ended"."""
    parse = notes.parse
    at = phrase_of(parse, first)[1] + 1
    if at + 1 >= len(parse) or parse.lower[at] != "and" or parse.sentence_of[at] != parse.sentence_of[first]:
        return []
    head = _name_from(parse, at + 1)
    return [head] if head is not None and (parse.pos[head] == "PROPN" or actor_at(notes, head) is not None) else []


def _name_from(parse: Parse, first: int) -> int | None:
    """Return the last word of the name or noun phrase that stands at a word, an article before it or not; None where none does."""
    j = first + (parse.lower[first] in ("the", "a"))
    last = None
    while j < len(parse) and parse.sentence_of[j] == parse.sentence_of[first]:
        joined = parse.words[j] == "-" and parse.end[j - 1] == parse.start[j] and parse.end[j] == parse.start[j + 1]
        if parse.pos[j] in ("NOUN", "PROPN"):
            last = j
        elif not joined and parse.tag[j] != "POS" and (parse.pos[j] != "ADJ" or (last is not None and parse.words[j][:1].islower())):
            break
        j += 2 if joined and parse.pos[j + 1] == "VERB" else 1  # "the Togo-backed front"
    return last
