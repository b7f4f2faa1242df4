"""Headlines: where the headline of a report ends, on its own line or run into the text.

Invariant: what is no headline for sure is text.
"""

import re

from trucebook.model import Mention, PeriodValue
from trucebook.reading.notes import Notes

_LONGEST, _FEWEST = 220, 4
_ENOUGH, _WIDEST = 4, 24  # sentences of a report that has a headline; words of one
_ARTICLES = {"a", "an", "the", "this", "that", "its", "their", "he", "it", "they", "we", "i"}
_STAMP_WORDS = 8  # words of a day and its like before a headline
_FURTHEST = 500  # characters within which the tags follow
_PRINTED = re.compile(r"\s*(?:date of publication|published on|date published|publication date)\b", re.IGNORECASE)
_TAGS = re.compile(r"(?<=[.!?\w] )Tags:? (?=[A-Z])")


def title_end(notes: Notes) -> int:
    """Return where the headline ends: with its line, or with the date printed between it and a text that runs on; 0 where none is seen."""
    first = min(notes.blocks, key=lambda b: b.start, default=None)
    if first is not None and first.role == "heading":
        return first.end
    return next((p.start for p in notes.periods[:3] if _is_stamp(notes, p)), _line_end(notes))


def repeated_title_end(notes: Notes) -> int:
    """Return where the report's own title ends that its text opens with, a day before it or not: "5 May 2016 Rebels leave port. The …"; 0
    where the text opens otherwise."""
    title = re.findall(r"\w+", notes.report.title or "")
    if len(title) < _FEWEST:
        return 0
    opened = re.compile(r"\W+".join(map(re.escape, title)), re.IGNORECASE).search(notes.report.text, 0, _LONGEST + sum(map(len, title)))
    before = notes.report.text[: opened.start()].split() if opened is not None else []
    return opened.end() if opened is not None and len(before) <= _STAMP_WORDS else 0


def opening_headline_end(notes: Notes) -> int:
    """Return where a first sentence ends that is a headline by its manner, run into the text: no article, its verb in the present or left
    out unless a day stands before it ("May 8 2014 Rebels leave port as buses roll."); 0 where the text opens otherwise or is short."""
    parse = notes.parse
    if len(parse.sentences) < _ENOUGH:
        return 0
    first, last = parse.sentences[0]
    stamp = next((j + 1 for j in range(first, min(first + 3, last)) if parse.words[j].isdigit() and len(parse.words[j]) == 4), first)
    words = range(stamp, last)
    long = _FEWEST <= len(words) <= _WIDEST
    told = any(parse.lower[j] in _ARTICLES or parse.quoted[j] for j in words)
    told = told or (stamp == first and any(parse.tag[j] in ("VBD", "MD") for j in words))
    verbs = any(parse.tag[j] in ("VBD", "VBZ", "VBP", "VBN") for j in words)
    return parse.end[last - 1] if long and verbs and not told else 0


def standfirst_end(notes: Notes) -> int:
    """Return where the summary ends that a page prints between its date and its tags: "Date of publication 3 May 2017 Nine … Tags …";
    0 where a text opens otherwise."""
    text = notes.report.text
    opened = _PRINTED.match(text)
    tags = _TAGS.search(text, opened.end(), opened.end() + _FURTHEST) if opened is not None else None
    return tags.start() if tags is not None else 0


def _line_end(notes: Notes) -> int:
    """Return where a first line ends that is a headline by its present tense: "Minister welcomes accord of the clans."."""
    text, parse = notes.report.text, notes.parse
    end = text.find("\n")
    if not 0 < end <= _LONGEST or len(text) < 2 * end:
        return 0
    words = parse.words_in(0, end)
    roots = [w for w in words if parse.head[w] == w]
    return end if len(roots) == 1 and parse.tag[roots[0]] == "VBZ" else 0


def _is_stamp(notes: Notes, period: Mention) -> bool:
    """Say whether a day with its year closes a headline that runs into the text: "Rebels storm mill Wire Monday 4 May 2009 Gunmen …"."""
    text, value = notes.report.text, period.value
    if period.start > _LONGEST or not isinstance(value, PeriodValue) or value.first is None or value.first != value.last:
        return False
    before, after = text[: period.start], text[period.end :].lstrip()
    year = text[period.end - 4 : period.end]
    alone = ". " not in before and "\n" not in before.strip() and not before.rstrip().endswith((",", " on", " of", " since", " until"))
    return alone and year.isdigit() and after[:1].isupper() and len(before.split()) >= _FEWEST
