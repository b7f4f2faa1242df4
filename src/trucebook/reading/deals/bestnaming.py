"""Best naming: by which of its namings an arrangement is quoted.

Invariant: the naming is one of the arrangement's own; a headline, a caption or a mere aim is taken only where nothing else names it.
"""

from trucebook.reading.deals.arranging import Arrangement
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.headnouns import is_dated, is_titled
from trucebook.reading.deals.namings import Naming, naming_span
from trucebook.reading.deals.telltales import is_declared
from trucebook.reading.deals.traits import is_made
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.headlines import standfirst_end, title_end
from trucebook.reading.notes import Notes

_APART = ("heading", "caption", "credit", "boilerplate")
_MADE = frozenset("agree announce arrange broker call conclude declare mediate negotiate order propose reach sign sponsor strike".split())
_AIMING = ("aim", "design", "intend", "mean")
_TERMED = deal_words("pledging") - {"agree"}
_FAR = 12


def best_naming(notes: Notes, arrangement: Arrangement) -> Naming:
    """Return the naming that names an arrangement best: told in a full clause, with sides, place or length, early in the body."""
    parse, headline = notes.parse, max(title_end(notes), standfirst_end(notes))
    ordered = [n for n in arrangement.namings if n.definite or n.indefinite or n.kind == "settlement"] or arrangement.namings
    firsts: dict[str, tuple[int, Naming]] = {}
    for order, n in enumerate(ordered):
        firsts.setdefault(parse.said(n.first, max(n.last, n.word)).lower(), (order, n))

    def merit(at: tuple[int, Naming]) -> float:
        order, naming = at
        start = parse.start[naming.word]
        aside = 2.0 if start < headline or _is_apart(notes, start) else 0.0
        return _telling(parse, naming) - aside - 0.45 * order

    return max(firsts.values(), key=lambda at: (merit(at), -at[0]))[1]


def _telling(parse: Parse, naming: Naming) -> float:
    """Return how much one naming tells by its own words."""
    _, last = naming_span(parse, naming)
    full = 2.0 if naming.indefinite else 1.5 if naming.definite else 2.0 if last > naming.last else 0.0
    if parse.lower[naming.first] in ("this", "that", "these"):
        full = 0.0
    titled = is_titled(parse, naming.word) or is_dated(parse, naming.word) or _is_capital(parse, naming)
    known = titled or _is_told_made(parse, naming, named=True)
    specific = 0.0 if naming.generic and not known else 1.5
    told = min(last - max(naming.word, naming.last), 8) / 8 + min(len(naming.mods), 6) / 6
    made = 0.75 if naming.indefinite and (is_made(parse, naming) or is_declared(parse, naming.word)) else 0.0
    made += 0.75 if naming.indefinite and _is_between(parse, naming) else 0.0
    clause = 1.0 if parse.dep[naming.word] in ("nsubj", "dobj", "nsubjpass") else 0.5 if parse.dep[naming.word] == "pobj" else 0.0
    made += 0.75 if _is_told_made(parse, naming) else 0.0
    made += (
        0.75 if titled or (naming.definite and naming.generic and _is_named(parse, naming)) else -0.75 if _is_term(parse, naming) else 0.0
    )
    made += 0.5 if parse.dep[naming.word] == "appos" and _is_named(parse, naming) else 0.0
    spoken = 1.5 if parse.quoted[naming.word] else 0.0
    aim = 3.0 if naming.unsure or _is_aim(parse, naming.word) else 1.0 if naming.halt or naming.offer else 0.0
    return full + specific + told + clause + made - spoken - aim


def _is_told_made(parse: Parse, naming: Naming, *, named: bool = False) -> bool:
    """Say whether a naming goes on to tell who made it, or when: "a truce that the envoy brokered", "the accord signed in May"; by name
    or number where `named`."""
    heads = {naming.word, max(naming.last, naming.word)}
    below = [c for h in heads for c in parse.children[h] if c > naming.word and parse.dep[c] in ("acl", "relcl")]
    told = [c for c in below if parse.lemma[c].lower() in _MADE]
    if not named:
        return bool(told)
    told = [c for c in told if parse.left_edge(c) == max(naming.last, naming.word) + 1]
    return any(parse.tag[j] in ("NNP", "CD") for c in told for j in range(c, min(parse.right_edge(c), c + _FAR) + 1))


def _is_capital(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming is a name from end to end: "the Cessation of Fire Agreement"."""
    return naming.definite and naming.last > naming.word and all(parse.words[j][:1].isupper() for j in (naming.word, naming.last))


def _is_term(parse: Parse, naming: Naming) -> bool:
    """Say whether a new naming is only what sides undertake, or what a text holds: "undertook to observe a truce"."""
    verb = parse.head[naming.word]
    over = parse.head[verb] if parse.dep[naming.word] == "pobj" or parse.is_infinitive(verb) else verb
    return naming.indefinite and parse.pos[over] == "VERB" and parse.lemma[over].lower() in _TERMED


def _is_named(parse: Parse, naming: Naming) -> bool:
    """Say whether a bare deal goes by a name: "the Pretoria deal"."""
    return any(parse.pos[j] == "PROPN" and parse.head[j] == naming.word for j in range(naming.first, naming.word))


def _is_between(parse: Parse, naming: Naming) -> bool:
    """Say whether the verb over a naming tells between whom it was made: "a deal had been reached between A and B"."""
    verb = parse.head[naming.word]
    return parse.dep[naming.word] in ("dobj", "nsubjpass") and any(parse.lower[c] == "between" for c in parse.children[verb])


def _is_aim(parse: Parse, word: int) -> bool:
    """Say whether a naming is only what something is meant to bring: "talks meant to seal a truce"."""
    over = [a for n, a in enumerate(parse.ancestors(word)) if n < 4]
    return any(parse.dep[a] == "acl" and parse.tag[a] in ("VBN", "VBD") and parse.lemma[a].lower() in _AIMING for a in over)


def _is_apart(notes: Notes, at: int) -> bool:
    """Say whether a character lies in a heading, a caption or furniture, off the body of the report."""
    return any(b.role in _APART and b.start <= at < b.end for b in notes.blocks)
