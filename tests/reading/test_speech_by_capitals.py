"""Speech whose marks are lost, told by a capital or a question mark."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


def _said(read_text: Read, text: str) -> list[str]:
    return [c.quote for c in read_text(text, "2015-06-10").claims if c.kind == "quotation" and c.value("direct")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A nurse, Anna Holt, said: Many of the wounded are women. They come in at night.",
            ["Many of the wounded are women. They come in at night."],
        ),
        ("The minister told reporters: The talks are over.", ["The talks are over."]),
        (
            "The envoy said on Tuesday that The supply of shells raises questions adding that the port was shut.",
            ["The supply of shells raises questions"],
        ),
        ("Does this mean a truce? Or is it a pause? he asked. The port was shut.", ["Does this mean a truce? Or is it a pause?"]),
        ("They took our goats and laughed she told us. A shell hit the port.", ["They took our goats and laughed"]),
    ],
)
def test_speech_without_marks(read_text: Read, text: str, expected: list[str]) -> None:
    """Print still shows where such speech begins or ends."""
    assert _said(read_text, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The army said in a note: Norvik, 12 May.",
        "The court said that The Hague would hear the case.",
        "The envoy said that It Is Over was the name of the song.",
        "Who fired the shells? The army said nothing.",
    ],
)
def test_no_speech(read_text: Read, text: str) -> None:
    """A date, a name and a question of the report itself are no speech."""
    assert _said(read_text, text) == []
