"""What a term is about: which action a duty comes to by its words, as linear heads learned it from sentences with marked terms.

Invariant: no name of a person, place, organisation or people is a feature, so that what is learned holds for any war.
"""

from collections.abc import Iterator
from dataclasses import replace

from trucebook.reading.deals.actspans import act_span
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.obligations import Act, Acts
from trucebook.reading.deals.owing import MOVES, subject_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import chance_among, shipped_choice

MODEL = "term_type_heads.json"
UNTYPED = "untyped"  # the action of a duty that no frame knows
_OBJECTS = ("dobj", "nsubjpass", "oprd", "attr", "acomp")
_OF_NOUNS = ("compound", "amod", "nmod", "poss")
_TOLD = ("NOUN", "VERB", "ADJ", "ADV", "ADP")
_REACH = 14  # words behind a duty's own within which its words are read
_PEOPLE = deal_words("sides") | deal_words("armed") | deal_words("movers")
_ENDINGS = ("age", "al", "ance", "ency", "ing", "ion", "ism", "ment", "off", "out", "ship", "up", "ure")
_HINTS = ("prep", "prt", "neg", "mark")
_LEFT, _RIGHT = 5, 9  # words before and behind a duty's own that are near it
_STEM = 5  # letters in which words of a family are alike: "demilitarise", "demilitarization"


def duties(acts: Acts) -> Iterator[Act]:
    """Yield the acts of a report that may be duties, in text order: those of the frames, and as untyped ones every other verb and every
    other noun that may name something done."""
    parse, framed = acts.parse, {a.word: a for a in acts.all()}
    for i in range(len(parse)):
        if i in framed:
            yield framed[i]
            continue
        nominal = parse.pos[i] == "NOUN"
        if not (_is_deed(parse, i) if nominal else _is_verb(parse, i)):
            continue
        objects, others, _ = _about(parse, i, nominal=nominal)
        if objects or others or not nominal:
            yield Act(i, UNTYPED, objects[0] if objects else None, nominal)


def _is_deed(parse: Parse, i: int) -> bool:
    """Say whether a noun may name something done: by its ending, or with what it is of; never people ("government troops")."""
    lemma = parse.lemma[i]
    if lemma in _PEOPLE:
        return False
    return lemma.endswith(_ENDINGS) or any(parse.lower[c] in ("of", "to") for c in parse.children_of(i, "prep", "acl"))


def _is_verb(parse: Parse, i: int) -> bool:
    """Say whether a word is a verb of its own, or "be" with something said of its subject."""
    if parse.pos[i] == "VERB" or (parse.pos[i] == "ADJ" and parse.tag[i] in ("VBN", "VBG")):
        return True
    return parse.pos[i] == "AUX" and parse.lemma[i] == "be" and parse.dep[i] not in ("aux", "auxpass")


def _about(parse: Parse, i: int, *, nominal: bool) -> tuple[list[int], list[int], list[int]]:
    """Return the heads of what a duty is done to, of what else hangs on it, and its subjects."""
    objects: list[int] = []
    others: list[int] = []
    subjects: list[int] = []
    for c in parse.children[i]:
        dep = parse.dep[c]
        if dep in _OBJECTS:
            objects += parse.conjuncts(c)
        elif dep in ("prep", "agent"):
            into = objects if nominal and parse.lower[c] == "of" else others
            into += [w for k in parse.children_of(c, "pobj", "pcomp") for w in parse.conjuncts(k)]
        elif dep == "nsubj":
            subjects.append(c)
        elif nominal and dep in _OF_NOUNS:
            objects.append(c)
        elif dep in ("xcomp", "ccomp"):
            others.append(c)
    if parse.dep[i] == "acl" and parse.tag[i] == "VBN":
        objects.append(parse.head[i])
    elif parse.dep[i] == "relcl":
        subjects.append(parse.head[i])
    return objects, others, subjects


def features_of(parse: Parse, act: Act) -> frozenset[str]:
    """Return the names of the features that tell what an act is about: its own word, what hangs on it, and the words of its span."""
    word = act.word
    objects, others, subjects = _about(parse, word, nominal=act.nominal)
    lemma = parse.lemma[word]
    found = {f"frame={act.action}", f"word={lemma}", f"stands={parse.dep[word]}", f"form={'noun' if act.nominal else 'verb'}"}
    for o in objects:
        found.update((f"object={_said(parse, o)}", f"word/object={lemma}/{_said(parse, o)}"))
        of = [k for c in parse.children[o] if parse.lower[c] == "of" for k in parse.children[c]]
        found.update(f"of object={_said(parse, m)}" for m in (*parse.children_of(o, "compound", "amod", "nmod"), *of))
    found.update(f"{parse.lower[parse.head[o]]}={_said(parse, o)}" for o in others)
    found.update(f"subject={_said(parse, s)}" for s in subjects)
    found.update(f"{parse.dep[c]}={parse.lower[c]}" for c in parse.children[word] if parse.dep[c] in _HINTS)
    first, last = act_span(parse, act)
    near = range(first, min(last + 1, word + _REACH))
    found.update(f"with={parse.lemma[k]}" for k in near if parse.pos[k] in _TOLD)
    return frozenset(found)


def features_around(parse: Parse, act: Act) -> frozenset[str]:
    """Return the names of the features that tell which action an act comes to: those of the act itself, the words under and near it, and of
    those of its span their stems and pairs."""
    word, (start, stop) = act.word, parse.sentences[parse.sentence_of[act.word]]
    first, last = act_span(parse, act)
    within, near = range(first, min(last + 1, word + _REACH)), range(max(start, word - _LEFT), min(stop, word + _RIGHT + 1))
    found = {*features_of(parse, act), *(f"under={_said(parse, k)}" for k in parse.subtree(word) if parse.pos[k] in _TOLD)}
    found.update(f"near={_said(parse, k)}" for k in near if parse.pos[k] in _TOLD)
    found.update(f"stem={said[:_STEM]}" for k in within if parse.pos[k] in _TOLD and len(said := _said(parse, k)) > _STEM)
    found.update(f"pair={_said(parse, k)} {_said(parse, k + 1)}" for k in within[:-1])
    return frozenset(found)


def _said(parse: Parse, i: int) -> str:
    return "name" if parse.pos[i] == "PROPN" else parse.lemma[i]


def typed(parse: Parse, act: Act, least: float = 0.0) -> tuple[Act, float]:
    """Return an act with the action that its words come to where the chance of it is no less than `least`, and that chance; who moves is
    its theme."""
    action, chance = action_of(features_around(parse, act))
    if action == act.action or chance < least:
        return act, chance
    mover = subject_of(parse, act.word) if act.theme is None and not act.nominal and action in MOVES else act.theme
    return replace(act, action=action, theme=mover), chance


def action_of(features: frozenset[str]) -> tuple[str, float]:
    """Return the likeliest action of a duty by its features, and its chance (0–1) among all actions."""
    weights = shipped_choice(MODEL).weigh(features)
    best = max(weights, key=lambda action: weights[action])
    return best, chance_among(weights, best)
