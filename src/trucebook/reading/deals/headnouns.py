"""Head nouns: what the words around a noun tell of it: signed, brokered, between sides, of fighting, with terms, for what.

Invariant: a yes rests on words of the noun's own sentence; nothing is a naming here yet.
"""

from itertools import pairwise

from trucebook.reading.deals.answered import COUNTERING, answers_to, is_owned, is_put_forward
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.idioms import idiom_over
from trucebook.reading.deals.namings import is_plural, modifiers_before, torn_participle
from trucebook.reading.deals.offers import refusal
from trucebook.reading.deals.titles import is_treaty
from trucebook.reading.grammar.parse import Parse

_HOLDING = deal_words("holding_terms")
_OFFERED = {"amnesty", "truce", "ceasefire", "cease-fire", "passage"}
_MONTHS = deal_words("months")
_NEAR = 10  # words in which a paper tells what it calls for
_LETTING = {"allow", "bring", "collect", "deliver", "enable", "evacuate", "fetch", "get", "let", "permit"}
_RELIEF = {"aid", "civilian", "convoy", "evacuate", "food", "humanitarian", "medic", "medicine", "relief", "supply", "wounded"}
_SIDES = deal_words("sides") | deal_words("armed")
_POINTS = deal_words("points_of_lists")
_PAUSING = deal_words("pausing")
_HALTED = deal_words("halted") - {"action", "activity", "campaign", "fight", "flight", "operation", "strike"} | {"airstrike"}
_UNITS = {"day", "hour", "week"}
_SWAPPING = deal_words("swapping")
_TAKING_UP = deal_words("taking_up")
_BODIES = {"alliance", "army", "coalition", "commission", "committee", "council", "front", "government", "ministry", "movement", "party"}
_INNER = {"autonomous", "central", "federal", "local", "national", "provincial", "region", "regional", "state"}
_EARLIER = {"earlier", "last", "previous"}
_FOUNDERING = {"collapse", "fail", "founder", "stall", "sink"}
_GIVING = {"deliver", "give", "issue", "present", "send", "set"}
_SETTLING = {"concern", "cover", "deal", "govern", "regulate", "settle"}
_PROPER = {"NNP", "NNPS"}


def asks_to_yield(parse: Parse, i: int) -> bool:
    """Say whether a demand is one that a side give up or leave: "their demand for surrender"."""
    asked = [k for c in parse.children[i] if parse.lower[c] == "for" for k in parse.children[c]]
    return any(parse.lemma[k] in ("capitulation", "evacuation", "surrender", "withdrawal") for k in asked)


def is_listed_term(parse: Parse, i: int) -> bool:
    """Say whether a word is only one of the points that something is told to hold: "its points are a lasting truce and the handover of"."""
    verb = parse.head[i]
    subject = parse.child(verb, "nsubj") if parse.dep[i] == "attr" else None
    return subject is not None and parse.tag[subject] == "NNS" and parse.lemma[subject] in _POINTS


def is_given(parse: Parse, i: int) -> bool:
    """Say whether an ultimatum is told to have been given or answered: "gave the group a final ultimatum", "turned down an ultimatum"."""
    head = parse.head[i]
    turned = parse.lemma[head] == "turn" and any(parse.lower[c] == "down" for c in parse.children[head])
    return parse.dep[i] in ("dobj", "nsubjpass") and (turned or parse.lemma[head] in _GIVING | _TAKING_UP)


def is_taken_up(parse: Parse, i: int, purpose: str | None) -> bool:
    """Say whether a side takes or refuses a plan with an aim or an author: "accepted a Kenyan plan", "said yes to the envoy's proposal"."""
    head = parse.head[i]
    told = bool(answers_to(parse, i)) or idiom_over(parse, i) is not None
    told = told or (parse.dep[i] == "pobj" and parse.lower[head] == "to" and parse.lemma[parse.head[head]] == "agree")
    told = told or (parse.dep[i] == "nsubj" and any(parse.lemma[k] in _FOUNDERING for k in parse.conjuncts(head)))
    told = told or (is_indefinite(parse, i) and refusal(parse, i) is not None)
    told = told or (parse.lower[head] == "with" and parse.lemma[parse.head[head]] in COUNTERING)
    aim = any(parse.dep[c] in ("acl", "relcl") and parse.tag[c] == "VB" for c in parse.children[i])
    return told and (purpose is not None or aim or is_owned(parse, i) or is_put_forward(parse, i))


def is_indefinite(parse: Parse, i: int) -> bool:
    """Say whether a noun is newly told of: "a plan", "an earlier plan"."""
    return any(parse.lower[c] in ("a", "an", "another") for c in parse.children[i] if c < i)


def has_terms(parse: Parse, i: int) -> bool:
    """Say whether a proposal or plan is told to hold terms: "Under a Kenyan proposal, the army would …", "whose plan foresees …"."""
    head = parse.head[i]
    if parse.dep[i] == "pobj" and parse.lower[head] == "under":
        return True
    if any(parse.lower[c] == "of" and any(parse.lemma[k] in _OFFERED for k in parse.children[c]) for c in parse.children[i]):
        return True
    if parse.dep[i] == "nsubj" and parse.lemma[head] in _HOLDING and parse.pos[head] == "VERB":
        return parse.dep[head] in ("ROOT", "relcl", "ccomp", "conj")
    if any(parse.dep[c] == "relcl" and parse.lemma[c] in _HOLDING and parse.tag[c] != "VBN" for c in parse.children[i]):
        return True
    if any(parse.lower[j : j + 2] == ["under", "which"] and parse.pos[i + 1] in ("ADP", "PART") for j in range(i + 2, i + 6)):
        return True  # "put a plan to the general under which", which the parser hangs on him
    return any(
        parse.dep[c] == "relcl"
        and any(parse.lower[k] == "under" and any(parse.tag[w] == "WDT" for w in parse.children[k]) for k in parse.children[c])
        for c in parse.children[i]
    )


def is_by_two(parse: Parse, i: int) -> bool:
    """Say whether two sides are told to have signed something: "A and B signed the Lusaka Accord", "a declaration"."""
    verb = parse.head[i]
    subject = parse.child(verb, "nsubj") if parse.dep[i] == "dobj" and parse.lemma[verb] in ("sign", "conclude", "initial") else None
    return subject is not None and len(parse.conjuncts(subject)) > 1


def is_of_a_body(parse: Parse, i: int) -> bool:
    """Say whether a word is part of the name of a body: "the Government of National Accord"."""
    of = parse.head[i]
    over = parse.lemma[parse.head[of]]
    return parse.words[i][:1].isupper() and parse.dep[i] == "pobj" and parse.lower[of] == "of" and over in _BODIES


def takes_effect(parse: Parse, i: int) -> bool:
    """Say whether a text is told to take effect: "The memorandum came into force"."""
    verb = parse.head[i]
    opening = parse.dep[i] == "nsubj" and parse.lemma[verb] in ("come", "enter", "go", "take")
    return opening and bool({"effect", "force"} & set(parse.lower[verb + 1 : verb + 4]))


def is_brokered(parse: Parse, i: int, verbs: frozenset[str] = frozenset({"broker", "mediate"})) -> bool:
    """Say whether somebody is told to have brokered or mediated what a bare head names."""
    told = any(parse.dep[c] in ("acl", "relcl") and parse.lemma[c] in verbs for c in parse.children[i])
    return told or bool({"brokered", "mediated"} & modifiers_before(parse, i))


def is_between_governments(parse: Parse, i: int) -> bool:
    """Say whether an agreement is one of two governments of a country: "between the federal and the regional government"."""
    last = parse.sentences[parse.sentence_of[i]][1]
    between = next((j for j in range(i + 1, min(i + 7, last)) if parse.lower[j] == "between"), None)
    if between is None:
        return False
    said = set(parse.lower[between : min(between + 16, last)])
    return "government" in said and not said.isdisjoint(_INNER)


def is_signed_there(parse: Parse, i: int) -> bool:
    """Say whether a plural is of texts that were signed, or truces declared, in a place or month of their own: "ended with declarations
    signed in Nairobi", "Truces declared by both in May"."""
    signed = [c for c in parse.children[i] if parse.dep[c] == "acl" and parse.lemma[c] in ("declare", "initial", "sign")]
    inside = [k for c in signed for p in parse.children[c] if parse.lower[p] in ("at", "in", "on") for k in parse.children[p]]
    return any(parse.tag[k] in ("NNP", "CD") for k in inside) or _is_agreed_there(parse, i)


def _is_agreed_there(parse: Parse, i: int) -> bool:
    """Say whether a participle between commas tells where texts were agreed: "Protocols on security, agreed in Lomé that June"."""
    last = min(i + _NEAR, parse.sentences[parse.sentence_of[i]][1] - 2)
    made = next((j + 1 for j in range(i + 1, last) if parse.words[j] == ","), None)
    agreed = made is not None and parse.lemma[made] in ("agree", "conclude", "initial", "sign") and parse.tag[made] in ("VBD", "VBN")
    return agreed and made is not None and parse.lower[made + 1] in ("at", "in") and parse.tag[made + 2] == "NNP"


def is_under_with(parse: Parse, i: int) -> bool:
    """Say whether something is done under what a side has with another: "Under an understanding with the guerrillas the army left"."""
    near = [k for c in parse.children[i] if c <= i + 2 and parse.lower[c] in ("between", "with") for k in parse.children[c]]
    sides = any(parse.pos[k] == "PROPN" or parse.lemma[k] in _SIDES or _is_of_two(parse, k) for k in near)
    return sides and parse.dep[i] == "pobj" and parse.lower[parse.head[i]] == "under"


def _is_of_two(parse: Parse, k: int) -> bool:
    """Say whether people are those of two sides: "the chaplains of both armies", "the health ministers of the two countries"."""
    of = [w for c in parse.children[k] if parse.lower[c] == "of" for w in parse.children[c]]
    return any(parse.lower[c] in ("both", "two") for w in (k, *of) for c in parse.children[w])


def is_one_of(parse: Parse, i: int) -> bool:
    """Say whether a plural is told as that of which one is meant: "one of four zones agreed by A and B"."""
    of = parse.head[i]
    return parse.dep[i] == "pobj" and parse.lower[of] == "of" and parse.lower[parse.head[of]] in ("one", "part")


def is_under_deal(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Say whether an agreement is named in what is told of a word: "a zone forged by A and B under an agreement"."""
    return any(parse.lower[j] in lexicon.generic or parse.lower[j] in lexicon.heads for j in range(i + 1, parse.right_edge(i) + 1))


def is_titled(parse: Parse, i: int) -> bool:
    """Say whether a word is the head of a name: "the Lusaka Protocol"."""
    return (
        parse.words[i][:1].isupper() and i > 0 and parse.pos[i - 1] == "PROPN" and parse.dep[i - 1] == "compound" and parse.head[i - 1] == i
    )


def is_dated(parse: Parse, i: int) -> bool:
    """Say whether a text is named by its day or year: "a protocol of 2 April 2002"."""
    of = [k for c in parse.children[i] if parse.lower[c] == "of" for k in parse.children[c]]
    return any(parse.tag[k] == "CD" or parse.lower[k] in _MONTHS for k in of)


def is_of_a_place_and_day(parse: Parse, i: int) -> bool:
    """Say whether a text is named by a place and its day: "the Skhirat deal of December 2015"."""
    before = i - 1
    return before > 0 and parse.pos[before] == "PROPN" and parse.head[before] == i and is_dated(parse, i)


def is_amid_conflict(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Say whether a word of war stands within thirty words of it in its sentence."""
    first, last = parse.sentences[parse.sentence_of[i]]
    return any(
        parse.lower[j] in lexicon.conflict or parse.lower[j] in lexicon.fighters for j in range(max(first, i - 30), min(last, i + 31))
    )


def is_for_relief(parse: Parse, i: int) -> bool:
    """Say whether a truce is told to be there so that relief comes in or people get out: "a truce to let the medics fetch the wounded"."""
    last = min(i + 2 * _NEAR, parse.sentences[parse.sentence_of[i]][1])
    letting = next((j for j in range(i + 1, last) if parse.lemma[j] in _LETTING and parse.lower[j - 1] == "to"), None)
    return letting is not None and any(parse.lemma[j] in _RELIEF for j in range(letting, min(letting + _NEAR, last)))


def is_of_fighting(parse: Parse, lexicon: Lexicon, i: int) -> bool:
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
    if parse.lemma[i] == "pause" and (mods & _PAUSING or (mods & _UNITS and _after_strikes(parse, i))):
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
    return any(parse.lemma[k] in stopped for k in under)


def _after_strikes(parse: Parse, i: int) -> bool:
    """Say whether a pause with a length stands in a sentence of strikes and shelling: "resumed air strikes after a five-day pause"."""
    first, last = parse.sentences[parse.sentence_of[i]]
    lemmas = parse.lemma[first:last]
    return not _HALTED.isdisjoint(lemmas) or any(pair == ("air", "strike") for pair in pairwise(lemmas))


def is_swap(parse: Parse, lexicon: Lexicon, i: int, mods: frozenset[str]) -> bool:
    """Say whether "swap" or "exchange" at word i is one of prisoners that somebody is said to have agreed or arranged."""
    captives = {k for k, v in lexicon.modifiers.items() if v == "exchange"}
    of = {parse.lemma[k] for c in parse.children[i] if parse.lower[c] == "of" for k in parse.children[c]}
    told = parse.lemma[parse.head[i]] in lexicon.negotiated_by or any(parse.lower[c] == "between" for c in parse.children[i])
    done = parse.dep[i] == "nsubj" and parse.lemma[parse.head[i]] in _SWAPPING
    done = done and not any(parse.tag[c] == "MD" for c in parse.children[parse.head[i]])  # what "will begin" is a term of another
    first, last = parse.sentences[parse.sentence_of[i]]
    if mods & _EARLIER and captives & set(parse.lemma[first:last]) and not is_plural(parse, i):
        return True  # "An earlier swap in October brought six hostages home"
    if parse.lower[i] == "swap" and is_negotiated(parse, lexicon, i):
        return True
    return bool((mods | of) & captives) and (told or done) and not is_plural(parse, i)


def purpose_of(parse: Parse, lexicon: Lexicon, i: int) -> str | None:
    """Return the kind that the words governed by a bare head give it: "a deal to evacuate …", "an agreement on the withdrawal of …"."""
    verb = parse.head[i]
    about = parse.dep[i] == "nsubj" and parse.lemma[verb] in _SETTLING
    for c in (*parse.children[i], *(parse.children[verb] if about else [])):
        if c < i or c > i + 8:
            continue
        if about and c in parse.children[verb] and parse.dep[c] in ("dobj", "prep"):
            words = [c] if parse.dep[c] == "dobj" else parse.children_of(c, "pobj")
        elif parse.dep[c] in ("acl", "relcl") and parse.tag[c] == "VB":
            words = [c]
        elif parse.dep[c] == "acl" and parse.lemma[c] in ("aim", "design", "intend", "mean"):
            words = [k for x in parse.children[c] for k in (x, *parse.children[x]) if parse.dep[x] in ("xcomp", "prep")]
        elif parse.dep[c] == "relcl":
            words = [c, *(k for k in parse.children[c] if parse.dep[k] in ("xcomp", "ccomp", "dobj"))]
        elif parse.dep[c] == "prep" and parse.lower[c] in ("on", "for", "of", "over", "allowing", "about"):
            words = [j for j in parse.children[c] if parse.dep[j] in ("pobj", "pcomp")]
        else:
            continue
        for j in words:
            below = [p for c in (j, *parse.children[j]) for p in parse.children[c] if parse.lower[p] == "of"]
            of = [k for p in below for k in parse.children[p]]
            for k in [j, *parse.children[j], *of]:
                lemma = parse.lemma[k]
                if lemma in lexicon.purposes:
                    return lexicon.purposes[lemma]
    return _called_for(parse, lexicon, i)


def _called_for(parse: Parse, lexicon: Lexicon, i: int) -> str | None:
    """Return the kind that a paper gets from what it calls for: "signed a declaration in A calling for an end to all hostile acts"."""
    last = min(i + _NEAR, parse.sentences[parse.sentence_of[i]][1])
    calling = next((j for j in range(i + 1, last) if parse.lower[j] in ("calling", "demanding")), None)
    if calling is None or parse.head[calling] not in (i, parse.head[i]) or parse.dep[calling] not in ("acl", "advcl"):
        return None
    said = (parse.lemma[j] for j in range(calling + 1, min(parse.right_edge(calling), calling + _NEAR) + 1))
    return next((lexicon.purposes[w] for w in said if w in lexicon.purposes), None)


def is_negotiated(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Say whether somebody is said to have negotiated, reached or agreed what word i names."""
    if any(parse.dep[c] == "acl" and parse.lemma[c] in lexicon.negotiated_by | {"work"} for c in parse.children[i]):
        return True
    if any(parse.dep[c] == "relcl" and parse.lemma[c] in lexicon.negotiated_by | {"work", "make"} for c in parse.children[i]):
        return True
    if (torn := torn_participle(parse, i)) is not None and parse.lemma[torn] in lexicon.negotiated_by:
        return True
    head = parse.head[i]
    agreed = parse.dep[i] == "pobj" and parse.lower[head] in ("on", "to") and parse.lemma[parse.head[head]] == "agree"
    if agreed and parse.lower[i] in lexicon.generic:
        return True
    return parse.dep[i] in ("dobj", "nsubjpass") and parse.lemma[head] in lexicon.negotiated_by


def is_signed(parse: Parse, lexicon: Lexicon, i: int, mods: frozenset[str]) -> bool:
    """Say whether a plural is one text all the same: "signed peace accords here today"."""
    kinds = any(m in lexicon.modifiers for m in mods)
    verb = parse.head[i]
    return kinds and parse.dep[i] in ("dobj", "nsubjpass") and parse.lemma[verb] in ("sign", "initial", "ink", "ratify", "conclude")


def is_proper(parse: Parse, i: int) -> bool:
    """Say whether a plural is one named text ("the Minsk agreements", "the Oslo Accords")."""
    before = i - 1
    if parse.lower[before] == "peace" and any(parse.dep[c] == "poss" and parse.pos[c] == "PROPN" for c in parse.children[i]):
        return True  # "Borduria's peace accords"
    if before >= 0 and parse.words[i][:1].isupper() and parse.words[before][:1].isupper() and parse.tag[before] == "JJ":
        return parse.head[before] == i  # "the Evian Accords"
    if parse.words[i][:1].isupper() and is_treaty(parse, i):
        return True  # "the Treaties of Velasco"
    return before >= 0 and parse.tag[before] in _PROPER and parse.dep[before] in ("compound", "nmod", "amod") and parse.head[before] == i


def is_added_text(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Say whether a text is told as added to another one: "the additional protocol to the Adana memorandum"."""
    to = [k for c in parse.children[i] if parse.lower[c] == "to" for k in parse.children[c]]
    return any(parse.lemma[k] in lexicon.generic for k in to)
