"""Speech that lost its quotation marks on the way: sentences in the voice of who speaks, before or behind the verb that gives them.

Invariant: the words lie in whole sentences or in a whole clause, and their verb of saying is none of them unless a speaker quotes himself.
"""

from dataclasses import dataclass

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.voices.attribution import subject_of
from trucebook.reading.voices.cues import DAYS, load_cues
from trucebook.reading.voices.sources import is_cue, noun_after, noun_before

FIRST_PERSON = frozenset(
    {"i", "we", "my", "our", "us", "me", "myself", "ourselves", "mine", "ours", "im", "ive", "weve", "i'm", "i've", "we've", "we're"}
)
_TALK = frozenset(
    "you your youre nt n't dont didnt doesnt isnt arent wasnt werent wont cant couldnt wouldnt shouldnt havent hasnt "
    "theyre thats hes shes 're 'll".split()
)
_THIRD_PERSON = frozenset({"he", "she", "his", "her"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_BOTH = frozenset("cast put let hit cut set cost hurt shut spread".split())
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_SPOKEN = frozenset({"first", "pleads"})
_US = frozenset({"us", "me", "them"})
_BACK = 8
_SPARSE, _SHORT, _CLAUSE = 80, 16, 10


@dataclass(frozen=True)
class Direct:
    """Words as spoken: their characters, the cue word and the head word of the source, where known; `phrase` first and
    last word of the source where the text itself, not the parser, bounds it."""

    start: int
    end: int
    cue: int | None
    source: int | None
    phrase: tuple[int, int] | None = None


def is_first_person(parse: Parse, i: int) -> bool:
    """Say whether a word is "I", "we" and the like; "US" in capitals is a country."""
    return parse.lower[i] in FIRST_PERSON and (parse.words[i] == "I" or not parse.words[i].isupper())


def is_stripped(parse: Parse) -> bool:
    """Say whether a text has lost its quotation marks and its commas."""
    return '"' not in parse.smooth and _SPARSE * parse.lower.count(",") < len(parse)


def find_lost_marks(parse: Parse) -> list[Direct]:
    """Return sentences in the first person that "said X" closes or "X said:" opens; in a text without any marks, and behind
    such a sentence, the second person and short forms ("dont", "theyre") tell speech too. Where the commas are lost with the
    marks, sentences that judge and plead count as well, a clause in the first person under "said that", and what goes on behind."""
    bare = '"' not in parse.smooth
    stripped = is_stripped(parse)
    found = []
    for s, (first, last) in enumerate(parse.sentences):
        speaking = _speaking(parse, s, bare=bare, stripped=stripped)
        if speaking is None:
            continue
        made = _opened(parse, first, last, speaking) or closed(parse, s, speaking, stripped=stripped)
        if made is None and stripped and is_first_person(parse, speaking):
            made = _clause(parse, speaking)
        if made is not None:
            found.append(made)
    return found + _goings_on(parse, found) if stripped else found


def _speaking(parse: Parse, s: int, *, bare: bool, stripped: bool) -> int | None:
    """Return the word of a sentence from which on a verb of saying closes it, where it has the voice of who speaks, else None."""
    first, last = parse.sentences[s]
    said = parse.lower[first:last]
    if not FIRST_PERSON.isdisjoint(said) and (own := next((i for i in range(first, last) if is_first_person(parse, i)), None)) is not None:
        return own
    before = _voice(parse, s - 1, stripped=stripped) if s else "open"
    if not _TALK.isdisjoint(said):
        return first if bare or before == "first" else None
    if not stripped:
        return None
    spoken = pleads(parse, first, last) or (before in _SPOKEN and not _tells(parse, first, last))
    return first if spoken or (_goes_on_as_we(parse, s) and not _counts(parse, first, last)) else None


def _goes_on_as_we(parse: Parse, s: int) -> bool:
    """Say whether sentences in the first person follow that no verb of saying of their own gives to anybody."""
    if parse.lower[parse.sentences[s][1] - 1] != ".":
        return False
    k = s + 1
    while k < len(parse.sentences) and k - s < _BACK and _voice(parse, k, stripped=False) == "first":
        k += 1
    if k == s + 1:
        return False
    return k == len(parse.sentences) or not any(is_first_person(parse, i) for i in range(*parse.sentences[k]))


def pleads(parse: Parse, first: int, last: int) -> bool:
    """Say whether a sentence judges or pleads as speakers do and counts nobody: it points at what is before one's eyes ("this
    slaughter"), or has two words of duty, blame or certainty."""
    if _counts(parse, first, last):
        return False
    words = load_cues().pleading
    found = sum(parse.lower[i] in words for i in range(first, last))
    return found > 1 or any(_points(parse, i) for i in range(first, last - 1))


def _counts(parse: Parse, first: int, last: int) -> bool:
    """Say whether a number stands before a plural among some words."""
    return any(parse.tag[i] == "CD" and parse.tag[i + 1 : i + 2] == ["NNS"] for i in range(first, last))


def _tells(parse: Parse, first: int, last: int) -> bool:
    """Say whether a sentence tells what happened, with a count or with a past tense before its verb of saying."""
    past = (i for i in range(first, last) if parse.tag[i] == "VBD" and not is_cue(parse, i) and parse.lower[i] not in _BOTH)
    return _counts(parse, first, last) or next(past, None) is not None


def _points(parse: Parse, i: int) -> bool:
    """Say whether "this" or "these" points at an act or state of things, and at no time ("this week")."""
    if parse.lower[i] not in ("this", "these") or parse.dep[i] != "det":
        return False
    noun = parse.head[i]
    return noun > i and parse.lemma[noun] in load_cues().pointed


def _clause(parse: Parse, speaking: int) -> Direct | None:
    """Return the clause in the first person that stands under "said that": "said that our fingers do not leave the trigger"."""
    clause = speaking
    while parse.dep[clause] not in ("ccomp", "conj") or parse.pos[clause] not in ("VERB", "AUX"):
        if parse.head[clause] == clause or parse.dep[clause] in ("relcl", "acl", "advcl"):
            return None
        clause = parse.head[clause]
    cue = parse.head[parse.first_conjunct(clause)] if parse.dep[clause] == "conj" else parse.head[clause]
    source = parse.child(cue, "nsubj") if is_cue(parse, cue) and cue < clause else None
    if source is None and is_cue(parse, cue) and (beside := noun_before(parse, cue, max(cue - _CLAUSE, 0))) is not None:
        source = beside[1]
    if source is None or source > cue or is_first_person(parse, source):
        return None
    first, last = parse.left_edge(clause), parse.right_edge(clause)
    while first < clause and parse.lower[first] in ("that", "and", "but", ","):
        first += 1
    while last > clause and parse.pos[last] == "PUNCT":
        last -= 1
    return Direct(*_span(parse, first, last), cue, source) if first <= speaking else None


def _goings_on(parse: Parse, found: list[Direct]) -> list[Direct]:
    """Return the sentences in which a speaker goes on after "he said", up to the first that the report says itself."""
    taken = {parse.sentence_of[w] for d in found for w in parse.words_in(d.start, d.end)}
    more = []
    for d in found:
        if d.cue is None or parse.start[d.cue] < d.start:
            continue
        s = parse.sentence_of[d.cue] + 1
        while s < len(parse.sentences) and s not in taken and goes_on_saying(parse, s):
            first, last = parse.sentences[s]
            more.append(Direct(parse.start[first], parse.end[last - 1], None, d.source, d.phrase))
            taken.add(s)
            s += 1
    return more


def goes_on_saying(parse: Parse, s: int) -> bool:
    """Say whether a sentence behind "he said" is still his: in the first person, or a few words in the present without a name or count."""
    voice = _voice(parse, s, stripped=True)
    if voice in _SPOKEN:
        return True
    first, last = parse.sentences[s]
    if voice == "own" or last - first > _SHORT or any(parse.tag[i] in ("VBD", "CD") for i in range(first, last)):
        return False
    return any(parse.tag[i] in ("VBP", "VBZ", "MD") for i in range(first, last))


def _opened(parse: Parse, first: int, last: int, speaking: int) -> Direct | None:
    """Return the speech after "X told Y:" in one sentence."""
    colon = next((k for k in range(max(first, speaking - 8), speaking) if parse.lower[k] == ":"), None)
    if colon is None:
        return None
    cue = next((j for j in range(colon - 1, first - 1, -1) if is_cue(parse, j)), None)
    source = subject_of(parse, cue) if cue is not None else None
    if cue is None or source is None or colon + 1 >= last or _closing_verb(parse, speaking, last) is not None:
        return None
    return Direct(*_span(parse, colon + 1, last - 1), cue, source)


def _closing_verb(parse: Parse, speaking: int, last: int) -> int | None:
    return next((j for j in range(speaking + 2, last) if _says(parse, j) and _closing(parse, j, speaking)), None)


def _says(parse: Parse, j: int) -> bool:
    """Say whether a word is a finite verb of saying; the parser takes "the source added" for a participle where commas are lost."""
    told = parse.tag[j] in ("VBD", "VBZ") or (parse.tag[j] == "VBN" and parse.dep[j] != "amod" and parse.pos[j - 1] in _NOUNS)
    return told and is_cue(parse, j)


def closed(parse: Parse, s: int, speaking: int, *, stripped: bool) -> Direct | None:
    """Return the speech before "said X" or "X said" in sentence `s`, with the sentences before it that belong to it."""
    first, last = parse.sentences[s]
    cue = _closing_verb(parse, speaking, last)
    if cue is None:
        return None
    hit = _closing(parse, cue, speaking)
    if hit is None:
        return None
    source, stop = hit
    near = range(speaking - 1, max(first, speaking - 8) - 1, -1) if speaking > first else range(cue - 1, first, -1)
    colon = next((k for k in near if parse.lower[k] == ":"), None)
    if speaking == first and colon is not None and not any(is_cue(parse, j) for j in range(first, colon)):
        colon = None  # "The result: they left, he said", where nobody speaks before the colon
    begin = colon + 1 if colon is not None else _speech_start(parse, s, stripped=stripped)
    phrase = (stop + 1, source) if source < cue else None
    return Direct(*_span(parse, begin, stop), cue, source, phrase) if begin <= stop else None


def _span(parse: Parse, first: int, last: int) -> tuple[int, int]:
    while last > first and parse.lower[last] in (",", "-", "–", "—"):
        last -= 1
    return parse.start[first], parse.end[last]


def _closing(parse: Parse, j: int, speaking: int) -> tuple[int, int] | None:
    """Return the source of a cue that closes speech and the last word of the speech before it, or None."""
    after = j + 1 if j + 1 < len(parse) else None
    if parse.lemma[j] != "tell" and after is not None and (parse.pos[after] == "PROPN" or _is_the(parse, after)):
        source = noun_after(parse, after)
        if source is not None and not is_first_person(parse, j - 1) and parse.lower[after] not in DAYS:
            return source, j - 1
    if not _ends_there(parse, j):
        return None
    phrase = noun_before(parse, j, speaking) or _before_who(parse, j, speaking) or _before_age(parse, j, speaking)
    if phrase is None or is_first_person(parse, phrase[1]) or parse.lower[phrase[1]] == "you":
        return None
    return phrase[1], phrase[0] - 1


def _before_age(parse: Parse, j: int, floor: int) -> tuple[int, int] | None:
    """Return the name whose age and description stand between it and a verb of saying: "Ahmed Saleh 34 a father of four said"."""
    age = next((k for k in range(max(j - _CLAUSE, floor + 1), j) if parse.pos[k] == "NUM" and parse.pos[k - 1] == "PROPN"), None)
    if age is None or not parse.words[age].isdigit() or parse.lower[age + 1 : age + 2] not in (["a"], ["an"], ["the"], ["said"], ["who"]):
        return None
    return noun_before(parse, age, floor)


def _before_who(parse: Parse, j: int, floor: int) -> tuple[int, int] | None:
    """Return the name whose relative clause stands between it and a verb of saying: "Anna Holt who lost her brother told"."""
    who = next((k for k in range(j - 1, max(j - _CLAUSE, floor), -1) if parse.lower[k] == "who"), None)
    if who is None or parse.pos[who - 1] != "PROPN" or sum(parse.tag[k] == "VBD" for k in range(who, j)) > 1:
        return None
    return noun_before(parse, who, floor)


def _is_the(parse: Parse, i: int) -> bool:
    """Say whether an article opens the name of a person or source, as in "said the envoy"."""
    head = noun_after(parse, i) if parse.pos[i] == "DET" else None
    return head is not None and noun_before(parse, head + 1, i - 1) is not None


def _ends_there(parse: Parse, j: int) -> bool:
    """Say whether nothing that was said follows the cue: the sentence ends, or an addressee, a place, a time, a participle comes."""
    if any(c > j and parse.dep[c] == "ccomp" and parse.tag[c] != "VBG" for c in parse.children[j]):
        return False
    after = j + 1
    if (
        after >= len(parse)
        or parse.pos[after] in ("PUNCT", "ADP", "SCONJ", "ADV")
        or parse.tag[after] == "VBG"
        or parse.lower[after] in DAYS
    ):
        return parse.lower[after] != "that" if after < len(parse) else True
    return parse.lemma[j] == "tell" and (parse.pos[after] in ("PROPN", "NOUN", "DET") or parse.lower[after] in _US)


def _speech_start(parse: Parse, s: int, *, stripped: bool) -> int:
    """Return the word where speech without marks begins, reading back from sentence s."""
    start = spoken = s
    near = "first" if not stripped or any(is_first_person(parse, i) for i in range(*parse.sentences[s])) else "pleads"
    for k in range(s - 1, max(s - _BACK, -1), -1):
        voice = _voice(parse, k, stripped=stripped)
        if voice in _SPOKEN:
            start = spoken = k
        elif voice == "short" and spoken == k + 1 and near != "pleads":
            start = k
        elif voice == "own":
            break
        near = voice
    return parse.sentences[start][0]


def _voice(parse: Parse, s: int, *, stripped: bool) -> str:
    """Return whose voice a sentence has: first person; "pleads"; "own", the report's; "short", a few words without a name; else "open"."""
    first, last = parse.sentences[s]
    words = parse.lower[first:last]
    if '"' in words or any(_says(parse, j) and parse.lemma[j] != "go" for j in range(first, last)):
        return "own"
    if any(is_first_person(parse, i) for i in range(first, last)):
        return "first"
    if stripped and pleads(parse, first, last):
        return "pleads"
    if any(w in _THIRD_PERSON for w in words) or any(label in _NAMES for _, _, label in parse.entities_in(first, last - 1)):
        return "own"
    return "short" if last - first <= 7 and "CD" not in parse.tag[first:last] else "open"
