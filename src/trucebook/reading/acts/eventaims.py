"""Aims: whom an act met where its words tell it away from the verb: after the shells that were fired, in what an offensive is for,
behind the attack that was beaten off, in whose hands the ground was.

Invariant: an aim is a word of the act's own sentence that stands for somebody or for ground; without one the roles stay.
"""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from trucebook.reading.acts.eventfolds import PARRYING
from trucebook.reading.acts.eventroles import Roles
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon, object_nouns
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.people.who import actor_at

_SHOT = frozenset(
    {
        "munition",
        "munitions",
        "phosphorus",
        "napalm",
        "explosive",
        "shell",
        "rocket",
        "missile",
        "mortar",
        "round",
        "shot",
        "bomb",
        "barrel",
        "grenade",
        "projectile",
        "salvo",
        "barrage",
        "fire",
    }
)
_BOMBING = frozenset({"aerial", "heavy_weapons", "explosives", "drone", "unconventional"})
_ONTO = ("on", "upon", "at", "into", "against", "over", "towards", "toward")
_TAKING = frozenset(
    {"take", "capture", "seize", "retake", "recapture", "wrest", "storm", "oust", "drive", "push", "clear", "control", "isolate"}
)
_WHOLES = frozenset(
    {"whole", "entirety", "rest", "remainder", "control", "part", "all", "most", "area", "outskirt", "edge", "center", "centre"}
)
_HANDS = frozenset({"control", "hand", "grip", "rule"})
_ALL_OF = frozenset({"village", "town", "city", "suburb", "district", "neighbourhood", "neighborhood", "hamlet", "quarter", "camp", "one"})


class Act(Struct, frozen=True):
    """An act with its roles so far, and what is needed to look for its target."""

    notes: Notes
    clause: Clause
    typed: Typed
    roles: Roles
    lexicon: TypeLexicon

    @property
    def parse(self) -> Parse:
        """Return the parse of the report."""
        return self.notes.parse

    def first_ground(self, found: Iterable[Iterator[int]]) -> int | None:
        """Return the first word that is a place, ground or something that is hit in war."""
        parse, lexicon = self.parse, self.lexicon
        grounds = lexicon.ground_nouns | lexicon.hit_nouns | lexicon.target_nouns
        for word in (w for words in found for w in words):
            own = object_nouns(parse, word, depth=1)
            if self.notes.placed.touches(parse.start[word], parse.end[word]) or grounds.intersection(own):
                return word
        return None

    def is_side(self, word: int) -> bool:
        """Say whether a word stands for somebody who holds ground."""
        sides = self.lexicon.armed | (self.lexicon.target_nouns - self.lexicon.ground_nouns)
        return actor_at(self.notes, word) is not None or bool(sides.intersection(object_nouns(self.parse, word)))


def with_aims(notes: Notes, clause: Clause, typed: Typed, roles: Roles, lexicon: TypeLexicon) -> Roles:
    """Return the roles with the target that an act of force tells away from its verb, and the besieger after "under siege by"."""
    if typed.type not in ("ASSAULT", "COERCE"):
        return roles
    if typed.entry.startswith(("be under ", "come under ", "remain under ")) and roles.source is None:
        return replace(roles, source=next(iter(clause.preps.get("by", ())), None))
    if typed.type == "COERCE":
        return roles
    if _is_gerund(notes.parse, clause):
        roles = replace(roles, source=_gerund_doer(notes, clause))
    act = Act(notes, clause, typed, roles, lexicon)
    for find in _AIMS:
        aim = find(act)
        if aim is not None and aim != roles.source:
            return replace(roles, target=aim)
    return roles


def _is_gerund(parse: Parse, clause: Clause) -> bool:
    """Say whether a verb stands as a noun behind a preposition: "killed in regime shelling of the port"."""
    word = clause.word
    behind = not clause.nominal and parse.tag[word] == "VBG" and parse.dep[word] in ("pobj", "pcomp") and parse.child(word, "dobj") is None
    return behind and parse.lower[parse.head[word]] in ("in", "during", "amid", "after", "from")


def _gerund_doer(notes: Notes, clause: Clause) -> int | None:
    """Return who does what a gerund names: behind its "by", else right before it."""
    parse, word = notes.parse, clause.word
    by = next(under(parse, "by", word), None)
    before = [c for c in parse.children[word] if c < word and parse.dep[c] in ("compound", "amod", "nmod", "poss", "nsubj")]
    return by if by is not None else next((c for c in before if parse.pos[c] in ("NOUN", "PROPN", "ADJ")), None)


def whole_place(notes: Notes, word: int) -> int:
    """Return the name that a description follows without a comma ("hit Norvik a village near the lake"), else the word itself."""
    parse = notes.parse
    if parse.lemma[word] not in _ALL_OF or actor_at(notes, word) is not None:
        return word
    first = parse.noun_phrase(word)[0]
    article = next((w for w in range(word - 1, max(first - 3, -1), -1) if parse.lower[w] in ("a", "an", "one", "another")), word)
    name = article - 1
    if parse.lower[word] == "one":
        name = word - 1
    named = name >= 0 and parse.pos[name] == "PROPN" and notes.placed.touches(parse.start[name], parse.end[name])
    return name if named else word


def _beaten(act: Act) -> int | None:
    """Return whose attack is beaten off: "repelled a raid by the clan", "pushed back the clan's advance"."""
    raid = act.parse.child(act.clause.word, "dobj", "nsubjpass")
    if act.typed.entry not in PARRYING or raid is None or actor_at(act.notes, raid) is not None:
        return None
    clause = act.notes.clause_by_word.get(raid)
    return clause.agent if clause is not None else None


def _shot_at(act: Act) -> int | None:
    """Return what the thing that is fired falls on: "fired mortar shells on the quarter", "bombs were dropped over the port"."""
    clause, target = act.clause, act.roles.target
    shot = clause.patient if clause.patient is not None else clause.agent
    if clause.nominal or shot is None or not _SHOT & set(object_nouns(act.parse, shot)) or target not in (None, shot):
        return None
    return act.first_ground(under(act.parse, p, shot, clause.word) for p in _ONTO)


def _meant_for(act: Act) -> int | None:
    """Return what an offensive is for: "launched an assault to retake the whole of the port"."""
    parse, clause = act.parse, act.clause
    above = [w for w in (clause.word, clause.light, clause.patient) if w is not None and act.roles.target is None]
    for word in (c for w in above for c in parse.children[w] if parse.dep[c] in ("acl", "advcl", "xcomp")):
        aim = parse.child(word, "dobj")
        if aim is not None and parse.is_infinitive(word) and parse.lemma[word] in _TAKING:
            inner = _of(parse, aim) if parse.lemma[aim] in _WHOLES else None
            return inner if inner is not None else aim
    return None


def _taken_from(act: Act) -> int | None:
    """Return from whom ground is taken: "captured a hill from the clan", "from government control"."""
    parse, clause = act.parse, act.clause
    if clause.nominal or clause.bare not in _TAKING or clause.patient is None:
        return None
    for word in under(parse, "from", clause.patient, clause.word):
        if parse.lemma[word] in _HANDS:
            return next((c for c in parse.children[word] if c < word and parse.dep[c] in ("compound", "amod", "poss", "nmod")), None)
        if act.is_side(word):
            return word
    return None


def _hit_there(act: Act) -> int | None:
    """Return the ground in which bombs fall: "shelling in the northern town", "raids were carried out in rebel-held districts"."""
    clause, typed = act.clause, act.typed
    raid = typed.mode in _BOMBING or typed.entry.rsplit(" ", 1)[-1] in ("attack", "raid", "strike")
    has_object = not clause.nominal and clause.patient is not None and not clause.passive
    if act.roles.target is not None or not raid or has_object:
        return None
    words = [w for w in (clause.word, clause.light) if w is not None]
    return act.first_ground(under(act.parse, p, *words) for p in ("in", "across", "around", "near", "of"))


def _of_doer(act: Act) -> int | None:
    """Return the ground that follows the doer of a bombardment: "bombing by jets of the northern towns"."""
    source = act.roles.source
    if not act.clause.nominal or act.roles.target is not None or source is None or source < act.clause.word:
        return None
    return act.first_ground([under(act.parse, "of", source)])


_AIMS: tuple[Callable[[Act], int | None], ...] = (_beaten, _shot_at, _meant_for, _taken_from, _of_doer, _hit_there)


def under(parse: Parse, preposition: str, *words: int) -> Iterator[int]:
    """Yield the objects of a preposition below words."""
    for word in words:
        for c in parse.children[word]:
            inner = parse.child(c, "pobj") if c > word and parse.lower[c] == preposition else None
            if inner is not None:
                yield inner


def _of(parse: Parse, word: int) -> int | None:
    return next((w for p in ("of", "over") for w in under(parse, p, word)), None)
