"""Objects: weapons, vehicles, aircraft, installations, money, documents, and nationalities with their country's point.

Invariant: an object's span is exact; a nationality has coordinates where it belongs to one country.
"""

import re
from functools import cache

from trucebook.actors import ActorIndex, read_table
from trucebook.model import Mention, ObjectValue
from trucebook.reading.evidence import new_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.groups import tighten
from trucebook.reading.people.lexicon import plural_of, split_noun

Words = tuple[str, ...]
UNCHANGED = frozenset(
    ("aircraft", "headquarters", "barracks", "arms", "explosives", "artillery", "weaponry", "ammunition", "cash", "sterling")
)
NUMBERED = frozenset(("document",))
SYMBOL = re.compile(
    r"(?:US|A|C|NZ)?[$€£¥₪₹₽]\s?\d[\d.,]*(?:\s?(?:million|billion|trillion|thousand|m|bn|k)\b)?"
    r"|\b\d[\d.,]*(?:\s(?:million|billion|trillion|thousand))?\s(?:US |American )?(?:dollars|euros|pounds|rubles|roubles|lira|"
    r"dinars|riyals|rials|rupees|francs|shekels|yen|yuan|naira|shillings|birr|pesos)\b"
)


@cache
def _lexicon() -> dict[str, list[tuple[Words, str]]]:
    """Return object nouns by their last word, longer ones first, each with its class."""
    index: dict[str, list[tuple[Words, str]]] = {}
    for row in read_table("objects.csv"):
        for noun in row["words"].split("|"):
            forms = {noun} if noun in UNCHANGED else {noun, plural_of(noun)}
            for words in map(split_noun, forms):
                index.setdefault(words[-1], []).append((words, row["class"]))
    for known in index.values():
        known.sort(key=lambda pair: -len(pair[0]))
    return index


def find_objects(notes: Notes, actors: ActorIndex) -> tuple[Mention, ...]:
    """Return weapons, vehicles, aircraft, installations, money, documents and nationalities in text order."""
    found = {(m.start, m.end): m for m in (*find_things(notes), *find_money(notes.parse), *find_nationalities(notes, actors))}
    return tuple(sorted(found.values(), key=lambda m: (m.start, -m.end)))


def find_things(notes: Notes) -> list[Mention]:
    """Return the noun phrases headed by an object noun; installations and documents only where no place holds the words."""
    parse, lexicon = notes.parse, _lexicon()
    places = {parse.word_at(m.end - 1) for m in notes.places}
    found = []
    for i, lower in enumerate(parse.lower):
        if lower in lexicon and parse.pos[i] in ("NOUN", "PROPN"):
            kind = _class_at(parse, lexicon, i)
            if kind is None or (kind == "installation" and i in places) or (kind == "document" and not _is_cited(parse, i)):
                continue
            if parse.dep[i] in ("compound", "nmod") and parse.head[i] > i:
                continue
            first, last = tighten(parse, parse.noun_phrase(i)[0], _numbered(parse, i), i)
            found.append(new_mention(parse.text, "object", parse.start[first], parse.end[last], ObjectValue(class_=kind)))
    return found


def _class_at(parse: Parse, lexicon: dict[str, list[tuple[Words, str]]], i: int) -> str | None:
    for words, kind in lexicon[parse.lower[i]]:
        if len(words) == 1 or tuple(parse.lower[max(0, i - len(words) + 1) : i + 1]) == words:
            return kind
    return None


def _is_cited(parse: Parse, i: int) -> bool:
    """Say whether a document is named: with a capital or a number after it."""
    return (parse.words[i][:1].isupper() and i > parse.sentences[parse.sentence_of[i]][0]) or _numbered(parse, i) > i


def _numbered(parse: Parse, i: int) -> int:
    """Return the last word of a head with the number right after it ("Resolution 1701"), or the head."""
    after = i + 1
    if after < len(parse) and parse.words[after][:1].isdigit() and parse.sentence_of[after] == parse.sentence_of[i]:
        return after if parse.words[i][:1].isupper() else i
    return i


def find_money(parse: Parse) -> list[Mention]:
    """Return sums of money: a currency sign or word with its number."""
    if not any(sign in parse.text for sign in "$€£¥₪₹₽") and not any(w in MONEY_WORDS for w in parse.lower):
        return []
    return [new_mention(parse.text, "object", m.start(), m.end(), ObjectValue(class_="money")) for m in SYMBOL.finditer(parse.smooth)]


MONEY_WORDS = frozenset(
    "dollars euros pounds rubles roubles lira dinars riyals rials rupees francs shekels yen yuan naira shillings birr pesos".split()
)


def find_nationalities(notes: Notes, actors: ActorIndex) -> list[Mention]:
    """Return every adjective or noun of a nation or people, with the country's point where one country is meant; a language
    and a part of a person's name are none."""
    parse = notes.parse
    found = []
    others = {
        i
        for first, end, label in parse.entities
        if label == "LANGUAGE" or (label == "PERSON" and end - first > 1)
        for i in range(first, end)
    }
    i, size = 0, len(parse)
    while i < size:
        step = 1
        if parse.words[i][:1].isupper() and i not in others:
            two = f"{parse.lower[i]} {parse.lower[i + 1]}" if parse.lower[i] in actors.pairs and i + 1 < size else ""
            for length, key in ((2, two), (1, parse.lower[i])):
                value = _nationality(actors, key) if key else None
                if value is not None and not (length == 1 and _is_name(parse, i)):
                    found.append(new_mention(parse.text, "object", parse.start[i], parse.end[i + length - 1], value))
                    step = length
                    break
        i += step
    return found


def _nationality(actors: ActorIndex, key: str) -> ObjectValue | None:
    states = actors.demonyms.get(key) or actors.people.get(key)
    if states:
        state = states[0]
        return ObjectValue(class_="nationality", country=state.actor.country, lat=state.lat, lon=state.lon)
    if key in actors.groups:
        return ObjectValue(class_="nationality", country=actors.groups[key])
    return None


def _is_name(parse: Parse, i: int) -> bool:
    """Say whether a word is the state's own name rather than its adjective ("the US" against "US jets")."""
    return parse.words[i].replace(".", "") in ("US", "UK", "EU") and parse.dep[i] not in ("amod", "compound", "nmod")
