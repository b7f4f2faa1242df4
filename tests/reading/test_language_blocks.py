"""Line breaks of web pages, whose text has one where a text file has an empty line."""

import pytest

from trucebook.model import Report, new_report
from trucebook.reading.grammar.language import parse_many
from trucebook.reading.grammar.parse import BLOCK_END, Parse

HEAD, BODY = "Envoys leave Goma, army resumes shelling", "The army shelled two villages on Friday. It did not say why."


def parsed(text: str, media_type: str) -> Parse:
    """Return the parse of a text that came as a media type."""
    ((_, parse),) = parse_many([new_report(text, media_type=media_type)])
    return parse


def shape(parse: Parse) -> list[tuple[object, ...]]:
    """Return words with their grammar, and where sentences begin."""
    return [*zip(parse.words, parse.tag, parse.dep, parse.head, strict=True), *parse.sentences]


@pytest.mark.parametrize("head", [HEAD, "Envoys leave", "In brief: shelling, talks, a truce"])
def test_a_block_of_a_page_ends_like_one_of_a_text(head: str) -> None:
    """The parser sees the same before one line break of a page as before an empty line of a text."""
    page, plain = parsed(f"{head}\n{BODY}", "text/html"), parsed(f"{head}\n\n{BODY}", "text/plain")
    assert shape(page) == shape(plain)


def test_the_sign_of_a_block_never_leaves_the_parser() -> None:
    """Words and text of the parse are the report's own, offsets included, even where it holds such a sign itself."""
    report = new_report(f"{HEAD}\n{BODY}\nA last\x0bword.", media_type="text/html")
    ((same, parse),) = parse_many([report])
    assert isinstance(same, Report)
    assert parse.text == report.text
    assert BLOCK_END not in parse.smooth
    assert len(parse.smooth) == len(report.text)
    assert [report.text[a:b] for a, b in zip(parse.start, parse.end, strict=True)] == parse.words


def test_a_line_that_goes_on_is_one_sentence_on_a_page_too() -> None:
    """A line break in the middle of a sentence, as a page's <br> gives, does not end it."""
    parse = parsed("The army put up posts in\nTafas on Friday.", "text/html")
    assert len(parse.sentences) == 1
