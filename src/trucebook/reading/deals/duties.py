"""Duties: what told terms, oaths and obligations bind somebody to in words that no frame of the codebook holds.

Invariant: a duty is a clause or an object of its own; its action is that of the first word of a topic in it, else "other".
"""

from collections.abc import Iterator
from itertools import islice

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.gapping import infinitive_owner
from trucebook.reading.deals.grounds import Bond, Ground, is_condition
from trucebook.reading.deals.obligations import Act, Frames, act_at
from trucebook.reading.deals.seeming import is_no_term
from trucebook.reading.deals.telling import NO_TERMS, Told, deal_subject, head_clause, is_side, mood, stands_free
from trucebook.reading.deals.topics import topic_of
from trucebook.reading.grammar.parse import Parse

_PROMISING = deal_words("binding_oneself")
_SAYING = deal_words("stipulating")
_BARRING = deal_words("barring")
_HOLDING = deal_words("holding_terms") | deal_words("bringing_terms")
_STANDING = deal_words("standing_of_deals")
_CARRYING = deal_words("carrying_out")
_TAKEN = {"effect", "force", "hold", "place", "shape"}
_MAKING = {"make", "contain", "give", "hold", "have", "offer"}


def find_duties(parse: Parse, frames: Frames, ground: Ground, told: dict[int, Told], bound: set[int]) -> list[tuple[Act, Bond]]:
    """Return the duties of the told sentences that hold none of the acts already bound."""
    found: list[tuple[Act, Bond]] = []
    for s, why in told.items():
        first, last = parse.sentences[s]
        inside = [w for w in bound if first <= w < last]
        contents = _contents(parse, ground, why, first, last) if why.firm else _to_be_done(parse, first, last)
        for word, nominal in dict.fromkeys(contents):
            purpose = not nominal and word > 1 and word - 2 in ground.at  # "agreed to a truce to end days of fighting"
            if purpose or word in ground.at or parse.quoted[word] != parse.quoted[why.word] or any(_holds(parse, word, w) for w in inside):
                continue
            if any(parse.lemma[a] in _BARRING and a in bound for a in islice(parse.ancestors(word), 2)):
                continue  # "bars warplanes from flying over the town" is one
            framed = None if nominal else act_at(parse, frames, word)
            if framed is not None and is_no_term(parse, framed):
                continue
            action = framed.action if framed is not None else topic_of(parse, frames, word) if _says_enough(parse, word, nominal) else None
            if not nominal and _lasts(parse, word):
                continue
            if action is not None and not nominal and _about_deal(parse, ground, word) and action != "cease_fire":
                continue
            if action == "other" and (nominal or _states(parse, word) or _of_things(parse, word) or _by_deal(parse, ground, why, word)):
                continue
            if action is not None:
                theme = word if nominal else parse.child(word, "dobj", "nsubjpass", "dative")
                owner = None if nominal else infinitive_owner(parse, word, opened=True)
                found.append((framed or Act(word, action, theme, nominal), Bond("told", why.word, why.agreement, owner)))
    return found


def duty_action(parse: Parse, frames: Frames, verb: int) -> str | None:
    """Return the action that a verb without a frame binds to by its topic, None where it says too little or only how things stand."""
    if not _says_enough(parse, verb, nominal=False) or _lasts(parse, verb):
        return None
    inner = parse.child(verb, "xcomp") if parse.lemma[verb] in _BARRING else None
    if inner is not None and parse.lemma[inner] in NO_TERMS:
        return None  # "not to stop wanting independence"
    action = topic_of(parse, frames, verb)
    return None if action == "other" and (_states(parse, verb) or _of_things(parse, verb)) else action


def going_on(parse: Parse, told: dict[int, Told], terms: list[tuple[Act, Bond]]) -> dict[int, Told]:
    """Return sentence → why, of sentences that nothing opens but in which a term is told that "will" or "is to" be done."""
    found: dict[int, Told] = {}
    for act, bond in terms:
        s = parse.sentence_of[act.word]
        if act.nominal or (s in told and told[s].firm) or s in found or bond.kind not in ("promise", "under", "told"):
            continue
        verb = head_clause(parse, act.word)
        if verb is not None and mood(parse, verb) in _TO_COME:
            found[s] = Told(bond.word, bond.agreement, speaks=False, firm=False)
    return found


_TO_COME = ("modal", "to be")


def find_beside(parse: Parse, frames: Frames, ground: Ground, told: dict[int, Told], bound: set[int]) -> list[tuple[Act, Bond]]:
    """Return the duties that "will" or "are to" be done beside a term in its sentence, in words of no frame."""
    found: list[tuple[Act, Bond]] = []
    for s, why in told.items():
        first, last = parse.sentences[s]
        inside = [w for w in bound if first <= w < last]
        for v in range(first, last):
            if parse.pos[v] not in ("VERB", "AUX") or head_clause(parse, v) != v or mood(parse, v) not in _TO_COME:
                continue
            for word, nominal in _of_clause(parse, v, parse.lemma[v]):
                if nominal or word in ground.at or parse.quoted[word] != parse.quoted[why.word]:
                    continue
                if any(_holds(parse, word, w) for w in inside) or _by_deal(parse, ground, why, word) or _about_deal(parse, ground, word):
                    continue
                action = duty_action(parse, frames, word)
                if action is not None:
                    theme = parse.child(word, "dobj", "nsubjpass", "dative")
                    found.append((Act(word, action, theme, False), Bond("told", why.word, why.agreement)))
    return found


def _to_be_done(parse: Parse, first: int, last: int) -> Iterator[tuple[int, bool]]:
    """Yield what is to be done by the clauses that stand by themselves in a sentence; the rest is not told firmly enough."""
    for v in range(first, last):
        if (
            parse.pos[v] == "AUX"
            and head_clause(parse, v) == v
            and mood(parse, v) == "to be"
            and (to := parse.child(v, "xcomp")) is not None
        ):
            yield from ((w, False) for w in _row(parse, to))


def _contents(parse: Parse, ground: Ground, why: Told, first: int, last: int) -> Iterator[tuple[int, bool]]:
    """Yield (word, whether it is a noun) of what a told sentence binds to."""
    opened = False
    for v in range(first, last):
        if parse.pos[v] not in ("VERB", "AUX"):
            continue
        if infinitive_owner(parse, v, opened) is not None:
            yield v, False
        opened = opened or parse.lemma[v] in _PROMISING | {"be", "have"}
        own = head_clause(parse, v) == v
        if not own and not stands_free(parse, v):
            continue
        lemma = parse.lemma[v]
        if deal_subject(parse, ground, v, why.agreement) is not None:
            yield from _of_deal(parse, v, lemma)
        elif lemma in _PROMISING:
            yield from _governed(parse, v) if is_side(parse, why.agreement, v) else ()
        elif own and mood(parse, v) is not None and lemma not in NO_TERMS:
            yield from _of_clause(parse, v, lemma)


def _of_clause(parse: Parse, verb: int, lemma: str) -> Iterator[tuple[int, bool]]:
    """Yield what a clause in the present, or one that "will" or "is to" come about, binds to."""
    subject, obj = parse.child(verb, "nsubj"), parse.child(verb, "dobj")
    if (
        lemma in ("include", "cover")
        and subject is not None
        and obj is not None
        and parse.lower[subject] in ("that", "this", "which", "it")
    ):
        yield from ((w, True) for w in parse.conjuncts(obj))  # "all fire is to stop, and that includes raids by night"
        return
    inner = parse.child(verb, "xcomp") if lemma in _STARTING else None
    if inner is not None:
        yield from ((w, False) for w in _row(parse, inner))
    elif lemma not in _STARTING or (lemma != "be" and obj is not None):
        yield verb, False


_STARTING = {"be", "begin", "start", "continue", "have", "need"}


def _of_deal(parse: Parse, verb: int, lemma: str) -> Iterator[tuple[int, bool]]:
    """Yield what a verb whose subject is the agreement binds to: whom to do what, what not to do, what it holds."""
    if parse.child(verb, "nsubjpass") is not None and parse.child(verb, "agent") is None:
        return  # "the accord was made public"
    if lemma in _EFFECTS and parse.tag[verb] in ("VBD", "VBN"):
        return  # "the truce had permitted the trucks to drive north"
    clauses = list(_governed(parse, verb, says=lemma in _SAYING))
    yield from clauses
    objects = ("dobj", "nsubjpass", "ccomp", "oprd") if lemma == "make" else ("dobj", "nsubjpass")
    told = parse.tag[verb] in ("VBZ", "VBP") or any(parse.tag[c] == "MD" for c in parse.children[verb])
    if not clauses and told and lemma not in _STANDING and parse.child(verb, *objects) is not None and lemma != "be":
        yield verb, False


_EFFECTS = {"allow", "enable", "help", "let", "permit"}


def _governed(parse: Parse, verb: int, *, says: bool = True) -> Iterator[tuple[int, bool]]:
    """Yield the infinitives, clauses and gerunds under a verb, and the nouns it promises."""
    for c in parse.children[verb]:
        aside = any(parse.dep[m] == "mark" and parse.lower[m] in ("as", "because", "if", "while") for m in parse.children[c])
        if parse.dep[c] == "xcomp" or (parse.dep[c] == "ccomp" and c > verb and not aside and (says or parse.is_infinitive(c))):
            yield from ((w, False) for w in _row(parse, c) if parse.pos[w] in ("VERB", "AUX"))
        elif parse.dep[c] == "prep" and parse.lower[c] in ("from", "to", "against", "on", "for"):
            yield from ((w, False) for k in parse.children[c] if parse.dep[k] == "pcomp" for w in _row(parse, k))
            if parse.lower[c] == "for" and parse.lemma[verb] == "provide":
                nouns = (w for k in parse.children_of(c, "pobj") for w in parse.conjuncts(k))
                yield from ((w, True) for w in nouns if parse.pos[w] in ("NOUN", "PROPN"))
        elif parse.dep[c] == "advcl" and parse.tag[c] == "VB" and parse.lemma[verb] in _PROMISING:
            yield from ((w, False) for w in _row(parse, c))  # "have bound themselves to obey …"
        elif parse.dep[c] == "dobj" and parse.lemma[verb] in _HOLDING and not _is_told_to(parse, c):
            yield from ((w, True) for w in parse.conjuncts(c) if parse.pos[w] in ("NOUN", "PROPN"))


def _is_told_to(parse: Parse, noun: int) -> bool:
    """Say whether a noun is followed by what it is to do: "required the president to name a cabinet"."""
    after = parse.noun_phrase(noun)[1] + 1
    return parse.lower[after : after + 1] == ["to"] and parse.tag[after + 1 : after + 2] == ["VB"]


def _row(parse: Parse, verb: int) -> list[int]:
    """Return a verb and those in a row with it, also where the parser lost the row after a comma; a bare "be" gives what is to be."""
    found: list[int] = []
    for w in parse.conjuncts(verb):
        if w != verb and parse.is_infinitive(verb) and _is_past(parse, w):
            continue  # "agreed to cease fire and on Friday shots were fired"
        found.append(w)
        if parse.lemma[w] in _BARRING and (inner := parse.child(w, "xcomp", "pcomp")) is not None:
            found += [k for k in parse.conjuncts(inner)[1:] if parse.tag[k] == "VBG"]  # "stop attacking patrols and training bombers"
        found += [k for c in parse.children[w] if parse.dep[c] == "dep" and parse.is_infinitive(c) for k in parse.conjuncts(c)]
    return found


def _is_past(parse: Parse, verb: int) -> bool:
    """Say whether a clause with a subject of its own tells what happened."""
    if parse.child(verb, "nsubj", "nsubjpass") is None:
        return False
    helping = parse.children_of(verb, "aux", "auxpass")
    return parse.tag[verb] == "VBD" or any(parse.lower[c] in ("was", "were", "had", "has", "have") for c in helping)


def _holds(parse: Parse, word: int, act: int) -> bool:
    """Say whether a bound act lies in the clause of a word, with none of the clauses in a row with it between."""
    i = act
    for _ in range(12):
        if i == word:
            return True
        if parse.head[i] == i or (parse.dep[i] == "conj" and parse.pos[i] in ("VERB", "AUX") and i != act):
            return False
        if parse.dep[i] == "conj" and parse.pos[i] in ("VERB", "AUX"):
            return False
        i = parse.head[i]
    return False


def _says_enough(parse: Parse, word: int, nominal: bool) -> bool:
    """Say whether a clause says of whom or what it speaks: an object, a passive subject, or a phrase that hangs on it."""
    if nominal:
        return True
    if _is_remark(parse, word) or (parse.lemma[word] in _BEGINNING and parse.child(word, "dobj", "xcomp", "nsubjpass") is None):
        return False
    passive_do = parse.lemma[word] == "do" and parse.child(word, "nsubjpass") is not None
    if parse.lemma[word] in NO_TERMS | (_CARRYING - {"do"} if passive_do else _CARRYING):
        return False
    if parse.child(word, "dobj") is None and any(_with_particle(parse, word, c) in _CARRYING for c in parse.children[word]):
        return False
    if parse.child(word, "nsubjpass") is not None:
        return True
    obj = parse.child(word, "dobj")
    if obj is not None and parse.lemma[obj] in _TAKEN:
        return False
    if obj is None and parse.lemma[word] in _LASTING:
        return False  # "was to run from 10 a.m."
    if obj is not None and (parse.lemma[word], parse.lower[obj]) in _SAYINGS:
        return False  # "reserves the right to answer"
    if obj is not None and parse.lemma[word] == "continue" and parse.lemma[obj] in _FIGHTS:
        return False  # "vowed to continue the war"
    if obj is not None and parse.lemma[word] == "leave" and parse.lemma[obj] in _LEFT_BEHIND:
        return False  # "leaves a bitter legacy"
    if obj is not None and parse.lemma[word] in _MAKING and any(parse.lower[c] == "no" for c in parse.children[obj]):
        return False  # "makes no provision for"
    return any(
        c > word and parse.dep[c] in ("dobj", "prep", "xcomp", "ccomp", "oprd", "dative", "advmod", "prt") for c in parse.children[word]
    )


def _is_remark(parse: Parse, verb: int) -> bool:
    """Say whether a clause only remarks on something: "It must be regretted that", "on condition that he not be named"."""
    if parse.child(verb, "auxpass", "nsubjpass") is None and not any(parse.lower[c] == "be" for c in parse.children[verb]):
        return False
    it = parse.child(verb, "nsubjpass")
    said = it is not None and parse.lower[it] == "it" and parse.lemma[verb] in _REMARKING
    return said or parse.lemma[verb] in ("identify", "name", "quote")


_BEGINNING = {"begin", "commence", "end", "expire", "resume", "start"}
_REMARKING = {"notice", "regret", "remark", "remember", "underline"} | NO_TERMS
_SAYINGS = {("keep", "promise"), ("keep", "word"), ("reserve", "right"), ("return", "fire")}
_LEFT_BEHIND = {"doubt", "impression", "legacy", "mark", "question", "scar", "trace", "void"}
_FIGHTS = {"battle", "fight", "fighting", "jihad", "operation", "resistance", "struggle", "war"}
_LASTING = {"expire", "fall", "last", "lie", "run"}


def _states(parse: Parse, word: int) -> bool:
    """Say whether a clause under "that" only states how things are."""
    return parse.dep[word] == "ccomp" and mood(parse, word) == "plain" and parse.lemma[parse.head[word]] in _PROMISING


def _lasts(parse: Parse, word: int) -> bool:
    """Say whether a clause in the present only tells how things stand: "gunmen still occupy the schools"."""
    return mood(parse, word) == "plain" and any(parse.lower[c] in ("now", "still") for c in parse.children[word])


def _of_things(parse: Parse, word: int) -> bool:
    """Say whether a clause tells what things do, or only opens a condition: "Such crimes would ruin the hope of peace", "provided that"."""
    subject = parse.child(word, "nsubj", "nsubjpass")
    if parse.lemma[word] in _PLIGHTS:
        return True  # "More than 900 people are displaced"
    bare = parse.child(word, "nsubj", "nsubjpass", "dobj") is None
    if parse.lower[word] == "provided" and (bare or is_condition(parse, word)):
        return True
    return subject is not None and parse.pos[subject] == "NOUN" and parse.lemma[subject] in _THINGS


def _by_deal(parse: Parse, ground: Ground, why: Told, verb: int) -> bool:
    """Say whether a clause tells of the agreement itself and binds nobody: "It was to last six months"."""
    return parse.lemma[verb] not in _SAYING and deal_subject(parse, ground, verb, why.agreement) is not None


_THINGS = deal_words("things_that_act")
_PLIGHTS = {"displace", "injure", "kill", "uproot", "wound"}


def _about_deal(parse: Parse, ground: Ground, word: int) -> bool:
    """Say whether a clause is about the agreement itself: "agreed to make the truce permanent"."""
    return any(w in ground.at for c in parse.children_of(word, "dobj", "nsubjpass", "ccomp", "oprd") for w in (c, *parse.children[c]))


def _with_particle(parse: Parse, verb: int, c: int) -> str:
    return f"{parse.lemma[verb]} {parse.lower[c]}"
