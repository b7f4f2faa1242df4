"""Sequels: sentences that tell what came right after an agreement that a sentence before them names.

Invariant: every tie stands on a word of a sentence that names no agreement itself, or points back to its making.
"""

from trucebook.reading.deals.breaches import HostileWords
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import ALIVE, Ground
from trucebook.reading.deals.straining import Tie
from trucebook.reading.grammar.parse import Parse

_MAKINGS = deal_words("makings")
COMING_ABOUT = deal_words("made") | {"begin", "come", "enter", "go", "start", "take"}
_SHORT = {"hour", "hours", "minute", "minutes"}
_DAYTIMES = set("afternoon dawn day dusk evening midday midnight morning night nightfall noon sunset week weekend".split())
OVER = ("expired", "fulfilled")


def following(parse: Parse, words: HostileWords, ground: Ground) -> list[Tie]:
    """Return the ties of "Nevertheless …", "Hours later …", "… all the same", "hours after the signing"."""
    ties: list[Tie] = []
    alike = parse.tells("same")
    for s, (first, last) in enumerate(parse.sentences):
        if alike and last - first > 3 and any(parse.lower[j : j + 3] == ["all", "the", "same"] for j in range(first, last)):
            told = ground.before(parse, first, reach=3)
            ties += [(first, told, "despite")] if told is not None and told.value("status") not in OVER else []
        if last > first and (_soon(parse, first, last) or any(w in words.terms["even_so"] for w in parse.lower[first : first + 2])):
            told = ground.before(parse, first, reach=2)
            if told is not None and told.value("status") not in (*OVER, "collapsed"):
                ties.append((first, told, "against" if s == 0 else "despite"))
        elif s and opens_sequel(parse, s):
            told = ground.before(parse, first, reach=2)
            ties += [(first, told, "since")] if told is not None and told.value("status") in ALIVE else []
    return ties + _after_making(parse, words, ground)


def _soon(parse: Parse, first: int, last: int) -> bool:
    """Say whether a sentence tells of what came within hours: "hours later", "within minutes", "an hour afterwards"."""
    for j in range(first + 1, last):
        if parse.lower[j] in ("later", "after", "afterwards") and parse.lower[j - 1] in _SHORT and parse.dep[j] != "mark":
            return parse.lower[j] != "after" or parse.child(j, "pobj", "pcomp") is None
        if parse.lower[j - 1] == "within" and _SHORT & set(parse.lower[j : j + 3]) and "of" not in parse.lower[j : j + 4]:
            return True
    return False


def opens_sequel(parse: Parse, s: int) -> bool:
    """Say whether a sentence opens with the time right after what the one before told: "At ten past", "By nightfall", "That same
    evening", "The next morning", "Within days", "Soon afterwards"."""
    first, last = parse.sentences[s]
    said = parse.lower[first : min(first + 6, last)]
    if len(said) < 4:
        return False
    if said[0] == "within":
        return bool({"day", "days", "week", "weeks"} & set(said[1:4])) and "of" not in said[1:5]
    if said[0] == "at" and "past" in said[1:4]:
        return True
    if said[0] in ("by", "before") and (said[1] in _DAYTIMES or (said[1] == "half" and said[2] == "past")):
        return True
    if said[0] in ("soon", "shortly") and said[1] in ("after", "afterwards", "afterward"):
        return True
    if said[0] in ("that", "the", "on") and said[1] in ("very", "same", "next", "following", "the"):
        return bool(_DAYTIMES & set(said[2:4]))
    return (said[0] == "that" and said[1] in _DAYTIMES) or (said[0] == "next" and said[1] in _DAYTIMES)


def _after_making(parse: Parse, words: HostileWords, ground: Ground) -> list[Tie]:
    """Return the ties of "hours after the announcement", "within hours of the signing", where the truce is only pointed back to."""
    ties: list[Tie] = []
    for i in parse.words_of(_MAKINGS | {"deadline"}):
        if i < 3 or parse.lower[i - 2 : i] not in (["after", "the"], ["of", "the"], ["after", "its"]):
            continue
        claim = ground.before(parse, i, reach=4) if parse.lower[i - 3] in words.terms["after_words"] else None
        if claim is not None and claim.value("status") not in (*OVER, "collapsed"):
            ties.append((i - 3, claim, "despite"))
    for i in range(1, len(parse) - 2):
        since = parse.lower[i] == "after" and parse.lower[i + 1] == "it" and parse.lemma[i + 2] in COMING_ABOUT
        claim = ground.before(parse, i, reach=2) if since and parse.lower[i - 1] in words.terms["after_words"] else None
        if claim is not None and claim.value("status") not in OVER:
            ties.append((i - 1, claim, "despite"))  # "two hours after it came into effect"
    return ties
