"""Straining: words by which a report ties acts to a truce without saying that it is broken, and acts that break none.

Invariant: a tie is a word of the text with an agreement named near it.
"""

from itertools import islice

from trucebook.model import Claim
from trucebook.reading.deals.breaches import Hostile, HostileWords
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Ground
from trucebook.reading.grammar.parse import Parse

Tie = tuple[int, Claim, str]
_RUINS = deal_words("ruins")
_BRITTLE = deal_words("brittle")
_GIVEN = deal_words("given_words")
_BROKEN = deal_words("truces_told") | {"calm"}
_ANSWERING = deal_words("answering")
_MAKINGS = deal_words("makings")
_ENDANGERING = deal_words("endangering")
_CALMS = deal_words("truces_told") | deal_words("calms")
_HOLDING_ON = deal_words("lasting") | {"enter", "continue", "remain"}
_OPENING = {"amid", "apart", "aside", "bar", "barring", "but", "except", "exception", "save"}
_OVER = ("expired", "fulfilled", "superseded", "refused")


def in_ruins(parse: Parse, ground: Ground) -> list[Tie]:
    """Return the ties of a truce that is told as close to its end: "The deal looked close to ruin after …", "the precarious truce"."""
    ties: list[Tie] = []
    for w, claim in ground.words:
        if claim.value("status") in _OVER:
            continue
        if any(parse.lower[c] in _BRITTLE and parse.dep[c] == "amod" for c in parse.children[w]):
            ties.append((w, claim, "despite"))
        verb = parse.head[parse.first_conjunct(w)]
        if not parse.dep[parse.first_conjunct(w)].startswith("nsubj") or parse.pos[verb] not in ("VERB", "AUX"):
            continue
        near = range(verb + 1, min(parse.right_edge(verb), verb + 6) + 1)
        if parse.child(verb, "neg") is None and any(parse.lower[j] in _RUINS for j in near):
            ties.append((verb, claim, "despite"))
    return ties


def opposing(parse: Parse, words: HostileWords) -> list[int]:
    """Return the words of a report that open what a truce holds in spite of, in text order."""
    return [j for j in parse.forms_of(_OPENING | words.terms["tie_words"]) if opposes(parse, words, j)]


def opposes(parse: Parse, words: HostileWords, j: int) -> bool:
    """Say whether a word opens what a truce holds in spite of: "despite", "apart from", "except for", "save for", "barring"."""
    lower, after = parse.lower[j], parse.lower[j + 1 : j + 2]
    if lower in words.terms["tie_words"] or lower == "barring" or (lower == "bar" and parse.pos[j] != "NOUN"):
        return True
    if lower == "amid":
        return parse.lemma[parse.head[j]] in _HOLDING_ON  # "entered its fourth day amid sniping"
    if lower in ("apart", "aside"):
        return after == ["from"]
    if lower == "except" and parse.dep[j] == "prep":
        return True
    return (lower in ("but", "except", "save") and after == ["for"]) or (lower == "exception" and after == ["of"])


def called_breach(parse: Parse, ground: Ground) -> list[Tie]:
    """Return the ties of acts that somebody calls a breach without naming the truce: "called the raid a blatant violation"."""
    ties: list[Tie] = []
    for j in parse.words_of(_BREACHES):
        if parse.dep[j] not in ("oprd", "ccomp", "attr", "pobj", "dobj", "xcomp", "appos"):
            continue
        verb = next((a for a in islice(parse.ancestors(j), 3) if parse.lemma[a] in _NAMING), None)
        if verb is None or any(k in ground.at for k in range(j, min(parse.right_edge(j), j + 8) + 1)):
            continue
        claim = ground.near(parse, j, reach=_FAR)
        if claim is not None and claim.value("status") in ("in_force", "violated", "announced", "unknown"):
            ties.append((j, claim, "called"))
    return ties


def endangering(parse: Parse, ground: Ground) -> list[Tie]:
    """Return the ties of what was told before where it is said to put a truce at risk: "Such acts endanger the first respite in months"."""
    ties: list[Tie] = []
    for v in parse.words_of(_ENDANGERING):
        if parse.pos[v] != "VERB" or parse.child(v, "neg") is not None:
            continue
        subject, obj = parse.child(v, "nsubj"), parse.child(v, "dobj")
        if subject is None or obj is None or not _points_back(parse, subject):
            continue
        claim = ground.at.get(obj) or (ground.near(parse, v, reach=_FAR) if parse.lemma[obj] in _CALMS else None)
        if claim is not None and claim.value("status") not in _OVER:
            ties.append((v, claim, "called"))
    return ties


def _points_back(parse: Parse, subject: int) -> bool:
    """Say whether a subject sums up what was told before: "these", "such acts"."""
    pointing = ("such", "these", "this", "those")
    return parse.lower[subject] in pointing or any(parse.lower[c] in pointing for c in parse.children[subject])


def out_of_keeping(parse: Parse, ground: Ground) -> list[Tie]:
    """Return the ties of acts that are told to be "not consistent with the agreement", or "incompatible with" it."""
    ties: list[Tie] = []
    for w, claim in ground.words:
        prep = parse.head[w]
        adjective = parse.head[prep]
        if parse.dep[w] != "pobj" or parse.lower[prep] != "with" or claim.value("status") in _OVER:
            continue
        denied = parse.lower[adjective] in ("consistent", "compatible") and parse.child(parse.head[adjective], "neg") is not None
        if denied or parse.lower[adjective] in ("inconsistent", "incompatible"):
            ties.append((adjective, claim, "called"))
    return ties


def after_signing(parse: Parse, ground: Ground) -> list[Tie]:
    """Return the ties of "Men of both sides, who had signed a treaty in May, traded fire": what those who had made it did then."""
    ties: list[Tie] = []
    for w, claim in ground.words:
        made = parse.head[parse.first_conjunct(w)]
        had = any(parse.lower[c] == "had" for c in parse.children[made])
        if had and parse.dep[made] == "relcl" and parse.lemma[made] in _MAKING and claim.value("status") not in _OVER:
            verb = next((a for a in parse.ancestors(made) if parse.pos[a] == "VERB"), None)
            ties += [(verb, claim, "since")] if verb is not None else []
    return ties


_MAKING = deal_words("made")
_BREACHES = {"breach", "infringement", "violation"}
_NAMING = {"brand", "call", "condemn", "denounce", "describe", "label", "term"}
_FAR = 8  # sentences between the truce and a breach of it that is only called so


def since_making(parse: Parse, ground: Ground) -> list[Tie]:
    """Return the ties of "Since the signing the rebels have …", "since the truce", where no clause says what came about."""
    ties: list[Tie] = []
    for j, lower in enumerate(parse.lower):
        if lower != "since" or parse.dep[j] != "prep":
            continue
        for k in parse.children[j]:
            made = parse.lemma[k] in _MAKINGS
            claim = ground.at.get(k) or (ground.before(parse, j) if made else None)
            if claim is not None and claim.value("status") not in _OVER and not any(parse.lower[c] == "end" for c in parse.children[k]):
                ties.append((j, claim, "since"))
    return ties


def breaks_word(parse: Parse, verb: int) -> bool:
    """Say whether somebody breaks what he gave: "broke its word", "broke their pledges"."""
    obj = parse.child(verb, "dobj")
    if obj is not None and parse.lemma[obj] in _BROKEN and any(parse.lower[c] in ("the", "that") for c in parse.children[obj]):
        return True  # "broke the understanding by …"
    if obj is None or parse.lemma[obj] not in _GIVEN | {"peace"}:
        return False
    return parse.lemma[obj] == "peace" or any(parse.tag[c] == "PRP$" for c in parse.children[obj])


def answers(parse: Parse, hostile: Hostile) -> bool:
    """Say whether an act only answers another: "replied with mortars", "returned fire", "shot back", a counter-attack."""
    told = [hostile.word] if hostile.verb is None else [hostile.word, hostile.verb]
    told += [parse.head[hostile.word]] if parse.dep[hostile.word] == "dobj" else []
    for w in told:
        if parse.lemma[w] in _ANSWERING and parse.pos[w] == "VERB" and (hostile.nominal or w != hostile.word):
            return True
        shot = parse.lemma[w] in _SHOOTING
        if shot and any(parse.lower[c] == "back" and parse.dep[c] in ("advmod", "prt") and c == w + 1 for c in parse.children[w]):
            return True
    after = range(hostile.word + 1, min(hostile.last + 6, len(parse) - 2))
    if any(parse.lower[j] == "self" and parse.lower[j + 2].startswith("defen") for j in after):
        return True  # "fired only in self-defence"
    return parse.lower[hostile.word].startswith("counter") or _shot_down(parse, hostile.word) or _under_answer(parse, hostile.word)


_SHOOTING = {"fire", "fight", "hit", "lash", "open", "shell", "shoot", "strike", "take", "win"}


def _shot_down(parse: Parse, verb: int) -> bool:
    """Say whether a missile or drone is brought down, which only wards it off."""
    down = any(parse.lower[c] == "down" for c in parse.children[verb])
    return down and any(parse.lemma[c] in _DROPPED | {"drone"} for c in parse.children_of(verb, "dobj", "nsubjpass"))


def _under_answer(parse: Parse, word: int) -> bool:
    """Say whether a noun stands under a verb of answering: "answered with artillery and air raids"."""
    prep = parse.head[parse.first_conjunct(word)]
    return parse.lower[prep] == "with" and parse.lemma[parse.head[prep]] in _ANSWERING


def is_launched(parse: Parse, participle: int) -> bool:
    """Say whether a participle tells how a weapon came down: "barrel bombs dropped from helicopters"."""
    return parse.lemma[participle] in _LAUNCHING and parse.lemma[parse.head[participle]] in _DROPPED


_LAUNCHING = {"drop", "fire", "launch", "lob", "shoot"}
_DROPPED = {"bomb", "missile", "mortar", "rocket", "shell", "barrel", "munition"}


def on_outsiders(parse: Parse, words: HostileWords, hostile: Hostile) -> bool:
    """Say whether an act falls on those whom no truce covers: "struck terrorist groups", "an assault on the Islamic State"."""
    verb = hostile.word if hostile.verb is None else hostile.verb
    hit = [c for c in parse.children[verb] if parse.dep[c] in ("dobj", "nsubjpass")]
    hit += [k for c in parse.children[hostile.word] if parse.lower[c] in ("on", "against", "at", "with") for k in parse.children[c]]
    shut_out = words.terms["outside_words"] | _SHUNNED
    spans = [set(parse.lower[parse.left_edge(h) : min(parse.right_edge(h), h + 6) + 1]) for h in hit]
    return any(shut_out & said or {"jihadist", "held"} <= said for said in spans)


_SHUNNED = deal_words("shunned")


def told_again(parse: Parse, hostile: Hostile, by: int | None, before: list[tuple[Hostile, int | None]]) -> bool:
    """Say whether an act is one of those before told again: the same act by the same side in the next sentences, no other place named,
    or a participle beside it ("shelled the town, targeting homes")."""
    here = parse.sentence_of[hostile.word]
    if parse.tag[hostile.word] == "VBG" and parse.dep[hostile.word] in ("advcl", "acl") and not hostile.nominal:
        return any(h.word < hostile.word and parse.sentence_of[h.word] == here and not h.nominal for h, _ in before)
    if by is None or any(parse.tag[j] == "NNP" for j in range(hostile.word + 1, hostile.last + 1)):
        return False
    near = [(h, k) for h, k in before if k is not None and here - parse.sentence_of[h.word] in (1, 2)]
    return any(h.act == hostile.act and parse.lemma[k] == parse.lemma[by] for h, k in near)
