"""The language model: where sentences must begin, and what weights are accepted."""

import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy
import pytest
import spacy
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import threadpool_info

from trucebook.errors import ModelError
from trucebook.model import new_report
from trucebook.reading.grammar import language
from trucebook.reading.grammar.convolution import quick_encoder
from trucebook.reading.grammar.embedding import WordMemory, one_thread, remember_words
from trucebook.reading.grammar.language import parse_many
from trucebook.reading.grammar.morphology import remember
from trucebook.reading.grammar.parse import Parse, reading_copy
from trucebook.reading.grammar.tokenizing import spare_plain_words


@pytest.mark.parametrize(
    "dateline",
    [
        "KHARTOUM, May 21, 2023 (Agency) - ",
        "AMMAN, 2 September 2021 - ",
        "BOGOTA — ",
        "GOMA, Congo, Nov. 3 (AFP) -- ",
        "UNITED NATIONS (Reuters) – ",
        "GOMA/KINSHASA, Nov 3 - ",
        "Accra (dpa) - ",
        "Port Moresby, Papua (AFP/AP) - ",
    ],
)
def test_the_body_begins_after_the_dateline(parse: Callable[[str], Parse], dateline: str) -> None:
    """The first sentence starts behind the dateline's dash, so that its city is no subject."""
    parsed = parse(f"{dateline}Rebels signed a truce on Monday.")
    assert any(parsed.words[first] == "Rebels" for first, _ in parsed.sentences)


@pytest.mark.parametrize(
    "text",
    [
        "Syria - once again - is at war.",
        "ISIS fighters attacked - and lost.",
        "The UN - like others - waits.",
        "Hamas (Gaza) fighters - left.",
    ],
)
def test_a_dash_in_a_sentence_is_no_dateline(parse: Callable[[str], Parse], text: str) -> None:
    """Ordinary dashes split nothing."""
    assert not language._DATELINE.match(text)


def test_line_breaks_end_sentences(parse: Callable[[str], Parse]) -> None:
    """A heading without a full stop is a sentence of its own; white space is no word."""
    parsed = parse("Truce in Goma\n\nFighting  stopped.\r\n\r\nCalm returned.")
    assert [parsed.said(first, last - 1) for first, last in parsed.sentences] == ["Truce in Goma", "Fighting  stopped.", "Calm returned."]
    assert all(w.strip() == w and w for w in parsed.words)


def test_wrapped_lines_go_on(parse: Callable[[str], Parse]) -> None:
    """A line that ends in "in" or goes on in lower case is one sentence with the next; a heading in capitals is not."""
    assert len(parse("Tents were put up in\nTafas and were full\nby noon.").sentences) == 1
    assert len(parse("GOMA\nfighting stopped.").sentences) == 2


def test_lost_letters_stay_in_their_words(parse: Callable[[str], Parse]) -> None:
    """A destroyed letter keeps its word whole, a destroyed apostrophe is one again, destroyed quotation marks stay outside."""
    assert "C\u0242cuta" in parse("A slide hit C\ufffdcuta.").words
    assert "'s" in parse("The camp\ufffds tents burned.").words
    assert "houses" in parse("He saw \ufffdburnt houses\ufffd there.").words


def test_the_reading_copy_has_the_same_length() -> None:
    """Smoothing keeps every character's place, endless words and odd signs included."""
    for text in ("“a” ’s\u00a0b\u200bc", "x" * 1000, "\x00\x1b[0m", "é" * 300 + " ok", "a\u2028b"):
        assert len(reading_copy(text)) == len(text)
    assert max(map(len, reading_copy("x" * 1000).split())) <= 99


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights whose hash is not the pinned one raise an error that names the package."""
    monkeypatch.setitem(language.PINS, language.SHIPPED, "0" * 64)
    with pytest.raises(ModelError, match=language.SHIPPED):
        language.card.__wrapped__()


SAMPLES = [p.read_text(encoding="utf-8") for p in sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.txt"))]
ODD = [
    "There is a truce. Let's go; they ain't gonna stay, she'd said.",
    "Let\u2019s wait. Y'all gotta leave; nothin' moved,  c'm on!\n\n\tThere's no calm. It's the army's.",
    "",
    " ",
    "\n",
    "Go",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The model as it comes."""
    return spacy.load(language._folder()[2])


@pytest.fixture(scope="module")
def ours() -> Language:
    """The model with its memories, and nothing else of ours."""
    nlp = spacy.load(language._folder()[2])
    remember(nlp)
    remember_words(nlp)
    return nlp


def test_remembered_morphology_is_the_models_own(plain: Language, ours: Language) -> None:
    """Part of speech, lemma and morphology are the same with and without memory, on first sight and on the second."""
    texts = [*SAMPLES, *ODD]
    for _ in range(2):
        for one, other in zip(plain.pipe(texts), ours.pipe(texts), strict=True):
            told = [(t.pos_, t.tag_, str(t.morph)) for t in other]
            assert [(t.pos_, t.tag_, str(t.morph)) for t in one] == told
            assert [t.lemma_ for t in one] == other.user_data["lemmas"]


def test_spared_words_are_the_tokenizers_own(plain: Language) -> None:
    """Words of plain letters, addresses, numbers with units and contractions are cut as the model's own rules cut them."""
    ours = spacy.load(language._folder()[2])
    spare_plain_words(ours)
    odd = "dont cannot gonna 10km 5kg US$3 U.S.-led a@b.example http://news.example/a?b=c news.example/a,b state-run"
    odd += " (sic) C'mon É.-U. naïve x.y"
    words = {*odd.split(), *(w for text in SAMPLES for w in text.split()), *(w.strip(".,") for text in SAMPLES for w in text.split())}
    for text in (*SAMPLES, *ODD, odd, *words, *(f"({w}'s)," for w in words)):
        assert [t.text for t in ours.make_doc(text)] == [t.text for t in plain.make_doc(text)]
    rules = plain.tokenizer
    assert not any(rules.prefix_search(w) or rules.suffix_search(w) or rules.url_match(w) for w in words if w.isascii() and w.isalpha())


def test_what_was_learned_elsewhere_holds_here(plain: Language) -> None:
    """A word gets its part of speech from what decides it, whichever text it was learned in: "is" after "there" and elsewhere."""
    texts = [
        "There is calm.",
        "It is there, and there's more.",
        "Who's there? They're what's left; let's go on.",
        "Were there any? On, all of you!",
    ]
    for order in (texts, texts[::-1]):
        nlp = spacy.load(language._folder()[2])
        remember(nlp)
        for one, other in zip(plain.pipe(order), nlp.pipe(order), strict=True):
            assert [(t.pos_, str(t.morph)) for t in one] == [(t.pos_, str(t.morph)) for t in other]
            assert [t.lemma_ for t in one] == other.user_data["lemmas"]


def test_what_is_loaded_is_no_work_for_the_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model is out of the collector's sight, and one that is loaded anew takes the place of the old one there."""
    list(parse_many([new_report("Calm returned.")]))
    language.settle()
    before = gc.get_freeze_count()
    monkeypatch.setattr(language, "MOST_WORDS", 1)
    list(parse_many([new_report("Calm returned.")]))
    assert before > 50_000
    assert gc.get_freeze_count() < 1.3 * before


def test_a_process_ends_without_complaint() -> None:
    """What the collector was spared is given back at the end, so that libraries which count their objects then miss none."""
    last = "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count()))"
    asked = "from trucebook.reading.grammar import language; language.settle()"
    said = subprocess.run([sys.executable, "-c", f"{last}; {asked}"], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "0"


def test_remembered_words_parse_as_the_models_own(plain: Language, ours: Language) -> None:
    """Vectors agree to rounding, and tags, heads, labels, sentences and entities are the same, whatever the batches were."""
    texts = [*SAMPLES, *ODD]
    for size in (1, 3, 64):
        for one, other in zip(plain.pipe(texts, batch_size=64), ours.pipe(texts, batch_size=size), strict=True):
            rows = [[(t.tag_, t.head.i, t.dep_, t.is_sent_start) for t in doc if not t.is_space] for doc in (one, other)]
            assert rows[0] == rows[1]
            assert [(e.start, e.end, e.label_) for e in one.ents] == [(e.start, e.end, e.label_) for e in other.ents]
            assert numpy.allclose(one.tensor, other.tensor, atol=1e-3)


def test_a_word_has_one_vector_whatever_was_read_before(plain: Language) -> None:
    """The memory gives the same bits for a word learned alone, among others, and after it was emptied."""
    layer = plain.get_pipe("tok2vec").model.get_ref("embed")
    docs = [plain.make_doc(text) for text in (*SAMPLES, *ODD)]
    whole = WordMemory(layer).look_up(docs)
    narrow = WordMemory(layer, most=50)
    for doc, vectors in zip(docs, whole, strict=True):
        assert numpy.array_equal(narrow.look_up([doc])[0], vectors)
        assert len(narrow.rows) <= max(50, len({(t.orth, t.norm, t.whitespace_) for t in doc}))


def test_the_quick_convolution_gives_the_same_bits(plain: Language) -> None:
    """With one matrix library for both, encoder and stand-in agree to the last bit, for one word and for no word too."""
    ops = NumpyOps(use_blis=False)
    model = spacy.load(language._folder()[2]).get_pipe("tok2vec").model
    encoder = model.get_ref("encode")
    for node in encoder.walk():
        node.ops = ops
    vectors = model.get_ref("embed").predict([plain.make_doc(text) for text in (*SAMPLES, *SAMPLES, *ODD)])
    quick = quick_encoder(encoder, ops)
    assert quick is not None
    for one, other in zip(encoder.predict(vectors), quick.predict(vectors), strict=True):
        assert numpy.array_equal(one, other)


def test_another_encoder_is_left_alone(plain: Language) -> None:
    """A layer that is no maxout-window encoder gets no stand-in."""
    assert quick_encoder(plain.get_pipe("tok2vec").model.get_ref("embed"), NumpyOps(use_blis=False)) is None


def test_arithmetic_keeps_to_one_core() -> None:
    """Within the limit no matrix library uses a second thread; outside the setting is what it was."""
    before = [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]
    with one_thread():
        assert {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"} <= {1}
    assert [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"] == before


def test_the_model_is_loaded_anew_after_too_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit the vocabulary starts small again, and the same text has the same parse."""
    report = new_report("Zorbatul and Quenvik fighters left Xelmira on Monday.")
    first = next(parse_many([report]))[1]
    old = language.load()[0]
    monkeypatch.setattr(language, "MOST_WORDS", len(old.vocab) - 1)
    again = next(parse_many([report]))[1]
    assert language.load()[0] is not old
    assert (first.head, first.tag, first.lemma, first.entities) == (again.head, again.tag, again.lemma, again.entities)


def test_the_hash_covers_names_and_bytes(tmp_path: Path) -> None:
    """A changed byte or name changes the hash; caches do not."""
    (tmp_path / "a").write_bytes(b"1")
    first = language.hash_weights(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_bytes(b"z")
    assert language.hash_weights(tmp_path) == first
    (tmp_path / "a").write_bytes(b"2")
    assert language.hash_weights(tmp_path) != first
