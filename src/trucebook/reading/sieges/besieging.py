"""Besieging: each wording of a siege with the words of its place, its besieger and what begins or ends it.

Invariant: figures of speech (a minister besieged by reporters) and stand-offs at one building give nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trucebook.model import ActorValue, Mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.grammar.participants import by_agent, possessor, surface_subject
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.people.who import actor_at
from trucebook.reading.sieges.siegewords import ADJECTIVES, SiegeWords
from trucebook.reading.sieges.strongholds import Held, held_at

_AT = ("of", "on", "against", "around", "in", "at", "to", "over")
_SPANS = frozenset({"day", "week", "month", "year"})
_ON = ("of", "on", "against", "at", "to")
_UNREAL = frozenset({"denied", "hypothetical", "threatened", "announced", "demanded", "refused"})


@dataclass(frozen=True)
class Besieging:
    """One wording: its word, what is held, the besieger's head word, the verb or noun that ends or eases it, how it stands."""

    word: int
    held: Held | None
    besieger: int | None
    assertion: str
    background: bool
    light: int | None = None
    begins: bool = False
    ended: int | None = None
    eased: int | None = None

    @property
    def told(self) -> bool:
        """Whether the siege is told as a fact, of now or of then."""
        return self.assertion not in _UNREAL


def find_besieging(notes: Notes, words: SiegeWords) -> Iterator[Besieging]:
    """Yield the wordings of sieges in a text, verbs first, then nouns, then adjectives."""
    clauses = {c.word: c for c in notes.clauses}
    taken = set()
    for clause in notes.clauses:
        if not clause.nominal and (found := _verbal(notes, words, clause)) is not None:
            taken.add(clause.word)
            yield found
    for i in notes.parse.words_of(words.nouns):
        named = notes.parse.pos[i] in ("NOUN", "PROPN") and not _is_else(notes.parse, words, i)
        if named and (found := _nominal(notes, words, i, clauses)) is not None:
            yield found
    for i, low in enumerate(notes.parse.lower):
        if low in ADJECTIVES and i not in taken and (found := _adjectival(notes, words, i)) is not None:
            yield found


def _verbal(notes: Notes, words: SiegeWords, clause: Clause) -> Besieging | None:
    """Return "the army besieged X", "X, encircled since June", "cut the camp off"."""
    weak = clause.lemma in words.weak or clause.lemma in words.parted
    if not weak and clause.lemma not in words.verbs:
        return None
    held = held_at(notes, words, clause.patient) if clause.patient is not None else None
    armed = clause.agent is not None and _is_armed(notes, words, clause.agent)
    if (
        held is None
        or (clause.agent is not None and not armed)
        or (weak and not armed and not _siege_beside(notes.parse, words, clause.word))
    ):
        return None
    return Besieging(
        clause.word, held, clause.agent, clause.assertion, clause.background, begins=not weak and clause.assertion == "happened"
    )


def _siege_beside(parse: Parse, words: SiegeWords, i: int) -> bool:
    """Say whether the sentence of a word speaks of a siege in other words too, or of what the place is cut off from."""
    first, last = parse.sentences[parse.sentence_of[i]]
    return any(parse.lemma[j] in words.nouns or parse.lower[j] == "besieged" for j in range(first, last) if j != i)


def _is_armed(notes: Notes, words: SiegeWords, word: int) -> bool:
    """Say whether a besieger can be one in earnest: an actor, or a pronoun, and none that besieges only in a figure of speech."""
    parse = notes.parse
    if any(parse.lower[w] in words.figurative for w in parse.conjuncts(word)):
        return False
    return actor_at(notes, word) is not None or parse.pos[word] == "PRON"


def _is_else(parse: Parse, words: SiegeWords, i: int) -> bool:
    """Say whether a siege noun is part of another word: "state of siege", "siege mentality"."""
    return (
        parse.dep[i] == "compound"
        or " ".join(parse.lower[i : i + 2]) in words.not_sieges
        or " ".join(parse.lower[max(i - 2, 0) : i + 1]) in words.not_sieges
        or (parse.dep[i] == "appos" and parse.lemma[parse.head[i]] in words.titles)
    )


def _nominal(notes: Notes, words: SiegeWords, i: int, clauses: dict[int, Clause]) -> Besieging | None:
    """Return "the siege of X", "laid siege to X", "X is under siege", "the blockade was lifted"."""
    parse = notes.parse
    verb = _verb_of(parse, i)
    light = verb if verb is not None and parse.lemma[verb] in words.laying else None
    imposed = next((c for c in parse.children[i] if parse.dep[c] in ("acl", "relcl") and parse.lemma[c] in words.laying), None)
    ends = verb if verb is not None and parse.dep[i] != "nsubj" and parse.lemma[verb] in words.lifting | words.easing else None
    held = _held_of(notes, words, i, next((v for v in (light, imposed, ends) if v is not None), None))
    besieger = _besieger(notes, words, i, light if light is not None else imposed)
    if besieger == -1 or (held is None and (not _is_the(parse, i) or _names_other(parse, i, light))):
        return None
    ending = _ending(parse, words, i, verb)
    clause = clauses.get(light if light is not None and light in clauses else i)
    assertion = clause.assertion if clause is not None and ending is None and parse.lower[parse.head[i]] != "under" else "ongoing"
    background = clause.background if clause is not None else False
    if parse.lower[parse.head[i]] == "under" and (above := clauses.get(parse.head[parse.head[i]])) is not None:
        assertion = above.assertion if above.assertion in _UNREAL else "ongoing"
        background = above.background and parse.child(above.word, "aux") is None
    ended = ending if ending is not None and _happened(parse, clauses, ending) and parse.lemma[ending] not in words.easing else None
    eased = ending if ending is not None and ended is None and _happened(parse, clauses, ending) and _eases(parse, words, ending) else None
    begins = light is not None and parse.lemma[light] in words.beginning and assertion == "happened"
    return Besieging(i, held, besieger, assertion, background, light, begins, ended, eased)


def _eases(parse: Parse, words: SiegeWords, ending: int) -> bool:
    return parse.lemma[ending] in words.easing or parse.lower[ending] in ("easing", "relaxation")


def _happened(parse: Parse, clauses: dict[int, Clause], word: int) -> bool:
    """Say whether a lifting is told as done, and not as only tried."""
    clause = clauses.get(word)
    tried = parse.dep[word] in ("xcomp", "pcomp", "advcl", "acl") and any(parse.lower[c] == "to" for c in parse.children[word])
    return clause is not None and clause.assertion == "happened" and not clause.negated and not tried


def _verb_of(parse: Parse, i: int) -> int | None:
    """Return the verb whose subject or object a siege noun is."""
    top = parse.first_conjunct(i)
    h = parse.head[top]
    return h if parse.dep[top] in ("dobj", "nsubj", "nsubjpass") and parse.pos[h] in ("VERB", "AUX") and h != top else None


def _ending(parse: Parse, words: SiegeWords, i: int, verb: int | None) -> int | None:
    """Return the verb or noun that ends or eases a siege: "lifted the siege", "the siege ended", "the lifting of the siege"."""
    if verb is not None and parse.lemma[verb] in words.lifting | words.easing:
        intransitive = parse.dep[i] != "nsubj" or parse.child(verb, "dobj") is None
        return verb if intransitive else None
    above = parse.head[i]
    if parse.dep[i] in ("pobj", "dobj") and parse.pos[above] == "VERB" and parse.lemma[above] in words.lifting:
        return above
    noun = parse.head[above]
    if parse.dep[i] == "pobj" and parse.lower[above] in ("of", "to", "in") and parse.lower[noun] in words.lifting_nouns:
        return noun
    return None


def _held_of(notes: Notes, words: SiegeWords, i: int, verb: int | None) -> Held | None:
    """Return what a siege noun holds: by its prepositions or its verb's, its possessor, its modifier, or its "under"."""
    parse = notes.parse
    if parse.lower[parse.head[i]] == "under" and parse.dep[i] == "pobj":
        over = parse.head[parse.head[i]]
        subject = surface_subject(parse, over) if parse.pos[over] in ("VERB", "AUX") else over
        obj = parse.child(over, "dobj") if parse.pos[over] == "VERB" else None
        near = [w for w in (obj, subject) if w is not None] + _after(parse, over) + _after(parse, i)
        return next(
            (h for named in (True, False) for w in near if (h := held_at(notes, words, w)) is not None and (h.named or not named)), None
        )
    found = [w for h in (i, verb) if h is not None for w in _after(parse, h)]
    owner = possessor(parse, i)
    found += [] if owner is None else [owner]
    found += [c for c in parse.children[i] if c < i and parse.dep[c] in ("compound", "nmod", "amod")]
    found += [c for v in parse.children[i] if parse.dep[v] == "acl" for c in _after(parse, v)]
    return next((h for w in found if (h := held_at(notes, words, w)) is not None), None)


def _after(parse: Parse, h: int) -> list[int]:
    """Return the objects of the prepositions of place that hang on a word."""
    return [
        w for c in parse.children[h] if parse.dep[c] in ("prep", "dative") and parse.lower[c] in _AT for w in parse.children_of(c, "pobj")
    ]


def _is_the(parse: Parse, i: int) -> bool:
    """Say whether a siege noun is a known one, "the siege", "its blockade", "75 days of siege": one without a place must be."""
    if parse.dep[i] == "pobj" and parse.lower[parse.head[i]] == "of" and parse.lemma[parse.head[parse.head[i]]] in _SPANS:
        return True
    return parse.tag[i] in ("NN", "NNP") and any(
        parse.lower[c] in ("the", "this", "that") or parse.dep[c] == "poss" for c in parse.children[i]
    )


def _names_other(parse: Parse, i: int, light: int | None) -> bool:
    """Say whether a siege noun is said to hold what cannot be held: "the siege of a hotel", "laid siege to the offices"."""
    heads = [i] if light is None else [i, light]
    direct = [w for h in heads for c in parse.children[h] if parse.lower[c] in _ON for w in parse.children_of(c, "pobj")]
    subject = surface_subject(parse, parse.head[parse.head[i]]) if parse.lower[parse.head[i]] == "under" else None
    return bool(direct) or (subject is not None and parse.pos[subject] != "PRON")


def _besieger(notes: Notes, words: SiegeWords, i: int, verb: int | None) -> int | None:
    """Return the besieger's head word, None where none is told, -1 where those named besiege only in a figure of speech."""
    parse = notes.parse
    agents = [by_agent(parse, i), by_agent(parse, verb) if verb is not None else None]
    if parse.lower[parse.head[i]] == "under":
        agents += [by_agent(parse, parse.head[i]), by_agent(parse, parse.head[parse.head[i]])]
    if verb is not None and parse.dep[i] == "dobj" and verb == parse.head[i]:
        agents.append(surface_subject(parse, verb))
    agents.append(possessor(parse, i))
    agents += [c for c in parse.children[i] if c < i and parse.dep[c] in ("compound", "amod", "nmod")]
    for word in agents:
        if word is not None and parse.lower[word] in words.figurative:
            return -1
        if word is not None and (actor := actor_at(notes, word)) is not None and (not _is_place(notes, word) or _is_state(actor)):
            return word
    return None


def _is_place(notes: Notes, word: int) -> bool:
    return notes.placed.holds(notes.parse.start[word])


def _is_state(actor: Mention) -> bool:
    return isinstance(actor.value, ActorValue) and actor.value.kind == "state"


def _adjectival(notes: Notes, words: SiegeWords, i: int) -> Besieging | None:
    """Return "besieged Madaya", "the besieged quarter of Waer", "government-besieged Ghouta"."""
    parse = notes.parse
    if parse.dep[i] not in ("amod", "compound", "nmod", "acomp", "conj") or parse.lower[max(i - 1, 0)] in words.figurative:
        return None
    head = parse.head[i]
    word = head if parse.pos[head] in ("NOUN", "PROPN") else surface_subject(parse, head) if parse.dep[i] == "acomp" else None
    held = held_at(notes, words, word) if word is not None else None
    if held is None:
        return None
    hyphen = i - 2 if i >= 2 and parse.words[i - 1] == "-" and actor_at(notes, i - 2) is not None else None
    return Besieging(i, held, hyphen, "ongoing", False)
