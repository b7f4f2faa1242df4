"""The learned head of terms: a linear model over named features that says how likely an act is a term of an agreement.

Invariant: pure arithmetic on plain data that ships with trucebook; what is added is an act of the text under an agreement it names.
"""

from itertools import islice

from trucebook.reading.deals.actspans import act_span
from trucebook.reading.deals.binding import Bound
from trucebook.reading.deals.climbing import is_heading
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Bond, Ground
from trucebook.reading.deals.obligations import Act, Acts
from trucebook.reading.deals.seeming import WARS, asks, denied, in_title, is_no_term
from trucebook.reading.deals.termfeatures import Scene, features_of
from trucebook.reading.evidence import WEIGHED
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import shipped_heads
from trucebook.reading.notes import Notes

MODEL, TERM = "term_head.json", "provisions"
KEPT, ADDED = 0.15, 0.5  # chances from which an act that the rules bind stays, and one that they do not is added
_TOLD_WITH_DEAL = ("carried", "kept", "under", "unkept", "watch")  # bonds whose words name the agreement, or its being kept
_WISHING = deal_words("wishing") | {"intend", "plan", "want"}
_ACCUSING = deal_words("accusing")
_OBLIGING = {"bind", "oblige", "require", "see"}  # verbs by which the agreement itself is told to bind
_FIGHTS = WARS | {"battle", "conflict"}
_ABOVE = 4


def weigh_terms(notes: Notes, acts: Acts, ground: Ground, bound: list[Bound]) -> list[Bound]:
    """Return the acts that bind somebody, in text order: those bound by rule that are not unlikely, and other likely ones."""
    head, scene = shipped_heads(MODEL)[TERM], Scene(notes, ground, acts)
    parse = notes.parse
    sure = [b.bond.kind in _TOLD_WITH_DEAL or parse.lemma[b.bond.word] in _OBLIGING for b in bound]
    kept = [b for b, told in zip(bound, sure, strict=True) if told or head.chance(features_of(scene, b.act)) >= KEPT]
    more = [b for b in unbound(scene, bound) if head.chance(features_of(scene, b.act)) >= ADDED]
    return sorted([*kept, *more], key=lambda b: b.act.word)


def unbound(scene: Scene, bound: list[Bound]) -> list[Bound]:
    """Return the acts of a report that no rule binds and that say nothing again of a bound one, each with the agreement it may be of."""
    parse, found = scene.notes.parse, list[Bound]()
    taken = {w for b in bound for w in (*range(b.first, b.last + 1), *((b.fate.act,) if b.fate is not None else ()))}
    told = {_key(parse, b.act) for b in bound}
    for act in scene.acts.all():
        first, last = act_span(parse, act)
        bond = None if _is_none(scene, act, last) else _bond(scene, act)
        if bond is None or _key(parse, act) in told or not taken.isdisjoint(range(first, last + 1)):
            continue
        found.append(Bound(act, bond, first, last, weighed=True))
        taken.update(range(first, last + 1))
    return found


def _key(parse: Parse, act: Act) -> tuple[str, str, str | None]:
    """Return what an act told again would share with it: action, verb or noun, and what it is about."""
    return act.action, parse.lemma[act.word], parse.lemma[act.theme] if act.theme is not None else None


def _is_none(scene: Scene, act: Act, last: int) -> bool:
    """Say whether an act only names an agreement, is a title or heading, binds nobody, or passes on another act ("press the army to
    leave")."""
    if act.action == "cease_fire" and act.theme is not None and scene.notes.parse.lemma[act.theme] in _FIGHTS:
        return True  # "a truce by which the war is to be ended" tells what it is for
    if act.nominal and is_heading(scene.notes.parse, act.word):
        return True
    passed_on = act.action == "other" and any(act.word < a.word <= last for a in scene.beside(act))
    return passed_on or act.word in scene.ground.at or is_no_term(scene.notes.parse, act) or in_title(scene.notes.parse, act)


def _bond(scene: Scene, act: Act) -> Bond | None:
    """Return how an act seems to bind and the word that says so: a demand or a refusal above it, else the act itself; None where it is
    only wished for, not asked, or of no agreement."""
    parse, frames, claim, below = scene.notes.parse, scene.acts.frames, scene.agreement_for(act), act.word
    above = {parse.lemma[a] for a in islice(parse.ancestors(act.word), _ABOVE)}
    if claim is None or (act.theme in scene.ground.at and above & _ACCUSING):
        return None  # "accused the front of failing to honour the truce" tells a breach
    for a in islice(parse.ancestors(act.word), _ABOVE):
        lemma = parse.lemma[a]
        if lemma in _WISHING or _is_undone(parse, a):
            return None
        if lemma in frames.terms["refuse_verbs"]:
            return Bond("refuse", a, claim)
        if lemma in frames.terms["demand_verbs"]:
            return Bond("demand", a, claim) if parse.pos[a] != "VERB" or asks(parse, a, below, lemma) else None
        below = a
    return Bond(WEIGHED, act.word, claim)


def _is_undone(parse: Parse, word: int) -> bool:
    """Say whether a word over an act denies it, or tells that it has yet to be: "makes no provision for the disarming of the clans"."""
    if parse.pos[word] in ("VERB", "AUX"):
        return denied(parse, word) or any(parse.lower[c] == "yet" for c in parse.children[word])
    return any(parse.dep[c] == "det" and parse.lower[c] == "no" for c in parse.children[word])
