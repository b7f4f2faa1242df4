"""Subjects that stand before their verb without the comma that would set them off."""

from collections.abc import Callable

import pytest

from trucebook.reading.grammar.lostsubjects import with_subjects
from trucebook.reading.grammar.parse import Parse

Parser = Callable[[str], Parse]


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Under the accord which was signed on Sunday shelling was to end.", "was", "shelling"),
        ("In the pact of that year raids were to end at noon.", "were", "raids"),
        ("On Monday firing was to cease in all suburbs of the port salvage crews were to enter the docks.", "were", "crews"),
    ],
)
def test_a_verb_after_a_lost_comma_has_its_subject(parse: Parser, text: str, verb: str, subject: str) -> None:
    """The noun right before a finite verb is its subject where nothing else is."""
    parsed = with_subjects(parse(text))
    heads = [i for i, word in enumerate(parsed.words) if word == verb]
    assert subject in {parsed.words[c] for i in heads for c in parsed.children_of(i, "nsubj", "nsubjpass")}


@pytest.mark.parametrize(
    "text", ["The ceasefire agreed in Geneva would oblige both armies to leave.", "The guards left the fort and were freed."]
)
def test_a_noun_that_belongs_elsewhere_stays_there(parse: Parser, text: str) -> None:
    """Places after a preposition and verbs in a row take nobody's place."""
    parsed = with_subjects(parse(text))
    assert all(parsed.words[i] not in ("Geneva", "fort") for i, dep in enumerate(parsed.dep) if dep.startswith("nsubj"))


def test_verbs_in_a_row_without_commas_have_their_objects(parse: Parser) -> None:
    """What the first verb hands over is not who does the next."""
    text = "The accord stipulates that the clans hand over maps of the wells release all captives and leave the fort."
    parsed = with_subjects(parse(text))
    maps, release = parsed.words.index("maps"), parsed.words.index("release")
    assert (parsed.dep[maps], parsed.words[parsed.head[maps]], parsed.dep[release]) == ("dobj", "hand", "conj")


def test_what_is_given_stays_as_it_is(parse: Parser) -> None:
    """Subjects are given back in a copy, made once, in which no word hangs on itself by a way round; it has lost none."""
    given = parse("Under the accord which was signed on Sunday guards were to leave the mill salvage crews were to enter it.")
    heads = list(given.head)
    mended = with_subjects(given)
    assert given.head == heads != mended.head
    assert with_subjects(given) is mended is with_subjects(mended)
    assert all(len(list(mended.ancestors(i))) < len(mended) for i in range(len(mended)))


@pytest.mark.parametrize(
    ("text", "verb", "thing"),
    [
        ("The clans are to free hostages on Monday.", "free", "hostages"),
        ("Sappers of the junta promised to clear mines from the wells.", "clear", "mines"),
        ("The pact says that the clans hand over their long and short guns.", "hand", "guns"),
    ],
)
def test_a_hidden_verb_has_its_object(parse: Parser, text: str, verb: str, thing: str) -> None:
    """What was taken for an adjective behind "to", or hung on a particle, is a verb with its object."""
    parsed = with_subjects(parse(text))
    word = parsed.words.index(verb)
    assert parsed.pos[word] == "VERB"
    assert [parsed.words[c] for c in parsed.children_of(word, "dobj")] == [thing]


def test_an_adjective_stays_one(parse: Parser) -> None:
    """A country may return to free elections."""
    parsed = with_subjects(parse("The island returned to free elections in May."))
    assert parsed.pos[parsed.words.index("free")] == "ADJ"
