"""The learned head of terms: a linear model over named features that says how likely an act is a term of an agreement.

Invariant: pure arithmetic on plain data that ships with trucebook; what is added is an act of the text under an agreement it names.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from trucebook.reading.deals import termtypes
from trucebook.reading.deals.actspans import act_span
from trucebook.reading.deals.binding import Bound
from trucebook.reading.deals.climbing import is_heading
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Bond, Ground
from trucebook.reading.deals.obligations import Act, Acts
from trucebook.reading.deals.seeming import WARS, asks, denied, in_title, is_no_term
from trucebook.reading.deals.termfeatures import Scene, first_features, further_features
from trucebook.reading.evidence import WEIGHED
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import shipped_heads
from trucebook.reading.notes import Notes

MODEL, TERM, AT_ALL = "term_head.json", "provisions", "provisions at first sight"
LOOKED_AT = 0.02  # the chance by what is soon told of an act from which it is looked at in full
KEPT = 0.12  # the chance from which an act that the rules bind stays
ADDED = 0.34  # the chance from which one that they do not bind is added: that it is a term, times that of the action it comes to
IN_SHORT = 0.85  # that of being a term in a text of a few sentences, where acts of frames alone are looked at and keep their actions
RETYPED = 0.5  # the chance from which the words of an act decide its action against its frame
_TOLD_WITH_DEAL = ("carried", "kept", "under", "unkept", "watch")  # bonds whose words name the agreement, or its being kept
_WISHING = deal_words("wishing") | {"intend", "plan", "want"}
_ACCUSING = deal_words("accusing")
_OBLIGING = {"bind", "oblige", "require", "see"}  # verbs by which the agreement itself is told to bind
_FIGHTS = WARS | {"battle", "conflict"}
_ABOVE = 4


def weigh_terms(notes: Notes, acts: Acts, ground: Ground, bound: list[Bound]) -> list[Bound]:
    """Return the acts that bind somebody, in text order: those bound by rule that are not unlikely, and other likely ones, each with the
    action that its words come to."""
    heads, scene = shipped_heads(MODEL), Scene(notes, ground, acts)
    head, parse = heads[TERM], notes.parse
    sure = [b.bond.kind in _TOLD_WITH_DEAL or parse.lemma[b.bond.word] in _OBLIGING for b in bound]
    kept = [b for b, told in zip(bound, sure, strict=True) if told or head.chance(all_features(scene, b.act)) >= KEPT]
    whole, soon_told = parse.is_whole, dict[int, frozenset[str]]()

    def may_be(act: Act) -> bool:
        if not whole and act.action == termtypes.UNTYPED:
            return False
        soon_told[act.word] = first_features(scene, act)
        return heads[AT_ALL].chance(soon_told[act.word]) >= LOOKED_AT

    more: list[tuple[float, Bound]] = []
    for b in unbound(scene, bound, may_be):
        chance, least = head.chance(all_features(scene, b.act, soon_told[b.act.word])), ADDED if whole else IN_SHORT
        if chance >= least and whole:
            b, typed = _typed(parse, b)
            chance *= typed
        if chance >= least:
            more.append((chance, b))
    likely = _apart(parse, bound, [b for _, b in sorted(more, key=lambda pair: -pair[0])])
    return sorted((*(_typed(parse, b)[0] if whole else b for b in kept), *likely), key=lambda b: b.act.word)


def all_features(scene: Scene, act: Act, soon_told: frozenset[str] | None = None) -> frozenset[str]:
    """Return what is told of an act and what its words come to; `soon_told` are its first features where they are known."""
    return (soon_told or first_features(scene, act)) | further_features(scene, act) | termtypes.features_of(scene.notes.parse, act)


def unbound(scene: Scene, bound: list[Bound], may_be: Callable[[Act], bool]) -> list[Bound]:
    """Return the duties of a report that no rule binds and that may be terms, none of them within a bound one, each with the agreement it
    may be of."""
    parse, found = scene.notes.parse, list[Bound]()
    taken = {w for b in bound for w in (*range(b.first, b.last + 1), *((b.fate.act,) if b.fate is not None else ()))}
    for act in termtypes.duties(scene.acts):
        if act.word in taken or not may_be(act):
            continue
        first, last = act_span(parse, act)
        bond = None if _is_none(scene, act, last) else _bond(scene, act)
        if bond is not None and taken.isdisjoint(range(first, last + 1)):
            found.append(Bound(act, bond, first, last, weighed=True))
    return found


def _apart(parse: Parse, bound: list[Bound], likely: list[Bound]) -> list[Bound]:
    """Return of likely duties, the likeliest first, those that share no word with a likelier one and say nothing again."""
    told, taken, found = {_key(parse, b.act) for b in bound}, set[int](), list[Bound]()
    for b in likely:
        span = range(b.first, b.last + 1)
        if _key(parse, b.act) not in told and taken.isdisjoint(span):
            found.append(b)
            told.add(_key(parse, b.act))
            taken.update(span)
    return found


def _typed(parse: Parse, bound: Bound) -> tuple[Bound, float]:
    """Return a bound act with the action that its words come to, and the chance of that; one that the rules bind keeps its own where they
    do not say so clearly."""
    act, chance = termtypes.typed(parse, bound.act, 0 if bound.weighed else RETYPED)
    return (bound if act == bound.act else replace(bound, act=act, retyped=True)), chance


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
