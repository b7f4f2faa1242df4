"""Partners: sides told by what they do with an arrangement or under it: they leave under a deal, charge others with a breach.

Invariant: who is found does the act himself and can be a side; one who only speaks of a truce, watches it or brokers it is none.
"""

from trucebook.reading.deals.behalf import tells_truce
from trucebook.reading.deals.bound import Rows, can_be_side
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import doers, noun_of, things_done
from trucebook.reading.deals.outside import in_arms, is_outsider
from trucebook.reading.deals.phrases import people
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_TRUCES = deal_words("truces_told") | {"exchange", "swap"}
_MADE, _SAYING, _BREAKING = deal_words("with_verbs"), deal_words("charging"), deal_words("breaking")
_ARMED = (deal_words("armed") | deal_words("at_odds")) - {"community", "settler", "villager"}
_LEAVING = deal_words("leaving_under")
_UNDER = {"under", "in", "as", "of", "on"}
_THEM = {"them", "him"}
_BACKING = {"arm", "back", "support", "sponsor"}
_CALLING = {"agree", "announce", "broker", "call", "declare", "demand", "order", "propose"}
_CLIMB = 5


def find_partners(notes: Notes) -> Rows:
    """Return every (word, row of sides) that tells who left, dealt or charged others with a breach under a truce."""
    parse = notes.parse
    told: Rows = []
    for i, lower in enumerate(parse.lower):
        if lower == "with" and set(parse.lower[i + 1 : i + 2]) & _THEM:
            row = _with_them(notes, i)
        elif parse.pos[i] == "NOUN" and noun_of(parse, i) in _TRUCES:
            row = _under_it(notes, i) + _owner(notes, i)
        elif parse.pos[i] == "VERB" and parse.lemma[i] in _BREAKING:
            row = _charged(notes, i)
        elif parse.pos[i] == "VERB" and parse.lemma[i] == "accept":
            row = _given_time(parse, i)
        else:
            continue
        sides = [w for w in row if can_be_side(notes, w) and not is_outsider(notes, w)]
        told += [(i, sides)] if sides else []
    return told


def _with_them(notes: Notes, prep: int) -> list[int]:
    """Return who "them" is in "after a new deal was reached with them": who acts in the clause above or in the sentence before."""
    parse = notes.parse
    verb = next((a for a in parse.ancestors(prep) if parse.pos[a] == "VERB"), None)
    made = verb is not None and parse.lemma[verb] in _MADE
    if verb is None or not made or not any(noun_of(parse, t) in _TRUCES for t in things_done(parse, verb)):
        return []
    above = next((a for a in parse.ancestors(verb) if parse.pos[a] == "VERB" and parse.lemma[a] not in _SAYING), None)
    who = doers(parse, above) if above is not None else []
    if who:
        return who
    meant = notes.references.get(prep + 1)
    head = parse.head_of(meant.start, meant.end) if meant is not None and meant.kind == "actor" else None
    return [head] if head is not None else _acting_before(parse, verb)


def _acting_before(parse: Parse, word: int) -> list[int]:
    """Return who acts by the main verb of the sentence before."""
    s = parse.sentence_of[word] - 1
    if s < 0:
        return []
    main = next((j for j in range(*parse.sentences[s]) if parse.dep[j] == "ROOT" and parse.pos[j] == "VERB"), None)
    return doers(parse, main) if main is not None else []


def _under_it(notes: Notes, truce: int) -> list[int]:
    """Return who acts under a deal "with B", and men in arms who leave or yield under any: "gave up the fort under a deal"."""
    parse, prep = notes.parse, notes.parse.head[truce]
    if parse.dep[truce] != "pobj" or parse.lower[prep] not in _UNDER:
        return []
    beside = [k for c in parse.children[truce] if parse.lower[c] == "with" for k in parse.children_of(c, "pobj")]
    verb = next((a for n, a in enumerate(parse.ancestors(prep)) if n < _CLIMB and parse.pos[a] == "VERB"), None)
    doing = parse.lower[prep] == "under" or (parse.lower[prep] == "in" and beside)
    if verb is None or parse.lemma[verb] in _SAYING or (not doing and parse.lemma[verb] not in _LEAVING):
        return []
    above = next((a for a in parse.ancestors(verb) if parse.pos[a] == "VERB"), verb) if parse.dep[verb] == "xcomp" else verb
    who = [w for w in doers(parse, verb) or doers(parse, above) if _fights(notes, w)]
    if beside:
        return [*who, *(w for k in beside for w in people(parse, k))] if who else []
    return [w for w in who if parse.lemma[verb] in _LEAVING and not parse.children_of(verb, "neg")]


def _fights(notes: Notes, word: int) -> bool:
    """Say whether a word names men in arms: an armed actor, or a noun for those who bear arms."""
    return in_arms(notes, word) or notes.parse.lemma[word] in _ARMED


def _owner(notes: Notes, truce: int) -> list[int]:
    """Return whose own truce it is where an armed group is named before it: "the front's ceasefire of May"."""
    return [w for c in notes.parse.children_of(truce, "poss") for w in people(notes.parse, c) if in_arms(notes, w)]


def _charged(notes: Notes, verb: int) -> list[int]:
    """Return who says that others broke a truce, and those others: "the guerrillas said the army had violated the truce"."""
    parse, over = notes.parse, notes.parse.head[verb]
    if parse.dep[verb] != "ccomp" or parse.lemma[over] not in _SAYING or not tells_truce(parse, things_done(parse, verb)):
        return []
    speakers = [w for w in doers(parse, over) if _fights(notes, w)]
    broken = [w for w in doers(parse, verb) if w not in speakers]
    return [*speakers, *broken] if speakers and broken and parse.child(verb, "neg") is None else []


def _given_time(parse: Parse, verb: int) -> list[int]:
    """Return who gives whom a time to take terms: "gave the militiamen two days to accept a settlement"."""
    if not any(noun_of(parse, t) in _TRUCES for t in things_done(parse, verb)):
        return []
    giving = next((a for n, a in enumerate(parse.ancestors(verb)) if n < 3 and parse.lemma[a] == "give"), None)
    if giving is None:
        return []
    given = [k for k in parse.children[giving] if giving < k < verb and parse.pos[k] in ("NOUN", "PROPN")]
    whom = [w for k in given for w in people(parse, k)]
    return [*doers(parse, giving), *whom] if whom else []


def find_backers(parse: Parse) -> list[tuple[int, str, int]]:
    """Return (word, role, who) for a truce called by the backers of its sides: "by Chad which backs the front"."""
    found: list[tuple[int, str, int]] = []
    for i in parse.words_of(_BACKING):
        if parse.pos[i] != "VERB" or parse.dep[i] not in ("relcl", "acl", "ccomp", "conj"):
            continue
        which = next((j for j in range(i - 1, max(0, i - 4), -1) if parse.lower[j] in ("which", "who")), None)
        if which is None or which < 2 or parse.words[which - 1] == ".":
            continue
        backer = which - 2 if parse.words[which - 1] == "," else which - 1
        by = next((j for j in range(backer - 1, max(0, backer - 5), -1) if parse.lower[j] in ("by", ".")), None)
        if by is None or parse.lower[by] != "by" or parse.pos[backer] != "PROPN" or not _called_before(parse, by):
            continue
        found += [(i, "mediators", backer), *((i, "parties", w) for k in parse.children_of(i, "dobj") for w in people(parse, k))]
    return found


def _called_before(parse: Parse, by: int) -> bool:
    """Say whether a truce stands before "by" in its sentence, with a verb of calling for it."""
    first = parse.sentences[parse.sentence_of[by]][0]
    told = [noun_of(parse, j) for j in range(first, by)]
    return bool(_TRUCES & set(told)) and bool(_CALLING & set(told))
