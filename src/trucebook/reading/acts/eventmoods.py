"""Moods of events: what an act becomes when somebody only says that it will, must or will not be done.

Invariant: an act that is itself an utterance (a demand, a threat, a refusal) is never turned into another.
"""

from trucebook.reading.acts.eventdemands import MUST, can_act
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes

_UTTERANCES = frozenset({"REQUEST", "REJECT", "THREATEN", "ACCUSE", "AGREE"})
_CONFLICT = frozenset({"COERCE", "SANCTION", "ASSAULT", "PROTEST", "MOBILIZE"})
_OFFERING = frozenset({"offer", "agree", "propose", "accept", "consent", "volunteer", "promise", "pledge", "undertake", "commit"})
_WILL = frozenset({"will", "'ll", "would", "wo", "shall"})
_IDLE = frozenset({"idle", "idly", "by", "silent", "silently", "aside", "arms"})
_STAYING = frozenset({"sit", "stand", "remain", "stay", "watch"})
_YIELDED = frozenset(
    "leave go step withdraw surrender sign accept attend negotiate talk return hand give back retreat pull lay budge move bargain"
    " allow let open stop halt cease release free lift meet sit recognise recognize yield bow compromise rest abandon".split()
)


def in_mood(notes: Notes, clause: Clause, typed: Typed | None, lexicon: TypeLexicon) -> Typed | None:
    """Return the type of what is uttered: an act somebody says must be done is a REQUEST, one that a side will do is AGREE
    or, where it harms, THREATEN, one that it will not do REJECT; other acts keep their type."""
    parse = notes.parse
    if clause.nominal or (typed is not None and typed.type in _UTTERANCES - {"AGREE"}):
        return typed
    modal = next((parse.lower[c] for c in parse.children[clause.word] if parse.tag[c] == "MD"), "")
    speaker = saying_verb(parse, clause, lexicon)
    undone = clause.passive and clause.agent is None and typed is not None
    if modal in MUST and speaker is not None and (undone or can_act(notes, clause.agent, lexicon)):
        return Typed("REQUEST", None, clause.word, f"said … {modal}", False, uttered=True)
    perfect = any(parse.lower[c] == "have" and parse.dep[c] == "aux" for c in parse.children[clause.word])
    if modal in _WILL and clause.assertion == "refused" and (clause.lemma == "hesitate" or _not_idle(parse, clause)):
        return Typed("THREATEN", None, clause.word, f"{modal} not {clause.bare}", False, uttered=True)
    if modal in _WILL and clause.assertion == "refused" and typed is not None and typed.type in _CONFLICT and not perfect:
        return Typed("AGREE", None, clause.word, f"{modal} not {clause.lemma}", False, uttered=True)
    plain = speaker is not None or parse.dep[clause.word] in ("ROOT", "conj", "ccomp")
    if modal in _WILL and clause.assertion == "refused" and not perfect and plain and (typed is not None or speaker is not None):
        firm = typed is not None or (clause.bare in _YIELDED and can_act(notes, clause.agent, lexicon))
        return Typed("REJECT", None, clause.word, f"{modal} not {clause.lemma}", not firm, uttered=True)
    if typed is not None and typed.type == "AGREE":
        return typed
    if (
        (modal in _WILL or _is_ready(parse, clause))
        and clause.assertion == "announced"
        and typed is not None
        and clause.agent is not None
        and not clause.passive
        and not clause.negated
        and typed.type != "MOBILIZE"
    ):
        type_ = "THREATEN" if typed.type in _CONFLICT else "AGREE"
        return Typed(type_, None, clause.word, f"{modal or 'ready to'} {typed.entry}", typed.weak, uttered=True)
    return typed


def _not_idle(parse: Parse, clause: Clause) -> bool:
    """Say whether somebody says he will not look on: "would not sit idle", "will not stand by"."""
    return clause.bare in _STAYING and bool(_IDLE.intersection(parse.lower[clause.word + 1 : clause.word + 4]))


def saying_verb(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> int | None:
    """Return the verb of saying whose content a clause is, or None."""
    word = clause.light if clause.light is not None else clause.word
    h = parse.head[word]
    if parse.dep[word] == "ccomp" and h != word and parse.lemma[h] in lexicon.saying | lexicon.arguing:
        return h
    return None


def _is_ready(parse: Parse, clause: Clause) -> bool:
    """Say whether a clause is what somebody is ready, willing or prepared to do."""
    h = parse.head[clause.word]
    return (
        parse.dep[clause.word] in ("xcomp", "ccomp")
        and parse.pos[h] in ("ADJ", "VERB")
        and parse.lower[h] in ("ready", "willing", "prepared", "poised", "set")
    )


def with_threats(parse: Parse, typed: dict[int, Typed]) -> dict[int, Typed]:
    """Return the types with promises, plans and vows of harm turned into threats."""
    found = dict(typed)
    for word, kind in typed.items():
        offers = kind.entry.split()[0] in _OFFERING
        if kind.type == "AGREE" and not kind.uttered and not offers and (content := parse.child(word, "xcomp")) is not None:
            inner = typed.get(content)
            if inner is not None and inner.type in _CONFLICT:
                found[word] = Typed("THREATEN", None, word, f"{kind.entry} … {inner.entry}", kind.weak)
    return found
