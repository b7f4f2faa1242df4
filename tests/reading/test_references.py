"""Pronouns and bare descriptions point back to the actor or place they stand for."""

from collections.abc import Callable

import pytest

from trucebook import actors
from trucebook.model import Mention, PlaceValue
from trucebook.reading.evidence import new_mention
from trucebook.reading.notes import Notes
from trucebook.reading.people.actors import find_actors
from trucebook.reading.people.references import resolve_references

INDEX = actors.load()


@pytest.fixture(scope="module")
def refer(take_notes: Callable[..., Notes]) -> Callable[..., str | None]:
    """A function that gives what the last occurrence of a word in a text stands for."""

    def run(text: str, word: str, *places: tuple[str, str]) -> str | None:
        notes = take_notes(text)
        spans = [(text.index(name), name, precision) for name, precision in places]
        found = tuple(new_mention(text, "place", a, a + len(n), PlaceValue(name=n, precision=p)) for a, n, p in spans)  # type: ignore[arg-type]
        notes = notes.with_(places=found)
        notes = notes.with_(actors=find_actors(notes, INDEX))
        at = max(i for i, w in enumerate(notes.parse.lower) if w == word)
        mention: Mention | None = resolve_references(notes).get(at)
        assert mention is None or mention.end <= notes.parse.start[at]
        return mention.text if mention else None

    return run


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("President Salva Kiir met the envoy. He signed nothing.", "he", "President Salva Kiir"),
        ("Mr Duval thanked Ms Okafor. She smiled.", "she", "Ms Okafor"),
        ("The rebels met an envoy. They refused.", "they", "The rebels"),
        ("The Colombian army freed a farmer. Its spokesman was pleased.", "its", "The Colombian army"),
        ("The militants, who hold the dam, cut the power.", "who", "The militants"),
        ("The RUF attacked at dawn. Villagers fled. The group denied everything.", "group", "The RUF"),
        ("The Kenyan authorities are firm. He asks for weapons.", "he", "The Kenyan authorities"),
        (
            "The former rebels keep their posts. They guard areas closed to the troops for the loss of their tanks.",
            "their",
            "The former rebels",
        ),
        ("General Musa Diallo said: we will stay.", "we", "General Musa Diallo"),
        ("The United States condemns the raid. We call for calm.", "we", "The United States"),
        ("The Syrian army agreed. Russian military police will patrol. The army will lift the siege.", "army", "The Syrian army"),
    ],
)
def test_references_to_actors(refer: Callable[..., str | None], text: str, word: str, meant: str):
    """Number, gender, kind and nearness decide; subjects come first."""
    assert refer(text, word) == meant


def test_references_to_places(refer: Callable[..., str | None]):
    """ "The town" is the nearest town before it, "the country" the nearest country."""
    text = "In Kenya a bus left Garissa. Shots fell outside the town."
    assert refer(text, "town", ("Kenya", "country"), ("Garissa", "town")) == "Garissa"
    text = "In Kenya a bus left Garissa. Shots were heard across the country."
    assert refer(text, "country", ("Kenya", "country"), ("Garissa", "town")) == "Kenya"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is clear that the rebels lost.", "it"),
        ("They lost.", "they"),
        ("The army shelled the port, and the mayor confirmed it.", "it"),
        ("The rebels had signed. Until then the rules held: they gave way to none.", "they"),
        ("The first group of farmers left.", "group"),
    ],
)
def test_what_points_at_nothing_stays_open(refer: Callable[..., str | None], text: str, word: str):
    """Empty "it", facts, openings without an antecedent and descriptions with words of their own are not resolved."""
    assert refer(text, word) is None
