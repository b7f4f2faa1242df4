"""Best naming: by which of its namings an arrangement is quoted: the one that a learned head holds likeliest to be marked by a reader.

Invariant: the naming is one of the arrangement's own; of two as likely the one told first. A bare "the truce" gives way to one whose making
is told.
"""

from trucebook.reading.deals.arranging import Arrangement
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namingfeatures import features_of
from trucebook.reading.deals.namings import Naming
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import shipped_heads
from trucebook.reading.notes import Notes

MODEL, QUOTED = "naming_head.json", "quoted"
_MADE = deal_words("made") | deal_words("bringing") | {"agree", "initial", "strike"}
_THERE = {"at", "between", "by", "in", "on"}
_NEAR = 6  # words behind a verb of making in which a place, a day or a maker stands


def best_naming(notes: Notes, arrangement: Arrangement) -> Naming:
    """Return the naming that names an arrangement best, to a reader who marks the words that do."""
    found = apart(notes, arrangement)
    if len(found) == 1:
        return found[0]
    head = shipped_heads(MODEL)[QUOTED]
    chances = [head.chance(features_of(notes, naming, order, len(found))) for order, naming in enumerate(found)]
    best = chances.index(max(chances))
    made = [order for order, naming in enumerate(found) if _is_told_made(notes.parse, naming)]
    if made and best not in made and _is_bare(notes.parse, found[best]):
        best = max(made, key=lambda order: chances[order])
    return found[best]


def _is_bare(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming is "the truce" and no more."""
    told = any(c > naming.word and parse.dep[c] in ("acl", "prep", "relcl") for c in parse.children[naming.word])
    return naming.definite and naming.last == naming.word and naming.word - naming.first == 1 and not told


def _is_told_made(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming goes on to tell where, when or by whom it was made: "the ceasefire, brokered by Togo", "the accord was signed
    in Wau"."""
    last = max(naming.last, naming.word)
    below = [c for h in {naming.word, last} for c in parse.children[h] if c > naming.word and parse.dep[c] in ("acl", "relcl")]
    after = last + 1 + (parse.words[last + 1 : last + 2] == [","])
    below += [after] if after < len(parse) and parse.tag[after] in ("VBN", "VBD") else []
    below += [parse.head[naming.word]] if parse.dep[naming.word] == "nsubjpass" else []
    return not (naming.unsure or naming.offer) and any(_makes_it_there(parse, v) for v in below)


def _makes_it_there(parse: Parse, verb: int) -> bool:
    """Say whether a verb of making has a place, a day or a maker right behind it, and is told as done."""
    if parse.lemma[verb] not in _MADE or any(parse.dep[c] == "neg" or parse.tag[c] == "MD" for c in parse.children[verb]):
        return False
    last = min(verb + _NEAR, parse.sentences[parse.sentence_of[verb]][1])
    return not _THERE.isdisjoint(parse.lower[verb + 1 : last])


def apart(notes: Notes, arrangement: Arrangement) -> list[Naming]:
    """Return the namings of an arrangement in text order, each in other words than those before."""
    parse, firsts = notes.parse, dict[str, Naming]()
    for naming in arrangement.namings:
        firsts.setdefault(parse.said(naming.first, max(naming.last, naming.word)).lower(), naming)
    return list(firsts.values())
