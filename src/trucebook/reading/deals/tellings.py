"""Tellings: how a word tells of an act as of a fact, that it was done, is being done, or was not done.

Invariant: what is still to come, asked for or only possible tells nothing.
"""

from dataclasses import dataclass

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.obligations import Act
from trucebook.reading.grammar.parse import Parse

_OPEN = {
    "will",
    "would",
    "'ll",
    "could",
    "should",
    "may",
    "might",
    "must",
    "can",
    "shall",
    "to",
    "if",
    "unless",
    "until",
    "before",
    "whether",
}
_STANDS = {"ROOT", "ccomp", "conj", "parataxis", "advcl", "relcl"}
_STARTING = deal_words("starting") - {"finish"}
_FAILING = deal_words("failing")
_COMPLETING = deal_words("completing")
_PARTIAL = deal_words("partial")
_WILLING = {"will", "would", "wo", "'ll"}
_WHOLE = {"all", "both", "last", "final", "remaining", "rest", "entire", "whole"}
_OPEN_STILL = {"yet", "now", "far"}
_NOBODY = {"neither", "nobody", "none", "no"}


@dataclass(frozen=True)
class Telling:
    """How an act stands by what is told of it, and the word that tells it."""

    status: str
    word: int


def tell(parse: Parse, act: Act) -> Telling | None:
    """Return how an act is told, or None where it is no fact."""
    if act.nominal:
        return _by_its_verb(parse, act)
    if (refusing := refusing_word(parse, act)) is not None:
        return Telling("refused", refusing)
    over = parse.head[act.word]
    if parse.dep[act.word] == "xcomp" and parse.lemma[over] in _FAILING and _is_past(parse, over):
        return Telling("breached", over)
    if parse.dep[act.word] == "xcomp" and parse.lemma[over] in _STARTING and _is_past(parse, over):
        return Telling("breached" if is_denied(parse, over) else "under_way", over)
    if parse.dep[act.word] not in _STANDS:
        return None
    if _is_going_on(parse, act.word):
        return Telling("under_way", act.word)
    if not _is_past(parse, act.word):
        return None
    if is_denied(parse, act.word):
        return None if _is_open_still(parse, act.word) else Telling("breached", act.word)
    return Telling("under_way" if _is_partial(parse, act) else "done", act.word)


def refusing_word(parse: Parse, act: Act) -> int | None:
    """Return the word by which a side says that it will not do an act: "would not withdraw", "will hand over no arms"; None for none."""
    said = {parse.lower[c] for c in parse.children[act.word] if parse.dep[c] == "aux"}
    if parse.dep[act.word] not in _STANDS or not said & _WILLING:
        return None
    given = parse.child(act.word, "dobj")
    nothing = given is not None and any(parse.lower[c] in ("no", "nothing") for c in (given, *parse.children[given]))
    return act.word if nothing or parse.child(act.word, "neg") is not None else None


def _by_its_verb(parse: Parse, act: Act) -> Telling | None:
    """Return how an act is told that a noun names: "the swap took place", "the handover never began"."""
    verb = parse.head[act.word]
    if not parse.dep[act.word].startswith("nsubj") or parse.pos[verb] != "VERB":
        return None
    begins = parse.lemma[verb] in _STARTING
    if not begins and not _ends(parse, verb):
        return None
    if begins and _is_going_on(parse, verb):
        return Telling("under_way", verb)
    if not _is_past(parse, verb):
        return None
    if is_denied(parse, verb) or any(parse.lower[c] in _NOBODY for c in parse.children[act.word]):
        return None if _is_open_still(parse, verb) else Telling("breached", verb)
    return Telling("under_way" if begins or _is_partial(parse, act) else "done", verb)


def _ends(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells that what its subject names was done: "was completed", "took place", "was carried out"."""
    if parse.lemma[verb] in _COMPLETING:
        return True
    object_ = parse.child(verb, "dobj")
    if parse.lemma[verb] == "take":
        return object_ is not None and parse.lower[object_] == "place"
    away = {"carry": "out", "come": "about", "go": "ahead"}.get(parse.lemma[verb])
    return away is not None and any(parse.lower[c] == away for c in parse.children[verb])


def _is_past(parse: Parse, verb: int) -> bool:
    """Say whether a verb stands in the past or the perfect, denied or not, with nothing that leaves it open."""
    aux = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass", "mark")}
    if aux & _OPEN:
        return False
    if parse.tag[verb] == "VBD" or (parse.tag[verb] == "VB" and "did" in aux):
        return True
    if parse.tag[verb] != "VBN":
        return False
    return bool(aux & {"have", "has", "had", "'ve", "was", "were", "been"})


def _is_going_on(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what is in progress: "are leaving", "has been leaving"."""
    aux = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] == "aux"}
    return parse.tag[verb] == "VBG" and bool(aux & {"is", "are", "was", "were", "been"}) and not aux & _OPEN and not is_denied(parse, verb)


def is_denied(parse: Parse, verb: int) -> bool:
    """Say whether a verb is denied, by a word on it or by who did it: "never freed", "none was freed", "not one gun was given up"."""
    if any(parse.dep[c] == "neg" or parse.lower[c] in ("never", "n't", "not") for c in parse.children[verb]):
        return True
    subject = parse.child(verb, "nsubj", "nsubjpass")
    if subject is None:
        return False
    first = max(parse.left_edge(subject), subject - 4)
    one = "one" in parse.lower[first : subject + 1] and parse.lower[first] == "not"
    return one or parse.lower[subject] in _NOBODY or any(parse.lower[c] in _NOBODY for c in parse.children[subject])


def _is_open_still(parse: Parse, verb: int) -> bool:
    """Say whether what was not done may still be: "not yet", "so far", "until now"."""
    return any(parse.lower[c] in _OPEN_STILL for k in parse.children[verb] for c in (k, *parse.children[k]))


def _is_partial(parse: Parse, act: Act) -> bool:
    """Say whether only some of those meant are told of: "some 300 of them left", "a first group was freed"."""
    who = act.word if act.nominal else act.theme
    subject = None if act.nominal else parse.child(act.word, "nsubj", "nsubjpass")
    words = {parse.lower[k] for w in (who, subject) if w is not None for k in (w, *parse.children[w])}
    return bool(words & _PARTIAL) and not words & _WHOLE
