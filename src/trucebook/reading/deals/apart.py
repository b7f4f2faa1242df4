"""Apart: what sets a naming apart from an arrangement told before it: a plan beside what was agreed, other partners, a day long gone.

Invariant: an arrangement is left only for what its own namings and their sentences do not tell.
"""

from trucebook.reading.deals.answered import is_owned, is_put_forward
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.petitions import answered_after
from trucebook.reading.deals.traits import Traits
from trucebook.reading.grammar.parse import Parse

_GAP = 2  # sentences after which a deal between others is another deal
_TRUCES = ("ceasefire", "pause", "offer")
_SIDES = deal_words("sides") | deal_words("armed") | {"opposition"}
_MAKING = deal_words("made") | deal_words("bringing") | {"strike", "work", "forge"}
_MONTHS = deal_words("months")
_LATEST = {"current", "latest", "new", "newest"}
_RENEWED = {"copy", "renewal", "repeat", "repetition", "replacement", "revival", "successor"}


def is_plan_apart(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a naming is a plan with an author or a day of its own beside what was agreed: "his draft", "the terms offered in A"."""
    if not naming.offer or any(n.offer or (n.unsure and not n.definite) or n.kind == "offer" for n in namings):
        return False
    return is_owned(parse, naming.word) or is_put_forward(parse, naming.word)


def is_of_others(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a new naming stands between partners whom no sentence on the arrangement tells: "an arrangement between X and Y"."""
    if not (naming.indefinite and naming.generic) or parse.sentence_of[naming.word] - parse.sentence_of[namings[-1].word] <= _GAP:
        return False
    if any(n.kind not in _TRUCES for n in namings):
        return False
    sides = partners(parse, naming)
    told = {w for n in namings for w in parse.lower[slice(*parse.sentences[parse.sentence_of[n.word]])]}
    return len(sides) > 1 and told.isdisjoint(sides) and not all(w.removesuffix("s") in _SIDES for w in sides)


def is_made_by_others(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a new deal has makers of whom no sentence on the arrangement tells: "under an arrangement worked out by Ghana"."""
    known = any(n.indefinite for n in namings) and any(n.definite for n in namings)
    if not known or not (naming.indefinite and naming.generic) or parse.sentence_of[naming.word] - parse.sentence_of[namings[-1].word] < 2:
        return False
    made = [c for c in parse.children[naming.word] if parse.dep[c] == "acl" and parse.tag[c] == "VBN" and parse.lemma[c].lower() in _MAKING]
    names = [k for c in made for k in parse.subtree(c)[:12] if parse.pos[k] == "PROPN" and parse.lower[k] not in _MONTHS]
    told = {w for n in namings for w in parse.lower[slice(*parse.sentences[parse.sentence_of[n.word]])]}
    return bool(names) and parse.lower[names[0]] not in told


def is_listed_in(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a naming is told after a colon as what a plan of its sentence holds: "his draft: a ceasefire and talks"."""
    here = parse.sentence_of[naming.word]
    plans = (n for n in namings if n.offer and parse.sentence_of[n.word] == here and n.word < naming.word)
    return any(":" in parse.words[n.word : naming.word] for n in plans)


def shares_names(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a bare deal is of a place that a sentence on the arrangement names, whatever was named in between."""
    if not any(n.generic for n in namings):
        return False
    return bool(_names_in(parse, naming) & set().union(*(_names_in(parse, n) for n in namings)))


def _names_in(parse: Parse, naming: Naming) -> set[str]:
    """Return the names behind "in", "of" and "from" in the sentence of a naming."""
    words = range(*parse.sentences[parse.sentence_of[naming.word]])
    return {parse.words[j] for j in words if parse.pos[j] == "PROPN" and parse.lower[parse.head[j]] in ("in", "from", "of")}


def partners(parse: Parse, naming: Naming) -> set[str]:
    """Return the head words of "between A and B", in lower case."""
    between = (c for c in parse.children[naming.word] if parse.lower[c] == "between")
    return {parse.lower[k] for c in between for p in parse.children[c] for k in parse.conjuncts(p)}


def is_renewed_by(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming is what another arrangement renews or replaces: "The truce is a renewal of the terms agreed in May"."""
    of = parse.head[naming.word]
    return parse.dep[naming.word] == "pobj" and parse.lower[of] == "of" and parse.lemma[parse.head[of]].lower() in _RENEWED


def is_taken_by_itself(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming is a truce that was only called for and then accepted: it is none of those told before."""
    return naming.indefinite and naming.unsure and answered_after(parse, naming.word) is not None


def is_of_another_time(fresh: bool, gone: bool, traits: Traits, naming: Naming) -> bool:
    """Say whether a naming of weeks ago stands beside one of these days, or the other way round with a new naming."""
    return (fresh and not gone and traits.gone) or (
        gone and not fresh and traits.fresh and (naming.indefinite or bool(naming.mods & _LATEST))
    )
