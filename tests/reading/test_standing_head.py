"""The learned head of standing: which status it gives where no word tells one, and what it rests on, in sentences of our own."""

import json
from collections.abc import Callable
from importlib import resources

import pytest

from trucebook.model import STATUS_WEIGHED, Claim, Field, Reading
from trucebook.reading.deals import standhead
from trucebook.reading.deals.standhead import MODEL
from trucebook.reading.deals.standing import STATUSES
from trucebook.reading.linearhead import LinearHead, shipped_heads

Read = Callable[..., Reading]

PUBLISHED = "2019-06-12"
FILLER = "A fair was held. Prices fell. The rain came. The mill was closed. The ferry sank. "
BARE = "Rebels shelled the port under the eyes of a truce mission. The truce in Karo is a fiction. " + FILLER


def agreement(reading: Reading) -> Claim:
    return next(c for c in reading.claims if c.kind == "agreement")


def weigh(monkeypatch: pytest.MonkeyPatch, status: str, weights: dict[str, int] | None = None, bias: int = 600) -> None:
    """Let one status weigh more than the others by `bias` hundredths."""
    heads = {s: LinearHead(bias=bias if s == status else 0, weights=(weights or {}) if s == status else {}) for s in STATUSES}
    monkeypatch.setattr(standhead, "shipped_heads", lambda _: heads)


def test_a_likely_status_is_given_with_its_word(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no word tells how a truce stands the likely status is given, on the word that speaks for it most, and the reasons say so."""
    weigh(monkeypatch, "collapsed", {"word=fiction": 300})
    reading = read_text(BARE, PUBLISHED)
    claim = agreement(reading)
    field = claim.fields["status"]
    assert isinstance(field, Field)
    assert (field.value, field.text) == ("collapsed", "fiction")
    assert field.start is not None
    assert field.end is not None
    assert reading.report.text[field.start : field.end] == "fiction"
    assert STATUS_WEIGHED in claim.reasons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The truce in Karo broke down on Monday. " + FILLER, "collapsed"),
        ("The clans agreed a truce on Monday. It took effect at noon.", "in_force"),
    ],
)
def test_what_words_tell_stays(read_text: Read, monkeypatch: pytest.MonkeyPatch, text: str, expected: str) -> None:
    """A status that a word around the naming tells stays where another is but somewhat likelier."""
    weigh(monkeypatch, "expired", bias=60)
    claim = agreement(read_text(text, PUBLISHED))
    assert claim.value("status") == expected
    assert STATUS_WEIGHED not in claim.reasons


def test_a_word_gives_way_to_what_is_far_likelier(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A status that a word tells gives way to one that the head finds far likelier."""
    weigh(monkeypatch, "superseded")
    claim = agreement(read_text("The truce in Karo broke down on Monday. " + FILLER, PUBLISHED))
    assert claim.value("status") == "superseded"
    assert STATUS_WEIGHED in claim.reasons


def test_none_is_violated_where_no_breach_is_told(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """The head takes no truce for violated in a report that tells no breach, and no offer for one that collapsed."""
    weigh(monkeypatch, "violated")
    text = "The army and the clans hope that the truce in Karo will bring traders back. " + FILLER
    assert agreement(read_text(text, PUBLISHED)).value("status") != "violated"
    weigh(monkeypatch, "collapsed")
    offer = agreement(read_text("The clans offered to free the pilots. " + FILLER + "Rebels shelled the port.", PUBLISHED))
    assert (offer.value("type"), offer.value("status")) == ("offer", "proposed")


def test_no_name_is_weighed() -> None:
    """The weights that ship hold no name: a word that is weighed is in lower case, and every status has its head."""
    data = json.loads((resources.files("trucebook") / "data" / MODEL).read_text(encoding="utf-8"))
    assert data["made_by"] == "eval/train_standing.py"
    heads = shipped_heads(MODEL)
    assert set(heads) == set(STATUSES)
    words = {name.partition("=")[2] for head in heads.values() for name in head.weights if name.startswith(("word=", "verb="))}
    assert words
    assert all(word == word.lower() for word in words)
