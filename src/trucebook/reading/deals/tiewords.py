"""Tie words: the words around the namings of an agreement by which a report says that it is being broken, or is in force.

Invariant: a tie is (word, agreement, kind), its word one of the text; what expired or was carried out is tied by none.
"""

from itertools import islice

from trucebook.model import Claim, Field
from trucebook.reading.deals.breaches import HostileWords, find_hostile
from trucebook.reading.deals.convoys import on_the_way
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import TWO_SIDED, Ground
from trucebook.reading.deals.sequels import COMING_ABOUT, OVER, following
from trucebook.reading.deals.straining import (
    Tie,
    after_signing,
    breaks_word,
    called_breach,
    endangering,
    in_ruins,
    opposing,
    out_of_keeping,
    since_making,
)
from trucebook.reading.grammar.parse import Parse

_PARTS = {"article", "clause", "implementation", "letter", "paragraph", "provision", "section", "spirit", "term"}
_BREAKING = deal_words("breaking")
_ENDS = {"end", "ending", "expiry", "collapse"}
_ENDING = {"abandon", "cancel", "end", "lift", "revoke", "scrap", "suspend", "terminate"}
_GIVING_WAY = {"break", "collapse", "crumble", "fall", "unravel"}
_UNKEPT = {"honour", "honor", "keep", "observe", "respect"}
_KEPT = deal_words("lasting") | {"observe", "respect"}
_OUTLASTING = {"last", "outlast", "outlive", "survive"}
_LASTING = deal_words("lasting")
_STANDING = ("in_force", "violated", "announced")


def find_ties(parse: Parse, words: HostileWords, ground: Ground) -> list[Tie]:
    """Return (word, agreement, kind) of every word that says an agreement is being broken, or is in force."""
    ties: list[Tie] = []
    against = opposing(parse, words)
    for w, claim in ground.words:
        ties += _governing(parse, words, w, claim) + _before_naming(parse, words, w, claim)
        ties += [(v, claim, "felled") for v in _ended_after(parse, w)]
        ties += [(j, claim, "since") for j in _but_after(parse, w)] if _is_standing(claim) else []
        ties += [(v, claim, "since") for v in _conceding(parse, w)] if claim.value("status") not in OVER else []
        ties += [(c, claim, "breach") for c in _marring(parse, words, w)] + [(v, claim, "cue") for v in _cut_short(parse, w)]
        if claim.value("status") not in OVER and parse.dep[parse.first_conjunct(w)].startswith("nsubj"):
            last = parse.sentences[parse.sentence_of[w]][1]
            ties += [(j, claim, "against") for j in against if w <= j < last]
        elif claim.value("status") not in OVER:
            last = parse.sentences[parse.sentence_of[w]][1]
            kept = [j for j in against if w <= j < last and parse.lemma[parse.head[j]] in _KEPT]
            ties += [(j, claim, "against") for j in kept]
    ties += following(parse, words, ground) + _holding(parse, ground, against) + _by_pronoun(parse, ground)
    ties += in_ruins(parse, ground) + since_making(parse, ground) + called_breach(parse, ground) + endangering(parse, ground)
    ties += [(v, claim, "felled") for v, claim in _ended_with(parse, words, ground)]
    ties += out_of_keeping(parse, ground) + after_signing(parse, ground) + on_the_way(parse, ground)
    return ties + _by_status(parse, words, ground)


def _governing(parse: Parse, words: HostileWords, w: int, claim: Claim) -> list[Tie]:
    """Return the ties of the words over a naming: "violated the truce", "in breach of paragraph 4 of the truce", "despite the truce"."""
    ties: list[Tie] = []
    head = parse.head[w]
    over = [head, parse.head[head]] if parse.pos[head] == "ADP" else [head]
    for _ in range(2):
        if parse.lemma[over[-1]] in _PARTS:  # "in contravention of paragraph 4 of the agreement"
            above = parse.head[over[-1]]
            over.append(parse.head[above] if parse.pos[above] == "ADP" else above)
    for g in over:
        lemma = parse.lemma[g]
        if g == head and parse.dep[w] == "nsubj" and not any(parse.dep[c] == "agent" for c in parse.children[g]):
            continue
        if g != w and (lemma in words.terms["breach_verbs"] or lemma in words.terms["breach_nouns"]):
            ties.append((g, claim, "breach"))
        elif parse.lower[g] in words.terms["tie_words"] or (parse.lower[g] == "contrary" and parse.lower[g + 1 : g + 2] == ["to"]):
            ties.append((g, claim, "despite"))
        elif parse.lower[g] == "against" and parse.lemma[parse.head[g]] in ("be", "go", "run"):
            ties.append((g, claim, "breach"))  # "were still manning a checkpoint, which is against the agreement"
    return ties


def _before_naming(parse: Parse, words: HostileWords, w: int, claim: Claim) -> list[Tie]:
    """Return the ties of the words some way before a naming: "hours after a truce", "despite the new truce", "since a truce was signed"."""
    ties: list[Tie] = []
    for j in range(max(parse.sentences[parse.sentence_of[w]][0], w - 12), w):
        passed = parse.lower[j + 1] in ("after", "into", "of") and claim.value("status") != "expired" and not _ENDS & set(parse.lower[j:w])
        passed = passed and not (parse.lower[j + 1] == "after" and _harmed(parse, words, j + 1, w))
        if (parse.lower[j] in words.terms["after_words"] and passed) or (parse.lower[j] in words.terms["tie_words"] and w - j <= 8):
            ties.append((j, claim, "despite"))
    return ties + [(j, claim, "since") for j in range(max(0, w - 8), w) if _since(parse, j, w)]


def _harmed(parse: Parse, words: HostileWords, after: int, naming: int) -> bool:
    """Say whether what a clause of time counts from is an act that befell an agreement: "days after a bomb delayed the evacuation"."""
    verb = parse.head[after]
    if parse.dep[after] != "mark" or parse.head[parse.first_conjunct(naming)] not in (verb, *parse.children_of(verb, "conj")):
        return False
    first, last = parse.sentences[parse.sentence_of[verb]]
    subject = parse.child(verb, "nsubj", "nsubjpass")
    return parse.dep[naming] == "dobj" and any(h.word in (verb, subject) for h in find_hostile(parse, words, first, last))


def _by_status(parse: Parse, words: HostileWords, ground: Ground) -> list[Tie]:
    """Return the ties of the words on which the status of an agreement stands: a breach, a collapse, its being in force."""
    ties: list[Tie] = []
    for claim in {c.id: c for _, c in ground.words}.values():
        cue = claim.fields.get("status")
        if isinstance(cue, Field) and cue.start is not None:
            w = parse.word_at(cue.start)
            kind = {"violated": "cue", "collapsed": _of_collapse(parse, w), "in_force": "amid"}.get(str(cue.value))
            if (kind == "cue" or claim.value("status") == "collapsed") and find_hostile(parse, words, w, w + 1):
                kind = "acted"  # what stands as breach is but the first act
            if kind is not None and parse.lemma[w] not in _ENDS - {"collapse"}:  # "minutes after the end of the truce"
                ties.append((w, claim, kind))
    return ties


def _marring(parse: Parse, words: HostileWords, naming: int) -> list[int]:
    """Return the participles that say by what a truce was marred: "a truce entered its third day, punctuated by mortar fire"."""
    top = parse.first_conjunct(naming)
    beside = parse.children_of(parse.head[top], "advcl", "acl") if parse.dep[top] == "nsubj" else []
    told = [c for c in beside if parse.tag[c] == "VBN" and parse.child(c, "agent") is not None]
    return [c for c in told if parse.lemma[c] in words.terms["breach_verbs"]]


def _conceding(parse: Parse, naming: int) -> list[int]:
    """Return the verb of what happens in spite of a truce told in a clause beside it ("Although the truce is in force, jets bombed …"),
    or that broke into it ("The truce had held for nine days when …")."""
    for v in islice(parse.ancestors(naming), 4):
        if parse.pos[v] not in ("VERB", "AUX"):
            continue
        if parse.dep[v] == "advcl" and _opened(parse, v) in ("although", "though"):
            return [parse.head[v]]
        lasting = parse.lemma[v] in _LASTING and parse.dep[parse.first_conjunct(naming)] == "nsubj"
        but = [c for c in parse.children_of(v, "conj") if lasting and "but" in parse.lower[v + 1 : c]]
        if but:
            return but  # "The truce has largely held but shelling has been reported"
        when = range(v + 1, min(parse.right_edge(v), v + 12) + 1) if lasting else ()
        return [parse.head[j] for j in when if parse.lower[j] == "when" and parse.dep[j] == "advmod"]
    return []


def _is_standing(claim: Claim) -> bool:
    """Say whether an agreement is one between foes that can still be broken."""
    return claim.value("status") in _STANDING and claim.value("type") in (*TWO_SIDED, "settlement")


def _but_after(parse: Parse, naming: int) -> list[int]:
    """Return the "but" or "yet" that opens a clause of its own behind a naming: "We respect the truce but the others shell us"."""
    last = parse.sentences[parse.sentence_of[naming]][1]
    turned = next((j for j in range(naming + 1, last) if parse.lower[j] in ("but", "yet") and parse.dep[j] == "cc"), None)
    if turned is None:
        return []
    own = any(parse.dep[j] == "conj" and parse.child(j, "nsubj", "nsubjpass") is not None for j in range(turned, last))
    return [turned] if own else []


def _ended_after(parse: Parse, naming: int) -> list[int]:
    """Return the verb by which a truce was ended after an act ("lifted the truce after rebels killed a guard") or by one ("ending it")."""
    verb = parse.head[parse.first_conjunct(naming)]
    down = parse.lemma[verb] == "bring" and any(parse.lower[c] == "down" for c in parse.children[verb])
    if parse.dep[parse.first_conjunct(naming)] != "dobj" or (parse.lemma[verb] not in _ENDING and not down):
        return []
    if parse.tag[verb] == "VBG" and parse.dep[verb] in ("advcl", "acl", "conj", "dep"):
        return [verb]  # "Clashes erupted in the port, ending a truce"
    return [verb] if any(_opened(parse, c) == "after" for c in parse.children_of(verb, "advcl")) else []


def _ended_with(parse: Parse, words: HostileWords, ground: Ground) -> list[tuple[int, Claim]]:
    """Return the verbs of ending with the truce that an act ended: "It ended with an assault on the dam", "The junta ended it with raids
    on the port"."""
    found: list[tuple[int, Claim]] = []
    for v in parse.words_of(_ENDED):
        if parse.pos[v] != "VERB" or parse.child(v, "neg") is not None:
            continue
        means = [k for c in parse.children_of(v, "prep", "agent") if parse.lower[c] in ("by", "with") for k in parse.children_of(c, "pobj")]
        ended = parse.child(v, "dobj", "nsubjpass") or parse.child(v, "nsubj")
        first, last = parse.sentences[parse.sentence_of[v]]
        if ended is None or not any(h.word in means for h in (find_hostile(parse, words, first, last) if means else ())):
            continue
        claim = ground.at.get(ended) or (ground.before(parse, v, reach=1) if parse.lower[ended] == "it" else None)
        found += [(v, claim)] if claim is not None else []
    return found


_ENDED = {"break", "bury", "collapse", "end", "finish", "overtake", "shatter"}


def _cut_short(parse: Parse, naming: int) -> list[int]:
    """Return the verb of lasting by which a truce is told to have been short: "held for less than an hour", "lasted only minutes"."""
    over = parse.head[naming]
    verbs = [over, *(c for c in parse.children_of(over, "advcl", "ccomp") if parse.child(c, "nsubj", "mark") is None)]
    if parse.dep[naming] != "nsubj":
        return []
    if parse.lemma[over] in _OUTLASTING and parse.child(over, "neg") is not None and parse.child(over, "dobj") is not None:
        return [over]  # "did not outlive the week"
    verb = next((v for v in verbs if parse.lemma[v] in _LASTING and parse.child(v, "neg") is None), None)
    if verb is None:
        return []
    near = parse.lower[verb + 1 : verb + 9]
    short = {"hour", "hours", "minutes"} & set(near) and {"less", "only", "barely", "just", "under", "hardly", "mere"} & set(near)
    return [verb] if short else []


def _by_pronoun(parse: Parse, ground: Ground) -> list[Tie]:
    """Return the ties of "Both armies broke it", where "it" is the truce named just before."""
    broken = [i for i in parse.words_of(_BREAKING) if parse.pos[i] == "VERB"]
    told = [(i, ground.before(parse, i, reach=2)) for i in broken if any(parse.lower[c] == "it" for c in parse.children[i])]
    told = [(i, claim) for i, claim in told if claim is not None and claim.value("status") not in OVER]
    unkept = [i for i in parse.words_of(_UNKEPT) if parse.child(i, "neg") is not None]
    subjects = [(i, parse.child(i, "nsubjpass")) for i in unkept]
    told += [(i, ground.before(parse, i, reach=2)) for i, it in subjects if it is not None and parse.lower[it] == "it"]
    told = [(i, claim) for i, claim in told if claim is not None and claim.value("status") not in OVER]
    told += [(i, ground.near(parse, i)) for i in broken if parse.child(i, "neg") is None and breaks_word(parse, i)]
    return [(i, claim, "breach") for i, claim in told if claim is not None]


def _holding(parse: Parse, ground: Ground, against: list[int]) -> list[Tie]:
    """Return the ties of "Despite some shooting, it has held", where "it" is the truce named just before, and of "The front was
    calm apart from sporadic shelling"."""
    ties: list[Tie] = []
    for j in against:
        verb = parse.head[j]
        calm = any(parse.lower[c] in ("calm", "quiet") for c in parse.children_of(verb, "acomp"))
        if parse.lemma[verb] not in _LASTING and not calm:
            continue
        subject = parse.child(verb, "nsubj")
        claim = ground.before(parse, j, reach=3 if calm else 1) if subject is not None and (calm or parse.lower[subject] == "it") else None
        if claim is not None and claim.value("status") not in OVER:
            ties.append((j, claim, "against"))
    return ties


def _of_collapse(parse: Parse, word: int) -> str | None:
    """Return how a collapse ties acts: what follows "it did not last" brought it down, what a truce collapsed "when" or "as" did too;
    acts after one that is merely remembered break nothing."""
    if parse.lemma[word] in _LASTING:
        return "cue"
    if parse.pos[word] == "VERB" and any(parse.dep[c] == "advcl" and _opened(parse, c) in ("when", "as") for c in parse.children[word]):
        return "brought"
    if parse.pos[word] == "VERB" and any(_opened(parse, c) == "after" for c in parse.children_of(word, "advcl")):
        return "felled"  # "fell apart after the army stopped the flour lorries"
    if parse.pos[word] == "VERB" and any(parse.lower[c] in ("after", "with") and parse.dep[c] == "prep" for c in parse.children[word]):
        return "felled"  # "called off the truce after attacks on the police"
    return "unsaid" if parse.lemma[word] in _GIVING_WAY and parse.pos[word] == "VERB" else None


def _opened(parse: Parse, verb: int) -> str:
    return next((parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("mark", "advmod")), "")


def _since(parse: Parse, j: int, word: int) -> bool:
    """Say whether word j opens "since a truce was announced", with the naming at `word` within its clause."""
    if parse.lower[j] != "since" or parse.dep[j] != "mark" or parse.sentence_of[j] != parse.sentence_of[word]:
        return False
    if parse.lemma[parse.head[j]] not in COMING_ABOUT:
        return False  # "since the truce collapsed"
    return parse.head[j] in (parse.head[word], *islice(parse.ancestors(word), 2))
