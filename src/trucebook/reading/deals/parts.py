"""Parts: how many of those or what was promised are told to have been freed, moved or handed over ("Five of the bodies were brought back").

Invariant: the number stands for what the promise is about and is told in the past right after it; of what was promised a part is done.
"""

from trucebook.reading.deals.obligations import Act
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.grammar.parse import Parse

_COUNTED = {"aid", "deploy", "depart", "disarm", "integrate", "lift_siege", "release", "return", "withdraw"}
_NEXT = 2  # sentences after a promise in which a part of it is told
_HARM = {"attack", "be", "die", "fall", "injure", "kill", "lose", "miss", "remain", "refuse", "wait", "wound", "hold", "stay", "detain"}
_THEM = {"them", "these", "those"}


def find_parts(parse: Parse, acts: list[Act]) -> dict[int, int]:
    """Return the word of each promised act → the verb that tells that a number of those promised were dealt with."""
    found: dict[int, int] = {}
    ordered = sorted(acts, key=lambda a: a.word)
    for n, act in enumerate(ordered):
        if act.action not in _COUNTED:
            continue
        end = ordered[n + 1].word if n + 1 < len(ordered) else len(parse)
        last = parse.sentences[min(parse.sentence_of[act.word] + _NEXT, len(parse.sentences) - 1)][1]
        told = next((v for v in range(act.word + 1, min(last, end)) if _tells_part(parse, act, v)), None)
        if told is not None:
            found[act.word] = told
    return found


def _tells_part(parse: Parse, act: Act, verb: int) -> bool:
    """Say whether a verb in the past tells of a number of those promised."""
    if parse.tag[verb] not in ("VBD", "VBN") or parse.pos[verb] != "VERB" or parse.lemma[verb] in _HARM:
        return False
    helping = {parse.lower[c] for c in parse.children_of(verb, "aux", "auxpass")}
    if parse.child(verb, "neg") is not None or (parse.tag[verb] == "VBN" and not helping) or helping & {"be", "will", "would", "to", "had"}:
        return False
    subject = parse.child(verb, "nsubj", "nsubjpass")
    return subject is not None and subject > act.word and _is_part(parse, act, subject)


def _is_part(parse: Parse, act: Act, subject: int) -> bool:
    """Say whether a number stands for some of those promised: "13 of them", "five of the bodies", "two" alone right after."""
    if parse.tag[subject] != "CD" and parse.lower[subject] not in ("some", "several"):
        return False
    of = [k for c in parse.children[subject] if parse.lower[c] == "of" for k in parse.children_of(c, "pobj")]
    if not of:
        return parse.sentence_of[subject] == parse.sentence_of[act.word] + 1
    about = {parse.lemma[w] for w in _about(parse, act)}
    return any(parse.lower[k] in _THEM or parse.lemma[k] in about for k in of)


def _about(parse: Parse, act: Act) -> list[int]:
    """Return those or what a promise is about: its theme, and who is to move."""
    who = subject_of(parse, act.word) if not act.nominal else None
    return [w for w in (act.theme, who) if w is not None]
