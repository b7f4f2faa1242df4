"""Clauses: every phenomenon of the room on sentences of our own."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucebook.reading.grammar.clauses import find_clauses
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause

Parser = Callable[[str], Parse]


@pytest.fixture(scope="session")
def clauses(parse: Parser) -> Callable[[str], dict[str, tuple[str | None, str | None]]]:
    """A function that gives lemma → (agent, patient) in words."""

    def read(text: str) -> dict[str, tuple[str | None, str | None]]:
        parsed = parse(text)
        said = lambda i: None if i is None else parsed.words[i]  # noqa: E731
        return {c.lemma: (said(c.agent), said(c.patient)) for c in find_clauses(parsed)}

    return read


ROLES = [
    ("Gunners shelled the harbour.", "shell", "Gunners", "harbour"),
    ("The harbour was shelled by gunners.", "shell", "gunners", "harbour"),
    ("The pilots were freed.", "free", None, "pilots"),
    ("Soldiers stormed the mill and burned the barn.", "burn", "Soldiers", "barn"),
    ("Soldiers shelled and stormed the mill.", "shell", "Soldiers", "mill"),
    ("The mill was shelled and burned.", "burn", None, "mill"),
    ("The clan refused to free the pilots.", "free", "clan", "pilots"),
    ("The garrison was forced to leave the island.", "leave", "garrison", "island"),
    ("Gunboats began to shell the island.", "shell", "Gunboats", "island"),
    ("The elders urged the clan to free the pilots.", "free", "clan", "pilots"),
    ("The elders called on both clans to honour the pact.", "honour", "clans", "pact"),
    ("The mill which the soldiers burned was empty.", "burn", "soldiers", "mill"),
    ("The mill the soldiers burned was empty.", "burn", "soldiers", "mill"),
    ("Fighters besieging the fort withdrew.", "besiege", "Fighters", "fort"),
    ("The fort besieged by the clan fell.", "besiege", "clan", "fort"),
    ("A column was sent to relieve the fort.", "relieve", "column", "fort"),
    ("The minister accused the clan of burning the mill.", "burn", "clan", "mill"),
    ("The army called off the search.", "call off", "army", "search"),
    ("The clan launched an attack on the mill.", "attack", "clan", "mill"),
    ("An offensive was launched by the clan against the fort.", "offensive", "clan", "fort"),
    ("The bombardment of the fort by the navy went on.", "bombardment", "navy", "fort"),
    ("The navy's shelling of the fort went on.", "shelling", "navy", "fort"),
    ("Norwegian airstrikes on the fort killed two men.", "airstrike", "Norwegian", "fort"),
    ("The mayor deplored rebel fire on the market.", "fire", "rebel", "market"),
    ("Clashes between farmers and guards went on.", "clash", "farmers", "guards"),
    ("Fighting broke out between farmers and guards.", "fighting", "farmers", "guards"),
    ("The siege imposed by the clan continued.", "siege", "clan", None),
    ("The evacuation of the wounded from the fort began.", "evacuation", None, "wounded"),
    ("The withdrawal of the garrison from the fort began.", "withdrawal", "garrison", None),
    ("The hostages' release was welcomed.", "release", None, "hostages"),
    ("Elders condemned the killing of a nurse by guards.", "killing", "guards", "nurse"),
]


@pytest.mark.parametrize(("text", "lemma", "agent", "patient"), ROLES)
def test_roles(clauses: Callable[[str], dict[str, tuple[str | None, str | None]]], text: str, lemma: str, agent: str, patient: str) -> None:
    """Each construction gives the agent and the patient that a reader would give."""
    assert clauses(text)[lemma] == (agent, patient)


def test_light_verb_gives_its_clause_to_the_noun(parse: Parser) -> None:
    """A verb that only carries an event noun has no clause of its own, and the noun's span reaches over both."""
    text = "The clan carried out an attack on the mill."
    (clause,) = find_clauses(parse(text))
    assert (clause.nominal, clause.lemma, text[clause.start : clause.end]) == (True, "attack", "carried out an attack on the mill")


def test_participle_after_passive_has_no_agent(parse: Parser) -> None:
    """What was hit did not wound: the agent of the result is the agent of the hit."""
    parsed = parse("The bus was hit by a mine, wounding three drivers.")
    found = {c.lemma: c for c in find_clauses(parsed)}
    assert parsed.words[found["wound"].agent or 0] == "mine"


def test_dates_take_part_in_nothing(parse: Parser) -> None:
    """A weekday after "on" is no patient of an event noun."""
    found = {c.lemma: c for c in find_clauses(parse("The sides signed an accord on Friday."))}
    assert found["accord"].patient is None


@pytest.mark.parametrize(
    ("text", "lemma"),
    [("The clan did not burn the mill.", "burn"), ("No guard was hurt.", "hurt"), ("Nobody attacked the mill.", "attack")],
)
def test_negation(parse: Parser, text: str, lemma: str) -> None:
    """Negation is seen on the verb and on an empty subject."""
    assert {c.lemma: c.negated for c in find_clauses(parse(text))}[lemma]


def check(parsed: Parse, clause: Clause) -> None:
    """Hold the room's invariant for one clause."""
    assert 0 <= clause.start < clause.end <= len(parsed.text)
    for word in (clause.word, clause.agent, clause.patient, clause.recipient, clause.light):
        assert word is None or 0 <= word < len(parsed)


WORDS = st.sampled_from(
    "the army town shelled of by to attack which , and refused on siege imposed \n was not between 2013 that if will \x00 ع".split(" ")
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=60).map(" ".join)))
def test_never_raises(parse: Parser, text: str) -> None:
    """Any text gives clauses whose words and spans lie in it, one clause a predicate."""
    parsed = parse(text)
    found = find_clauses(parsed)
    assert len({c.word for c in found}) == len(found)
    for clause in found:
        check(parsed, clause)


def test_words_are_looked_up_by_lemma(parse: Parser) -> None:
    """The words that have one of some lemmas come in text order, whatever the lemmas' order and the words' capitals."""
    parsed = parse("Shelled at dawn, the port was shelled again. Clans fled the port.")
    assert [parsed.lower[i] for i in parsed.words_of({"port", "flee"})] == ["port", "fled", "port"]
    assert parsed.words_of({"truce"}) == []
