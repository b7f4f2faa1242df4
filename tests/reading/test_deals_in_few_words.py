"""Agreements told in few words: by a pronoun, by the fire that is to stop, as a plan or only as something talked of."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]
DAY = "2020-03-10"


def told(read_text: Read, text: str) -> list[tuple[str, object]]:
    """Return quote and type of the agreements of a report of 10 March 2020."""
    return [(c.quote, c.value("type")) for c in read_text(text, DAY).claims if c.kind == "agreement"]


def quotes(read_text: Read, text: str) -> list[str]:
    """Return the quotes of the agreements of a report."""
    return [quote for quote, _ in told(read_text, text)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "The rebels broke two truces, both short. That of 7 October lasted a week.",
            "That of 7 October",
        ),
        ("A truce in January fell apart under mortar fire. The eighth took effect in Wau at noon, and the guns fell silent.", "The eighth"),
        (
            "The army broke its truce with the rebels within a day. Tanks shelled the port. A second attempt, declared on 3 March with "
            "Swiss help, lasted an hour.",
            "A second attempt",
        ),
        (
            "The ceasefire did not bind the western militia, whose men shelled the port. They signed one of their own in Lome in January.",
            "one of their own",
        ),
    ],
)
def test_a_pronoun_with_a_day_or_a_making_names_one_more(read_text: Read, text: str, quote: str) -> None:
    """What is told of a pronoun right behind a word of agreements makes it one more arrangement."""
    assert quote in {q for whole in quotes(read_text, text) for q in (whole, whole[: len(quote)])}


@pytest.mark.parametrize(
    "text",
    [
        "The truce held on Monday. Of the six soldiers the last was freed in March, and this one had been wounded by rebels.",
        "The rebels declared a truce in May. The army has not announced one.",
    ],
)
def test_a_pronoun_for_people_or_for_none_names_nothing(read_text: Read, text: str) -> None:
    """A pronoun that stands for people, or for what there is not, opens no arrangement."""
    assert len(quotes(read_text, text)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The two generals pledged that the shooting along the river would stop. Rebels and soldiers had fought for a week.", "stop"),
        ("The president told the army to stop its offensive against the rebels. Tanks had shelled the town.", "stop its offensive"),
        ("The rebels said they would stop attacking convoys. Soldiers had been killed in ambushes.", "stop attacking"),
        ("Both armies suspended operations in July. Artillery had shelled the town and rebels had fled.", "suspended operations"),
    ],
)
def test_fire_that_is_to_stop_tells_a_truce(read_text: Read, text: str, words: str) -> None:
    """A halt that somebody settled, ordered or dated is a ceasefire though no noun names it."""
    found = told(read_text, text)
    assert any(words in quote and kind == "ceasefire" for quote, kind in found)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels said they would stop shelling the port if the army left. Soldiers stayed in their trenches.",
        "The army has not told its gunners to stop shelling. Rebels fled.",
    ],
)
def test_fire_on_a_condition_or_denied_tells_none(read_text: Read, text: str) -> None:
    """A halt on a condition or one that nobody ordered is no ceasefire."""
    assert all(kind != "ceasefire" for _, kind in told(read_text, text))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Rebels shelled the port. The envoy sought backing for a proposal to let fighters leave the fort.", "a proposal"),
        ("Soldiers and rebels fought on. Draughtsmen had left a draft on the status of the province, which the general keeps.", "a draft"),
        ("Mediators want the factions to approve a plan drafted by the bloc. Guerrillas and troops went on fighting.", "a plan"),
    ],
)
def test_a_new_plan_with_its_matter_is_an_offer(read_text: Read, text: str, quote: str) -> None:
    """A plan told of for the first time, with words of its own, is an offer in a report of war."""
    found = told(read_text, text)
    assert any(whole.startswith(quote) and kind == "offer" for whole, kind in found)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled the port and soldiers fled. The mayor has a plan to raise fares.",
        "Fighting broke out between the clans over a plan to dam the river. Gunmen killed two soldiers.",
    ],
)
def test_a_civil_plan_and_one_fought_over_are_none(read_text: Read, text: str) -> None:
    """A plan of pay or trade, and what others fight over, is no offer."""
    assert quotes(read_text, text) == []


def test_what_is_talked_of_is_an_offer_and_a_need_is_none(read_text: Read) -> None:
    """One thing that could be signed is an offer; an attempt at a lasting truce is none."""
    text = "Rebels and soldiers fought for the port. An accord could be signed within days, a commander said."
    assert told(read_text, text) == [("An accord", "offer")]
    assert quotes(read_text, "Rebels and soldiers fought on. Several attempts at securing a lasting truce have faltered.") == []


def test_a_bare_truce_gives_way_to_one_whose_making_is_told(read_text: Read) -> None:
    """The naming that tells where and by whom a truce was made is quoted before a bare one."""
    text = (
        "Monitors who watch the truce received four complaints. The ceasefire was agreed in Lome on 3 March by the junta and the rebels. "
        "Shelling has stopped."
    )
    assert quotes(read_text, text)[0].startswith("The ceasefire")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A five-day truce between the army and the rebels began on Monday.", "pause"),
        ("The Lome Accord between the junta and the guerrillas is a dead letter, officers said.", "peace_agreement"),
        ("The understanding that the army reached with the militia was broken by rockets and shelling.", "ceasefire"),
    ],
)
def test_types_by_length_title_and_fire(read_text: Read, text: str, kind: str) -> None:
    """Truces of a few days are pauses, titled accords are of peace, and a deal told amid fire alone is a ceasefire."""
    assert [k for _, k in told(read_text, text)] == [kind]
