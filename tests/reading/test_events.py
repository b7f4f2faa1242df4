"""Events: types, roles, quotes and ranking on sentences of our own."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucebook import codebook
from trucebook.model import Claim, Reading, new_report
from trucebook.reading.acts.events import find_events
from trucebook.reading.grammar.clauses import find_clauses
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Block, Notes

from .dispatches import Tally, count, load
from .events_told import said

Parser = Callable[[str], Parse]
Finder = Callable[[str], tuple[Claim, ...]]
TYPES = set(codebook.load().codes["events"])


@pytest.fixture(scope="session")
def events(parse: Parser) -> Finder:
    """A function that finds the events of a text from its grammar alone, no mentions given."""

    def find(text: str) -> tuple[Claim, ...]:
        parsed = parse(text)
        notes = Notes(report=new_report(text), parse=parsed).with_(clauses=find_clauses(parsed))
        return find_events(notes, codebook.load())

    return find


def test_codebook_has_the_sixteen_types() -> None:
    """The codebook holds PLOVER's sixteen types with a quad class each."""
    codes = codebook.load().codes["events"]
    assert len(codes) == 16
    assert {code.props["quad"] for code in codes.values()} == {"VC", "MC", "VX", "MX"}


@pytest.mark.parametrize("code", codebook.load().codes["events"].values(), ids=lambda c: c.id)
def test_codebook_examples(events: Finder, code: codebook.Code) -> None:
    """The reader reads each type's own example as that type, quoting the words the codebook quotes."""
    assert code.example is not None
    assert (code.id, code.example.quote) in [(e.value("type"), e.quote) for e in events(code.example.text)]


ACTS = [
    ("Gunners shelled the harbour of Norvik.", "ASSAULT", "heavy_weapons", "Gunners", "the harbour of Norvik"),
    ("The harbour was shelled by naval gunners.", "ASSAULT", "heavy_weapons", "naval gunners", "The harbour"),
    ("The clan launched an attack on the mill.", "ASSAULT", None, "The clan", "the mill"),
    ("Raids by the navy on the harbour killed four sailors.", "ASSAULT", None, "the navy", "the harbour"),
    ("The clan imposed a siege on the fort.", "COERCE", "restrict", "The clan", "the fort"),
    ("Guards arrested two nurses.", "COERCE", "arrest", "Guards", "two nurses"),
    ("The clan freed the pilots.", "RETREAT", "release", "The clan", "the pilots"),
    ("The garrison withdrew from the island.", "RETREAT", "withdraw", "The garrison", None),
    ("The clan declared a unilateral ceasefire.", "CONCEDE", None, "The clan", None),
    ("Norvik and Sudvik declared a ceasefire.", "AGREE", None, "Norvik", "Sudvik"),
    ("The elders called on the clan to free the pilots.", "REQUEST", None, "The elders", "the clan"),
    ("The elders said that the clan must free the pilots.", "REQUEST", None, "The elders", "the clan"),
    ("The clan said it would free the pilots.", "AGREE", None, "it", None),
    ("The clan said it would shell the fort.", "THREATEN", None, "it", "the fort"),
    ("The clan vowed to shell the fort.", "THREATEN", None, "The clan", None),
    ("The clan will not free the pilots, its chief said.", "REJECT", None, "The clan", None),
    ("The mayor condemned the clan.", "ACCUSE", None, "The mayor", "the clan"),
    ("The mayor said the clan had violated the truce.", "ACCUSE", "allege", "The mayor", "the clan"),
    ("Farmers blocked the road to the capital.", "PROTEST", "obstruct", "Farmers", None),
    ("The union suspended its aid to the army.", "SANCTION", "discontinue", "The union", "the army"),
    ("The envoy met with the chief of the clan.", "CONSULT", None, "The envoy", "the chief of the clan"),
]


@pytest.mark.parametrize(("text", "type_", "mode", "source", "target"), ACTS)
def test_acts(events: Finder, text: str, type_: str, mode: str, source: str, target: str) -> None:
    """Each act has its type, mode, source and target, in the report's words."""
    found = [(e.value("type"), e.value("mode"), said(e, "source")) for e in events(text)]
    assert (type_, mode, source) in found
    if target is not None:
        assert target in [said(e, "target") for e in events(text) if e.value("type") == type_]


QUOTES = [
    ("Gunners shelled the harbour.", "shelled the harbour"),
    ("Fighting had intensified around the fort.", "Fighting had intensified"),
    ("The elders called on all clans to honour the pact.", "called on all clans to honour the pact"),
    ("The clan refused to free the pilots.", "refused to free the pilots"),
    ("A mine exploded beneath a lorry.", "A mine exploded beneath a lorry"),
]


@pytest.mark.parametrize(("text", "quote"), QUOTES)
def test_quotes(events: Finder, text: str, quote: str) -> None:
    """The quote is the predicate with its object or its content, with the subject where there is no object."""
    assert quote in [e.quote for e in events(text)]


def test_harm_is_folded_into_its_act(events: Finder) -> None:
    """Those killed in a raid are no second act."""
    (event,) = events("Four sailors were killed in a raid on the harbour.")
    assert (event.quote, said(event, "target")) == ("raid on the harbour", "the harbour")


def test_alleged_act_stays_within_the_accusation(events: Finder) -> None:
    """Of "accused X of shelling Y" only the accusing is an event."""
    assert [e.value("type") for e in events("The mayor accused the clan of shelling the harbour.")] == ["ACCUSE"]


def test_captions_tell_no_events(parse: Parser) -> None:
    """A caption's act is not coded."""
    text = "Gunners shelled the harbour."
    parsed = parse(text)
    notes = Notes(report=new_report(text), parse=parsed, blocks=(Block("caption", 0, len(text)),)).with_(clauses=find_clauses(parsed))
    assert find_events(notes, codebook.load()) == ()


def test_at_most_fifteen(events: Finder) -> None:
    """However long the report, at most fifteen acts are kept, in text order."""
    found = events(" ".join(f"Gunners shelled fort {n} and the clan attacked mill {n}." for n in range(60)))
    assert len(found) == 15
    assert [e.start for e in found] == sorted(e.start for e in found)


def test_reason_names_the_word(events: Finder) -> None:
    """The reason names the entry of the codebook that gave the type."""
    (event,) = events("The clan freed the pilots.")
    assert event.reasons == ("RETREAT by the codebook's “free”",)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Shelling stopped at dawn.", "RETREAT"),
        ("The army halted its raids on the harbour.", "RETREAT"),
        ("The clan committed to leave the mill.", "AGREE"),
        ("The navy sent two battalions to the harbour.", "MOBILIZE"),
    ],
)
def test_acts_that_end_or_are_sent(events: Finder, text: str, type_: str) -> None:
    """Violence that stops is RETREAT, a commitment is AGREE, battalions sent are MOBILIZE."""
    assert [e.value("type") for e in events(text)] == [type_]


@pytest.mark.parametrize(
    "text",
    [
        "The deal calls for the release of the pilots.",
        "Nine thousand people have been killed since the war began.",
        "The port has been poor since the conflict erupted.",
    ],
)
def test_asides_tell_nothing(events: Finder, text: str) -> None:
    """What an agreement holds, totals of a war and its outbreak are no acts of the story."""
    assert events(text) == ()


def test_two_acts_on_two_objects_are_two(events: Finder) -> None:
    """Verbs in a row with an object each are events of their own."""
    assert [e.quote for e in events("The clan bombed a bridge and attacked a mill.")] == ["bombed a bridge", "attacked a mill"]


def test_a_broker_is_no_side(events: Finder) -> None:
    """An agreement brokered by one between two others has the two as source and target."""
    found = [e for e in events("A truce brokered by Norvik between the clan and the navy took effect.") if e.quote.startswith("brokered")]
    assert [(said(e, "source"), said(e, "target")) for e in found] == [("the clan", "the navy")]


def test_dispatches_are_read(read_text: Callable[..., Reading]) -> None:
    """Acts of our own dispatches are found with their types and sources."""
    total = Tally()
    for dispatch in load().values():
        if "events" in dispatch:
            count(total, dispatch, read_text(dispatch["text"], dispatch["published"]), "events")
    assert total.f1 >= 0.6
    assert total.share("source") >= 0.85
    assert total.share("target") >= 0.8


def test_whole_reading_keeps_actor_and_date(read_text: Callable[..., Reading]) -> None:
    """In a whole reading the event carries assertion, period and the actor's mention."""
    reading = read_text("On 3 May 2019 the Norwegian army shelled the harbour.", "2019-05-04")
    event = next(c for c in reading.claims if c.kind == "event")
    assert (event.value("type"), event.assertion) == ("ASSAULT", "happened")
    assert "army" in (said(event, "source") or "")


ODDS = "the army town shelled by to attack which , and refused said will must on siege \n killed raid if ceasefire declared"
WORDS = st.sampled_from(ODDS.split(" "))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=60).map(" ".join)))
def test_never_raises_and_quotes_exactly(events: Finder, text: str) -> None:
    """Any text gives events whose every span is in the text, each of a known type."""
    report = new_report(text)
    for event in events(text):
        assert report.text[event.start : event.end] == event.quote != ""
        assert event.value("type") in TYPES
        for field in event.spans():
            assert field.start is None or report.text[field.start : field.end] == field.text


@pytest.mark.parametrize(
    "text",
    [
        "Medics carried the wounded to the quay.",
        "Snow closed the pass at noon, leaving ten people dead.",
        "The mayor provided details of the route.",
        "Analysts doubted that the bridge would be mended.",
        "The brigade claimed responsibility for the bombing on its radio station.",
    ],
)
def test_words_that_only_describe_tell_no_act(events: Finder, text: str) -> None:
    """Those who are hurt, a state somebody is left in, details given, doubts and claims of an act are no acts of their own."""
    assert not [e.quote for e in events(text) if e.value("type") in ("ASSAULT", "RETREAT", "ACCUSE", "AID") and "carried" not in e.quote]


def test_what_somebody_is_accused_of_stays_in_the_accusation(events: Finder) -> None:
    """The gerunds an accusation holds, and the harm they did, are no events beside it."""
    found = events("The mayor accused the clan of ambushing a lorry and of burning a mill, killing six millers.")
    assert [e.value("type") for e in found] == ["ACCUSE"]


def test_harm_belongs_to_the_verb_above_it(events: Finder) -> None:
    """A participle of harm is folded into the act that did it, and the raid into the killing done by a known hand."""
    assert [e.quote for e in events("The army bombed the depot, killing nine clerks.")] == ["bombed the depot"]
    assert [e.quote for e in events("Horsemen killed nine herders in a raid on the camp.")] == ["killed nine herders"]


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("The driver blew himself up when guards came near.", "The driver", None),
        ("The navy shot down a helicopter.", "The navy", "a helicopter"),
        ("The clan threatened to carry out raids on the harbour guards.", "The clan", "the harbour guards"),
    ],
)
def test_who_does_and_who_suffers(events: Finder, text: str, source: str | None, target: str | None) -> None:
    """A bomber does not target himself, what is shot down is hit, a threat meets whom the raid would."""
    first = events(text)[0]
    assert (said(first, "source"), said(first, "target")) == (source, target)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The clan and the navy signed a truce.", "AGREE"),
        ("Both chiefs put their names to the armistice.", "AGREE"),
        ("The truce took effect at noon.", "AGREE"),
        ("The navy seized a hilltop quarter.", "ASSAULT"),
        ("Horsemen fell upon the mill.", "ASSAULT"),
        ("The army answered with artillery.", "ASSAULT"),
        ("Three millers were carried off by horsemen.", "COERCE"),
        ("The governor called in reinforcements.", "MOBILIZE"),
        ("The navy called off an exercise with Norvik.", "SANCTION"),
        ("The chief called off the ultimatum.", "CONCEDE"),
        ("The mayor said the navy was responsible.", "ACCUSE"),
        ("The bishop described the raid as a massacre.", "ACCUSE"),
        ("A spokesman said the ceasefire was over.", "REJECT"),
        ("The clan denounced the negotiations as a farce.", "REJECT"),
        ("The union warned that the shelling was ruining the talks.", "ACCUSE"),
        ("Villagers moved across the front line.", "RETREAT"),
        ("The clan is fighting alongside the navy.", "COOPERATE"),
    ],
)
def test_words_by_their_company(events: Finder, text: str, type_: str) -> None:
    """What stands beside a word tells its type: a truce is signed, an ultimatum called off, a quarter seized."""
    assert type_ in [e.value("type") for e in events(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The mill is held by the rebels.",
        "The clan signed a letter to the editor.",
        "The union gave an account of the day.",
        "The navy released a statement.",
        "The market, which residents call the old one, is empty.",
        "The Office for the Coordination of Harbour Affairs has moved.",
        "The clan, backed by Norvik, is said to be large.",
        "Two thousand people lost their lives.",
        "The children left their homes.",
    ],
)
def test_company_that_tells_no_act(events: Finder, text: str) -> None:
    """Ground held, letters signed, statements released, names, backers beside the news and deaths counted are no acts."""
    assert [e.quote for e in events(text)] == []


def test_an_act_told_again_by_a_noun_is_one(events: Finder) -> None:
    """A noun that tells again what a verb told, on the same place and by nobody else, is no second act; a fresh one is."""
    text = "The navy shelled the harbour at Norvik. Residents fled the bombardment of the harbour at Norvik."
    assert [e.quote for e in events(text) if e.value("type") == "ASSAULT"] == ["shelled the harbour"]
    fresh = "The navy shelled the harbour at Norvik. Hours later residents spoke of fresh shelling of the harbour by the navy."
    assert len([e for e in events(fresh) if e.value("type") == "ASSAULT"]) == 2


def test_harm_counted_beside_its_act_is_no_event(events: Finder) -> None:
    """Those who were killed are told by the figure where the act that killed them is told."""
    text = "Gunners shelled the market. At least twenty people were killed and nine others were wounded."
    assert [e.quote for e in events(text)] == ["shelled the market"]


def test_what_a_provision_holds_is_no_act(read_text: Callable[..., Reading]) -> None:
    """A release that a deal only lays on a side is its provision, not an event."""
    reading = read_text("Under the truce the clan is to release forty prisoners. Gunners shelled the harbour.", "2019-05-04")
    assert [c.quote for c in reading.claims if c.kind == "event"] == ["shelled the harbour"]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The chief told his fighters to suspend all operations.", "RETREAT"),
        ("The navy put its bombing on hold.", "RETREAT"),
        ("The clan announced a three-day truce.", "CONCEDE"),
        ("A truce was worked out in Norvik.", "AGREE"),
        ("The governor invited the clan to talks.", "REQUEST"),
        ("The governor called the charges false.", "REJECT"),
        ("The clan declared the truce finished.", "REJECT"),
        ("Gunmen lobbed shells into the port.", "ASSAULT"),
        ("The army moved against the clan near the dam.", "ASSAULT"),
        ("An apartment building was struck.", "ASSAULT"),
        ("The clan abandoned the talks.", "REJECT"),
    ],
)
def test_acts_told_in_other_words(events: Finder, text: str, type_: str) -> None:
    """Orders to halt, accords worked out, talks abandoned and idioms of force have their types."""
    assert type_ in [e.value("type") for e in events(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The instruction was executed by the mayor.",
        '"Where is the bread?" he asked.',
        "Anna Holt left Norvik early on Tuesday.",
    ],
)
def test_words_of_force_and_retreat_in_peace(read_text: Callable[..., Reading], text: str) -> None:
    """An instruction carried out, a question and one person's departure are no acts of the story."""
    assert [c.quote for c in read_text(text, "2019-05-04").claims if c.kind == "event"] == []


def test_a_promise_that_is_a_term_is_no_event(read_text: Callable[..., Reading]) -> None:
    """What a side agrees to do under an accord that is told is the accord's, and its signing the event."""
    reading = read_text("The clan and the navy signed a truce on Monday. The clan agreed to free forty prisoners.", "2019-05-08")
    assert [c.quote for c in reading.claims if c.kind == "event"] == ["signed a truce"]


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("The navy came under fire from gunmen.", "gunmen", "The navy"),
        ("Norvik's government and leftist rebels signed a peace treaty.", "government", "leftist rebels"),
        ("The clan and the navy agreed on a truce on Monday. The truce took effect at noon.", "The clan", "the navy"),
    ],
)
def test_sides_of_accords_and_of_fire(read_text: Callable[..., Reading], text: str, source: str, target: str) -> None:
    """Who fires is the source of what somebody comes under; the sides of an accord are those of its taking effect too."""
    events = [c for c in read_text(text, "2019-05-08").claims if c.kind == "event"]
    assert {(said(e, "source"), said(e, "target")) for e in events} == {(source, target)}


def test_headlines_in_running_text_and_old_years_tell_nothing(events: Finder) -> None:
    """A title that runs into its text and the clause that says what an old year was are no acts beside the news."""
    text = "Clan Fighters Storm Another Harbour Mill in the north. Gunners stormed the mill on Monday."
    assert [e.quote for e in events(text)] == ["stormed the mill"]
    history = "The port has been at war since 2011 when the governor cracked down on the millers."
    assert [e.value("type") for e in events(history) if e.quote.startswith("cracked")] == []
