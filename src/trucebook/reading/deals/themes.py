"""Themes: what an act can be about, and whether that is what its frame wants.

Invariant: a theme is a head word of the text; the likeliest stands first, and there are twelve at most.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.owing import set_off, subject_of
from trucebook.reading.grammar.parse import Parse

THEME_PREPS = {
    *("at", "of", "to", "with", "by", "on", "for", "over", "from", "against", "into", "between", "in"),
    *("inside", "off", "outside", "through", "under", "within"),
}
_OUT = {"away", "back", "off", "out"}
_NOMINAL_PREPS = {"of", "to", "with", "on", "for", "over", "against", "between", "in"}
_POLITICAL = deal_words("political")
_HUMANE = {"humanitarian", "aid", "relief", "medical"}
_HELPERS = {"worker", "agency", "group", "team", "staff", "organisation", "organization", "flight", "ship", "official"}
_LEFT = (
    deal_words("where")
    | deal_words("left_behind")
    | {
        *("east", "half", "hamlet", "island", "locality", "municipality", "north", "quarter", "south", "valley", "west"),
    }
)
_FIGHTING = {"bomb", "bombard", "fire", "raid", "shell", "target"}
_AMOUNTS = deal_words("containers")
_ANY = {"all", "any", "half", "most", "none", "part", "some", "whole"}
_STAND_INS = deal_words("stand_ins")
_DAYS = deal_words("time_nouns")
_DEALS = deal_words("truces_told") | deal_words("papers")
_ARRIVING = {"arrive", "enter", "flow", "reach"}  # whose subject is what is let in
_PRONOUNS = {
    "it",
    "they",
    "he",
    "she",
    "we",
    "them",
    "him",
    "her",
    "us",
    "who",
    "which",
    "that",
    "this",
    "i",
    "you",
    "there",
    "those",
    "these",
}
_LEAVING = {"leave", "quit", "vacate", "exit"}
_SHARES = {
    "hundred",
    "thousand",
    "dozen",
    "number",
    "most",
    "some",
    "part",
    "half",
    "group",
    "batch",
    "wave",
    "convoy",
    "rest",
    "kind",
    "amount",
    "all",
    "remainder",
    "total",
    "member",
    "act",
    "man",
    "cent",
    "percent",
    "share",
    "third",
    "quarter",
}


def themes_of(parse: Parse, i: int, verbal: bool) -> list[int]:
    """Return the head words an act can be about, the likeliest first."""
    ways = _OF_VERBS if verbal else _OF_NOUNS
    return [theme for way in ways for theme in way(parse, i)][:12]


def _modified(parse: Parse, i: int) -> list[int]:
    """Return the noun that a verb was taken to modify: "discuss opening roads", "halt air raids and lift sieges"."""
    over = parse.head[i]
    gerund = parse.tag[i] == "VBG" and parse.dep[i] in ("amod", "compound") and parse.dep[over] in ("dobj", "pobj")
    in_row = parse.tag[i] == "VB" and parse.dep[i] == "compound" and parse.dep[over] == "conj"
    return [over] if gerund or in_row else []


def _movers(parse: Parse, i: int) -> list[int]:
    """Return who leaves a place, then what is let in, of verbs of leaving and of arriving."""
    lemma = parse.lemma[i]
    subject = subject_of(parse, i) if lemma in _ARRIVING or (lemma in _LEAVING and _leaves_place(parse, i)) else None
    return parse.conjuncts(subject) if subject is not None else []


def _leaves_place(parse: Parse, i: int) -> bool:
    """Say whether what a verb of leaving has for its object is no more than where somebody was."""
    left = parse.child(i, "dobj")
    return left is None or parse.pos[left] in ("PROPN", "PRON") or parse.lemma[left] in _LEFT


def _objects(parse: Parse, i: int) -> list[int]:
    """Return the objects of a verb, also those it stands behind: "a missile that the army aimed at", "weapons handed in"."""
    found = [parse.head[i]] if parse.dep[i] == "acl" and parse.tag[i] == "VBN" else []
    if parse.dep[i] in ("acl", "relcl") and parse.is_infinitive(i) and parse.child(i, "auxpass") and not parse.child(i, "nsubjpass"):
        found.append(parse.head[i])  # "calls for a force to be sent"
    if parse.dep[i] == "xcomp" and parse.child(i, "auxpass") is not None and (moved := subject_of(parse, i)) is not None:
        found += parse.conjuncts(moved)  # "The gunmen are to be moved with their families"
    for c in parse.children[i]:
        if parse.dep[c] == "dobj" and parse.tag[c] in ("WDT", "WP") and (relcl := _relative(parse, i)) is not None:
            found.append(parse.head[relcl])
        elif parse.dep[c] in ("dobj", "nsubjpass", "oprd", "dative"):
            found += parse.conjuncts(c)
            found += [k for k in parse.children_of(c, "appos") if parse.pos[c] == "PROPN" and k > c]  # "reopen Mitiga, the only airport"
    return found


def _relative(parse: Parse, verb: int) -> int | None:
    """Return the head of the clause with "which" that a verb belongs to: "the truce which both undertook to uphold"."""
    over = parse.head[verb] if parse.dep[verb] == "xcomp" else verb
    return over if parse.dep[over] == "relcl" else None


def _clauses(parse: Parse, i: int) -> list[int]:
    """Return the nouns and gerunds taken for clauses under a verb, and the subjects of clauses."""
    found: list[int] = []
    sure = (
        k
        for c in parse.children_of(i, "acomp", "oprd", "ccomp")
        if parse.lower[c] in ("certain", "sure")
        for k in parse.children_of(c, "ccomp")
    )
    for c in (*parse.children_of(i, "ccomp", "xcomp"), *sure):
        found += [c] if parse.pos[c] == "NOUN" or parse.tag[c] == "VBG" else []
        found += [w for inner in parse.children_of(c, "nsubj", "nsubjpass") for w in parse.conjuncts(inner)]
    return found


def _in_phrases(parse: Parse, i: int) -> list[int]:
    """Return what the prepositions of a verb govern, also those behind its adverbs: "refrain from answering fire"."""
    children, found = parse.children[i], list[int]()
    beyond = [
        k
        for c in children
        if c > i and (parse.dep[c] in ("advmod", "prt") or (parse.dep[c] == "prep" and parse.lower[c] in _OUT))
        for k in parse.children[c]
    ]
    for c in (*children, *beyond):
        if parse.dep[c] == "prep" and parse.lower[c] in THEME_PREPS:
            found += [w for k in parse.children_of(c, "pobj", "pcomp") for w in parse.conjuncts(k) if not _is_frame(parse, c, w)]
            found += [w for k in parse.children_of(c, "pcomp") for w in parse.children_of(k, "dobj")]
        if parse.dep[c] == "prep" and parse.lower[c] == "in":
            found += parse.children_of(c, "nsubj")  # "let the aid in"
    return found


def _is_frame(parse: Parse, prep: int, word: int) -> bool:
    """Say whether a phrase only tells under which agreement something is done: "keep their rifles under the truce"."""
    named = parse.lemma[word] in _DEALS or parse.lower[word] in ("it", "that", "this")
    return parse.lower[prep] in ("through", "under", "within") and named


def _doers(parse: Parse, i: int) -> list[int]:
    """Return the subject of a verb that has no object of its own."""
    if any(not set_off(parse, i, c) for c in parse.children_of(i, "dobj")):
        return []
    subject = subject_of(parse, i)
    return parse.conjuncts(subject) if subject is not None else []


def _of_noun(parse: Parse, i: int) -> list[int]:
    """Return what the phrases of a noun name: "the release of the pilots", "the release by both sides of all prisoners"."""
    found: list[int] = []
    for c in parse.children[i]:
        if parse.dep[c] in ("prep", "agent") and parse.lower[c] in _NOMINAL_PREPS:
            found += [w for k in parse.children_of(c, "pobj", "pcomp") for w in parse.conjuncts(k)]
            found += [g for k in parse.children_of(c, "pobj") if parse.lower[k] in ("all", "any") for g in parse.children_of(k, "acl")]
        elif parse.dep[c] == "dobj":
            found += parse.conjuncts(c)
        if parse.lower[c] == "by":
            found += _of_by(parse, c)
        if parse.dep[c] == "acl" and parse.tag[c] == "VBG" and parse.lower[c - 1] in ("all", "any"):
            found.append(c)  # "a halt to all firing"
        if parse.lower[c] == "fire" and parse.dep[c] in ("acl", "relcl", "xcomp", "advcl") and parse.is_infinitive(c):
            found.append(c)  # "a halt to fire"
    if not found and parse.lower[i + 1 : i + 2] in (["of"], ["on"], ["to"]):  # hung on the verb before: "ordered a halt to all raids"
        found += parse.children_of(i + 1, "pobj")
    return found


def _before_noun(parse: Parse, i: int) -> list[int]:
    """Return the words before a noun that say of what it is: "prisoner release", "the city's evacuation"."""
    return [c for c in parse.children_of(i, "poss", "compound", "nmod", "amod") if parse.lower[c] not in _PRONOUNS]


_OF_VERBS = (_modified, _movers, _objects, _clauses, _in_phrases, _doers)
_OF_NOUNS = (_of_noun, _before_noun)


def _of_by(parse: Parse, by: int) -> list[int]:
    """Return what is meant in "the release by both sides of all prisoners", where the parser hung "of" on the sides."""
    agents = [k for k in parse.children[by] if parse.dep[k] == "pobj"]
    return [w for k in agents for c in parse.children[k] if parse.lower[c] == "of" for o in parse.children[c] for w in parse.conjuncts(o)]


def is_theme(parse: Parse, theme: int, wanted: frozenset[str]) -> bool:
    """Say whether a word is one of the `wanted` themes of a frame, by its own words or by those around it."""
    lemma, lower = parse.lemma[theme], parse.lower[theme]
    if lemma == "process" and "compliance" not in wanted and not _POLITICAL & modifiers(parse, theme):
        return False
    if lemma == "it" and parse.lower[theme + 1 : theme + 2] == ["that"]:
        return False  # "see to it that the captives go free"
    if lemma in ("it", "this", "theirs") and ("@truces" in wanted or "@pauses" in wanted or ("compliance" in wanted and lemma == "it")):
        return True
    if parse.words[max(0, theme - 1)] == "-" and theme > 1 and f"{parse.lower[theme - 2]}-{lemma}" in wanted:
        return True  # "self-rule", which the parser cuts apart
    if theme and f"{parse.lower[theme - 1]}_{lemma}" in wanted:
        return True  # "a working group"
    if (lower == "movements" and "movements" not in wanted) or (lemma == "corridor" and "road" in wanted and _is_humane(parse, theme)):
        return False
    if lower == "force" and theme and parse.lower[theme - 1] in ("into", "in", "by", "of"):
        return False
    plural = parse.tag[theme] == "NNPS" and lower.removesuffix("s") in wanted  # "the Lebanese Armed Forces"
    return lemma in wanted or lower in wanted or plural or any(test(parse, theme, wanted) for test in _STANDING_FOR)


def _is_place(parse: Parse, theme: int, wanted: frozenset[str]) -> bool:
    """Say whether a name stands where a place is wanted."""
    if "@places" not in wanted or parse.lower[theme] in _DAYS:
        return False
    return parse.pos[theme] == "PROPN" or (parse.lemma[theme] == "one" and parse.pos[max(theme - 1, 0)] == "PROPN")


def _is_told_before(parse: Parse, theme: int, wanted: frozenset[str]) -> bool:
    """Say whether a word right before a theme is what is wanted: "stop recruiting minors"."""
    if any(parse.lemma[c] in wanted for c in parse.children_of(theme, "nmod")):
        return True
    gerunds = [c for c in parse.children_of(theme, "compound", "amod") if parse.lower[c].endswith("ing")]
    return any(parse.lower[c] in wanted or (parse.dep[c] == "amod" and parse.lemma[c] in wanted & _FIGHTING) for c in gerunds)


def _is_people(parse: Parse, theme: int, wanted: frozenset[str]) -> bool:
    """Say whether a people stands where residents are wanted, or helpers where relief is: "Bengalis were allowed to go home"."""
    lemma = parse.lemma[theme]
    people = parse.tag[theme] == "NNPS" and "resident" in wanted and lemma not in _STAND_INS
    if people and theme + 1 < len(parse) and parse.tag[theme + 1] not in ("NNP", "NNPS"):
        return True
    return lemma in _HELPERS and "relief" in wanted and bool(_HUMANE & modifiers(parse, theme))


def _is_share(parse: Parse, theme: int, wanted: frozenset[str]) -> bool:
    """Say whether a theme is a number or a share of what is wanted: "hundreds of fighters"."""
    if parse.lemma[theme] not in _SHARES:
        return False
    return any(parse.lemma[k] in wanted for c in parse.children[theme] if parse.lower[c] == "of" for k in parse.children[c])


def _is_laden(parse: Parse, theme: int, wanted: frozenset[str]) -> bool:
    """Say whether ships, lorries or flights carry what is wanted: "fuel ships", "food lorries"."""
    if parse.lemma[theme] not in _CARRIERS or "relief" not in wanted:
        return False
    return any(parse.lemma[c] in wanted or parse.lower[c] in _HUMANE for c in parse.children_of(theme, "compound", "amod", "nmod"))


def _is_numbered_road(parse: Parse, theme: int, wanted: frozenset[str]) -> bool:
    """Say whether a road is named by letter and number: "reopen the M4"."""
    word = parse.words[theme]
    return "highway" in wanted and len(word) < 5 and word[:1].isupper() and word[1:].lstrip("-").isdigit()


_CARRIERS = deal_words("convoys") | {"flight", "tanker", "vessel", "vehicle", "van"}
_STANDING_FOR = (_is_numbered_road, _is_laden, _is_place, _is_told_before, _is_people, _is_share)


def _is_humane(parse: Parse, corridor: int) -> bool:
    """Say whether a corridor is one for relief: by its adjectives, or by what is to pass through it."""
    after = parse.lower[corridor + 1 : min(parse.right_edge(corridor), corridor + 9) + 1]
    return bool(_HUMANE & (modifiers(parse, corridor) | set(after)))


def modifiers(parse: Parse, word: int) -> set[str]:
    """Return the words that stand before a word and hang on it, in small letters."""
    return {parse.lower[c] for c in parse.children[word] if c < word}


def beside_object(parse: Parse, i: int, theme: int) -> bool:
    """Say whether a theme stands in a phrase beside an object that is another matter: "transfer land to ex-combatants"."""
    obj = parse.child(i, "dobj")
    if obj is None or parse.pos[obj] == "PRON" or set_off(parse, i, obj):
        return False
    over = parse.head[parse.first_conjunct(theme)]
    return parse.dep[over] == "prep" and parse.head[over] == i and parse.lower[over] in ("to", "on", "with", "for", "in", "by")


def of_amounts(parse: Parse, themes: list[int]) -> list[int]:
    """Return what there is a length or an amount of: "halt fifteen months of war", "20 of the captives were freed"."""
    amounts = [t for t in themes if parse.lemma[t] in _AMOUNTS or parse.tag[t] == "CD" or parse.lower[t] in _ANY]
    return [k for t in amounts for c in parse.children[t] if parse.lower[c] == "of" for k in parse.children[c] if parse.dep[k] == "pobj"]
