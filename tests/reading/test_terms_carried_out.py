"""Terms that are told as carried out, kept, under way, asked for by name, and words that look like terms and are none."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Reading

from .dispatches import text_of

Read = Callable[..., Reading]
DEAL = "An evacuation deal for two hill towns was being carried out on Friday. "
TRUCE = "A ceasefire between the junta and the clans took effect in May. "


def provisions(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.kind == "provision"]


def told(reading: Reading) -> list[tuple[object, object, str]]:
    """Return (action, status, debtor) of the provisions read."""
    return [(c.value("action"), c.value("status"), text_of(c, "debtor")) for c in provisions(reading)]


@pytest.mark.parametrize(
    ("sentence", "debtor"),
    [
        ("About 1,200 residents left for the coast in 20 buses.", "About 1,200 residents"),
        ("Nine buses carrying some 300 people left the old port for the north.", "some 300 people"),
        ("State radio said 900 residents of the two villages left Friday in 16 buses.", "900 residents of the two villages"),
        ("A final convoy of gunmen left the mill quarter at dawn.", "gunmen"),
    ],
)
def test_leaving_under_an_evacuation_deal_is_told_as_done(read_text: Read, sentence: str, debtor: str) -> None:
    """Counted people and convoys that leave while an evacuation deal runs carry it out."""
    assert told(read_text(DEAL + sentence)) == [("depart", "done", debtor)]


def test_people_an_operation_could_see_moved_are_still_to_leave(read_text: Read) -> None:
    """What the evacuations "could see" is promised, and its words begin at those who move."""
    found = provisions(
        read_text(DEAL + "Critics say the evacuations, which could see 20,000 people moved across the lines, reward sieges.")
    )
    assert [(c.quote, c.value("status")) for c in found] == [("20,000 people moved across the lines", "promised")]


def test_a_term_whose_carrying_out_is_told_is_under_way(read_text: Read) -> None:
    """Fighters who have begun to pull out carry out the promise that they would leave, which stays one term."""
    text = "The elders and the army agreed in a truce deal that the gunmen would leave the town. The gunmen began withdrawing overnight."
    assert told(read_text(text)) == [("depart", "under_way", "the gunmen")]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The junta remains committed to the ceasefire.", "under_way"),
        ("The junta is not abiding by the ceasefire.", "breached"),
    ],
)
def test_a_side_that_is_committed_to_the_truce(read_text: Read, sentence: str, status: str) -> None:
    """Who is committed to a truce, or does not abide by it, has a provision to hold fire that stands so."""
    assert told(read_text(TRUCE + sentence)) == [("cease_fire", status, "The junta")]


def test_fire_that_is_halted_for_a_pause_is_under_way(read_text: Read) -> None:
    """What a side has stopped for a pause, it keeps."""
    assert told(read_text("The air force halted its air strikes for a two-day humanitarian pause.")) == [
        ("cease_fire", "under_way", "The air force")
    ]


@pytest.mark.parametrize(
    ("sentence", "status", "debtor"),
    [
        ("The clans asked the junta for a truce to bury the dead.", "demanded", "the junta"),
        ("The junta promised a second truce for the harvest.", "promised", "The junta"),
        ("Bishops stressed the need for a lasting truce.", "demanded", ""),
    ],
)
def test_a_truce_asked_for_by_its_name(read_text: Read, sentence: str, status: str, debtor: str) -> None:
    """A truce that somebody is asked for or promises is a provision to hold fire; whose need it is owes nothing."""
    assert ("cease_fire", status, debtor) in told(read_text(TRUCE + sentence))


def test_both_who_are_called_on_owe_what_is_asked(read_text: Read) -> None:
    """The debtors of a demand are those who stand after "called on", both of them."""
    text = TRUCE + "A statement signed by nine factions called on the junta and allied forces to halt air raids and lift sieges."
    assert [d for _, _, d in told(read_text(text))] == ["the junta and allied forces"] * 2


def test_the_other_camp_owes_what_is_given_in_exchange(read_text: Read) -> None:
    """Where gunmen leave under a deal of notables with officials, the halt to the shelling is owed by the officials."""
    text = (
        "Elders of Darun had come to an agreement with government officials: rebel fighters would quit the town "
        "and give back the airman's body in exchange for an end to the shelling."
    )
    assert told(read_text(text)) == [
        ("depart", "promised", "rebel fighters"),
        ("release", "promised", "rebel fighters"),
        ("cease_fire", "promised", "government officials"),
    ]


def test_what_a_truce_aims_at_is_its_term(read_text: Read) -> None:
    """An aim of a truce, in either conjunct, is promised by it."""
    found = told(read_text(TRUCE + "The ceasefire is aimed at freezing the front lines and allowing relief to flow into the towns."))
    assert [(a, s) for a, s, _ in found] == [("cease_fire", "promised"), ("aid", "promised")]


def test_aid_that_would_reach_people_is_a_term_of_its_own(read_text: Read) -> None:
    """A second clause after "and" has its own subject, though the parser drew it to the noun before."""
    text = "The envoy said the air force would stop air strikes under the truce and aid would reach civilians."
    assert [(a, s) for a, s, _ in told(read_text(text))] == [("cease_fire", "promised"), ("aid", "promised")]


def test_a_term_is_promised_by_those_who_are_ready(read_text: Read) -> None:
    """A side that says it is ready to pull back promises it."""
    assert told(read_text(TRUCE + "The junta is ready to pull back its guns.")) == [("withdraw", "promised", "The junta")]


def test_fire_that_a_broken_truce_stops_is_breached(read_text: Read) -> None:
    """Under a truce told as broken its promise to hold fire is breached."""
    text = "The ceasefire obliges both sides to stop all raids. Time and again both sides have violated it."
    assert told(read_text(text)) == [("cease_fire", "breached", "both sides")]


def test_a_text_stays_the_subject_of_its_terms(read_text: Read) -> None:
    """ "It" after "the text" is the agreement, which owes nothing itself."""
    text = TRUCE + "The text of the ceasefire is short. It stops all raids along the river. It sets up a committee to look into complaints."
    assert told(read_text(text)) == [("cease_fire", "promised", ""), ("monitor", "promised", "")]


def test_what_is_done_in_making_an_armistice(read_text: Read) -> None:
    """A body that was set up in an armistice is a term carried out."""
    text = "The war ended with an armistice in 1953. In the armistice a commission was set up to watch the line."
    assert ("monitor", "under_way") in [(a, s) for a, s, _ in told(read_text(text))] or ("monitor", "done") in [
        (a, s) for a, s, _ in told(read_text(text))
    ]


def test_a_halt_that_is_announced_is_promised(read_text: Read) -> None:
    """Who announces a halt to his raids promises to hold fire."""
    text = TRUCE + "The president announced a halt to the air raids on the north."
    assert told(read_text(text)) == [("cease_fire", "promised", "The president")]


def test_an_offer_belongs_to_the_side_before_it(read_text: Read) -> None:
    """In "a government offer of amnesty" the government owes the amnesty."""
    text = "A truce was signed in May. In June the rebels turned down a government offer of amnesty for those who laid down their rifles."
    assert ("amnesty", "refused", "government") in [(a, s, d.removeprefix("a ")) for a, s, d in told(read_text(text))]


def test_terms_of_an_open_offer_are_asked_for(read_text: Read) -> None:
    """Under an offer that nobody took yet, its terms are demanded."""
    found = told(read_text("The junta proposed that the clans hand over their mortars in exchange for the release of forty prisoners."))
    assert found
    assert {s for _, s, _ in found} == {"demanded"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The ceasefire is not overseen by any outsider.",
        "Dr Sala is a member of the council which oversees medical matters in the hill towns.",
        "The regime will be guilty of crimes if its friends do not press the army to stop the bombing.",
        "Such crimes would ruin every hope of peace.",
        "The sources therefore disagree on the matter.",
        'The Accords on "Ending the War" hang in the museum.',
        "The 1972 election followed.",
        "About 75,000 people have had to leave their homes.",
        "Not wanting to surrender to the guards, the captain sailed for the open sea.",
        "What the ceasefire does not do is oblige the clans to end kidnapping.",
        "The ceasefire had permitted the trucks to drive north.",
        "More than 900 people are displaced.",
        "An officer said the observers would be told of every shot.",
        "Villagers vowed that no patrol would pass.",
        "A bombing killed twenty people and delayed the transfer of the families.",
        "The ceasefire has reduced the violence in the north.",
        "The United Nations said it had been neither consulted nor asked to watch over the ceasefire.",
    ],
)
def test_what_only_sounds_like_a_term(read_text: Read, sentence: str) -> None:
    """What is denied, hypothetical, the doing of things, a title, a date or a plight binds nobody."""
    assert told(read_text(TRUCE + sentence)) == []


def test_to_free_captives_is_a_verb(read_text: Read) -> None:
    """ "To free prisoners" is asked of those who are urged, though the parser takes it for a way to prisoners who are free."""
    found = provisions(read_text(TRUCE + "The envoy urged both sides to free prisoners before the feast."))
    assert [(c.quote, c.value("action"), text_of(c, "debtor")) for c in found] == [("free prisoners", "release", "both sides")]


def test_a_speaker_who_says_we_owes_it(read_text: Read) -> None:
    """Who says "we are ready to" in quotation marks is the debtor."""
    text = TRUCE + '"We are ready to open the roads to the north," said a rebel negotiator.'
    assert told(read_text(text)) == [("lift_siege", "promised", "a rebel negotiator")]


def test_what_a_promise_waits_for_is_asked_of_the_other(read_text: Read) -> None:
    """What must be done "once" before a promise is kept is demanded."""
    text = TRUCE + "The junta has promised to lift the curfew once the clans have handed in their mortars."
    assert [(a, s) for a, s, _ in told(read_text(text))] == [("lift_siege", "promised"), ("disarm", "demanded")]


def test_remains_in_a_row_of_nouns_are_a_release_of_their_own(read_text: Read) -> None:
    """The second "of" under an exchange is a term apart."""
    found = provisions(read_text(TRUCE + "The ceasefire provides for an exchange of prisoners and of the bodies of the dead."))
    assert [c.quote for c in found] == ["an exchange of prisoners", "of the bodies of the dead"]


def test_verbs_of_one_form_stay_in_the_row_of_a_promise(read_text: Read) -> None:
    """ "Agreed to halt raids, let ships in" promises both."""
    text = "Under the ceasefire the junta and the clans agreed to halt all raids, let fuel ships into the port and open the roads."
    assert {s for _, s, _ in told(read_text(text))} == {"promised"}


def test_both_who_are_obliged_stay_together(read_text: Read) -> None:
    """What an accord obliges two to do is no row with a verb left out, and what it is said to have provided for is another matter."""
    text = "The peace accord obliged Norland and Sudria to settle their quarrels and to respect the line; it also provided for a pullout."
    assert "obliged Norland and Sudria" not in [c.quote for c in provisions(read_text(text))]


@pytest.mark.parametrize(
    "sentence",
    [
        "A ceasefire took hold on Friday and was largely observed overnight.",
        "The ceasefire was not observed.",
        "The truce between Norland and the Front began. The Front has respected the ceasefire so far.",
        "The truce between Norland and the Front began. Norland keeps to the truce its army said.",
        "The truce between Norland and the Front began. The army accused the Front of failing to honour the truce.",
        "Norland and the Front signed a ceasefire that was to end nine days of rocket fire on Port Bo.",
        "Shells fell on Bor despite a truce brokered by Chad that was meant to end the battle for the town.",
    ],
)
def test_a_truce_that_is_only_kept_promises_nothing(read_text: Read, sentence: str) -> None:
    """That a truce is kept, or is not, and what fight it was to end, is no term of it."""
    assert told(read_text(sentence)) == []


def test_captives_given_in_return_are_released(read_text: Read) -> None:
    """Captives who stand after "in return for" are a release, and so are those of a row whose verb is left out, each by its own side."""
    found = provisions(
        read_text(
            "A truce between Norland and the Front began. Under it 13 women and children were handed to the Red Cross in the afternoon "
            "in return for 39 prisoners. The Front is to free 50 hostages and Norland 150 prisoners."
        )
    )
    assert {c.value("action") for c in found} == {"release"}
    assert [text_of(c, "debtor") for c in found if c.quote in ("free 50 hostages", "150 prisoners")] == ["The Front", "Norland"]
    assert "39 prisoners" in [c.quote for c in found]


def test_a_zone_that_is_emptied_is_closed_to_both(read_text: Read) -> None:
    """Setting up a demilitarised zone is no deployment."""
    found = provisions(read_text("The armistice provides for the belligerents to establish a demilitarised zone."))
    assert [c.value("action") for c in found] == ["autonomy"]


def test_talks_that_a_standstill_is_to_make_possible(read_text: Read) -> None:
    """What an order is given "so that" can come about is not asked for."""
    text = TRUCE + "The president ordered his troops to stand still so that the talks could begin."
    assert [(a, s) for a, s, _ in told(read_text(text))] == [("cease_fire", "promised")]


def test_a_convoy_that_drives_out_tells_progress(read_text: Read) -> None:
    """Buses that have left tell that those who were to leave are on their way."""
    text = "The rebels said they had reached a deal under which 700 fighters would go to Sele. The first buses drove out at noon."
    assert told(read_text(text)) == [("depart", "under_way", "700 fighters")]


def test_a_militia_that_empties_a_town_pulls_back(read_text: Read) -> None:
    """Forces that are to vacate a place are pulled back, and pursuits that are lifted spare those pursued."""
    text = "Under the peace agreement the militia must evacuate the town. The pursuits against fifteen chiefs will be lifted."
    assert [(a, s) for a, s, _ in told(read_text(text))] == [("withdraw", "promised"), ("amnesty", "promised")]


@pytest.mark.parametrize(
    ("sentence", "debtor"),
    [
        ("The Front said that they would not fight the guards during the feast.", "The Front"),
        ("The clans promised not to attack convoys.", "The clans"),
        ("The rebels said nobody would shoot first.", ""),
    ],
)
def test_not_to_fight_is_a_promise_to_hold_fire(read_text: Read, sentence: str, debtor: str) -> None:
    """Who will not fight, attack or shoot promises to hold fire; "they" under words of saying are those who say it."""
    found = told(read_text(TRUCE + sentence))
    assert [(a, s) for a, s, _ in found] == [("cease_fire", "promised")]
    assert found[0][2] in (debtor, "The rebels")


def test_people_get_out_where_a_truce_serves_an_evacuation(read_text: Read) -> None:
    """Counted people who get out under a truce beside which an evacuation is told carry it out; status is settled under "will have"."""
    text = (
        "The evacuation of civilians from the old quarter resumed under the truce on Friday. "
        "The governor said that 611 persons got out through a corridor. Men of fighting age will have their status settled in a school."
    )
    assert [(a, s) for a, s, _ in told(read_text(text)) if a != "talk"][-2:] == [("depart", "done"), ("integrate", "promised")]


@pytest.mark.parametrize(
    ("sentence", "action", "debtor"),
    [
        ("For this Norland would call off its advance.", "cease_fire", "Norland"),
        (
            "Bishops call upon the chairs to set up without delay a body for the verification of the ceasefire.",
            "monitor",
            "the chairs",
        ),
        ("The junta undertook to bring its soldiers home within a year.", "withdraw", "The junta"),
    ],
)
def test_who_owes_where_the_parser_goes_astray(read_text: Read, sentence: str, action: str, debtor: str) -> None:
    """A subject drawn into the phrase before it, and those called on past a phrase, are the debtors."""
    assert (action, debtor) in [(a, d) for a, _, d in told(read_text(TRUCE + sentence))]


def test_a_pledge_that_was_never_honoured_is_breached(read_text: Read) -> None:
    """What the next sentence says of a pledge holds for the term before it."""
    text = "In the truce deal both sides undertook to pull their men out of the port. That pledge was never honoured."
    assert [(a, s) for a, s, _ in told(read_text(text))] == [("withdraw", "breached")]


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("Bishops asked both sides to clear mines from the paths.", "other"),
        ("The junta is to stay in barracks.", "withdraw"),
        ("Both sides were to refrain from answering fire.", "cease_fire"),
        ("The clans are to stop recruiting minors.", "cease_fire"),
        ("Parliament must pass an amnesty.", "amnesty"),
    ],
)
def test_acts_in_more_words(read_text: Read, sentence: str, action: str) -> None:
    """Clearing mines, staying in barracks, leaving fire unanswered and recruiting nobody are acts of their codes."""
    assert [a for a, _, _ in told(read_text(TRUCE + sentence))] == [action]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "The junta is to free 27 captives and the clans an equal number of prisoners.",
            [("release", "The junta"), ("release", "the clans")],
        ),
        ("The militia must evacuate Menaka.", [("withdraw", "The militia")]),
    ],
)
def test_who_owes_in_a_row_and_what_is_left(read_text: Read, sentence: str, found: list[tuple[str, str]]) -> None:
    """An equal number is freed by the other side, and a place that is evacuated owes nothing."""
    assert [(a, d) for a, _, d in told(read_text(TRUCE + sentence))] == found


def test_help_that_is_asked_for_is_no_term(read_text: Read) -> None:
    """Who asks for assurances to do something does not ask for the doing."""
    assert told(read_text(TRUCE + "Nurses had asked for assurances from all sides to evacuate 200 wounded men.")) == []


def test_terms_of_an_accord_told_by_its_verb(read_text: Read) -> None:
    """What sides "agreed to stop" is a term though it names the accord; what each holds already is none."""
    text = (
        "Elders and officers agreed under a tree at Oog to stop the fighting around the town and to exchange the 298 prisoners each holds."
    )
    assert [(a, s) for a, s, _ in told(read_text(text))] == [("cease_fire", "promised"), ("release", "promised")]


def test_arms_gathered_and_an_application_followed(read_text: Read) -> None:
    """In translated texts arms are gathered, and a commission follows the application."""
    text = "The signatories of the peace accord pledged to gather the arms. A mixed commission will follow the application of the accord."
    assert [a for a, _, _ in told(read_text(text))] == ["disarm", "monitor"]
