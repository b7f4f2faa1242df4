"""Bound: sides told beside an arrangement in other ways than by who signs it.

Invariant: who is found is somebody who can be a side: an actor of the text, a name, or a noun for people in arms or office.
"""

from trucebook.model import ActorValue
from trucebook.reading.deals.behalf import SIGNATURES, in_the_name_of, on_behalf, signatures, tells_truce
from trucebook.reading.deals.callingover import calling_over, ending_it
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import doers, noun_of, things_done
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.pairs import pair_before
from trucebook.reading.deals.phrases import people, people_meant
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_TRUCES, _PAPERS = deal_words("truces_told"), deal_words("papers") | {"it", "them", "terms"}
_BINDING, _ANSWERING, _ABIDING = deal_words("putting_under"), deal_words("answering_terms"), deal_words("abiding")
_PERSUADING, _PERSUADED = deal_words("persuading"), deal_words("persuaded")
_SIGNING = deal_words("signing") | deal_words("giving_word")
_ASKING = deal_words("pressing") | {"beg", "implore", "tell"}
_COLLAPSING = {"break", "collapse", "crumble", "dissolve", "end", "fail", "fall", "founder", "lapse", "unravel"}
_GIVING = {"assure", "give", "grant", "leave", "promise"}
_PEOPLE = deal_words("sides") | deal_words("armed") | deal_words("commanding") | deal_words("at_odds")
_NO_SIDES = deal_words("fights_between") | deal_words("ways_between")
_PAIRED = {"both", "each", "they", "two"}
_NAMELESS = {"media", "ngo", "international_organisation", "mediator"}
_HELD = deal_words("outsiders") | deal_words("time_nouns") | {"effect", "force", "hold"}
_MAKING = {"create", "establish", "forge", "negotiate", "set"}  # zones and the like, under a deal of those who made them
_BY_WHICH = {"after", "as", "because", "once", "when"}  # before the act that ended a truce
_BACK = 2
Rows = list[tuple[int, list[int]]]  # (where it is told, who is bound)


def find_bound(notes: Notes) -> Rows:
    """Return every (word, row of sides) that tells whom a truce binds."""
    parse = notes.parse
    told: Rows = []
    for i, lower in enumerate(parse.lower):
        lemma = noun_of(parse, i)
        if parse.pos[i] in ("VERB", "AUX"):
            row = _by_verb(notes, i, lemma)
        elif lower == "between":
            row = _between(parse, i)
        elif lower == "-" and parse.words[i - 1][:1].isupper():
            row = _joined(notes, i)
        elif lemma in SIGNATURES:
            row = signatures(parse, i)
        else:
            continue
        sides = [w for w in row if can_be_side(notes, w)]
        row = [w for w in row if w in sides or (sides and parse.lower[w] == "others")]
        told += [(i, row)] if sides else []
    return told


def can_be_side(notes: Notes, word: int) -> bool:
    """Say whether a word can name a side: an actor's head that is no body of peace or press, a name, a noun for people in arms."""
    parse = notes.parse
    mention = actor_at(notes, word)
    if mention is not None and isinstance(mention.value, ActorValue) and noun_of(parse, word) != "command":
        return mention.value.kind not in _NAMELESS
    if parse.tag[word] == "JJ" and parse.words[word][:1].isupper():
        return "-" in parse.words[max(0, word - 1) : word + 2]
    return noun_of(parse, word) in _PEOPLE or (parse.pos[word] == "PROPN" and parse.tag[word] != "CD")


def _by_verb(notes: Notes, verb: int, lemma: str) -> list[int]:
    parse = notes.parse
    if parse.child(verb, "neg") is not None and lemma not in _ANSWERING and parse.lower[verb] != "bound":
        return []
    if parse.lower[verb] == "bound":
        by = [k for c in parse.children[verb] if parse.lower[c] == "by" for k in parse.children[c]]
        return _feeling_bound(parse, verb) if tells_truce(parse, by) else []
    if lemma in _BINDING and (row := _put_under(notes, verb)):
        return row
    if lemma in _PERSUADING:
        return _brought(parse, verb)
    if lemma in _ASKING and (row := _both_asked(notes, verb)):
        return row
    if lemma in ("accord", "allow", "concede", "grant") and (row := _granted(parse, verb)):
        return row
    if lemma == "come" and (row := _came_to_terms(parse, verb)):
        return row
    if lemma in ("accuse", "blame", "charge"):
        return _accused(parse, verb)
    if lemma in ("impose", "force", "obtain", "win", "wring", "extract", "secure", "coax", "squeeze", "wrest"):
        return _from_whom(parse, verb)
    if over := calling_over(parse, verb, lemma):
        return over
    if lemma in _COLLAPSING:
        return _broken_by(notes, verb) or ending_it(notes, verb)
    if lemma in _SIGNING | {"arrange", "shake"} and parse.tag[verb] != "VB":
        return (
            on_behalf(parse, verb)
            or _agreed_in_it(parse, verb)
            or _signed_it(parse, verb)
            or _over_aside(parse, verb)
            or in_the_name_of(parse, verb)
            or _paired(notes, verb)
        )
    if lemma in _ANSWERING | _ABIDING:
        return _answering(parse, verb, lemma)
    if lemma == "use" and parse.lower[verb - 1] == "having":
        having = parse.children_of(verb, "nsubj")[-1:]
        return [w for k in having if tells_truce(parse, parse.children_of(verb, "dobj")) for w in people(parse, k)]
    if lemma in ("call", "take") and any(parse.lower[c] in ("off", "up") for c in parse.children_of(verb, "prt")):
        return _answering(parse, verb, lemma)
    return _as_long_as(parse, verb) if lemma == "do" else _under_it(notes, verb)


def _feeling_bound(parse: Parse, word: int) -> list[int]:
    """Return who feels or is bound by a truce: "said it no longer felt bound by the truce"."""
    for a in (word, *parse.ancestors(word)):
        subject = parse.child(a, "nsubj", "nsubjpass")
        who = people(parse, subject) if subject is not None else []
        if who:
            return who
    return []


def _put_under(notes: Notes, verb: int) -> list[int]:
    """Return whom a truce binds: "obliges the rebels to disarm and the State to free them", "gave the rebels two ministries"."""
    parse = notes.parse
    subject = subject_of(parse, verb)
    if subject is None or noun_of(parse, subject) not in _TRUCES | _PAPERS:
        return []
    if noun_of(parse, verb) == "call":
        last = parse.sentences[parse.sentence_of[verb]][1]
        return [w for j in range(verb + 1, last) if parse.lower[j] in ("on", "upon") for k in parse.children[j] for w in people(parse, k)]
    given = parse.children_of(verb, "dative")
    found = [w for k in given or parse.children_of(verb, "dobj") for w in people_meant(notes, k)]
    found += [w for w in _then(parse, verb) if found]
    giving = noun_of(parse, verb) in _GIVING
    return [w for w in found if not giving or actor_at(notes, w) is not None or noun_of(parse, w) in _PEOPLE]


def _both_asked(notes: Notes, verb: int) -> list[int]:
    """Return the two who are asked to keep or prolong a truce: "asked the army and the rebels to let it run for another week"."""
    parse = notes.parse
    row = [w for k in parse.children_of(verb, "dobj") for w in people(parse, k)]
    below = [v for v in parse.children_of(verb, "xcomp", "ccomp", "prep") if parse.dep[v] != "prep" or parse.lower[v] == "for"]
    told = tells_truce(parse, [k for v in below for k in parse.subtree(v) if k > verb])
    return row if len(row) == 2 and told and all(can_be_side(notes, w) for w in row) else []


def _then(parse: Parse, verb: int) -> list[int]:
    """Return whom a second infinitive names: "obliged the rebels to stop … and the State to free …"."""
    last = parse.sentences[parse.sentence_of[verb]][1]
    for j in range(verb + 2, last - 2):
        if parse.lower[j] == "and" and parse.pos[j + 1] in ("DET", "PROPN", "NOUN"):
            k = j + 1
            while k + 1 < last and parse.pos[k + 1] in ("ADJ", "NOUN", "PROPN"):
                k += 1
            if k + 1 < last and parse.lower[k + 1] == "to" and parse.pos[k] in ("NOUN", "PROPN"):
                return [k]
    return []


def _brought(parse: Parse, verb: int) -> list[int]:
    """Return who was brought to terms: "talked A and B into a truce", "persuaded the army to accept a truce"."""
    below = [k for c in parse.children[verb] if parse.lower[c] in ("into", "to") for k in parse.children[c]]
    done = [c for c in parse.children[verb] if parse.dep[c] in ("xcomp", "ccomp", "pcomp")]
    agreed = any(noun_of(parse, c) in _PERSUADED for c in done)
    if not agreed and not any(noun_of(parse, k) in _TRUCES for k in below):
        return []
    whom = parse.children_of(verb, "dobj") or [s for c in done for s in parse.children_of(c, "nsubj") if s > verb]
    return [w for k in whom for w in people(parse, k)]


def _from_whom(parse: Parse, verb: int) -> list[int]:
    """Return from or on whom a truce was won or imposed: "obtained from both kings a truce", "coaxed out of A and B"."""
    things = [t for t in things_done(parse, verb) if noun_of(parse, t) in _TRUCES]
    if not things:
        return []
    ways = [c for c in parse.children[verb] if parse.lower[c] in ("from", "of", "on", "out", "upon")]
    ways += [c for t in things for c in parse.children[t] if parse.lower[c] == "from"]
    ways += [k for c in ways if parse.lower[c] == "out" for k in parse.children[c] if parse.lower[k] == "of"]
    return [w for c in ways for k in parse.children_of(c, "pobj") for w in people(parse, k)]


def _came_to_terms(parse: Parse, verb: int) -> list[int]:
    """Return who came to terms: "came to terms on a suspension of arms", "came to a set of understandings"."""
    to = [k for c in parse.children[verb] if parse.lower[c] in ("to", "upon") for k in parse.children[c]]
    to += [j for k in to for c in parse.children[k] if parse.lower[c] == "of" for j in parse.children[c]]
    return doers(parse, verb) if any(noun_of(parse, k) in _TRUCES | {"term"} for k in to) else []


def _granted(parse: Parse, verb: int) -> list[int]:
    """Return who granted whom a truce: "the general has granted the garrison a truce of three days"."""
    given = parse.children_of(verb, "dative")
    if not given or not any(noun_of(parse, t) in _TRUCES for t in parse.children_of(verb, "dobj")):
        return []
    whom = [k for g in given for k in ([g] if parse.pos[g] != "ADP" else parse.children_of(g, "pobj"))]
    return [*doers(parse, verb), *(w for k in whom for w in people(parse, k))]


def _accused(parse: Parse, verb: int) -> list[int]:
    """Return who charges whom with a breach: "the Reds accused the Blues of breaking it"."""
    acts = [k for c in parse.children[verb] if parse.lower[c] in ("of", "for", "with") for k in parse.children[c]]
    broken = any(noun_of(parse, k) in _ABIDING and tells_truce(parse, parse.children_of(k, "dobj")) for k in acts)
    whom = [w for k in parse.children_of(verb, "dobj", "nsubjpass") for w in people(parse, k)]
    return [*doers(parse, verb), *whom] if broken and whom else []


def _under_it(notes: Notes, verb: int) -> list[int]:
    """Return men in arms or a government that do something under a truce: "the militia let aircraft land under a truce"."""
    parse = notes.parse
    under = [k for c in parse.children[verb] if parse.lower[c] == "under" for k in parse.children[c]]
    if not any(noun_of(parse, k) in _TRUCES for k in under):
        return []
    if noun_of(parse, verb) in _MAKING:
        return doers(parse, verb)
    who = [w for w in doers(parse, verb) if _is_armed(notes, w) or noun_of(parse, w) in ("government", "movement", "regime")]
    return who if len(who) > 1 else []  # one alone may not be the only one that owes something


def _agreed_in_it(parse: Parse, verb: int) -> list[int]:
    """Return who is told to have agreed "in it", to have put a seal "to it": those who stand behind what was named before."""
    ways = ("on", "upon") if noun_of(parse, verb) == "shake" else ("in", "to", "under")
    papers = [k for c in parse.children[verb] if parse.lower[c] in ways for k in parse.children[c]]
    if not any(parse.lower[k] in ("it", "this") or noun_of(parse, k) in _PAPERS for k in papers):
        return []
    return [w for d in doers(parse, verb) for w in _masters(parse, d)]


def _signed_it(parse: Parse, verb: int) -> list[int]:
    """Return who is told in a later clause to have signed "it": "it was drawn up by the envoy; A and B initialled it"."""
    return doers(parse, verb) if any(parse.lower[c] == "it" for c in parse.children_of(verb, "dobj")) else []


def _masters(parse: Parse, word: int) -> list[int]:
    """Return for whom leaders stand: "the presidents of A and B" for A and B, else themselves."""
    if parse.tag[word] != "NNS":
        return [word]
    of = [w for c in parse.children[word] if parse.lower[c] == "of" for k in parse.children[c] for w in people(parse, k)]
    return of if len(of) > 1 else [word]


def _over_aside(parse: Parse, verb: int) -> list[int]:
    """Return who agreed where an aside stands before what they agreed to: "accepted, at the envoy's urging, a ceasefire"."""
    last = parse.sentences[parse.sentence_of[verb]][1]
    if parse.words[verb + 1 : verb + 2] != [","] or parse.child(verb, "dobj") is not None:
        return []
    end = next((j for j in range(verb + 2, min(verb + 14, last)) if parse.words[j] == ","), last)
    return doers(parse, verb) if any(noun_of(parse, j) in _TRUCES for j in range(end, min(end + 6, last))) else []


def _paired(notes: Notes, verb: int) -> list[int]:
    """Return the pair behind "both", "they" or "the two" who agree: the last two sides in a row before."""
    parse = notes.parse
    subject = parse.child(verb, "nsubj")
    if subject is None or parse.lower[subject] not in _PAIRED or parse.children_of(subject, "prep", "amod", "nummod"):
        return []
    if not any(noun_of(parse, k) in _TRUCES for k in parse.subtree(verb) if k > verb):
        return []
    first = parse.sentences[max(0, parse.sentence_of[subject] - _BACK)][0]
    for j in range(subject - 1, first - 1, -1):
        if parse.lower[j] == "and" and parse.pos[parse.head[j]] in ("NOUN", "PROPN"):
            row = [w for w in people(parse, parse.first_conjunct(parse.head[j])) if can_be_side(notes, w)]
            if len(row) > 1:
                return row
    return pair_before(notes, subject, reach=_BACK)


def _answering(parse: Parse, verb: int, lemma: str) -> list[int]:
    """Return who took, kept or turned down what was agreed: "was rejected by the brigade", "the army and the miners kept it"."""
    things = things_done(parse, verb)
    things += [k for c in parse.children[verb] if parse.lower[c] in ("to", "by", "with") for k in parse.children[c]]
    alone = lemma in ("comply", "concur", "acquiesce") and not things
    below = [c for v in parse.children_of(verb, "xcomp") for c in things_done(parse, v)]
    if not alone and not tells_truce(parse, [*things, *below]):
        return []
    return doers(parse, verb)


def _as_long_as(parse: Parse, verb: int) -> list[int]:
    """Return the other side whose doing the same is made a condition: "will respect the truce as long as Israel does"."""
    subject = parse.child(verb, "nsubj")
    over = next((a for a in parse.ancestors(verb) if parse.pos[a] == "VERB"), verb)
    marked = parse.lower[parse.left_edge(verb) : verb]
    condition = bool({"as", "if", "provided"} & set(marked))
    things = [
        *parse.children_of(over, "dobj"),
        *(k for c in parse.children[over] if parse.lower[c] in ("by", "to") for k in parse.children[c]),
    ]
    kept = condition and tells_truce(parse, things)
    return people(parse, subject) if subject is not None and kept else []


def _between(parse: Parse, prep: int) -> list[int]:
    """Return the two sides after "between", wherever the parser hung it, unless a noun of fighting or a way owns it."""
    over = parse.head[prep]
    lemma = noun_of(parse, over)
    if lemma in _NO_SIDES or (parse.pos[over] == "NOUN" and lemma not in _TRUCES | _HELD):
        return []
    first, last = parse.sentences[parse.sentence_of[prep]]
    if not any(noun_of(parse, j) in _TRUCES for j in range(first, prep)):
        return []
    pair = [w for k in parse.children[prep] if parse.dep[k] == "pobj" for w in people(parse, k)]
    if len(pair) == 1:
        j = next((j for j in range(prep, min(prep + 25, last - 1)) if parse.lower[j] == "and" and parse.words[j - 1] == ","), None)
        k = j + 1 if j is not None else last
        while k + 1 < last and parse.pos[k + 1] in ("ADJ", "NOUN", "PROPN"):
            k += 1
        pair += [k] if k < last and parse.pos[k] in ("NOUN", "PROPN") else []
    return pair if len(pair) > 1 else []


def _joined(notes: Notes, hyphen: int) -> list[int]:
    """Return the two whose names are joined before a truce: "the Israeli-Syrian ceasefire", "a Fatah-Hamas accord"."""
    parse = notes.parse
    pair, after = [hyphen - 1, hyphen + 1], hyphen + 2
    truce = next((j for j in range(after, min(after + 3, len(parse))) if noun_of(parse, j) in _TRUCES), None)
    if truce is None or any(parse.pos[j] in ("ADP", "PUNCT", "VERB") for j in range(after, truce)):
        return []
    named = all(parse.words[w][:1].isupper() and (parse.tag[w] == "JJ" or actor_at(notes, w) is not None) for w in pair)
    return pair if named else []


def _broken_by(notes: Notes, verb: int) -> list[int]:
    """Return whose act ended a truce: "the truce collapsed when the army attacked"."""
    parse = notes.parse
    if not any(noun_of(parse, t) in _TRUCES for t in parse.children_of(verb, "nsubj")):
        return []
    acts = [c for c in parse.children_of(verb, "advcl") if not _BY_WHICH.isdisjoint(parse.lower[parse.left_edge(c) : c])]
    done = [w for a in acts for o in parse.children_of(a, "dobj") for w in people(parse, o)]
    who = [w for a in acts for w in doers(parse, a) if noun_of(parse, w) in _PEOPLE or parse.pos[w] == "PROPN"]
    return who + [w for w in done if noun_of(parse, w) in _PEOPLE or _is_armed(notes, w)]


def _is_armed(notes: Notes, word: int) -> bool:
    mention = actor_at(notes, word)
    return mention is not None and isinstance(mention.value, ActorValue) and mention.value.kind in ("rebel_group", "militia", "force")
