"""The learned head that sets namings apart: what it parts and what rules keep together, in sentences of our own."""

import json
from collections.abc import Callable
from importlib import resources

import pytest

from trucebook.model import Reading
from trucebook.reading.deals import aparthead
from trucebook.reading.deals.aparthead import APART, MODEL
from trucebook.reading.linearhead import LinearHead, shipped_heads

Read = Callable[..., Reading]

PUBLISHED = "2019-06-12"
FILLER = "A fair was held. Prices fell. The rain came. The mill was closed. "
TWO = "The clans and the army agreed a truce in Karo on Monday. " + FILLER + "The truce was broken by gunmen on Tuesday."


def quotes(reading: Reading) -> list[str]:
    return [c.quote for c in reading.claims if c.kind == "agreement"]


def weigh_all(monkeypatch: pytest.MonkeyPatch, bias: int) -> None:
    """Let the head give every naming the same chance."""
    monkeypatch.setattr(aparthead, "shipped_heads", lambda _: {APART: LinearHead(bias=bias, weights={})})


def test_a_likely_other_is_set_apart(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A naming that rules put to an arrangement is another where its chance is high, and stays where it is low."""
    weigh_all(monkeypatch, -300)
    assert len(quotes(read_text(TWO, PUBLISHED))) == 1
    weigh_all(monkeypatch, 300)
    assert len(quotes(read_text(TWO, PUBLISHED))) == 2


@pytest.mark.parametrize(
    "text",
    [
        TWO.replace(FILLER, ""),
        "Truce holds in Karo\n\n" + TWO.replace("The truce was broken by gunmen on Tuesday.", "Rebels shelled the port."),
        "The envoy made a proposal for a truce on Monday. " + FILLER + "Rebels shelled the port.",
        FILLER + "The Lome ceasefire was the first truce of the war. Rebels shelled the port.",
    ],
)
def test_what_words_put_together_stays(read_text: Read, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """In a text of a few sentences, and where words say what a naming belongs to, the head sets nothing apart."""
    weigh_all(monkeypatch, 300)
    assert len(quotes(read_text(text, PUBLISHED))) == 1


def test_no_name_is_weighed() -> None:
    """The weights that ship hold no name: a word that is weighed is in lower case."""
    data = json.loads((resources.files("trucebook") / "data" / MODEL).read_text(encoding="utf-8"))
    assert data["made_by"] == "eval/train_apart.py"
    words = [name.partition("=")[2] for name in shipped_heads(MODEL)[APART].weights if name.startswith(("mod=", "verb=", "acl=", "relcl="))]
    assert words
    assert all(word == word.lower() for word in words)
