"""What became of an agreement in its own story: war again, places taken, all done, an end told of "it", in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


def statuses(read_text: Read, text: str, published: str | None = None) -> list[object]:
    """Return the statuses of the agreements of a text."""
    return [c.value("status") for c in read_text(text, published).claims if c.kind == "agreement"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Lagos Accord of 21 August 1979 was signed by eleven factions. On 21 March 1980 fighting broke out in the capital.",
            "collapsed",
        ),
        ("The Treaty of Amiens was signed on 27 March 1802. On 18 May 1803 Britain declared war on France.", "collapsed"),
        ("Croatia and the rebels signed a truce on 29 March 1994. On 1 May 1995 the army attacked Slavonia and took it.", "collapsed"),
        ("The clans signed a truce on 4 June 1903. In July 1905 the emir's riders stormed the port of Berbera.", "collapsed"),
        ("A truce was signed on 3 May 1991. In June 1993 the rebels had overrun half of the provinces.", "collapsed"),
        (
            "On 17 January 1948 the state and rebels signed a ceasefire. On 19 December 1948 Yogyakarta fell to the invaders.",
            "collapsed",
        ),
        # peacekeepers who come in and fighters who enter camps make no war
        ("The army and the rebels signed a peace accord on 3 March 1992. By May 1992 some 9,000 rebels had entered the camps.", "in_force"),
        ("The two armies signed a truce on 24 June 1992. On 3 July 1992 peacekeepers entered the town of Gori.", "in_force"),
        ("The two armies signed a truce on 24 June 1992. In 1993 a raid on a farm killed two men.", "violated"),
        # all was done
        ("On 17 January 1966 both presidents signed an accord on withdrawal. They had done so by 25 February.", "fulfilled"),
        ("The front and the state signed a peace accord on 4 April 1997. By August 1997 the armed wing was dissolved.", "fulfilled"),
        (
            "By an accord with the rebels of 30 July 1902 the emir was to pull out his troops. The last of them left on 5 October.",
            "fulfilled",
        ),
        # "it" some words into its sentence, or as an object
        ("A six-year truce was signed at Antwerp on 9 April 1609. Trade came back. In 1615 it ran out and the war went on.", "expired"),
        ("The ceasefire signed on 23 March 1988 was prolonged twice. The president put an end to it on 1 November 1989.", "collapsed"),
        ("The fighters signed an accord with the state on 3 November 1969. Parliament annulled it in May 1987.", "collapsed"),
    ],
)
def test_histories_tell_what_became_of_it(read_text: Read, text: str, expected: str) -> None:
    """In a history, war or the taking of a place ends what was agreed; all that was owed and done fulfils it; one raid only breaks it."""
    assert statuses(read_text, text)[0] == expected


def test_a_broken_truce_gives_way_to_a_later_one(read_text: Read) -> None:
    """A truce that a history tells as broken has collapsed where it goes on to another; the last one is still only broken."""
    text = "A truce was signed on 3 May 1991. Gunners shelled the port in June 1991. "
    assert statuses(read_text, text) == ["violated"]
    assert statuses(read_text, text + "On 7 July 1993 both sides signed a peace treaty in Rome.")[0] == "collapsed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell on Marib. The truce agreed between the two sides in March has yet to be carried out.", "announced"),
        (
            "Rebels shelled the port. In May a three-day relief pause declared by Chad to let the sick leave the city ran out.",
            "expired",
        ),
        ("Jets struck the port in the first raid since a truce brokered by Oman last July fell apart residents said.", "collapsed"),
        ("Rebels shelled Bor. The exchange deal reached with the rebels in May was executed to its end.", "fulfilled"),
        ("Rebels and troops clashed in Bor. The evacuation deal signed in May has been carried out only in part.", "in_force"),
        ("The ceasefire of 9 October was declared dead by the premier on Saturday.", "collapsed"),
        ("A bomb on Sunday threw into doubt a truce that came into force on Friday.", "violated"),
        ("Shelling of the port put the evacuation deal in jeopardy on Tuesday as rebels waited.", "violated"),
        ("The new truce takes the place of a ceasefire signed in Minsk in 2014.", "superseded"),
        ("The joint statement of the two armies renewed a ceasefire of 2003.", "superseded"),
        ("A truce reached in March gave way within a week as rebels and troops clashed in Bor.", "collapsed"),
        ("A truce reached in March gave way to a peace accord that the rebels signed in Bor.", "superseded"),
    ],
)
def test_words_that_tell_how_it_fared(read_text: Read, text: str, expected: str) -> None:
    """Words of carrying out, of doubt, of taking the place and of ends that the parser tore off tell how an agreement stands."""
    assert expected in statuses(read_text, text, "2017-05-10")
