"""War again: the acts by which a text tells that war was taken up once more, or that a place was taken by force.

Invariant: each act is told as done by men in arms; what is planned, denied or only feared is none, and one raid or shot makes no war.
"""

from itertools import islice

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_RESUMING = {"begin", "break", "erupt", "flare", "recommence", "renew", "restart", "resume", "start"}
_AGAIN = {"recommence", "relaunch", "renew", "restart", "resume"}
_BEFORE_IT = {"after", "before", "if", "since", "until", "unless"}
_ANEW = {"again", "anew", "afresh"}
_FULL = {"all", "civil", "full", "full-scale", "large-scale", "open", "total"}
_WARS = {"campaign", "conflict", "hostility", "war", "offensive", "advance", "operation"}
_BATTLES = {"battle", "combat", "fighting"}
_OFFENSIVES = {"assault", "campaign", "invasion", "offensive", "onslaught", "operation"}
_OPENING = {"begin", "launch", "mount", "open", "start", "unleash"}
_TAKING = deal_words("taking_by_force")
_ENTERING = {"advance", "attack", "drive", "enter", "march", "occupy"}
_FALLING = {"fall"}
_FALLING_OTHERWISE = {"silent", "quiet", "under", "within", "into"}
_TOWNS = deal_words("where") | deal_words("strongholds")
_ARMED = deal_words("armed") | deal_words("forces_at_war")
_UNARMED = deal_words("outsiders_at_work")
_NOT_DONE = {"MD", "TO"}


def places_of(notes: Notes) -> frozenset[int]:
    """Return the words at the head of the places that a report names."""
    heads = (notes.parse.head_of(m.start, m.end) for m in notes.places)
    return frozenset(h for h in heads if h is not None)


def war_again(parse: Parse, places: frozenset[int], first: int, last: int, *, lasting: bool = False) -> int | None:
    """Return the first word within a stretch that tells of war taken up again or of a place taken by force; None where none does.

    With `lasting`, an attack on a place or an entry into it is too little: only what is told as held, opened or resumed counts.
    """
    for j in range(first, last):
        if parse.tag[j] not in ("VBD", "VBN", "VBG") or not _is_told(parse, j):
            continue
        if _resumed(parse, j) or _opened(parse, j) or _took(parse, places, j) or _fell(parse, places, j):
            return j
        if not lasting and _went_to_war(parse, places, j):
            return j
    return None


def resumed_in(parse: Parse, first: int, last: int) -> int | None:
    """Return the verb by which a side is told, within some words, to have taken its war up again: "resumed its offensive", "is resuming
    military operations"; None where none does."""
    for j in range(first, last):
        if parse.lemma[j] not in _AGAIN or parse.tag[j] not in ("VBD", "VBN", "VBG", "VBP", "VBZ"):
            continue
        if parse.dep[j] in ("acl", "relcl") or any(parse.lower[c] in _BEFORE_IT for c in parse.children[j]):
            continue  # "was agreed a week after the army resumed its offensive"
        denied = parse.child(j, "neg") is not None or any(parse.tag[c] in _NOT_DONE for c in parse.children[j])
        what = [w for k in parse.children_of(j, "dobj", "nsubjpass") for w in parse.conjuncts(k)]
        if not denied and any(parse.lemma[w] in _WARS | _OFFENSIVES for w in what):
            return j
    return None


def _is_told(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what was done: neither denied nor supposed nor to come, and no gerund that nothing carries."""
    if parse.child(verb, "neg") is not None or any(parse.lower[c] == "never" for c in parse.children[verb]):
        return False
    if any(parse.tag[c] in _NOT_DONE or (parse.dep[c] == "mark" and parse.lower[c] == "if") for c in parse.children[verb]):
        return False
    return parse.tag[verb] != "VBG" or any(parse.lower[c] in ("was", "were") for c in parse.children[verb])


def _acted_on(parse: Parse, verb: int) -> list[int]:
    """Return what a verb has for its subject or object, all in a row."""
    return [w for k in parse.children_of(verb, "nsubj", "nsubjpass", "dobj") for w in parse.conjuncts(k)]


def _resumed(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells of war taken up again: "the war resumed", "hostilities broke out again", "fighting broke out"."""
    lemma = parse.lemma[verb]
    if lemma not in _RESUMING:
        return False
    what = [*_acted_on(parse, verb), verb - 2 if parse.lower[verb - 1] == "had" else verb - 1]
    again = lemma in _AGAIN or any(parse.lower[c] in _ANEW for c in parse.children[verb])
    full = {w for k in what for w in parse.lower[max(0, k - 4) : k]} & _FULL
    nouns = {parse.lemma[w] for w in what}
    if nouns & _WARS:
        return again or bool(full)
    out = any(parse.lower[c] == "out" for c in parse.children[verb])
    return bool(nouns & _BATTLES) and (out or again)


def _opened(parse: Parse, verb: int) -> bool:
    """Say whether an offensive is told to have been opened."""
    return parse.lemma[verb] in _OPENING and any(parse.lemma[w] in _OFFENSIVES for w in _acted_on(parse, verb))


def _took(parse: Parse, places: frozenset[int], verb: int) -> bool:
    """Say whether a place is told to have been taken: "captured the town", "the enclave was overrun", "attacked Ada and took it"."""
    lemma = parse.lemma[verb]
    if lemma not in _TAKING:
        return False
    passive, obj = parse.child(verb, "nsubjpass"), parse.child(verb, "dobj")
    taken = passive if passive is not None else obj
    if taken is None or not any(_is_place(parse, places, w) for w in parse.conjuncts(taken)):
        return False
    doer = parse.child(verb, "nsubj")
    return doer is None or not _is_unarmed(parse, doer)


def _fell(parse: Parse, places: frozenset[int], verb: int) -> bool:
    """Say whether a place is told to have fallen: "The port fell on 3 May", "Ada fell to the rebels"."""
    subject = parse.child(verb, "nsubj")
    if parse.lemma[verb] not in _FALLING or subject is None:
        return False
    said = {parse.lower[c] for c in parse.children[verb]}
    return ("to" in said and parse.pos[subject] == "PROPN") or (_is_place(parse, places, subject) and not said & _FALLING_OTHERWISE)


def _went_to_war(parse: Parse, places: frozenset[int], verb: int) -> bool:
    """Say whether a side is told to have declared war, invaded or marched: "declared war on", "marched on the capital", "attacked Ada"."""
    lemma, subject = parse.lemma[verb], parse.child(verb, "nsubj")
    obj = parse.child(verb, "dobj")
    if lemma == "declare" and obj is not None:
        return parse.lemma[obj] == "war"
    if lemma not in _ENTERING or subject is None or _is_unarmed(parse, subject) or not _is_armed(parse, subject):
        return False
    if lemma in ("attack", "enter", "occupy"):
        return obj is not None and parse.lemma[obj] != "camp" and any(_is_place(parse, places, w) for w in parse.conjuncts(obj))
    onto = [k for c in parse.children[verb] if parse.lower[c] in ("on", "upon", "into") for k in parse.children[c]]
    return any(_is_place(parse, places, k) for k in onto)


def _is_place(parse: Parse, places: frozenset[int], word: int) -> bool:
    """Say whether a word means a place: a town by its name or its noun, "two thirds of the provinces"."""
    of = [k for c in islice(parse.children[word], 6) if parse.lower[c] == "of" for k in parse.children[c]]
    return any(k in places or parse.lemma[k] in _TOWNS for k in (word, *of))


def _is_armed(parse: Parse, word: int) -> bool:
    """Say whether a word means men in arms, a side or its arms; a name may be one."""
    said = {parse.lemma[w] for w in parse.conjuncts(word)}
    return bool(said & _ARMED) or parse.pos[word] in ("PROPN", "PRON")


def _is_unarmed(parse: Parse, word: int) -> bool:
    """Say whether a word means those who come in peace: peacekeepers, convoys, police, observers."""
    span = range(max(parse.left_edge(word), word - 4), word + 1)
    return any(parse.lemma[w] in _UNARMED for w in span)
