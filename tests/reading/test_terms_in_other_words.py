"""Terms told in idioms, by what comes about and by what nobody is to do, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Reading

from .dispatches import text_of

Read = Callable[..., Reading]
TRUCE = "A ceasefire between the junta and the clans took effect on Friday. "


def told(reading: Reading) -> list[tuple[object, object, str]]:
    """Return (action, status, debtor) of the provisions read."""
    return [(c.value("action"), c.value("status"), text_of(c, "debtor")) for c in provisions(reading)]


def provisions(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.kind == "provision"]


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("Under the truce the junta is to let 30 fishermen go.", [("release", "promised", "the junta")]),
        ("Under the truce the clans will let the pilgrims travel through the gorge.", [("lift_siege", "promised", "the clans")]),
        ("Under the truce the clans will let the police take over the harbour.", [("deploy", "promised", "the clans")]),
        ("Under the truce the junta is to bring back the buses and the power lines.", [("restore_services", "promised", "the junta")]),
        ("Under the truce the junta is to lift its ban on two parties.", [("other", "promised", "the junta")]),
        ("Under the truce neither army may advance beyond the canal.", [("cease_fire", "promised", "neither army")]),
        ("Under the truce nobody will be jailed for what he wrote.", [("amnesty", "promised", "")]),
        ("The envoy called on both sides to make sure that the truce holds.", [("cease_fire", "demanded", "both sides")]),
        ("The envoy called on both sides to honour the commitments of last year.", [("other", "demanded", "both sides")]),
        ("The envoy urged both sides to meet again within days.", [("talk", "demanded", "both sides")]),
        ("The envoy urged the clans to agree to an extension of the truce.", [("cease_fire", "demanded", "the clans")]),
    ],
)
def test_terms_in_idioms(read_text: Read, sentence: str, terms: list[tuple[str, str, str]]) -> None:
    """Letting go, letting pass, taking over, bringing back, what nobody may do and what is to hold are terms by what they mean."""
    assert told(read_text(TRUCE + sentence)) == terms


def test_what_comes_about_is_quoted_with_its_subject(read_text: Read) -> None:
    """What is to stop or to reopen is said with the verb by which it comes about."""
    text = TRUCE + "Under the truce all shelling was to stop at dusk and both bridges were to reopen."
    assert [c.quote for c in provisions(read_text(text))] == ["all shelling was to stop at dusk", "both bridges were to reopen"]


def test_what_breaks_a_truce_is_no_duty_under_it(read_text: Read) -> None:
    """A clause about the truce itself owes nothing, though it follows a promise."""
    text = "The junta undertook to keep the truce with the clans. These raids violate the truce which it undertook to keep."
    assert {a for a, _, _ in told(read_text(text))} == {"cease_fire"}


@pytest.mark.parametrize(
    "sentence",
    ["The widows urged the junta not to let go of the matter.", "The clans should not allow themselves to be drawn into quarrels."],
)
def test_idioms_that_free_and_open_nothing(read_text: Read, sentence: str) -> None:
    """To let go of a thing frees nobody, and to let oneself be drawn into something opens nothing."""
    assert not {"release", "lift_siege"} & {a for a, _, _ in told(read_text(TRUCE + sentence))}


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        (
            "The text has three parts: a stop to all raids; a committee of elders to look into complaints; and observers from Norland.",
            ["cease_fire", "monitor", "monitor"],
        ),
        (
            "The junta's duties under the truce are plain: reopen the schools, let aid in and free the nuns.",
            ["restore_services", "aid", "release"],
        ),
        (
            "The clans put three demands: the lifting of the siege, talks on water and the release of the nuns.",
            ["lift_siege", "talk", "release"],
        ),
    ],
)
def test_a_list_behind_a_colon_is_read_item_by_item(read_text: Read, sentence: str, terms: list[str]) -> None:
    """Nouns and bare verbs at the head of an item are terms, wherever the parser hung them."""
    assert [action for action, _, _ in told(read_text(TRUCE + sentence))] == terms


def test_what_a_list_asks_for_is_demanded(read_text: Read) -> None:
    """Who urges others to accept a list asks for each of its items."""
    text = TRUCE + "The envoy urged both sides to accept his four points: the opening of the port, the release of the nuns."
    assert {status for _, status, _ in told(read_text(text))} == {"demanded"}


def test_a_report_on_one_truce_is_about_it_to_its_end(read_text: Read) -> None:
    """What is asked of the sides ten sentences after the naming is asked under the truce."""
    text = TRUCE + "Rain fell on the market. " * 10 + "The pope called on the clans to complete their withdrawal from the coast."
    assert told(read_text(text)) == [("withdraw", "demanded", "the clans")]


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("The bishop asked both sides for a truce so that the wounded can be taken out.", [("aid", "demanded")]),
        ("If the truce is carried out the junta would halt its raids on the coast.", [("cease_fire", "promised")]),
        ("The clans are responsible for opening the road.", [("lift_siege", "demanded")]),
        ("Under the truce either side is to give the nuns lists of its prisoners.", [("release", "promised")]),
        ("The mayor called on the fighters to pull out of the truce.", [("other", "demanded")]),
        ("Under the truce the junta is to keep its aircraft away from the coast.", [("cease_fire", "promised")]),
        ("Under the truce neither is to bring in fresh troops.", [("other", "promised")]),
        ("A column has yet to open the road to the port.", []),
    ],
)
def test_bonds_in_other_words(read_text: Read, sentence: str, terms: list[tuple[str, str]]) -> None:
    """Purposes of a truce asked for, conditions met, responsibilities, lists of captives; what has yet to be is no term."""
    assert [
        (action, status) for action, status, _ in told(read_text(TRUCE + sentence)) if action != "cease_fire" or terms[0][0] == action
    ] == terms
