"""Ties: which hostile acts a report ties to which agreement, and how firmly.

Invariant: an act told as before the truce, feared, denied or planned is never tied.
"""

from itertools import islice

from trucebook.model import Claim, Field, PeriodValue
from trucebook.reading.deals.breaches import Hostile, HostileWords, before_truce, find_hostile, verb_span
from trucebook.reading.deals.convoys import on_the_way
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Ground, ground_of
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.perpetrators import names_of, perpetrator_of
from trucebook.reading.deals.phrases import people
from trucebook.reading.deals.repeats import once_told
from trucebook.reading.deals.straining import after_signing, breaks_word, called_breach, in_ruins, out_of_keeping, since_making
from trucebook.reading.deals.weighing import counts
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.when import period_for

TO_COME = "to come"
SETTLED = "agreed long before"
_LIVE = ("announced", "in_force", "violated", "collapsed", "expired", "unknown", "superseded", "fulfilled")
_REACH = {"breach": 12, "despite": 12, "cue": 12, "brought": 1, "amid": 3}
_AMID_FAR = 8  # sentences after a truce is told as in force in which an act of a party that it names breaks it
_PERMITTED = ("explosion", "movement")  # acts that may carry an agreement out: posts blown up, forces moved under it
_PARTS = {"article", "clause", "implementation", "letter", "paragraph", "provision", "section", "spirit", "term"}
_BACK = 8  # sentences before a tie whose acts may break the truce too
_BREAKING = deal_words("breaking")
_MAKINGS = deal_words("makings")
_ENDS = {"end", "ending", "expiry", "collapse"}
_COMING_ABOUT = deal_words("made") | {"begin", "come", "enter", "go", "start", "take"}
_LASTING = deal_words("lasting")
_FORMER = {"earlier", "first", "former", "last", "old", "previous"}
_Tied = tuple[Hostile, Claim, str]


def find_tied(notes: Notes, words: HostileWords, agreements: tuple[Claim, ...]) -> list[_Tied]:
    """Return (act, agreement, strength) in text order; strength is tied, after or amid."""
    today = notes.report.published
    parse = notes.parse
    live = tuple(a for a in agreements if a.value("status") in _LIVE and not _future(a, today) and not _to_come(parse, a))
    if not live:
        return []
    ground = ground_of(parse, live)
    starts = {a.id: _starts(a) for a in live}
    ties = _find_ties(parse, words, ground)
    found: dict[int, _Tied] = {}
    for s, (claim, strength) in _sentences(parse, ties).items():
        first, last = parse.sentences[s]
        for hostile in find_hostile(parse, words, first, last):
            if hostile.act in _PERMITTED and s in ground.unders and not _charged(parse, words, first, last):
                continue  # "under the pact both began to blow up their guard posts"
            if _names_it(parse, ground, hostile) or _earlier(notes, hostile, starts.get(claim.id)):
                continue
            if counts(parse, words, hostile, claim, strength):
                found.setdefault(hostile.word, (hostile, claim, strength))
    found = _dated(notes, words, live, ground, found)
    for hostile, claim in _bare(parse, ties, found):
        found[hostile.word] = (hostile, claim, "tied")
    return once_told(parse, list(found.values()))


def _to_come(parse: Parse, agreement: Claim) -> bool:
    """Say whether an agreement is told to begin later, and not that its hour has passed ("a day after a truce was to begin")."""
    named = agreement.fields.get("named")
    words = [parse.word_at(f.start) for f in named if f.start is not None] if isinstance(named, list) else []
    passed = any(
        parse.lower[j] in ("after", "since") and parse.head[j] in parse.ancestors(w) for w in words for j in range(max(0, w - 6), w)
    )
    return TO_COME in agreement.reasons and not passed


_FOR_GOOD = ("ceasefire", "pause", "peace_agreement")


def _dated(notes: Notes, words: HostileWords, live: tuple[Claim, ...], ground: Ground, found: dict[int, _Tied]) -> dict[int, _Tied]:
    """Return the acts with those of untied sentences that are dated within the time of an agreement in force."""
    told = [a for a in live if a.value("status") in ("in_force", "violated") and a.value("type") in _FOR_GOOD]
    held = [a for a in told if SETTLED not in a.reasons]
    started = sorted((start, a.id) for a in held if (start := _starts(a)) is not None)
    if not started:
        return found
    by_id = {a.id: a for a in live}
    parse, more = notes.parse, dict(found)
    tied = {parse.sentence_of[w] for w in found}
    for s, (first, last) in enumerate(parse.sentences):
        for hostile in find_hostile(parse, words, first, last) if s not in tied else ():
            period = period_for(parse, notes.periods, parse.start[hostile.first], parse.end[hostile.last])
            day = period.value.first if period is not None and isinstance(period.value, PeriodValue) else None
            within = [name for start, name in started if day is not None and start <= day]
            if within and not _names_it(parse, ground, hostile) and counts(parse, words, hostile, by_id[within[-1]], "dated"):
                more.setdefault(hostile.word, (hostile, by_id[within[-1]], "dated"))
    return more


def _charged(parse: Parse, words: HostileWords, first: int, last: int) -> bool:
    """Say whether a sentence speaks of a breach."""
    nouns = {parse.lemma[j].lower() for j in range(first, last) if parse.pos[j] == "NOUN"}
    said = {parse.lemma[j].lower() for j in range(first, last)} | set(parse.lower[first:last])
    return bool(nouns & words.terms["breach_nouns"] or said & (words.terms["breach_verbs"] | words.terms["tie_words"]))


def _names_it(parse: Parse, ground: Ground, hostile: Hostile) -> bool:
    """Say whether an act is itself part of an agreement's name, or done to the agreement: "sink the deal"."""
    above = islice(parse.ancestors(hostile.word), 2 if hostile.nominal else 0)
    obj = None if hostile.nominal else parse.child(hostile.word, "dobj")
    return any(w in ground.at for w in (hostile.word, *above)) or obj in ground.at


def _starts(agreement: Claim) -> str | None:
    """Return the first possible day of an agreement, None where the report gives none."""
    days = [v.first for name in ("began", "declared") if isinstance(v := agreement.value(name), PeriodValue) and v.first]
    return min(days, default=None)


def _future(agreement: Claim, today: str | None) -> bool:
    """Say whether an agreement takes effect only after the report: nothing can have broken it yet."""
    began = agreement.value("began")
    return today is not None and isinstance(began, PeriodValue) and began.first is not None and began.first > today


def _earlier(notes: Notes, hostile: Hostile, start: str | None) -> bool:
    """Say whether an act is dated before the agreement."""
    if start is None:
        return False
    period = period_for(notes.parse, notes.periods, notes.parse.start[hostile.first], notes.parse.end[hostile.last])
    return period is not None and isinstance(period.value, PeriodValue) and period.value.last is not None and period.value.last < start


def _backward(parse: Parse, noun: int) -> bool:
    """Say whether a breach sums up what was told before: "Such acts are a flagrant violation of the truce"."""
    verb = parse.head[noun]
    subject = parse.child(verb, "nsubj") if parse.dep[noun] in ("attr", "dobj") else None
    if subject is None or parse.lemma[verb].lower() not in ("be", "constitute", "represent", "demonstrate", "show", "mark"):
        return False
    return parse.lower[subject] in ("this", "these", "that", "they", "it") or any(
        parse.lower[c] in ("such", "these", "this", "those") for c in parse.children[subject]
    )


def _find_ties(parse: Parse, words: HostileWords, ground: Ground) -> list[tuple[int, Claim, str]]:
    """Return (word, agreement, kind) of every word that says an agreement is being broken, or is in force."""
    ties: list[tuple[int, Claim, str]] = []
    for w, claim in ground.words:
        head = parse.head[w]
        over = [head, parse.head[head]] if parse.pos[head] == "ADP" else [head]
        for _ in range(2):
            if parse.lemma[over[-1]].lower() in _PARTS:  # "in contravention of paragraph 4 of the agreement"
                above = parse.head[over[-1]]
                over.append(parse.head[above] if parse.pos[above] == "ADP" else above)
        for g in over:
            lemma = parse.lemma[g].lower()
            if g == head and parse.dep[w] == "nsubj" and not any(parse.dep[c] == "agent" for c in parse.children[g]):
                continue
            if g != w and (lemma in words.terms["breach_verbs"] or lemma in words.terms["breach_nouns"]):
                ties.append((g, claim, "breach"))
            elif parse.lower[g] in words.terms["tie_words"]:
                ties.append((g, claim, "despite"))
            elif parse.lower[g] == "against" and parse.lemma[parse.head[g]].lower() in ("be", "go", "run"):
                ties.append((g, claim, "breach"))  # "were still manning a checkpoint, which is against the agreement"
        ties += [(v, claim, "felled") for v in _ended_after(parse, w)]
        ties += [(c, claim, "breach") for c in _marring(parse, words, w)] + [(v, claim, "cue") for v in _cut_short(parse, w)]
        for j in range(max(0, w - 12), w):
            if parse.sentence_of[j] != parse.sentence_of[w]:
                continue
            passed = (
                parse.lower[j + 1] in ("after", "into", "of") and claim.value("status") != "expired" and not _ENDS & set(parse.lower[j:w])
            )
            if (parse.lower[j] in words.terms["after_words"] and passed) or (parse.lower[j] in words.terms["tie_words"] and w - j <= 8):
                ties.append((j, claim, "despite"))
        ties += [(j, claim, "since") for j in range(max(0, w - 8), w) if _since(parse, j, w)]
        if claim.value("status") not in ("expired", "fulfilled") and parse.dep[parse.first_conjunct(w)].startswith("nsubj"):
            first, last = parse.sentences[parse.sentence_of[w]]
            ties += [(j, claim, "against") for j in range(w, last) if parse.lower[j] in words.terms["tie_words"]]
    for s, (first, last) in enumerate(parse.sentences):
        if last - first > 3 and any(parse.lower[j : j + 3] == ["all", "the", "same"] for j in range(first, last)):
            told = ground.before(parse, first, reach=3)
            ties += [(first, told, "despite")] if told is not None and told.value("status") not in ("expired", "fulfilled") else []
        later = any(parse.lower[j] == "later" and parse.lower[j - 1] in ("hours", "minutes", "hour") for j in range(first + 1, last))
        if last > first and (later or any(w in words.terms["even_so"] for w in parse.lower[first : first + 2])):
            told = ground.before(parse, first, reach=2)
            if told is not None and told.value("status") not in ("expired", "fulfilled", "collapsed"):
                ties.append((first, told, "against" if s == 0 else "despite"))
    ties += _holding(parse, words, ground) + _by_pronoun(parse, ground) + _after_making(parse, words, ground)
    ties += (
        in_ruins(parse, ground)
        + since_making(parse, ground)
        + called_breach(parse, ground)
        + out_of_keeping(parse, ground)
        + after_signing(parse, ground)
        + on_the_way(parse, ground)
    )
    for claim in {c.id: c for _, c in ground.words}.values():
        cue = claim.fields.get("status")
        if isinstance(cue, Field) and cue.start is not None:
            w = parse.word_at(cue.start)
            kind = {"violated": "cue", "collapsed": _of_collapse(parse, w), "in_force": "amid"}.get(str(cue.value))
            if kind is not None:
                ties.append((w, claim, kind))
    return ties


def _marring(parse: Parse, words: HostileWords, naming: int) -> list[int]:
    """Return the participles that say by what a truce was marred: "a truce entered its third day, punctuated by mortar fire"."""
    top = parse.first_conjunct(naming)
    beside = parse.children_of(parse.head[top], "advcl", "acl") if parse.dep[top] == "nsubj" else []
    told = [c for c in beside if parse.tag[c] == "VBN" and parse.child(c, "agent") is not None]
    return [c for c in told if parse.lemma[c].lower() in words.terms["breach_verbs"]]


def _ended_after(parse: Parse, naming: int) -> list[int]:
    """Return the verb by which somebody ended a truce, where a clause says after what: "lifted the truce after rebels killed a guard"."""
    verb = parse.head[parse.first_conjunct(naming)]
    if parse.dep[parse.first_conjunct(naming)] != "dobj" or parse.lemma[verb].lower() not in _ENDING:
        return []
    return [verb] if any(_opened(parse, c) == "after" for c in parse.children_of(verb, "advcl")) else []


_ENDING = {"abandon", "cancel", "end", "lift", "revoke", "scrap", "suspend", "terminate"}


def _cut_short(parse: Parse, naming: int) -> list[int]:
    """Return the verb of lasting by which a truce is told to have been short: "held for less than an hour", "lasted only minutes"."""
    over = parse.head[naming]
    verbs = [over, *(c for c in parse.children_of(over, "advcl", "ccomp") if parse.child(c, "nsubj", "mark") is None)]
    verb = next((v for v in verbs if parse.lemma[v].lower() in _LASTING and parse.child(v, "neg") is None), None)
    if verb is None or parse.dep[naming] != "nsubj":
        return []
    near = parse.lower[verb + 1 : verb + 9]
    short = {"hour", "hours", "minutes"} & set(near) and {"less", "only", "barely", "just", "under", "hardly", "mere"} & set(near)
    return [verb] if short else []


def _by_pronoun(parse: Parse, ground: Ground) -> list[tuple[int, Claim, str]]:
    """Return the ties of "Both armies broke it", where "it" is the truce named just before."""
    broken = [i for i, lemma in enumerate(parse.lemma) if lemma.lower() in _BREAKING and parse.pos[i] == "VERB"]
    told = [(i, ground.before(parse, i, reach=2)) for i in broken if any(parse.lower[c] == "it" for c in parse.children[i])]
    told = [(i, claim) for i, claim in told if claim is not None and claim.value("status") not in ("expired", "fulfilled")]
    told += [(i, ground.near(parse, i)) for i in broken if parse.child(i, "neg") is None and breaks_word(parse, i)]
    return [(i, claim, "breach") for i, claim in told if claim is not None]


def _after_making(parse: Parse, words: HostileWords, ground: Ground) -> list[tuple[int, Claim, str]]:
    """Return the ties of "hours after the announcement", "within hours of the signing", where the truce is only pointed back to."""
    ties: list[tuple[int, Claim, str]] = []
    for i, lemma in enumerate(parse.lemma):
        if lemma.lower() not in _MAKINGS or parse.lower[i - 2 : i] not in (["after", "the"], ["of", "the"], ["after", "its"]) or i < 3:
            continue
        claim = ground.before(parse, i, reach=4) if parse.lower[i - 3] in words.terms["after_words"] else None
        if claim is not None and claim.value("status") not in ("expired", "fulfilled", "collapsed"):
            ties.append((i - 3, claim, "despite"))
    for i in range(1, len(parse) - 2):
        since = parse.lower[i : i + 2] == ["after", "it"] and parse.lemma[i + 2].lower() in _COMING_ABOUT
        claim = ground.before(parse, i, reach=2) if since and parse.lower[i - 1] in words.terms["after_words"] else None
        if claim is not None and claim.value("status") not in ("expired", "fulfilled"):
            ties.append((i - 1, claim, "despite"))  # "two hours after it came into effect"
    return ties


def _holding(parse: Parse, words: HostileWords, ground: Ground) -> list[tuple[int, Claim, str]]:
    """Return the ties of "Despite some shooting, it has held", where "it" is the truce named just before."""
    ties: list[tuple[int, Claim, str]] = []
    for j, lower in enumerate(parse.lower):
        verb = parse.head[j]
        if lower not in words.terms["tie_words"] or parse.lemma[verb].lower() not in _LASTING:
            continue
        subject = parse.child(verb, "nsubj")
        claim = ground.before(parse, j, reach=1) if subject is not None and parse.lower[subject] == "it" else None
        if claim is not None and claim.value("status") not in ("expired", "fulfilled"):
            ties.append((j, claim, "against"))
    return ties


def _of_collapse(parse: Parse, word: int) -> str | None:
    """Return how a collapse ties acts: what follows "it did not last" brought it down, what a truce collapsed "when" or "as" did too;
    acts after one that is merely remembered break nothing."""
    if parse.lemma[word].lower() in _LASTING:
        return "cue"
    if parse.pos[word] == "VERB" and any(parse.dep[c] == "advcl" and _opened(parse, c) in ("when", "as") for c in parse.children[word]):
        return "brought"
    if parse.pos[word] == "VERB" and any(_opened(parse, c) == "after" for c in parse.children_of(word, "advcl")):
        return "felled"  # "fell apart after the army stopped the flour lorries"
    if parse.pos[word] == "VERB" and any(parse.lower[c] == "after" and parse.dep[c] == "prep" for c in parse.children[word]):
        return "felled"  # "called off the truce after attacks on the police"
    return None


def _opened(parse: Parse, verb: int) -> str:
    return next((parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("mark", "advmod")), "")


def _sentences(parse: Parse, ties: list[tuple[int, Claim, str]]) -> dict[int, tuple[Claim, str]]:
    """Return sentence → (agreement, strength): the sentences of a tie, and those after it while the report stays with the matter."""
    tied: dict[int, tuple[Claim, str]] = {}
    for w, claim, kind in sorted(ties, key=lambda t: t[2] == "way"):
        s = parse.sentence_of[w]
        if kind == "against":
            tied.setdefault(s, (claim, "against"))
        elif kind in ("amid", "way"):
            tied.setdefault(s, (claim, kind))
        else:
            tied[s] = (claim, "tied")
    for w, claim, kind in ties:
        if kind == "called" or (kind == "breach" and _backward(parse, w)):
            s = parse.sentence_of[w]
            for k in (1, 2):
                if s >= k:
                    tied.setdefault(s - k, (claim, "summed"))
    for w, claim, kind in sorted(ties, key=lambda t: (t[2] == "amid", t[0])):
        s = parse.sentence_of[w]
        for k in range(1, _REACH.get(kind, 0) + 1):
            if s + k < len(parse.sentences):
                tied.setdefault(s + k, (claim, "tied" if kind == "breach" and k == 1 else "amid" if kind == "amid" else "after"))
    for w, claim, kind in ties:
        s = parse.sentence_of[w]
        for k in range(_REACH["amid"] + 1, _AMID_FAR + 1) if kind == "amid" else ():
            if s + k < len(parse.sentences):
                tied.setdefault(s + k, (claim, "far"))
    for w, claim, kind in ties:
        said = set(claim.quote.lower().split()[:3])
        if kind in ("breach", "despite", "cue") and claim.value("status") in ("violated", "in_force") and not said & _FORMER:
            s = parse.sentence_of[w]
            for k in range(1, min(s, _BACK) + 1):
                tied.setdefault(s - k, (claim, "before"))
    return tied


def _since(parse: Parse, j: int, word: int) -> bool:
    """Say whether word j opens "since a truce was announced", with the naming at `word` within its clause."""
    if parse.lower[j] != "since" or parse.dep[j] != "mark" or parse.sentence_of[j] != parse.sentence_of[word]:
        return False
    if parse.lemma[parse.head[j]].lower() not in _COMING_ABOUT:
        return False  # "since the truce collapsed"
    return parse.head[j] in (parse.head[word], *islice(parse.ancestors(word), 2))


def _bare(parse: Parse, ties: list[tuple[int, Claim, str]], found: dict[int, _Tied]) -> list[tuple[Hostile, Claim]]:
    """Return breaches told without an act: a named side breaks the truce, no count is given and no act follows."""
    bare: list[tuple[Hostile, Claim]] = []
    told = {parse.sentence_of[w]: h for w, (h, _, _) in found.items()}
    for w, claim, kind in ties:
        s = parse.sentence_of[w]
        if kind not in ("breach", "cue") or parse.lemma[w].lower() not in _BREAKING or parse.pos[w] != "VERB":
            continue
        first, last = verb_span(parse, w)
        if any(parse.tag[j] == "CD" for j in range(first, last + 1)) or before_truce(parse, w):
            continue
        if parse.tag[w] == "VBG" and parse.dep[w] == "pcomp":
            continue  # "accused the clans of breaking it" blames, and tells nothing
        who = next((k for c in parse.children[w] if parse.dep[c] == "agent" for k in parse.children[c]), None)
        explicit = who is not None
        if who is None and parse.child(w, "nsubjpass", "auxpass") is None:
            who = subject_of(parse, w)
        acts = [told[s + k] for k in range(4) if s + k in told]
        others = [p for h in acts if (p := perpetrator_of(parse, h)) is not None]
        if acts and not (who is not None and explicit and others and not any(names_of(parse, who) & names_of(parse, p) for p in others)):
            continue
        if who is not None and people(parse, who):
            bare.append((Hostile(word=w, act="breach", nominal=False, verb=w, first=first, last=last), claim))
    return bare
