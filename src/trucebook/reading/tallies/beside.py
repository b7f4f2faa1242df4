"""Beside: what the words in and around a count say was done to its people, where the parse is silent or went astray.

Invariant: only words within a few places of the count are looked at, in its own sentence, line or label.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import Count, noun_lists
from trucebook.reading.tallies.cue_words import cues
from trucebook.reading.tallies.harms import Hit, phrase_at, shares_object, then_killed, verb_hit
from trucebook.reading.tallies.listed import lists

_VERB_TAGS = frozenset({"VBN", "VBD", "VB", "VBP", "VBG"})
_ACTIVE_TAGS = frozenset({"VBG", "VBZ", "VBD", "VBP", "VB", "VBN"})
_FAR, _STRETCH = 60, 16
_WHEN = frozenset("yesterday today also monday tuesday wednesday thursday friday saturday sunday overnight".split())
_JAILS = frozenset({"jail", "prison", "prisons", "cells", "captivity", "detention", "dungeon"})
_AMOUNTS = frozenset({"number", "toll", "total", "count", "tally", "figure"})
_SAVES = frozenset(
    {"save", "spare", "risk", "protect", "prevent", "avoid", "avert", "endanger", "imperil", "jeopardise", "jeopardize", "threaten"}
)
_OUTRIGHT = frozenset({"killed", "injured", "affected", "detained", "released"})
_FED = frozenset({"food", "aid", "supplies", "rations", "medicine", "water", "relief", "enough", "assistance", "flour"})
_WHERE = frozenset({"in", "on", "by", "during", "when", "since", "at", "near", "after", "overnight"})
_LODGES = frozenset({"sleep", "shelter", "stay", "live", "house", "accommodate", "lodge", "camp", "crowd", "spend"})
_CAPTIVE = frozenset({"prisoner", "hostage", "captive", "prisoners", "hostages", "captives"})
_UNSURE = frozenset({"hold", "hit", "free"})
_AUXILIARIES = frozenset({"were", "was", "are", "is", "have", "has", "had", "been"})
_ASIDES = frozenset({"nearly", "almost", "including", "among", "mostly", "most", "mainly", "some", "one", "two", "all", "both", "many"})
_VERBS = frozenset({"VBD", "VBZ", "VBP", "MD", "WRB", "WDT", "WP", "."})


def harm_beside(parse: Parse, count: Count) -> Hit | None:
    """Return the first hit of the words in, behind and before a count."""
    if (own := inside(parse, count)) is not None:
        return own
    said = phrase(parse, count)
    if said is not None and said[0] != "detained":
        return said
    after = behind(parse, count.last + 1, count)
    died = after is not None and after[0] == "killed"  # "12 men died in custody"
    return (after if died else said or after) or before(parse, count)


def outcome(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of a noun that is itself the harm, whatever the verb: "three deaths", "40 injuries"."""
    if count.noun is None:
        return None
    category = noun_lists().outcomes.get(parse.lower[count.noun])
    if parse.lower[count.noun + 1 : count.noun + 2] in (["and"], ["or"]):
        pair = {noun_lists().harmed.get(word) for word in (parse.lower[count.noun], *parse.lower[count.noun + 2 : count.noun + 3])}
        if pair == {"killed", "injured"}:
            return "affected", count.noun
    return (category, count.noun) if category and not _saved(parse, count) else None


def inside(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of the counted noun itself, or of a word between number and noun."""
    harmed, adjectives = noun_lists().harmed, cues().adjectives
    if count.noun is not None and (category := harmed.get(parse.lower[count.noun])):
        return None if category == "killed" and _saved(parse, count) else (category, count.noun)
    for i in range(count.number.last + 1, count.last):
        if category := adjectives.get(parse.lower[i]) or harmed.get(parse.lower[i]):
            return category, i
    return None


def phrase(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of a set phrase within the few words behind the count ("out of their homes")."""
    words = parse.lower
    start = resume(parse, _past_brackets(parse, count.last + 1))
    for i in range(start, min(len(words), start + 9)):
        if (
            parse.pos[i] == "NUM"
            or words[i] in (";", ".", "not", "n't", "never")
            or parse.text.find("\n\n", parse.end[i - 1], parse.start[i]) >= 0
        ):
            break
        if (hit := phrase_at(parse, i)) and not _is_origin(parse, i, count):  # "19 men from his village"
            return hit
    return None


def _is_origin(parse: Parse, i: int, count: Count) -> bool:
    """Say whether "from" behind a noun says where people are at home: "three of the men from his village are missing"."""
    return parse.lower[i] == "from" and parse.pos[i - 1] == "NOUN" and parse.dep[count.head] == "nsubj"


def behind(parse: Parse, i: int, count: Count) -> Hit | None:
    """Return the hit of the first cue behind a count, over auxiliaries and adverbs only."""
    table, words = cues(), parse.lower
    start = resume(parse, _past_brackets(parse, i))
    for i in range(start, min(len(words), start + 6)):
        lemma, tag = parse.lemma[i], parse.tag[i]
        active = tag in _ACTIVE_TAGS and _acts(parse, i)
        category = None if active else table.adjectives.get(words[i])
        if category is None and tag in ("VBN", "VBD") and lemma not in _UNSURE and not active:
            category = table.verbs.get(lemma)
        if category is None and words[i - 1] in ("been", "were") and words[i][-1] == "s":
            category = table.verbs.get(words[i][:-1])
        if category is None and (tag in _VERB_TAGS or count.noun is None) and lemma != "suffer":
            category = table.intransitive.get(lemma)
        if category is None and count.noun is None:
            category = noun_lists().harmed.get(words[i])
        if category:
            return category, i
        if words[i] not in lists().between or (
            words[i] == "," and words[i + 1 : i + 2] not in (["who"], ["which"], ["mostly"], ["mainly"], ["all"])
        ):
            return None
    return None


def before(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of a cue right before a count ("killing 12"), or of the label of a bare number ("Displaced: 452")."""
    table, words, i = cues(), parse.lower, count.first - 1
    if i < 0:
        return None
    if i and words[i] in _WHEN and parse.tag[i - 1] in ("VBD", "VBZ", "VBN"):
        i -= 1
    lemma = parse.lemma[i]
    if lemma in ("take", "hold") and words[count.last + 1 : count.last + 2] and words[count.last + 1] in _CAPTIVE:
        return "detained", i
    active = parse.tag[i] in _ACTIVE_TAGS or words[i].endswith("ing")
    if (
        active
        and (lemma not in _UNSURE or (words[i] == "freed" and i < count.first - 1))
        and (category := table.verbs.get(lemma))
        and parse.child(i, "auxpass") is None
    ):
        return category, i
    if parse.words[i][0].isupper() and words[i][-1] == "s" and (category := table.verbs.get(words[i][:-1])):
        return category, i
    if words[i - 3 : i + 1] == ["from", "their", "homes", "of"]:
        return "displaced", i - 1
    if words[i] == "of" and i and (category := table.nouns.get(parse.lemma[i - 1])):
        if words[i - 1] == "body" and count.number.size > 1:
            return None  # "a body of eight men"
        return category, i - 1
    if (
        words[i] == ","
        and (open := next((j for j in range(i - 2, max(1, i - 10), -1) if words[j] == ","), None))
        and words[open - 1] == "of"
    ):
        noun = parse.lemma[open - 2]
        return (table.nouns[noun], open - 2) if noun in table.nouns else None
    if count.noun is not None or words[i] == "from":
        return None
    return _put_at(parse, i, count) or _label(parse, count) or _numbering(parse, i)


def _numbering(parse: Parse, i: int) -> Hit | None:
    """Return the hit of the harmed who number so many: "the dead in this round, by the police's count, number at least 610"."""
    if parse.lower[i] not in ("number", "numbered"):
        return None
    first = parse.sentences[parse.sentence_of[i]][0]
    if any(parse.tag[j] in ("VBD", "VBZ", "VBP", "MD") for j in range(max(first, i - _STRETCH), i)):
        return None
    harmed = ((noun_lists().harmed.get(parse.lower[j]), j) for j in range(max(first, i - _STRETCH), i))
    return next(((category, j) for category, j in harmed if category), None)


def _put_at(parse: Parse, at: int, count: Count) -> Hit | None:
    """Return the hit of an amount that somebody puts at a bare number: "put the number of people killed since May at 863"."""
    if parse.lower[at] != "at":
        return None
    if (behind := _number_behind(parse, count)) is not None:
        return behind
    first = max(parse.sentences[parse.sentence_of[at]][0], at - _STRETCH)
    put = next((i for i in range(at - 1, first - 1, -1) if parse.lemma[i] == "put"), None)
    if put is None or _AMOUNTS.isdisjoint(parse.lower[put:at]):
        return None
    harmed, table = noun_lists().harmed, cues()
    hits = ((harmed.get(parse.lower[i]) or table.adjectives.get(parse.lower[i]), i) for i in range(put, at))
    return next(((category, i) for category, i in hits if category), None)


def _number_behind(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of an amount named behind its value: "put at 29 the number of miners who had died"."""
    i = count.last + 1
    if parse.lower[i : i + 1] != ["the"] or parse.lower[i + 1 : i + 2] == [] or parse.lower[i + 1] not in _AMOUNTS:
        return None
    harmed, table = noun_lists().harmed, cues()
    for j in range(i + 2, min(i + _STRETCH, len(parse), parse.sentences[parse.sentence_of[i]][1])):
        word = parse.lower[j]
        category = harmed.get(word) or table.adjectives.get(word) or table.intransitive.get(parse.lemma[j])
        if category:
            return category, j
    return None


def passive_behind(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of a passive right behind a count: in "killed seven and 12 were hurt" the 12 were hurt; so are "three in
    critical condition"."""
    words, i = parse.lower, count.last + 1
    if count.noun is None and words[i : i + 1] == ["in"] and words[i + 2 : i + 3] == ["condition"]:
        return "injured", i + 2
    if words[i : i + 1] not in (["were"], ["was"]) or parse.tag[i + 1 : i + 2] != ["VBN"]:
        return None
    hit = then_killed(parse, i + 1) or verb_hit(parse, i + 1)
    return hit if hit is not None and hit[0] in _OUTRIGHT and parse.child(i + 1, "prt") is None else None


def freed(parse: Parse, count: Count, cue: int) -> Hit | None:
    """Return the hit of captives who go free: "50 prisoners are to walk free", "in exchange for 240 prisoners", "freed against 41
    detained rebels"; `cue` is the word that calls them captives."""
    words = parse.lower
    if count.noun is None or not count.first <= cue <= count.last:
        return None
    if words[count.first - 1 : count.first] == ["against"] and words[count.first - 2] in lists().freeing:
        return "released", count.first - 2
    before = words[max(0, count.first - 3) : count.first]
    if before[-2:] in (["exchange", "for"], ["return", "for"], ["swap", "for"], ["exchange", "of"], ["swap", "of"], ["swapped", "for"]):
        return "released", count.first - 2
    if parse.lemma[count.first - 2] == "bring" and before[-1:] == ["home"]:
        return "released", count.first - 2
    for i in range(count.last + 1, min(len(words), count.last + 8)):
        if words[i] in (".", ";", "who", "which", "that") or (
            parse.tag[i] == "VBD" and words[i] not in ("were", "was", "had", "walked", "went", "came", "said", "added")
        ):
            return None
        if (
            words[i] in lists().freeing
            or (words[i] in ("walked", "walk") and words[i + 1 : i + 2] == ["out"])
            or (words[i] in ("walked", "walk", "came") and not _JAILS.isdisjoint(words[i + 1 : i + 5]))
        ):
            return "released", i
    return None


def shut_in(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who are said to live where a siege is told in the same sentence: "besieging quarters where
    9,000 people live", "home to 9,000 people", "food for 9,000 people"."""
    if count.noun is None:
        return None
    words, first = parse.lower, count.first
    before = words[max(0, first - 2) : first]
    lives = any(w in lists().dwells for w in words[count.last + 1 : count.last + 4])
    if not (lives or before[-2:] in (["home", "to"], ["population", "of"]) or _fed(parse, first)):
        return None
    low, high = parse.sentences[parse.sentence_of[first]]
    if "there" in words[count.last + 1 : count.last + 5] and low:
        low = parse.sentences[parse.sentence_of[first] - 1][0]
    near = range(max(low, first - _FAR), min(high, first + _FAR))
    if any(words[i] in ("would", "could", "if", "might") for i in near):
        return None
    return next((("besieged", i) for i in near if words[i] in lists().sieges and _shuts(parse, i)), None)


def _fed(parse: Parse, first: int) -> bool:
    """Say whether something is brought for the people that word `first` opens: "food for 9,000 people"."""
    return parse.lower[max(0, first - 1) : first] == ["for"] and bool(_FED.intersection(parse.lower[max(0, first - 7) : first]))


def _shuts(parse: Parse, i: int) -> bool:
    """Say whether a word tells of a siege: "cut" only with "off"."""
    return parse.lower[i] != "cut" or parse.lower[i + 1 : i + 2] == ["off"]


def sheltered(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who stay, or are housed, in camps, shelters, centres or with relatives."""
    end = min(len(parse), count.last + 8)
    stay = next((i for i in range(count.last + 1, end) if parse.lemma[i] in lists().stays and parse.tag[i][:2] == "VB"), None)
    if stay is None or "." in parse.lower[count.last + 1 : stay]:
        return None
    for i in range(stay + 1, min(len(parse), stay + 8)):
        if parse.lower[i] in (".", ";"):
            break
        roofed = parse.lower[i] in lists().roofs and parse.lemma[stay] in _LODGES
        if parse.lower[i] in lists().shelters or roofed:
            return "displaced", i
    return None


def among(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "among the dead were nine children"."""
    words, i = parse.lower, count.first - 1
    i -= words[i] in ("a", "an")
    if i < 3 or words[i] not in ("were", "was", "are"):
        return None
    category = noun_lists().harmed.get(words[i - 1])
    return (category, i - 1) if category and "among" in words[max(0, i - 5) : i] else None


def _saved(parse: Parse, count: Count) -> bool:
    """Say whether a verb keeps the counted people from harm: "saved 20 lives"."""
    return parse.lemma[parse.head[count.head]] in _SAVES


def _past_brackets(parse: Parse, i: int) -> int:
    """Return the word behind a bracket that opens at word i, or i."""
    if i < len(parse) and parse.lower[i] == "(":
        return next((j + 1 for j in range(i, min(len(parse), i + 12)) if parse.lower[j] == ")"), i)
    return i


def resume(parse: Parse, i: int) -> int:
    """Return the auxiliary that goes on behind an aside ("12 people, most of them women, were …"), or word i."""
    comma = parse.lower[i : i + 1] == [","]
    opens = i + (i < len(parse) and parse.lower[i] in ("-", "–", "—", ","))
    if opens >= len(parse) or not (comma or parse.lower[opens] in _ASIDES):
        return i
    for j in range(i + 1, min(len(parse), i + 12)):
        if parse.lower[j] in _AUXILIARIES:
            return j if parse.lower[opens] in _ASIDES or (parse.lower[j - 1] == "," and j - 1 > i) else i
        if parse.tag[j] in _VERBS:
            break
    return i


def _acts(parse: Parse, v: int) -> bool:
    """Say whether a verb has an object of its own; "7 killed 12 others injured" of headlines has none."""
    obj = parse.child(v, "dobj")
    if obj is not None and parse.lower[obj] in ("themselves", "itself"):
        return False
    if obj is not None and parse.tag[v] == "VBN" and parse.lower[v + 1 : v + 2] and parse.lower[v + 1] in _WHERE:
        return False
    if obj is None:
        return shares_object(parse, v)
    return parse.lower[obj + 1 : obj + 2] not in (["injured"], ["wounded"], ["hurt"], ["missing"], ["others"])


def _label(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of the words that label a bare number on their right."""
    table, words = cues(), parse.lower
    for i in range(count.first - 1, max(-1, count.first - 10), -1):
        if words[i] in table.tolls:
            return "killed", i
        if words[i] == "from" or (words[i][0].isdigit() and words[i - 1] == "from"):
            continue
        category = noun_lists().harmed.get(words[i]) or table.adjectives.get(words[i]) or table.nouns.get(parse.lemma[i])
        if category and (parse.pos[i] in ("NOUN", "PROPN", "ADJ") or parse.tag[i] == "VBN" or words[i] in noun_lists().harmed):
            return category, i
        if words[i] == "," and (aside := _aside_start(parse, i)) is not None and aside > 0:
            category = noun_lists().harmed.get(words[aside - 1])
            return (category, aside - 1) if category else None
        if words[i] not in lists().labels:
            return None
    return None


def _aside_start(parse: Parse, comma: int) -> int | None:
    """Return the comma that opens an aside closed by another one: "the dead, civilians among them, number …"."""
    return next((j for j in range(comma - 2, max(0, comma - 7), -1) if parse.lower[j] == ","), None)
