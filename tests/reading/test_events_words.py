"""Events that are utterances: demands, charges, denials, talks and praise, on sentences of our own."""

import pytest

from trucebook.model import Claim

from .events_told import Reader, said, told


def roles(claim: Claim) -> tuple[object, str | None, str | None]:
    """Return type, source and target of an event."""
    return claim.value("type"), said(claim, "source"), said(claim, "target")


STATEMENT = """Deputy Foreign Minister Lena Holt said:

The junta must free the pilots at once. It is imperative that the clans keep out of the valley. All armed groups need to leave the harbour.
It is essential for the navy to reopen the strait. We must keep talking. Our first aim must be peace. It has yet to be reached.
"""


def test_a_statement_demands(read_text: Reader) -> None:
    """Duties that a speaker lays on others are requests of the speaker to them, and have happened; the speaker's own are none."""
    events = told(read_text, STATEMENT)
    minister = "Deputy Foreign Minister Lena Holt"
    assert [roles(e) for e in events] == [
        ("REQUEST", minister, "The junta"),
        ("REQUEST", minister, "the clans"),
        ("REQUEST", minister, "All armed groups"),
        ("REQUEST", minister, "the navy"),
    ]
    assert {e.assertion for e in events} == {"happened"}
    assert events[1].quote.startswith("imperative that the clans keep")


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("The envoy emphasised the need for the two armies to pull back.", "The envoy", "the two armies"),
        ("The bishop encouraged the clans to talk.", "The bishop", "the clans"),
        ('"The council has to lift the blockade," the mayor said.', "the mayor", "The council"),
        ('"I urge the clan to spare the mill," the mayor said.', "the mayor", "the clan"),
    ],
)
def test_requests_in_other_words(read_text: Reader, text: str, source: str, target: str) -> None:
    """A need that is stressed, encouragement, "has to" and a demand in the first person are requests to who must act."""
    assert [roles(e) for e in told(read_text, text)] == [("REQUEST", source, target)]


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("The mayor held the clan fully responsible for the fire at the mill.", ("ACCUSE", "The mayor", "the clan")),
        ("The panel concluded that the army had violated the truce.", ("ACCUSE", "The panel", "the army")),
        ("The minister said the general should be prosecuted.", ("ACCUSE", "The minister", "the general")),
        ("The premier vowed that the ambush would not go unanswered.", ("THREATEN", "The premier", None)),
    ],
)
def test_charges_and_vows(read_text: Reader, text: str, told_as: tuple[str, str, str | None]) -> None:
    """To hold responsible, to conclude that a side broke a truce and to call for a trial are charges, a vow of revenge a threat."""
    assert told_as in [roles(e) for e in told(read_text, text)]


def test_to_try_is_no_trial(read_text: Reader) -> None:
    """Somebody who says that she would try to come is accused of nothing."""
    assert told(read_text, "Anna Holt said she would try to come.") == []


def test_a_denied_charge_is_told_once(read_text: Reader) -> None:
    """Who denies a deed of force turns the charge away, and the deed is no act beside it; dealings denied keep their own type."""
    events = told(read_text, "The ministry denied that its gunners had shelled the port.")
    assert [(e.value("type"), e.assertion, e.quote) for e in events] == [
        ("REJECT", "happened", "denied that its gunners had shelled the port")
    ]
    dealings = told(read_text, "The ministry denied that it had met the rebels.")
    assert [(e.value("type"), e.assertion) for e in dealings] == [("CONSULT", "denied")]


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("The envoy raised the fate of the captives with the governor.", "The envoy", "the governor"),
        ("The consul conveyed to the junta his dismay.", "The consul", "the junta"),
        ("The union brought together leaders of both clans in Norvik.", "The union", "leaders of both clans"),
        ("The consul updated the members of the council on Monday.", "The consul", "the members of the council"),
    ],
)
def test_talks_in_other_words(read_text: Reader, text: str, source: str, target: str) -> None:
    """To raise with, to convey to, to bring together and to brief are talks with those they reach."""
    assert ("CONSULT", source, target) in [roles(e) for e in told(read_text, text)]


def test_talks_and_praise_are_told_once(read_text: Reader) -> None:
    """A meeting told again by a bare noun or by "the two", and praise that the headline has already, are one event each."""
    text = (
        "Anna Holt welcomes accord\n\nMinister Anna Holt welcomed the truce. She met the clan's chief in Norvik. "
        "The meeting lasted two hours. The two discussed the truce."
    )
    assert [(e.value("type"), e.quote) for e in told(read_text, text)] == [
        ("SUPPORT", "welcomed the truce"),
        ("CONSULT", "met the clan's chief"),
    ]


def test_an_accord_that_is_welcomed_is_an_event_of_its_sides(read_text: Reader) -> None:
    """Where the sides of a welcomed accord are named, its making is told beside the welcome."""
    events = told(read_text, "The minister welcomed the agreement between Norvik and Sudvik.")
    assert ("AGREE", "Norvik", "Sudvik") in [roles(e) for e in events]


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("The town was put under siege by the clan.", ("COERCE", "the clan", "The town")),
        ("The valley has been under bombardment since Monday.", ("ASSAULT", None, "The valley")),
        ("Guards sealed the border.", ("COERCE", "Guards", "the border")),
        ("An aid convoy entered the valley.", ("AID", "An aid convoy", None)),
        ("Divers pulled six sailors from the rubble of the pier.", ("AID", "Divers", "six sailors")),
        ("The general announced the suspension of all operations.", ("RETREAT", "The general", "all operations")),
        ("The plan was welcomed after the adoption of the resolution by the senate.", ("AGREE", "the senate", None)),
        ("The clan signed a cease-fire agreement with the navy.", ("AGREE", "The clan", "the navy")),
    ],
)
def test_deeds_in_other_words(read_text: Reader, text: str, told_as: tuple[str, str | None, str | None]) -> None:
    """Sieges, bombardment, relief, rescue, halts and texts adopted or signed are read from idioms and nouns too."""
    assert told_as in [roles(e) for e in told(read_text, text)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The raids hit two schools near Norvik.", "raids hit two schools"),
        ("Four hundred families of the upper valley left on Monday in boats.", "left on Monday"),
        ("Rebels attacked in the night of Monday near the weir.", "Rebels attacked"),
    ],
)
def test_quotes_hold_what_was_met_and_what_follows(read_text: Reader, text: str, quote: str) -> None:
    """An act told by a noun is quoted with what it hit, and a long subject gives way to the words after the verb; when it was stays outside
    where anything else tells more."""
    assert [e.quote for e in told(read_text, text)] == [quote]


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("The clan and the navy stopped shelling each other.", "RETREAT"),
        ("The premier ordered his troops to withdraw from the hills.", "RETREAT"),
        ("The guards let nine sailors go on Friday.", "RETREAT"),
        ("Six captives were liberated from the fort.", "RETREAT"),
        ("The general vowed that there would be no retreat.", "REJECT"),
        ("The president suspended the truce with the clan.", "REJECT"),
        ("The junta brushed aside appeals for a truce.", "REJECT"),
        ("The minister said Norvik would not hesitate to impose sanctions.", "THREATEN"),
        ("The envoy said the navy would not attack the port.", "AGREE"),
        ("The mission counted nine violations by the clan.", "ACCUSE"),
        ("Norvik wants that the clan leaves the harbour.", "REQUEST"),
        ("A third round of talks opened in Norvik on Friday.", "CONSULT"),
        ("The army said it had repulsed an attack near the dam.", "ASSAULT"),
    ],
)
def test_halts_vows_and_wants(read_text: Reader, text: str, told_as: str) -> None:
    """Halts, captives let go, refusals, threats by understatement, restraint, counted breaches and wants have their types."""
    assert told_as in [e.value("type") for e in told(read_text, text)]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The mission recorded fewer violations than in June.", "ACCUSE"),
        ("The premier ordered the guards to leave the fort.", "RETREAT"),
        ("Residents want peace to last.", "REQUEST"),
    ],
)
def test_counts_orders_and_wishes_that_are_none(read_text: Reader, text: str, type_: str) -> None:
    """Violations without an author, an order to men who are not one's own and a wish for a thing are not of these types."""
    assert type_ not in [e.value("type") for e in told(read_text, text)]


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("Nine sailors were released on Friday.", ("RETREAT", None, "Nine sailors")),
        ("The guards let nine sailors go on Friday.", ("RETREAT", "The guards", "nine sailors")),
        ("The governor turned down an offer by the United Nations.", ("REJECT", "The governor", "the United Nations")),
        ("A statement from the United Nations condemned the raid.", ("ACCUSE", "the United Nations", None)),
        ("The mayor said that a jet had hit the mill, blaming the navy for the raid.", ("ACCUSE", "The mayor", "the navy")),
        ("Clashes continued between rebels and the navy near Norvik.", ("ASSAULT", "rebels", "the navy")),
        ("The governor's adviser, Jan Holt, met the bishop.", ("CONSULT", "Jan Holt", "the bishop")),
        ("General Arno surrendered his troops to Norvik.", ("RETREAT", "General Arno", "Norvik")),
        ("The premier suspended the truce with the clan.", ("REJECT", "The premier", "the clan")),
    ],
)
def test_sides_beyond_the_clause(read_text: Reader, text: str, told_as: tuple[str, str | None, str | None]) -> None:
    """Captives, owners of offers, authors of statements, sayers of participles, names beside descriptions and receivers are the sides."""
    assert told_as in [roles(e) for e in told(read_text, text)]


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("Hill gunners began pulling back heavy guns from Norvik.", ("RETREAT", "Hill gunners", None)),
        ("The alliance gave the gunners ten days to withdraw.", ("THREATEN", "The alliance", "the gunners")),
        ("The governor has given the rebels until Friday to hand over their arms.", ("THREATEN", "The governor", "the rebels")),
        ("The union ordered both countries to end hostilities.", ("REQUEST", "The union", "both countries")),
        ("The premier ordered the army to cease fire.", ("RETREAT", "The premier", "the army")),
        ("The envoy met rebel delegates at the dam; both sides agreed to talk.", ("CONSULT", "The envoy", "rebel delegates")),
        ("The mayor said his men would hand over their guns but warned the navy against a raid.", ("THREATEN", "The mayor", "the navy")),
        ("Rockets landed in Norvik on Sunday.", ("ASSAULT", "Rockets", "Norvik")),
        ("Horsemen seized the Four Mills in April.", ("ASSAULT", "Horsemen", "the Four Mills")),
        ("Gunmen attacked a patrol. The clan denied any involvement.", ("REJECT", "The clan", None)),
    ],
)
def test_halts_terms_and_names(read_text: Reader, text: str, told_as: tuple[str, str | None, str | None]) -> None:
    """Particles taken for adverbs, terms given, orders to others, clauses set beside by a semicolon and names that are seized are read."""
    assert told_as in [roles(e) for e in told(read_text, text)]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The war ended in the Battle of Two Mills.", "ASSAULT"),
        ("The islanders began a push in October.", "ASSAULT"),
        ("The clan violated the truce on Monday.", "ASSAULT"),
        ("The rebel commander was captured near Norvik.", "COERCE"),
        ("The mission monitors the ceasefire in Norvik.", "COOPERATE"),
        ("Firemen recovered bodies from the mill.", "AID"),
        ("The spokesman said the siege should be lifted.", "REQUEST"),
        ("The navy and the clan signed the Armistice Agreement.", "AGREE"),
    ],
)
def test_battles_breaches_and_captives(read_text: Reader, text: str, type_: str) -> None:
    """Named battles, pushes, breaches told as fact, captured persons, watching a truce and passive duties have their types."""
    assert type_ in [e.value("type") for e in told(read_text, text)]


def test_a_battle_that_only_dates(read_text: Reader) -> None:
    """A named battle after which something is told is no event."""
    assert told(read_text, "After the Battle of Two Mills the islanders were tired.") == []


def test_a_second_duty_is_a_second_request(read_text: Reader) -> None:
    """Of two duties called vital each is a request to who must act."""
    text = "Minister Lena Holt said:\n\nIt is vital that the clan leaves the hills, and that all sides take steps to talk.\n"
    assert [roles(e)[2] for e in told(read_text, text)] == ["the clan", "all sides"]


def test_what_an_accord_lets_people_do(read_text: Reader) -> None:
    """What an agreement lets somebody do is its term, not an event."""
    events = told(read_text, "The clan and the navy signed an agreement on Friday. The agreement lets the fighters leave.")
    assert [e.value("type") for e in events] == ["AGREE"]


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("The union reiterated its call on all parties to keep the truce.", ("REQUEST", "The union", "all parties")),
        ("The clan called the truce a betrayal of the dead.", ("ACCUSE", "The clan", None)),
        ("The envoy warned that the clan's raids were ruining the talks.", ("ACCUSE", "The envoy", "the clan")),
        ("Raids killed nine millers. Five more villagers were killed in Norvik.", ("ASSAULT", None, "Five more villagers")),
    ],
)
def test_calls_labels_and_others_harmed(read_text: Reader, text: str, told_as: tuple[str, str | None, str | None]) -> None:
    """A call made again goes to whom it is on, a label of treason blames, a warning means whose raids, more victims are more acts."""
    assert told_as in [roles(e) for e in told(read_text, text)]


def test_blame_and_label_in_one_sentence(read_text: Reader) -> None:
    """Who blames a side and calls its raid a crime in one sentence accuses once."""
    events = told(read_text, 'The clan blamed the navy and called the raid "a crime".')
    assert [roles(e) for e in events if e.value("type") == "ACCUSE"] == [("ACCUSE", "The clan", "the navy")]


def test_a_duty_told_by_a_light_verb(read_text: Reader) -> None:
    """A duty whose verb only carries a noun is a request too."""
    text = "Minister Lena Holt said:\n\nI thank the envoy. The parties must now implement the deal without delay.\n"
    assert ("REQUEST", "Minister Lena Holt", "The parties") in [roles(e) for e in told(read_text, text)]


def test_a_statement_in_its_own_voice(read_text: Reader) -> None:
    """In a statement that says "we" of those who issue it a duty of others is their request."""
    text = "The United Nations condemns the raids. We call for an end to the siege. We are worried. Both sides need to talk."
    assert ("REQUEST", "The United Nations", "Both sides") in [roles(e) for e in told(read_text, text)]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norvik offered to send troops.", "AGREE"),
        ("Norvik ceded two valleys to the clan.", "RETREAT"),
        ("They signed the Framework on Sunday.", "AGREE"),
    ],
)
def test_offers_land_and_papers(read_text: Reader, text: str, type_: str) -> None:
    """Troops offered are no threat, land ceded is given up, and a framework is signed by those who agree."""
    assert type_ in [e.value("type") for e in told(read_text, text)]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The governor called the shelling an outrage.", "ACCUSE"),
        ("The two premiers sat with the delegates until dawn.", "CONSULT"),
        ("Norvik suspended ten million pounds in aid to the clan.", "SANCTION"),
    ],
)
def test_outrages_sittings_and_sums(read_text: Reader, text: str, type_: str) -> None:
    """What is called an outrage is blamed, sitting with somebody is talk, and a sum in aid that is suspended is a sanction."""
    assert type_ in [e.value("type") for e in told(read_text, text)]


def test_forbidden_weapons_denied(read_text: Reader) -> None:
    """A side that denies the use of gas denies an act of force."""
    events = told(read_text, "The junta denied the use of chemical weapons.")
    assert [(e.value("type"), e.assertion) for e in events] == [("ASSAULT", "denied")]


def test_what_stands_beside_a_denial(read_text: Reader) -> None:
    """A denial holds what is denied and not what its side does beside it."""
    events = told(read_text, "Rebels denied that the village had fallen and called for reinforcements from Norvik.")
    assert [e.value("type") for e in events] == ["REJECT", "REQUEST"]


def test_a_breach_shown_by_an_act(read_text: Reader) -> None:
    """A truce violated by shelling is broken by the shelling, told once; fire at the sources of fire is force."""
    events = told(read_text, "The clan violated the truce by shelling the port. The army responded to the sources of fire.")
    assert [e.quote for e in events] == ["shelling the port", "The army responded to the sources of fire"]


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("Nanjing fell to the rebels in March.", ("ASSAULT", "the rebels", "Nanjing")),
        ("The navy struck nine airfields.", ("ASSAULT", "The navy", "nine airfields")),
        ("The governor raised militia in the hills.", ("MOBILIZE", "The governor", None)),
        ("The clan laid siege to Nanjing.", ("COERCE", "The clan", "Nanjing")),
    ],
)
def test_falls_sieges_and_levies(read_text: Reader, text: str, told_as: tuple[str, str | None, str | None]) -> None:
    """Places that fall or are laid siege to, airfields struck and militias raised are events."""
    found = [roles(e) for e in told(read_text, text)]
    assert any(r[0] == told_as[0] and r[1] == told_as[1] and told_as[2] in (None, r[2]) for r in found)


@pytest.mark.parametrize("text", ["Nanjing fell silent.", "Troops defended Nanjing.", "The governor withdrew his resignation."])
def test_no_fall_and_no_support(read_text: Reader, text: str) -> None:
    """A town that falls silent, ground defended and a resignation taken back are no events."""
    assert told(read_text, text) == []
