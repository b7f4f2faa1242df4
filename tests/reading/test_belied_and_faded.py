"""How arrangements stand that no word calls kept or broken: those that acts of war belie, and those that a newer one followed."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading
from trucebook.reading.deals import standhead
from trucebook.reading.deals.standing import STATUSES
from trucebook.reading.linearhead import LinearHead

Read = Callable[..., Reading]
FILLER = " A fair was held. Bread was cheap. The rain came. The mill was closed. Children sang."


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the head find no status likely, so that rules decide."""
    monkeypatch.setattr(standhead, "shipped_heads", lambda _: {s: LinearHead(bias=-400, weights={}) for s in STATUSES})


def statuses(read_text: Read, text: str, published: str = "2015-06-12") -> list[object]:
    """Return the statuses of the agreements of a text in its order."""
    return [c.value("status") for c in read_text(text, published).claims if c.kind == "agreement"]


PACT = "Under a peace pact, signed on Wednesday at the mill, the clan and the army of Norvik will each move their guns back."


@pytest.mark.parametrize(
    ("text", "violated"),
    [
        (PACT + FILLER + " Militiamen fired on a post of the army near Karo on Thursday.", True),
        (PACT + FILLER + " Gunmen shelled the ferry on Thursday.", True),
        (PACT + FILLER, False),
    ],
)
def test_acts_of_war_belie_what_only_terms_tell(read_text: Read, text: str, *, violated: bool) -> None:
    """What a whole report opens on and tells by its terms alone is violated where an act of war is told after it."""
    assert (statuses(read_text, text)[0] == "violated") is violated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A ceasefire took effect in Karo on 10 June. A first truce was signed by the clan and the army on 3 March.", "collapsed"),
        ("A ceasefire took effect in Karo on 10 June. An accord, reached with the clan in February, named three judges.", "collapsed"),
        ("A ceasefire took effect in Karo on 10 June. In Norvik a truce signed on 3 March has held.", "in_force"),
    ],
)
def test_older_truce_beside_a_newer_one(read_text: Read, text: str, expected: str) -> None:
    """What was made long before a newer arrangement, and is told after it with no word that it was kept, did not last."""
    assert statuses(read_text, text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A truce signed by the clan and the army on Monday did not live to see the market day.", "collapsed"),
        ("The clan and the army signed a truce on Monday; it did not live until noon.", "collapsed"),
        ("The truce between the clan and the army lived only two days.", "collapsed"),
        ("Norvik ended the second day of a truce between the clan and the army in quiet.", "in_force"),
        ("Norvik completed the first day of the truce between the clan and the army in quiet.", "in_force"),
        ("The two valleys have been bound by a truce since May 2013.", "in_force"),
        ("The truce that the bishop of Karo proposed to the rebels had no takers.", "refused"),
    ],
)
def test_lives_days_and_takers(read_text: Read, text: str, expected: str) -> None:
    """A truce that did not live long has collapsed, one of which a day is over or that has bound two since a year holds, and one that had
    no takers is refused."""
    assert statuses(read_text, text) == [expected]


def test_aim_of_an_accord_is_no_effect(read_text: Read) -> None:
    """An accord that "is meant to end" a war has not taken effect by that."""
    text = "The clan and the army of Norvik signed a peace accord on Thursday. The accord is meant to end nine years of war."
    assert statuses(read_text, text) == ["announced"]
