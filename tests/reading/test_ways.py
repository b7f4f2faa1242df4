"""Ways through the tree from a name to an act, and one choice among several linear heads."""

import json
from collections.abc import Callable
from importlib import resources
from itertools import islice

import pytest

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.grammar.ways import standing_of, told_up, way_between
from trucebook.reading.linearhead import LinearHead, shipped_choice, shipped_heads

from .choices import choice_among

TEXT = "The rebels agreed with the army to free the miners. The clans left."


def test_the_way_ends_at_the_lowest_word_over_both(parse: Callable[[str], Parse]) -> None:
    """From a subject up to its verb, and down to the infinitive; across sentences there is none."""
    told = parse(TEXT)
    rebels, agreed, army, free, clans = (told.words.index(w) for w in ("rebels", "agreed", "army", "free", "clans"))
    way = way_between(told, rebels, free)
    assert way == ([rebels], [free], agreed)
    way = way_between(told, army, free)
    assert way is not None
    assert way[2] == agreed
    assert told_up(told, way[0]) == "pobj>with"
    assert way_between(told, rebels, clans) is None


def test_a_phrase_stands_by_its_preposition(parse: Callable[[str], Parse]) -> None:
    """A subject stands as such, what hangs on a preposition by that."""
    told = parse(TEXT)
    assert standing_of(told, told.words.index("rebels")) == "nsubj"
    assert standing_of(told, told.words.index("army")) == "with"


def test_a_choice_weighs_what_its_heads_weigh() -> None:
    """The sums are those of the heads one by one; features that no head knows weigh nothing."""
    heads = shipped_heads("standing_head.json")
    features = frozenset(name for head in heads.values() for name in list(head.weights)[:20]) | {"no such feature"}
    assert choice_among(heads).weigh(features) == {answer: head.weigh(features) for answer, head in heads.items()}
    two = choice_among({"a": LinearHead(bias=5, weights={}), "b": LinearHead(bias=-5, weights={"x": 10})})
    assert two.weigh(["x", "y"]) == {"a": 5, "b": 5}
    assert two.weigh([]) == {"a": 5, "b": -5}


@pytest.mark.parametrize("name", ["act_head.json", "term_type_heads.json", "toll_head.json"])
def test_a_choice_that_ships_is_plain_data(name: str) -> None:
    """Biases and weights are the whole hundredths of the file, a column an answer, and no feature stands in it that weighs nothing."""
    data = json.loads((resources.files("trucebook") / "data" / name).read_text(encoding="utf-8"))
    choice = shipped_choice(name)
    assert data["made_by"].startswith("eval/train_")
    assert choice.weigh([]) == data["answers"]
    for feature in islice(data["rows"], 3):
        told = dict(zip(choice.answers, data["rows"][feature], strict=True))
        assert choice.weigh([feature]) == {answer: data["answers"][answer] + weight for answer, weight in told.items()}
    assert all(any(row) and all(isinstance(weight, int) for weight in row) for row in data["rows"].values())
