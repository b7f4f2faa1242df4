"""Named again: words that name one more arrangement, or point to one, only beside what was named before ("another", "the text").

Invariant: nothing is named here in a text that has named nothing yet.
"""

from dataclasses import replace

from trucebook.reading.deals.datedrows import members_of
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.headnouns import purpose_of
from trucebook.reading.deals.namings import INDEFINITE, Naming, determiner, is_plural, make_naming, modifiers_before
from trucebook.reading.grammar.parse import Parse

_EARLIER = {"earlier", "previous", "prior"}
_ORDER = _EARLIER | {"second", "third", "fourth", "fifth", "further"}
_SIMILAR = {"similar", "comparable"}
ORDERED = deal_words("row_words") | {"latest"}
_TOLD = (
    deal_words("made") | deal_words("lasting") | deal_words("bringing") | {"begin", "break", "collapse", "expire", "fail", "take", "work"}
)
_MADE = deal_words("made") | deal_words("bringing") | {"agree", "initial", "strike"}
_MONTHS = deal_words("months")
_TIMES = {"day", "fortnight", "hour", "month", "morning", "night", "week", "weekend", "year"}
_PLACES = ("nsubj", "nsubjpass", "dobj", "conj", "ROOT", "dep")
_ROW = 3  # sentences between a plural and those that are told one by one
_LIKE = 2  # sentences between a naming and one that is told to be like it


def like_one_before(parse: Parse, lexicon: Lexicon, i: int, before: list[Naming]) -> Naming | None:
    """Return the naming at "another in August" or "a similar paper": one more arrangement of the kind named a little before."""
    if parse.lower[i] == "that" or (parse.lower[i - 1 : i + 2] == ["the", "one", "of"]):
        return _that_of_a_day(parse, lexicon, i, before)
    if (row := _one_of_many(parse, lexicon, i)) is not None or not before:
        return row
    last = before[-1]
    near = parse.sentence_of[i] - parse.sentence_of[last.word] <= _LIKE
    if parse.lower[i] == "another":
        alone = parse.dep[i] in ("conj", "nsubj", "nsubjpass", "dobj") and parse.sentence_of[i] == parse.sentence_of[last.word]
        more = make_naming(parse, lexicon, i, i, last.kind) if alone and last.kind != "offer" else None
        return replace(more, indefinite=True, mods=more.mods | {"another"}) if more is not None else None
    if parse.lower[i] == "attempt":
        return _attempted(parse, lexicon, i, last)
    if parse.lower[i] == "one":
        return _one_there(parse, lexicon, i, last) or _one_reached(parse, lexicon, i, last) or _one_more(parse, lexicon, i, last)
    word = lexicon.triggers[parse.lower[i]]
    mods = modifiers_before(parse, i)
    if word in lexicon.terms("swap_heads") and mods & (_ORDER | _SIMILAR) and any(n.kind == "exchange" for n in before):
        return make_naming(parse, lexicon, i, i, "exchange") if not is_plural(parse, i) else None
    if (
        word in lexicon.terms("halt_heads")
        and mods & (_EARLIER | _SIMILAR)
        and _is_close(parse, last, i, 2 * _LIKE)
        and last.kind in ("ceasefire", "pause")
    ):
        return make_naming(parse, lexicon, i, i, last.kind, halt=True)
    text = near and word in lexicon.terms("stand_ins")
    before_it = (text or word in lexicon.generic) and determiner(parse, i)[1] in INDEFINITE and bool(mods & _ORDER)
    if (not mods & _SIMILAR and not before_it) or is_plural(parse, i) or word in lexicon.heads:
        return None
    if before_it and mods & (lexicon.unrelated | set(lexicon.modifiers)):
        return None
    named = word in lexicon.generic or (near and (word in lexicon.terms("stand_ins") or word in ("paper", "draft")))
    kind = next((n.kind for n in reversed(before) if n.kind is not None), None)
    kind = kind if kind != "offer" else last.purpose
    return make_naming(parse, lexicon, i, i, kind if mods & _SIMILAR else _kind_again(parse, lexicon, i, before)) if named else None


def _kind_again(parse: Parse, lexicon: Lexicon, i: int, before: list[Naming]) -> str | None:
    """Return the kind of "an earlier deal" or "a third one": by its own aim; an earlier one else has that of what the report is about."""
    if (aim := purpose_of(parse, lexicon, i)) is not None or not modifiers_before(parse, i) & _EARLIER:
        return aim
    return next((n.kind for n in before if n.kind not in (None, "offer")), None)


def _one_of_many(parse: Parse, lexicon: Lexicon, i: int) -> Naming | None:
    """Return the naming at "One, mediated by A, lasted a week", "B brokered another": one of the truces told as a plural right before."""
    if parse.lower[i] not in ("another", "one") or parse.dep[i] not in ("dobj", "nsubj", "nsubjpass"):
        return None
    below = [c for c in parse.children[i] if parse.dep[c] in ("acl", "relcl")]
    below += [i + 2] if parse.lower[i + 1 : i + 2] == [","] and parse.tag[i + 2] == "VBN" else []
    if not any(parse.lemma[v] in _MADE for v in (*below, parse.head[i])):
        return None
    here = parse.sentence_of[i]
    row = range(parse.sentences[max(0, here - _LIKE)][0], i)
    kind = next(
        (lexicon.heads[w] for j in reversed(row) if is_plural(parse, j) and (w := lexicon.triggers.get(parse.lower[j])) in lexicon.heads),
        None,
    )
    made = make_naming(parse, lexicon, i, i, kind) if kind is not None else None
    return replace(made, indefinite=True, definite=False, unsure=False, mods=made.mods | {"another"}) if made is not None else None


def _that_of_a_day(parse: Parse, lexicon: Lexicon, i: int, before: list[Naming]) -> Naming | None:
    """Return the naming at "that of 7 June": one of several truces told before, by its day or month."""
    of = [k for c in parse.children[i] if c == i + 1 and parse.lower[c] == "of" for k in parse.children[c]]
    day = any(parse.lower[k] in _MONTHS or parse.tag[k] == "CD" or _MONTHS & {parse.lower[c] for c in parse.children[k]} for k in of)
    kind = _kind_of_row(parse, lexicon, i, before) or (before[-1].kind if before and _is_close(parse, before[-1], i, _LIKE) else None)
    made = make_naming(parse, lexicon, i, i, kind) if day and kind not in (None, "offer") else None
    return replace(made, definite=False, indefinite=True, unsure=False) if made is not None else None


def _is_close(parse: Parse, naming: Naming, i: int, far: int) -> bool:
    return parse.sentence_of[i] - parse.sentence_of[naming.word] <= far


def _attempted(parse: Parse, lexicon: Lexicon, i: int, last: Naming) -> Naming | None:
    """Return the naming at "a second attempt, declared in May": one more truce, told by its making."""
    made = any(parse.lemma[c] in _MADE and parse.tag[c] in ("VBN", "VBD") for c in parse.children_of(i, "acl", "relcl"))
    fits = made and modifiers_before(parse, i) & _ORDER and last.kind in ("ceasefire", "pause") and _is_close(parse, last, i, _ROW)
    return make_naming(parse, lexicon, i, i, last.kind) if fits else None


def _one_there(parse: Parse, lexicon: Lexicon, i: int, last: Naming) -> Naming | None:
    """Return the naming at "the one in Wau": a deal like that told right before, by its place."""
    inside = [k for c in parse.children[i] if c == i + 1 and parse.lower[c] == "in" for k in parse.children_of(c, "pobj")]
    placed = any(parse.pos[k] == "PROPN" and parse.lower[k] not in _MONTHS for k in inside)
    told = parse.lower[i - 1] == "the" and parse.dep[i] in ("nsubj", "nsubjpass") and _is_close(parse, last, i, 1)
    made = make_naming(parse, lexicon, i, i, last.kind) if placed and told and last.kind != "offer" else None
    return replace(made, definite=False, indefinite=True, mods=made.mods | {"another"}) if made is not None else None


def _one_reached(parse: Parse, lexicon: Lexicon, i: int, last: Naming) -> Naming | None:
    """Return the naming at "the one that was reached in May": another of the kind named right before, told by its making."""
    below = [c for c in parse.children[i] if c > i and parse.dep[c] in ("acl", "relcl")]
    made = any(parse.lemma[c] in _MADE and parse.tag[c] in ("VBN", "VBD") for c in below)
    if not made or parse.lower[i - 1] != "the" or not _is_close(parse, last, i, 1):
        return None
    again = make_naming(parse, lexicon, i, i, last.kind if last.kind != "offer" else last.purpose)
    return replace(again, mods=again.mods | {"earlier"}) if again is not None else None


def _one_more(parse: Parse, lexicon: Lexicon, i: int, last: Naming) -> Naming | None:
    """Return the naming at "an earlier one", "the first one", in the sentence of the naming it is compared with or the next."""
    order = lexicon.terms("earlier_words") | lexicon.terms("other_words")
    mods = modifiers_before(parse, i)
    apart = parse.sentence_of[i] - parse.sentence_of[last.word]
    if not mods & order or apart > 1 or parse.dep[i] not in ("conj", "dobj", "nsubj", "nsubjpass", "pobj"):
        return None
    nearer = [j for j in range(last.last + 1, i) if _is_a_thing(parse, j)]
    if nearer or parse.lower[i + 1 : i + 2] == ["of"]:
        return None  # "hit a school, the second one in a week"
    return make_naming(parse, lexicon, i, i, last.kind if last.kind != "offer" else last.purpose)


def _is_a_thing(parse: Parse, j: int) -> bool:
    """Say whether a word is a thing newly told of, of which there can be a second; a time is none."""
    return parse.tag[j] == "NN" and parse.lemma[j] not in _TIMES and determiner(parse, j)[1] in INDEFINITE


def one_of_a_row(parse: Parse, lexicon: Lexicon, i: int, before: list[Naming]) -> Naming | None:
    """Return the naming at "The first, brokered in A", "the second": one of several truces told as a plural or one by one before."""
    under = parse.dep[i] == "pobj" and parse.lower[parse.head[i]] in ("by", "in", "under")
    if parse.lower[i] not in ORDERED or parse.lower[i - 1] not in ("a", "the") or not (under or parse.dep[i] in _PLACES):
        return None
    below = [c for c in parse.children[i] if parse.dep[c] in ("acl", "relcl")]
    over = [parse.head[i]] if parse.dep[i] in ("nsubj", "nsubjpass") else []
    over += [i + 2] if parse.lower[i + 1 : i + 2] == [","] and parse.tag[i + 2] == "VBN" else []  # "Under the first, signed in A, …"
    if not any(parse.lemma[v] in _TOLD for v in (*below, *over)) or parse.lower[i + 1] == "of":
        return None
    kind = _kind_of_row(parse, lexicon, i, before)
    made = make_naming(parse, lexicon, i, i, kind) if kind is not None else None
    return replace(made, definite=False, indefinite=True) if made is not None else None


def _kind_of_row(parse: Parse, lexicon: Lexicon, i: int, before: list[Naming]) -> str | None:
    """Return the kind of the truces of which an ordinal means one; None where none are told close by."""
    here = parse.sentence_of[i]
    last = before[-1] if before else None
    if last is not None and _is_close(parse, last, i, _ROW) and (parse.lower[last.word] in ORDERED or last.mods & ORDERED):
        return last.kind  # "It is the second truce of the summer. Under the first, …"
    for j in range(i - 1, parse.sentences[max(0, here - _ROW)][0] - 1, -1):
        word = lexicon.triggers.get(parse.lower[j])
        if word is not None and is_plural(parse, j) and members_of(parse, j):
            return None  # told one by one already: "truces in May and July. The first …"
        if word in lexicon.heads and is_plural(parse, j):
            return "pause" if modifiers_before(parse, j) & lexicon.humanitarian else lexicon.heads[word]
        if (
            parse.lower[j] in ORDERED
            and word is not None
            and last is not None
            and last.kind in lexicon.heads.values()
            and here - parse.sentence_of[j] <= 1
        ):
            return last.kind  # "The truce was the third in a month. The first, …"
    return None


def papers_again(parse: Parse, lexicon: Lexicon, i: int, before: list[Naming]) -> Naming | None:
    """Return the naming at "the treaties", "the accords" where a plural of that name went before."""
    if not before or not is_plural(parse, i) or determiner(parse, i)[1] not in ("the", "these") or modifiers_before(parse, i):
        return None
    word = lexicon.triggers[parse.lower[i]]
    named = [n for n in before if is_plural(parse, n.word) and lexicon.triggers.get(parse.lower[n.word]) == word]
    return make_naming(parse, lexicon, i, i, named[-1].kind) if named and word in lexicon.generic else None


def stand_in(parse: Parse, lexicon: Lexicon, i: int, before: list[Naming]) -> Naming | None:
    """Return the naming at "the pause", "the text", "this order": words that stand for what was named a little before."""
    if not before or parse.pos[i] != "NOUN" or is_plural(parse, i) or determiner(parse, i)[1] not in ("the", "this", "that"):
        return None
    word = lexicon.triggers[parse.lower[i]]
    gap = parse.sentence_of[i] - parse.sentence_of[before[-1].word]
    last = before[-1]
    if word in lexicon.humanitarian_heads and last.kind == "pause" and gap <= 3:
        return make_naming(parse, lexicon, i, i, "pause")
    if word == "resolution" and any(lexicon.triggers.get(parse.lower[n.word]) == word for n in before):
        return make_naming(parse, lexicon, i, i, None)
    if word in lexicon.terms("stand_ins") and 0 < gap <= 1 and not modifiers_before(parse, i):
        return make_naming(parse, lexicon, i, i, None)
    if word in lexicon.negotiated and last.kind == "settlement" and gap <= 4 and parse.lower[i - 1] == "this":
        return make_naming(parse, lexicon, i, i, "settlement")
    return None
