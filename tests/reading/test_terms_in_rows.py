"""Terms in rows: what stands beside a term, is given for it, or is told under "under which"."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


def terms(reading: Reading) -> list[tuple[str, str | None]]:
    """Return quote and action of what was read as provisions."""
    return [(c.quote, c.value("action")) for c in reading.claims if c.kind == "provision"]


@pytest.mark.parametrize(
    ("text", "quote", "action"),
    [
        (
            "The truce obliges both clans to free their captives and to hand the killers to the elders.",
            "hand the killers to the elders",
            "other",
        ),
        (
            "Under a truce signed in Bukavu the army undertook to lift all roadblocks, to repair the pump house and to mark its graves.",
            "mark its graves",
            "other",
        ),
        (
            "The envoy urged both parties to respect the truce, refrain from hate speech and send delegates to Geneva.",
            "refrain from hate speech",
            "other",
        ),
        ("The front signed a truce. Both sides promised to halt all raids let fuel in and bury the dead.", "halt all raids", "cease_fire"),
        ("The truce binds the parties to stop all raids and not to recruit boys.", "not to recruit boys", "other"),
    ],
)
def test_what_stands_in_a_row_with_a_term(read_text: Read, text: str, quote: str, action: str) -> None:
    """A verb in a row with a term is a term in words of any frame or none, also where commas are lost."""
    assert (quote, action) in terms(read_text(text))


def test_a_purpose_is_no_row(read_text: Read) -> None:
    """What a term is for stands in no row with it."""
    found = terms(read_text("The truce obliges the front to hand over its money to compensate widows and to lay down its arms."))
    assert not any("compensate" in quote and action == "other" and quote.startswith("compensate") for quote, action in found)


@pytest.mark.parametrize(
    ("text", "quote", "action"),
    [
        ("The government freed 62 rebels in exchange for nine Ethiopians under a truce brokered by Kenya.", "nine Ethiopians", "release"),
        ("The rebels offered a ceasefire in return for six seats in the cabinet.", "six seats in the cabinet", "autonomy"),
        (
            "The army said it would free 30 women in exchange for a ceasefire and the departure of the snipers.",
            "a ceasefire",
            "cease_fire",
        ),
        (
            "Under the truce the front set its captives free in return for the remains of six officers, the body of a pilot and fuel.",
            "the body of a pilot",
            "release",
        ),
        ("The nuns crossed the lines after they were freed in exchange for nine rebels under a truce.", "they were freed", "release"),
    ],
)
def test_what_is_given_in_exchange(read_text: Read, text: str, quote: str, action: str) -> None:
    """People, seats and a truce given in exchange are terms of their own."""
    assert (quote, action) in terms(read_text(text))


@pytest.mark.parametrize(
    ("text", "quote", "action"),
    [
        (
            "A deal was struck by which the gunmen were to get buses north and the army was to repair the water mains.",
            "get buses north",
            "other",
        ),
        ("The generals drew up a ceasefire plan under which their troops would escort traffic.", "escort traffic", "deploy"),
        (
            "The truce, by which relief workers are to have free access to the hills, began on Monday.",
            "have free access to the hills",
            "aid",
        ),
    ],
)
def test_what_is_told_under_which(read_text: Read, text: str, quote: str, action: str) -> None:
    """Clauses of "under which" and "by which" are terms of the agreement before them."""
    assert (quote, action) in terms(read_text(text))


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("The truce provides for the return of the troops to their barracks.", "withdraw"),
        ("Under the truce a security corridor will be set up along the canal.", "other"),
        ("Under the truce the army will stay out of the towns.", "autonomy"),
        ("Under the truce each side is to punish those who loot.", "other"),
        ("The truce obliges the front to grant the Observer Mission safe access to the camp.", "monitor"),
    ],
)
def test_what_an_act_means_by_its_thing(read_text: Read, text: str, action: str) -> None:
    """Where something leads to, and what is kept apart or punished, decide what an act means."""
    assert action in {code for _, code in terms(read_text(text))}


def test_names_of_bodies_are_no_terms(read_text: Read) -> None:
    """A word in the name of a body that is there already is no term."""
    found = terms(read_text("The truce which the Joint Military Commission proposed obliges the army to leave the camp."))
    assert all(action != "monitor" for _, action in found)


def test_bare_verbs_go_on_with_the_row(read_text: Read) -> None:
    """A bare verb behind a comma stands in the row of infinitives, whatever verb the parser hung it on."""
    found = terms(read_text("The deal obliges the rebels to give up their mortars, pay the widows and take part in a conference in Accra."))
    assert ("take part in a conference in Accra", "talk") in found


@pytest.mark.parametrize(
    ("text", "quote", "action"),
    [
        (
            "The militia offered to free the nuns if the army called off its assault and let food into the valley.",
            "let food into the valley",
            "aid",
        ),
        (
            "The army agreed to the truce on condition that its engineers could go on digging wells.",
            "go on digging wells",
            "other",
        ),
    ],
)
def test_what_an_offer_depends_on(read_text: Read, text: str, quote: str, action: str) -> None:
    """What somebody makes the condition of what he offers or promises is a term that he asks for."""
    assert (quote, action) in terms(read_text(text))


@pytest.mark.parametrize(
    ("text", "quote", "action"),
    [
        ("The accord provides for elected regional assemblies and the release of all captives.", "elected regional assemblies", "autonomy"),
        ("The pact introduced a ceasefire from midnight, the release of captives and a vote.", "a ceasefire from midnight", "cease_fire"),
        (
            "In May they put their names to a joint statement on the ferry providing for a truce within a week.",
            "a truce within a week",
            "cease_fire",
        ),
    ],
)
def test_nouns_in_a_row(read_text: Read, text: str, quote: str, action: str) -> None:
    """A noun of a topic in a row with a term, and a truce that a paper holds, are terms."""
    found = terms(read_text(text))
    assert any(quote.startswith(said) and code == action for said, code in found)


def test_what_will_be_done_beside_a_term(read_text: Read) -> None:
    """What "will" be done beside a term in its sentence is a term, in words of any frame or none."""
    found = terms(
        read_text(
            "A truce was agreed in Kidal. Both clans are to hold their fire and a joint committee of elders will look into the losses."
        )
    )
    assert ("look into the losses", "monitor") in found


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("The truce obliges the Taliban to leave the valley.", "withdraw"),
        ("The truce obliges all units to leave the valley.", "withdraw"),
        ("The truce lets 300 gunmen leave the valley.", "depart"),
    ],
)
def test_who_leaves_decides(read_text: Read, text: str, action: str) -> None:
    """Armies, units and named bodies pull back; fighters and people leave."""
    assert [code for _, code in terms(read_text(text))] == [action]


@pytest.mark.parametrize(
    ("text", "quote", "action"),
    [
        (
            "The ceasefire obliges both armies to keep 15 kilometres from the line, to give notice of drills and to mark their mines.",
            "give notice of drills",
            "other",
        ),
        (
            "The parties to the truce pledged to stay on their positions and to free prisoners.",
            "free prisoners",
            "release",
        ),
        (
            "The elders signed a truce. Both clans promised to let traders go where they wish, to lift all roadblocks and to meet in May.",
            "lift all roadblocks",
            "lift_siege",
        ),
    ],
)
def test_items_with_to_stand_in_one_row(read_text: Read, text: str, quote: str, action: str) -> None:
    """Infinitives behind a comma or "and" go on with the item before them, whatever word the parser hung them on."""
    assert (quote, action) in terms(read_text(text))


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("The truce obliges the army to reopen the A7.", ["lift_siege"]),
        ("Under the truce heavy guns are to be withdrawn from it.", ["withdraw"]),
        ("The truce obliges the clans to hold the killers to account.", ["other"]),
        ("Under the truce the army gave back the bodies of nine rebels, in line with the accord of May.", ["release"]),
        ("The truce obliges both armies to keep 15 kilometres from the river.", ["withdraw"]),
        ("The truce provides for the extension of state administration to the hills.", ["return"]),
    ],
)
def test_things_told_beside_an_act(read_text: Read, text: str, actions: list[str]) -> None:
    """Numbered roads, distances, "to account" and "in line with" are read for what they are."""
    assert [code for _, code in terms(read_text(text))] == actions


@pytest.mark.parametrize(
    "text",
    [
        "Under the truce talks open within sixty days of the formation of a cabinet.",
        "The army asked the observer mission to find out who had broken the truce.",
    ],
)
def test_what_only_tells_when_or_whom(read_text: Read, text: str) -> None:
    """From when something counts, and who is asked, are no terms."""
    assert not any(quote.startswith(("the formation", "the observer mission")) for quote, _ in terms(read_text(text)))


@pytest.mark.parametrize(
    ("text", "quote", "action"),
    [
        ("The front said it would keep the truce once the army had pulled its tanks out of the port.", "pulled its tanks", "withdraw"),
        ("The front will not renew the truce before the army lifts the siege.", "lifts the siege", "lift_siege"),
        ("The militia will hand over no weapons under the truce before a new cabinet is formed.", "a new cabinet is formed", "autonomy"),
    ],
)
def test_what_must_come_first(read_text: Read, text: str, quote: str, action: str) -> None:
    """What must be done before a side does its own is asked for."""
    found = [
        (c.quote, c.value("action"), c.value("status"))
        for c in read_text(text).claims
        if c.kind == "provision" and c.quote.startswith(quote)
    ]
    assert [(code, status) for _, code, status in found] == [(action, "demanded")]


@pytest.mark.parametrize(
    ("text", "quote", "action"),
    [
        ("Both clans signed a truce in May. In keeping with it they have stopped all raids.", "stopped all raids", "cease_fire"),
        (
            "The truce holds. Flights to the island have resumed as the parties agreed.",
            "Flights to the island have resumed",
            "restore_services",
        ),
        ("Some 1,200 villagers were evacuated during a humanitarian pause in June.", "Some 1,200 villagers were evacuated", "depart"),
        ("The accord of Loma, a truce, tied the handover of heavy guns to the departure of all mercenaries.", "the departure", "withdraw"),
        ("Under the truce announced by the governor on Monday shelling is to stop at noon.", "shelling is to stop", "cease_fire"),
        ("Under the truce two armies were to be unified.", "two armies were to be unified", "integrate"),
    ],
)
def test_what_is_done_as_agreed(read_text: Read, text: str, quote: str, action: str) -> None:
    """What is done in keeping with a truce, as agreed or during a pause, tied to a term or to come about is a term."""
    assert any(said.startswith(quote) and code == action for said, code in terms(read_text(text)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The envoy demanded that the truce be respected, that looters be tried and that relief workers be let in.",
            ["cease_fire", "other", "aid"],
        ),
        ("The truce obliges the junta to lift the siege and free political detainees.", ["lift_siege", "release"]),
        (
            "The peace agreement required the president to dissolve the guard, name a new cabinet and call elections within a year.",
            ["disarm", "autonomy", "talk"],
        ),
        (
            "Under the truce the army was to pull its tanks out of the cities, free political prisoners and respect the right to march.",
            ["withdraw", "release", "other"],
        ),
    ],
)
def test_rows_that_the_parser_broke(read_text: Read, text: str, wanted: list[str]) -> None:
    """Rows of clauses with "that", and verbs taken for parts of one noun phrase, are read one by one."""
    assert [code for _, code in terms(read_text(text))] == wanted
