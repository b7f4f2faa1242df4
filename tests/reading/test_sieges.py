"""Sieges: what is held, by whom, since when, what is cut, and what is only a figure of speech."""

from collections.abc import Callable

import pytest

from trucebook.matching import fields_of
from trucebook.model import Claim, PeriodValue, PlaceValue, Reading

ReadText = Callable[..., Reading]


def sieges(reading: Reading) -> list[Claim]:
    """Return the siege claims of a reading."""
    return [c for c in reading.claims if c.kind == "siege"]


def said(claim: Claim, name: str) -> str | None:
    """Return the words of a field, None where it is absent."""
    return next((f.text for f in fields_of(claim, name)), None)


def days(claim: Claim, name: str) -> tuple[str | None, str | None] | None:
    """Return first and last possible day of a field, None where it is absent."""
    value = claim.value(name)
    return (value.first, value.last) if isinstance(value, PeriodValue) else None


@pytest.mark.parametrize(
    ("text", "place", "besieger", "assertion", "status"),
    [
        ("The army has besieged Rastan since June.", "Rastan", "The army", "ongoing", "under_siege"),
        ("Rebels laid siege to the base at Taftanaz in November.", "Taftanaz", "Rebels", "happened", "under_siege"),
        (
            "The town of Madaya has been under siege by government forces since 2015.",
            "Madaya",
            "government forces",
            "ongoing",
            "under_siege",
        ),
        ("The militia's siege of Bangassou has entered its second month.", "Bangassou", "The militia", "ongoing", "under_siege"),
        ("Houthi fighters have blockaded Taiz for six years.", "Taiz", "Houthi fighters", "happened", "under_siege"),
        ("Troops encircled the city of Homs on Monday.", "Homs", "Troops", "happened", "under_siege"),
        ("The Fourth Division cut off the town of Zakiyah.", "Zakiyah", "The Fourth Division", "happened", "under_siege"),
        ("Government forces besieging Ghouta shelled its market.", "Ghouta", "Government forces", "happened", "under_siege"),
        ("The regime imposed a siege on the quarter of Barzeh.", "Barzeh", "The regime", "happened", "under_siege"),
        ("The blockade imposed on Gaza by Israel enters its fifth year.", "Gaza", "Israel", "ongoing", "under_siege"),
        ("The insurgents' stranglehold on Goma tightened.", "Goma", "The insurgents", "happened", "under_siege"),
        ("The residents of besieged Madaya ate grass.", "Madaya", None, "ongoing", "under_siege"),
        ("About 40,000 people live under siege in Daraya.", "Daraya", None, "ongoing", "under_siege"),
        ("A convoy entered the besieged quarter of Waer.", "Waer", None, "ongoing", "under_siege"),
        ("The siege of Daraa al-Balad was lifted on Wednesday.", "Daraa al-Balad", None, "happened", "lifted"),
        ("Rebel fighters broke the siege of Aleppo in August 2016.", "Aleppo", None, "happened", "lifted"),
        ("Damascus eased the siege of Waer on Sunday.", "Waer", None, "ongoing", "eased"),
        ("Fighters trying to break the siege of Deir ez-Zor failed on Monday.", "Deir ez-Zor", None, "ongoing", "under_siege"),
        ("The siege was lifted after talks in Zabadani.", "Zabadani", None, "happened", "lifted"),
        ("The opposition demanded that the siege of Eastern Ghouta be lifted.", "Eastern Ghouta", None, "ongoing", "under_siege"),
        ("The commander threatened to besiege Tafas.", "Tafas", "The commander", "threatened", None),
        ("The army denied besieging the village of Kafr Zita.", "Kafr Zita", "The army", "denied", None),
    ],
)
def test_a_siege_has_place_besieger_and_standing(
    text: str, place: str, besieger: str | None, assertion: str, status: str | None, read_text: ReadText
) -> None:
    """Verbs, nouns, passives, possessives and adjectives of besieging give one claim with what the words tell."""
    (claim,) = sieges(read_text(text, published="2021-09-02"))
    assert (said(claim, "place"), said(claim, "besieger"), claim.assertion, claim.value("status")) == (place, besieger, assertion, status)


@pytest.mark.parametrize(
    "text",
    [
        "The president is besieged by critics.",
        "The singer was besieged by reporters outside a hotel in Paris.",
        "The bank in Athens is under siege by customers.",
        "Gunmen held a hotel in Mogadishu and police ended the siege of the building.",
        "A state of siege was declared in Goma.",
        "Mountains surround the city of Kabul.",
        "The minister was surrounded by aides in Baghdad.",
        "Protesters besieged the parliament in Tbilisi.",
        "The government imposed internet blockades.",
        "The company cut off funding to its branch in Goma.",
        "There was no food at the party in Paris.",
        "Besieged with requests, the mayor of Goma resigned.",
    ],
)
def test_figures_of_speech_and_stand_offs_are_no_sieges(text: str, read_text: ReadText) -> None:
    """A siege of a minister, a bank or a hotel, a state of siege and a ring of mountains give nothing."""
    assert sieges(read_text(text, published="2021-09-02")) == []


@pytest.mark.parametrize(
    ("text", "began", "ended"),
    [
        ("The army has besieged Rastan since June 24.", ("2021-06-24", "2021-06-24"), None),
        ("Madaya has been under siege since July 2015.", ("2015-07-01", "2015-07-31"), None),
        ("The camp of Yarmouk in Damascus has been under siege since 2013.", ("2013-01-01", "2013-12-31"), None),
        ("Rebels laid siege to Taftanaz in November 2020.", ("2020-11-01", "2020-11-30"), None),
        ("The 75-day siege of Daraa al-Balad was lifted on Wednesday.", ("2021-06-18", "2021-06-19"), ("2021-09-01", "2021-09-01")),
        ("Houthi fighters have blockaded Taiz for more than six years.", (None, "2016-03-04"), None),
        ("Goma was besieged between April 1992 and February 1996.", ("1992-04-01", "1992-04-30"), ("1996-02-01", "1996-02-29")),
        ("Under the deal, the army is to lift the siege of Zabadani within three days.", None, None),
        ("The army is besieging Rastan.", None, None),
    ],
)
def test_beginning_and_end_are_uncertain_periods(
    text: str, began: tuple[str | None, str] | None, ended: tuple[str, str] | None, read_text: ReadText
) -> None:
    """ "Since", a date of laying, a length counted back, and "between" give from and to; a term for lifting gives neither."""
    (claim,) = sieges(read_text(text, published="2021-09-02"))
    assert (days(claim, "from"), days(claim, "to")) == (began, ended)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The army has besieged Rastan since June and let no food in.", {"food"}),
        ("The army besieges Rastan. There is no electricity and residents are running out of medicine.", {"power", "medicine"}),
        ("Troops encircled the city of Homs and closed all roads.", {"movement"}),
        ("The militia's siege of Bangassou has cut off water and medicine.", {"water", "medicine"}),
        ("The army besieges Rastan. Nobody is allowed in or out.", {"movement"}),
        ("The army besieges Rastan. Families live without water.", {"water"}),
        ("The army besieges Rastan. A convoy with food and water reached Goma.", set()),
        ("Soldiers cut off water and electricity to Rastan.", {"water", "power"}),
        ("No food has entered the town of Madaya since April.", {"food"}),
    ],
)
def test_what_is_cut(text: str, cut: set[str], read_text: ReadText) -> None:
    """Words of supply under a word of cutting, denial or lack, in the siege's sentence and the two after, or alone with a place."""
    (claim,) = sieges(read_text(text, published="2021-09-02"))
    assert {f.value for f in fields_of(claim, "cut")} == cut


def test_the_promise_to_lift_is_tied(read_text: ReadText) -> None:
    """A provision that is to lift the siege is named by its claim's id."""
    reading = read_text("Under the truce in Zabadani, the army is to lift the siege of Zabadani within three days.", published="2021-09-02")
    (claim,) = sieges(reading)
    provision = next(c for c in reading.claims if c.id == claim.value("provision"))
    assert (provision.kind, provision.value("action")) == ("provision", "lift_siege")


def test_one_place_gives_one_claim(read_text: ReadText) -> None:
    """Several wordings of one siege are one claim that has the fields of all; another place is another siege."""
    text = "Rastan is under siege. The army has besieged Rastan since June. Rebels have besieged the town of Madaya since May."
    one, two = sieges(read_text(text, published="2021-09-02"))
    assert (said(one, "place"), said(one, "besieger"), days(one, "from")) == ("Rastan", "The army", ("2021-06-01", "2021-06-30"))
    assert (said(two, "place"), said(two, "besieger")) == ("Madaya", "Rebels")


def test_a_siege_somebody_tells_of_keeps_its_speaker(read_text: ReadText) -> None:
    """What a relief worker says of a siege is said by the relief worker."""
    (claim,) = sieges(read_text("A relief worker said the army had encircled Rastan.", published="2021-09-02"))
    assert claim.speaker is not None
    assert claim.speaker.text == "A relief worker"


def test_a_description_points_back_at_its_place(read_text: ReadText) -> None:
    """ "The town" that is besieged is the town named just before."""
    reading = read_text("Fighting goes on near Rastan. The army besieged the town on Monday.", published="2021-09-02")
    (claim,) = sieges(reading)
    assert isinstance(value := claim.value("place"), PlaceValue)
    assert "Rastan" in (value.name or "")
