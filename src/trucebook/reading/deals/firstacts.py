"""First acts: the day of effect of a deal told by the first thing it brings: fire that stops, guns that fall silent, the first to leave.

Invariant: the act stands in the sentence of a naming or in those around it, on a dated time of its own.
"""

from trucebook.model import Field, PeriodValue
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namingdays import is_dated, periods_in
from trucebook.reading.evidence import of_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_STOPPING = {"cease", "halt", "refrain", "rest", "stop", "suspend"}
_FIRE = deal_words("fire_nouns")
_LEAVING, _DEPARTURES = deal_words("setting_out"), deal_words("departures")
_OPENING = {"begin", "start"}
_DAYS = ("day", "hour", "part")
_SENTENCES = 2  # behind the naming's own in which its first act may stand


def day_of_silence(notes: Notes, word: int) -> Field | None:
    """Return the day from which fire is to stop, or on which guns fell silent: "Both sides cease fire from 6 a.m. on Tuesday"."""
    parse = notes.parse
    for first, last in _sentences_from(parse, word):
        for verb in range(first, last):
            if not _stops(parse, verb):
                continue
            for period in periods_in(notes, parse.start[first], parse.end[last - 1]):
                if is_dated(period) and _is_of(notes, period.start, period.end, verb):
                    return of_mention(period)
    return None


def _sentences_from(parse: Parse, word: int) -> list[tuple[int, int]]:
    at = parse.sentence_of[word]
    return parse.sentences[max(0, at - 1) : at + _SENTENCES + 1]


def _stops(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells that fire stops, from now or then on: "cease fire", "the shelling stopped", "guns fell silent"."""
    lemma = parse.lemma[verb]
    if parse.pos[verb] != "VERB" or parse.child(verb, "neg") is not None:
        return False
    fire = any(parse.lemma[c] in _FIRE for c in parse.children[verb] if parse.dep[c] in ("dobj", "nsubj", "nsubjpass"))
    if lemma in ("fall", "go") and "silent" in parse.lower[verb + 1 : verb + 3]:
        return fire
    return lemma in _STOPPING and (fire or (lemma in ("refrain", "rest") and _from_fire(parse, verb)))


def _from_fire(parse: Parse, verb: int) -> bool:
    """Say whether "from" behind a verb leads to fire: "refrain from strikes"."""
    return any(parse.lemma[w] in _FIRE for c in parse.children[verb] if parse.lower[c] == "from" for w in parse.children[c])


def _is_of(notes: Notes, start: int, end: int, verb: int) -> bool:
    """Say whether a time is that of a verb: it hangs on it, or "from" leads to it behind the verb."""
    parse, at, head = notes.parse, notes.parse.word_at(start), notes.parse.head_of(start, end)
    if head is None or parse.lower[at - 1] in ("until", "till", "since", "before", "after"):
        return False
    over = next((a for a in parse.ancestors(head) if parse.pos[a] in ("VERB", "AUX")), None)
    led = set(parse.lower[max(0, at - 5) : at]) & {"from", "starting", "beginning"}
    return over == verb or (bool(led) and verb < at and not any(parse.pos[j] == "VERB" for j in range(verb + 1, at - 5)))


def day_of_leaving(notes: Notes, word: int) -> Field | None:
    """Return the day on which the first left or were freed under a deal ("The first buses left on Monday", "began to leave on Monday"),
    else the first day on which anybody is told to have done so."""
    parse = notes.parse
    days: list[tuple[bool, str, Field]] = []
    for first, last in _sentences_from(parse, word):
        for verb in range(first, last):
            if not _sets_out(parse, verb):
                continue
            for period in periods_in(notes, parse.start[first], parse.end[last - 1]):
                value = period.value
                if (
                    isinstance(value, PeriodValue)
                    and value.precision in _DAYS
                    and value.first
                    and _is_of(notes, period.start, period.end, verb)
                ):
                    days.append((not _is_first(parse, verb), value.first[:10], of_mention(period)))
    return min(days, key=lambda told: told[:2])[2] if days else None


def _sets_out(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells a departure or release: "the convoy left", "began leaving", "the evacuation started"."""
    if parse.tag[verb] not in ("VBD", "VBN") or parse.pos[verb] != "VERB" or parse.child(verb, "neg") is not None:
        return False
    lemma, subject, below = parse.lemma[verb], parse.child(verb, "nsubj", "nsubjpass"), parse.child(verb, "xcomp")
    if lemma in _OPENING and below is not None:
        return parse.lemma[below] in _LEAVING
    if subject is None:
        return False
    return lemma in _LEAVING or (lemma in _OPENING and parse.lemma[subject] in _DEPARTURES)


def _is_first(parse: Parse, verb: int) -> bool:
    """Say whether a verb of departure tells the first of them: "began", or with "the first buses" for its subject."""
    subject = parse.child(verb, "nsubj", "nsubjpass")
    first = subject is not None and "first" in parse.lower[parse.left_edge(subject) : subject]
    return first or parse.lemma[verb] in _OPENING
