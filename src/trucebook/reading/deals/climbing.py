"""Climbing: the bond of an act by the words over it, tried one by one up to the head of its sentence, and of a noun with nothing over it.

Invariant: the nearest word that decides is the one that counts; at most nine are tried.
"""

from collections.abc import Iterator
from itertools import islice

from trucebook.reading.deals.governing import bond_of_verb
from trucebook.reading.deals.grounds import Bond, Ground
from trucebook.reading.deals.links import NOUN_KINDS, UNBOUND, Link, Rule, Verdict, bond_of
from trucebook.reading.deals.obligations import Act, Frames
from trucebook.reading.grammar.parse import Parse

_REACH = 9


def bond_above(parse: Parse, frames: Frames, ground: Ground, act: Act) -> Bond | None:
    """Return the bond by what stands over an act; a clause that only tells which ("the prisoners each holds") hangs on nothing."""
    i = act.word
    telling = not act.nominal and parse.dep[i] == "relcl" and parse.tag[i] in ("VBZ", "VBP", "VBD") and parse.child(i, "aux") is None
    opened = any(parse.tag[k] == "WDT" for c in parse.children_of(i, "prep") for k in parse.children[c])  # "under which A leaves"
    if telling and not opened and parse.head[i] not in ground.at:
        return None
    verdicts = (rule(link) for link in _links(parse, frames, ground, act) for rule in _RULES)
    verdict = next((said for said in verdicts if said is not None), None)
    return _standing_alone(parse, ground, act) if verdict is None else bond_of(verdict)


def _links(parse: Parse, frames: Frames, ground: Ground, act: Act) -> Iterator[Link]:
    """Yield an act with its own word, then with each word over it."""
    below = act.word
    for over in islice([act.word, *parse.ancestors(act.word)], _REACH):
        yield Link(parse, frames, ground, act, over, below)
        below = over


def _named(link: Link) -> Verdict:
    """Say what binds an act below the very name of an agreement; "the armistice that ended the fighting" only tells."""
    if link.own or link.over not in link.ground.at:
        return None
    if link.act.action == "cease_fire" and link.dep == "relcl" and link.parse.tag[link.below] == "VBD":
        return UNBOUND
    return Bond("provide", link.over, link.ground.at[link.over])


def _according(link: Link) -> Verdict:
    """Say that what somebody is cited for binds nobody."""
    return UNBOUND if link.parse.lower[link.over] == "according" else None


def _none_of_it(link: Link) -> Verdict:
    """Say that "no provision for" an act binds nobody."""
    no = any(link.parse.lower[c] == "no" for c in link.parse.children_of(link.over, "det"))
    return UNBOUND if no and not link.own else None


def _of_verb(link: Link) -> Verdict:
    """Say what binds an act by a verb over it; past the head of a sentence a clause beside it is bound by nothing."""
    if link.parse.pos[link.over] not in ("VERB", "AUX"):
        return None
    bond = bond_of_verb(link)
    if bond is None and not link.own and link.parse.dep[link.over] == "ROOT" and link.dep == "advcl":
        return UNBOUND
    return bond


def _of_noun(link: Link) -> Verdict:
    """Say what binds an act by a noun of obligation: "the duty to let aid in"."""
    if link.own or link.parse.pos[link.over] not in ("NOUN", "PROPN") or link.lemma not in link.frames.terms["obligation_nouns"]:
        return None
    return bond_of(link.near(NOUN_KINDS.get(link.lemma, "promise"), link.over))


_RULES: tuple[Rule, ...] = (_named, _according, _none_of_it, _of_verb, _of_noun)


def _standing_alone(parse: Parse, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of a noun that is itself the head of a sentence without verb, right after an agreement was named."""
    top = parse.first_conjunct(act.word)
    if not act.nominal or parse.dep[top] != "ROOT":
        return None
    opening = _list_opening(parse, act.word)
    if opening is None and is_heading(parse, act.word):
        return None
    claim = ground.near(parse, act.word, reach=2) if opening is None else ground.near(parse, opening, reach=3)
    return Bond("provide", act.word, claim) if claim is not None else None


def is_heading(parse: Parse, word: int) -> bool:
    """Say whether a sentence without verb is a heading: a short line of its own that no mark opens or ends."""
    first, last = parse.sentences[parse.sentence_of[word]]
    alone = parse.pos[first] != "PUNCT" and parse.pos[last - 1] != "PUNCT" and last - first <= _HEADING
    after = parse.text[parse.end[last - 1] : parse.start[last]] if last < len(parse) else "\n"
    return alone and "\n" in after


_HEADING = 6  # words of a heading


def _list_opening(parse: Parse, word: int) -> int | None:
    """Return the colon that opens the list of verbless lines a word stands in: "The terms are:", "- the withdrawal of …"."""
    here = parse.sentence_of[word]
    for s in range(here - 1, max(-1, here - 16), -1):
        first, last = parse.sentences[s]
        if ":" in parse.words[max(first, last - 3) : last]:
            return last - 1
        if any(parse.dep[j] == "ROOT" and parse.pos[j] in ("VERB", "AUX") for j in range(first, last)):
            return None
    return None
