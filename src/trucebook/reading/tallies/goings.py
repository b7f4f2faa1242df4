"""Goings: counts of people who come back, come home from captivity, are brought to safety, leave, arrive or are taken in.

Invariant: a going is told by a verb of motion that the counted people are subject or object of, in their own sentence.
"""

from functools import cache

from trucebook import codebook
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import Count, noun_lists, noun_of
from trucebook.reading.tallies.cue_words import cues
from trucebook.reading.tallies.harms import Hit

_LEADS = frozenset({"begin", "start", "continue", "be", "prepare", "expect", "see", "have", "allow", "agree"})
_ARRIVES = frozenset({"arrive", "return", "reach", "come", "land", "cross", "walk", "fly", "reunite"})
_LEAVES = frozenset({"leave", "depart", "exit", "sail"})
_TAKES = frozenset({"take", "bring", "move", "carry", "get", "lead", "escort", "ferry", "guide", "drive"})
_PEOPLE = frozenset(
    "arrivals people persons civilians families residents inhabitants villagers households women children townspeople souls "
    "refugees".split()
)
_WAYS = frozenset("north south east west northward southward eastward westward towards toward".split())
_FLIGHTS = frozenset(
    "camp camps border frontier refugee refugees fled flee fleeing fighting offensive clashes violence bombing shelling".split()
)
_BOUNDS = frozenset({"border", "frontier", "river", "mountains", "sea", "desert", "bridge", "line"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CONVOYS = frozenset("bus buses coaches convoy convoys ferries lorries minibuses train trucks vehicles".split())
_MANY, _NEAR, _FAR = 20, 8, 25
_HOUSES, _THRONG = 50, 1000


@cache
def _terms(name: str) -> frozenset[str]:
    """Return a list of the codebook that ships with trucebook."""
    return codebook.load().terms("figures", name)


def came_back(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who go back where they lived, or whom captors held and who come home."""
    return _from_captivity(parse, count) or _back(parse, count) or _to_safety(parse, count)


def went(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of fighters who leave a place, civilians under way, people whom a place takes in or somebody carries out, sits on
    a convoy or is let go."""
    leaving = _fighters_leave(parse, count) or _under_way(parse, count) or _taken_in(parse, count)
    return leaving or _carried_out(parse, count) or _aboard(parse, count) or _let_go(parse, count)


def going(parse: Parse, word: int) -> int:
    """Return the verb that word's people do: "leaving" of "began leaving", "leave" of "expected 90 rebels to leave"."""
    verb = parse.head[word]
    for _ in range(3):
        inner = parse.children_of(verb, "xcomp", "advcl") if parse.lemma[verb] == "see" else parse.children_of(verb, "xcomp")
        after = next((c for c in inner if c > verb and parse.tag[c] in ("VB", "VBG")), None)
        if parse.lemma[verb] not in _LEADS or after is None or after < word:
            break
        verb = after
    return verb


def _is_subject(parse: Parse, word: int) -> bool:
    return parse.dep[word] in ("nsubj", "nsubjpass") and parse.child(parse.head[word], "neg") is None


def _back(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "trickled back", "made their way back to Norvik"; men in arms who go back are none."""
    word = parse.first_conjunct(count.head)
    verb = going(parse, word)
    if _is_subject(parse, word) and _is_back(parse, verb) and noun_of(parse, count) not in _terms("fighters"):
        return "returned", verb + 1
    if not _is_subject(parse, word) or parse.lemma[verb] not in _terms("goes") or noun_of(parse, count) in _terms("fighters"):
        return None
    near = parse.lower[verb + 1 : verb + 5]
    return ("returned", verb) if "back" in near[:1] or near[1:3] == ["way", "back"] or near[1:3] == ["way", "home"] else None


def _is_back(parse: Parse, verb: int) -> bool:
    """Say whether people "are back" or "have been allowed back", and not to some work or talk."""
    told = parse.lemma[verb] in ("be", "allow", "let", "turn") and parse.lower[verb + 1 : verb + 2] == ["back"]
    return told and parse.lower[verb + 2 : verb + 3] not in (["to"], ["on"], ["at"])


def _from_captivity(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of captives who come home: "nine pilgrims held since May arrived in Beirut", "the hostages reached the border"."""
    word = parse.first_conjunct(count.head)
    held = _captivity(parse, word, count)
    if held is None or parse.dep[word] not in ("nsubj", "nsubjpass", "ROOT"):
        return None
    verb = _told_after(parse, held + 1) if held > count.last else going(parse, word)
    if verb is None or parse.child(verb, "neg") is not None:
        return None
    behind = parse.lower[verb + 1 : verb + _NEAR]
    away = not {"court", "prison", "jail", "camp", "custody", "trial", "hospital"}.isdisjoint(behind)
    return ("released", verb) if parse.lemma[verb] in _ARRIVES and not away else None


def _captivity(parse: Parse, word: int, count: Count) -> int | None:
    """Return the word that says counted people were held: a participle or clause behind them, or their own noun."""
    taken = (c for c in parse.children_of(word, "acl", "relcl") if cues().verbs.get(parse.lemma[c]) == "detained")
    clause = next((c for c in taken if parse.tag[c] == "VBN"), None)
    if clause is not None or count.noun is None:
        return clause
    return count.noun if noun_lists().harmed.get(parse.lower[count.noun]) == "detained" else None


def _told_after(parse: Parse, i: int) -> int | None:
    """Return the first verb that tells something behind word i; in a perfect its participle."""
    end = min(parse.sentences[parse.sentence_of[i - 1]][1], i + _FAR)
    verb = next((j for j in range(i, end) if parse.tag[j] in _FINITE or parse.tag[j] == "MD"), None)
    if verb is None or verb + 1 >= end or parse.lemma[verb] != "have":
        return verb
    return next((j for j in range(verb + 1, min(end, verb + 3)) if parse.tag[j] == "VBN"), verb)


def _to_safety(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people whom somebody brings to safety: "escorted 900 villagers to safety"."""
    word = parse.first_conjunct(count.head)
    verb = parse.head[word]
    behind = parse.lower[max(verb, count.last) + 1 : max(verb, count.last) + 7]
    safe = any(behind[i : i + 2] == ["to", "safety"] for i in range(len(behind)))
    return ("evacuated", verb) if safe and parse.dep[word] in ("dobj", "nsubjpass") and parse.lemma[verb] in _TAKES else None


def _fighters_leave(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of irregulars who leave a place: "2,300 guerrillas had sailed", "expected 90 rebels to leave"."""
    word = parse.first_conjunct(count.head)
    verb = going(parse, word)
    if parse.dep[word] != "nsubj" or noun_of(parse, count) not in _terms("irregulars") or parse.lemma[verb] not in _LEAVES:
        return None
    left = parse.child(verb, "dobj")
    if left is not None and parse.lower[left] == "all":
        left = None  # "to leave in all"
    to_a_place = left is None or parse.lower[left] in _terms("homes") or parse.lower[left] in _terms("pockets")
    return ("evacuated", verb) if to_a_place and parse.child(verb, "neg") is None else None


def _under_way(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of many civilians who cross a border, head somewhere, or get to a camp out of the fighting."""
    word = parse.first_conjunct(count.head)
    verb = going(parse, word)
    many = (count.number.low or count.number.high or 0) >= _MANY
    if not _is_subject(parse, word) or not many or not _are_civilians(parse, count):
        return None
    lemma, behind = parse.lemma[verb], parse.lower[verb + 1 : verb + _NEAR]
    if lemma == "cross":
        gone = not _BOUNDS.isdisjoint(behind) or "to" in behind[:1] or "into" in behind
    elif lemma in ("arrive", "reach", "come", "enter"):
        first, last = parse.sentences[parse.sentence_of[verb]]
        flight = not _FLIGHTS.isdisjoint(parse.lower[max(first, verb - _FAR) : min(last, verb + _FAR)])
        gone = flight or (_is_throng(count) and lemma != "come" and not _is_visit(parse, verb))
    elif lemma in ("crowd", "pack", "cram", "squeeze", "huddle", "camp", "bivouac", "jam"):
        gone = not {"into", "in", "inside", "along", "beside", "at", "around", "near", "outside", "on", "under"}.isdisjoint(behind[:2])
    else:
        gone = lemma in _terms("goes") and (not _WAYS.isdisjoint(behind[:2]) or (lemma == "leave" and "for" in behind[:2]))
    return ("displaced", verb) if gone else None


def _is_throng(count: Count) -> bool:
    """Say whether so many people, or whole households, arrive that they can only be in flight."""
    return (count.number.low or count.number.high or 0) >= (_HOUSES if count.unit == "household" else _THRONG)


def _is_visit(parse: Parse, verb: int) -> bool:
    """Say whether people arrive for something: a feast, talks, a march."""
    return "for" in parse.lower[verb + 1 : verb + _NEAR]


def _taken_in(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people whom a town, a land or a school takes in: "already hosts 2.7 million Syrians"."""
    word = parse.first_conjunct(count.head)
    verb = parse.head[word]
    where = parse.child(verb, "nsubj")
    camp = count.noun is None and where is not None and parse.lower[where] in _terms("shelters")
    if camp and parse.lemma[verb] in ("hold", "contain") and parse.dep[word] == "dobj" and (count.number.low or 0) >= _MANY:
        return "displaced", verb
    if parse.dep[word] != "dobj" or not (camp or _are_civilians(parse, count)) or parse.child(verb, "neg") is not None:
        return None
    taken = parse.lemma[verb] in _terms("hosts") or (parse.lower[verb + 1 : verb + 2] == ["in"] and parse.lemma[verb] == "take")
    taken = taken or (parse.lemma[verb] == "receive" and noun_of(parse, count) in ("arrivals", "refugees"))
    return ("displaced", verb) if taken and (count.number.low or 0) >= _MANY else None


def _carried_out(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people whom somebody pulls or flies out: "pulled 42 of its foreign staff out of the city", "flew 120 foreigners to
    Norvik"."""
    word = parse.first_conjunct(count.head)
    verb = parse.head[word]
    lemma, after = parse.lemma[verb], parse.lower[count.last + 1 : count.last + _NEAR]
    if parse.dep[word] not in ("dobj", "nsubjpass") or lemma not in ("pull", "fly", "ferry", "airlift", "lift", "ship"):
        return None
    out = "out" in after or (lemma in ("fly", "ferry", "airlift", "ship") and "to" in after)
    return ("evacuated", verb) if out and parse.child(verb, "neg") is None and noun_of(parse, count) not in _terms("fighters") else None


def _aboard(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who sit on the buses of a convoy: "said 2,800 people were on board the buses"."""
    word = parse.first_conjunct(count.head)
    verb = parse.head[word]
    first, last = parse.sentences[parse.sentence_of[word]]
    convoy = not _CONVOYS.isdisjoint(parse.lower[first:last])
    on = next((j for j in range(verb + 1, min(verb + 4, last)) if parse.lower[j] in ("aboard", "board")), None)
    told = parse.dep[word] == "nsubj" and parse.lemma[verb] == "be" and convoy
    return ("evacuated", on) if told and on is not None else None


def _let_go(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of captives who are let go, on whichever side of the verb they stand: "let go some 70 people", "let 14 men go"."""
    before = parse.lower[max(0, count.first - 3) : count.first]
    if before[-2:] == ["let", "go"] and "not" not in before:
        return "released", count.first - 1
    went = parse.lower[count.last + 1 : count.last + 3]
    own_men = went[1:] == ["home"] and noun_of(parse, count) in _terms("fighters")  # "let 200 soldiers go home for the feast"
    free = before[-1:] == ["let"] and went[:1] == ["go"] and "not" not in before and not own_men
    return ("released", count.last + 1) if free else None


def _are_civilians(parse: Parse, count: Count) -> bool:
    """Say whether people at large are counted, by a general noun, a name of a people, or a vague number alone."""
    if count.noun is None:
        return parse.lower[count.number.core] in ("thousands", "hundreds", "dozens", "scores", "millions")
    named = count.unit == "thing" and is_people(parse, count.noun)
    return named or parse.lower[count.noun] in _PEOPLE or count.unit == "household"


def is_people(parse: Parse, noun: int) -> bool:
    """Say whether a noun names a people, for the parser or by how such names end: "70,000 Tigrayans"."""
    named = parse.words[noun][:1].isupper() and parse.lower[noun].removesuffix("s").endswith(("an", "i", "ese", "ite"))
    return parse.tag[noun] == "NNPS" or (named and parse.tag[noun] == "NNS")
