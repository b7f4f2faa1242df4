"""Standing: in what state an arrangement is by the end of the report, from the verbs and nouns around its namings.

Invariant: a cue is a word of the text; what may, might or could happen is no cue.
"""

from dataclasses import dataclass

from trucebook.model import Field
from trucebook.reading.deals.arranging import Arrangement
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.idioms import AGREED, LEFT, idiom_over, verb_in_row
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.petitions import answered_after, asking_verb, fought_on, turned_down
from trucebook.reading.deals.predicates import OPENING, predicates, sharing
from trucebook.reading.evidence import coded, cut
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

STATUSES = ("proposed", "announced", "in_force", "violated", "collapsed", "expired", "fulfilled", "refused", "superseded", "unknown")
_BY_SUBJECT = ("superseded", "fulfilled", "expired", "refused", "collapsed", "violated", "in_force", "announced", "proposed")
_ONCE = {"initially", "originally", "earlier", "previously", "first"}  # "was initially due to start": a plan that was overtaken
_CALM = deal_words("calm")
_HOLDING = deal_words("holding_terms") | {"commit", "oblige", "set", "specify"}
_KEPT = {"observe", "respect", "honour", "honor", "uphold", "implement", "keep"}  # "was not observed": it was broken
_REACHING = {"apply", "bind", "cover", "protect", "spare"}  # "is not covered by the truce" says nothing of how it stands
_BIDING = {"abide", "adhere", "stick"}  # "would stick to the truce" speaks of one that stands
_MAKING = {"announce", "declare", "have", "make", "unveil"}  # an offer that is made or announced is still an offer
_NEARLY = deal_words("nearly")
_GONE = {"dead", "ended", "finished", "null", "over", "void"}
_GIVEN = deal_words("given_by_word") - {"offer"}
_ACCORDING = tuple(deal_words("in_accordance_with"))
_IDIOMS = {AGREED: "announced", LEFT: "collapsed"}
_RENEWING = {"extend", "prolong", "renew"}  # "would be extended": it is in force now
_CLOSING = {"close", "conclude", "end", "finish", "stop"}
_HOLDING_ON = {"bring", "endure", "hold", "keep", "last", "prevail", "spare", "survive"}
_RESTORED = {"restore", "resume", "renew", "reinstate"}
_TRYING = deal_words("trying")
_TURNS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
_DOUBT = {"may", "might", "could", "can", "should", "must"}


@dataclass(frozen=True)
class Cue:
    """A word that tells the status of an arrangement: `word` is the predicate, `status` what it says, `future` whether it is to come,
    `renewed` whether it tells of a truce taken up again, `firm` whether a verb in the past tells it."""

    word: int
    status: str
    future: bool = False
    renewed: bool = False
    firm: bool = False


def find_cues(parse: Parse, lexicon: Lexicon, arrangement: Arrangement) -> list[Cue]:
    """Return the cues around all namings of an arrangement in text order."""
    cues: list[Cue] = []
    for naming in arrangement.namings:
        cues += _cues_of(parse, lexicon, naming)
    cues += _loose_breaches(parse, arrangement)
    return sorted(cues, key=lambda c: c.word)


def _loose_breaches(parse: Parse, arrangement: Arrangement) -> list[Cue]:
    """Return cues of "violations" told without the truce's name, shortly after it was named."""
    named = [n for n in arrangement.namings if n.kind in ("ceasefire", "pause") or n.definite]
    cues = []
    for naming in named[:4]:
        s = parse.sentence_of[naming.word]
        last = parse.sentences[min(s + 2, len(parse.sentences) - 1)][1]
        for j in range(naming.last + 1, last):
            if parse.lower[j] not in ("violations", "breaches", "infringements", "violation", "breach") or parse.pos[j] != "NOUN":
                continue
            about = {parse.lower[c] for c in parse.children[j]} | {
                parse.lower[k] for c in parse.children[j] if parse.lower[c] == "of" for k in parse.children[c]
            }
            if not about & {"no", "rights", "law", "humanitarian", "airspace", "border", "without", "any", "possible", "future"}:
                cues.append(Cue(j, "violated"))
    return cues


def _cues_of(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    cues: list[Cue] = []
    for mod in naming.mods:
        cues += [Cue(naming.word, s) for s, words in _MODIFIERS.items() if mod in words]
    if naming.offer and (asked := asking_verb(parse, naming.word)) is not None:
        cues.append(Cue(asked, "proposed"))
    if naming.offer and (spurned := fought_on(parse, naming.word) or turned_down(parse, naming.word)) is not None:
        cues.append(Cue(spurned, "refused"))
    if (made := _made_room(parse, naming)) is not None:
        return [Cue(made, "in_force")]
    for verb, role in predicates(parse, naming):
        cue = _read(parse, lexicon, verb, role)
        if cue is not None and cue.future and naming.definite and role == "object" and parse.lemma[verb].lower() in _KEPT | _BIDING:
            cue = Cue(verb, "agreed")
        if cue is not None and naming.offer and cue.status == "announced" and parse.lemma[verb].lower() in _MAKING:
            cue = Cue(verb, "proposed")
        if cue is not None and not (naming.unsure and cue.status in ("in_force", "announced", "proposed")):
            cues.append(cue)
        elif cue is None and role == "subject" and not naming.offer and _holds_terms(parse, verb):
            cues.append(Cue(verb, "terms"))
    for noun in _nouns_over(parse, naming):
        lemma = parse.lemma[noun].lower()
        if lemma in lexicon.terms("violation_nouns"):
            cues.append(Cue(noun, "violated"))
        elif lemma in lexicon.terms("collapse_nouns"):
            cues.append(Cue(noun, "near_end"))
        elif naming.definite and (lemma in ("stage", "phase", "part", "step") or (lemma == "implementation" and parse.dep[noun] != "pobj")):
            cues.append(Cue(noun, "in_force"))
        elif lemma in ("day", "week", "month") and any(parse.lower[c] in _TURNS for c in parse.children[noun]):
            cues.append(Cue(noun, "in_force"))  # "on the second day of a truce"
        elif lemma in lexicon.terms("expiry_nouns"):
            cues.append(Cue(noun, "expired"))
        elif naming.definite and lemma in ("adherence", "commitment", "compliance"):
            cues.append(Cue(noun, "agreed"))
        elif lemma in _GIVEN and not naming.offer:
            despite = parse.lower[parse.head[noun]] in lexicon.terms("despite")
            cues.append(Cue(noun, "violated" if despite else "announced"))
        elif lemma in lexicon.terms("refusal_nouns"):
            cues.append(Cue(noun, "refused"))
    before = _preposition(parse, naming)
    said = " ".join(parse.lower[max(0, naming.first - 3) : naming.first])
    if said.endswith(_ACCORDING):
        cues.append(Cue(naming.word, "agreed"))
    if _after_calm(parse, naming):
        cues.append(Cue(naming.word, "violated"))
    over = parse.head[parse.head[naming.word]]
    if before == "after" and parse.lemma[over].lower() in ("renew", "restart", "resume") and parse.dep[parse.head[naming.word]] == "prep":
        cues.append(Cue(over, "ended"))  # "resumed its air strikes after a five-day pause"
    if before in lexicon.terms("despite"):
        cues.append(Cue(naming.word, "violated"))
    elif (
        (before in ("under", "since", "after", "following") or (before == "by" and parse.dep[parse.head[naming.word]] == "prep"))
        and idiom_over(parse, naming.word) is None
        and not (before == "under" and _ahead(parse, naming))
    ):
        cues.append(Cue(naming.word, "agreed"))
    if any(
        parse.lower[c] == "in" and parse.lemma[k].lower() in ("force", "effect")
        for c in parse.children[naming.word]
        for k in parse.children[c]
    ):
        cues.append(Cue(naming.word, "in_force"))
    if (answer := answered_after(parse, naming.word)) is not None and (answered := _read(parse, lexicon, answer, "object")) is not None:
        cues.append(answered)
    cues += _loose_effect(parse, naming) + _pronoun_cues(parse, lexicon, naming)
    if not cues and not naming.unsure and not naming.offer and parse.dep[naming.word] in ("appos", "npadvmod", "dep", "ROOT"):
        torn = verb_in_row(parse, naming.first, lexicon.terms("announced_by_object"))
        cues += [Cue(torn, "announced")] if torn is not None and parse.tag[torn] in ("VBD", "VBN") else []
    return cues


def _holds_terms(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what a text holds: "the accord provides for", "the pact obliges both sides to"."""
    return parse.lemma[verb].lower() in _HOLDING and parse.tag[verb] in ("VBZ", "VBD", "VBP") and parse.child(verb, "neg") is None


def _loose_effect(parse: Parse, naming: Naming) -> list[Cue]:
    """Return the cue of "which entered into force" that the parser hung on another noun of the sentence."""
    last = parse.sentences[parse.sentence_of[naming.word]][1]
    for j in range(naming.last + 2, last - 2):
        told = parse.lower[j] == "which" and parse.lemma[j + 1].lower() in ("enter", "take", "come", "go") and parse.tag[j + 1] == "VBD"
        if told and {"force", "effect", "hold"} & set(parse.lower[j + 2 : j + 4]) and parse.head[parse.head[j]] != naming.word:
            return [Cue(j + 1, "in_force")]
    return []


_MODIFIERS = {
    "collapsed": {"collapsed", "failed", "abortive", "short-lived", "defunct", "broken"},
    "proposed": {"proposed", "draft", "suggested"},
    "expired": {"expired"},
    "announced": {"agreed", "signed", "planned", "announced", "brokered", "negotiated", "upcoming"},
    "in_force": {"ongoing", "existing", "current"},
}


def _made_room(parse: Parse, naming: Naming) -> int | None:
    """Return the verb of a side that has stopped its fire for a truce: "halted its raids for a two-day pause"."""
    prep = parse.head[naming.word]
    verb = parse.head[prep]
    if parse.dep[naming.word] != "pobj" or parse.lower[prep] != "for" or parse.tag[verb] not in ("VBD", "VBN", "VBZ", "VBP"):
        return None
    return verb if parse.lemma[verb].lower() in ("halt", "stop", "suspend", "cease", "pause") and parse.child(verb, "neg") is None else None


def _after_calm(parse: Parse, naming: Naming) -> bool:
    """Say whether the calm that a truce brought is told to be over: "shelled the town after a lull that followed a truce"."""
    over = [a for n, a in enumerate(parse.ancestors(naming.word)) if n < 4 and parse.lemma[a].lower() in _CALM and parse.pos[a] == "NOUN"]
    return any(parse.lower[parse.head[a]] == "after" for a in over)


def _preposition(parse: Parse, naming: Naming) -> str:
    h = parse.head[naming.word]
    if parse.dep[naming.word] == "pobj" and parse.pos[h] in ("ADP", "SCONJ"):
        word = parse.lower[h]
        if word == "of" and h >= 2:
            return " ".join(parse.lower[h - 2 : h + 1])
        return word
    before = parse.lower[naming.first - 1] if naming.first else ""
    return before if before in ("despite", "notwithstanding", "under") else ""


def _ahead(parse: Parse, naming: Naming) -> bool:
    """Say whether what is told "under" an agreement is still to be done."""
    verb = next((a for a in parse.ancestors(naming.word) if parse.pos[a] in ("VERB", "AUX")), None)
    if verb is None:
        return False
    return parse.tag[verb] == "VB" or any(parse.lower[c] in ("will", "would", "must", "shall", "should") for c in parse.children[verb])


def _near_words(parse: Parse, verb: int) -> set[str]:
    near: set[str] = set()
    for c in parse.children[verb]:
        near.add(parse.lemma[c].lower())
        if parse.dep[c] in ("prep", "dobj", "acomp", "attr", "advmod", "xcomp", "npadvmod"):
            near.update(parse.lemma[k].lower() for k in parse.children[c])
    return near


def _read(parse: Parse, lexicon: Lexicon, verb: int, role: str) -> Cue | None:
    lemma = parse.lemma[verb].lower()
    near = _near_words(parse, verb)
    auxiliaries = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")}
    if auxiliaries & _DOUBT:
        return None
    apart = parse.dep[verb] == "ccomp" and role in ("subject", "passive") and ";" in parse.words[verb : parse.head[verb]]
    over = parse.lemma[parse.head[verb]].lower() if parse.dep[verb] in ("xcomp", "ccomp") and not apart else ""
    if parse.dep[verb] == "pcomp" and parse.lower[parse.head[verb]] == "without":
        return Cue(verb, "refused") if lemma in lexicon.terms("announced_by_object") else None
    negated = parse.child(verb, "neg") is not None or "never" in near or over in ("fail", "refuse")
    if lemma == "leave" and auxiliaries & {"was", "were", "been", "be", "is", "are"}:
        return None
    if lemma == "bind" and _no_longer(parse, verb):
        return Cue(verb, "collapsed")
    marks = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("mark", "advmod")}
    if any(parse.dep[c] == "mark" and parse.lower[c] in ("if", "unless", "whether", "until") for c in parse.children[verb]):
        return None
    if parse.dep[verb] == "advcl" and parse.tag[verb] in ("VBZ", "VBP") and {"before", "once", "should", "when"} & marks:
        return None
    if role == "passive" and lemma == "carry" and any(parse.lower[c] == "out" for c in parse.children[verb]):
        going = parse.tag[verb] != "VBN" or any(parse.lower[c] in ("being", "be") for c in parse.children[verb])
        return Cue(verb, "violated" if negated else "in_force" if going else "fulfilled")
    if lemma in _GONE and role == "subject" and parse.lemma[parse.head[verb]].lower() in ("call", "declare", "pronounce"):
        return Cue(verb, "ended")  # "declared the ceasefire dead"
    status = _IDIOMS.get(role) or _status(lexicon, lemma, near, role, parse.tag[verb] == "VBN" or "be" in auxiliaries)
    if status is None:
        return None
    if role == "object" and lemma in _RENEWING and _by_another(parse, lexicon, verb):
        return Cue(verb, "superseded")
    by_it = role == "subject" and parse.child(verb, "nsubjpass") is not None  # "The rising was ended by the Treaty of A"
    if status == "collapsed" and lemma in _CLOSING and (by_it or (role == "object" and _closes_a_war(parse, verb))):
        return Cue(verb, "in_force")
    if role == "object" and lemma in ("call", "consider", "declare", "pronounce") and _declared_over(parse, verb):
        return Cue(verb, "ended")
    future = bool(auxiliaries & {"will", "shall", "would", "'ll"}) or _to_come(parse, lexicon, verb)
    if negated:
        return _negated(parse, verb, role, status, near)
    if status == "in_force" and future:
        return Cue(verb, "agreed") if lemma in _RENEWING else Cue(verb, "announced", future=True)
    if status == "collapsed" and role == "subject" and lemma in ("end", "stop", "halt") and parse.child(verb, "dobj") is not None:
        return Cue(verb, "in_force")
    if status == "collapsed" and lemma in ("end", "finish") and role != "object":
        status = "ended"
    if status == "in_force" and auxiliaries & {"had", "'d"} and (_until(parse, verb) or _once_held(parse, verb)):
        return Cue(verb, "collapsed" if _until(parse, verb) else "near_end")
    if status == "in_force" and lemma == "last" and parse.lower[verb] == "lasted" and not auxiliaries and _has_span(parse, verb):
        return Cue(verb, "collapsed")
    if over in _TRYING and status in ("collapsed", "violated"):
        return Cue(verb, "violated")
    if future and status in ("collapsed", "violated", "fulfilled"):
        return None
    if _narrowly(parse, verb, over, role) and status in ("collapsed", "ended", "violated"):
        return None
    if status in ("expired", "ended") and parse.tag[verb] in ("VBZ", "VBP") and not auxiliaries:
        future = True
    if future and status in ("expired", "ended"):
        return Cue(verb, "agreed")
    return Cue(verb, status, future=future, renewed=lemma in _RESTORED, firm=parse.tag[verb] in ("VBD", "VBN"))


def _declared_over(parse: Parse, verb: int) -> bool:
    """Say whether somebody declares a truce to be over: "declared the ceasefire over", "pronounced the truce dead"."""
    said = {parse.lower[c] for c in parse.children[verb]} | {
        parse.lower[k] for c in parse.children_of(verb, "dobj") for k in parse.children[c]
    }
    return bool(said & _GONE)


def _closes_a_war(parse: Parse, verb: int) -> bool:
    """Say whether it is something else that a truce ends: "The war ended with a truce", "was ended by the treaty"."""
    with_it = any(parse.lower[c] in ("by", "in", "through", "under", "with") for c in parse.children[verb])
    told = parse.child(verb, "nsubj", "nsubjpass") is not None or parse.dep[verb] == "conj"
    return with_it and told and parse.child(verb, "dobj") is None


def _by_another(parse: Parse, lexicon: Lexicon, verb: int) -> bool:
    """Say whether it is another arrangement that renews a truce: "It renewed the truce of May", "The deal, which extends a truce"."""
    subject = parse.child(verb, "nsubj")
    if parse.dep[verb] == "ccomp" and parse.lemma[parse.head[verb]].lower() in ("announce", "confirm", "declare", "say"):
        return False  # "The army said it had extended the truce"
    return subject is not None and (parse.lower[subject] in ("it", "which") or parse.lemma[subject].lower() in lexicon.generic)


def _no_longer(parse: Parse, verb: int) -> bool:
    """Say whether a side is told to be bound no more: "is no longer bound by", "does not feel bound by"."""
    over = [verb, parse.head[verb]]
    return any(parse.child(v, "neg") is not None or "longer" in {parse.lower[c] for c in parse.children[v]} for v in over)


def _narrowly(parse: Parse, verb: int, over: str, role: str) -> bool:
    """Say whether an end did not come: "almost fell apart", "threatened to unravel", "seemed about to collapse"."""
    if any(parse.lower[c] in _NEARLY for c in parse.children[verb]) or parse.lower[verb - 1] in _NEARLY:
        return True
    before = parse.lower[max(0, verb - 3) : verb]
    return role == "subject" and (over == "threaten" or "about" in before or before[-2:] in (["close", "to"], ["danger", "of"]))


def _negated(parse: Parse, verb: int, role: str, status: str, near: set[str]) -> Cue | None:
    """Return what the denial of a status means: not yet begun, never begun, or over; that a side did not join or extend it says nothing."""
    if status == "announced" and role == "object" and any(parse.lower[c] in ("will", "would", "wo") for c in parse.children[verb]):
        return Cue(verb, "refused")
    if status == "in_force" and role == "passive" and parse.lemma[verb].lower() in _KEPT:
        return Cue(verb, "violated")
    if status == "superseded" and role != "object":
        return Cue(verb, "in_force")  # "has never been replaced"
    if status != "in_force" or role == "object" or parse.lemma[verb].lower() in _REACHING:
        return None
    opening = parse.lemma[verb].lower() in OPENING
    return Cue(verb, "announced" if "yet" in near or (opening and "never" not in near) else "collapsed")


def _once_held(parse: Parse, verb: int) -> bool:
    """Say whether a truce is only remembered as one "that had held" or "had prevailed", or "had kept a town quiet for years"."""
    if parse.lemma[verb].lower() not in _HOLDING_ON:
        return False
    return parse.dep[verb] == "relcl" or (parse.dep[verb] != "ccomp" and _for_long(parse, verb))


def _has_span(parse: Parse, verb: int) -> bool:
    """Say whether a truce is told to have lasted a time, and so to be over: "lasted three days", "lasted less than an hour"."""
    spans = [k for c in parse.children[verb] if parse.lower[c] == "for" for k in parse.children[c]]
    spans += [c for c in parse.children[verb] if parse.dep[c] in ("npadvmod", "dobj", "attr")]
    spans += range(verb + 1, min(verb + 6, len(parse))) if "than" in parse.lower[verb : verb + 4] else []
    return any(parse.lemma[k].lower() in ("minute", "hour", "day", "week", "fortnight", "month", "year", "decade") for k in spans)


def _for_long(parse: Parse, verb: int) -> bool:
    """Say whether a verb has a length of months or years: "had kept the town quiet for two years"."""
    spans = [k for c in parse.children[verb] if parse.lower[c] in ("for", "since") for k in parse.children[c]]
    spans += [c for c in parse.children[verb] if parse.dep[c] in ("npadvmod", "dobj")]
    return any(parse.lemma[k].lower() in ("decade", "month", "year", "generation") for k in spans)


def _until(parse: Parse, verb: int) -> bool:
    return any(parse.lower[c] == "until" for c in parse.children[verb])


def _to_come(parse: Parse, lexicon: Lexicon, verb: int) -> bool:
    if parse.dep[verb] not in ("xcomp", "advcl", "acl", "relcl", "ccomp"):
        return False
    before = {parse.lower[j] for j in range(max(0, verb - 4), verb)}
    if before & _ONCE or _ONCE & {parse.lower[c] for c in parse.children[parse.head[verb]]}:
        return False
    over = parse.head[verb]
    if parse.lemma[verb].lower() in OPENING and parse.lemma[over].lower() == "be" and parse.child(over, "acomp") is None:
        return "to" in before
    return "to" in before and bool(
        before & (lexicon.terms("future") - {"will", "about"}) or parse.lower[parse.head[verb]] in lexicon.terms("future")
    )


def _status(lexicon: Lexicon, lemma: str, near: set[str], role: str, participle: bool) -> str | None:
    """Return the status that verb, role and the words close to the verb mean, the most telling first."""
    for status in _BY_SUBJECT:
        if role in ("subject", "passive"):
            for entry in lexicon.terms(f"{status}_by_subject"):
                head, *rest = entry.split()
                if head == "be" and rest and role == "passive":
                    head, *rest = rest
                elif (head == "be" and lemma != "be") or (head != "be" and role == "passive" and participle):
                    continue
                if head == lemma and all(r in near for r in rest):
                    return status
        if role in ("object", "passive"):
            for entry in lexicon.terms(f"{status}_by_object"):
                head, *rest = entry.split()
                if head == lemma and all(r in near for r in rest):
                    return status
    return None


def _nouns_over(parse: Parse, naming: Naming) -> list[int]:
    """Return the nouns that a naming hangs on: "violation of the truce", "truce violations"."""
    w = naming.word
    found = []
    head = parse.head[w]
    if parse.dep[w] in ("compound", "nmod", "amod", "poss") and head != w:
        found.append(head)
    elif parse.dep[w] == "pobj" and parse.pos[head] == "ADP" and parse.pos[parse.head[head]] in ("NOUN", "PROPN"):
        found.append(parse.head[head])
    after = naming.last + 1
    if after < len(parse) and parse.pos[after] == "NOUN" and after not in found:
        found.append(after)
    return found


def _pronoun_cues(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return cues of "it" that opens the next sentence: "It did not last"."""
    if not naming.unsure and (own := _but_it(parse, lexicon, naming)):
        return own
    cues: list[Cue] = []
    for s in range(parse.sentence_of[naming.word] + 1, len(parse.sentences) if not naming.unsure else 0):
        told = _told_of_it(parse, lexicon, s)
        if told is None:
            break
        cues += told
    return cues


def _told_of_it(parse: Parse, lexicon: Lexicon, s: int) -> list[Cue] | None:
    """Return the cues of a sentence that opens with "it" or "this" as its subject; None for any other sentence."""
    first, last = parse.sentences[s]
    first += parse.lower[first] in ("but", "yet")
    if parse.lower[first] not in ("it", "this", "that", "they") or last - first < 2:
        return None
    if parse.dep[first] not in ("nsubj", "nsubjpass"):
        return None
    verb = parse.head[first]
    role = "passive" if parse.dep[first] == "nsubjpass" else "subject"
    return [c for c in (_read(parse, lexicon, v, r) for v, r in sharing(parse, verb, role)) if c is not None]


def _but_it(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return cues of "it" as the subject of a clause set beside that of a naming: "signed a truce but it fell apart", "…; it was never
    carried out"."""
    found: list[Cue | None] = []
    for j in range(naming.last + 2, parse.sentences[parse.sentence_of[naming.word]][1]):
        if parse.lower[j] != "it" or parse.dep[j] not in ("nsubj", "nsubjpass") or parse.lower[j - 1] not in ("but", ";", "and", "yet"):
            continue
        role = "passive" if parse.dep[j] == "nsubjpass" else "subject"
        found += [_read(parse, lexicon, v, r) for v, r in sharing(parse, parse.head[j], role)]
    return [c for c in found if c is not None]


def decide_status(cues: list[Cue], *, kind: str | None, fixed: bool, breached: bool, done: bool) -> tuple[str, Cue | None]:
    """Return the status as of the report with the cue that decided it.

    `fixed` says that the arrangement had a fixed term, `breached` that violations were read, `done` that its acts are told
    as done in full.
    """
    said: dict[str, Cue] = {}
    for cue in cues:
        said.setdefault(cue.status, cue)
    taken = any(s in said for s in ("in_force", "announced", "violated", "collapsed", "ended", "agreed"))
    if "superseded" in said or "fulfilled" in said:
        return next((s, said[s]) for s in ("superseded", "fulfilled") if s in said)
    if "expired" in said or ("ended" in said and fixed):
        return "expired", said.get("expired") or said["ended"]
    if "near_end" in said and not any(c.status == "in_force" and c.word > said["near_end"].word for c in cues):
        said.setdefault("collapsed", said["near_end"])
    last_end = max((c.word for c in cues if c.status in ("collapsed", "ended")), default=-1)
    if any(c.status == "in_force" and c.word > last_end >= 0 and c.renewed for c in cues):
        said = {k: c for k, c in said.items() if k not in ("collapsed", "ended")}
    if "collapsed" in said or "ended" in said:
        return "collapsed", said.get("collapsed") or said["ended"]
    if done:
        return "fulfilled", None
    if "refused" in said and (not taken or kind == "offer"):
        return "refused", said["refused"]
    ahead = next((c for c in cues if c.status == "announced" and c.future), None)
    broken = any(c.status == "violated" and c.firm for c in cues)
    to_come = ahead is not None and "in_force" not in said and not broken
    if ("violated" in said or "near_end" in said or breached) and not to_come:
        return "violated", said.get("violated") or said.get("near_end")
    if to_come:
        return "announced", ahead
    for status, meant in (
        ("in_force", "in_force"),
        ("agreed", "in_force"),
        ("announced", "announced"),
        ("proposed", "proposed"),
        ("terms", "announced"),
    ):
        if status in said:
            return meant, said[status]
    return ("proposed" if kind == "offer" else "unknown"), None


def status_field(notes: Notes, status: str, cue: Cue | None) -> Field:
    """Return a status as a field, on the word of the cue that decided it where there is one."""
    if cue is None:
        return coded(status)
    parse = notes.parse
    return cut(parse.text, parse.start[cue.word], parse.end[cue.word], status)
