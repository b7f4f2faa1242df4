"""Accords: how a deal comes about, takes effect or is only named in passing.

Invariant: what tells of an accord made is AGREE, whoever tells it; a past accord that is only named to say what became of it is no act.
"""

from trucebook.reading.acts.eventtypes import Typed, TypeLexicon
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause

_ARRANGING = frozenset({"mediate", "arrange", "negotiate", "facilitate", "announce", "broker", "conclude", "reach"})
_CONCLUDING = frozenset({"conclude", "work", "hammer", "thrash", "reach", "sign", "negotiate", "strike", "seal", "clinch"})
_EFFECT = frozenset({"effect", "force"})
_ENTERING = frozenset({"take", "come", "go", "enter"})
_ARRANGED = frozenset({"it", "which", "that", "arrangement", "reconciliation", "halt", "pause", "protocol", "memorandum", "understanding"})
_BECOMING = frozenset(
    {"collapse", "break", "last", "fail", "lapse", "expire", "unravel", "fall", "run", "end", "crumble", "founder", "survive", "cover"}
    | {"provide", "stipulate", "oblige", "commit", "require", "foresee"}
)
_OTHERS = frozenset({"earlier", "previous", "similar", "first", "last", "another", "former", "past", "prior"})


def arranged(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return AGREE for an accord that others arranged or announced ("a truce mediated by the union", "announced by both capitals")
    or that takes effect ("it took effect on Sunday")."""
    if _takes_effect(parse, clause):
        return Typed("AGREE", None, clause.word, "truce take effect", False)
    word = clause.light if clause.light is not None else clause.word
    accord = clause.word if clause.nominal else clause.patient
    lemma = parse.lemma[word]
    if accord is None or not is_accord(parse, accord, lexicon) or not clause.passive or clause.assertion != "happened":
        return None
    if lemma not in _CONCLUDING and (lemma not in _ARRANGING or parse.dep[word] != "acl" or clause.agent is None):
        return None
    return Typed("AGREE", None, clause.word, f"{parse.lemma[accord]} {parse.lemma[word]} by", False)


def is_accord(parse: Parse, word: int, lexicon: TypeLexicon) -> bool:
    """Say whether a word is an accord, "cease-fire" of three words too."""
    return parse.lemma[word] in lexicon.accords or parse.lower[max(word - 2, 0) : word + 1] == ["cease", "-", "fire"]


def _takes_effect(parse: Parse, clause: Clause) -> bool:
    """Say whether an arrangement, named by a pronoun too, takes effect or enters into force."""
    if clause.nominal or clause.bare not in _ENTERING or clause.agent is None or clause.assertion != "happened" or clause.negated:
        return False
    if parse.lemma[clause.agent] not in _ARRANGED and parse.lower[clause.agent] not in _ARRANGED:
        return False
    return bool(_EFFECT.intersection(parse.lower[clause.word + 1 : clause.word + 4]))


def only_named(parse: Parse, clause: Clause, typed: Typed) -> float:
    """Return what an accord loses for being named only to say what it held or what became of it: "a truce signed in May collapsed",
    "an earlier truce, agreed in Norvik"."""
    if typed.type not in ("AGREE", "CONCEDE", "CONSULT"):
        return 0.0
    word = clause.light if clause.light is not None else clause.word
    told = parse.dep[word] in ("acl", "relcl")
    accord = parse.head[word] if told else clause.word if clause.nominal and clause.light is None else None
    if accord is None:
        return 0.0
    lost = 0.3 if _OTHERS.intersection(parse.lower[c] for c in parse.children[accord] if c < accord) else 0.0
    first = parse.first_conjunct(accord)
    subject = parse.dep[first] in ("nsubj", "nsubjpass")
    return lost + (0.3 if subject and parse.lemma[parse.head[first]] in _BECOMING else 0.0)
