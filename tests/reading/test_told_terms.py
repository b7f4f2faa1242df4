"""Terms told in plain words after an opener, in a row, by oath and with a verb left out."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Reading

from .dispatches import text_of

Read = Callable[..., Reading]
SIGNED = "The junta and the hill clans signed a peace pact on Monday. "


def provisions(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.kind == "provision"]


def told(reading: Reading) -> list[tuple[str, str, str]]:
    """Return (quote, action, debtor) of the provisions read."""
    return [(c.quote, str(c.value("action")), text_of(c, "debtor")) for c in provisions(reading)]


@pytest.mark.parametrize(
    "opener",
    ["According to the text ", "Under the pact ", "By its terms ", "The pact says that "],
)
def test_an_opener_reaches_over_the_sentences_after_it(read_text: Read, opener: str) -> None:
    """What is told in the present after an opener, also in the next sentences, is a term with its debtor."""
    text = SIGNED + f"{opener}the junta withdraws its tanks from the valley. The clans hand in their mortars and free forty captives."
    found = told(read_text(text))
    assert [(a, d) for _, a, d in found] == [("withdraw", "the junta"), ("disarm", "The clans"), ("release", "The clans")]


def test_a_telling_ends_where_the_report_turns_to_the_news(read_text: Read) -> None:
    """What somebody says or did after the terms is no term."""
    text = (
        SIGNED
        + "Under the pact the clans hand in their mortars. Shops opened in the capital. Traders fear that the roads are closed again."
    )
    assert [a for _, a, _ in told(read_text(text))] == ["disarm"]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was to last six months and lapsed in March.",
        "Gunmen of both sides still occupy the schools.",
        "The junta says its people would be left alone with the clans.",
        "The junta said the army would stay on alert.",
    ],
)
def test_what_only_tells_of_the_pact_or_a_plight_is_no_term(read_text: Read, sentence: str) -> None:
    """How long a pact was to run, how things still stand, who is left behind and what an army is ready for bind nobody."""
    assert told(read_text(SIGNED + "Under the pact the clans open the road. " + sentence)) == [("open the road", "lift_siege", "the clans")]


@pytest.mark.parametrize(
    ("text", "quote", "action", "debtor"),
    [
        ("The text obliges the clans to change their name.", "change their name", "other", "the clans"),
        ("Under the pact the clans give back forty captured soldiers.", "give back forty captured soldiers", "release", "the clans"),
        ("Under the pact the clans pull their guns from the port.", "pull their guns from the port", "withdraw", "the clans"),
        ("Under the pact the clans leave their claim to the throne.", "leave their claim to the throne", "other", "the clans"),
        ("Under the pact a new law on the valley is to be passed.", "a new law on the valley is to be passed", "autonomy", ""),
        ("The junta undertook to send no soldiers into the valley.", "send no soldiers into the valley", "autonomy", "The junta"),
        ("The pact bars both sides from raids on the ports.", "bars both sides from raids on the ports", "cease_fire", "both sides"),
        ("The clans agreed not to carry rifles in the market.", "not to carry rifles in the market", "disarm", "The clans"),
        ("The pact foresees the sending of observers to the port.", "the sending of observers", "monitor", ""),
        ("Under the pact no soldier may enter the valley.", "no soldier may enter the valley", "autonomy", "no soldier"),
        ("Under it the clans hand in their mortars.", "hand in their mortars", "disarm", "the clans"),
        ("The terms are plain: the clans disband and surrender their mortars.", "surrender their mortars", "disarm", "the clans"),
        ("The text pardons all fighters.", "pardons all fighters", "amnesty", ""),
        ("Under the pact the mission is to verify the process.", "verify the process", "monitor", "the mission"),
        ("Under the pact a joint panel will hear complaints.", "hear complaints", "monitor", "a joint panel"),
        ("Under the pact the clans give up a third of the land.", "give up a third of the land", "withdraw", "the clans"),
        ("Both sides are also to exchange the people they hold.", "exchange the people they hold", "release", "Both sides"),
        ("The clans undertook not to seize further villages.", "not to seize further villages", "cease_fire", "The clans"),
        ("Under that phase the junta would disarm its militia, a source said.", "disarm its militia", "disarm", "the junta"),
        (
            "Under the pact the junta is due to repair the wells.",
            "repair the wells",
            "restore_services",
            "the junta",
        ),
        ("Under the pact the rebels are to be disarmed.", "the rebels are to be disarmed", "disarm", "the rebels"),
        ("Under the pact neither side may carry out raids.", "neither side may carry out raids", "cease_fire", "neither side"),
        ("Under the pact 4,000 soldiers may stay.", "4,000 soldiers may stay", "deploy", "4,000 soldiers"),
        ("The clans committed themselves to obey the monitors.", "obey the monitors", "monitor", "The clans"),
        ("Provided for in the pact are talks and the opening of the port.", "the opening of the port", "lift_siege", ""),
        ("The pact grants wider self-rule to the valley.", "grants wider self-rule to the valley", "autonomy", ""),
        ("Under the pact the port is to be policed by joint patrols.", "policed by joint patrols", "deploy", "joint patrols"),
    ],
)
def test_duties_in_words_without_a_frame(read_text: Read, text: str, quote: str, action: str, debtor: str) -> None:
    """What no frame holds is a provision by its clause, with the action of its topic."""
    assert any((q == quote or quote in q) and (a, d) == (action, debtor) for q, a, d in told(read_text(SIGNED + text)))


def test_a_verb_left_out_is_read_again(read_text: Read) -> None:
    """In a row whose second verb is left out both owe, each with its own words."""
    text = SIGNED + "Junta troops are to go back to barracks and the clan fighters to their villages."
    assert [(a, d) for _, a, d in told(read_text(text))] == [("withdraw", "Junta troops"), ("withdraw", "fighters")]


def test_an_infinitive_without_its_verb_is_owed_by_the_one_before_it(read_text: Read) -> None:
    """In "and the clans to stop taxing traders" the clans owe."""
    text = SIGNED + "The junta undertook to reopen the river road, and the clans to stop taxing traders."
    assert ("lift_siege", "The junta") in [(a, d) for _, a, d in told(read_text(text))]
    assert "the clans" in [d for _, _, d in told(read_text(text))]


@pytest.mark.parametrize(
    "text",
    [
        SIGNED + "Schools closed early. The market is full of people who buy bread.",
        SIGNED + "The pact was made public in the capital.",
        SIGNED + "The pact makes no provision for the hill villages.",
        "A truce by which the war is to be ended was signed on Monday.",
        SIGNED + "Norway plans to hold a conference in Oslo.",
    ],
)
def test_what_binds_nobody_is_no_term(read_text: Read, text: str) -> None:
    """News beside an agreement, what is done to its paper, what it leaves out and what it is for bind nobody."""
    assert provisions(read_text(text)) == []


def test_captives_in_a_row_are_freed_apart(read_text: Read) -> None:
    """Prisoners and bodies in one row are two releases by the same side."""
    found = told(read_text(SIGNED + "Under the pact the clans will free all prisoners and the bodies of the dead."))
    assert [(a, d) for _, a, d in found] == [("release", "the clans"), ("release", "the clans")]


@pytest.mark.parametrize(
    ("text", "quote", "action", "status"),
    [
        ("The envoy called for talks and asked for observers.", "observers", "monitor", "demanded"),
        ("Its soldiers have instructions to abide by the pact.", "abide by the pact", "cease_fire", "promised"),
        ("The removal of the barriers was promised by the clans.", "The removal of the barriers", "lift_siege", "promised"),
        ("There will be an inquiry by elders.", "an inquiry", "monitor", "promised"),
        ("The junta pulls its guns out of the port, as the pact requires.", "pulls its guns out of the port", "withdraw", "done"),
    ],
)
def test_more_words_that_bind(read_text: Read, text: str, quote: str, action: str, status: str) -> None:
    """What is asked for by name, instructed, promised in the passive, said to be coming or laid down binds."""
    found = [(c.quote, c.value("action"), c.value("status")) for c in provisions(read_text(SIGNED + text))]
    assert any(quote in q and (a, s) == (action, status) for q, a, s in found), found
