"""Carried: people who leave, or captives who are freed, told as the carrying out of an evacuation deal or an exchange.

Invariant: what is carried out has happened, under an agreement of its kind that the report names; it is counted, or goes by convoy.
"""

from collections.abc import Iterator
from itertools import islice

from trucebook.model import Claim
from trucebook.reading.deals.actspans import act_span
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Bond, Ground
from trucebook.reading.deals.obligations import Act, Frames, act_at
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.grammar.background import is_background
from trucebook.reading.grammar.parse import Parse

Carried = tuple[Act, Bond, int, int]
_BY = {"evacuation": ("depart",), "exchange": ("release",)}
_FOR_LEAVING = ("ceasefire", "pause", "settlement")  # kinds under which people leave where an evacuation is told beside the naming
_LEAVINGS = {"evacuation", "evacuations", "evacuated", "bused", "bussed"}
_BESIDE = 80  # words between the two
_REACH = 12  # sentences between the naming and what is told of its carrying out
_LEAVING = deal_words("leaving_places")
_CONVOYS = deal_words("convoys")
_NOT_TOLD = {"will", "would", "could", "should", "may", "might", "must", "can", "shall", "to", "had", "not", "n't"}
_SAYING = deal_words("saying")
_STANDS = {"ROOT", "ccomp", "conj", "parataxis", "advcl"}


def find_carried(parse: Parse, frames: Frames, ground: Ground, bound: set[int]) -> Iterator[Carried]:
    """Yield (act, bond, first, last) of what is told as carried out; `bound` holds the acts that something else binds."""
    for s, claims in _near(parse, ground).items():
        first, last = parse.sentences[s]
        if any(first <= w < last for w in bound):
            continue
        for i in range(first, last):
            ended = next((c for claim in claims if (c := _completed_at(parse, frames, claim, i)) is not None), None)
            if ended is not None:
                yield ended
            told = parse.pos[i] == "VERB" and is_told(parse, i)
            carried = next((c for claim in claims if told and (c := _carried_at(parse, frames, claim, i)) is not None), None)
            if carried is not None:
                yield carried


def _near(parse: Parse, ground: Ground) -> dict[int, list[Claim]]:
    """Return sentence → agreements for the sentences around the naming of an evacuation deal or an exchange that was not refused."""
    near: dict[int, list[Claim]] = {}
    for w, claim in ground.words:
        kind = str(claim.value("type"))
        if (kind not in _BY and kind not in _FOR_LEAVING) or claim.value("status") in ("refused", "proposed"):
            continue
        if kind not in _BY and not any(parse.lower[j] in _LEAVINGS for j in range(max(0, w - _BESIDE), min(len(parse), w + _BESIDE))):
            continue
        here = parse.sentence_of[w]
        for s in range(max(0, here - _REACH), min(len(parse.sentences), here + _REACH + 1)):
            if all(claim.id != known.id for known in near.setdefault(s, [])):
                near[s].append(claim)
    return near


def is_told(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what happened, in a clause of its own."""
    if parse.lemma[parse.head[verb]] in ("see", "let", "make"):
        return False
    if _strayed(parse, verb) is not None:
        return True
    aux = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "neg")}
    mark = parse.child(verb, "mark")
    open_clause = parse.dep[verb] in _STANDS and (mark is None or parse.lower[mark] in ("as", "after", "that", "while"))
    bare = parse.tag[verb] == "VBN" and parse.child(verb, "nsubj") is not None and parse.child(verb, "auxpass") is None
    past = parse.tag[verb] == "VBD" or bare or (parse.tag[verb] == "VBN" and parse.child(verb, "aux", "auxpass") is not None)
    return open_clause and past and not aux & _NOT_TOLD and not is_background(parse, verb, None)


def _strayed(parse: Parse, verb: int) -> int | None:
    """Return who left, where the parser took the verb for a participle: "Radio Hama said 3,000 residents of two villages left Friday"."""
    if parse.dep[verb] != "acl" or parse.tag[verb] != "VBN" or parse.lemma[verb] not in _LEAVING:
        return None
    for a in islice(parse.ancestors(verb), 3):
        if parse.dep[a] == "dobj" and parse.lemma[parse.head[a]] in _SAYING:
            return a
    return None


def _carried_at(parse: Parse, frames: Frames, claim: Claim, verb: int) -> Carried | None:
    """Return what a verb tells as carried out: somebody counted leaves or is freed, or buses that carry them leave."""
    act = act_at(parse, frames, verb)
    strayed = _strayed(parse, verb)
    subject = subject_of(parse, verb) if strayed is None else strayed
    if strayed is not None and parse.lemma[strayed] in frames.terms["civilians"] | frames.terms["fighters"]:
        act = Act(word=verb, action="depart", theme=strayed, nominal=False)
    loaded = _load_of(parse, subject) if subject is not None and parse.lemma[verb] in _LEAVING else None
    if loaded is not None and claim.value("type") != "exchange":
        act = Act(word=verb, action="depart", theme=loaded, nominal=False)
        first = parse.noun_phrase(loaded)[0]
    elif (
        act is None
        or act.theme is None
        or act.action not in _BY.get(str(claim.value("type")), ("depart",))
        or not _is_massed(parse, verb, act.theme)
    ):
        return None
    else:
        first = parse.left_edge(act.theme) if act.theme < verb and verb - parse.left_edge(act.theme) <= 16 else act_span(parse, act)[0]
    return act, Bond("carried", act.word, claim, strayed if loaded is None else loaded), first, act_span(parse, act)[1]


def _completed_at(parse: Parse, frames: Frames, claim: Claim, verb: int) -> Carried | None:
    """Return a leaving or a release that a noun names and a verb tells as completed: "The evacuation of 800 people was completed"."""
    if parse.lemma[verb] not in _COMPLETING or parse.pos[verb] != "VERB" or not is_told(parse, verb):
        return None
    noun = parse.child(verb, "nsubjpass") or (parse.child(verb, "nsubj") if parse.child(verb, "dobj") is None else None)
    act = act_at(parse, frames, noun) if noun is not None and parse.pos[noun] == "NOUN" else None
    if act is None or not act.nominal or act.theme is None or act.action not in _BY.get(str(claim.value("type")), ("depart",)):
        return None
    first, last = act_span(parse, act)
    return act, Bond("carried", verb, claim), first, max(last, verb)


_COMPLETING = {"complete", "conclude", "end", "finalise", "finalize", "finish"}


def convoys_leaving(parse: Parse) -> list[int]:
    """Return the verbs by which buses, ships or convoys are told to have set out: "The first buses drove out at noon"."""
    found = []
    for i in parse.words_of(_CONVOYS):
        if parse.dep[i] != "nsubj":
            continue
        verb = parse.head[i]
        out = any(parse.lower[c] in ("out", "off", "away") for c in parse.children[verb])
        goes = parse.lemma[verb] in ("leave", "depart", "sail") or (parse.lemma[verb] in _LEAVING and out)
        if goes and is_told(parse, verb):
            found.append(verb)
    return found


def _load_of(parse: Parse, subject: int) -> int | None:
    """Return whom buses, ships or a convoy carry: "nine buses carrying 300 people"."""
    if parse.lemma[subject] not in _CONVOYS:
        return None
    for c in parse.children[subject]:
        if parse.dep[c] in ("acl", "relcl") and parse.tag[c] in ("VBG", "VBD", "VBP", "VBZ"):
            return parse.child(c, "dobj")
        if parse.dep[c] == "prep" and parse.lower[c] in ("of", "with"):
            return parse.child(c, "pobj")
    return None


def _is_massed(parse: Parse, verb: int, theme: int) -> bool:
    """Say whether those who leave or are freed are counted, or go by convoy."""
    counted = any(parse.tag[j] == "CD" or parse.lower[j] in _MANY for j in range(parse.left_edge(theme), theme + 1))
    way = range(verb + 1, min(parse.right_edge(verb), verb + 20) + 1)
    return counted or any(parse.lemma[j] in _CONVOYS for j in way)


_MANY = deal_words("containers") | {"hundreds", "thousands", "dozens", "scores", "first", "last", "final", "second", "remaining"}
