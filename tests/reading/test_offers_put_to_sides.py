"""Offers put to sides, halts asked for or ordered, and papers and pardons that are deals by what is told of them."""

from collections.abc import Callable

import pytest

from tests.reading.agreements_told import agreements, names
from trucebook.model import Reading

Read = Callable[..., Reading]
WAR = " Rebels and troops went on fighting and shelling killed two soldiers at a checkpoint."


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "The alliance gave the rebels ten days to pull their tanks back 20 km from the city or face air strikes.",
            "pull their tanks back",
        ),
        ("The envoy said he would put another plan to the rebel leader under which peacekeepers would move in.", "another plan"),
        (
            "Mediators tried in vain to win rebel consent to a proposal to place the city under UN administration. The president refused "
            "to discuss it.",
            "a proposal",
        ),
        (
            "An earlier plan, put forward in September by the American envoy, foundered when the rebel leader rejected a clause that would "
            "keep the army in the hills.",
            "An earlier plan",
        ),
        (
            "In January the president offered the rebels amnesty in exchange for laying down their arms, an offer their council called a "
            "surrender and refused.",
            "amnesty in exchange for laying down their arms",
        ),
        (
            "The government freed 46 prisoners and invited the rebels to prolong theirs. They refused on Sunday night.",
            "prolong theirs",
        ),
        (
            "The council said its troops will stop if Togo sets a timetable for its forces to leave the province. Togo refused.",
            "stop if Togo sets a timetable for its forces to leave the province",
        ),
        ("The committee said it was prepared to let another 200 prisoners go if the army freed its men.", "let another 200 prisoners go"),
        ("Washington put to the factions a text under which they would hand over heavy arms.", "a text"),
        ("The envoy asked both leaders to halt all troop movements for 72 hours so that observers could reach the port.", "halt all"),
    ],
)
def test_offers_put(read_text: Read, text: str, quote: str) -> None:
    """Ultimatums, plans put to a side, pardons offered, terms on a condition and halts only asked for are offers."""
    offers = [c for c in agreements(read_text(text + WAR)) if c.value("type") == "offer"]
    assert [c.quote.startswith(quote) for c in offers] == [True]


def test_asker_of_a_halt(read_text: Read) -> None:
    """Who asks both sides to stop brokers what he asks for, and it is proposed."""
    found = agreements(read_text("The envoy asked both leaders to halt all troop movements for 72 hours." + WAR))
    assert [(c.value("status"), names(c, "mediators")) for c in found] == [("proposed", ["The envoy"])]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The president ordered the army to stop shelling districts where civilians live.", "stop shelling districts"),
        ("The generals of the two armies agreed on 12 May to stop all firing around the town.", "The generals of the two armies"),
        ("The mission welcomes the suspension of military movements between federal forces and the militia.", "the suspension"),
        ("A suspension of offensive operations ordered by both sides when the talks opened will continue.", "A suspension"),
        ("In January Togo and the Red Cross arranged the repatriation of sick and wounded prisoners.", "the repatriation"),
        ("A code of conduct signed in March bound them to free prisoners and to hold no armed rallies.", "A code"),
        ("Both sides broke the commitments which they took upon themselves at the Lusaka Conference.", "the commitments"),
        ("An amnesty, which the president offered in March 1962 to all who lay down their arms, was refused.", "An amnesty"),
        ("The premier offered a programme of twelve points, which the rebel leader accepted within two days.", "a programme"),
    ],
)
def test_halts_and_papers(read_text: Read, text: str, quote: str) -> None:
    """Halts ordered or agreed by any word for fighting, returns of captives, codes, commitments and pardons are arrangements."""
    assert [c.quote.startswith(quote) for c in agreements(read_text(text + WAR))] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The minister put another plan to parliament to raise pensions. The deputies refused to discuss it.",
        "The bank gave the company ten days to pay its debts or face court.",
        "He was prepared to let the house go if the price was right.",
        "The movements of troops were seen from the road.",
        "The candidate wants more ships and troops. An office said that his plans would cost the army 150 million.",
    ],
)
def test_no_offers_of_peace(read_text: Read, text: str) -> None:
    """Pensions, debts, houses, programmes and movements that nobody halts are no arrangements."""
    assert agreements(read_text(text)) == []
