"""Namings: the noun phrases by which a report names a truce, a deal or an offer, one by one.

Invariant: a naming is one head word; unspecified plurals, places ("the ceasefire line") and talks about talks are none.
"""

from dataclasses import dataclass, replace
from itertools import islice, pairwise

from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.idioms import idiom_over
from trucebook.reading.deals.petitions import is_asked_for
from trucebook.reading.deals.telltales import is_dated_title, is_declared, names_paper, names_quiet, top_of
from trucebook.reading.deals.titles import (
    binds_friends,
    in_heading,
    is_convention,
    is_halt,
    is_paper,
    is_peace,
    is_signed_apart,
    is_treaty,
    is_voted_down,
    runs_into_text,
)
from trucebook.reading.grammar.parse import Parse

_DEFINITE = {"the", "this", "that", "its", "their", "his", "these", "those", "said"}
_INDEFINITE = {"a", "an", "another", "one", "some"}
_COMING_ABOUT = deal_words("signing") | {"announce", "declare", "discuss", "consider", "offer", "seek"}
_HOLDING = deal_words("holding_terms")
_OFFERED = {"amnesty", "truce", "ceasefire", "cease-fire", "passage"}
_UNMET = {"without", "until", "pending"}
_MONTHS = deal_words("months")
_PAUSING = deal_words("pausing")
_HALTED = deal_words("halted") - {"action", "activity", "campaign", "fight", "flight", "operation", "strike"} | {"airstrike"}
_UNITS = {"day", "hour", "week"}
_SWAPPING = deal_words("swapping")
_TAKING_UP = deal_words("taking_up")
_WILLING = {"willing", "ready", "prepared", "able", "keen", "eager", "unwilling", "reluctant", "likely", "possible"}
_WISHED = {"must", "should", "could", "may", "might"}
_BODIES = {"alliance", "army", "coalition", "commission", "committee", "council", "front", "government", "ministry", "movement", "party"}
_PEACEFUL = {"armistice", "ceasefire", "peace", "truce"}
_BROKERED_WORDS = 2
_INNER = {"autonomous", "central", "federal", "local", "national", "provincial", "region", "regional", "state"}
_GIVING = {"deliver", "give", "issue", "present", "send", "set"}
_CALM_ZONES = {"de-escalation", "deescalation", "demilitarised", "demilitarized", "safe"}
_SIMILAR = {"similar", "comparable"}
_LIKE = 2  # sentences between a naming and one that is told to be like it
_WAR_WORDS = 3  # so many different words for fighters and fighting make a text one of war
_PROPER = {"NNP", "NNPS"}
_MODIFIERS = {"amod", "compound", "nmod", "nummod", "npadvmod", "poss", "nsubj", "dep"}


@dataclass(frozen=True)
class Naming:
    """One noun phrase that names an arrangement.

    `word` is its head, `first` and `last` its first and last word; `kind` an agreement code, None for a bare "deal";
    `mods` the lemmas before the head; `purpose` the kind that an offer would have if it were taken; `halt` says that only a halt of
    some fighting is named ("the suspension of the raids").
    """

    word: int
    first: int
    last: int
    kind: str | None
    generic: bool
    definite: bool
    indefinite: bool
    mods: frozenset[str]
    offer: bool = False
    unsure: bool = False
    purpose: str | None = None
    halt: bool = False


def find_namings(parse: Parse, lexicon: Lexicon) -> list[Naming]:
    """Return every naming of a text in text order; empty at little cost where the text has no word of truces and deals."""
    triggers = lexicon.triggers
    found = [i for i, w in enumerate(parse.lower) if w in triggers]
    if not found:
        return []
    namings: list[Naming] = []
    taken = -1
    said = set(parse.lower)
    sure = any(_strong(parse, lexicon, i) for i in found) or len(lexicon.fighters & said) >= _WAR_WORDS
    sure = sure or (not said.isdisjoint(("escalation", "de-escalation", "deescalation")) and not said.isdisjoint(("zone", "zones")))
    war = sure or len(lexicon.all_of_war & said) >= _WAR_WORDS
    for i in found:
        if i <= taken:
            continue
        naming = (
            _like_one_before(parse, lexicon, i, namings)
            or _papers_again(parse, lexicon, i, namings)
            or _naming_at(parse, lexicon, i, sure or _points_back(parse, namings, i))
            or (_by_telltales(parse, lexicon, i) if war else None)
            or _stand_in(parse, lexicon, i, namings)
        )
        if naming is not None:
            fresh = _plural(parse, i) and not naming.definite and is_signed_apart(parse, i)
            namings.append(replace(naming, indefinite=True) if fresh else naming)
            taken = naming.last
    told = [n for n in namings if n.definite or n.indefinite or not (runs_into_text(parse, n.last) or in_heading(parse, n.last))]
    return told or namings


def _points_back(parse: Parse, before: list[Naming], i: int) -> bool:
    return bool(before) and _det(parse, i)[1] in ("the", "this")


def _like_one_before(parse: Parse, lexicon: Lexicon, i: int, before: list[Naming]) -> Naming | None:
    """Return the naming at "another in August" or "a similar paper": one more arrangement of the kind named a little before."""
    if not before:
        return None
    last = before[-1]
    near = parse.sentence_of[i] - parse.sentence_of[last.word] <= _LIKE
    if parse.lower[i] == "another":
        alone = parse.dep[i] in ("conj", "nsubj", "nsubjpass", "dobj") and parse.sentence_of[i] == parse.sentence_of[last.word]
        more = _make(parse, lexicon, i, i, last.kind) if alone and last.kind != "offer" else None
        return replace(more, indefinite=True, mods=more.mods | {"another"}) if more is not None else None
    word = lexicon.triggers[parse.lower[i]]
    mods = modifiers_before(parse, i)
    before_it = word in lexicon.generic and _det(parse, i)[1] in _INDEFINITE and bool(mods & {"earlier", "previous", "prior"})
    if (not mods & _SIMILAR and not before_it) or _plural(parse, i) or word in lexicon.heads:
        return None
    if before_it and mods & (lexicon.unrelated | set(lexicon.modifiers)):
        return None
    named = word in lexicon.generic or (near and (word in lexicon.terms("stand_ins") or word in ("paper", "draft")))
    kind = next((n.kind for n in reversed(before) if n.kind is not None), None)
    return _make(parse, lexicon, i, i, kind if kind != "offer" else last.purpose) if named else None


def _papers_again(parse: Parse, lexicon: Lexicon, i: int, before: list[Naming]) -> Naming | None:
    """Return the naming at "the treaties", "the accords" where a plural of that name went before."""
    if not before or not _plural(parse, i) or _det(parse, i)[1] not in ("the", "these") or modifiers_before(parse, i):
        return None
    word = lexicon.triggers[parse.lower[i]]
    named = [n for n in before if _plural(parse, n.word) and lexicon.triggers.get(parse.lower[n.word]) == word]
    return _make(parse, lexicon, i, i, named[-1].kind) if named and word in lexicon.generic else None


def _stand_in(parse: Parse, lexicon: Lexicon, i: int, before: list[Naming]) -> Naming | None:
    """Return the naming at "the pause", "the text", "this order": words that stand for what was named a little before."""
    if not before or parse.pos[i] != "NOUN" or _plural(parse, i) or _det(parse, i)[1] not in ("the", "this", "that"):
        return None
    word = lexicon.triggers[parse.lower[i]]
    gap = parse.sentence_of[i] - parse.sentence_of[before[-1].word]
    last = before[-1]
    if word in lexicon.humanitarian_heads and last.kind == "pause" and gap <= 3:
        return _make(parse, lexicon, i, i, "pause")
    if word in lexicon.terms("stand_ins") and 0 < gap <= 1 and not modifiers_before(parse, i):
        return _make(parse, lexicon, i, i, None)
    if word in lexicon.negotiated and last.kind == "settlement" and gap <= 4 and parse.lower[i - 1] == "this":
        return _make(parse, lexicon, i, i, "settlement")
    return None


def _strong(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    return lexicon.triggers[parse.lower[i]] in lexicon.heads or _is_fire(parse, i) or _phrase_at(parse, lexicon, i) is not None


def _is_fire(parse: Parse, i: int) -> bool:
    before = parse.lower[max(0, i - 2) : i]
    if before[-1:] == ["cease"] and parse.pos[i - 1] == "VERB" and parse.dep[i] == "dobj" and not _det(parse, i - 1)[1]:
        return False
    return parse.lower[i] in ("fire", "fires") and (before[-1:] == ["cease"] or before == ["cease", "-"])


def _phrase_at(parse: Parse, lexicon: Lexicon, i: int) -> tuple[int, str] | None:
    """Return last word and kind of a set phrase ("cessation of hostilities") that begins at word i."""
    for words, kind in lexicon.phrases.get(parse.lower[i], ()):
        if tuple(parse.lower[i : i + len(words)]) == words:
            return i + len(words) - 1, kind
    return None


def _naming_at(parse: Parse, lexicon: Lexicon, i: int, sure: bool) -> Naming | None:
    phrase = _phrase_at(parse, lexicon, i)
    if phrase is not None:
        last, kind = phrase
        head = last + 1 if last + 1 < len(parse) and parse.lower[last + 1] in lexicon.generic else i
        if parse.lower[i] in ("halt", "end", "stop") and _det(parse, i)[1] in ("", "no") and parse.pos[i] == "VERB":
            return None
        span = range(i, max(last, head) + 1)
        if parse.head[head] in span and head != i:
            head = next((j for j in span if parse.head[j] not in span), head)
        return _make(parse, lexicon, i, span[-1], kind, head=head)
    if _is_fire(parse, i):
        return _truce_word(parse, lexicon, i, "ceasefire")
    word = lexicon.triggers[parse.lower[i]]
    if parse.pos[i] not in ("NOUN", "PROPN") and word not in lexicon.heads:
        return None
    if word in lexicon.heads:
        return _truce_word(parse, lexicon, i, lexicon.heads[word])
    mods = modifiers_before(parse, i)
    if word in lexicon.humanitarian_heads and (mods & lexicon.humanitarian):
        return _make(parse, lexicon, i, i, "pause")
    if word in ("pause", "lull", "respite", "hiatus", "window") and _of_fighting(parse, lexicon, i):
        return _make(parse, lexicon, i, i, "pause")
    if word in lexicon.terms("swap_heads") and _swap(parse, lexicon, i, mods):
        return _make(parse, lexicon, i, i, "exchange")
    if word in lexicon.terms("act_heads"):
        return _make(parse, lexicon, i, i, lexicon.purposes.get(word)) if _negotiated(parse, lexicon, i) and not _plural(parse, i) else None
    if (titled := _titled_text(parse, lexicon, i, word)) is not None:
        return titled
    if word in lexicon.terms("calm_heads") and (mods & lexicon.terms("mediator_suffixes") or _negotiated(parse, lexicon, i)):
        return _make(parse, lexicon, i, i, "ceasefire" if word == "calm" else "pause")
    if _plural(parse, i) and not _proper(parse, i) and word not in lexicon.negotiated and not _signed(parse, lexicon, i, mods):
        return None
    if word in lexicon.generic:
        return _generic(parse, lexicon, i, mods, sure)
    if word in lexicon.negotiated and _negotiated(parse, lexicon, i):
        return _make(parse, lexicon, i, i, "settlement")
    about = {lexicon.heads.get(m) or lexicon.modifiers.get(m) for m in mods} - {None}
    if word == "ultimatum" and _is_given(parse, i) and not lexicon.conflict.isdisjoint(parse.lower):
        sure = True
    if word not in lexicon.offers or not (sure or _amid_conflict(parse, lexicon, i)):
        return None
    purpose = _purpose(parse, lexicon, i)
    aims = sorted(a for a in about if a and a not in ("settlement", "offer"))
    if word == "demand" and not _asks_to_yield(parse, i):
        return None
    if word == "demand" or aims or _has_terms(parse, i) or _taken_up(parse, i, purpose) or (word == "ultimatum" and _is_given(parse, i)):
        return _make(parse, lexicon, i, i, "offer", offer=True, purpose=purpose or next(iter(aims), None))
    return None


def _by_telltales(parse: Parse, lexicon: Lexicon, i: int) -> Naming | None:
    """Return the naming at a noun of many meanings that what is said of it makes an agreement: "the paper obliges both sides"."""
    word = lexicon.triggers[parse.lower[i]]
    if parse.pos[i] not in ("NOUN", "PROPN"):
        return None
    if word in lexicon.terms("telling_quiet") and names_quiet(parse, i):
        return _make(parse, lexicon, i, i, "ceasefire")
    mods = modifiers_before(parse, i)
    if word in lexicon.terms("zone_heads"):
        calm = bool(mods & _CALM_ZONES) and _det(parse, i)[1] == "the" and _negotiated(parse, lexicon, i) and not _plural(parse, i)
        return _make(parse, lexicon, i, i, "ceasefire") if calm else None
    if word == "pause" and _det(parse, i)[1] and (mods & _UNITS or is_declared(parse, i)):
        return _make(parse, lexicon, i, i, "pause")  # "an earlier three-day pause for the feast"
    if word not in lexicon.terms("telling_papers") or mods & lexicon.unrelated or not names_paper(parse, i):
        return None
    top = top_of(parse, i)
    if _plural(parse, i) and word in lexicon.generic and top == i and not is_dated_title(parse, i):
        return None  # "evacuated under deals between the army and rebels"
    if word in lexicon.generic and len((lexicon.fighters | lexicon.conflict) & set(parse.lower)) < _BROKERED_WORDS:
        return None
    kind = next((lexicon.modifiers[m] for m in sorted(mods) if m in lexicon.modifiers), None)
    return _make(parse, lexicon, top, i, kind or _purpose(parse, lexicon, i))


def _titled_text(parse: Parse, lexicon: Lexicon, i: int, word: str) -> Naming | None:
    """Return the naming at a paper of surrender, a declared halt, or a peace that was made or bears a name."""
    if word in lexicon.terms("paper_heads") and is_paper(parse, i):
        return _make(parse, lexicon, i, i, "settlement")
    if word in lexicon.terms("halt_heads") and is_halt(parse, i):
        return _make(parse, lexicon, i, i, "pause" if word == "pause" else "ceasefire", halt=True)
    if word in lexicon.terms("resolution_heads") and is_voted_down(parse, i) and not _plural(parse, i):
        return _make(parse, lexicon, i, i, "offer", offer=True)
    if word == "convention" and is_convention(parse, i):
        return _make(parse, lexicon, i, i, "settlement")
    if word in lexicon.terms("peace_heads") and is_peace(parse, i):
        made = _make(parse, lexicon, i, i, "peace_agreement")
        return replace(made, indefinite=True) if made is not None and not made.definite else made
    return None


def _asks_to_yield(parse: Parse, i: int) -> bool:
    """Say whether a demand is one that a side give up or leave: "the demand for unconditional surrender"."""
    asked = [k for c in parse.children[i] if parse.lower[c] == "for" for k in parse.children[c]]
    return any(parse.lemma[k].lower() in ("capitulation", "evacuation", "surrender", "withdrawal") for k in asked)


def _is_given(parse: Parse, i: int) -> bool:
    """Say whether an ultimatum is told to have been given or answered: "gave the group a final ultimatum", "turned down an ultimatum"."""
    head = parse.head[i]
    turned = parse.lemma[head].lower() == "turn" and any(parse.lower[c] == "down" for c in parse.children[head])
    return parse.dep[i] in ("dobj", "nsubjpass") and (turned or parse.lemma[head].lower() in _GIVING | _TAKING_UP)


def _taken_up(parse: Parse, i: int, purpose: str | None) -> bool:
    """Say whether a side takes or refuses a plan with an aim or an author: "accepted a Kenyan plan", "said yes to the envoy's proposal"."""
    head = parse.head[i]
    told = (parse.dep[i] in ("dobj", "nsubjpass") and parse.lemma[head].lower() in _TAKING_UP) or idiom_over(parse, i) is not None
    turned = parse.lemma[head].lower() == "turn" and any(parse.lower[c] == "down" for c in parse.children[head])
    told = told or (parse.dep[i] in ("dobj", "nsubjpass") and turned)
    told = told or (parse.dep[i] == "pobj" and parse.lower[head] == "to" and parse.lemma[parse.head[head]].lower() == "agree")
    authored = any(parse.words[j][:1].isupper() or parse.dep[j] == "poss" for j in parse.children[i] if j < i)
    by = any(parse.pos[k] == "PROPN" for c in parse.children[i] if parse.lower[c] in ("by", "from") for k in parse.children[c])
    aim = any(parse.dep[c] in ("acl", "relcl") and parse.tag[c] == "VB" for c in parse.children[i])
    return told and (purpose is not None or authored or by or aim)


def _has_terms(parse: Parse, i: int) -> bool:
    """Say whether a proposal or plan is told to hold terms: "Under a Kenyan proposal, the army would …", "whose plan foresees …"."""
    head = parse.head[i]
    if parse.dep[i] == "pobj" and parse.lower[head] == "under":
        return True
    if any(parse.lower[c] == "of" and any(parse.lemma[k].lower() in _OFFERED for k in parse.children[c]) for c in parse.children[i]):
        return True
    if parse.dep[i] == "nsubj" and parse.lemma[head].lower() in _HOLDING and parse.pos[head] == "VERB":
        return parse.dep[head] in ("ROOT", "relcl", "ccomp", "conj")
    return any(
        parse.dep[c] == "relcl"
        and any(parse.lower[k] == "under" and any(parse.tag[w] == "WDT" for w in parse.children[k]) for k in parse.children[c])
        for c in parse.children[i]
    )


def _truce_word(parse: Parse, lexicon: Lexicon, i: int, kind: str) -> Naming | None:
    """Return the naming at a word that means a truce by itself; before another noun it only speaks of one."""
    if (_plural(parse, i) and not is_signed_apart(parse, i)) or parse.lower[max(0, i - 2) : i] in (["flag", "of"], ["flags", "of"]):
        return None
    after = i + 1
    if after < len(parse) and parse.pos[after] in ("NOUN", "PROPN"):
        w = parse.lower[after]
        if w in lexicon.not_namings:
            return None
        if w in lexicon.generic:
            return _make(parse, lexicon, after, after, kind) if not _plural(parse, after) else None
        if w in lexicon.offers:
            return _make(parse, lexicon, after, after, "offer", offer=True, purpose=kind)
        if w in lexicon.near_namings:
            return _make(parse, lexicon, i, i, kind, unsure=True, definite=True)
    if modifiers_before(parse, i) & lexicon.humanitarian:
        kind = "pause"
    return _make(parse, lexicon, i, i, kind)


def _generic(parse: Parse, lexicon: Lexicon, i: int, mods: frozenset[str], sure: bool) -> Naming | None:
    """Return the naming at "deal", "agreement", "accord" and the like, or None where it is of another world."""
    following = parse.lower[i + 1] if i + 1 < len(parse) else ""
    if _of_a_body(parse, i) or (parse.lower[i] in ("treaty", "treaties") and not mods & _PEACEFUL and binds_friends(parse, i)):
        return None
    if (mods & {"great", "good"}) and (following == "of" or parse.lower[max(0, i - 2) : i] == ["a", "great"]):
        return None
    kind = next((lexicon.modifiers[m] for m in sorted(mods) if m in lexicon.modifiers), None)
    if kind is None and mods & lexicon.unrelated:
        return None
    if following in lexicon.not_namings and parse.pos[i + 1] in ("NOUN", "PROPN"):
        return None
    if kind is None and (sure or _amid_conflict(parse, lexicon, i)):
        kind = _purpose(parse, lexicon, i)
    word = lexicon.triggers[parse.lower[i]]
    if (
        word in ("settlement", "understanding", "arrangement", "protocol", "memorandum", "reconciliation", "declaration", "communique")
        and kind is None
        and not _negotiated(parse, lexicon, i)
        and not (parse.dep[i] == "dobj" and parse.lemma[parse.head[i]].lower() in ("accept", "approve", "endorse"))
        and not (sure and (_has_terms(parse, i) or _is_dated(parse, i) or _takes_effect(parse, i)))
        and not _titled(parse, i)
    ):
        return None
    if kind is None and ((word == "treaty" and is_treaty(parse, i)) or (word != "deal" and _plural(parse, i) and _proper(parse, i))):
        kind = "peace_agreement"
    if kind is None and not sure and _titled(parse, i):
        said = len(lexicon.conflict & set(parse.lower))
        sure = said >= _WAR_WORDS or (said > 0 and _by_two(parse, i))
    reconciled = word == "reconciliation" and _negotiated(parse, lexicon, i)
    if not sure and _between_governments(parse, i) and not lexicon.conflict.isdisjoint(parse.lower):
        sure = True
    if not sure and _brokered(parse, i) and len(lexicon.conflict & set(parse.lower)) >= _BROKERED_WORDS:
        sure = True
    if kind is None and not sure and not reconciled and not _amid_conflict(parse, lexicon, i):
        return None
    if word in ("declaration", "communique") and not _by_two(parse, i) and not (_titled(parse, i) and sure):
        return None
    if word == "compromise" and not _det(parse, i)[1] and not _negotiated(parse, lexicon, i):
        return None
    if word == "compromise" or word == "reconciliation" or word == "settlement":
        kind = kind or "settlement"
    return _make(parse, lexicon, i, i, kind)


def _by_two(parse: Parse, i: int) -> bool:
    """Say whether two sides are told to have signed something: "A and B signed the Lusaka Accord", "a declaration"."""
    verb = parse.head[i]
    subject = (
        parse.child(verb, "nsubj") if parse.dep[i] == "dobj" and parse.lemma[verb].lower() in ("sign", "conclude", "initial") else None
    )
    return subject is not None and len(parse.conjuncts(subject)) > 1


def _of_a_body(parse: Parse, i: int) -> bool:
    """Say whether a word is part of the name of a body: "the Government of National Accord"."""
    of = parse.head[i]
    over = parse.lemma[parse.head[of]].lower()
    return parse.words[i][:1].isupper() and parse.dep[i] == "pobj" and parse.lower[of] == "of" and over in _BODIES


def _takes_effect(parse: Parse, i: int) -> bool:
    """Say whether a text is told to take effect: "The memorandum came into force"."""
    verb = parse.head[i]
    opening = parse.dep[i] == "nsubj" and parse.lemma[verb].lower() in ("come", "enter", "go", "take")
    return opening and bool({"effect", "force"} & set(parse.lower[verb + 1 : verb + 4]))


def _brokered(parse: Parse, i: int) -> bool:
    """Say whether somebody is told to have brokered or mediated what a bare head names."""
    told = any(parse.dep[c] in ("acl", "relcl") and parse.lemma[c].lower() in ("broker", "mediate") for c in parse.children[i])
    return told or bool({"brokered", "mediated"} & modifiers_before(parse, i))


def _between_governments(parse: Parse, i: int) -> bool:
    """Say whether an agreement is one of two governments of a country: "between the federal and the regional government"."""
    last = parse.sentences[parse.sentence_of[i]][1]
    between = next((j for j in range(i + 1, min(i + 7, last)) if parse.lower[j] == "between"), None)
    if between is None:
        return False
    said = set(parse.lower[between : min(between + 16, last)])
    return "government" in said and not said.isdisjoint(_INNER)


def _titled(parse: Parse, i: int) -> bool:
    """Say whether a word is the head of a name: "the Lusaka Protocol"."""
    return (
        parse.words[i][:1].isupper() and i > 0 and parse.pos[i - 1] == "PROPN" and parse.dep[i - 1] == "compound" and parse.head[i - 1] == i
    )


def _is_dated(parse: Parse, i: int) -> bool:
    """Say whether a text is named by its day or year: "a protocol of 2 April 2002"."""
    of = [k for c in parse.children[i] if parse.lower[c] == "of" for k in parse.children[c]]
    return any(parse.tag[k] == "CD" or parse.lower[k] in _MONTHS for k in of)


def _amid_conflict(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    first, last = parse.sentences[parse.sentence_of[i]]
    return any(
        parse.lower[j] in lexicon.conflict or parse.lower[j] in lexicon.fighters for j in range(max(first, i - 30), min(last, i + 31))
    )


def _of_fighting(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Say whether a pause, lull or respite is one in the fighting."""
    stopped = {w for w, kind in lexicon.purposes.items() if kind == "ceasefire"} | {
        "operation",
        "airstrike",
        "strike",
        "attack",
        "offensive",
        "bombing",
        "raid",
        "assault",
    }
    mods = modifiers_before(parse, i)
    if parse.lemma[i].lower() == "pause" and (mods & _PAUSING or (mods & _UNITS and _after_strikes(parse, i))):
        return True
    under = [k for c in parse.children[i] if parse.lower[c] in ("in", "from", "to", "of") for k in parse.children[c]]
    under += [
        k
        for c in parse.children[i]
        if parse.dep[c] == "acl"
        for p in parse.children[c]
        if parse.lower[p] == "in"
        for k in parse.children[p]
    ]
    return any(parse.lemma[k].lower() in stopped for k in under)


def _after_strikes(parse: Parse, i: int) -> bool:
    """Say whether a pause with a length stands in a sentence of strikes and shelling: "resumed air strikes after a five-day pause"."""
    first, last = parse.sentences[parse.sentence_of[i]]
    lemmas = [w.lower() for w in parse.lemma[first:last]]
    return not _HALTED.isdisjoint(lemmas) or any(pair == ("air", "strike") for pair in pairwise(lemmas))


def _swap(parse: Parse, lexicon: Lexicon, i: int, mods: frozenset[str]) -> bool:
    """Say whether "swap" or "exchange" at word i is one of prisoners that somebody is said to have agreed or arranged."""
    captives = {k for k, v in lexicon.modifiers.items() if v == "exchange"}
    of = {parse.lemma[k].lower() for c in parse.children[i] if parse.lower[c] == "of" for k in parse.children[c]}
    told = parse.lemma[parse.head[i]].lower() in lexicon.negotiated_by or any(parse.lower[c] == "between" for c in parse.children[i])
    done = parse.dep[i] == "nsubj" and parse.lemma[parse.head[i]].lower() in _SWAPPING
    done = done and not any(parse.tag[c] == "MD" for c in parse.children[parse.head[i]])  # what "will begin" is a term of another
    if parse.lower[i] == "swap" and _negotiated(parse, lexicon, i):
        return True
    return bool((mods | of) & captives) and (told or done) and not _plural(parse, i)


def _purpose(parse: Parse, lexicon: Lexicon, i: int) -> str | None:
    """Return the kind that the words governed by a bare head give it: "a deal to evacuate …", "an agreement on the withdrawal of …"."""
    for c in parse.children[i]:
        if c < i or c > i + 8:
            continue
        if parse.dep[c] in ("acl", "relcl") and parse.tag[c] == "VB":
            words = [c]
        elif parse.dep[c] == "acl" and parse.lemma[c].lower() in ("aim", "design", "intend", "mean"):
            words = [k for x in parse.children[c] for k in (x, *parse.children[x]) if parse.dep[x] in ("xcomp", "prep")]
        elif parse.dep[c] == "relcl":
            words = [c, *(k for k in parse.children[c] if parse.dep[k] in ("xcomp", "ccomp", "dobj"))]
        elif parse.dep[c] == "prep" and parse.lower[c] in ("on", "for", "of", "over", "allowing", "about"):
            words = [j for j in parse.children[c] if parse.dep[j] in ("pobj", "pcomp")]
        else:
            continue
        for j in words:
            of = [k for c in parse.children[j] for p in parse.children[c] if parse.lower[p] == "of" for k in parse.children[p]]
            for k in [j, *parse.children[j], *of]:
                lemma = parse.lemma[k].lower()
                if lemma in lexicon.purposes:
                    return lexicon.purposes[lemma]
    return None


def _negotiated(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Say whether somebody is said to have negotiated, reached or agreed what word i names."""
    if any(parse.dep[c] == "acl" and parse.lemma[c].lower() in lexicon.negotiated_by for c in parse.children[i]):
        return True
    if any(parse.dep[c] == "relcl" and parse.lemma[c].lower() in lexicon.negotiated_by | {"work", "make"} for c in parse.children[i]):
        return True
    head = parse.head[i]
    return parse.dep[i] in ("dobj", "nsubjpass") and parse.lemma[head].lower() in lexicon.negotiated_by


def _plural(parse: Parse, i: int) -> bool:
    return parse.tag[i] in ("NNS", "NNPS") or (parse.lower[i].endswith("s") and not parse.lower[i].endswith("ss"))


def _signed(parse: Parse, lexicon: Lexicon, i: int, mods: frozenset[str]) -> bool:
    """Say whether a plural is one text all the same: "signed peace accords here today"."""
    kinds = any(m in lexicon.modifiers for m in mods)
    verb = parse.head[i]
    return kinds and parse.dep[i] in ("dobj", "nsubjpass") and parse.lemma[verb].lower() in ("sign", "initial", "ink", "ratify", "conclude")


def _proper(parse: Parse, i: int) -> bool:
    """Say whether a plural is one named text ("the Minsk agreements", "the Oslo Accords")."""
    before = i - 1
    if before >= 0 and parse.words[i][:1].isupper() and parse.words[before][:1].isupper() and parse.tag[before] == "JJ":
        return parse.head[before] == i  # "the Evian Accords"
    if parse.words[i][:1].isupper() and is_treaty(parse, i):
        return True  # "the Treaties of Velasco"
    return before >= 0 and parse.tag[before] in _PROPER and parse.dep[before] in ("compound", "nmod", "amod") and parse.head[before] == i


def modifiers_before(parse: Parse, i: int) -> frozenset[str]:
    """Return the words of the noun phrase before its head, in lower case, hyphenated ones apart and whole."""
    found: set[str] = set()
    j = i - 1
    while j >= 0 and i - j <= 9 and (parse.tag[j][:2] in ("JJ", "NN", "CD", "VB", "HY", "PO", "RB") or parse.words[j] == "-"):
        if parse.sentence_of[j] != parse.sentence_of[i] or (parse.tag[j][:2] == "VB" and parse.dep[j] not in ("amod", "compound")):
            break
        if parse.tag[j][:2] == "NN" and parse.dep[j] not in _MODIFIERS:
            break
        found.add(parse.lower[j])
        found.add(parse.lemma[j].lower())
        if parse.words[j] == "-" and j and parse.end[j - 1] == parse.start[j] and parse.end[j] == parse.start[j + 1]:
            found.add(f"{parse.lower[j - 1]}-{parse.lower[j + 1]}")
        j -= 1
    return frozenset(found - {"-"})


def _det(parse: Parse, i: int) -> tuple[int, str]:
    """Return the first word of the noun phrase and its determiner ("" where it has none)."""
    j = i
    while j > 0 and i - j < 14 and parse.sentence_of[j - 1] == parse.sentence_of[i]:
        before = j - 1
        if parse.tag[before] in ("DT", "PRP$", "PDT", "WP$"):
            return before, parse.lower[before]
        if parse.tag[before] == "POS" and parse.dep[parse.head[before]] == "poss":
            return parse.left_edge(parse.head[before]), ""  # "Liberia's truce"
        joined = parse.end[before] == parse.start[j] and (parse.words[before] == "-" or parse.words[j] == "-")
        joined = joined or (before > 0 and parse.words[before - 1] == "-" and parse.end[before - 1] == parse.start[before])
        inside = joined or (
            ("-" in parse.words[before][1:] and parse.words[before][0].isupper())
            or (parse.tag[before] == "RB" and parse.tag[j][:2] in ("JJ", "VB"))
            or (parse.tag[before] in ("RBR", "RBS") and parse.dep[before] == "amod")
            or parse.tag[before] in ("JJ", "JJR", "JJS", "NN", "NNP", "CD", "HYPH", "VBN", "VBG", "POS", "NNS", "NNPS")
            or parse.words[before] == "-"
        )
        if not inside or (not joined and parse.dep[before] not in _MODIFIERS and parse.dep[before] != "punct"):
            break
        j = before
    return j, ""


def _make(
    parse: Parse,
    lexicon: Lexicon,
    i: int,
    last: int,
    kind: str | None,
    *,
    head: int | None = None,
    offer: bool = False,
    unsure: bool = False,
    definite: bool = False,
    purpose: str | None = None,
    halt: bool = False,
) -> Naming | None:
    first, det = _det(parse, i)
    if det in ("no", "any", "every", "each", "neither"):
        return None
    if parse.lower[max(0, i - 2)] == "cease" and parse.lower[i] == "fire":
        first = min(first, i - 2)
    word = i if head is None else head
    definite = definite or det in _DEFINITE or (det not in _INDEFINITE and any(parse.tag[j] in ("POS", "PRP$") for j in range(first, i)))
    mods = frozenset(parse.lower[j] for j in range(first, i)) | modifiers_before(parse, i)
    asked = kind in ("ceasefire", "pause", "peace_agreement") and not definite and is_asked_for(parse, word)
    if asked:
        kind, offer, purpose = "offer", True, kind
    while first < i and parse.words[first] in ("-", "'", '"'):
        first += 1
    return Naming(
        word=word,
        first=first,
        last=last,
        kind=kind,
        generic=kind is None,
        definite=definite,
        indefinite=det in _INDEFINITE,
        mods=mods,
        offer=offer,
        unsure=unsure or (not definite and not asked and "old" not in mods and _hoped_for(parse, lexicon, word)),
        purpose=purpose,
        halt=halt,
    )


def naming_span(parse: Parse, naming: Naming) -> tuple[int, int]:
    """Return first and last word of the quote: the noun phrase with the phrases that say between whom, where, how long and by whom."""
    last = max(naming.last, naming.word)
    for c in parse.children[naming.word]:
        if c != last + 1 or parse.dep[c] not in ("prep", "acl", "amod", "relcl") or c - naming.word > 25:
            continue
        if parse.dep[c] == "prep" and parse.lower[c] not in ("between", "in", "for", "with", "of", "on", "among", "from", "by", "under"):
            break
        if parse.dep[c] == "relcl":
            break
        edge = min(parse.right_edge(c), naming.word + 25)
        for j in range(c, edge + 1):
            if parse.words[j] in (",", ";", "–", "—", "(", ")", '"', ":") or (parse.dep[j] == "relcl" and j > c):
                edge = max(c, j - 1) if j > c else last
                break
        if edge > c:
            last = edge
    while last > naming.word and (parse.lower[last] in ("that", "which", "who", "and", "to", "but") or parse.head[last] > last):
        last -= 1
    return naming.first, last


def _hoped_for(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Say whether a naming stands under talks, calls, hopes or conditions: something that is not agreed yet."""
    below = i
    for steps, a in enumerate(islice(parse.ancestors(i), 5), 1):
        lemma = parse.lemma[a].lower()
        if parse.pos[a] in ("NOUN", "PROPN"):
            if lemma in lexicon.efforts and parse.dep[below] != "conj":
                return True
        elif parse.pos[a] in ("VERB", "AUX"):
            if parse.dep[below] == "ccomp" and ";" in parse.words[below:a]:
                return False  # a sentence of its own before another
            if (
                parse.dep[below] not in ("nsubj", "nsubjpass")
                and lemma in lexicon.effort_verbs
                and not (lemma in ("negotiate", "secure", "facilitate") and parse.tag[a] in ("VBD", "VBN") and not _while(parse, a))
            ):
                return True
            if parse.dep[below] not in ("prep",) and _conditional(parse, a):
                return True
            if parse.dep[below] == "agent" and parse.child(a, "neg") is not None:
                return True  # "has never been replaced by a peace treaty"
            if steps <= 2 and any(
                parse.dep[c] == "aux" and parse.lower[c] in ("must", "should", "could", "may", "might") for c in parse.children[a]
            ):
                return True
            if steps > 1 and parse.tag[a] in ("VBD", "VBZ", "VBP"):
                return False
        elif (steps == 1 and parse.lower[a] in _UNMET) or (parse.lower[a] in _WILLING and parse.lemma[below].lower() in _COMING_ABOUT):
            return True
        below = a
    return False


def _while(parse: Parse, v: int) -> bool:
    """Say whether something was still going on: "combat went on while they negotiated a truce"."""
    return any(parse.dep[c] in ("mark", "advmod") and parse.lower[c] in ("as", "while", "whilst") for c in parse.children[v])


def _conditional(parse: Parse, v: int) -> bool:
    marks = {parse.lower[c] for c in parse.children[v] if parse.dep[c] == "mark"}
    return bool(marks & {"if", "unless", "whether"}) or ("until" in marks and parse.tag[v] not in ("VBD", "VBN"))
