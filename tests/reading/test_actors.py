"""Actors are found by name, title and description, each with kind, side and country as the words say."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucebook import actors, codebook
from trucebook.model import ActorValue, GivenMention, Mention, new_report
from trucebook.reading.grammar.language import parse_many
from trucebook.reading.notes import Notes
from trucebook.reading.people.actors import find_actors, find_objects
from trucebook.reading.people.references import resolve_references
from trucebook.reading.people.who import actor_at

INDEX = actors.load()


@pytest.fixture(scope="module")
def find(take_notes: Callable[..., Notes]) -> Callable[..., dict[str, ActorValue]]:
    """A function that gives the actors of a text by their words."""

    def run(text: str, published: str | None = None) -> dict[str, ActorValue]:
        found = find_actors(take_notes(text, published), INDEX)
        return {m.text: m.value for m in found if isinstance(m.value, ActorValue)}

    return run


@pytest.mark.parametrize("code", codebook.load().codes["actors"].values(), ids=lambda c: c.id)
def test_every_example_of_the_codebook_is_read_as_its_kind(find: Callable[..., dict[str, ActorValue]], code: codebook.Code):
    """The quote of each code's example is an actor mention of that kind."""
    assert code.example is not None
    value = find(code.example.text)[code.example.quote]
    assert value.kind == code.id


def test_known_groups_are_found_by_alias_with_and_without_article(find: Callable[..., dict[str, ActorValue]]):
    """An alias gives the id; the article makes a second, longer mention."""
    found = find("The LTTE freed two sailors.")
    assert found["LTTE"].actor_id == found["The LTTE"].actor_id == "liberation-tigers-of-tamil-eelam"
    assert found["LTTE"].kind == "rebel_group"


def test_a_name_with_possessive_or_hyphen_is_found(find: Callable[..., dict[str, ActorValue]]):
    """Parts that the parser cuts off stay parts of the name."""
    found = find("Soldiers of the Lord's Resistance Army and of Lashkar-e-Taiba were tried.")
    assert found["Lord's Resistance Army"].actor_id == "lords-resistance-army"
    assert found["Lashkar-e-Taiba"].actor_id == "lashkar-e-taiba"


def test_a_foreign_word_for_a_group_opens_a_name(find: Callable[..., dict[str, ActorValue]]):
    """An unknown name after "Liwa" or "Lashkar" is an armed group."""
    found = find("Liwa al-Sakhra shelled the docks and Lashkar-e-Nur denied it.")
    assert found["Liwa al-Sakhra"].kind == found["Lashkar-e-Nur"].kind == "rebel_group"


def test_a_name_that_only_begins_a_modifier_is_not_the_actor(find: Callable[..., dict[str, ActorValue]]):
    """Neither country nor id of "Libyan-backed" or "UN-backed" passes to what is backed."""
    found = find("Libyan-backed rebels fled. The UN-backed government stayed.")
    assert found["Libyan-backed rebels"].country is None
    assert found["The UN-backed government"].actor_id is None


def test_an_acronym_is_found_only_in_capitals(find: Callable[..., dict[str, ActorValue]]):
    """The pronoun "us" and the verb "is" name nobody."""
    assert all(v.actor_id is None for v in find("It is with us that he spoke.").values())


def test_a_former_name_is_told_by_the_day(find: Callable[..., dict[str, ActorValue]]):
    """The National Liberation Army of 2001 is Macedonian where Macedonia is named, Colombian where Colombia is."""
    assert find("In Macedonia the National Liberation Army kept its arms.", "2001-06-01")["National Liberation Army"].country == "MK"
    assert find("In Colombia the National Liberation Army kept its arms.", "2001-06-01")["National Liberation Army"].country == "CO"


@pytest.mark.parametrize(
    ("text", "words", "state"),
    [
        ("Asmara dismissed the plan.", "Asmara", "ERI"),
        ("The plan was dismissed by Ethiopia.", "Ethiopia", "ETH"),
        ("Talks between Uganda and Sudan collapsed.", "Sudan", "SDN"),
        ("The regime of Siad Barre bombed the north.", "The regime of Siad Barre", "SOM"),
        ("The Chadian government agreed.", "The Chadian government", "TCD"),
        ("He counts on the support of Moscow.", "Moscow", "RUS"),
        ("Troops moved despite Pretoria's promise.", "Pretoria", "ZAF"),
    ],
)
def test_capitals_states_and_leaders_stand_for_governments_that_act(
    find: Callable[..., dict[str, ActorValue]], text: str, words: str, state: str
):
    """Subjects, agents, partners in talks and owners of deeds are governments."""
    assert (find(text)[words].actor_id, find(text)[words].kind) == (state, "state")


def test_a_capital_where_things_happen_is_no_actor(find: Callable[..., dict[str, ActorValue]]):
    """A place after a preposition of place, or the subject of "lies", is left to the places."""
    assert "Asmara" not in find("Shots were heard in Asmara.")
    assert "Kampala" not in find("Kampala lies on a lake.")


def test_titles_and_names_are_nested_mentions(find: Callable[..., dict[str, ActorValue]]):
    """The titled phrase and the bare name are both marked; office tails belong to the title."""
    found = find("Norwegian Minister of Trade Kari Lund flew home.")
    assert found["Norwegian Minister of Trade Kari Lund"].kind == "person"
    assert found["Kari Lund"].kind == "person"


def test_a_surname_said_again_is_the_same_kind(find: Callable[..., dict[str, ActorValue]]):
    """A surname that the parser takes for a place or firm is a person where the full name stands before."""
    found = find("Colonel Peter Wachira led the patrol. Wachira was wounded near the ford.")
    assert found["Wachira"].kind == "person"


def test_a_known_leader_carries_his_country(find: Callable[..., dict[str, ActorValue]]):
    """A president's name gives country and full name."""
    value = find("President Salva Kiir signed on Friday.")["Salva Kiir"]
    assert (value.name, value.country, value.kind) == ("Salva Kiir", "SS", "person")


@pytest.mark.parametrize(
    ("text", "words", "kind", "side", "country"),
    [
        ("Pro-government forces shelled the port.", "Pro-government forces", "force", "government", None),
        ("Rebel forces held the port.", "Rebel forces", "rebel_group", "opposition", None),
        ("The third brigade of the Malian army fled.", "The third brigade of the Malian army", "force", "government", "ML"),
        ("The committee of local representatives met.", "The committee of local representatives", "local_body", None, None),
        ("Five gunmen entered the bank.", "Five gunmen", "rebel_group", None, None),
        ("Hundreds of residents of the valley fled.", "Hundreds of residents of the valley", "population", None, None),
        ("A Kenyan aid worker was freed.", "A Kenyan aid worker", "person", None, "KE"),
        ("Aid workers were freed.", "Aid workers", "ngo", None, None),
        ("An aid group left the camp.", "An aid group", "ngo", None, None),
        ("The ex-gunmen went home.", "The ex-gunmen", "rebel_group", None, None),
        ("Boko Haram fighters burned a school.", "Boko Haram fighters", "rebel_group", "jihadist", "NG"),
        ("UN peacekeepers closed the road.", "UN peacekeepers", "international_organisation", "international", None),
        ("Both sides met.", "Both sides", "organisation", None, None),
        ("Two Ghanaians were hurt.", "Two Ghanaians", "population", None, "GH"),
    ],
)
def test_described_actors(
    find: Callable[..., dict[str, ActorValue]], text: str, words: str, kind: str, side: str | None, country: str | None
):
    """Head noun, modifiers and "of" tail give span, kind, side and country."""
    value = find(text)[words]
    assert (value.kind, value.side, value.country) == (kind, side, country)


@pytest.mark.parametrize(
    "text",
    [
        "A state of emergency was declared.",
        "The use of force was ruled out.",
        "Two bodies were found.",
        "All three sides of the house fell.",
    ],
)
def test_words_that_only_look_like_actors_are_left_out(find: Callable[..., dict[str, ActorValue]], text: str):
    """Abstract uses of head nouns are no actors."""
    assert find(text) == {}


def test_a_government_without_country_gets_the_one_the_report_names(find: Callable[..., dict[str, ActorValue]]):
    """ "The army" and "the regime" after "the Syrian government" are Syria's; with two rival governments they stay open."""
    found = find("The Syrian government agreed. The regime freed ten men. The army left.")
    assert found["The regime"].actor_id == "SYR"
    assert found["The army"].country == "SY"
    open_ = find("The Syrian government met the Iraqi government. The army left.")
    assert open_["The army"].country is None


def test_given_mentions_are_taken_as_they_are():
    """A span given with the report is an actor mention even where no rule finds one."""
    text = "The kettle attacked the pot."
    report, parse = next(parse_many([new_report(text, given=(GivenMention("actor", 4, 10), GivenMention("place", 24, 27)))]))
    found = find_actors(Notes(report=report, parse=parse), INDEX)
    assert [(m.start, m.end) for m in found] == [(4, 10)]


def test_actor_at_answers_heads_members_and_pronouns(take_notes: Callable[..., Notes]):
    """The head of a phrase gives the longest mention, a word inside the shortest, a pronoun the actor it stands for."""
    notes = take_notes("The second division of the Malian army fled. It left its guns.")
    notes = notes.with_(actors=find_actors(notes, INDEX))
    notes = notes.with_(references=resolve_references(notes))
    words = notes.parse.lower
    whole = "The second division of the Malian army"
    assert _text(actor_at(notes, words.index("division"))) == whole
    assert _text(actor_at(notes, words.index("army"))) == "the Malian army"
    assert _text(actor_at(notes, words.index("it"))) == whole
    assert actor_at(notes, words.index("guns")) is None
    assert actor_at(notes, None) is None


def _text(mention: Mention | None) -> str | None:
    return mention.text if mention else None


WORDS = (
    "the The a army Army of rebels Damascus Kenyan President Siad Barre al - ' 's said he they we who it , . "
    '\n \n\n " ( [3] $5 million UN \u200f السلام ex'
).split(" ")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_with_exact_spans(text: str):
    """No text makes the readers raise, and every span holds its words."""
    report, parse = next(parse_many([new_report(text)]))
    notes = Notes(report=report, parse=parse)
    notes = notes.with_(actors=find_actors(notes, INDEX), objects=find_objects(notes, INDEX))
    for mention in (*notes.actors, *notes.objects, *resolve_references(notes).values()):
        assert report.text[mention.start : mention.end] == mention.text != ""


@pytest.mark.parametrize("text", ["", "x" * 20_000, "the army " * 2_000, "President " * 2_000, "he " * 2_000, "- " * 2_000])
def test_long_monotonous_texts_take_linear_time(text: str):
    """Repetition neither raises nor blows up."""
    report, parse = next(parse_many([new_report(text)]))
    notes = Notes(report=report, parse=parse)
    notes = notes.with_(actors=find_actors(notes, INDEX))
    resolve_references(notes)


def test_a_name_described_as_a_human_being_is_a_person(find: Callable[..., dict[str, ActorValue]]):
    """A name that the parser takes for a body is a person where a noun for one human being stands right behind it."""
    assert find("Oleksandr Syrskyi, commander-in-chief of the armed forces, denied it.")["Oleksandr Syrskyi"].kind == "person"
    assert find("Ansar Dine, the group led by Iyad, denied it.")["Ansar Dine"].kind == "rebel_group"
