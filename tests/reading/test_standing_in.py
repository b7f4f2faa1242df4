"""Who stands in an agreement: declarers, offerers, authors and brokers in the shapes of news copy, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

from .agreements_told import names, the_agreement

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # whoever declares a halt of his own is bound by it
        ("Two soldiers were killed in Kayah on Sunday despite a unilateral truce by the junta.", ["the junta"]),
        (
            "Shells fell on Kano in breach of the truce announced by the General Command of the Army, a source said.",
            ["the General Command of the Army"],
        ),
        # offers: from whom they come, who turned them down
        ("Lagos rejected a proposal from the Delta Front for a ceasefire in Warri.", ["Lagos", "the Delta Front"]),
        ("Kampala turned down an offer from Kigali of a ceasefire.", ["Kampala", "Kigali"]),
        (
            "The FDLR offered on Tuesday to stop fighting in exchange for talks. President Ruto turned the offer down.",
            ["The FDLR", "President Ruto"],
        ),
        # a relative clause that the parser lost, and who left without signing
        (
            "Warlord Musa Omar left Rabat without signing a ceasefire accord that the elected government had signed a day earlier.",
            ["the elected government"],
        ),
        # consent, praise, imposed from outside
        ("Togo welcomed the consent of the Royal Army and the Red Front to a longer truce.", ["the Royal Army", "the Red Front"]),
        (
            "The envoy announced that the warring parties in Chad had agreed to a truce. We commend the Government of Chad and the "
            "Zaghawa leadership for this step.",
            ["the Government of Chad", "the Zaghawa leadership", "the warring parties"],
        ),
        ("General Smith won a ceasefire from the Serbs and the Muslims in Gorazde.", ["the Serbs", "the Muslims"]),
        # those who made a zone, and those who negotiated between themselves
        ("Shells fell on Idlib, in a calm zone forged by Togo and Benin under a truce of May.", ["Togo", "Benin"]),
        ("A ceasefire in Darfur negotiated between Sudan, Chad and the rebels collapsed in May.", ["Sudan", "Chad", "the rebels"]),
        # delegates bring in their masters
        (
            "Negotiators for the government and for the Moro Islamic Liberation Front initialled a ceasefire.",
            ["the government", "the Moro Islamic Liberation Front"],
        ),
        # the date of a report that runs into its first words belongs to nobody
        ("12 March 2019 Rebels of the Delta Front signed a truce with the army.", ["Rebels of the Delta Front", "the army"]),
        # the press, and one man whom nobody names, are no sides
        ("The army and the Red Front traded blame for breaking the truce, our correspondent said.", ["The army", "the Red Front"]),
        # what is offered to whom, in exchange for what, and who answers a plan
        ("Fatah offered Hamas a truce of six months on Friday.", ["Fatah", "Hamas"]),
        ("Abbas proposed a truce of ten years to Israel. Israel dismissed the proposal.", ["Abbas", "Israel"]),
        (
            "The Regional Council of the Delta offered to freeze the results of the vote in exchange for a ceasefire. Bello turned the "
            "proposal down.",
            ["The Regional Council of the Delta", "Bello"],
        ),
        (
            "Shells fell on Gori. Norway's initiative of 4 May, which Sudan took and the Red Front turned down, foresaw a truce.",
            ["Sudan", "the Red Front"],
        ),
        ("The rebels answered with a ceasefire paper of their own.", ["The rebels"]),
        # on whose behalf it was negotiated
        ("Rebels began leaving Zabadani under a deal that Iran negotiated on behalf of the government.", ["Rebels", "the government"]),
        # behind "the two sides" stands the pair told before, and the words stay
        (
            "The army and Ansar Dine fought for Kidal for three days. The two sides agreed to a ceasefire on Friday.",
            ["The army", "Ansar Dine", "The two sides"],
        ),
        (
            "In May General Ba held secret talks with the Red Front's Ali Bongo. They signed a truce in June.",
            ["General Ba", "the Red Front's Ali Bongo"],
        ),
        # elders who sign for their town, and a second relative clause
        ("The town of Babila went quiet after its elders struck a truce with the army.", ["its elders", "the army"]),
        (
            "The truce which the junta declared in March, and which the Red Front accepted a day later, has ended.",
            ["the junta", "the Red Front"],
        ),
        # a weekday that runs into a name
        (
            "The truce broke down after on Friday gunmen of the Fourth Brigade attacked a village.",
            ["gunmen of the Fourth Brigade"],
        ),
        # a long row, a row that only counts, and the other side of a halt, of an exchange or of "as long as"
        (
            "Troops left Bangui after the ceasefire, signed by the Seleka, the anti-Balaka militia and the transitional government.",
            ["the Seleka", "the anti-Balaka militia", "the transitional government"],
        ),
        ("An uneasy truce between the two Tuareg factions, the MNLA and GATIA, collapsed on Monday.", ["the MNLA", "GATIA"]),
        ("The president ordered the army to suspend its raids against the Red Front on Monday.", ["the army", "the Red Front"]),
        ("A ceasefire holds. Hamas said it would abide by the truce as long as Israel did.", ["Hamas", "Israel"]),
        # a row of declarers stays together, and who turns a truce down stands in it
        (
            "Togo welcomed the ceasefire announced by the Taliban and the Afghan Government for Eid.",
            ["the Taliban", "the Afghan Government"],
        ),
        (
            "General Ba's National Army announced a truce for Ramadan, which the Tripoli government turned down.",
            ["General Ba's National Army", "the Tripoli government"],
        ),
        (
            "The ceasefire that Cairo brokered between Palestinian factions and Israel was shaken by a rocket.",
            ["Palestinian factions", "Israel"],
        ),
        ("The village agreed with the army on a truce on Sunday.", ["The village", "the army"]),
        # two forms of one actor are one side
        ("The truce between Israel and Hezbollah held. The group said it would respect the truce.", ["Israel", "Hezbollah"]),
    ],
)
def test_sides(read_text: Read, text: str, parties: list[str]) -> None:
    """Declarers, offerers, those who turn down, consent or are praised are the sides, and nobody else."""
    assert sorted(names(the_agreement(read_text(text)), "parties")) == sorted(parties)


@pytest.mark.parametrize(
    ("text", "mediators"),
    [
        ("A UN-brokered ceasefire took hold in Sana'a, rebels said.", ["UN"]),
        ("Russia last week vetoed a Security Council resolution floated by Mexico calling for an end to the bombing.", ["Mexico"]),
        ("The United States on Tuesday circulated a draft resolution on a ceasefire in Gaza. Russia vetoed it.", ["The United States"]),
        (
            "Qatar floated a proposal under which Hamas would free 30 hostages and Israel would halt its offensive for 40 days.",
            ["Qatar"],
        ),
        (
            "The Government of Chad and the Front signed a truce on 2 May, in the presence of the Union's envoys Ali Bongo, John Okello "
            "and Peter Hansen.",
            ["Ali Bongo", "John Okello", "Peter Hansen"],
        ),
        (
            "Under the ceasefire signed in the presence of President Museveni, Mr Annan and Lord Carver, the army was to keep away.",
            ["President Museveni", "Mr Annan", "Lord Carver"],
        ),
        (
            "The ceasefire in the valley was announced by the head of the OSCE mission. Armenia and Azerbaijan both accepted it.",
            ["the head of the OSCE mission"],
        ),
        ("Togo welcomed the announcement by UN envoy Ali Bongo that both sides had committed to a ceasefire.", ["UN envoy Ali Bongo"]),
        ("Rebels handed over their rifles on Friday under a truce with the government that Italy mediated.", ["Italy"]),
        ("Egypt's intelligence chief flew in to seal a truce between Fatah and Hamas.", ["Egypt's intelligence chief"]),
        ("Shells fell on Gori. Norway's initiative of 4 May, which Sudan took and the Red Front turned down, foresaw a truce.", ["Norway"]),
        ("A truce proposed by the WHO and UNICEF was accepted by Israel and Hamas.", ["the WHO", "UNICEF"]),
        ("Egypt and the UN envoy Ali Bongo had secured a truce, officials in Gaza said.", ["Egypt", "the UN envoy Ali Bongo"]),
        ("The mutineers freed two men after a deal with the junta brokered by the bishop of Bouake.", ["the bishop of Bouake"]),
        # who keeps, breaks or accuses brokers nothing, nor do those in whose presence terms are carried out
        ("The truce between Israel and Lebanon held. Hezbollah said it continued to abide by the truce.", []),
        ("The ceasefire holds. Under the deal the army handed over nine bodies, in the presence of the Red Crescent.", []),
        ("The truce is to serve the exchange of prisoners, with the assistance of the Red Cross.", []),
    ],
)
def test_brokers(read_text: Read, text: str, mediators: list[str]) -> None:
    """Authors of drafts, those in whose presence it was signed and those who announce it for others are the brokers."""
    assert names(the_agreement(read_text(text)), "mediators") == mediators


def test_plain_foes(read_text: Read) -> None:
    """Where a truce names nobody, the two foes that a report names again and again are its sides; foes of no one war are not."""
    told = (
        "A truce took hold on Monday. The Houthis hold the port. The Yemeni government wants it back. The Houthis mined the road, "
        "the Yemeni government said. The Houthis denied it. The Yemeni government sent lorries, and the Houthis let them pass, "
        "the Yemeni government said."
    )
    assert names(the_agreement(read_text(told)), "parties") == ["The Houthis", "The Yemeni government"]
    once = "A truce took hold on Monday. The Houthis hold the port. The Yemeni government wants it back."
    assert names(the_agreement(read_text(once)), "parties") == []


def test_those_who_came_from_states_give_their_names(read_text: Read) -> None:
    """Nameless go-betweens before whom an accord was signed stand for the states they came from, the whole row of them."""
    text = "The accord was signed in Lome in the presence of mediators from Togo, Mali and the Ivory Coast. Rebels welcomed it."
    assert names(the_agreement(read_text(text, "2003-03-10")), "mediators") == ["Togo", "Mali", "the Ivory Coast"]


def test_the_state_is_a_side(read_text: Read) -> None:
    """A deal "between the state and" somebody binds both."""
    text = "A settlement was reached on Thursday between the state and the armed groups of the valley. Gunmen left by bus."
    assert names(the_agreement(read_text(text, "2016-03-10")), "parties") == ["the state", "the armed groups of the valley"]
