"""Bonds: what makes an act an obligation (an agreement provides for it, somebody promises, demands or refuses it) and of which agreement.

Invariant: an act without such a bond is an event, not a provision.
"""

from trucebook.reading.deals.climbing import bond_above
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Bond, Ground, is_condition
from trucebook.reading.deals.hanging import SETTING_UP, bond_below, named_inside
from trucebook.reading.deals.links import NOUN_KINDS, bond_of, bound
from trucebook.reading.deals.listing import listed
from trucebook.reading.deals.listlines import listed_below
from trucebook.reading.deals.obligations import Act, Frames
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.seeming import had_to, in_title, tells_purpose, undone
from trucebook.reading.grammar.parse import Parse

_ASKED_FOR = deal_words("asked_for")
_BODIES = {"centre", "center", "commission", "committee", "mechanism", "mission", "observer", "team"}
_CARRIED_OUT = {"release", "lift_siege", "aid"}
_COMMITMENTS = {"commitment", "promise", "pledge"}
_OBSERVING = deal_words("observing")
_PUT_TO = {"ask", "instruct", "invite", "order", "remind", "tell", "urge"}
_UP_TO = {"until", "till", "before", "after", "since", "during", "pending", "at", "in"}
_WATCHED = {"adherence", "compliance", "implementation", "observance", "respect", "withdrawal", "pullback"}


def find_bond(parse: Parse, frames: Frames, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of an act, the nearest first, or None."""
    if (put := _of_offer(parse, ground, act)) is not None:
        return put
    if not _only_tells(parse, ground, act) and (item := listed(parse, frames, ground, act)) is not None:
        return item
    if (item := listed_below(parse, frames, ground, act)) is not None:
        return item
    if _only_tells(parse, ground, act) or (act.nominal and _only_names(parse, frames, act)):
        return None
    inside = ground.at.get(act.word)
    if inside is not None and inside.value("type") == "offer" and "terms" in inside.fields:
        return Bond("demand", act.word, inside)
    bond = bond_below(parse, ground, act.word) or bond_above(parse, frames, ground, act) or _by_order(parse, frames, ground, act)
    if bond is not None and act.action in ("monitor", "other") and parse.dep[act.word] == "acl" and parse.head[act.word] in ground.at:
        return None  # "a truce watched by two states" tells who its monitors are
    if bond is None and act.action == "monitor":
        bond = _watching(parse, ground, act)
    if bond is not None:
        return bond
    if act.action == "cease_fire" and act.nominal and parse.lemma[act.word] in _COMMITMENTS:
        return bond_of(bound("promise", act.word, ground.near(parse, act.word)))
    return _in_exchange(parse, ground, act)


def _of_offer(parse: Parse, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of what an offer is named to do: "a proposal to halt the raids", "an offer for both to free their captives"."""
    top = parse.first_conjunct(act.word)
    noun = parse.head[top]
    claim = ground.at.get(noun) if parse.dep[top] in ("acl", "advcl") and parse.is_infinitive(top) else None
    return Bond("provide", noun, claim) if claim is not None and claim.value("type") == "offer" and not act.nominal else None


def _only_tells(parse: Parse, ground: Ground, act: Act) -> bool:
    """Say whether a clause or title only tells: what a truce has brought, what somebody has had to do, what something is for."""
    if act.action == "autonomy" and parse.lemma[act.word] in ("keep", "hold") and subject_of(parse, act.word) in ground.at:
        return True  # "a truce that kept the town quiet"
    if act.action == "cease_fire" and not act.nominal and _has_brought(parse, ground, act.word):
        return True
    if in_title(parse, act) or (not act.nominal and had_to(parse, act.word)):
        return True
    return act.action in ("cease_fire", "lift_siege") and tells_purpose(parse, ground, act)


def _only_names(parse: Parse, frames: Frames, act: Act) -> bool:
    """Say whether a noun only names an act: talks nobody asks for, "vowed that no patrol would pass", "until a referendum"."""
    if parse.lemma[act.word] in _ASKED_FOR and not _asked_for(parse, frames, act.word):
        return True
    if parse.dep[act.word] in ("nsubj", "nsubjpass") and any(parse.lower[c] == "no" for c in parse.children[act.word]):
        return True
    return act.action == "talk" and parse.lower[parse.head[act.word]] in _UP_TO


def _asked_for(parse: Parse, frames: Frames, word: int) -> bool:
    """Say whether a noun is the very thing that a verb asks for, promises or provides for: "called for talks", "invited it to talks"."""
    top = parse.first_conjunct(word)
    over = parse.head[top]
    if parse.dep[top] == "pobj" and parse.lower[over] in ("to", "for", "into"):
        over = parse.head[over]
    elif parse.dep[top] not in ("dobj", "nsubjpass"):
        return False
    lemma = parse.lemma[over]
    if parse.dep[top] == "nsubjpass" and lemma in _PUT_TO:
        return False  # "the observers would be told"
    return parse.pos[over] == "VERB" and any(lemma in frames.terms[f"{kind}_verbs"] for kind in ("demand", "promise", "provide", "refuse"))


def _has_brought(parse: Parse, ground: Ground, verb: int) -> bool:
    """Say whether a verb tells what an agreement has brought about: "The zones have reduced the violence"."""
    brought = bool({"has", "have", "had"} & {parse.lower[c] for c in parse.children_of(verb, "aux")})
    subject = parse.child(verb, "nsubj")
    return brought and subject is not None and any(w in ground.at for w in (subject, *parse.children[subject]))


def _by_order(parse: Parse, frames: Frames, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of words in a row, where the parser lost the link: "its commitments to let aid in", "left … under a deal"."""
    if act.nominal:
        return None
    return _after_noun(parse, frames, ground, act.word) or _in_row(parse, ground, act.word) or _in_sentence_under(parse, ground, act)


def _after_noun(parse: Parse, frames: Frames, ground: Ground, i: int) -> Bond | None:
    """Return the bond of an infinitive right after a noun of obligation: "its commitments to let aid in"."""
    if i < 2 or parse.lower[i - 1] != "to" or parse.lemma[i - 2] not in frames.terms["obligation_nouns"]:
        return None
    return bond_of(bound(NOUN_KINDS.get(parse.lemma[i - 2], "promise"), i - 2, ground.near(parse, i)))


def _in_row(parse: Parse, ground: Ground, i: int) -> Bond | None:
    """Return the bond of a later duty in a row whose verb is left out: "the army is to leave the port, and both to free prisoners"."""
    if parse.lower[max(0, i - 1)] != "to" or parse.pos[i - 2] not in ("NOUN", "PROPN", "PRON", "DET") or i < 4:
        return None
    first = parse.sentences[parse.sentence_of[i]][0]
    before = max(first, parse.noun_phrase(i - 2)[0] - 1)
    opened = any(parse.lower[j] in ("is", "are", "was", "were") and parse.lower[j + 1] == "to" for j in range(first, i - 3))
    claim = ground.before(parse, i) if opened and parse.lower[before] in (",", ";", "and") else None
    return bond_of(bound("promise", i, claim))


def _in_sentence_under(parse: Parse, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of the main verb of a sentence with "under a deal" in it, or after one where people leave or are freed."""
    here = parse.sentence_of[act.word]
    under = ground.unders.get(here) or (ground.afters.get(here) if act.action in _CARRIED_OUT or _in_pause(parse, ground, act) else None)
    if under is not None and parse.dep[under[0]].startswith("nsubj"):
        return None  # "as the first phase of the deal took effect"
    if under is None or parse.dep[parse.first_conjunct(act.word)] not in ("ROOT", "xcomp", "ccomp"):
        return None
    return Bond("under", *under)


def _in_pause(parse: Parse, ground: Ground, act: Act) -> bool:
    """Say whether people leave "during" a pause: "1,200 villagers were evacuated during a humanitarian pause"."""
    after = ground.afters.get(parse.sentence_of[act.word])
    return act.action == "depart" and after is not None and parse.lower[after[0]] == "during"


def _watching(parse: Parse, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of those who are told to watch a truce: "A mission monitors the ceasefire", "observers verified compliance"."""
    word, theme = act.word, act.theme
    if theme is None or act.nominal or undone(parse, word) or _comes_after(parse, word):
        return None
    if parse.tag[word] == "VB":
        return _set_to_watch(parse, ground, word, theme)
    if parse.tag[word] in ("VBD", "VBN") and parse.lemma[theme] in _BODIES:
        return bond_of(bound("watch", word, named_inside(parse, ground, word, start=word + 1, reach=15)))
    claim = ground.at.get(theme) or (ground.near(parse, theme, reach=2) if parse.lemma[theme] in _WATCHED else None)
    return bond_of(bound("watch", word, claim))


def _comes_after(parse: Parse, verb: int) -> bool:
    """Say whether what "follows" a truce comes after it, and is nobody who watches it: "The announcement followed an accord"."""
    subject = parse.child(verb, "nsubj")
    watched = subject is not None and parse.lemma[subject] in _BODIES
    return parse.lemma[verb] == "follow" and not watched and parse.child(verb, "prt") is None


def _set_to_watch(parse: Parse, ground: Ground, verb: int, theme: int) -> Bond | None:
    """Return the bond of a body told to have been set up, or sent, to watch: "A committee was formed to monitor the truce"."""
    over = parse.head[verb]
    told = parse.tag[over] in ("VBD", "VBN") and parse.lemma[over] in SETTING_UP | _SENDING and not undone(parse, over)
    if not told or parse.dep[verb] not in ("advcl", "xcomp", "acl"):
        return None
    claim = ground.at.get(theme) or (ground.near(parse, theme, reach=3) if parse.lower[theme] in _WATCHED | {"it"} else None)
    return bond_of(bound("watch", over, claim))


_SENDING = {"appoint", "deploy", "dispatch", "post", "send", "station"}


def _in_exchange(parse: Parse, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of what is done in exchange for something, or only on a condition told before it in its sentence."""
    first, last = parse.sentences[parse.sentence_of[act.word]]
    mark = _mark_among(ground, first, last)
    if mark is not None and is_condition(parse, mark) and act.action == "cease_fire" and parse.lemma[act.word] in _OBSERVING:
        return None  # "If they honour it, our rifles will face the other way"
    if mark is not None and is_condition(parse, mark) and not act.nominal:
        return bond_of(bound("demand", mark, ground.near(parse, act.word))) if mark < act.word else None
    if mark is None and not act.nominal:
        mark = _mark_among(ground, last, min(last + 2, len(parse)))
    return bond_of(bound("exchange", mark, ground.near(parse, act.word))) if mark is not None else None


def _mark_among(ground: Ground, first: int, last: int) -> int | None:
    """Return the first word from `first` before `last` that marks an exchange, or None."""
    return next((j for j in range(first, last) if j in ground.exchanges), None)
