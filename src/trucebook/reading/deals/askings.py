"""Askings: what somebody asks or demands that others do, where they turn it down, leave it open, or both sides are to stop.

Invariant: the verb is told as done and the words asked for hold an act of the codes or a word of terms; a bare wish without an answer is
none, save that both sides stop fighting, and what a council demands of those at war.
"""

from collections.abc import Iterator

from trucebook.reading.deals.agreedthings import are_two
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.obligations import Act, Frames, act_at
from trucebook.reading.deals.offers import Offer, has_length, refusal
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.papers import PAPERS
from trucebook.reading.deals.proposing import is_left_open
from trucebook.reading.grammar.parse import Parse

_ASKING = {"ask", "demand", "request"}
_URGING = {"invite", "urge"}  # which count only where what is urged is left open
_PUTTING = _ASKING | _URGING
_TERMED = deal_words("terms_of_plans") - {"commander", "general", "envoy", "crisis", "port", "strike", "fire"}
_TERMED |= deal_words("units") | deal_words("armed") - {"group", "man", "force", "guard"} | {"corridor", "extension", "pause", "window"}
_NO_REQUEST = deal_words("gifts") | {
    "advice",
    "comment",
    "court",
    "help",
    "information",
    "inquiry",
    "interview",
    "investigation",
    "judge",
    "question",
}
_HALTING = deal_words("lengths")
_LONGER = {"another", "extension", "further", "longer", "more"}
_UNITS = {"day", "hour", "month", "week"}
_OF_WAR = {"cease_fire", "lift_siege", "withdraw"}
_COUNCILS = {"council", "assembly"}
_FAILING = {"collapse", "end", "fail", "break"}
_STOPS = {".", ";", ":", "(", "–", "—", '"'}
_FAR = 30  # words of what is asked
_BYSTANDERS = {"community", "country", "court", "donor", "governments", "nation", "power", "state", "voter", "world"}
_BOTH = {"all", "both", "warring"}


def find_askings(parse: Parse, frames: Frames, named: list[int], taken: set[int]) -> Iterator[Offer]:
    """Yield what is asked of others and turned down or left open, in text order.

    `named` holds the head words of the agreements that are named; `taken` the sentences in which another offer is told.
    """
    for verb in parse.words_of(_PUTTING):
        if parse.sentence_of[verb] in taken or not _is_told(parse, verb):
            continue
        held = _held(parse, verb)
        by = subject_of(parse, verb)
        if held is None or (by is not None and (parse.lemma[by] in PAPERS or parse.lower[by] in ("i", "we", "you", "it", "which", "that"))):
            continue
        asked = _asked(parse, verb)
        if asked is not None and {parse.lemma[asked], parse.lower[asked]} & _BYSTANDERS and not are_two(parse, asked):
            continue
        last = _end(parse, verb, held)
        if any(verb <= n <= last for n in named) or parse.lemma[held] in _NO_REQUEST:
            continue
        if has_length(parse, held) and parse.pos[held] == "VERB" and parse.lemma[held] in _HALTING:
            continue  # "asked both to halt their fire for a day" is told as a halt
        acts = [a for j in range(held, last + 1) if (a := act_at(parse, frames, j)) is not None]
        refused = _refused(parse, verb) if parse.lemma[verb] not in _URGING else None
        if refused is None and not _is_asked_anyway(parse, verb, by, held, acts):
            continue
        said = set(parse.lemma[min(verb, parse.left_edge(held)) : last + 1])
        if acts or not _TERMED.isdisjoint(said) or (said & _LONGER and said & _UNITS):
            first = verb if held > verb else parse.left_edge(held)
            yield Offer(first, last, verb, by if by != held else None, asked, refused, exchange=False)


def _is_told(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what was asked: in the past or present, neither denied nor only possible; no participle on a noun."""
    if parse.pos[verb] != "VERB" or parse.tag[verb] not in ("VBD", "VBN", "VBZ", "VBP") or parse.dep[verb] in ("acl", "amod"):
        return False
    return parse.child(verb, "neg") is None and not any(parse.tag[c] == "MD" for c in parse.children[verb])


def _held(parse: Parse, verb: int) -> int | None:
    """Return the head word of what is asked: its clause or infinitive, its object, or what is asked "for"."""
    clause = next(
        (c for c in parse.children[verb] if c > verb and parse.dep[c] in ("ccomp", "xcomp") and parse.pos[c] in ("VERB", "AUX")), None
    )
    if clause is not None:
        return clause
    asked = parse.child(verb, "nsubjpass") if parse.lemma[verb] == "request" else None
    things = [k for c in parse.children[verb] if parse.lower[c] == "for" and c > verb for k in parse.children_of(c, "pobj")]
    if parse.lemma[verb] in ("demand", "request"):
        things += [c for c in parse.children_of(verb, "dobj") if c > verb]
    return asked if asked is not None else next((k for k in things if parse.pos[k] in ("NOUN", "PROPN")), None)


def _asked(parse: Parse, verb: int) -> int | None:
    """Return of whom something is asked: the object beside an infinitive, or who is to act in what is demanded."""
    if parse.lemma[verb] in ("demand", "request"):
        return None
    to_do = any(parse.dep[c] in ("xcomp", "ccomp") for c in parse.children[verb])
    return parse.child(verb, "dobj", "dative") if to_do else None


def _end(parse: Parse, verb: int, held: int) -> int:
    """Return the last word of what is asked, up to a mark that sets something off."""
    thing = parse.pos[held] == "NOUN"
    edge = min(parse.right_edge(verb if thing and held > verb else held), verb + _FAR)
    stops = _STOPS | {","} if thing else _STOPS
    return next(
        (j - 1 for j in range(max(verb, held) + 1, edge + 1) if parse.words[j] in stops or parse.lower[j] == "but"), max(edge, verb)
    )


def _refused(parse: Parse, verb: int) -> int | None:
    """Return the word that turns down what was asked: "would not hear of it", or the talks that failed after it was demanded."""
    refused = refusal(parse, verb)
    if refused is not None:
        return refused
    here = parse.sentence_of[verb]
    upto = parse.sentences[min(here + 1, len(parse.sentences) - 1)][1]
    for j in range(verb + 1, upto - 2):
        if parse.lower[j : j + 2] == ["hear", "of"] and parse.child(j, "neg") is not None:
            return j
    over = parse.head[verb]
    after = any(parse.dep[c] == "mark" and parse.lower[c] in ("after", "when") for c in parse.children[verb])
    return over if after and parse.dep[verb] == "advcl" and parse.lemma[over] in _FAILING else None


def _is_asked_anyway(parse: Parse, verb: int, by: int | None, held: int, acts: list[Act]) -> bool:
    """Say whether what nobody turned down is an offer: it has no answer yet, both sides are to stop, or a council demands it."""
    if is_left_open(parse, verb):
        return True
    if parse.lemma[verb] in _URGING or not any(a.action in _OF_WAR for a in acts):
        return False
    asked = _asked(parse, verb)
    both = asked is not None and (are_two(parse, asked) or any(parse.lower[c] in _BOTH for c in parse.children[asked]))
    council = by is not None and parse.lemma[by] in _COUNCILS and parse.lemma[verb] == "demand"
    return council or (both and any(a.word == held or a.word in parse.conjuncts(held) for a in acts))
