"""One again: pronouns and ordinals that stand for one more arrangement, by its day, its place or its making ("the ninth, from 8 May").

Invariant: a word of agreements stands in the same sentence or a little before, and what is told of the pronoun is told of agreements.
"""

from collections.abc import Iterator
from dataclasses import replace

from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming, determiner, make_naming
from trucebook.reading.deals.telltales import ORDINALS
from trucebook.reading.grammar.parse import WEEKDAYS, Parse

_BEFORE = 2  # sentences before in which the arrangements are told of which one more is meant
_NEAR = 7  # words behind a pronoun in which its day or its making stands
_TRIES = {"attempt", "try", "version"}
_DAYS = (
    deal_words("months")
    | set(WEEKDAYS)
    | {month[:3] for month in deal_words("months")}
    | {"sept", "spring", "summer", "autumn", "winter", "year"}
)
_MADE = deal_words("made") | deal_words("bringing") | {"agree", "date", "due", "initial", "ink", "promise", "strike"}
_MAKING = {"conclude", "initial", "ink", "make", "negotiate", "renew", "replace", "sign", "strike"}
_REPLACING = deal_words("replacing")
_FARING = (
    deal_words("made")
    | deal_words("lasting")
    | deal_words("breaking")
    | {"collapse", "come", "expire", "fail", "fall", "go", "lapse", "lay", "live", "promise", "require", "take"}
)
_NO_ARTICLE = {"any", "every", "no", "this", "these", "those", "which"}
_STANDING = ORDINALS | _TRIES | {"another", "one", "that"}
_PLACES = ("nsubj", "nsubjpass", "dobj", "conj", "pobj", "appos", "ROOT", "dep", "attr", "npadvmod")


def one_again(parse: Parse, lexicon: Lexicon, i: int, before: list[Naming]) -> Naming | None:
    """Return the naming at "that of 3 May", "another, in May", "the eighth", "one of their own", "a second try": one more arrangement."""
    word = parse.lower[i]
    if word not in _STANDING or parse.dep[i] not in _PLACES:
        return None
    if parse.lower[i - 1] in _NO_ARTICLE or parse.words[i - 1] == "-" or _is_of_more(parse, i):
        return None
    kind = _kind_before(parse, lexicon, i)
    if kind is None or not _is_told_as_deal(parse, i):
        return None
    made = make_naming(parse, lexicon, i, i, kind[0] or _last_kind(before))
    return replace(made, definite=False, indefinite=True, unsure=False, offer=False) if made is not None else None


def _is_of_more(parse: Parse, i: int) -> bool:
    """Say whether the pronoun picks some of those told before, or opens a clause: "one of the men", "that they went"."""
    after = parse.lower[i + 1 : i + 3]
    if parse.lower[i] == "that":
        return after[:1] != ["of"]
    return after[:1] == ["of"] and after[1:] not in (["its"], ["their"], ["his"], ["her"]) and not _is_dated(parse, i)


def _kind_before(parse: Parse, lexicon: Lexicon, i: int) -> tuple[str | None] | None:
    """Return the kind of the last arrangement told before, in the sentence or a little before it; None where none is told."""
    first = parse.sentences[max(0, parse.sentence_of[i] - _BEFORE)][0]
    for j in range(i - 1, first - 1, -1):
        word = lexicon.triggers.get(parse.lower[j])
        if word is None or parse.pos[j] not in ("NOUN", "PROPN") or parse.dep[j] in ("compound", "nmod"):
            continue
        if word in lexicon.heads:
            return (lexicon.heads[word],)
        if word in lexicon.generic or word in lexicon.humanitarian_heads or word in lexicon.terms("calm_heads"):
            return ("pause" if word in lexicon.humanitarian_heads else None,)
    return None


def _last_kind(before: list[Naming]) -> str | None:
    """Return the kind of what was named last; what is only offered gives none."""
    return next((n.kind for n in reversed(before) if n.kind not in (None, "offer")), None)


def _is_told_as_deal(parse: Parse, i: int) -> bool:
    """Say whether what is told of a pronoun is told of agreements: signed, of a day, that it held or fell."""
    word, verb = parse.lower[i], parse.head[i]
    if word == "that":
        return _is_dated(parse, i)
    if parse.lower[i - 1] == "the" and parse.lemma[verb] in _REPLACING:
        return False  # "supersedes the one of 1 May" points back to what is known
    if any(parse.lemma[j] in _MADE and parse.tag[j] in ("VBN", "VBD", "JJ") for j in _participles(parse, i)):
        return True
    if word == "one":
        made = parse.dep[i] == "dobj" and parse.lemma[verb] in _MAKING and parse.child(verb, "neg") is None
        return made or (parse.lower[i - 1] in ORDINALS | {"the"} and _is_dated(parse, i))
    subject = parse.dep[i] in ("nsubj", "nsubjpass")
    if word == "another":
        return _is_dated(parse, i) and not (subject and parse.lemma[verb] not in _FARING)
    whole = determiner(parse, i)[1] in ("a", "the") and word not in _TRIES | {"first"}
    return whole and subject and parse.lemma[verb] in _FARING


def _participles(parse: Parse, i: int) -> Iterator[int]:
    """Yield the participles that tell how a pronoun's arrangement was made: "one signed in May", "a second, declared on Friday"."""
    yield from (c for c in parse.children[i] if c > i and parse.dep[c] in ("acl", "relcl", "amod", "advcl"))
    after = i + 1 + (parse.words[i + 1 : i + 2] == [","])
    if after < len(parse) and parse.sentence_of[after] == parse.sentence_of[i]:
        yield after


def _is_dated(parse: Parse, i: int) -> bool:
    """Say whether a day, month or year stands right behind a pronoun: "that of 3 May", "another, in June"."""
    last = min(i + _NEAR, parse.sentences[parse.sentence_of[i]][1])
    end = next((j for j in range(i + 2, last) if parse.words[j] in (",", ";", ".") or parse.tag[j] in ("VBD", "VBZ")), last)
    return any(parse.lower[j] in _DAYS or (parse.tag[j] == "CD" and len(parse.lower[j]) == 4) for j in range(i + 1, end))
