"""Own codes: they flow through reading by their examples where they can, and through review where they cannot."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from trucebook.cli import app
from trucebook.codebook.own import load_own
from trucebook.errors import CodebookError
from trucebook.model import new_report
from trucebook.own_codes import Lesson, learn
from trucebook.reading import Sources, read
from trucebook.reading.acts import acthead, storyhead
from trucebook.reading.examples import learn_words
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import LinearHead

from .reading.choices import choice_among

FILE = Path(__file__).resolve().parents[1] / "examples" / "water-codes.yaml"


@pytest.fixture(scope="module")
def taught(sources: Sources) -> tuple[Sources, dict[str, Lesson]]:
    """The example file's codes, learned."""
    found, lessons = learn(FILE, sources)
    return found, {lesson.code: lesson for lesson in lessons}


@pytest.mark.parametrize(
    ("text", "quote", "file", "words"),
    [
        ("They will share the wells.", "share the wells", "provisions", {"frames": ["share > well"]}),
        ("They will share wells and pipes.", "share wells and pipes", "violations", {"frames": ["share > pipe well"]}),
        ("The council reopened the school.", "reopened the school", "events", {"phrases": ["reopen school"]}),
        ("The sharing of the wells began.", "sharing of the wells", "provisions", {"frames": ["sharing > well"]}),
        ("They squabbled.", "squabbled", "events", {"verbs": ["squabble"]}),
        ("They were there.", "were", "events", {}),
    ],
)
def test_words_are_learned_from_the_quote_alone(
    parse: Callable[[str], Parse], text: str, quote: str, file: str, words: dict[str, list[str]]
) -> None:
    """An act with an object teaches the pair, an act alone itself, an idle verb nothing."""
    start = text.index(quote)
    assert learn_words(parse(text), start, start + len(quote), file) == words


def test_codes_with_plain_examples_are_read(taught: tuple[Sources, dict[str, Lesson]]) -> None:
    """Sentences unlike the examples, with the same act and object, are read as the own codes."""
    text = (
        "A ceasefire between the Rizeigat and the Maaliya took effect on 2 June 2022. Under the deal the Maaliya will share the wells"
        " near Adila. On 9 June gunmen burned the crops of a farmer in breach of the truce. The governor reopened the school on 12 June."
    )
    reading = read(new_report(text), sources=taught[0])
    found = {(c.kind, field, c.value(field)) for c in reading.claims for field in ("action", "act", "mode")}
    assert ("provision", "action", "share_water") in found
    assert ("violation", "act", "burn_crops") in found
    assert ("event", "mode", "school_reopened") in found


def test_the_head_of_acts_leaves_own_codes_alone(taught: tuple[Sources, dict[str, Lesson]], monkeypatch: pytest.MonkeyPatch) -> None:
    """What a user's own words tell stays as he gave it in a whole report, whatever the learned head makes of the words around."""
    strong = {"lemma=reopen": 5000, "lemma=shell": 5000}
    heads = {"ASSAULT": LinearHead(bias=0, weights={}), "COERCE": LinearHead(bias=0, weights=strong)}
    choice = choice_among(heads | {acthead.NONE: LinearHead(bias=0, weights={})})
    monkeypatch.setattr(acthead, "acts_head", lambda: choice)
    monkeypatch.setattr(storyhead, "shipped_heads", lambda _: {storyhead.STORY: LinearHead(bias=300, weights={})})
    text = (
        "Rebels shelled the port on 11 June. The governor reopened the school on 12 June. A fair was held. Prices fell. The rain came."
        " The mill was closed. The ferry sank."
    )
    events = {c.quote: c for c in read(new_report(text), sources=taught[0]).claims if c.kind == "event"}
    assert events["reopened the school"].value("mode") == "school_reopened"
    assert events["shelled the port"].value("type") == "COERCE"


def test_a_code_that_cannot_be_learned_is_left_to_review(taught: tuple[Sources, dict[str, Lesson]]) -> None:
    """Its lesson says so, and it has no words in the codebook."""
    lesson = taught[1]["honour_paid"]
    assert "review" in lesson.note
    mode = next(m for m in taught[0].codebook.codes["events"]["CONSULT"].modes if m.id == "honour_paid")
    assert mode.lexicon == {}


def test_shipped_codes_read_as_before(taught: tuple[Sources, dict[str, Lesson]], sources: Sources) -> None:
    """A report without the own codes' words is read the same with them and without."""
    text = "The truce in Goma collapsed on Friday when rebels shelled the camp, killing nine people, the mayor said."
    report = new_report(text, published="2024-02-03")
    assert read(report, sources=taught[0]) == read(report, sources=sources)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("extends: provisions", "extends: weather"), "extends must be one of"),
        (("id: share_water", "id: withdraw"), "has a code of that name already"),
        (("under: AID", "under: NOTHING"), "under must name the event type"),
        (("quote: share the wells", "quote: not there"), "must stand in its text"),
        (("codes:", "kodes:"), "own-codes.md"),
        (("or springs.", "or springs"), "full stop"),
    ],
)
def test_a_wrong_file_says_what_to_mend(tmp_path: Path, sources: Sources, change: tuple[str, str], words: str) -> None:
    """The error names the file and the fault."""
    file = tmp_path / "mine.yaml"
    file.write_text(FILE.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(CodebookError, match=r"mine\.yaml.*" + words):
        load_own(file, sources.codebook)


def test_the_command_line_reads_with_own_codes_and_says_so(tmp_path: Path) -> None:
    """`--codebook FILE` reads with them, and the reader's version names the file's hash."""
    report = tmp_path / "report.txt"
    report.write_text("A truce took effect in Kadugli. Under the deal the clans will share the wells of the valley.", encoding="utf-8")
    said = CliRunner().invoke(app, ["--codebook", str(FILE), "read", "--json", str(report)]).stdout
    assert '"share_water"' in said
    assert "+codes." in said
    listing = CliRunner().invoke(app, ["--codebook", str(FILE), "codebook"]).stdout
    assert "share_water (provisions): read by share > well" in listing
    missing = CliRunner().invoke(app, ["--codebook", "nowhere.yaml", "codebook"])
    assert missing.exit_code == 2
    assert "nowhere.yaml" in missing.output
