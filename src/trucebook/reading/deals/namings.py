"""Namings: the noun phrase at a head word that names an arrangement, and whether it is only hoped for.

Invariant: a naming is one head word with its noun phrase; what is asked for is an offer, what is only hoped for is unsure.
"""

from dataclasses import dataclass, replace
from itertools import islice

from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.petitions import call_for, is_asked_for, is_given_for
from trucebook.reading.grammar.parse import Parse

_DEFINITE = {"the", "this", "that", "its", "their", "his", "these", "those", "said"}
INDEFINITE = {"a", "an", "another", "one", "some"}
_COMING_ABOUT = deal_words("signing") | {"announce", "declare", "discuss", "consider", "offer", "seek"}
_LASTING = deal_words("prolonging")
_CALLS = {"appeal", "call", "plea"}
_HEEDING = {"accept", "answer", "embrace", "endorse", "follow", "heed", "welcome"}
_SIDES = deal_words("vague_sides") | deal_words("sides") | deal_words("armed")
_WITHIN = {"between", "in", "for", "with", "of", "on", "among", "from", "by", "under"}
_TEXTS = deal_words("titled_papers")
_MONTHS = deal_words("months")
_NTH = {"first", "only"}
_UNMET = {"without", "until", "pending", "toward", "towards"}
_TOWARD = {"beyond", "close", "closer", "into", "near", "over", "past", "to", "toward", "towards"}
_WILLING = {"willing", "ready", "prepared", "able", "keen", "eager", "unwilling", "reluctant", "likely", "possible"}
_MODIFIERS = {"amod", "compound", "nmod", "nummod", "npadvmod", "poss", "nsubj", "dep"}


@dataclass(frozen=True)
class Naming:
    """One noun phrase that names an arrangement.

    `word` is its head, `first` and `last` its first and last word; `kind` an agreement code, None for a bare "deal";
    `mods` the lemmas before the head; `purpose` the kind that an offer would have if it were taken; `halt` says that only a halt of
    some fighting is named ("the suspension of the raids"); `weighed` that the learned head added it where no rule speaks.
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
    weighed: bool = False


def make_naming(
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
    """Return the naming at words `i` to `last`, its head at `head` where it is not the first; None after "no", "any", "each"."""
    first, det = determiner(parse, i)
    if det in ("no", "any", "every", "each", "neither") or (_is_denied(parse, i) and (det in INDEFINITE or parse.lower[i - 1] in _NTH)):
        return None
    if parse.lower[max(0, i - 2)] == "cease" and parse.lower[i] == "fire":
        first = min(first, i - 2)
    word = i if head is None else head
    definite = definite or det in _DEFINITE or (det not in INDEFINITE and any(parse.tag[j] in ("POS", "PRP$") for j in range(first, i)))
    mods = frozenset(parse.lower[j] for j in range(first, i)) | modifiers_before(parse, i)
    asked = (
        kind in ("ceasefire", "pause", "peace_agreement")
        and not definite
        and (is_asked_for(parse, word) or call_for(parse, word) is not None or is_given_for(parse, word))
    )
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
        indefinite=det in INDEFINITE,
        mods=mods,
        offer=offer,
        unsure=unsure or (not definite and not asked and "old" not in mods and _hoped_for(parse, lexicon, word)),
        purpose=purpose,
        halt=halt,
    )


def with_own_terms(parse: Parse, naming: Naming) -> Naming:
    """Return a naming that is only talked of as an offer where it is one more and tells its terms: "talks about another deal that would
    have the tanks leave"."""
    told = [c for c in parse.children[naming.word] if parse.dep[c] == "relcl" and any(parse.lower[k] == "would" for k in parse.children[c])]
    if not (naming.unsure and naming.generic and naming.indefinite and told):
        return naming
    return replace(naming, kind="offer", offer=True, unsure=False, generic=False)


def _is_denied(parse: Parse, i: int) -> bool:
    """Say whether something is told to be no such thing: "An ultimatum is not a ceasefire", "It is not the first truce to fail"."""
    return parse.dep[i] == "attr" and parse.lemma[parse.head[i]] == "be" and parse.child(parse.head[i], "neg") is not None


def determiner(parse: Parse, i: int) -> tuple[int, str]:
    """Return the first word of the noun phrase and its determiner ("" where it has none)."""
    j = i
    while j > 0 and i - j < 14 and parse.sentence_of[j - 1] == parse.sentence_of[i]:
        before = j - 1
        if parse.tag[before] in ("DT", "PRP$", "PDT", "WP$") or _opens(parse, before):
            return before, parse.lower[before]
        if parse.tag[before] == "POS" and parse.dep[parse.head[before]] == "poss":
            return parse.left_edge(parse.head[before]), ""  # "Liberia's truce"
        joined = parse.end[before] == parse.start[j] and (parse.words[before] == "-" or parse.words[j] == "-")
        joined = joined or (before > 0 and parse.words[before - 1] == "-" and parse.end[before - 1] == parse.start[before])
        inside = joined or (
            (parse.words[before] == '"' and parse.words[i + 1 : i + 2] == ['"'] and parse.tag[before - 1] in ("DT", "PRP$", "JJ"))
            or ("-" in parse.words[before][1:] and parse.words[before][0].isupper())
            or (parse.tag[before] == "RB" and parse.tag[j][:2] in ("JJ", "VB"))
            or (parse.tag[before] in ("RBR", "RBS") and parse.dep[before] == "amod")
            or parse.tag[before] in ("JJ", "JJR", "JJS", "NN", "NNP", "CD", "HYPH", "VBN", "VBG", "POS", "NNS", "NNPS")
            or parse.words[before] == "-"
        )
        paired = _pairs_words(parse, before) or _pairs_words(parse, before - 1)
        if not paired and (not inside or (not joined and parse.dep[before] not in _MODIFIERS and parse.dep[before] != "punct")):
            break
        j = before
    return j, ""


def _pairs_words(parse: Parse, i: int) -> bool:
    """Say whether a word joins two words before a noun: "the full and lasting ceasefire", "a full, lasting ceasefire"."""
    if parse.lower[i] not in ("and", ",", "/") or i == 0 or i + 1 >= len(parse):
        return False
    noun = parse.head[i - 1]
    both = parse.tag[i - 1] in ("JJ", "VBN") and parse.tag[i + 1] in ("JJ", "VBN", "RB")
    return both and noun > i and parse.dep[i - 1] == "amod"


def _opens(parse: Parse, i: int) -> bool:
    """Say whether a capital article opens a story after its dateline, whatever it was taken for: "Kirkuk - A truce"."""
    return parse.words[i] in ("A", "An", "The") and i > 0 and parse.words[i - 1] in ("-", "--", "–", "—", ":")


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
        found.add(parse.lemma[j])
        if parse.words[j] == "-" and j and parse.end[j - 1] == parse.start[j] and parse.end[j] == parse.start[j + 1]:
            found.add(f"{parse.lower[j - 1]}-{parse.lower[j + 1]}")
        j -= 1
    return frozenset(found - {"-"})


def naming_span(parse: Parse, naming: Naming) -> tuple[int, int]:
    """Return first and last word of the quote: the noun phrase with the phrases that say between whom, where, how long and by whom."""
    last = max(naming.last, naming.word)
    for c in (*parse.children[naming.word], *(parse.children[last] if last > naming.word else ())):
        if (
            (c == last + 1 and dates_the_verb(parse, naming))
            or c != last + 1
            or parse.dep[c] not in ("prep", "acl", "amod", "relcl")
            or c - naming.word > 25
        ):
            continue
        if parse.dep[c] == "prep" and parse.lower[c] not in _WITHIN and not _adds_to(parse, c):
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


def _adds_to(parse: Parse, prep: int) -> bool:
    """Say whether "to" leads to the text that another one is added to: "the protocol to the Adana memorandum"."""
    return parse.lower[prep] == "to" and any(parse.lemma[k] in _TEXTS for k in parse.children[prep])


def _hoped_for(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Say whether a naming stands under talks, calls, hopes or conditions: something that is not agreed yet."""
    first = determiner(parse, i)[0]
    if parse.lower[first - 1] == "for" and parse.lemma[first - 2] in ("condition", "term") and parse.tag[first - 2] == "NNS":
        return True  # "listed their conditions for a truce", whatever the parser hung it on
    below = i
    for steps, a in enumerate(islice(parse.ancestors(i), 5), 1):
        lemma = parse.lemma[a]
        if parse.pos[a] in ("NOUN", "PROPN"):
            if lemma in lexicon.efforts and parse.dep[below] != "conj":
                return not (lemma in _CALLS and _is_heeded(parse, a))
        elif parse.pos[a] in ("VERB", "AUX"):
            if steps == 1 and parse.dep[below] == "dobj" and (lemma in _LASTING or (lemma == "throw" and "doubt" in parse.lower[a:i])):
                return False  # "talks on extending a truce", "throwing into doubt a deal": it is there
            if parse.dep[below] == "ccomp" and ";" in parse.words[below:a]:
                return False  # a sentence of its own before another
            if (
                parse.dep[below] not in ("nsubj", "nsubjpass")
                and lemma in lexicon.effort_verbs
                and not _is_pushed(parse, i, a)
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
        elif (steps == 1 and parse.lower[a] in _UNMET) or (parse.lower[a] in _WILLING and parse.lemma[below] in _COMING_ABOUT):
            return True
        below = a
    return False


def _is_heeded(parse: Parse, call: int) -> bool:
    """Say whether those who were called on for a truce are told to take it up: "Both sides welcomed calls for a pause"."""
    verb = parse.head[call]
    told = parse.dep[call] == "dobj" and parse.lemma[verb] in _HEEDING and parse.tag[verb] in ("VBD", "VBN")
    subject = parse.child(verb, "nsubj")
    by_sides = subject is not None and (parse.lemma[subject] in _SIDES or len(parse.conjuncts(subject)) > 1)
    return told and by_sides and parse.child(verb, "neg") is None


def _is_pushed(parse: Parse, i: int, verb: int) -> bool:
    """Say whether a truce is what is pushed somewhere: "has pushed the truce to the brink", "threatened a truce"."""
    return parse.dep[i] == "dobj" and parse.lemma[verb] == "push" and any(parse.lower[c] in _TOWARD for c in parse.children[verb])


def _while(parse: Parse, v: int) -> bool:
    """Say whether something was still going on: "combat went on while they negotiated a truce"."""
    return any(parse.dep[c] in ("mark", "advmod") and parse.lower[c] in ("as", "while", "whilst") for c in parse.children[v])


def _conditional(parse: Parse, v: int) -> bool:
    marks = {parse.lower[c] for c in parse.children[v] if parse.dep[c] == "mark"}
    return bool(marks & {"if", "unless", "whether"}) or ("until" in marks and parse.tag[v] not in ("VBD", "VBN"))


def dates_the_verb(parse: Parse, naming: Naming) -> bool:
    """Say whether a day right behind a known deal is that of what was done to it: "withdrew from the agreement on 16 January"."""
    on, last = max(naming.last, naming.word) + 1, parse.sentences[parse.sentence_of[naming.word]][1]
    day = parse.lower[on + 1 : on + 3] if on + 1 < last and parse.lower[on] == "on" else []
    left = parse.dep[naming.word] == "pobj" and parse.lower[parse.head[naming.word]] in ("from", "of")
    return naming.definite and left and any(w in _MONTHS for w in day)


def torn_participle(parse: Parse, noun: int) -> int | None:
    """Return the participle right behind a noun under a preposition that the parser took for a verb of its own: "under the accord
    concluded in May, fighters left"."""
    verb = noun + 1
    if (
        parse.dep[noun] != "pobj"
        or verb >= len(parse)
        or parse.tag[verb] not in ("VBN", "VBD")
        or parse.dep[verb] in ("acl", "relcl", "aux")
    ):
        return None
    apart = parse.sentence_of[verb] != parse.sentence_of[noun] or parse.child(verb, "nsubj", "nsubjpass", "dobj", "aux") is not None
    return None if apart else verb


def is_plural(parse: Parse, i: int) -> bool:
    """Say whether a word is a plural, by its tag or its letters."""
    return parse.tag[i] in ("NNS", "NNPS") or (parse.lower[i].endswith("s") and not parse.lower[i].endswith("ss"))
