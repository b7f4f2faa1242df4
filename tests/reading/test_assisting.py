"""Who helped others to terms, and sides told by how they answer, hold or end a truce, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

from .agreements_told import named_in

Read = Callable[..., Reading]
SHELLED = " Shells had fallen on the town for weeks."


@pytest.mark.parametrize(
    ("text", "brokers"),
    [
        # with whose help it came about, and after whose efforts
        ("The truce between the army and the rebels was worked out in Wau with the help of Kenyan officers.", ["Kenyan officers"]),
        ("The accord between the army and the rebels was drawn up with the help of six friendly countries.", ["six friendly countries"]),
        ("The truce between the army and the rebels followed talks led by the envoy with help from Ghana.", ["Ghana", "the envoy"]),
        (
            "The army and the rebels agreed a truce after efforts exerted by town notables and the peace committee.",
            ["town notables", "the peace committee"],
        ),
        # who took on a role, and states that sponsor it
        ("The truce between the army and the rebels was signed in Wau, with Ghana and Togo in the role of guarantors.", ["Ghana", "Togo"]),
        (
            "The truce between the army and the rebels failed although the African Union was called in as guarantor.",
            ["the African Union"],
        ),
        (
            "The president wrote to the countries that sponsor the truce, Ghana and Togo, after the army shelled the rebels.",
            ["Ghana", "Togo"],
        ),
        # who chaired the meetings, led with others, spent days on it
        ("The army and the rebels signed a truce after meetings at the airport chaired by a Kenyan general.", ["a Kenyan general"]),
        (
            "The army and the rebels signed a truce. The sheikh led the mediation with three other elders.",
            ["The sheikh", "three other elders"],
        ),
        (
            "The ambassador of Ghana, who had spent a week persuading both to sign the truce between the army and the rebels, left.",
            ["The ambassador of Ghana"],
        ),
        ("A truce that the two armies had accepted under a former senator's patronage broke up." + SHELLED, ["a former senator"]),
        ("A request by the town's dignitaries for a truce of three days was turned down by the gunmen.", ["the town's dignitaries"]),
    ],
)
def test_who_helped_others_to_terms_brokers(read_text: Read, text: str, brokers: list[str]) -> None:
    """Whose help, efforts, chair or role led to a truce are its brokers."""
    assert named_in(read_text(text), "mediators") == brokers


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        # whose officers signed, and subjects torn from their verb
        ("A ceasefire agreed by the presidents of Kenya and Uganda came into force on Friday." + SHELLED, ["Kenya", "Uganda"]),
        ("The defence chiefs of Kenya, Uganda and Chad signed a ceasefire on Monday." + SHELLED, ["Kenya", "Uganda", "Chad"]),
        (
            "The district council of Wau and the elders of the Lado signed a truce." + SHELLED,
            ["The district council of Wau", "the elders of the Lado"],
        ),
        (
            "Trucks left on Friday, a day after a delegation of elders signed a truce with officers of the army.",
            ["a delegation of elders", "officers of the army"],
        ),
        ("KARO: After three nights of shelling, leaders of the Lado clan signed a truce.", ["leaders of the Lado clan"]),
        # who answers in a row, and with whom it is held
        (
            "A truce requested by the bishop was accepted by the guerrillas and refused by the army command.",
            ["the guerrillas", "the army command"],
        ),
        ("A truce put forward in May was accepted by Kenya at once and by Uganda three months later." + SHELLED, ["Kenya", "Uganda"]),
        ("The faction, with which the government has had a truce since April, said that shells fell.", ["The faction", "the government"]),
        ("Rebels in Wau have agreed to lay down their arms in a deal with Kenyan officers." + SHELLED, ["Rebels", "Kenyan officers"]),
        (
            "Elders of the camp had reached a truce with a delegation of the army." + SHELLED,
            ["Elders of the camp", "a delegation of the army"],
        ),
        ("Crowds protested against Accra's decision to widen its truce with Lado rebels.", ["Accra", "Lado rebels"]),
        (
            "Soldiers of the Wau Brigade attacked a post of the Lado Front in breach of the truce between them.",
            ["Soldiers of the Wau Brigade", "the Lado Front"],
        ),
        (
            "A deal for the airport, concluded between a brigade commander and a militia leader, ended the shelling.",
            ["a brigade commander", "a militia leader"],
        ),
        # who is asked for it, who calls it over or ends it
        ("The envoy asked the army and the militia to prolong the truce by a week." + SHELLED, ["the army", "the militia"]),
        ("The army declared the truce over on Monday." + SHELLED, ["The army"]),
        ("A truce took effect in May. Government forces ended it in June with an assault.", ["Government forces"]),
        ("A truce that the army and the rebels had guaranteed let engineers repair the pump.", ["the army", "the rebels"]),
        ("The truce announced by both camps on 12 January broke down." + SHELLED, ["both camps"]),
    ],
)
def test_sides_told_beside_a_truce(read_text: Read, text: str, sides: list[str]) -> None:
    """States behind their officers, torn subjects, who answers, who is asked and who ends a truce are its sides."""
    assert named_in(read_text(text), "parties") == sides


def test_two_states_of_one_mediation_are_both_brokers(read_text: Read) -> None:
    """Each state of "A and B mediation" brokers, also where both are named once more."""
    text = "The truce of the army and the clans was signed under Saudi and American mediation. Saudi Arabia and the United States watch it."
    assert named_in(read_text(text, "2023-05-20"), "mediators") == ["Saudi", "United States"]


def test_things_and_services_are_no_sides(read_text: Read) -> None:
    """Vehicles, crews and flights neither agree to a truce nor broker it."""
    reading = read_text("Fire crews and the convoy are to leave the port under a truce between the army and the rebels.")
    assert named_in(reading, "parties") == ["the army", "the rebels"]


def test_a_state_stands_before_its_capital(read_text: Read) -> None:
    """Of a state and its capital, both told as brokers, the state is given."""
    text = "A truce between the army and the rebels was signed with Russia as mediator. The army appealed to Moscow as guarantor."
    assert named_in(read_text(text), "mediators") == ["Russia"]
