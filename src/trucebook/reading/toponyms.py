"""Toponyms: the words of a report that name a place, with what the words around them say about it.

Invariant: a toponym lies in one sentence; toponyms do not overlap.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from trucebook.gazetteer import Gazetteer, Place, lies_in
from trucebook.gazetteer_names import ARTICLES
from trucebook.gazetteer_table import TRANSLITERATED
from trucebook.reading.parse import Parse
from trucebook.reading.placewords import PlaceWords, load_place_words

LONGEST = 5
BIG_TOWN = 300_000
KNOWN_TOWN = 20_000
FOREIGN_TOWN = 100_000

_PARTICLES = frozenset("al el ez es ad ar as ash az an de del la las los le du da do dos das the of and und upon sur en y e".split())
_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
_NEVER_LABELS = frozenset(("NORP", "DATE", "LANGUAGE", "TIME", "CARDINAL", "MONEY", "QUANTITY", "ORDINAL", "PERCENT"))
_BODY_LABELS = frozenset(("ORG", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"))
_LIST_WORDS = frozenset((",", "and", "or", "the", "&", "/"))
_OF = frozenset(("of", "in", "at"))
_INSIDE = frozenset(("in", "near", "outside", "around"))
_FUNCTION = frozenset(("as", "an", "a", "if", "when", "while", "since", "after", "before", "until", "during", "under", "on", "by", "of"))
_SEAT = re.compile(r"^[DRI]-(?=[A-Z])")
_DOTTED = re.compile(r"^(?:[A-Z]\.\s?){2,}$|^[A-Z][a-z]+\.$|^W\. ?Va\.$")


@dataclass(frozen=True, slots=True)
class Toponym:
    """One naming: words `first` to `last` (both included) name it, characters `start` to `end` are the mention.

    `found` are the candidates; `wanted` is "admin", "settled" or "ground" where a type word stands beside the name;
    `inside` names what the words say it lies in ("Paris, Texas"); `compass` is true for a part of a place; `sure` is
    false for a name that only counts where it is a place elsewhere in the report.
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


@dataclass(frozen=True, slots=True)
class _Setting:
    """The words around a name: its neighbours in lower case, the entity it lies in, and what they say of a place."""

    before: str
    after: str
    label: str
    first: int
    stop: int
    wanted: str | None
    inside: str | None
    placed: bool
    peopled: bool


def find_toponyms(parse: Parse, gazetteer: Gazetteer, demonyms: Container[str] = ()) -> list[Toponym]:
    """Return the toponyms of a parsed report in text order; a word among the demonyms ("Syrian") is none."""
    return _Finder(parse, gazetteer, load_place_words(), demonyms).find()


def _is_likely(place: Place) -> bool:
    """Say whether a place can be meant where nothing but its name tells that it is one: not a foreign name of a small town."""
    return place.match == 1 or place.population > FOREIGN_TOWN or place.kind not in ("town", "admin2") or place.country in TRANSLITERATED


def _holds(place: Place) -> bool:
    """Say whether a place is one that others are said to lie in: a country, a first-level unit or a district by its own name."""
    return place.kind in ("country", "admin2" if place.match == 1 else "country") or (place.kind == "admin1" and place.match == 1)


class _Finder:
    """One walk over the capitalised words of a report."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer, lists: PlaceWords, demonyms: Container[str]) -> None:
        self.parse, self.gazetteer, self.lists, self.demonyms = parse, gazetteer, lists, demonyms
        self.words, self.lower = parse.words, parse.lower
        self.capital = [w[:1].isupper() for w in parse.words]
        self.entity: dict[int, tuple[int, int, str]] = {}
        self.surnames: set[str] = set()
        self.low = self.high = 0
        self.previous = -9
        for first, last, label in parse.entities:
            self.entity.update((i, (first, last, label)) for i in range(first, last))
            if label == "PERSON" and last - first > 1:
                self._note_person(first, last)

    def _note_person(self, first: int, last: int) -> None:
        names = [i for i in range(first, last) if self.capital[i] and self.lower[i].rstrip(".") not in self.lists.titles]
        if len(names) > 1:
            self.surnames.update(self.lower[i] for i in names)

    def find(self) -> list[Toponym]:
        found: list[Toponym] = []
        for self.low, self.high in self.parse.sentences:
            i = self.low
            while i < self.high:
                if not self.capital[i]:
                    i += 1
                    continue
                last = self._run_end(i)
                found.extend(self._read_run(i, last))
                i = last + 1
        found = self._join_lists(found)
        known = {t.name.lower() for t in found if t.sure}
        return [t for t in found if t.sure or t.name.lower() in known]

    def _join_lists(self, found: list[Toponym]) -> list[Toponym]:
        """Let the names of one list share what is known of any of them: "Harper, Clay and Kingman counties"."""
        joined: list[Toponym] = []
        group: list[Toponym] = []
        for toponym in found:
            if group and not self._in_list(group[-1], toponym):
                joined.extend(self._share(group))
                group = []
            group.append(toponym)
        return [*joined, *self._share(group)]

    def _in_list(self, one: Toponym, other: Toponym) -> bool:
        between = self.lower[one.last + 1 : other.first]
        return 0 < len(between) <= 3 and between[-1] != "of" and all(w in _LIST_WORDS for w in between) and one.inside is None

    def _share(self, group: list[Toponym]) -> list[Toponym]:
        if len(group) < 2:
            return group
        sure = any(t.sure for t in group)
        last = group[-1]
        after = self.lower[last.last + 1] if last.last + 1 < len(self.lower) else ""
        plural = last.wanted if after.endswith("s") else None
        return [replace(t, sure=t.sure or sure, wanted=t.wanted or plural) for t in group]

    def _run_end(self, i: int) -> int:
        """Return the last word of the run of capitalised words that begins at i, particles and hyphens between them too."""
        end = j = i
        while j + 1 < self.high:
            j += 1
            if self.capital[j]:
                end = j
            elif j - end > 3 or not (self.words[j] in ("-", "'s") or self.lower[j] in _PARTICLES or self.words[j - 1] == "-"):
                break
        return end

    def _read_run(self, first: int, last: int) -> Iterator[Toponym]:
        i = first
        while i <= last:
            toponym = self._read_at(i, last) if self.capital[i] else None
            if toponym:
                self.previous = toponym.last
                yield toponym
                i = max(toponym.last, self.parse.word_at(toponym.end - 1)) + 1
            else:
                i += 1

    def _read_at(self, i: int, last: int) -> Toponym | None:
        """Return the longest toponym that begins at word i, or None."""
        word = self.lower[i]
        if word == "the":
            return self._titled(i)
        if i == self.low and (word in self.lists.locative or word in _FUNCTION):
            return None
        if self._has_article(i) and i - 3 >= self.low and self.capital[i - 3]:
            return None
        short = self._abbreviation(i)
        if short:
            return short
        first, stop, label = self.entity.get(i, (i, i, ""))
        whole = min(stop - 1, last) if label in _PLACE_LABELS and (first == i or (first == i - 1 and self.lower[first] == "the")) else -1
        known = self._longest(i, last, whole) or (self._try(i, whole, loose=True) if whole >= i else None)
        return known or self._feature(i, last) or self._unknown(i, whole, label)

    def _has_article(self, i: int) -> bool:
        """Say whether an Arabic article is joined to word i: "al-Rastan"."""
        return i - 2 >= self.low and self.words[i - 1] == "-" and self.lower[i - 2] in ARTICLES

    def _longest(self, i: int, last: int, whole: int) -> Toponym | None:
        for end in range(min(last, i + LONGEST - 1), i - 1, -1):
            if self.capital[end] and (end >= whole or self._may_end(i, end, whole)):
                toponym = self._try(i, end, loose=False)
                if toponym:
                    return toponym
        return None

    def _may_end(self, i: int, end: int, whole: int) -> bool:
        """Say whether a name may end before the entity does: what follows is a type, a body, a compass word or a place."""
        lists, after = self.lists, self.lower[end + 1]
        if after in lists.body_after or after in lists.admin_after or after in lists.ground_after or after in lists.people_after:
            return True
        if end < whole and any(
            p.kind == "country" or p.population > BIG_TOWN for p in self.gazetteer.find(self._name(i, end), loose=False)[:2]
        ):
            return True
        return after in lists.compass or not self.capital[end + 1] or bool(self.gazetteer.find(self._name(end + 1, whole), loose=False))

    def _try(self, i: int, end: int, *, loose: bool) -> Toponym | None:
        if not self.capital[end]:
            return None
        name = self._name(i, end)
        found = self.gazetteer.find(name, loose=loose)
        if found and self.entity.get(i, (0, 0, ""))[2] not in _PLACE_LABELS:
            found = tuple(p for p in found if _is_likely(p))
        if i == end and name[-1:] == "s" and not self._is_common(name.lower()) and not any(p.match == 1 and p.population > KNOWN_TOWN for p in found):
            bare = tuple(
                p for p in self.gazetteer.find(name[:-1], loose=False) if p.match == 1 and (p.kind == "country" or p.population > BIG_TOWN)
            )
            name, found = (name[:-1], bare) if bare else (name, found)
        return self._weigh(i, end, name, found) if found else None

    def _feature(self, i: int, last: int) -> Toponym | None:
        """Return a feature whose own words tell that it is a place: "Tharthar Barrage", "Lake Habbaniyah", "Camp Hurriya"."""
        lists, lower = self.lists, self.lower
        end = next((e for e in range(min(last, i + 3), i, -1) if lower[e] in lists.features and self.capital[e]), -1)
        base = self._name(i, end - 1) if end > i else ""
        if end < 0 and lower[i] in lists.ground_before and i < last and self.capital[i + 1]:
            end = i + 1
            base = self._name(end, end)
        if end < 0 or lower[i] in lists.not_places or (end < last and lower[end + 1] in lists.body_after and self.capital[end + 1]):
            return None
        setting = self._look_around(i, end)
        if self._is_person(i, end, setting) or setting.label in _NEVER_LABELS:
            return None
        found = tuple(
            replace(p, precision="point", kind="feature") for p in self.gazetteer.find(base, loose=False) if p.precision == "town"
        )
        return self._make(i, end, self._name(i, end), found, replace(setting, wanted="ground"), sure=True)

    def _titled(self, i: int) -> Toponym | None:
        """Return a place whose own name begins with "The" ("The Hague"), or None."""
        if i + 1 >= self.high or not self.capital[i + 1] or self.words[i] != "The":
            return None
        name = self._name(i, i + 1)
        found = tuple(p for p in self.gazetteer.find(name, loose=False) if p.name.startswith("The "))
        return self._weigh(i, i + 1, name, found) if found else None

    def _name(self, i: int, end: int) -> str:
        name = self.parse.smooth[self.parse.start[i] : self.parse.end[end]]
        seat = _SEAT.match(name)
        return name[seat.end() :] if seat else name

    def _abbreviation(self, i: int) -> Toponym | None:
        """Return a state's abbreviation: "Pineville, La.", "(D-Tex.)", "Austin, TX"."""
        name = self._name(i, i)
        state = self.lists.us_states.get(name.lower())
        seat = len(self.words[i]) - len(name)
        after_comma = i - 1 > self.low and ((self.words[i - 1] == "," and self.capital[i - 2]) or self.words[i - 1][-1:] == "-")
        if not state or not (_DOTTED.match(name) or (name.isupper() and (after_comma or seat))):
            return None
        if i > self.low and self.words[i - 1][-1:].isdigit():
            return None
        if not (after_comma or seat or name.count(".") > 1 or self.entity.get(i, (0, 0, ""))[2] == "GPE"):
            return None
        start = self.parse.start[i] + seat
        return Toponym(i, i, start, self.parse.end[i], state, self.gazetteer.find(state, loose=False), wanted="admin")

    def _unknown(self, i: int, end: int, label: str) -> Toponym | None:
        """Return a place the gazetteer does not know, where the words around it leave no doubt that it is one."""
        lists = self.lists
        if end < i:
            end = self.entity[i][1] - 1 if i in self.entity and self.entity[i][0] == i else i
        if label == "FAC" or not self.capital[end] or end - i > 2 or self.lower[i] in lists.compass or self.lower[i] in lists.not_places:
            return None
        if end > i and any(self.capital[k] and self.gazetteer.find(self._name(k, end), loose=False) for k in range(i + 1, end + 1)):
            return None
        setting = self._look_around(i, end)
        if self.lower[end] in lists.peoples or self.parse.pos[end] == "ADJ" or self.lower[end].rstrip("s") in self.surnames:
            return None
        if self._is_person(i, end, setting) or self._is_code(self._name(i, end), ()) or self.words[end] in self.demonyms:
            return None
        strict = setting.before in _INSIDE or setting.wanted == "settled" or (label != "ORG" and self._is_listed(i))
        if not (label in ("GPE", "LOC") and (setting.placed or i < end)) and not (
            label in ("PERSON", "ORG", "NORP") and i == end and strict and setting.after != "'s"
        ):
            return None
        return self._make(i, end, self._name(i, end), (), setting, sure=True)

    def _look_around(self, i: int, end: int) -> _Setting:
        lists, lower = self.lists, self.lower
        before = lower[i - 1] if i > self.low else ""
        above = lower[i - 2] if before in ("the", "a", "an") and i - 1 > self.low else before
        after = lower[end + 1] if end + 1 < self.high else ""
        if lower[i - 1 : i] and before in lists.compass and i - 1 > self.low:
            above = lower[i - 2]
        label_at = self.entity.get(i, (i, i, ""))
        wanted, inside = self._type_beside(i, after), self._container(end)
        placed = above in lists.locative or inside is not None or wanted is not None
        peopled = after in lists.people_after or (after in lists.body_after and self.capital[end + 1])
        seat = before == "-" and i - 2 >= self.low and self.words[i - 2] in ("D", "R", "I")
        based = after == "-" and end + 2 < self.high and lower[end + 2] in ("based", "area", "born", "bound")
        placed = placed or seat or based or self._is_object(i)
        return _Setting(before, after, label_at[2], label_at[0], label_at[1], wanted, inside, placed, peopled)

    def _is_object(self, i: int) -> bool:
        """Say whether words before a name do to it what is done to places: "captured Kunduz", "shells fell on Pisky"."""
        j = i - 2 if i - 2 >= self.low and self.lower[i - 1] in ("the", "of") else i - 1
        if self._has_article(i):
            j = i - 3
        if j < self.low:
            return False
        if self.lower[j] == "on":
            return j > self.low and self.lower[j - 1] in self.lists.strikes
        return self.parse.lemma[j].lower() in self.lists.taking and self.parse.pos[j] in ("VERB", "AUX")

    def _weigh(self, i: int, end: int, name: str, found: tuple[Place, ...]) -> Toponym | None:
        """Return the toponym that words i to end are, or None where the words around them speak against it."""
        setting = self._look_around(i, end)
        common = i == end and self._is_common(name.lower().rstrip("."))
        if i == end and self.lower[i] in self.lists.compass and setting.after not in self.lists.admin_after:
            return None
        if i < end and name.lower() in self.lists.not_places:
            return None
        if "&" in (setting.before, setting.after) and setting.label not in _PLACE_LABELS:
            return None
        if self._is_code(name, found) or setting.after == "$":
            return None
        if setting.inside:
            held = self._held(found, setting.inside)
            if held:
                found = held if common else found
            elif common or self.words[end + 1] == "in":
                setting = replace(setting, inside=None, placed=setting.before in self.lists.locative or setting.wanted is not None)
        if common and not setting.inside:
            if self._is_type(name.lower()) or not self._is_town_named_so(i, found, setting):
                return None
        if self._is_person(i, end, setting):
            return None
        sure = self._judge(i, end, name, found, setting)
        return None if sure is None else self._make(i, end, name, found, setting, sure=sure)

    def _own_region(self, name: str) -> tuple[Place, ...]:
        """Return our own region of that name ("eastern Ghouta"), or nothing."""
        return tuple(p for p in self.gazetteer.find(name, loose=False) if p.id.startswith("trucebook"))

    def _is_town_named_so(self, i: int, found: tuple[Place, ...], at: _Setting) -> bool:
        """Say whether a common word is a large town's name here: "from Split to Zenica", "in Nice"."""
        named = at.placed and at.label in ("GPE", "LOC", "") and self.parse.pos[i] == "PROPN"
        least = FOREIGN_TOWN if at.label == "" else KNOWN_TOWN
        return named and any(p.match == 1 and (p.population > least or p.id.startswith("trucebook")) for p in found)

    def _held(self, found: tuple[Place, ...], inside: str) -> tuple[Place, ...]:
        """Return the candidates that lie in a place named beside them."""
        holders = [h for h in self.gazetteer.find(inside, loose=False) if _holds(h)]
        return tuple(p for p in found if any(lies_in(p, h) for h in holders))

    def _is_common(self, word: str) -> bool:
        return word in self.lists.not_places or word in self.lists.titles or self._is_type(word)

    def _is_type(self, word: str) -> bool:
        lists = self.lists
        return (
            word in lists.admin_after
            or word in lists.settled_after
            or word in lists.ground_after
            or word in lists.ground_before
            or word in lists.body_after
            or word in lists.people_after
        )

    def _is_code(self, name: str, found: tuple[Place, ...]) -> bool:
        """Say whether capitals stand for a body or a code and not for a place's name in capitals ("FDA", "UGA")."""
        if name.isupper() and name.lower() in self.lists.agencies:
            return True
        return (
            len(name) <= 4
            and name.isupper()
            and not any(p.kind in ("country", "region", "admin1") or (p.match == 1 and p.population > KNOWN_TOWN) for p in found[:5])
        )

    def _judge(self, i: int, end: int, name: str, found: tuple[Place, ...], at: _Setting) -> bool | None:
        """Say whether a known name is a place here (True), one only if it is elsewhere in the report (False), or none (None)."""
        wide = any(p.kind in ("country", "region") or (p.kind == "admin1" and p.match == 1) for p in found[:3])
        big = wide or any(p.population > BIG_TOWN for p in found[:3])
        known = big or found[0].population > KNOWN_TOWN or found[0].kind.startswith("admin") or found[0].id.startswith("trucebook")
        if at.label not in _PLACE_LABELS and at.after in self.lists.groups and self.capital[end + 1]:
            return None
        if at.label not in _PLACE_LABELS and not at.inside and self._hangs(i, end, at):
            return False if known else None
        alone = at.stop - 1 == end and at.first >= i - 1
        leads = at.first >= i - 1
        if at.label in ("GPE", "LOC"):
            return None if found[0].match < 0.6 and not (at.placed or at.peopled or i < end) else True
        if at.label == "FAC":
            return True if at.placed or big else None
        if at.label in _BODY_LABELS:
            if at.inside or at.before in _OF or (alone and at.placed):
                return known or bool(at.inside)
            if alone or (leads and at.after == "'s" and known):
                return big or at.after == "'s"
            if leads or at.stop - 1 == end:
                return (known and at.peopled) or wide
            return None
        if at.label == "PERSON":
            if at.placed or (at.peopled and leads and known) or (big and i == end and at.after not in self.lists.said):
                return True
            return False if alone and i == end and self._is_listed(i) else None
        if at.label == "NORP" and alone and found[0].match == 1 and known and (at.placed or at.peopled):
            return name not in self.demonyms
        if at.label in _NEVER_LABELS:
            if at.inside or at.wanted:
                return True
            return False if at.label == "NORP" and alone and name not in self.demonyms and found[0].match == 1 else None
        if at.placed or at.peopled:
            return True
        return wide or (big and (i < end or i > self.low))

    def _is_listed(self, i: int) -> bool:
        """Say whether a name stands in a list right after another toponym."""
        return (
            self.lower[i - 1] in _LIST_WORDS
            and i - 3 <= self.previous < i - 1
            and all(w in _LIST_WORDS for w in self.lower[self.previous + 1 : i])
        )

    def _hangs(self, i: int, end: int, at: _Setting) -> bool:
        """Say whether a name is only a part of a compound or of a longer name: "Part-time", "Mercury Marquis"."""
        joined = at.after == "-" and self.parse.start[end + 1] == self.parse.end[end] and not at.placed
        led = i - 1 > self.low and self.capital[i - 1] and at.label in ("", "PERSON") and at.before not in self.lists.compass
        return joined or (led and self.words[i - 1] not in self.demonyms and not at.wanted and not at.peopled)

    def _is_person(self, i: int, end: int, at: _Setting) -> bool:
        lists, lower = self.lists, self.lower
        if at.label == "PERSON" and at.stop - at.first > end - i + 1 and not at.placed and not (at.peopled and at.first == i):
            return True
        if (
            i > self.low
            and self.capital[i - 1]
            and (at.before.rstrip(".") in lists.titles or (at.before in lists.given_names and at.label != "GPE"))
        ):
            return True
        if i - 2 >= self.low and at.before == "." and lower[i - 2] in lists.titles:
            return True
        if at.before in ("st.", "saint", "st"):
            return True
        if i != end:
            return False
        if lower[i] in self.surnames and not at.placed and not (at.peopled and at.label == "GPE"):
            return True
        if at.label not in ("PERSON", "") or end + 1 >= self.high:
            return False
        return (lower[i] in lists.given_names and self.capital[end + 1]) or lower[end + 1] in lists.said

    def _type_beside(self, i: int, after: str) -> str | None:
        """Return what the type word beside a name says the place is."""
        lists, lower = self.lists, self.lower
        if after in lists.admin_after:
            return "admin"
        if after in lists.settled_after:
            return "settled"
        if after in lists.ground_after:
            return "ground"
        if i - 2 >= self.low and lower[i - 1] == "of" and lower[i - 2] in lists.settled_before:
            return "admin" if lower[i - 2] in lists.admin_after else "settled"
        return None

    def _container(self, end: int) -> str | None:
        """Return the name that a place is said to lie in: "Paris, Texas", "Gao (Mali)", "Pineville, La.", "Nawa in Daraa"."""
        lists, words = self.lists, self.words
        j = end + 2
        if j >= self.high or words[j - 1] not in (",", "(", "in") or not self.capital[j]:
            return None
        for last in (j + 1, j):
            code = self.parse.smooth[self.parse.start[j] : self.parse.end[last]].lower() if last < self.high else ""
            if code in lists.us_states and words[j - 1] != "in" and (words[last].isupper() or words[last].endswith(".")):
                return lists.us_states[code]
        for last in range(min(self.high - 1, j + 2), j - 1, -1):
            if self.capital[last]:
                name = self._name(j, last)
                if any(_holds(p) for p in self.gazetteer.find(name, loose=False)[:6]):
                    return name
        return None

    def _make(self, i: int, end: int, name: str, found: tuple[Place, ...], at: _Setting, *, sure: bool) -> Toponym:
        """Return the toponym with its type word ("Rapides Parish") and the compass word before it ("southern Syria")."""
        parse, lists = self.parse, self.lists
        stop = end
        typed = at.after in lists.admin_after or at.after in lists.ground_after
        beyond = end + 2 < self.high and (
            self.lower[end + 2] == "of" or (self.capital[end + 2] and self.lower[end + 2] in lists.body_after)
        )
        if typed and self.capital[end + 1] and not beyond:
            stop = end + 1
            longer = self.gazetteer.find(self._name(i, stop), loose=False)
            if longer:
                end, found, name = stop, longer, self._name(i, stop)
        if at.after in lists.settled_after and stop == end:
            own = self._own_region(f"{name} {at.after}")
            if own:
                stop, found = end + 1, own
        begin, compass = parse.start[i], False
        seat = _SEAT.match(self.words[i])
        if seat:
            begin += seat.end()
        elif i > self.low and at.before in lists.compass and (own := self._own_region(f"{at.before} {name}")):
            begin, found = parse.start[i - 1], own
        elif i > self.low and at.before in lists.compass:
            begin, compass = parse.start[i - 1], at.before in lists.compass_proper
        elif self._has_article(i):
            begin = parse.start[i - 2]
        return Toponym(i, end, begin, parse.end[stop], name, found, at.wanted, at.inside, compass, sure)
