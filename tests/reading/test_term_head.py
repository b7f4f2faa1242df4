"""The learned head of terms: which acts it adds to those that rules bind, and which it takes out, in sentences of our own."""

import json
from collections.abc import Callable
from dataclasses import replace
from importlib import resources

import pytest

from trucebook.model import Claim, Reading
from trucebook.reading import Sources
from trucebook.reading.deals import termhead, termtypes
from trucebook.reading.deals.obligations import Act, Acts, frames_of
from trucebook.reading.deals.termhead import AT_ALL, MODEL, TERM
from trucebook.reading.evidence import ACTION_WEIGHED, WEIGHED
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import LinearHead, shipped_heads

from .choices import choice_among

Read = Callable[..., Reading]

PUBLISHED = "2019-06-12"
TRUCE = "A truce between the clans and the army took hold in the delta on Monday. "

CALM = "A fair was held. Boats came in. Nobody was hurt. It rained. "


def terms(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.kind == "provision"]


def weigh_all(monkeypatch: pytest.MonkeyPatch, bias: int, *likely: str) -> None:
    """Let the heads give every act the same chance, and a high one to those of the words that are likely."""
    head = LinearHead(bias=bias, weights={f"word={lemma}": 600 for lemma in likely})
    monkeypatch.setattr(termhead, "shipped_heads", lambda _: {TERM: head, AT_ALL: LinearHead(bias=300, weights={})})


def test_a_likely_act_is_added_and_said(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act that no rule binds is a term where its chance is high, of the agreement named last, and its reasons say so."""
    weigh_all(monkeypatch, -300, "reopen")
    reading = read_text(TRUCE + "A fair was held. The millers reopened the eastern road.", PUBLISHED)
    agreement = next(c for c in reading.claims if c.kind == "agreement")
    [claim] = terms(reading)
    assert (claim.quote, claim.value("action"), claim.value("agreement")) == ("reopened the eastern road", "lift_siege", agreement.id)
    assert WEIGHED in claim.reasons
    assert claim.score < 0.5


def test_an_unlikely_act_is_none(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act that a rule binds is no term where its chance is very low."""
    text = TRUCE + "Under the truce the clans must free forty captured soldiers."
    weigh_all(monkeypatch, 0)
    assert [c.quote for c in terms(read_text(text, PUBLISHED))] == ["free forty captured soldiers"]
    weigh_all(monkeypatch, -300)
    assert terms(read_text(text, PUBLISHED)) == []


def test_who_is_pressed_owes_what_he_is_pressed_to_do(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who presses others only passes a demand on: the term is theirs, and it stands as demanded."""
    weigh_all(monkeypatch, 0, "free")
    [claim] = terms(read_text(TRUCE + "The bishops have a duty to push the clans to free the captives.", PUBLISHED))
    debtor = claim.fields["debtor"]
    assert (claim.quote, getattr(debtor, "text", None), claim.value("status")) == ("free the captives", "the clans", "demanded")


@pytest.mark.parametrize(
    "text",
    [
        "The army reopened the road. No deal was spoken of.",
        "A truce took hold on Monday. Elders hope that the roads will be opened before winter.",
        "A truce took hold on Monday. It makes no provision for the disarming of the clans.",
        "A truce took hold on Monday. The bishops were neither consulted nor asked to free the captives.",
        "A truce took hold on Monday. There was renewed talk of a raid.",
    ],
)
def test_what_is_never_added(read_text: Read, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Acts of reports without an agreement, hopes, and what is denied or not asked bind nobody, whatever their chance."""
    weigh_all(monkeypatch, 300)
    assert terms(read_text(text, PUBLISHED)) == []


def test_a_likely_act_of_no_likely_action_is_none(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is added must be likely together with its action: a term of which nobody can say what it is about is left out."""
    text = TRUCE + CALM + "The millers reopened the eastern road."
    weigh_all(monkeypatch, -300, "reopen")
    for bias, found in ((600, 1), (0, 0)):
        heads = {"lift_siege": LinearHead(bias=bias, weights={}), **{f"a{n}": LinearHead(bias=0, weights={}) for n in range(9)}}
        monkeypatch.setattr(termtypes, "shipped_choice", lambda _, heads=heads: choice_among(heads))
        assert len(terms(read_text(text, PUBLISHED))) == found


def duties_of(parse: Parse, sources: Sources) -> dict[str, Act]:
    """Return the acts of a text that may be duties, by their lemma."""
    acts = Acts(parse, frames_of(sources.codebook))
    return {parse.lemma[a.word]: a for a in termtypes.duties(acts)}


def test_duties_are_acts_of_frames_and_other_verbs_and_nouns(parse: Callable[[str], Parse], sources: Sources) -> None:
    """What frames know keeps its action; other verbs, and other nouns that govern something, stand without one."""
    found = duties_of(parse("The clans shall free the captives, mend the weirs and tell the name of the spy in time."), sources)
    assert {lemma: act.action for lemma, act in found.items()} == {
        "free": "release",
        "mend": termtypes.UNTYPED,
        "tell": termtypes.UNTYPED,
        "name": termtypes.UNTYPED,
    }


def test_no_name_is_a_feature(parse: Callable[[str], Parse], sources: Sources) -> None:
    """Names count as names, whoever or wherever they are."""
    told = parse("Ruritania will send Colonel Zenda to Strelsau.")
    act = duties_of(told, sources)["send"]
    features = termtypes.features_around(told, act)
    assert {"subject=name", "object=name", "pair=send name"} <= features
    assert not any(name in feature for feature in features for name in ("ruritania", "zenda", "strelsau"))


def test_what_stands_around_a_duty(parse: Callable[[str], Parse], sources: Sources) -> None:
    """Words near and under an act, stems and pairs of those of its span."""
    told = parse("Before dusk the gunners shall demilitarise the lower harbour.")
    features = termtypes.features_around(told, duties_of(told, sources)["demilitarise"])
    assert {"near=dusk", "under=gunner", "stem=demil", "stem=harbo", "pair=low harbour"} <= features
    assert "stem=dusk" not in features


@pytest.mark.parametrize(
    ("text", "lemma", "action"),
    [
        ("The rebels are to stack their rifles in the chapel.", "stack", "disarm"),
        ("The governor undertook to reconnect the hospital to the grid.", "reconnect", "restore_services"),
        ("Widows may bring their dead sons home for burial.", "bring", "release"),
        ("The army would shift its howitzers to the far bank.", "shift", "withdraw"),
    ],
)
def test_what_no_frame_knows_has_the_action_of_its_words(
    parse: Callable[[str], Parse], sources: Sources, text: str, lemma: str, action: str
) -> None:
    """The shipped heads tell the action of duties in words that no frame holds."""
    told = parse(text)
    bare = replace(duties_of(told, sources)[lemma], action=termtypes.UNTYPED)
    assert termtypes.typed(told, bare)[0].action == action


def test_who_moves_is_what_a_move_is_about(parse: Callable[[str], Parse], sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act without object that comes to a move is about who moves."""
    heads = {"depart": LinearHead(bias=0, weights={}), "aid": LinearHead(bias=-500, weights={})}
    monkeypatch.setattr(termtypes, "shipped_choice", lambda _: choice_among(heads))
    told = parse("The gunmen would slip away at dusk.")
    act, _ = termtypes.typed(told, duties_of(told, sources)["slip"])
    assert (act.action, told.lower[act.theme or 0]) == ("depart", "gunmen")


def test_an_action_that_words_tell_against_a_frame_is_said(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the words of a bound act speak clearly for another action, it has that one, and its reasons say so."""
    heads = {"aid": LinearHead(bias=500, weights={}), "release": LinearHead(bias=0, weights={})}
    monkeypatch.setattr(termtypes, "shipped_choice", lambda _: choice_among(heads))
    [claim] = terms(read_text(TRUCE + CALM + "Under the truce the clans must free forty captured soldiers.", PUBLISHED))
    assert claim.value("action") == "aid"
    assert ACTION_WEIGHED in claim.reasons


def test_shipped_weights_are_plain_data() -> None:
    """The shipped weights are whole numbers, in so many bytes at most."""
    folder = resources.files("trucebook") / "data"
    raw = (folder / MODEL).read_bytes()
    assert len(raw) < 250_000
    assert len((folder / termtypes.MODEL).read_bytes()) < 1_500_000
    for name, head in json.loads(raw)["heads"].items():
        assert shipped_heads(MODEL)[name].weights == head["weights"]
        assert all(isinstance(w, int) for w in head["weights"].values())
