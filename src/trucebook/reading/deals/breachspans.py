"""Breach spans: first and last word of a hostile act, and whether its verb lies in the truce's time at all.

Invariant: a span ends before the next clause, mark or aside of time.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_ASIDE = {"despite", "after", "since", "during", "before", "following", "amid", "notwithstanding", "until"}
_DAYS = deal_words("news_days")
_TIMES = deal_words("time_nouns")
_FORE = 8  # words before "came under fire" in which those who were hit stand
_CLAUSES = {"acl", "relcl", "advcl", "conj", "pcomp", "ccomp", "ROOT", "xcomp"}
_RELATIVE = ("WDT", "WP", "WP$", "WRB")  # "who", "which", "where": what follows is told of somebody, not done


def is_gerund(parse: Parse, i: int) -> bool:
    """Say whether the parser took a gerund for an adjective: "by dropping barrel bombs"."""
    before = i - 2 if i > 1 and parse.words[i - 1] in ('"', "'") else i - 1  # "accused the clan of "massing guns" by the weir"
    return parse.tag[i] == "VBG" and i > 0 and parse.tag[before] == "IN" and parse.dep[parse.head[i]] == "pobj"


def verb_span(parse: Parse, i: int) -> tuple[int, int]:
    """Return first and last word of a verb with its auxiliaries, object and the phrases on it, up to the next clause."""
    first = last = i
    if is_gerund(parse, i):
        return i, noun_span(parse, parse.head[i])[1]
    for c in parse.children[i]:
        if c < i and parse.dep[c] == "auxpass":
            first = min(first, c)
        if parse.dep[c] == "prep" and (parse.lower[c] in _ASIDE or (c > i and parse.words[c - 1] in (",", ";"))):
            continue
        if c < i and parse.dep[c] == "nsubjpass" and i - parse.left_edge(c) <= 14:
            first = min(first, parse.left_edge(c))
        if c < i and parse.dep[c] == "nsubj" and parse.lemma[i] == "come" and i - parse.left_edge(c) <= _FORE:
            first = min(first, parse.left_edge(c))  # "a convoy of monitors came under fire"
        if c > i and parse.dep[c] == "prep" and _is_aside(parse, c):
            break
        if c > i and parse.dep[c] in ("dobj", "prt", "prep", "oprd", "agent", "advmod"):
            edge = parse.right_edge(c)
            for j in range(c, edge + 1):
                clause = parse.pos[j] == "VERB" and parse.dep[j] in ("acl", "relcl", "advcl", "conj", "pcomp", "ccomp")
                if parse.words[j] in (",", ";", ":", "–", "—", "(") or clause or (j > c and parse.tag[j] in _RELATIVE):
                    edge = j - 1
                    break
            if parse.tag[edge] == "IN" and edge > i:
                edge -= 1
            if edge >= c and edge - i <= 20:
                last = max(last, edge)
    return first, last - (last > i and parse.lower[last] in ("hours", "minutes", "days"))


def _is_aside(parse: Parse, prep: int) -> bool:
    """Say whether a phrase says when, by whose word or with whose help: "on Monday and Sunday", "according to monitors"."""
    within = parse.child(prep, "pobj")
    timed = within is not None and (parse.lower[within] in _DAYS or parse.lemma[within] in _TIMES)
    return parse.lower[prep] in ("according", "on", "in", "at") and (timed or parse.lower[prep] == "according")


def noun_span(parse: Parse, i: int) -> tuple[int, int]:
    """Return first and last word of a hostile noun with what is coordinated with it and where or on whom it falls."""
    first = parse.noun_phrase(i)[0]
    while first < i and (
        parse.words[first] in (",", ";", ":", "(", '"', ".")
        or parse.sentence_of[first] != parse.sentence_of[i]
        or (parse.words[first].rstrip(".").isdigit() and "." in parse.words[first] + parse.words[first + 1])
    ):
        first += 1
    last = i
    for c in parse.children[i]:
        if c > i and (
            (
                parse.dep[c] == "prep"
                and parse.lower[c]
                in ("on", "of", "against", "in", "by", "near", "between", "at", "along", "around", "with", "from", "toward", "towards")
            )
            or (parse.dep[c] == "conj" and c - i <= 3)
        ):
            edge = min(parse.right_edge(c), i + 18)
            for j in range(c, edge + 1):
                clause = parse.pos[j] == "VERB" and parse.dep[j] in _CLAUSES
                apart = parse.words[j] in (",", ";", ":", "–", "—", "(", ")") or parse.lower[j : j + 2] == ["and", "of"]
                if apart or clause or parse.tag[j] in _RELATIVE:
                    edge = j - 1
                    break
            if edge >= c:
                last = max(last, edge)
    if last == i and parse.lower[i + 1 : i + 2] == ["of"]:
        inner = parse.child(i + 1, "pobj")
        last = parse.noun_phrase(inner)[1] if inner is not None and inner > i else i
    while last > i and parse.lower[last] in ("and", "or", "to", "that", "by"):
        last -= 1
    return first, last


def before_truce(parse: Parse, verb: int | None) -> bool:
    """Say whether a verb stands in the past perfect, or in a future, conditional or modal form: no act of the truce's time."""
    if verb is None:
        return False
    aux = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")}
    if "could" in aux and parse.lemma[verb] in ("hear", "see"):
        return False  # "gunfire could be heard"
    if parse.dep[verb] == "conj" and not aux and parse.tag[verb] in ("VB", "VBN"):
        return before_truce(parse, parse.head[verb])
    if parse.dep[verb] == "xcomp" and parse.lemma[parse.head[verb]] in ("continue", "go", "keep"):
        return before_truce(parse, parse.head[verb])  # "would go on shelling"
    if "had" in aux or aux & {"will", "would", "could", "may", "might", "should", "must", "can", "shall"}:
        return True
    hardly = any(parse.lower[c] in ("barely", "hardly", "scarcely") for c in parse.children_of(verb, "advmod"))
    return hardly or parse.child(verb, "neg") is not None


def opens_with_time_before(parse: Parse, word: int) -> bool:
    """Say whether the sentence of a word opens with the time before something: "In the hours before the truce took hold sirens sounded"."""
    first, _ = parse.sentences[parse.sentence_of[word]]
    return any(parse.lower[j] == "before" and parse.lemma[j - 1] in _AHEAD for j in range(first + 1, min(first + _SOON, word)))


_AHEAD, _SOON = {"day", "hour", "minute", "night", "week"}, 6
