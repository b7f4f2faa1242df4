"""Telling: the sentences in which a report tells the terms of an agreement, from an opener on to where the report turns elsewhere.

Invariant: every told sentence names the agreement it tells of; a clause binds there by its mood, never by its words alone.
"""

from dataclasses import dataclass

from trucebook.model import Claim
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import UNDER, Bond, Ground
from trucebook.reading.deals.obligations import Act, Frames
from trucebook.reading.deals.openers import are_barred, opens_list
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.papers import paper_of
from trucebook.reading.grammar.parse import Parse

_REACH = 9  # sentences a telling may run on
_NAMED = 3  # sentences between a naming and a word that stands for it
_FAR = 12  # the same for a text that is named again as one
_ASIDES = 2  # sentences that tell no term within a telling
_STAND_INS = deal_words("stand_ins")
_BY_TERMS = deal_words("by_terms") | {"according to", "by its", "by the", "in its", "in the"}
_ASKED_FOR = deal_words("asked_for")
_ASIDE = {"after", "although", "as", "because", "before", "if", "since", "though", "unless", "until", "when", "while"}
_BEYOND = deal_words("outside_states") | deal_words("beyond")
_SIDES = deal_words("sides") | deal_words("armed")
_EXPECTED = deal_words("expected")
_PAPERS = deal_words("papers")
_PROMISING = deal_words("binding_oneself")
NO_TERMS = deal_words("no_terms")
_LISTING = deal_words("listing")
_STAY = deal_words("of_the_deal_itself")
_PRONOUNS = {"it", "they", "which", "that", "this"}
_MODALS = {"will", "shall", "must", "would", "'ll"}
_LEAVE = {"may", "can"}
_WEAK = {"should", "might", "could", "ought"}
_BINDING = deal_words("binding_others")
_OF_TEXTS = deal_words("stipulating") | {
    "bind",
    "commit",
    "entail",
    "envisage",
    "foresee",
    "oblige",
    "provide",
    "require",
}  # what no man does
_NOT_NOW = {"has", "have", "had", "'ve"}


@dataclass(frozen=True)
class Told:
    """Why a sentence tells terms: the word that opens it, the agreement, whether the agreement itself speaks in it, and whether the
    opener says that terms follow (`firm`) or the agreement was only named."""

    word: int
    agreement: Claim
    speaks: bool
    firm: bool = True


def deal_subject(parse: Parse, ground: Ground, verb: int, running: Claim | None = None) -> Claim | None:
    """Return the agreement that is the subject of a verb, by name or by a pronoun or stand-in right after its name or in its telling."""
    over = parse.head[parse.head[verb]]
    strayed = parse.dep[verb] == "conj" and parse.tag[verb] == "VBZ" and parse.tag[parse.head[verb]] == "VB" and parse.tag[over] == "VBZ"
    subject = paper_of(parse, verb) or subject_of(parse, over if strayed else verb)
    by = next((k for c in parse.children[verb] if parse.dep[c] == "agent" for k in parse.children[c] if k in ground.at), None)
    if by is not None:
        return ground.at[by]  # "Three weeks are given to the rebels by the truce"
    return _deal_at(parse, ground, subject, running) if subject is not None else None


def _deal_at(parse: Parse, ground: Ground, word: int, running: Claim | None) -> Claim | None:
    """Return the agreement that a noun names or stands for; a body that watches it ("a ceasefire monitoring group") is another matter."""
    if parse.lower[word + 1 : word + 2] in (["monitoring"], ["monitors"], ["observers"]):
        return None
    for w in (word, *(c for c in parse.children[word] if parse.dep[c] != "compound" or parse.lemma[word] in _STAND_INS)):
        if w in ground.at:
            return ground.at[w]
    for c in parse.children[word]:
        if parse.lower[c] == "of":
            for k in range(c, parse.right_edge(c) + 1):
                if k in ground.at:
                    return ground.at[k]
    if parse.lower[word] not in _PRONOUNS and parse.lemma[word] not in _STAND_INS:
        return None
    if parse.lower[word] == "it" and (text := _text_before(parse, ground, word)) is not None:
        return text
    far = parse.lower[word] == "it" and parse.lemma[parse.head[word]] in _OF_TEXTS
    reach = 2 if far else 1 if parse.lower[word] in _PRONOUNS else _FAR if parse.lemma[word] in _PAPERS else _NAMED
    return ground.before(parse, word, reach=reach) or (running if parse.lower[word] not in _PRONOUNS else None)


def _text_before(parse: Parse, ground: Ground, word: int) -> Claim | None:
    """Return the agreement whose text is the subject of the sentence before: "The Moscow text is short. It stops all raids"."""
    here = parse.sentence_of[word]
    if not here:
        return None
    first, last = parse.sentences[here - 1]
    subject = next((j for j in range(first, last) if parse.dep[j] == "nsubj" and parse.head[parse.head[j]] == parse.head[j]), None)
    if subject is None or parse.lemma[subject] not in _PAPERS:
        return None
    return ground.before(parse, subject, reach=_NAMED)


def is_side(parse: Parse, agreement: Claim, verb: int, *, known: bool = False) -> bool:
    """Say whether the subject of a promise may be bound by the agreement: a force or government, or a word of a party's name."""
    subject = subject_of(parse, verb)
    if subject is None or parse.lower[subject] in ("it", "they", "we", "both", "each", "either", "all", "he", "she"):
        return True
    first, last = parse.noun_phrase(subject)
    said = set(parse.lower[first : last + 1]) | {parse.lemma[subject]}
    parties = agreement.fields.get("parties")
    names = {w for f in parties for w in (f.text or "").lower().split() if len(w) > 2} if isinstance(parties, list) else set()
    brokers = agreement.fields.get("mediators")
    named = parse.pos[subject] == "PROPN" and agreement.value("status") != "proposed"
    if named and isinstance(brokers, list):
        named = not any(said & set((f.text or "").lower().split()) for f in brokers)
    return bool(said & _SIDES) or bool(said & names - {"the"}) or (named and not known and not said & _BEYOND)


def find_told(parse: Parse, ground: Ground, frames: Frames) -> dict[int, Told]:
    """Return sentence → why it tells terms, for openers and the sentences that go on after them.

    After an aside only what "will", "shall" or "is to" be done goes on; what follows a bare naming is told by it alone, not firmly.
    """
    named: dict[int, tuple[int, Claim]] = {}
    for w, claim in ground.words:
        named[parse.sentence_of[w]] = (w, claim)
    told: dict[int, Told] = {}
    running: Told | None = None
    since = asides = 0
    for s in range(min(named, default=len(parse.sentences)), len(parse.sentences)):
        opened = _opening(parse, ground, frames, s, running.agreement if running is not None else None)
        if opened is not None:
            told[s], running, since, asides = opened, opened, s, 0
            continue
        moods = _moods(parse, s)
        going_on = running is not None and running.firm and moods and s in named and named[s][1].id == running.agreement.id
        if s in named and not going_on:
            running, since, asides = Told(*named[s], speaks=False, firm=False), s, 0
            continue
        reach = _REACH if running is not None and running.firm else _NAMED
        if running is None or s - since > reach or asides > _ASIDES:
            running = None
        elif moods - {"plain", "leave"} or (moods and not asides):
            told[s] = Told(running.word, running.agreement, speaks=False, firm=running.firm)
            since = s if "to be" in moods else since
        elif moods or not _verbless(parse, s):
            asides += 1
    return told


def _opening(parse: Parse, ground: Ground, frames: Frames, s: int, running: Claim | None) -> Told | None:
    """Return what opens a telling in a sentence: "according to the text", "the pact says", "the two sides undertook to"."""
    first, last = parse.sentences[s]
    listed = opens_list(parse, ground, s, running)
    if listed is not None:
        return Told(*listed, speaks=False)
    for j in range(first, last - 1):
        pair = f"{parse.lower[j]} {parse.lower[j + 1]}"
        if parse.lower[j] in UNDER or pair in _BY_TERMS:
            claim = _in_phrase(parse, ground, j, bare=pair in ("in its", "in the", "by its", "by the"))
            if claim is not None:
                return Told(j, claim, speaks=False)
    for v in range(first, last):
        if parse.pos[v] not in ("VERB", "AUX") or not stands_free(parse, v):
            continue
        lemma = parse.lemma[v]
        if lemma == "be" and ":" in parse.words[v : min(v + 6, last)] and (claim := deal_subject(parse, ground, v, running)) is not None:
            return Told(v, claim, speaks=False)  # "The terms are plain: the fighters disband and …"
        if lemma in frames.terms["provide_verbs"] or lemma in _LISTING:
            claim = deal_subject(parse, ground, v, running)
            undone = parse.child(v, "neg") is not None or (parse.child(v, "nsubjpass") is not None and parse.child(v, "agent") is None)
            past = lemma not in frames.terms["provide_verbs"] and parse.tag[v] in ("VBD", "VBN") and lemma not in _BINDING
            if claim is not None and not undone and not past and not (lemma in NO_TERMS and _pronoun_subject(parse, v)):
                return Told(v, claim, speaks=True)
        if lemma in _PROMISING and (claim := ground.near(parse, v, reach=2) or running) is not None and _by_sides(parse, v):
            return Told(v, claim, speaks=False)
    return None


def _pronoun_subject(parse: Parse, verb: int) -> bool:
    subject = subject_of(parse, verb)
    return subject is not None and parse.lower[subject] in _PRONOUNS  # "it said" tells of somebody


def _in_phrase(parse: Parse, ground: Ground, j: int, *, bare: bool) -> Claim | None:
    """Return the agreement named in the phrase that word j opens, or that its noun stands for ("by its terms")."""
    for k in range(j + 1, min(j + 8, len(parse))):
        if parse.sentence_of[k] != parse.sentence_of[j] or parse.pos[k] in ("VERB", "PUNCT"):
            return None
        opened = (parse.lower[j] == "under" and k == j + 1) or (parse.lower[j] == "according" and k == j + 2)
        if opened and parse.lower[k] in ("it", "this", "that") and parse.dep[k] == "pobj":
            return ground.before(parse, k, reach=1)  # "Under it the guards leave the fort"
        if k in ground.at:
            return None if bare and parse.lower[j] == "by" else ground.at[k]
        if parse.pos[k] in ("NOUN", "PROPN") and parse.dep[k] != "compound":
            if parse.lower[k + 1 : k + 2] == ["of"] and parse.lemma[k] in _STAND_INS:
                continue  # "under the terms of the truce"
            stands = parse.lemma[k] in (_STAND_INS if not bare else {"phase", "stage", "term", "text"})
            return ground.before(parse, k, reach=_FAR if bare else _NAMED) if stands else None
    return None


def _by_sides(parse: Parse, verb: int) -> bool:
    """Say whether somebody binds himself, in a clause that stands by itself and is not denied."""
    subject = subject_of(parse, verb)
    return subject is not None and parse.lower[subject] not in ("i", "it", "this", "that") and parse.child(verb, "neg") is None


def stands_free(parse: Parse, verb: int) -> bool:
    """Say whether a verb heads its sentence, or a clause beside or under words of saying."""
    top = parse.first_conjunct(verb)
    return parse.dep[top] in ("ROOT", "ccomp", "parataxis", "relcl")


def _moods(parse: Parse, s: int) -> set[str]:
    """Return how the clauses that stand by themselves in a sentence could bind, none where its first tells what somebody says."""
    first, last = parse.sentences[s]
    heads = [v for v in range(first, last) if parse.pos[v] in ("VERB", "AUX") and head_clause(parse, v) == v]
    told_by = next((v for v in heads if parse.head[v] == v and parse.lemma[v] in NO_TERMS), None)
    if told_by is not None:
        heads = [v for v in heads if v < told_by]  # "The guards would leave first, a source said"
    return {m for v in heads if not parse.quoted[v] and (m := mood(parse, v)) is not None and parse.lemma[v] not in NO_TERMS}


def _verbless(parse: Parse, s: int) -> bool:
    first, last = parse.sentences[s]
    return not any(parse.pos[i] in ("VERB", "AUX") for i in range(first, last))


def mood(parse: Parse, verb: int) -> str | None:
    """Return how a clause could bind: "modal" (will, shall, must …), "to be" (is to, are to), "plain" (told in the present), or None."""
    top, lemma = parse.first_conjunct(verb), parse.lemma[verb]
    own = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")}
    if parse.dep[verb] == "conj" and not own and parse.tag[verb] == parse.tag[top]:
        own = {parse.lower[c] for c in parse.children[top] if parse.dep[c] in ("aux", "auxpass")}
    if own & _MODALS:
        return "modal"
    if own & _LEAVE:
        return "barred" if are_barred(parse, verb) else "leave"
    if own & _WEAK:
        return None
    over = parse.head[top]
    to = _to_be(parse, verb) if lemma == "be" else top if parse.dep[top] == "xcomp" and parse.lemma[over] == "be" else None
    if to is not None and parse.is_infinitive(to):
        return None if any(parse.lower[c] == "have" and parse.dep[c] == "aux" for c in parse.children[to]) else "to be"
    if own & _NOT_NOW or lemma == "be" or any(parse.lower[c] == "yet" for c in parse.children[verb]):
        return None  # "a column has yet to open the road"
    if parse.tag[verb] in ("VBZ", "VBP"):
        return "plain"
    if parse.tag[verb] == "VBN" and own & {"is", "are"}:
        return "plain"
    return None


def _to_be(parse: Parse, verb: int) -> int | None:
    """Return the verb of what is to be done: "is to leave", "was in turn to leave", "are due to leave"."""
    due = parse.child(verb, "acomp")
    if due is not None:
        return parse.child(due, "xcomp") if parse.lower[due] in _EXPECTED else None
    return parse.child(verb, "xcomp") or (parse.child(verb, "advcl") if parse.child(verb, "attr") is None else None)


def head_clause(parse: Parse, word: int) -> int | None:
    """Return the verb of the clause beside the sentence's own that a word belongs to as a term: its own verb, the verb it is subject or
    object of, or the verb whose infinitive it is; None under a clause of time, of cause or of somebody's words."""
    i = word
    for _ in range(8):
        dep, head = parse.dep[i], parse.head[i]
        if any(parse.dep[c] == "det" and parse.lower[c] == "no" for c in parse.children[i]) and i != word:
            return None
        verbal = parse.pos[i] in ("VERB", "AUX")
        if verbal and any(
            parse.dep[c] == "mark" and parse.lower[c] in _ASIDE and parse.child(c, "pobj") is None for c in parse.children[i]
        ):
            return None
        if head == i:
            return i if verbal else None
        if verbal and dep in ("ccomp", "parataxis", "dep", "advcl") and _set_beside(parse, i):
            return i
        if verbal and dep == "conj" and mood(parse, i) is not None:
            return i if _top_is_term(parse, i) else None
        if verbal and dep == "xcomp" and mood(parse, i) is None and parse.lemma[head] not in _PASSING:
            return None
        if dep not in ("xcomp", "conj", "dobj", "nsubj", "nsubjpass", "pobj", "prep", "ccomp", "attr", "dative", "pcomp", "oprd"):
            return None
        if dep == "prep" and parse.pos[head] in ("NOUN", "PROPN") and parse.lower[i] != "of" and parse.lemma[head] not in _PROVISIONS:
            return None
        i = head
    return None


_PROVISIONS = deal_words("provisions_made")
_PASSING = deal_words("passing_on")


def _top_is_term(parse: Parse, verb: int) -> bool:
    top = parse.first_conjunct(verb)
    return parse.head[top] == top or _set_beside(parse, top) or parse.dep[top] == "xcomp"


def _set_beside(parse: Parse, verb: int) -> bool:
    """Say whether the parser hung a clause that stands by itself on the next one ("A leaves its posts; B opens the road"), or on a
    phrase such as "as counterpart"."""
    mark = parse.child(verb, "mark")
    if mark is not None:
        return parse.lower[mark] == "as" and parse.child(mark, "pobj") is not None
    after = parse.right_edge(verb) + 1
    apart = after < len(parse) and parse.words[after] in (";", ",", ":", "-", "–", "—", "--")
    return parse.dep[verb] != "advcl" and apart and parse.child(verb, "nsubj", "nsubjpass") is not None and parse.head[verb] > verb


def by_telling(parse: Parse, told: dict[int, Told], act: Act, bond: Bond | None) -> Bond | None:
    """Return the bond of an act, by the telling of its sentence where no other word binds it or where its clause is told in the present
    or as a duty: what an agreement "must" see done is promised under it."""
    if bond is not None and bond.kind not in _TOLD_ANEW:
        return bond
    why = told.get(parse.sentence_of[act.word])
    if act.nominal and (parse.lemma[act.word] in _ASKED_FOR or (act.action == "talk" and _dates(parse, act.word))):
        return bond
    if why is None or (bond is not None and (not why.firm or parse.lemma[why.word] in _PROMISING)):
        return bond
    if bond is not None and bond.kind == "demand" and bond.word != act.word:
        return bond
    return _told_bond(parse, why, act) or bond


def _dates(parse: Parse, word: int) -> bool:
    """Say whether talks or a vote only say when: "will regain control after local elections"."""
    return parse.lower[parse.head[parse.first_conjunct(word)]] in ("after", "before", "during", "following", "pending", "since", "until")


def _does(parse: Parse, verb: int) -> int:
    """Return the verb of what is to be done, or a verb itself."""
    to = parse.child(verb, "xcomp") if parse.lemma[verb] == "be" else None
    return verb if to is None else to


_COMING_ABOUT = deal_words("coming_about")


def _said_clause(parse: Parse, why: Told, word: int) -> int | None:
    """Return the verb of the clause that an agreement's own words of saying govern: "The pact says that all fire must cease"."""
    below = word
    for a in parse.ancestors(word):
        if a == why.word:
            return below if parse.dep[below] == "ccomp" and why.speaks else None
        below = a
    return None


_TOLD_ANEW = {"demand", "provide", "under"}


def _told_bond(parse: Parse, why: Told, act: Act) -> Bond | None:
    """Return the bond of an act by a telling, or None where its clause tells no term."""
    verb = _said_clause(parse, why, act.word) or head_clause(parse, act.word)
    if verb is None or parse.lemma[verb] in NO_TERMS or (act.nominal and parse.lemma[verb] in _STAY and mood(parse, verb) != "to be"):
        return None
    if act.nominal and parse.child(verb, "neg") is not None:
        return None
    if act.nominal and parse.dep[act.word] == "nsubj" and parse.lemma[_does(parse, parse.head[act.word])] not in _COMING_ABOUT:
        return None  # "A joint committee will verify …" is told by its verb
    if act.nominal and why.speaks and verb == why.word:
        return None  # what an agreement's own verb holds is bound by it or not at all
    how = mood(parse, verb)
    if how is None or (not why.firm and (act.theme is None or act.action in ("aid", "return") or how == "modal")):
        return None
    return Bond("told", why.word, why.agreement)
