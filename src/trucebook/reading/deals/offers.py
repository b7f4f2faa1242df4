"""Offers: demands and proposals told as a clause, with what is given for what ("X asks that Y disarm in exchange for …").

Invariant: an offer names at least one act of the provision codes; one that a naming of an agreement already covers is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trucebook.reading.deals.answered import answer_of
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.obligations import Act, Frames, act_at, find_acts
from trucebook.reading.deals.owing import debtor_of, subject_of
from trucebook.reading.grammar.parse import Parse

_ASKING = deal_words("asking")
_TERMS = deal_words("terms")
_HALTING = deal_words("lengths") - {"be", "last", "run"}
_HOLDING = {"end", "hold"}
_COMMANDING = {"command", "direct", "instruct", "order"}
_FIGHTING = deal_words("halted")
_ATTACKING = {"attack", "bomb", "bombard", "fight", "fire", "raid", "shell", "shoot", "strike"}
_DECLARING = {"announce", "declare", "pledge", "promise", "swear", "undertake", "vow"}
_SPANS = {"for", "until", "till", "during", "over"}
_UNITS = {"day", "duration", "feast", "holiday", "hour", "month", "week", "weekend"}
_ON_THE_WAY = deal_words("movings") | deal_words("convoys")
_YIELDED = {"cease_fire", "depart", "disarm", "lift_siege", "release", "restore_services", "withdraw"}
_SIDES = deal_words("sides") | deal_words("armed")
_REACH = 2
Told = tuple[int, Act, int]  # the verb by which sides agree or stop, the act, who they are


@dataclass(frozen=True)
class Offer:
    """One offer: first and last word of its terms, the asking verb, who offers, whose act it asks, the refusing word or None."""

    first: int
    last: int
    verb: int
    by: int | None
    of: int | None
    refused: int | None
    exchange: bool
    backer: int | None = None


def find_offers(parse: Parse, frames: Frames, taken: set[int]) -> list[Offer]:
    """Return the offers of a text in order; `taken` holds the sentences in which an agreement is named."""
    found: list[Offer] = []
    for s, (first, last) in enumerate(parse.sentences):
        if s in taken:
            continue
        for i in range(first, last):
            if parse.lemma[i] in _ASKING and parse.pos[i] == "VERB":
                offer = _offer_at(parse, frames, i, last)
                if offer is not None:
                    found.append(offer)
                    break
    return found


def _offer_at(parse: Parse, frames: Frames, verb: int, last: int) -> Offer | None:
    mark = _mark(parse, verb, last)
    acts = [a for a in find_acts(parse, frames, verb + 1, last) if not a.nominal or mark is not None or _is_demanded(parse, verb, a.word)]
    aside = next((j for j in range(verb + 1, last) if parse.words[j] in ("(", ";", "–", "—")), last)
    acts = [a for a in acts if a.word < aside and (verb in parse.ancestors(a.word) or mark is not None)]
    refused = refusal(parse, verb)
    if not acts or (mark is None and refused is None and not _is_offered(parse, verb, acts[0])):
        return None
    if mark is not None and not any(a.word < mark for a in acts):
        return None
    start, end = _terms(parse, acts, verb, last, refused)
    by = subject_of(parse, verb)
    if parse.lemma[acts[0].word] == "be" or (by is not None and parse.lemma[verb] == "want" and parse.pos[by] == "PRON"):
        return None  # "asked for the mission to be present", "They want us to fight first"
    if by is not None and (parse.lower[by] == "it" or (parse.lower[by] == "we" and not parse.quoted[by])):
        return None  # what a deal requires, and what a government's own statement urges, is no offer
    debtor = next(
        (d for a in acts[:1] if (d := debtor_of(parse, a.word, a.action, a.theme, nominal=a.nominal)) is not None and d != by), None
    )
    return Offer(start, end, verb, by, debtor, refused, mark is not None, _backer(parse, verb))


def _is_offered(parse: Parse, verb: int, act: Act) -> bool:
    """Say whether a side offers to yield something by itself: "the rebels offered to reopen the dam"."""
    told = parse.lemma[verb] == "offer" and parse.tag[verb] in ("VBD", "VBN") and parse.dep[act.word] == "xcomp"
    by = subject_of(parse, verb) if told and parse.head[act.word] == verb and act.action in _YIELDED else None
    return by is not None and (parse.lemma[by] in _SIDES or parse.pos[by] == "PROPN")


def _is_demanded(parse: Parse, verb: int, noun: int) -> bool:
    """Say whether a noun is the very thing demanded: "demanded the surrender of the fort"."""
    return parse.lemma[verb] == "demand" and parse.dep[noun] == "dobj" and parse.head[noun] == verb


def _mark(parse: Parse, verb: int, last: int) -> int | None:
    """Return the word that opens the counter-part after a verb: "in exchange for", "in return", "if", "provided that"."""
    for j in range(verb + 1, last - 1):
        if parse.lower[j] == "on" and parse.lower[j + 1 : j + 3] == ["condition", "that"]:
            return j
        if parse.lower[j] == "in" and parse.lower[j + 1] in ("exchange", "return") and parse.lower[j + 2] != "to":
            return j
        if (
            parse.lower[j] in ("if", "provided", "providing")
            and parse.dep[j] in ("mark", "prep", "advcl")
            and parse.lemma[verb] in ("offer", "propose", "promise", "pledge")
        ):
            return j
    return None


def turned_down(parse: Parse, word: int) -> bool:
    """Say whether what a verb or a noun puts forward is told to be turned down: "a proposal to halt the raids was rejected"."""
    if parse.pos[word] == "VERB":
        return refusal(parse, word) is not None
    over = parse.head[parse.first_conjunct(word)]
    whole = parse.dep[parse.first_conjunct(word)] in ("dobj", "nsubjpass")
    return (whole and _refuses(parse, over)) or refusal(parse, word) is not None


def _refuses(parse: Parse, verb: int) -> bool:
    """Say whether a verb is one of refusing: "rejected", "turned down", "brushed aside", "did not accept"."""
    return parse.pos[verb] == "VERB" and answer_of(parse, verb) is True


def refusal(parse: Parse, verb: int) -> int | None:
    """Return the verb that refuses an offer: in the same sentence after it, or in the next two, with no object or the offer as object."""
    here = parse.sentence_of[verb]
    for s in range(here, min(here + _REACH + 1, len(parse.sentences))):
        a, z = parse.sentences[s]
        for j in range(max(a, verb + 1), z):
            if not _refuses(parse, j) or parse.dep[j] == "amod":
                continue
            objects = [o for o in parse.children_of(j, "dobj", "xcomp", "ccomp", "nsubjpass") if parse.lower[o] != "do"]
            if not objects or any(_is_of_terms(parse, o) for o in objects):
                return j
            if parse.dep[j] == "relcl" and parse.lemma[parse.head[j]] in _TERMS:
                return j
    return None


def _is_of_terms(parse: Parse, thing: int) -> bool:
    """Say whether what is refused is the offer itself, or to do it: "refused the plan", "refused to do so", "refused to prolong it"."""
    if parse.lemma[thing] in _TERMS | {"do"} or (parse.lower[thing] == "which" and parse.dep[thing] in ("dobj", "nsubjpass")):
        return True
    return parse.is_infinitive(thing) and any(parse.lower[o] in ("it", "that", "this", "them") for o in parse.children_of(thing, "dobj"))


def _terms(parse: Parse, acts: list[Act], verb: int, last: int, refused: int | None) -> tuple[int, int]:
    """Return first and last word of the terms: from who is to act to the end of the counter-part."""
    head = acts[0].word
    subject = parse.child(head, "nsubj", "nsubjpass")
    start = parse.left_edge(subject) if subject is not None and subject > verb else head
    for j in range(start, head):
        if parse.lower[j] in ("that", "to"):
            start = j + 1
    that = next((j for j in range(verb + 1, head) if parse.lower[j] == "that"), None)
    if that is not None and start > that + 1 and head - that <= 10:
        start = that + 1
    end = max(a.word for a in acts)
    stop = last - 1
    for j in range(end + 1, last):
        if parse.words[j] in (".", ";", "(", ",", "–", "—", ":", '"') or (refused is not None and j >= refused):
            stop = j - 1
            break
    return start, max(stop, end)


def _backer(parse: Parse, verb: int) -> int | None:
    """Return who stands behind an offer: "with the support of Moscow"."""
    for c in parse.children[verb]:
        if parse.lower[c] == "with":
            for k in parse.children[c]:
                if parse.lemma[k] in ("support", "backing", "help", "blessing", "mediation", "assent"):
                    return next((w for p in parse.children[k] if parse.lower[p] == "of" for w in parse.children[p]), None)
    return None


def find_halts(parse: Parse, frames: Frames, taken: set[int]) -> Iterator[Told]:
    """Yield what a side stops of its fire for a time or until a day where no noun names the truce near by."""
    for i, lemma in enumerate(parse.lemma):
        if parse.pos[i] != "VERB":
            continue
        here = parse.sentence_of[i]
        if (
            lemma in _ATTACKING
            and not _is_named_near(taken, here)
            and _is_forsworn(parse, i)
            and (subject := subject_of(parse, i)) is not None
        ):
            yield i, Act(i, "cease_fire", parse.child(i, "dobj"), False), subject
        if lemma not in _HALTING | _HOLDING or parse.child(i, "neg") is not None:
            continue
        if (lemma in _HOLDING and not _is_of_own(parse, i)) or _is_named_near(taken, here):
            continue
        if not (has_length(parse, i) or _is_ordered(parse, i) or _is_to_begin(parse, i) or _is_announced(parse, i)):
            continue
        act, subject = act_at(parse, frames, i) or _torn_halt(parse, i), subject_of(parse, i)
        if act is not None and subject is not None and act.action == "cease_fire" and not _is_held_up(parse, i, subject):
            yield i, act, subject


def _is_forsworn(parse: Parse, verb: int) -> bool:
    """Say whether a side declares that it will not attack for a time: "announced that they would not attack anyone for a month"."""
    over = parse.head[verb]
    said = parse.dep[verb] in ("ccomp", "xcomp") and parse.lemma[over] in _DECLARING and parse.tag[over] in ("VBD", "VBN", "VBZ", "VBP")
    ahead = any(parse.lower[c] in ("will", "would", "to") for c in parse.children[verb])
    return said and ahead and parse.child(verb, "neg") is not None and parse.child(over, "neg") is None and has_length(parse, verb)


def _is_announced(parse: Parse, verb: int) -> bool:
    """Say whether officials make known that a side will stop its operations, on no condition: "said the army would halt its raids"."""
    over = parse.head[verb]
    said = parse.dep[verb] == "ccomp" and parse.lemma[over] in _DECLARING | {"say"} and parse.tag[over] in ("VBD", "VBN")
    ahead = any(parse.lower[c] in ("will", "would") for c in parse.children[verb])
    given, subject = parse.child(verb, "dobj", "xcomp"), parse.child(verb, "nsubj")
    if not (said and ahead and given is not None and subject is not None) or parse.lemma[subject] not in _SIDES:
        return False
    bound = any(parse.dep[c] == "advcl" for c in parse.children[verb]) or any(parse.dep[c] == "neg" for c in parse.children[over])
    return not bound and parse.lemma[given] in _FIGHTING


def _torn_halt(parse: Parse, verb: int) -> Act | None:
    """Return the halt whose fighting the parser took for an adjective: "to stop shelling districts"; the same of movements of troops."""
    given = parse.child(verb, "dobj")
    told = verb + 1 < len(parse) and parse.tag[verb + 1] == "VBG" and parse.lower[verb + 1] in _FIGHTING and parse.dep[verb + 1] == "amod"
    moved = given is not None and parse.lemma[given] in _FIGHTING
    return Act(verb, "cease_fire", given, False) if (told or moved) and parse.lemma[verb] in _HALTING else None


def _is_held_up(parse: Parse, verb: int, subject: int) -> bool:
    """Say whether something on its way only came to a stop: "the evacuation stopped for five hours"."""
    return parse.child(verb, "dobj", "xcomp", "ccomp") is None and parse.lemma[subject] in _ON_THE_WAY


def _is_named_near(taken: set[int], here: int) -> bool:
    """Say whether an agreement is named in a sentence or the two on either side of it."""
    return any(here + k in taken for k in range(-_REACH, _REACH + 1))


def _is_of_own(parse: Parse, verb: int) -> bool:
    """Say whether a verb of holding or ending has fire for its object, or what those of a side do: "hold their fire", "end its raids"."""
    given = parse.child(verb, "dobj")
    if given is None:
        return False
    if parse.lemma[verb] == "hold":
        return parse.lower[given] == "fire"
    return any(parse.tag[c] == "PRP$" for c in parse.children[given])


def _is_to_begin(parse: Parse, verb: int) -> bool:
    """Say whether a side will stop, or has decided to, from an hour or a day on or for good: "will end its operations from midnight"."""
    decided = parse.dep[verb] == "xcomp" and parse.lemma[parse.head[verb]] in ("decide", "pledge", "promise", "vow")
    if not decided and not any(parse.lower[c] in ("will", "would") for c in parse.children[verb]):
        return False
    return any(parse.lower[c] == "from" or (parse.lower[c] == "for" and parse.lower[c + 1] == "good") for c in parse.children[verb])


def _is_ordered(parse: Parse, verb: int) -> bool:
    """Say whether a halt is one that somebody ordered those under him to make: "ordered the army to halt offensive operations"."""
    over = parse.head[verb]
    told = parse.dep[verb] in ("xcomp", "ccomp")
    own = [c for k in parse.children_of(over, "dobj") for c in parse.children[k] if parse.tag[c] == "PRP$"]
    ordered = told and (parse.lemma[over] in _COMMANDING or (parse.lemma[over] == "tell" and bool(own)))
    return ordered and parse.child(over, "neg") is None and parse.tag[over] in ("VBD", "VBN")


def has_length(parse: Parse, verb: int) -> bool:
    """Say whether a verb has a length or an end with it: "for 72 hours", "for three days", "until Friday"."""
    inner = [k for c in parse.children[verb] if parse.dep[c] in ("xcomp", "dobj", "ccomp") for k in parse.children[c]]
    for prep in (*parse.children[verb], *inner):
        for noun in parse.children[prep] if parse.lower[prep] in _SPANS else ():
            if parse.lower[prep] in ("until", "till") or (parse.lemma[noun] in _UNITS and parse.lower[noun - 1] not in ("past", "last")):
                return True
    return False
