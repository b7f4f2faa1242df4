"""Agreements: each distinct arrangement a report names, with parties, mediators, status and dates.

Invariant: one claim an arrangement; unspecified plurals ("previous truces") are none.
"""

from trucebook.codebook import Codebook
from trucebook.model import Claim, Field, Fields, Mention, PeriodValue
from trucebook.reading.arranging import Arrangement, arrange, fixed_hours
from trucebook.reading.evidence import coded, cut, new_claim, of_mention
from trucebook.reading.namings import Lexicon, Naming, find_namings, lexicon_of, naming_span
from trucebook.reading.notes import Notes
from trucebook.reading.parties import actor_field, find_roles
from trucebook.reading.standing import Cue, decide_status, find_cues


def find_agreements(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the agreement claims of a report in text order."""
    lexicon = lexicon_of(codebook)
    namings = find_namings(notes.parse, lexicon)
    namings = [n for n in namings if not (n.unsure and n.mods & lexicon.terms("other_words"))]
    if not namings:
        return ()
    claims = [c for a in arrange(notes, lexicon, namings) if (c := _claim(notes, lexicon, a)) is not None]
    return tuple(sorted(claims, key=lambda c: (c.start, c.end)))


def _claim(notes: Notes, lexicon: Lexicon, arrangement: Arrangement) -> Claim | None:
    parse = notes.parse
    cues = find_cues(parse, lexicon, arrangement)
    kind = _kind(arrangement, cues)
    if not _real(arrangement, cues, kind):
        return None
    naming = best_naming(notes, arrangement)
    first, last = naming_span(parse, naming)
    status, cue = decide_status(cues, kind=kind, fixed=arrangement.hours is not None, breached=False, done=_done(notes, arrangement, kind))
    fields: Fields = {"type": coded(kind), "status": _status_field(notes, status, cue)}
    fields["label"] = cut(parse.text, parse.start[naming.first], parse.end[max(naming.last, naming.word)])
    fields["named"] = [cut(parse.text, parse.start[n.first], parse.end[max(n.last, n.word)]) for n in arrangement.namings]
    roles = find_roles(notes, lexicon, arrangement)
    for name, words in (("parties", roles.parties), ("mediators", roles.mediators), ("monitors", roles.monitors)):
        if words:
            fields[name] = [actor_field(notes, w) for w in words]
    _add_duration(notes, arrangement, fields)
    _add_dates(notes, arrangement, cues, fields)
    reasons = tuple(f"{c.status}: {parse.words[c.word]}" for c in cues[:6])
    return new_claim(
        notes.report,
        "agreement",
        parse.start[first],
        parse.end[last],
        key=kind,
        score=min(0.9, 0.4 + 0.1 * len(cues)),
        reasons=reasons,
        fields=fields,
    )


def _kind(arrangement: Arrangement, cues: list[Cue]) -> str:
    kinds = [n.kind for n in arrangement.namings if n.kind is not None and n.kind != "offer"]
    said = {c.status for c in cues}
    if any(n.offer for n in arrangement.namings) and not said & {"in_force", "announced", "violated"}:
        return "offer"
    if "proposed" in said and not said & {"in_force", "announced", "violated", "collapsed", "agreed"}:
        return "offer"
    if "refused" in said and not said & {"in_force", "announced", "violated", "collapsed", "agreed"}:
        return "offer"
    for specific in ("pause", "evacuation", "exchange", "peace_agreement", "ceasefire"):
        if specific in kinds and (specific == "ceasefire" or kinds.count(specific) >= kinds.count("ceasefire")):
            return specific
    return kinds[0] if kinds else "settlement"


def _real(arrangement: Arrangement, cues: list[Cue], kind: str) -> bool:
    """Say whether an arrangement is more than something hoped for or a bare tag."""
    if any(
        c.status in ("in_force", "announced", "violated", "collapsed", "ended", "expired", "fulfilled", "refused", "agreed") for c in cues
    ):
        return True
    if all(n.unsure for n in arrangement.namings):
        return False
    if kind == "offer":
        return bool(cues) or any(n.offer for n in arrangement.namings)
    return any(n.definite or n.indefinite for n in arrangement.namings)


def best_naming(notes: Notes, arrangement: Arrangement) -> Naming:
    """Return the naming that names an arrangement best: told in a full clause, with sides, place or length, early in the text."""
    parse = notes.parse

    def merit(at: tuple[int, Naming]) -> float:
        order, naming = at
        first, last = naming_span(parse, naming)
        full = 2.0 if naming.indefinite else 1.5 if naming.definite else 0.0
        specific = 0.0 if naming.generic else 1.5
        told = min(last - max(naming.word, naming.last), 8) / 8 + min(len(naming.mods), 6) / 6
        clause = 1.0 if parse.dep[naming.word] in ("nsubj", "dobj", "nsubjpass") else 0.5 if parse.dep[naming.word] == "pobj" else 0.0
        return full + specific + told + clause - (3.0 if naming.unsure else 0.0) - 0.4 * order

    return max(enumerate(arrangement.namings), key=lambda at: (merit(at), -at[0]))[1]


def _done(notes: Notes, arrangement: Arrangement, kind: str) -> bool:
    """Say whether the last convoy of an evacuation or the last prisoner of an exchange is told to be gone under the deal."""
    if kind not in ("evacuation", "exchange"):
        return False
    parse = notes.parse
    for naming in arrangement.namings:
        first, last = parse.sentences[parse.sentence_of[naming.word]]
        for j in range(first, last - 1):
            if parse.lower[j] in ("final", "last") and parse.lemma[j + 1].lower() in (
                "convoy",
                "batch",
                "group",
                "bus",
                "wave",
                "evacuee",
                "fighter",
                "rebel",
                "prisoner",
                "stage",
                "phase",
            ):
                return True
    return False


def _status_field(notes: Notes, status: str, cue: Cue | None) -> Field:
    if cue is None:
        return coded(status)
    parse = notes.parse
    return cut(parse.text, parse.start[cue.word], parse.end[cue.word], status)


def _add_duration(notes: Notes, arrangement: Arrangement, fields: Fields) -> None:
    parse = notes.parse
    for naming in arrangement.namings:
        hours, words = fixed_hours(parse, naming)
        if hours is not None and words is not None:
            iso = f"P{hours // 24}D" if hours % 24 == 0 and hours > 96 else f"PT{hours}H"
            fields["duration"] = cut(parse.text, parse.start[words[0]], parse.end[words[1]], iso)
            return


def _add_dates(notes: Notes, arrangement: Arrangement, cues: list[Cue], fields: Fields) -> None:
    """Add the day of effect, of declaration and of end from the periods that stand close to the verbs that tell of them."""
    names = {"in_force": "began", "announced": "declared", "ended": "ended", "expired": "ended", "collapsed": "ended"}
    for cue in cues:
        name = names.get(cue.status)
        if cue.future and cue.status == "announced":
            name = "began"
        if name is None or name in fields:
            continue
        period = period_near(notes, cue.word)
        if period is not None and isinstance(period.value, PeriodValue) and period.value.first:
            fields[name] = of_mention(period)


def period_near(notes: Notes, word: int) -> Mention | None:
    """Return the period of the same sentence that hangs on a verb, else the nearest after it, else None."""
    parse = notes.parse
    first, last = parse.sentences[parse.sentence_of[word]]
    start, end = parse.start[first], parse.end[last - 1]
    near = [m for m in notes.periods if start <= m.start < end]
    below = [m for m in near if (w := parse.word_at(m.start)) >= 0 and word in (w, *parse.ancestors(w)) and abs(w - word) <= 15]
    return min(below or near, key=lambda m: abs(m.start - parse.start[word]), default=None)
