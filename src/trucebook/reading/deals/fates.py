"""Fates: what the report tells of a promised term elsewhere, that it was done, is being done or was not done.

Invariant: a fate stands on a word that tells of the same act under the same agreement; no term stands for what is only told.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trucebook.model import Claim
from trucebook.reading.deals.carried import convoys_leaving
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Bond, Ground
from trucebook.reading.deals.lingering import find_contraries, find_denials, find_lingering, goes_on
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
_DEEDS = {  # nouns that need no more words to tell what is done: "A first swap took place"
    **dict.fromkeys(("exchange", "handover", "release", "swap"), "release"),
    **dict.fromkeys(("departure", "evacuation", "exodus"), "depart"),
    **dict.fromkeys(("pullback", "pullout", "withdrawal"), "withdraw"),
    **dict.fromkeys(("disarmament", "demobilisation", "demobilization"), "disarm"),
    "return": "return",
    "deployment": "deploy",
}
_SAME = {  # words for one thing, by one of them
    **dict.fromkeys(("ballot", "poll", "vote"), "election"),
    **dict.fromkeys(("highway", "motorway", "route"), "road"),
    **dict.fromkeys(("dialogue", "discussion", "negotiation"), "talk"),
    **dict.fromkeys(("electricity", "current"), "power"),
}
_OVER = ("collapsed", "expired", "fulfilled", "superseded")  # agreements of which no more is to come
_HOPING = {"expect", "hope", "wait", "want", "wish"}
_DEAD = {"body", "corpse", "dead", "remain", "remains"}
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
    undoing, denials = list(find_contraries(parse)), list(find_denials(parse))
    remarks = find_remarks(parse, [act.word for act, _ in terms])
    fates: dict[int, Fate] = {}
    for act, bond in terms:
        if act.word in remarks:
            fates[act.word] = Fate(*remarks[act.word])
        elif act.action != _NOT_FIRE and not _is_hoped(parse, act.word) and bond.agreement.value("status") not in ("proposed", "refused"):
            found = _fate_of(parse, frames, ground, act, bond.agreement, told) or _gone_on(
                parse, frames, ground, act, bond.agreement, lasting
            )
            against = [(v, things) for v, action, things in undoing if action == act.action] + denials
            found = found or _undone(parse, frames, ground, act, bond.agreement, against)
            if found is not None:
                fates[act.word] = found
    return fates


def _is_hoped(parse: Parse, word: int) -> bool:
    """Say whether an act is only hoped or waited for, whatever was done before: "the baker hopes to go with a later convoy"."""
    return parse.lemma[parse.head[word]] in _HOPING


def _tellings(parse: Parse, others: Iterable[Act]) -> Iterator[tuple[Act, Telling]]:
    """Yield the acts that are told, with how; convoys that set out are people who leave."""
    for act in others:
        telling = tell(parse, act)
        if telling is not None:
            yield act, telling
    known = {act.word for act in others}
    for noun in parse.words_of(_DEEDS.keys()):
        deed = Act(noun, _DEEDS[parse.lemma[noun]], None, nominal=True)
        if noun not in known and (telling := tell(parse, deed)) is not None:
            yield deed, telling
    for verb in convoys_leaving(parse):
        yield Act(verb, "depart", None, nominal=False), Telling("under_way", verb)


def _fate_of(parse: Parse, frames: Frames, ground: Ground, act: Act, agreement: Claim, told: list[tuple[Act, Telling]]) -> Fate | None:
    """Return the fate of a term: the last thing told of it after it, or else what was told of it before."""
    after: Fate | None = None
    before: Fate | None = None
    for other, telling in told:
        distance = parse.sentence_of[other.word] - parse.sentence_of[act.word]
        if not -_BACK <= distance <= _REACH or not _is_same(parse, frames, act, other):
            continue
        later = distance > 0 or (distance == 0 and _is_told_beside(parse, act.word, other.word))
        if later and not _is_parted(parse, ground, act.word, other.word, agreement):
            after = _later(after, Fate(_share_of(parse, act, other, telling, agreement), telling.word, other.word))
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


def _undone(parse: Parse, frames: Frames, ground: Ground, act: Act, agreement: Claim, told: list[tuple[int, set[str]]]) -> Fate | None:
    """Return the fate of a term on whose thing a later sentence tells an act that undoes it, or that nothing was done with it."""
    about = _about(parse, frames, act)
    for verb, things in told:
        distance = parse.sentence_of[verb] - parse.sentence_of[act.word]
        alike = about & things or (act.action == "aid" and "aid" in _classes(frames, things))
        if 0 < distance <= _NEXT and alike and not _is_parted(parse, ground, act.word, verb, agreement):
            return Fate("breached", verb)
    return None


def _is_told_beside(parse: Parse, term: int, told: int) -> bool:
    """Say whether an act is told behind a term in its sentence and not under it: "were to store their arms, but none was stored"."""
    return told > term and term not in parse.ancestors(told) and parse.lemma[told] != "be"


def _share_of(parse: Parse, act: Act, told: Act, telling: Telling, agreement: Claim) -> str:
    """Return how a term stands by a telling that counts only some of those who were promised ("freed 40 captives"), or too few."""
    if telling.status not in ("done", "under_way") or told.theme is None:
        return telling.status
    over = agreement.value("status") in _OVER
    if _is_scant(parse, told.theme):
        return "breached" if over else "under_way"
    counted = _numbers(parse, told.theme)
    whole = not counted or over or (act.theme is not None and counted & _numbers(parse, act.theme))
    return telling.status if whole else "under_way"


def _is_scant(parse: Parse, noun: int) -> bool:
    """Say whether what is told of is told as too little: "only some 300 guns", "no more than a tenth", "a token number"."""
    first = parse.noun_phrase(noun)[0]
    words = parse.lower[max(0, first - 3) : noun + 1]
    return bool({"only", "token", "fewer", "barely", "merely"} & set(words)) or "no more than" in " ".join(words)


def _numbers(parse: Parse, noun: int) -> set[str]:
    """Return the numbers that stand with a noun, or over it: "15 of the captives"."""
    over = parse.head[parse.head[noun]] if parse.lower[parse.head[noun]] == "of" else noun
    return {parse.lower[c] for c in (over, noun, *parse.children[noun]) if parse.tag[c] == "CD"}


def _later(known: Fate | None, fate: Fate) -> Fate:
    """Return the fate that stands when one more thing is told: what was denied once and then done is done."""
    return known if known is not None and known.status == "done" and fate.status == "under_way" else fate


def _is_parted(parse: Parse, ground: Ground, term: int, telling: int, agreement: Claim) -> bool:
    """Say whether another agreement is named between a term and what is told, so that this may be its fate."""
    end = parse.sentences[parse.sentence_of[term]][1]
    between = ground.words[bisect_left(ground.words, end, key=_word) : bisect_left(ground.words, telling + 1, key=_word)]
    return any(claim.id != agreement.id for _, claim in between)


def _word(pair: tuple[int, Claim]) -> int:
    return pair[0]


def _is_same(parse: Parse, frames: Frames, act: Act, told: Act) -> bool:
    """Say whether an act that is told is the one that was promised: of its kind, and about the same people or things."""
    if _ALIKE.get(act.action, act.action) != _ALIKE.get(told.action, told.action):
        return False
    ours, theirs = _about(parse, frames, act), _about(parse, frames, told)
    freed = act.action == told.action == "release" and bool(ours & _DEAD) == bool(theirs & _DEAD)
    if ours & theirs or freed or act.action == "disarm" or (act.action in _LAX and not (ours and theirs)):
        return True
    if act.action not in _LAX and {act.action, told.action} != {"aid"}:
        return False
    return bool(_classes(frames, ours) & _classes(frames, theirs))


def _about(parse: Parse, frames: Frames, act: Act) -> set[str]:
    """Return the lemmas of those or what an act is about: its theme, the rows of it, and who does it where it moves."""
    words = set(parse.conjuncts(act.theme)) if act.theme is not None else set()
    moved = act.theme is not None and parse.dep[act.theme] == "dobj" and bool(_classes(frames, {parse.lemma[act.theme]}))
    who = subject_of(parse, act.word) if not act.nominal and not moved and act.action in _LAX else None
    if who is not None:
        words.add(who)
    named = {parse.lower[c] for w in words for c in parse.children_of(w, "compound") if parse.pos[c] == "PROPN"}  # "the A9 road"
    said = {_SAME.get(lemma := parse.lemma[w], lemma) for w in words if parse.pos[w] not in ("PRON", "NUM", "DET")}
    return (said | named) - _CARRIERS


def _classes(frames: Frames, words: set[str]) -> set[str]:
    """Return the classes of people and things that some words belong to; the armed are one class."""
    found = {name for name in _CLASSES if words & frames.terms[name]}
    return found - {"security", "fighters", "men", "forces"} | ({"armed"} if found & {"security", "fighters", "men", "forces"} else set())
