"""Naming cues: the verbs, nouns and prepositions around the namings of an arrangement that tell in what state it is.

Invariant: a cue is a word of the text; cues come in text order, and of one word in the order of the rules.
"""

from trucebook.reading.deals.answered import answers_to
from trucebook.reading.deals.arranging import Arrangement
from trucebook.reading.deals.bygone import bygone_cues
from trucebook.reading.deals.cues import Cue
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.idioms import idiom_over, verb_in_row
from trucebook.reading.deals.lengths import has_span
from trucebook.reading.deals.loosecues import loose_cues
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.offers import refusal
from trucebook.reading.deals.petitions import answered_after, asking_verb, call_for, fought_on, turned_down
from trucebook.reading.deals.predicates import predicates
from trucebook.reading.deals.pronouncues import pronoun_cues
from trucebook.reading.deals.verbcues import KEPT, read_verb
from trucebook.reading.grammar.parse import Parse

_CALM = deal_words("calm")
_HOLDING = deal_words("holding_terms") | {"commit", "oblige", "set", "specify"}
_BIDING = {"abide", "adhere", "stick"}  # "would stick to the truce" speaks of one that stands
_MAKING = {"announce", "declare", "have", "make", "unveil"}  # an offer that is made or announced is still an offer
_GIVEN = deal_words("given_by_word") - {"offer"}
_ACCORDING = tuple(deal_words("in_accordance_with"))
_PLANS = {"blueprint", "draft", "formula", "idea", "initiative", "plan", "proposal", "suggestion"}
_PUTTING = {"float", "offer", "propose", "suggest", "table"}  # "proposed a truce, which the emir took and the clans threw out"
_PAST_IT = {"after", "following", "since"}  # "a week after the collapse of a truce" takes it for a fact
_BREACHES = {"violations", "breaches", "infringements", "violation", "breach"}
_COUNTING = deal_words("seen_or_counted")
_NONE = {"no", "without"}  # "no violations of the truce have been seen"
_TRUCES = {"agreement", "ceasefire", "cease-fire", "cessation", "truce"}
_BREAKING = {"breach", "break", "violate"}
_RENEWALS = {"extension", "prolongation", "renewal"}
_SOON = {"hours", "immediately", "instantly", "later", "same", "within"}
_PASSING = {"begin", "complete", "end", "enter", "finish", "mark", "see", "spend"}  # "ended the first day of the truce"
_TURNS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
_MODIFIERS = {
    "collapsed": {"collapsed", "failed", "abortive", "short-lived", "defunct", "broken"},
    "proposed": {"proposed", "draft", "suggested"},
    "expired": {"expired"},
    "announced": {"agreed", "signed", "planned", "announced", "brokered", "negotiated", "upcoming"},
    "in_force": {"ongoing", "existing", "current"},
}


def find_cues(parse: Parse, lexicon: Lexicon, arrangement: Arrangement) -> list[Cue]:
    """Return the cues around all namings of an arrangement in text order."""
    cues: list[Cue] = []
    for naming in arrangement.namings:
        cues += _cues_of(parse, lexicon, naming)
    cues += _loose_breaches(parse, arrangement)
    return sorted(cues, key=lambda c: c.word)


def _cues_of(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return the cues around one naming, rule by rule; a side that stopped its fire for the truce settles it alone."""
    if (made := _made_room(parse, naming)) is not None:
        return [Cue(made, "in_force")]
    cues = _modifier_cues(naming) + _offer_cues(parse, naming) + _verb_cues(parse, lexicon, naming)
    cues += _noun_cues(parse, lexicon, naming) + _phrase_cues(parse, lexicon, naming)
    answer = answered_after(parse, naming.word)
    if answer is not None and (answered := read_verb(parse, lexicon, answer, "object")) is not None:
        cues.append(answered)
    cues += loose_cues(parse, lexicon, naming) + pronoun_cues(parse, lexicon, naming) + bygone_cues(parse, lexicon, naming)
    return cues or _torn_off(parse, lexicon, naming)


def _modifier_cues(naming: Naming) -> list[Cue]:
    """Return the cues of the words before a naming: "a failed truce", "the ongoing ceasefire"."""
    return [Cue(naming.word, s) for mod in naming.mods for s, words in _MODIFIERS.items() if mod in words]


def _offer_cues(parse: Parse, naming: Naming) -> list[Cue]:
    """Return the cues of an offer that is asked for, and of one that was turned down or answered by fighting on."""
    if not naming.offer:
        put = parse.dep[naming.word] == "dobj" and parse.lemma[parse.head[naming.word]] in _PUTTING
        return [Cue(v, "refused") for v, refused in answers_to(parse, naming.word) if refused] if put else []
    asked = asking_verb(parse, naming.word)
    cues = [Cue(asked, "proposed")] if asked is not None else []
    spurned = fought_on(parse, naming.word) or turned_down(parse, naming.word)
    asked_of = [naming.word, *([call] if (call := call_for(parse, naming.word)) is not None else [])]
    spurned = spurned or (refusal(parse, naming.word) if naming.indefinite else None)
    spurned = spurned or next((verb for w in asked_of for verb, refused in answers_to(parse, w) if refused), None)
    taken = [Cue(v, "announced") for v, refused in answers_to(parse, naming.word) if not refused and parse.tag[v] in ("VBD", "VBN")]
    return cues + taken + ([Cue(spurned, "refused")] if spurned is not None else [])


def _verb_cues(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return the cues of the verbs that a naming is subject or object of."""
    cues = []
    for verb, role in predicates(parse, naming):
        cue = read_verb(parse, lexicon, verb, role)
        if cue is not None:
            cue = _in_view_of(parse, naming, cue, role)
            if not (naming.unsure and cue.status in ("in_force", "announced", "proposed")):
                cues.append(cue)
        elif role == "subject" and not naming.offer and _holds_terms(parse, verb):
            cues.append(Cue(verb, "terms"))
    return cues


def _in_view_of(parse: Parse, naming: Naming, cue: Cue, role: str) -> Cue:
    """Return a verb's cue as its naming turns it: who "will observe the truce" has one; an offer announced is still an offer."""
    lemma = parse.lemma[cue.word]
    if naming.indefinite and cue.status == "in_force" and lemma == "hold" and _is_past(parse, cue.word) and role == "subject":
        counted = _TURNS & set(parse.lower[cue.word + 1 : cue.word + 5])  # "held for a second day"
        return Cue(cue.word, "collapsed") if has_span(parse, cue.word) and not counted else cue
    if cue.future and naming.definite and role == "object" and lemma in KEPT | _BIDING:
        return Cue(cue.word, "agreed")
    if cue.status == "violated" and lemma in _BREAKING and not naming.definite and _at_once(parse, cue.word):
        return Cue(cue.word, "collapsed")
    if not naming.offer and cue.status == "refused" and lemma == "come" and role == "subject":
        return Cue(cue.word, "collapsed")  # "came to nothing"
    if naming.offer and cue.status == "violated" and lemma in ("heed", "ignore"):
        return Cue(cue.word, "refused")
    if naming.offer and cue.status == "announced" and (lemma in _MAKING or cue.word == asking_verb(parse, naming.word)):
        return Cue(cue.word, "proposed")
    return cue


def _at_once(parse: Parse, verb: int) -> bool:
    """Say whether something is told to have been broken soon after it was made: "was broken within days", "breached the same evening"."""
    told = parse.tag[verb] == "VBN" and any(parse.lower[c] in ("was", "were") for c in parse.children[verb])
    return told and bool(_SOON & set(parse.lower[verb + 1 : verb + 5]))


def _is_past(parse: Parse, verb: int) -> bool:
    """Say whether a verb stands in the simple past."""
    return parse.tag[verb] in ("VBD", "VBN") and parse.child(verb, "aux", "auxpass") is None


def _noun_cues(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return the cues of the nouns that a naming hangs on: "violation of the truce", "the end of the ceasefire"."""
    told = ((noun, _status_of_noun(parse, lexicon, naming, noun)) for noun in _nouns_over(parse, naming))
    return [Cue(noun, status, firm=parse.lemma[noun] == "end") for noun, status in told if status is not None]


def _status_of_noun(parse: Parse, lexicon: Lexicon, naming: Naming, noun: int) -> str | None:
    """Return what a noun over a naming says of it, the first that fits."""
    lemma = parse.lemma[noun]
    if lemma in lexicon.terms("violation_nouns"):
        return "in_force" if _NONE & {parse.lower[c] for c in (*parse.children[noun], parse.head[noun])} else "violated"
    if lemma == "end" and parse.dep[noun] == "dobj" and parse.lemma[parse.head[noun]] in _MAKING and _is_past(parse, parse.head[noun]):
        return "ended"  # "declared an end to the truce"
    if lemma in lexicon.terms("collapse_nouns"):
        return "collapsed" if lemma != "end" and parse.lower[parse.head[noun]] in _PAST_IT else "near_end"
    if _is_under_way(parse, naming, noun):
        return "in_force"
    if lemma in lexicon.terms("expiry_nouns"):
        return "expired"
    if naming.definite and lemma in _RENEWALS and parse.lemma[parse.head[parse.head[noun]]] == "agree":
        return "in_force"
    if naming.definite and lemma in ("adherence", "commitment", "compliance"):
        return "agreed"
    if lemma in _GIVEN and not naming.offer:
        return "violated" if parse.lower[parse.head[noun]] in lexicon.terms("despite") else "announced"
    if naming.indefinite and lemma in _PLANS and parse.lower[parse.head[naming.word]] == "for":
        return "proposed"
    return "refused" if lemma in lexicon.terms("refusal_nouns") else None


def _is_under_way(parse: Parse, naming: Naming, noun: int) -> bool:
    """Say whether a noun counts the steps or days of a naming: "a phase of the truce", "on the second day of a truce"."""
    lemma = parse.lemma[noun]
    if naming.definite and (lemma in ("stage", "phase", "part", "step") or (lemma == "implementation" and parse.dep[noun] != "pobj")):
        return True
    passed = parse.dep[noun] == "dobj" and parse.lemma[parse.head[noun]] in _PASSING and _is_past(parse, parse.head[noun])
    beside = parse.dep[noun] in ("appos", "npadvmod")  # "on Tuesday, the first day of a truce"
    first = passed or beside or parse.lower[parse.head[noun]] in ("in", "on")
    turns = _TURNS | {"first"} if first else _TURNS
    return lemma in ("day", "week", "month") and any(parse.lower[c] in turns for c in parse.children[noun])


def _phrase_cues(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return the cues of the prepositions over and below a naming: "under the truce", "despite it", "a truce in force"."""
    before = _preposition(parse, naming)
    said = " ".join(parse.lower[max(0, naming.first - 3) : naming.first])
    cues = [Cue(naming.word, "agreed")] if said.endswith(_ACCORDING) else []
    if _after_calm(parse, naming):
        cues.append(Cue(naming.word, "violated"))
    if before == "after" and (resumed := _resumed_after(parse, naming)) is not None:
        cues.append(Cue(resumed, "ended"))
    if before in lexicon.terms("despite"):
        cues.append(Cue(naming.word, "violated"))
    elif _is_relied_on(parse, naming, before):
        cues.append(Cue(naming.word, "agreed"))
    if _is_in_force(parse, naming):
        cues.append(Cue(naming.word, "in_force"))
    return cues


def _resumed_after(parse: Parse, naming: Naming) -> int | None:
    """Return the verb of what went on after a naming: "resumed its air strikes after a five-day pause", "broke out again after"."""
    prep = parse.head[naming.word]
    over = parse.head[prep]
    again = parse.lemma[over] in ("break", "erupt", "flare") and any(parse.lower[c] == "again" for c in parse.children[over])
    anew = again or parse.lemma[over] in ("renew", "restart", "resume")
    return over if anew and parse.dep[prep] == "prep" else None


def _is_relied_on(parse: Parse, naming: Naming, before: str) -> bool:
    """Say whether something is done "under", "since", "after" or "by" a naming, and not still to be done under it."""
    by_it = before == "by" and (parse.dep[parse.head[naming.word]] == "prep" or _has_been_by(parse, parse.head[naming.word]))
    if before not in ("under", "since", "after", "following") and not by_it:
        return False
    return idiom_over(parse, naming.word) is None and not (before == "under" and _ahead(parse, naming))


def _has_been_by(parse: Parse, by: int) -> bool:
    """Say whether something has been so by a naming up to now: "The two valleys have been bound by a truce since 2015"."""
    verb, said = parse.head[by], {parse.lower[c] for c in parse.children[parse.head[by]]}
    return parse.dep[by] == "agent" and parse.tag[verb] == "VBN" and bool({"has", "have"} & said) and {"been", "since"} <= said


def _is_in_force(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming is told to be "in force" or "in effect"."""
    inside = (k for c in parse.children[naming.word] if parse.lower[c] == "in" for k in parse.children[c])
    return any(parse.lemma[k] in ("force", "effect") for k in inside)


def _torn_off(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return the cue of a verb before a naming that the parser tore from it: "signed in A on Monday a truce"."""
    if naming.unsure or naming.offer or parse.dep[naming.word] not in ("appos", "npadvmod", "dep", "ROOT"):
        return []
    torn = verb_in_row(parse, naming.first, lexicon.terms("announced_by_object"))
    return [Cue(torn, "announced")] if torn is not None and parse.tag[torn] in ("VBD", "VBN") else []


def _loose_breaches(parse: Parse, arrangement: Arrangement) -> list[Cue]:
    """Return cues of "violations" told without the truce's name, shortly after it was named."""
    named = [n for n in arrangement.namings if n.kind in ("ceasefire", "pause") or n.definite]
    cues = []
    for naming in named[:4]:
        s = parse.sentence_of[naming.word]
        last = parse.sentences[min(s + 2, len(parse.sentences) - 1)][1]
        before = range(parse.sentences[max(0, s - 2)][0], naming.first) if naming is arrangement.namings[0] else ()
        counted = (j for j in before if parse.lower[j] in _BREACHES and parse.lemma[parse.head[j]] in _COUNTING)
        for j in (*counted, *range(naming.last + 1, last)):
            if parse.lower[j] not in _BREACHES or parse.pos[j] != "NOUN":
                continue
            about = {parse.lower[c] for c in parse.children[j]} | {
                parse.lower[k] for c in parse.children[j] if parse.lower[c] == "of" for k in parse.children[c]
            }
            if _is_of_another(parse, j, arrangement):
                continue  # "in breach of the cessation of hostilities", told beside a local deal
            if not about & {"no", "rights", "law", "humanitarian", "airspace", "border", "without", "any", "possible", "future"}:
                cues.append(Cue(j, "violated"))
    return cues


def _is_of_another(parse: Parse, breach: int, arrangement: Arrangement) -> bool:
    """Say whether a breach is told to be one of a truce that is none of an arrangement's namings."""
    of = [k for c in parse.children[breach] if parse.lower[c] == "of" for k in parse.children_of(c, "pobj")]
    return any(parse.lemma[k] in _TRUCES and all(k not in (n.word, n.last) for n in arrangement.namings) for k in of)


def _holds_terms(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what a text holds: "the accord provides for", "the pact obliges both sides to"."""
    return parse.lemma[verb] in _HOLDING and parse.tag[verb] in ("VBZ", "VBD", "VBP") and parse.child(verb, "neg") is None


def _made_room(parse: Parse, naming: Naming) -> int | None:
    """Return the verb of a side that has stopped its fire for a truce: "halted its raids for a two-day pause"."""
    prep = parse.head[naming.word]
    verb = parse.head[prep]
    if parse.dep[naming.word] != "pobj" or parse.lower[prep] != "for" or parse.tag[verb] not in ("VBD", "VBN", "VBZ", "VBP"):
        return None
    return verb if parse.lemma[verb] in ("halt", "stop", "suspend", "cease", "pause") and parse.child(verb, "neg") is None else None


def _after_calm(parse: Parse, naming: Naming) -> bool:
    """Say whether the calm that a truce brought is told to be over: "shelled the town after a lull that followed a truce"."""
    over = [a for n, a in enumerate(parse.ancestors(naming.word)) if n < 4 and parse.lemma[a] in _CALM and parse.pos[a] == "NOUN"]
    return any(parse.lower[parse.head[a]] == "after" for a in over)


def _preposition(parse: Parse, naming: Naming) -> str:
    """Return the preposition that a naming stands under, three words long where it ends in "of"; empty for none."""
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
