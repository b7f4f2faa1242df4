"""Standing: in what state an arrangement is by the end of the report, decided from the cues around its namings.

Invariant: an end told outweighs a breach, and a breach what is in force; the status stands on the first cue that says it.
"""

from trucebook.model import Field
from trucebook.reading.deals.cues import Cue
from trucebook.reading.evidence import coded, cut
from trucebook.reading.notes import Notes

STATUSES = ("proposed", "announced", "in_force", "violated", "collapsed", "expired", "fulfilled", "refused", "superseded", "unknown")
_TAKEN = ("in_force", "announced", "violated", "collapsed", "ended", "agreed")  # one of which an offer became
_NONE = Cue(-1, "unknown")
_MILD = {"in_force": "in_force", "agreed": "in_force", "announced": "announced", "proposed": "proposed", "terms": "announced"}


def decide_status(cues: list[Cue], *, kind: str | None, fixed: bool, breached: bool, done: bool) -> tuple[str, Cue | None]:
    """Return the status as of the report with the cue that decided it.

    `fixed` says that the arrangement had a fixed term, `breached` that violations were read, `done` that its acts are told
    as done in full.
    """
    said: dict[str, Cue] = {}
    for cue in cues:
        said.setdefault(cue.status, cue)
    if (past := _run_its_course(cues, said, fixed)) is not None:
        return past
    if (fallen := _fallen(cues, said)) is not None:
        return "collapsed", fallen
    if done:
        return "fulfilled", None
    void = next((c for c in cues if c.void), None)
    if void is not None and not any(c.status == "in_force" for c in cues):
        return "refused", void
    if "refused" in said and (kind == "offer" or not any(s in said for s in _TAKEN)):
        return "refused", said["refused"]
    if "proposed" in said and not any(s in said for s in ("in_force", "violated", "ended", "agreed")) and is_spurned(cues):
        return "refused", next(c for c in reversed(cues) if c.status == "refused")
    return _alive(cues, said, breached) or ("proposed" if kind == "offer" else "unknown", None)


def is_spurned(cues: list[Cue]) -> bool:
    """Say whether a plan was turned down after whoever took it: "which A accepted and B rejected"."""
    refused = max((c.word for c in cues if c.status == "refused"), default=-1)
    return refused > max((c.word for c in cues if c.status in ("announced", "in_force", "violated")), default=refused)


def _run_its_course(cues: list[Cue], said: dict[str, Cue], fixed: bool) -> tuple[str, Cue] | None:
    """Return the status of an arrangement that was replaced, carried out or ran out; one of a fixed term that ended ran out."""
    fell = max((c.word for c in cues if c.status == "collapsed"), default=-1)
    for status in ("superseded", "fulfilled", "expired"):
        renewed = status == "superseded" and said.get(status, _NONE).renewed and fell >= 0
        undone = status == "fulfilled" and fell > said.get(status, _NONE).word  # "completed in June, was followed by raids"
        if status in said and not (renewed or undone):
            return status, said[status]
    if not fixed or "ended" in said:
        return ("expired", said["ended"]) if fixed else None
    near = next((c for c in cues if c.status == "near_end" and c.firm), None)
    if near is None or any(c.status == "in_force" and c.word > near.word for c in cues):
        return None
    return "expired", near


def _fallen(cues: list[Cue], said: dict[str, Cue]) -> Cue | None:
    """Return the cue of an arrangement's fall, unless it is told to have been taken up again afterwards."""
    last_end = max((c.word for c in cues if c.status in ("collapsed", "ended")), default=-1)
    if any(c.status == "in_force" and c.word > last_end >= 0 and c.renewed for c in cues):
        return None
    near = said.get("near_end")
    if near is not None and any(c.status == "in_force" and c.word > near.word for c in cues):
        near = None
    return said.get("collapsed") or near or said.get("ended")


def _alive(cues: list[Cue], said: dict[str, Cue], breached: bool) -> tuple[str, Cue | None] | None:
    """Return the status of an arrangement that has not ended: broken, still to begin, in force, agreed or proposed."""
    ahead = next((c for c in cues if c.status == "announced" and c.future), None)
    broken = any(c.status == "violated" and c.firm for c in cues)
    to_come = ahead is not None and "in_force" not in said and not broken
    if to_come:
        return "announced", ahead
    if "violated" in said or "near_end" in said or breached:
        return "violated", said.get("violated") or said.get("near_end")
    return next(((meant, said[status]) for status, meant in _MILD.items() if status in said), None)


def status_field(notes: Notes, status: str, cue: Cue | None) -> Field:
    """Return a status as a field, on the word of the cue that decided it where there is one."""
    if cue is None:
        return coded(status)
    parse = notes.parse
    return cut(parse.text, parse.start[cue.word], parse.end[cue.word], status)
