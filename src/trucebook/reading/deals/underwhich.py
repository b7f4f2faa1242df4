"""Under which: what the clauses of "under which", "by which" or "whereby" tell of the agreement named before them are its terms.

Invariant: the agreement stands in the same sentence before the relative word; each clause of the row is one term.
"""

from collections.abc import Iterator

from trucebook.model import Claim
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.duties import duty_action
from trucebook.reading.deals.grounds import Bond, Ground
from trucebook.reading.deals.obligations import Act, Frames, act_at
from trucebook.reading.deals.seeming import tells_purpose
from trucebook.reading.deals.telling import NO_TERMS
from trucebook.reading.grammar.parse import Parse

_WAYS = {"by", "per", "through", "under"}
_DEALS = deal_words("truces_told") | deal_words("papers")
_AIDS = {"be", "begin", "due", "start"}  # verbs whose infinitive is what is to be done
_NEAR = 24  # words between an agreement's name and the relative word


def find_under_which(parse: Parse, frames: Frames, ground: Ground, taken: set[int]) -> list[tuple[Act, Bond]]:
    """Return the acts in the relative clauses of agreements that nothing binds yet, with their bonds."""
    found: list[tuple[Act, Bond]] = []
    for opener, verb, claim in _openings(parse, ground):
        for clause in _clauses(parse, verb):
            act = _act_of(parse, frames, clause, taken)
            if act is not None and not tells_purpose(parse, ground, act) and not any(w in taken for w in _own(parse, clause)):
                taken.add(act.word)
                found.append((act, Bond("under", opener, claim)))
    return found


def _openings(parse: Parse, ground: Ground) -> Iterator[tuple[int, int, Claim]]:
    """Yield (opening word, first verb of its clause, agreement) of relative clauses."""
    for j, low in enumerate(parse.lower):
        prep = parse.head[j] if low == "which" else j
        opens = low == "whereby" or (low == "which" and prep == j - 1 and parse.lower[prep] in _WAYS)
        claim = _before(parse, ground, prep, low) if opens and not _of_other_deal(parse, ground, parse.head[prep]) else None
        if claim is None:
            continue
        verb = parse.head[prep]
        if verb > prep and parse.pos[verb] in ("VERB", "AUX"):
            yield prep, verb, claim


def _before(parse: Parse, ground: Ground, prep: int, low: str) -> Claim | None:
    """Return the agreement named right before a relative word; whatever works "whereby" is an arrangement."""
    if low == "whereby":
        return ground.before(parse, prep, reach=2)
    return ground.before(parse, prep, reach=0) if any(prep - _NEAR < w < prep for w in ground.at) else None


def _of_other_deal(parse: Parse, ground: Ground, verb: int) -> bool:
    """Say whether a clause hangs on the noun of a deal that is no agreement of the report: "a wage deal under which drillers get …"."""
    noun = parse.head[verb]
    deal = parse.dep[verb] == "relcl" and parse.lemma[noun] in _DEALS
    return deal and not any(w in ground.at for w in range(parse.left_edge(noun), verb))


def _clauses(parse: Parse, verb: int) -> list[int]:
    """Return the verbs of the clauses in a row, those of what is to be done instead of "be"."""
    row = [verb, *(w for w in parse.conjuncts(verb) if w > verb)]
    found: list[int] = []
    for v in row:
        to = parse.child(v, "xcomp") if parse.lemma[v] in _AIDS else None
        found += [w for w in parse.conjuncts(to) if w >= to] if to is not None and parse.is_infinitive(to) else [v]
    return found


def _act_of(parse: Parse, frames: Frames, verb: int, taken: set[int]) -> Act | None:
    """Return the act of a clause, by a frame or by its topic."""
    if verb in taken or parse.lemma[verb] in NO_TERMS or parse.pos[verb] not in ("VERB", "AUX"):
        return None
    made = act_at(parse, frames, verb)
    if made is not None:
        return made
    action = duty_action(parse, frames, verb)
    return Act(verb, action, parse.child(verb, "dobj", "nsubjpass", "dative"), False) if action is not None else None


def _own(parse: Parse, verb: int) -> list[int]:
    """Return the words of a clause, without those of the clauses in a row with it."""
    words, todo = [], [verb]
    while todo:
        word = todo.pop()
        words.append(word)
        beside = ("conj", "advcl")
        todo += [c for c in parse.children[word] if parse.dep[c] not in beside or parse.pos[c] not in ("VERB", "AUX")]
    return words
