"""Convoys: hostile acts that hit those who leave, or the relief that comes in, under an agreement of which that is the matter.

Invariant: whoever is hit is told as an evacuee, or as a convoy or bus within a few sentences of the naming.
"""

from trucebook.model import Claim
from trucebook.reading.deals.breaches import Hostile
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import ALIVE, Ground
from trucebook.reading.grammar.parse import Parse

_REACH = 16  # sentences between the naming and the act
_BY = {
    "evacuation": deal_words("convoys") | {"evacuee"},
    "exchange": {"captive", "prisoner", "bus", "convoy"},
    "pause": {"convoy", "truck", "lorry"},
}
_TYPES = ("shelling", "airstrike", "attack", "gunfire", "explosion", "obstruction")


def on_the_way(parse: Parse, ground: Ground) -> list[tuple[int, Claim, str]]:
    """Return the ties (word, agreement, "way") of the sentences that speak of those who leave under an evacuation deal, or of relief."""
    ties: list[tuple[int, Claim, str]] = []
    for w, claim in ground.words:
        wanted = _BY.get(str(claim.value("type")))
        if wanted is None or claim.value("status") not in ALIVE:
            continue
        here = parse.sentence_of[w]
        for s in range(max(0, here - _REACH), min(len(parse.sentences), here + _REACH + 1)):
            first, last = parse.sentences[s]
            word = next((j for j in range(first, last) if parse.lemma[j] in wanted), None)
            if word is not None:
                ties.append((word, claim, "way"))
    return ties


def hits_convoy(parse: Parse, hostile: Hostile, claim: Claim) -> bool:
    """Say whether an act falls on those on their way: as its object, beside it ("near buses carrying evacuees"), or as its toll."""
    wanted = _BY.get(str(claim.value("type")), set())
    if hostile.act not in _TYPES:
        return False
    verb = hostile.word if hostile.verb is None else hostile.verb
    hit = [*parse.children_of(verb, "dobj", "nsubjpass"), *_beside(parse, hostile.word), *_beside(parse, verb)]
    return any(parse.lemma[w] in wanted for h in hit for w in range(parse.left_edge(h), min(parse.right_edge(h), h + 6) + 1))


def _beside(parse: Parse, word: int) -> list[int]:
    """Return what stands after "on", "at" or "near" at a word, and the toll of a verb that hangs on it ("killing 120 evacuees")."""
    places = [c for c in parse.children[word] if parse.lower[c] in ("on", "at", "near", "against", "among", "beside", "into")]
    tolls = [c for c in parse.children[word] if parse.dep[c] in ("advcl", "acl") and parse.tag[c] == "VBG"]
    return [k for c in (*places, *tolls) for k in parse.children[c] if parse.dep[k] in ("pobj", "dobj")]
