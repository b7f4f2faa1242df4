"""The learned head of nouns: a linear model over named features that says how likely a noun names an agreement that no rule takes for one.

Invariant: pure arithmetic on plain data that ships with trucebook; a naming that is added is a noun of the text with its phrase.
"""

from dataclasses import replace

from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.namings import Naming, is_plural, make_naming, modifiers_before
from trucebook.reading.deals.nounfeatures import Scene, candidates, features_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import shipped_heads

MODEL, NAMED = "noun_head.json", "agreements"
ADDED, IN_PASSING = 0.35, 0.4  # chances from which a noun names an agreement, the latter in a report of fewer words of war
IN_SHORT = 0.8  # the same in a text of a few sentences
_WAR_WORDS, _OF_WAR = 5, 9  # different words of war without which no noun of a report is weighed, and with which it is one on war


def with_weighed(parse: Parse, lexicon: Lexicon, namings: list[Naming]) -> list[Naming]:
    """Return the namings of a report with those that the head adds, in text order; none in a text of few words of war."""
    scene = Scene(parse, lexicon, namings)
    if scene.war_words < _WAR_WORDS:
        return namings
    head, bare = shipped_heads(MODEL)[NAMED], lexicon.offers | lexicon.generic
    told = (i for i in candidates(scene) if namings or parse.lemma[i] not in bare or _is_amid_war(parse, lexicon, i))
    least = IN_SHORT if not parse.is_whole else ADDED if scene.war_words >= _OF_WAR else IN_PASSING
    likely = (i for i in told if head.chance(features_of(scene, i)) >= least)
    more = [replace(n, weighed=True) for i in likely if (n := naming_at(parse, lexicon, i)) is not None]
    return sorted([*namings, *more], key=lambda n: n.word) if more else namings


def _is_amid_war(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Say whether a word of war stands in the sentence of a noun or in the one before, as a plan must have in a report without namings."""
    here = parse.sentence_of[i]
    first, last = parse.sentences[max(0, here - 1)][0], parse.sentences[here][1]
    return not lexicon.all_of_war.isdisjoint(parse.lower[first:last])


def naming_at(parse: Parse, lexicon: Lexicon, i: int) -> Naming | None:
    """Return the naming at a noun: an offer where its word or those before it say so, else of the kind that its words give it."""
    of_deals = parse.lemma[i] in lexicon.heads or parse.lemma[i] in lexicon.generic
    if of_deals and is_plural(parse, i) and any(parse.dep[c] == "nummod" for c in parse.children[i]):
        return None  # "seven earlier ceasefires"
    mods = modifiers_before(parse, i)
    kind = lexicon.heads.get(parse.lemma[i]) or next((lexicon.modifiers[m] for m in sorted(mods) if m in lexicon.modifiers), None)
    offer = parse.lemma[i] in lexicon.offers | _ASKING
    return make_naming(parse, lexicon, i, i, "offer" if offer else kind or _QUIET.get(parse.lemma[i]), offer=offer, purpose=kind)


_ASKING = {"appeal", "call", "request"}
_QUIET = dict.fromkeys(
    ("calm", "cessation", "halt", "hush", "quiet", "silence", "standstill", "stillness", "stop", "suspension"), "ceasefire"
) | {
    "lull": "pause",
    "pause": "pause",
    "respite": "pause",
}
