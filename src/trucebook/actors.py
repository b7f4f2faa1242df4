"""Known actors: states with demonyms, capitals and leaders, and armed groups, forces and bodies with their aliases.

Invariant: dated roles are answered for a day; a name known for several actors gives them all.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Literal

NameKind = Literal["actor", "state", "capital", "leader", "surname"]
JOINTS = frozenset("-'/–’")
_SPLIT = re.compile(r"\s+|(?<=[^\W\d_])[-–/](?=[^\W\d_])|(?=['’]s\b)")
_PARENTHESIS = re.compile(r" \(.*\)$")
_ARTICLES = frozenset(("al", "el", "the", "ad", "an", "ar", "as", "ash", "at", "ath"))


@dataclass(frozen=True, slots=True)
class Actor:
    """One known actor; `first` and `last` are the ISO days between which it had this name and role, None where open.

    `kind` is a code of the codebook's actors file, `country` an ISO 3166-1 alpha-2 code, `parent` an id of this index.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    parent: str | None = None
    side: str | None = None
    first: str | None = None
    last: str | None = None

    def lived(self, day: str | None) -> bool:
        """Say whether the actor existed on an ISO day; an unknown day excludes nobody."""
        return day is None or (
            (self.first is None or self.first[: len(day)] <= day) and (self.last is None or self.last >= day[: len(self.last)])
        )


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory, sovereign or not: its actor, its point in degrees and whether it is one of today's."""

    actor: Actor
    lat: float
    lon: float
    kind: str
    capitals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leader:
    """A person who stood for a government, or spoke for a world body, between two ISO days; `state` is the id of either."""

    name: str
    state: str
    office: str
    first: str | None
    last: str | None

    def led(self, day: str | None) -> bool:
        """Say whether the person was in office on an ISO day; an unknown day excludes nobody."""
        return day is None or ((self.first is None or self.first <= day) and (self.last is None or self.last >= day))


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write one actor: the pieces of the name, what it names, and whether capitals must be as written."""

    pieces: tuple[str, ...]
    kind: NameKind
    target: Actor | Leader
    written: str
    cased: bool


def fold(word: str) -> str:
    """Return a word in lower case without diacritics, dots, hyphens and apostrophes; empty for bare punctuation."""
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(ch for ch in plain.lower() if ch.isalnum())


def split_name(name: str) -> tuple[str, ...]:
    """Return the folded pieces of a name; a hyphen between letters parts two pieces, as the parser's tokens do."""
    parts = name.split() if name.isascii() and name.replace(" ", "").isalnum() else _SPLIT.split(name.strip())
    return tuple(filter(None, map(fold, parts)))


@dataclass
class ActorIndex:
    """All known actors by id and by the first two pieces of every name they go by; `openers` holds all first pieces."""

    actors: dict[str, Actor] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    leaders: list[Leader] = field(default_factory=list)
    demonyms: dict[str, list[State]] = field(default_factory=dict)
    people: dict[str, list[State]] = field(default_factory=dict)
    adjectives: dict[str, list[str]] = field(default_factory=dict)
    groups: dict[str, str | None] = field(default_factory=dict)
    names: dict[str, list[Name]] = field(default_factory=dict)
    pairs: set[str] = field(default_factory=set)
    armies: dict[str, Actor] = field(default_factory=dict)
    openers: set[str] = field(default_factory=set)

    def add_name(self, written: str, kind: NameKind, target: Actor | Leader) -> None:
        """Register one way to write an actor; longer names stand first."""
        pieces = split_name(written)
        if not pieces:
            return
        bare = pieces[1:] if len(pieces) > (2 if pieces[0] == "the" else 1) and pieces[0] in _ARTICLES else pieces
        cased = len(bare) == 1 and written == written.upper() and sum(map(str.isupper, written)) > 1
        for form in {pieces, bare}:
            self.names.setdefault(" ".join(form[:2]), []).append(Name(form, kind, target, written, cased))
            self.openers.add(form[0])

    def sort_names(self) -> None:
        """Put longer names before shorter ones that begin alike."""
        for names in self.names.values():
            names.sort(key=lambda n: -len(n.pieces))

    def find(self, name: str, *, day: str | None = None) -> list[Actor]:
        """Return the actors a name stands for, on an ISO day where one is given: groups and bodies, states by their names
        and capitals, governments by a leader in office. Case, diacritics and a leading article are set aside."""
        pieces = split_name(name)
        if pieces[:1] == ("the",):
            pieces = pieces[1:]
        if not pieces:
            return []
        return unique(self.actor_of(n, day) for n in self.names.get(" ".join(pieces[:2]), ()) if n.pieces == pieces)

    def actor_of(self, name: Name, day: str | None) -> Actor | None:
        """Return the actor a name stands for on a day, a leader's government for a leader; None where the day excludes it."""
        target = name.target
        if isinstance(target, Leader):
            return self.actors[target.state] if target.led(day) else None
        return target if target.lived(day) else None

    def state_of(self, country: str, day: str | None = None) -> State | None:
        """Return the state of an ISO 3166-1 alpha-2 code that existed on a day."""
        return next((s for s in self.states.values() if s.actor.country == country and s.actor.lived(day)), None)

    def match(self, pieces: Sequence[str], words: Sequence[str], at: int) -> Iterator[tuple[Name, int]]:
        """Yield the names that begin at word `at`, longest first, each with the index after its last word.

        `pieces` are the folded words; joints (hyphens, apostrophes, slashes) are folded to "" and stepped over inside a
        name, any other punctuation to a single blank that no name holds. A state or leader in the possessive whose apostrophe
        was lost ("Kenyas army") is found too.
        """
        first = pieces[at]
        if first in self.openers:
            second = next((p for p in pieces[at + 1 : at + 3] if p), "")
            yield from self._longer(f"{first} {second}", pieces, words, at)
            if second.endswith("s"):
                yield from self._longer(f"{first} {second[:-1]}", pieces, words, at)
            yield from self._longer(first, pieces, words, at)
        elif first.endswith("s") and len(first) > 4:
            for name in self.names.get(first[:-1], ()):
                if name.kind != "actor" and words[at][:1].isupper():
                    yield name, at + 1

    def _longer(self, key: str, pieces: Sequence[str], words: Sequence[str], at: int) -> Iterator[tuple[Name, int]]:
        for name in self.names.get(key, ()):
            end = _end_of(name.pieces, pieces, at)
            if end and _cased_alike(name, words, at, end):
                yield name, end


def _end_of(wanted: tuple[str, ...], pieces: Sequence[str], at: int) -> int:
    i, size, last = at, len(pieces), len(wanted) - 1
    for k, piece in enumerate(wanted):
        while i < size and not pieces[i]:
            i += 1
        if i >= size or (pieces[i] != piece and not (k == last > 0 and pieces[i] == piece + "s")):
            return 0
        i += 1
    return i


def _cased_alike(name: Name, words: Sequence[str], at: int, end: int) -> bool:
    if name.cased:
        return words[at].replace(".", "") == name.written.replace(".", "") or (len(name.pieces[0]) > 3 and words[at][:1].isupper())
    return any(w[:1].isupper() for w in words[at:end] if w.lower() not in _ARTICLES)


def fold_words(words: Sequence[str]) -> list[str]:
    """Return the folded words of a text for `ActorIndex.match`: "" for joints, " " for other punctuation."""
    known: dict[str, str] = {}
    for word in set(words):
        known[word] = word.lower() if word.isascii() and word.isalnum() else "" if word in JOINTS else (fold(word) or " ")
    return [known[word] for word in words]


def unique(actors: Iterator[Actor | None]) -> list[Actor]:
    """Return actors without repeats, in order."""
    found: dict[str, Actor] = {}
    for actor in actors:
        if actor is not None:
            found.setdefault(actor.id, actor)
    return list(found.values())


def read_table(file: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file that ships in trucebook's data folder."""
    text = (resources.files("trucebook") / "data" / file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _many(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _add_state(index: ActorIndex, row: dict[str, str]) -> None:
    actor = Actor(
        row["id"], f"Government of {row['name']}", "state", row["iso2"], None, "government", row["from"] or None, row["to"] or None
    )
    state = State(actor, float(row["lat"]), float(row["lon"]), row["kind"], tuple(_many(row["capitals"])))
    index.actors[actor.id] = actor
    index.states[actor.id] = state
    for written in dict.fromkeys((row["name"], *_many(row["long"]), *_many(row["aliases"]))):
        index.add_name(written, "state", actor)
    for written in state.capitals:
        index.add_name(written, "capital", actor)
    index.adjectives[actor.id] = _many(row["adjectives"])
    for word in index.adjectives[actor.id]:
        index.demonyms.setdefault(word.lower(), []).append(state)
    for word in _many(row["people"]):
        index.people.setdefault(word.lower(), []).append(state)


def _add_leader(index: ActorIndex, row: dict[str, str], serves: str, *surnames: str) -> None:
    """Add who stands for the state or the body of id `serves`, by his name, its other spellings and the surnames given."""
    leader = Leader(row["name"], serves, row["office"], row["from"] or None, row["to"] or None)
    index.leaders.append(leader)
    index.add_name(leader.name, "leader", leader)
    for written in dict.fromkeys((*_many(row["aliases"]), *surnames)):
        index.add_name(written, "leader" if " " in written else "surname", leader)


def _add_actor(index: ActorIndex, row: dict[str, str]) -> None:
    actor = Actor(
        row["id"],
        row["name"],
        row["kind"],
        row["country"] or None,
        row["parent"] or None,
        row["side"] or None,
        row["from"] or None,
        row["to"] or None,
    )
    index.actors[actor.id] = actor
    for written in dict.fromkeys((_PARENTHESIS.sub("", actor.name), *_many(row["aliases"]))):
        index.add_name(written, "actor", actor)


@cache
def load() -> ActorIndex:
    """Load the known actors that ship with trucebook, once a process."""
    index = ActorIndex()
    for row in read_table("states.csv"):
        _add_state(index, row)
    for row in read_table("actors.csv"):
        _add_actor(index, row)
    for row in read_table("leaders.csv"):
        _add_leader(index, row, row["state"], row["name"].split()[-1])
    for row in read_table("envoys.csv"):
        _add_leader(index, row, row["body"])  # by a surname alone only where the table gives it
    for row in read_table("peoples.csv"):
        for word in (row["name"], *_many(row["adjectives"]), *_many(row["people"])):
            index.groups.setdefault(word.lower(), row["country"] or None)
    _find_armies(index)
    index.pairs = {word.split(" ")[0] for words in (index.demonyms, index.people, index.groups) for word in words if " " in word}
    index.sort_names()
    return index


def _find_armies(index: ActorIndex) -> None:
    """Tell each country's army: the force that goes by its nationality and "army" or "military"."""
    for state in index.states.values():
        country = state.actor.country
        for adjective in index.adjectives.get(state.actor.id, ()):
            for noun in ("army", "military"):
                found = next(
                    (a for a in index.find(f"{adjective} {noun}") if a.kind == "force" and a.country == country and a.last is None), None
                )
                if found is not None and country is not None:
                    index.armies.setdefault(country, found)
