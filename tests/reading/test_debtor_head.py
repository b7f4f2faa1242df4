"""The learned head of debtors: who owes a term, weighed among those named around it, in sentences of our own."""

from collections.abc import Callable, Mapping

import pytest

from trucebook.model import Claim, Field, Reading
from trucebook.reading.deals import debtorhead
from trucebook.reading.deals.debtorhead import ADDED, MODEL, OF_RULES, OWES, likeliest
from trucebook.reading.linearhead import LinearHead, shipped_heads

Read = Callable[..., Reading]

OWED = "The ceasefire agreement between the government and the Front obliges the rebels to free all captives by Friday."
OPEN = "The government and the Front signed a truce in Lomé on Monday. Under the truce, all captives are to be freed by Friday."


def weigh(monkeypatch: pytest.MonkeyPatch, weights: Mapping[str, int], bias: int = -600) -> None:
    """Let the head know these features alone."""
    monkeypatch.setattr(debtorhead, "shipped_heads", lambda _: {OWES: LinearHead(bias=bias, weights=dict(weights))})


def release(reading: Reading) -> Claim:
    return next(c for c in reading.claims if c.kind == "provision" and c.value("action") == "release")


def owed_by(claim: Claim) -> str | None:
    debtor = claim.fields.get("debtor")
    return debtor.text if isinstance(debtor, Field) else None


def test_who_weighs_most_owes_and_is_said(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A side of the agreement that weighs more than whom the rules found takes his place, in the words of the text, and it is said."""
    weigh(monkeypatch, {"role=parties": 2000})
    claim = release(read_text(OWED))
    debtor = claim.fields["debtor"]
    assert isinstance(debtor, Field)
    assert debtor.text in ("the government", "the Front")
    assert OWED[debtor.start : debtor.end] == debtor.text
    assert f"debtor weighed: {debtor.text}" in claim.reasons


def test_whom_the_rules_found_stays_where_nobody_weighs_more(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all weigh the same, the rules decide."""
    weigh(monkeypatch, {})
    claim = release(read_text(OWED))
    assert owed_by(claim) == "the rebels"
    assert not any(r.startswith("debtor weighed") for r in claim.reasons)


def test_a_term_that_nobody_owes_stays_open(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the words name nobody and nobody is likely, the term has no debtor: unknown stays unknown."""
    weigh(monkeypatch, {}, bias=-900)
    assert owed_by(release(read_text(OPEN))) is None


def test_the_choice_among_weights() -> None:
    """Another must weigh more than the rules' own with its bonus; where they found nobody, one must weigh enough."""
    bonus, least = OF_RULES[True], ADDED[True]
    assert likeliest([], None, whole=True) is None
    assert likeliest([bonus, 0], 1, whole=True) is None
    assert likeliest([bonus + 1, 0], 1, whole=True) == 0
    assert likeliest([bonus + 1, 0], 1, whole=False) is None
    assert likeliest([least - 1, least - 2], None, whole=True) is None
    assert likeliest([least, least - 2], None, whole=True) == 0


def test_the_weights_that_ship_are_whole_and_name_nobody() -> None:
    """The weights are whole hundredths; no name of a state or people is among the words they know."""
    head = shipped_heads(MODEL)[OWES]
    assert head.weights
    assert all(isinstance(weight, int) for weight in head.weights.values())
    words = {word for name in head.weights for word in name.split("=", 1)[-1].replace("/", " ").split()}
    assert not words & {"syria", "israel", "russia", "damascus", "hamas", "khartoum", "moscow", "syrian", "russian", "israeli"}
