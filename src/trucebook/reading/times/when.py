"""When: which of a report's periods dates a claim.

Invariant: the period stands in the claim's own sentence; a day that only dates who said it dates nothing else.
"""

from bisect import bisect_left, bisect_right

from trucebook.model import Mention, PeriodValue
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.grammar.participants import is_elsewhere
from trucebook.reading.times.calendar import parse_day
from trucebook.reading.times.timewords import load_words

SAYING = frozenset(load_words()["saying"])


def days_ago(value: object, published: str | None) -> int | None:
    """Return how many days before the day of a report a period ended, negative for one to come; None where either is unknown."""
    today, last = parse_day(published), parse_day(value.last) if isinstance(value, PeriodValue) else None
    return (today - last).days if today is not None and last is not None else None


def period_for(parse: Parse, periods: tuple[Mention, ...], start: int, end: int) -> Mention | None:
    """Return the period that dates the claim at `start:end`: one inside it, else of its clause, else of its sentence.

    `periods` lie in text order; only those with bounds count. A period of a clause that merely reports ("he said on
    Tuesday that …") dates a claim inside what is said only where the claim is the saying itself. Returns None where
    nothing in the sentence dates the claim.
    """
    if not periods:
        return None
    known = parse.kept_for(periods, "periods that date")
    if (start, end) not in known:
        known[start, end] = _period_for(parse, periods, start, end)
    found: Mention | None = known[start, end]
    return found


def _period_for(parse: Parse, periods: tuple[Mention, ...], start: int, end: int) -> Mention | None:
    word = parse.head_of(start, end)
    if word is None:
        return None
    first, last = parse.sentences[parse.sentence_of[word]]
    low = bisect_left(periods, parse.start[first], key=_start)
    high = bisect_right(periods, parse.end[last - 1] - 1, key=_start)
    verbs = _verbs(parse, word)
    best: tuple[tuple[int, int, int], Mention] | None = None
    for period in periods[low:high]:
        if not isinstance(period.value, PeriodValue) or (period.value.first is None and period.value.last is None):
            continue
        rank = _rank(parse, period, word, verbs, start, end)
        if rank is None:
            continue
        key = (rank, _distance(period, start, end), period.start)
        if best is None or key < best[0]:
            best = key, period
    return best[1] if best else None


def _start(period: Mention) -> int:
    return period.start


def _rank(parse: Parse, period: Mention, word: int, verbs: list[int], start: int, end: int) -> int | None:
    """Return 0 for a period inside the claim, 1 for one of its clause, 2 of a clause around or under it, 3 of the
    sentence, 4 for a dateline; None for one that dates something else."""
    if _heads_line(parse, period):
        return 4
    head = parse.head_of(period.start, period.end)
    if head is not None and _names_a_noun(parse, head, word):
        return None
    if start <= period.start and period.end <= end:
        return 0
    if head is None:
        return None
    if is_elsewhere(parse, head, word, goes_on=isinstance(period.value, PeriodValue) and period.value.precision == "day"):
        return None
    chain = _verbs(parse, head)
    verb = chain[0] if chain else None
    if word in parse.ancestors(head) and (verb is None or verb == word or word not in verbs):
        return 1
    if verb is not None and verbs and verb == verbs[0]:
        return 1
    if verb is not None and parse.lemma[verb] in SAYING and verb != word:
        return None
    if isinstance(period.value, PeriodValue) and period.value.precision == "duration":
        return None
    if verb is not None and (verb in verbs or (verbs and verbs[0] in chain)):
        return 2
    return None if _is_apart(parse, period, head, word) else 3


def _names_a_noun(parse: Parse, head: int, word: int) -> bool:
    """Say whether a period only tells which of several is meant: "the accord of 2002" dates nothing but the accord."""
    of = parse.head[head]
    noun = parse.head[of]
    return parse.lower[of] == "of" and parse.pos[noun] in ("NOUN", "PROPN") and noun != word and noun not in parse.ancestors(word)


def _is_apart(parse: Parse, period: Mention, head: int, word: int) -> bool:
    """Say whether a period dates another noun ("the rising of 2011") or stands beyond a colon or semicolon."""
    between = parse.smooth[min(period.end, parse.end[word]) : max(period.start, parse.start[word])]
    if ": " in between or ";" in between:
        return True
    governor = next((h for h in parse.ancestors(head) if parse.pos[h] != "ADP"), head)
    return parse.pos[governor] in ("NOUN", "PROPN") and governor not in (word, head)


def _heads_line(parse: Parse, period: Mention) -> bool:
    """Say whether a period is the dateline printed before its line's text: "19 Sep 2016 At least ten …"."""
    if parse.smooth[max(0, period.start - 40) : period.start].rpartition("\n")[2].strip() not in ("", "Date of publication", "date"):
        return False
    after = parse.smooth[period.end : period.end + 2]
    return bool(period.text[-4:].isdigit()) and after[:1] == " " and after[1:].isupper()


def _verbs(parse: Parse, word: int) -> list[int]:
    """Return the verbs above a word, itself included, nearest first; auxiliaries of another verb aside."""
    chain = [word] if parse.pos[word] == "VERB" else []
    chain.extend(
        h for h in parse.ancestors(word) if parse.pos[h] == "VERB" or (parse.pos[h] == "AUX" and parse.dep[h] not in ("aux", "auxpass"))
    )
    return chain


def _distance(period: Mention, start: int, end: int) -> int:
    return max(period.start - end, start - period.end, 0)
