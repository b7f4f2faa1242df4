"""Belied: what a report opens on and has in force by nothing but its terms or its day, while it goes on to tell acts of war.

Invariant: where a word tells how an arrangement stands, it stays so; nor are histories, short texts and what is still to begin touched.
"""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from trucebook.codebook import Codebook
from trucebook.model import Claim
from trucebook.reading.deals.breaches import Hostile, HostileWords, find_hostile, hostile_words
from trucebook.reading.deals.histories import is_history
from trucebook.reading.deals.outrun import day_of
from trucebook.reading.deals.rounding import is_to_begin
from trucebook.reading.deals.standhead import is_open
from trucebook.reading.deals.ties import TO_COME, is_of_another_time
from trucebook.reading.evidence import cut
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.calendar import parse_day

_KEPT_BY_NOT_FIGHTING = ("ceasefire", "pause", "peace_agreement", "settlement")
_LIVE = ("announced", "in_force")
_FINITE = ("VBD", "VBG", "VBN", "VBP", "VBZ")


def with_belied(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the agreements of a report with the one that it opens on as violated where it tells a hostile act after naming it and no word
    has it that it holds: "Under a pact signed on Sunday both will pull back. … Gunmen fired on a post at dawn."."""
    told = notes.agreements
    news = min(told, key=lambda c: c.start, default=None)
    if news is None or not _could_be_belied(notes, news) or is_history(notes) or not notes.parse.is_whole:
        return told
    acts = _acts_behind(notes.parse, hostile_words(codebook), notes.parse.word_at(news.end - 1) + 1)
    act = next((h for h in acts if _is_told(notes.parse, h) and not is_of_another_time(notes, h, news)), None)
    if act is None:
        return told
    field = cut(notes.parse.text, notes.parse.start[act.word], notes.parse.end[act.word], "violated")
    return tuple(replace(c, fields={**c.fields, "status": field}) if c.id == news.id else c for c in told)


def _acts_behind(parse: Parse, words: HostileWords, edge: int) -> Iterator[Hostile]:
    """Yield the hostile acts from word `edge` on, sentence by sentence."""
    for first, last in parse.sentences[parse.sentence_of[edge] if edge < len(parse) else len(parse.sentences) :]:
        yield from find_hostile(parse, words, max(first, edge), last)


def _could_be_belied(notes: Notes, news: Claim) -> bool:
    """Say whether an arrangement is alive by no word of the report, has begun, and is the newest of them."""
    alive = news.value("status") in _LIVE and news.value("type") in _KEPT_BY_NOT_FIGHTING and is_open(news) and TO_COME not in news.reasons
    return alive and not is_to_begin(notes, news) and not _is_outdated(notes, news)


def _is_outdated(notes: Notes, news: Claim) -> bool:
    """Say whether the report tells of another arrangement that was made later."""
    day, today = day_of(news), parse_day(notes.report.published)
    others = [day_of(c) for c in notes.agreements if c.id != news.id and c.value("type") != "offer"]
    return day is not None and any(_between(day, other, today) for other in others if other is not None)


def _between(day: date, other: date, today: date | None) -> bool:
    return day < other and (today is None or other <= today)


def _is_told(parse: Parse, hostile: Hostile) -> bool:
    """Say whether an act is told as done or going on, by its verb or by a noun alone ("the shelling of the mill")."""
    return hostile.verb is None or parse.tag[hostile.verb] in _FINITE
