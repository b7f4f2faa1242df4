"""Tolls: what was done to the people a count counts: killed, injured, displaced …

Invariant: a count has a category only by words of its own sentence or line.
"""

from dataclasses import dataclass, field
from functools import cache

from trucebook import codebook
from trucebook.reading.counts import Count, noun_lists
from trucebook.reading.parse import Parse


@dataclass(frozen=True)
class Toll:
    """A count with its category: `cue` is the word that says it, `part` whether it is part of a larger count, `term` a finer word."""

    count: Count
    category: str
    cue: int
    part: bool = False
    term: str | None = None
    reasons: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Cues:
    """The codebook's words of harm and movement, by class."""

    verbs: dict[str, str]
    intransitive: dict[str, str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    destroyed: frozenset[str]
    damaged: frozenset[str]
    parts: frozenset[str]


@cache
def cues() -> Cues:
    """Return the cues of the codebook that ships with trucebook."""
    book = codebook.load()
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, code in book.words("figures", "phrases").items():
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append((words, code))
    return Cues(
        verbs=book.words("figures", "verbs"),
        intransitive=book.words("figures", "intransitive"),
        nouns=book.words("figures", "nouns"),
        adjectives=book.words("figures", "adjectives"),
        phrases=phrases,
        destroyed=book.terms("figures", "destroyed"),
        damaged=book.terms("figures", "damaged"),
        parts=book.terms("figures", "parts"),
    )


_FORCE = frozenset(
    ["force", "oblige", "compel", "cause", "prompt", "drive", "push", "lead", "make", "order", "urge", "tell", "require", "allow", "help"]
)
_LEAVE = frozenset(
    [
        "leave",
        "render",
        "make",
        "find",
        "send",
        "report",
        "see",
        "confirm",
        "declare",
        "believe",
        "fear",
        "say",
        "know",
        "estimate",
        "list",
        "presume",
        "consider",
    ]
)
_CONTROL = frozenset(
    ["have", "manage", "be", "need", "try", "start", "begin", "continue", "choose", "decide", "able", "unable", "use", "go"]
)


def find_tolls(parse: Parse, counts: list[Count]) -> list[Toll]:
    """Return the counts that words of harm or movement bear on, in text order."""
    found: list[Toll] = []
    for at, count in enumerate(counts):
        toll = _part(parse, count, found) or _toll(parse, count)
        if toll is None:
            toll = _shared(parse, count, counts[at - 1] if at else None, found)
        if toll is not None:
            found.append(toll)
    return found


def _toll(parse: Parse, count: Count) -> Toll | None:
    if count.unit == "house":
        return _house(parse, count)
    hit = _governed(parse, count.head) or _inside(parse, count) or _beside(parse, count)
    if hit is None:
        return None
    category, cue = hit
    if count.unit == "thing" and category not in ("killed", "injured", "detained"):
        return None
    if count.unit == "thing" and parse.dep[count.head] not in ("dobj", "nsubjpass"):
        return None
    return Toll(count, category, cue)


# ---------------------------------------------------------------- by grammar


def _governed(parse: Parse, w: int) -> tuple[str, int] | None:
    """Return category and cue of the predicate that word w is the victim of, by the parse."""
    dep, h = parse.dep[w], parse.head[w]
    hit = None
    if dep == "nsubjpass":
        hit = _verb(parse, h, passive=True)
    elif dep in ("nsubj", "csubj"):
        hit = _subject(parse, h, w)
    elif dep in ("dobj", "dative", "oprd", "attr"):
        hit = _object(parse, h, w)
    elif dep == "pobj" and parse.lower[h] == "of":
        hit = _nominal(parse, parse.head[h])
    elif dep == "pobj" and parse.lower[h] in ("to", "at", "from"):
        hit = _risen(parse, parse.head[h])
    elif dep == "conj":
        hit = None
    hit = hit or _modified(parse, w)
    if hit is None and dep in ("conj", "appos") and h != w:
        return _governed_through(parse, w)
    return hit


def _governed_through(parse: Parse, w: int) -> tuple[str, int] | None:
    """Return the category that a coordinated count shares with the first of its row."""
    first = parse.head[w]
    steps = 0
    while parse.dep[first] in ("conj", "appos") and parse.head[first] != first and steps < 6:
        first, steps = parse.head[first], steps + 1
    return _governed(parse, first) if parse.dep[first] not in ("conj", "appos") and parse.pos[first] != "VERB" else None


def _verb(parse: Parse, v: int, *, passive: bool) -> tuple[str, int] | None:
    """Return the category of a verb whose patient is counted."""
    table = cues()
    lemma = parse.lemma[v].lower()
    prt = parse.child(v, "prt")
    if prt is not None and (category := table.verbs.get(f"{lemma} {parse.lower[prt]}")):
        return category, v
    category = table.verbs.get(lemma)
    if category:
        other = next(
            (table.verbs.get(parse.lemma[c].lower()) for c in parse.children[v] if parse.dep[c] == "conj" and not _own_patient(parse, c)),
            None,
        )
        if {category, other} == {"killed", "injured"}:
            return "affected", v
        if category == "detained" and lemma == "hold" and not passive:
            return None
        return category, v
    if passive:
        for c in parse.children[v]:
            if c > v and parse.dep[c] in ("xcomp", "oprd", "acomp", "advcl", "ccomp", "acl", "attr"):
                if hit := _complement(parse, c):
                    return hit
        if parse.dep[v] == "conj" or True:
            for c in parse.children[v]:
                if parse.dep[c] == "conj" and not _own_patient(parse, c) and (category := table.verbs.get(parse.lemma[c].lower())):
                    return category, c
    return None


def _own_patient(parse: Parse, v: int) -> bool:
    return parse.child(v, "dobj", "nsubjpass", "nsubj") is not None


def _complement(parse: Parse, c: int) -> tuple[str, int] | None:
    """Return the category of a complement: "found dead", "forced to flee", "left homeless"."""
    table, lemma = cues(), parse.lemma[c].lower()
    category = table.adjectives.get(parse.lower[c])
    if category is None and parse.pos[c] in ("VERB", "AUX"):
        category = table.intransitive.get(lemma) or (table.verbs.get(lemma) if parse.tag[c] == "VBN" else None)
        if category is None:
            for d in parse.children[c]:
                if d > c and parse.dep[d] in ("xcomp", "acomp", "oprd", "ccomp") and (hit := _complement(parse, d)):
                    return hit
    return (category, c) if category else None


def _subject(parse: Parse, v: int, w: int) -> tuple[str, int] | None:
    """Return the category of a verb whose subject is counted: died, fled, are missing, had to leave."""
    table, lemma = cues(), parse.lemma[v].lower()
    if category := table.intransitive.get(lemma):
        if parse.child(v, "dobj") is None or category in ("displaced", "evacuated"):
            return category, v
    for c in parse.children[v]:
        if c > v and parse.dep[c] in ("acomp", "attr", "xcomp", "oprd", "ccomp") and (hit := _complement(parse, c)):
            return hit
    if parse.tag[v] in ("VBN", "VBD") and parse.child(v, "dobj") is None and lemma not in ("hit", "hold", "flood", "free", "hang"):
        category = table.verbs.get(lemma) or table.adjectives.get(parse.lower[v])
        if category:
            return category, v
    return None


def _object(parse: Parse, v: int, w: int) -> tuple[str, int] | None:
    """Return the category of a verb whose object is counted: killed 12, left 12 dead, forced 12 to flee."""
    lemma = parse.lemma[v].lower()
    if lemma in _LEAVE or lemma in _FORCE:
        after = [
            c
            for c in (*parse.children[w], *parse.children[v])
            if c > w and parse.dep[c] in ("xcomp", "oprd", "acomp", "ccomp", "amod", "acl", "advcl", "advmod")
        ]
        for c in after:
            if hit := _complement(parse, c):
                return hit
    if parse.dep[v] == "acl" and parse.tag[v] == "VBN":
        return None
    if parse.pos[v] in ("VERB", "AUX") and (hit := _verb(parse, v, passive=False)):
        return hit
    return None


def _nominal(parse: Parse, n: int) -> tuple[str, int] | None:
    """Return the category of a noun of harm over "of": the deaths of, the evacuation of, a toll of."""
    table = cues()
    lemma = parse.lemma[n].lower()
    category = table.nouns.get(lemma) or table.nouns.get(parse.lower[n])
    if category:
        other = next((table.nouns.get(parse.lemma[c].lower()) for c in parse.conjuncts(n)[1:]), None)
        return ("affected" if {category, other} == {"killed", "injured"} else category), n
    if lemma == "toll":
        return "killed", n
    if lemma in ("number", "total", "figure") and (hit := _modified(parse, n)):
        return hit
    return None


def _risen(parse: Parse, v: int) -> tuple[str, int] | None:
    """Return the category of "the death toll rose to 45"."""
    subject = parse.child(v, "nsubj", "nsubjpass", "dobj")
    if subject is None:
        return None
    if parse.lemma[subject].lower() == "toll":
        return "killed", subject
    if parse.lemma[subject].lower() in ("number", "total", "count"):
        of = parse.child(subject, "prep")
        inner = parse.child(of, "pobj") if of is not None else None
        if inner is not None:
            return _noun_category(parse, inner) or _modified(parse, inner)
    return None


def _noun_category(parse: Parse, n: int) -> tuple[str, int] | None:
    category = noun_lists().harmed.get(parse.lower[n])
    return (category, n) if category else None


def _modified(parse: Parse, w: int) -> tuple[str, int] | None:
    """Return the category of what modifies a counted noun: "12 people killed in", "families who fled", "displaced persons"."""
    table = cues()
    for c in parse.children[w]:
        dep, lemma = parse.dep[c], parse.lemma[c].lower()
        if dep in ("acl", "relcl") and c > w:
            if dep == "relcl" or parse.tag[c] in ("VBN", "VBD"):
                passive = parse.tag[c] == "VBN" and (dep == "acl" or parse.child(c, "auxpass", "nsubjpass") is not None)
                if passive and (hit := _verb(parse, c, passive=True)):
                    return hit
            relative = parse.child(c, "nsubj")
            if (dep == "acl" or (relative is not None and parse.lower[relative] in ("who", "that", "which"))) and (
                hit := _subject(parse, c, w)
            ):
                return hit
            category = table.adjectives.get(parse.lower[c])
            if category and dep == "acl":
                return category, c
            if dep == "acl" and (category := table.intransitive.get(lemma)):
                return category, c
        if dep in ("amod", "acomp", "advcl", "amod", "advmod", "compound") and (category := table.adjectives.get(parse.lower[c])):
            return category, c
    return None


# ---------------------------------------------------------------- by neighbourhood


_SKIP_RIGHT = frozenset(
    [
        "were",
        "was",
        "are",
        "is",
        "have",
        "has",
        "had",
        "been",
        "being",
        "be",
        "got",
        "get",
        "also",
        "still",
        "all",
        "already",
        "reportedly",
        "now",
        "either",
        "who",
        "which",
        "that",
        "people",
        ",",
        "(",
        ")",
        "-",
        "others",
        "more",
        "currently",
        "reported",
        "confirmed",
        "believed",
        "found",
        "feared",
        "left",
        "rendered",
        "made",
        "so",
        "far",
        "completely",
        "totally",
        "partially",
        "seriously",
        "severely",
        "badly",
        "safely",
        "temporarily",
        "remained",
        "remain",
        "officially",
        "later",
        "subsequently",
        "initially",
        "thus",
        "again",
        "internally",
        "newly",
        "forcibly",
        "said",
        "to",
    ]
)


def _inside(parse: Parse, count: Count) -> tuple[str, int] | None:
    """Return the category that the counted noun itself carries, or a word between number and noun."""
    table, lists = cues(), noun_lists()
    if count.noun is not None and (category := lists.harmed.get(parse.lower[count.noun])):
        return category, count.noun
    for i in range(count.number.last + 1, count.last):
        if category := table.adjectives.get(parse.lower[i]) or lists.harmed.get(parse.lower[i]):
            return category, i
    return None


def _beside(parse: Parse, count: Count) -> tuple[str, int] | None:
    """Return the category of a cue right behind or right before the count, where the parse went astray."""
    return _phrase(parse, count) or _behind(parse, count) or _before(parse, count)


def _phrase(parse: Parse, count: Count) -> tuple[str, int] | None:
    """Return the category of a set phrase within the few words behind the count ("out of their homes")."""
    table, words = cues(), parse.lower
    last = parse.sentences[parse.sentence_of[count.last]][1]
    for i in range(count.last + 1, min(last, count.last + 9)):
        if parse.pos[i] == "NUM" or words[i] in (";",):
            break
        for phrase, category in table.phrases.get(words[i], ()):
            if tuple(words[i : i + len(phrase)]) == phrase:
                return category, i
    return None


def _behind(parse: Parse, count: Count) -> tuple[str, int] | None:
    table, words, lists = cues(), parse.lower, noun_lists()
    i, last = count.last + 1, len(words)
    for i in range(i, min(last, i + 6)):
        word, lemma = words[i], parse.lemma[i].lower()
        if category := table.adjectives.get(word):
            return category, i
        if (
            parse.tag[i] in ("VBN", "VBD")
            and (category := table.verbs.get(lemma))
            and parse.child(i, "dobj") is None
            and lemma not in ("hold", "hit")
        ):
            return category, i
        if parse.tag[i] in ("VBN", "VBD", "VB", "VBP", "VBG") and (category := table.intransitive.get(lemma)):
            return category, i
        if count.noun is None and (category := lists.harmed.get(word)):
            return category, i
        if word not in _SKIP_RIGHT:
            break
    return None


_LABEL_SKIP = frozenset(
    [
        ":",
        "-",
        "–",
        "of",
        "people",
        "persons",
        "individuals",
        "individu",
        "total",
        "is",
        "are",
        "was",
        "at",
        "number",
        "families",
        "households",
        "(",
        ")",
        "on",
        "stands",
        "stood",
        "to",
    ]
)


def _before(parse: Parse, count: Count) -> tuple[str, int] | None:
    table, words, lists = cues(), parse.lower, noun_lists()
    i = count.first - 1
    if i < 0:
        return None
    lemma = parse.lemma[i].lower()
    if parse.tag[i] in ("VBG", "VBZ", "VBD", "VBP", "VB", "VBN", "NN", "NNS") and (category := table.verbs.get(lemma)):
        if lemma not in ("hold", "hit", "fall") and (parse.tag[i] != "VBN" or parse.child(i, "auxpass") is None):
            return category, i
    if count.noun is None:
        for i in range(count.first - 1, max(-1, count.first - 7), -1):
            word = words[i]
            if word == "toll":
                return "killed", i
            if category := lists.harmed.get(word) or table.adjectives.get(word) or table.nouns.get(parse.lemma[i].lower()):
                return category, i
            if word not in _LABEL_SKIP:
                break
    return None


# ---------------------------------------------------------------- parts, rows and homes


def _part(parse: Parse, count: Count, found: list[Toll]) -> Toll | None:
    """Return the toll of a count that is part of the one before it: "including five children", "two of them women"."""
    words = parse.lower
    if not found:
        return None
    whole = found[-1]
    if parse.sentence_of[whole.count.first] != parse.sentence_of[count.first] and count.first - whole.count.last > 12:
        return None
    before = words[max(0, count.first - 3) : count.first]
    parts = cues().parts
    near = count.first - whole.count.last < 30
    is_part = any(w in parts for w in before) or " ".join(before[-2:]) in ("of whom", "of them", "of which")
    behind = words[count.number.last + 1 : count.number.last + 3]
    is_part = is_part or behind in (["of", "them"], ["of", "whom"], ["of", "which"])
    is_part = is_part or (
        whole.part and bool(before) and before[-1] in ("and", ",") and count.noun is not None and _governed(parse, count.head) is None
    )
    if not (is_part and near):
        return None
    own = _governed(parse, count.head) if behind[:1] != ["of"] else None
    behind_cue = _behind(parse, count) if behind[:1] == ["of"] else None
    category = own[0] if own else behind_cue[0] if behind_cue else whole.category
    return Toll(count, category, whole.cue, part=True)


def _shared(parse: Parse, count: Count, before: Count | None, found: list[Toll]) -> Toll | None:
    """Return the toll of a count in a row with the one before it: "two soldiers and five policemen were killed"."""
    if not found or before is None or found[-1].count is not before or count.noun is None or not count.known or count.unit != before.unit:
        return None
    between = parse.lower[before.last + 1 : count.first]
    if 0 < len(between) <= 3 and between[-1] in ("and", ",", "&"):
        return Toll(count, found[-1].category, found[-1].cue, part=found[-1].part)
    return None


def _house(parse: Parse, count: Count) -> Toll | None:
    """Return the toll of homes that were destroyed, damaged or cleared, as displaced households."""
    table, words = cues(), parse.lower
    if count.noun is None or words[count.noun] in ("tent", "tents", "shelter", "shelters"):
        return None
    w = count.noun
    near = {parse.head[w], *parse.children[w]}
    h = parse.head[w]
    if parse.dep[w] == "conj":
        near.add(parse.head[parse.first_conjunct(w)])
    if parse.dep[w] == "pobj":
        near.add(parse.head[h])
    near |= {c for c in parse.children[h] if parse.dep[c] in ("conj", "xcomp", "oprd")}
    near |= set(range(count.last + 1, min(len(words), count.last + 4)))
    if count.first:
        near.add(count.first - 1)
    for i in sorted(near):
        lemma = parse.lemma[i].lower()
        if table.verbs.get(lemma) == "evacuated" or table.nouns.get(lemma) == "evacuated":
            return Toll(count, "evacuated", i, term="Evacuated")
    for i in sorted(near):
        if parse.lemma[i].lower() in table.destroyed or words[i] in ("destruction", "uninhabitable"):
            return Toll(count, "displaced", i, term="Destroyed housing")
    for i in sorted(near):
        if parse.lemma[i].lower() in table.damaged:
            return Toll(count, "displaced", i, term="Partially destroyed housing")
    return None
