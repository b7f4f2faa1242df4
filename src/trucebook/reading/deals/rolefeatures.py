"""Role features: what a report tells of one who may have a role in an arrangement, as names: what the learned heads of roles weigh.

Invariant: no name of a person, place, organisation or people is a feature, so that what is learned holds for any war; nor is the role
that the rules found, so that the heads do not lean on rules which know the reports they were learned from.
"""

from collections.abc import Iterator

from trucebook.model import ActorValue
from trucebook.reading.deals.candidates import Candidate, Scene, beside
from trucebook.reading.deals.claimroles import is_vague_side
from trucebook.reading.deals.dealwords import classes_of, deal_words
from trucebook.reading.deals.doing import noun_of
from trucebook.reading.deals.outside import fought_over, is_outsider
from trucebook.reading.deals.pairs import find_pairs
from trucebook.reading.deals.phrases import phrase_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.grammar.ways import standing_of, step_over, told_up, way_between
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_VERBS = {
    name: deal_words(name)
    for name in (
        "abiding accusing answering asking attacking attending besieging blaming breaking bringing convening declaring_a_halt ending_it "
        "fighting_each_other freeing granting leaving_under lengths light moving_out observing offering ordering persuading pledging "
        "refusing saying signing suffering urging watching yielding"
    ).split()
}
_NOUNS = {
    name: deal_words(name)
    for name in (
        "armed between_sides brokers bystanders delegates halted high_offices monitors offices outsiders sides talking truces_told"
    ).split()
}
_TOLD = frozenset({"ADP", "AUX", "CCONJ", "PART", "PUNCT", "SCONJ"})
_SPOTS, _CLIMB, _SHORT, _FEW = 4, 6, 7, 4
_WIDE = (3, 7, 15, 30, 60)
_OFTEN = ((5, "5"), (3, "3"), (2, "2"), (1, "1"))


def features_of(notes: Notes, scene: Scene, candidate: Candidate) -> frozenset[str]:
    """Return the names of the features that hold for a candidate: where he stands, who he is, what he does, how he stands to the sides."""
    found = {*_of_place(notes, scene, candidate), *_of_actor(notes, scene, candidate), *_of_foes(notes, scene, candidate)}
    for spot in candidate.spots[:_SPOTS]:
        found.update(_of_grammar(notes, scene, spot))
        found.update(_of_path(notes.parse, scene, spot))
    return frozenset(found)


def _sides(scene: Scene) -> int:
    """Return how many named sides were found, two for more."""
    return min(2, sum(not is_vague_side(f) for f in scene.claim.many("parties")))


def _of_place(notes: Notes, scene: Scene, candidate: Candidate) -> Iterator[str]:
    here = notes.parse.sentence_of
    away = min((here[w] - here[n] for w in candidate.spots for n in beside(scene.namings, w)), key=lambda d: (abs(d), d))
    words = min(abs(candidate.spots[0] - n) for n in beside(scene.namings, candidate.spots[0]))
    yield f"sentences={max(-4, min(4, away))}"
    yield f"words={next((wide for wide in _WIDE if words <= wide), 'far')}"
    yield f"times={next((name for least, name in _OFTEN if candidate.times >= least), '0')}"
    yield f"named oftener={min(_FEW, sum(c.times > candidate.times for c in scene.candidates))}"
    yield f"few={len(scene.candidates) <= 2}"


def _of_actor(notes: Notes, scene: Scene, candidate: Candidate) -> Iterator[str]:
    parse, spot = notes.parse, candidate.spots[0]
    mention = actor_at(notes, spot)
    value = mention.value if mention is not None and isinstance(mention.value, ActorValue) else ActorValue()
    home = fought_over(notes)
    abroad = "none" if not value.country else "open" if home is None else str(value.country == home)
    yield from (f"kind={value.kind}", f"side={value.side}", f"home={abroad}", f"kind/home={value.kind}/{abroad}")
    yield f"tag={parse.tag[spot]}"
    if candidate.role != "parties":
        yield from _against(scene, value)
    if parse.pos[spot] == "NOUN":
        yield f"noun={noun_of(parse, spot)}"
    yield from (f"nouns={name}" for name, words in _NOUNS.items() if noun_of(parse, spot) in words)
    if is_outsider(notes, spot):
        yield "outsider"


def _against(scene: Scene, value: ActorValue) -> Iterator[str]:
    """Yield how one stands to the sides that were found: of another country, in the other camp, in the same, or not known."""
    for side in scene.claim.many("parties"):
        known = side.value if isinstance(side.value, ActorValue) else None
        if known is None:
            continue
        if known.country and value.country and known.country != value.country:
            stands = "abroad"
        elif known.side and value.side:
            stands = "same" if known.side == value.side else "against"
        else:
            stands = "open"
        yield f"stands={stands}"
        yield f"stands/sides={stands}/{_sides(scene)}"


def _of_foes(notes: Notes, scene: Scene, candidate: Candidate) -> Iterator[str]:
    """Yield whether he is told within reach to fight, talk or trade blame with another."""
    spots = set(candidate.spots)
    if any(not spots.isdisjoint(pair) for _, pair in find_pairs(notes)):
        yield "of a pair"
        yield f"of a pair/sides={_sides(scene)}"


def _of_grammar(notes: Notes, scene: Scene, spot: int) -> Iterator[str]:
    """Yield how a name stands in its sentence: below which verb or noun, after and before which word."""
    parse = notes.parse
    stands = standing_of(parse, spot)
    yield f"{'near' if any(parse.sentence_of[spot] == parse.sentence_of[n] for n in scene.namings) else 'off'}={stands}"
    verb = next((a for n, a in enumerate(parse.ancestors(spot)) if n <= _CLIMB and parse.pos[a] in ("VERB", "AUX")), None)
    if verb is not None:
        lemma = parse.lemma[verb]
        for name in classes_of(_VERBS, lemma) or ["other"]:
            yield f"verbs={name}"
            yield f"verbs/as={name}/{stands}"
        yield f"verb/as={lemma}/{stands if stands in ('nsubj', 'nsubjpass', 'dobj', 'by', 'with') else 'x'}"
    yield from _of_noun_over(parse, parse.first_conjunct(spot))
    first, last = phrase_of(parse, spot)
    if first:
        yield f"before={_word(parse, first - 1)}"
    if last + 1 < len(parse):
        yield f"next={_word(parse, last + 1)}"
    if any(s.speaker and s.speaker[0] <= parse.start[spot] < s.speaker[1] for s in notes.speeches):
        yield "speaks"


def _of_noun_over(parse: Parse, word: int) -> Iterator[str]:
    head = parse.head[word]
    if parse.dep[word] == "pobj" and parse.pos[parse.head[head]] == "NOUN":
        noun = noun_of(parse, parse.head[head])
        yield f"below={parse.lower[head]}/{noun}"
        yield from (f"below/nouns={parse.lower[head]}/{name}" for name, words in _NOUNS.items() if noun in words)
    elif parse.pos[head] == "NOUN" and head != word:
        yield f"on={parse.dep[word]}/{noun_of(parse, head)}"


def _of_path(parse: Parse, scene: Scene, spot: int) -> Iterator[str]:
    """Yield the way through the tree from a name to the nearest naming of its sentence, and the word at its top."""
    same = [n for n in scene.namings if parse.sentence_of[n] == parse.sentence_of[spot]]
    if not same:
        return
    naming = min(same, key=lambda n: (abs(n - spot), n))
    yield f"stands {'before' if spot < naming else 'after'}"
    way = way_between(parse, spot, naming)
    if way is None:
        return
    mine, its, top = way
    a = told_up(parse, mine)
    b = "<".join(step_over(parse, w) for w in its)
    yield from (f"long={min(len(mine) + len(its), 8)}", f"up={a}", f"down={b}")
    if len(mine) + len(its) <= _SHORT:
        yield f"way={a}^{b}"
    over = parse.lemma[top]
    yield f"top={over if parse.pos[top] == 'VERB' else parse.pos[top]}"
    yield from (f"tops/up={name}/{a}" for name in classes_of(_VERBS, over))
    yield from (f"through={name}" for w in (*mine[1:], *its) if parse.pos[w] == "VERB" for name in classes_of(_VERBS, parse.lemma[w]))


def _word(parse: Parse, word: int) -> str:
    return parse.lower[word] if parse.pos[word] in _TOLD else parse.pos[word]
