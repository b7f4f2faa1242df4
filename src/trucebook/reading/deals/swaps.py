"""Swaps: exchanges of captives or of the dead that a report tells as carried out, by a noun or by a verb alone.

Invariant: those who are exchanged are told as captives, as the dead or as so many people; goods and fire make no swap.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import is_plural, modifiers_before
from trucebook.reading.deals.telltales import ORDINALS
from trucebook.reading.grammar.parse import Parse

_CAPTIVES = deal_words("captives")
_PEOPLE = _CAPTIVES | deal_words("held") | deal_words("armed") | deal_words("movers")
_DOING = deal_words("swaps_done")
_FIRSTS = {"big", "biggest", "large", "largest", "first", "second", "third", "last", "latest", "final"}
_TRADED_FOR = {"exchange", "swap", "trade"}
_LETTING_GO = {"deliver", "free", "give", "hand", "let", "release", "return", "send"}
_BROKERED = {"arrange", "broker", "facilitate", "mediate", "negotiate", "organise", "organize", "supervise"}
_AGREED = {"agree", "agreement", "accord", "deal", "pact", "promise", "stipulate", "undertake"}
_FOR_IT = {"exchange", "return"}
_FEW = 2  # words for captives in a report of which an exchange goes by its number
_NEAR = 2  # sentences around a named deal in which a swap is one of its terms


@dataclass(frozen=True)
class Swap:
    """One exchange told by a verb: its first and last word, the verb, the sides it names and who is told to have arranged it."""

    first: int
    last: int
    verb: int
    sides: tuple[int, ...]
    broker: int | None = None


def is_told_swap(parse: Parse, i: int) -> bool:
    """Say whether "exchange" at word i names one of captives that was carried out, that is the first or largest, or that bears a name."""
    if is_plural(parse, i):
        return False
    if _is_named(parse, i):
        return True
    if _is_numbered(parse, i):
        return True
    if not (_is_of_captives(parse, i) or _is_amid_captives(parse, i)):
        return False
    return _is_carried_out(parse, i) or (_is_of_captives(parse, i) and _is_counted(parse, i))


def _is_of_captives(parse: Parse, i: int) -> bool:
    of = {parse.lemma[k] for c in parse.children[i] if parse.lower[c] == "of" for k in parse.children[c]}
    if any(parse.dep[c] == "relcl" and parse.lemma[c] in ("free", "release") for c in parse.children[i]):
        return True  # "an exchange in which forty soldiers were freed"
    return not _CAPTIVES.isdisjoint(of | {parse.lemma[c] for c in parse.children[i] if c < i} | modifiers_before(parse, i))


def _is_amid_captives(parse: Parse, i: int) -> bool:
    """Say whether a brokered exchange stands in a sentence of captives: "freed two hostages in a trade mediated by a priest"."""
    first, last = parse.sentences[parse.sentence_of[i]]
    brokered = any(parse.dep[c] in ("acl", "relcl") and parse.lemma[c] in _BROKERED for c in parse.children[i])
    return brokered and any(w.lower() in _CAPTIVES for w in parse.lemma[first:last])


def _is_carried_out(parse: Parse, i: int) -> bool:
    """Say whether a verb over the noun or a participle on it tells that the exchange was made or is under way."""
    verb = parse.head[i]
    if any(parse.dep[c] in ("acl", "relcl") and c > i and parse.lemma[c] in _BROKERED for c in parse.children[i]):
        return True
    if parse.dep[i] not in ("dobj", "nsubj", "nsubjpass") or parse.lemma[verb] not in _DOING or parse.child(verb, "neg") is not None:
        return False
    return parse.tag[verb] in ("VBD", "VBN", "VBG", "VBZ", "VBP") and not any(parse.tag[c] == "MD" for c in parse.children[verb])


def _is_named(parse: Parse, i: int) -> bool:
    """Say whether it goes by a name: "the exchange known as Big Switch"."""
    known = (c for c in parse.children[i] if parse.dep[c] == "acl" and parse.lemma[c] in ("call", "dub", "know", "codename"))
    return any(any(parse.tag[k] in ("NNP", "NNPS") for k in parse.subtree(c)) for c in known)


def _is_counted(parse: Parse, i: int) -> bool:
    """Say whether it is told as the first, the latest or the largest of its kind."""
    return parse.lower[parse.left_edge(i)] in ("the", "their", "its") and not _FIRSTS.isdisjoint(modifiers_before(parse, i))


def _is_numbered(parse: Parse, i: int) -> bool:
    """Say whether it is told by its number in a report of captives: "the first exchange, in May", "a fourth exchange is being prepared"."""
    if parse.lower[i] != "exchange" or len(_CAPTIVES & parse.vocabulary) + len({f"{w}s" for w in _CAPTIVES} & parse.vocabulary) < _FEW:
        return False
    alone = not any(parse.dep[c] == "compound" or parse.lower[c] in ("of", "between") for c in parse.children[i])
    return alone and not modifiers_before(parse, i).isdisjoint(ORDINALS)


def is_carrying_out(parse: Parse, word: int) -> bool:
    """Say whether captives were handed over "in" what a word names, or it took place: "swapped ninety men in a deal brokered by A"."""
    prep = parse.head[word]
    if parse.dep[word] == "nsubj" and parse.lemma[prep] in ("go", "happen", "run", "take") and _is_done(parse, prep):
        return True
    verb = parse.head[prep]
    told = parse.dep[word] == "pobj" and parse.lower[prep] == "in" and parse.lemma[verb] in _TRADED_FOR | _LETTING_GO
    return told and _is_done(parse, verb)


def find_swaps(parse: Parse, taken: set[int]) -> Iterator[Swap]:
    """Yield the exchanges told by a verb alone; `taken` holds the sentences in which an agreement is named."""
    for verb in parse.words_of(_TRADED_FOR | _LETTING_GO):
        if parse.pos[verb] != "VERB" or not _is_done(parse, verb):
            continue
        reach = 0 if _arranger(parse, verb) is not None else _NEAR
        if any(parse.sentence_of[verb] + k in taken for k in range(-reach, reach + 1)) or _is_as_agreed(parse, verb):
            continue
        swap = _for_others(parse, verb) if parse.lemma[verb] in _LETTING_GO else _traded(parse, verb)
        if swap is not None:
            yield swap


def _is_as_agreed(parse: Parse, verb: int) -> bool:
    """Say whether a swap carries out what was agreed before: "exchanged nine men each, as agreed in Oslo"."""
    last = parse.sentences[parse.sentence_of[verb]][1]
    marks = (j for j in range(verb + 1, last) if parse.lower[j] in ("as", "under"))
    return any(parse.lemma[k] in _AGREED for j in marks for k in range(j + 1, min(j + 5, last)))


def _is_done(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what was done, or what somebody arranged to be done; neither denied nor only willed."""
    if parse.child(verb, "neg") is not None or any(parse.tag[c] == "MD" for c in parse.children[verb]):
        return False
    if _arranger(parse, verb) is not None:
        return True
    auxiliaries = {parse.lower[c] for c in parse.children_of(verb, "aux", "auxpass")}
    if parse.dep[verb] in ("acl", "amod") or "to" in auxiliaries or "be" in auxiliaries:
        return False
    return parse.tag[verb] == "VBD" or (parse.tag[verb] == "VBN" and bool(auxiliaries & {"been", "had", "has", "have", "was", "were"}))


def _arranger(parse: Parse, verb: int) -> int | None:
    """Return who arranged what a verb tells: "elders arranged for nine men to be exchanged for forty"."""
    over = parse.head[verb]
    arranged = parse.lemma[over] in _BROKERED and parse.tag[over] in ("VBD", "VBN") and parse.dep[verb] in ("advcl", "ccomp", "xcomp")
    return parse.child(over, "nsubj") if arranged else None


def _traded(parse: Parse, verb: int) -> Swap | None:
    """Return the swap of "nine men were exchanged for forty" or "both sides exchanged prisoners"."""
    gone, subject = parse.child(verb, "nsubjpass"), parse.child(verb, "nsubj")
    others = next((k for c in parse.children[verb] if parse.lower[c] == "for" for k in parse.children[c]), None)
    if gone is not None and others is not None and _are_people(parse, gone) and _are_people(parse, others):
        return Swap(parse.left_edge(gone), parse.right_edge(others), verb, (), _arranger(parse, verb))
    given = parse.child(verb, "dobj")
    if given is None or subject is None or not _are_captives(parse, given):
        return None
    if len(parse.conjuncts(subject)) > 1 or parse.lemma[subject] in ("side", "party", "camp", "army", "both", "foe"):
        return Swap(parse.left_edge(subject), parse.right_edge(given), verb, tuple(parse.conjuncts(subject)))
    return None


def _for_others(parse: Parse, verb: int) -> Swap | None:
    """Return the swap of "two bodies were handed over in return for five prisoners"."""
    gone = parse.child(verb, "nsubjpass", "dobj")
    if gone is None or not _are_people(parse, gone):
        return None
    for c in parse.children[verb]:
        for noun in parse.children[c] if parse.lower[c] == "in" else ():
            others = [k for p in parse.children[noun] if parse.lower[p] == "for" for k in parse.children[p]]
            if parse.lower[noun] in _FOR_IT and others and _are_people(parse, others[0]):
                giver = parse.child(verb, "nsubj")
                first = parse.left_edge(gone) if giver is None else parse.left_edge(giver)
                return Swap(first, parse.right_edge(others[0]), verb, (giver,) if giver is not None else ())
    return None


def _are_captives(parse: Parse, word: int) -> bool:
    of = [k for c in parse.children[word] if parse.lower[c] == "of" for k in parse.children[c]]
    return any(parse.lemma[w] in _CAPTIVES for w in (word, *of))


def _are_people(parse: Parse, word: int) -> bool:
    """Say whether a noun is one of captives or fighters, or a number of people of a nation: "55 Russians", "seven soldiers"."""
    if parse.lemma[word] in _PEOPLE or _are_captives(parse, word):
        return True
    counted = any(parse.tag[c] == "CD" for c in parse.children[word])
    return counted and parse.tag[word] == "NNPS"
