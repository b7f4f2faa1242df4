"""Histories: what reports of wars of other years tell of armistices, treaties and petitions, and how those stand."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

from .agreements_told import agreements, names

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "quote", "kind", "status"),
    [
        ("On 4 October 1918 the Danubian army signed an armistice at Klagen.", "an armistice", "ceasefire", "in_force"),
        ("A ceasefire was declared on 15 August 1971. The last foreign troops left in 1972.", "A ceasefire", "ceasefire", "in_force"),
        ("The war ended with a truce brokered by the king of Spain in 1609.", "a truce", "ceasefire", "in_force"),
        (
            "The two republics signed the Treaty of Lorient in 1763. Its islands were ceded to the crown.",
            "the Treaty of Lorient",
            "peace_agreement",
            "in_force",
        ),
        ("By the Treaty of Zamora, Tarragon gave up its fleet in 1431.", "the Treaty of Zamora", "peace_agreement", "in_force"),
        ("The Peace of Arles was concluded in 1521 after a war of nine years.", "The Peace of Arles", "peace_agreement", "in_force"),
        ("Megara made peace with Corinth in 446 BC.", "peace", "peace_agreement", "in_force"),
        ("The Vienna agreement ended the war of the two duchies in May 1902.", "The Vienna agreement", "peace_agreement", "in_force"),
        (
            "The fleet gave up in 1945, its surrender documents initialled in a customs house on 9 May 1945.",
            "its surrender documents",
            "settlement",
            "fulfilled",
        ),
        (
            "On 15 January 1973 the president declared a suspension of the raids on the north.",
            "a suspension",
            "ceasefire",
            "in_force",
        ),
        ("Ruritania and Syldavia signed separate armistices in 1918.", "separate armistices", "ceasefire", "in_force"),
    ],
)
def test_what_histories_tell_as_agreed_is_in_force(read_text: Read, text: str, quote: str, kind: str, status: str) -> None:
    """An armistice, treaty or halt that a history only tells as signed or declared took effect; papers of surrender were carried out."""
    (claim,) = agreements(read_text(text))
    assert quote in claim.quote
    assert (claim.value("type"), claim.value("status")) == (kind, status)


def test_news_of_a_signing_stays_announced(read_text: Read) -> None:
    """A truce signed on the day of the report is announced, whatever years stand beside it."""
    text = "The junta and the clans signed a truce on Tuesday. The war has gone on since 2011."
    (claim,) = agreements(read_text(text, "2016-05-03"))
    assert claim.value("status") == "announced"


def test_of_an_old_accord_only_told_as_signed_the_news_tells_no_more(read_text: Read) -> None:
    """A deal of years before, told in the news as signed and no more, is unknown; only a history takes it for in force."""
    claims = agreements(read_text("The rebels and the state signed a peace accord in 2005. Talks on mines opened on Monday.", "2016-05-03"))
    assert [c.value("status") for c in claims] == ["unknown"]


@pytest.mark.parametrize(
    ("text", "status", "sides"),
    [
        (
            "On 29 October 1918 the imperial government asked Borduria for an armistice. But the Bordurians continued to advance.",
            "refused",
            ["the imperial government", "Borduria"],
        ),
        ("The regent sued for peace in 1430.", "proposed", ["The regent"]),
    ],
)
def test_pleas_are_offers(read_text: Read, text: str, status: str, sides: list[str]) -> None:
    """A truce or a peace that one side asks of another is an offer, refused where the other fights on."""
    (claim,) = agreements(read_text(text))
    assert (claim.value("type"), claim.value("status"), names(claim, "parties")) == ("offer", status, sides)


def test_a_body_that_asks_for_a_truce_is_its_mediator(read_text: Read) -> None:
    """An international body that asks for a truce with an end in view makes an offer and is no side of it; a bare call is none."""
    (claim,) = agreements(read_text("The United Nations has asked for a ceasefire to let aid into the port.", "2016-08-10"))
    assert (claim.value("type"), claim.value("status"), names(claim, "mediators")) == ("offer", "proposed", ["The United Nations"])
    assert agreements(read_text("The United Nations called for a ceasefire. Rebels shelled the port.", "2016-08-10")) == []


def test_armistices_of_other_days_and_partners_are_told_apart(read_text: Read) -> None:
    """Truces that histories tell one after the other stand apart by their day or by whom they were made with."""
    text = (
        "Sylvania was first with an armistice, which it signed on 2 May 1911. Borduria signed an armistice on 30 June 1911. "
        "The Armistice with Ruritania was signed in the Villa Rossa on 5 November 1918."
    )
    first, second, third = agreements(read_text(text))
    assert (names(first, "parties"), names(second, "parties"), names(third, "parties")) == (["Sylvania"], ["Borduria"], ["Ruritania"])


def test_headings_that_run_into_the_text_name_nothing(read_text: Read) -> None:
    """A heading before the first sentence lends its name to no agreement that is told before the named one."""
    text = (
        "1972 vote and Oslo Peace Accords The war with the rebels, its fighting and its bombardment, was all that voters spoke of. "
        "In October 1972 the president reached an agreement with the north. In January the Oslo Peace Accords were signed."
    )
    first, second = agreements(read_text(text))
    assert (first.quote, second.quote) == ("an agreement with the north", "the Oslo Peace Accords")


def test_what_was_negotiated_while_combat_went_on_is_not_yet_agreed(read_text: Read) -> None:
    """An armistice still negotiated is the one signed later; belligerents who negotiate it mediate nothing."""
    text = (
        "The shooting never ceased as the belligerents negotiated their armistice. Its last text made a commission for the captives. "
        "The southern command and the northern army signed the Armistice Agreement on 3 May 1911."
    )
    (claim,) = agreements(read_text(text))
    assert (claim.value("status"), names(claim, "mediators")) == ("in_force", [])


def test_a_flag_of_truce_and_a_halt_under_a_plan_are_no_agreements(read_text: Read) -> None:
    """A flag of truce is none, and a halt ordered under a plan is a term of the plan."""
    assert agreements(read_text("A captain came out with a flag of truce on 3 May 1862.")) == []
    claims = agreements(read_text("The king ordered a halt to the raids under a peace plan that both armies accepted.", "2008-08-10"))
    assert ["peace plan" in c.quote for c in claims] == [True]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The king signed the Peace of Arles in March 1802. Hostilities were renewed at sea in 1803.", "collapsed"),
        ("The consul arranged a ceasefire in January 1846, but by June full-scale war had broken out.", "collapsed"),
        ("The Treaty of Alcara (17 October 1497) left Leon alone in the war. War broke out again in 1499.", "collapsed"),
        ("A and B signed the Alvor Agreement on 15 January 1875. It set up a council of war. It never took effect.", "collapsed"),
        ("The Treaty of Alcara confirmed the queen on her throne in 1479.", "in_force"),
        ("The war began in 1866 and ended three years later with the Treaty of Alcara.", "in_force"),
        ("The conference of 1835 led to a truce on 12 June.", "in_force"),
        ("The parish and the bandits swore a peace in 1521.", "in_force"),
        ("The queen called for a ceasefire on 22 October 1873. Leon and Castile accepted it.", "in_force"),
        ("The league passed a resolution calling for a ceasefire in May 1933. Both governments accepted.", "in_force"),
        ("Philip proposed a peace with the islands in 1346.", "proposed"),
        ("General Perez signed the Treaties of Alcara on 14 May 1836. The senate repudiated the treaties.", "collapsed"),
    ],
)
def test_what_became_of_it_is_told_later(read_text: Read, text: str, status: str) -> None:
    """War taken up again ends what was agreed, a text that did something was in force, and an answer to a call makes it a truce."""
    (claim,) = agreements(read_text(text))
    assert claim.value("status") == status


def test_truces_told_beside_one_another_are_two(read_text: Read) -> None:
    """Two truces joined by "and", an accord of another month and one of the earlier ones stand each by itself."""
    text = "The conference led to a truce on 12 June 1935 and a definitive treaty in July 1938."
    assert [c.value("type") for c in agreements(read_text(text))] == ["ceasefire", "peace_agreement"]
    text = (
        "A countrywide ceasefire brokered by Oman will take effect on Tuesday. Earlier truces, including a four-month cessation of "
        "hostilities arranged by the bishop, have failed."
    )
    new, old = agreements(read_text(text, "1995-10-06"))
    assert (new.value("status"), old.value("status"), names(old, "mediators")) == ("announced", "collapsed", ["the bishop"])


def test_a_capitulation_in_a_row_with_armistices_is_one_more(read_text: Read) -> None:
    """A state that capitulated somewhere, told beside an armistice, made one; a fort that capitulated did not."""
    text = "Sylvania signed an armistice on 2 May 1911. On 9 June the Bordurian Empire capitulated at Varna. The fort capitulated too."
    first, second = agreements(read_text(text))
    assert (second.quote, second.value("type"), second.value("status")) == (
        "the Bordurian Empire capitulated at Varna",
        "ceasefire",
        "in_force",
    )
    assert (names(first, "parties"), names(second, "parties")) == (["Sylvania"], ["the Bordurian Empire"])


def test_a_demand_for_surrender_is_an_offer_and_the_papers_are_not(read_text: Read) -> None:
    """A demand for surrender that is turned down is an offer refused; the papers signed in the end are an agreement of their own."""
    text = (
        "In July 1845 the allies made their demand for surrender of the army once more. The army rejected the terms. "
        "On 9 October 1845 the surrender documents were signed in a barn."
    )
    first, second = agreements(read_text(text))
    assert (first.value("type"), first.value("status")) == ("offer", "refused")
    assert (second.quote, second.value("status")) == ("the surrender documents", "fulfilled")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "On 23 July 1814 the emperor delivered an ultimatum to Serbia with ten demands. The troops marched to war in August.",
            ["the emperor", "Serbia"],
        ),
        ("On 4 October 1818 the chancellor sent a note to Prussia asking for an armistice.", ["the chancellor", "Prussia"]),
    ],
)
def test_who_puts_an_offer_and_to_whom_are_its_sides(read_text: Read, text: str, sides: list[str]) -> None:
    """Who delivers an ultimatum or sends a note, and to whom it goes, are the sides of the offer."""
    (claim,) = agreements(read_text(text))
    assert (claim.value("type"), names(claim, "parties")) == ("offer", sides)


def test_agreements_signed_in_the_plural_and_named_plans_stand_apart(read_text: Read) -> None:
    """Agreements newly signed in the plural and a plan with a name of its own do not join the truce before them."""
    text = "A second cease-fire was agreed on 24 October 1873. Disengagement agreements with the islands were signed in May 1874."
    assert len(agreements(read_text(text))) == 2
    text = "Both sides had violated the cease-fire of March 1894. The Z-4 plan for autonomy was rejected by the general."
    assert [c.value("type") for c in agreements(read_text(text))] == ["ceasefire", "offer"]


@pytest.mark.parametrize(
    "text",
    [
        "Italy entered the war under the secret Treaty of London of April 1915.",
        "Romania joined the allies at war in August 1916 under the Treaty of Bucharest.",
        "The Triple Alliance, a defensive treaty of 1882, was dead when the war began.",
        "The act of surrender of the fortress was a shock in 1842, as troops withdrew.",
        "The Lend-Lease agreement of February 1942 kept the army supplied in the war.",
    ],
)
def test_treaties_that_bind_friends_are_none(read_text: Read, text: str) -> None:
    """Alliances, treaties by which a state enters a war, aid between allies and the mere act of giving up are no agreements."""
    assert agreements(read_text(text)) == []


def test_a_dated_report_that_recalls_one_old_year_is_no_history(read_text: Read) -> None:
    """A report with a day of its own that names one old year tells news: what was agreed stays announced."""
    text = "The state and the rebels signed a truce. The 1974 war is not forgotten."
    assert [c.value("status") for c in agreements(read_text(text, "2018-07-20"))] == ["announced"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("A cease-fire had taken effect on 19 March 1962; the guards tried to wreck it.", ["A cease-fire"]),
        ("By the Convention of Cintra of 30 August 1808 the army was carried home in ships.", ["the Convention of Cintra"]),
        ("The Hague Convention of 1907 and the Geneva Convention of 1929 forbade pillage in war.", []),
        ("Truce talks The first war ended with the Khasav Accord of 31 August 1896. Troops left at once.", ["the Khasav Accord"]),
        ("The junta fell in 1949 after it turned down an ultimatum to accept eight points. Troops took the capital.", ["an ultimatum"]),
        (
            "The league called for a ceasefire in July 1887. Iraq accepted at once. The ceasefire began on 20 August 1888.",
            ["ceasefire"],
        ),
        ("The North Atlantic Treaty bound the other camp in the war of 1951.", []),
    ],
)
def test_names_of_histories(read_text: Read, text: str, quotes: list[str]) -> None:
    """Conventions between armies, truces before a semicolon and ultimatums turned down are found; headings and laws of war name nothing."""
    found = agreements(read_text(text))
    assert [q in c.quote for q, c in zip(quotes, found, strict=True)] == [True] * len(quotes)


def test_what_is_newly_made_is_not_the_text_named_before(read_text: Read) -> None:
    """A peace made on a day of its own is not the named agreement of the sentence before."""
    text = "The Vienna Agreement had left the coalfield divided after the war. Peace was made at Riga on 18 March 1821."
    assert len(agreements(read_text(text))) == 2


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The rising was ended by the Treaty of Alcara in 1689.", "in_force"),
        (
            "The Vienna agreement of August 1865 called for a ceasefire and the withdrawal of troops, but it was never carried out.",
            "violated",
        ),
        ("The Vienna Accords were signed on 4 August 1893, but extremists sabotaged them.", "violated"),
    ],
)
def test_clauses_beside_a_text_say_what_became_of_it(read_text: Read, text: str, status: str) -> None:
    """What "it" or "them" suffers in the clause beside a named text, and a rising that a treaty ended, say how the text stands."""
    (claim,) = agreements(read_text(text))
    assert claim.value("status") == status


@pytest.mark.parametrize(
    "text",
    [
        "The Treaty of Alcara of 1820 was never ratified; it was replaced by the Treaty of Lausanne in July 1823.",
        "The Vienna accord signed by kings in August 1887 called for amnesties. The Sapoa truce between the clans and the army followed.",
        "In March 1853 the army accepted a proposal for the exchange of wounded prisoners. The armistice was signed on 27 July.",
    ],
)
def test_texts_with_names_of_their_own_are_two(read_text: Read, text: str) -> None:
    """Texts that bear different names, and an exchange and the armistice after it, are two agreements."""
    assert len(agreements(read_text(text))) == 2


def test_a_truce_after_which_a_new_one_was_made_is_superseded(read_text: Read) -> None:
    """A history that goes on to a new truce, and from that to a peace, tells what took the place of each."""
    text = (
        "On 3 March 1993 the junta and the front signed in Norvik a ceasefire. Talks on the hills went on through 1994. "
        "A new truce was concluded by the two sides in December 1995, and this time it held. "
        "In June 1996 the two sides signed the General Peace Agreement."
    )
    assert [(c.value("type"), c.value("status")) for c in agreements(read_text(text))] == [
        ("ceasefire", "superseded"),
        ("ceasefire", "superseded"),
        ("peace_agreement", "in_force"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "By the Gori accords of 22 May 1968 all foreign troops were to leave by 1971. The last contingent sailed in June 1971.",
        "In April 1972 the chiefs of staff signed a peace agreement at Bor. By August 1972 20,000 rebels had been disarmed.",
        "The emir sailed away in 1921 with 3,000 men under an evacuation deal that two kings had arranged in 1920.",
    ],
)
def test_what_was_owed_was_done(read_text: Read, text: str) -> None:
    """A peace of old is fulfilled where the last to go went or men were disarmed, and a move that took place is done."""
    assert [c.value("status") for c in read_text(text).claims if c.kind == "agreement"][:1] == ["fulfilled"]
