"""Speakers as the press names them: by the name they give, the title they bore, and as who tells of others; who counts people."""

from collections.abc import Callable

import pytest

from trucebook.model import Field, Reading
from trucebook.reading.notes import Notes
from trucebook.reading.voices.attribution import find_attributions
from trucebook.reading.voices.speech import find_quotations, find_speeches

Read = Callable[..., Reading]


def speaker_of_last(notes: Notes) -> str | None:
    """Return who speaks the last words given as spoken."""
    claims = [c for c in find_quotations(notes.with_(speeches=find_speeches(notes)), ()) if c.value("direct") is True]
    speaker = claims[-1].fields.get("speaker") if claims else None
    return speaker.text if isinstance(speaker, Field) else None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We sleep in the mill," said a guard who gave his name as Abu Sami.', "Abu Sami"),
        ('"We sleep in the mill," a guard who gave his name only as Commander Sami said.', "Commander Sami"),
        ('A miller, who identified herself only as Ines, said: "We sleep in the mill."', "Ines"),
        ('"They came at dawn," said a driver who asked to be identified only as Omar.', "Omar"),
        ('A man calling himself a spokesman of the front, Karim Haddad, said the weir was "ours for good".', "Karim Haddad"),
        ('"I had forgotten the sea," said one of the five, Sergeant Pedro Vidal, on the quay.', "Pedro Vidal"),
        ('An aid official there, Lena Brandt, said that passes were given "on paper".', "Lena Brandt"),
        ('"It may hold," said the head of the monitors in the port, Norwegian diplomat Lars Holt.', "Lars Holt"),
        ('An officer who gave the villagers bread said: "Go home now."', "An officer"),
        ('Two millers stood at the gate. "We are still waiting," one of them said.', "one of them"),
    ],
)
def test_names_that_go_with_descriptions(take_notes: Callable[..., Notes], text: str, speaker: str) -> None:
    """Somebody described is quoted by the name he gives himself or that stands beside his description, else by the description."""
    assert (found := speaker_of_last(take_notes(text))) is not None
    assert found == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Mayor Anna Holt said that her people had signed "for the sake of the bread".', "Mayor Anna Holt"),
        ('A miller from Karo said that the clans wait to see "whether the guns come down".', "A miller from Karo"),
        ('The mission spoke of "hopeful signs": four lorries went on Friday to the mill.', "The mission"),
        ('The radio gave another account: "armed bandits" had fired on the weir and the guards had replied.', "The radio"),
        ('The bridge was opened. The mayor was blunter: "We will see how long it lasts."', "The mayor"),
        ('"Nobody will come back to the valley," the farmer Ines Duarte is convinced.', "the farmer Ines Duarte"),
        ('The envoy said that the army called the raid "a mistake".', "the army"),
    ],
)
def test_who_tells_of_others(take_notes: Callable[..., Notes], text: str, speaker: str) -> None:
    """Words in what somebody reports of others' thoughts and deeds are his who reports; who judges or says keeps his words."""
    assert speaker_of_last(take_notes(text)) == speaker


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('Dr Anna Holt said that beds were short. "We give and give," the doctor said.', "Dr Anna Holt"),
        ('Mr Justice Holt said that he was sure. "It was a trap," the judge said.', "Justice Holt"),
        ('An official in the port, Anna Holt, opened the gate. "We give and give," the official said.', "Anna Holt"),
        ('The witness said that he fled. He said that a colleague had hidden him. "I am alive," he said.', "The witness"),
        ('The Karo Council said that Norvik had fired. It said that "nobody fled".', "Karo Council"),
        ('The army fired. Two drivers reported that the mill burned. "We saw it burn," they said.', "Two drivers"),
    ],
)
def test_whom_titles_and_pronouns_stand_for(take_notes: Callable[..., Notes], text: str, named: str) -> None:
    """A title means who bore it, a pronoun who told the story rather than whom he told of, "they" the people who spoke last."""
    notes = take_notes(text)
    speech = find_speeches(notes)[-1]
    assert speech.named is not None
    assert notes.report.text[slice(*speech.named)].endswith(named)


def test_letters_that_are_received_have_no_speaker(take_notes: Callable[..., Notes]) -> None:
    """Who receives a message does not speak in it."""
    assert speaker_of_last(take_notes('Villagers received a message: "Leave your houses at once."')) != "Villagers"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Nine people were killed in the port on Tuesday, rescue workers said, hours before the pause was to begin.", "workers"),
        ("Some 900 people are held in the east, the UN estimates, with bread for a week.", "UN"),
        ("Forty fell, according to Norvik; Karo acknowledged nine dead.", "Norvik"),
    ],
)
def test_sayings_set_in(take_notes: Callable[..., Notes], text: str, source: str) -> None:
    """A saying that commas set into a sentence hands over the clause before it, and none beyond a semicolon."""
    parse = take_notes(text).parse
    first = [a for a in find_attributions(parse) if a.first <= 1]
    assert [parse.words[a.source] for a in first if a.source is not None] == [source]


@pytest.mark.parametrize(
    ("text", "counter"),
    [
        ("Rescue workers reported 11 dead in the port.", "Rescue workers"),
        ("The hospital has counted 38 wounded since Friday.", "The hospital"),
        ("Health officials put the toll at 57 dead.", "Health officials"),
        ("Twelve people were killed on the ford, by the mission's count.", "mission"),
        ("The fighting killed 132 people, according to a count by our reporters.", "our reporters"),
        ("Nine people were killed in the port of Karo a monitor said on Sunday.", "a monitor"),
        ("The clinic took in 17 wounded, its director, Dr Karim Haddad, said.", "Karim Haddad"),
        ("The army killed 12 rebels on the ford.", ""),
        ("The raid on the ford claimed 12 lives.", ""),
        ("The army gave 12 prisoners back.", ""),
    ],
)
def test_who_counts(read_text: Read, text: str, counter: str) -> None:
    """Who counts people is their source: as the subject of a verb of counting, as whose count it is, by name where one stands."""
    said = [c.fields.get("said_by") for c in read_text(text, "2019-05-04").claims if c.kind == "figure"]
    assert said
    assert counter in (said[0].text if isinstance(said[0], Field) else "")
    assert bool(counter) == isinstance(said[0], Field)
