"""Arrangements apart: other makers, other feasts, days counted, and what is proposed by a verb and answered or left open."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


def told(read_text: Read, text: str) -> list[tuple[str, str]]:
    """Return type and quote of the agreements of a report of 14 October 2018."""
    return [(str(c.value("type")), c.quote) for c in read_text(text, "2018-10-14").claims if c.kind == "agreement"]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on the port despite the truce. The truce was brokered by Norway in May. Residents hid in cellars. In the east the "
        "tribes are bound by a truce that Kuwait mediated.",
        "The army shelled the suburb on Friday. The deal to evacuate the town had collapsed. Under the deal the fighters were to leave. "
        "Nobody answered the telephone. Rebels in the next town left last month under a deal that their commander reached with Ghana.",
        'The army and the rebels began a truce for the start of school a week ago. The "school truce" was broken by mortars. A "harvest '
        'truce" in the summer had fallen apart within days.',
    ],
)
def test_deals_of_other_making(read_text: Read, text: str) -> None:
    """A deal made by others, well after the first is known, and a truce for another feast are arrangements of their own."""
    assert len(told(read_text, text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "A ceasefire brokered by Ghana and Togo took effect at midnight. The truce is the third this year. Rebels said it leaves them out. "
        "The ceasefire agreed by Accra and Lomé covers the whole north.",
        "A ceasefire took effect in the port at midnight. The deal between the rebels and the government provides for observers. The truce "
        "was holding.",
        "The truce entered its second day. Its points are a lasting ceasefire, the return of the police and the handover of guns.",
    ],
)
def test_one_deal_told_again(read_text: Read, text: str) -> None:
    """The same makers, "the deal between" right after a truce and a point of its terms make no second arrangement."""
    assert len(told(read_text, text)) == 1


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Rebels shelled the airport and troops fired mortars back. Kenya proposed a buffer zone along the coast road. The rebels said "
            "they did not accept the idea.",
            "a buffer zone along the coast road",
        ),
        (
            "Rebels held the bridge against troops and artillery. The bishop suggested that the two commanders meet in the cathedral. The "
            "commanders asked for time to think.",
            "the two commanders meet in the cathedral",
        ),
        (
            "Artillery and tanks of the army pounded the rebels. The opposition called for a freeze on arms. The army dismissed the call.",
            "a freeze on arms",
        ),
    ],
)
def test_proposals_by_a_verb(read_text: Read, text: str, quote: str) -> None:
    """What somebody proposes or calls for, whatever it is, is an offer where it is turned down or left without an answer."""
    assert told(read_text, text) == [("offer", quote)]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels and troops fought with mortars. The minister proposed a tax on land. Parliament rejected it.",
        "Rebels and troops fought with mortars. The governor offered his condolences. The families rejected them.",
        "The minister proposed a new road to the coast. The council rejected it.",
        "Rebels and troops fought with mortars. The moratorium on new mines took effect in May.",
    ],
)
def test_no_proposals_of_war(read_text: Read, text: str) -> None:
    """Taxes, kind words, proposals of peaceful reports and a moratorium on other things are none."""
    assert told(read_text, text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels and troops fought with mortars. An Algerian proposal to bring officers into the town was rejected by the army.", "offer"),
        ("Rebels and troops fought with mortars. The rebels refused a draft of twelve points.", "offer"),
        ("Rebels and troops fought with mortars. According to a draft from Accra the rebels would keep two provinces.", "offer"),
        ("Rebels and troops fought with mortars. A moratorium on air raids came into force in June.", "ceasefire"),
        ("Rebels and troops fought with mortars. A roadmap that Togo and Benin drew up in May was never implemented.", "settlement"),
        ("Rebels and troops fought with mortars. The rising had ended in 1999 with accords signed in Lomé.", "settlement"),
        (
            "Rebels and troops fought with mortars. The two armies issued a joint communique in which they pledged to respect the border.",
            "settlement",
        ),
        ("Rebels fought troops with mortars. They carried out an exchange in which forty soldiers were freed for ten rebels.", "exchange"),
    ],
)
def test_papers_told_in_few_words(read_text: Read, text: str, kind: str) -> None:
    """A draft by its author and terms, a moratorium in force, a roadmap left undone, accords signed somewhere and joint papers count."""
    assert [k for k, _ in told(read_text, text)] == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "An understanding, which ended a week of rocketing, was reached in Tyre between the militia and the army. Rebels are quiet.",
            "ceasefire",
        ),
        ("Rebels and troops fought with mortars. The two fronts signed a paper in Accra calling for an end to hostile acts.", "ceasefire"),
        ("Both sides in the war welcomed calls for a pause in the fighting. Rebels and troops shelled each other all the same.", "pause"),
        ("The army announced a truce of six hours to let medics fetch the wounded. Rebels shelled the bridge.", "pause"),
        (
            "Rebels set fire to two lorries on their way to a village, throwing into doubt a deal to evacuate the city. Troops looked on.",
            "evacuation",
        ),
        ("Rebels and troops shelled each other. The Accra agreement between them ended six years of civil war in May.", "peace_agreement"),
        ("In 1998 the rebels and the army signed the Lomé Accord. In 2001 the war with the rebels flared again.", "peace_agreement"),
        (
            "Rebels ambushed two army buses near the dam. It was the heaviest loss since the deal over the town between rebels and army.",
            "settlement",
        ),
    ],
)
def test_kinds_by_what_is_told(read_text: Read, text: str, kind: str) -> None:
    """What a deal stopped, called for or was made for gives its kind; in a history an accord with a name is one of peace."""
    assert [str(c.value("type")) for c in read_text(text, None if "1998" in text else "2018-10-14").claims if c.kind == "agreement"] == [
        kind
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled troops near the port. The truce between the army and the rebels is a week old. It is not the first truce to fail.",
        "The envoy told rebels and troops that talks on a lasting ceasefire would follow. The army accepted a plan of his.",
    ],
)
def test_no_second_truce(read_text: Read, text: str) -> None:
    """What is not the first truce to fail, and a truce that talks are to be held on, is none beside what is told."""
    assert len([kind for kind, _ in told(read_text, text) if kind == "ceasefire"]) <= 1


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "In 1994 the rebels and the army signed the Lomé Accord. A ceasefire took effect three days later. In 1996 the war with the "
            "rebels flared again.",
            ["the Lomé Accord"],
        ),
        (
            "Rebels shot two soldiers a week after both signed a peace agreement in Accra. The army buried its dead. Elsewhere the "
            "truce was being kept.",
            ["a peace agreement"],
        ),
        ("Rebels and troops traded mortar fire. Unilateral truces declared by both sides in May 2016 had lasted a month.", None),
        ("Rebels, troops and artillery stayed put. Under an understanding with the guerrillas the army kept out of the valley.", None),
        ("Rebels and troops traded mortar fire. The president has offered a pardon to rebels who hand in their guns.", None),
        (
            "Rebels and troops traded mortar fire. The president has said his troops will stop firing if the rebels name a day for their "
            "retreat. They have refused.",
            None,
        ),
    ],
)
def test_parts_and_plain_words(read_text: Read, text: str, quotes: list[str] | None) -> None:
    """A truce that only begins after an accord is part of it, and "the truce" means a peace told before; plain words name one each."""
    found = [quote for _, quote in told(read_text, text)]
    assert found == quotes if quotes is not None else len(found) == 1


def test_what_a_truce_replaces_is_another_one(read_text: Callable[..., Reading]) -> None:
    """A renewed truce is the one that was just renewed, and what it replaces is told apart from it."""
    text = (
        "The clans and the guard renewed the ceasefire in Reva for one month on Thursday, 4 April 2019. "
        "The renewed ceasefire replaces the ceasefire of 5 March and provides for the opening of the pass."
    )
    reading = read_text(text, "2019-04-04")
    new, old = [c for c in reading.claims if c.kind == "agreement"]
    assert [len(c.many("named")) for c in (new, old)] == [2, 1]
    assert (new.value("status"), old.value("status"), new.value("supersedes")) == ("in_force", "superseded", old.id)


def test_a_siege_lifted_beside_a_truce_is_a_term_done(read_text: Callable[..., Reading]) -> None:
    """Who lifts a siege in the sentence after a truce that was made carries it out; away from it he only acts."""
    told = "The king's guard lifted the siege of Reva on Wednesday, residents said."
    near = read_text(f"Bread came in two days after the ceasefire of 5 March took effect. {told}", "2019-03-07")
    far = read_text(f"The ceasefire of 5 March took effect. Rain fell. Bread was sold. {told}", "2019-03-07")
    assert [c.value("status") for c in near.claims if c.kind == "provision" and c.value("action") == "lift_siege"] == ["done"]
    assert [c for c in far.claims if c.kind == "provision" and c.value("action") == "lift_siege"] == []
