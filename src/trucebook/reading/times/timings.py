"""Timings: what the grammar of the sentence says about an expression of time: its verb's tense, its tail, and whether
a word like "May" or "2000" is one of time at all.

Invariant: looks at the parse only around one expression.
"""

from msgspec.structs import replace

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.times.expressions import Expression
from trucebook.reading.times.timewords import Tokens, load_words

FUTURE = {"will", "shall", "'ll", "wo", "would"}
LONGEST_TAIL, LONGEST_CLAUSE = 10, 14  # words; longer ones are errors of the parse more often than not
BEFORE_MONTH = frozenset(
    "in of by since until till from to during between and or through throughout for before after last next this early late mid on"
    " - – ( around about , the every each previous following".split()
)
PLANS = frozenset(load_words()["plans"])
SCHEDULES = frozenset(load_words()["schedules"])
COUNTED = frozenset(load_words()["counted"])
NUMBERED = frozenset(load_words()["numbered"])


def tense_of(parse: Parse, word: int) -> str | None:
    """Return "future", "perfect", "past" or None for the verb that governs a word."""
    if word < 0:
        return None
    verb = next((h for h in (word, *_up(parse, word)) if parse.pos[h] in ("VERB", "AUX")), None)
    if any(parse.lower[h] in ("due", "slated") for h in _up(parse, word)):
        return "future"
    if verb is None:
        return None
    auxes = [c for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")]
    lowers = {parse.lower[c] for c in auxes}
    if lowers & FUTURE and not (lowers & {"have", "has", "had"} and "would" in lowers):
        return "future"
    if parse.dep[verb] in ("xcomp", "ccomp", "advcl") and "to" in lowers:
        head = parse.head[verb]
        return "future" if parse.lemma[head] in PLANS else tense_of(parse, head) if head != verb else None
    if lowers & {"have", "has", "had", "'ve", "having"}:
        return "perfect"
    if not auxes and parse.tag[verb] in ("VBN", "VBG") and parse.dep[verb] not in ("ROOT", "relcl", "conj"):
        above = next((h for h in _up(parse, verb) if h != verb and parse.pos[h] in ("VERB", "AUX")), None)
        if above is not None:
            return tense_of(parse, above)
    lemma = parse.lemma[verb]
    if (parse.tag[verb] == "VBN" and lemma in PLANS) or (parse.tag[verb] in ("VBZ", "VBP") and lemma in SCHEDULES and not auxes):
        return "future"
    tags = {parse.tag[verb], *(parse.tag[c] for c in auxes)}
    return "past" if "VBD" in tags or (parse.tag[verb] == "VBN" and not auxes) else None


def _up(parse: Parse, word: int) -> list[int]:
    chain: list[int] = []
    for h in parse.ancestors(word):
        chain.append(h)
        if len(chain) > 8 or parse.pos[h] in ("VERB", "AUX"):
            break
    return chain


def is_time(e: Expression, t: Tokens, parse: Parse) -> bool:
    """Say whether an expression is one of time and not a modal "may", a count of 2000 or a verb "march"."""
    if e.kind == "date" and e.month and not e.day and not e.year:
        return _is_month(e, t, parse)
    if e.kind == "date" and e.year and not e.month and e.first + 1 == e.last and not e.bc:
        return _is_year(e, t, parse)
    if e.kind == "season" and not e.year and e.inner is None:
        return _is_season(e, t, parse)
    if e.kind == "weekday" and len(t.words[e.first]) <= 4 and e.last - e.first == 1:
        return parse.text[e.start].isupper() and ("." in t.codes[e.last - 1 : e.last + 1] or t.words[e.first - 1 : e.first] in _ON)
    if e.kind == "weekday":
        return any(w[:1].isupper() for w in parse.text[e.start : e.end].split())
    if e.kind in ("shift", "set", "present", "daypart") and e.last - e.first == 1 and parse.text[e.start].isupper():
        return _opens(e, parse)
    if e.kind == "feast":
        return t.words[e.last : e.last + 1] != ["island"] and any(w[:1].isupper() for w in parse.text[e.start : e.end].split())
    if e.kind == "date" and e.month and t.words[e.first] in ("may", "march", "mar", "sun"):
        return parse.text[e.start].isupper()
    return not (e.kind == "duration" and e.unit == "S" and t.words[e.last - 1] == "second")


_ON = (["on"], ["last"], ["next"], ["since"], ["until"], ["by"], ["from"], ["to"], ["this"])


def _opens(e: Expression, parse: Parse) -> bool:
    """Say whether a capital is that of a sentence's first word, not of a name ("Russia Today")."""
    word = parse.word_at(e.start)
    if word < 0 or (parse.text[e.start : e.end].isupper() and len(parse.text[e.start : e.end]) > 3):
        return True
    first = parse.sentences[parse.sentence_of[word]][0]
    return word == first or parse.pos[word - 1] == "PUNCT" or parse.lower[word - 1] in ('"', "'", "(")


def _is_month(e: Expression, t: Tokens, parse: Parse) -> bool:
    at = next(k for k in range(e.first, e.last) if t.codes[k] == "M")
    word = t.words[at]
    if not parse.text[t.start[at]].isupper():
        return False
    if word in ("may", "march", "mar", "sep", "dec", "jan", "jun", "april", "june", "august") and e.last - e.first <= 2 and e.first == at:
        before = t.words[e.first - 1] if e.first else ""
        here = parse.word_at(t.start[at])
        if (
            word not in ("may", "april")
            and here >= 0
            and parse.dep[here] in ("compound", "nmod", "amod")
            and parse.tag[parse.head[here]] in ("NN", "NNS")
        ):
            return True
        return before in BEFORE_MONTH and (
            word != "may" or _tag(parse, e.start) not in ("MD",) or before in ("in", "of", "since", "until", "by")
        )
    return True


def _tag(parse: Parse, offset: int) -> str:
    word = parse.word_at(offset)
    return parse.tag[word] if word >= 0 else ""


def _is_year(e: Expression, t: Tokens, parse: Parse) -> bool:
    before = t.words[e.first - 1] if e.first else ""
    if before in NUMBERED or not e.year:
        return False
    after = t.words[e.last] if e.last < len(t.words) else ""
    if t.codes[e.last : e.last + 1] == "%" or after in ("%", "km", "percent"):
        return False
    if after in COUNTED:
        return False
    word = parse.word_at(e.start)
    if e.year < 1700 and before not in ("in", "since", "by", "from", "until", "of", "between", "circa"):
        return False
    if word >= 0 and parse.dep[word] == "nummod" and parse.tag[parse.head[word]] == "NNS" and parse.head[word] == word + 1:
        return before in ("the", "in", "of") and e.year % 100 != 0
    return not (e.year % 100 == 0 and parse.dep[word] in ("nummod", "quantmod", "dobj", "nsubj"))


def _is_season(e: Expression, t: Tokens, parse: Parse) -> bool:
    at = next(k for k in range(e.first, e.last) if t.codes[k] == "S")
    word = parse.word_at(t.start[at])
    if word >= 0 and parse.pos[word] in ("VERB", "AUX"):
        return False
    after = t.words[e.last : e.last + 1]
    if t.words[at] in ("fall", "spring"):
        if after == ["of"] or e.sign or e.part or e.base == "told":
            return after != ["of"]
        if t.words[at] == "fall":
            return after in (["offensive"], ["campaign"]) or (t.words[e.first - 1 : e.first] == ["in"] and e.first == at)
        return (
            t.codes[e.first] in "th"
            or parse.text[t.start[at]].isupper()
            or after in (["offensive"], ["campaign"])
            or t.words[e.first - 1 : e.first] in (["in"], ["by"])
        )
    return True


def extend(e: Expression, t: Tokens, parse: Parse) -> Expression:
    """Return the expression with the tail its noun phrase has: "two months of fierce battles", "a year after the fall"."""
    if e.kind == "shift" and e.rule == "after" and t.words[e.last - 1] in ("after", "before", "following"):
        return _after_event(e, t, parse)
    e = _trim(_unverbed(e, t, parse), t, parse)
    if e.kind == "time":
        return _time_tail(e, t, parse)
    if (
        e.kind not in ("duration", "nth", "span", "anniversary")
        or e.inner is not None
        or t.words[e.last : e.last + 1] != ["of"]
        or t.codes[e.first] == "k"
    ):
        return e
    word = parse.word_at(t.start[e.last])
    if word < 0 or parse.lower[word] != "of":
        return e
    inner = parse.child(word, "pobj", "pcomp")
    if inner is None:
        return e
    last = _edge(parse, word, parse.right_edge(inner))
    if last - word > LONGEST_TAIL:
        last = min(parse.noun_phrase(inner)[1], word + LONGEST_TAIL)
    return replace(e, end=parse.end[last]) if last > word else e


def _edge(parse: Parse, word: int, last: int) -> int:
    """Return the last word of a tail: it ends before a stop, a comma, a bracket, a line's end or a dangling "and"."""
    for k in range(word + 1, last + 1):
        spaced = parse.end[k - 1] < parse.start[k] and k + 1 < len(parse) and parse.end[k] < parse.start[k + 1]
        if (
            parse.lower[k] in (",", ";", ".", ")", "(", ":", "[", "]")
            or (spaced and parse.lower[k] in ("-", "–", "—"))
            or "\n" in parse.smooth[parse.end[k - 1] : parse.start[k]]
        ):
            last = k - 1
            break
    while last > word and parse.pos[last] in ("CCONJ", "ADP", "SCONJ"):
        last -= 1
    return last


def _unverbed(e: Expression, t: Tokens, parse: Parse) -> Expression:
    """Return "15 days" of "the pause will last 15 days"."""
    if e.kind != "span" or t.words[e.first] != "last" or parse.pos[parse.word_at(e.start)] not in ("VERB", "AUX"):
        return e
    return replace(e, kind="duration", sign=0, first=e.first + 1, start=t.start[e.first + 1])


def _trim(e: Expression, t: Tokens, parse: Parse) -> Expression:
    """Return the expression without an article that belongs to the noun after it: "the [summer] offensive", "a [night] raid"."""
    if (
        t.codes[e.first] not in ("taHh" if e.kind == "duration" else "ta")
        or "f" in t.codes[e.first : e.last]
        or e.last - e.first < 2
        or e.kind not in ("season", "feast", "daypart", "duration", "date")
    ):
        return e
    if (e.kind == "date" and e.day) or (e.kind == "duration" and "-" not in t.codes[e.first : e.last]):
        return e
    word = parse.word_at(t.start[e.last - 1])
    head = parse.head[word] if word >= 0 else word
    if (
        word < 0
        or not word < head <= word + (6 if e.kind == "duration" else 3)
        or parse.pos[head] not in ("NOUN", "PROPN")
        or parse.end[word] < e.end
    ):
        return e
    if parse.dep[word] not in ("compound", "nmod", "amod", "npadvmod", "advmod", "nummod"):
        return e
    return replace(e, start=t.start[e.first + 1], first=e.first + 1)


def _time_tail(e: Expression, t: Tokens, parse: Parse) -> Expression:
    """Return "the duration of the war" or "by the time the convoy left" whole."""
    word = parse.word_at(t.start[e.last - 1])
    if word < 0 or t.words[e.last - 1] not in ("time", "duration", "period") or t.codes[e.first] not in "ta":
        return e
    clause = parse.child(word, "relcl", "acl")
    if t.words[e.last : e.last + 1] == ["of"]:
        clause = parse.child(word, "prep")
    elif t.words[e.first - 1 : e.first] != ["by"] or clause is None:
        return e
    if clause is None:
        return e
    last = _edge(parse, word, parse.right_edge(clause))
    return replace(e, end=parse.end[last]) if word < last < word + 20 else e


def bare(e: Expression, t: Tokens) -> Expression:
    """Return "three weeks" of "three weeks after": the length alone, where its event is told by a date of its own."""
    if e.kind == "shift" and e.rule == "after" and t.words[e.last - 1] in ("after", "before", "following"):
        return replace(e, kind="duration", rule=None, sign=0, last=e.last - 1, end=t.end[e.last - 2])
    return e


def _after_event(e: Expression, t: Tokens, parse: Parse) -> Expression:
    """Return "eight days after the landing" whole; "two days after" alone where nothing follows it."""
    preposition = e.last - 1
    word = parse.word_at(t.start[preposition])
    if word < 0:
        return e
    inner = parse.child(word, "pobj", "pcomp")
    if inner is None and parse.dep[word] == "mark":
        inner = parse.head[word]
    following = t.codes[e.last : e.last + 1]
    if inner is not None and parse.tag[inner] == "VBG":
        return replace(e, kind="duration", rule=None, end=t.end[preposition - 1], last=preposition)
    if inner is None or inner < word or following in (",", ".", "\n", ")") or parse.pos[word + 1] in ("VERB", "AUX"):
        return e
    last = _edge(parse, word, parse.right_edge(inner))
    if last <= word or last - word > LONGEST_CLAUSE:
        return replace(e, rule="event")
    return replace(e, end=parse.end[last], rule="event")
