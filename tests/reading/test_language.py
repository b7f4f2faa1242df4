"""The language model: where sentences must begin, and what weights are accepted."""

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

from trucebook.errors import ModelError
from trucebook.reading.grammar import language
from trucebook.reading.grammar.morphology import remember
from trucebook.reading.grammar.parse import Parse, reading_copy


@pytest.mark.parametrize(
    "dateline",
    [
        "KHARTOUM, May 21, 2023 (Agency) - ",
        "AMMAN, 2 September 2021 - ",
        "BOGOTA — ",
        "GOMA, Congo, Nov. 3 (AFP) -- ",
        "UNITED NATIONS (Reuters) – ",
    ],
)
def test_the_body_begins_after_the_dateline(parse: Callable[[str], Parse], dateline: str) -> None:
    """The first sentence starts behind the dateline's dash, so that its city is no subject."""
    parsed = parse(f"{dateline}Rebels signed a truce on Monday.")
    assert any(parsed.words[first] == "Rebels" for first, _ in parsed.sentences)


@pytest.mark.parametrize("text", ["Syria - once again - is at war.", "ISIS fighters attacked - and lost.", "The UN - like others - waits."])
def test_a_dash_in_a_sentence_is_no_dateline(parse: Callable[[str], Parse], text: str) -> None:
    """Ordinary dashes split nothing."""
    assert not language._DATELINE.match(text)


def test_line_breaks_end_sentences(parse: Callable[[str], Parse]) -> None:
    """A heading without a full stop is a sentence of its own; white space is no word."""
    parsed = parse("Truce in Goma\n\nFighting  stopped.\r\n\r\nCalm returned.")
    assert [parsed.said(first, last - 1) for first, last in parsed.sentences] == ["Truce in Goma", "Fighting  stopped.", "Calm returned."]
    assert all(w.strip() == w and w for w in parsed.words)


def test_the_reading_copy_has_the_same_length() -> None:
    """Smoothing keeps every character's place, endless words and odd signs included."""
    for text in ("“a” ’s\u00a0b\u200bc", "x" * 1000, "\x00\x1b[0m", "é" * 300 + " ok", "a\u2028b"):
        assert len(reading_copy(text)) == len(text)
    assert max(map(len, reading_copy("x" * 1000).split())) <= 99


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights whose hash is not the pinned one raise an error that names the package."""
    monkeypatch.setitem(language.PINS, language.SHIPPED, "0" * 64)
    with pytest.raises(ModelError, match=language.SHIPPED):
        language.load.__wrapped__()


def test_remembered_morphology_is_the_models_own() -> None:
    """Part of speech, lemma and morphology are the same with and without memory, on first sight and on the second."""
    plain = spacy.load(language._folder()[2])
    ours = spacy.load(language._folder()[2])
    remember(ours)
    samples = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.txt"))
    texts = [p.read_text(encoding="utf-8") for p in samples] + ["There is a truce. Let's go; they ain't gonna stay, she'd said.", "", " "]
    for _ in range(2):
        for one, other in zip(plain.pipe(texts), ours.pipe(texts), strict=True):
            assert [(t.pos_, t.lemma_, t.tag_, str(t.morph)) for t in one] == [(t.pos_, t.lemma_, t.tag_, str(t.morph)) for t in other]


def test_the_hash_covers_names_and_bytes(tmp_path: Path) -> None:
    """A changed byte or name changes the hash; caches do not."""
    (tmp_path / "a").write_bytes(b"1")
    first = language.hash_weights(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_bytes(b"z")
    assert language.hash_weights(tmp_path) == first
    (tmp_path / "a").write_bytes(b"2")
    assert language.hash_weights(tmp_path) != first
