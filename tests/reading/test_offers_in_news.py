"""News: promises, demands, vetoed drafts and truces told beside one another, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

from .agreements_told import agreements, names

Read = Callable[..., Reading]
DAY = "2016-10-09"


@pytest.mark.parametrize(
    ("text", "quote", "kind", "status"),
    [
        (
            "Despite Ruritania's promise of a four-hour daily pause in the bombing, the raids went on.",
            "a four-hour daily pause",
            "pause",
            "violated",
        ),
        (
            "The unilateral daily pause that Ruritania declared is not enough, the envoy said.",
            "unilateral daily pause",
            "pause",
            "announced",
        ),
        (
            "A truce of the regime with town elders had kept the town quiet for more than three years. Warplanes struck it on Sunday.",
            "A truce",
            "ceasefire",
            "collapsed",
        ),
        (
            "Elders reached an agreement with the army on Friday under which fighters leave Qala. Buses with 30 fighters left on Sunday.",
            "an agreement with the army",
            "evacuation",
            "in_force",
        ),
        ("The rebel troops left in implementation of the agreement reached in May.", "the agreement", "settlement", "in_force"),
        ("The town was quieter as a week-long ceasefire entered its second day.", "a week-long ceasefire", "ceasefire", "in_force"),
        ("Gunmen thwarted a relief pause that the army had announced in February.", "a relief pause", "pause", "violated"),
        (
            "Officials described a seven-point paper under which the militia would pull back to the river.",
            "a seven-point paper",
            "offer",
            "proposed",
        ),
        (
            "The minister welcomed the agreement on 2 October between the federal government and the Klow regional government "
            "on oil, and said unity was needed against the insurgents.",
            "the agreement on 2 October",
            "settlement",
            "announced",
        ),
        ("Both sides accuse each other of violations of the Klow agreements.", "the Klow agreements", "peace_agreement", "violated"),
        (
            "They point to the 2011 peace with the guerrillas, under which 900 fighters laid down their guns.",
            "peace",
            "peace_agreement",
            "in_force",
        ),
    ],
)
def test_what_news_tells_of_an_agreement_says_how_it_stands(read_text: Read, text: str, quote: str, kind: str, status: str) -> None:
    """Promised pauses, deals under way, calm that is over and texts under which sides would act are each read with their status."""
    (claim,) = agreements(read_text(text, DAY))
    assert quote in claim.quote
    assert (claim.value("type"), claim.value("status")) == (kind, status)


@pytest.mark.parametrize(
    ("text", "quote", "sides"),
    [
        (
            "The army sent text messages urging rebels to give up their arms and leave the eastern districts.",
            "give up their arms and leave the eastern districts",
            ["The army", "rebels"],
        ),
        (
            "A statement signed by 20 factions called on the government to halt air raids and lift the siege.",
            "halt air raids and lift the siege",
            ["20 factions", "the government"],
        ),
        (
            "A call from the junta urging the insurgents to surrender their weapons was broadcast.",
            "surrender their weapons",
            ["the junta", "the insurgents"],
        ),
    ],
)
def test_what_one_side_in_arms_asks_of_the_other_is_an_offer(read_text: Read, text: str, quote: str, sides: list[str]) -> None:
    """A call by one side of a war on the other to stop, leave or disarm is an offer that binds nobody yet."""
    (claim,) = agreements(read_text(text, DAY))
    assert (claim.quote, claim.value("type"), claim.value("status")) == (quote, "offer", "proposed")
    assert names(claim, "parties") == sides


@pytest.mark.parametrize(
    "text",
    [
        "The general urged his soldiers to withdraw from the bridge.",
        "France urged the rebels to leave the town.",
        "The rebels urged the world to act.",
    ],
)
def test_orders_to_ones_own_and_pleading_by_outsiders_are_no_offers(read_text: Read, text: str) -> None:
    """What a commander tells his own, what outsiders urge and what is no act of the codes make no offer."""
    assert agreements(read_text(text, DAY)) == []


@pytest.mark.parametrize(
    ("text", "sponsors"),
    [
        ("Russia vetoed a draft resolution tabled by France and Spain demanding an end to the air strikes.", ["France", "Spain"]),
        ("A French draft resolution calling for a truce was vetoed on Saturday.", ["French"]),
    ],
)
def test_a_draft_that_is_vetoed_is_a_refused_offer_of_its_sponsors(read_text: Read, text: str, sponsors: list[str]) -> None:
    """A draft resolution that is vetoed is an offer, refused; who brought it in mediates, and who vetoed it is no side."""
    (claim,) = agreements(read_text(text, DAY))
    assert (claim.value("type"), claim.value("status")) == ("offer", "refused")
    assert (names(claim, "mediators"), names(claim, "parties")) == (sponsors, [])


def test_states_in_a_row_without_commas_are_each_a_broker(read_text: Read) -> None:
    """Names of states that stand side by side, their commas lost, are as many brokers."""
    (claim,) = agreements(read_text("Fighting went on despite an accord brokered by Egypt Qatar and Oman.", DAY))
    assert names(claim, "mediators") == ["Egypt", "Qatar", "Oman"]


def test_another_and_a_similar_one_are_agreements_of_their_own(read_text: Read) -> None:
    """What is told as another truce, or as a similar paper or arrangement, is one more of the kind named before."""
    text = (
        "A truce in June and another in August lasted three days each. A similar arrangement in the port failed. "
        "A similar paper was rejected."
    )
    found = agreements(read_text(text, DAY))
    assert [(c.value("type"), c.value("status")) for c in found] == [("ceasefire", "collapsed")] * 3 + [("offer", "refused")]


def test_a_lead_whose_verb_is_torn_from_its_terms_is_read(read_text: Read) -> None:
    """What sides agreed on at a meeting is found behind the words that tell of the meeting."""
    text = "Militias agreed on Tuesday at a meeting called by the mission to end all hostilities and to reopen the airport."
    (claim,) = agreements(read_text(text, DAY))
    assert (claim.value("type"), names(claim, "parties")) == ("ceasefire", ["Militias"])


def test_a_body_is_no_accord(read_text: Read) -> None:
    """An accord in the name of a government is no agreement."""
    assert agreements(read_text("Troops of the Government of National Accord shelled the rebels.", DAY)) == []


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The army gave the rebels in the old quarter 24 hours to leave. The rebels ignored the offer.", "offer", "refused"),
        ("The rebels stayed in the quarter. The army gave the militants a final ultimatum.", "offer", "proposed"),
        ("Warplanes resumed air strikes on the town after a five-day pause.", "pause", "expired"),
        ("The junta said it would halt fire for three hours every day to allow aid convoys into the city.", "pause", "announced"),
        ("The ceasefire agreed in Klow on Friday is largely holding.", "ceasefire", "in_force"),
        ("Both sides reaffirmed their commitment to the 2012 ceasefire.", "ceasefire", "in_force"),
        ("The truce began at midnight. Guns were silent by day. The rebels said the army had broken it 15 times.", "ceasefire", "violated"),
        ("Under a deal with the regime 50 rebels and hostages are to be freed by Friday.", "exchange", "in_force"),
    ],
)
def test_shapes_of_the_news_are_read_with_kind_and_status(read_text: Read, text: str, kind: str, status: str) -> None:
    """Ultimatums, pauses that ran out, halts for relief and truces told as kept or broken later have their kind and status."""
    (claim,) = agreements(read_text(text, DAY))
    assert (claim.value("type"), claim.value("status")) == (kind, status)


def test_powers_joined_by_a_hyphen_are_two_brokers(read_text: Read) -> None:
    """Two states before "brokered" are two brokers, not one and a half."""
    (claim,) = agreements(read_text("A US-Russian brokered ceasefire took effect on Sunday.", DAY))
    assert names(claim, "mediators") == ["US", "Russian"]


def test_a_similar_deal_is_of_the_kind_before(read_text: Read) -> None:
    """A similar agreement is of the kind of the last one that had one, and "the second such deal" is the one just told."""
    text = "Rebels left on Friday as part of a surrender deal. It is the second such deal in a week. A similar agreement in Qala collapsed."
    first, second = agreements(read_text(text, DAY))
    assert (first.value("type"), second.value("type"), second.value("status")) == ("evacuation", "evacuation", "collapsed")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Since the cessation of hostilities came into effect armed gangs have breached it 15 times.", ["armed gangs"]),
        (
            "Militias agreed on Tuesday to end all hostilities. Signatories included the Desert Brigade and the Shield Force.",
            ["Militias", "the Desert Brigade", "the Shield Force"],
        ),
        ("On Monday the president announced a bilateral truce with five clans.", ["the president", "five clans"]),
        ("A truce that elders had drafted was rejected by the Desert Brigade.", ["the Desert Brigade"]),
    ],
)
def test_breakers_signatories_and_those_who_announce_or_refuse_are_sides(read_text: Read, text: str, sides: list[str]) -> None:
    """Who breaks a truce that names nobody, who is told to have signed, who announces one with others and who turns one down is a side."""
    (claim,) = agreements(read_text(text, DAY))
    assert sorted(names(claim, "parties")) == sorted(sides)


def test_a_truce_reached_elsewhere_on_another_day_is_another(read_text: Read) -> None:
    """A truce told from others by where it was made, and dated days apart, is one of its own."""
    text = (
        "On 17 October the two republics agreed to a truce as of 18 October. The war goes on since August. "
        "The truce reached in Klow came into force at noon on 5 October."
    )
    assert len(agreements(read_text(text, "2020-10-19"))) == 2


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The local truce that was due to start in October never materialised.", "ceasefire", "collapsed"),
        (
            "Idlib, a rebel stronghold under siege, is among the de-escalation zones of a deal brokered by Oman in May.",
            "ceasefire",
            "in_force",
        ),
        ("Twelve rebel groups and the government signed an act of engagement on Monday.", "settlement", "announced"),
        ("A ceasefire began at noon following an agreement reached in Klow.", "ceasefire", "in_force"),
    ],
)
def test_more_shapes_of_the_news(read_text: Read, text: str, kind: str, status: str) -> None:
    """What never materialised is over, zones of calm make a ceasefire, an act of engagement is signed, and one truce is told once."""
    (claim,) = agreements(read_text(text, DAY))
    assert (claim.value("type"), claim.value("status")) == (kind, status)


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        (
            "Elders in Qala had reached an agreement with officials that fighters would leave. Rebels began withdrawing overnight.",
            "evacuation",
            "in_force",
        ),
        ("The clans reached a deal with the army to evacuate the fort. The rebels are to leave on Friday.", "evacuation", "announced"),
        ("The memorandum on the de-escalation zones signed in Klow came into force on Friday.", "ceasefire", "in_force"),
        ("The agreement between the government and armed groups in Qala, brokered by Oman, was signed.", "settlement", "announced"),
        ("The 1974 disengagement agreement remains essential, the envoy said.", "ceasefire", "in_force"),
        ("The cessation of armed violence of 12 April had collapsed by June.", "ceasefire", "collapsed"),
    ],
)
def test_texts_in_force_and_deals_begun(read_text: Read, text: str, kind: str, status: str) -> None:
    """A deal under which some began to leave is in force; memorandums that took effect and old texts that remain are too."""
    (claim,) = agreements(read_text(text, DAY))
    assert (claim.value("type"), claim.value("status")) == (kind, status)


def test_elders_who_agree_with_the_army_are_a_side(read_text: Read) -> None:
    """Elders who reach an agreement with the other side speak for their town; who has not joined is no side."""
    (claim,) = agreements(
        read_text("Elders reached an agreement with the army on Friday. The Desert Brigade has not joined the agreement.", DAY)
    )
    assert names(claim, "parties") == ["Elders", "the army"]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The Ruritanian army said it had extended the ceasefire in Klow by 72 hours.", "ceasefire", "in_force"),
        ("The army declared the week-long ceasefire over on Monday.", "ceasefire", "expired"),
        ("The army declared the ceasefire dead on Monday.", "ceasefire", "collapsed"),
        ("The feast truce was in tatters within hours.", "ceasefire", "collapsed"),
        (
            "A ceasefire between rebels and the army began on Wednesday. It was extended to Sunday, then broke down.",
            "ceasefire",
            "collapsed",
        ),
        ("The rebels and the army are at peace. The evacuation deal was back on.", "evacuation", "in_force"),
        ("A prisoner exchange deal between the rebels and the army was carried out on Sunday.", "exchange", "fulfilled"),
        ("A prisoner exchange deal between the rebels and the army is being carried out.", "exchange", "in_force"),
        ("A ceasefire proposal that the envoy put to both sides has been accepted by the rebels.", "ceasefire", "announced"),
        ("The peace deal of 2013 exists only on paper. Militias hold four towns.", "peace_agreement", "violated"),
        ("The armistice of 1953 has never been replaced by a peace treaty.", "ceasefire", "in_force"),
        ("The council demanded a 30-day truce across the country.", "offer", "proposed"),
        ("The deal between the two presidents will halt fighting from midnight.", "ceasefire", "announced"),
    ],
)
def test_how_a_truce_stands_is_read_from_more_verbs(read_text: Read, text: str, kind: str, status: str) -> None:
    """Truces extended, declared over, in tatters, back on, carried out or never replaced have the status these words give."""
    (claim,) = agreements(read_text(text, DAY))
    assert (claim.value("type"), claim.value("status")) == (kind, status)


def test_a_truce_of_another_place_and_season_is_another(read_text: Read) -> None:
    """A truce named by its place and an old month is not the one just announced."""
    text = (
        "The two presidents announced a deal on Thursday. The ceasefire will start on Sunday. The Klow truce of last March never took hold."
    )
    new, old = agreements(read_text(text, DAY))
    assert (new.value("status"), old.value("status")) == ("announced", "collapsed")


def test_a_truce_told_as_broken_is_violated_though_its_hour_is_told_as_to_come(read_text: Read) -> None:
    """A truce that was broken minutes after it began is violated, though a later sentence says when it was to start."""
    text = "A third ceasefire was broken minutes after it took effect. The humanitarian truce was to start at 8 a.m. on Monday."
    assert [c.value("status") for c in agreements(read_text(text, DAY))] == ["violated"]
