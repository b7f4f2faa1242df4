"""The codebook: its files are sound, its examples are read as their own codes, and bad files are refused."""

import re
from collections.abc import Callable
from importlib import resources

import pytest

from trucebook import codebook
from trucebook.codebook import Code, parse_file
from trucebook.codebook.printing import describe, markdown
from trucebook.errors import CodebookError, InputError
from trucebook.matching import fields_of
from trucebook.model import ActorValue, Claim, Reading

BOOK = codebook.load()
KIND = {
    "events": ("event", "type"),
    "agreements": ("agreement", "type"),
    "provisions": ("provision", "action"),
    "violations": ("violation", "act"),
}
KIND |= {"figures": ("figure", "category"), "sieges": ("siege", "cut"), "positions": ("position", "stance")}
EVENT_TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
ACTIONS = (
    "cease_fire withdraw deploy disarm integrate depart return lift_siege aid restore_services release amnesty autonomy talk monitor other"
).split()
CODES = [(file, code) for file, codes in BOOK.codes.items() for code in codes.values()]


def test_the_codes_of_the_record_are_all_there() -> None:
    """The sixteen event types, sixteen actions, ten categories and eight statuses of the record are defined."""
    assert sorted(BOOK.codes["events"]) == sorted(EVENT_TYPES)
    assert sorted(BOOK.codes["provisions"]) == sorted(ACTIONS)
    assert sorted(BOOK.codes["figures"]) == sorted(
        "killed injured displaced evacuated returned detained released missing besieged affected".split()
    )
    assert set(BOOK.codes["assertion"]) == set("happened ongoing announced demanded refused threatened denied hypothetical".split())
    assert set("ceasefire settlement evacuation peace_agreement pause exchange offer".split()) <= set(BOOK.codes["agreements"])


def near(claim: Claim, code: Code, text: str) -> bool:
    """Say whether a claim overlaps the example's quote (the whole text where it has none)."""
    assert code.example
    start = text.find(code.example.quote) if code.example.quote else 0
    end = start + len(code.example.quote or text)
    return claim.start < end and start < claim.end


@pytest.mark.parametrize(("file", "code"), CODES, ids=lambda x: x if isinstance(x, str) else x.id)
def test_every_example_is_read_as_its_own_code(file: str, code: Code, read_text: Callable[..., Reading]) -> None:
    """The example sentence of each code gives a claim (or actor) of that code at its quote."""
    assert code.example
    text = code.example.text
    reading = read_text(text, published="2021-09-02")
    if file == "actors":
        values = [m.value for m in reading.mentions if m.kind == "actor" and (not code.example.quote or m.text == code.example.quote)]
        assert code.id in {v.kind for v in values if isinstance(v, ActorValue)}
        return
    claims = [c for c in reading.claims if near(c, code, text)]
    if file == "assertion":
        assert code.id in {c.assertion for c in claims}
    else:
        kind, name = KIND[file]
        assert code.id in {field.value for c in claims if c.kind == kind for field in fields_of(c, name)}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("title: x\ncodes: [{id: A, label: a, definition: No stop, source: s}]", "full stop"),
        ("title: x\ncodes: [{id: A, label: a, definition: Good.}]", "source"),
        ("title: x\ncodes: [{id: A, label: a, definition: Good., source: s, surplus: 1}]", "surplus"),
        ("title: x\ncodes: [{id: A, label: a, definition: Good., source: s, example: {text: abc, quote: z}}]", "quote is not in its text"),
        ("title: x\ncodes: [{id: A, label: a, definition: Good., source: s, lexicon: {verbs: [Bomb]}}]", "lower case"),
        ("title: x\ncodes: [", "mine"),
    ],
)
def test_a_bad_file_is_refused_with_its_fault(raw: str, words: str) -> None:
    """A codebook file that breaks a rule names the file and the rule."""
    with pytest.raises(CodebookError, match=words) as error:
        parse_file("mine", raw)
    assert "mine" in str(error.value)


def test_a_code_defined_twice_is_refused() -> None:
    """Two codes of one id in one file are a fault."""
    one = "{id: A, label: a, definition: Good., source: s, example: {text: abc}}"
    with pytest.raises(CodebookError, match="twice"):
        parse_file("mine", f"title: x\ncodes: [{one}, {one}]")


def test_printing_names_every_field() -> None:
    """A code printed has its definition and source; a file's page of docs has every code; an unknown name is refused."""
    code = BOOK.codes["provisions"]["lift_siege"]
    said = describe(BOOK, "lift_siege")
    assert code.definition in said
    assert code.source in said
    assert all(f"## {name}" in markdown(BOOK, "provisions") for name in ACTIONS)
    with pytest.raises(InputError):
        describe(BOOK, "nonsense")


def test_no_word_class_stands_twice() -> None:
    """A word class of the deal rooms has a name of its own: of two with one name the first would be lost without a word."""
    text = (resources.files("trucebook") / "data" / "deals.yaml").read_text(encoding="utf-8")
    names = re.findall(r"^(\w+):", text, re.MULTILINE)
    assert len(names) == len(set(names))
