"""Acts that an agreement can bind somebody to, by class of verb and of thing, in phrases of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]
TRUCE = "A ceasefire between the junta and the clans took effect on Friday. Under the truce the clans are to "


def actions(reading: Reading) -> list[object]:
    """Return the actions of the provisions read, in text order."""
    return [c.value("action") for c in reading.claims if c.kind == "provision"]


@pytest.mark.parametrize(
    ("duty", "action"),
    [
        ("bring their raids to a halt", "cease_fire"),
        ("put an immediate end to the shelling", "cease_fire"),
        ("stop bombarding the mills", "cease_fire"),
        ("cease flying over the delta", "cease_fire"),
        ("silence their howitzers", "cease_fire"),
        ("send up no aircraft", "cease_fire"),
        ("fire no rockets", "cease_fire"),
        ("stop burning the granaries", "cease_fire"),
        ("take their gunmen off the silos", "withdraw"),
        ("come down from their hill positions", "withdraw"),
        ("bring their guns back from the villages", "withdraw"),
        ("secure the departure of all foreign troops", "withdraw"),
        ("put their rifles away", "disarm"),
        ("dissolve themselves", "disarm"),
        ("keep the waterworks going", "restore_services"),
        ("scale back their attacks", "cease_fire"),
        ("clear the berms from the road", "lift_siege"),
        ("keep open the supply lines", "lift_siege"),
        ("let herders through the pass", "lift_siege"),
        ("give farmers access to the wells", "lift_siege"),
        ("guarantee free passage for merchant ships", "lift_siege"),
        ("thin out their troops on the ridge", "withdraw"),
        ("leave the docks and the grain silos", "withdraw"),
        ("place their men in cantonments", "withdraw"),
        ("stay off the streets", "withdraw"),
        ("take back their armour", "withdraw"),
        ("open a hotline", "monitor"),
        ("submit to joint inspections", "monitor"),
        ("keep watch over the line", "monitor"),
        ("empty the prisons", "release"),
        ("reveal the whereabouts of the missing", "release"),
        ("put their mortars in storage", "disarm"),
        ("raze their bunkers", "disarm"),
        ("enrol 400 gunmen in the coast guard", "integrate"),
        ("allow families home", "return"),
        ("let the exiles back", "return"),
        ("go into exile", "depart"),
        ("be given buses to the north", "depart"),
        ("fly out the families of the gunmen", "depart"),
        ("let in columns of flour", "aid"),
        ("let the remaining medicine in", "aid"),
        ("guarantee the safety of aid convoys", "aid"),
        ("let relief flights land", "aid"),
        ("put up two checkpoints", "deploy"),
        ("search the farms along the canal", "deploy"),
        ("lift the price on his head", "amnesty"),
        ("keep former rebels out of prison", "amnesty"),
        ("remove the rubble from the streets", "restore_services"),
        ("place the port under UN administration", "autonomy"),
        ("give up their claim to independence", "autonomy"),
        ("stay outside the villages", "autonomy"),
        ("come to the table", "talk"),
        ("refer the quarrel to the court", "talk"),
        ("find a political solution", "talk"),
        ("hand the killers over to the court", "other"),
        ("cut their ties with the smugglers", "other"),
        ("guarantee the safety of the villagers", "other"),
        ("end the supply of arms to the militia", "other"),
        ("keep their troops where they stand", "other"),
        ("pay for the reconstruction of the mills", "other"),
        ("compensate the farmers", "other"),
        ("hand over the wanted men", "other"),
        ("fight terrorist groups", "other"),
        ("give up their rockets", "disarm"),
        ("clear the streets of gunmen", "withdraw"),
        ("reopen state offices", "return"),
        ("end the pursuit of deserters", "amnesty"),
        ("hand the crossings to the council", "autonomy"),
        ("allow vaccination campaigns", "aid"),
        ("grant safe passage to humanitarian workers", "aid"),
        ("transport the wounded to the coast", "aid"),
        ("stop digging tunnels", "other"),
        ("leave the town to the local police", "autonomy"),
        ("take their guns away", "withdraw"),
        ("draw up the terms of a peace", "talk"),
    ],
)
def test_a_duty_by_its_verb_and_thing(read_text: Read, duty: str, action: str) -> None:
    """Verbs with particles, light verbs with nouns and wide classes of things name one action each."""
    assert actions(read_text(TRUCE + duty + ".")) == [action]


@pytest.mark.parametrize(
    ("duty", "action"),
    [
        ("not to launch any raids", "cease_fire"),
        ("not to use heavy artillery", "cease_fire"),
        ("not to harm foreign workers", "cease_fire"),
        ("not to take revenge on the deserters", "amnesty"),
        ("not to carry weapons in the bazaar", "disarm"),
        ("not to stop lorries at the gates", "lift_siege"),
        ("not to shelter deserters", "other"),
    ],
)
def test_what_is_only_forsworn(read_text: Read, duty: str, action: str) -> None:
    """Some acts count only where they are denied, with their thing."""
    text = f"A ceasefire between the junta and the clans took effect on Friday. The clans agreed {duty}."
    assert actions(read_text(text)) == [action]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The truce calls for a force of peacekeepers to be sent to the delta.", ["deploy"]),
        ("The deal provides for the prisoners to be freed under UN supervision.", ["release", "monitor"]),
        ("The peace accord provides for self-rule in the delta.", ["autonomy"]),
        ("Under the truce a joint committee is to be set up.", ["monitor"]),
        ("The clans urged the junta to prolong the truce.", ["cease_fire"]),
        ("The junta and the clans agreed on Friday to prolong the truce.", []),
        ("The clans leave the dam undamaged under the truce.", ["other"]),
        ("Under the truce 300 gunmen leave the port.", ["depart"]),
        ("Under the truce, 40 wounded were allowed out of the fort.", ["aid"]),
        ("Under the truce, wounded villagers will be taken to the coast.", ["aid"]),
        ("The truce provides for a six-month halt to fire.", ["cease_fire"]),
        ("Under the truce, a committee is to report every week to the mediators.", ["monitor"]),
        ("Under the truce, neither side's armed men may enter the market.", ["autonomy"]),
        ("The truce says no case will be opened against the deserters.", ["amnesty"]),
        ("Under the truce the militia leaves the port.", ["withdraw"]),
        ("The clans demanded that the militias first leave the south.", ["withdraw"]),
        ("The truce provides for a halt to all firing.", ["cease_fire"]),
        ("Under the truce forty of them were freed on Sunday.", ["release"]),
        ("Residents saw no let-up in the raids under the truce.", []),
    ],
)
def test_shapes_of_acts(read_text: Read, text: str, wanted: list[str]) -> None:
    """Passive infinitives behind their noun, who watches, words cut apart, truces made longer and who leaves are told apart."""
    assert actions(read_text("A ceasefire between the junta and the clans took effect in May. " + text)) == wanted
