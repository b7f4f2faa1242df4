"""Recasting: acts that mean another action, or none, by a word that stands beside their theme.

Invariant: every answer is read from the theme, the words on it and those that hang on the verb.
"""

from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.themes import modifiers
from trucebook.reading.grammar.parse import Parse

_BATCHES = {"batch", "column", "group", "phase", "stage", "step", "unit", "wave"}
_CREWS = {"crew", "engineer", "team", "technician", "worker", "workshop"}
_HELD = {"capture", "detain", "hold", "seize", "take"}
_HANDING = {"deliver", "give", "hand", "return", "surrender", "turn"}
_IN_ARMS = {"combatant", "fighter", "gunman", "guerrilla", "militant", "militiaman", "rebel"}
_LETTING = {"admit", "allow", "enter", "entry", "let", "permit"}
_OF_STATE = {"civil", "intelligence", "police", "secret", "security", "state"}
_OF_SUPPLY = {"electricity", "maintenance", "power", "repair", "water"}
_OPENED = {"dialogue", "market", "meeting", "negotiation", "round", "school", "session", "talk", "term", "year"}


def recast(parse: Parse, i: int, theme: int, action: str) -> str | None:
    """Return the action that an act at word `i` means beside its theme, None where the theme is not what it is done to."""
    lemma, about = parse.lemma[i], parse.lemma[theme]
    if action == "lift_siege" and lemma in ("open", "reopen", "resume") and _opens_in(parse, i, theme):
        return None  # "Talks are to open at the airport"
    if action in ("depart", "withdraw") and about in _BATCHES and _governor(parse, theme) == "in":
        return None  # "left in two groups"
    if action == "autonomy" and lemma == "hold" and parse.child(i, "auxpass") is not None and _governor(parse, theme) == "in":
        return None  # "A vote was to be held in nine districts"
    if action in ("aid", "deploy", "lift_siege", "monitor") and lemma in _LETTING and _are_repairers(parse, theme):
        return "restore_services"  # "let the repair crews in"
    if action == "deploy" and lemma in _HANDING and about in _IN_ARMS and _are_held(parse, theme):
        return "release"  # "hand over the fighters they hold"
    if action == "return" and parse.lower[theme] == "services" and not _OF_STATE & modifiers(parse, theme):
        return "restore_services"  # "the public services would return"
    return action


def _governor(parse: Parse, theme: int) -> str:
    """Return the preposition that governs a word, in small letters, or nothing."""
    top = parse.first_conjunct(theme)
    return parse.lower[parse.head[top]] if parse.dep[top] == "pobj" else ""


def _opens_in(parse: Parse, verb: int, theme: int) -> bool:
    """Say whether talks, a school or the like open, and a place only tells where."""
    subject = subject_of(parse, verb)
    opened = subject is not None and subject != theme and parse.lemma[subject] in _OPENED
    return opened and parse.child(verb, "dobj") is None


def _are_repairers(parse: Parse, theme: int) -> bool:
    """Say whether those let in come to repair: "power crews", "a maintenance team"."""
    row = parse.conjuncts(parse.first_conjunct(theme))
    crews = [w for w in row if parse.lemma[w] in _CREWS]
    return any(_OF_SUPPLY & modifiers(parse, w) for w in crews)


def _are_held(parse: Parse, theme: int) -> bool:
    """Say whether people in arms are captives: "the fighters it holds", "20 fighters"."""
    held = any(parse.lemma[c] in _HELD for c in parse.children_of(theme, "acl", "relcl"))
    return held or (parse.dep[theme] in ("dobj", "nsubjpass") and any(parse.tag[c] == "CD" for c in parse.children[theme]))
