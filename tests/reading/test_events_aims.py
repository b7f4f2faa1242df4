"""Events on which fresh reports failed: whom acts met, who says what will be done, charges in other words, on sentences of our own."""

import pytest

from .events_told import Reader, said, told


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Gunners fired mortar shells on the Midan quarter.", "Gunners", "the Midan quarter"),
        ("The army launched an offensive to recapture Lagos in May.", "The army", "Lagos"),
        ("An army unit repelled an attack by militants on a post near the mill.", "An army unit", "militants"),
        ("Gunmen captured three villages south of the lake from government control.", "Gunmen", "government"),
        ("The navy took a hilltop north of the port from separatist fighters.", "The navy", "separatist fighters"),
        ("The port has been under siege by loyalist forces since May.", "loyalist forces", "The port"),
        ("A dozen airstrikes were carried out in rebel-held districts overnight.", None, "rebel-held districts"),
        ("Separatists blamed the failure on the national guard.", "Separatists", "the national guard"),
        ("The president rejected a proposal from the union for corridors.", "The president", "the union"),
        ("The colonel told the radio that his men would not go back to barracks.", "The colonel", None),
        (
            "Six shepherds were killed and nine more hurt in shelling by government forces on the quarter.",
            "government forces",
            "the quarter",
        ),
        ("Cluster munitions were dropped on east Lagos on Monday.", None, "east Lagos"),
        ("Minister Holt broke off talks with Foreign Minister Lund over the raid.", "Minister Holt", "Foreign Minister Lund"),
        (
            "The council said that the international communitys mild answer is a license to kill.",
            "The council",
            "the international community",
        ),
        (
            "The union said that gunmen were still using the port and that the junta had failed to separate them from the crowd.",
            "The union",
            "the junta",
        ),
        ("Two days after Norway announced a truce the valley was calm.", "Norway", None),
    ],
)
def test_whom_an_act_met(read_text: Reader, text: str, source: str | None, target: str | None) -> None:
    """Targets are found behind what is fired, in what an offensive is for, behind an attack beaten off and in whose hands ground was."""
    assert (source, target) in [(said(e, "source"), said(e, "target")) for e in told(read_text, text)]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The ministry said the clan had failed to hand over its prisoners.", "ACCUSE"),
        ("The council said that the union's silence emboldens the junta.", "ACCUSE"),
        ("The council said the raids are a systematic plan to empty the valley.", "ACCUSE"),
        ("The envoy warned that violators could face sanctions.", "THREATEN"),
        ("The premier said his country would not stand idly by.", "THREATEN"),
        ("The lorries turned back after the ambush.", "RETREAT"),
        ("Soldiers turned back farmers at the bridge.", "COERCE"),
        ("Soldiers searched her suitcase.", "COERCE"),
        ("Jihadist fighters entered the town on Monday.", "ASSAULT"),
        ("A shell crashed into a bakery.", "ASSAULT"),
        ("Several mortar bombs began to land in the port.", "ASSAULT"),
        ("The charity said that napalm was used in residential areas.", "ASSAULT"),
        ("The junta has heavily bombarded areas in the north.", "ASSAULT"),
        ("Rebel fighters broke into Lagos in June.", "ASSAULT"),
        ("Fifty gunmen turned themselves in.", "RETREAT"),
        ("The navy halted airstrikes on the valley.", "RETREAT"),
        ("The clan reserves the right to reply.", "THREATEN"),
        ("The pause was observed by both armies.", "COOPERATE"),
        ("Flour lorries rolled into the quarter.", "AID"),
    ],
)
def test_acts_in_other_words(read_text: Reader, text: str, type_: str) -> None:
    """Failures laid on others, what is in store for breakers, men turned back and bombs that land are events of their own type."""
    assert [e.value("type") for e in told(read_text, text)] == [type_]


@pytest.mark.parametrize(
    "text",
    [
        "It was not plain who carried out the raids.",
        "The group says it learns whose planes carry out raids by their type.",
        "If the deal holds the army would stop air strikes on the valley.",
        "The couple were exchanging vows.",
        "The groom hails from a prominent family.",
        "A fire raged in the market.",
        "It was unclear whether the raid was carried out by the navy.",
        "The conflict has displaced millions.",
        "The senator plans a speech on Tuesday.",
        "The police are fighting corruption.",
        "The town has been calm since the outbreak of the war.",
        "Villagers searched for medicine.",
        "The charity was devastated by the deaths of its nurses.",
        "Norvik falls within a zone of calm.",
        "The widow planted beans behind the mill.",
        "The committee had no part in brokering a truce.",
        "The parties still had to agree on the details.",
        "The woman walked away with her child.",
        "The Fuma and Keva settlements lie near the lake.",
    ],
)
def test_no_acts_in_their_company(read_text: Reader, text: str) -> None:
    """Questions who did it, raids that are to stop, and words of force in peace tell no events."""
    assert told(read_text, text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The truce which began at noon on Monday was agreed last week in Vienna by the clan.", "agreed last week in Vienna"),
        ("They broke the truce agreement which was signed in Vienna on 3 May.", "truce agreement which was signed in Vienna"),
        ("Heavy clashes broke out near the mill.", "Heavy clashes broke out"),
        ("Some 400 people have been under siege by the clan for a year.", "Some 400 people have been under siege by the clan"),
    ],
)
def test_quotes_go_on_to_day_and_place(read_text: Reader, text: str, quote: str) -> None:
    """The quote of an act that stands behind its noun goes on over a particle or a day to where it was done."""
    assert any(quote in e.quote for e in told(read_text, text))


def test_raids_of_other_months_are_others(read_text: Reader) -> None:
    """Raids told of times that do not meet are not one raid told again."""
    events = told(read_text, "Jets bombed Lagos on Friday. In March sixty people were killed by air raids on the town.")
    assert [e.quote for e in events] == ["bombed Lagos", "air raids on the town"]


def test_harm_that_runs_on_is_no_act(read_text: Reader) -> None:
    """Harm that hangs on the noun before it, or that others say an act did, is the act's own."""
    events = told(read_text, "Jets bombed a village near the border with Norvik killing nine villagers. The army shelled the port.")
    assert [e.quote for e in events] == ["bombed a village", "shelled the port"]
    events = told(read_text, "Gunners shelled the port with fire that medics say killed nine people.")
    assert [e.quote for e in events] == ["shelled the port"]


def test_harm_by_those_harmed_and_raids_on_others(read_text: Reader) -> None:
    """Those just told as killed do no harm where a comma is lost; others killed in a raid on another place are told by the raid."""
    events = told(read_text, "An attack on a clinic has killed two nurses injured six others.")
    assert [e.quote for e in events] == ["attack on a clinic has killed two nurses"]
    events = told(read_text, "Jets bombed the mill on Monday. Seven other millers died in an air raid on the southern quarter.")
    assert [e.quote for e in events] == ["bombed the mill", "air raid on the southern quarter"]


def test_an_accord_named_by_what_was_agreed(read_text: Reader) -> None:
    """A side that agrees to stop for a day makes the accord that is named by these words."""
    events = told(read_text, "The government and the clans have agreed to stop military operations in the valley for 24 hours.")
    assert [e.value("type") for e in events] == ["AGREE"]


def test_force_in_passing(read_text: Reader) -> None:
    """Shelling that only backs somebody or caused a damage, the toll of a raid and more harm by one hand are no acts of their own."""
    events = told(read_text, "Rebels backed by army shelling stormed the port. The death toll of a raid on the mill rose to nine.")
    assert [e.quote for e in events] == ["stormed the port"]
    events = told(read_text, "Snipers killed a miller at the bridge and wounded three others.")
    assert len(events) == 1


def test_what_is_stopped_is_no_act(read_text: Reader) -> None:
    """Sides that stop shooting at each other yield, and shoot no more."""
    assert [e.value("type") for e in told(read_text, "The army and the clan stopped shooting at each other.")] == ["RETREAT"]


def test_accords_in_passing(read_text: Reader) -> None:
    """Who brokered a truce that something is done under, or that collapses, tells no accord; the deal that two sides reached is one."""
    text = "A truce brokered by the union collapsed last month. The clan shelled the port."
    assert [e.value("type") for e in told(read_text, text)] == ["ASSAULT"]
    events = told(read_text, "Jets bombed the port despite a deal reached by the clan and the navy.")
    assert "AGREE" in [e.value("type") for e in events]


def test_blamed_acts_are_no_others(read_text: Reader) -> None:
    """What a charge finds fault with is the charge's own matter."""
    events = told(read_text, "The council warned that the killings by the junta undermine the talks.")
    assert [e.value("type") for e in events] == ["ACCUSE"]
