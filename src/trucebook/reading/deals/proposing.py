"""Proposing: what somebody puts to others by a verb, whatever it holds ("proposed a buffer zone"), where they answer or leave it open.

Invariant: the verb is told as done, and words after it turn down what it puts or say that it has no answer, or it is a pardon; a bare
wish is none.
"""

from collections.abc import Iterator

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.offers import Offer, refusal
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.grammar.parse import Parse

_PUTTING = {"float", "moot", "offer", "propose", "suggest", "table"}
_CALLING = {"appeal", "call"}
_CALLS = {"appeal", "call", "it", "plea", "request"}
_PAPERS = deal_words("papers")
_NO_OFFER = deal_words("gifts")
_MERCY = {"amnesty", "pardon"}  # which are offered to those who fight
_ANSWERS = {"answer", "answered", "reply", "replied", "respond", "responded", "response", "unanswered"}
_NONE = {"no", "not", "n't", "yet", "never", "without"}
_STOPS = {",", ";", ":", "(", "–", "—", '"'}
_REACH = 2  # sentences after a proposal in which it is answered


def find_proposals(parse: Parse, taken: set[int]) -> Iterator[Offer]:
    """Yield what is proposed, offered or called for and then turned down or left without an answer; `taken` holds the sentences in
    which an agreement or another offer is told."""
    for verb, lemma in enumerate(parse.lemma):
        if lemma not in _PUTTING | _CALLING or parse.sentence_of[verb] in taken or not _is_told(parse, verb):
            continue
        held, by = _held(parse, verb), subject_of(parse, verb)
        if held is None or (by is not None and (parse.pos[by] == "PRON" or parse.lemma[by].lower() in _PAPERS)):
            continue
        refused = refusal(parse, verb)
        if refused is not None and lemma in _CALLING and not _is_of_call(parse, refused):
            continue
        if refused is None and not _is_left_open(parse, verb) and parse.lemma[held].lower() not in _MERCY:
            continue
        first, last = _span(parse, held, refused)
        yield Offer(first, last, verb, by if by != held else None, None, refused, exchange=False)


def _is_told(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what was put to somebody: in the past or present, neither denied nor only possible."""
    if parse.pos[verb] != "VERB" or parse.tag[verb] not in ("VBD", "VBN", "VBZ", "VBP") or parse.dep[verb] in ("amod", "acl"):
        return False
    return parse.child(verb, "neg") is None and not any(parse.tag[c] == "MD" for c in parse.children[verb])


def _held(parse: Parse, verb: int) -> int | None:
    """Return the head word of what a verb puts to others: its object or clause, or what is called "for"."""
    if parse.lemma[verb].lower() in _CALLING:
        return next((k for c in parse.children[verb] if parse.lower[c] == "for" for k in parse.children_of(c, "pobj")), None)
    held = [c for c in parse.children[verb] if c > verb and parse.dep[c] in ("ccomp", "xcomp", "dobj", "dep")]
    held = [c for c in held if parse.pos[c] in ("NOUN", "VERB", "AUX", "PROPN")] or parse.children_of(verb, "nsubjpass")
    given = next((c for c in held if parse.lemma[c].lower() not in _NO_OFFER), None)
    return given if given is not None and parse.pos[given] != "PRON" else None


def _is_of_call(parse: Parse, refused: int) -> bool:
    """Say whether what is turned down is a call: "brushed the call aside"."""
    return any(parse.lemma[o].lower() in _CALLS for o in parse.children_of(refused, "dobj", "nsubjpass"))


def _is_left_open(parse: Parse, verb: int) -> bool:
    """Say whether what was put is told to have no answer yet: "The elders asked for time", "the army has not replied"."""
    here = parse.sentence_of[verb]
    for s in range(here, min(here + _REACH, len(parse.sentences))):
        first, last = max(parse.sentences[s][0], verb + 1), parse.sentences[s][1]
        said = set(parse.lower[first:last])
        if "unanswered" in said or ("for time" in " ".join(parse.lower[first:last])):
            return True
        answers = [j for j in range(first, last) if parse.lower[j] in _ANSWERS]
        if any(_NONE & set(parse.lower[max(first, j - 4) : j]) for j in answers):
            return True
    return False


def _span(parse: Parse, held: int, refused: int | None) -> tuple[int, int]:
    """Return first and last word of what is put, up to a mark or the clause that answers it."""
    first = parse.left_edge(held)
    while first < held and parse.lower[first] in ("that", "to"):
        first += 1
    last = parse.right_edge(held)
    for j in range(held + 1, last + 1):
        if parse.words[j] in _STOPS or (refused is not None and j <= refused and parse.lower[j] in ("but", "which")) or j == refused:
            return first, max(j - 1, held)
    return first, last
