"""Fire silenced: halts told by their fire or by those who order them, with no noun for the truce ("agreed that the guns would be silent").

Invariant: somebody is told to have agreed, ordered or made known the halt; a bare wish, a condition or a report of quiet is none.
"""

from collections.abc import Iterator
from itertools import islice

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.obligations import Act, Frames, act_at
from trucebook.reading.deals.offers import Told, has_length
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.grammar.parse import WEEKDAYS, Parse

_FIRE = {
    "bombardment",
    "bombing",
    "fight",
    "fighting",
    "fire",
    "firing",
    "gun",
    "gunfire",
    "hostility",
    "raid",
    "shelling",
    "shooting",
    "strike",
    "weapon",
}
_FALLING_SILENT = {"cease", "cut", "end", "halt", "stop", "suspend"}
_SILENT = {"cold", "quiet", "silent", "still"}
_SETTLING = (
    deal_words("binding_oneself")
    | deal_words("made")
    | {"arrange", "compromise", "decide", "decision", "know", "order", "say", "settle", "signature", "state", "word"}
)
_HALTING = {"cease", "freeze", "halt", "pause", "stop", "suspend"}
_HOLDING = {"hold", "refrain"}
_STAYING = _HALTING | _HOLDING
_TELLING = _FALLING_SILENT | _STAYING | {"be", "fall", "stay"}
_PROMISING = {"announce", "announcement", "convince", "decide", "decision", "declare", "get", "give", "order", "persuade", "say"}
_COMMANDING = {"command", "direct", "instruct", "order", "tell"}
_ATTACKING = {"attack", "bomb", "fight", "fire", "raid", "shell", "shoot"}
_HALTED = deal_words("halted") | {"combat", "hostility", "movement", "operation", "raid"}
_SIDES = deal_words("sides") | deal_words("armed")
_BOTH = {"both", "sides", "two"}
_DAYS = deal_words("months") | set(WEEKDAYS)
_CONDITIONS = {"condition", "if", "once", "provided", "unless", "until"}
_NEAR = 1  # sentences around a halt in which an agreement that is named tells it better
_FAR = 3  # words over a clause in which it is told who settled it


def find_silences(parse: Parse, frames: Frames, taken: set[int]) -> Iterator[Told]:
    """Yield the halts of fire that a report tells without a noun; `taken` holds the sentences in which an agreement is named."""
    for i in parse.words_of(_TELLING):
        if parse.pos[i] not in ("VERB", "AUX"):
            continue
        word = parse.lemma[i]
        here = parse.sentence_of[i]
        if parse.child(i, "neg") is not None or any(here + k in taken for k in range(-_NEAR, _NEAR + 1)):
            continue
        if (fire := _fire_silenced(parse, i)) is not None:
            yield i, Act(i, "cease_fire", fire, False), fire
        elif word in _STAYING and (subject := subject_of(parse, i)) is not None and _is_settled(parse, i, subject):
            act = act_at(parse, frames, i) or _of_force(parse, i)
            if act is not None and act.action == "cease_fire":
                yield i, act, subject


def _fire_silenced(parse: Parse, verb: int) -> int | None:
    """Return the fire that is told to stop by what somebody settled: "pledged that the shooting would stop"."""
    fire = parse.child(verb, "nsubj", "nsubjpass")
    if fire is None or parse.lemma[fire] not in _FIRE or parse.dep[verb] not in ("ccomp", "acl", "relcl", "conj", "dep"):
        return None
    quiet = any(parse.lower[c] in _SILENT for c in parse.children[verb])
    if parse.lemma[verb] not in _FALLING_SILENT and not quiet:
        return None
    ahead = any(parse.lower[c] in ("will", "would", "shall", "should") for c in parse.children[verb]) or parse.tag[verb] == "VB"
    settled = any(parse.lemma[a] in _SETTLING and parse.child(a, "neg") is None for a in islice(parse.ancestors(verb), _FAR))
    return (
        fire if ahead and settled and not any(parse.dep[c] == "mark" and parse.lower[c] != "that" for c in parse.children[verb]) else None
    )


def _is_settled(parse: Parse, verb: int, subject: int) -> bool:
    """Say whether a halt is commanded, promised or told with its day."""
    return _is_commanded(parse, verb) or _is_promised(parse, verb) or _is_dated_halt(parse, verb, subject)


def _is_promised(parse: Parse, verb: int) -> bool:
    """Say whether somebody said, decided or was brought to halt, on no condition: "said they would stop attacking", "the decision by A to
    hold its fire"."""
    over = parse.head[verb]
    over = parse.head[over] if parse.dep[verb] == "pcomp" else over
    if parse.dep[verb] not in ("acl", "ccomp", "pcomp", "xcomp") or parse.lemma[over] not in _PROMISING:
        return False
    ahead = parse.is_infinitive(verb) or any(parse.lower[c] in ("will", "would") for c in parse.children[verb])
    last = parse.sentences[parse.sentence_of[verb]][1]
    bound = not _CONDITIONS.isdisjoint(parse.lower[verb:last]) or ["long", "as"] in (parse.lower[j : j + 2] for j in range(verb, last - 1))
    return ahead and not bound and parse.child(over, "neg") is None and not any(parse.tag[c] == "MD" for c in parse.children[over])


def _is_commanded(parse: Parse, verb: int) -> bool:
    """Say whether somebody told those under him to halt: "The president told the army to stop its offensive"."""
    over = parse.head[verb]
    told = parse.dep[verb] in ("xcomp", "ccomp") and parse.lemma[over] in _COMMANDING and parse.is_infinitive(verb)
    asked = parse.child(over, "dobj")
    own = asked is not None and (parse.lemma[asked] in _SIDES | {"military", "troop"})
    return told and own and parse.tag[over] in ("VBD", "VBN", "VBZ") and parse.child(over, "neg") is None


def _is_dated_halt(parse: Parse, verb: int, subject: int) -> bool:
    """Say whether several sides are told to have halted their operations on a day or for a time: "Both suspended operations in May"."""
    if (
        parse.tag[verb] not in ("VBD", "VBZ", "VBP")
        or parse.dep[verb] not in ("ROOT", "conj", "ccomp")
        or parse.child(verb, "dobj") is None
    ):
        return False
    several = len(parse.conjuncts(subject)) > 1 or any(parse.lower[k] in _BOTH for k in (subject, *parse.children[subject]))
    on = [k for c in parse.children[verb] if parse.lower[c] in ("on", "in") for k in parse.children_of(c, "pobj")]
    return several and (has_length(parse, verb) or any(parse.lower[k] in _DAYS for k in on))


def _of_force(parse: Parse, verb: int) -> Act | None:
    """Return the halt of what troops do: "suspended offensive movements"."""
    given = parse.child(verb, "dobj", "xcomp")
    if given is not None and parse.lemma[given] in _ATTACKING and parse.tag[given] == "VBG":
        return Act(verb, "cease_fire", given, False)
    return Act(verb, "cease_fire", given, False) if given is not None and parse.lemma[given] in _HALTED else None
