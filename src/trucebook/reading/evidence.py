"""Claims and fields cut from the text, and the check that every one of them is really there.

Invariant: whatever leaves this room satisfies `text[start:end] == quote` for every span.
"""

import hashlib
from typing import Any

from trucebook.errors import EvidenceError
from trucebook.model import Claim, ClaimKind, Field, Fields, Mention, MentionKind, Reading, Report, Value
from trucebook.reading.grammar.parse import Parse

WEIGHED = "weighed"  # the reason of a claim that a learned head added where no rule speaks
DOUBTFUL = 0.4  # the score of such a claim, which review asks about
TYPE_WEIGHED = "type weighed"  # the reason of an event whose type a learned head gave against the rules that tell it
ACTION_WEIGHED = "action weighed"  # the reason of a provision whose action a learned head gave against its frame
GUESSED = "type guessed"  # the reason of an agreement whose type nothing tells


def closed(text: str, start: int, end: int) -> int:
    """Return where a span ends so that no bracket stays open in it: behind one that closes right there, else before the open one."""
    opened = max(text.rfind("(", start, end), text.rfind("[", start, end))
    if opened < 0 or text.find(")" if text[opened] == "(" else "]", opened, end) >= 0:
        return end
    if text[end : end + 1] in (")", "]"):
        return end + 1
    before = len(text[start:opened].rstrip())
    return start + before if before else end


def cut(text: str, start: int, end: int, value: Value = None) -> Field:
    """Return a field for `text[start:end]` with its value; the value defaults to the words; see `closed` for brackets."""
    end = closed(text, start, end)
    words = text[start:end]
    return Field(text=words, start=start, end=end, value=words if value is None else value)


def coded(value: Value) -> Field:
    """Return a field whose value no word of the text carries."""
    return Field(value=value)


def phrase(parse: Parse, word: int, value: Value = None) -> Field:
    """Return the field of the noun phrase headed by a word."""
    first, last = parse.noun_phrase(word)
    return cut(parse.text, parse.start[first], parse.end[last], value)


def of_mention(mention: Mention) -> Field:
    """Return a mention as a field: its words, span and value."""
    return Field(text=mention.text, start=mention.start, end=mention.end, value=mention.value)


def new_mention(text: str, kind: MentionKind, start: int, end: int, value: Any = None) -> Mention:
    """Return a mention of `text[start:end]`."""
    return Mention(kind=kind, start=start, end=end, text=text[start:end], value=value)


def new_claim(
    report: Report,
    kind: ClaimKind,
    start: int,
    end: int,
    *,
    key: str = "",
    assertion: Any = "happened",
    background: bool = False,
    speaker: Field | None = None,
    score: float = 0.5,
    reasons: tuple[str, ...] = (),
    fields: Fields | None = None,
) -> Claim:
    """Return a claim of `report.text[start:end]`; its id, by report, kind, span and `key` (its main code), holds until reading is done.

    The id it leaves the house with follows from the claim as it is then (`claim_ids.name_claims`).
    """
    end = closed(report.text, start, end)
    name = f"{report.sha256}|{kind}|{start}|{end}|{key}"
    return Claim(
        id=hashlib.sha256(name.encode()).hexdigest()[:16],
        kind=kind,
        start=start,
        end=end,
        quote=report.text[start:end],
        assertion=assertion,
        background=background,
        speaker=speaker,
        score=round(score, 3),
        reasons=reasons,
        fields=fields or {},
    )


def check(reading: Reading) -> Reading:
    """Return the reading, or raise EvidenceError naming the first span that is not in the text."""
    text = reading.report.text
    for mention in reading.mentions:
        if mention.start < 0 or text[mention.start : mention.end] != mention.text or not mention.text:
            raise EvidenceError(f"report {reading.report.id}: mention {mention.text!r} is not at {mention.start}:{mention.end}")
    for claim in reading.claims:
        if claim.start < 0 or text[claim.start : claim.end] != claim.quote or not claim.quote:
            raise EvidenceError(f"report {reading.report.id}: quote {claim.quote!r} is not at {claim.start}:{claim.end}")
        for field in claim.spans():
            if field.start is None and field.end is None and field.text is None:
                continue
            if field.start is None or field.end is None or text[field.start : field.end] != field.text:
                where = f"{field.start}:{field.end}"
                raise EvidenceError(f"report {reading.report.id}: field {field.text!r} of {claim.quote!r} is not at {where}")
    return reading
