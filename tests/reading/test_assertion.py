"""Assertion: one sentence of our own for each way an act can stand in a report."""

from collections.abc import Callable

import pytest

from trucebook import codebook
from trucebook.reading.grammar.clauses import find_clauses
from trucebook.reading.grammar.parse import Parse

Parser = Callable[[str], Parse]

STATUS = [
    ("Gunners shelled the harbour.", "shell", "happened"),
    ("Gunners began to shell the harbour.", "shell", "happened"),
    ("The garrison was forced to leave the island.", "leave", "happened"),
    ("The clan tried to storm the mill.", "storm", "happened"),
    ("Gunners are shelling the harbour.", "shell", "ongoing"),
    ("Gunners continued to shell the harbour.", "shell", "ongoing"),
    ("Gunners regularly shelled the harbour.", "shell", "ongoing"),
    ("The mayor deplored the ongoing shelling of the harbour.", "shelling", "ongoing"),
    ("Families live under a siege imposed by the clan.", "siege", "ongoing"),
    ("The clan will free the pilots.", "free", "announced"),
    ("The clan said it would free the pilots.", "free", "announced"),
    ("The clan agreed to free the pilots and to leave the mill.", "leave", "announced"),
    ("The clan is ready to free the pilots.", "free", "announced"),
    ("The planned evacuation of the fort is delayed.", "evacuation", "announced"),
    ("The clan will hand over the mill in exchange for the release of its men.", "release", "announced"),
    ("The elders urged the clan to free the pilots.", "free", "demanded"),
    ("The elders demanded the release of the pilots.", "release", "demanded"),
    ("The elders called for the withdrawal of the garrison.", "withdrawal", "demanded"),
    ("The clan must free the pilots, the elders said.", "free", "demanded"),
    ("The clan refused to free the pilots.", "free", "refused"),
    ("The clan failed to free the pilots.", "free", "refused"),
    ("The clan will not free the pilots.", "free", "refused"),
    ("The clan rejected calls and blocked the release of the pilots.", "release", "refused"),
    ("The clan threatened to burn the mill.", "burn", "threatened"),
    ("The clan denied burning the mill.", "burn", "denied"),
    ("The clan did not burn the mill.", "burn", "denied"),
    ("No guard was hurt.", "hurt", "denied"),
    ("Not one guard was hurt.", "hurt", "denied"),
    ("Not a single shell hit the harbour.", "hit", "denied"),
    ("Not every shell hit the harbour.", "hit", "happened"),
    ("The boats left without a shell being fired.", "fire", "denied"),
    ("The convoy withdrew without reaching the fort.", "reach", "denied"),
    ("The clan may burn the mill.", "burn", "hypothetical"),
    ("The clan would burn the mill.", "burn", "hypothetical"),
    ("If the clan burns the mill, the guards leave.", "burn", "hypothetical"),
    ("Farmers fear that the clan could burn the mill.", "burn", "hypothetical"),
    ("Farmers spoke of a possible attack on the mill.", "attack", "hypothetical"),
    ("The clan was on the verge of storming the mill.", "storm", "hypothetical"),
    ("The elders called for an end to the raids on the mill.", "raid", "ongoing"),
]


@pytest.mark.parametrize(("text", "lemma", "status"), STATUS)
def test_status(parse: Parser, text: str, lemma: str, status: str) -> None:
    """Tense, modal, negation and what governs an act give its status."""
    assert {c.lemma: c.assertion for c in find_clauses(parse(text))}[lemma] == status


@pytest.mark.parametrize(
    ("text", "lemma", "background"),
    [
        ("The clan burned the mill in 1998.", "burn", True),
        ("In March 1998 the clan burned the mill.", "burn", True),
        ("The clan had burned the mill.", "burn", True),
        ("The clan burned the mill two decades ago.", "burn", True),
        ("The clan burned the mill on Monday.", "burn", False),
        ("The clan burned the mill in 2021.", "burn", False),
    ],
)
def test_background(parse: Parser, text: str, lemma: str, background: bool) -> None:
    """History is told by an earlier year, the pluperfect or years ago; the day of the news is not history."""
    found = {c.lemma: c.background for c in find_clauses(parse(text), published="2021-09-02")}
    assert found[lemma] is background


GRAMMATICAL = [code for code in codebook.load().codes["assertion"].values() if code.id != "threatened"]


@pytest.mark.parametrize("code", GRAMMATICAL, ids=lambda c: c.id)
def test_codebook_examples(parse: Parser, code: codebook.Code) -> None:
    """The reader reads each status's own example as that status; that a plan is a threat only its event tells."""
    assert code.example is not None
    text = code.example.text
    assert (code.id, code.example.quote) in [(c.assertion, text[c.start : c.end]) for c in find_clauses(parse(text))]
