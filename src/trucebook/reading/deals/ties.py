"""Ties: which hostile acts a report ties to which agreement, and how firmly.

Invariant: an act told as before the truce, feared, denied or planned is never tied.
"""

from datetime import date, timedelta
from itertools import islice

from trucebook.model import Claim, PeriodValue
from trucebook.reading.deals.breaches import Hostile, HostileWords, find_hostile
from trucebook.reading.deals.breachspans import before_truce, opens_with_time_before, verb_span
from trucebook.reading.deals.charges import find_charges
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.exploiting import find_exploited
from trucebook.reading.deals.grounds import SETTLED, TWO_SIDED, Ground, ground_of
from trucebook.reading.deals.inplace import find_in_place
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.perpetrators import names_of, perpetrator_of
from trucebook.reading.deals.phrases import people
from trucebook.reading.deals.repeats import Tied, once_told
from trucebook.reading.deals.sequels import opens_sequel
from trucebook.reading.deals.setapart import is_general
from trucebook.reading.deals.storylines import find_storylines
from trucebook.reading.deals.telltales import is_word_given
from trucebook.reading.deals.tiewords import find_ties
from trucebook.reading.deals.weighing import counts, has_earlier_year
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.when import period_for

_MONTH = timedelta(days=31)
TO_COME = "to come"
TOLD_BY_VERB = "agreed: told by the verb"  # the reason of an agreement that no noun names
_LIVE = ("announced", "in_force", "violated", "collapsed", "expired", "unknown", "superseded", "fulfilled")
_REACH = {"breach": 12, "despite": 12, "cue": 12, "acted": 12, "brought": 1, "amid": 3, "since": 3, "unsaid": 2}
_AMID_FAR = 8  # sentences after a truce is told as in force in which an act of a party that it names breaks it
_PERMITTED = ("explosion", "movement")  # acts that may carry an agreement out: posts blown up, forces moved under it
_BACK = 8  # sentences before a tie whose acts may break the truce too
_AMOUNTING = {"be", "constitute", "represent", "demonstrate", "show", "mark"}
_BREAKING = deal_words("breaking")
_FORMER = {"earlier", "first", "former", "last", "old", "previous"}


def _only_given(parse: Parse, claim: Claim) -> bool:
    """Say whether an agreement is only a word that sides gave, of which no breach is told: "to uphold the commitments made in A"."""
    head = parse.head_of(claim.start, claim.end)
    given = claim.value("type") == "settlement" and head is not None and is_word_given(parse, head)
    return given and not any(reason.startswith("violated:") for reason in claim.reasons)


def _of_trade(parse: Parse, claim: Claim) -> bool:
    """Say whether an agreement is about trade, pay or the like, which no act of war breaks: "a customs deal", "an accord on wages"."""
    if claim.value("type") in TWO_SIDED:
        return False
    said = parse.words_in(claim.start, claim.end)
    lemmas = {parse.lemma[j] for j in range(max(0, said.start - 4), said.stop)}
    return bool(lemmas & _TRADE) and not lemmas & _WARLIKE


_TRADE = deal_words("trade")
_WARLIKE = deal_words("warlike")


def find_tied(notes: Notes, words: HostileWords, agreements: tuple[Claim, ...]) -> list[Tied]:
    """Return (act, agreement, strength) in text order; strength is tied, after or amid."""
    today = notes.report.published
    parse = notes.parse
    live = tuple(a for a in agreements if a.value("status") in _LIVE and not _future(a, today) and not is_to_come(parse, a))
    live = tuple(a for a in live if not _only_given(parse, a) and not _of_trade(parse, a))
    if not live:
        return []
    ground = ground_of(parse, live)
    starts = {a.id: start for a in live if (start := _starts(a)) is not None and (today is None or start <= today)}
    ties = find_ties(parse, words, ground)
    found: dict[int, Tied] = {}
    for s, (claim, strength) in _sentences(parse, ties).items():
        first, last = parse.sentences[s]
        for hostile in find_hostile(parse, words, first, last):
            if hostile.act in _PERMITTED and s in ground.unders and not _charged(parse, words, first, last):
                continue  # "under the pact both began to blow up their guard posts"
            if _names_it(parse, ground, hostile) or _earlier(notes, hostile, starts.get(claim.id)):
                continue
            if strength != "tied" and _of_old(notes, hostile, starts.get(claim.id)):
                continue
            if counts(parse, words, hostile, claim, strength):
                found.setdefault(hostile.word, (hostile, claim, strength))
    found = _dated(notes, words, live, ground, found)
    for hostile, claim in find_charges(parse, words, ground, _year(today)):
        if _names_it(parse, ground, hostile) or _earlier(notes, hostile, starts.get(claim.id)):
            continue
        if counts(parse, words, hostile, claim, "charged"):
            found.setdefault(hostile.word, (hostile, claim, "charged"))
    for hostile, claim in find_storylines(notes, words, ground, {w: f[1] for w, f in found.items()}):
        if _names_it(parse, ground, hostile) or _earlier(notes, hostile, starts.get(claim.id)):
            continue
        found.setdefault(hostile.word, (hostile, claim, "story"))
    for hostile, claim in find_in_place(notes, words, live):
        if _names_it(parse, ground, hostile) or is_of_another_time(notes, hostile, claim):
            continue
        found.setdefault(hostile.word, (hostile, claim, "place"))
    for hostile, claim in find_exploited(parse, words, ground):
        found.setdefault(hostile.word, (hostile, claim, "tied"))
    for hostile, claim in _bare(parse, ties, found):
        found[hostile.word] = (hostile, claim, "tied")
    return once_told(parse, list(found.values()))


def is_of_another_time(notes: Notes, hostile: Hostile, claim: Claim) -> bool:
    """Say whether an act is dated before an agreement, or so long ago that it breaks none that is news."""
    today, start = notes.report.published, _starts(claim)
    start = start if start is not None and (today is None or start <= today) else None
    return _earlier(notes, hostile, start) or _of_old(notes, hostile, start)


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day is not None else None


def is_to_come(parse: Parse, agreement: Claim) -> bool:
    """Say whether an agreement is told to begin later, and not that its hour has passed ("a day after a truce was to begin")."""
    named = agreement.fields.get("named")
    words = [parse.word_at(f.start) for f in named if f.start is not None] if isinstance(named, list) else []
    passed = any(
        (parse.lower[j] in ("after", "since") or (parse.lower[j] == "into" and parse.lower[j - 1] in ("hours", "minutes", "days")))
        and parse.head[j] in parse.ancestors(w)
        for w in words
        for j in range(max(0, w - 6), w)
    )
    after = [s for w in words for s in (parse.sentence_of[w] + 1, parse.sentence_of[w] + 2) if s < len(parse.sentences)]
    begun = any(opens_sequel(parse, s) or _deadline_past(parse, s) for s in after)
    return TO_COME in agreement.reasons and not passed and not begun


def _deadline_past(parse: Parse, s: int) -> bool:
    """Say whether a sentence tells of what came after the hour of a truce: "Within four hours of the deadline", "after the deadline"."""
    first, last = parse.sentences[s]
    return any(parse.lower[j : j + 3] in (["of", "the", "deadline"], ["after", "the", "deadline"]) for j in range(first + 1, last))


def _dated(notes: Notes, words: HostileWords, live: tuple[Claim, ...], ground: Ground, found: dict[int, Tied]) -> dict[int, Tied]:
    """Return the acts with those of untied sentences that are dated within the time of an agreement in force."""
    told = [a for a in live if a.value("status") in ("in_force", "violated") and a.value("type") in TWO_SIDED]
    held = [a for a in told if SETTLED not in a.reasons]
    started = sorted((start, a.id) for a in held if (start := _starts(a)) is not None)
    if not started:
        return found
    by_id = {a.id: a for a in live}
    parse, more = notes.parse, dict(found)
    tied = {parse.sentence_of[w] for w in found}
    for s, (first, last) in enumerate(parse.sentences):
        for hostile in find_hostile(parse, words, first, last) if s not in tied else ():
            period = period_for(parse, notes.periods, parse.start[hostile.first], parse.end[hostile.last])
            day = period.value.first if period is not None and isinstance(period.value, PeriodValue) else None
            within = [name for start, name in started if day is not None and start <= day]
            if within and not _names_it(parse, ground, hostile) and counts(parse, words, hostile, by_id[within[-1]], "dated"):
                more.setdefault(hostile.word, (hostile, by_id[within[-1]], "dated"))
    return more


def _charged(parse: Parse, words: HostileWords, first: int, last: int) -> bool:
    """Say whether a sentence speaks of a breach."""
    nouns = {parse.lemma[j] for j in range(first, last) if parse.pos[j] == "NOUN"}
    said = {parse.lemma[j] for j in range(first, last)} | set(parse.lower[first:last])
    return bool(nouns & words.terms["breach_nouns"] or said & (words.terms["breach_verbs"] | words.terms["tie_words"]))


def _names_it(parse: Parse, ground: Ground, hostile: Hostile) -> bool:
    """Say whether an act is itself part of an agreement's name, done to the agreement ("sink the deal"), or told of the time before it."""
    if opens_with_time_before(parse, hostile.first):
        return True
    above = islice(parse.ancestors(hostile.word), 2 if hostile.nominal else 0)
    hit = [] if hostile.nominal else parse.children_of(hostile.word, "dobj", "nsubjpass")
    hit += [parse.head[hostile.word]] if parse.dep[hostile.word] == "acl" else []
    return any(w in ground.at for w in (hostile.word, *above, *hit))


def _starts(agreement: Claim) -> str | None:
    """Return the first possible day of an agreement, None where the report gives none."""
    days = [v.first for name in ("began", "declared") if isinstance(v := agreement.value(name), PeriodValue) and v.first]
    return min(days, default=None)


def _future(agreement: Claim, today: str | None) -> bool:
    """Say whether an agreement takes effect only after the report: nothing can have broken it yet."""
    began = agreement.value("began")
    if agreement.value("status") in ("violated", "collapsed", "expired", "fulfilled", "superseded"):
        return False  # what is told as broken or over has begun
    return today is not None and isinstance(began, PeriodValue) and began.first is not None and began.first > today


def _earlier(notes: Notes, hostile: Hostile, start: str | None) -> bool:
    """Say whether an act is dated before the agreement."""
    if start is None:
        return False
    period = period_for(notes.parse, notes.periods, notes.parse.start[hostile.first], notes.parse.end[hostile.last])
    if period is None or "later" in (period.text or "").split():
        return False  # "two days later" is counted from what was told last
    return isinstance(period.value, PeriodValue) and period.value.last is not None and period.value.last < start


def _long_over(day: str, today: str) -> bool:
    """Say whether a day lies more than a month before another; a date without a day never does."""
    try:
        return date.fromisoformat(day) < date.fromisoformat(today) - _MONTH
    except (ValueError, OverflowError):
        return False


def _of_old(notes: Notes, hostile: Hostile, start: str | None) -> bool:
    """Say whether an act is told with a year before that of the agreement, or of the report where the agreement has no day; or with a
    day or month that was long over when the report was published."""
    parse, today = notes.parse, notes.report.published
    period = period_for(parse, notes.periods, parse.start[hostile.first], parse.end[hostile.last])
    value = period.value if period is not None and start is None else None
    if isinstance(value, PeriodValue) and value.last is not None and today is not None and _long_over(value.last, today[:10]):
        return True  # what was done months ago is no breach of a truce that is news
    floor = _year(start or today)
    return floor is not None and has_earlier_year(parse, hostile.word, floor)


def _backward(parse: Parse, word: int) -> bool:
    """Say whether a breach sums up what was told before: "Such acts are a flagrant violation of the truce", "These actions violate it"."""
    verb = word if parse.pos[word] == "VERB" else parse.head[word]
    subject = parse.child(verb, "nsubj") if verb == word or parse.dep[word] in ("attr", "dobj") else None
    if subject is None or (verb != word and parse.lemma[verb] not in _AMOUNTING):
        return False
    return parse.lower[subject] in ("this", "these", "that", "they", "it") or any(
        parse.lower[c] in ("such", "these", "this", "those") for c in parse.children[subject]
    )


def _sentences(parse: Parse, ties: list[tuple[int, Claim, str]]) -> dict[int, tuple[Claim, str]]:
    """Return sentence → (agreement, strength): the sentences of a tie, and those after it while the report stays with the matter."""
    tied: dict[int, tuple[Claim, str]] = {}
    for w, claim, kind in sorted(ties, key=lambda t: t[2] == "way"):
        s = parse.sentence_of[w]
        if kind == "against":
            tied.setdefault(s, (claim, "against"))
        elif kind in ("amid", "way"):
            tied.setdefault(s, (claim, kind))
        elif kind != "unsaid":
            tied[s] = (claim, "tied")
    for w, claim, kind in ties:
        if kind == "called" or (kind == "breach" and _backward(parse, w)):
            s = parse.sentence_of[w]
            for k in (1, 2):
                if s >= k:
                    tied.setdefault(s - k, (claim, "summed"))
    for w, claim, kind in sorted(ties, key=lambda t: (t[2] == "amid", t[2] in ("since", "unsaid"), t[0])):
        s = parse.sentence_of[w]
        for k in range(1, _REACH.get(kind, 0) + 1):
            if s + k < len(parse.sentences):
                tied.setdefault(s + k, (claim, "tied" if kind == "breach" and k == 1 else "amid" if kind == "amid" else "after"))
    for w, claim, kind in ties:
        s = parse.sentence_of[w]
        for k in range(_REACH["amid"] + 1, _AMID_FAR + 1) if kind == "amid" else ():
            if s + k < len(parse.sentences):
                tied.setdefault(s + k, (claim, "far"))
    for w, claim, kind in ties:
        said = set(claim.quote.lower().split()[:3])
        if kind in ("breach", "despite", "cue") and claim.value("status") in ("violated", "in_force") and not said & _FORMER:
            s = parse.sentence_of[w]
            for k in range(1, min(s, _BACK) + 1):
                tied.setdefault(s - k, (claim, "before"))
    return tied


def _clause_of(parse: Parse, who: int, verb: int) -> int:
    """Return the verb of the clause on who breaks an agreement, else the verb of breaking: "Those who fire break the truce"."""
    return parse.child(who, "relcl") or verb


def _is_everybody(parse: Parse, who: int) -> bool:
    """Say whether an agreement is told as broken by all, which lays it on nobody: "has been violated by both sides"."""
    beside = {parse.lower[c] for c in parse.children[who]}
    return parse.lemma[who] in ("party", "side", "camp") and bool({"all", "both", "either", "two", "various"} & beside)


def _bare(parse: Parse, ties: list[tuple[int, Claim, str]], found: dict[int, Tied]) -> list[tuple[Hostile, Claim]]:
    """Return breaches told without an act: a named side breaks the truce, no count is given and no act follows."""
    bare: list[tuple[Hostile, Claim]] = []
    told = {parse.sentence_of[w]: h for w, (h, _, _) in found.items()}
    for w, claim, kind in ties:
        s = parse.sentence_of[w]
        if kind not in ("breach", "cue") or parse.lemma[w] not in _BREAKING or parse.pos[w] != "VERB":
            continue
        first, last = verb_span(parse, w)
        counted = any(parse.tag[j] == "CD" for j in range(first, last + 1)) or "times" in parse.lower[last + 1 : last + 4]
        if counted or before_truce(parse, w) or any(parse.lower[c] in ("if", "unless") for c in parse.children_of(w, "mark")):
            continue
        if parse.tag[w] == "VBG" and parse.dep[w] == "pcomp":
            continue  # "accused the clans of breaking it" blames, and tells nothing
        who = next((k for c in parse.children[w] if parse.dep[c] == "agent" for k in parse.children[c]), None)
        explicit = who is not None
        if who is None and parse.child(w, "nsubjpass", "auxpass") is None:
            who = subject_of(parse, w)
        if who is not None and (
            _is_everybody(parse, who) or is_general(parse, Hostile(w, "breach", False, _clause_of(parse, who, w), w, w))
        ):
            continue
        acts = [told[s + k] for k in range(4) if s + k in told]
        others = [p for h in acts if (p := perpetrator_of(parse, h)) is not None]
        if acts and not (who is not None and explicit and others and not any(names_of(parse, who) & names_of(parse, p) for p in others)):
            continue
        if who is not None and people(parse, who):
            bare.append((Hostile(word=w, act="breach", nominal=False, verb=w, first=first, last=last), claim))
    return bare
