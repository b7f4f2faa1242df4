"""Tolls: each count of people with what was done to them, by grammar first, by the words beside it where the parse went astray.

Invariant: a count has a category only by words of its own sentence, line or label.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from trucebook import codebook
from trucebook.reading.counts import Count, find_singles, noun_lists
from trucebook.reading.harms import Hit, cues, harm_of, phrase_at, shares_object
from trucebook.reading.parse import Parse


class Toll(msgspec.Struct, frozen=True):
    """A count with its category: `cue` is the word that says it, `part` whether it is part of a larger count.

    `term` is the finer word for homes; `aside` marks a count in brackets behind another one.
    """

    count: Count
    category: str
    cue: int
    part: bool = False
    term: str | None = None
    aside: bool = False


@dataclass(frozen=True)
class Lists:
    """The codebook's lists for parts, homes, attackers, fighters and deals; `between` and `labels` may part count and cue."""

    parts: frozenset[str]
    destroyed: frozenset[str]
    damaged: frozenset[str]
    attackers: frozenset[str]
    fighters: frozenset[str]
    deals: frozenset[str]
    between: frozenset[str]
    labels: frozenset[str]
    stays: frozenset[str]
    shelters: frozenset[str]


@cache
def lists() -> Lists:
    """Return the lists of the codebook that ships with trucebook."""
    book = codebook.load()
    return Lists(
        *(
            book.terms("figures", name)
            for name in ("parts", "destroyed", "damaged", "attackers", "fighters", "deals", "between", "labels", "stays", "shelters")
        )
    )


_VERB_TAGS = frozenset({"VBN", "VBD", "VB", "VBP", "VBG"})
_ACTIVE_TAGS = frozenset({"VBG", "VBZ", "VBD", "VBP", "VB", "VBN"})
_FAR = 60
_LEAVES = ("leave", "depart", "travel", "bus", "evacuate")
_SAVES = frozenset({"save", "spare", "risk", "protect", "prevent", "avoid", "avert"})
_UNSURE = frozenset({"hold", "hit", "free"})


def find_tolls(parse: Parse, counts: list[Count]) -> list[Toll]:
    """Return the counts that words of harm or movement bear on, in text order."""
    found: list[Toll] = []
    before: Count | None = None
    for count in counts:
        toll = _part(parse, count, found) or _of_those(parse, count) or _toll(parse, count, found) or _shared(parse, count, before, found)
        if toll is not None:
            if (twin := _twin(parse, before, toll, found)) is not None:
                found.append(twin)
            found.append(_aside(parse, toll, before))
        before = count
    found = _look_ahead(parse, counts, found)
    taken = {i for count in counts for i in range(count.first, count.last + 1)}
    found.extend(toll for count in find_singles(parse, taken) if (toll := _single(parse, count)) is not None)
    return sorted(found, key=lambda toll: toll.count.first)


def _look_ahead(parse: Parse, counts: list[Count], found: list[Toll]) -> list[Toll]:
    """Return the tolls with those of counts that are part of the next: "30 pupils were among 39 people killed"."""
    at = {toll.count.first: toll for toll in found}
    for count, after in pairwise(counts):
        if count.first in at or after.first not in at or not count.known:
            continue
        gap = parse.lower[count.last + 1 : after.first]
        if gap in (["among"], ["were", "among"], ["was", "among"], ["are", "among"], ["were", "among", "the"]):
            toll = at[after.first]
            at[count.first] = Toll(count, toll.category, toll.cue, part=True)
    return [at[first] for first in sorted(at)]


def _toll(parse: Parse, count: Count, found: list[Toll]) -> Toll | None:
    """Return the toll of a count that is no part of another."""
    if count.unit == "house":
        return _house(parse, count)
    hit = _outcome(parse, count) or _among(parse, count) or _right_before(parse, count, found) or _by_grammar(parse, count)
    if hit is not None and found and found[-1].cue == hit[1] == count.first - 1:
        hit = _behind(parse, count.last + 1, count) or hit
    if count.unit == "thing":
        return _of_unknown(parse, count, hit)
    hit = hit or _inside(parse, count) or _phrase(parse, count) or _behind(parse, count.last + 1, count) or _before(parse, count)
    hit = hit or _departed(parse, count) or _sheltered(parse, count)
    if hit is None and (toll := _more_homes(parse, count, found) or _homes_of(parse, count)) is not None:
        return toll
    if hit is None and count.noun is None:
        return _house_label(parse, count)
    if hit is None or _unlikely(parse, count, hit):
        return None
    among = parse.lower[count.number.last + 1 : count.number.last + 3] == ["of", "the"] and hit[1] == count.noun
    among = among or (count.last < hit[1] and "among" in parse.lower[count.last + 1 : hit[1]])
    return Toll(count, hit[0], hit[1], part=among)


def _by_grammar(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of the count's place in the sentence; what its noun says outright is kept ("25 missing were displaced")."""
    hit = harm_of(parse, count.head)
    if hit is None and count.noun is not None and count.noun != count.head:
        hit = harm_of(parse, count.noun)
    own = noun_lists().harmed.get(parse.lower[count.noun]) if count.noun is not None else None
    if hit is not None and hit[0] == "returned" and own == "detained":
        return "released", hit[1]
    if hit is None or own not in ("killed", "injured", "missing") or parse.lemma[hit[1]].lower() in ("die", "succumb"):
        return hit
    return hit if hit[0] in ("evacuated", "detained", "released", "besieged") or count.noun is None else (own, count.noun)


def _of_unknown(parse: Parse, count: Count, hit: Hit | None) -> Toll | None:
    """Return the toll of a plural that no list has: people where they are killed, hurt or arrested outright."""
    if count.noun is None:
        hit = hit or _behind(parse, count.last + 1, count)
    if hit is None:
        return None
    if count.noun is not None and parse.tag[count.noun] in ("NNPS", "NNP"):
        return Toll(count, hit[0], hit[1])
    if parse.lemma[hit[1]].lower() in ("capture", "seize", "hold", "hit", "bury", "burn"):
        return None
    if hit[0] not in ("killed", "injured", "detained") or (count.noun is not None and parse.dep[count.head] not in ("dobj", "nsubjpass")):
        return None
    return Toll(count, hit[0], hit[1])


def _unlikely(parse: Parse, count: Count, hit: Hit) -> bool:
    """Say whether the words point to no victims: attackers who fled, fighters who crossed into a town, a rate by the day."""
    noun = parse.lower[count.noun] if count.noun is not None else ""
    behind = parse.lower[count.last + 1 : count.last + 3]
    if len(behind) == 2 and behind[0] in ("a", "per", "every", "each") and behind[1] in ("day", "week", "month", "year", "hour"):
        return True
    if hit[0] == "displaced" and (noun in lists().attackers or (noun in lists().fighters and parse.lower[hit[1]] != "displaced")):
        return True
    return hit[0] == "injured" and noun in ("death", "deaths")


def _single(parse: Parse, count: Count) -> Toll | None:
    """Return the toll of one person named with an article, by grammar alone."""
    words = parse.lower
    if words[count.first - 1 : count.first] in (["them"], ["whom"]):
        return None
    if words[count.noun or 0] in noun_lists().harmed or any(w in lists().parts for w in words[max(0, count.first - 2) : count.first]):
        return None
    if parse.dep[count.head] not in ("nsubjpass", "dobj", "nsubj") and words[count.first - 1 : count.first] != ["of"]:
        return None
    hit = harm_of(parse, count.head)
    if hit is None or hit[0] not in ("killed", "injured", "detained", "released") or count.first <= hit[1] <= count.last:
        return None
    return Toll(count, hit[0], hit[1])


# ---------------------------------------------------------------- by neighbourhood


def _outcome(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of a noun that is itself the harm, whatever the verb: "three deaths", "40 injuries"."""
    if count.noun is None:
        return None
    category = noun_lists().outcomes.get(parse.lower[count.noun])
    return (category, count.noun) if category and not _saved(parse, count) else None


def _saved(parse: Parse, count: Count) -> bool:
    """Say whether a verb keeps the counted people from harm: "saved 20 lives"."""
    return parse.lemma[parse.head[count.head]].lower() in _SAVES


def _among(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "among the dead were nine children"."""
    words, i = parse.lower, count.first - 1
    if i < 3 or words[i] not in ("were", "was", "are"):
        return None
    category = noun_lists().harmed.get(words[i - 1])
    return (category, i - 1) if category and "among" in words[max(0, i - 5) : i] else None


def _right_before(parse: Parse, count: Count, found: list[Toll]) -> Hit | None:
    """Return the hit of a verb that touches the count on its left ("and injured scores"), unless another count has it."""
    i = count.first - 1
    if i < 0 or parse.tag[i] not in ("VBD", "VBN", "VBG", "VBZ") or parse.child(i, "auxpass", "nsubjpass", "dobj") is not None:
        return None
    if found and (found[-1].cue == i or found[-1].count.last >= i):
        return None
    category = cues().verbs.get(parse.lemma[i].lower())
    joined = i > 0 and parse.lower[i - 1] in ("and", ",", "or", "but")
    return (category, i) if category in ("killed", "injured", "detained") and joined else None


def _inside(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of the counted noun itself, or of a word between number and noun."""
    harmed, adjectives = noun_lists().harmed, cues().adjectives
    if count.noun is not None and (category := harmed.get(parse.lower[count.noun])):
        return None if category == "killed" and _saved(parse, count) else (category, count.noun)
    for i in range(count.number.last + 1, count.last):
        if category := adjectives.get(parse.lower[i]) or harmed.get(parse.lower[i]):
            return category, i
    return None


def _past_brackets(parse: Parse, i: int) -> int:
    """Return the word behind a bracket that opens at word i, or i."""
    if i < len(parse) and parse.lower[i] == "(":
        return next((j + 1 for j in range(i, min(len(parse), i + 12)) if parse.lower[j] == ")"), i)
    return i


def _phrase(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of a set phrase within the few words behind the count ("out of their homes")."""
    words = parse.lower
    start = _past_brackets(parse, count.last + 1)
    for i in range(start, min(len(words), start + 9)):
        if parse.pos[i] == "NUM" or words[i] in (";", ".") or parse.text.find("\n\n", parse.end[i - 1], parse.start[i]) >= 0:
            break
        if hit := phrase_at(parse, i):
            return hit
    return None


_AUXILIARIES = frozenset({"were", "was", "are", "is", "have", "has", "had", "been"})
_ASIDES = frozenset({"including", "among", "mostly", "most", "mainly", "some", "one", "two", "all", "both", "many"})
_VERBS = frozenset({"VBD", "VBZ", "VBP", "MD", "WRB", "WDT", "WP", "."})


def _resume(parse: Parse, i: int) -> int:
    """Return the auxiliary that goes on behind an aside ("12 people, most of them women, were …"), or word i."""
    opens = i + (parse.lower[i : i + 1] != [] and parse.lower[i] in ("-", "–", "—", ","))
    if opens >= len(parse) or parse.lower[opens] not in _ASIDES:
        return i
    for j in range(i + 1, min(len(parse), i + 12)):
        if parse.lower[j] in _AUXILIARIES:
            return j
        if parse.tag[j] in _VERBS:
            break
    return i


def _acts(parse: Parse, v: int) -> bool:
    """Say whether a verb has an object of its own; "7 killed 12 others injured" of headlines has none."""
    obj = parse.child(v, "dobj")
    if obj is None:
        return shares_object(parse, v)
    return parse.lower[obj + 1 : obj + 2] not in (["injured"], ["wounded"], ["hurt"], ["missing"], ["others"])


def _behind(parse: Parse, i: int, count: Count) -> Hit | None:
    """Return the hit of the first cue behind a count, over auxiliaries and adverbs only."""
    table, words = cues(), parse.lower
    start = _resume(parse, _past_brackets(parse, i))
    for i in range(start, min(len(words), start + 6)):
        lemma, tag = parse.lemma[i].lower(), parse.tag[i]
        active = tag in _ACTIVE_TAGS and _acts(parse, i)
        category = None if active else table.adjectives.get(words[i])
        if category is None and tag in ("VBN", "VBD") and lemma not in _UNSURE and not active:
            category = table.verbs.get(lemma)
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


def _before(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of a cue right before a count ("killing 12"), or of the label of a bare number ("Displaced: 452")."""
    table, words, i = cues(), parse.lower, count.first - 1
    if i < 0:
        return None
    lemma = parse.lemma[i].lower()
    active = parse.tag[i] in _ACTIVE_TAGS or words[i].endswith("ing")
    if active and lemma not in _UNSURE and (category := table.verbs.get(lemma)) and parse.child(i, "auxpass") is None:
        return category, i
    if parse.words[i][0].isupper() and words[i][-1] == "s" and (category := table.verbs.get(words[i][:-1])):
        return category, i
    if words[i] == "of" and i and (category := table.nouns.get(parse.lemma[i - 1].lower())):
        return category, i - 1
    return _label(parse, count) if count.noun is None and words[i] != "from" else None


def _label(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of the words that label a bare number on their right."""
    table, words = cues(), parse.lower
    for i in range(count.first - 1, max(-1, count.first - 10), -1):
        if words[i] in table.tolls:
            return "killed", i
        if words[i] == "from" or (words[i][0].isdigit() and words[i - 1] == "from"):
            continue
        category = noun_lists().harmed.get(words[i]) or table.adjectives.get(words[i]) or table.nouns.get(parse.lemma[i].lower())
        if category and (parse.pos[i] in ("NOUN", "PROPN", "ADJ") or parse.tag[i] == "VBN" or words[i] in noun_lists().harmed):
            return category, i
        if words[i] not in lists().labels:
            return None
    return None


def _departed(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who left, or were taken along, where the sentence speaks of a deal or a convoy."""
    w, v = count.head, parse.head[count.head]
    if parse.dep[w] == "conj":
        w = parse.first_conjunct(w)
        v = parse.head[w]
    first, last = parse.sentences[parse.sentence_of[w]]
    first, last = max(first, w - _FAR), min(last, w + _FAR)
    if not any(parse.lower[i] in lists().deals for i in range(first, last)):
        return None
    if parse.dep[w] == "pobj" and parse.lower[v] == "with":
        left = (i for i in range(first, v) if parse.lemma[i].lower() in _LEAVES and parse.pos[i] == "VERB")
        return next((("evacuated", i) for i in left), None)
    if parse.dep[w] in ("nsubj", "dobj") and parse.lemma[v].lower() in (
        *_LEAVES,
        "carry",
        "transport",
        "transfer",
        "move",
        "arrive",
        "take",
    ):
        return "evacuated", v
    return None


def _sheltered(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who stay, or are housed, in camps, shelters, centres or with relatives."""
    end = min(len(parse), count.last + 8)
    stay = next((i for i in range(count.last + 1, end) if parse.lemma[i].lower() in lists().stays and parse.tag[i][:2] == "VB"), None)
    if stay is None or "." in parse.lower[count.last + 1 : stay]:
        return None
    for i in range(stay + 1, min(len(parse), stay + 8)):
        if parse.lower[i] in (".", ";"):
            break
        if parse.lower[i] in lists().shelters:
            return "displaced", i
    return None


# ---------------------------------------------------------------- parts, rows, brackets and homes


def _part(parse: Parse, count: Count, found: list[Toll]) -> Toll | None:
    """Return the toll of a count that is part of one before it: "including five children", "two of them women"."""
    if count.unit == "thing" or not found:
        return None
    words, whole = parse.lower, found[-1]
    behind = words[count.number.last + 1 : count.number.last + 3]
    of_them = behind in (["of", "them"], ["of", "whom"], ["of", "which"])
    if words[max(0, count.first - 1) : count.first] == ["from"] and whole.count.last == count.first - 2:
        return None
    if count.first - whole.count.last > 30 or not (of_them or _names_part(parse, count, whole)):
        return None
    own = _behind(parse, count.number.last + 3, count) if of_them else harm_of(parse, count.head)
    category, cue = own if own is not None else (whole.category, whole.cue)
    if whole.count.unit == "house" or (own is None and count.noun is None and not of_them):
        return None
    return Toll(count, category, cue, part=category == whole.category)


def _of_those(parse: Parse, count: Count) -> Toll | None:
    """Return the toll of "40 of those killed": part of a count that need not be given."""
    if parse.lower[count.number.last + 1 : count.number.last + 3] not in (["of", "those"], ["of", "the"]) or count.known:
        return None
    hit = _behind(parse, count.number.last + 3, count)
    return Toll(count, hit[0], hit[1], part=True) if hit is not None else None


def _twin(parse: Parse, before: Count | None, toll: Toll, found: list[Toll]) -> Toll | None:
    """Return the toll of the count before, where a toll gives the same people in another unit: "300 families (1,500 people)"."""
    if before is None or not before.known or before.unit == toll.count.unit or toll.part or toll.term:
        return None
    if found and found[-1].count is before:
        return None
    gap = parse.lower[before.last + 1 : toll.count.first]
    return Toll(before, toll.category, toll.cue) if gap in (["("], ["or"], ["comprising"], ["with"], ["totalling"], ["totaling"]) else None


def _names_part(parse: Parse, count: Count, whole: Toll) -> bool:
    """Say whether the words before a count make it part of the whole: "including", "among them", "of whom"."""
    before = parse.lower[max(0, count.first - 3) : count.first]
    gap = parse.lower[whole.count.last + 1 : count.first]
    if "." in gap:
        return False
    if any(w in lists().parts for w in before) or before[-2:] in (["of", "whom"], ["of", "them"], ["of", "which"]):
        return True
    if not (whole.part and gap in (["and"], [","], [",", "and"]) and count.noun is not None):
        return False
    return whole.count.head in (parse.head[count.head], parse.first_conjunct(count.head)) or harm_of(parse, count.head) is None


def _shared(parse: Parse, count: Count, before: Count | None, found: list[Toll]) -> Toll | None:
    """Return the toll of a count in a row with the one before it: "two soldiers and five policemen were killed"."""
    if not found or before is None or found[-1].count is not before or not count.known or count.unit != before.unit:
        return None
    gap = parse.lower[before.last + 1 : count.first]
    if (0 < len(gap) <= 3 and gap[-1] in ("and", ",", "&", "(")) or gap in (["as", "well", "as"], ["along", "with"], ["plus"]):
        return Toll(count, found[-1].category, found[-1].cue, part=found[-1].part)
    return None


def _aside(parse: Parse, toll: Toll, before: Count | None) -> Toll:
    """Mark a count in brackets right behind another one."""
    if before is not None and parse.lower[before.last + 1 : toll.count.first] == ["("]:
        return replace(toll, aside=True)
    return toll


def _house(parse: Parse, count: Count) -> Toll | None:
    """Return the toll of homes that were cleared, destroyed or damaged, as households (IDMC counts homes so)."""
    table, w, words = cues(), count.head, parse.lower
    if count.noun is None or words[count.noun] in ("tent", "tents", "shelter", "shelters"):
        return None
    near = _near_house(parse, count, w)
    for i in near:
        lemma = parse.lemma[i].lower()
        if "evacuated" in (table.verbs.get(lemma), table.nouns.get(lemma), table.adjectives.get(words[i])):
            return Toll(count, "evacuated", i, term="Evacuated")
    for i in near:
        if parse.lemma[i].lower() in lists().destroyed or words[i] in lists().destroyed:
            return Toll(count, "displaced", i, term="Destroyed housing")
    for i in near:
        if parse.lemma[i].lower() in lists().damaged or words[i] in lists().damaged:
            return Toll(count, "displaced", i, term="Partially destroyed housing")
    return None


def _home_term(parse: Parse, first: int, last: int) -> tuple[int, str] | None:
    """Return the first word of a span that says homes were destroyed or damaged, with IDMC's term."""
    for i in range(first, min(last, len(parse))):
        for term, verbs in (("Destroyed housing", lists().destroyed), ("Partially destroyed housing", lists().damaged)):
            if parse.lemma[i].lower() in verbs or parse.lower[i] in verbs:
                return i, term
    return None


def _more_homes(parse: Parse, count: Count, found: list[Toll]) -> Toll | None:
    """Return the toll of homes whose noun is left out: "60 houses were destroyed and 200 damaged"."""
    if count.noun is not None and parse.lower[count.noun] not in ("others", "other", "more"):
        return None
    if not found or found[-1].count.unit != "house" or count.first - found[-1].count.last > 12:
        return None
    said = _home_term(parse, count.last + 1, count.last + 4)
    return Toll(replace(count, unit="house"), "displaced", said[0], term=said[1]) if said is not None else None


def _homes_of(parse: Parse, count: Count) -> Toll | None:
    """Return the toll of households whose homes were destroyed: "houses belonging to 34 families were burned"."""
    if count.unit != "household" or noun_lists().houses.isdisjoint(parse.lower[max(0, count.first - 4) : count.first]):
        return None
    said = _home_term(parse, count.last + 1, count.last + 6)
    return Toll(count, "displaced", said[0], term=said[1]) if said is not None else None


def _house_label(parse: Parse, count: Count) -> Toll | None:
    """Return the toll of a bare number that a label before it gives to homes ("Houses destroyed: 146")."""
    words = parse.lower[max(0, count.first - 5) : count.first]
    if not (set(words) & noun_lists().houses):
        return None
    for i in range(count.first - 1, max(-1, count.first - 6), -1):
        lemma = parse.lemma[i].lower()
        for term, verbs in (("Destroyed housing", lists().destroyed), ("Partially destroyed housing", lists().damaged)):
            if lemma in verbs or parse.lower[i] in verbs:
                return Toll(replace(count, unit="house"), "displaced", i, term=term)
        if parse.lower[i] not in lists().labels and parse.lower[i] not in noun_lists().houses:
            return None
    return None


def _near_house(parse: Parse, count: Count, w: int) -> list[int]:
    """Return the words that could say what happened to homes: governors, modifiers and neighbours."""
    h = parse.head[w]
    near = {h, *parse.children[w], *range(count.last + 1, min(len(parse), count.last + 4))}
    if parse.dep[w] == "conj":
        near.add(parse.head[parse.first_conjunct(w)])
    if parse.dep[w] == "pobj":
        near.add(parse.head[h])
    near |= {c for c in parse.children[h] if parse.dep[c] in ("conj", "xcomp", "oprd") and parse.child(c, "dobj", "nsubjpass") is None}
    if count.first:
        near.add(count.first - 1)
    return sorted(i for i in near if i != w)
