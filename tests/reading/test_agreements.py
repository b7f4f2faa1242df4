"""Agreements: what is named, put together, and how it stands."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucebook import codebook
from trucebook.model import Field, PeriodValue, Reading
from trucebook.reading.deals.agreements import find_agreements
from trucebook.reading.deals.provisions import find_provisions
from trucebook.reading.deals.standing import STATUSES
from trucebook.reading.deals.violations import find_violations
from trucebook.reading.notes import Notes

from .agreements_told import agreements
from .dispatches import Tally, count, load, texts_of

Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def tally(read_text: Read) -> Tally:
    """Our own dispatches, read and counted."""
    total = Tally()
    for dispatch in load().values():
        count(total, dispatch, read_text(dispatch["text"], dispatch["published"]), "agreements")
    return total


def test_there_are_enough_dispatches() -> None:
    """At least 25 dispatches of our own, from many conflicts, are read."""
    assert len(load()) >= 25


def test_dispatches_are_read(tally: Tally) -> None:
    """Agreements of our own dispatches are found, each once."""
    assert tally.f1 >= 0.95


@pytest.mark.parametrize(("name", "floor"), [("type", 0.95), ("status", 0.92), ("parties", 0.92), ("mediators", 0.92)])
def test_fields_of_dispatches_are_read(tally: Tally, name: str, floor: float) -> None:
    """Type, status, parties and mediators of our own dispatches are right."""
    assert tally.share(name) >= floor


@pytest.mark.parametrize("code", codebook.load().codes["agreements"].values(), ids=lambda c: c.id)
def test_examples_are_read_as_their_code(read_text: Read, code: codebook.Code) -> None:
    """Every type's example is read as that type, at its quote."""
    assert code.example is not None
    found = [(c.quote, c.value("type")) for c in agreements(read_text(code.example.text))]
    assert any(value == code.id and ((code.example.quote or "") in quote or quote in (code.example.quote or "")) for quote, value in found)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The warlords proposed a truce in the valley.", "proposed"),
        ("A truce in the valley is due to take effect at dawn on Sunday.", "announced"),
        ("The two clans signed a truce in the valley on Monday.", "announced"),
        ("A truce took effect in the valley on Monday.", "in_force"),
        ("The truce in the valley has been holding since Monday.", "in_force"),
        ("The army violated the truce in the valley on Monday.", "violated"),
        ("The truce between the clans collapsed on Monday.", "collapsed"),
        ("A truce was reached in May. It did not last.", "collapsed"),
        ("The three-day truce in the valley ended on Monday.", "expired"),
        ("The truce in the valley expired at midnight.", "expired"),
        ("The rebels rejected a proposed ceasefire in the valley.", "refused"),
        ("The truce in the valley was superseded by a new arrangement.", "superseded"),
        ("The truce agreed by the clans in the valley took effect on Monday.", "in_force"),
        ("The eastern villages are covered by a truce in the valley.", "in_force"),
        ("A truce demanded by the council for the valley never took hold.", "collapsed"),
        ("The truce in the valley was not observed.", "violated"),
        ("The mayor negotiated a truce in the valley but it fell apart.", "collapsed"),
        ("Gunmen killed nine people in attacks in the valley since a truce was announced on Friday.", "violated"),
        ("Jets halted their raids at dawn for a humanitarian pause in the valley.", "in_force"),
        ("The truce in the valley had been agreed on Friday and had taken effect on Monday.", "in_force"),
        ("A truce in the valley took effect on Monday. The clans are trying to sink the truce.", "violated"),
        ("The marsh villages are not covered by the truce that took effect in the valley.", "in_force"),
        ("The army shelled the valley after a two-month lull that followed a truce.", "violated"),
        ("A truce took effect in the valley on Monday. The truce almost fell apart on Tuesday.", "in_force"),
        ("A truce took effect in the valley on Monday. On Tuesday the truce threatened to unravel.", "in_force"),
        ("The clans signed a truce in the valley that is to start on Friday.", "announced"),
        ("The council welcomed the truce announced by the envoy on 1 April, which entered into force today.", "in_force"),
        ("The truce in the valley will be extended if talks begin.", "in_force"),
        ("The truce in the valley collapsed in May. The clans restored the truce in June.", "in_force"),
        ("The truce took effect on Monday. The clans said they would stick to the truce.", "in_force"),
        ("The rebels said they were no longer bound by the truce in the valley.", "collapsed"),
        ("The clans put their signatures under a truce in the valley on Monday.", "announced"),
        ("A truce in the valley took effect on Monday. Who rules the port was left to the truce.", "in_force"),
        ("An earlier truce in the valley was broken in May.", "collapsed"),
        ("A first truce agreed in Accra in May broke down within weeks.", "collapsed"),
        ("An earlier truce in the valley lasted one week.", "collapsed"),
        ("The clans signed a truce in the valley. Each must give notice before it leaves the truce.", "announced"),
        ("The clans walked out of the truce in the valley on Monday.", "collapsed"),
        ("A spokesman said the truce in the valley was finished.", "collapsed"),
        ("The clans put their signatures to a truce in the valley on Monday.", "announced"),
        ("The accord on the valley provides for the withdrawal of the rebels.", "announced"),
        ("The miners completed an evacuation agreed with the army.", "fulfilled"),
        ("A truce took effect in the valley. The army said it would answer any violation.", "in_force"),
    ],
)
def test_status_from_the_verbs(read_text: Read, text: str, status: str) -> None:
    """The verbs around a truce tell how it stands."""
    found = agreements(read_text(text))
    assert [c.value("status") for c in found] == [status]
    assert status in STATUSES


def test_mentions_of_one_truce_are_one_claim(read_text: Read) -> None:
    """A truce, "the deal" and "the agreement" of one story are one agreement whose mentions are all kept."""
    text = "The army and the rebels signed a truce in Bentiu on Sunday. The deal was brokered by Kenya. The agreement held overnight."
    (claim,) = agreements(read_text(text))
    assert texts_of(claim, "named") == ["a truce", "The deal", "The agreement"]
    assert texts_of(claim, "parties") == ["The army", "the rebels"]
    assert texts_of(claim, "mediators") == ["Kenya"]


def test_a_truce_that_another_renews_is_superseded(read_text: Read) -> None:
    """What the new truce "renewed" has been superseded, and its quote ends before its unfinished clause."""
    text = "A new truce took effect on Sunday. It renewed a truce of October 10 that had quickly failed."
    old = agreements(read_text(text))[1]
    assert (old.quote, old.value("status")) == ("a truce of October 10", "superseded")


def test_an_offer_that_is_made_is_still_an_offer(read_text: Read) -> None:
    """Nobody has taken what one side "made" or "announced" as its offer."""
    (claim,) = agreements(
        read_text("The army freed two rebels. An offer of amnesty made by the junta in January was announced on the radio.")
    )
    assert (claim.value("type"), claim.value("status")) == ("offer", "proposed")


def test_an_offer_turned_down_is_refused(read_text: Read) -> None:
    """ "Turned the offer down" refuses what was offered in the sentence before."""
    text = "The rebels offered the trapped soldiers safe passage if they laid down their arms. The army turned the offer down."
    assert [c.value("status") for c in agreements(read_text(text))] == ["refused"]


def test_an_earlier_truce_is_another_claim(read_text: Read) -> None:
    """A previous truce, or one of another month, is an agreement of its own."""
    text = "A truce took effect in the valley on Monday. A previous truce agreed in March collapsed within days."
    assert [c.value("status") for c in agreements(read_text(text))] == ["in_force", "collapsed"]


@pytest.mark.parametrize(
    "text",
    [
        "Several truces between the clans have failed.",
        "Previous ceasefire agreements with the rebels were short-lived.",
        "Soldiers near the ceasefire line were put on alert.",
        "The envoy called for talks on a ceasefire.",
        "Without a ceasefire the town will starve.",
        "The clan said it was willing to sign a truce.",
        "The ministers signed a trade agreement and an arms deal.",
        "The unions reached a wage agreement with the railway.",
        "He bought a 1998 Honda Accord.",
        "It cost a great deal of money to feed the army.",
    ],
)
def test_what_is_no_agreement(read_text: Read, text: str) -> None:
    """Unspecified plurals, places, hopes and deals of another world are no agreements."""
    assert agreements(read_text(text)) == []


def test_a_refused_demand_with_a_counterpart_is_an_offer(read_text: Read) -> None:
    """A demand "in exchange for" something, refused in the next sentence, is a refused offer between the two."""
    text = "The junta demanded that the miners surrender their rifles in exchange for the withdrawal of the police. The miners refused."
    (claim,) = agreements(read_text(text))
    assert (claim.value("type"), claim.value("status")) == ("offer", "refused")
    assert claim.quote == "the miners surrender their rifles in exchange for the withdrawal of the police"
    assert texts_of(claim, "parties")[:2] == ["The junta", "the miners"]


def test_an_agreement_told_by_its_verb(read_text: Read) -> None:
    """Sides that "agreed to" an act of war make an agreement without a noun for it."""
    (claim,) = agreements(read_text("The army and the rebels agreed on Friday to exchange prisoners."))
    assert (claim.quote, claim.value("type")) == ("The army and the rebels agreed on Friday to exchange prisoners", "exchange")


def test_negotiated_rules_are_an_agreement(read_text: Read) -> None:
    """Rules that somebody negotiated, and that prevailed until lately, are a settlement that is over."""
    (claim,) = agreements(read_text("Until then, rules negotiated by Ghana in 1997 had prevailed in the north."))
    assert (claim.quote, claim.value("type"), claim.value("status")) == ("rules negotiated by Ghana in 1997", "settlement", "collapsed")
    assert texts_of(claim, "mediators") == ["Ghana"]


def test_a_lead_told_by_its_verb_is_the_deal_named_after_it(read_text: Read) -> None:
    """What sides "have agreed to" do and what is then called "the truce" is one agreement, with the lead's words and sides."""
    text = (
        "Togo and Benin have agreed to halt more than two years of war from Sunday. "
        "President Kenyatta announced the truce in Nairobi. The truce is to start at noon."
    )
    (claim,) = agreements(read_text(text))
    assert (claim.quote, claim.value("type")) == ("agreed to halt more than two years of war from Sunday", "ceasefire")
    assert (texts_of(claim, "parties"), texts_of(claim, "mediators")) == (["Togo", "Benin"], ["President Kenyatta"])


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The cease of the fire was broken by the rebels.", "The cease of the fire"),
        ("The army broke a truce. A protocol of 2 April 2002 required it to leave the valley.", "A protocol of 2 April 2002"),
    ],
)
def test_texts_named_in_other_words(read_text: Read, text: str, quote: str) -> None:
    """Translated set phrases and protocols of a day name an agreement."""
    assert quote in [c.quote for c in agreements(read_text(text))]


@pytest.mark.parametrize(
    ("text", "quote", "parties"),
    [
        ("The army said it would halt its shelling for seven days from Monday.", "halt its shelling", ["The army"]),
        ("The militia and the army will stop fighting for 72 hours.", "stop fighting", ["The militia", "the army"]),
        ("In May the president ordered the army to halt its shelling.", "halt its shelling", ["the army"]),
    ],
)
def test_a_halt_with_a_length_is_a_truce(read_text: Read, text: str, quote: str, parties: list[str]) -> None:
    """Who is to stop firing for a time has a truce, though no noun names it."""
    (claim,) = agreements(read_text(text))
    assert (claim.value("type"), claim.value("status")) == ("ceasefire", "announced")
    assert claim.quote.startswith(quote)
    assert texts_of(claim, "parties") == parties


def test_a_halt_without_a_length_is_none(read_text: Read) -> None:
    """Who merely stopped firing has no truce."""
    assert agreements(read_text("The army halted its shelling of the valley on Monday after three days.")) == []


@pytest.mark.parametrize(
    ("text", "mediators"),
    [
        ("A Kenyan-brokered truce took effect on Monday.", ["Kenyan"]),
        ("A truce mediated by Oman and Qatar took effect on Monday.", ["Oman", "Qatar"]),
        ("The clans signed a truce under the auspices of the African Union.", ["the African Union"]),
        ("Togo negotiated a truce between the clans and the army.", ["Togo"]),
        ("A truce brokered by Egypt between the clans and the army took effect on Monday.", ["Egypt"]),
        ("Kenya and Uganda agreed a truce for Burundi on Monday.", ["Kenya", "Uganda"]),
        ("The clans signed a truce on Monday, mediators from Kenya and Togo said.", ["Kenya", "Togo"]),
        ("The clans signed a truce on Monday under Kenyan auspices.", ["Kenyan"]),
        ("The clans signed a truce on Monday, mediators of the African Union said.", ["the African Union"]),
        ("The clans signed a truce on Monday at the urging of Kenya and Togo.", ["Kenya", "Togo"]),
        ("The clans signed a truce on Monday. Kenya mediated between the two.", ["Kenya"]),
        ("Kenya, which drew up the truce between the clans, urged calm on Monday.", ["Kenya"]),
        ("The truce, which is not overseen by the United Nations, took effect on Monday.", []),
        ("The clans signed a truce on Monday with Oman as mediator.", ["Oman"]),
        ("The clans signed a truce on Monday. Togo, which mediated, was content.", ["Togo"]),
        ("The clans and the army are to begin a truce on Friday, Oman and Qatar announced.", ["Oman", "Qatar"]),
        ("The army and the clans approved the truce that Qatar announced on Monday.", ["Qatar"]),
        ("Contact between the clans and the army through a bishop produced a truce on Monday.", ["a bishop"]),
        ("The clans signed a truce on Monday. Oman acted as the facilitator.", ["Oman"]),
        ("The clans signed a truce on Monday, thanks to the efforts of Togo.", ["Togo"]),
        ("The clans signed a truce on Monday. Bishops persuaded them to accept it.", ["Bishops"]),
        ("The abbot Paul Kone brokered the truce between the clans and the army on Monday.", ["The abbot Paul Kone"]),
    ],
)
def test_mediators(read_text: Read, text: str, mediators: list[str]) -> None:
    """Brokers are read from participles, auspices and verbs, and are no parties."""
    (claim,) = agreements(read_text(text))
    assert [m.split("-")[0] for m in texts_of(claim, "mediators")] == mediators
    assert not set(mediators) & set(texts_of(claim, "parties"))


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The Front, a smaller group, signed a truce with the government on Monday.", ["The Front", "the government"]),
        ("A truce took effect on Monday. It was signed by delegates of the clan and of the army.", ["delegates of the clan", "the army"]),
        ("Clashes flared between Hamas and Israel on Monday, puncturing a week-long truce.", ["Hamas", "Israel"]),
        ("Rebel fighters left the town on Monday under an evacuation deal with the army.", ["Rebel fighters", "the army"]),
        ("Hamas extended a truce on Monday. Clashes between Hamas and Israel went on.", ["Hamas", "Israel"]),
        ("A truce with more patrol boats took effect in the port on Monday.", []),
        ("Togo accused Benin on Monday of breaching the truce.", ["Togo", "Benin"]),
        ("Togo and Benin will stop their shelling for two days under a deal announced on Monday.", ["Togo", "Benin"]),
        ("Togo's army and the rebel fighters signed in Accra on Monday a definitive truce.", ["Togo's army", "the rebel fighters"]),
        ("A cessation of hostilities that Togo and Benin had concluded ran out on Monday.", ["Togo", "Benin"]),
        ("Kasese is a town that struck a truce with the army.", ["Kasese", "the army"]),
        ("The truce backed by the regime and its allies Togo and Benin took effect on Monday.", ["the regime"]),
        ("Villagers left on Monday under an evacuation deal, quitting towns besieged by the rebels.", ["the rebels"]),
        ("The truce, to which Togo and Benin gave their consent, took effect on Monday.", ["Togo", "Benin"]),
        ("The army will keep to its truce with the rebels, a general said on Monday.", ["The army", "the rebels"]),
        ("A truce took effect on Monday in the war that pits the army against the rebels.", ["the army", "the rebels"]),
        ("The Syrian army signed a truce. Rebels cheered. Rebels fired in the air.", ["The Syrian army", "Rebels"]),
        (
            "The two sides broke the truce on Monday. Armenia shelled a farm. Azerbaijan shelled a road. Armenia and Azerbaijan mourned.",
            ["Armenia", "Azerbaijan", "The two sides"],
        ),
        ("Sudan's army and the rebels signed a truce. Under it both sides stop shelling.", ["Sudan's army", "the rebels"]),
        ("Under the truce a joint commission will watch the road. Neither party may send troops.", []),
        ("Two warlords put their names to a truce on Monday.", ["Two warlords"]),
        ("The tribal chiefs and the army shook hands on a truce on Monday.", ["The tribal chiefs", "the army"]),
        (
            "The Ogaden National Liberation Front no longer feels bound by a truce it signed with Togo.",
            ["The Ogaden National Liberation Front", "Togo"],
        ),
        ("Togo and Benin each charged the other on Monday with breaking the truce.", ["Togo", "Benin"]),
        ("Togo and Benin traded accusations of breaking the truce.", ["Togo", "Benin"]),
        ("The rebels turned down a government offer of amnesty.", ["The rebels", "government"]),
        ("Togo and Benin have accepted a Kenyan plan to end their border war.", ["Togo", "Benin"]),
        ("The council welcomed the truce. It commended Togo and Benin for agreeing to halt their raids.", ["Togo", "Benin"]),
    ],
)
def test_parties(read_text: Read, text: str, parties: list[str]) -> None:
    """Signers, delegates' masters, sides split by an "of" and those who fight are parties; things are none."""
    (claim,) = agreements(read_text(text))
    assert texts_of(claim, "parties") == parties


@pytest.mark.parametrize(
    "text",
    [
        "A truce took effect on Monday. In the port the fighting went on. A truce that the sides signed in March was broken within hours.",
        "The army and the clan signed a truce on Monday. It names the accord concluded in Juba last June.",
        "A truce took effect. A previous offer of amnesty was turned down by the clan.",
        "A truce took effect in the valley on Monday. The rebels have kept a unilateral truce since May.",
        "A truce took effect in the valley on Monday. The Lincoln Agreement was signed by the rebels.",
        "A 24-hour truce took effect in the valley on Monday. The army broke the ceasefire signed on 1 February 2021.",
        "A truce took effect in the valley on Monday. A truce that had lasted nine years broke down in May.",
        "The army broke a truce in the valley. Under a Kenyan proposal, the army would lift the siege.",
        "A truce in the valley was signed in 1999. A harvest truce was broken on Monday.",
        "The army will not sign a draft accord that would cut its pay. A 2003 truce with the rebels is holding.",
        "A truce holds in the town. The army broke the agreement in nearby Tafas.",
        "The truce was agreed on Sunday after a ceasefire brokered by Togo failed to halt the fighting.",
        "The deal was signed by the clans and the army on Friday. The truce follows a February truce that unravelled within weeks.",
    ],
)
def test_two_arrangements(read_text: Read, text: str) -> None:
    """A month of its own, a draft and a neighbouring place set an arrangement apart."""
    assert len(agreements(read_text(text, "2021-05-04"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The harbour truce of 1994 was the first truce of the war. It held for a year.",
        "Rebels told the mission that the Lincoln Protocol bound the army. The Lincoln Protocol, signed in May 1994, named the troops.",
        "Under the peace deal the clans were to cease fire. The army blamed them for its breach.",
        "The clans signed a truce on Monday. The general called off the ultimatum that had run out on Sunday.",
        "The village fought the army until it struck a truce with the regime.",
        "The army broke the truce that it signed with the town two years ago. Under the 2019 truce it was to let in food.",
        "The two sides signed a truce on Monday. The parties also agreed to exchange all prisoners.",
    ],
)
def test_one_arrangement(read_text: Read, text: str) -> None:
    """What a truce "was", the year it is dated by and what its parties also agreed make no second one."""
    assert len(agreements(read_text(text, "2021-05-04"))) == 1


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("A 72-hour truce took effect.", "PT72H"),
        ("A truce of ten days took effect.", "P10D"),
        ("The week-long truce held.", "P7D"),
        ("The truce in the valley is for ten days.", "P10D"),
        ("The clans will stop their raids for four days under a truce.", "PT96H"),
        ("The four-day-old truce held.", None),
    ],
)
def test_duration(read_text: Read, text: str, iso: str | None) -> None:
    """A fixed term is an ISO 8601 duration; an age is none."""
    (claim,) = agreements(read_text(text))
    assert claim.value("duration") == iso


@pytest.mark.parametrize(
    ("text", "status", "began"),
    [
        ("The four-day-old truce held.", "in_force", "2002-02-22"),
        ("The clans agreed on Monday to a truce starting on Friday.", "announced", "2002-03-01"),
        ("The clans signed a truce on Monday. The truce is to go into effect on Sunday.", "announced", "2002-03-03"),
        ("A truce took effect in the valley on Sunday.", "in_force", "2002-02-24"),
    ],
)
def test_day_of_effect(read_text: Read, text: str, status: str, began: str) -> None:
    """An age counts back from the report and a weekday to come is the next one; one that has passed stays behind."""
    (claim,) = agreements(read_text(text, "2002-02-26"))
    value = claim.value("began")
    assert isinstance(value, PeriodValue)
    assert (claim.value("status"), value.first) == (status, began)


@pytest.mark.parametrize(
    ("text", "monitors"),
    [
        ("Togo drew up the truce. It said Kenyan monitors would look into the charge.", ["Kenyan monitors"]),
        ("The clans signed a truce on Monday. A joint commission will verify compliance.", ["A joint commission"]),
        ("The clans agreed an exchange of prisoners. The Red Cross will oversee the exchange.", ["The Red Cross"]),
        ("The clans signed a truce on Monday, a war monitor said.", []),
    ],
)
def test_monitors(read_text: Read, text: str, monitors: list[str]) -> None:
    """Who is to watch, verify or look into breaches is a monitor; one who is only quoted is none."""
    (claim,) = agreements(read_text(text))
    assert texts_of(claim, "monitors") == monitors
    assert not set(monitors) & set(texts_of(claim, "mediators"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The clans signed a truce in Geneva for the port of Hodeidah.", "Hodeidah"),
        ("The army and the rebels agreed to a truce after talks in Jeddah.", None),
        ("The rebels left under a deal brokered by Iran's ambassador to Damascus.", None),
        ("GENEVA, May 3 (Wire) - The army and the rebels signed a truce on Sunday.", None),
        ("A truce took effect in Hodeidah on Monday.", "Hodeidah"),
    ],
)
def test_the_place_of_talks_is_not_that_of_the_truce(read_text: Read, text: str, place: str | None) -> None:
    """A truce holds where it is told to, never where it was talked over or signed."""
    (claim,) = agreements(read_text(text))
    field = claim.fields.get("place")
    assert (field.text if isinstance(field, Field) else None) == place


def test_a_truce_broken_by_acts_is_violated(read_text: Read) -> None:
    """Acts told "despite" a truce make it violated though no verb says so."""
    (claim,) = agreements(read_text("Despite a truce announced on Monday, the army shelled the port."))
    assert claim.value("status") == "violated"


VOCABULARY = (
    "truce the a ceasefire deal agreed to in exchange for refused rebels army withdraw shelled despite by , . - cease fire "
    "under of hostilities cessation if will its it é ‘ ( ) 2018 48-hour \u202e \n"
).split(" ")
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS)
def test_any_heap_of_words_can_be_read(take_notes: Callable[..., Notes], words: list[str]) -> None:
    """No heap of words makes the rooms of agreements, provisions and violations raise, and every span is exact."""
    text = " ".join(words)
    codes = codebook.load()
    notes = take_notes(text)
    notes = notes.with_(agreements=find_agreements(notes, codes))
    notes = notes.with_(provisions=find_provisions(notes, codes))
    ids = {a.id for a in notes.agreements}
    for claim in (*notes.agreements, *notes.provisions, *find_violations(notes, codes, ())):
        assert notes.report.text[claim.start : claim.end] == claim.quote
        assert claim.kind == "agreement" or claim.value("agreement") in ids
        for field in claim.spans():
            assert field.start is None or notes.report.text[field.start : field.end] == field.text
