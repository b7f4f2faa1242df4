"""Provisions: what is owed, by whom, for what, and how it stands."""

from collections.abc import Callable

import pytest

from trucebook import codebook
from trucebook.matching import fields_of
from trucebook.model import Claim, Field, Reading

from .dispatches import Tally, count, load, text_of

Read = Callable[..., Reading]


def provisions(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.kind == "provision"]


@pytest.fixture(scope="module")
def tally(read_text: Read) -> Tally:
    """Our own dispatches, read and counted."""
    total = Tally()
    for dispatch in load().values():
        count(total, dispatch, read_text(dispatch["text"], dispatch["published"]), "provisions")
    return total


def test_dispatches_are_read(tally: Tally) -> None:
    """Provisions of our own dispatches are found with the right action."""
    assert tally.f1 >= 0.88


def test_debtors_of_dispatches_are_read(tally: Tally) -> None:
    """Who must act is right."""
    assert tally.share("debtor") >= 0.9


@pytest.mark.parametrize("code", codebook.load().codes["provisions"].values(), ids=lambda c: c.id)
def test_examples_are_read_as_their_code(read_text: Read, code: codebook.Code) -> None:
    """Every action's example is read as that action, at its quote."""
    assert code.example is not None
    found = [(c.quote, c.value("action")) for c in provisions(read_text(code.example.text))]
    assert any(value == code.id and ((code.example.quote or "") in quote or quote in (code.example.quote or "")) for quote, value in found)


@pytest.mark.parametrize(
    ("text", "quote", "action", "debtor", "status"),
    [
        ("The truce requires the militia to withdraw its tanks.", "withdraw its tanks", "withdraw", "the militia", "promised"),
        ("The truce calls for the rebels to reopen the highway.", "reopen the highway", "lift_siege", "the rebels", "promised"),
        ("The envoy urged both armies to respect the ceasefire.", "respect the ceasefire", "cease_fire", "both armies", "demanded"),
        ("Despite the truce the junta refuses to free the hostages.", "free the hostages", "release", "the junta", "demanded"),
        ("The army broke the truce and failed to lift the siege.", "lift the siege", "lift_siege", "The army", "breached"),
        ("Six hundred fighters left the harbour under an evacuation deal.", "left the harbour", "depart", "Six hundred fighters", "done"),
        ("Under the truce the army will let relief convoys in.", "let relief convoys in", "aid", "the army", "promised"),
    ],
)
def test_what_binds_an_act(read_text: Read, text: str, quote: str, action: str, debtor: str, status: str) -> None:
    """An agreement, a demand, a refusal, a failure and a deed under a deal each bind, with debtor and standing."""
    (claim,) = provisions(read_text(text))
    assert (claim.quote, claim.value("action"), text_of(claim, "debtor"), claim.value("status")) == (quote, action, debtor, status)


def test_both_sides_of_an_exchange_name_each_other(read_text: Read) -> None:
    """What is given "in return" for what is held on both provisions as claim ids."""
    text = "Under the truce the rebels will free nine pilots in exchange for the lifting of the siege."
    one, other = provisions(read_text(text))
    assert [one.value("action"), other.value("action")] == ["release", "lift_siege"]
    for claim, counter in ((one, other), (other, one)):
        fields = claim.fields["in_exchange_for"]
        assert isinstance(fields, list)
        assert [(f.value, f.text) for f in fields if isinstance(f, Field)] == [(counter.id, counter.quote)]


def test_what_is_their_own_is_given_by_those_spoken_of(read_text: Read) -> None:
    """Who gives "their" rifles in exchange is the one the sentence is about, and not the other side."""
    text = (
        "The army and the rebels signed an accord in Klow. It provides for the return of the army to the port. "
        "The rebels may keep the valley in exchange for the handover of their rifles."
    )
    handed = next(c for c in provisions(read_text(text)) if c.value("action") == "disarm")
    assert text_of(handed, "debtor") == "The rebels"


def test_a_list_gives_one_provision_an_item(read_text: Read) -> None:
    """Each noun phrase of a list is a provision of its own."""
    text = "The truce provides for the withdrawal of the militias, the release of all prisoners and the reopening of the port."
    assert [c.value("action") for c in provisions(read_text(text))] == ["withdraw", "release", "lift_siege"]


@pytest.mark.parametrize(
    "text",
    [
        "The army withdrew its tanks from the ridge.",
        "A truce took effect on Monday.",
        "The rebels freed nine pilots last year. The harvest was poor.",
    ],
)
def test_acts_without_a_bond_are_no_provisions(read_text: Read, text: str) -> None:
    """An act that no agreement, promise or demand binds is an event; naming a truce is no provision."""
    assert provisions(read_text(text)) == []


@pytest.mark.parametrize(
    ("text", "action", "status"),
    [
        ("Under the truce, those who stay will not be prosecuted.", "amnesty", "promised"),
        ("The truce requires the army to keep the port open.", "lift_siege", "promised"),
        ("Under the truce the clan must stop kidnapping.", "cease_fire", "promised"),
        ("The truce obliges the two sides to open humanitarian corridors.", "aid", "promised"),
        ("Norway called on the signatories of the truce to return to the negotiating table.", "talk", "demanded"),
        ("A truce took effect on Monday. A Kenyan mission monitors the truce.", "monitor", "under_way"),
        ("The evacuation of the fighters is part of a truce.", "depart", "promised"),
        ("A truce was signed on Monday. The exchange of prisoners will begin on Sunday.", "release", "promised"),
        ("A truce was signed on Monday. Teachers will be allowed to return to the valley.", "return", "promised"),
        ("A truce took effect on Monday. The army said it would not withdraw from the hills.", "withdraw", "refused"),
        ("Hamas said it would not extend the truce unless Israel lifted its blockade.", "lift_siege", "demanded"),
        ("A truce took effect on Monday. The gunmen were given two days to leave the town.", "depart", "demanded"),
        ("A joint mechanism was established by Oman and Iran to monitor the truce.", "monitor", "under_way"),
        ("A truce took effect on Monday. The sides must refrain from targeting ambulances.", "cease_fire", "demanded"),
        ("The families left the fort within the framework of a truce.", "depart", "done"),
    ],
)
def test_phenomena(read_text: Read, text: str, action: str, status: str) -> None:
    """Denied harm, "keep open", gerunds, humane corridors, the table, watching and "within the framework" are read."""
    assert [(c.value("action"), c.value("status")) for c in provisions(read_text(text))] == [(action, status)]


@pytest.mark.parametrize(
    "text",
    [
        "The army dropped mortar bombs on the port in violation of a truce.",
        "The clan broke the truce. The army surrendered two commanders to a court.",
    ],
)
def test_what_is_no_disarming(read_text: Read, text: str) -> None:
    """Bombs that are dropped and men that are surrendered disarm nobody, and what breaks a truce carries nothing out."""
    assert [c for c in provisions(read_text(text)) if c.value("action") == "disarm"] == []


@pytest.mark.parametrize(
    ("text", "debtors"),
    [
        ("A truce took effect on Monday. Norway urged the army to let it bring in aid.", ["the army"]),
        ("The truce gives Israel 60 days to withdraw from the valley.", ["Israel"]),
        (
            "The army and the rebels signed a truce. The rebels will free nine pilots in exchange for the lifting of the siege.",
            ["The rebels", "The army"],
        ),
        ("Under the truce buses will carry those who reject it to the north.", ["those who reject it to the north"]),
    ],
)
def test_debtors(read_text: Read, text: str, debtors: list[str]) -> None:
    """Who is given a time owes, the other party owes what is given in exchange, and those who are carried leave."""
    assert [text_of(c, "debtor") for c in provisions(read_text(text))] == debtors


def test_what_a_text_does_not_provide(read_text: Read) -> None:
    """ "No provision for" binds nobody, and a truce that keeps a town quiet governs nothing."""
    text = "A truce that has kept the town quiet took effect in May. The truce makes no provision for the disarming of the clans."
    assert provisions(read_text(text)) == []


def test_every_provision_names_an_agreement_of_the_report(read_text: Read) -> None:
    """The agreement of a provision is a claim of the same reading."""
    for dispatch in load().values():
        reading = read_text(dispatch["text"], dispatch["published"])
        ids = {c.id for c in reading.claims if c.kind == "agreement"}
        assert all(c.value("agreement") in ids for c in provisions(reading))


def test_who_gives_in_exchange_is_who_the_words_name(read_text: Callable[..., Reading]) -> None:
    """ "In exchange, the army will free …" is owed by the army, though the army owes the first promise too."""
    text = (
        "A ceasefire between the army and the tribes took effect in Rastan. Under the ceasefire, the army is to lift the siege of Rastan. "
        "In exchange, the army will free 60 detainees."
    )
    freed = next(c for c in provisions(read_text(text)) if c.value("action") == "release")
    assert [f.text for f in fields_of(freed, "debtor")] == ["the army"]


@pytest.mark.parametrize(
    ("text", "quote", "action", "debtor"),
    [
        ("The accord gives the rebels two ministries and a mayor.", "two ministries", "autonomy", ""),
        ("A truce holds in the delta. The army has a month to release nine pilots.", "release nine pilots", "release", "The army"),
        (
            "The truce was signed at the ford. The army will open the pass if the clans free nine pilots.",
            "free nine pilots",
            "release",
            "the clans",
        ),
        ("The clans agreed on a truce and on a swap of 90 prisoners.", "a swap of 90 prisoners", "release", "The clans"),
        ("Under the truce each side was to withdraw two kilometres.", "withdraw two kilometres", "withdraw", "each side"),
        ("Under the truce the clans are to move their fighters north of the ford.", "move their fighters", "withdraw", "the clans"),
        ("The truce gives Israel 60 days to leave the hills of the south.", "leave the hills", "withdraw", "Israel"),
        ("A truce was signed on Monday. The mills and schools will be reopened.", "schools will be reopened", "restore_services", ""),
        ("Under the truce, 40 captives were bused north.", "were bused north", "depart", "40 captives"),
    ],
)
def test_terms_told_otherwise(read_text: Read, text: str, quote: str, action: str, debtor: str) -> None:
    """What an agreement gives, times, conditions, swaps agreed on and ways measured out are provisions with their debtor."""
    found = [c for c in provisions(read_text(text)) if quote in c.quote]
    assert [c.value("action") for c in found] == [action]
    assert not debtor or text_of(found[0], "debtor") == debtor


def test_terms_in_lines_under_a_colon(read_text: Read) -> None:
    """Each line of a list of terms is a provision of the agreement named before the colon."""
    text = (
        "The two clans signed a truce at the ford on Monday.\n\nThe terms of the truce are:\n\n"
        "- the withdrawal of all guards;\n- the release of the pilots;\n- the removal of all checkpoints."
    )
    assert [c.value("action") for c in provisions(read_text(text))] == ["withdraw", "release", "lift_siege"]


@pytest.mark.parametrize(
    "text",
    [
        "The truce holds in the delta. Elders hope the roads will be opened before winter.",
        "The mayor said of the truce that the town is free of weapons.",
        "The armistice that ended the fighting was signed at the ford.",
    ],
)
def test_what_binds_nobody(read_text: Read, text: str) -> None:
    """Hopes, states of things and what a truce once ended are no provisions."""
    assert provisions(read_text(text)) == []


def test_conditions_are_exchanges(read_text: Read) -> None:
    """A promise and what it depends on name each other."""
    found = provisions(read_text("The truce was signed at the ford. The army will open the pass provided that the clans free nine pilots."))
    assert [c.value("action") for c in found] == ["lift_siege", "release"]
    for claim, other in ((found[0], found[1]), (found[1], found[0])):
        exchanged = claim.fields["in_exchange_for"]
        assert isinstance(exchanged, list)
        assert [f.value for f in exchanged] == [other.id]
