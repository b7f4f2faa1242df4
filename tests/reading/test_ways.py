"""Ways through the tree from a name to an act, and one choice among several linear heads."""

from collections.abc import Callable

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.grammar.ways import standing_of, told_up, way_between
from trucebook.reading.linearhead import LinearHead, choice_among, shipped_choice, shipped_heads

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
    heads, choice = shipped_heads("term_type_heads.json"), shipped_choice("term_type_heads.json")
    features = frozenset(name for head in heads.values() for name in list(head.weights)[:20]) | {"no such feature"}
    assert choice.weigh(features) == {answer: head.weigh(features) for answer, head in heads.items()}
    two = choice_among({"a": LinearHead(bias=5, weights={}), "b": LinearHead(bias=-5, weights={"x": 10})})
    assert two.weigh(["x", "y"]) == {"a": 5, "b": 5}
    assert two.weigh([]) == {"a": 5, "b": -5}
