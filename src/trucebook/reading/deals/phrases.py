"""Phrases: the noun phrase by which somebody is named at a word, alone or in a row, and who a pronoun there is.

Invariant: a phrase holds its head word, lies in one sentence and leaves out what is coordinated with it.
"""

from trucebook.model import Field
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.evidence import cut, of_mention
from trucebook.reading.grammar.parse import WEEKDAYS, Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at
from trucebook.reading.spaces.places import states_of_one_word

_WHERE, _TRUCES = deal_words("where"), deal_words("truces_told")
_NOBODY = deal_words("nobody")
_TIME = deal_words("time_nouns")
_TOGETHER = deal_words("told_by_name")
_STATES = deal_words("broker_states")
_POWERS = _STATES | deal_words("outside_states")
_OFFICES = deal_words("high_offices") | {"leader", "head", "chairman"}
_MONTHS = deal_words("months")
_SUFFIXES = deal_words("brokering_suffixes")
_AFTER = {"after", "before", "since", "until"}
_ACRONYMS = {"US": "united states", "WHO": "world health organization"}  # which are words in small letters
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_THIRD = {"he", "it", "its", "she", "their", "they"}


_DAYTIMES = frozenset((*WEEKDAYS, "afternoon", "evening", "morning", "night"))


def actor_field(notes: Notes, word: int) -> Field:
    """Return the noun phrase at a head word, or the actor mention that covers all of it, with the actor it stands for as value."""
    parse = notes.parse
    at = parse.start[word]
    first, last = phrase_of(parse, word)
    start, end = parse.start[first], parse.end[last]
    mention = actor_at(notes, word)
    if mention is None:
        return cut(parse.text, start, end)
    cut_off = parse.text[mention.start : start]  # "On 4 June army units …", "The same evening insurgents …"
    dated = cut_off[:1].isdigit() or bool(_DAYTIMES & set(cut_off.lower().split()))
    if (
        not dated
        and mention.start <= start
        and end <= mention.end
        and mention.start <= at < mention.end
        and parse.head_of(mention.start, mention.end) == word
    ):
        return of_mention(mention)
    return cut(parse.text, start, end, mention.value)


def phrase_of(parse: Parse, word: int) -> tuple[int, int]:
    """Return first and last word of a noun phrase without its coordinated ones; cut at sentence and comma."""
    first, last = parse.noun_phrase(word)
    for j in range(word, first - 1, -1):
        if parse.words[j] in (",", ";", ":", "—", "–", "(", ")") or parse.sentence_of[j] != parse.sentence_of[word]:
            first = j + 1
            break
        if j < word and _is_beside(parse, j, word):
            first = j + 1
            break
    for j in range(word, last + 1):
        offered = parse.lower[j] == "of" and parse.pos[word] == "PROPN" and any(parse.words[k] in _TRUCES for k in parse.children[j])
        if parse.words[j] in (",", ";", ":", "—", "–", "(", ")") or offered:  # "an offer from Kigali of a truce"
            last = j - 1
            break
    day = next((c for c in parse.children[word] if parse.dep[c] == "compound" and parse.lower[c] in _DAYTIMES), None)
    if day is not None and (parse.dep[word] == "pobj" or parse.tag[word] == "NNS"):
        first = max(first, day + 1)
    if first and parse.lower[first - 1] in ("on", "since") and _MONTHS & set(parse.lower[first : min(first + 2, word)]):
        first += 2  # "Since 4 June army units have …"
    elif first and parse.lower[first - 1] == "between" and parse.words[first].isdigit():
        first = next((j + 1 for j in range(first, min(first + 4, word)) if parse.lower[j] in _MONTHS), first)
    while first < word and parse.words[first] in ("-", "'", '"'):
        first += 1
    last = _with_name(parse, word, max(last, word))
    while last + 2 < len(parse) and parse.words[last + 1] == "-" and parse.end[last] == parse.start[last + 1] == parse.end[last + 1] - 1:
        after = parse.lower[last + 2]
        if parse.start[last + 2] != parse.end[last + 1] or {parse.lower[last], after} <= _POWERS or after in _SUFFIXES:
            break  # "US-Russian" are two, and "UN-brokered" is what the UN brokered
        last += 2
    return first, last


def _with_name(parse: Parse, word: int, last: int) -> int:
    """Return the last word of a noun phrase with the name that follows its title without a comma: "the cleric Amadou Ba"."""
    name = next((c for c in parse.children[word] if parse.dep[c] == "appos" and parse.pos[c] == "PROPN"), None)
    if name is None or parse.left_edge(name) != last + 1 or parse.words[last + 1] in ("(", "["):
        return last
    return name


def head_of_field(parse: Parse, field: Field) -> int | None:
    """Return the head word of the words of a field, None where it has none of the text."""
    return parse.head_of(field.start, field.end) if field.start is not None and field.end is not None else None


def people(parse: Parse, word: int) -> list[int]:
    """Return the head words that can act among a word and what is coordinated with it."""
    found = []
    row = _with_apposed(parse, parse.conjuncts(word))
    if len(row) > 1 and parse.dep[word] == "pobj":
        row = _without_torn(parse, row)
    for w in _named_allies(parse, _without_count(parse, row)):
        lower = _ACRONYMS.get(parse.words[w], parse.lower[w])
        if (
            (parse.pos[w] not in ("NOUN", "PROPN", "ADJ") and parse.words[w] not in _ACRONYMS)
            or lower in _NOBODY
            or parse.lemma[w] in _TIME
        ):
            continue
        if parse.tag[w] == "CD" or parse.lower[w].isdigit() or (parse.lemma[w] in _WHERE and parse.pos[w] == "NOUN"):
            continue
        found += _in_row(parse, w)
    return found


def _without_count(parse: Parse, row: list[int]) -> list[int]:
    """Return a row without the noun that only counts those who follow: "the two factions, A and B"."""
    told = [_COUNTS.get(parse.lower[c], 0) for c in parse.children[row[0]] if parse.dep[c] == "nummod"]
    named = all(parse.pos[w] == "PROPN" for w in row[1:])
    return row[1:] if parse.tag[row[0]] == "NNS" and named and len(row) > 1 and told == [len(row) - 1] else row


def _with_apposed(parse: Parse, row: list[int]) -> list[int]:
    """Return a row with the names that the parser took for another name of its last one: "Khartoum, the SLA and the JEM"."""
    last = row[-1]
    if parse.pos[last] != "PROPN":
        return row
    for c in parse.children[last]:
        more = parse.conjuncts(c) if parse.dep[c] == "appos" and c > last and parse.pos[c] == "PROPN" else []
        if len(more) > 1 and parse.words[parse.left_edge(c) - 1] == "," and all(parse.pos[m] == "PROPN" for m in more):
            return row if parse.lemma[c] in _OFFICES else row + more
    return row


def torn_row(parse: Parse, verb: int) -> list[int]:
    """Return the subjects that the parser hung into the phrase before them: "After mediation by A, B and C signed" gives B and C."""
    if parse.tag[verb] not in ("VBD", "VBZ", "VBP", "VBN") or parse.child(verb, "nsubj", "nsubjpass") is not None:
        return []
    first, last = parse.sentences[parse.sentence_of[verb]][0], verb - 1
    while last > first and parse.pos[last] in ("ADV", "AUX"):
        last -= 1
    if parse.dep[last] != "conj" or parse.pos[last] not in ("NOUN", "PROPN"):
        return []
    top = parse.first_conjunct(last)
    opened = parse.dep[top] == "pobj" and any(a in parse.children[verb] for a in (top, *parse.ancestors(top)))
    if opened and any(parse.dep[c] == "compound" and parse.lower[c] in WEEKDAYS for c in parse.children[top]):
        return parse.conjuncts(top)  # "On Friday A and B signed"
    comma = next((j for j in range(top, last) if parse.words[j] == ","), None)
    return [w for w in parse.conjuncts(top) if comma < w <= last] if opened and comma is not None else []


def torn_first(parse: Parse, subject: int) -> list[int]:
    """Return subjects that the parser left before another: "two days after the junta and the front signed", "A, the B and C signed"."""
    if parse.dep[subject] != "nsubj":
        return []
    others = [c for c in parse.children_of(parse.head[subject], "nsubj") if c < subject and parse.pos[c] in ("NOUN", "PROPN")]
    if others and parse.words[parse.noun_phrase(subject)[0] - 1] == ",":
        return [w for c in others for w in people(parse, c)]
    and_at = parse.noun_phrase(subject)[0] - 1
    before = and_at - 1
    if before < 0 or parse.lower[and_at] != "and" or parse.pos[before] not in ("NOUN", "PROPN"):
        return []
    after = parse.dep[before] == "pobj" and parse.lower[parse.head[before]] in _AFTER
    return people(parse, before) if after or parse.dep[before] == "appos" else []


def torn_after(parse: Parse, verb: int) -> list[int]:
    """Return the subject that the parser hung below the time before it: "left on Friday, a day after a delegation signed a truce"."""
    if parse.tag[verb] != "VBD" or parse.child(verb, "nsubj", "nsubjpass") is not None:
        return []
    times = [c for c in parse.children_of(verb, "npadvmod") if c < verb and parse.lemma[c] in _TIME]
    return [w for t in times for c in parse.children[t] if parse.lower[c] == "after" for w in people_after(parse, c)]


def people_after(parse: Parse, prep: int) -> list[int]:
    """Return the head words that can act behind a preposition."""
    return [w for k in parse.children_of(prep, "pobj") for w in people(parse, k)]


def _without_torn(parse: Parse, row: list[int]) -> list[int]:
    """Return a row without those in it that are the subject of the verb after it."""
    verb = next((a for a in parse.ancestors(row[0]) if parse.pos[a] == "VERB" and a > row[-1]), None)
    torn = torn_row(parse, verb) if verb is not None else []
    return row if row[0] in torn else [w for w in row if w not in torn]


def _is_beside(parse: Parse, before: int, word: int) -> bool:
    """Say whether a state stands before another whose comma is lost: "Togo Benin and Ghana"."""
    return parse.words[before][:1].isupper() and _is_state(parse.lower[before]) and _is_state(parse.lower[word])


def _is_state(lower: str) -> bool:
    return lower in _STATES or lower in states_of_one_word()


def _in_row(parse: Parse, word: int) -> list[int]:
    """Return a word with the states that stand before it in a row without commas."""
    first = word
    while first and _is_beside(parse, first - 1, first):
        first -= 1
    return list(range(first, word + 1))


def _named_allies(parse: Parse, words: list[int]) -> list[int]:
    """Return the words with "its allies A and B" replaced by A and B."""
    found: list[int] = []
    for w in words:
        names = [c for c in parse.children[w] if parse.dep[c] == "appos" and parse.pos[c] == "PROPN" and c > w]
        counted = any(parse.dep[c] == "nummod" or parse.lower[c] == "both" for c in parse.children[w])
        row = bool(names) and len(parse.conjuncts(names[0])) > 1
        told = parse.lemma[w] in _TOGETHER or (row and (counted or "," not in parse.words[w : names[0]]))
        found += parse.conjuncts(names[0]) if names and told and parse.tag[w] == "NNS" else [w]
    return found


def people_meant(notes: Notes, word: int) -> list[int]:
    """Return the head words that can act at a word, or those that a pronoun there stands for, also in a row: "he and the sheikh signed"."""
    parse = notes.parse
    found = [*torn_first(parse, word), *people(parse, word), *_torn_of(parse, word)]
    row = [w for w in (parse.conjuncts(word) if found else [word]) if parse.lower[w] in _THIRD]
    meant = [who for w in row for who in _meant_by(notes, w)]
    return [*(w for w in meant if w not in found), *found]


def _torn_of(parse: Parse, subject: int) -> list[int]:
    """Return a second subject that the parser hung below the "of" of the first: "the elders of Karo and the council of Lado signed"."""
    if parse.dep[subject] != "nsubj" or parse.pos[subject] not in ("NOUN", "PROPN"):
        return []
    below = [k for c in parse.children[subject] if parse.lower[c] == "of" for k in parse.children_of(c, "pobj")]
    both = any(parse.lower[c] == "both" and parse.dep[c] == "preconj" for c in parse.children[subject])
    row = [w for k in below for w in parse.conjuncts(k)[1:] if both or (parse.pos[w] == "NOUN" and not parse.children_of(k, "preconj"))]
    return [w for w in row if any(parse.lower[c] == "of" for c in parse.children[w])]


def _meant_by(notes: Notes, pronoun: int) -> list[int]:
    """Return those for whom a pronoun stands."""
    meant = notes.references.get(pronoun)
    head = notes.parse.head_of(meant.start, meant.end) if meant is not None and meant.kind == "actor" else None
    return people(notes.parse, notes.parse.first_conjunct(head)) if head is not None else []


def once(parse: Parse, words: list[int]) -> list[int]:
    """Return the head words whose phrases differ, in order."""
    kept: list[int] = []
    for w in words:
        if not is_named_by(parse, w, kept):
            kept.append(w)
    return kept


def is_named_by(parse: Parse, word: int, others: list[int]) -> bool:
    """Say whether one of other head words stands in a phrase of the same words, articles aside."""
    first, last = phrase_of(parse, word)
    mine = {w for w in parse.lower[first : last + 1] if w not in ("the", "a", "an", "of")}
    for other in others:
        a, b = phrase_of(parse, other)
        theirs = {w for w in parse.lower[a : b + 1] if w not in ("the", "a", "an", "of")}
        if word == other or mine == theirs:
            return True
    return False
