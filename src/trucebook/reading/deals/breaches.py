"""Breaches: hostile acts and how firmly the report ties each to an agreement.

Invariant: a breach is one word of the text with its span; acts told in the past perfect lie before the truce and are none.
"""

from dataclasses import dataclass

from trucebook.codebook import Codebook
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.themes import themes_of
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
        self.any = {"fire", "round", "bomb"} | {v.partition("_")[0] for v in self.verbs} | set(self.nouns) | set(self.frames)


_BUILT: dict[int, tuple[Codebook, HostileWords]] = {}
_ASIDE = {"despite", "after", "since", "during", "before", "following", "amid", "notwithstanding", "until"}
_CLAUSES = {"acl", "relcl", "advcl", "conj", "pcomp", "ccomp", "ROOT", "xcomp"}
_RELATIVE = ("WDT", "WP", "WP$", "WRB")  # "who", "which", "where": what follows is told of somebody, not done
_AMOUNTS = deal_words("containers") | {"load", "lorry", "shipment", "truck"}
_DAYS = deal_words("time_nouns")
_THINGS = deal_words("weapons_that_act")
_HEAVY = deal_words("heavy_arms")
_LIGHT_ARMS = deal_words("light_arms")
_LIGHT = deal_words("light")


def _right_after(parse: Parse, words: HostileWords, noun: int) -> int | None:
    """Return the verb right after a noun that tells that its act came about, where the parser lost that it is its subject."""
    after = noun + 1
    if after >= len(parse) or parse.tag[after] not in ("VBD", "VBN") or parse.lemma[after].lower() not in words.terms["happening"]:
        return None
    return after if parse.child(after, "nsubj", "nsubjpass") is None and parse.dep[noun] not in ("nsubj", "nsubjpass") else None


_AT_WORK = deal_words("at_work")


def hostile_words(codebook: Codebook) -> HostileWords:
    """Return the compiled violation lexicon of a codebook, built on first use."""
    known = _BUILT.get(id(codebook))
    if known is None or known[0] is not codebook:
        _BUILT.clear()
        known = _BUILT[id(codebook)] = (codebook, HostileWords(codebook))
    return known[1]


def find_hostile(parse: Parse, words: HostileWords, first: int, last: int) -> list[Hostile]:
    """Return the hostile acts among words `first` to `last` (excluded), a noun with the verb that tells of it as one."""
    found: list[Hostile] = []
    told: set[int] = set()
    for i in range(first, last):
        lemma = parse.lemma[i].lower()
        if lemma not in words.any and parse.lower[i] not in words.any:
            continue
        hostile = _verbal(parse, words, i, lemma) or _nominal(parse, words, i, lemma)
        if hostile is None or hostile.word in told or (hostile.verb is not None and hostile.verb in told):
            continue
        told.add(hostile.word)
        if hostile.verb is not None:
            told.add(hostile.verb)
        for c in parse.children[hostile.word] if not hostile.nominal else ():
            if parse.lower[c] == "with" and parse.dep[c] == "prep":
                told.update(parse.subtree(c)[:25])  # the weapons of an act are no act of their own
        if hostile.nominal:
            told.update(c for c in parse.conjuncts(hostile.word) if not (_has_place(parse, c) and _has_place(parse, hostile.word)))
            told.update(c for c in parse.children[hostile.word] if parse.dep[c] == "acl")
        found.append(hostile)
    return found


def _has_place(parse: Parse, noun: int) -> bool:
    """Say whether an act in a row with others falls on a place of its own: "air raids on the mill and rocket fire in the port"."""
    return any(parse.lower[c] in ("on", "in", "at", "near", "against") and parse.dep[c] == "prep" for c in parse.children[noun])


_DEEDS = {"burning", "kill", "killing", "loot", "looting", "massacre", "murder", "burn"}
_LAID = {"car", "nail", "pipe", "roadside", "suicide", "truck"}
_SHOTS = {"fire", "gunfire", "shot", "shelling"}
HARMING = {"kill", "murder", "burn", "loot", "demolish", "destroy", "raze"}  # verbs that as often tell the outcome of another act
_INTRANSITIVE = {"explode", "detonate", "clash", "erupt"}


def _verbal(parse: Parse, words: HostileWords, i: int, lemma: str) -> Hostile | None:
    if parse.pos[i] != "VERB" or (parse.dep[i] in ("amod", "compound") and not _gerund(parse, i)):
        return None
    act = next((a for rest, a, themes in words.frames.get(lemma, ()) if _framed(parse, i, rest, themes)), None)
    act = act or words.verbs.get(lemma) or _by_particle(parse, words, i, lemma)
    if act is None or _only_believed(parse, i):
        return None
    if lemma in ("hit", "strike", "target", "fire", "advance", "seize", "capture", "raid") and not _has_object(parse, i):
        return None
    if lemma in HARMING and not _by_somebody(parse, words, i):
        return None
    first, last = verb_span(parse, i)
    subject = parse.child(i, "nsubj")
    if lemma in _INTRANSITIVE and subject is not None and i - parse.left_edge(subject) <= 10:
        first = min(first, parse.left_edge(subject))
    return Hostile(word=i, act=act, nominal=False, verb=i, first=first, last=last)


def _only_believed(parse: Parse, i: int) -> bool:
    """Say whether a participle is only what somebody takes for true: "a side that believed itself attacked"."""
    bare = parse.tag[i] == "VBN" and parse.child(i, "aux", "auxpass", "dobj", "agent") is None
    return (
        bare
        and parse.dep[i] in ("ccomp", "oprd", "xcomp")
        and parse.lemma[parse.head[i]].lower() in ("believe", "consider", "feel", "think")
    )


def _by_particle(parse: Parse, words: HostileWords, i: int, lemma: str) -> str | None:
    """Return the act of a verb with its particle, or with its way into a place: "blew up the bridge", "pushed into the valley"."""
    for c in parse.children[i]:
        act = words.verbs.get(f"{lemma}_{parse.lower[c]}") if c > i and parse.dep[c] in ("prt", "prep", "advmod") else None
        if act is not None and (parse.dep[c] != "prep" or any(_is_ground(parse, k) for k in parse.children[c])):
            return act
    return None


def _is_ground(parse: Parse, word: int) -> bool:
    if parse.lower[word] in _DAYS:
        return False
    return parse.dep[word] == "pobj" and (parse.pos[word] == "PROPN" or parse.lemma[word].lower() in _GROUND)


_GROUND = deal_words("where") | deal_words("left_behind")


def _by_somebody(parse: Parse, words: HostileWords, i: int) -> bool:
    """Say whether a verb of harm tells an act of its own: somebody does it, and it is not the outcome of another act ("a raid killed
    five", "shelled the port, killing five")."""
    subject = parse.child(i, "nsubj")
    if parse.dep[i] in ("conj", "pcomp", "xcomp", "ROOT", "ccomp") and parse.child(i, "dobj") is not None and subject is None:
        return parse.child(i, "auxpass") is None
    by = next((k for c in parse.children_of(i, "agent") for k in parse.children_of(c, "pobj")), None)
    subject = by if subject is None and parse.child(i, "auxpass") is not None else subject  # "was killed by gunmen"
    if subject is None or (by is None and parse.child(i, "dobj") is None):
        return False
    lemma = parse.lemma[subject].lower()
    return (lemma not in words.any or lemma == "sniper") and parse.pos[subject] in ("NOUN", "PROPN", "PRON") and lemma not in _THINGS


def _gerund(parse: Parse, i: int) -> bool:
    """Say whether the parser took a gerund for an adjective: "by dropping barrel bombs"."""
    return parse.tag[i] == "VBG" and i > 0 and parse.tag[i - 1] == "IN" and parse.dep[parse.head[i]] == "pobj"


def _framed(parse: Parse, i: int, rest: str, themes: frozenset[str]) -> bool:
    if rest and rest not in {parse.lower[c] for c in parse.children[i]}:
        return False
    obj = parse.child(i, "dobj")
    if parse.lemma[i].lower() == "take" and (obj is None or parse.lemma[obj].lower() in ("place", "part", "effect", "hold")):
        return False
    if rest == "under":
        return any(parse.lemma[k].lower() in themes for c in parse.children[i] if parse.lower[c] == "under" for k in parse.children[c])
    if any(_is_or_holds(parse, t, themes) for t in themes_of(parse, i, True)):
        return True
    if "town" in themes and _takes_by_name(parse, i):
        return True
    if _gerund(parse, i) and parse.lemma[parse.head[i]].lower() in themes:
        return True
    return any(parse.dep[c] in ("xcomp", "ccomp") and parse.lemma[c].lower() in themes for c in parse.children[i])


def _takes_by_name(parse: Parse, i: int) -> bool:
    """Say whether a town is taken that is only named: "took Memba a day later"."""
    obj = parse.child(i, "dobj")
    return obj is not None and parse.pos[obj] == "PROPN" and parse.lower[obj] not in _DAYS and parse.child(i, "prt") is None


def _is_or_holds(parse: Parse, word: int, themes: frozenset[str]) -> bool:
    """Say whether a word is a theme, or an amount of one: "dozens of hostages"."""
    if parse.lemma[word].lower() in themes:
        return True
    return parse.lemma[word].lower() in _AMOUNTS and any(
        parse.lemma[k].lower() in themes for c in parse.children[word] if parse.lower[c] == "of" for k in parse.children[c]
    )


def _has_object(parse: Parse, i: int) -> bool:
    return any(
        parse.dep[c] in ("dobj", "nsubjpass", "agent")
        or (parse.dep[c] == "prep" and parse.lower[c] in ("with", "on", "at", "against", "in", "into", "toward", "towards"))
        for c in parse.children[i]
    )


def _nominal(parse: Parse, words: HostileWords, i: int, lemma: str) -> Hostile | None:
    act = words.nouns.get(lemma) or words.nouns.get(parse.lower[i])
    if lemma == "fire":
        arms = {parse.lemma[c].lower() for c in parse.children[i] if parse.dep[c] in ("compound", "amod", "nmod")}
        act = "shelling" if arms & _HEAVY else "gunfire" if arms & _LIGHT_ARMS else None
    if lemma == "round" and _HEAVY & {parse.lemma[c].lower() for c in parse.children[i] if parse.dep[c] in ("compound", "amod", "nmod")}:
        act = "shelling"  # "a mortar round landed near the port"
    if lemma == "bomb" and {"mortar", "rocket"} & {parse.lemma[c].lower() for c in parse.children[i]}:
        act = "shelling"  # "mortar bombs landed on the bank"
    if lemma == "exchange" and parse.lower[i + 1 : i + 2] == ["of"]:
        of = parse.child(i + 1, "pobj")
        act = "clash" if of is not None and parse.lemma[of].lower() in _SHOTS else None
    if lemma == "bomb" and _LAID & {parse.lemma[c].lower() for c in parse.children[i]}:
        act = "explosion"  # "a car bomb tore through the post"
    if act is None or not (parse.pos[i] in ("NOUN", "PROPN") or parse.tag[i] == "VBG"):
        return None
    if lemma in _DEEDS and (parse.pos[i] != "NOUN" or parse.lower[i + 1 : i + 2] not in (["of"], ["in"], ["at"])):
        return None
    if lemma == "strike" and any(parse.lemma[c].lower() in _AT_WORK for c in parse.children[i]):
        return None  # "a miners' strike"
    if parse.dep[i] in ("compound", "amod", "nmod", "poss", "npadvmod") or (lemma == "sniper" and parse.dep[i] != "pobj"):
        return None
    first, last = noun_span(parse, i)
    top = parse.first_conjunct(i)
    if parse.dep[top] == "pobj" and parse.lower[parse.head[top]] == "of" and parse.lemma[parse.head[parse.head[top]]].lower() in _AMOUNTS:
        top = parse.head[parse.head[top]]  # "Hours of air raids struck the port"
    verb = parse.head[top] if parse.dep[top] in ("nsubj", "nsubjpass", "dobj") and parse.pos[parse.head[top]] in ("VERB", "AUX") else None
    if verb is None or not parse.dep[top].startswith("nsubj"):
        after = _right_after(parse, words, i)
        verb = verb if after is None else after
        top = i if verb == i + 1 else top
    if (
        verb is not None
        and (parse.dep[top] in ("nsubj", "nsubjpass") or verb == i + 1)
        and parse.lemma[verb].lower() in words.terms["happening"]
    ):
        last = max(last, verb_span(parse, verb)[1])
    elif verb is not None and parse.dep[top] == "dobj" and parse.lemma[verb].lower() in _LIGHT:
        first = min(first, verb)
    elif verb is not None:
        verb = None
    if act in ("shelling",) and lemma in ("shell", "mortar", "rocket", "missile", "artillery", "mine") and verb is None:
        return None
    return Hostile(word=i, act=act, nominal=True, verb=verb, first=first, last=last)


def verb_span(parse: Parse, i: int) -> tuple[int, int]:
    """Return first and last word of a verb with its auxiliaries, object and the phrases on it, up to the next clause."""
    first = last = i
    if _gerund(parse, i):
        return i, noun_span(parse, parse.head[i])[1]
    for c in parse.children[i]:
        if c < i and parse.dep[c] == "auxpass":
            first = min(first, c)
        if parse.dep[c] == "prep" and parse.lower[c] in _ASIDE:
            continue
        if c < i and parse.dep[c] == "nsubjpass" and i - parse.left_edge(c) <= 14:
            first = min(first, parse.left_edge(c))
        if c > i and parse.dep[c] in ("dobj", "prt", "prep", "oprd", "agent", "advmod"):
            edge = parse.right_edge(c)
            for j in range(c, edge + 1):
                clause = parse.pos[j] == "VERB" and parse.dep[j] in ("acl", "relcl", "advcl", "conj", "pcomp", "ccomp")
                if parse.words[j] in (",", ";", ":", "–", "—", "(") or clause or (j > c and parse.tag[j] in _RELATIVE):
                    edge = j - 1
                    break
            if parse.tag[edge] == "IN" and edge > i:
                edge -= 1
            if edge >= c and edge - i <= 20:
                last = max(last, edge)
    return first, last - (last > i and parse.lower[last] in ("hours", "minutes", "days"))


def noun_span(parse: Parse, i: int) -> tuple[int, int]:
    """Return first and last word of a hostile noun with what is coordinated with it and where or on whom it falls."""
    first = parse.noun_phrase(i)[0]
    while first < i and (parse.words[first] in (",", ";", ":", "(", '"') or parse.sentence_of[first] != parse.sentence_of[i]):
        first += 1
    last = i
    for c in parse.children[i]:
        if c > i and (
            (
                parse.dep[c] == "prep"
                and parse.lower[c]
                in ("on", "of", "against", "in", "by", "near", "between", "at", "along", "around", "with", "from", "toward", "towards")
            )
            or (parse.dep[c] == "conj" and c - i <= 3)
        ):
            edge = min(parse.right_edge(c), i + 18)
            for j in range(c, edge + 1):
                clause = parse.pos[j] == "VERB" and parse.dep[j] in _CLAUSES
                apart = parse.words[j] in (",", ";", ":", "–", "—", "(", ")") or parse.lower[j : j + 2] == ["and", "of"]
                if apart or clause or parse.tag[j] in _RELATIVE:
                    edge = j - 1
                    break
            if edge >= c:
                last = max(last, edge)
    if last == i and parse.lower[i + 1 : i + 2] == ["of"]:
        inner = parse.child(i + 1, "pobj")
        last = parse.noun_phrase(inner)[1] if inner is not None and inner > i else i
    while last > i and parse.lower[last] in ("and", "or", "to", "that", "by"):
        last -= 1
    return first, last


def before_truce(parse: Parse, verb: int | None) -> bool:
    """Say whether a verb stands in the past perfect, or in a future, conditional or modal form: no act of the truce's time."""
    if verb is None:
        return False
    aux = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")}
    if "could" in aux and parse.lemma[verb].lower() in ("hear", "see"):
        return False  # "gunfire could be heard"
    if parse.dep[verb] == "conj" and not aux and parse.tag[verb] == "VBN":
        return before_truce(parse, parse.head[verb])
    if "had" in aux or aux & {"will", "would", "could", "may", "might", "should", "must", "can", "shall"}:
        return True
    return parse.child(verb, "neg") is not None
