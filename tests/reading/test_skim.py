"""Skimming: what is kept for the parser, and what the readings of it say."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from trucebook import codebook
from trucebook.cli import app
from trucebook.errors import InputError
from trucebook.model import GivenMention, Reading, new_report
from trucebook.readers import find_reader
from trucebook.reading import SKIMMING, Sources, read_many
from trucebook.reading.grammar import language
from trucebook.reading.grammar.parse import reading_copy
from trucebook.reading.skim import Triggers, blank_out, cut_sentences, load_triggers, skim_report

QUIET = "The garden was full of tall yellow flowers. A cat slept under the old pear tree. "
SAMPLES = [p.read_text(encoding="utf-8") for p in sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.txt"))]
ODD = ["", " ", "\n\n", "x", "One.Two! Three?\r\n Four", "“Go,” he said.\u2028\x00 And so on… 5. 6"]


@pytest.fixture(scope="module")
def triggers() -> Triggers:
    """The triggers of the codebook that ships."""
    return load_triggers(codebook.load())


@pytest.fixture(scope="module")
def skim(sources: Sources) -> Callable[..., list[Reading]]:
    """A function that skims texts."""
    return lambda *texts: list(read_many([new_report(text, published="2021-09-02") for text in texts], sources=sources, skim=True))


@pytest.mark.parametrize("text", [*SAMPLES, *ODD])
def test_sentences_are_the_whole_text(text: str) -> None:
    """The sentences, joined, are the text, and none is empty."""
    spans = cut_sentences(text)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(a < b for a, b in spans)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels struck the harbour.",
        "The mayor said nothing new.",
        "According to neighbours it rained.",
        "Seven fishermen were found dead.",
        "The besieged quarter has no bread.",
        "A ceasefire is near.",
        "It was, in her words, “a long night” for all.",
    ],
)
def test_a_sentence_that_could_carry_a_claim_is_kept(triggers: Triggers, sentence: str) -> None:
    """An act, speech, harm, a deal or words in quotation marks keep a sentence; its quiet neighbours are blanked out."""
    text = f"{QUIET}{sentence} {QUIET}"
    kept = skim_report(new_report(text), triggers).kept
    assert [text[a:b].strip() for a, b in kept] == [sentence]


def test_words_of_harm_that_only_count_need_a_number(triggers: Triggers) -> None:
    """What is a claim only where it is counted keeps a sentence with a number, in figures or in words, and no other."""
    word = min(triggers.counted)
    assert not skim_report(new_report(f"Here is a {word}."), triggers).kept
    assert skim_report(new_report(f"Here are 40 {word}."), triggers).kept
    assert skim_report(new_report(f"Here are forty {word}."), triggers).kept


def test_all_of_a_long_quotation_is_kept(triggers: Triggers) -> None:
    """A sentence between an opening mark and its closing one is kept though it has no mark of its own."""
    text = f"{QUIET}“It is cold. The sky is grey. It is late,” she wrote. {QUIET}"
    ((a, b),) = skim_report(new_report(text), triggers).kept
    assert text[a:b].strip() == "“It is cold. The sky is grey. It is late,” she wrote."


def test_a_report_with_given_mentions_is_kept_whole(triggers: Triggers) -> None:
    """Where the actors came with the input, nothing is blanked out."""
    report = replace(new_report(QUIET), given=(GivenMention("actor", 4, 10),))
    assert skim_report(report, triggers).kept == ((0, len(QUIET)),)


@pytest.mark.parametrize("text", [*SAMPLES, *ODD, QUIET * 3 + SAMPLES[0] + QUIET])
def test_the_copy_keeps_every_place(triggers: Triggers, text: str) -> None:
    """The copy has the text's length, kept spans and line breaks at their places, and nothing else but blanks and breaks."""
    kept = skim_report(new_report(text), triggers).kept
    smooth = reading_copy(text)
    copy = blank_out(smooth, kept)
    assert len(copy) == len(text)
    inside = {i for a, b in kept for i in range(a, b)}
    for i, (one, other) in enumerate(zip(copy, smooth, strict=True)):
        assert one == other if i in inside or other == "\n" else one in " \n"


def test_a_kept_sentence_begins_a_sentence_of_the_parse(triggers: Triggers) -> None:
    """Behind a gap the parser begins anew, so that no phrase reaches over what was blanked out."""
    text = f"Rebels shelled the port. {QUIET}The army withdrew. {QUIET}Talks resumed in Geneva."
    report = new_report(text)
    ((_, parse),) = language.parse_many([report], copy=lambda r: skim_report(r, triggers).copy)
    assert [parse.said(a, b - 1) for a, b in parse.sentences] == [
        "Rebels shelled the port.",
        "The army withdrew.",
        "Talks resumed in Geneva.",
    ]


def test_skimmed_claims_are_those_of_full_reading(skim: Callable[..., list[Reading]], sources: Sources) -> None:
    """On the samples, padded with quiet sentences, skimming finds the like of nearly every claim, at exact offsets."""
    texts = [f"{text}\n\n{QUIET}" for text in SAMPLES]
    full = list(read_many([new_report(text, published="2021-09-02") for text in texts], sources=sources))
    lost = every = 0
    for one, other in zip(full, skim(*texts), strict=True):
        assert all(other.report.text[c.start : c.end] == c.quote for c in other.claims)
        every += len(one.claims)
        lost += sum(not any(o.kind == c.kind and o.start < c.end and c.start < o.end for o in other.claims) for c in one.claims)
        assert other.skimmed is not None
        assert other.skimmed.sentences - other.skimmed.read >= 2
    assert every > 50
    assert lost <= 0.05 * every


def test_the_reading_says_that_it_was_skimmed(skim: Callable[..., list[Reading]], read_text: Callable[..., Reading]) -> None:
    """The reader's name and the counts tell a skimmed reading from a full one, which has no counts at all."""
    quiet, told = skim(QUIET, f"{QUIET}Rebels shelled the port.")
    assert quiet.reader.name == told.reader.name == SKIMMING
    assert quiet.skimmed is not None
    assert told.skimmed is not None
    assert (quiet.skimmed.sentences, quiet.skimmed.read, quiet.claims) == (2, 0, ())
    assert (told.skimmed.sentences, told.skimmed.read) == (3, 1)
    assert told.claims
    assert read_text("Rebels shelled the port.").skimmed is None


def test_the_order_and_the_company_change_nothing(skim: Callable[..., list[Reading]]) -> None:
    """Reports skimmed together, passed over or in another tongue among them, read as each does alone."""
    texts = [QUIET, *SAMPLES, "", f"{QUIET}Rebels shelled the port."]
    assert skim(*texts) == [reading for text in texts for reading in skim(text)]


def test_long_reports_are_read_with_names(skim: Callable[..., list[Reading]]) -> None:
    """Only a long report goes through the search for names: there a person without a title is found."""
    text = "Amira Haddad met Tomas Berg in Geneva on Monday. "
    short, long = skim(text, text + "\n\n" + "The army shelled the port. " * 500)
    people = [{m.text for m in r.mentions if m.kind == "actor"} & {"Amira Haddad", "Tomas Berg"} for r in (short, long)]
    assert len(people[1]) > len(people[0])


def test_another_reader_cannot_skim(sources: Sources) -> None:
    """Asking a reader nobody knows to skim names what is wrong."""
    with pytest.raises(InputError, match="no such reader"):
        find_reader("nobody", sources=lambda: sources, skim=True)


def test_code_skims_and_counts_what_it_passed_over(tmp_path: Path) -> None:
    """`trucebook code --skim` writes skimmed readings and says how many reports it passed over."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps({"id": str(n), "text": t}) + "\n" for n, t in enumerate((QUIET, SAMPLES[0]))), encoding="utf-8")
    done = CliRunner().invoke(app, ["code", str(source), "-o", str(target), "--skim", "--jobs", "1"])
    assert done.exit_code == 0, done.output
    lines = {line["id"]: line for line in map(json.loads, target.read_text(encoding="utf-8").splitlines())}
    assert lines["0"]["skimmed"]["read"] == 0
    assert lines["1"]["claims"]
    assert lines["1"]["reader"]["name"] == SKIMMING
    assert "1 reports skipped whole" in done.output
