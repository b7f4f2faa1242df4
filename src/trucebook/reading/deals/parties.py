"""Parties: who is bound by an arrangement, who brought it about and who watches it, from the roles around its namings.

Invariant: a name is given as written, once; a broker is no party and a monitor no broker.
"""

from trucebook.reading.deals.agents import signers_in_row, sort_agents
from trucebook.reading.deals.arranging import Arrangement
from trucebook.reading.deals.counterparts import counterpart, delegating, is_side, two_sided
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.mediating import add_by_order, add_of_nouns, mediators_before, told_by_others
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.offerers import find_offerers
from trucebook.reading.deals.offering import find_offering
from trucebook.reading.deals.outside import country_of, fought_over, in_arms, is_outsider
from trucebook.reading.deals.petitions import answered_after
from trucebook.reading.deals.phrases import is_named_by, once
from trucebook.reading.deals.roles import Roles
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_OFFICES, _TWO = deal_words("high_offices"), 2


def find_roles(notes: Notes, lexicon: Lexicon, arrangement: Arrangement) -> Roles:
    """Return who stands in which role around the namings of an arrangement."""
    namings = arrangement.namings
    roles = Roles()
    for naming in namings:
        _gather(notes, lexicon, naming, roles)
    if len(roles.parties) < 2 and not roles.agents:
        roles.agents += next((who for n in namings if not n.unsure and (who := signers_in_row(notes, lexicon, n))), [])
    _part_announcers(notes, roles)
    _add_tellers(notes, namings, roles)
    if roles.parties:
        _place_agents(notes, namings, roles)
    else:
        roles.parties += roles.agents
    _settle(notes, namings, roles)
    return roles


def _gather(notes: Notes, lexicon: Lexicon, naming: Naming, roles: Roles) -> None:
    """Add all who stand around one naming; one only hoped for tells its sides alone."""
    parse = notes.parse
    roles.parties += two_sided(notes, lexicon, naming)
    offering, putting = find_offering(notes, naming)
    roles.add_agents(offering)
    roles.keepers += offering
    roles.mediators += putting
    if naming.unsure and not naming.definite and not naming.offer and answered_after(parse, naming.word) is None:
        return
    roles.mediators += mediators_before(parse, lexicon, naming)
    sort_agents(notes, lexicon, naming, roles)
    add_of_nouns(parse, lexicon, naming, roles)
    add_by_order(parse, naming, roles)
    if naming.offer:
        sides, outsiders = find_offerers(notes, lexicon, naming)
        roles.add_agents(sides)
        roles.mediators += outsiders


def _part_announcers(notes: Notes, roles: Roles) -> None:
    """Take those who announce out of the agents where others agree; a name among them that did not sign mediates.

    Men in arms who announce a halt of their own are bound by it.
    """
    announcers = [w for w in roles.agents if w in roles.announcers and not any(in_arms(notes, k) for k in _row_of(notes.parse, w))]
    parse, others = notes.parse, [w for w in roles.agents if w not in announcers]
    if len(others) == 1 and others[0] in roles.keepers and len(announcers) == 1:
        return  # one side declares it, the other takes it up
    if announcers and others and not is_named_by(parse, announcers[0], others):
        roles.agents = [w for w in roles.agents if w not in announcers]
        roles.mediators += [w for w in announcers if parse.pos[w] == "PROPN" and w not in roles.signers]


def _row_of(parse: Parse, word: int) -> list[int]:
    """Return a word with all that are coordinated with it."""
    return parse.conjuncts(parse.first_conjunct(word))


def _add_tellers(notes: Notes, namings: list[Naming], roles: Roles) -> None:
    """Add the outsiders who announce what others agreed to the mediators, where those others are known."""
    known = [*roles.parties, *roles.agents, *roles.mediators]
    if roles.parties or roles.agents:
        told = [w for n in namings if not n.unsure for w in told_by_others(notes, n)]
        roles.mediators += [w for w in told if not is_named_by(notes.parse, w, known)]


def _place_agents(notes: Notes, namings: list[Naming], roles: Roles) -> None:
    """Place the agents beside parties that are known: names mediate, others are bound; none is placed where an agent is a party already."""
    parse = notes.parse
    paired = _is_below(parse, namings, "between")
    if not paired:
        _add_signers(parse, namings, roles)
    left = [a for a in roles.agents if a not in roles.parties]
    if not paired and len(roles.parties) == 1 and _is_below(parse, namings, "with"):
        ours = [a for a in left if _is_of_this_war(notes, a)]
        roles.parties += ours
        left = [a for a in left if a not in ours]
    if any(a in roles.parties for a in roles.agents if paired or a not in roles.signers):
        return
    bound = [a for a in left if a in roles.keepers or (parse.pos[a] != "PROPN" and not _is_leading(notes, a, roles))]
    roles.mediators += [a for a in left if a not in bound and not is_named_by(parse, a, roles.parties)]
    roles.parties += [a for a in bound if parse.pos[a] != "PROPN" or len(roles.parties) < _TWO]


def _is_leading(notes: Notes, word: int, roles: Roles) -> bool:
    """Say whether who acts beside two sides that are known is a high officer: "the intelligence chief sealed a truce between A and B"."""
    return len(roles.parties) >= _TWO and notes.parse.lemma[word] in _OFFICES


def _is_below(parse: Parse, namings: list[Naming], preposition: str) -> bool:
    """Say whether a preposition hangs on any naming."""
    return any(parse.lower[c] == preposition for n in namings for c in parse.children[n.word])


def _add_signers(parse: Parse, namings: list[Naming], roles: Roles) -> None:
    """Add who signs to the parties, and who announces it where it is told with whom: "he announced a truce with the clans"."""
    roles.parties += roles.signers
    if any(counterpart(parse, n) for n in namings):
        roles.parties += roles.announcers


def _is_of_this_war(notes: Notes, word: int) -> bool:
    """Say whether an agent may be a side: no outsider, and no other country than the one fought over."""
    return not is_outsider(notes, word) and fought_over(notes) in (None, country_of(notes, word))


def _settle(notes: Notes, namings: list[Naming], roles: Roles) -> None:
    """Leave each one once and in one role: parties in text order with all who sent them, less the mediators and what is no side."""
    parse = notes.parse
    own = {n.word for n in namings}
    roles.mediators = once(parse, roles.mediators)
    sent = [p for w in roles.parties for p in delegating(parse, w)]
    sides = [p for p in once(parse, [w for w in sent if w not in own]) if not is_named_by(parse, p, roles.mediators)]
    roles.parties = sorted(p for p in sides if is_side(notes, p) or p in roles.signers)
    roles.monitors = once(parse, roles.monitors)
