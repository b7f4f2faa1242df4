"""Demands: what somebody says must be done, in a statement or speech, and whose words they are.

Invariant: a demand names who must act, and is never the speaker's own duty ("we must keep asking").
"""

from bisect import bisect_right

from trucebook.reading.acts.eventfolds import BREAKING
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon, object_nouns
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.people.who import actor_at

MUST = frozenset({"must", "should", "ought"})
_BOUND = frozenset({"need", "have"})
_SELF = frozenset({"i", "we", "us", "me"})
_NOBODY = frozenset({"it", "this", "that", "there", "these", "those", "which", "what", "who", "nobody", "nothing", "they"})
_WISHING = frozenset({"encourage", "expect", "invite", "remind", "challenge", "counsel"})
_FIRST_PERSON = frozenset({"i", "we"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_DEEPEST, _NEAR, _SHORT = 6, 60, 1200


def demanded(notes: Notes, clause: Clause, typed: Typed | None, lexicon: TypeLexicon) -> Typed | None:
    """Return REQUEST for a duty laid on somebody else: "the militia must leave" in somebody's words, "it is vital that both
    sides hold their fire", "encouraged the clans to talk"; else the type as it was."""
    parse = notes.parse
    if clause.nominal:
        return _carried_duty(notes, clause, typed, lexicon)
    if typed is None and clause.bare in ("want", "expect") and wanted(notes, clause, lexicon) is not None:
        return Typed("REQUEST", None, clause.word, f"{clause.bare} that", False)
    if typed is not None and clause.bare in _WISHING and _told_to(parse, clause.word):
        return Typed("REQUEST", None, clause.word, f"{clause.bare} to", False)
    if (duty := urgent_duty(parse, clause, lexicon)) is not None and not _is_own(parse, duty):
        return Typed("REQUEST", None, urgent_word(parse, clause, lexicon) or clause.word, "is vital that", False, uttered=True)
    if _also_vital(notes, clause, lexicon):
        return Typed("REQUEST", None, clause.word, "also vital", False, uttered=True)
    if typed is not None and typed.type in ("REQUEST", "ACCUSE", "REJECT", "THREATEN"):
        return typed
    undone = clause.passive and clause.agent is None and typed is not None
    if must_do(parse, clause.word) and (undone or can_act(notes, clause.agent, lexicon)) and _is_spoken(notes, clause.word):
        return Typed("REQUEST", None, clause.word, "must", False, uttered=True)
    return typed


def _carried_duty(notes: Notes, clause: Clause, typed: Typed | None, lexicon: TypeLexicon) -> Typed | None:
    """Return REQUEST for a duty told by a verb that only carries an event noun: "the parties must implement the deal"."""
    verb = clause.light
    if verb is None or not must_do(notes.parse, verb) or not can_act(notes, clause.agent, lexicon):
        return typed
    above = notes.parse.head[verb]
    reported = notes.parse.dep[verb] == "ccomp" and notes.parse.lemma[above] in lexicon.saying
    return Typed("REQUEST", None, verb, "must", False, uttered=True) if reported or _is_spoken(notes, verb) else typed


def _is_spoken(notes: Notes, word: int) -> bool:
    """Say whether a word stands in somebody's own words: as spoken, or in a statement that says "we" of those who issue it."""
    return spoken_at(notes, word) is not None or (own_voice(notes) is not None and notes.parse.head[word] == word)


def own_voice(notes: Notes) -> int | None:
    """Return the first "we" by which a report speaks of those who issue it: a short one without words as spoken that says it twice."""
    if "own voice" not in notes.parse.kept:
        notes.parse.kept["own voice"] = _find_own_voice(notes)
    found: int | None = notes.parse.kept["own voice"]
    return found


def _find_own_voice(notes: Notes) -> int | None:
    parse = notes.parse
    if len(parse) > _SHORT or any(s.direct for s in notes.speeches):
        return None
    said = [i for i, w in enumerate(parse.lower) if w == "we" and parse.dep[i] == "nsubj" and not parse.quoted[i]]
    return next((i for i in said if actor_at(notes, i) is not None), None) if len(said) > 1 else None


def wanted(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> int | None:
    """Return who is to act in "Norvik wants that the clan leaves", "we expect the clan to leave"; None where nobody else is,
    or where it is nobody known who wants it."""
    parse = notes.parse
    content = parse.child(clause.word, "ccomp")
    speaks = clause.agent is not None and (actor_at(notes, clause.agent) is not None or parse.lower[clause.agent] in _FIRST_PERSON)
    if content is None or content < clause.word or clause.passive or clause.negated or not speaks:
        return None
    whom = parse.child(content, "nsubj", "nsubjpass")
    return whom if can_act(notes, whom, lexicon) else None


def must_do(parse: Parse, word: int) -> bool:
    """Say whether a verb tells a duty: "must leave", "needs to leave", "has to leave"."""
    if any(parse.tag[c] == "MD" and parse.lower[c] in MUST for c in parse.children[word]):
        return True
    yet = any(parse.lower[c] in ("yet", "still", "been") for c in parse.children[word])
    return parse.lemma[word] in _BOUND and not yet and _told_to(parse, word)


def _also_vital(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> bool:
    """Say whether a clause is the second of two duties that are called urgent: "vital that the clan leaves, and that all talk"."""
    parse, top = notes.parse, notes.parse.first_conjunct(clause.word)
    own = parse.child(clause.word, "nsubj", "nsubjpass")
    if top == clause.word or own is None or not _is_duty(parse, clause.word) or not can_act(notes, own, lexicon):
        return False
    above = notes.clause_by_word.get(parse.head[top])
    return above is not None and urgent_word(parse, above, lexicon) is not None


def can_act(notes: Notes, word: int | None, lexicon: TypeLexicon) -> bool:
    """Say whether a word stands for somebody other than the speaker: a known actor, a name, a noun for people."""
    if word is None or _is_own(notes.parse, word):
        return False
    return (
        actor_at(notes, word) is not None
        or notes.parse.pos[word] == "PROPN"
        or any(noun in lexicon.target_nouns for noun in object_nouns(notes.parse, word))
    )


def _told_to(parse: Parse, word: int) -> bool:
    """Say whether an infinitive with "to" tells what is to be done."""
    content = next((c for c in parse.children[word] if c > word and parse.dep[c] in ("xcomp", "ccomp")), None)
    return content is not None and any(parse.lower[c] == "to" for c in parse.children[content])


def urgent_word(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> int | None:
    """Return the word that calls a deed urgent: "vital" in "it is vital that they leave"."""
    said = [c for c in parse.children[clause.word] if parse.dep[c] in ("acomp", "attr")] if clause.bare == "be" else []
    return next((c for c in said if parse.lemma[c] in lexicon.urgent), None)


def urgent_duty(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> int | None:
    """Return who must act in "it is vital that the clan leaves", "it is essential for the clan to leave"; None where nobody is told."""
    urgent = urgent_word(parse, clause, lexicon)
    if urgent is None:
        return None
    for above in (clause.word, urgent):
        for c in parse.children[above]:
            if c > urgent and parse.dep[c] in ("ccomp", "advcl", "xcomp") and _is_duty(parse, c):
                return parse.child(c, "nsubj", "nsubjpass")
    return None


def _is_duty(parse: Parse, content: int) -> bool:
    marks = {parse.lower[c] for c in parse.children[content] if parse.dep[c] == "mark"}
    return parse.child(content, "nsubj", "nsubjpass") is not None and bool(marks & {"that", "for"})


def told_to_act(parse: Parse, clause: Clause) -> int | None:
    """Return who is to act in "pressed for the clan to leave", "stressed the need for the clan to leave"."""
    if any(parse.dep[c] in ("advcl", "xcomp") and parse.tag[c] == "VB" for c in parse.children[clause.word]):
        return next((w for w in clause.preps.get("for", ()) if parse.pos[w] in ("NOUN", "PROPN")), None)
    for need in (clause.word, clause.patient):
        for c in parse.children[need] if need is not None else ():
            if parse.dep[c] in ("advcl", "acl", "relcl", "ccomp") and _is_duty(parse, c):
                return parse.child(c, "nsubj", "nsubjpass")
    return None


def _is_own(parse: Parse, word: int) -> bool:
    """Say whether a word is the speaker, or nobody who could act."""
    return parse.lower[word] in _SELF | _NOBODY


def spoken_at(notes: Notes, word: int) -> tuple[int, int] | None:
    """Return the characters of who speaks the words as spoken that hold a word, None where none does."""
    start = notes.parse.start[word]
    at = bisect_right(notes.speeches, start, key=lambda s: s.start)
    near = notes.speeches[max(at - _NEAR, 0) : at]
    held = [s for s in near if s.direct and s.speaker is not None and start < s.end]
    if not held:
        return None
    speech = min(held, key=lambda s: s.end - s.start)
    return speech.named or speech.speaker


def speaker_word(notes: Notes, word: int) -> int | None:
    """Return the head word of who speaks the words as spoken that hold a word."""
    span = spoken_at(notes, word)
    return notes.parse.head_of(*span) if span is not None else own_voice(notes)


def voice_of(notes: Notes, source: int | None) -> int | None:
    """Return who acts where a speaker says "I" or "we": the speaker, where the words are given as spoken; else the word itself."""
    if source is None or notes.parse.lower[source] not in _FIRST_PERSON:
        return source
    speaker = speaker_word(notes, source)
    return source if speaker is None else speaker


def under_demand(parse: Parse, word: int, typed: dict[int, Typed]) -> bool:
    """Say whether a word only tells what a demand asks for: "must do all in its power to press the clan to leave"."""
    asked = word
    for _ in range(_DEEPEST):
        if parse.dep[word] == "conj" and parse.tag[asked] in _FINITE:
            return False
        above = parse.head[word]
        if above == word:
            return False
        if above in typed and (typed[above].entry.startswith("deny ") or typed[above].entry.endswith("… revenge")):
            return True
        if above in typed and typed[above].mode == "allege" and asked in typed and typed[asked].entry.split()[0] in BREAKING:
            return True
        if above in typed and typed[above].type == "REQUEST" and (typed[above].uttered or parse.tag[asked] == "VB"):
            return True
        word = above
    return False
