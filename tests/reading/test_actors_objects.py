"""Objects and nationalities are found with class, country and point."""

from collections.abc import Callable

import pytest

from trucebook import actors
from trucebook.model import ObjectValue
from trucebook.reading.notes import Notes
from trucebook.reading.people.actors import find_objects

INDEX = actors.load()


@pytest.fixture(scope="module")
def find(take_notes: Callable[..., Notes]) -> Callable[[str], dict[str, ObjectValue]]:
    """A function that gives the objects of a text by their words."""
    return lambda text: {m.text: m.value for m in find_objects(take_notes(text), INDEX) if isinstance(m.value, ObjectValue)}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("They fired two rocket-propelled grenades.", "two rocket-propelled grenades", "weapon"),
        ("A stolen lorry blocked the lane.", "A stolen lorry", "vehicle"),
        ("Three attack helicopters circled.", "Three attack helicopters", "aircraft"),
        ("They razed an ammunition depot.", "an ammunition depot", "installation"),
        ("Donors pledged $40 million on Friday.", "$40 million", "money"),
        ("A ransom of 300,000 euros was paid.", "300,000 euros", "money"),
        ("Members voted for Resolution 1701.", "Resolution 1701", "document"),
    ],
)
def test_things_have_a_class(find: Callable[[str], dict[str, ObjectValue]], text: str, words: str, kind: str):
    """Each class of object is read from its nouns, with the noun's modifiers."""
    assert find(text)[words].class_ == kind


def test_nationalities_carry_country_and_point(find: Callable[[str], dict[str, ObjectValue]]):
    """Adjectives and nouns of one state give alpha-2 code and point in degrees."""
    found = find("A Ugandan officer spoke to Danes and South Sudanese monitors.")
    assert (found["Ugandan"].class_, found["Ugandan"].country) == ("nationality", "UG")
    assert (found["Ugandan"].lat, found["Ugandan"].lon) == (1.25, 32.5)
    assert found["Danes"].country == "DK"
    assert found["South Sudanese"].country == "SS"
    assert "Sudanese" not in found


def test_a_people_across_borders_has_no_point(find: Callable[[str], dict[str, ObjectValue]]):
    """Kurdish is a nationality without a country; a document's plain noun and a language are no objects."""
    found = find("Kurdish elders wrote a letter.")
    assert (found["Kurdish"].country, found["Kurdish"].lat) == (None, None)
    assert "a letter" not in found
