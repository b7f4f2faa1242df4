"""Breaches on the way of those who leave, blamed in a later sentence, told twice, and acts that only look like breaches."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Reading

from .dispatches import text_of

Read = Callable[..., Reading]
BROKEN = "A ceasefire between the junta and the rebels took effect on 3 May but it has been repeatedly violated. "


def breaches(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.kind == "violation"]


def told(reading: Reading) -> list[tuple[str, str]]:
    """Return (quote, perpetrator) of the violations read."""
    return [(c.quote, text_of(c, "perpetrator")) for c in breaches(reading)]


def test_fire_on_evacuees_breaks_an_evacuation_deal(read_text: Read) -> None:
    """An act that hits buses or those who leave is tied to the deal under which they leave, with who is blamed for it."""
    text = (
        "An evacuation deal for two hill towns began on Friday. A huge explosion struck near buses that carried families from the valley, "
        "killing 90 people. Nobody claimed the attack, which the junta blamed on the rebels."
    )
    assert [p for _, p in told(read_text(text))] == ["the rebels"]


def test_what_is_called_a_breach_is_one(read_text: Read) -> None:
    """A raid that a side calls a violation is a breach by the one it blames, though the truce is not named beside it."""
    text = (
        "A seven-day ceasefire between the army and the front entered its second day. Shops opened again. "
        "An air strike hit a block near the river. The front blamed the army and called the raid a blatant violation."
    )
    assert told(read_text(text)) == [("An air strike hit a block near the river", "the army")]


@pytest.mark.parametrize(
    "sentence",
    [
        "A truce made by elders in 2014 fell apart after the army shelled the mill.",
        "A truce made by elders in 2014 was marred by the shelling of the mill by the army.",
        "The army thwarted a truce announced by Norway by shelling the mill.",
    ],
)
def test_what_brought_a_truce_down_or_marred_it(read_text: Read, sentence: str) -> None:
    """What a truce fell apart after, or was marred or thwarted by, broke it; the doer is found past an agent in between."""
    assert [p.lower() for _, p in told(read_text(sentence))] == ["the army"]


def test_a_headline_is_told_once(read_text: Read) -> None:
    """An act of the headline and the lead that the body names again is one breach."""
    text = (
        "Rebel rocket attack on Kesra wounds six. Six people were wounded in a rebel rocket attack on Kesra on Tuesday. "
        "The ceasefire has been repeatedly violated by the rebels, state radio said."
    )
    found = told(read_text(text, published="2016-05-17"))
    assert len([q for q, _ in found if "attack" in q]) == 1


def test_shelling_of_unknown_hand_is_of_the_side_that_shells(read_text: Read) -> None:
    """Where all shelling told before is one side's, a shell that landed is that side's too."""
    text = (
        "Six people died in regime shelling of a suburb on Tuesday. A shell came down by the gate of a clinic in Harba. "
        "The shelling has continued despite a ceasefire."
    )
    assert ("A shell came down by the gate of a clinic in Harba", "regime") in told(read_text(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "Clinics have often been hit in the civil war.",
        "No fire was opened from the eastern bank.",
        "A miners' strike closed the pits.",
    ],
)
def test_acts_that_are_no_breach(read_text: Read, sentence: str) -> None:
    """How a war is fought, what is denied and a strike of workers break no truce."""
    assert all(q not in sentence for q, _ in told(read_text(BROKEN + sentence)))


def test_a_charge_is_for_the_act_before_it(read_text: Read) -> None:
    """Whoever is blamed after a second act did not do the first."""
    text = (
        BROKEN + "Shelling was heard near the airport. Talks went on. Rockets hit a petrol station, the council said, blaming the rebels."
    )
    assert told(read_text(text))[-2:] == [
        ("Shelling was heard near the airport", ""),
        ("Rockets hit a petrol station", "the rebels"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Troops entered the buffer zone on Monday in contravention of paragraph four of the truce agreement.",
        "The rebels accused the army of violating the truce by sending patrols beyond the line.",
        "The army broke the truce by building a camp inside the zone.",
    ],
)
def test_movements_that_a_truce_forbids(read_text: Read, text: str) -> None:
    """Going into a zone, sending patrols and building posts break a truce where the report says so, also by one of its paragraphs."""
    assert [c.value("act") for c in breaches(read_text(text))] == ["movement"]


def test_fire_hours_after_it_took_effect(read_text: Read) -> None:
    """ "It" in "two hours after it took effect" is the truce, and those hurt by mortars were hit by a breach."""
    text = "A ceasefire covers all fronts. A chief said five men had been hurt by mortar rounds at the ford hours after it took effect."
    assert len(breaches(read_text(text))) == 1


def test_a_truce_that_held_for_less_than_an_hour(read_text: Read) -> None:
    """Acts told after a truce that lasted less than an hour broke it."""
    text = "The ceasefire agreed in May held for less than an hour. By noon the ministry was reporting shelling of Tarn."
    assert told(read_text(text)) == [("shelling of Tarn", "")]


def test_a_party_that_shoots_sentences_after_a_truce_began(read_text: Read) -> None:
    """An act of a party that the truce names breaks it also some sentences after it is told as in force; what will go on does not."""
    text = (
        "A four-day truce between Norland and the Front began on Friday. Shops opened. Trucks came in. Children played. Rain fell. "
        "Norland soldiers opened fire on people on the coast road. Both sides said the fighting will go on."
    )
    assert [p for _, p in told(read_text(text))] == ["Norland soldiers"]


def test_the_side_of_a_weapon(read_text: Read) -> None:
    """ "Regime artillery" names a side, a drone nobody."""
    text = BROKEN + "Regime artillery shelled Tarn. A drone struck a car at Sele."
    assert ("A drone struck a car at Sele", "") in told(read_text(text))
    assert any(p == "Regime artillery" for _, p in told(read_text(text)))


def test_who_was_hit_and_by_what_are_one_act(read_text: Read) -> None:
    """A passive beside the shell that tells its cause is told by the shell, and "from the northern side" says whose it was."""
    text = BROKEN + "His wife said he had been hit in the garden when a shell came from the northern side."
    assert told(read_text(text))[-1][1] == "the northern side"
    assert not any("been hit" in q for q, _ in told(read_text(text)))


@pytest.mark.parametrize(
    "text",
    [
        BROKEN + "Artillery fire could be heard near the air base.",
        "An agreement was signed by the two clans. Gunmen were manning a checkpoint on the road, which is against the agreement.",
        "Shelling by the guards of farms near Tarn was condemned as a breach of the cessation of hostilities.",
    ],
)
def test_more_acts_that_break_a_truce(read_text: Read, text: str) -> None:
    """Fire that could be heard, posts kept "against the agreement" and shelling "by the guards of farms" are breaches."""
    assert len(breaches(read_text(text))) == 1


def test_what_is_not_consistent_with_the_agreement(read_text: Read) -> None:
    """Acts summed up as not consistent with an agreement break it."""
    text = (
        "Norland signed an agreement with the Front in February under which raids are to stop. In April the Front shelled outposts in the "
        "hills. General Hale said that these attacks were not consistent with the agreement."
    )
    assert ("shelled outposts in the hills", "the Front") in told(read_text(text))


def test_what_those_do_who_had_signed(read_text: Read) -> None:
    """Fire traded by those "who had signed" a treaty breaks it; what is blown up under a pact carries it out."""
    text = "Men of the Front and soldiers of the president, who had signed a peace treaty in August, traded artillery fire at Mundu."
    assert len(breaches(read_text(text))) == 1
    assert breaches(read_text("Under a military pact both armies began to blow up eleven guard posts inside the truce zone.")) == []
