"""Fates: what the report tells of a promised term elsewhere, that it was done, is being done or was not done.

Invariant: a fate stands on a word that tells of the same act under the same agreement; no term stands for what is only told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trucebook.model import Claim
from trucebook.reading.deals.carried import convoys_leaving
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Bond, Ground
from trucebook.reading.deals.lingering import find_lingering, goes_on
from trucebook.reading.deals.obligations import Act, Frames
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.remarks import find_remarks
from trucebook.reading.deals.tellings import Telling, tell
from trucebook.reading.grammar.parse import Parse

_REACH = 8  # sentences between a term and what is told of its fate
_NEXT = 4  # sentences after a term in which what it was to end is told to go on
_BACK = 8  # sentences before a term in which news tells its carrying out first
_ALIKE = {"withdraw": "depart", "aid": "lift_siege"}  # fighters "leave", and "begin to withdraw"
_CLASSES = ("weapons", "captives", "security", "fighters", "men", "forces", "civilians", "aid")
_CARRIERS = deal_words("convoys") | deal_words("containers")  # words that do not say who goes
_NOT_FIRE = "cease_fire"  # whether fire was held is told by the standing of the truce
_LAX = {"depart", "withdraw", "release", "return", "deploy", "disarm"}  # acts by which alone one knows what is meant


@dataclass(frozen=True)
class Fate:
    """How a term stands by what is told of it, the word that tells it, and the act that it tells (None for a remark)."""

    status: str
    word: int
    act: int | None = None


def find_fates(parse: Parse, frames: Frames, ground: Ground, terms: list[tuple[Act, Bond]], others: list[Act]) -> dict[int, Fate]:
    """Return the word of each promised act → its fate; `others` are the acts of the report that are no promises."""
    told = list(_tellings(parse, others))
    lasting = list(find_lingering(parse))
    remarks = find_remarks(parse, [act.word for act, _ in terms])
    fates: dict[int, Fate] = {}
    for act, bond in terms:
        if act.word in remarks:
            fates[act.word] = Fate(*remarks[act.word])
        elif act.action != _NOT_FIRE and bond.agreement.value("status") not in ("proposed", "refused"):
            found = _fate_of(parse, frames, ground, act, bond.agreement, told) or _gone_on(
                parse, frames, ground, act, bond.agreement, lasting
            )
            if found is not None:
                fates[act.word] = found
    return fates


def _tellings(parse: Parse, others: Iterable[Act]) -> Iterator[tuple[Act, Telling]]:
    """Yield the acts that are told, with how; convoys that set out are people who leave."""
    for act in others:
        telling = tell(parse, act)
        if telling is not None:
            yield act, telling
    for verb in convoys_leaving(parse):
        yield Act(verb, "depart", None, nominal=False), Telling("under_way", verb)


def _fate_of(parse: Parse, frames: Frames, ground: Ground, act: Act, agreement: Claim, told: list[tuple[Act, Telling]]) -> Fate | None:
    """Return the fate of a term: the last thing told of it after it, or else what was told of it before."""
    after: Fate | None = None
    before: Fate | None = None
    for other, telling in told:
        distance = parse.sentence_of[other.word] - parse.sentence_of[act.word]
        if distance == 0 or not -_BACK <= distance <= _REACH or not _is_same(parse, frames, act, other):
            continue
        if distance > 0 and not _is_parted(parse, ground, act.word, other.word, agreement):
            after = _later(after, Fate(_share_of(parse, act, other, telling), telling.word, other.word))
        elif distance < 0 and telling.status != "breached" and act.action in _LAX:
            before = Fate("under_way", telling.word, other.word)
    return after or before


def _gone_on(parse: Parse, frames: Frames, ground: Ground, act: Act, agreement: Claim, lasting: list[tuple[int, set[str]]]) -> Fate | None:
    """Return the fate of a term of which a later sentence tells that what it was to end goes on."""
    about = _about(parse, frames, act)
    for verb, clause in lasting:
        distance = parse.sentence_of[verb] - parse.sentence_of[act.word]
        alike = about & clause or _classes(frames, about) & _classes(frames, clause)
        if 0 < distance <= _NEXT and goes_on(act, clause) and alike and not _is_parted(parse, ground, act.word, verb, agreement):
            return Fate("breached", verb)
    return None


def _share_of(parse: Parse, act: Act, told: Act, telling: Telling) -> str:
    """Return how a term stands by a telling: under way where it counts only some of those who were promised ("freed 40 captives")."""
    if telling.status != "done" or told.theme is None:
        return telling.status
    counted = _numbers(parse, told.theme)
    whole = not counted or (act.theme is not None and counted & _numbers(parse, act.theme))
    return "done" if whole else "under_way"


def _numbers(parse: Parse, noun: int) -> set[str]:
    """Return the numbers that stand with a noun."""
    return {parse.lower[c] for c in parse.children[noun] if parse.tag[c] == "CD"}


def _later(known: Fate | None, fate: Fate) -> Fate:
    """Return the fate that stands when one more thing is told: what was denied once and then done is done."""
    return known if known is not None and known.status == "done" and fate.status == "under_way" else fate


def _is_parted(parse: Parse, ground: Ground, term: int, telling: int, agreement: Claim) -> bool:
    """Say whether another agreement is named between a term and what is told, so that this may be its fate."""
    end = parse.sentences[parse.sentence_of[term]][1]
    return any(end <= w <= telling and claim.id != agreement.id for w, claim in ground.words)


def _is_same(parse: Parse, frames: Frames, act: Act, told: Act) -> bool:
    """Say whether an act that is told is the one that was promised: of its kind, and about the same people or things."""
    if _ALIKE.get(act.action, act.action) != _ALIKE.get(told.action, told.action):
        return False
    ours, theirs = _about(parse, frames, act), _about(parse, frames, told)
    if ours & theirs or (act.action in _LAX and not (ours and theirs)):
        return True
    if act.action not in _LAX:
        return False
    return bool(_classes(frames, ours) & _classes(frames, theirs))


def _about(parse: Parse, frames: Frames, act: Act) -> set[str]:
    """Return the lemmas of those or what an act is about: its theme, the rows of it, and who does it where it moves."""
    words = set(parse.conjuncts(act.theme)) if act.theme is not None else set()
    moved = act.theme is not None and parse.dep[act.theme] == "dobj" and bool(_classes(frames, {parse.lemma[act.theme].lower()}))
    who = subject_of(parse, act.word) if not act.nominal and not moved and act.action in _LAX else None
    if who is not None:
        words.add(who)
    return {parse.lemma[w].lower() for w in words if parse.pos[w] not in ("PRON", "NUM", "DET")} - _CARRIERS


def _classes(frames: Frames, words: set[str]) -> set[str]:
    """Return the classes of people and things that some words belong to; the armed are one class."""
    found = {name for name in _CLASSES if words & frames.terms[name]}
    return found - {"security", "fighters", "men", "forces"} | ({"armed"} if found & {"security", "fighters", "men", "forces"} else set())
