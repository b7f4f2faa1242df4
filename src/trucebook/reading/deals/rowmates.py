"""Rowmates: what stands in a row with a term is a term too, in words of any frame or none ("to lay down their guns and close all offices").

Invariant: a rowmate takes the bond of the term beside it; it has the same form, and nothing but the row stands between them.
"""

from collections.abc import Container, Iterator

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.duties import duty_action
from trucebook.reading.deals.grounds import Bond
from trucebook.reading.deals.obligations import Act, Frames, act_at
from trucebook.reading.grammar.parse import Parse

_BINDING = {"told", "promise", "provide", "demand", "refuse"}
_POINTS = deal_words("points_of_lists")
_LETTING = {"allow", "enable", "help", "let", "permit"}
_AND = {"and", "or", "nor", "but"}


def find_rowmates(parse: Parse, frames: Frames, bound: list[tuple[Act, Bond]]) -> list[tuple[Act, Bond]]:
    """Return the acts that stand in a row with bound verbs and that nothing binds yet, with the bonds of those."""
    taken = {act.word for act, _ in bound}
    found: list[tuple[Act, Bond]] = []
    for act, bond in bound:
        if act.nominal or bond.kind not in _BINDING or parse.pos[act.word] not in ("VERB", "AUX"):
            continue
        for mate in _mates(parse, act.word):
            if (
                mate in taken
                or bond.word == mate
                or parse.quoted[mate] != parse.quoted[bond.word]
                or _is_of_other(parse, frames, mate, taken)
            ):
                continue
            taken.add(mate)
            made = act_at(parse, frames, mate) or _duty(parse, frames, mate)
            if made is not None:
                found.append((made, bond))
    return found


def find_nounmates(parse: Parse, frames: Frames, at: Container[int], bound: list[tuple[Act, Bond]]) -> list[tuple[Act, Bond]]:
    """Return the nouns in a row with bound ones that nothing binds yet and that name an act or a topic of one: "provides for a joint
    council, the release of all captives and more flights"; `at` holds the words that name agreements."""
    taken = {act.word for act, _ in bound}
    found: list[tuple[Act, Bond]] = []
    for act, bond in bound:
        if not act.nominal or bond.kind not in _BINDING:
            continue
        for noun in _nouns_beside(parse, act.word):
            if noun in taken or noun in at or any(w in taken for w in _phrase(parse, noun)):
                continue
            taken.add(noun)
            made = act_at(parse, frames, noun) or _by_topic(parse, frames, noun) or _timed(parse, frames, noun, taken)
            if made is not None and made.nominal:
                found.append((made, bond))
    return found


def _timed(parse: Parse, frames: Frames, noun: int, taken: set[int]) -> Act | None:
    """Return the act that a timetable, a date or a guarantee is asked for: "a timetable for the departure of all troops"."""
    ways = [c for c in parse.children_of(noun, "prep") if parse.lower[c] in ("for", "of")] if parse.lemma[noun] in _TIMETABLES else []
    things = (k for c in ways for k in parse.children_of(c, "pobj") if k not in taken)
    return next((made for k in things if (made := act_at(parse, frames, k)) is not None), None)


_TIMETABLES = deal_words("provisions_made") | {"calendar", "date", "guarantee"}


def _by_topic(parse: Parse, frames: Frames, noun: int) -> Act | None:
    """Return what a noun that names no act stands for by its topic, or None."""
    action = frames.topics.get(parse.lemma[noun])
    vague = action is None or action in _PLACES_AND_FIGHTS or parse.lemma[noun] in _POINTS
    return None if vague or action is None else Act(noun, action, noun, True)


_PLACES_AND_FIGHTS = ("cease_fire", "lift_siege", "withdraw")  # whose topics are as often only where or what about


def _nouns_beside(parse: Parse, noun: int) -> list[int]:
    """Return the nouns in a row with a noun, also those that the parser hung beside it on the verb over the row."""
    top = noun
    while parse.dep[top] in ("conj", "appos") and parse.pos[parse.head[top]] in ("NOUN", "PROPN"):
        top = parse.head[top]
    over = parse.head[top]
    verb = parse.head[over] if parse.dep[top] == "pobj" and parse.lower[over] == "for" else over
    tops = [top]
    if parse.pos[verb] == "VERB":
        tops += parse.children_of(verb, "dobj")
        tops += [k for c in parse.children_of(verb, "prep") if parse.lower[c] == "for" for k in parse.children_of(c, "pobj")]
    row = list(dict.fromkeys(tops))
    for w in row:
        row += [k for k in parse.children_of(w, "conj", "appos") if k not in row and parse.pos[k] in ("NOUN", "PROPN")]
    return [w for w in row if w != noun and parse.pos[w] in ("NOUN", "PROPN")]


def _phrase(parse: Parse, noun: int) -> list[int]:
    """Return the words of a noun's phrase, without those of the nouns in a row with it."""
    words, todo = [], [noun]
    while todo:
        word = todo.pop()
        words.append(word)
        todo += [c for c in parse.children[word] if parse.dep[c] not in ("conj", "appos")]
    return words


def _is_of_other(parse: Parse, frames: Frames, verb: int, taken: set[int]) -> bool:
    """Say whether a verb's clause holds a bound act or belongs to one, or tells by a verb of providing what the agreement holds."""
    top = verb
    while _in_row(parse, top):
        top = parse.head[top]
    if parse.dep[top] in ("ccomp", "xcomp", "acl", "advcl", "relcl") and parse.head[top] in taken:
        return True
    if parse.tag[verb] in ("VBZ", "VBP", "VBD") and parse.lemma[verb] in frames.terms["provide_verbs"]:
        return True
    return any(w in taken for w in _clause(parse, verb))


def _duty(parse: Parse, frames: Frames, verb: int) -> Act | None:
    """Return what a verb without a frame binds to, None where it says too little."""
    inner = parse.child(verb, "ccomp", "xcomp") if parse.lemma[verb] in _LETTING else None
    let = act_at(parse, frames, inner) if inner is not None else None
    action = let.action if let is not None else duty_action(parse, frames, verb)
    return Act(verb, action, parse.child(verb, "dobj", "nsubjpass", "dative"), False) if action is not None else None


def _mates(parse: Parse, verb: int) -> Iterator[int]:
    """Yield the verbs in a row with a verb, of its form, to its left and right."""
    top = verb
    while _in_row(parse, top):
        top = parse.head[top]
    todo, seen = [top], {verb}
    while todo:
        word = todo.pop()
        if word not in seen and _alike(parse, verb, word):
            seen.add(word)
            yield word
        todo += [c for c in parse.children[word] if c > word and _in_row(parse, c)]


def _in_row(parse: Parse, verb: int) -> bool:
    """Say whether a verb stands in a row with the verb over it: coordinated, or an infinitive after a comma or "and"."""
    over = parse.head[verb]
    if over == verb or parse.pos[over] not in ("VERB", "AUX") or parse.pos[verb] not in ("VERB", "AUX"):
        return False
    if parse.dep[verb] == "conj":
        return True
    if parse.dep[verb] not in ("advcl", "xcomp", "dep") or not (parse.is_infinitive(verb) and parse.is_infinitive(over)):
        return False
    before = verb - 2 if parse.lower[verb - 2] != "not" else verb - 3
    return before > over and (parse.words[before] in (",", ";") or parse.lower[before] in _AND)


def _alike(parse: Parse, verb: int, mate: int) -> bool:
    """Say whether two verbs have one form, the later without a subject or helping verb of its own."""
    if parse.tag[verb] != parse.tag[mate]:
        return False
    if _with_that(parse, verb) and _with_that(parse, mate):
        return True  # "that heavy guns be stored, that looters be tried"
    later = max(verb, mate)
    return parse.child(later, "nsubj", "nsubjpass", "expl") is None and not any(parse.tag[c] == "MD" for c in parse.children[later])


def _with_that(parse: Parse, verb: int) -> bool:
    """Say whether a clause opens with "that"."""
    return any(parse.lower[c] == "that" and parse.dep[c] == "mark" for c in parse.children[verb])


def _clause(parse: Parse, verb: int) -> list[int]:
    """Return the words of a verb's clause, without those of the clauses in a row with it."""
    words, todo = [], [verb]
    while todo:
        word = todo.pop()
        words.append(word)
        todo += [c for c in parse.children[word] if not _in_row(parse, c)]
    return words
