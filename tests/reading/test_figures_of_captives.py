"""Figures of captives, bodies and people under way: what is only offered frees nobody, and the worse fate is the one that counts."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


def _told(read_text: Read, text: str) -> list[tuple[str, str]]:
    return [(c.quote, str(c.value("category"))) for c in read_text(text, "2015-06-10").claims if c.kind == "figure"]


@pytest.mark.parametrize(
    "text",
    [
        "Under the plan 18 sailors would have been freed.",
        "A swap of 18 prisoners agreed in March has yet to be carried out.",
        "The guild will not talk until 18 of its members are freed.",
        "The clan asked for the release of 18 herders.",
        "The widows complained that 18 prisoners had not been freed.",
        "The emperor had offered to free 18 policemen.",
        "The king demanded that the rebels free 18 pilots.",
        "The governor said his side was ready to let 18 prisoners go.",
    ],
)
def test_a_release_that_is_not_done_leaves_captives_held(read_text: Read, text: str) -> None:
    """Those whose release is offered, asked for, put off or denied are detained, as a fact."""
    claim = next(c for c in read_text(text, "2015-06-10").claims if c.kind == "figure")
    assert (claim.value("category"), claim.assertion) == ("detained", "happened")


@pytest.mark.parametrize(
    "text",
    [
        "The islanders are to leave in return for the freeing of 18 sailors.",
        "The movement promised to free 18 policemen.",
        "Under the accord the duke is to release 18 prisoners.",
        "In return the Armenians gave back 18 prisoners.",
        "Six monks were freed for 18 Ruritanian sailors.",
        "The clan let six herders go in return for 18 relatives of its chief.",
        "The second group of 18 detainees was released on Monday.",
        "Fifteen prisoners of the League and 18 of the Guild were exchanged at the ford.",
        "In the exchange of prisoners the League returned 90 men and the Guild 18.",
        "The 18 pilgrims held in the fort since May arrived in Norvik on Saturday.",
        "Some 18 teachers who were abducted in March have returned to their families.",
        "The islanders began to free 18 sailors on Sunday.",
        "Fishermen were bussed north in return for the freeing of 18 sailors.",
        "Elders arranged for 18 prisoners to be exchanged on the bridge.",
        "After the mayor agreed to talk the gunmen released 18 teachers.",
        "A pause that began in May and brought home 18 hostages ended in June.",
        "Nine soldiers were freed against 18 detained rebels.",
        "A swap of prisoners took place at the mill where elders received 18 army men.",
    ],
)
def test_a_release_that_is_done_counts(read_text: Read, text: str) -> None:
    """Those who were freed, came home, were given back or are to be freed by what a side agreed to are released."""
    assert ("released" in {category for quote, category in _told(read_text, text) if "18" in quote}) is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The sides exchanged nine bodies.", [("nine bodies", "killed")]),
        ("They are to give back the corpses of eleven fighters.", [("eleven fighters", "killed")]),
        ("Six Nepalese peacekeepers were seized and killed at the ford.", [("Six Nepalese peacekeepers", "killed")]),
        ("Some 12 men died in custody.", [("Some 12 men", "killed")]),
        ("They shot down an aircraft with 97 people on board.", [("97 people", "affected")]),
        ("About 500 wounded were taken to Tula by helicopter.", [("about 500 wounded", "evacuated")]),
        ("About 500 wounded were taken to hospital.", [("about 500 wounded", "injured")]),
        ("Militiamen stopped the convoy and held 800 people for hours.", [("800 people", "detained")]),
        ("Thousands of villagers drove home past craters.", [("Thousands of villagers", "returned")]),
        ("The league overran the hills, driving out more than 5,000 people.", [("more than 5,000 people", "displaced")]),
        ("About 300 fighters boarded the last green coaches.", [("About 300 fighters", "evacuated")]),
        ("The envoy called it an act that endangers 50,000 lives.", []),
        ("They promised to let 50 families return each day.", []),
        ("The town fell after nine days of fighting in which 90 people were killed.", [("90 people", "killed")]),
        ("Buses took 320 people to Reva, raising to 1,500 the number brought out.", [("320 people", "evacuated"), ("1,500", "evacuated")]),
    ],
)
def test_people_under_way_and_in_worse_plight(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """Bodies and those killed after capture are dead, people in a wreck affected, the wounded who are moved away evacuated."""
    assert [(quote.lower(), category) for quote, category in _told(read_text, text)] == [(q.lower(), c) for q, c in expected]
