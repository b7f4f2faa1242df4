"""Owing: who must act, from a verb, a noun or the one it is asked of.

Invariant: an answer is a head word of the same text, or None where the words name nobody.
"""

from dataclasses import dataclass
from itertools import islice

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.phrases import torn_row
from trucebook.reading.grammar.lostsubjects import HIDDEN_VERBS
from trucebook.reading.grammar.parse import Parse

_CONTAINERS = deal_words("containers")
_BLAMING = deal_words("blaming")
_ARMED = deal_words("armed")
_DEAL_HEADS = deal_words("deal_heads")
_WHERE = deal_words("where") | {"camp", "enclave", "pocket", "quarter"}
_TIMES = deal_words("terms_of_time")
_PRESSING = deal_words("pressing") | deal_words("ordering") | {"bind", "compel", "force", "oblige", "require"}
_GRANTING = deal_words("granting")
MOVES = {"withdraw", "depart", "return", "deploy"}


def set_off(parse: Parse, verb: int, obj: int) -> bool:
    """Say whether a comma stands between a verb and what the parser took for its object."""
    return "," in parse.words[verb + 1 : max(verb + 1, parse.noun_phrase(obj)[0])]


def subject_of(parse: Parse, verb: int) -> int | None:
    """Return who does what a verb says: its own subject, that of its governor, or the one it is asked of."""
    if parse.lower[verb] in HIDDEN_VERBS and parse.dep[verb] == "amod" and verb and parse.lower[verb - 1] == "to":
        over = parse.head[verb - 1]  # "urged both to free prisoners", taken for a way
        return parse.child(over, "dobj", "dative") or subject_of(parse, over) if parse.pos[over] == "VERB" else None
    for _ in range(6):
        step = _step(parse, verb)
        if isinstance(step, _Found):
            return step.who
        verb = step
    return None


@dataclass(frozen=True)
class _Found:
    """Who does what a verb says, or None where the words name nobody and no word over it is to be asked."""

    who: int | None


def _step(parse: Parse, verb: int) -> _Found | int:
    """Return who does what a verb says, or the word over it to look at next."""
    head, subject = parse.head[verb], parse.child(verb, "nsubj", "nsubjpass")
    if subject is not None:
        relative = parse.tag[subject] in ("WDT", "WP") and parse.dep[verb] == "relcl"
        return _Found(head if relative else subject)
    if (lost := _after_and(parse, verb)) is not None:
        return _Found(lost)
    if head == verb:
        return _Found(_after_lost_comma(parse, verb))
    if parse.dep[verb] == "amod" and parse.tag[verb] == "VBG" and verb and parse.tag[verb - 1] == "IN":
        over = parse.head[verb - 1]
        return _Found(possessor(parse, over)) if parse.pos[over] in ("NOUN", "PROPN") else over
    return _by_governor(parse, verb)


def _by_governor(parse: Parse, verb: int) -> _Found | int:
    """Return who does what a verb without subject says by the word over it, or that word."""
    head, dep = parse.head[verb], parse.dep[verb]
    if dep in ("acl", "relcl", "xcomp", "advcl") and (given := _given_time(parse, verb)) is not None:
        return _Found(given)
    if dep in ("acl", "relcl"):
        return _Found(_beside_noun(parse, verb))
    if dep in ("xcomp", "ccomp", "advcl") and parse.pos[head] in ("VERB", "AUX", "ADJ") and (asked := _asked(parse, verb)) is not None:
        return _Found(asked)
    if dep == "pcomp" and parse.pos[head] in ("ADP", "SCONJ"):
        return _after_preposition(parse, verb)
    return _Found(possessor(parse, head)) if parse.pos[head] in ("NOUN", "PROPN") else head


def _beside_noun(parse: Parse, verb: int) -> int | None:
    """Return who does what a clause beside a noun says: the noun, its owner, or who is called on."""
    called = _called_on(parse, verb) if parse.is_infinitive(verb) else None
    if called is not None:
        return called
    if parse.tag[verb] == "VBG" and parse.lower[verb - 1] in (",", "and"):
        return possessor(parse, parse.head[verb])  # "a halt to raids, opening the airport"
    cut_off = parse.tag[verb] == "VBD" and parse.child(verb, "dobj", "xcomp", "ccomp") is not None  # "The front offered to stop …"
    return parse.head[verb] if parse.tag[verb] == "VBG" or cut_off else possessor(parse, parse.head[verb])


def _asked(parse: Parse, verb: int) -> int | None:
    """Return who is asked, by the verb over it, to do what a verb says: "urged both to leave", "called on the army to leave"."""
    head, dep = parse.head[verb], parse.dep[verb]
    urged = dep != "advcl" or (parse.is_infinitive(verb) and parse.lemma[head] in _PRESSING)
    asked = parse.child(head, "dobj", "dative") if urged else None
    if asked is not None and parse.lower[asked].endswith(("selves", "self")):
        asked = parse.child(head, "nsubj")
    if asked is not None and parse.pos[asked] in ("NOUN", "PROPN", "PRON"):
        return asked
    if (dep != "xcomp" and not parse.is_infinitive(verb)) or parse.lemma[head] not in ("call", "appeal", "wait", "prevail"):
        return None
    on = (c for c in parse.children_of(head, "prep") if parse.lower[c] in ("on", "upon", "for", "to"))
    return next((k for c in on for k in parse.children[c]), None)


def _after_preposition(parse: Parse, verb: int) -> _Found | int:
    """Return who does what a gerund after a preposition says, or the word over the preposition."""
    prep = parse.head[verb]
    said, over = parse.lower[prep], parse.head[prep]
    if said == "for" and prep and parse.lower[prep - 1] in ("exchange", "return"):
        return _Found(None)
    if parse.pos[over] in ("NOUN", "PROPN"):
        accused = parse.dep[over] in ("dobj", "nsubjpass") and parse.lemma[parse.head[over]] in _BLAMING
        return _Found(over if accused else possessor(parse, over))
    if said == "by" and parse.dep[over] == "acl" and agent_of(parse, over) not in (None, verb):
        return next((a for a in parse.ancestors(over) if parse.pos[a] == "VERB"), over)  # "a pause announced by Norway by shelling"
    asked = parse.child(over, "dobj", "nsubjpass") if said in ("of", "from", "for", "with") else None
    if asked is None:
        return over
    each_other = parse.lower[asked] == "other" and parse.lower[asked - 1] == "each"
    return _Found(parse.child(over, "nsubj") if each_other else asked)


def _given_time(parse: Parse, verb: int) -> int | None:
    """Return who is given a time to act in: "gives the army 60 days to leave", "The gunmen were given two days to leave"."""
    head = parse.head[verb]
    timed = parse.dep[verb] in ("acl", "relcl")
    over = parse.head[head] if timed else head
    time = head if timed else parse.child(over, "dobj")
    if time is None or parse.lemma[time] not in _TIMES or parse.lemma[over] not in ("give", "grant", "allow"):
        return None
    return parse.child(over, "dative", "nsubjpass")


def _called_on(parse: Parse, verb: int) -> int | None:
    """Return who is called on where the infinitive was hung on a name within his: "called on the chairs of the group to meet"."""
    for a in islice(parse.ancestors(verb), 6):
        if parse.lower[a] in ("on", "upon") and parse.dep[a] == "prep" and parse.lemma[parse.head[a]] in ("appeal", "call"):
            return parse.child(a, "pobj")
    return None


def _after_and(parse: Parse, verb: int) -> int | None:
    """Return the subject that the parser put in a row with the noun before "and": "will leave under the truce and aid will arrive"."""
    if (
        parse.tag[verb] == "VBD"
        and parse.dep[verb] == "conj"
        and verb > 1
        and parse.dep[verb - 1] == "conj"
        and parse.tag[verb - 1] == "NNS"
    ):
        return verb - 1 if parse.lower[verb - 2] == "and" else None  # "stopped the lorries and rebels rocketed the mill"
    modal = parse.child(verb, "aux")
    if modal is None or parse.tag[modal] != "MD" or not 0 < modal < verb:
        return None
    opened = parse.dep[modal - 1] == "pobj" and parse.pos[modal - 1] == "PROPN" and parse.head[parse.head[modal - 1]] == verb
    if opened:
        return modal - 1  # "For this Norland would call off its advance"
    below = parse.head[modal - 1] if parse.dep[modal - 1] == "relcl" else None
    if (
        below is not None
        and parse.dep[below] == "conj"
        and parse.pos[below] in ("NOUN", "PROPN", "PRON", "DET")
        and below > parse.head[below]
    ):
        return below  # "must settle their status and those who refuse will be moved"
    if parse.dep[modal - 1] != "conj":
        return None
    return modal - 1 if parse.pos[modal - 1] in ("NOUN", "PROPN") and parse.head[modal - 1] < modal - 1 else None


def _after_lost_comma(parse: Parse, verb: int) -> int | None:
    """Return the subject that the parser put into the phrase before it, for want of a comma: "Under the deal rebels will leave"."""
    for c in parse.children[verb]:
        if c < verb and parse.lower[c] in ("under", "according", "per"):
            governed = parse.children_of(c, "pobj")
            if len(governed) > 1 and parse.words[parse.noun_phrase(governed[-1])[0] - 1] != ",":
                return governed[-1]  # "Under the protocol a corridor is to be set up"
            above = [k for t in (c, *parse.children[c]) for k in parse.children[t] if parse.lower[t] in ("under", "to", "per")]
            below = [k for t in above for o in parse.children[t] if parse.lower[o] == "of" for k in parse.children[o]]
            for k in (*above, *below):
                if any(parse.dep[m] == "compound" and parse.lower[m] in _DEAL_HEADS for m in parse.children[k]):
                    return k
                both = next((m for m in parse.children_of(k, "appos") if parse.lower[m] in ("both", "all", "each")), None)
                if both is not None:
                    return both  # "Under the memorandum both pledged to …"
    return next(iter(torn_row(parse, verb)), None)


def possessor(parse: Parse, noun: int) -> int | None:
    """Return whose a noun is: "the regime's failure", "the failure of the regime"; a pronoun is returned as it is."""
    for c in parse.children[noun]:
        if parse.dep[c] == "poss":
            return c
    for c in parse.children[noun]:
        if parse.lower[c] in ("of", "by") and parse.dep[c] in ("prep", "agent"):
            return next((k for k in parse.children[c] if parse.dep[k] == "pobj"), None)
    before = noun - 1
    if (
        before >= 0
        and parse.pos[before] in ("NOUN", "PROPN")
        and parse.lower[before].endswith("s")
        and parse.end[before] + 1 == parse.start[noun]
    ):
        return before  # an apostrophe that was lost: "the juntas delay"
    head = parse.head[noun]
    if parse.dep[noun] in ("dobj", "attr") and parse.pos[head] in ("VERB", "AUX"):
        return parse.child(head, "nsubj")
    return None


def debtor_of(parse: Parse, word: int, action: str, theme: int | None, *, nominal: bool) -> int | None:
    """Return the head word of who must act; for those who move (leave, pull back, return, deploy) the mover."""
    mover = theme if theme != word else None
    if mover is not None and parse.lemma[mover] in _CONTAINERS:
        mover = next((k for c in parse.children[mover] if parse.lower[c] == "of" for k in parse.children[c]), mover)
    barring = parse.lemma[word] in ("close", "bar", "ban", "prohibit") or any(
        parse.lemma[word] == "keep" and parse.lower[c] == "out" for c in parse.children[word]
    )
    over = parse.head[word]
    if (
        action in ("aid", "return", "release", "monitor", "deploy")
        and not nominal
        and parse.dep[word] in ("ccomp", "xcomp")
        and parse.lemma[over] in ("let", "allow", "permit", "help")
    ):
        return subject_of(parse, over)
    if action == "deploy" and parse.lemma[word] in ("allow", "let", "admit") and not nominal:
        return subject_of(parse, word)
    if action == "autonomy" and barring:
        return mover
    if nominal:
        return _of_noun(parse, word, action, mover)
    return _of_verb(parse, word, action, mover, parse.dep[theme] if theme is not None else "")


def _of_verb(parse: Parse, word: int, action: str, mover: int | None, told: str) -> int | None:
    if action == "depart" and mover is not None and parse.lemma[mover] in _LEAVES:
        return _given_leave(parse, word, mover)
    if parse.lemma[word] in _DISARMING and (disarmed := _done_to(parse, word)) is not None:
        return disarmed  # "The clans are to be disarmed by the army"
    if action == "depart" and told == "pobj" and (moved_out := _done_to(parse, word)) is not None:
        return moved_out  # "900 people would be moved out of the town"
    if told == "dobj" and action == "depart" and mover is not None and _is_left(parse, word, mover):
        mover = None  # "must evacuate the town"
    by = agent_of(parse, word)
    if by is not None and action == "deploy":
        return by  # "the city is to be policed by joint commands"
    passive = parse.child(word, "auxpass", "nsubjpass") is not None
    staying = told == "dobj" and parse.lemma[word] in ("leave", "vacate", "depart", "quit", "give", "grant")
    moved = action in MOVES and (passive or told == "nsubj" or (action == "depart" and told == "dobj"))
    if mover is not None and moved and not staying and (parse.pos[mover] != "PRON" or parse.lower[mover] == "those"):
        return mover
    if passive and by is None and action in ("disarm", "integrate") and _is_armed(parse, mover):
        return mover  # "The rebels are to be disarmed"
    if passive and (by is not None or action not in MOVES):
        return by
    subject = subject_of(parse, word)
    if subject is None and action == "disarm" and _is_armed(parse, mover):
        return mover
    if subject is None and action == "cease_fire" and mover is not None:
        # "a deal to halt Israeli raids": whose the raids are
        return next(
            (c for c in parse.children[mover] if parse.dep[c] in ("compound", "amod", "poss") and parse.words[c][:1].isupper()), None
        )
    return subject


def _done_to(parse: Parse, verb: int) -> int | None:
    """Return to whom something is done by a verb in the passive, also where "is to" stands between: "The gunmen are to be disarmed"."""
    return subject_of(parse, verb) if parse.child(verb, "auxpass") is not None else None


def _given_leave(parse: Parse, verb: int, leave: int) -> int | None:
    """Return who is given a way out and so must leave: "The gunmen were given safe passage", "guarantee safe passage for the crews"."""
    let_go = _done_to(parse, verb)
    let_go = parse.child(verb, "dative") if let_go is None else let_go
    if let_go is not None and let_go != leave and parse.pos[let_go] != "ADP":
        return let_go
    near = (c for w in (leave, verb) for c in parse.children[w] if parse.lower[c] in ("of", "for", "to"))
    people = (k for c in near for k in parse.children_of(c, "pobj") if parse.lemma[k] not in _WHERE and parse.pos[k] != "PROPN")
    return next(people, None) or subject_of(parse, verb)


_DISARMING = {"demobilise", "demobilize", "disarm", "disband", "dissolve"}
_LEAVES = {"conduct", "departure", "exit", "passage"}


def _is_left(parse: Parse, verb: int, obj: int) -> bool:
    """Say whether the object of a verb of leaving is a place, by its kind or as a name."""
    named = parse.tag[obj] == "NNP" and parse.lemma[verb] in ("abandon", "evacuate")
    return named or parse.lemma[obj] in _WHERE


def _is_armed(parse: Parse, word: int | None) -> bool:
    return word is not None and parse.lemma[word] in _ARMED


def _of_noun(parse: Parse, word: int, action: str, mover: int | None) -> int | None:
    armed = mover is not None and action in ("disarm", "integrate") and parse.lemma[mover] in _ARMED
    if mover is not None and action in MOVES and parse.lemma[mover] in _WHERE:
        return None  # "the evacuation of the camp" does not say who leaves
    if mover is not None and (action in MOVES or armed):
        owner = _owner(parse, mover) if armed else None
        return mover if owner is None else owner
    by = next((k for c in parse.children[word] if parse.lower[c] == "by" for k in parse.children[c]), None)
    if by is not None:
        return by
    if mover is not None and parse.lemma[word] in ("abdication", "resignation"):
        return mover
    owner = _owner(parse, word)
    if owner is None and mover is not None:
        owner = _owner(parse, mover)
        for c in parse.children[mover]:
            if owner is None and parse.dep[c] == "acl":
                owner = agent_of(parse, c)
    for above in islice(parse.ancestors(word), 4):
        if owner is not None or parse.pos[above] in ("VERB", "AUX"):
            break
        owner = _owner(parse, above)
    over = parse.head[word]
    if owner is None and parse.dep[word] == "dobj" and parse.lemma[over] in _GRANTING:
        owner = subject_of(parse, over)
    if owner is None:
        owner = next((c for c in parse.children[word] if parse.dep[c] == "compound" and parse.pos[c] == "PROPN"), None)
    return owner


def agent_of(parse: Parse, verb: int) -> int | None:
    """Return by whom a verb is done, where a "by" phrase says so."""
    return next((k for c in parse.children[verb] if parse.dep[c] == "agent" for k in parse.children[c] if parse.dep[k] == "pobj"), None)


def _owner(parse: Parse, noun: int) -> int | None:
    return next((c for c in parse.children[noun] if parse.dep[c] == "poss"), None)
