"""How an arrangement stands when its claim is made: by its cues first, then by its kind, its dates and what is told of its steps.

Invariant: rules are tried in the order in which they stand, each on what those before it left; the last that speaks decides.
"""

from collections.abc import Callable
from dataclasses import dataclass

from trucebook.model import Field, Fields
from trucebook.reading.deals.arranging import Arrangement
from trucebook.reading.deals.bestnaming import best_naming
from trucebook.reading.deals.cues import Cue
from trucebook.reading.deals.datings import is_ahead, is_behind
from trucebook.reading.deals.dealkinds import is_done, is_of_zones
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import BY_STEPS, SETTLED
from trucebook.reading.deals.histories import agreed_before, agreed_lately, began_lately, has_settled
from trucebook.reading.deals.lengths import PROLONGING, is_timed
from trucebook.reading.deals.offers import refusal
from trucebook.reading.deals.standing import decide_status, status_field
from trucebook.reading.deals.ties import TO_COME
from trucebook.reading.deals.titles import is_surrender
from trucebook.reading.deals.underway import begun_after
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_MAKING = deal_words("made") | {"accept", "arrange", "endorse", "ink", "initial", "seal", "strike"}
_ONE_SIDED = deal_words("one_sided_makings")


@dataclass(frozen=True)
class Case:
    """An arrangement with its kind, its cues and the fields found so far; `old` where the report is a history."""

    notes: Notes
    arrangement: Arrangement
    kind: str
    cues: list[Cue]
    fields: Fields
    old: bool

    @property
    def began(self) -> Field | None:
        """When it took or takes effect, as the report has it."""
        began = self.fields.get("began")
        return began if isinstance(began, Field) else None

    @property
    def ahead(self) -> bool:
        """Whether any word tells it as still to come."""
        return any(c.future for c in self.cues)


Rule = Callable[[Case, str, Cue | None], tuple[str, Cue | None] | None]


def standing_by_cues(notes: Notes, arrangement: Arrangement, kind: str, cues: list[Cue]) -> tuple[str, Cue | None]:
    """Return the status that the words around an arrangement give it, and the cue that decided."""
    parse = notes.parse
    fixed, done = _is_fixed(parse, arrangement, kind), is_done(notes, arrangement, kind)
    status, cue = decide_status(cues, kind=kind, fixed=fixed, breached=False, done=done)
    if status == "unknown" and all(n.unsure for n in arrangement.namings):
        status = "proposed"  # what talks are to lead to
    if arrangement.earlier and (_lasted(parse, cue) or (status == "violated" and not any(c.status == "in_force" for c in cues))):
        status = "collapsed"  # an earlier truce that was broken or "lasted a week" is over
    if status == "violated" and _told_as_past(parse, cues):
        status = "collapsed"
    if kind == "offer" and status in ("collapsed", "expired"):
        status = "refused"  # a plan that foundered was not taken
    if kind == "offer" and status == "proposed" and cue is not None and (spurned_by := refusal(parse, cue.word)) is not None:
        return "refused", Cue(spurned_by, "refused")
    if status == "announced" and (spurned := _spurned(parse, cues)) is not None:
        return "refused", spurned
    return status, cue


def _spurned(parse: Parse, cues: list[Cue]) -> Cue | None:
    """Return the cue by which a truce that one side only declared is turned down: "dismissed the ceasefire announced by the rebels"; None
    where both sides made it."""
    made = [c.word for c in cues if c.status in ("announced", "agreed", "in_force")]
    alone = bool(made) and all(parse.lemma[w] in _ONE_SIDED for w in made)
    return next((c for c in cues if c.status == "refused"), None) if alone else None


def _told_as_past(parse: Parse, cues: list[Cue]) -> bool:
    """Say whether an arrangement is told as a thing of the past: "A truce had taken effect in May but was broken within days"."""
    made = [c.word for c in cues if c.status in ("announced", "in_force")]
    return bool(made) and all(
        parse.dep[w] not in ("acl", "relcl") and any(parse.lower[k] == "had" for k in parse.children[w]) for w in made
    )


def settle(case: Case, status: str, cue: Cue | None) -> tuple[Field, tuple[str, ...]]:
    """Return the status field of an arrangement by its kind, dates and steps, and the reasons to keep with it."""
    now, by, settled = (
        status,
        cue,
        case.kind == "ceasefire" and any(is_of_zones(case.notes.parse, n.word) for n in case.arrangement.namings),
    )
    for rule in RULES:
        if (found := rule(case, now, cue)) is not None:
            now, by = found
            settled = settled or rule is _long_ago
    coming = now == "announced" and ((cue is not None and cue.future) or case.began is not None)
    reasons = (*((TO_COME,) if coming else ()), *((SETTLED,) if settled else ()))
    return status_field(case.notes, now, by), reasons


def _long_ago(case: Case, status: str, cue: Cue | None) -> tuple[str, Cue | None] | None:
    """Return how what was agreed long before the report stands: a surrender that was signed is fulfilled; in a history the others are in
    force; of one that the news tells only to have been made nothing more is known."""
    if status != "announced" or (cue is not None and cue.future) or not (case.old or has_settled(case.notes, case.fields)):
        return None
    if is_surrender(case.notes.parse, best_naming(case.notes, case.arrangement).word):
        return "fulfilled", cue
    return ("unknown", None) if not case.old and _only_made(case) else ("in_force", cue)


def _only_made(case: Case) -> bool:
    """Say whether an arrangement is named in passing, with no word but of its making: "the peace that the front concluded in 1996"."""
    lemma = case.notes.parse.lemma
    made = [c for c in case.cues if c.status == "announced" and lemma[c.word] in _MAKING]
    return len(made) == len(case.cues) and len({case.notes.parse.sentence_of[n.word] for n in case.arrangement.namings}) == 1


def _agreed_on_a_day(case: Case, status: str, cue: Cue | None) -> tuple[str, Cue | None] | None:
    """Return "in force" for a truce agreed on a day before that of the report, or a deal of two weeks ago, not told as still to come."""
    alive = status == "announced" and not case.ahead and case.kind != "offer"
    by_then = agreed_before(case.notes, case.fields) and (case.kind in ("ceasefire", "pause") or not agreed_lately(case.notes, case.fields))
    return ("in_force", cue) if alive and by_then else None


def _begun(case: Case, status: str, cue: Cue | None) -> tuple[str, Cue | None] | None:
    """Return "in force" for a deal whose steps are told as begun."""
    if status not in ("announced", "unknown") or case.kind not in BY_STEPS or (cue is not None and cue.future):
        return None
    begun = next((v for n in case.arrangement.namings if (v := begun_after(case.notes.parse, n)) is not None), None)
    return ("in_force", Cue(begun, "in_force")) if begun is not None else None


def _of_these_days(case: Case, status: str, cue: Cue | None) -> tuple[str, Cue | None] | None:
    """Return "announced" for a peace of these days, which is not in force because its terms are told."""
    told = cue is not None and cue.status == "agreed" and status == "in_force" and case.kind == "peace_agreement"
    return ("announced", cue) if told and agreed_lately(case.notes, case.fields) else None


def _yet_to_begin(case: Case, status: str, cue: Cue | None) -> tuple[str, Cue | None] | None:
    """Return "announced" for what begins after the report's day; the new term of a truce that is prolonged may begin later."""
    prolonged = cue is not None and case.notes.parse.lemma[cue.word] in PROLONGING
    if status not in ("in_force", "unknown") or prolonged or case.began is None:
        return None
    return ("announced", cue) if is_ahead(case.began, case.notes.report.published) else None


def _began_before(case: Case, status: str, cue: Cue | None) -> tuple[str, Cue | None] | None:
    """Return "in force" for what began before the report's day, if only its day is told, within the weeks before it."""
    lately = status == "unknown" and case.kind in ("ceasefire", "pause") and began_lately(case.notes, case.fields)
    if not (status == "announced" or lately) or case.ahead or case.began is None:
        return None
    return ("in_force", cue) if is_behind(case.began, case.notes.report.published) else None


def _ran_its_days(case: Case, status: str, cue: Cue | None) -> tuple[str, Cue | None] | None:
    """Return "expired" for a truce whose last day, told together with its first, was over by the report's."""
    ended = case.fields.get("ended")
    over = status in ("announced", "in_force") and case.kind in ("ceasefire", "pause") and isinstance(ended, Field)
    return ("expired", cue) if over and isinstance(ended, Field) and is_behind(ended, case.notes.report.published) else None


RULES: tuple[Rule, ...] = (_long_ago, _agreed_on_a_day, _begun, _of_these_days, _yet_to_begin, _began_before, _ran_its_days)


def _is_fixed(parse: Parse, arrangement: Arrangement, kind: str) -> bool:
    """Say whether an arrangement is one for a set time: it has a length, is for a feast, or is a pause, which never is for good."""
    return arrangement.hours is not None or kind == "pause" or any(is_timed(parse, n.word) for n in arrangement.namings)


def _lasted(parse: Parse, cue: Cue | None) -> bool:
    """Say whether a truce is told to have held or lasted, in the past."""
    return cue is not None and parse.lemma[cue.word] in ("endure", "hold", "last") and parse.tag[cue.word] in ("VBD", "VBN")
