"""Actors by description: noun phrases whose head names a collective or people, with kind, side and country as the words say.

Invariant: the span runs from the phrase's first modifier to the end of its "of" tail and never leaves the sentence.
"""

import re

from msgspec import Struct

from trucebook.actors import ActorIndex
from trucebook.model import ActorValue
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.people.lexicon import KINDS_BY_MODIFIER, SIDES, Head, Lexicon, terms
from trucebook.reading.people.naming import Named, acts

WORDS = re.compile(r"[^\W_](?:[\w.'’-]*\w\.?)?")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")
PRONOUNS = frozenset(("them", "us", "whom", "these", "those", "which"))
PREFIXES = frozenset(("ex", "pro", "anti", "non", "semi", "former", "so"))
OFFICES_OF_STATE = frozenset(("secretary", "minister", "head", "department"))
LEFT_MARKS = frozenset(("det", "amod", "poss", "compound", "nummod", "nmod", "predet", "quantmod"))


class Group(Struct, frozen=True):
    """A described actor: first, last and head word of its phrase, and its value."""

    first: int
    last: int
    head: int
    value: ActorValue


def find_groups(parse: Parse, index: ActorIndex, lexicon: Lexicon, named: dict[int, Named]) -> list[Group]:
    """Return the described actors of a text in the order of their heads; `named` maps each word of a known name to it."""
    found = []
    heads = lexicon.heads
    for i, lower in enumerate(parse.lower):
        if lower in heads and parse.pos[i] in ("NOUN", "PROPN", "ADJ"):
            head = head_at(parse, lexicon, i)
            if head is not None and not (i in named and (named[i].last > i or named[i].kind in ("state", "place", "capital"))):
                group = _group(parse, index, lexicon, named, i, head)
                if group is not None:
                    found.append(group)
    return found


def head_at(parse: Parse, lexicon: Lexicon, i: int) -> Head | None:
    """Return the longest head noun of the lexicon that ends at word i."""
    for words, head in lexicon.heads.get(parse.lower[i], ()):
        size = len(words)
        if size == 1 or tuple(parse.lower[i - size + 1 : i + 1]) == words:
            return head
    return None


def _group(parse: Parse, index: ActorIndex, lexicon: Lexicon, named: dict[int, Named], i: int, head: Head) -> Group | None:
    dep = parse.dep[i]
    if dep in ("compound", "nmod", "amod") and parse.head[i] > i:
        return _inner(parse, index, lexicon, named, i, head)
    if parse.pos[i] == "ADJ" and not _nominal(parse, i):
        return None
    if not _is_actor(parse, lexicon, i, head) or not _is_marked(parse, index, lexicon, named, i, head):
        return None
    outer = _quantity(parse, lexicon, i)
    first, last = parse.noun_phrase(outer if outer is not None else i)
    last = _both(parse, i, _tail(parse, i, last, head), head)
    first, last = tighten(parse, _prefixed(parse, first, i), last, i)
    first = _after_names(parse, named, first, i)
    if i in named and first > named[i].first:
        return None
    name = _name_after(parse, named, i, last)
    if name is not None:
        return Group(first, name.last, i, name.value)
    return Group(first, last, i, describe(parse, index, lexicon, named, first, i, last, head))


def _after_names(parse: Parse, named: dict[int, Named], first: int, i: int) -> int:
    """Return the start of the last part of a coordination whose earlier parts are names ("Reuters and two other papers")."""
    for k in range(i - 1, first, -1):
        if parse.pos[k] == "CCONJ" and any(j in named and named[j].last < k for j in range(first, k)):
            return k + 1
    return first


def _name_after(parse: Parse, named: dict[int, Named], i: int, last: int) -> Named | None:
    """Return the name of a group or state that stands right after its description ("the rebel group Ansar Dine")."""
    after = named.get(last + 1)
    if (
        after is None
        or last != i
        or after.kind not in ("actor", "state", "place", "organisation")
        or parse.sentence_of[i] != parse.sentence_of[after.last]
    ):
        return None
    head = parse.head_of(parse.start[after.first], parse.end[after.last])
    return after if head is not None and (parse.head[head] == i or parse.head[i] == head) and parse.dep[head] != "nsubj" else None


def _is_marked(parse: Parse, index: ActorIndex, lexicon: Lexicon, named: dict[int, Named], i: int, head: Head) -> bool:
    """Say whether a head that is often no actor has what makes it one; "their forces" and "our units" need nothing more."""
    if head.lemma not in terms("marked_heads") or (head.lemma == "force" and head.plural):
        return True
    return _marked(parse, index, lexicon, named, i)


def _prefixed(parse: Parse, first: int, i: int) -> int:
    """Return the first word of a phrase with a hyphened prefix that the parser cut off ("the ex-gunmen")."""
    k = first
    while k > 1 and parse.words[k - 1] == "-" and parse.lower[k - 2] in PREFIXES and parse.end[k - 1] == parse.start[k]:
        k -= 2
    if (
        k < first
        and k > 0
        and parse.lower[k - 1] in ("the", "a", "an", "these", "those", "some", "many")
        and parse.sentence_of[k - 1] == parse.sentence_of[i]
    ):
        k -= 1
    return k


def _tail(parse: Parse, i: int, last: int, head: Head) -> int:
    """Return the last word of an office with its "for" or "to" tail ("the envoy for the lakes"), or of a conjunct whose "of"
    tail the parser hung on the first conjunct."""
    after = last + 1
    if last == i and after < len(parse) and parse.lower[after] == "of" and parse.head[after] == parse.first_conjunct(i) != i:
        inner = parse.child(after, "pobj")
        if inner is not None and inner > after:
            return parse.noun_phrase(inner)[1]
    if (
        head.lemma.split(" ")[-1] in terms("office_tails")
        and after < len(parse)
        and parse.lower[after] in ("for", "to")
        and i <= parse.head[after] <= last
    ):
        inner = parse.child(after, "pobj")
        if inner is not None and inner > after:
            return parse.noun_phrase(inner)[1]
    return last


def _abstract(lemma: str) -> frozenset[str]:
    """Return the nouns whose "of" tail makes a head no actor ("state of emergency")."""
    return terms(f"{lemma}_of") if lemma in ("state", "body", "movement") else frozenset()


def _both(parse: Parse, i: int, last: int, head: Head) -> int:
    """Return the last word of a plural with the names of all it belongs to ("the governments of Kenya and Uganda")."""
    inner = next(
        (g for c in parse.children[i] if c > i and parse.lower[c] == "of" for g in parse.children[c] if parse.dep[g] == "pobj"), None
    )
    if not head.plural or inner is None or parse.pos[inner] != "PROPN":
        return last
    for k in parse.conjuncts(inner)[1:]:
        if parse.pos[k] == "PROPN" and k > last:
            last = k
    return last


def _nominal(parse: Parse, i: int) -> bool:
    """Say whether an adjective stands for people ("the wounded")."""
    return any(parse.dep[c] == "det" for c in parse.children[i]) and parse.dep[i] in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")


def _inner(parse: Parse, index: ActorIndex, lexicon: Lexicon, named: dict[int, Named], i: int, head: Head) -> Group | None:
    """Return a body that modifies another noun ("Syrian army positions"), where its own country or name stands before it."""
    name = named.get(i + 1)
    if (
        name is not None
        and name.kind in ("actor", "organisation")
        and name.first <= parse.head[i] <= name.last
        and not parse.words[i][:1].isupper()
    ):
        first, _ = tighten(parse, parse.noun_phrase(parse.head[i])[0], name.last, i)
        return Group(first, name.last, i, name.value)
    if head.people or i == 0 or parse.sentence_of[i] != parse.sentence_of[i - 1]:
        return None
    before, governor = parse.lower[i - 1], parse.head[i]
    longer = head_at(parse, lexicon, governor)
    if longer is not None and " " in longer.lemma:
        return None
    deed = head.lemma in terms("acting_modifiers") and parse.lemma[governor] in terms("hostile_deeds")
    if deed and before not in index.demonyms and (i - 1) not in named:
        return Group(i, i, i, describe(parse, index, lexicon, named, i, i, i, head))
    if before in index.demonyms or ((i - 1) in named and named[i - 1].last == i - 1):
        first = named[i - 1].first if (i - 1) in named else i - 1
        return Group(first, i, i, describe(parse, index, lexicon, named, first, i, i, head))
    return None


def _is_actor(parse: Parse, lexicon: Lexicon, i: int, head: Head) -> bool:
    lower, children = parse.lower[i], parse.children[i]
    marked = [c for c in children if c < i and parse.dep[c] in LEFT_MARKS]
    tail = {parse.lower[g] for c in children if c > i and parse.lower[c] == "of" for g in parse.children[c] if parse.words[g].islower()}
    owned = any(c > i and parse.lower[c] == "of" for c in children)
    if head.lemma == "state" and i > 1 and parse.lower[i - 1] == "of" and parse.lemma[i - 2] in OFFICES_OF_STATE:
        return False
    if head.lemma in terms("collections") and tail and not any(word in lexicon.heads or word in PRONOUNS for word in tail):
        return False
    if tail & _abstract(head.lemma):
        return False
    if lower == "power" or (lower in ("country", "nation") and not acts(parse, i)):
        return False
    if head.lemma == "side":
        return any(parse.lower[c] in terms("side_words") for c in marked) and not any(parse.lower[c] == "of" for c in children if c > i)
    if lower in ("bodies", "body", "ranks", "elements") and not any(parse.dep[c] in ("amod", "compound") for c in marked):
        return False
    if head.lemma == "agent" and any(parse.lower[c] in terms("substances") for c in marked):
        return False
    if head.plural or lower in terms("bare_heads") or parse.words[i][:1].isupper():
        alone = not marked and not owned and not head.plural and head.people and parse.pos[i] == "PROPN"
        return not alone or head.lemma in terms("office_tails")
    if head.lemma in terms("described_heads"):
        return any(parse.dep[c] in ("amod", "compound", "nummod", "poss") for c in marked) or (head.lemma == "resistance" and bool(marked))
    return bool(marked) or (head.people and owned and parse.dep[i] in ("appos", "nsubj", "conj"))


def _marked(parse: Parse, index: ActorIndex, lexicon: Lexicon, named: dict[int, Named], i: int) -> bool:
    """Say whether a word that is often no actor ("mission", "division") is made one by number, nation, name or kind."""
    if parse.words[i][:1].isupper() and i > parse.sentences[parse.sentence_of[i]][0]:
        return True
    for c in parse.children[i]:
        if c < i and parse.dep[c] in LEFT_MARKS:
            lower = parse.lower[c]
            if lower in index.demonyms or c in named or ORDINAL.match(lower) or any(lower in words for words in lexicon.modifiers.values()):
                return True
    return False


def _quantity(parse: Parse, lexicon: Lexicon, i: int) -> int | None:
    """Return the quantity noun that word i completes ("hundreds of residents"), or None."""
    if parse.dep[i] != "pobj":
        return None
    of = parse.head[i]
    noun = parse.head[of]
    if parse.lower[of] == "of" and noun == of - 1 and (parse.lower[noun] in lexicon.quantities or parse.lemma[noun] in lexicon.quantities):
        return noun
    return None


def tighten(parse: Parse, first: int, last: int, head: int) -> tuple[int, int]:
    """Keep a phrase within its line and drop punctuation, conjunctions and adverbs at its left edge."""
    smooth = parse.smooth
    for k in range(head, first, -1):
        if "\n" in smooth[parse.end[k - 1] : parse.start[k]]:
            first = k
            break
    for k in range(head, last):
        if "\n" in smooth[parse.end[k] : parse.start[k + 1]]:
            last = k
            break
    for k in range(head - 1, first - 1, -1):
        if parse.words[k] in ('"', "(", ")", ";"):
            first = k + 1
            break
    while first < head and _loose(parse, first):
        first += 1
    return first, last


def _loose(parse: Parse, i: int) -> bool:
    """Say whether a word at the left edge belongs to what stands before it; "close to 40" and "at least 5" hold together."""
    if parse.lower[i] in terms("approximate"):
        return False
    return parse.pos[i] in ("PUNCT", "CCONJ", "ADV", "SCONJ") or parse.lower[i] in ("to", "that")


def describe(
    parse: Parse, index: ActorIndex, lexicon: Lexicon, named: dict[int, Named], first: int, i: int, last: int, head: Head
) -> ActorValue:
    """Return the value of a described actor: kind by head and modifiers, side and country by any word of the phrase, the
    known actor it belongs to where one is named in it."""
    before = [w.lower() for w in WORDS.findall(parse.text[parse.start[first] : parse.start[i]])]
    around = (*range(i - 1, first - 1, -1), *range(i + 1, last + 1))
    inside = next((named[k] for k in around if k in named and not _is_prefix(parse, named[k].last)), None)
    country = _country(parse, index, first, last) or (inside.value.country if inside else None)
    side = _side(lexicon, [*before, head.lemma]) or (inside.value.side if inside and inside.kind == "actor" else None)
    kind = _kind(lexicon, head, before, inside)
    if head.people and not head.plural:
        return ActorValue(kind="person", country=country, side=side)
    if (
        side is None
        and kind == head.kind
        and kind in ("force", "state")
        and country
        and (not head.people or head.lemma in terms("servants"))
    ):
        side = "government"
    if head.lemma in terms("rule_nouns") and kind in ("state", "force") and country:
        state = index.state_of(country)
        if kind == "state" and state is not None and head.lemma in ("government", "regime", "administration"):
            return ActorValue(actor_id=state.actor.id, name=state.actor.name, kind="state", country=country, side="government")
    if kind == "force" and head.lemma in ("army", "military") and country in index.armies and last == i:
        army = index.armies[country]
        return ActorValue(actor_id=army.id, name=army.name, kind="force", country=country, side=side)
    if inside and inside.kind == "actor" and inside.last < i:
        return ActorValue(actor_id=inside.value.actor_id, name=inside.value.name, kind=kind, country=country, side=side)
    return ActorValue(kind=kind, country=country, side=side)


def _kind(lexicon: Lexicon, head: Head, before: list[str], inside: Named | None) -> str:
    if head.lemma == "party" and head.plural and not set(before) & lexicon.modifiers["political_body"]:
        return "organisation"
    if head.lemma not in terms("general_heads") and head.kind != "organisation":
        return head.kind
    words = set(before)
    for kind in KINDS_BY_MODIFIER:
        if words & lexicon.modifiers[kind] and (
            head.kind == "organisation" or kind in ("rebel_group", "militia", "criminal_group", "international_organisation", "ngo")
        ):
            return kind
    if (
        inside is not None
        and inside.kind == "actor"
        and inside.value.kind
        and head.kind in ("organisation", "force", "political_body", "population")
    ):
        return inside.value.kind
    return head.kind


def _side(lexicon: Lexicon, before: list[str]) -> str | None:
    for word in before:
        for side in SIDES:
            if word in lexicon.sides[side]:
                return side
    return None


def _is_prefix(parse: Parse, k: int) -> bool:
    """Say whether a name only begins a hyphened modifier ("Libyan-backed", "UN-led")."""
    return k + 1 < len(parse) and parse.words[k + 1] == "-" and parse.end[k] == parse.start[k + 1]


def _country(parse: Parse, index: ActorIndex, first: int, last: int) -> str | None:
    for k in range(first, last + 1):
        if parse.words[k][:1].isupper():
            states = index.demonyms.get(parse.lower[k])
            if states and not _is_prefix(parse, k):
                return states[0].actor.country
    return None
