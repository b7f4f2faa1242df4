"""Bonds: what makes an act an obligation (an agreement provides for it, somebody promises, demands or refuses it) and of which agreement.

Invariant: an act without such a bond is an event, not a provision.
"""

from itertools import islice

from trucebook.model import Claim
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import UNDER, Bond, Ground, is_condition
from trucebook.reading.deals.obligations import Act, Frames
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.seeming import (
    WARS,
    asks,
    asks_for_help,
    denied,
    had_to,
    has_modal,
    in_title,
    only_so_that,
    tells_purpose,
    undone,
)
from trucebook.reading.deals.telling import deal_subject, is_side
from trucebook.reading.grammar.parse import Parse

_FORESEEN = deal_words("foreseen")
_KEEPING = deal_words("keeping")
_BREACH = deal_words("broken") | {"defiance", "contravention", "spite", "infringement"}
_CONDITIONS = deal_words("conditions")
_TIMES = deal_words("terms_of_time")
_ALLOWING = {"allow", "permit", "enable", "able", "oblige", "require", "force"}
_COMING = deal_words("coming_about") | deal_words("seen_to")
_CARRIED_OUT = {"release", "lift_siege", "aid"}
_NOUN_KINDS = {"failure": "fail", "refusal": "refuse"} | dict.fromkeys(
    ("demand", "call", "appeal", "request", "responsibility", "duty", "need"), "demand"
)
_GIVING = {"allow", "permit", "give", "grant", "guarantee", "ensure", "reserve", "let"}
_UP_TO = {"until", "till", "before", "after", "since", "during", "pending"}
_ASKED_FOR = deal_words("asked_for")
_PLANNING = deal_words("planning")
_SCHEDULING = deal_words("scheduling")
_WISHING = deal_words("wishing")
_EXPECTED = deal_words("expected")
_PHRASES = (
    "as part of",
    "in line with",
    "in accordance with",
    "according to",
    "as per",
    "in compliance with",
    "in keeping with",
    "in exchange for",
    "in return for",
    "thanks to",
)
_PRONOUNS = {"it", "they", "which", "that", "this"}


def find_bond(parse: Parse, frames: Frames, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of an act, the nearest first, or None."""
    if act.action == "autonomy" and parse.lemma[act.word].lower() in ("keep", "hold") and subject_of(parse, act.word) in ground.at:
        return None  # "a truce that kept the town quiet"
    if act.action == "cease_fire" and not act.nominal and _has_brought(parse, ground, act.word):
        return None
    if in_title(parse, act) or (not act.nominal and had_to(parse, act.word)):
        return None
    if act.nominal and parse.lemma[act.word].lower() in _ASKED_FOR and not _asked_for(parse, frames, act.word):
        return None
    if act.action in ("cease_fire", "lift_siege") and tells_purpose(parse, ground, act):
        return None
    if act.nominal and parse.dep[act.word] in ("nsubj", "nsubjpass") and any(parse.lower[c] == "no" for c in parse.children[act.word]):
        return None  # "vowed that no patrol would pass"
    if act.nominal and act.action == "talk" and parse.lower[parse.head[act.word]] in _UP_TO | {"at"}:
        return None  # "until a referendum"
    inside = ground.at.get(act.word)
    if inside is not None and inside.value("type") == "offer" and "terms" in inside.fields:
        return Bond("demand", act.word, inside)
    bond = _below(parse, ground, act.word) or _above(parse, frames, ground, act) or _by_order(parse, frames, ground, act)
    if bond is not None and act.action in ("monitor", "other") and parse.dep[act.word] == "acl" and parse.head[act.word] in ground.at:
        return None  # "a truce watched by two states" tells who its monitors are
    if bond is None and act.action == "monitor":
        bond = _watching(parse, ground, act)
    if bond is not None:
        return bond
    if act.action == "cease_fire" and act.nominal and _commits(parse, act.word):
        claim = ground.near(parse, act.word)
        return Bond("promise", act.word, claim) if claim is not None else None
    here = parse.sentence_of[act.word]
    first, last = parse.sentences[here]
    mark = next((j for j in range(first, last) if j in ground.exchanges), None)
    if mark is not None and is_condition(parse, mark) and not act.nominal:
        claim = ground.near(parse, act.word)
        return Bond("demand", mark, claim) if claim is not None and mark < act.word else None
    if mark is None and last < len(parse) and not act.nominal:
        mark = next((j for j in range(last, min(last + 2, len(parse))) if j in ground.exchanges), None)
    if mark is not None:
        claim = ground.near(parse, act.word)
        return Bond("exchange", mark, claim) if claim is not None else None
    return None


def _asked_for(parse: Parse, frames: Frames, word: int) -> bool:
    """Say whether a noun is the very thing that a verb asks for, promises or provides for: "called for talks", "invited it to talks"."""
    top = parse.first_conjunct(word)
    over = parse.head[top]
    if parse.dep[top] == "pobj" and parse.lower[over] in ("to", "for", "into"):
        over = parse.head[over]
    elif parse.dep[top] not in ("dobj", "nsubjpass"):
        return False
    lemma = parse.lemma[over].lower()
    if parse.dep[top] == "nsubjpass" and lemma in _PUT_TO:
        return False  # "the observers would be told"
    return parse.pos[over] == "VERB" and any(lemma in frames.terms[f"{kind}_verbs"] for kind in ("demand", "promise", "provide", "refuse"))


_PUT_TO = {"ask", "instruct", "invite", "order", "remind", "tell", "urge"}


def _by_order(parse: Parse, frames: Frames, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of words in a row, where the parser lost the link: "its commitments to let aid in", "left … under a deal"."""
    i = act.word
    if i >= 2 and parse.lower[i - 1] == "to" and parse.lemma[i - 2].lower() in frames.terms["obligation_nouns"] and not act.nominal:
        claim = ground.near(parse, i)
        if claim is not None:
            return Bond(_NOUN_KINDS.get(parse.lemma[i - 2].lower(), "promise"), i - 2, claim)
    row = None if act.nominal else _in_row(parse, ground, i)
    if row is not None:
        return row
    under = ground.unders.get(parse.sentence_of[i]) or (ground.afters.get(parse.sentence_of[i]) if act.action in _CARRIED_OUT else None)
    if under is None or act.nominal or parse.dep[parse.first_conjunct(i)] not in ("ROOT", "xcomp", "ccomp"):
        return None
    return Bond("under", *under)


def _in_row(parse: Parse, ground: Ground, i: int) -> Bond | None:
    """Return the bond of a later duty in a row whose verb is left out: "the army is to leave the port, and both to free prisoners"."""
    if parse.lower[max(0, i - 1)] != "to" or parse.pos[i - 2] not in ("NOUN", "PROPN", "PRON", "DET") or i < 4:
        return None
    first = parse.sentences[parse.sentence_of[i]][0]
    before = max(first, parse.noun_phrase(i - 2)[0] - 1)
    opened = any(parse.lower[j] in ("is", "are", "was", "were") and parse.lower[j + 1] == "to" for j in range(first, i - 3))
    claim = ground.before(parse, i) if opened and parse.lower[before] in (",", ";", "and") else None
    return Bond("promise", i, claim) if claim is not None else None


def _watching(parse: Parse, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of those who are told to watch a truce: "A mission monitors the ceasefire", "observers verified compliance"."""
    if act.theme is None or act.nominal or parse.tag[act.word] == "VB" or undone(parse, act.word):
        return None
    if parse.tag[act.word] in ("VBD", "VBN") and parse.lemma[act.theme].lower() in _BODIES:
        inside = (j for j in range(act.word + 1, min(parse.right_edge(act.word), act.word + 15) + 1))
        return next((Bond("watch", act.word, ground.at[j]) for j in inside if j in ground.at), None)
    theme = act.theme
    claim = ground.at.get(theme) or (ground.near(parse, theme, reach=2) if parse.lemma[theme].lower() in _WATCHED else None)
    return Bond("watch", act.word, claim) if claim is not None else None


_BODIES = {"centre", "center", "commission", "committee", "mechanism", "mission", "observer", "team"}
_WATCHED = {"adherence", "compliance", "implementation", "observance", "respect", "withdrawal", "pullback"}


def _commits(parse: Parse, word: int) -> bool:
    return parse.lemma[word].lower() in ("commitment", "promise", "pledge")


def _below(parse: Parse, ground: Ground, word: int) -> Bond | None:
    """Return the bond by what hangs on the act or on the verb it is coordinated with: "left the town under a deal"."""
    for c in parse.children[word]:
        if parse.dep[c] == "acl" and parse.tag[c] == "VBN" and parse.lemma[c].lower() in _FORESEEN:
            for j in range(c, min(parse.right_edge(c), c + 9) + 1):
                if j in ground.at:
                    return Bond("provide", c, ground.at[j])
    for verb in dict.fromkeys((word, parse.first_conjunct(word), *parse.conjuncts(word))):
        for c in parse.children[verb]:
            if parse.dep[c] not in ("prep", "advcl", "agent"):
                continue
            laid_down = parse.dep[c] == "advcl" and parse.lemma[c].lower() in _FORESEEN and _opens_with_as(parse, c)
            if laid_down or (parse.dep[c] == "advcl" and parse.lemma[c].lower() in _KEEPING):
                for j in range(parse.left_edge(c) if laid_down else c, min(parse.right_edge(c), c + 9) + 1):
                    if j in ground.at:
                        return Bond("under", c, ground.at[j])
            said = " ".join(parse.lower[c : c + 3])
            made = _in_making(parse, ground, c) if parse.lemma[word].lower() in _SETTING_UP else None
            if made is not None:
                return Bond("under", c, made)
            if (
                parse.lower[c] in UNDER
                or any(said.startswith(p) for p in _PHRASES[:7])
                or (parse.lower[c] in ("in", "within") and "of" in parse.lower[c : c + 6] and not _BREACH & set(parse.lower[c : c + 6]))
            ):
                for j in range(c, min(parse.right_edge(c), c + 9) + 1):
                    if j in ground.at:
                        return Bond("under", c, ground.at[j])
    return None


def _in_making(parse: Parse, ground: Ground, prep: int) -> Claim | None:
    """Return the agreement in whose making something was set up: "In the armistice a commission was set up", "Upon signing it, they …"."""
    if parse.lower[prep] == "in":
        return next((ground.at[k] for k in parse.children[prep] if k in ground.at), None)
    upon = parse.child(prep, "pcomp") if parse.lower[prep] in ("upon", "on", "after", "by") else None
    if upon is None or parse.lemma[upon].lower() not in _MAKING:
        return None
    inside = range(upon, min(parse.right_edge(upon), upon + 6) + 1)
    return next((ground.at[j] for j in inside if j in ground.at), None)


def _opens_with_as(parse: Parse, verb: int) -> bool:
    """Say whether a clause opens with "as": "as provided in the truce", "as the deadline required"."""
    return parse.lower[parse.left_edge(verb)] == "as"


def _has_brought(parse: Parse, ground: Ground, verb: int) -> bool:
    """Say whether a verb tells what an agreement has brought about: "The zones have reduced the violence"."""
    brought = bool({"has", "have", "had"} & {parse.lower[c] for c in parse.children_of(verb, "aux")})
    subject = parse.child(verb, "nsubj")
    return brought and subject is not None and any(w in ground.at for w in (subject, *parse.children[subject]))


def _above(parse: Parse, frames: Frames, ground: Ground, act: Act) -> Bond | None:
    """Return the bond by what stands over an act; a clause that only tells which ("the prisoners each holds") hangs on nothing."""
    i = act.word
    telling = not act.nominal and parse.dep[i] == "relcl" and parse.tag[i] in ("VBZ", "VBP", "VBD") and parse.child(i, "aux") is None
    opened = any(parse.tag[k] == "WDT" for c in parse.children_of(i, "prep") for k in parse.children[c])  # "under which A leaves"
    if telling and not opened and parse.head[i] not in ground.at:
        return None
    return _climb(parse, frames, ground, act)


def _climb(parse: Parse, frames: Frames, ground: Ground, act: Act) -> Bond | None:
    below = act.word
    for a in islice([act.word, *parse.ancestors(act.word)], 9):
        if a in ground.at and a != act.word:
            if act.action == "cease_fire" and parse.dep[below] == "relcl" and parse.tag[below] == "VBD":
                return None  # "the armistice that ended the fighting"
            return Bond("provide", a, ground.at[a])
        pos, lemma = parse.pos[a], parse.lemma[a].lower()
        if parse.lower[a] == "according":
            return None
        if a != act.word and any(parse.lower[c] == "no" and parse.dep[c] == "det" for c in parse.children[a]):
            return None
        if pos in ("VERB", "AUX"):
            bond = _of_verb(parse, frames, ground, act, a, below, lemma)
            if bond is not None:
                return bond
            if a != act.word and parse.dep[a] in ("ROOT",) and parse.dep[below] in ("advcl",):
                return None
        elif pos in ("NOUN", "PROPN") and a != act.word and lemma in frames.terms["obligation_nouns"]:
            claim = ground.near(parse, a)
            if claim is not None:
                return Bond(_NOUN_KINDS.get(lemma, "promise"), a, claim)
        below = a
    return _standing_alone(parse, ground, act)


def _standing_alone(parse: Parse, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of a noun that is itself the head of a sentence without verb, right after an agreement was named."""
    top = parse.first_conjunct(act.word)
    if not act.nominal or parse.dep[top] != "ROOT":
        return None
    opening = _list_opening(parse, act.word)
    claim = ground.near(parse, act.word, reach=2) if opening is None else ground.near(parse, opening, reach=3)
    return Bond("provide", act.word, claim) if claim is not None else None


def _list_opening(parse: Parse, word: int) -> int | None:
    """Return the colon that opens the list of verbless lines a word stands in: "The terms are:", "- the withdrawal of …"."""
    here = parse.sentence_of[word]
    for s in range(here - 1, max(-1, here - 16), -1):
        first, last = parse.sentences[s]
        if ":" in parse.words[max(first, last - 3) : last]:
            return last - 1
        if any(parse.dep[j] == "ROOT" and parse.pos[j] in ("VERB", "AUX") for j in range(first, last)):
            return None
    return None


def _of_verb(parse: Parse, frames: Frames, ground: Ground, act: Act, verb: int, below: int, lemma: str) -> Bond | None:
    own = verb == act.word
    claim = deal_subject(parse, ground, verb)
    if claim is None and lemma == "see" and parse.dep[below] in ("ccomp", "dobj") and has_modal(parse, verb):
        claim = _by_moving(parse, ground, verb)
        if claim is not None:
            return Bond("provide", verb, claim)  # "the evacuations, which could see 900 people moved"
    if not own and claim is not None and lemma in _AIMING and parse.dep[below] in ("xcomp", "prep", "ccomp", "pcomp"):
        return Bond("provide", verb, claim)  # "the truces are aimed at freezing the front lines"
    if (
        not own
        and claim is not None
        and (lemma in frames.terms["provide_verbs"] or _has_modal(parse, frames, verb))
        and _governed(parse, below)
        and not denied(parse, verb)
        and not asks_for_help(parse, verb, below)
    ):
        return Bond("provide", verb, claim)
    if own and claim is None:
        for c in parse.children[verb]:
            if parse.dep[c] == "prep" and parse.lower[c] in UNDER:
                for k in parse.children[c]:
                    if k in ground.at:
                        return Bond("under", c, ground.at[k])
    if own and claim is not None and lemma in _GIVING and act.action != "cease_fire" and parse.tag[verb] in ("VBZ", "VBP", "VBD"):
        return Bond("provide", verb, claim)  # "the accord gives the rebels nine ministries"
    if own:
        return _own(parse, frames, ground, verb, act.theme)
    kinds = ("promise", "demand") if parse.dep[below] == "nsubjpass" and act.nominal else ()
    asked = next((k for k in kinds if lemma in frames.terms[f"{k}_verbs"]), "promise" if kinds and lemma in _SCHEDULING else None)
    held = _held_in(parse, ground, verb) if kinds and lemma in frames.terms["provide_verbs"] else None
    if held is not None:
        return Bond("provide", verb, held)  # "Provided for in the plan are the opening of talks and …"
    if asked is not None:
        near = ground.near(parse, verb)
        return Bond(asked, verb, near) if near is not None else None  # "Pardons were promised to both sides"
    if parse.dep[below] == "auxpass" and act.nominal and lemma in frames.terms["provide_verbs"]:
        held = _held_in(parse, ground, verb)
        return Bond("provide", verb, held) if held is not None else None  # "Provided for in the plan is the opening …"
    there = any(parse.dep[c] == "expl" for c in parse.children[verb])
    if there and act.nominal and parse.dep[below] in ("attr", "dobj", "nsubj"):
        return _there_is(parse, ground, verb, lemma)
    if parse.dep[below] in ("nsubj", "nsubjpass"):
        attr = parse.child(verb, "attr")
        if attr is not None and parse.lemma[attr].lower() in ("demand", "condition", "requirement", "term", "request"):
            near = ground.near(parse, verb)
            return Bond("demand", attr, near) if near is not None else None
        return _to_happen(parse, ground, act, verb, lemma)
    if any(parse.dep[c] == "mark" and parse.lower[c] in _CONDITIONS for c in parse.children[below]) and _withholds(parse, verb):
        near = ground.near(parse, verb)
        return Bond("demand", below, near) if near is not None else None
    order = parse.child(verb, "dobj") if parse.dep[below] == "advcl" and _purpose(parse, below) else None
    if order is not None and parse.lemma[order].lower() in frames.terms["obligation_nouns"]:
        near = ground.near(parse, verb)  # "had received instructions to abide by the truce"
        return Bond(_NOUN_KINDS.get(parse.lemma[order].lower(), "promise"), order, near) if near is not None else None
    war = act.theme is not None and parse.lemma[act.theme].lower() in WARS
    if (
        act.nominal
        and act.action == "cease_fire"
        and not war
        and lemma in _ANNOUNCING
        and parse.dep[below] == "dobj"
        and parse.child(verb, "neg") is None
    ):
        near = ground.near(parse, verb)
        return Bond("promise", verb, near) if near is not None else None  # "announced a halt to its raids"
    if (
        parse.dep[below] == "advcl"
        and lemma not in frames.terms["provide_verbs"]
        and not _governed(parse, below)
        and not _purpose(parse, below)
    ):
        return None
    if parse.dep[below] == "conj" and parse.tag[below] == parse.tag[verb]:
        return None  # coordinated, not governed
    if lemma in ("give", "allow", "grant") and any(
        parse.lemma[c].lower() in _TIMES and parse.dep[c] == "dobj" for c in parse.children[verb]
    ):
        near = ground.near(parse, verb)
        given = "promise" if parse.tag[verb] in ("VBZ", "VBP") else "demand"
        return Bond(given, verb, near) if near is not None else None
    for kind, words in (("refuse", "refuse_verbs"), ("promise", "promise_verbs"), ("demand", "demand_verbs")):
        if lemma in frames.terms[words]:
            doer = subject_of(parse, verb) if kind == "refuse" else None
            if doer is not None and parse.pos[doer] == "NOUN" and parse.lemma[doer].lower() in _DEEDS:
                return None  # "A bombing delayed the transfer"
            if kind == "demand" and only_so_that(parse, act.word, verb):
                continue
            if kind == "demand" and not asks(parse, verb, below, lemma):
                continue
            near = ground.near(parse, verb)
            if near is None:
                return None
            if kind == "promise" and lemma in _PLANNING and not is_side(parse, near, verb, known=True):
                return None  # "Norway plans to hold a conference"
            kind = "fail" if lemma in ("fail", "neglect", "omit") else kind
            if kind == "promise" and _is_condition_of(parse, act.word, verb):
                return Bond("demand", verb, near)  # "promised to lift the ban once they have handed in their guns"
            if kind == "promise" and parse.child(verb, "neg") is not None:
                kind = "refuse"
            return Bond(kind, verb, near)
    for j in [c for c in parse.children[verb] if parse.dep[c] == "prep" and parse.lower[c] in UNDER]:
        for k in range(j, min(parse.right_edge(j), j + 9) + 1):
            if k in ground.at:
                return Bond("under", j, ground.at[k])
    if (
        lemma == "be"
        and _governed(parse, below)
        and any(parse.lower[c] == "it" for c in parse.children[verb])
        and parse.dep[below] == "advcl"
    ):
        near = ground.near(parse, verb)
        return Bond("demand", verb, near) if near is not None else None
    if parse.dep[below] == "advcl" and _purpose(parse, below):
        for c in parse.children[verb]:
            if parse.dep[c] in ("dobj", "nsubjpass") and c in ground.at:
                return Bond("provide", verb, ground.at[c])
    if parse.dep[below] == "advcl" and _purpose(parse, below) and act.action == "monitor" and lemma in _POSTING and _is_coming(parse, verb):
        near = ground.before(parse, verb)
        return Bond("promise", verb, near, parse.child(verb, "nsubjpass", "dobj")) if near is not None else None
    if lemma == "have":
        duty = parse.child(verb, "dobj")
        if duty is not None and below == duty and parse.lemma[duty].lower() in _TIMES and parse.dep[act.word] in ("acl", "relcl"):
            near = ground.near(parse, verb)
            return Bond("promise", duty, near) if near is not None else None
        if duty is not None and _NOUN_KINDS.get(parse.lemma[duty].lower()) == "demand":
            near = ground.near(parse, verb)
            return Bond("demand", duty, near) if near is not None else None
    obliged = (*parse.children[verb], *parse.children[parse.first_conjunct(verb)])
    if any(parse.dep[c] == "aux" and parse.lower[c] in ("must", "should") for c in obliged) and parse.dep[below] in (
        "xcomp",
        "dobj",
        "ccomp",
    ):
        near = ground.near(parse, verb)
        return Bond("demand", verb, near) if near is not None else None
    adjective = parse.child(verb, "acomp")
    if adjective is not None and parse.lower[adjective] in _READY and parse.dep[below] == "acomp" and parse.child(verb, "neg") is None:
        near = ground.near(parse, verb)
        sided = act.action != "monitor" and near is not None and is_side(parse, near, verb)
        return Bond("promise", adjective, near) if near is not None and sided else None
    if adjective is not None and parse.lower[adjective] in (
        "vital",
        "essential",
        "imperative",
        "crucial",
        "necessary",
        "urgent",
        "important",
    ):
        near = ground.near(parse, verb)
        return Bond("demand", adjective, near) if near is not None else None
    return None


def _is_coming(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what will or is to be done: "police would be posted to watch over the truce"."""
    coming = any(parse.lower[c] in ("will", "would", "shall") for c in parse.children_of(verb, "aux"))
    return coming or (parse.is_infinitive(verb) and parse.lemma[parse.head[verb]].lower() == "be")


_POSTING = {"deploy", "dispatch", "post", "send", "station"}
_ANNOUNCING = {"announce", "declare", "order", "proclaim"}
_SETTING_UP = {"create", "establish", "form", "found", "set"}
_MAKING = deal_words("signing")
_DEEDS = deal_words("things_that_act")
_READY = {"prepared", "ready", "willing"}


def _to_happen(parse: Parse, ground: Ground, act: Act, verb: int, lemma: str) -> Bond | None:
    """Return the bond of an act that is told to come about: "The exchange of prisoners will begin on Sunday"."""
    aux = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] == "aux"}
    if act.nominal and lemma in _COMING | {"be", "complete"} and (carried := _below(parse, ground, verb) or _part_of(parse, ground, verb)):
        return carried
    due = parse.child(verb, "acomp")
    coming = due is not None and parse.lower[due] in _EXPECTED and parse.child(verb, "neg") is None
    if act.nominal and coming and act.action == "talk":
        near = ground.before(parse, verb)
        return Bond("promise", due if due is not None else verb, near) if near is not None else None
    taken = parse.child(verb, "dobj", "prt") if lemma == "take" else None
    if lemma == "take" and (taken is None or parse.lower[taken] not in ("place", "effect", "hold")):
        return None  # "the pullout would take as long as it takes"
    if not act.nominal or lemma not in _COMING or not aux & {"will", "would", "shall", "'ll"}:
        return None
    near = ground.before(parse, verb)
    return Bond("promise", verb, near) if near is not None else None


def _there_is(parse: Parse, ground: Ground, verb: int, lemma: str) -> Bond | None:
    """Return the bond of what there will be, or of what "there started" under an agreement."""
    if lemma == "be" and any(parse.lower[c] in ("will", "shall") for c in parse.children[verb]):
        near = ground.before(parse, verb)
        return Bond("promise", verb, near) if near is not None else None
    return _below(parse, ground, verb) if lemma in _COMING else None


def _held_in(parse: Parse, ground: Ground, verb: int) -> Claim | None:
    """Return the agreement in, under or by which something is provided or foreseen."""
    phrases = [c for c in range(verb + 1, min(parse.right_edge(verb), verb + 6) + 1) if parse.lower[c] in ("in", "under", "by")]
    inside = (j for c in phrases for j in range(c, min(parse.right_edge(c), c + 6) + 1))
    return next((ground.at[j] for j in inside if j in ground.at), None)


def _part_of(parse: Parse, ground: Ground, verb: int) -> Bond | None:
    """Return the bond of "The evacuation of the camp is part of a deal"."""
    attr = parse.child(verb, "attr")
    if attr is None or parse.lemma[attr].lower() not in ("part", "element", "point", "phase", "stage", "component", "clause"):
        return None
    inside = (k for c in parse.children[attr] if parse.lower[c] == "of" for k in parse.children[c])
    return next((Bond("under", attr, ground.at[k]) for k in inside if k in ground.at), None)


def _withholds(parse: Parse, verb: int) -> bool:
    """Say whether a side says what it will not do: what it makes the condition of doing it is what it asks for."""
    return parse.child(verb, "neg") is not None or parse.lemma[verb].lower() in ("refuse", "reject", "suspend", "continue", "insist")


def _purpose(parse: Parse, verb: int) -> bool:
    """Say whether a clause tells what something is for: "a truce to let aid in", "so that families could leave"."""
    if any(parse.lower[c] == "to" and parse.dep[c] == "aux" for c in parse.children[verb]) and parse.tag[verb] == "VB":
        return True
    return any(parse.lower[c] == "that" and parse.dep[c] == "mark" and parse.lower[c - 1] == "so" for c in parse.children[verb])


def _governed(parse: Parse, word: int) -> bool:
    """Say whether a word is what a verb above it provides for: no subject and no clause beside it, save "for A to do"."""
    if parse.dep[word] in ("nsubj", "nsubjpass"):
        return False
    return parse.dep[word] != "advcl" or any(parse.lower[c] == "for" and parse.dep[c] == "mark" for c in parse.children[word])


def _own(parse: Parse, frames: Frames, ground: Ground, verb: int, theme: int | None) -> Bond | None:
    """Return the bond of an act that "will", "must" or "is to" be done, told right after an agreement was named; or "under which …"."""
    for v in (verb, parse.head[verb]):
        for c in parse.children[v]:
            if parse.lower[c] == "under" and any(parse.tag[k] == "WDT" for k in parse.children[c]):
                before = ground.before(parse, c, reach=0)
                if before is not None:
                    return Bond("under", c, before)
    wished = any({parse.lemma[a].lower(), parse.lower[a]} & _WISHING for a in islice(parse.ancestors(verb), 3))
    if wished and deal_subject(parse, ground, verb) is None:
        return None  # "they hoped the roads would be opened"
    head = parse.first_conjunct(verb)
    is_to = (
        not had_to(parse, head)
        and parse.dep[head] == "xcomp"
        and parse.lemma[parse.head[head]].lower() in ("be", "have")
        and parse.lower[max(0, head - 1)] in ("to", "be")
    )
    set_to = parse.dep[head] == "xcomp" and parse.lower[parse.head[head]] in _EXPECTED
    over = parse.lemma[parse.head[head]].lower()
    passed_on = (parse.dep[head] == "xcomp" and over in _ALLOWING) or (parse.dep[head] == "ccomp" and over == "have")
    allowed = [parse.head[head]] if passed_on else []  # "will have their status settled"
    modal = next(
        (c for v in (verb, head, *allowed) for c in parse.children[v] if parse.dep[c] == "aux" and parse.lower[c] in frames.terms["modal"]),
        None,
    )
    if (modal is None and not is_to and not set_to) or (modal is not None and _only_if(parse, verb)):
        return None
    near = ground.at.get(theme) if theme in ground.at else ground.before(parse, verb)
    if near is None and parties_must(parse, parse.sentence_of[verb]):
        near = ground.before(parse, verb, reach=FAR)
    if near is None:
        return None
    return Bond("demand" if modal is not None and parse.lower[modal] in ("must", "should") else "promise", verb, near)


FAR = 12  # sentences between a naming and what "the parties must" do


def parties_must(parse: Parse, s: int) -> bool:
    """Say whether a sentence tells what "the parties" or "they" must do, which holds of the deal a report is about from afar."""
    first, last = parse.sentences[s]
    return any(
        parse.lower[j] in ("must", "should") and parse.lower[j - 1] in ("parties", "sides", "they")
        for j in range(first + 1, min(first + 6, last))
    )


def _by_moving(parse: Parse, ground: Ground, verb: int) -> Claim | None:
    """Return the agreement under which the evacuation or exchange takes place that is the subject of a verb."""
    subject = subject_of(parse, verb)
    if subject is None:
        return None
    said = [subject, *(k for c in parse.children[subject] if parse.lower[c] == "of" for k in parse.children[c])]
    return ground.near(parse, subject, reach=9) if any(parse.lemma[w].lower() in _MOVINGS for w in said) else None


_AIMING = deal_words("aiming")
_MOVINGS = deal_words("movings")


def _is_condition_of(parse: Parse, word: int, verb: int) -> bool:
    """Say whether an act stands in the clause on which a promise depends."""
    for a in islice([word, *parse.ancestors(word)], 6):
        if a == verb:
            return False
        if parse.dep[a] == "advcl" and any(
            parse.dep[c] in ("mark", "advmod") and parse.lower[c] in ("once", "if") for c in parse.children[a]
        ):
            return True
    return False


def _only_if(parse: Parse, verb: int) -> bool:
    """Say whether a clause depends on what is not so: "would stop only if they were no longer needed"."""
    would = any(parse.lower[c] == "would" for c in parse.children_of(verb, "aux"))
    under = [c for c in parse.children_of(verb, "advcl") if any(parse.lower[k] == "if" for k in parse.children[c])]
    return would and any(parse.tag[c] in ("VBD", "VBN") for c in under)


def _has_modal(parse: Parse, frames: Frames, verb: int) -> bool:
    words = frames.terms["modal"]
    return any(parse.dep[c] == "aux" and parse.lower[c] in words for c in parse.children[verb])
