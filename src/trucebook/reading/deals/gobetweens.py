"""Go-betweens: who sat with the sides, carried words between them, won or ordered a truce, told by the shape of the sentence.

Invariant: who is found stands outside the verb of agreeing: beside it, before it or over it, never as one of those who agree.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import doers, is_participle, noun_of, things_done
from trucebook.reading.deals.outside import are_foreign, is_outsider
from trucebook.reading.deals.phrases import people
from trucebook.reading.deals.rows import named_row
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_ATTENDING, _CARRYING, _CARRIED = deal_words("attending"), deal_words("carrying_words"), deal_words("carried_words")
_WINNING, _ORDERING, _CALLING = deal_words("winning"), deal_words("laying_down"), deal_words("convening")
_MAKERS, _WORKS = deal_words("makers_of_deals"), deal_words("works_of_somebody")
_BROUGHT, _BROKERS, _SIGNING = deal_words("brought"), deal_words("brokers"), deal_words("signing") | deal_words("giving_word")
_SETTLING = {"announce", "arrange", "broker", "settle"}
_AS_ROLES = _BROKERS | {"arbiter", "chairman", "host", "witness"}
_TRUCES = deal_words("truces_told")
_PASSING = {"convey", "ferry", "pass", "relay", "transmit"}
_COAXING = {"coax", "drag", "prise", "pry", "squeeze", "wheedle"}
_WORKING_OUT = {"hammer", "hash", "piece", "thrash", "work"}
_SENT_OUT = deal_words("outsiders") | {"delegate"}
_WRITING = {"compose", "draft", "draw", "prepare", "type", "write"}
_SURETY = {"bail", "guarantee", "guarantor", "surety"}
_SUFFIXES = {"brokered", "facilitated", "mediated", "sponsored"}
_MEETINGS = frozenset({"conference", "meeting", "summit", "talk"})
_MEDIATING = deal_words("good_offices") | {"brokerage", "diplomacy", "facilitation", "intercession", "pressure", "shuttle", "shuttling"}
_OFFICES = deal_words("high_offices")
_LEADING = {"begin", "conduct", "continue", "lead", "offer", "renew", "resume", "undertake"}  # what one does with a mediation of his own
_NAMED_AFTER = {"architect", "godfather", "godmother", "midwife"}
_PLACES = 5  # words between a meeting and who chaired it, as the parser hung them
Told = list[tuple[int, int]]  # (where it is told, who)


def find_go_betweens(notes: Notes) -> Told:
    """Return every (word, who) that tells of somebody who brought others to terms."""
    parse = notes.parse
    found: Told = []
    for i, lower in enumerate(parse.lower):
        lemma = noun_of(parse, i)
        if lower in _SUFFIXES and i > 1 and parse.words[i - 1] == "-" and parse.words[i - 2][:1].isupper():
            who = [i - 2] if noun_of(parse, parse.head[i]) in _BROUGHT | _MEETINGS else []
        elif lower in ("shuttle", "shuttling", "brainchild"):
            who = _owners(parse, i)
        elif lower == "present" and parse.pos[i] != "VERB":
            who = _present(parse, i)
        elif lower in ("betweens", "between") and parse.lower[i - 2 : i] == ["go", "-"]:
            who = _acting_as(parse, i)
        elif lower in ("via", "through", "under"):
            who = _through(notes, i)
        elif parse.pos[i] in ("NOUN", "PROPN") and lower.endswith("ing") and {lower[:-3], lower[:-3] + "e"} & _ATTENDING:
            who = _by_gerund(parse, i)
        elif parse.pos[i] in ("VERB", "AUX") and parse.child(i, "neg") is None:
            who = _attending(parse, i, lemma) or _carrying(parse, i, lemma) or _winning(notes, i, lemma) or _calling(parse, i, lemma)
        elif lower in ("before", "eye", "eyes") or (lower in ("front", "presence") and parse.lower[i - 1] in ("in", "the")):
            who = _before_whom(notes, i)
        elif lemma in _MAKERS or lemma in _AS_ROLES:
            who = _maker(notes, i, lemma)
        elif lemma == "statement" and any(parse.lower[c] == "joint" for c in parse.children[i]):
            who = [w for c in parse.children[i] if parse.lower[c] == "with" for k in parse.children[c] for w in people(parse, k)]
        elif lemma in _WORKS:
            who = _by_work(parse, i)
        else:
            continue
        found += [(i, w) for w in who]
    return found


def _attending(parse: Parse, verb: int, lemma: str) -> list[int]:
    """Return who is told to sit by: "with the ambassador acting as intermediary", "with Algeria mediating"."""
    if lemma == "look" and parse.tag[verb] == "VBD" and parse.dep[verb] == "advcl" and "on" in parse.lower[verb + 1 : verb + 2]:
        return doers(parse, verb)
    if lemma not in _ATTENDING or parse.tag[verb] not in ("VBG", "VBN", "NN") or parse.child(verb, "agent") is not None:
        return []
    subject = parse.child(verb, "nsubj") if parse.dep[verb] != "acl" else parse.head[verb]
    if subject is None:
        return []
    subject = parse.first_conjunct(subject)
    first = parse.noun_phrase(subject)[0]
    with_it = first > 0 and parse.lower[first - 1] == "with"
    by_role = lemma not in ("act", "serve") or any(
        noun_of(parse, k) in _AS_ROLES for c in parse.children[verb] if parse.lower[c] == "as" for k in parse.children[c]
    )
    return people(parse, subject) if with_it and by_role else []


def _present(parse: Parse, word: int) -> list[int]:
    """Return who is told to be there: "with a UN officer present"."""
    first = parse.sentences[parse.sentence_of[word]][0]
    start = next((j for j in range(word - 1, max(first, word - 8) - 1, -1) if parse.lower[j] == "with"), None)
    nouns = [j for j in range(start + 1, word) if parse.pos[j] in ("NOUN", "PROPN")] if start is not None else []
    return people(parse, parse.first_conjunct(nouns[-1])) if nouns and nouns[-1] == word - 1 else []


def _by_gerund(parse: Parse, word: int) -> list[int]:
    """Return who stands before "facilitating" where the parser took it for a noun: "with Norway facilitating"."""
    before = [c for c in parse.children[word] if c == word - 1 and parse.pos[c] in ("NOUN", "PROPN")]
    prep = parse.noun_phrase(before[0])[0] - 1 if before else -1
    return before if prep >= 0 and parse.lower[prep] == "with" else []


def _through(notes: Notes, prep: int) -> list[int]:
    """Return through whom a truce was agreed: "via the Red Cross", "through the priest", and under whom it was talked over."""
    parse = notes.parse
    over = [*parse.ancestors(prep)][:3]
    under = parse.lower[prep] == "under"
    over += parse.children_of(parse.head[prep], "nsubj", "nsubjpass") if under else []
    if not any(noun_of(parse, a) in (_MEETINGS | {"round"} if under else _SIGNING | _TRUCES | _SETTLING) for a in over):
        return []
    return [w for k in parse.children[prep] if parse.dep[k] == "pobj" for w in people(parse, k) if is_outsider(notes, w)]


def _carrying(parse: Parse, verb: int, lemma: str) -> list[int]:
    """Return who carried words: "the text that the bishop carried between the camps", "went back and forth between the lines"."""
    ahead = set(parse.lower[verb : verb + 5])
    if lemma not in _CARRYING and not (
        lemma in ("go", "walk") and ({"back", "forth"} <= ahead or "between" in parse.lower[verb + 1 : verb + 2])
    ):
        return []
    ways = ("between", "to") if lemma in _PASSING else ("between",)
    between = any(parse.lower[j] in ways for j in range(verb + 1, min(verb + 12, parse.sentences[parse.sentence_of[verb]][1])))
    things = {noun_of(parse, t) for t in things_done(parse, verb)} - {"it", "them"}
    moving = lemma in ("shuttle", "go", "ply", "pass", "walk") and not things
    if not between or not (moving or things & (_CARRIED | _BROUGHT)):
        return []
    return [w for w in doers(parse, verb, speaking=True) if noun_of(parse, w) not in _CARRIED]


def _winning(notes: Notes, verb: int, lemma: str) -> list[int]:
    """Return the outsider who won or ordered a truce: "the truce which I secured", "ordered by the Security Council"."""
    parse = notes.parse
    asked = lemma in ("appeal", "ask", "call") and any(parse.lower[c] == "for" for c in parse.children[verb])
    asked = asked or (lemma in ("request", "seek") and parse.tag[verb] == "VBN")
    out = lemma in _WORKING_OUT and any(parse.lower[c] in ("out", "together") for c in parse.children[verb])
    if (
        lemma not in _WINNING | _ORDERING | _COAXING
        and not out
        and not (asked and (parse.tag[verb] == "VBN" or parse.dep[verb] == "relcl"))
    ):
        return []
    if not {noun_of(parse, t) for t in _things(parse, verb)} & _TRUCES:
        return []
    ways = {parse.lower[c] for v in (verb, *parse.children_of(verb, "dobj")) for c in parse.children[v]}
    who = doers(parse, verb, speaking=True)
    sure = (
        _talks_into(parse, verb)
        or bool({"from", "between"} & ways)
        or (lemma in _COAXING and "out" in ways)
        or (lemma in _WORKING_OUT and len(who) == 1)
    )
    sure = sure or (len(who) > 1 and (any(is_outsider(notes, w) for w in who) or are_foreign(notes, who)))
    return [w for w in who if sure or is_outsider(notes, w) or (asked and noun_of(parse, w) in _OFFICES)]


def _talks_into(parse: Parse, verb: int) -> bool:
    """Say whether somebody talks others into it, so that he stands outside: "Egypt talked the two sides into six months of quiet"."""
    return parse.child(verb, "dobj") is not None and any(parse.lower[c] == "into" for c in parse.children[verb])


def _things(parse: Parse, verb: int) -> list[int]:
    """Return what is won or ordered, also by "call for" and where "into" names it: "talked the two into a truce"."""
    found = things_done(parse, verb)
    if is_participle(parse, verb):
        first = parse.sentences[parse.sentence_of[verb]][0]
        before = range(verb - 1, max(first, verb - 15) - 1, -1)
        over = next((j for j in before if parse.pos[j] == "VERB" or noun_of(parse, j) in _TRUCES), None)
        found += [over] if over is not None else []
    if noun_of(parse, verb) in ("talk", "get", "bring", "nudge"):
        below = [k for c in parse.children[verb] if parse.lower[c] in ("into", "to") for k in parse.children[c]]
        found += [*below, *(k for b in below for c in parse.children[b] if parse.lower[c] == "of" for k in parse.children[c])]
    return found


def _calling(parse: Parse, verb: int, lemma: str) -> list[int]:
    """Return who called a meeting, chaired talks or vouched for a truce: "at a meeting convened by Senegal"."""
    things = {noun_of(parse, t) for t in things_done(parse, verb)}
    if parse.dep[verb] == "relcl" and any(parse.lower[c] == "for" for c in parse.children[verb]):
        things.add(noun_of(parse, parse.head[verb]))
    if lemma == "bring" and parse.tag[verb] in ("VBN", "VBD") and any(parse.lower[c] == "together" for c in parse.children[verb]):
        return doers(parse, verb)
    if lemma in _LEADING and things & _MEDIATING:
        return doers(parse, verb)
    if lemma in ("act", "go", "stand") and things & _SURETY:
        return doers(parse, verb)
    if lemma in ("come", "emerge", "return"):
        with_it = {noun_of(parse, k) for c in parse.children[verb] if parse.lower[c] == "with" for k in parse.children[c]}
        return [w for w in doers(parse, verb) if with_it & _TRUCES and parse.lemma[w] in _SENT_OUT]
    if lemma in ("call", "convene", "convoke", "summon"):
        wanted = _MEETINGS
    elif lemma in ("vouch", "answer", "work") and parse.tag[verb] in ("VBD", "VBN"):
        things |= {noun_of(parse, k) for c in parse.children[verb] if parse.lower[c] == "for" for k in parse.children[c]}
        wanted = _TRUCES
    elif lemma in _CALLING:
        of = [k for t in things_done(parse, verb) for c in parse.children[t] if parse.lower[c] == "of" for k in parse.children[c]]
        things |= {noun_of(parse, k) for k in of}
        things |= _met_at(parse, verb)
        wanted = _MEETINGS | _BROUGHT | _TRUCES
    elif lemma == "mediate" and parse.dep[verb] == "advcl":
        wanted = _TRUCES
    else:
        return []
    return doers(parse, verb, speaking=True) if things & wanted else []


def _met_at(parse: Parse, verb: int) -> set[str]:
    """Return the nouns over the place on which a participle was hung: "meetings at the airport chaired by A" are what he chaired."""
    over = [a for n, a in enumerate(parse.ancestors(verb)) if n < _PLACES and parse.dep[verb] == "acl"]
    return {noun_of(parse, a) for a in over if parse.pos[a] == "NOUN"}


def _before_whom(notes: Notes, word: int) -> list[int]:
    """Return before whom something was signed or promised: "signed a truce before the ambassadors of A and B"."""
    parse = notes.parse
    prep = next((c for c in parse.children[word] if parse.lower[c] == "of"), word) if parse.lower[word] != "before" else word
    over = [*parse.ancestors(word)][:4]
    if not any(noun_of(parse, a) in _SIGNING | _TRUCES | _WRITING for a in over):
        return []
    who = [w for k in parse.children[prep] if parse.dep[k] == "pobj" for w in named_row(notes, people(parse, k))]
    named = [w for w in who if actor_at(notes, w) is not None or is_outsider(notes, w) or noun_of(parse, w) in ("nation", "witness")]
    return [n for w in who for n in _sent_from(parse, w) or [w]] if named and named[0] == who[0] else []


def _sent_from(parse: Parse, word: int) -> list[int]:
    """Return the names that those without one came from: "mediators from A, B and C"."""
    if parse.pos[word] != "NOUN" or parse.lower[word + 1 : word + 2] != ["from"]:
        return []
    return [w for k in parse.children[word + 1] if parse.dep[k] == "pobj" for w in people(parse, k) if parse.pos[w] == "PROPN"]


def _acting_as(parse: Parse, word: int) -> list[int]:
    """Return who acts as a go-between: "the sheikh and a delegate acted as go-betweens", "with Togo as a go-between"."""
    prep = next((j for j in range(word - 3, max(0, word - 6), -1) if parse.lower[j] == "as"), None)
    beside = _as_one(parse, prep) if prep is not None else []
    if beside:
        return beside
    verb = next((j for j in range(word - 1, max(0, word - 7), -1) if noun_of(parse, j) in ("act", "be", "serve")), None)
    return doers(parse, verb) if verb is not None else []


def _maker(notes: Notes, word: int, lemma: str) -> list[int]:
    """Return who is called the godfather, host or guarantor of a deal: "the Council, godmother of the accord"."""
    parse = notes.parse
    of = {noun_of(parse, k) for c in parse.children[word] if parse.lower[c] == "of" for k in parse.children[c]}
    of |= {noun_of(parse, c) for c in parse.children[word] if parse.dep[c] in ("compound", "poss")}
    named_after = lemma in _NAMED_AFTER and bool(of)
    over = parse.head[word]
    if parse.dep[word] == "pobj" and parse.lower[over] == "as":
        acting = parse.head[over]
        subject = parse.child(acting, "nsubj") if parse.tag[acting] == "VBG" else None
        return _as_one(parse, over) or (people(parse, subject) if subject is not None else [])
    if lemma not in _BROKERS and not named_after and not of & (_BROUGHT | _TRUCES):
        return []
    if parse.dep[word] == "appos" and parse.pos[over] in ("NOUN", "PROPN"):
        return people(parse, parse.first_conjunct(over))
    apposed = [c for c in parse.children_of(over, "nsubj") if c < word] if parse.dep[word] == "nsubj" and of else []
    if apposed and "," in parse.words[apposed[0] : word]:
        return people(parse, apposed[0])
    if parse.dep[word] == "nsubj" and lemma in _BROKERS and parse.pos[over] == "AUX":
        told = [w for k in parse.children_of(over, "attr") for w in people(parse, k)]
        return [w for w in told if parse.pos[w] == "PROPN" or is_outsider(notes, w)]
    if parse.dep[word] == "attr":
        subject = parse.child(over, "nsubj")
        return people(parse, subject) if subject is not None and noun_of(parse, subject) not in _BROKERS else []
    return []


def _as_one(parse: Parse, prep: int) -> list[int]:
    """Return the row before "as guarantors": "with Brazil, Chile and the United States as guarantors"."""
    first = parse.sentences[parse.sentence_of[prep]][0]
    start = next((j for j in range(prep - 1, max(first, prep - 20) - 1, -1) if parse.lower[j] == "with"), None)
    inner = next((k for k in parse.children[start] if parse.dep[k] == "pobj"), None) if start is not None else None
    if inner is None or any(parse.pos[j] == "VERB" for j in range(inner, prep)):
        return []
    return [w for w in people(parse, inner) if w < prep]


def _by_work(parse: Parse, word: int) -> list[int]:
    """Return whose work a truce is told to be: "the truce is the work of an Omani diplomat", "the fruit of Qatari mediation"."""
    over = parse.head[word]
    told = over if parse.dep[word] == "appos" else parse.child(over, "nsubj") if parse.dep[word] == "attr" else None
    if told is None or noun_of(parse, told) not in _TRUCES:
        return []
    found: list[int] = []
    for k in (k for c in parse.children[word] if parse.lower[c] == "of" for k in parse.children[c] if parse.dep[k] == "pobj"):
        found += _owners(parse, k) if noun_of(parse, k) in _MEDIATING else people(parse, k)
    return found


def _owners(parse: Parse, noun: int) -> list[int]:
    """Return whose shuttling or mediation it is: "shuttling by the envoy", "the envoy's shuttle"."""
    by = [c for c in parse.children[noun] if parse.lower[c] in ("by", "of")]
    found = [w for c in by for k in parse.children[c] if parse.dep[k] == "pobj" for w in people(parse, k)]
    return found or [c for c in parse.children[noun] if parse.dep[c] in ("poss", "amod", "compound") and parse.words[c][:1].isupper()]
