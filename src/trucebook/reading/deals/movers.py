"""Movers: whose forces are meant where some leave, are reduced or are not to be recruited.

Invariant: every answer is read from the words on the forces and on the verb.
"""

from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.themes import modifiers
from trucebook.reading.grammar.parse import Parse

_FROM_ABROAD = {"combatant", "fighter", "force", "gunman", "militant", "soldier", "troop"}


def are_own_forces(parse: Parse, theme: int) -> bool:
    """Say whether forces are those that somebody keeps abroad or at a front: "its forces", not "the armed forces"."""
    plural = parse.lower[theme] in ("forces", "troops")
    return plural and "armed" not in modifiers(parse, theme) and any(parse.dep[c] == "poss" for c in parse.children[theme])


def are_from_abroad(parse: Parse, verb: int, theme: int) -> bool:
    """Say whether those who leave are fighters or forces from abroad: "all foreign fighters will leave"."""
    movers = [w for w in (theme, subject_of(parse, verb)) if w is not None and parse.lemma[w] in _FROM_ABROAD]
    return any("foreign" in modifiers(parse, w) for w in movers)


def is_barred(parse: Parse, verb: int) -> bool:
    """Say whether a verb is denied, by "not" or by a subject with "no": "no side may recruit fighters"."""
    subject = subject_of(parse, verb)
    near = {parse.lower[c] for c in parse.children[verb]}
    return "not" in near or (subject is not None and any(parse.lower[c] in ("no", "neither") for c in parse.children[subject]))
