"""Who gives, answers and puts offers: sides and brokers told by it, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

from .agreements_told import named_in

Read = Callable[..., Reading]
WAR = " The Sudanese army and the RSF traded fire in Khartoum and Nyala."
SHELLED = " The Sudanese army shelled Wau and Khartoum and Nyala."


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("In the last big prisoner swap, in March, the rebels released 12 men and Juba handed over 40.", ["the rebels", "Juba"]),
        (
            "Shells fell. On 2 June the two sides concluded an exchange accord. The state was to free 15 men, and the Front to free 42.",
            ["The state", "the Front"],
        ),
        ("A Kenyan proposal in May for a 60 day pause came to nothing after the Front turned it down." + SHELLED, ["the Front"]),
        ("A truce between Niger Chad and Togo began on Friday.", ["Niger", "Chad", "Togo"]),
        ("On 5 May the rebel chief Ali Bongo met President Amadou Ba in Wau and agreed to a truce.", ["Ali Bongo", "Amadou Ba"]),
    ],
)
def test_sides_by_what_passes_between_them(read_text: Read, text: str, sides: list[str]) -> None:
    """Both who free captives in an exchange, who answers an offer, and whom those who agree have met are its sides."""
    found = named_in(read_text(text), "parties")
    assert all(any(side in name for name in found) for side in sides), found


@pytest.mark.parametrize(
    ("text", "brokers"),
    [
        # an outsider's proposal, in all the ways it is called his
        ("A Kenyan proposal in May for a 60 day pause came to nothing after the Front turned it down." + SHELLED, ["Kenyan"]),
        ("Kenya's foreign minister proposed a truce of ten days in Darfur on Thursday." + WAR, ["Kenya's foreign minister"]),
        ("The government rejected the Doha initiative of June in which Qatar proposed a ceasefire." + WAR, ["Qatar"]),
        # who sought it, led the mediation, brought the sides together
        ("A truce sought by Ghana and Kenya came apart in Wau." + WAR, ["Ghana", "Kenya"]),
        ("The Front and the junta signed the Banjul Accords in May. Ghana had led the mediation.", ["Ghana"]),
        (
            "Officers of the coalition brought elders and commanders together in Wau and a truce was announced.",
            ["Officers of the coalition"],
        ),
        ("A ceasefire was signed on 23 May, negotiated by Mauritania and by the head of MINUSMA.", ["Mauritania", "the head of MINUSMA"]),
        # rows that lost their commas, and who only helped
        ("The truce was agreed in Astana by Russia Iran and Turkey as guarantors.", ["Russia", "Iran", "Turkey"]),
        ("The truce between the army and the Front was brokered with the assistance of Ghana.", ["Ghana"]),
    ],
)
def test_outsiders_who_put_or_seek_a_truce_broker_it(read_text: Read, text: str, brokers: list[str]) -> None:
    """Outsiders whose proposal it is, who sought a truce or led its mediation are its brokers and no sides."""
    reading = read_text(text)
    assert named_in(reading, "mediators") == brokers
    assert not set(named_in(reading, "parties")) & set(brokers)


@pytest.mark.parametrize(
    "text",
    [
        "A Sudanese proposal in May for a 60 day pause came to nothing after the Front turned it down." + SHELLED,
        "The Sudanese army proposed a truce of ten days in Darfur on Thursday." + WAR,
    ],
)
def test_who_fights_brokers_no_offer_of_his_own(read_text: Read, text: str) -> None:
    """A proposal by the state that is fought over, or by men in arms, has no broker."""
    assert named_in(read_text(text), "mediators") == []
