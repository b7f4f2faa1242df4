"""Judging: whether a name that stands in the gazetteer is a place where it stands in the report.

Invariant: the answer is True (it is), False (only if it is elsewhere in the report) or None (it is not).
"""

from trucebook.gazetteer import Place
from trucebook.gazetteer_table import TRANSLITERATED
from trucebook.reading.spaces.placescene import PLACE_LABELS, Scene, Setting, is_type

BIG_TOWN = 300_000
FOREIGN_TOWN = 100_000
KNOWN_TOWN = 20_000

NEVER_LABELS = frozenset(("NORP", "DATE", "LANGUAGE", "TIME", "CARDINAL", "MONEY", "QUANTITY", "ORDINAL", "PERCENT"))
_BODY_LABELS = frozenset(("ORG", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"))
_OF = frozenset(("of", "in", "at"))


def judge(scene: Scene, i: int, end: int, found: tuple[Place, ...], at: Setting) -> bool | None:
    """Judge the words i to end, whose candidates are `found` (at least one)."""
    if is_person(scene, i, end, at):
        return None
    verdict = _judge_label(scene, i, end, found, at)
    listed = verdict is None and found[0].match == 1 and scene.is_listed(i) and scene.name(i, end) not in scene.demonyms
    return False if listed else verdict


def _judge_label(scene: Scene, i: int, end: int, found: tuple[Place, ...], at: Setting) -> bool | None:
    """Judge by the entity that the parser sees in the words."""
    size = _Size(found)
    if at.label in ("GPE", "LOC"):
        return None if found[0].match < 0.6 and not (at.placed or at.peopled or i < end) else True
    if at.label != "NORP" and scene.is_called_abroad(i):
        return size.known or None
    if at.label == "FAC":
        return True if at.placed or size.big else None
    if at.after in scene.lists.groups and scene.capital[end + 1]:
        return None
    if not at.inside and _hangs(scene, i, end, at):
        return False if size.known else None
    if at.label in _BODY_LABELS:
        return _judge_body(i, end, size, at)
    if at.label == "PERSON":
        return _judge_person(scene, i, end, size, at)
    if at.label in NEVER_LABELS:
        return _judge_people(scene, i, end, found, size, at)
    if at.placed or at.peopled:
        return True
    return size.wide or (size.big and (i < end or i > scene.low))


class _Size:
    """How well known the best candidates of a name are: wide (countries, regions, provinces), big, known."""

    __slots__ = ("big", "known", "wide")

    def __init__(self, found: tuple[Place, ...]) -> None:
        first = found[0]
        self.wide = any(p.kind in ("country", "region") or (p.kind == "admin1" and p.match == 1) for p in found[:3])
        self.big = self.wide or any(p.population > BIG_TOWN for p in found[:3])
        self.known = self.big or first.population > KNOWN_TOWN or first.kind.startswith("admin") or first.id.startswith("trucebook")


def _judge_body(i: int, end: int, size: _Size, at: Setting) -> bool | None:
    """Judge a name in a body's: the whole of it, its head ("Springfield Police Department") or its tail ("Bank of Ghana")."""
    leads, ends = at.first >= i - 1, at.stop - 1 == end
    if at.inside or at.before in _OF or (leads and ends and at.placed):
        return size.known or bool(at.inside)
    if leads and size.known and (at.after == "'s" or at.wanted):
        return True
    if leads and ends:
        return size.big
    return (size.known and at.peopled) or size.wide if leads or ends else None


def _judge_person(scene: Scene, i: int, end: int, size: _Size, at: Setting) -> bool | None:
    """Judge a name that the parser takes for a person's."""
    leads = at.first >= i - 1
    if at.placed or (at.peopled and leads and size.known) or (size.big and i == end and at.after not in scene.lists.said):
        return True
    return None


def _judge_people(scene: Scene, i: int, end: int, found: tuple[Place, ...], size: _Size, at: Setting) -> bool | None:
    """Judge a name that the parser takes for a people, a date or a number: rarely a place."""
    alone = at.label == "NORP" and at.stop - 1 == end and at.first >= i - 1 and found[0].match == 1
    if alone and size.known and (at.placed or at.peopled):
        return scene.name(i, end) not in scene.demonyms
    if at.inside or at.wanted or scene.is_seat(i):
        return True
    return False if alone and scene.name(i, end) not in scene.demonyms else None


def _hangs(scene: Scene, i: int, end: int, at: Setting) -> bool:
    """Say whether a name is only a part of a compound or of a longer name: "Part-time", "Mercury Marquis"."""
    if at.after == "-" and scene.parse.start[end + 1] == scene.parse.end[end] and not at.placed:
        return True
    led = i - 1 > scene.low and scene.capital[i - 1] and at.label in ("", "PERSON") and at.before not in scene.lists.compass
    return led and scene.words[i - 1] not in scene.demonyms and not at.wanted and not at.peopled


def is_person(scene: Scene, i: int, end: int, at: Setting) -> bool:
    """Say whether the words are a person's name or a part of one."""
    lists, lower = scene.lists, scene.lower
    if at.label == "PERSON" and at.stop - at.first > end - i + 1 and not at.placed and not (at.peopled and at.first == i):
        return True
    if i > scene.low and scene.capital[i - 1] and _is_first_name(scene, at):
        return True
    if at.before in ("st.", "saint", "st") or (i - 2 >= scene.low and at.before == "." and lower[i - 2] in lists.titles):
        return True
    if i != end:
        return False
    if lower[i] in scene.surnames and not at.placed and not (at.peopled and at.label == "GPE"):
        return True
    if at.label not in ("PERSON", "") or end + 1 >= scene.high:
        return False
    return (lower[i] in lists.given_names and scene.capital[end + 1]) or lower[end + 1] in lists.said


def _is_first_name(scene: Scene, at: Setting) -> bool:
    return at.before.rstrip(".") in scene.lists.titles or (at.before in scene.lists.given_names and at.label != "GPE")


def is_barred(scene: Scene, i: int, end: int, name: str, found: tuple[Place, ...], at: Setting) -> bool:
    """Say whether a name is none whatever stands around it: a compass word, a firm's, a code, a sum of money."""
    lists = scene.lists
    if i == end and scene.lower[i] in lists.compass and at.after not in lists.admin_after:
        return True
    if i < end and name.lower() in lists.not_places:
        return True
    if "&" in (at.before, at.after) and at.label not in PLACE_LABELS:
        return True
    return at.after == "$" or "$" in name or is_code(scene, name, found)


def is_code(scene: Scene, name: str, found: tuple[Place, ...]) -> bool:
    """Say whether capitals stand for a body or a code and not for a place's name in capitals ("FDA", "UGA")."""
    if not name.isupper():
        return False
    if name.lower() in scene.lists.agencies:
        return True
    known = any(p.kind in ("country", "region", "admin1") or (p.match == 1 and p.population > KNOWN_TOWN) for p in found[:5])
    return len(name) <= 4 and not known


def is_common(scene: Scene, word: str) -> bool:
    """Say whether a word is a common one, a title or a type word that some hamlet is named after."""
    return word in scene.lists.not_places or word in scene.lists.titles or is_type(scene.lists, word)


def is_town_named_so(scene: Scene, i: int, found: tuple[Place, ...], at: Setting) -> bool:
    """Say whether a common word is a large town's name here: "from Split to Zenica", "in Nice"."""
    if not at.placed or at.label not in ("GPE", "LOC", "") or scene.parse.pos[i] != "PROPN" or is_type(scene.lists, scene.lower[i]):
        return False
    least = FOREIGN_TOWN if at.label == "" else KNOWN_TOWN
    return any(p.match == 1 and (p.population > least or p.id.startswith("trucebook")) for p in found)


def is_likely(place: Place) -> bool:
    """Say whether a place can be meant where nothing but its name tells that it is one: not a foreign name of a small town."""
    return place.match == 1 or place.population > FOREIGN_TOWN or place.kind not in ("town", "admin2") or place.country in TRANSLITERATED
