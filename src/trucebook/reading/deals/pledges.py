"""Pledges: agreements told by a verb alone: what sides agree, promise or undertake to do, together, to one another or at talks.

Invariant: one who only promises something for himself has made no agreement; what is agreed is an act or a restraint told below the verb.
"""

from collections.abc import Iterator

from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealnames import is_of_war
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.obligations import Act, Frames, act_at
from trucebook.reading.deals.offers import Told
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.grammar.parse import Parse

_REACH = 2  # sentences on either side in which a named agreement takes up what is agreed
_FAR = 14  # words before a verb in which its clause begins
_PLEDGING = deal_words("pledging")
_VENUES = deal_words("venues")
_RESTRAINING = deal_words("restraining")
_SIDES = deal_words("sides") | deal_words("armed") | {"camp", "leader", "power", "tribe", "village", "president"}
_BOTH = {"all", "both", "each", "two", "rival", "warring", "world", "opposing", "feuding"}
_EASING = {"aid", "disarm", "lift_siege", "release", "restore_services", "withdraw"}
_AGREED_THINGS = {"area", "corridor", "line", "measure", "point", "rule", "step", "term", "zone"}  # "the zones agreed to in A"
_OFFERED = {"ask", "demand", "offer", "prepared", "propose", "ready", "suggest", "willing"}
_AGREEING = {"agree", "consent"}
_BINDING = _PLEDGING | _AGREEING
_LETTING = {"allow", "let", "permit"}
_NO_TERM = ("other", "talk", "monitor")


def find_accords(parse: Parse, frames: Frames, lexicon: Lexicon, taken: set[int]) -> Iterator[Told]:
    """Yield what sides agree or pledge to do where no noun names the agreement near by, in words of war."""
    for i in parse.words_of(_BINDING):
        if parse.pos[i] != "VERB" or parse.child(i, "neg") is not None:
            continue
        lemma, here = parse.lemma[i], parse.sentence_of[i]
        first, last = parse.sentences[here]
        reach = _REACH if lemma in _AGREEING or venue_of(parse, i) is None else 0
        if any(here + k in taken for k in range(-reach, reach + 1)):
            continue
        subject = subject_of(parse, i)
        subject = _beside(parse, i) if subject is None else subject
        if subject is None or parse.lemma[subject] in _AGREED_THINGS or _also(parse, i, subject, first, taken, here):
            continue
        joint = is_joint(parse, i, subject)
        if lemma not in _AGREEING and (not joint or parse.tag[i] not in ("VBD", "VBN") or parse.lower[i - 1] == "to"):
            continue
        act = _pledged(parse, frames, i, last, joint)
        halt = act is not None and act.action == "cease_fire" and (joint or is_of_war(parse, lexicon))
        of_war = halt or _is_of_war(parse, lexicon, first, last)
        eased = act is not None and (_is_in_return(parse, i) or (act.action in _EASING and _is_shared(parse, i, lemma, joint)))
        if act is not None and (of_war or (eased and is_of_war(parse, lexicon))):
            yield i, act, subject


def _is_shared(parse: Parse, verb: int, lemma: str, joint: bool) -> bool:
    """Say whether something is promised at talks, or agreed by more than one: "The two sides consented to free the wounded"."""
    return venue_of(parse, verb) is not None or (joint and lemma in _AGREEING)


def _is_in_return(parse: Parse, verb: int) -> bool:
    """Say whether something is promised in return for something: "In exchange for the prisoners the army promised not to enter"."""
    first, last = parse.sentences[parse.sentence_of[verb]]
    return any(
        parse.lower[j] == "in" and parse.lower[j + 1] in ("exchange", "return") and parse.lower[j + 2] == "for"
        for j in range(first, last - 2)
    )


def _beside(parse: Parse, verb: int) -> int | None:
    """Return who stands before a pledge made at talks, taken by a day: "At talks on May 3 the neighbours promised"."""
    before = verb - 1
    lost = venue_of(parse, verb) is not None and parse.dep[before] == "pobj" and parse.tag[before] in ("NNS", "NNP", "NNPS", "NN")
    return before if lost and parse.lemma[before] in _SIDES else None


def _is_of_war(parse: Parse, lexicon: Lexicon, first: int, last: int) -> bool:
    """Say whether a sentence has a word of war."""
    return not lexicon.conflict.isdisjoint(parse.lower[first:last])


def is_joint(parse: Parse, verb: int, subject: int) -> bool:
    """Say whether something is promised by several sides, to one another, with another or at talks."""
    if len(parse.conjuncts(subject)) > 1 or venue_of(parse, verb) is not None or _is_in_return(parse, verb):
        return True
    if parse.lower[verb - 1] in ("both", "each"):
        return True  # "the front and the army each pledged"
    before = {parse.lower[c] for c in parse.children[subject]} | {parse.lower[subject]}
    if before & _BOTH and (parse.lower[subject] in _BOTH or parse.lemma[subject] in _SIDES):
        return True
    edge = min(parse.right_edge(verb), verb + 30)
    mutual = any(parse.lower[j : j + 2] in (["each", "other"], ["one", "another"]) for j in range(verb, edge))
    return mutual or any(parse.lower[c] == "with" and c > verb for c in parse.children[verb])


def venue_of(parse: Parse, verb: int) -> int | None:
    """Return the preposition of the talks at which something was promised: "at a meeting in Wau the two clans pledged"."""
    for c in parse.children[verb]:
        if parse.lower[c] in ("at", "during", "in") and any(parse.lemma[k] in _VENUES for k in parse.children_of(c, "pobj")):
            return c
    return None


def clause_start(parse: Parse, verb: int, subject: int) -> int:
    """Return the first word of the clause in which something is pledged: its subject or the talks before it; the verb for a halt."""
    if parse.lemma[verb] not in _BINDING:
        return verb
    venue, first = venue_of(parse, verb), verb
    edge = parse.left_edge(subject)
    if edge < verb and verb - edge <= _FAR and parse.sentence_of[edge] == parse.sentence_of[verb]:
        first = edge
    if venue is not None and venue < first and first - venue <= _FAR:
        first = venue
    return first


def _pledged(parse: Parse, frames: Frames, verb: int, last: int, joint: bool) -> Act | None:
    """Return the act that is agreed, or the restraint where it is one of several sides: "to respect the embargo", "not to fire"."""
    inner = next((c for c in parse.children[verb] if parse.dep[c] in ("xcomp", "ccomp")), None) or _torn_off(parse, verb, last)
    if inner is None:
        return None
    each = [k for c in parse.conjuncts(inner) for k in (c, *(parse.children_of(c, "ccomp") if parse.lemma[c] == "let" else ()))]
    acts = (act_at(parse, frames, k) for k in each)
    act = next((a for a in acts if a is not None and a.action not in _NO_TERM), None)
    if act is not None:
        return act
    held = parse.lemma[inner] in _RESTRAINING | _LETTING or parse.child(inner, "neg") is not None
    return Act(inner, "other", None, False) if joint and held and parse.pos[inner] == "VERB" else None


def _also(parse: Parse, verb: int, subject: int, first: int, taken: set[int], here: int) -> bool:
    """Say whether what sides agreed belongs to an agreement named before: "The parties also agreed to …"."""
    if not any(s < here for s in taken):
        return False
    named = parse.lemma[subject] in ("party", "side") and parse.lower[parse.left_edge(subject)] in ("the", "both", "all")
    return named or "also" in parse.lower[first:verb]


def _torn_off(parse: Parse, verb: int, last: int) -> int | None:
    """Return the infinitive that tells what sides agreed, hung on another word: "agreed at a meeting called by the mission to end …"."""
    below = (j for j in range(verb + 1, last) if parse.tag[j] == "VB" and parse.is_infinitive(j) and verb in parse.ancestors(j))
    return next(below, None) if parse.child(verb, "dobj", "xcomp", "ccomp") is None else None


def without_echoes(parse: Parse, frames: Frames, lexicon: Lexicon, namings: list[Naming]) -> list[Naming]:
    """Return the namings save those that only sum up what their sentence tells by its verb: "agreed to leave the mines, a deal which …"."""
    namings = [n for n in namings if not _sums_up_an_offer(parse, n)]
    bare = [n for n in namings if n.indefinite and n.generic and not n.unsure and _is_summing_up(parse, n)]
    if not bare:
        return namings
    others = {parse.sentence_of[n.word] for n in namings if n not in bare}
    told = {parse.sentence_of[verb]: act.word for verb, act, _ in find_accords(parse, frames, lexicon, others)}
    return [n for n in namings if n not in bare or told.get(parse.sentence_of[n.word], n.word) >= n.word]


def _sums_up_an_offer(parse: Parse, naming: Naming) -> bool:
    """Say whether a bare "an offer" or "a proposal" only sums up what its clause told as offered: "offered an amnesty, an offer which"."""
    bare = (
        naming.offer
        and naming.indefinite
        and naming.word - naming.first == 1
        and parse.lower[naming.word] in ("demand", "offer", "proposal")
    )
    if not bare or parse.dep[naming.word] not in ("appos", "npadvmod", "dep", "conj", "dobj", "attr"):
        return False
    first = parse.sentences[parse.sentence_of[naming.word]][0]
    told = (j for j in range(first, naming.first) if parse.lemma[j] in _OFFERED and parse.pos[j] in ("VERB", "ADJ"))
    followed = parse.lower[naming.word + 1 : naming.word + 2]
    return next(told, None) is not None and followed not in (["to"], ["for"], ["of"], ["by"], ["from"])


def _is_summing_up(parse: Parse, naming: Naming) -> bool:
    """Say whether "a deal which" or "a deal that" follows at the end of a clause."""
    return naming.word - naming.first == 1 and parse.lower[naming.last + 1 : naming.last + 2] in (["which"], ["that"])
