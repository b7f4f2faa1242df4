"""Progress: promised terms that the report tells as being carried out ("rebels began to leave the town").

Invariant: what tells of progress is another act of the same text, told as happening; it is no term itself.
"""

from trucebook.reading.deals.carried import convoys_leaving, is_told
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import ALIVE, Bond
from trucebook.reading.deals.obligations import Act
from trucebook.reading.grammar.parse import Parse

_REACH = 8  # sentences between a term and what is told of its progress
_ACTIONS = {"depart", "withdraw", "release", "return", "deploy", "disarm", "lift_siege"}
_ALIKE = {"withdraw": "depart"}  # fighters "leave", and "begin to withdraw"
_STARTING = deal_words("starting")


def find_progress(parse: Parse, terms: list[tuple[Act, Bond]], loose: list[Act]) -> dict[int, int]:
    """Return the word of each promised act → the word of an act that tells that it is under way; `loose` are the acts nothing binds."""
    told = [a for a in loose if a.action in _ACTIONS and not a.nominal and (is_told(parse, a.word) or _is_starting(parse, a.word))]
    told += [Act(v, "depart", None, False) for v in convoys_leaving(parse)]
    progress: dict[int, int] = {}
    for act, bond in terms:
        if act.action in _ACTIONS and bond.agreement.value("status") in ALIVE:
            word = next((t.word for t in told if _tells_of(parse, act, t)), None)
            if word is not None:
                progress[act.word] = word
    return progress


def find_forsaken(parse: Parse, terms: list[Act], loose: list[Act]) -> set[int]:
    """Return the words of the promised acts that a later sentence tells as never done: "promised to disarm … was never disarmed"."""
    never = [a for a in loose if not a.nominal and any(parse.lower[c] == "never" for c in parse.children[a.word])]
    never = [a for a in never if parse.tag[a.word] == "VBN" and parse.child(a.word, "auxpass") is not None]
    return {t.word for t in terms for n in never if _tells_of(parse, t, n) and n.word > t.word}


def find_unkept(parse: Parse) -> set[int]:
    """Return the sentences whose promises the next one says were not kept: "That pledge was never honoured"."""
    unkept: set[int] = set()
    for s, (first, last) in enumerate(parse.sentences[1:]):
        subject = next((j for j in range(first, min(last, first + 4)) if parse.dep[j].startswith("nsubj")), None)
        if subject is None:
            continue
        verb = parse.head[subject]
        pointed = parse.lower[subject] in _POINTING | _NONE or (
            parse.lemma[subject].lower() in _PROMISES and any(parse.lower[c] in _POINTING for c in parse.children[subject])
        )
        denied = parse.lower[subject] in _NONE or any(parse.dep[c] == "neg" or parse.lower[c] == "never" for c in parse.children[verb])
        if pointed and denied and parse.lemma[verb].lower() in _KEEPING:
            unkept.add(s)
    return unkept


_NONE = {"little", "neither", "none", "nothing"}  # "Neither happened", "Little of that came about"
_POINTING = {"it", "that", "these", "this", "those"}
_PROMISES = deal_words("given_words") | {"clause", "point", "provision", "term"}
_KEEPING = deal_words("keeping") | {"carry", "come", "do", "happen", "materialise", "materialize"}


def _is_starting(parse: Parse, verb: int) -> bool:
    """Say whether an act has begun or goes on: "began withdrawing", "are leaving"."""
    over = parse.head[verb]
    begun = parse.dep[verb] == "xcomp" and parse.lemma[over].lower() in _STARTING and parse.tag[over] in ("VBD", "VBN", "VBZ", "VBP")
    aux = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] == "aux"}
    going = parse.tag[verb] == "VBG" and bool(aux & {"is", "are", "was", "were"}) and not aux & {"will", "would"}
    return (begun or going) and not any(parse.dep[c] == "neg" for v in (verb, over) for c in parse.children[v])


def _tells_of(parse: Parse, act: Act, told: Act) -> bool:
    """Say whether an act told as happening is of the kind of a promised one, near it, and of the same people or things."""
    alike = _ALIKE.get(act.action, act.action) == _ALIKE.get(told.action, told.action)
    near = abs(parse.sentence_of[told.word] - parse.sentence_of[act.word]) <= _REACH
    apart = parse.sentence_of[told.word] != parse.sentence_of[act.word]
    return alike and near and apart
