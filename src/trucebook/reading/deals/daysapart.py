"""Days apart: the day of an arrangement told by how long before or after it something else happened, or by what it put an end to.

Invariant: a day counted back stands on the words that count it; hours and minutes tell the same day.
"""

from trucebook.model import Field, PeriodValue
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namingdays import counted_back, is_truce, periods_in, story_day
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.traits import count_at
from trucebook.reading.evidence import of_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

Day = tuple[str, Field]

_DAYS = {"day": 1, "week": 7, "hour": 0, "minute": 0}
_MAKING = deal_words("made") | {"accept", "proclaim", "seal", "strike"}
_BEGINNING = {"begin", "commence", "start"}
_TAKING = {"come", "enter", "go", "take"}
_INTO = {"effect", "force", "hold"}
_QUIETING = {"calm", "end", "halt", "put", "quell", "silence", "stop"}
_BEGINNINGS, _MAKINGS = {"beginning", "entry", "start"}, {"announcement", "conclusion", "declaration", "signature", "signing"}
_FAR = 14  # words behind a naming in which its verb stands
_NEAR = 7  # words between "two days after" and the naming it leads to


def day_apart(notes: Notes, naming: Naming) -> Day | None:
    """Return the field name and the day of "two days after a truce was declared", "eight days after it took effect", "a week after the
    signing of the accord"; a beginning gives "began", a making "declared"."""
    parse = notes.parse
    first, last = parse.sentences[parse.sentence_of[naming.word]]
    for j in range(first + 2, last - 1):
        if parse.lower[j] not in ("after", "into") or (days := _days_before(parse, j)) is None:
            continue
        name = _name_behind(parse, naming, j)
        today = story_day(notes, first, last) if name is not None else None
        if name is not None and today is not None:
            return name, counted_back(notes, j - 2 if days else j - 1, j, today, days)
    return None


def _days_before(parse: Parse, j: int) -> int | None:
    """Return the days that a word has before it: "two days", "a week", none for "hours"; None where it has none."""
    unit = _DAYS.get(parse.lemma[j - 1])
    if unit == 0:
        return 0
    number = 1 if parse.lower[j - 2] in ("a", "the") else count_at(parse, j - 2)
    return unit * number if unit is not None and number is not None else None


def _name_behind(parse: Parse, naming: Naming, after: int) -> str | None:
    """Return the name of the day that "after" leads to: that of a naming's own verb, of "it", or of a noun over it."""
    if after < naming.first <= after + _NEAR:
        over = parse.lemma[parse.head[parse.head[naming.word]]] if parse.dep[naming.word] == "pobj" else ""
        held = [parse.lemma[k] for k in range(after + 1, naming.first)]
        if over in _BEGINNINGS | _MAKINGS or set(held) & (_BEGINNINGS | _MAKINGS):
            return "began" if over in _BEGINNINGS or set(held) & _BEGINNINGS else "declared"
        if parse.head[naming.word] == after and is_truce(naming):
            return "began"  # "two days into the truce", "a week after the ceasefire"
        if parse.dep[naming.word] in ("dobj", "nsubj", "nsubjpass") and (name := _name_of(parse, parse.head[naming.word])):
            return name
        verb = next((k for k in range(naming.last + 1, min(naming.last + _FAR, len(parse))) if parse.tag[k] == "VBD"), None)
        return "began" if verb is not None and tells_beginning(parse, verb) else None  # its subject lost to the parser
    if naming.last < after and parse.lower[after + 1] == "it" and parse.dep[after + 1] in ("nsubj", "nsubjpass"):
        return _name_of(parse, parse.head[after + 1])
    return None


def _name_of(parse: Parse, verb: int) -> str | None:
    """Return "began" for a verb of taking effect or of putting an end to fighting, "declared" for one of making, None for any other."""
    if parse.tag[verb] not in ("VBD", "VBG", "VBN"):
        return None
    if tells_beginning(parse, verb) or quieted(parse, verb):
        return "began"
    return "declared" if parse.lemma[verb] in _MAKING else None


def tells_beginning(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells that something begins: "started", "came into force", "kicked in"."""
    lemma = parse.lemma[verb]
    if lemma == "kick":
        return parse.lower[verb + 1 : verb + 2] == ["in"]
    return lemma in _BEGINNING or (lemma in _TAKING and bool(_INTO & set(parse.lower[verb + 1 : verb + 3])))


def quieted(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells that something was put an end to: "stopped the war", "put a stop to a week of clashes"."""
    thing = parse.child(verb, "dobj")
    if parse.lemma[verb] not in _QUIETING or thing is None:
        return False
    return parse.lemma[verb] != "put" or parse.lemma[thing] in ("end", "halt", "stop")


def day_of_quiet(notes: Notes, naming: Naming) -> Day | None:
    """Return the field name and the day of "a ceasefire stopped the war in November", "was halted on 12 May by a truce": that of effect
    of a truce, that of declaration of another arrangement."""
    parse, over = notes.parse, notes.parse.head[naming.word]
    by = parse.dep[naming.word] == "pobj" and parse.dep[over] == "agent" and parse.lemma[parse.head[over]] in _QUIETING
    verb = parse.head[over] if by else over
    if not by and not (parse.dep[naming.word] == "nsubj" and parse.tag[verb] == "VBD" and quieted(parse, verb)):
        return None
    last = parse.sentences[parse.sentence_of[verb]][1]
    for period in periods_in(notes, parse.end[verb], parse.end[last - 1]):
        at = parse.word_at(period.start)
        between = range(verb + 1, at)
        told = (
            isinstance(period.value, PeriodValue) and period.value.precision in ("day", "month", "year") and period.value.first is not None
        )
        if told and parse.lower[at - 1] in ("in", "on", "last") and not any(parse.pos[k] in ("VERB", "SCONJ") for k in between):
            return ("began" if is_truce(naming) else "declared"), of_mention(period)
    return None
