"""Beginnings: the day, month or year from which a truce held, where no verb of its own tells it.

Invariant: only claims without a day of effect get one, on words of the report; how they stand is left as it is.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from msgspec.structs import replace

from trucebook.model import Claim, Field, Mention, PeriodValue
from trucebook.reading.deals.daysapart import quieted, tells_beginning
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.firstacts import day_of_leaving, day_of_silence
from trucebook.reading.deals.namingdays import is_dated, periods_in
from trucebook.reading.evidence import of_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.calendar import parse_day

_TRUCES = ("ceasefire", "pause")
_MOVES, _UNDER_WAY = ("evacuation", "exchange"), ("fulfilled", "in_force", "superseded", "violated")
_NEW = {"a", "an", "another", "one"}
_KEPT, _LETTING = deal_words("kept_up"), deal_words("letting")
_MAKING = deal_words("made") | {"call", "proclaim"}
_OPENED = deal_words("opened")
_CARRIED = {"during", "under", "in"}
_ENDING = {"collapse", "crumble", "end", "expire", "fail", "fall", "unravel"}
_SOON = {"hour", "hours", "minutes"}
_BRIEF = {"hour", "hours", "minutes", "day", "days", "dawn", "dusk", "midnight", "morning", "night", "nightfall", "noon", "sunset"}
_RUNNING = {"last", "run", "hold"}
_SUBJECTS = ("nsubj", "nsubjpass")
_NEAR, _FAR = 8, 14
_FROM = ("from", "starting", "beginning", "commencing", "effective", "start", "begin", "commence")
_ENTRY_MARKS = {":", "-", "–", "—"}
_DECLARING = {"begin", "declare", "proclaim", "start"}
_AT_ONCE = {"immediate"}
_ALONE = {"one-sided", "unilateral", "unilaterally"}


def with_beginnings(notes: Notes, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims with the day of effect of each that has none and is told to have been in force.

    An example: "A mutual truce has bound the clans since May", "In May they kept a truce".
    """
    return tuple(_past_midnight(notes, _with_beginning(notes, c)) for c in claims)


def _past_midnight(notes: Notes, claim: Claim) -> Claim:
    """Return a claim that began at a bare midnight, after what was told of a day, with the next day: "agreed on Friday. It began
    at midnight"."""
    began = claim.fields.get("began")
    if not isinstance(began, Field) or not isinstance(began.value, PeriodValue) or (began.text or "").lower() != "midnight":
        return claim
    told, today = parse_day(began.value.first), parse_day(notes.report.published)
    dated = began.end is not None and notes.parse.lower[notes.parse.word_at(began.end - 1) + 1] in ("of", "on")  # "midnight on Monday"
    if dated or told is None or today is None or told >= today or not (began.value.timex or "").endswith("T24:00"):
        return claim
    day = (told + timedelta(days=1)).isoformat()
    value = PeriodValue(first=day, last=day, precision="day", timex=day)
    return replace(claim, fields={**claim.fields, "began": replace(began, value=value)})


def _with_beginning(notes: Notes, claim: Claim) -> Claim:
    if claim.value("type") == "offer" or "began" in claim.fields or claim.value("status") == "refused":
        return claim
    namings = list(_namings(notes.parse, claim))
    truce = claim.value("type") in _TRUCES
    found = next((day for first, word in namings if (day := _told(notes, first, word, truce=truce)) is not None), None)
    if found is None and namings:
        found = _first_act(notes, claim, namings[0][1])
    if found is None and truce and claim.value("status") != "proposed":
        found = _from_making(notes, claim, namings)
    return claim if found is None else replace(claim, fields={**claim.fields, "began": found})


def _first_act(notes: Notes, claim: Claim, word: int) -> Field | None:
    """Return the day of the first act under a deal: fire that stops under a truce, the first to leave or be freed under another."""
    if claim.value("type") in (*_TRUCES, "settlement"):
        return day_of_silence(notes, word)
    moving = claim.value("type") in _MOVES and claim.value("status") in _UNDER_WAY
    return day_of_leaving(notes, word) if moving else None


def _namings(parse: Parse, claim: Claim) -> Iterator[tuple[int, int]]:
    """Yield first word and head of each naming of a claim."""
    named = claim.fields.get("named")
    for field in named if isinstance(named, list) else []:
        if field.start is not None and field.end is not None and (head := parse.head_of(field.start, field.end)) is not None:
            yield parse.word_at(field.start), head


def _told(notes: Notes, first: int, word: int, *, truce: bool) -> Field | None:
    """Return the time that a naming's sentence, or "it" in the next, gives for its beginning."""
    return (
        _came_when(notes, word)
        or _in_entry(notes, first, word)
        or _spanned(notes, word)
        or _opened_on(notes, word)
        or _kept_on(notes, word)
        or (_done_under(notes, word) if _is_new(notes.parse, first) else None)
        or (_passed(notes, first, word) if truce else None)
        or _it_ran(notes, word)
    )


def _is_new(parse: Parse, first: int) -> bool:
    """Say whether a naming brings an arrangement up for the first time: "a truce", "another pause"."""
    return parse.lower[first] in _NEW or (parse.tag[first] in ("NNS", "JJ") and parse.lower[first] != "first")


def _day_before(notes: Notes, period: Mention, words: tuple[str, ...]) -> bool:
    """Say whether a period has one of these words right before it, an hour and "on" between or not: "from 6 a.m. on Monday"."""
    parse, at = notes.parse, notes.parse.word_at(period.start)
    led = next((j for j in range(at - 1, max(-1, at - 6), -1) if parse.lower[j] in words), None)
    if led is None or led == at - 1:
        return led is not None
    timed = parse.lower[at - 1] in ("of", "on")
    return timed and all(parse.pos[j] in ("ADP", "DET", "NOUN", "NUM", "PROPN", "PUNCT") for j in range(led + 1, at - 1))


def _came_when(notes: Notes, word: int) -> Field | None:
    """Return the time onto which the clause of a beginning opens: "since noon on Monday, when a truce came into force", "since Monday,
    when a truce was called"."""
    parse, verb = notes.parse, notes.parse.head[word]
    if parse.dep[word] not in _SUBJECTS:
        return None
    first = parse.sentences[parse.sentence_of[word]][0]
    for period in reversed(periods_in(notes, parse.start[first], parse.start[word])):
        behind = parse.word_at(period.end - 1) + 1
        when = next((j for j in range(behind, min(behind + 2, word)) if parse.lower[j] == "when"), None)
        if not is_dated(period) or when is None or not when < verb < when + _FAR:
            continue
        made = parse.lemma[verb] in _MAKING and _day_before(notes, period, ("since",))
        if made or tells_beginning(parse, verb):
            return of_mention(period)
    return None


def _in_entry(notes: Notes, first: int, word: int) -> Field | None:
    """Return the time that heads an entry of a timeline in which a truce begins or is declared: "12 May: A truce takes effect"."""
    parse, verb = notes.parse, notes.parse.head[word]
    begins = parse.dep[word] in _SUBJECTS and tells_beginning(parse, verb)
    if not begins and not _declared_alone(parse, word):
        return None
    before = [m for m in periods_in(notes, parse.start[max(0, first - _FAR)], parse.start[first]) if is_dated(m)]
    if not before or any(is_dated(m) for m in periods_in(notes, parse.start[first], parse.end[parse.right_edge(verb)])):
        return None
    behind = parse.word_at(before[-1].end - 1) + 1
    headed = parse.lower[behind] in _ENTRY_MARKS and not {".", ";"} & set(parse.lower[behind:first])
    return of_mention(before[-1]) if headed and "\n" not in parse.text[before[-1].end : parse.start[first]] else None


def _spanned(notes: Notes, word: int) -> Field | None:
    """Return the time of "a truce (in place) since May", "from July to November", "bound by a truce since March" and
    "since May under a truce"."""
    parse = notes.parse
    first, last = parse.sentences[parse.sentence_of[word]]
    for period in periods_in(notes, parse.start[first], parse.end[last - 1]):
        if not is_dated(period):
            continue
        at = parse.word_at(period.start)
        since, starting = _day_before(notes, period, ("since",)), _day_before(notes, period, _FROM)
        if at > word and (since or starting) and at - word <= _NEAR and _only_keeps(parse, word + 1, at, made=starting):
            return of_mention(period)
        if at < word and since and word - at <= _NEAR + 4 and _is_lasting(parse, at) and _only_keeps(parse, at + 1, word):
            return of_mention(period)
    return None


def _only_keeps(parse: Parse, low: int, high: int, *, made: bool = False) -> bool:
    """Say whether no verb but one of keeping (or, for "declared from May", of making) and no mark but a comma stands between two words."""
    fitting = _KEPT | _DECLARING | _MAKING if made else _KEPT
    return all(parse.pos[j] != "VERB" or parse.lemma[j] in fitting for j in range(low, high)) and not {
        ";",
        ":",
        ".",
        "until",
        "signed",
        "after",
        "withdrawal",
    } & set(parse.lower[low:high])


def _is_lasting(parse: Parse, at: int) -> bool:
    """Say whether the verb over "since" a time tells a state: "has been since May", "have had since May"."""
    verb = next((a for a in parse.ancestors(at) if parse.pos[a] in ("VERB", "AUX")), None)
    return verb is not None and parse.lemma[verb] in {"be", "have"} | _KEPT


def _hanging(notes: Notes, verb: int) -> Field | None:
    """Return the dated time that hangs on a verb, or onto which its clause opens: "in May they left", "in May, when they left"."""
    parse = notes.parse
    first, last = parse.sentences[parse.sentence_of[verb]]
    for period in periods_in(notes, parse.start[first], parse.end[last - 1]):
        at = parse.word_at(period.start)
        head = parse.head_of(period.start, period.end)
        if (
            not is_dated(period)
            or head is None
            or abs(at - verb) > _FAR
            or parse.lower[at - 1] in ("until", "till", "before", "since", "after")
        ):
            continue
        if at > verb and any(parse.pos[j] == "VERB" for j in range(verb + 1, at)):
            continue
        over = next((a for a in (head, *parse.ancestors(head)) if parse.pos[a] in ("VERB", "AUX")), None)
        if over == verb or (at < verb and "when" in parse.lower[parse.word_at(period.end - 1) + 1 :][:2]):
            return of_mention(period)
    return None


def _opened_on(notes: Notes, word: int) -> Field | None:
    """Return the time on a verb of opening: "a pause which the army introduced on 7 May", "born in May", "won in May a truce"."""
    parse = notes.parse
    over = parse.head[word]
    told = [c for c in parse.subtree(word) if parse.dep[c] in ("acl", "relcl") and word < c < word + _FAR]
    told += [over] if parse.dep[word] in ("dobj", *_SUBJECTS) else []
    verb = next((v for v in told if parse.lemma[v] in _OPENED and parse.tag[v] in ("VBD", "VBN")), None)
    return _hanging(notes, verb) if verb is not None and parse.child(verb, "neg") is None else None


def _kept_on(notes: Notes, word: int) -> Field | None:
    """Return the time at which sides are told to have kept a new truce, or to have begun to: "In 2017 they observed a truce"."""
    parse, verb = notes.parse, notes.parse.head[word]
    if parse.dep[word] != "dobj" or parse.lemma[verb] not in _KEPT | {"apply", "implement"}:
        return None
    over = parse.head[verb]
    began = parse.dep[verb] == "xcomp" and parse.lemma[over] in ("begin", "start")
    if began:
        return _hanging(notes, over) or _hanging(notes, verb)
    new = parse.tag[verb] == "VBD" and any(parse.lower[c] in _NEW for c in parse.children[word])
    return _hanging(notes, verb) if new else None


def _done_under(notes: Notes, word: int) -> Field | None:
    """Return the month or year in which something was done under a new arrangement: "In May they left under a deal"."""
    parse = notes.parse
    over = parse.head[word]
    if parse.dep[word] != "pobj" or parse.lower[over] not in _CARRIED:
        return None
    verb = next((a for a in parse.ancestors(over) if parse.pos[a] == "VERB"), None)
    if verb is None or parse.tag[verb] not in ("VBD", "VBN"):
        return None
    day = _hanging(notes, verb)
    value = day.value if day is not None else None
    published = notes.report.published
    if not isinstance(value, PeriodValue) or value.precision not in ("month", "year") or not value.first or not published:
        return None
    return day if value.first < published[:10] else None


def _passed(notes: Notes, first: int, word: int) -> Field | None:
    """Return the time that opens the clause of what a truce let happen: "In May a truce allowed 40 people out", "On 1 May a pause
    ended within an hour"; or right behind it: "a pause for the feast in May"."""
    parse, verb = notes.parse, notes.parse.head[word]
    if parse.dep[word] not in _SUBJECTS:
        return None
    lemma = parse.lemma[verb]
    behind = parse.lower[verb + 1 : verb + 5]
    brief = lemma in _ENDING | {"break"} and "within" in behind and bool(_SOON & set(behind))
    if not (brief or lemma in _LETTING or quieted(parse, verb)):
        return None
    before = [m for m in periods_in(notes, parse.start[max(0, first - 6)], parse.start[verb]) if is_dated(m)]
    for period in before:
        at = parse.word_at(period.start)
        if parse.sentence_of[at] != parse.sentence_of[word] or parse.lower[at - 1] not in ("in", "on", "last", "during"):
            continue
        if not any(parse.pos[j] == "VERB" for j in range(min(at, word), max(at, first))):
            return of_mention(period)
    return None


def _it_ran(notes: Notes, word: int) -> Field | None:
    """Return the time from which "it" is told to have run in the next two sentences: "It ran from noon on Monday until Friday"."""
    parse, sentence = notes.parse, notes.parse.sentence_of[word]
    for first, last in parse.sentences[sentence + 1 : sentence + 3]:
        j = next((j for j in range(first, min(first + 3, last)) if parse.pos[j] == "VERB"), first)
        if parse.lemma[j] in _RUNNING and parse.tag[j] in ("VBD", "VBZ") and parse.lower[first] == "it":
            days = (m for m in periods_in(notes, parse.start[j], parse.end[last - 1]) if is_dated(m))
            return next((of_mention(m) for m in days if _day_before(notes, m, ("at", "from", "since"))), None)
    return None


def _from_making(notes: Notes, claim: Claim, namings: list[tuple[int, int]]) -> Field | None:
    """Return the day of the making of a truce that held from then on: an immediate one, one that a side declared by itself, one that was
    made for a term and came into force."""
    made, parse = claim.fields.get("declared"), notes.parse
    if not isinstance(made, Field) or not isinstance(made.value, PeriodValue):
        return None
    came = claim.value("status") not in ("announced", "proposed", "unknown")
    if came and "duration" in claim.fields:
        return made
    at = parse.word_at(made.start) if made.start is not None else -1
    for first, word in namings:
        mods = set(parse.lower[first:word])
        goes_by = at == word + 2 and parse.lower[word + 1] == "of"  # "the truce of 3 May"
        at_once = goes_by or parse.lower[first - 1] == "since" or mods & _AT_ONCE or _at_once(parse, word) or _was_brief(parse, word)
        if at_once or (came and (mods & _ALONE or _declared_alone(parse, word))):
            return made
    return None


def _was_brief(parse: Parse, word: int) -> bool:
    """Say whether a truce is told to have lived hours or days: "was over within three days", "lived a day", "fell before sunset"."""
    verb = parse.head[word]
    if parse.dep[word] not in _SUBJECTS or parse.lemma[verb] not in _ENDING | {"be", "break", "live", "survive"}:
        return False
    behind = parse.lower[verb + 1 : verb + _NEAR]
    lived = parse.lemma[verb] in ("live", "survive")
    return bool(_BRIEF & set(behind)) and (lived or bool({"within", "before", "after"} & set(behind)))


def _at_once(parse: Parse, word: int) -> bool:
    """Say whether a naming is told to hold from its making on: "a truce with immediate effect", "effective immediately"."""
    behind = parse.lower[word + 1 : word + _FAR]
    return any(behind[j : j + 2] in (["immediate", "effect"], ["effective", "immediately"]) for j in range(len(behind)))


def _declared_alone(parse: Parse, word: int) -> bool:
    """Say whether somebody is told to have declared a truce: "declares a truce", "after declaring a truce"."""
    return parse.dep[word] == "dobj" and parse.lemma[parse.head[word]] in _DECLARING
