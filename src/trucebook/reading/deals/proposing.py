"""Proposing: what somebody puts to others by a verb, whatever it holds ("proposed a buffer zone"), where they answer or leave it open.

Invariant: the verb is told as done, and words after it turn down what it puts or say that it has no answer, or it is a pardon; a bare
wish is none.
"""

from collections.abc import Iterator

from trucebook.reading.deals.answered import answer_of
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.offers import Offer, refusal
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.grammar.parse import Parse

_PUTTING = {"float", "moot", "offer", "propose", "suggest", "table"}
_SETTING = {"advance", "attach", "lay", "make", "name", "put", "set"}
_SET = {"condition", "suggestion"}  # which are put or set before others
_ASKED = {"appeal", "call", "demand", "plea", "request", "suggestion"}
_TERMED = deal_words("terms_of_plans") | deal_words("halted")
_CALLING = {"appeal", "call"}
_CALLS = {"appeal", "call", "it", "plea", "request"}
_PAPERS = deal_words("papers")
_NO_OFFER = deal_words("gifts")
_MERCY = {"amnesty", "pardon"}  # which are offered to those who fight
_ANSWERS = {"answer", "answered", "reply", "replied", "respond", "responded", "response", "unanswered"}
_NONE = {"awaiting", "await", "neither", "no", "not", "n't", "yet", "never", "wait", "waiting", "without"}
_TAKING = {"accepted", "agreed"}  # what "neither side" has done
_STOPS = {",", ";", ":", "(", "–", "—", '"'}
_REACH = 3  # sentences after a proposal in which it is answered


def find_proposals(parse: Parse, taken: set[int]) -> Iterator[Offer]:
    """Yield what is proposed, offered or called for and then turned down or left without an answer; `taken` holds the sentences in
    which an agreement or another offer is told."""
    for verb, lemma in enumerate(parse.lemma):
        if parse.sentence_of[verb] in taken or parse.pos[verb] != "VERB" or not _is_told(parse, verb):
            continue
        if (asked := _turned_away(parse, verb)) is not None:
            first, last = _span(parse, asked, None)
            yield Offer(first, last, verb, _author(parse, asked), parse.child(verb, "nsubj"), verb, exchange=False)
            continue
        if lemma not in _PUTTING | _CALLING and not _sets(parse, verb):
            continue
        held, by = _held(parse, verb), subject_of(parse, verb)
        refused = refusal(parse, verb)
        if held is None or (by is not None and (_is_nobody(parse, verb, by, refused) or parse.lemma[by] in _PAPERS)):
            continue
        if refused is not None and lemma in _CALLING and not _is_of_call(parse, refused):
            continue
        if refused is None and not is_left_open(parse, verb) and parse.lemma[held] not in _MERCY:
            continue
        first, last = _span(parse, held, refused)
        yield Offer(first, last, verb, by if by != held else None, None, refused, exchange=False)


def _is_nobody(parse: Parse, verb: int, by: int, refused: int | None) -> bool:
    """Say whether a pronoun stands for whoever puts something: "he" and "they" do only where what they put is answered or left open."""
    if parse.pos[by] != "PRON":
        return False
    calls = parse.lower[by] == "it" and parse.lemma[verb] in _CALLING  # what a paper calls for
    return calls or parse.lower[by] not in ("he", "it", "she", "they") or (refused is None and not is_left_open(parse, verb))


def _sets(parse: Parse, verb: int) -> bool:
    """Say whether a verb puts conditions or suggestions before others: "set a condition that", "put forward suggestions on"."""
    set_out = parse.child(verb, "dobj") if parse.lemma[verb] in _SETTING else None
    return set_out is not None and parse.lemma[set_out] in _SET and any(c > set_out for c in parse.children[set_out])


def _turned_away(parse: Parse, verb: int) -> int | None:
    """Return what others ask for in words of war that a verb turns down: "refused an appeal by elders for a corridor"."""
    asked = parse.child(verb, "dobj", "nsubjpass")
    if asked is None or parse.lemma[asked] not in _ASKED or answer_of(parse, verb) is not True:
        return None
    wanted = [j for j in range(asked + 1, parse.right_edge(asked) + 1) if parse.lower[j] == "for" or parse.is_infinitive(j)]
    said = {w.lower() for c in wanted for w in parse.lemma[c : min(parse.right_edge(c), c + 8) + 1]}
    return None if said.isdisjoint(_TERMED) else asked


def _author(parse: Parse, asked: int) -> int | None:
    """Return by whom something was asked: "an appeal made by elders"."""
    by = [c for k in (asked, *parse.children[asked]) for c in parse.children[k] if parse.lower[c] in ("by", "from")]
    return next((k for c in by for k in parse.children_of(c, "pobj")), None)


def _is_told(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what was put to somebody: in the past or present, neither denied nor only possible."""
    if parse.pos[verb] != "VERB" or parse.tag[verb] not in ("VBD", "VBN", "VBZ", "VBP") or parse.dep[verb] in ("amod", "acl"):
        return False
    return parse.child(verb, "neg") is None and not any(parse.tag[c] == "MD" for c in parse.children[verb])


def _held(parse: Parse, verb: int) -> int | None:
    """Return the head word of what a verb puts to others: its object or clause, or what is called "for"."""
    if parse.lemma[verb] in _CALLING:
        return next((k for c in parse.children[verb] if parse.lower[c] == "for" for k in parse.children_of(c, "pobj")), None)
    held = [c for c in parse.children[verb] if c > verb and parse.dep[c] in ("ccomp", "xcomp", "dobj", "dep")]
    held = [c for c in held if parse.pos[c] in ("NOUN", "VERB", "AUX", "PROPN")] or parse.children_of(verb, "nsubjpass")
    given = next((c for c in held if parse.lemma[c] not in _NO_OFFER), None)
    return given if given is not None and parse.pos[given] != "PRON" else None


def _is_of_call(parse: Parse, refused: int) -> bool:
    """Say whether what is turned down is a call: "brushed the call aside"."""
    return any(parse.lemma[o] in _CALLS for o in parse.children_of(refused, "dobj", "nsubjpass"))


def is_left_open(parse: Parse, verb: int) -> bool:
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
        if any("neither" in parse.lower[max(first, j - 4) : j] for j in range(first, last) if parse.lower[j] in _TAKING):
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
