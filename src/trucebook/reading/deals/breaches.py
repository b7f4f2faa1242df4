"""Breaches: hostile acts and how firmly the report ties each to an agreement.

Invariant: a breach is one word of the text with its span; acts told in the past perfect lie before the truce and are none.
"""

from dataclasses import dataclass, replace

from trucebook.codebook import Codebook
from trucebook.reading.deals.breachspans import is_gerund, noun_span, verb_span
from trucebook.reading.deals.comingdown import by_weapon, came_down, goes_off, is_flight, sets_alight
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.deeds import beside_taking, fights_somewhere, has_object, of_deal, only_believed, takes_by_name
from trucebook.reading.deals.entering import by_force, enters, in_arms
from trucebook.reading.deals.nounacts import NOUNS, act_of
from trucebook.reading.deals.themes import themes_of
from trucebook.reading.deals.withholding import SHUT, TELLING, withheld
from trucebook.reading.grammar.parse import Parse


@dataclass(frozen=True)
class Hostile:
    """One hostile act: its word, act code, whether it is a noun, the verb that tells of a noun, and its span of words."""

    word: int
    act: str
    nominal: bool
    verb: int | None
    first: int
    last: int


class HostileWords:
    """The violation codes by verb, noun and frame, compiled once a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.verbs = codebook.words("violations", "verbs")
        self.nouns = codebook.words("violations", "nouns")
        self.frames: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
        for code in codebook.codes["violations"].values():
            for frame in code.lexicon.get("frames", ()):
                acts, _, themes = frame.partition(">")
                for act in acts.split():
                    head, _, rest = act.partition("_")
                    self.frames.setdefault(head, []).append((rest, code.id, frozenset(themes.split())))
        self.terms = {name: codebook.terms("violations", name) for name in codebook.lexicons.get("violations", {})}
        self.any = NOUNS | TELLING | {v.partition("_")[0] for v in self.verbs} | set(self.nouns) | set(self.frames)


_BUILT: dict[int, tuple[Codebook, HostileWords]] = {}
_AMOUNTS = deal_words("containers") | {"half", "load", "lorry", "number", "pair", "rest", "shipment", "truck"}
_DAYS = deal_words("time_nouns")
_THINGS = deal_words("weapons_that_act")
_LIGHT = deal_words("light")


def _right_after(parse: Parse, words: HostileWords, noun: int) -> int | None:
    """Return the verb right after a noun that tells that its act came about, where the parser lost that it is its subject."""
    after = noun + 1
    if after >= len(parse) or parse.tag[after] not in ("VBD", "VBN") or parse.lemma[after] not in words.terms["happening"]:
        return None
    return after if parse.child(after, "nsubj", "nsubjpass") is None and parse.dep[noun] not in ("nsubj", "nsubjpass") else None


_PLANTED = {"bomb", "bullet", "drone", "grenade", "landmine", "mine", "missile", "mortar", "rocket", "shell"}


def hostile_words(codebook: Codebook) -> HostileWords:
    """Return the compiled violation lexicon of a codebook, built on first use."""
    known = _BUILT.get(id(codebook))
    if known is None or known[0] is not codebook:
        _BUILT.clear()
        known = _BUILT[id(codebook)] = (codebook, HostileWords(codebook))
    return known[1]


def find_hostile(parse: Parse, words: HostileWords, first: int, last: int) -> list[Hostile]:
    """Return the hostile acts among words `first` to `last` (excluded), a noun with the verb that tells of it as one; those of a whole
    sentence are remembered."""
    if first >= last or parse.sentences[parse.sentence_of[first]] != (first, last):
        return _find_hostile(parse, words, first, last)
    by_sentence: dict[int, list[Hostile]] = parse.kept_for(words, "hostile")
    if first not in by_sentence:
        by_sentence[first] = _find_hostile(parse, words, first, last)
    return list(by_sentence[first])


def _find_hostile(parse: Parse, words: HostileWords, first: int, last: int) -> list[Hostile]:
    found: list[Hostile] = []
    told: set[int] = set()
    for i in range(first, last):
        lemma = _lemma(parse, words, i)
        if lemma not in words.any and parse.lower[i] not in words.any:
            continue
        hostile = _omitted(parse, words, i, lemma) or _verbal(parse, words, i, lemma) or _nominal(parse, words, i, lemma)
        if hostile is None or hostile.word in told or (hostile.verb is not None and hostile.verb in told):
            continue
        told.add(hostile.word)
        if hostile.verb is not None:
            told.add(hostile.verb)
        if hostile.verb is None and not hostile.nominal:
            told.update(parse.children[hostile.word])
        for c in parse.children[hostile.word] if not hostile.nominal else ():
            if parse.lower[c] == "with" and parse.dep[c] == "prep":
                told.update(parse.subtree(c)[:25])  # the weapons of an act are no act of their own
        if hostile.nominal:
            told.update(c for c in parse.conjuncts(hostile.word) if not (_has_place(parse, c) and _has_place(parse, hostile.word)))
            told.update(c for c in parse.children[hostile.word] if parse.dep[c] == "acl")
        if found and _runs_into(parse, found[-1], hostile):
            found[-1] = replace(found[-1], last=hostile.first - 2)
        found.append(hostile)
    return found


def _lemma(parse: Parse, words: HostileWords, i: int) -> str:
    """Return the base of a word; the parser leaves what opens a dispatch in its plural: "PORT AMA - Rockets fell on the mill"."""
    lemma = parse.lemma[i]
    return lemma[:-1] if parse.tag[i] in ("NNP", "NNPS") and lemma[-1:] == "s" and lemma[:-1] in words.nouns else lemma


def _runs_into(parse: Parse, before: Hostile, hostile: Hostile) -> bool:
    """Say whether an act's span runs over "and" into the subject of the next: "shelled the weir | and a drone hit a car"."""
    own = hostile.nominal and hostile.verb is not None and hostile.verb > hostile.word
    return own and max(before.word, before.first) < hostile.first - 2 < before.last and parse.lower[hostile.first - 1] == "and"


def _has_place(parse: Parse, noun: int) -> bool:
    """Say whether an act in a row with others falls on a place of its own: "air raids on the mill and rocket fire in the port"."""
    ways = ("on", "in", "at", "near", "against", "of", "over", "upon")
    return any(parse.lower[c] in ways and parse.dep[c] == "prep" for c in parse.children[noun])


_MOTIONS = {"advance", "cross", "drive", "move", "roll"}
_ARMS_AS_ACTS = frozenset(  # acts only where a verb tells what they did
    "artillery bullet device drone firing grenade hostility landmine mine missile mortar projectile rocket shell".split()
)
HARMING = {"kill", "murder", "burn", "loot", "demolish", "destroy", "raze"}  # verbs that as often tell the outcome of another act
_ON_PEOPLE = {"hurt", "maim", "wound", "injure", "expel", "evict", "oust"}  # verbs that as often tell a toll, or that somebody was moved
_INTRANSITIVE = {"explode", "detonate", "clash", "erupt"}


def _verbal(parse: Parse, words: HostileWords, i: int, lemma: str) -> Hostile | None:
    if parse.pos[i] != "VERB" or (parse.dep[i] in ("amod", "compound") and not is_gerund(parse, i)):
        return None
    act = next((a for rest, a, themes in words.frames.get(lemma, ()) if _framed(parse, i, rest, themes)), None)
    if (lemma in ("sabotage", "strike") and of_deal(parse, i)) or is_flight(parse, i) or sets_alight(parse, i):
        return None
    if (act is None and lemma in _MOTIONS and not by_force(parse, words.terms, i)) or (
        lemma == "enter" and not enters(parse, words.terms, i)
    ):
        return None
    if lemma in ("cross", "fly") and act == "movement" and not in_arms(parse, words.terms, i):
        return None
    if act is None and lemma == "go" and not goes_off(parse, i):
        return None
    if lemma == "fight" and act is None and not fights_somewhere(parse, i):
        return None
    act = act or words.verbs.get(lemma) or _by_particle(parse, words, i, lemma)
    if act is None or only_believed(parse, i):
        return None
    if lemma in ("hit", "strike", "target", "fire", "seize", "capture", "raid") and not has_object(parse, i):
        return None
    if lemma in HARMING | _ON_PEOPLE and not _by_somebody(parse, words, i):
        return None
    if lemma in _ON_PEOPLE and (parse.tag[i] == "VBG" or parse.child(i, "nsubj", "agent") is None):
        return None  # "killing five and wounding 14"
    first, last = verb_span(parse, i)
    weapon = _weapon_of(parse, words, i, lemma)
    if weapon is not None:
        first, last = weapon
    subject = parse.child(i, "nsubj")
    if lemma in _INTRANSITIVE and subject is not None and i - parse.left_edge(subject) <= 10:
        first = min(first, parse.left_edge(subject))
    return Hostile(word=i, act=act, nominal=False, verb=i, first=first, last=last)


def _weapon_of(parse: Parse, words: HostileWords, verb: int, lemma: str) -> tuple[int, int] | None:
    """Return the words of what harmed people, or of what an attack was answered with, which tell the act best: "were injured by | barrel
    bombs dropped on the port", "responded to it with | a barrage of mortars"."""
    preps = ("agent",) if lemma in HARMING | _ON_PEOPLE else ("prep",) if lemma in _ANSWERING else ()
    for c in parse.children_of(verb, *preps):
        noun = parse.child(c, "pobj") if parse.lower[c] in ("by", "with") else None
        if noun is not None and noun > verb and (c > verb + 1 or preps == ("agent",)) and _is_weapon(parse, words, noun):
            clause = parse.child(noun, "acl")
            last = max(noun_span(parse, noun)[1], verb_span(parse, clause)[1] if clause is not None and clause == noun + 1 else noun)
            return parse.noun_phrase(noun)[0], last
    return None


def _is_weapon(parse: Parse, words: HostileWords, noun: int) -> bool:
    lemmas = {parse.lemma[noun], *(parse.lemma[k] for c in parse.children[noun] for k in (c, *parse.children[c]))}
    return bool(lemmas & (_ARMS_AS_ACTS | {"bomb", "fire"})) or parse.lemma[noun] in words.nouns


_ANSWERING = {"answer", "reply", "respond", "retaliate"}
_STAYING = {"remain", "stay", "sit", "withdraw"}


def _omitted(parse: Parse, words: HostileWords, i: int, lemma: str) -> Hostile | None:
    """Return the breach by what a side does not do: "kept the crossings closed", "refused to let the convoy in"."""
    told = withheld(parse, i, lemma)
    if told is None or (
        told[1] == "refusal" and parse.lemma[i] in _STAYING and parse.child(i, "nsubjpass") is None and not by_force(parse, words.terms, i)
    ):
        return None
    word, act = told
    shut = max((c for c in range(i, min(parse.right_edge(i), i + 8) + 1) if parse.lower[c] in SHUT), default=i) if act == "siege" else i
    last = max(shut, verb_span(parse, word)[1], verb_span(parse, i)[1])
    return Hostile(word=word, act=act, nominal=False, verb=None, first=word, last=last)


def _by_particle(parse: Parse, words: HostileWords, i: int, lemma: str) -> str | None:
    """Return the act of a verb with its particle, or with its way into a place: "blew up the bridge", "pushed into the valley"."""
    for c in parse.children[i]:
        act = words.verbs.get(f"{lemma}_{parse.lower[c]}") if c > i and parse.dep[c] in ("prt", "prep", "advmod") else None
        if lemma == "open" and not by_force(parse, words.terms, i):
            continue  # "The crossing opened on the northern side"
        if act is not None and (parse.dep[c] != "prep" or any(_is_ground(parse, k) for k in parse.children[c])):
            return act
    return None


def _is_ground(parse: Parse, word: int) -> bool:
    if parse.lower[word] in _DAYS:
        return False
    return parse.dep[word] == "pobj" and (parse.pos[word] == "PROPN" or parse.lemma[word] in _GROUND)


_GROUND = deal_words("where") | deal_words("left_behind") | deal_words("ground_taken")


def _by_somebody(parse: Parse, words: HostileWords, i: int) -> bool:
    """Say whether a verb of harm tells an act of its own: somebody does it, and it is not the outcome of another act ("a raid killed
    five", "shelled the port, killing five")."""
    subject = parse.child(i, "nsubj")
    if _is_toll(parse, words, i):
        return False
    if parse.dep[i] in ("conj", "pcomp", "xcomp", "ROOT", "ccomp") and parse.child(i, "dobj") is not None and subject is None:
        return parse.child(i, "auxpass") is None
    by = next((k for c in parse.children_of(i, "agent") for k in parse.children_of(c, "pobj")), None)
    subject = by if subject is None and parse.child(i, "auxpass") is not None else subject  # "was killed by gunmen"
    if by is not None and subject == by and parse.lemma[by] in _PLANTED:
        return True  # "was wounded by a bomb"
    if subject is None or (by is None and parse.child(i, "dobj") is None):
        return False
    lemma = parse.lemma[subject]
    told = lemma in words.nouns or lemma in NOUNS
    return (not told or lemma == "sniper") and parse.pos[subject] in ("NOUN", "PROPN", "PRON") and lemma not in _THINGS


def _is_toll(parse: Parse, words: HostileWords, i: int) -> bool:
    """Say whether "killed" only counts those hit by the act it stands beside: "ambushed a patrol and killed nine of its men"."""
    obj = parse.child(i, "dobj")
    if parse.dep[i] != "conj" or obj is None or parse.child(i, "nsubj") is not None or parse.tag[i] not in ("VBD", "VBN"):
        return False
    if by_weapon(parse, parse.head[i]):
        return True  # "Mortar rounds landed in the yard and wounded a cook"
    if parse.lemma[i] not in ("kill", "wound", "injure", "hurt"):
        return False
    act = parse.lemma[parse.head[i]]
    counted = parse.tag[obj] == "CD" or any(parse.tag[c] == "CD" or parse.lower[c] in ("a", "an") for c in parse.children[obj])
    return counted and act not in HARMING and (act in words.verbs or act in words.frames)


def _framed(parse: Parse, i: int, rest: str, themes: frozenset[str]) -> bool:
    if rest and rest not in {parse.lower[c] for c in parse.children[i]}:
        return False
    obj = parse.child(i, "dobj")
    if parse.lemma[i] == "take" and not rest and any(parse.lower[c] == "up" for c in parse.children_of(i, "prt")):
        return False  # "The observers took up positions"
    if parse.lemma[i] == "hold" and obj is None and parse.child(i, "nsubjpass") is None:
        return False  # "The truce was holding, monitors said"
    if parse.lemma[i] == "take" and (obj is None or parse.lemma[obj] in ("place", "part", "effect", "hold")):
        return False
    if rest == "under":
        return any(parse.lemma[k] in themes for c in parse.children[i] if parse.lower[c] == "under" for k in parse.children[c])
    if any(_is_or_holds(parse, t, themes) for t in themes_of(parse, i, True) if not beside_taking(parse, i, obj, t)):
        return True
    if any(parse.lower[c] in themes for t in parse.children_of(i, "dobj") for c in parse.children[t] if c > t):
        return True  # "took seven soldiers captive"
    if "town" in themes and takes_by_name(parse, i):
        return True
    if is_gerund(parse, i) and parse.lemma[parse.head[i]] in themes:
        return True
    return any(parse.dep[c] in ("xcomp", "ccomp") and parse.lemma[c] in themes for c in parse.children[i])


def _is_or_holds(parse: Parse, word: int, themes: frozenset[str]) -> bool:
    """Say whether a word is a theme, or an amount of one: "dozens of hostages"."""
    if parse.lemma[word] in themes:
        return True
    return (parse.lemma[word] in _AMOUNTS or parse.tag[word] == "CD") and any(
        parse.lemma[k] in themes for c in parse.children[word] if parse.lower[c] == "of" for k in parse.children[c]
    )


def _nominal(parse: Parse, words: HostileWords, i: int, lemma: str) -> Hostile | None:
    act = act_of(parse, i, lemma, words.nouns)
    if act is None:
        return None
    if parse.dep[i] in ("compound", "amod", "nmod", "poss", "npadvmod") or (lemma == "sniper" and parse.dep[i] != "pobj"):
        return None
    first, last = noun_span(parse, i)
    top = parse.first_conjunct(i)
    if parse.dep[top] == "pobj" and parse.lower[parse.head[top]] == "of" and parse.lemma[parse.head[parse.head[top]]] in _AMOUNTS:
        top = parse.head[parse.head[top]]  # "Hours of air raids struck the port"
    verb = parse.head[top] if parse.dep[top] in ("nsubj", "nsubjpass", "dobj") and parse.pos[parse.head[top]] in ("VERB", "AUX") else None
    verb = came_down(parse, i) or verb
    there = parse.head[top] if parse.dep[top] == "attr" and parse.child(parse.head[top], "expl") is not None else None
    if verb is None or not parse.dep[top].startswith("nsubj"):
        after = _right_after(parse, words, i)
        verb = verb if after is None else after
        top = i if verb == i + 1 else top
    if verb is not None and (parse.dep[top] in ("nsubj", "nsubjpass") or verb == i + 1) and parse.lemma[verb] in words.terms["happening"]:
        last = max(last, verb_span(parse, verb)[1])
    elif verb is not None and parse.dep[top] == "dobj" and parse.lemma[verb] in _LIGHT:
        first = min(first, verb)
    else:
        verb = there  # "There was shelling in the port"
    if lemma in _ARMS_AS_ACTS and verb is None:
        return None
    return Hostile(word=i, act=act, nominal=True, verb=verb, first=first, last=last)
