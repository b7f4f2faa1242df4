"""Debtor features: who of a report may owe a term, and what is told of each, as names that the learned head weighs.

Invariant: no name of a person, place, organisation or people is a feature, so that what is learned holds for any war; nor is whom the
rules found to owe the term, so that the head does not lean on rules which know the reports it was learned from.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from trucebook.model import ActorValue, Claim, Field, Mention
from trucebook.reading.deals.binding import Bound
from trucebook.reading.deals.candidates import Candidate, id_of, put
from trucebook.reading.deals.claimroles import is_vague_side
from trucebook.reading.deals.dealwords import classes_of, deal_words
from trucebook.reading.deals.doing import noun_of
from trucebook.reading.deals.obligations import Act
from trucebook.reading.deals.owing import MOVES
from trucebook.reading.deals.phrases import actor_field, head_of_field
from trucebook.reading.evidence import of_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.grammar.ways import standing_of, step_over, told_up, way_between
from trucebook.reading.linearhead import step_of
from trucebook.reading.notes import Notes

_BACK = 2  # sentences before the act
_SPOTS, _CLIMB, _LONG = 3, 4, 7
_PEOPLE = deal_words("sides") | deal_words("armed")
_VERBS = {
    name: deal_words(name)
    for name in (
        "accusing answering asking granting moving_out offering ordering persuading pledging refusing saying urging yielding"
    ).split()
}
_DISTANCES = ((3, "3"), (7, "7"), (15, "15"), (30, "30"), (60, "60"))
_ROLES = ("parties", "mediators", "monitors")
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True)
class Term:
    """A bound act of a report with its claim, the agreement it is of, and the claims of the terms before it."""

    notes: Notes
    bound: Bound
    claim: Claim
    before: Sequence[Claim]

    @cached_property
    def spots(self) -> list[tuple[int, Mention | None]]:
        """The words around the act at which somebody is named or meant, the nearest of its own sentence first."""
        return _spots(self.notes, self.bound.act)

    @property
    def ruled(self) -> list[Field]:
        """Whom the rules found to owe the term, if anybody."""
        debtor = self.claim.fields.get("debtor")
        return [debtor] if isinstance(debtor, Field) else []


def debtors_of(term: Term) -> list[Candidate]:
    """Return who may owe a term, each once: those named or meant in its sentence and the two before, the sides of its agreement, and
    whom the rules found."""
    notes, found = term.notes, list[Candidate]()
    for word, mention in term.spots:
        name = of_mention(mention) if mention is not None and _is_meant(notes.parse, word) else actor_field(notes, word)
        put(found, name, word)
    for name in (*term.bound.bond.agreement.many("parties"), *term.ruled):
        if not any(is_he(d, name) for d in found):
            head = head_of_field(notes.parse, name)
            found.append(Candidate(name, id_of(name), [] if head is None else [head]))
    return found


def is_he(debtor: Candidate, name: Field) -> bool:
    """Say whether a name is another form of his."""
    return debtor.is_same(name, id_of(name))


def _spots(notes: Notes, act: Act) -> list[tuple[int, Mention | None]]:
    parse = notes.parse
    here = parse.sentence_of[act.word]
    own, last = parse.sentences[here]
    first = parse.sentences[max(0, here - _BACK)][0]
    named: dict[int, Mention | None] = {w: None for w in range(own, last) if parse.pos[w] == "NOUN" and parse.lemma[w] in _PEOPLE}
    if act.theme is not None and act.action in MOVES and parse.pos[act.theme] == "NOUN":
        named[act.theme] = None
    for mention in notes.actors:
        head = parse.head_of(mention.start, mention.end)
        if head is not None and first <= head < last:
            named[head] = mention
    named |= {w: m for w, m in notes.references.items() if m.kind == "actor" and first <= w < last}
    return sorted(named.items(), key=lambda pair: (pair[0] < own, abs(pair[0] - act.word)))


def _is_meant(parse: Parse, word: int) -> bool:
    """Say whether a word is a pronoun, which names nobody itself."""
    return parse.pos[word] in ("PRON", "DET")


def features_of(term: Term, debtor: Candidate, others: int) -> frozenset[str]:
    """Return the names of the features that hold for one who may owe a term, of whom there are `others` more."""
    found = {*_of_place(term, debtor), f"others={min(4, others)}", *_of_actor(term, debtor), *_of_agreement(term, debtor)}
    for n, spot in enumerate(debtor.spots[:_SPOTS]):
        found.update(_of_spot(term, spot, nearest=not n))
    return frozenset(found)


def _of_place(term: Term, debtor: Candidate) -> Iterator[str]:
    """Yield how far from the act he is named."""
    parse, word = term.notes.parse, term.bound.act.word
    if not debtor.spots:
        yield "nowhere"
        return
    spot = debtor.spots[0]
    away = parse.sentence_of[word] - parse.sentence_of[spot]
    side = "before" if spot < word else "after"
    yield f"sentences={max(-1, min(3, away))}"
    if not away:
        yield from (f"words={side}/{step_of(abs(spot - word), _DISTANCES)}", f"stands {side}")
    yield f"times={min(3, len(debtor.spots))}"
    if term.bound.first <= term.notes.parse.first_conjunct(spot) <= term.bound.last:
        yield f"inside/action={term.bound.act.action}"


def _of_actor(term: Term, debtor: Candidate) -> Iterator[str]:
    """Yield who he is, and with which action."""
    action, value = term.bound.act.action, debtor.name.value if isinstance(debtor.name.value, ActorValue) else ActorValue()
    yield from (f"kind={value.kind}", f"kind/action={value.kind}/{action}", f"side={value.side}", f"side/action={value.side}/{action}")
    parse = term.notes.parse
    if is_vague_side(debtor.name):
        yield from ("vague", f"vague/action={action}", f"vague/bond={term.bound.bond.kind}")
    if debtor.spots:
        yield f"tag={parse.tag[debtor.spots[0]]}/{action}"
    if debtor.spots and parse.pos[debtor.spots[0]] == "NOUN":
        noun = noun_of(parse, debtor.spots[0])
        yield from (f"noun={noun}", f"noun/action={noun}/{action}")


def _of_agreement(term: Term, debtor: Candidate) -> Iterator[str]:
    """Yield his role in the agreement and whether he owes the term before."""
    bond = term.bound.bond
    role = next((r for r in _ROLES if any(is_he(debtor, n) for n in bond.agreement.many(r))), "none")
    yield from (f"role={role}", f"role/action={role}/{term.bound.act.action}", f"bond/role={bond.kind}/{role}")
    last = term.before[-1] if term.before else None
    owed = last.fields.get("debtor") if last is not None else None
    if isinstance(owed, Field):
        yield f"owes the one before={is_he(debtor, owed)}"


def _of_spot(term: Term, spot: int, *, nearest: bool) -> Iterator[str]:
    """Yield how he stands at one of his spots, to the act where they share a sentence."""
    parse, act = term.notes.parse, term.bound.act
    stands = standing_of(parse, spot)
    over = next((a for a in islice(parse.ancestors(parse.first_conjunct(spot)), _CLIMB) if parse.pos[a] in ("VERB", "AUX")), None)
    classes = [] if over is None else classes_of(_VERBS, parse.lemma[over])
    where = "here" if parse.sentence_of[spot] == parse.sentence_of[act.word] else "before"
    yield f"{where}={stands}"
    yield from (f"{where}={stands}/{name}" for name in classes)
    if spot == act.theme:
        yield from ("is theme", f"is theme/action={act.action}", f"is theme/as={act.action}/{parse.dep[spot]}/{parse.tag[act.word]}")
    if where == "before":
        top = over is not None and parse.head[over] == over
        yield f"subject before={stands in _SUBJECTS and top}/{parse.sentence_of[act.word] - parse.sentence_of[spot]}"
        return
    if nearest:
        yield from _of_path(term, spot)


def _of_path(term: Term, spot: int) -> Iterator[str]:
    """Yield the way through the tree from a name to the act, and the word at its top."""
    parse, act = term.notes.parse, term.bound.act
    way = way_between(parse, spot, act.word)
    if way is None:
        yield "no way"
        return
    mine, its, top = way
    form = "noun" if act.nominal else parse.tag[act.word]
    moves = "moves" if act.action in MOVES else "does"
    passive = "passive" if not act.nominal and parse.child(act.word, "auxpass") is not None else ""
    a = told_up(parse, mine)
    b = "<".join(step_over(parse, w) for w in its if parse.dep[w] not in ("cc", "conj"))
    yield from (f"up={a}", f"up/form={a}/{form}/{moves}{passive}", f"down={b}", f"long={min(len(mine) + len(its), 8)}")
    yield from (f"up/act={a}/{parse.lemma[act.word]}", f"up/bond={a}/{term.bound.bond.kind}", f"up/action={a}/{act.action}")
    yield f"between={min(3, sum(min(spot, act.word) < w < max(spot, act.word) for w, _ in term.spots))}"
    if len(mine) + len(its) <= _LONG:
        yield from (f"way={a}^{b}", f"way/moves={a}^{b}/{moves}{passive}")
        yield f"way/action={a}^{b}/{act.action}"
    lemma = parse.lemma[top]
    yield f"top={lemma if parse.pos[top] == 'VERB' else parse.pos[top]}/{a}"
    yield from (f"tops={name}/{a}" for name in classes_of(_VERBS, lemma))
    if mine and parse.pos[top] == "VERB":
        yield f"voice={parse.child(top, 'auxpass') is not None}/{a}"
