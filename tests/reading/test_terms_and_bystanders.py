"""Terms in rows of passives and on lines of their own, and words of acts beside them that are none, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Reading

from .dispatches import text_of

Read = Callable[..., Reading]
TRUCE = "The junta and the Harbour Front signed a ceasefire in Lome on Monday. "


def provisions(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.kind == "provision"]


def actions(reading: Reading) -> list[object]:
    """Return the actions of the provisions read, in text order."""
    return [c.value("action") for c in provisions(reading)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        # participles whose "be" is said once
        ("Under it the siege is to be lifted, prisoners freed and the shelling halted.", ["lift_siege", "release", "cease_fire"]),
        (
            "Under it the blockade will be lifted, all detainees released within a week and heavy weapons withdrawn from the front line.",
            ["lift_siege", "release", "withdraw"],
        ),
        ("The text calls for the siege to be lifted and prisoners exchanged.", ["lift_siege", "release"]),
        (
            "The text says roadblocks will be removed, displaced families allowed home and the airport reopened.",
            ["lift_siege", "return", "lift_siege"],
        ),
        # what happened beside it is none
        ("Under it the army will be withdrawn from the port, and the minister told reporters that talks went well.", ["withdraw"]),
        # predicates
        ("The coastal highway will be open to civilian traffic within a week.", ["lift_siege"]),
        ("Under it all bridges are to remain open and the guns are to go silent at midnight.", ["lift_siege", "cease_fire"]),
        # acts of news
        ("The fighters pledged not to take up arms again.", ["cease_fire"]),
        ("The guards bound themselves not to resort to the use of force.", ["cease_fire"]),
        ("Under it the army will not storm the quarter.", ["cease_fire"]),
        ("Under it heavy weapons must be kept 30 kilometres from the front line.", ["withdraw"]),
        ("The army is to haul its tanks off the hills within three days.", ["withdraw"]),
        ("Under it Norland will reduce its forces to 900 within a year.", ["withdraw"]),
        ("Under it all foreign fighters will leave the country.", ["withdraw"]),
        ("Under it no gunmen may come into the market town.", ["autonomy"]),
        ("Under it those who stay are to be spared arrest.", ["amnesty"]),
        ("The rebels will be turned into a political party.", ["integrate"]),
        ("Under it captives on both sides will go free.", ["release"]),
        ("The state undertakes to set free the movement's prisoners and to grant it immunity.", ["release", "amnesty"]),
        ("Food lorries are to come in through the northern gate.", ["aid"]),
        ("Under it the whole of the town is to be emptied within two days.", ["depart"]),
        ("It foresees the reinstatement of the ousted president.", ["return"]),
        ("Under it the water supply is to be resumed.", ["restore_services"]),
        ("The envoy called once more for the deployment of observers along the line.", ["monitor"]),
        ("Norland will free 300 prisoners and allow displaced residents to return to the north.", ["release", "return"]),
        ("The clans demanded that the army withdraw from the hills and that their leader be freed.", ["withdraw", "release"]),
        ("Under it no party may recruit new fighters.", ["other"]),
        (
            "The text provides for the release of prisoners on both sides, access for aid groups and an inquiry.",
            ["release", "aid", "monitor"],
        ),
    ],
)
def test_acts_of_terms(read_text: Read, sentence: str, wanted: list[str]) -> None:
    """Each term of the sentence is told once, by its action."""
    assert actions(read_text(TRUCE + sentence)) == wanted


@pytest.mark.parametrize(
    ("listing", "wanted", "debtor"),
    [
        (
            "It calls on the parties, and on those with influence over them, to:\n- allow aid into the valley;\n- release all prisoners.",
            [("aid", "demanded"), ("release", "demanded")],
            "the parties",
        ),
        (
            "The two armies undertook to:\n\n1. Withdraw their guns from the river.\n2. Lift all roadblocks.",
            [("withdraw", "promised"), ("lift_siege", "promised")],
            "The two armies",
        ),
        ("Under it both sides will:\n\n- Pull back their tanks.", [("withdraw", "promised")], "both sides"),
    ],
)
def test_lines_of_a_list(read_text: Read, listing: str, wanted: list[tuple[str, str]], debtor: str) -> None:
    """A bare verb at the head of a line under an unfinished sentence is a term of who is asked or who promises."""
    found = provisions(read_text(TRUCE + listing))
    assert [(c.value("action"), c.value("status")) for c in found] == wanted
    assert {text_of(c, "debtor") for c in found} == {debtor}


@pytest.mark.parametrize(
    "sentence",
    [
        # of which kind something is
        "The rally fell in an election week.",
        "The mine owners agreed to pay evacuation insurance.",
        "Officers showed the mission a yard where withdrawn howitzers were kept.",
        "Two lorries entered the zone of deployment of the guards.",
        # before whom, and what was harmed
        "The paper was signed in the presence of United Nations observers.",
        "An ambush had cut off the electricity supply of the town.",
        # questions, wishes and what nobody does
        "Both have yet to settle who will run the port.",
        "Officials said they would look into it.",
        "The junta would rather not talk about the deal.",
        "No one has proposed to renew it.",
        "It was impossible to check either list.",
        "The mission did not propose that the council go into exile.",
        "Aid workers helped people who want to leave the valley.",
        # plights and deeds
        "More than 900 people have been forced to leave their homes.",
        "Ten families were told to leave their houses.",
        "Capturing the pass would hand the rebels a road.",
        "An old man begged the gunmen to leave him his mule.",
        "The king, who sacked the cabinet and took power in May, made no comment.",
        # demands that the agreement does not ask
        "The governor called for an inquiry into the strike on a school.",
        "Thousands of students marched to demand the resignation of the minister.",
        "An official spoke on condition that he not be named.",
        "It must be regretted that the clans of the coast closed their ears.",
        "Norland called in the envoy to hear a complaint.",
        "The announcement followed an accord with the council of elders.",
    ],
)
def test_bystanding_words(read_text: Read, sentence: str) -> None:
    """Words of acts that oblige nobody as they stand are no terms."""
    assert actions(read_text(TRUCE + sentence)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The army and the guerrillas signed a 14-point accord on Monday to end seven weeks of fighting in the port.",
        "The presidents told their armies to cease fire, ending five days of battles in the capital.",
        "The two sides put their names to a truce that puts an end to hostilities in the valley.",
        "A ceasefire guaranteed by Togo and Benin has been in place in the valley since May.",
    ],
)
def test_what_a_truce_ends_is_no_term(read_text: Read, text: str) -> None:
    """How long the fighting was that an agreement ends, or who guarantees it, obliges nobody."""
    assert [c for c in provisions(read_text(text)) if any(w in c.quote for w in ("weeks", "days", "end to", "guaranteed"))] == []


def test_headings_are_no_terms(read_text: Read) -> None:
    """A short line without verb or mark is the heading of what follows."""
    text = TRUCE + "\n\nWithdrawal of weapons\nThe mission saw nine howitzers near the quarry, and a tank near the mill."
    assert actions(read_text(text)) == []


def test_a_debtor_is_not_shared_with_what_is_done_to_others(read_text: Read) -> None:
    """Who stays owes nothing of what is done to the captives."""
    found = provisions(read_text(TRUCE + "Under it troops will stay on their bank, and prisoners will be exchanged within three days."))
    assert [text_of(c, "debtor") for c in found if c.value("action") == "release"] == [""]
