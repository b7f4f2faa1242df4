"""How deals stand and of which type they are in the words of the press: falls, rows of verbs, plans answered, short pauses."""

from collections.abc import Callable

import pytest

from tests.reading.agreements_told import agreements
from trucebook.model import Reading

Read = Callable[..., Reading]
BETWEEN = " between the junta and the front"


@pytest.mark.parametrize(
    "fall",
    [
        f"The ceasefire{BETWEEN} came apart within hours.",
        f"The truce{BETWEEN} came undone after gunmen attacked a fort.",
        f"The ceasefire{BETWEEN} fell to pieces in June.",
        f"An earlier ceasefire{BETWEEN}, announced in March, petered out within a month.",
        f"A ceasefire{BETWEEN} proved short-lived.",
        f"The 2014 ceasefire{BETWEEN} became a dead letter.",
        f"The truce{BETWEEN}, which had been in place since April, was gone by nightfall.",
        "The front has ripped up the ceasefire with the junta.",
        "The junta has rescinded its ceasefire with the front.",
    ],
)
def test_words_of_a_fall(read_text: Read, fall: str) -> None:
    """A truce that came apart, petered out or was ripped up has collapsed."""
    assert [c.value("status") for c in agreements(read_text(fall))] == ["collapsed"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The junta and the front are at war again after a ceasefire which began in May but broke down in July.", "collapsed"),
        ("A ceasefire that the army and the rebels signed in May and tore up in June was the last.", "collapsed"),
        ("A ceasefire that took effect on Monday but has been broken daily was discussed by the junta and the front.", "violated"),
        ("A ceasefire that was signed in May and took effect in June has brought calm to the port.", "in_force"),
    ],
)
def test_verbs_in_a_row_of_a_relative(read_text: Read, text: str, status: str) -> None:
    """Every verb in a row behind "which" or "that" tells of the truce."""
    assert [c.value("status") for c in agreements(read_text(text))] == [status]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Kenya proposed a ceasefire on Friday, which the junta accepted and the front rejected.", "offer", "refused"),
        ("The front refused to sign a ceasefire with the junta in Lomé.", "offer", "refused"),
        (f"The ceasefire{BETWEEN} has yet to take effect.", "ceasefire", "announced"),
        ("The ceasefire, agreed by the junta and the front, comes into force at midnight.", "ceasefire", "announced"),
        (f"The truce{BETWEEN} is at risk after a soldier was killed.", "ceasefire", "violated"),
    ],
)
def test_answers_delays_and_risks(read_text: Read, text: str, kind: str, status: str) -> None:
    """One taken up by one side alone is refused, one that "has yet to take effect" or "comes into force at midnight" is to come."""
    assert [(c.value("type"), c.value("status")) for c in agreements(read_text(text))] == [(kind, status)]


@pytest.mark.parametrize(
    "text",
    [
        f"In May, a 48-hour truce{BETWEEN} let aid into the port.",
        f"In July a truce of three days{BETWEEN} allowed villagers to leave the port.",
    ],
)
def test_a_short_truce_of_months_ago_ran_out(read_text: Read, text: str) -> None:
    """A truce of a few days whose month is told in its sentence is over by the report."""
    assert [c.value("status") for c in agreements(read_text(text, "2017-09-09"))] == ["expired"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The junta and the front observed a truce of five hours on Friday so that medics could work.", "pause"),
        ("The president and the rebels signed a protocol in Lomé that was meant to end nine years of war.", "peace_agreement"),
        ("The rebels said yes to an accord for putting an end to the war with the army.", "peace_agreement"),
        ("Rebel commanders and the army signed an agreement on Friday to stop shooting.", "ceasefire"),
        ("The agreement obliges the army and the rebels to stop the fighting around the port.", "ceasefire"),
        (
            "Elders reached an agreement with the army on Friday. Rebel fighters will leave the port, police will return and the road will "
            "be reopened.",
            "settlement",
        ),
        ("Elders reached an agreement with the army in Bor on Friday. Rebel fighters will leave Bor by bus on Sunday.", "evacuation"),
    ],
)
def test_types_by_length_aim_and_terms(read_text: Read, text: str, kind: str) -> None:
    """Less than a day makes a pause, an end of war a peace, an end of fire a ceasefire, a leaving among other terms a settlement."""
    assert [c.value("type") for c in agreements(read_text(text))] == [kind]


@pytest.mark.parametrize(("published", "kind"), [("2017-09-09", "peace_agreement"), ("1999-09-09", "settlement")])
def test_an_accord_by_a_place_and_another_year(read_text: Read, published: str, kind: str) -> None:
    """An accord that goes by a place and a year long gone is one of peace."""
    text = "Under the Lomé accord of May 1999, the rebels were to hand over their guns. The army shelled the port on Friday."
    assert [c.value("type") for c in agreements(read_text(text, published))] == [kind]
