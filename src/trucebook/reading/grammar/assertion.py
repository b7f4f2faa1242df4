"""Assertion: whether an act happened, is under way, announced, demanded, refused, threatened, denied or only possible.

Invariant: an act inherits a doubt: what is promised under an "if" is hypothetical, what was refused is not promised.
"""

from dataclasses import dataclass
from functools import partial

from trucebook.codebook import Codebook
from trucebook.reading.grammar.parse import Parse

_NOT_DONE = frozenset({"announced", "demanded", "refused", "threatened", "denied", "hypothetical"})
_REACH = 12


@dataclass(frozen=True)
class Controls:
    """The codebook's words by what they do to an act: verbs, nouns, adjectives and modals that govern it → its status."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    adjective_heads: dict[str, str]
    modals: dict[str, str]
    marks: frozenset[str]
    adverbs: frozenset[str]
    through: frozenset[str]
    reporting: frozenset[str]
    ending_verbs: frozenset[str]
    ending_nouns: frozenset[str]
    standing: frozenset[str]
    lifting: frozenset[str]


def load_controls(book: Codebook) -> Controls:
    """Return the control words of the codebook's assertion file."""
    kinds = {
        kind: book.words("assertion", kind) for kind in ("verbs", "nouns", "adjectives", "adjective_heads", "modals", "marks", "adverbs")
    }
    term = partial(book.terms, "assertion")
    return Controls(
        verbs=kinds["verbs"],
        nouns=kinds["nouns"],
        adjectives=kinds["adjectives"],
        adjective_heads=kinds["adjective_heads"],
        modals=kinds["modals"],
        marks=frozenset(kinds["marks"]),
        adverbs=frozenset(kinds["adverbs"]),
        through=term("through_verbs"),
        reporting=term("reporting_verbs"),
        ending_verbs=term("ending_verbs"),
        ending_nouns=term("ending_nouns"),
        standing=term("standing_nouns"),
        lifting=term("lifting_verbs"),
    )


def assertion_of(parse: Parse, word: int, light: int | None, controls: Controls, *, nominal: bool) -> str:
    """Return the assertion code of the act that `word` names, carried by the verb `light` where it has one."""
    if not nominal:
        return _verb_status(parse, word, controls)
    own = _noun_status(parse, word, controls)
    if light is not None:
        carried = _verb_status(parse, light, controls)
        if parse.dep[light] in ("acl", "relcl") and parse.head[light] == word:
            own = own if own != "happened" else _noun_governed(parse, word, controls)
            if own != "happened" or _stands(parse, word, controls):
                return own if own != "happened" else "ongoing"
        return carried if carried != "happened" else own if own == "ongoing" else "happened"
    status = own if own != "happened" else _noun_governed(parse, word, controls)
    return "ongoing" if status == "happened" and _stands(parse, word, controls) else status


def _stands(parse: Parse, i: int, controls: Controls) -> bool:
    """Say whether noun i names a state that lasts while it is spoken of, such as a siege, and nobody sets or lifts it here."""
    h = parse.head[i]
    if parse.lemma[i] not in controls.standing or parse.lower[h] in ("after", "lifting", "end", "start", "beginning", "during"):
        return False
    return not (parse.dep[i] in ("dobj", "nsubjpass", "nsubj") and parse.lemma[h] in controls.lifting)


def _verb_status(parse: Parse, i: int, controls: Controls, depth: int = 0) -> str:
    """Status of a verb: what governs it first, then its own auxiliaries."""
    local = _local(parse, i, controls)
    if depth > _REACH:
        return local
    governed = _governed(parse, i, controls, depth)
    if governed == "happened":
        return local
    if local in ("denied", "hypothetical") and governed == "ongoing":
        return local
    if governed == "denied" and local == "announced":
        return "denied"
    return local if governed == "announced" and local == "hypothetical" and _has_mark(parse, i, controls) else governed


def _local(parse: Parse, i: int, controls: Controls) -> str:
    """Status by the verb's own words: condition, modal, negation, aspect."""
    if _has_mark(parse, i, controls):
        return "hypothetical"
    negated = False
    modal, progressive, have, adverb = "", False, False, False
    for c in _auxiliaries(parse, i):
        low, dep = parse.lower[c], parse.dep[c]
        if dep == "neg":
            negated = True
        elif dep == "aux":
            if parse.tag[c] == "MD":
                modal = modal or low
            have = have or parse.lemma[c] == "have"
            progressive = progressive or (parse.lemma[c] == "be" and parse.tag[i] == "VBG")
        elif dep == "auxpass":
            progressive = progressive or low == "being"
        elif dep == "advmod":
            adverb = adverb or low in controls.adverbs
        elif dep in ("nsubj", "nsubjpass", "dobj") and is_empty(parse, c):
            negated = True
    if modal in ("would", "'d") and _is_reported(parse, i, controls):
        modal = "will"
    if modal == "could" and parse.lemma[i] in _SENSES and not negated:
        return "happened"
    if modal:
        status = controls.modals.get(modal, "announced" if modal in ("will", "'ll", "wo", "shall") else "hypothetical")
        if negated:
            return "refused" if modal in ("will", "wo", "would") else "denied" if modal in ("could", "can", "ca") else status
        return status
    if negated:
        return "denied"
    if progressive or adverb:
        return "ongoing"
    return "happened"


_SENSES = {"hear", "see", "feel", "smell"}  # "gunfire could be heard": it was


def _is_reported(parse: Parse, i: int, controls: Controls) -> bool:
    """Say whether verb i is what somebody said: "said it would leave" tells a plan, "would leave" alone a thought."""
    h = parse.head[i]
    return parse.dep[i] == "ccomp" and parse.lemma[h] in controls.reporting and parse.tag[h] in ("VBD", "VBN", "VBZ", "VBP")


def _auxiliaries(parse: Parse, i: int) -> list[int]:
    """Return the words that hang on verb i, with the auxiliaries that a conjunct without subject shares."""
    own = list(parse.children[i])
    if parse.dep[i] == "conj" and parse.child(i, "nsubj", "nsubjpass", "aux", "auxpass") is None:
        h = parse.head[i]
        if parse.pos[h] == "VERB" and parse.tag[h] == parse.tag[i]:
            own += [
                c for c in parse.children[h] if parse.dep[c] in ("aux", "auxpass") or (parse.dep[c] == "neg" and _joined_by_or(parse, h))
            ]
    return own


def _joined_by_or(parse: Parse, h: int) -> bool:
    return any(parse.dep[c] == "cc" and parse.lower[c] in ("or", "nor") for c in parse.children[h])


def is_empty(parse: Parse, c: int) -> bool:
    """Say whether a participant is nobody or nothing: "no one", "none", "no fighters", "not one shell", "not a single shot"."""
    if parse.lower[c] in ("nobody", "none", "nothing", "neither"):
        return True
    below = parse.children[c]
    if any(parse.dep[g] in ("det", "neg") and parse.lower[g] in ("no", "neither") for g in below):
        return True
    ones = [g for g in (c, *below) if parse.lower[g] in _ONE]
    return any(parse.lower[k] == "not" and k + 1 == g for g in ones for k in (*below, *parse.children[g]))


_ONE = {"a", "an", "one"}


def _has_mark(parse: Parse, i: int, controls: Controls) -> bool:
    return any(parse.dep[c] in ("mark", "advmod") and c < i and parse.lower[c] in controls.marks for c in parse.children[i])


def _governed(parse: Parse, i: int, controls: Controls, depth: int) -> str:
    """Status that the governor of verb i gives it, "happened" where it gives none."""
    h, dep = parse.head[i], parse.dep[i]
    if h == i or parse.stands_beside(i):
        return "happened"
    if dep == "conj":
        own = parse.child(i, "nsubj", "nsubjpass")
        return (
            _governed(parse, h, controls, depth + 1) if own is None and parse.pos[h] in ("VERB", "AUX") and depth < _REACH else "happened"
        )
    if dep == "pcomp":
        return _after_preposition(parse, h, controls, depth)
    infinitive = parse.is_infinitive(i)
    if infinitive and dep == "xcomp" and any(parse.lower[c] == "yet" for c in parse.children[h]) and parse.lemma[h] in ("have", "be"):
        return "denied"
    if dep in ("xcomp", "ccomp") and parse.pos[h] in ("VERB", "AUX"):
        return _under_verb(parse, h, controls, depth, infinitive=infinitive, finite=not infinitive and parse.tag[i] != "VBG")
    if dep in ("xcomp", "ccomp") and parse.pos[h] == "ADJ":
        return controls.adjective_heads.get(parse.lemma[h], "happened") if infinitive else "happened"
    if dep == "advcl" and infinitive and parse.pos[h] in ("VERB", "AUX"):
        if parse.lemma[h] in controls.verbs:
            return _under_verb(parse, h, controls, depth, infinitive=True, finite=False)
        return "hypothetical"
    if dep == "acl" and infinitive and parse.pos[h] in ("NOUN", "PROPN"):
        return controls.nouns.get(parse.lemma[h], "hypothetical")
    if dep == "acl" and parse.dep[h] == "pobj" and parse.lower[parse.head[h]] == "without":
        return "denied"  # "without a shot being fired"
    if dep == "acl" and parse.pos[h] == "NOUN" and _has_that(parse, i):
        return controls.nouns.get(parse.lemma[h], "happened")
    return "happened"


def _after_preposition(parse: Parse, preposition: int, controls: Controls, depth: int) -> str:
    """Status of a gerund: "from shelling", "of shelling", "without firing"."""
    low, h = parse.lower[preposition], parse.head[preposition]
    if low == "without":
        return "denied"
    if parse.pos[h] in ("VERB", "AUX"):
        if low in ("after", "before", "by", "while", "since", "for", "with", "in"):
            return _verb_status(parse, h, controls, depth + 1) if low == "by" else "happened"
        return _under_verb(parse, h, controls, depth, infinitive=False, finite=False)
    if parse.dep[h] == "dobj" and parse.pos[parse.head[h]] == "VERB" and low in ("of", "from", "for", "into"):
        return _under_verb(parse, parse.head[h], controls, depth, infinitive=False, finite=False)
    if parse.pos[h] == "NOUN":
        return controls.nouns.get(parse.lemma[h], "happened")
    return "happened"


def _under_verb(parse: Parse, h: int, controls: Controls, depth: int, *, infinitive: bool, finite: bool) -> str:
    """Status of what verb h governs: by its class, and by the status of h itself."""
    lemma = _with_particle(parse, h)
    bare = parse.lemma[h]
    if bare in controls.through or lemma in controls.through:
        return "happened" if finite else _verb_status(parse, h, controls, depth + 1)
    above = _verb_status(parse, h, controls, depth + 1)
    if bare in controls.ending_verbs:
        return "ongoing" if above in ("announced", "demanded", "refused", "hypothetical", "threatened") else "happened"
    status = controls.verbs.get(lemma) or controls.verbs.get(bare, "")
    if bare in ("go", "be") and infinitive:
        return "announced"
    if not status:
        return "happened" if finite else above if above in _NOT_DONE else "happened"
    if status == "ongoing" or status == "happened":
        return above if above in _NOT_DONE else status
    if status == "threatened" and bare == "warn" and finite and not _same_subject(parse, h):
        return "hypothetical"
    if status == "announced" and finite and bare in ("announce", "declare", "decide", "mean", "provide", "expect", "hope"):
        return "hypothetical" if bare in ("expect", "hope") else "happened"
    return _compose(above, status)


def _compose(above: str, status: str) -> str:
    """Return what a status becomes under the status of the verb that gives it."""
    if above == "denied":
        return {"refused": "happened", "denied": "happened", "hypothetical": "denied"}.get(
            status, "refused" if status == "announced" else "hypothetical"
        )
    if above == "hypothetical" and status in ("announced", "threatened"):
        return "hypothetical"
    return status


def _same_subject(parse: Parse, h: int) -> bool:
    """Say whether the clause that verb h governs has a pronoun for its subject, which may be the speaker."""
    for c in parse.children[h]:
        if parse.dep[c] == "ccomp":
            subject = parse.child(c, "nsubj", "nsubjpass")
            return subject is not None and parse.lower[subject] in ("it", "he", "she", "they", "we", "i")
    return False


def _noun_status(parse: Parse, i: int, controls: Controls) -> str:
    """Status by the noun's own modifiers: "possible attack", "ongoing shelling", "no clashes"."""
    for c in parse.children[i]:
        if c > i:
            break
        low = parse.lower[c]
        if parse.dep[c] in ("amod", "advmod") and low in controls.adjectives:
            return controls.adjectives[low]
        if parse.dep[c] == "det" and low == "no":
            return "denied"
    return "happened"


def _noun_governed(parse: Parse, i: int, controls: Controls) -> str:
    """Status that the verb, noun or preposition above an event noun gives it."""
    i = parse.first_conjunct(i)
    h, dep = parse.head[i], parse.dep[i]
    if h == i:
        return "happened"
    if dep in ("dobj", "nsubjpass", "dative") and parse.pos[h] == "VERB":
        return _noun_of_verb(parse, h, controls)
    if dep == "nsubj" and parse.pos[h] == "AUX" and (attribute := parse.child(h, "attr")) is not None:
        return controls.nouns.get(parse.lemma[attribute], "happened")
    if dep == "nsubj" and parse.pos[h] in ("VERB", "AUX"):
        above = _local(parse, h, controls)
        return above if parse.lemma[h] in ("continue", "resume", "begin", "start", "take", "occur", "be", "happen", "go") else "happened"
    if dep == "pobj":
        return _noun_after_preposition(parse, h, controls)
    return "happened"


def _noun_of_verb(parse: Parse, h: int, controls: Controls) -> str:
    """Status of a noun that is the object of verb h: "demanded the withdrawal", "denied the attack"."""
    lemma = _with_particle(parse, h)
    bare = parse.lemma[h]
    above = _verb_status(parse, h, controls)
    if bare in controls.ending_verbs:
        return "ongoing" if above in _NOT_DONE else "happened"
    status = controls.verbs.get(lemma) or controls.verbs.get(bare, "")
    if bare in controls.through or status in ("", "happened") or bare in ("reject", "dismiss", "see", "oppose", "warn", "weigh", "accept"):
        return above if above in _NOT_DONE and bare not in ("condemn", "denounce", "blame") else "happened"
    return _compose(above, status)


def _noun_after_preposition(parse: Parse, preposition: int, controls: Controls) -> str:
    h, low = parse.head[preposition], parse.lower[preposition]
    if h == preposition:
        return "happened"
    bare = parse.lemma[h]
    if parse.pos[h] == "VERB":
        status = controls.verbs.get(f"{bare} {low}")
        return _compose(_verb_status(parse, h, controls), status) if status else "happened"
    if parse.pos[h] == "NOUN":
        if bare in ("exchange", "return") and low == "for":
            above = next((_verb_status(parse, a, controls) for a in parse.ancestors(h) if parse.pos[a] in ("VERB", "AUX")), "happened")
            return above if above in _NOT_DONE else "announced"
        if bare in controls.ending_nouns and low in ("to", "of", "in"):
            above = _noun_governed(parse, h, controls)
            return "ongoing" if above in _NOT_DONE else "happened"
        if low in ("for", "of", "to", "on", "against", "with") and bare in controls.nouns:
            status = controls.nouns[bare]
            return (
                status
                if bare not in ("opposition", "condition", "pressure", "warning", "talk", "discussion", "deal", "agreement")
                else "happened"
            )
    return "happened"


def _with_particle(parse: Parse, h: int) -> str:
    bare = parse.lemma[h]
    for c in parse.children[h]:
        if c > h and parse.dep[c] in ("prt", "prep") and c - h <= 2:
            return f"{bare} {parse.lower[c]}"
    return bare


def _has_that(parse: Parse, i: int) -> bool:
    return any(parse.dep[c] == "mark" and parse.lower[c] == "that" for c in parse.children[i])
