"""Events between two given actors: rule, learned head and the data it ships as."""

import json
from collections.abc import Callable
from importlib import resources

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucebook import codebook
from trucebook.model import Claim, Field, GivenMention, new_report
from trucebook.reading.acts.eventfeatures import features_of, named_words
from trucebook.reading.acts.eventhead import Head, choose, shipped_head
from trucebook.reading.acts.eventpairs import decide, link_between
from trucebook.reading.acts.events import find_events
from trucebook.reading.acts.eventtypes import load_types
from trucebook.reading.grammar.clauses import find_clauses
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

Parser = Callable[[str], Parse]


def note(parse: Parser, text: str, source: tuple[int, int], target: tuple[int, int]) -> Notes:
    """Return the notes of a text with two given actors."""
    given_ = (GivenMention("actor", *source), GivenMention("actor", *target))
    parsed = parse(text)
    return Notes(report=new_report(text, given=given_), parse=parsed).with_(clauses=find_clauses(parsed))


def marked(parse: Parser, text: str, source: str, target: str) -> Notes:
    """Return the notes of a text whose actors are given by their words."""
    s, t = text.index(source), text.rindex(target)
    return note(parse, text, (s, s + len(source)), (t, t + len(target)))


def only(claims: tuple[Claim, ...]) -> Claim:
    """Return the one claim there is."""
    (claim,) = claims
    return claim


PAIRS = [
    ("Gunners of the clan shelled the harbour.", "Gunners", "the harbour", "ASSAULT"),
    ("The elders condemned the chief of the clan.", "The elders", "the chief", "ACCUSE"),
    ("The mayor rejected an offer from the clan.", "The mayor", "the clan", "REJECT"),
    ("The clan refused to meet the envoy.", "The clan", "the envoy", "REJECT"),
    ("The clan agreed to release the pilots.", "The clan", "the pilots", "AGREE"),
    ("The clan released the pilots.", "The clan", "the pilots", "RETREAT"),
    ("The chief will meet the envoy on Monday.", "The chief", "the envoy", "AGREE"),
    ("The chief met the envoy on Monday.", "The chief", "the envoy", "CONSULT"),
    ("The general threatened to attack the fort.", "The general", "the fort", "THREATEN"),
    ("Police arrested a nurse at the gate.", "Police", "a nurse", "COERCE"),
    ("The envoy praised the elders for their patience.", "The envoy", "the elders", "SUPPORT"),
]


@pytest.mark.parametrize(("text", "source", "target", "type_"), PAIRS)
def test_pairs(parse: Parser, text: str, source: str, target: str, type_: str) -> None:
    """One event is returned between the two, of the right type, with the given spans as source and target."""
    event = only(find_events(marked(parse, text, source, target), codebook.load()))
    assert event.value("type") == type_
    fields = [event.fields[name] for name in ("source", "target")]
    assert [f.text for f in fields if isinstance(f, Field)] == [source, target]
    assert event.reasons[0].startswith("rule: ")
    assert event.reasons[1].startswith(f"learned head: {type_}")


def test_rule_alone_follows_what_governs_the_act(parse: Parser) -> None:
    """The rule reads control and negation before the act they govern."""
    book = codebook.load()
    notes = marked(parse, "The clan refused to release the pilots.", "The clan", "the pilots")
    link = link_between(notes, book, *notes.report.given)
    assert [c.lemma for c in link.clauses] == ["refuse", "release"]
    assert decide(link, load_types(book))[0] == "REJECT"


def test_no_name_is_a_feature(parse: Parser) -> None:
    """Names of peoples, places and persons never become features."""
    book = codebook.load()
    notes = marked(parse, "Norwegian troops under Hansen attacked Danish farmers in Jutland.", "Norwegian troops", "Danish farmers")
    link = link_between(notes, book, *notes.report.given)
    found = " ".join(features_of(notes, load_types(book), link.clauses, *notes.report.given, "ASSAULT"))
    assert not any(name in found for name in ("norwegian", "hansen", "danish", "jutland"))
    assert {notes.parse.words[i] for i in named_words(notes.parse)} >= {"Norwegian", "Hansen", "Danish", "Jutland"}


def test_choice_is_plain_arithmetic() -> None:
    """The class with the highest sum wins and the reasons are the features that spoke for it."""
    head = Head(classes=("A", "B"), bias=(0, 10), weights={"x": [100, 0], "y": [-20, 5], "z": [0, 0]})
    choice = choose(frozenset({"x", "y", "unknown"}), head)
    assert (choice.code, choice.because) == ("A", ("x",))
    assert choice.probability == pytest.approx(1 / (1 + 2.718281828 ** ((15 - 80) / 100)))


def test_nothing_known_gives_the_prior() -> None:
    """Without a known feature the class with the highest bias is chosen."""
    assert choose(frozenset(), Head(classes=("A", "B"), bias=(0, 10), weights={})).code == "B"


def test_shipped_head_is_plain_data() -> None:
    """The shipped weights are whole numbers, one a class, for PLOVER types, in under 1.5 MB."""
    raw = (resources.files("trucebook") / "data" / "event_head.json").read_bytes()
    assert len(raw) < 1_500_000
    data, types = json.loads(raw), {*codebook.load().codes["events"], "YIELD"}
    assert set(data["classes"]) <= types
    assert all(len(row) == len(data["classes"]) and all(isinstance(w, int) for w in row) for row in data["weights"].values())
    assert shipped_head().classes == tuple(data["classes"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=60), st.data())
def test_any_pair_of_spans(parse: Parser, text: str, data: st.DataObject) -> None:
    """Whatever the text and the spans, nothing raises and every span is exact."""
    text = new_report(text).text
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    notes = note(parse, text, (cuts[0], cuts[1]), (cuts[2], cuts[3]))
    for event in find_events(notes, codebook.load()):
        assert text[event.start : event.end] == event.quote
        for field in event.spans():
            assert field.start is None or text[field.start : field.end] == field.text
