"""Toponyms: the words of a report that name a place, with what the words around them say about it.

Invariant: a toponym lies in one sentence; toponyms do not overlap and stand in text order.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from trucebook.gazetteer import Gazetteer, Place
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.spaces.placejudging import (
    BIG_TOWN,
    KNOWN_TOWN,
    NEVER_LABELS,
    is_barred,
    is_code,
    is_common,
    is_likely,
    is_person,
    is_town_named_so,
    judge,
)
from trucebook.reading.spaces.placescene import LIST_WORDS, PLACE_LABELS, Scene, Setting, holds, is_type
from trucebook.reading.spaces.placewords import load_place_words

LONGEST = 5

_PARTICLES = frozenset("al el ez es ad ar as ash az an de del la las los le du da do dos das the of and und upon sur en y e d".split())
_JOINTS = frozenset(("al", "el", "la", "las", "los", "le", "les"))
_NO_NAMES = frozenset(("PRON", "DET", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT", "NUM", "INTJ", "ADV"))
_INSIDE = frozenset(("in", "near", "outside", "around"))
_FUNCTION = frozenset(("as", "an", "a", "if", "when", "while", "since", "after", "before", "until", "during", "under", "on", "by", "of"))
_DOTTED = re.compile(r"^(?:[A-Z]\.\s?){2,}$|^[A-Z][a-z]+\.$|^W\. ?Va\.$")


class Toponym(Struct, frozen=True):
    """One naming: words `first` to `last` (both included) name it, characters `start` to `end` are the mention.

    `found` are the candidates; `wanted` is "admin", "settled" or "ground" where a type word stands beside the name;
    `inside` names what the words say it lies in ("Paris, Texas"); `compass` is true for a part of a place; `sure` is
    false for a name that only counts where it is a place elsewhere in the report; `country` is the country the words name for
    a place that the gazetteer does not know.
    """

    first: int
    last: int
    start: int
    end: int
    name: str
    found: tuple[Place, ...]
    wanted: str | None = None
    inside: str | None = None
    compass: bool = False
    sure: bool = True
    country: Place | None = None


def find_toponyms(parse: Parse, gazetteer: Gazetteer, demonyms: Mapping[str, str] | None = None) -> list[Toponym]:
    """Return the toponyms of a parsed report in text order; a word among the demonyms ("Syrian") is none."""
    scene = Scene(parse, gazetteer, load_place_words(), demonyms or {})
    found = _join_lists(scene, list(_walk(scene)))
    known = {t.name.lower() for t in found if t.sure}
    return [t for t in found if t.sure or t.name.lower() in known]


def _walk(scene: Scene) -> Iterator[Toponym]:
    """Yield the toponyms of one sentence after the other, the unsure ones too."""
    covered = 0
    for low, high in scene.parse.sentences:
        scene.low, scene.high = i, _ = low, high
        while i < scene.high:
            if not scene.capital[i]:
                i += 1
                continue
            last = _run_end(scene, i)
            for toponym in _read_run(scene, i, last):
                yield toponym if toponym.start >= covered else replace(toponym, start=scene.parse.start[toponym.first])
                covered = toponym.end
            i = last + 1


def _run_end(scene: Scene, i: int) -> int:
    """Return the last word of the run of capitalised words that begins at i, particles and hyphens between them too."""
    end = j = i
    while j + 1 < scene.high:
        j += 1
        if scene.capital[j]:
            end = j
        elif j - end > 3 or not (scene.words[j] in ("-", "'s") or scene.lower[j] in _PARTICLES or scene.words[j - 1] == "-"):
            break
    return end


def _read_run(scene: Scene, first: int, last: int) -> Iterator[Toponym]:
    i = first
    while i <= last:
        toponym = _read_at(scene, i, last) if scene.capital[i] else None
        if toponym:
            scene.previous = toponym.last
            yield toponym
            i = max(toponym.last, scene.parse.word_at(toponym.end - 1)) + 1
        else:
            i += 1


def _read_at(scene: Scene, i: int, last: int) -> Toponym | None:
    """Return the longest toponym that begins at word i, or None."""
    word = scene.lower[i]
    if word == "the":
        return _titled(scene, i)
    if i not in scene.entity and ((scene.parse.pos[i] in _NO_NAMES and not scene.is_called_abroad(i)) or _is_plain(scene, i, last)):
        return None
    if i == scene.low and (word in scene.lists.locative or word in _FUNCTION):
        return None
    if scene.has_article(i) and i - 3 >= scene.low and scene.capital[i - 3]:
        return None
    first, stop, label = scene.entity_at(i)
    whole = min(stop - 1, last) if label in PLACE_LABELS and (first == i or (first == i - 1 and scene.lower[first] == "the")) else -1
    return (
        _abbreviation(scene, i)
        or _opened(scene, i, last, label)
        or _longest(scene, i, last, whole)
        or (_try(scene, i, whole, loose=True) if whole >= i else None)
        or _feature(scene, i, last)
        or _unknown(scene, i, whole, label)
    )


def _opened(scene: Scene, i: int, last: int, label: str) -> Toponym | None:
    """Return a place of two words whose first only opens the name ("Kafr Nabta"), where the gazetteer knows no name that long."""
    end = i + 2 if scene.lower[min(i + 1, last)] in _JOINTS else i + 1
    if end > last or scene.lower[i] not in scene.lists.opening or not scene.capital[end] or label in NEVER_LABELS:
        return None
    if scene.parse.pos[end] not in ("PROPN", "NOUN") or is_type(scene.lists, scene.lower[end]) or scene.lower[end] in scene.lists.said:
        return None
    if any(scene.places_named(i, e) for e in range(end, min(last, i + LONGEST - 1) + 1)):
        return None
    at = scene.look_around(i, end)
    told = at.placed or scene.is_listed(i) or (label in (*PLACE_LABELS, "ORG") and i > scene.low)
    return _make(scene, i, end, scene.name(i, end), (), at, sure=True) if told and not is_person(scene, i, end, at) else None


def _is_plain(scene: Scene, i: int, last: int) -> bool:
    """Say whether a capitalised word stands alone and is a common one, with no preposition of place before it."""
    return i == last and scene.lower[i] in scene.lists.not_places and not (i > scene.low and scene.lower[i - 1] in scene.lists.locative)


def _longest(scene: Scene, i: int, last: int, whole: int) -> Toponym | None:
    for end in range(min(last, i + LONGEST - 1), i - 1, -1):
        if scene.capital[end] and (end >= whole or _may_end(scene, i, end, whole)):
            toponym = _try(scene, i, end, loose=False)
            if toponym:
                return toponym
    return None


def _may_end(scene: Scene, i: int, end: int, whole: int) -> bool:
    """Say whether a name may end before its entity does: what follows is a type, a body, a compass word or a place."""
    lists, after = scene.lists, scene.lower[end + 1]
    if after in lists.body_after or after in lists.admin_after or after in lists.ground_after or after in lists.people_after:
        return True
    if any(p.kind == "country" or p.population > BIG_TOWN for p in scene.places_named(i, end)[:2]):
        return True
    return after in lists.compass or not scene.capital[end + 1] or bool(scene.places_named(end + 1, whole))


def _try(scene: Scene, i: int, end: int, *, loose: bool) -> Toponym | None:
    """Return the toponym that words i to end are, if the gazetteer knows them and the words around them agree."""
    if not scene.capital[end]:
        return None
    name = scene.name(i, end)
    found = scene.gazetteer.find(name, loose=loose)
    if found and scene.entity_at(i)[2] not in PLACE_LABELS:
        found = tuple(p for p in found if is_likely(p))
    if i == end and name[-1:] == "s" and _may_own(scene, end) and not is_common(scene, name.lower()):
        name, found = _without_s(scene, name, found)
    return _weigh(scene, i, end, name, found) if found else None


def _may_own(scene: Scene, end: int) -> bool:
    """Say whether something that a place may own follows a name: "Syrias army"."""
    return end + 1 < scene.high and scene.parse.pos[end + 1] in ("NOUN", "ADJ", "PROPN", "VERB", "NUM") and len(scene.lower[end + 1]) > 1


def _without_s(scene: Scene, name: str, found: tuple[Place, ...]) -> tuple[str, tuple[Place, ...]]:
    """Return "Syria" for "Syrias", as texts print it that lost their apostrophes."""
    if any(p.match == 1 and p.population > KNOWN_TOWN for p in found):
        return name, found
    bare = [p for p in scene.gazetteer.find(name[:-1], loose=False) if p.match == 1 and (p.kind == "country" or p.population > BIG_TOWN)]
    return (name[:-1], tuple(bare)) if bare else (name, found)


def _weigh(scene: Scene, i: int, end: int, name: str, found: tuple[Place, ...]) -> Toponym | None:
    """Return the toponym that words i to end are, or None where the words around them speak against it."""
    at = scene.look_around(i, end)
    if is_barred(scene, i, end, name, found, at):
        return None
    if at.inside and found[0].kind == "country" and found[0].match == 1 and _is_country(scene, at.inside):
        at = replace(at, inside=None)
    common = i == end and is_common(scene, name.lower().rstrip("."))
    if at.inside:
        held = scene.held(found, at.inside)
        if common and held:
            found = held
        elif not held and (common or scene.words[end + 1] == "in" or not _holds_much(scene, at.inside)):
            at = replace(at, inside=None, placed=at.before in scene.lists.locative or at.wanted is not None)
    if common and not at.inside and not is_town_named_so(scene, i, found, at):
        return None
    sure = judge(scene, i, end, found, at)
    return None if sure is None else _make(scene, i, end, name, found, at, sure=sure)


def _is_country(scene: Scene, name: str) -> bool:
    """Say whether a name is a country's first of all, so that a country before it is no place in it: "China, Japan"."""
    found = scene.gazetteer.find(name, loose=False)[:1]
    return bool(found) and found[0].kind == "country"


def _holds_much(scene: Scene, inside: str) -> bool:
    """Say whether a name after a comma is a country's or a first-level unit's, and not only the next name of a list."""
    return any(p.kind in ("country", "admin1") and holds(p) for p in scene.gazetteer.find(inside, loose=False)[:6])


def _titled(scene: Scene, i: int) -> Toponym | None:
    """Return a place whose own name begins with "The" ("The Hague"), or None."""
    if i + 1 >= scene.high or not scene.capital[i + 1] or scene.words[i] != "The":
        return None
    found = tuple(p for p in scene.places_named(i, i + 1) if p.name.startswith("The "))
    return _weigh(scene, i, i + 1, scene.name(i, i + 1), found) if found else None


def _abbreviation(scene: Scene, i: int) -> Toponym | None:
    """Return a state's abbreviation: "Pineville, La.", "(D-Tex.)", "Austin, TX"."""
    name = scene.name(i, i)
    state = scene.lists.us_states.get(name.lower())
    if not state or (i > scene.low and scene.words[i - 1][-1:].isdigit()):
        return None
    seat = scene.seat_length(i)
    behind = seat > 0 or (i - 1 > scene.low and ((scene.words[i - 1] == "," and scene.capital[i - 2]) or scene.words[i - 1][-1:] == "-"))
    if not (behind or name.count(".") > 1 or scene.entity_at(i)[2] == "GPE") or not (_DOTTED.match(name) or (name.isupper() and behind)):
        return None
    found = scene.gazetteer.find(state, loose=False)
    return Toponym(i, i, scene.parse.start[i] + seat, scene.parse.end[i], state, found, wanted="admin")


def _feature(scene: Scene, i: int, last: int) -> Toponym | None:
    """Return a feature whose own words tell that it is a place: "Tharthar Barrage", "Lake Habbaniyah", "Camp Hurriya"."""
    lists, lower = scene.lists, scene.lower
    end = next((e for e in range(min(last, i + 3), i, -1) if lower[e] in lists.features and scene.capital[e]), -1)
    if end > 0:
        base = scene.name(i, end - 1)
    elif lower[i] in lists.ground_before and i < last and scene.capital[i + 1]:
        end = i + 1
        base = scene.name(end, end)
    if end < 0 or lower[i] in lists.not_places or (end < last and lower[end + 1] in lists.body_after and scene.capital[end + 1]):
        return None
    at = scene.look_around(i, end)
    if is_person(scene, i, end, at) or at.label in NEVER_LABELS or not (at.label or at.placed):
        return None
    towns = (p for p in scene.gazetteer.find(base, loose=False) if p.precision == "town")
    found = tuple(replace(p, precision="point", kind="feature") for p in towns)
    return _make(scene, i, end, scene.name(i, end), found, replace(at, wanted="ground"), sure=True)


def _unknown(scene: Scene, i: int, end: int, label: str) -> Toponym | None:
    """Return a place the gazetteer does not know, where the words around it leave no doubt that it is one."""
    if end < i:
        first, stop, _ = scene.entity_at(i)
        end = stop - 1 if first == i else i
    if label == "FAC" or end - i > 2 or not _can_be_unknown(scene, i, end):
        return None
    at = scene.look_around(i, end)
    if is_person(scene, i, end, at):
        return None
    name = scene.name(i, end)
    found: tuple[Place, ...] = ()
    if label in ("GPE", "LOC"):
        told = at.placed or i < end
    else:
        strict = at.before in _INSIDE or at.wanted == "settled" or (label != "ORG" and scene.is_listed(i)) or scene.is_object(i)
        told = (i == end or label == "PERSON") and strict and at.after != "'s"
        found = scene.gazetteer.find(name) if told and label not in NEVER_LABELS else ()
        told = told and (bool(found) or (label in ("PERSON", "ORG", "NORP") and i == end and not scene.is_object(i)))
    return _make(scene, i, end, name, found, at, sure=True) if told else None


def _can_be_unknown(scene: Scene, i: int, end: int) -> bool:
    lists, lower, last = scene.lists, scene.lower, scene.lower[end]
    if not scene.capital[end] or lower[i] in lists.compass or lower[i] in lists.not_places or lower[i].rstrip(".") in lists.titles:
        return False
    if last in lists.peoples or scene.words[end] in scene.demonyms or scene.parse.pos[end] != "PROPN" or last.rstrip("s") in scene.surnames:
        return False
    if is_code(scene, scene.name(i, end), ()):
        return False
    return not any(scene.capital[k] and scene.places_named(k, end) for k in range(i + 1, end + 1))


def _make(scene: Scene, i: int, end: int, name: str, found: tuple[Place, ...], at: Setting, *, sure: bool) -> Toponym:
    """Return the toponym with its type word ("Rapides Parish") and the compass word before it ("southern Syria")."""
    parse, lists = scene.parse, scene.lists
    stop = end
    if _takes_type(scene, end, at):
        stop = end + 1
        longer = scene.places_named(i, stop)
        if longer:
            end, found, name = stop, longer, scene.name(i, stop)
    elif at.after in lists.settled_after and (own := scene.own_region(f"{name} {at.after}")):
        stop, found = end + 1, own
    begin, compass = parse.start[at.edge] + scene.seat_length(i), False
    if at.before in lists.compass:
        begin, own = parse.start[at.edge - 1], scene.own_region(f"{at.before} {name}")
        found, compass = own or found, not own and at.before in lists.compass_proper
    country = _country_of(scene, at.inside) if at.inside and not found else None
    return Toponym(i, end, begin, parse.end[stop], name, found, at.wanted, at.inside, compass, sure, country)


def _country_of(scene: Scene, inside: str) -> Place | None:
    """Return the country that a place's container is or lies in, where its name leaves no choice."""
    codes = {p.country for p in scene.gazetteer.find(inside, loose=False) if holds(p) and p.kind != "admin2"}
    code = codes.pop() if len(codes) == 1 else None
    return scene.gazetteer.country(code) if code else None


def _takes_type(scene: Scene, end: int, at: Setting) -> bool:
    """Say whether a capitalised type word belongs to the name before it, and not to a body named after that."""
    if not (at.after in scene.lists.admin_after or at.after in scene.lists.ground_after) or not scene.capital[end + 1]:
        return False
    beyond = end + 2
    body = beyond < scene.high and (
        scene.lower[beyond] == "of" or (scene.capital[beyond] and scene.lower[beyond] in scene.lists.body_after)
    )
    return not body


def _join_lists(scene: Scene, found: list[Toponym]) -> list[Toponym]:
    """Let the names of one list share what is known of any of them: "Harper, Clay and Kingman counties"."""
    joined: list[Toponym] = []
    group: list[Toponym] = []
    for toponym in found:
        if group and not _in_list(scene, group[-1], toponym):
            joined.extend(_share(scene, group))
            group = []
        group.append(toponym)
    return [*joined, *_share(scene, group)]


def _in_list(scene: Scene, one: Toponym, other: Toponym) -> bool:
    if not 0 < other.first - one.last - 1 <= 3 or one.inside is not None:
        return False
    return all(w in LIST_WORDS for w in scene.lower[one.last + 1 : other.first])


def _share(scene: Scene, group: list[Toponym]) -> list[Toponym]:
    if len(group) < 2:
        return group
    sure = any(t.sure for t in group)
    last = group[-1]
    after = scene.lower[last.last + 1] if last.last + 1 < len(scene.lower) else ""
    plural = last.wanted if after.endswith("s") else None
    return [replace(t, sure=t.sure or sure, wanted=t.wanted or plural) for t in group]
