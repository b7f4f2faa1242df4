"""Violations: acts that break an agreement, stated or alleged.

Invariant: every violation names an agreement claim of the same report; what a speaker alleges keeps its speaker.
"""

from trucebook.codebook import Codebook
from trucebook.model import Claim, Field, Fields
from trucebook.reading.agreements import period_near
from trucebook.reading.bonds import Ground, ground_of
from trucebook.reading.breaches import Hostile, HostileWords, before_truce, find_hostile, hostile_words, verb_span
from trucebook.reading.evidence import coded, cut, new_claim, of_mention
from trucebook.reading.notes import Notes
from trucebook.reading.obligations import subject_of
from trucebook.reading.parse import Parse
from trucebook.reading.parties import actor_field, people, phrase_of
from trucebook.reading.speech import speaker_of

_LIVE = ("in_force", "violated", "collapsed", "expired", "unknown", "superseded")
_REACH = 8


def find_violations(notes: Notes, codebook: Codebook, events: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the violation claims of a report in text order."""
    live = tuple(a for a in notes.agreements if a.value("status") in _LIVE)
    if not live:
        return ()
    parse, words = notes.parse, hostile_words(codebook)
    ground = ground_of(parse, live)
    ties = _ties(parse, words, ground)
    found: dict[int, tuple[Hostile, Claim, str]] = {}
    for s, (claim, strength) in _tied_sentences(notes, ground, ties).items():
        first, last = parse.sentences[s]
        for hostile in find_hostile(parse, words, first, last):
            if _counts(notes, words, hostile, claim, strength):
                found.setdefault(hostile.word, (hostile, claim, strength))
    for hostile, claim in _bare_breaches(parse, words, ties, found):
        found[hostile.word] = (hostile, claim, "tied")
    kept = _distinct(parse, list(found.values()))
    return tuple(sorted((_claim(notes, *f) for f in kept), key=lambda c: (c.start, c.end)))


def _ties(parse: Parse, words: HostileWords, ground: Ground) -> list[tuple[int, Claim, str]]:
    """Return (word, agreement, kind) of every word that says an agreement is being broken."""
    ties: list[tuple[int, Claim, str]] = []
    for w, claim in ground.words:
        head = parse.head[w]
        governors = [head, parse.head[head]] if parse.pos[head] == "ADP" else [head]
        for g in governors:
            lemma = parse.lemma[g].lower()
            if g != w and (lemma in words.terms["breach_verbs"] or lemma in words.terms["breach_nouns"]):
                ties.append((g, claim, "breach"))
            elif parse.lower[g] in words.terms["tie_words"]:
                ties.append((g, claim, "despite"))
        for j in range(max(0, w - 12), w):
            if (
                parse.lower[j] in words.terms["after_words"]
                and parse.lower[j + 1] in ("after", "into", "before")
                and parse.sentence_of[j] == parse.sentence_of[w]
            ):
                ties.append((j, claim, "despite"))
    for claim in {c.id: c for _, c in ground.words}.values():
        cue = claim.fields.get("status")
        if isinstance(cue, Field) and cue.start is not None and claim.value("status") in ("violated", "collapsed", "expired"):
            ties.append((parse.word_at(cue.start), claim, "cue"))
    return ties


def _tied_sentences(notes: Notes, ground: Ground, ties: list[tuple[int, Claim, str]]) -> dict[int, tuple[Claim, str]]:
    """Return sentence → (agreement, strength): the sentences of a tie, and those after it while the report stays with the matter."""
    parse = notes.parse
    tied: dict[int, tuple[Claim, str]] = {}
    for w, claim, kind in ties:
        s = parse.sentence_of[w]
        tied[s] = (claim, "tied")
        for k in range(1, _REACH + 1):
            if s + k < len(parse.sentences):
                tied.setdefault(s + k, (claim, "tied" if kind == "breach" and k == 1 else "after"))
    return tied


def _counts(notes: Notes, words: HostileWords, hostile: Hostile, claim: Claim, strength: str) -> bool:
    parse = notes.parse
    verb = hostile.verb if hostile.verb is not None else _telling_verb(parse, hostile.word)
    if before_truce(parse, verb) or _hoped(parse, hostile.word):
        return False
    if hostile.nominal and hostile.verb is None and strength == "after" and not _stands_out(parse, hostile):
        return False
    perpetrator = _perpetrator(parse, hostile)
    if strength == "after":
        if perpetrator is None:
            return True
        return _party(parse, words, perpetrator, claim)
    return perpetrator is None or not _outside(parse, words, perpetrator)


def _stands_out(parse: Parse, hostile: Hostile) -> bool:
    return hostile.last > hostile.word and parse.dep[parse.first_conjunct(hostile.word)] in ("ROOT", "dobj", "nsubj", "nsubjpass")


def _hoped(parse: Parse, word: int) -> bool:
    for n, a in enumerate(parse.ancestors(word)):
        if n > 4:
            break
        if parse.lemma[a].lower() in (
            "stop",
            "halt",
            "prevent",
            "avoid",
            "threaten",
            "fear",
            "plan",
            "prepare",
            "deny",
            "warn",
            "aim",
            "end",
            "cease",
        ):
            return True
    return False


def _telling_verb(parse: Parse, word: int) -> int | None:
    return next((a for a in parse.ancestors(word) if parse.pos[a] in ("VERB", "AUX")), None)


def _perpetrator(parse: Parse, hostile: Hostile) -> int | None:
    word = hostile.word
    if not hostile.nominal:
        by = next((k for c in parse.children[word] if parse.dep[c] == "agent" for k in parse.children[c] if parse.dep[k] == "pobj"), None)
        if parse.child(word, "nsubjpass", "auxpass") is not None:
            return by
        subject = subject_of(parse, word)
        return subject
    for w in (word, parse.first_conjunct(word)):
        for c in parse.children[w]:
            if parse.lower[c] in ("by", "between") and parse.dep[c] in ("prep", "agent"):
                return next((k for k in parse.children[c] if parse.dep[k] == "pobj"), None)
        owner = next((c for c in parse.children[w] if parse.dep[c] == "poss"), None)
        if owner is not None:
            return owner
    if hostile.verb is not None and parse.dep[parse.first_conjunct(word)] == "dobj":
        return subject_of(parse, hostile.verb)
    before = [
        c
        for c in parse.children[word]
        if parse.dep[c] in ("compound", "amod", "nmod")
        and parse.lemma[c].lower() in ("regime", "rebel", "government", "army", "israeli", "russian")
    ]
    return before[0] if before else None


def _names(parse: Parse, word: int) -> set[str]:
    first, last = phrase_of(parse, word)
    edge = min(max(parse.right_edge(word), last), word + 8)
    return {w for w in parse.lower[first : edge + 1]} | {parse.lemma[word].lower()}


def _outside(parse: Parse, words: HostileWords, perpetrator: int) -> bool:
    return bool(_names(parse, perpetrator) & words.terms["outside_words"])


def _party(parse: Parse, words: HostileWords, perpetrator: int, claim: Claim) -> bool:
    """Say whether a perpetrator may be a party: by a word shared with one, or by standing on the same side of a government."""
    names = _names(parse, perpetrator)
    if names & words.terms["outside_words"]:
        return False
    if parse.pos[perpetrator] == "PRON":
        return True
    sides = [words.terms["state_words"], words.terms["rebel_words"]]
    return any(names & side for side in sides)


def _bare_breaches(
    parse: Parse, words: HostileWords, ties: list[tuple[int, Claim, str]], found: dict[int, tuple[Hostile, Claim, str]]
) -> list[tuple[Hostile, Claim]]:
    """Return breaches told without an act: a named side breaks the truce, no count is given and no act follows."""
    bare: list[tuple[Hostile, Claim]] = []
    told = {parse.sentence_of[w] for w in found}
    for w, claim, kind in ties:
        s = parse.sentence_of[w]
        if kind == "despite" or s in told or s + 1 in told or parse.lemma[w].lower() not in words.terms["breach_verbs"]:
            continue
        first, last = verb_span(parse, w)
        if any(parse.tag[j] == "CD" for j in range(first, last + 1)):
            continue
        who = next((k for c in parse.children[w] if parse.dep[c] == "agent" for k in parse.children[c]), None)
        if who is None and parse.child(w, "nsubjpass", "auxpass") is None:
            who = subject_of(parse, w)
        if who is not None and people(parse, who) and not before_truce(parse, w):
            bare.append((Hostile(word=w, act="breach", nominal=False, verb=w, first=first, last=last), claim))
    return bare


def _distinct(parse: Parse, found: list[tuple[Hostile, Claim, str]]) -> list[tuple[Hostile, Claim, str]]:
    """Drop acts inside the span of another one."""
    kept: list[tuple[Hostile, Claim, str]] = []
    for f in sorted(found, key=lambda f: (f[0].first, -f[0].last)):
        if not any(k[0].first <= f[0].word <= k[0].last for k in kept):
            kept.append(f)
    return kept


def _claim(notes: Notes, hostile: Hostile, agreement: Claim, strength: str) -> Claim:
    parse = notes.parse
    start, end = parse.start[hostile.first], parse.end[hostile.last]
    fields: Fields = {
        "agreement": coded(agreement.id),
        "act": cut(parse.text, parse.start[hostile.word], parse.end[hostile.word], hostile.act),
    }
    perpetrator = _perpetrator(parse, hostile)
    if perpetrator is not None and people(parse, perpetrator):
        fields["perpetrator"] = actor_field(notes, perpetrator)
    victim = _victim(parse, hostile)
    if victim is not None:
        first, last = phrase_of(parse, victim)
        fields["victim"] = cut(parse.text, parse.start[first], parse.end[last])
    place = next((m for m in notes.places if start <= m.start < end), None)
    if place is not None:
        fields["place"] = of_mention(place)
    period = period_near(notes, hostile.word)
    if period is not None:
        fields["date"] = of_mention(period)
    speaker = speaker_of(notes, start, end)
    if speaker is not None:
        fields["alleged_by"] = speaker
    return new_claim(
        notes.report,
        "violation",
        start,
        end,
        key=hostile.act,
        score=0.7 if strength == "tied" else 0.5,
        reasons=(strength,),
        speaker=speaker,
        fields=fields,
    )


def _victim(parse: Parse, hostile: Hostile) -> int | None:
    verb = hostile.verb if hostile.verb is not None else hostile.word
    victim = parse.child(verb, "dobj", "nsubjpass")
    if victim is not None and victim != hostile.word and parse.first_conjunct(hostile.word) != victim:
        return victim
    for c in parse.children[hostile.word]:
        if parse.lower[c] in ("on", "against", "at"):
            return next((k for k in parse.children[c] if parse.dep[k] == "pobj"), None)
    return None
