"""Titles: what stands for an arrangement in histories and bulletins though no word of truce is its head: "the Peace of Nicias", "the
instrument of surrender", "a halt to the bombing", "made peace with".

Invariant: each of these counts only by its own words and the verb over it; none is guessed from the text around.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_MAKING_PEACE = deal_words("making_peace")
_RESOLVING = {"call", "demand", "impose", "mandate", "order", "require"}
_DRAFTS = {"draft", "proposed", "rival"}
_DECLARING = deal_words("declaring_a_halt")
_HALTED = deal_words("halted")
_YIELDING = deal_words("yielding")
_GIVING_UP = {"capitulation", "submission", "surrender"}
_VOTING_DOWN = {"block", "defeat", "reject", "veto"}
_ALLIANCES = deal_words("alliances")
_OPENING = deal_words("opening_a_text")
_STOPPED = _HALTED | {"force", "war"}
_STOPPING = {"cease", "cessation", "end", "halt", "refrain", "stop", "suspend", "suspension"}
_TRUCES = {"armistice", "ceasefire", "cease-fire", "truce"}
_ASKED, _NEAR = 24, 9  # words behind a verb of asking, and behind one of stopping, in which it is told what is to stop
_FAR = 24  # words behind a halt in which it is told who ordered it
_HEADING = 4  # words within which a heading at the head of a text must name what it names
_PAST = ("VBD", "VBN")


def is_peace(parse: Parse, i: int) -> bool:
    """Say whether "peace" names what was agreed: "the Peace of Nicias", "made peace with", "a peace was signed"."""
    if parse.dep[i] in ("compound", "amod", "nmod", "poss"):
        return False
    if parse.words[i] == "Peace" and (_of_a_name(parse, i) or parse.words[i - 1] in ("'", "’")):
        return True
    if parse.lower[i + 1 : i + 2] == ["of"] and parse.lower[i - 1] == "the" and any(_is_year(w) for w in parse.lower[i + 2 : i + 5]):
        return True  # "the peace of 8 October 1851"
    if any(parse.lower[c] == "with" for c in parse.children[i]) and any(_is_year(parse.lower[c]) for c in parse.children[i] if c < i):
        return True  # "the 2016 peace with the guerrillas"
    verb = parse.head[i]
    if parse.lower[verb] == "for" and parse.lemma[parse.head[verb]] == "sue":
        return True
    if parse.dep[i] not in ("dobj", "nsubjpass") or parse.lemma[verb] not in _MAKING_PEACE or parse.tag[verb] not in _PAST:
        return False
    return parse.child(verb, "neg") is None and not any(parse.tag[c] == "MD" for c in parse.children[verb])


def _of_a_name(parse: Parse, i: int) -> bool:
    """Say whether a name follows with "of": "the Treaty of Tilsit"."""
    of = next((c for c in parse.children[i] if parse.lower[c] == "of" and c == i + 1), None)
    return of is not None and any(parse.pos[k] == "PROPN" for k in parse.children[of])


def _is_year(word: str) -> bool:
    return word.isdigit() and len(word) == 4


def is_treaty(parse: Parse, i: int) -> bool:
    """Say whether "treaty" is part of the name of one that ends a war, no alliance or pact of trade: "the Treaty of Tilsit"."""
    if parse.words[i] not in ("Treaty", "Treaties") or not (
        _of_a_name(parse, i) or (parse.pos[i - 1] == "PROPN" and parse.head[i - 1] == i)
    ):
        return False
    return not binds_friends(parse, i)


def binds_friends(parse: Parse, i: int) -> bool:
    """Say whether a treaty is told as one of allies, of trade or to join a war: "entered the war under the secret Treaty of London"."""
    first, last = parse.sentences[parse.sentence_of[i]]
    said = parse.lower[first:last]
    named = {parse.lower[j] for j in range(max(first, i - 3), i)}
    return not _ALLIANCES.isdisjoint(said) or bool(named & {"atlantic", "naval"}) or "entered the war" in " ".join(said)


def is_paper(parse: Parse, i: int) -> bool:
    """Say whether a paper is one of surrender or truce: "the surrender documents", "an instrument of capitulation"."""
    if parse.lemma[i] in ("act", "paper") and not is_signed_apart(parse, i):
        return False  # "the act of surrender was a shock"
    return any(parse.lemma[w] in _YIELDING for w in _about(parse, i))


def is_surrender(parse: Parse, i: int) -> bool:
    """Say whether what a word names is a surrender, or a paper or agreement of one: the fighting of one side is over with it."""
    return any(parse.lemma[w] in _GIVING_UP for w in [i, *_about(parse, i)])


def _about(parse: Parse, i: int) -> list[int]:
    """Return the words that say what a paper or agreement is about: "surrender documents", "articles of capitulation"."""
    of = [k for c in parse.children[i] if parse.lower[c] == "of" for k in parse.children[c]]
    return [*(c for c in parse.children[i] if parse.dep[c] == "compound"), *of]


def is_halt(parse: Parse, i: int) -> bool:
    """Say whether a halt of a kind of fighting is declared, ordered or agreed on, "declared a suspension of the raids", and is no term of
    a deal ("ordered a halt to the raids under the plan")."""
    verb = parse.head[i]
    if any(parse.lower[c] == "under" for c in range(i, min(parse.right_edge(verb), i + 12) + 1)):
        return False
    agreed = parse.dep[i] == "pobj" and parse.lower[verb] in ("on", "to") and parse.lemma[parse.head[verb]] == "agree"
    verb = parse.head[verb] if agreed else verb
    told = agreed or (parse.dep[i] in ("dobj", "nsubjpass") and parse.lemma[verb] in _DECLARING)
    told = told or _is_ordered(parse, i)
    if not told or parse.child(verb, "neg") is not None:
        return False
    stopped = [k for c in parse.children[i] if parse.lower[c] in ("of", "to", "in", "on") for k in parse.children[c]]
    stopped += [c for c in parse.children[i] if parse.dep[c] == "compound"]
    return any(parse.lemma[k] in _HALTED for k in stopped)


def _is_ordered(parse: Parse, i: int) -> bool:
    """Say whether a halt goes on to tell who ordered it, or between whom it holds: "a suspension of the raids ordered by both sides", "the
    halt of movements between A and B"."""
    last = min(i + _FAR, parse.sentences[parse.sentence_of[i]][1] - 1)
    for j in range(i + 2, last):
        if parse.lower[j] == "between":
            return True
        if parse.lemma[j] in _DECLARING and parse.tag[j] in ("VBN", "VBD"):
            return parse.lower[j + 1] in ("at", "by", "for", "in", "on") or parse.dep[j] == "relcl"
        if parse.tag[j] in ("VBZ", "VBP", "MD"):
            return False
    return False


def is_voted_down(parse: Parse, i: int) -> bool:
    """Say whether a resolution is a draft that somebody vetoed or that was voted down: "vetoed a draft resolution demanding a truce"."""
    verb = parse.head[i]
    told = parse.dep[i] in ("dobj", "nsubjpass") and parse.lemma[verb] in _VOTING_DOWN and parse.child(verb, "neg") is None
    return told or any(parse.lemma[c] in _VOTING_DOWN and parse.dep[c] in ("acl", "amod", "relcl") for c in parse.children[i])


def is_resolved(parse: Parse, i: int) -> bool:
    """Say whether a truce is what a resolution that was adopted demands: "Resolution 9001 demanding a ceasefire"."""
    return bool(resolutions_over(parse, i))


def resolutions_over(parse: Parse, i: int) -> list[int]:
    """Return the adopted resolutions that are told to demand what word i names."""
    over = parse.head[i]
    verb = parse.head[over] if parse.lower[over] == "for" else over
    if parse.lemma[verb] not in _RESOLVING or not (parse.dep[i] == "dobj" or parse.lower[over] == "for"):
        return []
    spots = [*parse.children_of(verb, "nsubj"), parse.head[verb], *parse.children_of(parse.head[verb], "dobj", "nsubjpass")]
    numbers = [
        c for k in spots if parse.tag[k] == "CD" for c in parse.children_of(k, "compound", "nmod")
    ]  # "Resolution 9001", by its number
    texts = [k for k in (*spots, *numbers) if parse.lemma[k] == "resolution"]
    return [k for k in texts if not is_voted_down(parse, k) and not _DRAFTS & {parse.lower[c] for c in parse.children[k]}]


def stops_fire(parse: Parse, i: int) -> bool:
    """Say whether a resolution that goes by its number is told to stop the fighting: "Resolution 9001 demands that all cease their
    attacks", "It called on both to refrain from force"; one that asks for "a ceasefire" is told by that noun."""
    numbered = any(parse.tag[j] == "CD" and parse.words[j].isdigit() for j in range(i + 1, min(i + 3, len(parse))))
    if not numbered or _DRAFTS & {parse.lower[c] for c in parse.children[i]} or is_voted_down(parse, i):
        return False
    here = parse.sentence_of[i]
    last = parse.sentences[min(here + 1, len(parse.sentences) - 1)][1]
    for j in range(i + 1, last):
        if parse.lemma[j] not in _RESOLVING or parse.pos[j] != "VERB" or not _is_of_text(parse, i, j):
            continue
        asked = range(j + 1, min(j + _ASKED, parse.sentences[parse.sentence_of[j]][1]))
        if any(parse.lower[k] in _TRUCES for k in asked):
            return False
        if any(parse.lemma[k] in _STOPPING and _STOPPED & set(parse.lemma[k : k + _NEAR]) for k in asked):
            return True
    return False


def _is_of_text(parse: Parse, i: int, verb: int) -> bool:
    """Say whether a verb tells what a resolution asks: of the sentence that names it, or of the next with it for subject."""
    subject = parse.child(verb, "nsubj")
    if parse.sentence_of[verb] == parse.sentence_of[i]:
        return subject is None or parse.lower[subject] in ("which", "that", "it") or subject == i
    return subject is not None and (parse.lower[subject] in ("it", "which") or parse.lemma[subject] == "resolution")


def is_signed_apart(parse: Parse, i: int) -> bool:
    """Say whether a plural of truces was signed by those who each have one: "signed separate armistices"."""
    if any(parse.dep[c] == "nummod" and parse.lower[c] != "two" for c in parse.children[i]):
        return False  # "Nine truces have been signed since May"
    return parse.dep[i] in ("dobj", "nsubjpass") and parse.lemma[parse.head[i]] in ("sign", "conclude", "initial", "ink")


def is_convention(parse: Parse, i: int) -> bool:
    """Say whether "convention" names one by which armies came to terms: "the Convention of Cintra"; those of Geneva are none."""
    if parse.words[i] != "Convention" or not _of_a_name(parse, i) or {"geneva", "hague", "rights", "nations"} & set(parse.lower[i : i + 6]):
        return False
    return not binds_friends(parse, i)


def in_heading(parse: Parse, last: int, first: int = 0) -> bool:
    """Say whether a word ends or stands within a heading, at the head of the text or from word `first` on, that runs into the text:
    "Ceasefire talks The first war …"."""
    if last - first > _HEADING:
        return False
    return any(runs_into_text(parse, j, bare=True) for j in range(last, min(last + 3, len(parse) - 1)))


def runs_into_text(parse: Parse, last: int, *, bare: bool = False) -> bool:
    """Say whether a heading runs into the text after word `last`: "… and Oslo Peace Accords The war was on all minds"."""
    after = last + 1
    word = parse.words[last]
    if after >= len(parse) or not (bare or word[:1].isupper()) or not word[-1:].isalnum():
        return False
    return parse.words[after][:1].isupper() and parse.lower[after] in _OPENING
