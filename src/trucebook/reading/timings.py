"""Timings: what the grammar of the sentence says about an expression of time: its verb's tense, its tail, and whether
a word like "May" or "2000" is one of time at all.

Invariant: looks at the parse only around one expression.
"""

from dataclasses import replace

from trucebook.reading.parse import Parse
from trucebook.reading.timewords import Tokens
from trucebook.reading.timex import Expression

FUTURE = {"will", "shall", "'ll", "wo", "would"}
PLANS = {"plan", "expect", "schedule", "due", "set", "intend", "slate", "prepare", "aim", "go", "hope"}
BEFORE_MONTH = {
    "in", "of", "by", "since", "until", "till", "from", "to", "during", "between", "and", "or", "through", "throughout", "for", "before", "after",
    "last", "next", "this", "early", "late", "mid", "on", "-", "–", "(", "around", "about", "or", ",", "the", "every", "each", "previous", "following",
}  # fmt: skip
COUNTED_BEFORE = {
    "resolution",
    "no",
    "number",
    "unit",
    "page",
    "km",
    "decree",
    "flight",
    "brigade",
    "route",
    "room",
    "$",
    "€",
    "£",
    "us",
    "article",
    "law",
    "camp",
    "km",
    "#",
}


def tense_of(parse: Parse, word: int) -> str | None:
    """Return "future", "perfect", "past" or None for the verb that governs a word."""
    if word < 0:
        return None
    verb = next((h for h in (word, *_up(parse, word)) if parse.pos[h] in ("VERB", "AUX")), None)
    if verb is None:
        return None
    auxes = [c for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")]
    lowers = {parse.lower[c] for c in auxes}
    if lowers & FUTURE and not (lowers & {"have", "has", "had"} and "would" in lowers):
        return "future"
    if parse.dep[verb] in ("xcomp", "ccomp", "advcl") and "to" in lowers:
        head = parse.head[verb]
        return "future" if parse.lemma[head].lower() in PLANS else tense_of(parse, head) if head != verb else None
    if lowers & {"have", "has", "had", "'ve", "having"}:
        return "perfect"
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
        return (
            parse.text[e.start : e.end].istitle() and t.words[e.first] not in ("sun", "sat", "wed") or "." in t.codes[e.last : e.last + 1]
        )
    if e.kind == "weekday":
        return any(w[:1].isupper() for w in parse.text[e.start : e.end].split())
    if e.kind == "feast":
        return any(w[:1].isupper() for w in parse.text[e.start : e.end].split())
    if e.kind == "date" and e.month and t.words[e.first] in ("may", "march", "mar", "sun"):
        return parse.text[e.start].isupper()
    if e.kind == "duration" and e.unit == "S" and t.words[e.last - 1] == "second":
        return False
    return True


def _is_month(e: Expression, t: Tokens, parse: Parse) -> bool:
    at = next(k for k in range(e.first, e.last) if t.codes[k] == "M")
    word = t.words[at]
    if not parse.text[t.start[at]].isupper():
        return False
    if word in ("may", "march", "mar", "sep", "dec", "jan", "jun", "april", "june", "august") and e.last - e.first <= 2 and e.first == at:
        before = t.words[e.first - 1] if e.first else ""
        return before in BEFORE_MONTH and (
            word != "may" or _tag(parse, e.start) not in ("MD",) or before in ("in", "of", "since", "until", "by")
        )
    return True


def _tag(parse: Parse, offset: int) -> str:
    word = parse.word_at(offset)
    return parse.tag[word] if word >= 0 else ""


def _is_year(e: Expression, t: Tokens, parse: Parse) -> bool:
    before = t.words[e.first - 1] if e.first else ""
    if before in COUNTED_BEFORE or not e.year:
        return False
    after = t.words[e.last] if e.last < len(t.words) else ""
    if t.codes[e.last : e.last + 1] == "%" or after in ("%", "km", "percent"):
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
            return after in (["offensive"], ["campaign"]) or t.words[e.first - 1 : e.first] == ["in"] and e.first == at
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
    if e.kind not in ("duration", "nth") or e.inner is not None or t.words[e.last : e.last + 1] != ["of"]:
        return e
    word = parse.word_at(t.start[e.last])
    if word < 0 or parse.lower[word] != "of":
        return e
    inner = parse.child(word, "pobj", "pcomp")
    if inner is None:
        return e
    last = parse.noun_phrase(inner)[1] if parse.dep[inner] == "pobj" else parse.right_edge(inner)
    last = max(last, inner)
    return replace(e, end=parse.end[last]) if last - word < 15 else e


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
    if inner is None or inner < word or following in (",", ".", "\n", ")"):
        return e
    last = parse.right_edge(inner)
    for k in range(word + 1, last + 1):
        if parse.lower[k] in (",", ";", ".", ")", ":") or "\n" in parse.smooth[parse.end[k - 1] : parse.start[k]]:
            last = k - 1
            break
    if last <= word or last - word > 20:
        return e
    return replace(e, end=parse.end[last], rule="event")
