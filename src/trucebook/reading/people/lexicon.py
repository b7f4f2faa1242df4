"""The words that tell actors, taken from the codebook's actors file and indexed once a process.

Invariant: nothing here depends on a report.
"""

from dataclasses import dataclass
from functools import cache

from trucebook import codebook

IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "people": "peoples",
    "wife": "wives",
    "mujahid": "mujahideen",
}
KINDS_BY_MODIFIER = (
    "rebel_group",
    "militia",
    "criminal_group",
    "ngo",
    "media",
    "mediator",
    "international_organisation",
    "alliance",
    "force",
    "local_body",
    "state",
    "political_body",
    "population",
)
SIDES = ("government", "opposition", "separatist", "jihadist", "international")


@dataclass(frozen=True)
class Head:
    """A head noun in one of its forms: its kind, whether it names individuals, whether the form is a plural."""

    lemma: str
    kind: str
    people: bool
    plural: bool


@dataclass(frozen=True)
class Lexicon:
    """Head nouns by their last word (with the words before it), modifiers by kind and side, titles and quantities."""

    heads: dict[str, list[tuple[tuple[str, ...], Head]]]
    modifiers: dict[str, frozenset[str]]
    sides: dict[str, frozenset[str]]
    titles: frozenset[tuple[str, ...]]
    title_words: frozenset[str]
    offices: frozenset[str]
    quantities: frozenset[str]
    particles: frozenset[str]
    honorifics: frozenset[str]
    not_actors: frozenset[str]


def plural_of(noun: str) -> str:
    """Return the plural of an English noun or noun phrase: its last word by rule, a few by list."""
    *before, last = noun.split(" ")
    for ending, many in IRREGULAR.items():
        if last == ending or (ending in ("man", "woman") and last.endswith(ending)):
            return " ".join((*before, last[: len(last) - len(ending)] + many))
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    elif last.endswith(("s", "sh", "ch", "x", "z")):
        last = last if last.endswith(("ps", "ss")) and last.endswith("corps") else last + "es"
    else:
        last += "s"
    return " ".join((*before, last))


def split_noun(noun: str) -> tuple[str, ...]:
    """Return the words of a noun as the parser cuts them: a hyphen is a word."""
    return tuple(noun.replace("-", " - ").split())


@cache
def lexicon() -> Lexicon:
    """Return the actor words of the codebook, indexed."""
    book = codebook.load()
    heads: dict[str, list[tuple[tuple[str, ...], Head]]] = {}

    def add(noun: str, head: Head) -> None:
        words = split_noun(noun)
        known = heads.setdefault(words[-1], [])
        if all(w != words for w, _ in known):
            known.append((words, head))

    for code in book.codes["actors"].values():
        for people, name in ((False, "bodies"), (True, "people")):
            for noun in code.lexicon.get(name, ()):
                add(noun, Head(noun, code.id, people, False))
                add(plural_of(noun), Head(noun, code.id, people, True))
    for known in heads.values():
        known.sort(key=lambda pair: -len(pair[0]))
    modifiers = {kind: frozenset(book.codes["actors"][kind].lexicon.get("modifiers", ())) for kind in KINDS_BY_MODIFIER}
    terms = {name: book.terms("actors", name) for name in ("honorifics", "ranks", "offices", "particles", "quantities")}
    titles = frozenset(
        split_noun(form) for t in terms["honorifics"] | terms["ranks"] | terms["offices"] for form in (t, t.replace(".", ""))
    )
    return Lexicon(
        heads=heads,
        modifiers=modifiers,
        sides={side: book.terms("actors", f"side_{side}") for side in SIDES},
        titles=titles,
        title_words=frozenset(t[-1] for t in titles),
        offices=terms["offices"],
        quantities=terms["quantities"],
        particles=terms["particles"],
        honorifics=terms["honorifics"],
        not_actors=book.terms("actors", "not_actors"),
    )


@cache
def terms(name: str) -> frozenset[str]:
    """Return one of the lists of the codebook's actors file."""
    return codebook.load().terms("actors", name)
