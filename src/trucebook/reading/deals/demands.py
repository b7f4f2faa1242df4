"""Demands: what one side in arms calls on the other to do ("the factions called on the government to lift the siege").

Invariant: both the one who calls and the one called on can be sides of a war, and what is asked is an act of the provision codes.
"""

from collections.abc import Iterator

from trucebook.model import ActorValue
from trucebook.reading.deals.antecedents import antecedent
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.lengths import PROLONGING
from trucebook.reading.deals.obligations import Frames, act_at
from trucebook.reading.deals.offers import Offer, refusal
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_URGING = deal_words("urging")
_TIMES = {"chance", "day", "deadline", "hour", "month", "opportunity", "week"}
_LETTERS = {"appeal", "communique", "declaration", "leaflet", "letter", "message", "statement"}
_OF_WAR = {"cease_fire", "depart", "disarm", "lift_siege", "release", "withdraw"}
_IN_ARMS = {"force", "militia", "rebel_group"}
_ARMED = deal_words("armed") | deal_words("commanding")
_SIDES = _ARMED | deal_words("broker_states") | {"government", "side"}


def find_demands(notes: Notes, frames: Frames, taken: set[int]) -> Iterator[Offer]:
    """Yield what sides in arms ask of each other; `taken` holds the sentences in which an agreement is named."""
    parse = notes.parse
    for verb in parse.words_of(_URGING | {"demand", "give"}):
        lemma = parse.lemma[verb]
        giving = lemma == "give" and _has_time(parse, verb)
        if (lemma == "give" and not giving) or not _is_told(parse, verb):
            continue
        if parse.sentence_of[verb] in taken and not any(_is_longer(parse, c) for c in parse.children_of(verb, "xcomp", "ccomp")):
            continue
        that = _demanded(parse, verb) if lemma == "demand" else None
        by, asked = _asker(parse, verb), _asked(parse, verb) if that is None else parse.child(that, "nsubj")
        by = antecedent(notes, by) if by is not None and parse.lower[by] in ("he", "it", "she", "they") else by
        refused = refusal(parse, verb)
        makers = _IN_ARMS | ({"state"} if refused is not None else set())
        threatened = that is not None and _or_else(parse, that)
        if by is None or asked is None or (that is not None and refused is None and not threatened):
            continue
        if not (giving or threatened or _is_side(notes, by, _ARMED, makers)):
            continue
        if not _is_side(notes, asked, _SIDES, _IN_ARMS | {"state"}) or _is_own(parse, asked):
            continue
        under = [*parse.children[verb], *(k for c in parse.children_of(verb, "dobj") for k in parse.children[c])]
        to_do = (
            [that]
            if that is not None
            else [c for c in under if parse.dep[c] in ("xcomp", "ccomp", "advcl", "acl", "relcl") and parse.is_infinitive(c)]
        )
        done = next((act for c in to_do for k in parse.conjuncts(c) if (act := act_at(parse, frames, k)) and act.action in _OF_WAR), None)
        if done is not None or any(_is_longer(parse, c) for c in to_do):
            start = parse.left_edge(parse.head[to_do[0]]) if giving and parse.head[to_do[0]] != verb else to_do[0]
            start = start if that is None else parse.left_edge(asked)
            yield Offer(start, _end(parse, to_do[0]), verb, by, asked, refused, exchange=False)


def _is_longer(parse: Parse, verb: int) -> bool:
    """Say whether what is asked is to keep on with a truce of one's own: "invited the rebels to prolong theirs"."""
    kept = parse.child(verb, "dobj") if parse.lemma[verb] in PROLONGING else None
    return kept is not None and (parse.lower[kept] in ("it", "theirs") or any(parse.tag[c] == "PRP$" for c in parse.children[kept]))


def _demanded(parse: Parse, verb: int) -> int | None:
    """Return the verb of what is demanded "that" somebody do: "demanded that the army pull back"."""
    return next((c for c in parse.children_of(verb, "ccomp") if c > verb and parse.child(c, "nsubj") is not None), None)


def _or_else(parse: Parse, verb: int) -> bool:
    """Say whether what is demanded goes with what else will come: "surrender the gunmen or face an attack"."""
    return any(parse.lemma[k] == "face" and parse.lower[parse.left_edge(k) - 1] == "or" for k in parse.conjuncts(verb)[1:])


def _has_time(parse: Parse, verb: int) -> bool:
    """Say whether somebody is given a time: "gave the rebels 24 hours to leave"."""
    return any(parse.lemma[c] in _TIMES for c in parse.children_of(verb, "dobj", "npadvmod"))


def _is_told(parse: Parse, verb: int) -> bool:
    """Say whether a call was made: a verb in the past or present or a participle, neither denied nor only possible."""
    if parse.pos[verb] != "VERB" or parse.child(verb, "neg") is not None:
        return False
    if (
        parse.lemma[verb] == "give"
        and parse.dep[verb] == "ccomp"
        and any(parse.lower[c] in ("will", "would") for c in parse.children[verb])
    ):
        return True  # "said they would give the rebels two days to leave"
    if parse.tag[verb] == "VB":
        return False
    return not any(parse.tag[c] == "MD" for c in parse.children[verb])


def _asker(parse: Parse, verb: int) -> int | None:
    """Return who calls: the subject, or whose call or message it is ("a call from the army urging", "the army dropped leaflets urging")."""
    head = parse.head[verb]
    if parse.dep[verb] == "acl" and parse.tag[verb] == "VBN":
        return head  # the parser took "factions called on" for factions that were called
    if parse.dep[verb] != "acl" or parse.tag[verb] != "VBG":
        subject = subject_of(parse, verb)
        return subject if subject is None or parse.lemma[subject] not in _LETTERS else _signer(parse, subject)
    sent = [k for c in parse.children[head] if parse.lower[c] in ("by", "from") for k in parse.children[c]]
    return sent[0] if sent else parse.child(parse.head[head], "nsubj") if parse.dep[head] == "dobj" else None


def _signer(parse: Parse, letter: int) -> int | None:
    """Return by whom a statement was made: "a statement signed jointly by the factions called on"."""
    by = [c for a in (letter, *parse.children[letter]) for c in parse.children[a] if parse.lower[c] in ("by", "from", "of")]
    return next((k for c in by for k in parse.children[c] if parse.dep[k] == "pobj"), None)


def _asked(parse: Parse, verb: int) -> int | None:
    """Return who is called on: the object, or what stands with "on" or "upon"."""
    on = [k for c in parse.children[verb] if parse.lower[c] in ("on", "upon") for k in parse.children[c]]
    if parse.lemma[verb] == "give":
        return next((c for c in parse.children_of(verb, "dative", "dobj") if parse.lemma[c] not in _TIMES), None)
    return next(iter(on), None) if parse.lemma[verb] == "call" else parse.child(verb, "dobj", "dative")


def _is_side(notes: Notes, word: int, nouns: frozenset[str] | set[str], kinds: set[str]) -> bool:
    """Say whether a word names a side of a war, by its noun or by the kind of its actor."""
    if notes.parse.lemma[word] in nouns:
        return True
    actor = actor_at(notes, word)
    return actor is not None and isinstance(actor.value, ActorValue) and actor.value.kind in kinds


def _is_own(parse: Parse, word: int) -> bool:
    """Say whether those called on are the caller's own: "its fighters"."""
    return any(parse.tag[c] == "PRP$" for c in parse.children[word])


def _end(parse: Parse, verb: int) -> int:
    """Return the last word of what is asked, up to a mark that sets something off."""
    edge = parse.right_edge(verb)
    return next((j - 1 for j in range(verb + 1, edge + 1) if parse.words[j] in (";", "(", "–", "—", ":")), edge)
