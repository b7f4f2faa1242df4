"""The queue of review: what a person is asked to look at first, and the reasons given for its place."""

import pytest

from trucebook.model import STATUS_WEIGHED, Claim, Field
from trucebook.review import VALUE, claim_item


def _agreement(*reasons: str, status: str = "in_force", score: float = 0.8) -> Claim:
    return Claim(
        id="c1",
        kind="agreement",
        quote="the truce in Karo",
        start=0,
        end=17,
        fields={"status": Field(value=status)},
        score=score,
        reasons=reasons,
    )


def test_an_agreement_whose_standing_no_word_tells_comes_before_one_that_says_it() -> None:
    told = claim_item(_agreement("in_force: holds"), contradicted=False)
    weighed = claim_item(_agreement(STATUS_WEIGHED), contradicted=False)
    assert told.value == VALUE["agreement"]
    assert weighed.value > told.value
    assert "no word says how it stands; the reader weighed it" in weighed.reasons
    assert all("weighed" not in reason for reason in told.reasons)


def test_doubt_and_a_broken_truce_each_raise_an_agreement() -> None:
    plain = claim_item(_agreement(), contradicted=False)
    unsure = claim_item(_agreement(score=0.4), contradicted=False)
    broken = claim_item(_agreement(status="violated"), contradicted=False)
    assert unsure.value == pytest.approx(plain.value + 0.2)
    assert broken.value == pytest.approx(plain.value + 0.2)
    assert "the reader is unsure of it (0.40)" in unsure.reasons
    assert "it says that the agreement is violated" in broken.reasons
