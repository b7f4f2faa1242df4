"""Harms: what the grammar says was done to a counted noun, by the codebook's words of harm and movement.

Invariant: a category comes with the word that says it, and that word governs or modifies the counted noun.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import noun_lists
from trucebook.reading.tallies.cue_words import cues
from trucebook.reading.tallies.driven import driven, driven_out
from trucebook.reading.tallies.striking import STRIKES, struck

Hit = tuple[str, int]


_FORCE = frozenset(
    "force oblige compel cause prompt drive push lead make order urge require allow help leave render find send report see".split()
)
_OUT_OF = frozenset("from flee fled fleeing leave left leaving abandon abandoned abandoning".split())
_WISHES = frozenset("apply ask register try attempt want plan hope refuse fail threaten wish prepare intend seek expect".split())
_DESTROYS = frozenset("destroy annihilate exterminate crush finish".split())
_COMPLEMENTS = ("xcomp", "oprd", "acomp", "acl", "attr", "advmod", "advcl", "ccomp")
_PREDICATIVES = ("xcomp", "oprd", "acomp", "attr")
_AMOUNTS = frozenset({"number", "numbers", "total", "count", "figure", "tally", "toll"})
_CHANGES = frozenset({"climb", "drop", "fall", "rise"})
_SUMS = frozenset({"put", "come", "amount", "total", "run", "be", "reach", "number", "rise", "estimate"})
_EVENTS = frozenset(
    "ambush assault attack battle blast bombing bombardment clash explosion fighting offensive raid shelling strike violence war".split()
)
_HIRED = frozenset("customers employees followers guests inhabitants patients residents staff students supporters tourists workers".split())
_STATES = frozenset({"refugees", "idps", "hostages", "captives"})
_TAKES = frozenset({"claim", "take", "cost", "lose", "end"})


def harm_of(parse: Parse, w: int) -> Hit | None:
    """Return category and cue of what is done to the people that word w counts, None where the grammar says nothing."""
    hit = _role(parse, w) or _modified(parse, w)
    if hit is None and parse.dep[w] in ("conj", "appos") and parse.head[w] != w:
        first, steps = w, 6
        while steps and parse.dep[first] in ("conj", "appos") and parse.head[first] != first:
            first, steps = parse.head[first], steps - 1
        if parse.pos[first] in ("NOUN", "PROPN", "NUM", "ADJ", "PRON"):
            hit = _role(parse, first) or _modified(parse, first)
    return hit or _row_modified(parse, w)


def _row_modified(parse: Parse, w: int) -> Hit | None:
    """Return the hit of what modifies the last of a row that one number counts: "40 farmers and millers killed since May"."""
    joined = (c for c in parse.conjuncts(w) if c > w and parse.child(c, "nummod", "det") is None)
    row = (c for c in joined if parse.tag[c] == "NNS" and parse.lower[c] not in noun_lists().harmed)
    return next((hit for c in row if (hit := _modified(parse, c)) is not None), None)


def _role(parse: Parse, w: int) -> Hit | None:
    """Return the hit of the predicate or noun that word w depends on."""
    dep, h = parse.dep[w], parse.head[w]
    told = dep in ("nsubj", "nsubjpass", "csubj") and h > w and parse.child(h, "neg") is None
    hit = phrase_at(parse, h) or phrase_at(parse, h + 1) if told else None
    if hit is not None and not (hit[0] == "detained" and _moved(parse, h) == "killed"):  # "died in custody"
        return hit
    if dep == "nsubjpass":
        return _destroyed(parse, h, w) or _passive(parse, h)
    if dep in ("nsubj", "csubj"):
        return _subject(parse, h)
    if dep in ("dobj", "dative", "oprd", "attr", "nummod"):
        return _object(parse, h, w)
    if dep == "pobj":
        return _of(parse, parse.head[h], w) if parse.lower[h] in ("of", "to", "at", "as", "between", "against") else None
    return None


def _destroyed(parse: Parse, v: int, w: int) -> Hit | None:
    """Return the hit of fighters who were destroyed, as army statements have it."""
    return ("killed", v) if parse.lemma[v] in _DESTROYS and parse.lower[w] in cues().lost else None


def phrase_at(parse: Parse, i: int) -> Hit | None:
    """Return the hit of a set phrase that begins at word i ("took shelter"), its cue the last word of the phrase."""
    if i >= len(parse):
        return None
    words = parse.lower
    for phrase, category in cues().phrases.get(words[i], ()):
        if tuple(words[i : i + len(phrase)]) == phrase:
            return category, i + len(phrase) - 1
    if (
        words[i] in _OUT_OF
        and words[i + 1 : i + 2] in (["their"], ["his"], ["her"])
        and words[i + 2 : i + 3]
        and words[i + 2] in cues().homes
    ):
        return "displaced", i + 2
    return None


def _of(parse: Parse, n: int, w: int) -> Hit | None:
    """Return the hit of a noun or verb over a preposition: "the deaths of", "a toll of", "the toll rose to"."""
    word = parse.lower[parse.head[w]]
    if word == "of" or (word == "against" and cues().nouns.get(parse.lemma[n]) == "killed"):
        return None if parse.lower[n] == "body" and parse.tag[w] == "NNS" else _nominal(parse, n)  # "a body of eight men"
    return _risen(parse, n) if word in ("to", "at", "as", "between") else None


def verb_hit(parse: Parse, v: int) -> Hit | None:
    """Return the hit of a verb that acts on the counted people."""
    verbs, lemma = cues().verbs, parse.lemma[v]
    if parse.child(v, "neg") is not None:
        return None
    away = v + 1 if parse.lower[v + 1 : v + 2] == ["away"] and parse.child(v, "auxpass") is None else None
    particle = parse.child(v, "prt") or away
    category = verbs.get(f"{lemma} {parse.lower[particle]}") if particle is not None else None
    category = category or verbs.get(lemma)
    if lemma == "hold" and not _keeps(parse, v):
        return None
    if lemma in STRIKES:
        category = struck(parse, v, category)
    if category is None:
        return None
    return (_together(parse, v, category, verbs) or category), v


def _keeps(parse: Parse, v: int) -> bool:
    """Say whether "hold" means custody: a passive, "is holding", "still holds", or hostages and prisoners as object."""
    obj = parse.child(v, "dobj")
    if obj is not None and noun_lists().harmed.get(parse.lower[obj]) == "detained":
        return True
    if any(parse.lower[c] == "still" for c in parse.children[v]):
        return True
    holder = parse.child(v, "nsubj")
    people = obj is not None and noun_lists().units.get(parse.lower[obj]) == "person" and parse.child(obj, "nummod") is not None
    if people and holder is not None and (parse.tag[holder] in ("PRP", "NNPS", "NNP") or noun_lists().units.get(parse.lower[holder])):
        return parse.lower[holder] not in ("it", "town", "camp")
    return parse.tag[v] in ("VBG", "VBN") and (obj is None or parse.tag[v] == "VBG")


def _together(parse: Parse, v: int, category: str, table: dict[str, str]) -> str | None:
    """Return "affected" where killed and injured are said in one breath: "killed and wounded 60"."""
    for i in (v + 2, v - 2, v + 3):
        if 0 <= i < len(parse) and parse.lower[min(i, v) + 1] in ("and", "or", "and/or", "/"):
            if i == v + 3 and parse.pos[v + 2] not in ("ADV", "AUX"):
                continue
            other = table.get(parse.lemma[i])
            if {category, other} == {"killed", "injured"}:
                return "affected"
    return None


def _passive(parse: Parse, v: int) -> Hit | None:
    """Return the hit of a passive verb: "were killed", "were found dead", "were forced to flee"."""
    if hit := then_killed(parse, v) or verb_hit(parse, v) or driven(parse, v, cues().lost):
        return hit
    for c in parse.children[v]:
        if c <= v:
            continue
        if parse.dep[c] in _COMPLEMENTS and parse.child(c, "nsubj", "nsubjpass") is None and (hit := _complement(parse, c)):
            return hit
        if parse.dep[c] == "conj" and parse.child(c, "nsubj", "nsubjpass", "dobj") is None and (hit := verb_hit(parse, c)):
            return hit
    return None


def then_killed(parse: Parse, v: int) -> Hit | None:
    """Return the killing that a passive goes on with: "were seized and killed", "were abducted and later shot dead"."""
    joined = (c for c in parse.children_of(v, "conj") if parse.child(c, "nsubj", "nsubjpass", "dobj") is None)
    return next((hit for c in joined if (hit := verb_hit(parse, c)) is not None and hit[0] == "killed"), None)


def _complement(parse: Parse, c: int, depth: int = 0) -> Hit | None:
    """Return the hit of a complement: "dead", "homeless", "to flee", "to have died"."""
    table, lemma = cues(), parse.lemma[c]
    category = table.adjectives.get(parse.lower[c])
    if category is None and parse.pos[c] in ("VERB", "AUX"):
        category = _moved(parse, c) or (table.verbs.get(lemma) if parse.tag[c] == "VBN" else None)
    if category:
        return category, c
    if depth < 4 and parse.pos[c] in ("VERB", "AUX", "ADJ") and lemma not in _WISHES:
        for d in parse.children[c]:
            if d > c and parse.dep[d] in ("xcomp", "acomp", "oprd", "ccomp") and (hit := _complement(parse, d, depth + 1)):
                return hit
    return None


def _moved(parse: Parse, v: int) -> str | None:
    """Return the category of an intransitive verb: died, fled, returned; what is suffered decides on "suffer"."""
    lemma = parse.lemma[v]
    category = cues().intransitive.get(lemma)
    if category is None or parse.child(v, "neg") is not None:
        return None
    obj = parse.child(v, "dobj")
    if lemma == "suffer":
        return "injured" if any(parse.lower[i] in cues().harms for i in range(v + 1, min(v + 6, len(parse)))) else category
    return category if obj is None or category in ("displaced", "evacuated") or parse.lower[obj] in ("home", "day", "night") else None


def _subject(parse: Parse, v: int) -> Hit | None:
    """Return the hit of a verb whose subject is counted: died, fled, are missing, had to leave; headlines drop "were"."""
    if category := _moved(parse, v):
        return category, v
    for c in () if parse.lemma[v] in _WISHES else parse.children[v]:
        if c > v and parse.dep[c] in _PREDICATIVES and (hit := _complement(parse, c)):
            return hit
    if category := cues().adjectives.get(parse.lower[v]) if parse.pos[v] == "ADJ" else None:
        return category, v
    if (kind := parse.child(v, "attr")) is not None and kind > v and parse.lower[kind] in _STATES:
        return noun_lists().harmed[parse.lower[kind]], kind
    if parse.tag[v] in ("VBN", "VBD") and parse.child(v, "dobj", "ccomp") is None and not shares_object(parse, v):
        return verb_hit(parse, v)
    return None


def shares_object(parse: Parse, v: int) -> bool:
    """Say whether a verb acts on the object of the verb joined to it: "encircled and attacked the post"."""
    joined = (c for c in parse.children_of(v, "conj") if parse.child(c, "nsubj", "nsubjpass") is None)
    return any(parse.child(c, "dobj") is not None and c - v <= 3 for c in joined)


def _object(parse: Parse, v: int, w: int) -> Hit | None:
    """Return the hit of a verb whose object is counted: killed 12, left 12 dead, forced 12 to flee."""
    if parse.pos[v] not in ("VERB", "AUX"):
        return None
    if parse.lemma[v] in ("include", "number") and (hit := _victims(parse, v)):
        return hit
    if hit := driven(parse, v, cues().lost):
        return hit
    if parse.lemma[v] in _FORCE:
        inner = (c for noun in parse.conjuncts(w) for c in parse.children[noun])
        for c in (*inner, *parse.children[v]):
            if c > w and parse.dep[c] in (*_COMPLEMENTS, "amod") and (hit := _complement(parse, c)):
                return hit
    if parse.tag[v] == "VBN" and parse.dep[v] == "acl":
        return None
    if parse.lemma[v] == "claim" and parse.lower[w] in cues().claimed and parse.child(v, "ccomp") is None:
        return "killed", v
    if parse.lemma[v] == "claim" and parse.pos[w] == "NUM" and _by_event(parse, v):
        return "killed", v
    if parse.lemma[v] == "lose" and _are_lost(parse, w):
        return "killed", v
    return (
        _destroyed(parse, v, w)
        or verb_hit(parse, v)
        or (_risen(parse, v) if parse.lemma[v] in ("reach", "hit", "exceed", "top", "be", "pass", "surpass", "total") else None)
    )


def _by_event(parse: Parse, v: int) -> bool:
    """Say whether an attack or a battle, and nobody, is the subject of a verb: "the blast claimed seven"."""
    subject = parse.child(v, "nsubj")
    return subject is not None and parse.lemma[subject] in _EVENTS


def _are_lost(parse: Parse, w: int) -> bool:
    """Say whether those who are lost are dead: fighters, kin, people, a side's own, or a number alone ("to have lost 38")."""
    bare = parse.pos[w] == "NUM" and parse.lower[w + 1 : w + 2] in (["."], [","], [";"], ["and"])
    people = noun_lists().units.get(parse.lower[w]) == "person" and parse.lower[w] not in _HIRED
    return bare or people or parse.lower[w] in cues().lost | cues().claimed or _of_their_own(parse, w)


def _of_their_own(parse: Parse, w: int) -> bool:
    """Say whether a number counts a side's own people: "lost 250 of their own"."""
    return parse.lower[w + 1 : w + 2] == ["of"] and parse.lower[w + 2 : w + 3] in (["their"], ["its"], ["his"], ["our"])


def _victims(parse: Parse, v: int) -> Hit | None:
    """Return the hit of the harmed people that a verb has as subject: "the victims included", "the wounded numbered"."""
    for i in range(max(0, v - 8), v):
        word = parse.lower[i]
        if parse.dep[i] in ("nsubj", "nsubjpass", "pobj") and (category := noun_lists().harmed.get(word)):
            return ("killed" if word == "victims" else category), i
    return None


def _nominal(parse: Parse, n: int) -> Hit | None:
    """Return the hit of a noun over "of": the deaths of, the evacuation of, the lives of, a toll of."""
    table, lemma = cues(), parse.lemma[n]
    category = table.nouns.get(lemma) or table.nouns.get(parse.lower[n])
    if category:
        return (_together(parse, n, category, table.nouns) or category), n
    if parse.lower[n] in table.tolls:
        return "killed", n
    if lemma == "throat":
        return "killed", n
    if lemma in ("fate", "whereabouts") and "unknown" in parse.lower[n : n + 15]:
        return "missing", n
    if lemma == "life" and parse.lemma[parse.head[n]] in _TAKES:
        return "killed", n
    if lemma in _AMOUNTS:
        return _modified(parse, n)
    return None


def _risen(parse: Parse, v: int) -> Hit | None:
    """Return the hit of an amount that a verb puts at the number: "the toll rose to 45", "the number of dead is 45"."""
    if parse.dep[v] == "xcomp" and parse.child(v, "nsubj", "nsubjpass") is None:
        v = parse.head[v]
    for subject in parse.children_of(v, "nsubj", "nsubjpass", "dobj"):
        lemma = parse.lemma[subject]
        if parse.lower[subject] in cues().tolls or (lemma in ("loss", "dead") and parse.lemma[v] in _SUMS):
            return "killed", subject
        if lemma == "casualty" and parse.lemma[v] in _SUMS:
            return "affected", subject
        if cues().nouns.get(lemma) == "killed" and parse.tag[subject] == "NNS" and parse.lemma[v] in _CHANGES:
            return "killed", subject
        if lemma in _AMOUNTS:
            for i in range(subject, min(parse.right_edge(subject), subject + 8) + 1):
                category = noun_lists().harmed.get(parse.lower[i]) or cues().adjectives.get(parse.lower[i])
                if category:
                    return ("killed" if parse.lower[i].startswith("victim") else category), i
    return None


def _modified(parse: Parse, w: int) -> Hit | None:
    """Return the hit of what modifies a counted noun: "12 people killed in", "families who fled", "displaced persons"."""
    adjectives = cues().adjectives
    for c in parse.children[w]:
        dep = parse.dep[c]
        if dep in ("acl", "relcl") and c > w:
            if hit := _clause_on(parse, c):
                return hit
        elif dep in ("amod", "acomp", "advcl", "advmod", "compound") and (category := adjectives.get(parse.lower[c])):
            return category, c
    return None


def _clause_on(parse: Parse, c: int) -> Hit | None:
    """Return the hit of a clause that says more of a counted noun: "killed in", "who fled", "that were displaced"."""
    if parse.dep[c] == "acl":
        if parse.tag[c] in ("VBN", "VBD"):
            return (verb_hit(parse, c) or driven_out(parse, c)) if parse.child(c, "dobj") is None else None
        return _complement(parse, c)
    relative = parse.child(c, "nsubj", "nsubjpass")
    if relative is None or {"who", "that", "which", "whom"}.isdisjoint(parse.lower[relative : min(relative + 3, c + 1)]):
        return None
    return _passive(parse, c) if parse.dep[relative] == "nsubjpass" else _subject(parse, c)
