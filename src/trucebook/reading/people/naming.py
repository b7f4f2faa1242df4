"""Actors by name: known names found in the text, and the parser's entities with their types mended.

Invariant: a span is answered with words of the parse; every name found carries the value of what it names.
"""

import re

from msgspec import Struct

from trucebook.actors import Actor, ActorIndex, Leader, Name, fold_words
from trucebook.model import ActorValue
from trucebook.reading.covering import Cover
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.lexicon import Lexicon, terms

NUMBERED = re.compile(r"\d|first$|second$|third$|fourth$|fifth$|sixth$|seventh$|eighth$")
LED = frozenset((verb, "by") for verb in ("led", "headed", "commanded", "founded")) | {("loyal", "to"), ("allied", "to")}
PLACED = frozenset(("in", "near", "at", "around", "outside", "inside", "into", "towards", "toward", "across", "onto"))
ARTICLES = frozenset(("al", "el", "ad", "an", "ar", "as", "ash", "at", "ath", "ul", "ud", "e", "i", "bin", "ibn"))
PARTNERS = frozenset(("with", "against", "between", "among", "by", "alongside"))


class Named(Struct, frozen=True):
    """A name in the text from word `first` to word `last`, both included, with what it names."""

    first: int
    last: int
    kind: str
    value: ActorValue


def value_of(actor: Actor) -> ActorValue:
    """Return the value of a mention of a known actor."""
    return ActorValue(actor_id=actor.id, name=actor.name, kind=actor.kind, country=actor.country, side=actor.side)


def find_names(notes: Notes, index: ActorIndex) -> list[Named]:
    """Return the known names of a report in text order, the longest at each place; a state or capital only where it acts."""
    parse = notes.parse
    pieces = fold_words(parse.words)
    matches: list[tuple[int, int, list[Name]]] = []
    openers = index.openers
    i, size = 0, len(parse)
    while i < size:
        if pieces[i] in openers or (pieces[i][-1:] == "s" and pieces[i][:-1] in openers):
            found = list(index.match(pieces, parse.words, i))
            if found:
                end = max(e for _, e in found)
                matches.append((i, end - 1, [name for name, e in found if e == end]))
                i = end
                continue
        i += 1
    context = _countries(parse, index, matches)
    return [named for first, last, names in matches for named in _read_name(notes, index, names, first, last, context)]


def _countries(parse: Parse, index: ActorIndex, matches: list[tuple[int, int, list[Name]]]) -> set[str | None]:
    """Return the countries that a report names, by name, capital or nationality."""
    found = {n.target.country for _, _, names in matches for n in names if n.kind in ("state", "capital") and isinstance(n.target, Actor)}
    for word in set(parse.words):
        if word[:1].isupper():
            found.update(state.actor.country for state in index.demonyms.get(word.lower(), ()))
    return found


def _read_name(notes: Notes, index: ActorIndex, names: list[Name], first: int, last: int, context: set[str | None]) -> list[Named]:
    parse, day = notes.parse, notes.report.published
    by_kind: dict[str, list[Name]] = {}
    for name in names:
        by_kind.setdefault(name.kind, []).append(name)
    if "actor" in by_kind and (first != last or parse.pos[first] in ("PROPN", "NOUN", "ADJ", "X") or parse.words[first].isupper()):
        actor = pick(by_kind["actor"], day, context)
        elsewhere = bool(context) and actor.country is not None and actor.country not in context
        if elsewhere and (NUMBERED.match(parse.lower[first]) or (actor.kind in ("state", "force") and parse.words[first].isupper())):
            return []
        return [Named(first, last, "actor", value_of(actor))]
    if "leader" in by_kind:
        return [Named(first, last, "leader", leader_value(by_kind["leader"], index, day))]
    if "surname" in by_kind and "state" not in by_kind:
        return [Named(first, last, "surname", leader_value(by_kind["surname"], index, day))]
    for kind in ("state", "capital"):
        if kind in by_kind:
            head = parse.head_of(parse.start[first], parse.end[last])
            if head is not None and acts(parse, head):
                return [Named(first, last, kind, value_of(pick(by_kind[kind], day, context)))]
            return [Named(first, last, "place", value_of(pick(by_kind[kind], day, context)))]
    return []


def pick(names: list[Name], day: str | None, context: set[str | None]) -> Actor:
    """Return the actor meant by a name: one that lived on the day, of a country the report names, else the first listed."""
    actors = [n.target for n in names if isinstance(n.target, Actor)]
    return min(actors, key=lambda a: (not a.lived(day), a.country not in context))


def leader_value(names: list[Name], index: ActorIndex, day: str | None) -> ActorValue:
    """Return the value of a person known as a leader; country and side only where all bearers of the name agree: who serves a world
    body stands on no side of a war."""
    leaders = [n.target for n in names if isinstance(n.target, Leader)]
    leaders = [x for x in leaders if day and x.led(day)] or leaders
    served = [index.actors[x.state] for x in leaders]
    names_, countries = {x.name for x in leaders}, {a.country for a in served}
    begun = all(day is None or x.first is None or x.first <= day for x in leaders)  # a namesake of years before is somebody else
    outside = begun and all(a.side == "international" for a in served)
    name = leaders[0].name if len(names_) == 1 else None
    country = countries.pop() if len(countries) == 1 else None
    return ActorValue(name=name, kind="person", country=country, side="international" if outside else None)


def acts(parse: Parse, word: int) -> bool:
    """Say whether a place name at a word stands for its government: subject or agent of an act, partner in talks or war."""
    word = parse.first_conjunct(word)
    dep, head = parse.dep[word], parse.head[word]
    lemma = parse.lemma[head]
    if dep == "nsubj":
        if lemma == "be" and any(parse.lower[c] in terms("willing_words") for c in parse.children[head]):
            return True
        return parse.pos[head] in ("VERB", "AUX") and lemma not in terms("still_verbs")
    if dep == "dobj":
        return lemma in terms("social_verbs")
    if dep == "pobj":
        preposition = parse.lower[head]
        governor = parse.lemma[parse.head[head]]
        if parse.dep[head] == "agent" or (preposition in ("with", "against") and governor not in terms("border_nouns")):
            return True
        return (preposition in PARTNERS and governor in terms("meetings")) or (
            preposition in ("of", "from", "by", "to") and governor in terms("diplomacy")
        )
    return dep in ("poss", "compound") and head > word and (lemma in terms("deeds") or lemma in terms("diplomacy"))


def find_entities(notes: Notes, index: ActorIndex, lexicon: Lexicon, taken: set[int]) -> list[Named]:
    """Return the parser's persons and organisations that no known name covers, retyped by lexicon and found places."""
    parse = notes.parse
    places = {(m.start, m.end) for m in notes.places}
    covered = Cover(places)
    times = {(m.start, m.end) for m in notes.periods}
    found = []
    for first, end, label in parse.entities:
        if label not in ("PERSON", "ORG"):
            continue
        first, last = _trim(parse, first, end - 1, lexicon)
        if last < first or any(i in taken for i in range(first, last + 1)) or (parse.start[first], parse.end[last]) in times:
            continue
        kind = _retype(parse, index, lexicon, first, last, label, places, covered)
        if kind:
            found.append(Named(first, last, "person" if kind == "person" else "organisation", ActorValue(kind=kind)))
    return found


def _trim(parse: Parse, first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    """Drop articles, titles and punctuation at the edges of an entity, and what follows a line break or a possessive."""
    for i in range(first, last):
        if "\n" in parse.smooth[parse.end[i] : parse.start[i + 1]] or parse.lower[i + 1] in ("[", "(", ",", '"'):
            last = i
            break
    while first <= last and (
        parse.pos[first] in ("DET", "PUNCT", "ADP", "CCONJ")
        or (parse.lower[first] in lexicon.title_words and first < last and not _is_of_body(parse, first))
    ):
        if parse.lower[first] in lexicon.particles and parse.pos[first] != "DET":
            break
        first += 1
    while last >= first and (parse.tag[last] == "POS" or parse.pos[last] == "PUNCT"):
        last -= 1
    return first, last


def _is_of_body(parse: Parse, title: int) -> bool:
    """Say whether "General" is part of the name of a body, and no rank: "the General Command"."""
    return parse.lower[title] == "general" and parse.lower[title + 1] in terms("general_bodies")


def _retype(
    parse: Parse,
    index: ActorIndex,
    lexicon: Lexicon,
    first: int,
    last: int,
    label: str,
    places: set[tuple[int, int]],
    covered: Cover,
) -> str | None:
    words, lower = parse.words[first : last + 1], parse.lower[first : last + 1]
    if not (words[-1][:1].isupper() or words[-1].isdigit()) or words[0].isdigit():
        return None
    if label == "PERSON" and (any(ch.isdigit() for w in words for ch in w) or _in_place(parse, first)):
        return None
    if label == "PERSON" and len(words) == 1 and parse.dep[first] == "dobj" and parse.lemma[parse.head[first]] in terms("place_verbs"):
        return None
    if lower[0] in lexicon.not_actors or lower[-1] in lexicon.not_actors or (len(words) == 1 and lower[0] in lexicon.title_words):
        return None
    titled = first > 0 and parse.lower[first - 1] in lexicon.title_words and parse.words[first - 1][:1].isupper()
    if (titled and not _is_of_body(parse, first - 1)) or _is_led_by(parse, first):
        return "person"
    if label == "ORG" and last > first and all(w[:1].isupper() for w in words) and _is_described(parse, lexicon, last):
        return "person"
    if covered.touches(parse.start[first], parse.end[last]) and (label == "PERSON" or (parse.start[first], parse.end[last]) in places):
        return None
    if len(words) == 1 and (lower[0] in index.demonyms or lower[0] in index.people or lower[0] in index.groups):
        return None
    if "of" in lower[1:] or "for" in lower[1:]:
        heads = lexicon.heads.get(lower[next(k for k, w in enumerate(lower) if k and w in ("of", "for")) - 1])
    else:
        heads = lexicon.heads.get(lower[-1])
    if heads:
        head = heads[-1][1]
        return head.kind if not head.people or head.plural else None
    if any(ch.isdigit() for ch in lower[-1]) and not any(w in lexicon.heads or w.isupper() for w in (*lower, *words)):
        return None
    if label == "PERSON":
        return "person" if all(w[:1].isupper() or w.lower() in lexicon.particles or w in "-'." for w in words) else None
    return "organisation"


def _is_described(parse: Parse, lexicon: Lexicon, last: int) -> bool:
    """Say whether a noun for one human being stands right after a name of two words or more: "Oleh Marchenko, a lawyer"."""
    if parse.lower[last + 1 : last + 2] != [","] or any(w in lexicon.heads for w in (parse.lower[last],)):
        return False
    for i in range(last + 2, min(len(parse), last + 8)):
        word = parse.lower[i]
        if word in lexicon.title_words or any(head.people and not head.plural for _, head in lexicon.heads.get(word, ())):
            return parse.tag[i] in ("NN", "NNP") and (i == last + 2 or parse.pos[last + 2] in ("DET", "ADJ", "NOUN", "PRON", "PROPN"))
        if parse.pos[i] not in ("DET", "ADJ", "NOUN", "PROPN", "PART", "PUNCT") or parse.lower[i] == ",":
            return False
    return False


def _in_place(parse: Parse, first: int) -> bool:
    """Say whether a preposition of place, or "the town of", stands right before a name without a title."""
    before = first - 1
    if before < 0:
        return False
    if parse.lower[before] == "of":
        return parse.lemma[parse.head[before]] in terms("place_nouns")
    return parse.lower[before] in PLACED


def _is_led_by(parse: Parse, first: int) -> bool:
    """Say whether "loyal to" or "led by" stands right before a name."""
    return first > 1 and (parse.lower[first - 2], parse.lower[first - 1]) in LED


def find_openings(parse: Parse, taken: set[int]) -> list[Named]:
    """Return names that begin with a word for an armed group in another tongue ("Liwa", "Jaysh", "Lashkar") before a name."""
    openers, found = terms("group_openers"), []
    for i, lower in enumerate(parse.lower):
        if lower in openers and i not in taken and parse.words[i][:1].isupper():
            last = _last_of_name(parse, i)
            if last > i and last not in taken:
                found.append(Named(i, last, "organisation", ActorValue(kind="rebel_group")))
    return found


def _last_of_name(parse: Parse, i: int) -> int:
    """Return the last capitalised word of a name that goes on from word i over articles and hyphens, within its sentence."""
    last, k, end = i, i + 1, min(parse.sentences[parse.sentence_of[i]][1], i + 8)
    while k < end and (parse.words[k] in ("-", "'") or parse.words[k][:1].isupper() or parse.lower[k] in ARTICLES):
        if parse.words[k][:1].isupper() and parse.lower[k] not in ARTICLES:
            last = k
        k += 1
    return last
