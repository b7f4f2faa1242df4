"""Obligations: words that name an act an agreement can bind somebody to, with action code, theme and who must act.

Invariant: an act is one word of the text; its theme and debtor are head words of the same sentence or None.
"""

from dataclasses import dataclass, replace

from trucebook.codebook import Codebook
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import opens_exchange
from trucebook.reading.deals.owing import HIDDEN_VERBS, set_off, subject_of
from trucebook.reading.grammar.parse import Parse

_THEME_PREPS = {"at", "of", "to", "with", "by", "on", "for", "over", "from", "against", "into", "between", "in"}
_NOMINAL_PREPS = {"of", "to", "with", "on", "for", "over", "against", "between"}
_PRONOUNS = {
    "it",
    "they",
    "he",
    "she",
    "we",
    "them",
    "him",
    "her",
    "us",
    "who",
    "which",
    "that",
    "this",
    "i",
    "you",
    "there",
    "those",
    "these",
}


@dataclass(frozen=True)
class Act:
    """One act: its word, action code, the head word of what it is done to or by, and whether it is a noun."""

    word: int
    action: str
    theme: int | None
    nominal: bool


_POLITICAL = deal_words("political")
_CIVIL = deal_words("civil_bodies")
_HUMANE = {"humanitarian", "aid", "relief", "medical"}
_HELPERS = {"worker", "agency", "group", "team", "staff", "organisation", "organization", "flight", "ship", "official"}
_LEFT = deal_words("where") | deal_words("left_behind")
_AMOUNTS = deal_words("containers")
_STAND_INS = deal_words("stand_ins")
_DAYS = deal_words("time_nouns")
_BARE_VERBS = {"disarm", "depart", "integrate", "withdraw", "lift_siege", "talk", "cease_fire", "amnesty"}
_NAMED_FORCES = {"police", "guard", "garrison", "position", "man"}
_DISTANCES = deal_words("distances")
_DENIED = frozenset({"+not"})  # the themes of an act that counts only where it is denied


class Frames:
    """The frames of the provision codes, compiled once a codebook: act → (action, themes or None for any)."""

    def __init__(self, codebook: Codebook) -> None:
        self.terms = {name: codebook.terms("provisions", name) for name in codebook.lexicons.get("provisions", {})}
        self.by_act: dict[str, list[tuple[str, str, frozenset[str] | None]]] = {}
        self.not_acts: frozenset[str] = frozenset()
        self.topics = codebook.words("provisions", "topics")
        for code in codebook.codes["provisions"].values():
            for frame in code.lexicon.get("frames", ()):
                acts, _, themes = frame.partition(">")
                self._add(code.id, acts.split(), self._expand(themes.split()))
            for frame in code.lexicon.get("nouns_with", ()):
                acts, _, themes = frame.partition(">")
                self._add(code.id, acts.split(), frozenset(themes.split()) | {"+noun"})
            self._add(code.id, [*code.lexicon.get("bare", ()), *code.lexicon.get("nouns", ())], None)
            self._add(code.id, list(code.lexicon.get("unless", ())), _DENIED)
            self.not_acts |= frozenset(w for entry in code.lexicon.get("not_acts", ()) for w in entry.split())

    def _expand(self, words: list[str]) -> frozenset[str]:
        return frozenset(w for word in words for w in (self.terms[word[1:]] | {word} if word.startswith("@") else {word}))

    def _add(self, action: str, acts: list[str], themes: frozenset[str] | None) -> None:
        for act in acts:
            head, _, rest = act.partition("_")
            self.by_act.setdefault(head, []).append((rest, action, themes))


_BUILT: dict[int, tuple[Codebook, Frames]] = {}


def frames_of(codebook: Codebook) -> Frames:
    """Return the compiled frames of a codebook, built on first use."""
    known = _BUILT.get(id(codebook))
    if known is None or known[0] is not codebook:
        _BUILT.clear()
        known = _BUILT[id(codebook)] = (codebook, Frames(codebook))
    return known[1]


def find_acts(parse: Parse, frames: Frames, first: int, last: int) -> list[Act]:
    """Return the acts among words `first` to `last` (excluded), those with a theme before bare ones."""
    acts = []
    for i in range(first, last):
        if parse.lemma[i].lower() in frames.by_act or parse.lower[i] in frames.by_act or _gerund_of(parse, frames, i) is not None:
            act = act_at(parse, frames, i)
            if act is not None:
                acts.append(_kept_out(parse, _own_men(parse, frames, act)))
    return acts


def _own_men(parse: Parse, frames: Frames, act: Act) -> Act:
    """Return a leaving as a pullback where a side moves its own men: "move its fighters north of the river"."""
    theme = act.theme
    if (
        act.action != "depart"
        or act.nominal
        or theme is None
        or parse.lemma[theme].lower() not in frames.terms["forces"] | frames.terms["men"]
    ):
        return act
    own = any(parse.dep[c] == "poss" and parse.tag[c] == "PRP$" for c in parse.children[theme])
    return replace(act, action="withdraw") if own and parse.dep[theme] == "dobj" else act


def _is_denied(parse: Parse, verb: int) -> bool:
    """Say whether a verb is denied, by "not" or by who is not to do it: "no soldier may enter the valley"."""
    subject = parse.child(verb, "nsubj")
    nobody = subject is not None and (
        parse.lower[subject] == "nobody" or any(parse.lower[c] in ("no", "neither") for c in parse.children[subject])
    )
    return nobody or parse.child(verb, "neg") is not None


def _kept_out(parse: Parse, act: Act) -> Act:
    """Return a deployment that is not to be as a closed area: "send no army into the valley"."""
    if act.action != "deploy" or act.nominal or act.theme is None:
        return act
    over = parse.head[act.word]
    barred = parse.dep[act.word] == "xcomp" and parse.lemma[over].lower() == "be" and parse.child(over, "neg") is not None
    none = barred or any(parse.dep[c] == "det" and parse.lower[c] == "no" for w in parse.conjuncts(act.theme) for c in parse.children[w])
    return replace(act, action="autonomy") if none or parse.child(act.word, "neg") is not None else act


def act_at(parse: Parse, frames: Frames, i: int) -> Act | None:
    """Return the act at a word, or None where neither frame nor bare entry fits."""
    pos = parse.pos[i]
    if pos not in ("VERB", "NOUN", "PROPN", "ADJ", "AUX"):
        return None
    if parse.lower[i] in ("exchange", "return") and i and parse.lower[i - 1] == "in":
        return None
    if pos in ("NOUN", "PROPN") and parse.lemma[i].lower() in _NAMED_FORCES:
        return None  # "the Treasury Police", "all military positions"
    hidden = pos == "ADJ" and _is_hidden_verb(parse, i)
    if pos == "ADJ" and parse.lower[i] == "free" and parse.lower[i + 1 : i + 2] in (["of"], ["from"]):
        return None  # "the city is free of weapons"
    entries = _entries(parse, frames, i)
    verbal = pos in ("VERB", "AUX") or (pos == "ADJ" and (parse.tag[i] in ("VBN", "VBG") or parse.child(i, "dobj") is not None))
    verbal = verbal or hidden or _in_row_of_verbs(parse, i)
    themes: list[int] | None = parse.conjuncts(parse.head[i]) if hidden else None
    bare: Act | None = None
    for rest, action, wanted in entries:
        if rest and not _has(parse, i, rest):
            continue
        if not rest and verbal and parse.lemma[i].lower() == "move" and parse.lower[i + 1 : i + 2] == ["in"]:
            continue
        if verbal and action == "depart" and parse.lemma[i].lower() == "carry" and _has(parse, i, "out"):
            continue
        if verbal and parse.lower[i + 1 : i + 3] in (["into", "force"], ["into", "effect"]):
            continue
        if wanted is None:
            if bare is None and (rest or not verbal or action in _BARE_VERBS) and not _misfits(parse, i, action, verbal):
                bare = Act(word=i, action=action, theme=None, nominal=not verbal)
            continue
        if wanted is _DENIED:
            if verbal and _is_denied(parse, i):
                return Act(word=i, action=action, theme=parse.child(i, "dobj", "nsubjpass"), nominal=False)
            continue
        if not verbal and "+noun" in wanted:
            if _words_about(parse, i) & wanted:
                return Act(word=i, action=action, theme=i, nominal=True)
            continue
        if themes is None:
            themes = themes_of(parse, i, verbal)
        for theme in [*themes, *_after_rest(parse, i, rest), *_of_amounts(parse, themes)]:
            if _is_theme(parse, theme, wanted) and not (verbal and action in _OF_OBJECTS and _beside_object(parse, i, theme)):
                if action == "depart" and parse.lemma[theme].lower() == "passage" and _for_aid(parse, frames, i, theme):
                    continue
                if action == "monitor" and _CIVIL & _modifiers(parse, theme):
                    action = "other"
                if action == "deploy" and _EMPTIED & _modifiers(parse, theme):
                    action = "autonomy"  # a demilitarised zone is closed to both
                if action == "autonomy" and verbal and parse.lemma[i].lower() == "run" and parse.child(i, "dobj", "nsubjpass") is None:
                    continue  # "to have run from April 21"
                if action == "autonomy" and _polices(parse, frames, i, theme):
                    action = "deploy"
                if action == "depart" and parse.lemma[i].lower() in _CARRYING and parse.lower[theme] in _FOR_CARE:
                    action = "aid"  # "take out the wounded"
                return Act(word=i, action=action, theme=theme, nominal=not verbal)
    if bare is not None and themes is None:
        themes = themes_of(parse, i, verbal)
    return Act(word=i, action=bare.action, theme=themes[0] if themes else None, nominal=not verbal) if bare is not None else None


def _polices(parse: Parse, frames: Frames, i: int, theme: int) -> bool:
    """Say whether forces take charge of security: "local police are to take charge of order"."""
    subject = subject_of(parse, i) if parse.lemma[theme].lower() in ("charge", "control") else None
    forces = subject is not None and parse.lemma[subject].lower() in frames.terms["security"] | frames.terms["forces"]
    return forces and any(parse.lemma[k].lower() in _ORDER for c in parse.children[theme] for k in parse.children[c])


_ORDER = {"order", "policing", "security"}
_CARRYING = {"bring", "carry", "ferry", "fly", "take"}
_FOR_CARE = {"casualties", "injured", "patients", "sick", "wounded"}


def _is_hidden_verb(parse: Parse, i: int) -> bool:
    """Say whether the parser took "to free prisoners", "to clear mines" for a way to prisoners who are free."""
    after = i > 0 and parse.lower[i - 1] == "to" and parse.dep[i - 1] in ("prep", "aux", "dative")
    return after and parse.dep[i] == "amod" and parse.lower[i] in HIDDEN_VERBS


def _in_row_of_verbs(parse: Parse, i: int) -> bool:
    """Say whether the parser took a verb in a row of verbs for a noun: "would leave the town and hand over the body"."""
    over = parse.head[i]
    return parse.dep[i] == "conj" and parse.tag[i] == "NN" and parse.pos[over] == "VERB" and parse.child(i, "dobj") is not None


_EMPTIED = {"demilitarised", "demilitarized", "neutral"}
_ARRIVING = {"arrive", "enter", "flow", "reach"}  # whose subject is what is let in
_OF_OBJECTS = {"depart", "release", "return", "autonomy"}


def _beside_object(parse: Parse, i: int, theme: int) -> bool:
    """Say whether a theme stands in a phrase beside an object that is another matter: "transfer land to ex-combatants"."""
    obj = parse.child(i, "dobj")
    if obj is None or parse.pos[obj] == "PRON" or set_off(parse, i, obj):
        return False
    over = parse.head[parse.first_conjunct(theme)]
    return parse.dep[over] == "prep" and parse.head[over] == i and parse.lower[over] in ("to", "on", "with", "for", "in", "by")


def _of_amounts(parse: Parse, themes: list[int]) -> list[int]:
    """Return what there is a length or an amount of: "halt fifteen months of war"."""
    amounts = [t for t in themes if parse.lemma[t].lower() in _AMOUNTS]
    return [k for t in amounts for c in parse.children[t] if parse.lower[c] == "of" for k in parse.children[c] if parse.dep[k] == "pobj"]


def _after_rest(parse: Parse, i: int, rest: str) -> list[int]:
    """Return what the preposition of a longer act governs: "look after the peace"."""
    after = [c for c in parse.children[i] if rest and parse.lower[c] == rest and parse.dep[c] == "prep"] if rest not in _THEME_PREPS else []
    return [w for c in after for k in parse.children[c] if parse.dep[k] == "pobj" for w in parse.conjuncts(k)]


def _for_aid(parse: Parse, frames: Frames, i: int, theme: int) -> bool:
    """Say whether passage is granted to relief: "give humanitarian aid free passage"."""
    near = [*parse.children[i], *parse.children[theme], *(k for c in parse.children[theme] for k in parse.children[c])]
    return any(parse.lemma[k].lower() in frames.terms["aid"] for k in near)


def _entries(parse: Parse, frames: Frames, i: int) -> list[tuple[str, str, frozenset[str] | None]]:
    """Return what the frames hold of a word by its lemma, then by its form."""
    lemma, lower = parse.lemma[i].lower(), parse.lower[i]
    verb = _gerund_of(parse, frames, i)
    entries = frames.by_act.get(lemma, []) if verb is None else [*frames.by_act.get(lemma, []), *frames.by_act[verb]]
    return entries if lower == lemma or lower not in frames.by_act else [*entries, *frames.by_act[lower]]


def _gerund_of(parse: Parse, frames: Frames, i: int) -> str | None:
    """Return the verb whose act a noun in -ing names: "the sending of observers", "the giving back of houses"."""
    lower = parse.lower[i]
    if parse.pos[i] != "NOUN" or not lower.endswith("ing") or len(lower) < 6:
        return None
    stem = lower[:-3]
    forms = (stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem)
    return next((f for f in forms if f in frames.by_act), None)


def _misfits(parse: Parse, i: int, action: str, verbal: bool) -> bool:
    """Say whether a verb that needs no theme has an object that is another matter: to surrender two commanders is no disarming, to
    withdraw a motion no pullback."""
    obj = parse.child(i, "dobj") if verbal else None
    if obj is None or parse.lemma[obj].lower() in _DISTANCES:
        return False
    return (action == "disarm" and parse.lemma[i].lower() == "surrender") or (action == "withdraw" and parse.lemma[i].lower() == "withdraw")


def _is_theme(parse: Parse, theme: int, wanted: frozenset[str]) -> bool:
    lemma = parse.lemma[theme].lower()
    if lemma == "process" and not _POLITICAL & _modifiers(parse, theme):
        return False
    if lemma in ("it", "this") and ("@truces" in wanted or ("compliance" in wanted and lemma == "it")):
        return True
    if parse.words[max(0, theme - 1)] == "-" and theme > 1 and f"{parse.lower[theme - 2]}-{lemma}" in wanted:
        return True  # "self-rule", which the parser cuts apart
    if parse.lower[theme] == "movements" or (lemma == "corridor" and "road" in wanted and _is_humane(parse, theme)):
        return False
    if parse.lower[theme] == "force" and theme and parse.lower[theme - 1] in ("into", "in", "by", "of"):
        return False
    if lemma in wanted or parse.lower[theme] in wanted:
        return True
    if (
        "@places" in wanted
        and parse.lower[theme] not in _DAYS
        and (parse.pos[theme] == "PROPN" or (lemma == "one" and parse.pos[max(theme - 1, 0)] == "PROPN"))
    ):
        return True
    if any(parse.dep[c] == "nmod" and parse.lemma[c].lower() in wanted for c in parse.children[theme]):
        return True
    if any(parse.dep[c] == "compound" and parse.lower[c].endswith("ing") and parse.lower[c] in wanted for c in parse.children[theme]):
        return True  # "stop recruiting minors"
    people = parse.tag[theme] == "NNPS" and "resident" in wanted and lemma not in _STAND_INS
    if people and theme + 1 < len(parse) and parse.tag[theme + 1] not in ("NNP", "NNPS"):
        return True  # "Bengalis were allowed to go home"
    if lemma in _HELPERS and _HUMANE & _modifiers(parse, theme) and "relief" in wanted:
        return True
    return lemma in (
        "hundred",
        "thousand",
        "dozen",
        "number",
        "most",
        "some",
        "part",
        "half",
        "group",
        "batch",
        "wave",
        "convoy",
        "rest",
        "kind",
        "amount",
        "all",
        "remainder",
        "total",
        "member",
        "cent",
        "percent",
        "share",
        "third",
        "quarter",
    ) and any(parse.lemma[k].lower() in wanted for c in parse.children[theme] if parse.lower[c] == "of" for k in parse.children[c])


def _is_humane(parse: Parse, corridor: int) -> bool:
    """Say whether a corridor is one for relief: by its adjectives, or by what is to pass through it."""
    after = parse.lower[corridor + 1 : min(parse.right_edge(corridor), corridor + 9) + 1]
    return bool(_HUMANE & (_modifiers(parse, corridor) | set(after)))


def _modifiers(parse: Parse, word: int) -> set[str]:
    return {parse.lower[c] for c in parse.children[word] if c < word}


def _has(parse: Parse, i: int, rest: str) -> bool:
    """Say whether a verb's particle or the words of a longer act stand right after word i or hang on it."""
    words = rest.split("_")
    if parse.lower[i + 1 : i + 1 + len(words)] == words or [w.lower() for w in parse.lemma[i + 1 : i + 1 + len(words)]] == words:
        return True
    return len(words) == 1 and any(
        parse.lower[c] == words[0]
        and (words[0] != "in" or parse.dep[c] != "prep")
        and parse.dep[c] in ("prt", "advmod", "prep", "dobj", "oprd", "acomp")
        and c - i < 14
        for c in (*parse.children[i], *(k for o in parse.children[i] if parse.dep[o] in ("dobj", "ccomp") for k in parse.children[o]))
    )


def _words_about(parse: Parse, i: int) -> set[str]:
    words = {parse.lemma[c].lower() for c in parse.children[i]} | {parse.lower[c] for c in parse.children[i]}
    for c in parse.children[i]:
        if parse.dep[c] in ("prep", "acl", "relcl"):
            words |= {parse.lemma[k].lower() for k in parse.children[c]}
            words |= {parse.lemma[k].lower() for k in parse.conjuncts(c)}
    return words


def themes_of(parse: Parse, i: int, verbal: bool) -> list[int]:
    """Return the head words an act can be about, the likeliest first."""
    found: list[int] = []
    children = parse.children[i]
    if verbal:
        if parse.tag[i] == "VBG" and parse.dep[i] in ("amod", "compound") and parse.dep[parse.head[i]] in ("dobj", "pobj"):
            found.append(parse.head[i])
        if parse.tag[i] == "VB" and parse.dep[i] == "compound" and parse.dep[parse.head[i]] == "conj":
            found.append(parse.head[i])  # "halt air raids and lift sieges", taken for a row of nouns
        if parse.lemma[i].lower() in ("leave", "quit", "vacate", "exit"):
            subject = subject_of(parse, i)
            left = parse.child(i, "dobj")
            stays = left is None or parse.pos[left] in ("PROPN", "PRON") or parse.lemma[left].lower() in _LEFT
            found += parse.conjuncts(subject) if subject is not None and stays else []
        if parse.lemma[i].lower() in _ARRIVING and (subject := subject_of(parse, i)) is not None:
            found += parse.conjuncts(subject)
        if parse.dep[i] in ("acl",) and parse.tag[i] == "VBN":
            found.append(parse.head[i])
        for c in children:
            if parse.dep[c] == "dobj" and parse.tag[c] in ("WDT", "WP") and parse.dep[i] == "relcl":
                found.append(parse.head[i])  # "a missile that the army aimed at"
            elif parse.dep[c] in ("dobj", "nsubjpass", "oprd", "dative"):
                found += parse.conjuncts(c)
        for c in children:
            if parse.dep[c] in ("ccomp", "xcomp"):
                found += [c] if parse.pos[c] == "NOUN" or parse.tag[c] == "VBG" else []
                inner = parse.child(c, "nsubj", "nsubjpass")
                found += parse.conjuncts(inner) if inner is not None else []
        beyond = [k for c in children if c > i and parse.dep[c] in ("advmod", "prt") for k in parse.children[c]]
        for c in (*children, *beyond):
            if parse.dep[c] == "prep" and parse.lower[c] in _THEME_PREPS:
                found += [w for k in parse.children[c] if parse.dep[k] in ("pobj", "pcomp") for w in parse.conjuncts(k)]
                found += [w for k in parse.children_of(c, "pcomp") for w in parse.children_of(k, "dobj")]  # "refrain from answering fire"
        if not any(parse.dep[c] == "dobj" and not set_off(parse, i, c) for c in children):
            subject = subject_of(parse, i)
            if subject is not None:
                found += parse.conjuncts(subject)
    else:
        for c in children:
            if parse.dep[c] in ("prep", "agent") and parse.lower[c] in _NOMINAL_PREPS:
                found += [w for k in parse.children[c] if parse.dep[k] in ("pobj", "pcomp") for w in parse.conjuncts(k)]
            elif parse.dep[c] == "dobj":
                found += parse.conjuncts(c)
            if parse.lower[c] == "by":
                found += _of_by(parse, c)
        if not found and parse.lower[i + 1 : i + 2] == ["of"]:
            found += [k for k in parse.children[i + 1] if parse.dep[k] == "pobj"]
        for c in children:
            if parse.dep[c] in ("poss", "compound", "nmod", "amod") and parse.lower[c] not in _PRONOUNS:
                found.append(c)
    return found[:12]


def _of_by(parse: Parse, by: int) -> list[int]:
    """Return what is meant in "the release by both sides of all prisoners", where the parser hung "of" on the sides."""
    agents = [k for k in parse.children[by] if parse.dep[k] == "pobj"]
    return [w for k in agents for c in parse.children[k] if parse.lower[c] == "of" for o in parse.children[c] for w in parse.conjuncts(o)]


_COMPLEMENTS = {"dobj", "prt", "prep", "dative", "xcomp", "ccomp", "advmod", "oprd", "acomp", "npadvmod", "attr", "agent"}


def act_span(parse: Parse, act: Act) -> tuple[int, int]:
    """Return first and last word of the obligation: the act with its object and the phrases that hang on it."""
    i = act.word
    if act.nominal:
        return _noun_span(parse, i)
    if parse.dep[i] == "amod" and act.theme == parse.head[i]:
        return i, max(i, _noun_span(parse, parse.head[i])[1])  # "to free prisoners"
    first = i
    for c in parse.children[i]:
        if c < i and parse.dep[c] in ("advmod", "auxpass", "neg") and c >= i - 3:
            first = min(first, c)
    subject = parse.child(i, "nsubj")
    if subject is not None and any(parse.lower[c] in ("no", "neither") for c in parse.children[subject]) and i - subject < 12:
        first = min(first, parse.left_edge(subject))  # "no armed group will carry arms"
    if act.action in ("talk", "monitor") and act.theme is not None and act.theme < i and parse.dep[act.theme].startswith("nsubj"):
        first = min(first, parse.left_edge(act.theme))
    if parse.dep[i] == "acl" and parse.tag[i] == "VBN" and act.theme == parse.head[i]:
        first = min(first, parse.noun_phrase(parse.head[i])[0])
    if parse.child(i, "auxpass") is not None:
        first = min(first, parse.child(i, "auxpass") or i)
    last = _edge(parse, i, _COMPLEMENTS)
    if parse.dep[i] == "compound" and act.theme == parse.head[i]:
        last = max(last, _noun_span(parse, parse.head[i])[1])
    if act.action == "monitor":
        aim = next((c for c in parse.children[i] if c > i and parse.dep[c] == "advcl" and parse.is_infinitive(c)), None)
        aim = aim if aim is None or parse.right_edge(aim) - i > 24 else parse.right_edge(aim)
        last = max(last, aim if aim is not None else last)  # "sets up a mechanism, with bishops as members, to look into complaints"
    if parse.dep[i] == "ccomp" and parse.lemma[parse.head[i]].lower() == "see" and subject is not None and act.theme == subject:
        first = min(first, parse.left_edge(subject))  # "the deal could see 900 people moved north"
    if last == i and subject is not None and parse.pos[subject] != "PRON" and i - parse.left_edge(subject) < 14:
        first = min(first, parse.left_edge(subject))  # "5,000 soldiers may stay"
    return first, last


def _clause_after(parse: Parse, j: int) -> bool:
    """Say whether a clause of its own follows "and", though the parser took its subject for one more object."""
    k = j + 1
    while k < min(j + 9, len(parse)) and parse.tag[k] in ("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "CD", "VBN"):
        k += 1
    return j + 1 < k < len(parse) and (parse.tag[k] == "MD" or parse.lower[k] in ("is", "are", "was", "were"))


def _noun_span(parse: Parse, i: int) -> tuple[int, int]:
    first = parse.noun_phrase(i)[0]
    while first < i and parse.words[first] in (",", ";", ":", "–", "("):
        first += 1
    last = _edge(parse, i, {"prep", "acl", "amod"})
    if last == i and parse.lower[i + 1 : i + 2] == ["of"]:
        inner = parse.child(i + 1, "pobj")
        last = parse.noun_phrase(inner)[1] if inner is not None and inner > i else i
    return first, last


def _edge(parse: Parse, i: int, deps: set[str]) -> int:
    """Return the last word of what hangs on word i to its right: no further verb, no clause set off, no exchange."""
    last = i
    for c in parse.children[i]:
        if c < i or parse.dep[c] not in deps:
            continue
        if parse.dep[c] == "prep" and (
            opens_exchange(parse, c)
            or (parse.lower[c] == "for" and parse.lower[c - 1] in ("exchange", "return"))
            or parse.lower[c] in ("under", "despite", "since", "after", "during", "according", "including", "like", "as")
        ):
            continue
        edge = parse.right_edge(c)
        for j in range(c, edge + 1):
            if j > i and (
                parse.words[j] in (";", "–", "—", "(", ":")
                or (parse.words[j] == "," and parse.dep[c] != "dobj")
                or (parse.lower[j] in ("after", "upon") and parse.lower[j + 1 : j + 2] == ["which"])
                or opens_exchange(parse, j)
                or parse.tag[j] == "WP$"
                or parse.lower[j - 1 : j + 2] == ["as", "soon", "as"]
                or (parse.lower[j] in ("and", "but", "while") and _clause_after(parse, j))
            ):
                edge = j - 1
                break
        if edge >= c:
            last = max(last, min(edge, i + 40))
    while last > i and parse.words[last] in (",", ".", ";", "-", "–"):
        last -= 1
    return last
