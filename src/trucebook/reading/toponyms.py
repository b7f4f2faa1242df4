"""Toponyms: the words of a report that name a place, with what the words around them say about it.

Invariant: a toponym lies in one sentence; toponyms do not overlap.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from trucebook.gazetteer import Gazetteer, Place
from trucebook.reading.parse import Parse
from trucebook.reading.placewords import PlaceWords, load_place_words

LONGEST = 5
_PARTICLES = frozenset("al el ez es ad ar as ash az an de del la las los le du da do dos das the of and und upon sur en y e".split())
_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))


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


def find_toponyms(parse: Parse, gazetteer: Gazetteer) -> list[Toponym]:
    """Return the toponyms of a parsed report in text order."""
    return _Finder(parse, gazetteer, load_place_words()).find()


class _Finder:
    def __init__(self, parse: Parse, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self.parse, self.gazetteer, self.lists = parse, gazetteer, words
        self.words, self.lower = parse.words, parse.lower
        self.entity: dict[int, tuple[int, int, str]] = {}
        self.surnames: set[str] = set()
        for first, last, label in parse.entities:
            for i in range(first, last):
                self.entity[i] = (first, last, label)
            if label == "PERSON" and last - first > 1:
                self._note_person(first, last)

    def _note_person(self, first: int, last: int) -> None:
        names = [i for i in range(first, last) if self.words[i][:1].isupper() and self.lower[i] not in self.lists.titles]
        if len(names) > 1:
            self.surnames.update(self.lower[i] for i in names)

    def find(self) -> list[Toponym]:
        found: list[Toponym] = []
        for first, last in self.parse.sentences:
            i = first
            while i < last:
                if not self._capital(i):
                    i += 1
                    continue
                end = self._run_end(i, last)
                found.extend(self._read_run(i, end, first, last))
                i = end + 1
        known = {t.name.lower() for t in found if t.sure}
        return [t for t in found if t.sure or t.name.lower() in known]

    def _capital(self, i: int) -> bool:
        return self.words[i][:1].isupper()

    def _run_end(self, i: int, last: int) -> int:
        """Return the last word of the run of capitalised words that begins at i, particles and hyphens between them too."""
        end = j = i
        while j + 1 < last:
            j += 1
            if self._capital(j):
                end = j
            elif j - end > 2 or not (self.words[j] == "-" or self.lower[j] in _PARTICLES):
                break
        return end

    def _read_run(self, first: int, last: int, sentence_first: int, sentence_last: int) -> Iterator[Toponym]:
        i = first
        while i <= last:
            toponym = self._longest(i, last, sentence_first, sentence_last) if self._capital(i) else None
            if toponym:
                yield toponym
                i = max(toponym.last, self.parse.word_at(toponym.end - 1)) + 1
            else:
                i += 1

    def _longest(self, i: int, last: int, sentence_first: int, sentence_last: int) -> Toponym | None:
        first, after, label = self.entity.get(i, (i, i, ""))
        whole = after - 1 if label in _PLACE_LABELS and (first == i or (first == i - 1 and self.lower[first] == "the")) else -1
        for end in range(min(last, i + LONGEST - 1), i - 1, -1):
            if not self._capital(end):
                continue
            name = self.parse.smooth[self.parse.start[i] : self.parse.end[end]]
            found = self.gazetteer.find(name, loose=end == whole)
            if not found and not (end == whole and label in ("GPE", "LOC")):
                continue
            toponym = self._weigh(i, end, name, found, sentence_first, sentence_last)
            if toponym:
                return toponym
        return None

    def _weigh(self, i: int, end: int, name: str, found: tuple[Place, ...], sentence_first: int, sentence_last: int) -> Toponym | None:
        """Return the toponym that words i to end are, or None where the words around them speak against it."""
        parse, lists, lower = self.parse, self.lists, self.lower
        before = lower[i - 1] if i > sentence_first else ""
        if before in ("the", "a") and i - 1 > sentence_first:
            before_the = lower[i - 2]
        else:
            before_the = before
        after = lower[end + 1] if end + 1 < sentence_last else ""
        inside = self._container(end, sentence_last)
        first, stop, label = self.entity.get(i, (i, i, ""))
        wanted = self._wanted(i, end, sentence_first, after)
        locative = before in lists.locative or (before == "the" and before_the in lists.locative)
        name_lower = name.lower()
        big = any(p.kind in ("country", "region") or (p.kind == "admin1" and p.match == 1) or p.population > 300_000 for p in found[:3])
        if i == end and name_lower in lists.not_places and not inside and not (label in ("GPE",) and locative):
            return None
        if self._is_person(i, end, sentence_first, sentence_last, label, first, stop, before, locative or bool(inside)):
            return None
        sure = True
        if label in ("GPE", "LOC"):
            if not found and i == end and i == sentence_first and not inside:
                return None
        elif label == "FAC":
            if not found or not (wanted or locative or inside or big):
                return None
        elif label in ("ORG", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"):
            if inside or (stop - 1 == end and first >= i - 1 and (locative or big)):
                pass
            elif end + 1 < stop and after in lists.body_after and (first == i or first == i - 1):
                sure = big or wanted is not None or bool(found and found[0].population > 20_000) or found[0].kind.startswith("admin")
            elif before in ("of", "in", "at") or stop - 1 == end:
                sure = big
            else:
                return None
        elif label == "PERSON":
            if not (locative or inside or wanted or (big and i == end and after not in lists.said)):
                return None
        elif label == "NORP" or label in ("DATE", "LANGUAGE"):
            if not (inside or wanted):
                return None
        elif not (locative or inside or wanted):
            sure = big and (i < end or i > sentence_first or name_lower not in lists.not_places)
        return self._made(i, end, name, found, wanted, inside, sentence_first, sentence_last, sure)

    def _is_person(
        self, i: int, end: int, sentence_first: int, sentence_last: int, label: str, first: int, stop: int, before: str, placed: bool
    ) -> bool:
        lists, lower = self.lists, self.lower
        if label == "PERSON" and stop - first > end - i + 1 and not placed:
            return True
        if i > sentence_first and self._capital(i - 1):
            if before.rstrip(".") in lists.titles or (before in lists.given_names and label != "GPE"):
                return True
        if i - 2 >= sentence_first and before == "." and lower[i - 2] in lists.titles:
            return True
        if i == end and lower[i] in self.surnames and not placed and label != "GPE":
            return True
        if i == end and lower[i] in lists.given_names and end + 1 < sentence_last and self._capital(end + 1) and label in ("PERSON", ""):
            return True
        return label in ("PERSON", "") and i == end and end + 1 < sentence_last and lower[end + 1] in lists.said

    def _wanted(self, i: int, end: int, sentence_first: int, after: str) -> str | None:
        """Return what the type word beside a name says the place is."""
        lists, lower = self.lists, self.lower
        if after in lists.admin_after:
            return "admin"
        if after in lists.settled_after:
            return "settled"
        if after in lists.ground_after:
            return "ground"
        if i - 2 >= sentence_first and lower[i - 1] == "of" and lower[i - 2] in lists.settled_before:
            return "admin" if lower[i - 2] in lists.admin_after else "settled"
        return None

    def _container(self, end: int, sentence_last: int) -> str | None:
        """Return the name after a comma that a place is said to lie in: "Paris, Texas", "Gao, Mali", "Pineville, La."."""
        lists, words = self.lists, self.words
        j = end + 1
        if j + 1 >= sentence_last or words[j] not in (",", "("):
            return None
        j += 1
        if words[j].lower() in lists.us_states and words[j][:1].isupper() and (words[j].isupper() or words[j].endswith(".")):
            return lists.us_states[words[j].lower()]
        for last in range(min(sentence_last - 1, j + 2), j - 1, -1):
            if not (self._capital(j) and self._capital(last)):
                continue
            name = self.parse.smooth[self.parse.start[j] : self.parse.end[last]]
            for place in self.gazetteer.find(name, loose=False)[:6]:
                if place.kind in ("country", "admin1") and (place.match == 1 or place.kind == "country"):
                    return name
        return None

    def _made(
        self,
        i: int,
        end: int,
        name: str,
        found: tuple[Place, ...],
        wanted: str | None,
        inside: str | None,
        sentence_first: int,
        sentence_last: int,
        sure: bool,
    ) -> Toponym:
        parse, lists, lower = self.parse, self.lists, self.lower
        stop, begin, compass = end, i, False
        if end + 1 < sentence_last and (lower[end + 1] in lists.admin_after or lower[end + 1] in lists.ground_after):
            if self._capital(end + 1) and not (end + 2 < sentence_last and self._capital(end + 2) and lower[end + 2] in lists.body_after):
                stop = end + 1
        if i > sentence_first and lower[i - 1] in lists.compass:
            begin, compass = i - 1, lower[i - 1] in lists.compass_proper
        toponym = Toponym(i, end, parse.start[begin], parse.end[stop], name, found, wanted, inside, compass, sure)
        if stop > end:
            longer = self.gazetteer.find(parse.smooth[parse.start[i] : parse.end[stop]], loose=False)
            if longer:
                toponym = replace(toponym, last=stop, found=longer, name=parse.smooth[parse.start[i] : parse.end[stop]])
        return toponym
