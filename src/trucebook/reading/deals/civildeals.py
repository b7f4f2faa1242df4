"""Civil deals: accords of trade, work and money, which stand in reports of war and are none of it ("a settlement over unpaid wages").

Invariant: a word of trade says so, among those who made the deal or in what it is about, and no word of war stands beside it there.
"""

from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming, modifiers_before
from trucebook.reading.grammar.parse import Parse

_SIDES, _MATTERS = deal_words("civil_sides"), deal_words("civil_matters")
_ABOUT = frozenset("about concerning for in of on over regarding revising under with between to".split())
_PEACEMAKERS = {"elder", "notable", "sheikh", "tribe", "villager"}  # who make deals of war with those of trade
_OF_STATES = {"bank", "federation", "union"}  # of trade or work, save in the names of states, lands and their leagues
_FAR = 24  # words in which a deal tells what it is about


def without_civil(parse: Parse, lexicon: Lexicon, namings: list[Naming]) -> list[Naming]:
    """Return the namings of a report without those of a deal of trade or work."""
    return [n for n in namings if not _is_civil(parse, lexicon, n)]


def _is_civil(parse: Parse, lexicon: Lexicon, naming: Naming) -> bool:
    """Say whether a bare deal is between people of trade or about a matter of trade, and no word of war is told of it."""
    if naming.kind not in (None, "settlement") or parse.lemma[naming.word] in lexicon.heads:
        return False
    about, makers = _told(parse, naming), _makers(parse, naming)
    told, sides = ({parse.lemma[j] for j in words if not _is_of_states(parse, j)} for words in (about, makers))
    if sides.isdisjoint(_SIDES) and (told | modifiers_before(parse, naming.word)).isdisjoint(_SIDES | _MATTERS):
        return False
    said = told | sides | {parse.lower[j] for j in (*about, *makers)}
    return said.isdisjoint(lexicon.conflict | lexicon.fighters | _PEACEMAKERS)


def _is_of_states(parse: Parse, j: int) -> bool:
    """Say whether a word is part of the name of a state, a land or a league: "the Arab Union"; a trade union is none."""
    return parse.lemma[j] in _OF_STATES and parse.words[j][:1].isupper()


def _told(parse: Parse, naming: Naming) -> list[int]:
    """Return the words by which a deal tells between whom it is and what it is about, up to the next clause of the sentence."""
    last = min(naming.word + _FAR, parse.sentences[parse.sentence_of[naming.word]][1] - 1)
    verb = parse.head[naming.word]
    tops = [c for c in parse.children[naming.word] if c > naming.word and (parse.dep[c] in ("acl", "relcl") or parse.lower[c] in _ABOUT)]
    if parse.dep[naming.word] in ("dobj", "nsubjpass", "nsubj", "attr"):
        tops += [c for c in parse.children[verb] if c > verb and parse.dep[c] == "prep" and parse.lower[c] in _ABOUT]
    found = {j for top in tops for j in range(top, min(parse.right_edge(top), last) + 1)}
    first, _ = parse.noun_phrase(naming.word)
    return sorted(found | set(range(first, naming.word)))


def _makers(parse: Parse, naming: Naming) -> list[int]:
    """Return the words of who is told to have made a deal, with those beside him."""
    verb = parse.head[naming.word]
    subject = parse.child(verb, "nsubj") if parse.dep[naming.word] == "dobj" else None
    if subject is None:
        return []
    return [w for c in parse.conjuncts(subject) for w in range(parse.noun_phrase(c)[0], c + 1)]
