"""Given for: what is given in exchange for a term is a term too ("freed nine men in return for 39 prisoners", "in exchange for ten seats").

Invariant: what is given stands in the phrase of "in exchange for", or of "for" under a verb of freeing; each thing of a row is one term.
"""

from collections.abc import Iterator

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.duties import duty_action
from trucebook.reading.deals.grounds import Bond, Ground, is_condition
from trucebook.reading.deals.obligations import Act, Frames, act_at
from trucebook.reading.grammar.parse import Parse

_HELD = deal_words("held")
_FREEING = {"exchange", "free", "release", "swap", "trade"}
_CONSENTING = {"agree", "approve", "consent", "endorse", "ratify", "sign"}
_PRICES = {"money", "dollar", "euro", "ransom", "payment", "million"}
Given = tuple[Act, Bond, int, int]


def find_given(parse: Parse, frames: Frames, ground: Ground, bound: list[tuple[Act, Bond]]) -> list[Given]:
    """Return what is given in exchange, where nothing binds it yet, with first and last word; the bond is that of the exchange."""
    taken = {act.word for act, _ in bound}
    found: list[Given] = []
    for mark, prep in _exchanges(parse, ground, bound):
        first = parse.sentences[parse.sentence_of[mark]][0]
        beside = next((act for act, _ in bound if first <= act.word < mark), None)
        claim = ground.near(parse, mark)
        if claim is None or (beside is None and not _is_offered(parse, ground, mark)):
            continue
        for word in _things(parse, prep):
            if word in taken or any(w in taken for w in _inside(parse, word)):
                continue
            act = _act_of(parse, frames, ground, word, beside)
            if act is not None:
                found.append((act, Bond("exchange", mark, claim), *_span(parse, word)))
    return found


def find_conditions(parse: Parse, frames: Frames, ground: Ground, bound: list[tuple[Act, Bond]]) -> list[tuple[Act, Bond]]:
    """Return what a bound promise depends on, where it is told in words of no frame: "will leave if the elders stand surety"."""
    taken = {act.word for act, _ in bound}
    found: list[tuple[Act, Bond]] = []
    for mark in sorted(ground.exchanges):
        verb = parse.head[mark if parse.lower[mark] == "if" else mark + 1]
        verbal = is_condition(parse, mark) and verb > mark and parse.pos[verb] in ("VERB", "AUX")
        claim = ground.near(parse, mark) if verbal else None
        if claim is None or any(w in taken for w in _inside(parse, verb)):
            continue
        first, last = parse.sentences[parse.sentence_of[mark]]
        attacked = frames.topics.get(parse.lemma[verb]) == "cease_fire" and parse.child(verb, "neg") is None
        if parse.lemma[verb] in _CONSENTING or attacked:
            continue  # "will help if it is attacked" asks nobody to hold fire
        firm = parse.lower[mark] != "if" or any(first <= w < last for w in taken)
        action = duty_action(parse, frames, verb) if firm else None
        if action is not None:
            found.append((Act(verb, action, parse.child(verb, "dobj", "nsubjpass"), False), Bond("demand", mark, claim)))
    return found


def _exchanges(parse: Parse, ground: Ground, bound: list[tuple[Act, Bond]]) -> Iterator[tuple[int, int]]:
    """Yield (word that marks an exchange, preposition that governs what is given)."""
    for mark in sorted(ground.exchanges):
        prep = next((j for j in range(mark + 1, min(mark + 4, len(parse))) if parse.lower[j] == "for"), None)
        if prep is not None:
            yield mark, prep
    for act, _ in bound:
        if act.action == "release" and not act.nominal and parse.lemma[act.word] in _FREEING:
            yield from ((c, c) for c in parse.children_of(act.word, "prep") if parse.lower[c] in ("for", "against") and c > act.word)


def _is_offered(parse: Parse, ground: Ground, mark: int) -> bool:
    """Say whether a truce named before the mark is itself what is given: "offered a ceasefire in return for six seats"."""
    return any(0 < mark - w < 8 and parse.sentence_of[w] == parse.sentence_of[mark] for w in ground.at)


def _things(parse: Parse, prep: int) -> list[int]:
    """Return the heads of what a preposition governs, each of a row."""
    heads = [w for c in parse.children_of(prep, "pobj", "pcomp") for w in parse.conjuncts(c)]
    heads += _row_on(parse, heads[-1]) if heads and parse.dep[heads[0]] == "pobj" else []
    return [w for w in heads if parse.pos[w] in ("NOUN", "PROPN", "VERB", "NUM") and parse.tag[w] not in ("WDT", "WP")]


def _row_on(parse: Parse, last: int) -> list[int]:
    """Return those held, or dead, that stand in the row on after a comma though the parser hung them elsewhere."""
    found: list[int] = []
    while True:
        comma = max(_inside(parse, last)) + 1
        after = range(comma + 1, min(comma + 6, len(parse)))
        head = next((j for j in after if _is_held(parse, j)), None) if parse.words[comma : comma + 1] == [","] else None
        if head is None or parse.noun_phrase(head)[0] != comma + 1:
            return found
        found.append(last := head)


def _is_held(parse: Parse, word: int) -> bool:
    """Say whether a noun stands for people held, or for the dead."""
    return parse.pos[word] == "NOUN" and bool({parse.lemma[word], parse.lower[word]} & _HELD)


def _inside(parse: Parse, word: int) -> list[int]:
    """Return the words of a thing of a row, without those of the things after it."""
    words, todo = [], [word]
    while todo:
        i = todo.pop()
        words.append(i)
        todo += [c for c in parse.children[i] if parse.dep[c] != "conj"]
    return words


def _act_of(parse: Parse, frames: Frames, ground: Ground, word: int, beside: Act | None) -> Act | None:
    """Return the act that a thing given in exchange stands for, None where there is no saying."""
    made = act_at(parse, frames, word)
    if made is not None:
        return made
    if parse.pos[word] == "VERB":
        action = duty_action(parse, frames, word)
        return Act(word, action, parse.child(word, "dobj"), False) if action is not None else None
    lemma = parse.lemma[word]
    if {lemma, parse.lower[word]} & (frames.terms["captives"] | _HELD) or (
        beside is not None and beside.action == "release" and _are_people(parse, word)
    ):
        return Act(word, "release", word, True)
    if lemma in _PRICES or parse.pos[word] == "NUM":
        return None
    if word in ground.at:
        truce = lemma in frames.terms["truces"] or parse.lower[max(0, word - 2) : word + 1] == ["cease", "-", "fire"]
        return Act(word, "cease_fire", word, True) if truce else None
    action = frames.topics.get(lemma)
    return Act(word, action, word, True) if action is not None else None


def _are_people(parse: Parse, word: int) -> bool:
    """Say whether a noun stands for people told by number or nation: "nine Kenyans", "two young men of the clan"."""
    if parse.tag[word] == "NNPS":
        return True
    return any(parse.tag[c] == "CD" for c in parse.children[word]) and parse.lemma[word] not in _PRICES


def _span(parse: Parse, word: int) -> tuple[int, int]:
    """Return first and last word of a thing of a row."""
    first = parse.noun_phrase(word)[0] if parse.pos[word] != "VERB" else word
    last = max(w for w in _inside(parse, word) if w - word < 20)
    return first, max(last, word)
