"""Attribution: what the grammar says of who says, thinks, wants or disputes what.

Invariant: content and speaker of an attribution are word ranges of one sentence and do not overlap; first <= last.
"""

from msgspec import Struct

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.voices.asides import behind_semicolon, set_in
from trucebook.reading.voices.cues import DAYS, FINITE, load_cues

_SUBJECT = ("nsubj", "nsubjpass", "csubj")
_TELLING = frozenset({"say", "find", "noun"})
_ABSTRACT = ("tion", "sion", "ness", "ity", "ance", "ence", "ism", "ship", "hood", "acy", "dom")
_LIVES = frozenset({"life", "victim"})
_NO_SOURCE = frozenset({"there", "this", "these", "those", "what", "you", "i", "we", "one", "anyone", "nobody"})


class Attribution(Struct, frozen=True):
    """One attribution by grammar: the cue word, its class, the head word of the source, first and last word of content."""

    cue: int
    kind: str
    source: int | None
    first: int
    last: int


def find_attributions(parse: Parse) -> tuple[Attribution, ...]:
    """Return the attributions that verbs, nouns and phrases of a text make, in text order of their cues."""
    cues = load_cues()
    found: list[Attribution] = []
    lemma, pos, tag = parse.lemma, parse.pos, parse.tag
    for i in range(len(parse)):
        word = lemma[i]
        if parse.lower[i] in ("according", "in") and (of := _source_opener(parse, i)) is not None:
            made = _of_phrase(parse, i, of)
        elif pos[i] == "VERB" or tag[i].startswith("VB"):
            made = _of_verb(parse, i)
        elif word in cues.nouns and pos[i] == "NOUN":
            made = _of_noun(parse, i)
        else:
            continue
        if made is not None:
            found.append(made)
    return tuple(found)


def classes_of(parse: Parse, i: int) -> tuple[frozenset[str], int | None]:
    """Return the classes of the verb at i and the particle or preposition that they hang on, if any."""
    cues = load_cues()
    word = parse.lemma[i]
    for c in parse.children[i]:
        if c > i and (parse.dep[c] in ("prep", "prt", "agent") or parse.lower[c] == "it"):
            kinds = cues.phrasal.get((word, parse.lower[c]))
            if kinds and not ("say" in kinds and parse.child(c, "pobj") is not None):
                return kinds, c
    if word == "answer" and parse.child(i, "neg", "dobj") is not None:
        return frozenset(), None
    return cues.verbs.get(word, frozenset()), None


def subject_of(parse: Parse, i: int, known: dict[int, int] | None = None) -> int | None:
    """Return the head word of the subject of a verb: its own, that of the verb it is coordinated with or hangs on, the
    noun that a participle describes, or the name before it where the parser saw none; `known` holds sources of cue
    verbs that were found by other means."""
    verb = i
    for _ in range(6):
        if known and i in known:
            return known[i]
        own = parse.child(i, *_SUBJECT)
        if own is None and i == verb:
            own = _body_beside(parse, i)
        if own is not None:
            return own
        if parse.dep[i] in ("relcl", "acl") and parse.pos[parse.head[i]] in ("NOUN", "PROPN", "PRON"):
            return _described(parse, i)
        if parse.dep[i] in ("conj", "advcl", "xcomp", "pcomp", "prep", "dep", "parataxis", "ccomp") and parse.head[i] != i:
            i = parse.head[i]
            continue
        break
    return _name_before(parse, verb)


def _body_beside(parse: Parse, i: int) -> int | None:
    """Return the name that the parser took for a part of the verb behind it: "the UN" of "…, the UN estimates"."""
    beside = i - 1
    if parse.tag[i] not in FINITE or beside < 0 or parse.head[beside] != i or parse.dep[beside] != "compound":
        return None
    opens = beside - 1 - (parse.pos[beside - 1] == "DET")
    return beside if parse.pos[beside] == "PROPN" and opens >= 0 and parse.lower[opens] in (",", '"', "''") else None


def _described(parse: Parse, i: int) -> int:
    """Return the noun that a participle or relative clause describes, or the subject of its clause where that noun is an
    object that cannot speak ("carried off in a shroud shouting"), a thing, place or state ("stormed the port, calling it")."""
    noun = parse.head[i]
    if parse.tag[i] != "VBG" or parse.dep[noun] not in ("pobj", "dobj") or may_be_heard(parse, noun):
        return noun
    for verb in parse.ancestors(noun):
        own = parse.child(verb, "nsubj", "nsubjpass") if parse.pos[verb] in ("VERB", "AUX") else None
        if own is not None and _is_finite(parse, verb):
            return own
    return noun


def may_be_heard(parse: Parse, noun: int) -> bool:
    """Say whether an object can be who speaks in the participle behind it: people, a body that speaks, what carries words."""
    cues, word = load_cues(), parse.lemma[noun]
    if parse.pos[noun] == "PRON" or word in cues.sources or word in cues.persons or word in cues.nouns or word in cues.carriers:
        return True
    return any(label in ("PERSON", "ORG", "NORP") for _, _, label in parse.entities_in(noun, noun))


def _is_finite(parse: Parse, verb: int) -> bool:
    """Say whether a verb, or an auxiliary of it, is finite."""
    return parse.tag[verb] in FINITE or any(parse.tag[c] in FINITE for c in parse.children_of(verb, "aux", "auxpass"))


def _name_before(parse: Parse, verb: int) -> int | None:
    """Return the last word of the name that stands nearest before a finite verb without a subject of its own."""
    if parse.tag[verb] not in FINITE:
        return None
    first = parse.sentences[parse.sentence_of[verb]][0]
    for k in range(verb - 1, max(first - 1, verb - 12), -1):
        if parse.tag[k] in FINITE or parse.lower[k] in (";", '"', ":"):
            return None
        if parse.pos[k] == "PROPN" and parse.dep[k] not in ("compound", "npadvmod", "poss") and not _is_date(parse, k):
            return k
    return None


def _is_date(parse: Parse, k: int) -> bool:
    return parse.lower[k] in DAYS


def relative_antecedent(parse: Parse, word: int) -> int | None:
    """Return the noun that a relative pronoun stands for."""
    if parse.lower[word] not in ("who", "which", "that", "whom") or parse.words[word].isupper() or parse.head[word] == word:
        return None
    verb = parse.head[word]
    for _ in range(4):
        if parse.dep[verb] == "relcl":
            return parse.head[verb]
        if parse.dep[verb] not in ("conj", "ccomp", "xcomp") or parse.head[verb] == verb:
            return None
        verb = parse.head[verb]
    return None


def _of_verb(parse: Parse, i: int) -> Attribution | None:
    kinds, tail = classes_of(parse, i)
    if not kinds:
        return None
    passive = parse.child(i, "auxpass", "nsubjpass") is not None or (parse.tag[i] == "VBN" and parse.dep[i] == "acl")
    source = agent_of(parse, i) if passive else subject_of(parse, i)
    if passive and source is None and is_quoted_as(parse, i):
        source = subject_of(parse, i)
    content = _content(parse, i, kinds, tail, passive)
    if content is None:
        return None
    kind, first, last = content
    if kind == "judge" and parse.lemma[i] in load_cues().accusing:
        kind = "accuse"
    if source is not None and first <= source <= last:
        source = None
    if source is None and kind != "say":
        return None
    if source is not None and not (_can_speak(parse, source) and (kind in _TELLING or _may_mean(parse, source))):
        return None
    return Attribution(cue=i, kind=kind, source=source, first=first, last=last)


def is_quoted_as(parse: Parse, i: int) -> bool:
    """Say whether a passive verb names its subject as the speaker: "was quoted as saying", "was heard to say"."""
    return parse.lemma[i] in load_cues().quoted_as and any(
        parse.lower[c] == "as" or (parse.dep[c] == "xcomp" and parse.lower[c] in ("say", "saying", "shout", "tell"))
        for c in parse.children[i]
    )


def _can_speak(parse: Parse, source: int) -> bool:
    """Say whether a subject can be a source: no bare demonstrative and no first or second person, which is speech itself."""
    if parse.lower[source] == "that":
        return relative_antecedent(parse, source) is not None
    return parse.lower[source] not in _NO_SOURCE


def _may_mean(parse: Parse, source: int) -> bool:
    """Say whether a subject can want or judge: no abstract noun ("the violence", "a need"), which only tells or shows."""
    word = parse.lemma[source]
    return parse.pos[source] != "NOUN" or not word.endswith(_ABSTRACT) or word in load_cues().sources


def agent_of(parse: Parse, i: int) -> int | None:
    """Return the head word of what stands behind the "by" of a passive, or None."""
    by = parse.child(i, "agent")
    return parse.child(by, "pobj") if by is not None else None


def _content(parse: Parse, i: int, kinds: frozenset[str], tail: int | None, passive: bool) -> tuple[str, int, int] | None:
    """Return the class and the word range of what a verb hands over, or None where it hands over nothing."""
    clause = parse.child(i, "ccomp")
    if clause is not None and kinds & {"say", "think", "find", "want", "urge"}:
        kind = next(k for k in ("say", "find", "think", "want", "urge") if k in kinds)
        first, last = parse.left_edge(clause), parse.right_edge(clause)
        if clause > i:
            return kind, *_trimmed(parse, max(first, i + 1), last)
        if kind in ("say", "find", "think") and ";" not in parse.lower[last:i]:
            subject = parse.child(i, *_SUBJECT)
            stop = min(i, parse.left_edge(subject)) if subject is not None and subject > clause else i
            return kind, *_trimmed(parse, first, min(last, stop - 1))
    inner = parse.child(i, "xcomp")
    if inner is not None and inner > i and kinds & {"want", "urge", "say"} and not passive:
        first = min(parse.left_edge(inner), inner)
        obj = parse.child(i, "dobj")
        if obj is not None and i < obj < inner and "urge" in kinds:
            first = parse.left_edge(obj)
        return "want", *_trimmed(parse, max(first, i + 1), parse.right_edge(inner))
    if clause is None and "say" in kinds and not passive and (told := set_in(parse, i)) is not None:
        return "say", *_trimmed(parse, *told)
    if "judge" in kinds or "want" in kinds:
        return _matter(parse, i, tail, passive)
    return None


def _matter(parse: Parse, i: int, tail: int | None, passive: bool) -> tuple[str, int, int] | None:
    """Return the noun phrase that a verb of judging or wanting is about, with what hangs on it."""
    if tail is not None:
        inner = parse.child(tail, "pobj", "pcomp")
        if inner is None:
            return None
        return "judge", *_trimmed(parse, tail + 1, max(parse.right_edge(tail), inner))
    obj = parse.child(i, "dobj", "oprd", "nsubjpass")
    if obj is None or (obj < i) != passive or (parse.lemma[i] == "claim" and parse.lemma[obj] in _LIVES):
        return None
    if parse.lower[obj] in ("himself", "herself", "itself", "themselves"):
        return None
    first, last = parse.left_edge(obj), parse.right_edge(obj)
    for c in parse.children[i]:
        if c > last and parse.dep[c] in ("prep", "oprd", "xcomp", "acomp") and not passive:
            last = max(last, parse.right_edge(c))
    return "judge", *_trimmed(parse, first, last)


def _trimmed(parse: Parse, first: int, last: int) -> tuple[int, int]:
    while last > first and parse.pos[last] == "PUNCT" and parse.lower[last] not in (")", "]"):
        last -= 1
    while first < last and parse.pos[first] == "PUNCT" and parse.lower[first] not in ("(", "["):
        first += 1
    return first, max(last, first)


def _of_noun(parse: Parse, i: int) -> Attribution | None:
    """Return the attribution of a noun with a that-clause: "a statement by X that …", "X's claim that …"."""
    clause = next(
        (c for c in parse.children[i] if c > i and parse.dep[c] in ("acl", "ccomp", "relcl") and _opens_with_that(parse, c)), None
    )
    if clause is None:
        return None
    source = parse.child(i, "poss")
    if source is None:
        for c in parse.children[i]:
            if (
                parse.dep[c] in ("prep", "agent")
                and parse.lower[c] in ("by", "from", "of", "among")
                and (inner := parse.child(c, "pobj")) is not None
            ):
                source = inner
    if source is None and parse.dep[i] == "dobj":
        source = subject_of(parse, parse.head[i])
    first, last = _trimmed(parse, parse.left_edge(clause), parse.right_edge(clause))
    if source is not None and first <= source <= last:
        source = None
    return Attribution(cue=i, kind="noun", source=source, first=first, last=last)


def _opens_with_that(parse: Parse, clause: int) -> bool:
    first = parse.left_edge(clause)
    return parse.lower[first] == "that" and (parse.dep[first] == "mark" or parse.dep[clause] == "acl")


def _source_opener(parse: Parse, i: int) -> int | None:
    """Return the preposition that opens the source in "according to X" and "in the view of X", or None."""
    if parse.lower[i] == "according":
        return i + 1 if i + 1 < len(parse) and parse.lower[i + 1] == "to" else None
    if i + 3 < len(parse) and parse.lower[i + 1] == "the" and parse.lower[i + 3] == "of" and parse.lower[i + 2] in load_cues().phrases:
        return i + 3
    return None


def _of_phrase(parse: Parse, i: int, of: int) -> Attribution | None:
    """Return the attribution of "according to X" or "in the view of X": the rest of the clause it stands in."""
    source = parse.child(of, "pobj") or parse.child(i, "pobj")
    if source is None or source < of:
        return None
    first, last = parse.sentences[parse.sentence_of[i]]
    head = parse.head[i]
    end = max(parse.right_edge(i), source)
    left, right = parse.left_edge(head), parse.right_edge(head)
    if head == i:
        left, right = first, last - 1
    if i - left >= right - end or i - left > 3 or parse.lower[end + 1 : end + 2] == [";"]:
        a, b = _trimmed(parse, behind_semicolon(parse, left, i), i - 1)
    else:
        a, b = _trimmed(parse, end + 1, right)
    source = maker_of(parse, source)
    return Attribution(cue=i, kind="say", source=source, first=a, last=b) if a <= b and not a <= source <= b else None


def maker_of(parse: Parse, source: int) -> int:
    """Return who made a statement that is given as the source ("a statement issued by the council"), else the source."""
    if parse.lemma[source] not in load_cues().nouns and parse.lemma[source] not in load_cues().tallies:
        return source
    for c in parse.children[source]:
        if parse.dep[c] == "acl":
            by = parse.child(c, "agent")
        else:
            by = c if parse.lower[c] in ("by", "from") else None
        maker = parse.child(by, "pobj") if by is not None else None
        if maker is not None:
            return maker
    return source
