"""Passive rows: participles in a row of passives whose "be" is said once ("the siege is to be lifted, captives freed, the raids halted"),
which the parser took for verbs of the past, clauses aside or words about a noun.

Invariant: only participles behind a passive with "be" in its sentence are moved, in a copy, each with its subject, and no circle is made.
"""

from trucebook.reading.grammar.parse import Parse

_SEPARATORS = {",", ";", "and"}
_FINITE = {"VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WRB"}
_OWN = {"det", "amod", "nummod", "poss", "predet", "quantmod", "compound", "nmod", "advmod", "punct", "case"}
_NOUNS = {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
_HELPS = ("aux", "auxpass", "dobj", "mark")  # words with which a verb is no participle of the row
_FAR = 40  # words between the first passive and the last of its row
# verbs of things that are done to somebody or something, where their past is no other word than their participle
_DONE_TO = frozenset(
    "allow ban clear close deliver deploy disarm disband dismantle ease empty end evacuate exchange free grant halt hand lift move open"
    " permit place pull reconnect release remove reopen repair restore resume return send separate set spare stop store suspend swap"
    " transfer unblock".split()
)


def give_passive_rows(parse: Parse) -> bool:
    """Hang participles on the passive of whose row they are, in place, and say whether there were any."""
    given = False
    helped = {parse.head[i] for i, d in enumerate(parse.dep) if d in _HELPS and parse.lower[i] not in ("home", "with")}
    for be in [i for i, low in enumerate(parse.lower) if low == "be" and parse.dep[i] == "auxpass"]:
        first = parse.head[be]
        end = min(parse.sentences[parse.sentence_of[first]][1], first + _FAR)
        for word in range(first + 1, end):
            if parse.tag[word] in ("VBN", "VBD") and word not in helped and (noun := _done_to(parse, word, first)) is not None:
                given = _hang(parse, word, noun, first) or given
    return given


def _done_to(parse: Parse, word: int, first: int) -> int | None:
    """Return what is done by a participle of the row: its subject, or the noun right before it that it seems to tell of."""
    if parse.tag[word] == "VBD" and parse.lemma[word] not in _DONE_TO:
        return None
    noun = next((j for j in range(word - 1, first, -1) if parse.head[j] == word and parse.dep[j] in ("nsubj", "nsubjpass")), None)
    if noun is None and parse.dep[word] == "acl" and _stands_alone(parse, parse.head[word], word):
        noun = parse.head[word]
    if noun is None or not first < noun < word or parse.pos[noun] not in _NOUNS:
        return None
    begin = noun
    while parse.dep[begin - 1] in _OWN and noun >= parse.head[begin - 1] > begin - 1 and parse.lower[begin - 1] not in _SEPARATORS:
        begin -= 1
    between = range(first + 1, begin)
    if parse.lower[begin - 1] not in _SEPARATORS or any(parse.tag[j] in _FINITE for j in between):
        return None
    return noun


def _stands_alone(parse: Parse, noun: int, participle: int) -> bool:
    """Say whether a noun with a participle behind it is the subject of no verb of its own: "…, prisoners freed and the raids halted"."""
    if parse.lemma[participle] not in _DONE_TO and parse.lower[participle].endswith("ed"):
        return False  # "lifted, and prisoners captured in May"
    over = parse.head[noun]
    if parse.dep[noun] in ("nsubj", "nsubjpass"):
        return any(parse.head[j] == over and parse.dep[j] in ("nsubj", "nsubjpass") for j in range(participle + 1, over))
    return parse.dep[noun] in ("conj", "appos", "dobj", "pobj") and over < noun


def _hang(parse: Parse, word: int, noun: int, first: int) -> bool:
    """Hang a participle with its subject on the first passive of its row, and say whether that made no circle."""
    dep, head = parse.dep, parse.head
    above = [first, *parse.ancestors(first)]
    if noun in above:
        return False
    if word in above:
        if head[word] != word:
            return False
        top = above[above.index(word) - 1]
        head[top], dep[top] = top, "ROOT"
    if dep[word] == "acl":
        for j in range(word + 1, len(parse)):
            if parse.sentence_of[j] != parse.sentence_of[word]:
                break
            if head[j] == noun and dep[j] in ("cc", "conj", "punct"):
                head[j] = word
    head[word], dep[word], parse.tag[word], parse.pos[word] = first, "conj", "VBN", "VERB"
    head[noun], dep[noun] = word, "nsubjpass"
    return True
