"""The learned heads of roles: who is bound by an agreement, or brokers it, though no rule says so, in sentences of our own."""

import json
from collections.abc import Callable
from importlib import resources

import pytest

from trucebook.model import Reading
from trucebook.reading.deals import roleheads
from trucebook.reading.deals.roleheads import BROKERS, MODEL, NONE, SIDES, decide
from trucebook.reading.linearhead import LinearHead, shipped_heads

from .agreements_told import the_agreement

Read = Callable[..., Reading]

TOLD = "A truce signed by Togo and Benin took hold in Bamako on Friday. The rebels of the White Front let aid in, Kenya said."
ROW = "Togo, Benin and Ghana signed a truce in Bamako on Friday."


def sides(reading: Reading) -> list[str]:
    return [f.text or "" for f in the_agreement(reading).many("parties")]


def brokers(reading: Reading) -> list[str]:
    return [f.text or "" for f in the_agreement(reading).many("mediators")]


def weigh_all(monkeypatch: pytest.MonkeyPatch, bias: int, *, broker: int = -900) -> None:
    """Let the heads give everybody the same chance of being a side, and of being a broker."""
    heads = {"parties": LinearHead(bias=bias, weights={}), "mediators": LinearHead(bias=broker, weights={})}
    monkeypatch.setattr(roleheads, "shipped_heads", lambda _: heads)


def test_one_who_is_likely_is_added_and_said(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """An actor within reach whose chance is high is a side in the words of the text, and the claim's reasons say so."""
    weigh_all(monkeypatch, 300)
    claim = the_agreement(read_text(TOLD))
    added = [r.removeprefix("side weighed: ") for r in claim.reasons if r.startswith("side weighed: ")]
    assert "The rebels of the White Front" in added
    assert all(TOLD[f.start : f.end] == f.text for f in claim.many("parties"))
    assert {"Togo", "Benin", *added} == {f.text for f in claim.many("parties")}


def test_two_sides_stay_whatever_their_chance(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more than two found by the rules the unlikely ones go; two always stay, and nobody is added."""
    weigh_all(monkeypatch, -900)
    assert sides(read_text(TOLD)) == ["Togo", "Benin"]
    assert len(sides(read_text(ROW))) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "The truce was announced near the border between Chad and Sudan.",
        "Kinshasa has not joined the truce signed by the Front.",
    ],
)
def test_who_stands_out_is_no_side(read_text: Read, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Who has not joined, and those whose border is named, are no sides, however likely they look."""
    weigh_all(monkeypatch, 300)
    assert not set(sides(read_text(text))) & {"Chad", "Sudan", "Kinshasa"}


def test_a_broker_stays_one(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody found to broker or watch a truce is made its side."""
    weigh_all(monkeypatch, 300)
    named = sides(read_text("Hamas and Israel fought on Monday despite a truce that Egypt brokered and Norway monitors."))
    assert not set(named) & {"Egypt", "Norway"}


def test_those_of_the_broker_are_no_side(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forces of a state that brokered a truce are not bound by it, however likely they look."""
    weigh_all(monkeypatch, 300)
    named = sides(read_text("A truce brokered by Russia between the rebels and the clans holds in Homs. The Russian army set up posts."))
    assert "The Russian army" not in named


def test_a_likely_broker_is_added_and_said(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """An actor whose chance to broker is high is a broker in the words of the text, and no side keeps a second role."""
    weigh_all(monkeypatch, -900, broker=300)
    reading = read_text(TOLD)
    added = [r.removeprefix("broker weighed: ") for r in the_agreement(reading).reasons if r.startswith("broker weighed: ")]
    assert added
    assert set(added) <= set(brokers(reading))
    assert sides(reading) == ["Togo", "Benin"]
    assert not set(sides(reading)) & set(brokers(reading))


def test_the_likelier_role_counts() -> None:
    """Of two likely roles the likelier is taken; none where neither is likely enough."""
    sure, likely, never = 200, 100, -900
    weights = [{SIDES: sure, BROKERS: likely}, {SIDES: likely, BROKERS: sure}, {SIDES: never, BROKERS: never}]
    assert decide([NONE] * 3, weights) == [SIDES, BROKERS, NONE]
    assert decide([NONE] * 3, weights, whole=False) == [SIDES, BROKERS, NONE]


def test_the_two_likeliest_are_sides_sooner() -> None:
    """Of those who are none too likely the two likeliest are sides, since most arrangements have two; a third is not."""
    doubtful = [{SIDES: weight, BROKERS: -900} for weight in (-110, -60, -80)]
    assert decide([NONE] * 3, doubtful) == [NONE, SIDES, SIDES]
    assert decide([NONE] * 3, doubtful, whole=False) == [NONE] * 3


def test_what_rules_found_weighs_but_does_not_bind() -> None:
    """One whom the rules found stays where another would not be taken, and goes where all else speaks against him."""
    weights = [{SIDES: -300, BROKERS: -900}, {SIDES: -500, BROKERS: -900}, {SIDES: -900, BROKERS: -300}]
    assert decide([SIDES, SIDES, BROKERS], weights) == [SIDES, NONE, BROKERS]
    assert decide([NONE] * 3, weights) == [NONE] * 3


def test_an_unlikely_side_of_a_whole_report_goes(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a report of more than a few sentences the heads may take a side away that the rules found; what has no name stays."""
    weigh_all(monkeypatch, -900)
    rest = "Rain fell. Roads were closed. Shops stayed open. Prices fell. Buses ran late."
    assert sides(read_text(f"{TOLD} {rest}")) == []
    assert sides(read_text(f"A truce between the two sides took hold in Bamako on Friday. {rest}")) == ["the two sides"]


def test_chances_add_up() -> None:
    """The chance is the logistic of the weights in hundredths, one half where nothing is known."""
    head = LinearHead(bias=0, weights={"a": 100, "b": -100})
    assert head.chance(frozenset({"c"})) == 0.5
    assert head.chance(frozenset({"a"})) + head.chance(frozenset({"b"})) == pytest.approx(1.0)
    assert head.chance(frozenset({"a"})) == pytest.approx(0.731, abs=0.001)


@pytest.mark.parametrize("role", ["parties", "mediators"])
def test_shipped_weights_are_plain_data(role: str) -> None:
    """The shipped weights are whole numbers under names that hold no name of anybody, in under 100 kB."""
    raw = (resources.files("trucebook") / "data" / MODEL).read_bytes()
    assert len(raw) < 100_000
    weights = json.loads(raw)["heads"][role]["weights"]
    assert shipped_heads(MODEL)[role].weights == weights
    assert all(isinstance(w, int) for w in weights.values())
    kinds = ("verb/as", "noun", "below", "on", "before", "next")
    told = {name.partition("=")[2] for name in weights if name.partition("=")[0] in kinds}
    assert all(value == value.lower() or value.isupper() for value in told)
