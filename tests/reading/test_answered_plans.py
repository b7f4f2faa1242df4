"""Plans, drafts and papers that sides take or turn down, and truces of other days told beside the main one."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]
WAR = "\nTroops and insurgents exchanged artillery fire near the front, killing three."


def agreements(read_text: Read, text: str, published: str = "2015-06-12") -> list[tuple[str, object, object]]:
    """Return words, type and status of the agreements of a text that goes on with a line of war."""
    found = [c for c in read_text(text + WAR, published).claims if c.kind == "agreement"]
    return [(c.quote, c.value("type"), c.value("status")) for c in found]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Norway's proposal of May 3, which the government took up and the rebels refused, would have opened the road.",
            "Norway's proposal",
        ),
        (
            "A draft that the envoy handed round on Thursday, and which the assembly voted down, gave the rebels half of the land.",
            "A draft",
        ),
        ("A paper circulated by the contact group in Rambouillet was rejected by Belgrade.", "A paper circulated"),
        ("A French plan put forward on Tuesday was dismissed by both sides as a joke.", "A French plan"),
        ("Saudi Arabia's plan of August, which would have put observers on the hills, was thrown out by Damascus.", "Saudi Arabia's plan"),
        ("They rejected a text drawn up by West African mediators in Accra on Sunday.", "a text drawn up"),
        ("The separatists never put their signature to the terms offered in Oslo.", "the terms offered in Oslo"),
        ("A Swedish compromise in January fared no better with the junta.", "A Swedish compromise"),
        ("A peace initiative launched by the king on 3 March went nowhere.", "A peace initiative"),
        ("Barrel bombs fell on the suburb which turned down a similar offer last week.", "a similar offer"),
        ("The mediators' blueprint for a ceasefire was shrugged off in Khartoum.", "The mediators' blueprint"),
    ],
)
def test_plans_that_are_turned_down(read_text: Read, text: str, quote: str) -> None:
    """A draft, paper or plan with an author or a day that a side turns down is an offer, refused, whoever else took it."""
    ((said, kind, status),) = agreements(read_text, text)
    assert said.startswith(quote)
    assert (kind, status) == ("offer", "refused")


@pytest.mark.parametrize(
    "text",
    [
        "The rebels answered with a paper of their own asking that the blockade be lifted first.",
        "The envoy asked both camps to put their names to his draft of a joint declaration.",
    ],
)
def test_plans_that_are_put_forward(read_text: Read, text: str) -> None:
    """A paper with which a side answers, or to which sides are asked to put their names, is an offer."""
    ((_, kind, status),) = agreements(read_text, text)
    assert (kind, status) == ("offer", "proposed")


@pytest.mark.parametrize(
    "text",
    [
        "The opposition accepted the prime minister's plan to raise pensions.",
        "The union's members rejected the firm's plan for shorter shifts.",
        "A plan by the mayor to move the market, which traders rejected, was dropped.",
        "The minister said an ultimatum is not a ceasefire.",
        "The capital is determined to work toward a ceasefire.",
    ],
)
def test_plans_of_peace_time(read_text: Read, text: str) -> None:
    """A plan for something else than the war, and what is denied or only worked for, is no agreement."""
    assert agreements(read_text, text) == []


def test_plan_beside_a_truce(read_text: Read) -> None:
    """A paper with an author stands beside the truce of the report and is not folded into it."""
    text = "The Juba truce is still in place. In Oslo the generals refused the terms offered by the envoy in May."
    assert [(kind, status) for _, kind, status in agreements(read_text, text)] == [("ceasefire", "violated"), ("offer", "refused")]


@pytest.mark.parametrize(
    ("text", "old"),
    [
        (
            "The latest truce, four days old, was holding on Friday. A five-day truce declared in April was renewed twice.",
            "A five-day truce",
        ),
        ("The latest ceasefire was holding on Friday. The holiday truce of last December lapsed after three days.", "The holiday truce"),
        ("On Thursday a new ceasefire was announced in Geneva. They had let the truce of January 12 lapse.", "the truce of January 12"),
    ],
)
def test_truces_of_another_day(read_text: Read, text: str, old: str) -> None:
    """A truce told by a day weeks before the report is another than the one of these days."""
    found = [said for said, _, _ in agreements(read_text, text)]
    assert len(found) == 2
    assert found[1].startswith(old)


def test_deal_between_others(read_text: Read) -> None:
    """A deal between partners of whom the truce says nothing is a deal of its own."""
    text = "The truce was holding in the capital. Shops were open. Buses ran. Children played. "
    text += "The mines reopened under an arrangement between the state company and elders of the valley."
    assert [kind for _, kind, _ in agreements(read_text, text)] == ["ceasefire", "settlement"]


def test_heading_that_runs_into_its_text(read_text: Read) -> None:
    """A heading within a paragraph names nothing where its text does."""
    text = "Another surrender deal in Homs Meanwhile reports emerged that a deal was reached between the army and rebels."
    ((said, _, _),) = agreements(read_text, text)
    assert said.startswith("a deal")


def test_a_plan_and_its_aim_are_one_offer(read_text: Read) -> None:
    """A truce that a proposal is for is the same arrangement, whatever else the proposal would do."""
    assert [
        (said, kind) for said, kind, _ in agreements(read_text, "The envoy unveiled a proposal for a truce that would free captives.")
    ] == [("a proposal for a truce", "offer")]


def test_plans_for_other_things_stay_plans(read_text: Read) -> None:
    """What a clause tells of the thing that a plan is for makes it no plan of war."""
    text = "Togo and Benin unveiled a proposal for closer partnership that would set up an office to run military missions."
    assert agreements(read_text, text) == []
