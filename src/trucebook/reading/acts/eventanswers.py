"""Answers: what a side says to a charge, an offer or a question: denials, nays and replies that turn it away.

Invariant: whoever answers is the source; what is denied is no act beside its denial.
"""

from bisect import bisect_left

from msgspec.structs import replace

from trucebook.reading.acts.eventroles import Roles
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon, object_nouns, type_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes

_DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "AGREE", "CONSULT"})
_CHARGED = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
_FORBIDDEN = frozenset({"chemical weapon", "gas", "chlorine", "sarin", "nerve agent", "cluster bomb", "poison"})
_REPLYING = frozenset({"reply", "answer", "retort", "counter", "respond"})
_PUTTING_OFF = frozenset({"put off", "postpone", "delay", "suspend", "call off", "cancel", "freeze", "halt"})
_PUT_OFF = frozenset(
    {"release", "handover", "round", "withdrawal", "exchange", "swap", "evacuation", "convoy", "part", "participation", "meeting"}
    | {"signing", "delivery", "mission", "visit", "session", "return", "pullout", "pullback", "transfer"}
)
_ASKING = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
_OFFERING = ("propose", "offer", "accuse", "say")
_FAR = 2
_UTTERED = frozenset({"happened", "denied", "ongoing"})


def answered(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return REJECT for "denied the charge", "said no", "replied that its men had kept the truce"."""
    if clause.nominal or clause.negated or clause.assertion not in _UTTERED:
        return None
    parse = notes.parse
    if clause.bare == "say" and parse.lower[clause.word + 1 : clause.word + 2] == ["no"] and _ends(parse.lower, clause.word + 2):
        return Typed("REJECT", None, clause.word, "say no", False)
    if clause.bare == "deny":
        return _denied(notes, clause, lexicon)
    content = parse.child(clause.word, "ccomp")
    if clause.bare in _REPLYING and content is not None and content > clause.word and clause.agent is not None:
        return Typed("REJECT", None, clause.word, f"{clause.bare} that", True)
    return None


def put_off(parse: Parse, clause: Clause) -> Typed | None:
    """Return REJECT for a step of a deal that is put off or called off: "put off the release", "suspended its part in the talks"."""
    if clause.nominal or clause.negated or clause.assertion not in _UTTERED or clause.lemma not in _PUTTING_OFF:
        return None
    if not _PUT_OFF.intersection(object_nouns(parse, clause.patient)):
        return None
    return Typed("REJECT", None, clause.word, f"{clause.lemma} step", False)


def _ends(words: tuple[str, ...] | list[str], at: int) -> bool:
    """Say whether a word closes what is said: nothing follows, a stop, or to whom or when it is said."""
    return at >= len(words) or words[at] in {".", ",", ";", "to", "on", "and", "again", "twice"}


def _denied(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return the type of a denial: the deed's own, denied, for weapons that are forbidden and for dealings with others ("denied
    having met the clan"), else REJECT of the charge ("denied that it had shelled the port", "denied it")."""
    parse = notes.parse
    if clause.passive or clause.agent is None:
        return None
    if _FORBIDDEN.intersection(object_nouns(parse, clause.patient)):
        return Typed("ASSAULT", "unconventional", clause.word, "deny use weapon", False)
    kind = _deed(notes, clause, lexicon)
    if kind is None or kind.type in _CHARGED:
        return Typed("REJECT", None, clause.word, f"deny {kind.entry}" if kind is not None else "deny charge", False)
    return replace(kind, word=clause.word, entry=f"deny {kind.entry}", weak=False)


def _deed(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return the first deed that a denial holds, with its type."""
    parse, held = notes.parse, notes.clause_by_word
    for word in parse.subtree(clause.word):
        if word > clause.word and parse.dep[word] == "conj" and parse.tag[word] in ("VBD", "VBN"):
            return None
        inner = held.get(word) if word > clause.word else None
        kind = type_of(parse, inner, lexicon) if inner is not None else None
        if kind is not None and kind.type in _DEEDS:
            return kind
    return None


def with_askers(notes: Notes, typed: dict[int, Typed], roles: dict[int, Roles]) -> dict[int, Roles]:
    """Return the roles with each refusal or denial that names nobody aimed at who asked or accused last, up to two sentences before:
    "The clan blamed the navy. The navy denied it."."""
    asked = sorted(
        w for w, kind in typed.items() if (kind.type in _ASKING or kind.entry.startswith(_OFFERING)) and roles[w].source is not None
    )
    found = dict(roles)
    for word, kind in typed.items():
        if kind.type != "REJECT" or roles[word].target is not None or roles[word].source is None:
            continue
        for before in reversed(asked[: bisect_left(asked, word)]):
            if notes.parse.sentence_of[word] - notes.parse.sentence_of[before] > _FAR:
                break
            asker = roles[before].source
            if asker is not None and asker != roles[word].source and not _same(notes, asker, roles[word].source):
                found[word] = replace(roles[word], target=asker)
                break
    return found


def _same(notes: Notes, one: int, other: int | None) -> bool:
    """Say whether two words name one side."""
    return other is not None and notes.parse.lemma[one] == notes.parse.lemma[other]
