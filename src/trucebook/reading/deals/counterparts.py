"""Counterparts: the sides that a preposition sets at an arrangement or at the talks that led to it ("between A and B", "with B").

Invariant: a side is a name, an actor of the text, or a noun for armed men, officials and people.
"""

from trucebook.model import ActorValue
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.outside import in_arms, is_armed, is_outsider
from trucebook.reading.deals.phrases import people, people_meant
from trucebook.reading.deals.rows import torn_second
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_GOOD_OFFICES = deal_words("good_offices")
_WAYS = deal_words("ways_between")
_CARRYING = deal_words("carrying_words")
_WITH = deal_words("with_verbs")
_DELEGATES = deal_words("delegates")
_OFFICERS = _DELEGATES | deal_words("high_offices") | {"ambassador", "chief", "general", "head", "officer"}
_CONSENTING = {"acceptance", "adherence", "agreement", "assent", "commitment", "consent", "recommitment"}
_LENGTHENING = {"extension", "prolongation", "renewal"}
_FREED = {"body", "captive", "corpse", "detainee", "fire", "hostage", "hostility", "prisoner", "remain"}
_OPENING = 3
_DECISION = 3  # words between a truce and whose decision it is
_FIGHTING = {"alliance", "force", "militia", "political_body", "rebel_group", "state"}
_HAVING = {"conclude", "have", "make", "reach", "sign"}
TALKS = {"contact", "dialogue", "meeting", "negotiation", "talk"}
PEOPLE = deal_words("sides") | deal_words("armed") | _DELEGATES | deal_words("at_odds")


def two_sided(notes: Notes, lexicon: Lexicon, naming: Naming) -> list[int]:
    """Return the sides of "between A and B", "with B", "including A and B", of the naming itself or of the talks that led to it."""
    parse = notes.parse
    heads = _heads(parse, naming)
    found = (
        _right_after(notes, naming, heads)
        + _with_which(notes, naming)
        + _of_owner(notes, naming)
        + _of_declarer(notes, naming)
        + _of_keepers(notes, naming)
    )
    for head in heads:
        if not _is_of_go_between(parse, lexicon, head):
            found += [w for c in parse.children[head] for w in _at_preposition(notes, naming, head, c)]
    return found


def _heads(parse: Parse, naming: Naming) -> list[int]:
    """Return the words that may carry the preposition: those of the naming, its verb with talks and ways to it, and its clauses."""
    heads = [naming.word, *range(naming.word + 1, naming.last + 1)]
    of = [k for c in parse.children[naming.word] if parse.lower[c] == "of" for k in parse.children_of(c, "pobj")]
    heads += [k for k in of if parse.lemma[k] in _FREED]  # "an exchange of prisoners between A and B"
    head = parse.head[naming.word]
    if parse.lower[head] in ("on", "to") and parse.lemma[parse.head[head]] in _WITH:
        head = parse.head[head]  # "agreed with the army on a truce"
    if parse.pos[head] == "VERB" and head != naming.word:
        heads += _heads_of_verb(parse, head)
    return heads + [c for c in parse.children[naming.word] if parse.dep[c] in ("acl", "relcl")]


def _heads_of_verb(parse: Parse, verb: int) -> list[int]:
    """Return a verb, the talks that are its subject, and the nouns that a preposition hangs on it."""
    talks = [c for c in parse.children[verb] if parse.dep[c] == "nsubj" and parse.lemma[c] in TALKS]
    below = [c for k in parse.children[verb] if parse.dep[k] == "prep" for c in parse.children[k] if parse.dep[c] == "pobj"]
    below = [h for h in below if parse.lemma[h] not in _WAYS]
    inner = [j for h in below for k in parse.children[h] if parse.lower[k] == "of" for j in parse.children[k]]
    return [verb, *talks, *below, *inner]


def _right_after(notes: Notes, naming: Naming, heads: list[int]) -> list[int]:
    """Return the sides of a "with" right after a naming that the parser hung elsewhere."""
    parse = notes.parse
    after = naming.last + 1
    if after < len(parse) and parse.lower[after] == "with" and parse.head[after] not in heads:
        return [w for w in objects(parse, after) if is_side(notes, w)]
    return []


def _with_which(notes: Notes, naming: Naming) -> list[int]:
    """Return with whom somebody has a truce in a clause on him: "the faction, with which Dakar has had a truce since May"."""
    parse, verb = notes.parse, notes.parse.head[naming.word]
    if parse.dep[naming.word] != "dobj" or parse.dep[verb] != "relcl" or parse.lemma[verb] not in _HAVING:
        return []
    which = [k for c in parse.children[verb] if parse.lower[c] == "with" for k in parse.children[c]]
    if not any(parse.lower[k] in ("which", "whom") for k in which):
        return []
    return [w for k in (parse.head[verb], *parse.children_of(verb, "nsubj")) for w in people(parse, k) if is_side(notes, w)]


def _of_owner(notes: Notes, naming: Naming) -> list[int]:
    """Return whose a naming is: "their truce", "the army's truce with the clan"."""
    parse = notes.parse
    owner = parse.child(naming.word, "poss")
    if owner is not None and parse.lower[owner] in ("its", "their"):
        return _of_decision(notes, naming) or people_meant(notes, owner)
    if owner is not None and parse.lower[naming.last + 1 : naming.last + 2] == ["with"]:
        return [w for w in people(parse, owner) if is_side(notes, w)]
    return []


def _of_decision(notes: Notes, naming: Naming) -> list[int]:
    """Return who decided on a truce of his own where his name stands before the noun: "Accra's decision to widen its truce"."""
    parse = notes.parse
    above = [a for n, a in enumerate(parse.ancestors(naming.word)) if n < _DECISION and parse.pos[a] == "NOUN"]
    owners = [c for a in above for c in parse.children_of(a, "poss") if parse.pos[c] == "PROPN"]
    return [w for c in owners[:1] for w in people(parse, c) if is_side(notes, w)]


def _of_declarer(notes: Notes, naming: Naming) -> list[int]:
    """Return whose own truce it is: "a unilateral truce by the coalition", "the truce of the guerrillas"."""
    parse = notes.parse
    by = [c for c in parse.children[naming.word] if parse.lower[c] == "by" and parse.dep[c] == "prep"]
    found = [w for c in by if not naming.offer for w in objects(parse, c) if is_side(notes, w) and not is_outsider(notes, w)]
    of = [c for c in parse.children[naming.word] if parse.lower[c] == "of" and c == naming.last + 1]
    return found + [w for c in of for w in objects(parse, c) if is_armed(notes, w)]


def _of_keepers(notes: Notes, naming: Naming) -> list[int]:
    """Return whose consent to a naming is told of: "the consent of A and B to a longer truce"."""
    parse, prep = notes.parse, notes.parse.head[naming.word]
    if parse.lower[prep] == "of" and parse.lemma[parse.head[prep]] in _LENGTHENING:
        prep = parse.head[parse.head[prep]]
    given = parse.head[prep]
    if parse.pos[given] == "VERB":
        given = parse.child(given, "dobj") or given
    if parse.lower[prep] != "to" or parse.lemma[given] not in _CONSENTING:
        return []
    whose = [w for c in parse.children[given] if parse.lower[c] in ("of", "by", "from") for w in objects(parse, c)]
    whose += [w for c in parse.children_of(given, "poss") for w in people(parse, c)]
    return [w for w in whose if is_side(notes, w) and not is_outsider(notes, w)]


def _is_of_go_between(parse: Parse, lexicon: Lexicon, head: int) -> bool:
    """Say whether a word is a verb of brokering with no agent, or of carrying words between sides."""
    if parse.pos[head] != "VERB":
        return False
    lemma = parse.lemma[head]
    return lemma in _CARRYING or (lemma in lexicon.terms("mediator_verbs") and parse.child(head, "agent") is None)


def _at_preposition(notes: Notes, naming: Naming, head: int, prep: int) -> list[int]:
    """Return the sides that one preposition below a head tells."""
    parse = notes.parse
    word = parse.lower[prep]
    if word == "between" or (word in ("among", "involving", "including") and (head != naming.word or word != "including")):
        return _between(notes, prep) or [w for k in parse.children[prep] if parse.dep[k] == "dobj" for w in people(parse, k)]
    if word == "with" and (head == naming.word or prep == naming.last + 1 or parse.lemma[head] in _WITH):
        return [w for w in objects(parse, prep) if is_side(notes, w) and parse.lower[w] not in _GOOD_OFFICES]
    return []


def counterpart(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming says with whom it was made: "a truce with five clans"."""
    head = parse.head[naming.word]
    spots = [naming.word, head] if parse.dep[naming.word] == "dobj" and parse.lemma[head] in _WITH else [naming.word]
    return naming.indefinite and any(parse.lower[c] == "with" for spot in spots for c in parse.children[spot])


def delegating(parse: Parse, word: int) -> list[int]:
    """Return one who signed with all who sent him: "delegations of the clan and of the army"; "envoys for the clan" are the clan."""
    states = _states_of(parse, word)
    if states or parse.lemma[word] not in _DELEGATES:
        return states or [word]
    of = next((c for c in parse.children[word] if parse.lower[c] == "of"), None)
    sent = [c for c in parse.children[word] if parse.dep[c] in ("compound", "nmod", "amod") and len(parse.conjuncts(c)) > 1]
    if of is None and sent and parse.tag[word] == "NNS":
        return parse.conjuncts(sent[0])  # "government and rebel negotiators"
    if of is None:
        sent = [c for c in parse.children[word] if parse.lower[c] in ("for", "from")]
        return [w for c in sent for p in parse.conjuncts(c) for w in objects(parse, p)] or [word]
    return [word, *(k for c in parse.conjuncts(of)[1:] for k in parse.children[c] if parse.dep[k] == "pobj")]


def _states_of(parse: Parse, word: int) -> list[int]:
    """Return those whose officers signed for them where two or more are named: "the presidents of Togo and Benin" are Togo and Benin."""
    if parse.tag[word] != "NNS" or parse.lemma[word] not in _OFFICERS:
        return []
    of = [k for c in parse.children[word] if parse.lower[c] == "of" for p in parse.conjuncts(c) for k in objects(parse, p)]
    return of if len(of) > 1 and all(parse.pos[w] == "PROPN" for w in of) else []


def objects(parse: Parse, prep: int) -> list[int]:
    """Return who stands after a preposition, the whole row of them."""
    inner = [c for c in parse.children[prep] if parse.dep[c] in ("pobj", "conj")]
    return [w for i in inner for w in people(parse, i)]


def _between(notes: Notes, prep: int) -> list[int]:
    """Return the two sides after "between", also where the second was hung into the first: "between elders of the town and the army"."""
    parse = notes.parse
    if any(parse.lower[k] == "them" for k in parse.children_of(prep, "pobj")):
        return _two_before(notes, prep)
    sides = objects(parse, prep)
    if len(sides) == 1:
        sides += [
            w
            for c in parse.children[sides[0]]
            if parse.dep[c] == "prep"
            for k in parse.children[c]
            if parse.dep[k] == "pobj"
            for w in people(parse, k)
            if w != k
        ]
    return sides + (torn_second(notes, sides[0]) if len(sides) == 1 and parse.lower[prep] == "between" else [])


def _two_before(notes: Notes, prep: int) -> list[int]:
    """Return the only two actors that stand in a sentence before a truce "between them"."""
    parse = notes.parse
    first = parse.sentences[parse.sentence_of[prep]][0]
    fighting: list[int] = []
    end = 0
    for m in sorted(notes.actors, key=lambda m: (m.start, -m.end)):
        if not max(end, parse.start[first]) <= m.start < parse.start[prep]:
            continue  # elsewhere, or a part of the name before it
        end, word = m.end, parse.head_of(m.start, m.end)
        armed = isinstance(m.value, ActorValue) and m.value.kind in _FIGHTING
        fighting += [word] if armed and word is not None and parse.pos[word] in ("NOUN", "PROPN") else []
    return fighting if len(fighting) == 2 else []


def is_side(notes: Notes, word: int) -> bool:
    """Say whether a word names somebody: a name, an actor's head or a noun for armed men, officials and people."""
    parse = notes.parse
    if any(b.start <= parse.start[word] < b.end for b in notes.blocks if b.role == "dateline") or _opens_report(parse, word):
        return False
    mention = actor_at(notes, word)
    if mention is not None and parse.head_of(mention.start, mention.end) == word:
        return not isinstance(mention.value, ActorValue) or mention.value.kind != "mediator" or parse.lemma[word] not in _GOOD_OFFICES
    both = parse.lemma[word] == "camp" and any(parse.lower[c] in ("both", "rival", "two") for c in parse.children[word])
    return both or in_arms(notes, word) or parse.pos[word] == "PROPN" or parse.lemma[word] in PEOPLE


def _opens_report(parse: Parse, word: int) -> bool:
    """Say whether a word is the place in capitals with which a report opens: "KARO: After three days the clans signed"."""
    return word < _OPENING and parse.words[word].isupper() and len(parse.words[word]) > 2 and parse.words[word + 1] in (":", "-", "--", "—")
