"""Which of its namings an agreement is quoted by, and truces told by words of calm."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


def quotes(read_text: Read, text: str) -> list[str]:
    """Return the quotes of the agreements of a report of 10 March 2020."""
    return [c.quote for c in read_text(text, "2020-03-10").claims if c.kind == "agreement"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "The warlord walked out of talks meant to seal a lasting truce. He would not put his name to a ceasefire accord that the junta "
            "had signed a day earlier. Shelling went on.",
            "a ceasefire accord",
        ),
        (
            "Gunmen Breach Truce in Nabta Monday 9 March 2020 Eight people died when gunmen shelled the town in a breach of the "
            "72-hour truce announced by the army.",
            "the 72-hour truce announced by the army",
        ),
    ],
)
def test_the_body_names_it_best(read_text: Read, text: str, quote: str) -> None:
    """A headline, or what talks were only meant to bring, gives the quote only where nothing else names the agreement."""
    assert quotes(read_text, text) == [quote]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "In 2014, a truce that clerics mediated had ended five days of war. A ceasefire took effect on Monday as rebels left.",
            2,
        ),
        (
            "A ceasefire took effect on Monday. The declaration of May 11, where both camps pledged to spare us, did not quiet the guns.",
            2,
        ),
        ("Troops shelled towns within the de-escalation zone negotiated between the two governments last year.", 1),
    ],
)
def test_texts_and_truces_apart(read_text: Read, text: str, number: int) -> None:
    """A truce of another year and a text named by its day stand apart; a zone of calm that was negotiated names its deal."""
    assert len(quotes(read_text, text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "The army announced a regime of calm in the city for 72 hours. Rebels shelled it on Monday.",
        "An earlier pause that the coalition declared in July broke down within weeks. Troops and rebels shelled each other at the port.",
    ],
)
def test_words_of_calm(read_text: Read, text: str) -> None:
    """A regime of calm is a truce, and so is a pause that somebody declared."""
    assert len(quotes(read_text, text)) == 1


def test_an_accord_to_halt_is_one(read_text: Read) -> None:
    """Sides that agree to stop operations for a day have one truce, not an accord and a halt."""
    text = "The government and the guards have agreed to stop military operations in the north for 24 hours. Fighting had raged for days."
    assert len(quotes(read_text, text)) == 1


def test_a_truce_that_did_something_and_fell_apart(read_text: Read) -> None:
    """What "it" did after "but" is told of the truce that is the subject."""
    text = "A truce in 2015 saw some fighters leave the town but it fell apart a year later. Warplanes hit the town again."
    (claim,) = [c for c in read_text(text, "2020-03-10").claims if c.kind == "agreement"]
    assert claim.value("status") == "collapsed"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Two dead as rebels leave most of the port. KNN Kirkuk - A truce brokered by Iran between the Peshmerga and the army went into"
            " force in the city on Tuesday afternoon. The army said the truce was holding.",
            "A truce brokered by Iran between the Peshmerga and the army",
        ),
    ],
)
def test_a_naming_that_tells_who_made_it_is_quoted(read_text: Read, text: str, quote: str) -> None:
    """Of several namings the one with its maker is quoted, after a dateline too."""
    assert quote in quotes(read_text, text)


@pytest.mark.parametrize(
    "text",
    [
        "Officers of both armies met on Saturday to discuss extending a 24-hour truce around the dam. Shells had hit the town.",
        "Envoys want to prolong a two-day ceasefire between the army and the rebels. Three men were killed in the raid.",
    ],
)
def test_what_is_to_be_prolonged_is_there(read_text: Read, text: str) -> None:
    """A truce that is only talked of as one to extend is in force, not hoped for."""
    (claim,) = [c for c in read_text(text, "2020-03-10").claims if c.kind == "agreement"]
    assert (claim.value("type"), claim.value("status")) == ("ceasefire", "in_force")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "The envoy deplored attacks that endanger the full and lasting ceasefire agreed in Lomé. Steps to strengthen the truce were "
            "discussed. Rebels shelled the port.",
            "the full and lasting ceasefire",
        ),
        (
            "The truce in Merka suffered a blow when gunmen looted a convoy. Observers were sent under the Cessation of Hostilities "
            "Agreement signed in Nairobi on March 2. Rebels and troops shelled each other.",
            "the Cessation of Hostilities Agreement signed in Nairobi on March 2",
        ),
        (
            "The minister spoke of the agreement that the junta and the front reached in Accra on 3 May. Under it both undertook to "
            "observe an immediate truce in the port. The truce was broken by shelling.",
            "the agreement",
        ),
        (
            "The war had cost thousands of lives when rebels and army met. A further settlement, the Gbadolite Protocol, was signed by the "
            "two. Shelling went on.",
            "the Gbadolite Protocol",
        ),
    ],
)
def test_a_named_text_is_quoted(read_text: Read, text: str, quote: str) -> None:
    """A text with its name, or its makers and day, is quoted before a truce that it holds; paired words before a truce are its own."""
    (found,) = quotes(read_text, text)
    assert found.startswith(quote)
