"""The scene of a name: the words around it, the entity it lies in, and what they say of its being a place.

Invariant: a scene only looks at words of the sentence it is set to; it decides nothing.
"""

from collections.abc import Mapping

from msgspec import Struct

from trucebook.gazetteer import Gazetteer, Place, lies_in
from trucebook.gazetteer_names import ARTICLES
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.spaces.placewords import PlaceWords

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
LIST_WORDS = frozenset((",", "and", "or", "the", "&", "/"))
_DETERMINERS = frozenset(("the", "a", "an"))
_BASED = frozenset(("based", "area", "born", "bound"))
_FOREIGN_OF = frozenset(("de", "del", "du", "da", "do"))
_FOREIGN_AT = frozenset(("en", "em", "à", "aux", "dans", "desde", "hacia", "hasta", "vers"))
_PARTIES = frozenset(("D", "R", "I"))
_NOWHERE = (-1, -1, "")


class Setting(Struct, frozen=True):
    """What stands around a name.

    `edge` is its first word, an Arabic article joined to it counted in; `before` and `after` are its neighbours in lower
    case; `label`, `first` and `stop` the entity it lies in; `wanted` is
    "admin", "settled" or "ground" by the type word beside it; `inside` names what it is said to lie in; `placed` is true
    where the words put something there, `peopled` where they say where people or bodies are from.
    """

    edge: int
    before: str
    after: str
    label: str
    first: int
    stop: int
    wanted: str | None
    inside: str | None
    placed: bool
    peopled: bool


def holds(place: Place) -> bool:
    """Say whether others are said to lie in a place: a country, or a unit by its own name."""
    return place.kind == "country" or (place.match == 1 and place.kind in ("admin1", "admin2"))


def is_type(lists: PlaceWords, word: str) -> bool:
    """Say whether a word names a kind of place, of body or of people."""
    return any(word in words for words in lists.types)


class Scene:
    """A report's words, set to one sentence after the other (`low` and `high` are its first word and the one after its last)."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer, lists: PlaceWords, demonyms: Mapping[str, str]) -> None:
        self.parse, self.gazetteer, self.lists, self.demonyms = parse, gazetteer, lists, demonyms
        self.words, self.lower = parse.words, parse.lower
        self.capital = [w[:1].isupper() or (w[1:2] == "'" and w[2:3].isupper()) for w in parse.words]
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

    def entity_at(self, i: int) -> tuple[int, int, str]:
        """Return first word, word after the last, and label of the entity at a word; an empty label where there is none."""
        return self.entity.get(i, _NOWHERE)

    def name(self, i: int, end: int) -> str:
        """Return the words i to end as they are looked up, a seat's letter ("D-Plymouth") taken off."""
        name = self.parse.smooth[self.parse.start[i] : self.parse.end[end]]
        return name[self.seat_length(i) :]

    def seat_length(self, i: int) -> int:
        """Return how many characters of a word are a seat's letter and hyphen."""
        word = self.words[i]
        return 2 if word[1:2] == "-" and word[0] in "DRI" and word[2:3].isupper() else 0

    def places_named(self, i: int, end: int) -> tuple[Place, ...]:
        """Return the candidates of exactly these words."""
        return self.gazetteer.find(self.name(i, end), loose=False)

    def own_region(self, name: str) -> tuple[Place, ...]:
        """Return our own region of that name ("eastern Ghouta"), or nothing."""
        return tuple(p for p in self.gazetteer.find(name, loose=False) if p.id.startswith("trucebook"))

    def held(self, found: tuple[Place, ...], inside: str) -> tuple[Place, ...]:
        """Return the candidates that lie in a place named beside them."""
        holders = [h for h in self.gazetteer.find(inside, loose=False) if holds(h)]
        return tuple(p for p in found if any(lies_in(p, h) for h in holders))

    def has_article(self, i: int) -> bool:
        """Say whether an Arabic article is joined to word i: "al-Rastan"."""
        return i - 2 >= self.low and self.words[i - 1] == "-" and self.lower[i - 2] in ARTICLES

    def is_listed(self, i: int) -> bool:
        """Say whether a name stands in a list right after another toponym."""
        near = self.lower[i - 1] in LIST_WORDS and i - 3 <= self.previous < i - 1
        return near and all(w in LIST_WORDS for w in self.lower[self.previous + 1 : i])

    def look_around(self, i: int, end: int) -> Setting:
        """Return the setting of the words i to end."""
        lists, lower = self.lists, self.lower
        edge = i - 2 if self.has_article(i) else i
        before = lower[edge - 1] if edge > self.low else ""
        after = lower[end + 1] if end + 1 < self.high else ""
        above = lower[edge - 2] if edge - 1 > self.low and (before in _DETERMINERS or before in lists.compass) else before
        first, stop, label = self.entity_at(i)
        first = i if first == edge else first
        wanted, inside = self._type_beside(edge, after), self._container(end) or self._country_before(edge)
        placed = above in lists.locative or before in _FOREIGN_AT or inside is not None or wanted is not None
        return Setting(
            edge=edge,
            before=before,
            after=after,
            label=label,
            first=first if label else i,
            stop=stop if label else i,
            wanted=wanted,
            inside=inside,
            placed=placed or self._is_joined(i, end) or self.is_object(i),
            peopled=after in lists.people_after or (after in lists.body_after and self.capital[end + 1]),
        )

    def is_seat(self, i: int) -> bool:
        """Say whether a member's party and seat stand in one word or three: "D-Plymouth"."""
        return self.seat_length(i) > 0 or (i - 2 >= self.low and self.words[i - 1] == "-" and self.words[i - 2] in _PARTIES)

    def _is_joined(self, i: int, end: int) -> bool:
        """Say whether a hyphen makes a name a place's: "(D-Beachwood)", "Goma-based"."""
        return self.is_seat(i) or (end + 2 < self.high and self.words[end + 1] == "-" and self.lower[end + 2] in _BASED)

    def is_object(self, i: int) -> bool:
        """Say whether words before a name do to it what is done to places: "captured Kunduz", "shells fell on Pisky"."""
        j = i - 2 if i - 2 >= self.low and self.lower[i - 1] in ("the", "of") else i - 1
        if self.has_article(i):
            j = i - 3
        if j < self.low:
            return False
        if self.lower[j] == "on":
            return j > self.low and self.lower[j - 1] in self.lists.strikes
        return self.parse.lemma[j] in self.lists.taking and self.parse.pos[j] in ("VERB", "AUX")

    def _type_beside(self, i: int, after: str) -> str | None:
        """Return what the type word beside a name says the place is."""
        lists, lower = self.lists, self.lower
        if after in lists.admin_after:
            return "admin"
        if after in lists.settled_after:
            return "settled"
        if after in lists.ground_after:
            return "ground"
        if i - 2 >= self.low and lower[i - 1] == "of" and (lower[i - 2] in lists.settled_before or lower[i - 2] in lists.ground_after):
            return "admin" if lower[i - 2] in lists.admin_after else "settled"
        return "settled" if self.is_called_abroad(i) and lower[i - 1] in _FOREIGN_OF else None

    def is_called_abroad(self, i: int) -> bool:
        """Say whether Spanish, French or Portuguese words make a name a place's: "comuna de Cauquenes", "en Cali"."""
        if i <= self.low or self.lower[i - 1] in _FOREIGN_AT:
            return i > self.low
        return i - 2 >= self.low and self.lower[i - 1] in _FOREIGN_OF and self.lower[i - 2] in self.lists.foreign_before

    def _country_before(self, i: int) -> str | None:
        """Return the country named before a place: "the Syrian town of Nawa", "the German island Rügen", "Syria's Idlib"."""
        if i - 2 < self.low:
            return None
        if self.words[i - 1] == "'s":
            owner = self.gazetteer.find(self.words[i - 2], loose=False)[:1] if self.capital[i - 2] else ()
            return self.words[i - 2] if owner and owner[0].kind == "country" else None
        j = i - 2 if self.lower[i - 1] == "of" else i - 1
        if not is_type(self.lists, self.lower[j]) or j - 1 < self.low:
            return None
        country = self.gazetteer.country(self.demonyms.get(self.words[j - 1]) or "?")
        return country.name if country else None

    def _container(self, end: int) -> str | None:
        """Return the name that a place is said to lie in: "Paris, Texas", "Gao (Mali)", "Pineville, La.", "Nawa in Daraa"."""
        words, j = self.words, end + 2
        if j >= self.high or words[j - 1] not in (",", "(", "in") or not self.capital[j]:
            return None
        state = self._state_code(j) if words[j - 1] != "in" else None
        if state:
            return state
        for last in range(min(self.high - 1, j + 2), j - 1, -1):
            if self.capital[last] and any(holds(p) for p in self.places_named(j, last)[:6]):
                return self.name(j, last)
        return None

    def _state_code(self, j: int) -> str | None:
        """Return the state whose abbreviation begins at word j: "La.", "TX", "W. Va."."""
        for last in (j + 1, j):
            if last < self.high and (self.words[last].isupper() or self.words[last].endswith(".")):
                state = self.lists.us_states.get(self.name(j, last).lower())
                if state:
                    return state
        return None
