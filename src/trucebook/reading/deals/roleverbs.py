"""Role verbs: the verbs whose agent or subject has to do with a naming, each with the role that the naming has at it.

Invariant: a role is "object", "passive" or "other", and "agreed" for an idiom of agreeing ("come to terms on").
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.idioms import idiom_over, is_agreeing
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.petitions import answered_after
from trucebook.reading.deals.phrases import people
from trucebook.reading.deals.predicates import participles, told_by_agent
from trucebook.reading.grammar.parse import Parse

_MEETING = {"meet", "phone", "ring", "see", "telephone", "visit"}
_SIGNING = deal_words("signing")
_ABOUT = {"for", "in", "of", "on"}
TAKING = {"accept", "approve", "join", "observe", "reject", "respect"}  # what a side does with what others brought about


def role_verbs(parse: Parse, naming: Naming) -> list[tuple[int, str]]:
    """Return the verbs over, below and after a naming with its role at each."""
    idiom = idiom_over(parse, parse.first_conjunct(naming.word))
    found = [(idiom[0], "agreed")] if idiom is not None else []
    found += [(c, "passive") for c in participles(parse, naming)]
    found += _of_relatives(parse, naming) + _of_head(parse, naming, in_idiom=idiom is not None) + _of_pronoun(parse, naming)
    answer = answered_after(parse, naming.word)
    found += [(answer, "object")] if answer is not None and parse.lemma[answer] in TAKING | {"sign"} else []
    below = [c for verb, role in found if role == "passive" for c in parse.children[verb]]
    return found + [(c, "passive") for c in below if parse.dep[c] == "conj" and _is_passive(parse, c)]


def _is_passive(parse: Parse, verb: int) -> bool:
    """Say whether a verb in a row is a participle, also one taken for a past with its agent: "accepted by A and refused by B"."""
    return parse.tag[verb] == "VBN" or (parse.tag[verb] == "VBD" and parse.child(verb, "agent") is not None)


def _of_relatives(parse: Parse, naming: Naming) -> list[tuple[int, str]]:
    """Return the verbs of the clauses that hang on a naming: "a truce that A signed", "which was brokered by B"."""
    found = [(c, "object") for c in _past_purpose(parse, naming)]
    for c in (c for j in range(naming.word, naming.last + 1) for c in parse.children[j] if c > naming.last):
        if parse.dep[c] == "conj" and parse.pos[c] == "VERB" and _has_which(parse, c):
            found.append((c, "object"))
        if parse.dep[c] != "relcl" and not _is_torn_relative(parse, c):
            continue
        subject = parse.child(c, "nsubj")
        if parse.child(c, "nsubjpass") is not None:
            found.append((c, "passive"))
        elif subject is not None and parse.tag[subject] not in ("WDT", "WP"):
            found.append((c, "agreed" if is_agreeing(parse, c) else "object"))
            found += [(k, "object") for k in parse.conjuncts(c)[1:] if _has_which(parse, k)]
    return found


def _past_purpose(parse: Parse, naming: Naming) -> list[int]:
    """Return the verbs of "which A turned down" that the parser hung on what a naming is for: "a truce for Lent, which A …"."""
    below = [k for c in parse.children[naming.word] if parse.lower[c] in _ABOUT for k in parse.children_of(c, "pobj")]
    return [c for k in below for c in parse.children_of(k, "relcl") if _has_which(parse, c)]


def _has_which(parse: Parse, verb: int) -> bool:
    """Say whether a second relative clause has its own "which" for object: "which A declared and which B accepted"."""
    return any(parse.tag[c] == "WDT" for c in parse.children_of(verb, "dobj")) and parse.child(verb, "nsubj") is not None


def _is_torn_relative(parse: Parse, verb: int) -> bool:
    """Say whether the parser took a relative clause for another: "the accord that the junta had signed a day before"."""
    finite = parse.tag[verb] in ("VBD", "VBN") and parse.child(verb, "nsubj") is not None
    opened = any(parse.lower[c] == "that" and parse.dep[c] == "mark" for c in parse.children[verb])
    return parse.dep[verb] == "acl" and finite and opened and parse.child(verb, "dobj") is None


def _of_head(parse: Parse, naming: Naming, *, in_idiom: bool) -> list[tuple[int, str]]:
    """Return the verb that a naming is object or subject of, also by "to" or "on" outside an idiom."""
    w = parse.first_conjunct(naming.word)
    head, dep = parse.head[w], parse.dep[w]
    if dep == "dobj":
        return [(head, "object")]
    if dep == "nsubjpass" or (dep == "nsubj" and told_by_agent(parse, head)):
        return [(head, "passive")]
    if dep == "nsubj":
        return [(head, "other")]
    if not in_idiom and dep == "pobj" and parse.pos[parse.head[head]] == "VERB" and parse.lower[head] in ("to", "on"):
        return [(parse.head[head], "object")]
    return []


def _of_pronoun(parse: Parse, naming: Naming) -> list[tuple[int, str]]:
    """Return the passive verb of "It was signed by …" that opens the next sentence."""
    s = parse.sentence_of[naming.word] + 1
    if naming.unsure or s >= len(parse.sentences):
        return []
    first = parse.sentences[s][0]
    if parse.lower[first] != "it" or parse.dep[first] != "nsubjpass":
        return []
    return [(parse.head[first], "passive")]


def met_before(parse: Parse, verb: int) -> list[int]:
    """Return whom those who agree are told to have met: "the chief met the president in the Kremlin and agreed to a truce"."""
    met = parse.head[verb]
    if parse.dep[verb] != "conj" or parse.lemma[verb] not in _SIGNING or parse.lemma[met] not in _MEETING:
        return []
    return [w for k in parse.children_of(met, "dobj") for w in people(parse, k)]
