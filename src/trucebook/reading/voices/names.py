"""Names: the name that goes with the words by which a report describes a speaker.

Invariant: a name is the report's own, beside the description or, for a title, in the text before it.
"""

import re

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.voices.cues import load_cues

_ARTICLES = frozenset({"a", "an", "the"})
_DETERMINERS = _ARTICLES | {"its", "his", "her", "their", "one"}
_TITLING = frozenset({"DET", "NOUN", "PROPN", "ADJ", "PUNCT"})
_RANKING = frozenset({"NOUN", "PROPN", "ADJ"})
_PLACING = frozenset({"there", "here"})
_ROW = frozenset({"and", "or", "&"})
_DASHES = ("-", "–", "—")
_NO_PERSON = frozenset({"GPE", "LOC", "NORP", "DATE", "TIME", "CARDINAL", "ORDINAL"})
_TITLE, _RANK, _BEFORE, _CLAUSE, _SHORTEST_TITLE = 4, 4, 600, 10, 3
_LIKE = {"judge": "justice", "doctor": "dr", "sergeant": "sgt", "lieutenant": "lt"}
_GAVE_NAME = r"(?:gave|gives|giving|using)\s+(?:only\s+)?(?:his|her|their|the)\s+(?:[\w-]+\s+){0,2}?name(?:\s+only)?(?:\s+as|\s+of|,)"
_OF_SELF = (
    r"(?:identif(?:ied|ies|ying)|introduc(?:ed|es|ing)|describe[ds]?|describing|call(?:ed|s|ing)|styl(?:ed|es|ing)|name[ds]?|naming)"
    r"\s+(?:him|her|them)sel(?:f|ves)(?:\s+(?:only|simply))?(?:\s+as)?"
)
_KNOWN_AS = r"(?:identified|introduced|known|named)(?:\s+(?:only|simply|better|locally|to))?(?:\s+by\s+[\w' ]{2,30}?)?\s+(?:only\s+)?as"
_GOES_BY = r"(?:goes|going)\s+by(?:\s+the\s+(?:\w+\s+){1,3}?of)?"
_WISHED = r"(?:(?:who|is|was|wants?|wanted|asked|asks|wished|would|agreed|preferred|only|to|be|also)\s+){0,6}?"
_NAMED_SELF = re.compile(rf",?\s+{_WISHED}(?:{_GAVE_NAME}|{_OF_SELF}|{_KNOWN_AS}|{_GOES_BY})\s+")


def name_beside(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """Return the name that a speaker's description stands beside, else the words themselves: of "Anna Holt a nurse from the
    port", of "a nurse from the port" right behind the name and of "a nurse who gave her name as Anna Holt" it is "Anna Holt"."""
    words = parse.words_in(start, end)
    if not words:
        return start, end
    if parse.lower[words[-1] + 1 : words[-1] + 2] in (["named"], ["called"]):
        for a, b, label in parse.entities_in(words[-1] + 2, words[-1] + 2):
            if label == "PERSON" and a == words[-1] + 2:
                return parse.span(a, b - 1)
    for a, b, label in parse.entities_in(max(words[0] - 2, 0), words[0]):
        if label != "PERSON":
            continue
        if a == words[0] and b <= words[-1] and parse.lower[b] in _ARTICLES:
            if parse.words[b][0].isupper():
                return parse.span(b, words[-1])
            return parse.span(a, b - 1)
        apposed = b == words[0] - 1 and parse.lower[b] == ","
        if (b == words[0] or apposed) and parse.words[words[0]] in _ARTICLES:
            return parse.span(a, b - 1)
        if apposed and parse.lemma[words[0]] in load_cues().persons:
            return parse.span(a, b - 1)
    name = _name_behind(parse, words) if parse.lower[words[0]] in _DETERMINERS else None
    return name or _own_name(parse, words[-1]) or _whole_name(parse, words)


def _whole_name(parse: Parse, words: range) -> tuple[int, int]:
    """Return the characters of a name with the names that run on from it, where entities cut it: "Anna" of "Anna Maria Holt"."""
    last = words[-1]
    if parse.lower[last + 1 : last + 2] == ["."] and len(parse.words[last]) <= _RANK and parse.pos[last + 2 : last + 3] == ["PROPN"]:
        last += 2
    while parse.dep[last] == "compound" and _runs_on(parse, last) and parse.head[last] > last:
        last += 1
    return parse.span(words[0], last)


def _runs_on(parse: Parse, i: int) -> bool:
    """Say whether a name goes on with the name behind it."""
    after = i + 1
    return after < len(parse) and parse.pos[i] == parse.pos[after] == "PROPN" and parse.start[after] - parse.end[i] == 1


def _own_name(parse: Parse, last: int) -> tuple[int, int] | None:
    """Return the name that somebody gives himself, or is known by, behind his description: "a guard identified only as Abu Sami",
    "a man calling himself a spokesman of the front, Karim Haddad"."""
    found = _NAMED_SELF.match(parse.text, parse.end[last], parse.end[last] + 160)
    if found is None:
        return None
    first = parse.word_at(found.end())
    if parse.lower[first] in _ARTICLES:
        stop = min(first + _CLAUSE, len(parse))
        comma = next((i for i in range(first, stop) if parse.pos[i] == "PUNCT" and parse.tag[i] != "HYPH"), stop)
        if comma + 1 >= len(parse) or parse.lower[comma] != "," or not is_person(parse, comma + 1, comma + 1):
            return None
        first = comma + 1
    if parse.pos[first] not in ("PROPN", "NOUN", "NUM", "X") or not parse.words[first][:1].isupper():
        return None
    end = first
    while _runs_on(parse, end) or (parse.tag[end + 1 : end + 2] == ["HYPH"] and parse.pos[end + 2 : end + 3] == ["PROPN"]):
        end += 1 if _runs_on(parse, end) else 2
    return parse.span(first, end)


def is_person(parse: Parse, first: int, last: int) -> bool:
    """Say whether words hold a person's name."""
    return any(label == "PERSON" for *_, label in parse.entities_in(first, last))


def _name_behind(parse: Parse, words: range) -> tuple[int, int] | None:
    """Return the name right behind a description, over a comma and a title: "its spokesman, the lieutenant-colonel Anna Holt",
    "one of the four, Sergeant Anna Holt", "the head of the mission there, Norvik diplomat Anna Holt", "the Joint Force – Steady Hand
    Commander, Gen. Anna Holt"."""
    after = words[-1] + 1 + (parse.lower[words[-1] + 1 : words[-1] + 2] in ([w] for w in _PLACING))
    after = _behind_dash(parse, after)
    comma = parse.lower[after : after + 1] == [","]
    after += comma
    for a, b, label in parse.entities_in(after, after + _TITLE):
        if label != "PERSON":
            if comma and a == after and label not in _NO_PERSON and _is_apposed(parse, words, a, b):
                return parse.span(a, b - 1)
            continue
        titled = parse.lower[after] in _ARTICLES and after < a and all(parse.pos[i] in _TITLING for i in range(after, a))
        ranked = after < a and all(parse.pos[i] == "PROPN" for i in range(after, a))
        described = comma and after < a and all(parse.pos[i] in _RANKING for i in range(after, a))
        if a == after or titled or ranked or (described and parse.lower[b : b + 1] not in ([w] for w in _ROW)):
            return _whole_name(parse, range(a, b))
    return None


def _behind_dash(parse: Parse, after: int) -> int:
    """Return the comma at which a description ends that goes on behind a dash: "the Joint Force – Steady Hand Commander," else `after`."""
    if parse.lower[after : after + 1] not in ([dash] for dash in _DASHES):
        return after
    end = after + 1
    while end < len(parse) and end - after <= _CLAUSE and parse.pos[end] in _RANKING:
        end += 1
    return end if end > after + 1 and parse.lower[end : end + 1] == [","] else after


def _is_apposed(parse: Parse, words: range, a: int, b: int) -> bool:
    """Say whether a name of two words or more, taken for a body, stands by a comma beside a person's title and nothing else."""
    head = parse.head[b - 1]
    return (
        b - a > 1
        and head == words[-1]
        and parse.dep[b - 1] == "appos"
        and parse.lemma[head] in load_cues().persons
        and all(parse.pos[i] == "PROPN" for i in range(a, b))
    )


def name_by_title(parse: Parse, source: int, spoken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return who of those that spoke before, given from the last to the first, bore the title that is now all that is said of
    the speaker: "the general" behind "Gen. Holt", "the doctor" behind "Dr Holt"."""
    first = parse.noun_phrase(source)[0]
    if parse.pos[source] != "NOUN" or parse.lower[first] != "the" or source - first > 1:
        return None
    title = parse.lower[source]
    for span in spoken:
        named = [parse.lower[w].rstrip(".") for w in parse.words_in(*span) if parse.pos[w] == "PROPN"]
        if any(w == title or w == _LIKE.get(title) or (len(w) >= _SHORTEST_TITLE and title.startswith(w)) for w in named):
            return span
    return None


def name_with_title(parse: Parse, source: int) -> tuple[int, int] | None:
    """Return the person whom the text before has named with the title that is all that is said of the speaker: of "the
    foreign minister" behind "Foreign Minister Anna Holt", "Anna Holt, the foreign minister," or "a foreign minister from the
    north, Anna Holt," it is she."""
    first = parse.noun_phrase(source)[0]
    title = parse.lower[first + 1 : source + 1]
    if parse.lower[first] != "the" or not 1 <= len(title) <= _TITLE or parse.lemma[source] not in load_cues().persons:
        return None
    for i in range(first - len(title), max(first - _BEFORE, -1), -1):
        if parse.lower[i] == title[0] and parse.lower[i : i + len(title)] == title:
            for a, b, label in parse.entities_in(max(i - 3, 0), i + len(title)):
                if label == "PERSON" and (a <= i + len(title) < b or (b < i and parse.lower[b] == ",")):
                    return parse.span(max(a, i + len(title)) if a <= i + len(title) < b else a, b - 1)
            beside = parse.child(i + len(title) - 1, "appos")
            if beside is not None and beside > i and is_person(parse, beside, beside) and not _is_told_apart(parse, source):
                return _entity_at(parse, beside)
    return None


def _is_told_apart(parse: Parse, source: int) -> bool:
    """Say whether more is said of a bearer of a title than its "of" tail: "the member of the council from the north"."""
    return any(c > source and parse.dep[c] == "prep" and parse.lower[c] != "of" for c in parse.children[source])


def _entity_at(parse: Parse, i: int) -> tuple[int, int]:
    """Return the characters of the name that a word belongs to."""
    a, b, _ = parse.entities_in(i, i)[0]
    return parse.span(a, b - 1)
