"""Terms as fresh news reports tell them, and words there that look like terms and are none, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Field, Reading

from .dispatches import text_of

Read = Callable[..., Reading]
TRUCE = "A ceasefire between the junta and the clans took effect on Friday. "


def provisions(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.kind == "provision"]


def told(reading: Reading) -> list[tuple[object, object, str]]:
    """Return (action, status, debtor) of the provisions read."""
    return [(c.value("action"), c.value("status"), text_of(c, "debtor")) for c in provisions(reading)]


@pytest.mark.parametrize(
    "sentence",
    [
        # a participle before a noun is an adjective
        "Buses entered the rebel-held quarters of the city under the deal.",
        # what something is for
        "The army declared a truce of three days in order to enable families to celebrate and to stop the bloodshed.",
        # what follows where it is not done
        "The clans said that they reserve the right to answer if the raids do not stop.",
        # what orders are
        '"Our orders are to hold fire," a captain said.',
        # what people ask for themselves
        "The nuns listed some 600 villagers who asked to leave.",
        # how long it lasts
        "A pause that was to run from 10 a.m. until dusk was ignored.",
        # a vote that was held
        "The junta has not recognised the results of the referendum.",
    ],
)
def test_words_that_only_sound_like_terms_make_none(read_text: Read, sentence: str) -> None:
    """Adjectives, purposes, threats, orders and votes that were held bind nobody."""
    assert told(read_text(TRUCE + sentence)) == []


@pytest.mark.parametrize("halt", ["halt fire for a week in order to give time for talks", "pause the fighting to leave room for talks"])
def test_room_for_talks_is_no_term_beside_the_halt_that_makes_it(read_text: Read, halt: str) -> None:
    """Who holds fire to leave time or room for talks promises to hold fire alone."""
    assert told(read_text(f"The two sides agreed to {halt}.")) == [("cease_fire", "promised", "The two sides")]


@pytest.mark.parametrize(
    ("answer", "status"), [("The army rejected the offer.", "refused"), ("The premier turned the proposal down.", "refused")]
)
def test_every_term_of_an_offer_turned_down_is_refused(read_text: Read, answer: str, status: str) -> None:
    """What a side offers, and the truce and the talks it asks for in exchange, are refused with the offer."""
    offer = "The rebels offered to free 40 soldiers in return for a truce and the opening of the road. "
    assert [(a, s) for a, s, _ in told(read_text(offer + answer))] == [
        ("release", status),
        ("cease_fire", status),
        ("lift_siege", status),
    ]


def test_a_truce_asked_for_in_exchange_is_demanded_while_the_offer_stands(read_text: Read) -> None:
    """Nobody has answered: what is offered is demanded as a term, and so is what is wanted for it."""
    text = "The rebels offered to free 40 soldiers in return for a truce."
    assert [(a, s) for a, s, _ in told(read_text(text))] == [("release", "demanded"), ("cease_fire", "demanded")]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "The army and rebels signed a deal on Monday. Some 80 police would be posted in Bor to watch over the implementation.",
            [("deploy", "promised", "Some 80 police"), ("monitor", "promised", "Some 80 police")],
        ),
        (
            "The lawmaker called on Norland as a guarantor of the ceasefire to rein in the militias and to send observers there.",
            [("other", "demanded", "Norland"), ("monitor", "demanded", "Norland")],
        ),
        (
            "A truce sponsored by Norland in May saw several hundred gunmen leave but fell apart as the junta refused to free captives.",
            [("depart", "done", "several hundred gunmen"), ("release", "refused", "the junta")],
        ),
        (
            TRUCE + "Under the truce the clans may keep their rifles, and those who stay are to have their papers settled with the army.",
            [("other", "promised", "the clans"), ("integrate", "promised", "the army")],
        ),
        (
            TRUCE + "Under the truce Norland is to let in the first aid convoy and to take out the wounded.",
            [("aid", "promised", "Norland"), ("aid", "promised", "Norland")],
        ),
        (TRUCE + "Under the truce local police are to take charge of security.", [("deploy", "promised", "local police")]),
        (TRUCE + "Under the truce a committee is to oversee the redeployment.", [("monitor", "promised", "a committee")]),
        (TRUCE + "The council demanded that the clans free the pilots under the truce.", [("release", "demanded", "the clans")]),
        (TRUCE + "The premier insisted on the annulment of the vote.", [("other", "demanded", "")]),
    ],
)
def test_terms_of_fresh_news_are_read_with_their_standing(read_text: Read, text: str, terms: list[tuple[str, str, str]]) -> None:
    """Posts, leave to keep arms, settled papers, calls on guarantors, the sick carried out and former deals carried out are terms."""
    assert told(read_text(text)) == terms


def test_what_the_parties_must_do_is_asked_of_them_far_from_the_naming(read_text: Read) -> None:
    """Seven sentences after the truce was named, what "the parties must" do still holds of it."""
    aside = "The minister flew home on Monday. " * 7
    text = TRUCE + aside + "The parties must exercise restraint, reactivate the joint committee and let aid convoys pass."
    assert told(read_text(text)) == [(a, "demanded", "The parties") for a in ("cease_fire", "monitor", "aid")]


def test_a_day_of_something_else_is_not_due(read_text: Callable[..., Reading]) -> None:
    """When the siege to be lifted was laid is not when it is to be lifted."""
    text = TRUCE + "Under it the junta is to lift the siege it laid at the end of June, and the clans must leave by 5 July."
    due = [c.fields.get("due") for c in read_text(text, "2021-06-30").claims if c.kind == "provision"]
    assert [f.text if isinstance(f, Field) else None for f in due] == [None, "5 July"]


def test_who_speaks_for_others_meets_nobody(read_text: Callable[..., Reading]) -> None:
    """A body that speaks for people is described, not told of."""
    text = "Rebels shelled the town. A council, which speaks for the residents, fled."
    assert "CONSULT" not in {c.value("type") for c in read_text(text, "2021-06-30").claims if c.kind == "event"}
