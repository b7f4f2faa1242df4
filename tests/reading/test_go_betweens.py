"""Go-betweens: who stands between the sides of a truce, told in many shapes, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

from .agreements_told import names, the_agreement

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "mediators"),
    [
        # who sits by, chairs or watches
        (
            "The two generals agreed on a truce late on Monday, with the Nigerian ambassador sitting between them.",
            ["the Nigerian ambassador"],
        ),
        (
            "The army and the clan elders reached a ceasefire on Sunday with the bishop of Klow looking on.",
            ["the bishop of Klow"],
        ),
        ("The ceasefire, signed by the premier and the rebel leader with Norway facilitating, is holding.", ["Norway"]),
        (
            "With the cardinal and the League secretary as witnesses, the rebels and the army signed a ceasefire.",
            ["the cardinal", "the League secretary"],
        ),
        ("The commanders signed a ceasefire under our chairmanship on Sunday.", ["our"]),
        ("The ceasefire was witnessed by the African Union and Kenya.", ["the African Union", "Kenya"]),
        # before whom it was signed
        (
            "The government and the movement signed a ceasefire before President Obasanjo and Maria Lopez in Kano.",
            ["President Obasanjo", "Maria Lopez"],
        ),
        ("The truce was concluded under the eyes of the Swiss consul.", ["the Swiss consul"]),
        ("The army and the movement signed a ceasefire in May before the rains.", []),
        # whose request, urging or good offices
        ("The rebels and the government signed a ceasefire at the UN mission's request in Bossou.", ["the UN mission"]),
        ("Chad and the rebels accepted, at President Museveni's urging, a ceasefire of 30 days.", ["President Museveni"]),
        ("A ceasefire was agreed at a meeting convened by Senegal in Banjul.", ["Senegal"]),
        ("The army and the guerrillas agreed to a ceasefire via the Red Cross.", ["the Red Cross"]),
        ("After mediation by King Hussein, the army and the raiders signed a truce on 13 October.", ["King Hussein"]),
        ("The junta and the front reached a ceasefire through Chinese mediation. China was satisfied.", ["China"]),
        # who carried words
        (
            "The truce text that Archbishop Mensah carried between the camps was signed by the army and the militia.",
            ["Archbishop Mensah"],
        ),
        ("The truce came about after the Turkish consul had gone back and forth between the lines.", ["the Turkish consul"]),
        (
            "The chairman of the Red Crescent, who carried messages between the two commanders, said a truce had been agreed.",
            ["The chairman of the Red Crescent"],
        ),
        # who won or ordered it
        ("The three weeks' truce which I obtained on 4 May ended on 25 May.", ["I"]),
        ("A second truce, ordered by the Security Council, came into force on 18 July.", ["the Security Council"]),
        ("The ceasefire that the Contact Group imposed on the Reds and the Blues held.", ["the Contact Group"]),
        ("The ceasefire that General Sibanda extracted from the rebels and the army holds.", ["General Sibanda"]),
        ("The militias laid down arms under the terms of a truce that the five Powers dictated.", ["the five Powers"]),
        (
            "The cease-fire, which was drafted by France and the United States, was accepted by Israel and Lebanon.",
            ["France", "the United States"],
        ),
        ("The Front and the army rejected a truce put forward by Peru's President Belaunde.", ["Peru's President Belaunde"]),
        # who was there, and who went between them
        ("The mayor and the captain met with a UN officer present and shook hands on a truce until harvest.", ["a UN officer"]),
        (
            "The army and the front signed a peace accord on Friday as Malaysian Prime Minister Najib looked on.",
            ["Malaysian Prime Minister Najib"],
        ),
        ("The bishops went between the garrison and the bush, and on Monday the guns stopped under a truce.", ["The bishops"]),
        ("The abbot and a nurse acted as go-betweens for the truce in the port.", ["The abbot", "a nurse"]),
        ("The accord, whose guarantors are Cuba, Chile and Norway, brings a ceasefire.", ["Cuba", "Chile", "Norway"]),
        ("Norway and Cuba, guarantors of the accord, urged both the army and the Front to keep the ceasefire.", ["Norway", "Cuba"]),
        ("Emissaries of the Sultan concluded a truce of forty days before the Russian ambassador.", ["the Russian ambassador"]),
        ("The truce of July, which Sudan's president had coaxed out of Kiir and Machar, is two months old.", ["Sudan's president"]),
        ("Washington and Paris stand surety for the ceasefire between Chad and the rebels.", ["Washington", "Paris"]),
        ("The Red Cross delegate drove into the camp, and came out with a truce of six hours.", ["The Red Cross delegate"]),
        ("Thanks to Qatar, whose envoys never left the room, the rival factions have a truce.", ["Qatar"]),
        ("The ceasefire was a fruit of quiet American pressure.", ["American"]),
        # whose work it is
        ("The truce, the work of Count Bernadotte, came into force on 11 June.", ["Count Bernadotte"]),
        ("A ceasefire, the fruit of Qatari mediation, took hold on Sunday.", ["Qatari"]),
        ("The Regional Council, godmother of the peace accord, called on both to return to the table.", ["The Regional Council"]),
        ("Local elders vouched for the truce between the police and the gunmen.", ["Local elders"]),
        ("Algerian-mediated talks produced a ceasefire between Mali and the Front.", ["Algerian"]),
        ("The truce was announced in a joint statement with Norway.", ["Norway"]),
    ],
)
def test_go_betweens(read_text: Read, text: str, mediators: list[str]) -> None:
    """Those who sat by, carried words, won, ordered or vouched for a truce are its brokers, and none of its sides."""
    claim = the_agreement(read_text(text))
    assert names(claim, "mediators") == mediators
    assert not set(mediators) & set(names(claim, "parties"))


@pytest.mark.parametrize(
    ("text", "mediators", "parties"),
    [
        (
            "The guerrillas shelled Idlib, Saraqib and Binnish. The ceasefire that presidents Erdogan and Putin agreed in March is shaky.",
            ["presidents Erdogan", "Putin"],
            [],
        ),
        ("Puntland and Galmudug agreed to a truce in Gaalkacyo on Friday.", [], ["Puntland", "Galmudug"]),
        ("A truce in Goma announced by Angolan diplomats took effect on Friday.", ["Angolan diplomats"], []),
        ("A truce announced by army officers in Homs took effect on Friday.", [], ["army officers"]),
        ("President Ortega announced a bilateral truce with five armed groups.", [], ["President Ortega", "five armed groups"]),
        (
            "I have to report that the cease-fire which my Special Representative negotiated with both sides is holding.",
            ["my Special Representative"],
            ["both sides"],
        ),
        (
            "The two generals promised quiet. A truce between Togo and Benin took hold, and the two generals left.",
            [],
            ["Togo", "Benin"],
        ),
    ],
)
def test_sides_and_outsiders_are_told_apart(read_text: Read, text: str, mediators: list[str], parties: list[str]) -> None:
    """An envoy is no side, leaders of states that are not fought over broker, and who signs "with" another is a side."""
    claim = the_agreement(read_text(text))
    assert (names(claim, "mediators"), names(claim, "parties")) == (mediators, parties)


def test_the_only_truce_of_a_report_is_reached_from_afar(read_text: Read) -> None:
    """A broker told four sentences after the only truce of a report is its broker."""
    reading = read_text(
        "The truce is six days old. The crossings stayed closed. Rockets fell in the fields. The dead were buried at noon. "
        "Egypt talked the two sides into six months of quiet."
    )
    assert names(the_agreement(reading), "mediators") == ["Egypt"]
