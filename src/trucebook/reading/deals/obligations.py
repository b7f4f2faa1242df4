"""Obligations: words that name an act an agreement can bind somebody to, with action code, theme and who must act.

Invariant: an act is one word of the text; its theme and debtor are head words of the same sentence or None.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from trucebook.codebook import Codebook
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.leavings import leaves_deal
from trucebook.reading.deals.meanings import meant_by, meant_with, only_lasts
from trucebook.reading.deals.owing import set_off, subject_of
from trucebook.reading.deals.particles import goes_free, governed_by, has_words
from trucebook.reading.deals.themes import beside_object, is_theme, of_amounts, themes_of
from trucebook.reading.grammar.lostsubjects import HIDDEN_VERBS
from trucebook.reading.grammar.parse import Parse


@dataclass(frozen=True)
class Act:
    """One act: its word, action code, the head word of what it is done to or by, and whether it is a noun."""

    word: int
    action: str
    theme: int | None
    nominal: bool


_BARE_VERBS = {"disarm", "depart", "integrate", "withdraw", "lift_siege", "talk", "cease_fire", "amnesty", "other"}
_NAMED_FORCES = {"police", "guard", "garrison", "position", "man", "station"}
_DISTANCES = deal_words("distances")
_DENIED = frozenset({"+not"})  # among the themes of an act that counts only where it is denied
Entry = tuple[str, str, frozenset[str] | None]  # the further words of an act, its action, its themes (None for any)


class Frames:
    """The frames of the provision codes, compiled once a codebook: act → (action, themes or None for any)."""

    def __init__(self, codebook: Codebook) -> None:
        self.terms = {name: codebook.terms("provisions", name) for name in codebook.lexicons.get("provisions", {})}
        self.by_act: dict[str, list[Entry]] = {}
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
            for entry in code.lexicon.get("unless", ()):
                acts, _, themes = entry.partition(">")
                self._add(code.id, acts.split(), _DENIED | self._expand(themes.split()))
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
        if parse.lemma[i] in frames.by_act or parse.lower[i] in frames.by_act or _other_form(parse, frames, i) is not None:
            act = act_at(parse, frames, i)
            if act is not None:
                acts.append(_kept_out(parse, _own_men(parse, frames, act)))
    return acts


class Acts:
    """The acts of a report by sentence, each sentence looked through once, when it is asked for."""

    def __init__(self, parse: Parse, frames: Frames) -> None:
        self.parse, self.frames = parse, frames
        self._found: dict[int, list[Act]] = parse.kept_for(frames, "acts by sentence")

    def of(self, sentence: int) -> list[Act]:
        """Return the acts of a sentence, by its number."""
        if sentence not in self._found:
            self._found[sentence] = find_acts(self.parse, self.frames, *self.parse.sentences[sentence])
        return self._found[sentence]

    def all(self) -> Iterator[Act]:
        """Yield the acts of all sentences."""
        for sentence in range(len(self.parse.sentences)):
            yield from self.of(sentence)


def _own_men(parse: Parse, frames: Frames, act: Act) -> Act:
    """Return a leaving as a pullback where a side moves its own men: "move its fighters north of the river"."""
    theme = act.theme
    if act.action != "depart" or act.nominal or theme is None or parse.lemma[theme] not in frames.terms["forces"] | frames.terms["men"]:
        return act
    own = any(parse.dep[c] == "poss" and parse.tag[c] == "PRP$" for c in parse.children[theme])
    return replace(act, action="withdraw") if own and parse.dep[theme] == "dobj" else act


def _is_denied(parse: Parse, verb: int) -> bool:
    """Say whether a verb is denied, by "not" or by who is not to do it: "no soldier may enter the valley"."""
    subject = parse.child(verb, "nsubj", "nsubjpass") or subject_of(parse, verb)
    nobody = subject is not None and (
        parse.lower[subject] in ("nobody", "neither", "none")
        or any(parse.lower[c] in ("no", "neither") for c in parse.children[subject])
        or parse.lower[parse.left_edge(subject)] in ("neither", "no")  # "neither side's men may enter"
    )
    before = parse.lower[max(0, verb - 2) : verb]
    if _refrained_from(parse, verb) or _denied_with(parse, verb) or _does_none(parse, verb) or _goes_without(parse, verb):
        return True
    return nobody or parse.child(verb, "neg") is not None or before in (["not", "to"], ["to", "not"], ["never", "to"])


def _refrained_from(parse: Parse, verb: int) -> bool:
    """Say whether somebody keeps from what a verb tells: "refrain from taking new ground"."""
    top = parse.first_conjunct(verb)
    prep = parse.head[top]
    return parse.dep[top] == "pcomp" and parse.lower[prep] == "from" and parse.lemma[parse.head[prep]] in _REFRAINING


def _does_none(parse: Parse, verb: int) -> bool:
    """Say whether a verb is denied by its object: "will send up no aircraft"."""
    return any(parse.lower[c] == "no" for obj in parse.children_of(verb, "dobj") for c in parse.children_of(obj, "det"))


def _goes_without(parse: Parse, verb: int) -> bool:
    """Say whether something is done without what a verb tells: "go home without being questioned"."""
    top = parse.first_conjunct(verb)
    return parse.dep[top] == "pcomp" and parse.lower[parse.head[top]] == "without"


def _denied_with(parse: Parse, verb: int) -> bool:
    """Say whether "or" puts a verb in a row with one that is denied: "will not enter the valley or bomb it"."""
    over = parse.head[verb]
    alone = parse.child(verb, "nsubj", "nsubjpass", "aux") is None
    joined = parse.dep[verb] == "conj" and alone and any(parse.lower[c] in ("or", "nor") for c in parse.children_of(over, "cc"))
    return joined and (parse.child(over, "neg") is not None or parse.lower[max(0, over - 2) : over] == ["not", "to"])


_REFRAINING = {"abstain", "desist", "refrain"}


def _kept_out(parse: Parse, act: Act) -> Act:
    """Return a deployment that is not to be as a closed area: "send no army into the valley"."""
    if act.action != "deploy" or act.nominal or act.theme is None:
        return act
    over = parse.head[act.word]
    barred = parse.dep[act.word] == "xcomp" and parse.lemma[over] == "be" and parse.child(over, "neg") is not None
    none = barred or any(parse.dep[c] == "det" and parse.lower[c] == "no" for w in parse.conjuncts(act.theme) for c in parse.children[w])
    return replace(act, action="autonomy") if none or parse.child(act.word, "neg") is not None else act


def act_at(parse: Parse, frames: Frames, i: int) -> Act | None:
    """Return the act at a word, or None where neither frame nor bare entry fits; each word is looked at once."""
    known: dict[int, Act | None] = parse.kept_for(frames, "acts")
    if i not in known:
        known[i] = _act_at(parse, frames, i)
    return known[i]


def _act_at(parse: Parse, frames: Frames, i: int) -> Act | None:
    if parse.pos[i] not in ("VERB", "NOUN", "PROPN", "ADJ", "AUX") or _names_no_act(parse, i):
        return None
    verbal = _is_verbal(parse, i)
    entries = [entry for entry in _entries(parse, frames, i) if _fits(parse, i, entry, verbal)]
    if not entries:
        return None
    themes = parse.conjuncts(parse.head[i]) if parse.pos[i] == "ADJ" and _is_hidden_verb(parse, i) else themes_of(parse, i, verbal)
    framed = (act for entry in entries if (act := _by_frame(parse, frames, i, entry, verbal, themes)) is not None)
    return next(framed, None) or _bare_act(parse, i, entries, verbal, themes)


def _names_no_act(parse: Parse, i: int) -> bool:
    """Say whether a word is none of an act: "in exchange", "the Treasury Police", "the hand of a captive", "is free of weapons"."""
    if parse.lower[i] in ("exchange", "return") and i and parse.lower[i - 1] == "in":
        return True
    if parse.pos[i] in ("NOUN", "PROPN") and (parse.lemma[i] in _NAMED_FORCES | _LIMBS or parse.lower[i] == "remains"):
        return True
    if parse.lower[i : i + 2] == ["remains", "of"] or (parse.lower[i] in _KEEPING and parse.lower[i - 1] == "in"):
        return True  # "the remains of two soldiers", "in compliance with it"
    if parse.lower[i] in _WALKING and parse.lemma[parse.head[i]] == "let" and goes_free(parse, i):
        return True  # "let the hostages go" is told by "let"
    return parse.pos[i] == "ADJ" and parse.lower[i] == "free" and parse.lower[i + 1 : i + 2] in (["of"], ["from"])


_KEEPING = {"accordance", "compliance", "keeping", "observance"}
_WALKING = {"go", "walk"}
_LIMBS = {"arm", "back", "face", "hand", "head"}  # nouns that are verbs of frames too


def _is_verbal(parse: Parse, i: int) -> bool:
    """Say whether a word is a verb, whatever the parser took it for."""
    if parse.pos[i] in ("VERB", "AUX") or _in_row_of_verbs(parse, i):
        return True
    return parse.pos[i] == "ADJ" and (parse.tag[i] in ("VBN", "VBG") or parse.child(i, "dobj") is not None or _is_hidden_verb(parse, i))


def _fits(parse: Parse, i: int, entry: Entry, verbal: bool) -> bool:
    """Say whether the words of an entry stand with its verb, and no idiom that means another thing ("move in", "put into force")."""
    rest, action, _ = entry
    if rest and not has_words(parse, i, rest):
        return False
    if not verbal:
        return not rest or parse.pos[i + 1 : i + 2] != ["VERB"]  # "a prisoner exchange", not "prisoners exchanged"
    lemma = parse.lemma[i]
    if lemma == "manage" and parse.child(i, "xcomp") is not None:
        return False  # "managed to hold for a week"
    if lemma == "provide" and parse.child(i, "dobj") is None and any(parse.lower[c] == "for" for c in parse.children[i]):
        return False  # "provides for access" is what the text does
    if not rest and lemma == "move" and parse.lower[i + 1 : i + 2] == ["in"]:
        return False
    if action == "depart" and lemma == "carry" and has_words(parse, i, "out"):
        return False
    if lemma in ("allow", "let") and (parse.lower[i + 1 : i + 3] == ["go", "of"] or parse.lower[i + 1 : i + 2] in _THEMSELVES):
        return False  # "not let go of the file", "not allow themselves to be drawn in"
    return parse.lower[i + 1 : i + 3] not in (["into", "force"], ["into", "effect"])


_THEMSELVES = (["itself"], ["themselves"], ["himself"], ["herself"])


def _bare_act(parse: Parse, i: int, entries: list[Entry], verbal: bool, themes: list[int]) -> Act | None:
    """Return the act of the first entry that needs no theme, or None."""
    for rest, action, wanted in entries:
        if wanted is None and (rest or not verbal or action in _BARE_VERBS) and not _misfits(parse, i, action, verbal):
            meant = "other" if action == "withdraw" and verbal and leaves_deal(parse, i) else action
            about = [t for t in themes if parse.dep[t] != "amod" or parse.words[t][:1].isupper()]  # not "a partial pullback"
            return Act(word=i, action=meant, theme=about[0] if about else None, nominal=not verbal)
    return None


def _by_frame(parse: Parse, frames: Frames, i: int, entry: Entry, verbal: bool, themes: list[int]) -> Act | None:
    """Return the act of an entry that wants a theme, a denial or words about a noun, where these are there."""
    rest, action, wanted = entry
    if wanted is None:
        return None
    none = not verbal and any(parse.lower[c] == "no" for c in parse.children[i])
    if "+not" in wanted and not (none or (verbal and _is_denied(parse, i))):
        return None
    if none and action == "cease_fire" and "+not" not in wanted:
        return None  # "no let-up in the raids"
    if wanted == _DENIED:
        return Act(word=i, action=action, theme=parse.child(i, "dobj", "nsubjpass") if verbal else None, nominal=not verbal)
    if not verbal and "+noun" in wanted:
        meant = meant_with(parse, frames.terms, i, i, action) if parse.lemma[i] == "passage" else action
        return Act(word=i, action=meant, theme=i, nominal=True) if meant is not None and _words_about(parse, i) & wanted else None
    for theme in [*themes, *governed_by(parse, i, rest), *of_amounts(parse, themes)]:
        if (is_theme(parse, theme, wanted) or _frees(parse, i, theme, action)) and not (
            verbal and action in _OF_OBJECTS and beside_object(parse, i, theme)
        ):
            meant = meant_with(parse, frames.terms, i, theme, action)
            if meant == "autonomy" and verbal and only_lasts(parse, i):
                return None
            if meant is not None:
                return Act(word=i, action=meant_by(parse, frames.terms, i, theme, meant), theme=theme, nominal=not verbal)
    return None


def _frees(parse: Parse, i: int, theme: int, action: str) -> bool:
    """Say whether somebody named or taken is freed: "free Sanchez", "free ten captured pilots", not "free Kirkuk from them"."""
    if action != "release" or parse.lemma[i] not in _HANDING_BACK:
        return False
    if any(parse.lower[c] in _TAKEN for c in parse.children[theme] if parse.dep[c] in ("amod", "acl")):
        return True
    if parse.lemma[i] in ("free", "liberate") and (parse.lower[theme] in _THEM or parse.tag[theme] == "CD"):
        return parse.dep[theme] in ("dobj", "nsubjpass")  # "they were freed in exchange for …", "forty of them were freed"
    if parse.lemma[i] not in ("free", "release") or parse.tag[theme] != "NNP":
        return False
    return parse.dep[theme] in ("dobj", "nsubjpass") and not any(parse.lower[c] in ("from", "of") for c in parse.children[i])


_THEM = {"others", "he", "her", "him", "she", "them", "they"}
_HANDING_BACK = {"deliver", "exchange", "free", "give", "hand", "release", "return", "swap", "transfer", "turn"}
_TAKEN = {"abducted", "captive", "captured", "detained", "imprisoned", "jailed", "kidnapped"}


def _is_hidden_verb(parse: Parse, i: int) -> bool:
    """Say whether the parser took "to free prisoners", "to clear mines" for a way to prisoners who are free."""
    after = i > 0 and parse.lower[i - 1] == "to" and parse.dep[i - 1] in ("prep", "aux", "dative")
    return after and parse.dep[i] == "amod" and parse.lower[i] in HIDDEN_VERBS


def _in_row_of_verbs(parse: Parse, i: int) -> bool:
    """Say whether the parser took a verb in a row of verbs for a noun: "would quit the fort and hand over the captives"."""
    over = parse.head[i]
    return parse.dep[i] == "conj" and parse.tag[i] in ("NN", "NNS") and parse.pos[over] == "VERB" and parse.child(i, "dobj") is not None


_OF_OBJECTS = {"depart", "release", "return", "autonomy"}


def _entries(parse: Parse, frames: Frames, i: int) -> list[Entry]:
    """Return what the frames hold of a word by its lemma, then by its form."""
    lemma, lower = parse.lemma[i], parse.lower[i]
    other = _other_form(parse, frames, i)
    entries = frames.by_act.get(lemma, []) if other is None else [*frames.by_act.get(lemma, []), *frames.by_act[other]]
    return entries if lower == lemma or lower not in frames.by_act else [*entries, *frames.by_act[lower]]


def _other_form(parse: Parse, frames: Frames, i: int) -> str | None:
    """Return the verb whose act a noun in -ing names ("the sending of observers"), or a word that the parser cuts apart ("self-rule")."""
    lower = parse.lower[i]
    if i > 1 and parse.words[i - 1] == "-":
        whole = f"{parse.lower[i - 2]}-{parse.lemma[i]}"
        return whole if whole in frames.by_act and not whole.startswith("de-") else None
    if parse.pos[i] != "NOUN" or not lower.endswith("ing") or len(lower) < 6:
        return None
    stem = lower[:-3]
    forms = (stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem)
    return next((f for f in forms if f in frames.by_act), None)


def _misfits(parse: Parse, i: int, action: str, verbal: bool) -> bool:
    """Say whether a verb that needs no theme has an object that is another matter: to surrender two commanders is no disarming, to
    withdraw a motion no pullback."""
    if action == "other" and verbal and parse.dep[i] in ("acl", "advcl"):
        return True  # "hand over money to compensate the widows" is one duty
    obj = parse.child(i, "dobj") if verbal else None
    if action == "talk" and parse.lemma[i] in ("meet", "meeting"):
        return obj is not None or parse.tag[i] != "VB"  # "will meet in Oslo", not "met the terms", "the meeting"
    if obj is None or parse.lemma[obj] in _DISTANCES or set_off(parse, i, obj):
        return False
    return (action == "disarm" and parse.lemma[i] == "surrender") or (action == "withdraw" and parse.lemma[i] == "withdraw")


def _words_about(parse: Parse, i: int) -> set[str]:
    words = {parse.lemma[c] for c in parse.children[i]} | {parse.lower[c] for c in parse.children[i]}
    for c in parse.children[i]:
        if parse.dep[c] in ("prep", "acl", "relcl"):
            words |= {parse.lemma[k] for k in parse.children[c]}
            words |= {parse.lemma[k] for k in parse.conjuncts(c)}
    return words
