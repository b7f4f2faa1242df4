"""Noun features: what a report tells of a noun that may name an agreement though no rule says so, as names that the learned head weighs.

Invariant: no name of a person, place, organisation or people is a feature, so that what is learned holds for any war.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from trucebook.reading.deals.answered import has_civil_aim
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.headnouns import has_terms, is_brokered, is_dated, is_negotiated, is_titled, purpose_of
from trucebook.reading.deals.namings import Naming, determiner, is_plural, modifiers_before
from trucebook.reading.grammar.parse import WEEKDAYS, Parse
from trucebook.reading.linearhead import step_of

_MAKING = deal_words("made") | deal_words("signing") | deal_words("bringing")
_VERBS = {name: deal_words(name) for name in "breaking lasting offering refusing prolonging saying accusing keeping answering".split()}
_PREPOSITIONS = frozenset(
    "about after against amid before between beyond by despite during for from in into of on over to under until with".split()
)
_UNITS = frozenset("day fortnight hour minute month week year".split())
_QUIET = frozenset("calm hush lull peace quiet respite silence stillness tranquillity truce".split())
_MONTHS = deal_words("months")
_SIDES = deal_words("sides") | deal_words("armed")
_DISTANCES = ((0, "0"), (1, "1"), (3, "2-3"), (8, "4-8"))
_DAYS = _MONTHS.union(WEEKDAYS)
_ABOUT = frozenset("about concerning on regarding".split())
_OF_TERMS = (
    deal_words("sides")
    | deal_words("halted")
    | {"aid", "corridor", "exchange", "future", "peace", "principle", "right", "security", "status", "zone"}
)
_MANY, _CLIMB, _NEAR = 3, 3, 7
_CLOSED = frozenset(("ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "PUNCT", "SCONJ"))


@dataclass(frozen=True)
class Scene:
    """A report, the words of agreements, and the namings that rules found in the report."""

    parse: Parse
    lexicon: Lexicon
    namings: list[Naming]

    @cached_property
    def war_words(self) -> int:
        """How many different words of war the report holds."""
        return self.lexicon.war_words(self.parse)

    @cached_property
    def of_war_or_terms(self) -> frozenset[str]:
        """The words of war and of terms; new pits are "mines" as well as arms."""
        return (self.lexicon.all_of_war - {"mine", "mines"}).union(self.lexicon.purposes, self.lexicon.heads, _OF_TERMS)


def candidates(scene: Scene) -> list[int]:
    """Return the nouns of a report that may name an agreement and stand in none of its namings, in text order."""
    parse, words = scene.parse, deal_words("nouns_of_deals")
    named = {j for n in scene.namings for j in range(n.first, max(n.last, n.word) + 1)}
    heads = {n.word for n in scene.namings}
    nouns = (i for i, pos in enumerate(parse.pos) if pos in ("NOUN", "PROPN") and parse.lemma[i] in words and i not in named)
    tops = (i for i in nouns if parse.dep[i] not in ("compound", "nmod", "amod", "poss", "npadvmod"))
    own = (i for i in tops if not (parse.dep[i] == "pobj" and parse.head[parse.head[i]] in heads))  # "an offer of amnesty" is one
    return [i for i in own if modifiers_before(parse, i).isdisjoint(scene.lexicon.unrelated) and not _is_of_peace(scene, i)]


def _is_of_peace(scene: Scene, i: int) -> bool:
    """Say whether a noun is told to be about something that no word of war or of terms tells: "a document on hospital care"."""
    parse, lexicon = scene.parse, scene.lexicon
    if parse.lemma[i] in lexicon.offers and has_civil_aim(parse, i, lexicon.all_of_war):
        return True  # "a plan to raise pensions"
    about = [k for c in parse.children[i] if parse.lower[c] in _ABOUT for k in parse.children_of(c, "pobj")]
    if not about or any(parse.pos[k] != "NOUN" or parse.lower[k] in _DAYS for k in about):
        return False
    said = [j for k in about for j in range(parse.left_edge(k), min(parse.right_edge(k), k + _NEAR) + 1)]
    return scene.of_war_or_terms.isdisjoint(w for j in said for w in (parse.lower[j], parse.lemma[j]))


def features_of(scene: Scene, i: int) -> frozenset[str]:
    """Return the names of the features that hold for a noun."""
    return frozenset(
        (*_of_noun(scene, i), *_of_words_before(scene, i), *_of_words_below(scene, i), *_of_words_above(scene, i), *_of_report(scene, i))
    )


def _of_noun(scene: Scene, i: int) -> Iterator[str]:
    """Yield which noun it is and how it stands."""
    parse, lemma = scene.parse, scene.parse.lemma[i]
    yield from (f"lemma={lemma}", f"plural={is_plural(parse, i)}", f"stands={parse.dep[i]}", f"capital={parse.words[i][:1].isupper()}")
    yield f"lemma/det={lemma}/{determiner(parse, i)[1] or 'none'}"
    yield f"quoted={parse.quoted[i]}"
    if lemma in _UNITS:
        yield "unit of time"


def _of_words_before(scene: Scene, i: int) -> Iterator[str]:
    """Yield the article and the adjectives before a noun, those that are names as such."""
    parse = scene.parse
    first, det = determiner(parse, i)
    yield f"det={det or 'none'}"
    mods = modifiers_before(parse, i)
    yield from (f"mod={parse.lemma[j]}" for j in range(first, i) if parse.words[j].isalpha() and parse.words[j].islower())
    yield from ("mod of kind",) if any(m in scene.lexicon.modifiers for m in mods) else ()
    yield from ("counted",) if any(parse.tag[j] == "CD" for j in range(first, i)) else ()
    yield from ("named",) if any(parse.pos[j] == "PROPN" for j in range(first, i)) else ()


def _of_words_below(scene: Scene, i: int) -> Iterator[str]:
    """Yield what is told of a noun behind it: signed, between sides, of a month, under which, to do what."""
    parse, last = scene.parse, scene.parse.sentences[scene.parse.sentence_of[i]][1]
    for c in parse.children[i]:
        if c < i:
            continue
        lemma = parse.lemma[c]
        if parse.dep[c] in ("acl", "relcl"):
            yield f"{parse.dep[c]}={lemma}"
            yield from (f"{parse.dep[c]} {name}" for name, verbs in (("making", _MAKING), *_VERBS.items()) if lemma in verbs)
        elif parse.dep[c] == "prep":
            yield f"prep={parse.lower[c]}"
            yield from (f"{parse.lower[c]}/{_sort(parse, k)}" for k in parse.children[c] if parse.dep[k] in ("pobj", "pcomp"))
    yield from (f"next={_word(parse, i + 1)}",) if i + 1 < last else ()
    near = parse.lower[i + 1 : min(i + 1 + _NEAR, last)]
    yield from ("under which",) if "under" in near and "which" in near else ()
    yield from ("making near",) if any(parse.lemma[j] in _MAKING for j in range(i + 1, min(i + 1 + _NEAR, last))) else ()
    told = {
        "negotiated": is_negotiated(parse, scene.lexicon, i),
        "brokered": is_brokered(parse, i),
        "titled": is_titled(parse, i),
        "dated": is_dated(parse, i),
        "terms": has_terms(parse, i),
        "civil": has_civil_aim(parse, i, scene.lexicon.all_of_war),
    }
    yield from (name for name, holds in told.items() if holds)
    yield f"purpose={purpose_of(parse, scene.lexicon, i)}"


def _sort(parse: Parse, k: int) -> str:
    """Return what sort of word a noun behind a preposition is."""
    lemma = parse.lemma[k]
    sorts = (("month", parse.lower[k] in _MONTHS), ("side", lemma in _SIDES), ("unit", lemma in _UNITS), ("quiet", lemma in _QUIET))
    return next((name for name, holds in sorts if holds), parse.tag[k] if parse.pos[k] != "NOUN" else lemma)


def _word(parse: Parse, j: int) -> str:
    return parse.lower[j] if parse.pos[j] in _CLOSED else parse.tag[j]


def _of_words_above(scene: Scene, i: int) -> Iterator[str]:
    """Yield the words over a noun: the preposition, the verb with its form, and its class."""
    parse, below = scene.parse, i
    for climbed, a in enumerate(islice(parse.ancestors(i), _CLIMB)):
        lemma = parse.lemma[a]
        if parse.pos[a] == "ADP" and parse.lower[a] in _PREPOSITIONS and not climbed:
            yield f"after={parse.lower[a]}"
        elif parse.pos[a] in ("VERB", "AUX"):
            yield from (f"verb={lemma}", f"verb/way={lemma}/{parse.dep[below]}", f"verb tag={parse.tag[a]}")
            yield from (f"verb {name}" for name, verbs in (("making", _MAKING), *_VERBS.items()) if lemma in verbs)
            yield from (f"aux={parse.lower[c]}" for c in parse.children_of(a, "aux", "neg"))
            break
        elif parse.pos[a] == "NOUN":
            yield f"noun over={lemma}"
        below = a


def _of_report(scene: Scene, i: int) -> Iterator[str]:
    """Yield how much of war there is around a noun and in its report, and how near the namings that rules found stand."""
    parse, lexicon = scene.parse, scene.lexicon
    first, last = parse.sentences[parse.sentence_of[i]]
    yield f"war here={min(_MANY, len(lexicon.all_of_war.intersection(parse.lower[first:last])))}"
    yield f"war={min(6, scene.war_words // 2)}"
    yield f"namings={min(_MANY, len(scene.namings))}"
    yield f"sure namings={min(_MANY, sum(not n.unsure for n in scene.namings))}"
    here = parse.sentence_of[i]
    before = max((n.word for n in scene.namings if n.word < i), default=None)
    after = min((n.word for n in scene.namings if n.word > i), default=None)
    yield f"since naming={step_of(here - parse.sentence_of[before], _DISTANCES) if before is not None else 'none'}"
    yield f"to naming={step_of(parse.sentence_of[after] - here, _DISTANCES) if after is not None else 'none'}"
    yield from ("named so",) if any(parse.lemma[n.word] == parse.lemma[i] for n in scene.namings) else ()
    yield f"sentence={min(4, here)}"
    yield from ("sides here",) if sum(parse.lemma[j] in _SIDES for j in range(first, last)) > 1 else ()
    yield from ("month here",) if not _MONTHS.isdisjoint(parse.lower[first:last]) else ()
