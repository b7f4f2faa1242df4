"""Telltales: what the words around a noun of many meanings ("paper", "bargain", "formula", "lull") tell of whether it names an arrangement.

Invariant: such a noun counts only in a text of war and only by what is said of it there; the noun alone tells nothing.
"""

from trucebook.reading.deals.answered import is_owned, is_put_forward
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.headnouns import takes_effect
from trucebook.reading.deals.idioms import idiom_over
from trucebook.reading.grammar.parse import Parse

_SIGNING = deal_words("signing") | {"hammer", "put", "seal"}
_MADE = deal_words("made") | deal_words("bringing") | {"agree", "arrange", "initial", "ink", "strike", "seal"}
_CARRYING = {"carry", "bring", "ferry", "shuttle", "work"}
_HOLDING = deal_words("holding_terms") | {"bind", "commit", "compel", "forbid", "oblige"}
_DECLARING = {"agree", "announce", "declare", "decree", "order", "proclaim", "sign", "sponsor"}
_BREAKING = {"break", "breach", "honour", "honor", "violate", "scrap", "abrogate", "flout"}
_ENDING = {"collapse", "crumble", "expire", "hold", "last", "survive", "unravel", "lapse", "end"}
_SIDES = deal_words("sides") | deal_words("armed") | {"both", "all", "each", "party"}
_MODALS = {"must", "shall", "should", "will", "would"}
_AGES = {"day", "week", "month", "hour"}
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_HALTED = deal_words("halted")
_PLEDGING = deal_words("pledging")
_KEEPING = deal_words("keeping") - {"complete", "follow", "keep", "meet", "apply"}
_TITLES = deal_words("titled_papers")
_SHARED = deal_words("shared_papers")
_VENUES = deal_words("venues")
_WORDS_GIVEN = {"assurance", "commitment", "guarantee", "pledge", "promise", "undertaking"}
_PLAIN_WORDS = {"assurance", "commitment", "promise"}
_GIVING = {"accept", "assume", "enter", "exchange", "give", "make", "obtain", "take", "undertake"}
_STATEMENTS = {"communique", "communiqué", "statement"}
_MONTHS = deal_words("months")
_SET = {"number", "package", "pair", "series", "set", "list"}


def names_paper(parse: Parse, i: int) -> bool:
    """Say whether a noun of papers and promises names an agreement: it is signed, carried between camps, stands between sides, binds
    them, or is kept or broken."""
    top = top_of(parse, i)
    if parse.lemma[i] in _STATEMENTS and any(parse.lower[c] in _SHARED for c in parse.children[i]):
        return is_dated_title(parse, i) or _is_pledged_in(parse, i) or _is_signed(parse, i)
    if parse.lemma[i] in ("document", "text"):
        return _is_made(parse, top)
    if parse.lemma[i] in _WORDS_GIVEN | {"act"}:
        return (
            is_dated_title(parse, i)
            or is_given_there(parse, i)
            or _is_by_sides(parse, i)
            or (parse.lemma[i] not in _PLAIN_WORDS and _is_made(parse, top))
        )
    if parse.lower[i] == "statement" and not any(parse.lower[c] == "of" for c in parse.children[i]):
        return False  # a statement to the press
    return (
        _is_left_undone(parse, i)
        or _is_made(parse, top)
        or is_dated_title(parse, i)
        or _is_between_sides(parse, i)
        or _binds(parse, top)
        or (parse.dep[top] in ("dobj", "nsubjpass") and parse.lemma[parse.head[top]] in _BREAKING and _with_side(parse, i))
    )


def _is_pledged_in(parse: Parse, i: int) -> bool:
    """Say whether those who issued a joint statement bind themselves in it: "a joint statement in which they agreed to"."""
    return any(parse.dep[c] == "relcl" and parse.lemma[c] in _PLEDGING for c in parse.children[i])


def _is_signed(parse: Parse, i: int) -> bool:
    """Say whether a joint statement goes on to tell that two signed it: "a joint statement that A and B signed in May"."""
    below = (c for c in parse.children[i] if c > i and parse.dep[c] in ("acl", "relcl") and parse.lemma[c] in ("initial", "sign"))
    return any(_is_of_sides(parse, i, c) for c in below)


def _is_left_undone(parse: Parse, i: int) -> bool:
    """Say whether a paper with an author or a day is told to have been carried out or not: "A roadmap of June was never carried out"."""
    verb = parse.head[i]
    done = parse.lemma[verb] in _KEEPING or (parse.lower[verb] == "carried" and parse.lower[verb + 1] == "out")
    return parse.dep[i] in ("dobj", "nsubjpass") and done and (is_owned(parse, i) or is_put_forward(parse, i))


def names_quiet(parse: Parse, i: int) -> bool:
    """Say whether a noun of quiet names a truce: it is agreed, stands between sides, has an age, or is told to have lasted."""
    if takes_effect(parse, i):
        on = [k for c in parse.children[i] if parse.lower[c] in ("in", "on") for k in parse.children[c]]
        return not on or any(parse.lemma[k] in _HALTED for k in on)  # "the moratorium on air raids came into force"
    if parse.lower[i - 1] not in ("the", "this", "that") and not _is_between_sides(parse, i):
        return _is_made(parse, i)
    return _is_made(parse, i) or _is_between_sides(parse, i) or _has_age(parse, i) or _is_kept(parse, i)


def is_declared(parse: Parse, i: int) -> bool:
    """Say whether somebody is told to have declared or ordered it: "an earlier pause that the coalition declared in July"."""
    below = [c for c in parse.children[i] if c > i and parse.dep[c] in ("acl", "relcl") and parse.lemma[c] in _DECLARING]
    return any(parse.tag[c] == "VBN" or parse.child(c, "nsubj") is not None for c in below)


def top_of(parse: Parse, i: int) -> int:
    """Return the noun that a phrase hangs on: "a set of understandings", else the word itself."""
    of = parse.head[i]
    if parse.dep[i] == "pobj" and parse.lower[of] == "of" and parse.lemma[parse.head[of]] in _SET:
        return parse.head[of]
    return i


def _is_made(parse: Parse, i: int) -> bool:
    """Say whether somebody is told to have made or signed it: "signed a statement of intent", "the formula the envoy carried between"."""
    head = parse.head[i]
    lemma = parse.lemma[head]
    if (
        parse.dep[i] in ("dobj", "nsubjpass")
        and lemma in _SIGNING - {"put", "make", "accept", "join", "enter"}
        and _is_of_sides(parse, i, head)
    ):
        return True
    if idiom_over(parse, i) is not None:
        return True
    if parse.dep[i] == "nsubjpass" and lemma == "strike" and parse.tag[head] == "VBN":
        return True  # "the bargain was struck in May"
    if parse.dep[i] == "pobj" and parse.lower[head] == "to" and parse.lemma[parse.head[head]] in ("agree", "come"):
        return _is_of_sides(parse, i, parse.head[head])
    torn = parse.dep[i] == "nsubj" and _is_torn(parse, head)
    below = [c for k in (i, *_of(parse, i)) for c in parse.children[k] if c > i and parse.dep[c] in ("acl", "relcl")]
    for c in (*below, *([head] if torn else [])):  # "the bargain with the clan, struck in May, was kept"
        made = parse.lemma[c] in _MADE and (parse.tag[c] == "VBN" or parse.child(c, "nsubj") is not None)
        if made and _is_of_sides(parse, i, c):
            return True
    return _is_carried(parse, i)


def _is_torn(parse: Parse, verb: int) -> bool:
    """Say whether a participle on the noun was taken for the verb: "the protocol initialled here by A and B has been in effect"."""
    if parse.child(verb, "aux", "auxpass", "dobj") is not None:
        return False
    return parse.tag[verb] == "VBN" or (parse.tag[verb] == "VBD" and parse.child(verb, "agent") is not None)


def _of(parse: Parse, i: int) -> list[int]:
    """Return the nouns behind "of": "a package of measures"."""
    return [k for c in parse.children[i] if parse.lower[c] == "of" for k in parse.children[c]]


def is_dated_title(parse: Parse, i: int) -> bool:
    """Say whether it is named by its place or day: "the Framework Decision of 21 September 2016", "the two protocols of Abuja"."""
    if parse.lemma[i] not in _TITLES or not any(parse.lower[c] in ("the", "this", "that") for c in parse.children[i] if c < i):
        return False
    of = _of(parse, i)
    on = [k for c in parse.children[i] if parse.lower[c] in ("for", "on") for k in parse.children_of(c, "pobj")]
    of += [k for o in on for k in _of(parse, o) if _is_day(parse, k)]  # "the decision on disengagement of 3 May 2016"
    if any(parse.lemma[k] in _VENUES and _is_of_name(parse, k) for k in of):
        return True  # "the conclusions of the Lomé summit"
    named = [k for k in of if parse.pos[k] == "PROPN" or parse.tag[k] == "CD"]
    return bool(named) and (parse.words[i][:1].isupper() or any(_is_day(parse, k) for k in named))


def _is_of_name(parse: Parse, i: int) -> bool:
    """Say whether a noun has a name before it or a day behind it: "the Lomé summit", "the summit of 3 May"."""
    before = any(parse.pos[c] == "PROPN" and c < i for c in parse.children[i])
    return before or any(_is_day(parse, k) for k in _of(parse, i))


def is_given_there(parse: Parse, i: int) -> bool:
    """Say whether somebody's word was given at a place or on a day of its own: "the commitments given in Lomé"."""
    given = [c for c in parse.children[i] if parse.dep[c] in ("acl", "relcl") and parse.lemma[c] in _GIVING]
    inside = [k for c in given for p in parse.children[c] if parse.lower[p] in ("at", "in", "on") for k in parse.children[p]]
    return parse.lemma[i] in _WORDS_GIVEN and any(parse.tag[k] in ("NNP", "CD") for k in inside)


def is_word_given(parse: Parse, i: int) -> bool:
    """Say whether a noun means what sides gave their word to: "the commitments", "a pledge"."""
    return parse.lemma[i] in _WORDS_GIVEN


def _is_day(parse: Parse, k: int) -> bool:
    """Say whether a word is a month with its day or a year: "21 September 2016"."""
    return parse.lower[k] in _MONTHS or (parse.tag[k] == "CD" and len(parse.lower[k]) == 4)


def _is_carried(parse: Parse, i: int) -> bool:
    """Say whether somebody is told to have carried it between two sides, by the order of the words: the parser loses itself here."""
    last = min(parse.sentences[parse.sentence_of[i]][1] - 1, i + 12)
    return any(
        parse.lemma[j] in _CARRYING and parse.tag[j] in ("VBD", "VBN") and parse.lower[j + 1] == "between" for j in range(i + 1, last)
    )


def _is_of_sides(parse: Parse, i: int, verb: int) -> bool:
    """Say whether two sides, or one with another, stand by a verb of signing or by the noun: "A and B signed", "both", "with the clan"."""
    near = [c for c in parse.children[verb] if parse.dep[c] in ("nsubj", "nsubjpass")]
    near += [
        k for c in parse.children[verb] if parse.dep[c] == "agent" or parse.lower[c] in ("by", "between", "with") for k in parse.children[c]
    ]
    near += [k for c in parse.children[i] if parse.lower[c] in ("by", "between", "with") for k in parse.children[c]]
    near += parse.children_of(i, "poss")  # "the commanders' declaration"
    return any(len(parse.conjuncts(k)) > 1 or _is_side(parse, k) for k in near)


def _is_side(parse: Parse, k: int) -> bool:
    said = {parse.lemma[k], *(parse.lemma[c] for c in parse.children[k])}
    return not _SIDES.isdisjoint(said)


def _is_between_sides(parse: Parse, i: int) -> bool:
    """Say whether "between A and B" follows with two sides."""
    for c in parse.children[i]:
        if parse.lower[c] == "between" and c <= i + 4:
            return any(len(parse.conjuncts(k)) > 1 or _is_side(parse, k) for k in parse.children[c])
    return False


def _is_by_sides(parse: Parse, i: int) -> bool:
    """Say whether somebody's word is that of both sides: "the undertaking by both armies to keep out"."""
    by = [k for c in parse.children[i] if parse.lower[c] in ("by", "of") for k in parse.children_of(c, "pobj")]
    return any(_is_side(parse, k) and ("both" in {parse.lower[c] for c in parse.children[k]} or len(parse.conjuncts(k)) > 1) for k in by)


def _with_side(parse: Parse, i: int) -> bool:
    return any(parse.lower[c] == "with" and any(_is_side(parse, k) for k in parse.children[c]) for c in parse.children[i])


def _binds(parse: Parse, i: int) -> bool:
    """Say whether it binds sides: "the paper obliges both camps to", "under the terms … the rebels stop", "under which the army is to"."""
    head = parse.head[i]
    relative = [c for c in parse.children[i] if parse.dep[c] == "relcl"]
    for verb in ([head] if parse.dep[i] == "nsubj" else []) + relative:
        if parse.lemma[verb] in _HOLDING - {"call", "demand", "include"} and parse.tag[verb] in ("VBZ", "VBD", "VBP"):
            bound = (*parse.children_of(verb, "dobj"), *_subjects_below(parse, verb))
            return any(_is_side(parse, o) or parse.lower[o] == "them" for o in bound)
    under = parse.dep[i] == "pobj" and parse.lower[head] == "under" and head <= parse.sentences[parse.sentence_of[i]][0] + 2
    if under and parse.lower[i - 1] in ("the", "this", "that", "its", "their"):
        verb = parse.head[head]
        subject = parse.child(verb, "nsubj", "nsubjpass")
        told = subject is not None and _is_side(parse, subject)
        return told and (any(parse.lower[c] in _MODALS for c in parse.children[verb]) or parse.tag[verb] in ("VBP", "VBZ"))
    return False


def _subjects_below(parse: Parse, verb: int) -> list[int]:
    return [s for c in parse.children[verb] if parse.dep[c] in ("ccomp", "xcomp") for s in parse.children_of(c, "nsubj")]


def _has_age(parse: Parse, i: int) -> bool:
    """Say whether it has an age: "is six days old", "entered its third day"."""
    verb = parse.head[i]
    if parse.dep[i] != "nsubj":
        return False
    after = parse.lower[verb + 1 : verb + 6]
    return bool(
        (parse.lemma[verb] == "be" and "old" in after and _AGES & {w.removesuffix("s") for w in after})
        or (parse.lemma[verb] in ("enter", "be") and ORDINALS & set(after) and _AGES & set(after))
    )


def _is_kept(parse: Parse, i: int) -> bool:
    """Say whether it is told to have lasted, or to be kept to: "the standstill lasted all Saturday", "kept to the standstill"."""
    head = parse.head[i]
    if parse.lower[i] not in ("standstill", "lull", "moratorium"):
        return False
    if parse.dep[i] == "nsubj" and parse.lemma[head] in _ENDING:
        return True
    return parse.dep[i] == "pobj" and parse.lower[head] == "to" and parse.lemma[parse.head[head]] in ("keep", "stick", "hold")
