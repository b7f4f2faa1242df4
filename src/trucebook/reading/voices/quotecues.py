"""Cues of quotations: the verb, name or phrase that says whose words stand between two marks.

Invariant: the cue stands in the paragraph of its quotation, beside the marks or, where a translation put it there, inside them.
"""

import re

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.grammar.participants import by_agent
from trucebook.reading.voices.attribution import Attribution, classes_of, is_quoted_as, maker_of, may_be_heard, subject_of
from trucebook.reading.voices.colons import TAKEN_IN, name_before, subject_before
from trucebook.reading.voices.cues import load_cues
from trucebook.reading.voices.quotes import Quoted
from trucebook.reading.voices.sources import is_clause_free, is_cue, names_source, noun_after, noun_before

Hit = tuple[int, int | None]
_STOPS = frozenset({".", "!", "?", ";"})
_FINITE_OR_BARE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})
_LINKS = frozenset({",", "that", ":", "-", "–", "—"})
_ANNOUNCED = frozenset(
    {
        "statement",
        "message",
        "letter",
        "post",
        "tweet",
        "comment",
        "comments",
        "remarks",
        "words",
        "declaration",
        "communique",
        "communiqué",
        "answer",
        "reply",
        "account",
        "version",
        "explanation",
    }
)
_VOUCHING = frozenset({"say", "find", "judge", "accuse"})
_AHEAD, _BACK = 30, 40
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_DASHED = re.compile(r"[ \t\xa0]*\n?[ \t\xa0]*[―—–][ \t\xa0]*(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,4})(?=\s*(?:[,.(\n]|$))")
_RELATIVES = frozenset({"who", "which", "that"})
_CERTAIN = frozenset({"sure", "certain", "convinced", "confident", "adamant"})
_SUBORDINATE = frozenset({"though", "although", "while", "because", "when", "if", "but", "even", "unless", "whereas"})


def by_sentence(parse: Parse, attributions: tuple[Attribution, ...]) -> dict[int, list[Attribution]]:
    """Return the attributions by the sentence their cue stands in."""
    around: dict[int, list[Attribution]] = {}
    for a in attributions:
        around.setdefault(parse.sentence_of[a.cue], []).append(a)
    return around


def cue_of(parse: Parse, q: Quoted, words: range, *, limit: int, known: dict[int, int], around: dict[int, list[Attribution]]) -> Hit | None:
    """Return cue and source of a quotation, from the surest place to the least sure.

    `words` are the words between the marks, `limit` the next opening mark, `known` the sources of cues found before.
    """
    hit = (
        _name_after(parse, q, words)
        or name_before(parse, words)
        or _cue_before(parse, q, words, known, near=True)
        or _cue_inside(parse, words)
        or _cue_after(parse, q, words, limit)
        or _cue_before(parse, q, words, known, near=False)
        or subject_before(parse, words)
        or covering(parse, words, around)
    )
    return _quoted(parse, *outer(parse, hit, around, words)) if hit is not None else None


def _quoted(parse: Parse, cue: int, source: int | None) -> Hit:
    """Return whom a paper or agency quotes in place of the agency: "the agency quoted a baker as saying", "was told by a baker"."""
    if parse.lemma[cue] in ("tell", "inform") and parse.child(cue, "auxpass") is not None:
        told_by = by_agent(parse, cue)
        return cue, source if told_by is None else told_by
    if parse.lemma[cue] in load_cues().quoted_as and parse.child(cue, "auxpass") is None:
        spoken = parse.child(cue, "dobj")
        if spoken is not None and any(parse.lower[c] == "as" for w in (cue, spoken) for c in parse.children[w]):
            return cue, spoken
    return cue, source


def outer(parse: Parse, hit: Hit, around: dict[int, list[Attribution]], words: range) -> Hit:
    """Return who reports what another is said to think or do: in "Lee said he believed it was "over"" and in "Lee said the guards
    had signed "for the children"" the words are Lee's. Who is said to say or judge keeps them."""
    cue, source = hit
    if source is None or not _is_told(parse, cue, source, words):
        return hit
    for a in around.get(parse.sentence_of[cue], ()):
        if a.first <= cue <= a.last and a.kind in _VOUCHING and a.source is not None and a.cue != cue:
            return a.cue, a.source
    return hit


def _is_told(parse: Parse, cue: int, source: int, words: range) -> bool:
    """Say whether a cue only belongs to what is told: it says nothing itself, the words are but a phrase of it, or its subject
    cannot speak."""
    if is_cue(parse, cue):
        return any(parse.dep[c] == "prep" and c == words[0] for c in parse.children[cue])
    if parse.tag[source] == "PRP":
        return True
    judging = not classes_of(parse, cue)[0].isdisjoint({"judge"})
    return not judging or not (may_be_heard(parse, source) or parse.pos[source] == "PROPN")


def _is_fragment(parse: Parse, words: range) -> bool:
    """Say whether quoted words are a short term without a verb, as names and scare quotes are."""
    return len(words) <= 3 and not any(parse.tag[i] in _FINITE_OR_BARE for i in words)


def _name_after(parse: Parse, q: Quoted, words: range) -> Hit | None:
    """Return the name behind a dash after the closing mark, or the name that opens a line of dialogue inside the marks."""
    m = _DASHED.match(parse.text, q.last)
    if m is not None:
        source = parse.word_at(m.start("name"))
        return source, _name_end(parse, source)
    if len(words) > 3 and parse.lower[words[1]] == ":" and parse.words[words[0]].isupper() and len(parse.words[words[0]]) > 2:
        return words[0], words[0]
    return None


def _name_end(parse: Parse, word: int) -> int:
    """Return the last word of the name that a word opens."""
    while (
        word + 1 < len(parse)
        and parse.words[word + 1][:1].isupper()
        and parse.start[word + 1] - parse.end[word] == 1
        and parse.pos[word + 1] == "PROPN"
    ):
        word += 1
    return word


def _cue_after(parse: Parse, q: Quoted, words: range, limit: int) -> Hit | None:
    """Return cue and source after the closing mark: "…," said X; "…," X said; "…", according to X."""
    first = parse.word_at(q.last - 1) + 1
    while first < len(parse) and (parse.start[first] < q.last or parse.lower[first] in (",", "-", "–", "—", '"', "'", "''")):
        first += 1
    if first >= len(parse) or _PARAGRAPH.search(parse.text, q.last, parse.start[first]):
        return None
    closed = parse.text[q.end - 1] in ".!?…" and not parse.text[q.last : q.last + 2].lstrip().startswith(",")
    if closed and parse.text[q.end - 1] == "." and parse.words[first][:1].isupper():
        return None
    if parse.lower[first] == "according":
        return _according(parse, first)
    if parse.lower[first] in _SUBORDINATE or parse.lower[first] == ":":
        return None
    if "," in parse.text[q.end - 1 : parse.start[first]] and (inverted := _inverted(parse, first)) is not None:
        return inverted
    for j in range(first, min(first + (8 if closed else _AHEAD), len(parse))):
        if parse.start[j] >= limit or _is_end(parse, j) or _broken(parse, j, first):
            return None
        if not (is_cue(parse, j) or _is_sure(parse, j)) or parse.tag[j] == "VB" or _is_deed_beside(parse, j, words):
            if (
                parse.tag[j] in ("VBD", "VBZ", "VBP")
                and parse.pos[j] == "VERB"
                and parse.dep[j] in ("ROOT", "ccomp")
                and parse.lower[j - 1] not in ("who", "which")
            ):
                return None
            continue
        source = _source_near(parse, j, first, goes_on=goes_on(parse, q, first))
        if source is not None:
            return j, source
    return None


def _is_sure(parse: Parse, j: int) -> bool:
    """Say whether a verb tells how sure somebody is, as translations close a quotation: ""…," the mayor is convinced"."""
    if parse.lower[j] in _CERTAIN:
        return parse.child(j, "auxpass") is not None
    return parse.lemma[j] == "be" and any(parse.lower[c] in _CERTAIN for c in parse.children_of(j, "acomp", "attr"))


def _is_deed_beside(parse: Parse, j: int, words: range) -> bool:
    """Say whether a verb tells of another in a clause set beside the one that holds the words: ""bandits" had fired and the guards
    had replied"."""
    return (
        parse.dep[j] == "conj" and words[-1] < parse.head[j] < j and parse.child(j, "nsubj") is not None and parse.child(j, "ccomp") is None
    )


def _inverted(parse: Parse, first: int) -> Hit | None:
    """Return a verb of any kind that stands between the words spoken and somebody, as translations have it: ""…", sums up a driver"."""
    if parse.tag[first] == "PRP" and _closes(parse, first + 1):
        return first + 1, first
    if parse.tag[first] not in ("VBZ", "VBD", "NNS") or parse.lemma[first] in ("be", "have", "do"):
        return None
    at = first + 1 + (parse.tag[first + 1 : first + 2] in (["RP"], ["RB"]) or parse.lower[first + 1 : first + 2] in (["up"], ["aside"]))
    one_of = parse.lower[at : at + 2] == ["one", "of"]
    at += 2 * one_of
    at += parse.tag[at : at + 1] == ["PRP$"]
    source = noun_after(parse, at) if at < len(parse) else None
    if source is None or parse.pos[source] == "PRON":
        return None
    named = any(label in ("PERSON", "ORG") for _, _, label in parse.entities_in(source, source))
    return (first, source) if named or one_of or parse.lemma[source] in load_cues().persons else None


def _closes(parse: Parse, j: int) -> bool:
    """Say whether a finite verb of doing ends its clause: "he rejoices." """
    if j + 1 >= len(parse) or parse.tag[j] not in ("VBD", "VBZ") or parse.pos[j] != "VERB":
        return False
    return parse.pos[j + 1] == "PUNCT"


def goes_on(parse: Parse, q: Quoted, first: int) -> bool:
    """Say whether the report's own sentence runs on behind the marks, so that no source begins there: the quotation is a
    part of a sentence, or a preposition, a conjunction or an adverb follows."""
    return parse.text[q.start].islower() or parse.pos[first] in ("ADP", "CCONJ", "SCONJ", "ADV", "VERB", "AUX")


def _is_end(parse: Parse, j: int) -> bool:
    """Say whether a word ends a sentence: a stop that is not part of a short title or initial."""
    if parse.lower[j] not in _STOPS:
        return False
    return not (
        parse.lower[j] == "."
        and j
        and parse.words[j - 1][:1].isupper()
        and len(parse.words[j - 1]) <= 3
        and j + 1 < len(parse)
        and parse.pos[j + 1] == "PROPN"
    )


def _broken(parse: Parse, j: int, first: int) -> bool:
    return j > first and _PARAGRAPH.search(parse.text, parse.end[j - 1], parse.start[j]) is not None


def _according(parse: Parse, i: int, mark: int | None = None) -> Hit | None:
    """Return "according" and the source behind its "to"; before a mark the noun right at it where the parser saw none."""
    if parse.lower[i + 1 : i + 2] != ["to"]:
        return None
    source = parse.child(i + 1, "pobj")
    if mark is not None and (source is None or source >= mark):
        last = mark - 1
        while last > i + 1 and parse.pos[last] == "PUNCT":
            last -= 1
        source = last if last > i + 1 and parse.pos[last] in ("NOUN", "PROPN") else None
    return (i, maker_of(parse, source)) if source is not None else None


def _source_near(parse: Parse, j: int, first: int, *, goes_on: bool) -> int | None:
    """Return the source of a cue verb that follows the words spoken: the noun phrase between them, or the verb's subject."""
    subject = parse.child(j, "nsubj")
    if j == first or (j == first + 1 and parse.lemma[first] == "have"):
        return subject if subject is not None and subject > j else noun_after(parse, j + 1)
    if (parse.dep[j] == "relcl" and parse.head[j] >= first) or parse.tag[j] == "VBG":
        return None
    beside = noun_before(parse, j, first - 1)
    if beside is not None and (goes_on or parse.tag[beside[1]] == "PRP"):
        return _whole(parse, *beside, first)
    head = noun_after(parse, first) if not goes_on and is_clause_free(parse, first, j) else None
    if head is not None and head < j:
        return head
    if subject is not None and subject >= first and (parse.lower[subject] not in _RELATIVES or parse.words[subject].isupper()):
        return subject
    if (
        beside is None
        and not goes_on
        and (head := noun_after(parse, first)) is not None
        and parse.lower[head + 1 : j].count("who") + parse.lower[head + 1 : j].count("which")
    ):
        return head
    return beside[1] if beside is not None else None


def _whole(parse: Parse, start: int, head: int, floor: int) -> int:
    """Return the head of a source's noun phrase whose tail alone stands at the cue: "a negotiator for the council said"."""
    at = start - 2
    if at > floor and parse.lower[start - 1] in ("for", "of", "from", "in") and names_source(parse, at) and parse.pos[at] == "NOUN":
        return at
    return head


def _cue_before(parse: Parse, q: Quoted, words: range, known: dict[int, int], *, near: bool) -> Hit | None:
    """Return cue and source before the opening mark, in the same sentence; `near`: nothing but a comma, a colon, "that" or
    an addressee between."""
    last = words[0] - 1
    while last >= 0 and parse.lower[last] in ('"', "'", "''", "``", "`", "["):
        last -= 1
    colon = last >= 0 and parse.lower[last] == ":"
    if last < 0 or (not colon and _PARAGRAPH.search(parse.text, parse.end[last], q.first)):
        return None
    fragment = _is_fragment(parse, words)
    announced = False
    for j in range(last, max(last - (_BACK if not near or colon else 4), -1), -1):
        if _is_end(parse, j) or (j < last and _broken(parse, j + 1, 0)):
            return None
        announced = announced or (colon and parse.lower[j] in _ANNOUNCED)
        if parse.lower[j] == "according" and not near:
            return _according(parse, j, words[0])
        if not near and parse.quoted[j]:
            continue
        if _speaks(parse, j, fragment=fragment, wide=not near, announced=announced):
            source = subject_of(parse, j, known)
            if source is not None and source not in words:
                return j, source
        if near and not colon and parse.lower[j] not in _LINKS and parse.pos[j] not in ("PROPN", "PRON", "ADV", "NOUN"):
            return None
    return None


def _speaks(parse: Parse, j: int, *, fragment: bool, wide: bool, announced: bool) -> bool:
    """Say whether a word before the marks is their cue; a verb of naming is none for a term, a passive only "quoted as"."""
    if not parse.tag[j].startswith("VB") or not (is_cue(parse, j, wide=wide) or (announced and parse.tag[j] in ("VBD", "VBZ", "VBN"))):
        return False
    if (fragment and parse.lemma[j] in load_cues().naming) or (announced and parse.lemma[j] in TAKEN_IN):
        return False
    return parse.child(j, "auxpass") is None or is_quoted_as(parse, j)


def _cue_inside(parse: Parse, words: range) -> Hit | None:
    """Return a cue that a translation left inside the marks: a comma, a verb of saying, then its subject; at the very end
    of the words also without the comma."""
    if len(words) < 6:
        return None
    for j in words[2:-1]:
        if parse.tag[j] not in ("VBD", "VBZ", "VBP", "NNS") or "say" not in load_cues().verbs.get(parse.lemma[j], ()):
            continue
        source = noun_after(parse, j + 1)
        if source is None or source not in words or parse.pos[source] == "PRON":
            continue
        if parse.lower[j - 1] == "," or (
            parse.pos[source] == "PROPN"
            and parse.tag[j] == "VBD"
            and not any(c > j and c != source and parse.dep[c] in ("ccomp", "dobj") for c in parse.children[j])
            and words[-1] - source <= 1
        ):
            return j, source
    return None


def covering(parse: Parse, words: range, around: dict[int, list[Attribution]]) -> Hit | None:
    """Return cue and source of the nearest attribution in the sentence whose content holds the words."""
    best, fragment = None, _is_fragment(parse, words)
    for a in around.get(parse.sentence_of[words[0]], ()):
        if a.first > words[0] or words[-1] > a.last or a.kind not in ("say", "find", "judge", "accuse"):
            continue
        if fragment and parse.lemma[a.cue] in load_cues().naming:
            continue
        if best is None or a.last - a.first < best.last - best.first:
            best = a
    return (best.cue, best.source) if best is not None and best.source is not None else None
