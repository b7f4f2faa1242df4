"""Naming features: what one naming of an arrangement tells by its own words and its place, as names for the learned head to weigh.

Invariant: no name of a person, place, organisation or people is a feature, nor any word that names the arrangement itself.
"""

from collections.abc import Iterator

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.headnouns import is_dated, is_titled
from trucebook.reading.deals.namings import Naming, naming_span
from trucebook.reading.deals.telltales import is_declared
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.headlines import standfirst_end, title_end
from trucebook.reading.notes import Notes

_APART = ("heading", "caption", "credit", "boilerplate")
_MADE = frozenset("agree announce arrange broker call conclude declare mediate negotiate order propose reach sign sponsor strike".split())
_AIMING = ("aim", "design", "intend", "mean")
_TERMED = (deal_words("pledging") | deal_words("holding_terms")) - {"agree", "call", "demand"}
_MANY, _DEEP, _LONG, _STEP = 5, 6, 4, 3


def features_of(notes: Notes, naming: Naming, order: int, of: int) -> frozenset[str]:
    """Return the names of the features that hold for the naming that stands at place `order` (from 0) of the `of` of an arrangement."""
    return frozenset((*_of_kind(notes.parse, naming), *_of_place(notes, naming, order, of), *_of_clause(notes.parse, naming)))


def _of_kind(parse: Parse, naming: Naming) -> Iterator[str]:
    """Yield what sort of phrase it is: definite or not, bare or telling, a halt, an offer, a title, how long its quote is."""
    yield from (f"definite={naming.definite}", f"indefinite={naming.indefinite}", f"generic={naming.generic}", f"kind={naming.kind}")
    yield from (f"halt={naming.halt}", f"offer={naming.offer}", f"unsure={naming.unsure}")
    yield from (f"titled={is_titled(parse, naming.word)}", f"dated={is_dated(parse, naming.word)}", f"capital={_is_capital(parse, naming)}")
    yield f"opens={parse.lower[naming.first] if parse.pos[naming.first] in ('DET', 'PRON') else 'none'}"
    _, last = naming_span(parse, naming)
    yield f"long={min(_LONG, (last - max(naming.word, naming.last)) // _STEP)}"


def _of_place(notes: Notes, naming: Naming, order: int, of: int) -> Iterator[str]:
    """Yield which of the arrangement's namings it is, and where in the report it stands."""
    start, headline = notes.parse.start[naming.word], max(title_end(notes), standfirst_end(notes))
    yield from (f"order={min(_MANY, order)}", f"of={min(_MANY, of)}", f"first={order == 0}", f"last={order == of - 1}")
    yield f"order/kind={min(_STEP, order)}/{naming.indefinite}/{naming.definite}"
    yield from (f"headline={start < headline}", f"apart={_is_apart(notes, start)}", f"quoted={notes.parse.quoted[naming.word]}")
    yield f"sentence={min(_DEEP, notes.parse.sentence_of[naming.word])}"


def _of_clause(parse: Parse, naming: Naming) -> Iterator[str]:
    """Yield how it stands in its clause, and whether the clause tells who made the arrangement, or only what it was to bring."""
    word = naming.word
    yield from (f"stands={parse.dep[word]}", f"tag={parse.tag[word]}", f"over={parse.pos[parse.head[word]]}")
    if parse.dep[word] == "pobj":
        yield f"after={parse.lower[parse.head[word]]}"
    verb = next((a for a in parse.ancestors(word) if parse.pos[a] == "VERB"), None)
    if verb is not None:
        yield f"verb={parse.tag[verb]}"
    yield from (f"made={_is_told_made(parse, naming)}", f"between={_is_between(parse, naming)}", f"aim={_is_aim(parse, word)}")
    yield from (f"term={_is_term(parse, naming)}", f"declared={is_declared(parse, word)}")


def _is_told_made(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming goes on to tell who made it, or when: "a truce that the envoy brokered", "the accord signed in May"."""
    heads = {naming.word, max(naming.last, naming.word)}
    below = [c for h in heads for c in parse.children[h] if c > naming.word and parse.dep[c] in ("acl", "relcl")]
    return any(parse.lemma[c] in _MADE for c in below)


def _is_capital(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming is a name from end to end: "the Cessation of Fire Agreement"."""
    return naming.definite and naming.last > naming.word and all(parse.words[j][:1].isupper() for j in (naming.word, naming.last))


def _is_term(parse: Parse, naming: Naming) -> bool:
    """Say whether a new naming is only what sides undertake, or what a text holds: "undertook to observe a truce"."""
    verb = parse.head[naming.word]
    over = parse.head[verb] if parse.dep[naming.word] == "pobj" or parse.is_infinitive(verb) else verb
    return naming.indefinite and parse.lemma[over] in _TERMED


def _is_between(parse: Parse, naming: Naming) -> bool:
    """Say whether the verb over a naming tells between whom it was made: "a deal had been reached between A and B"."""
    verb = parse.head[naming.word]
    return parse.dep[naming.word] in ("dobj", "nsubjpass") and any(parse.lower[c] == "between" for c in parse.children[verb])


def _is_aim(parse: Parse, word: int) -> bool:
    """Say whether a naming is only what something is meant to bring: "talks meant to seal a truce"."""
    over = [a for n, a in enumerate(parse.ancestors(word)) if n < 4]
    return any(parse.dep[a] == "acl" and parse.tag[a] in ("VBN", "VBD") and parse.lemma[a] in _AIMING for a in over)


def _is_apart(notes: Notes, at: int) -> bool:
    """Say whether a character lies in a heading, a caption or furniture, off the body of the report."""
    return any(b.role in _APART and b.start <= at < b.end for b in notes.blocks)
