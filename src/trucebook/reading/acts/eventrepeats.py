"""Repeats: which acts of force only tell again what another one tells, and which harm is the mark of a told act.

Invariant: of several tellings the one that says more (who, whom, where) stays; what meets another place or side is no repeat.
"""

from msgspec import Struct
from msgspec.structs import replace

from trucebook.model import Mention, PeriodValue
from trucebook.reading.acts.eventfolds import are_others, verb_of_happening
from trucebook.reading.acts.eventroles import Roles
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.times.when import period_for

_OPENING = 1
_FULLEST = 60  # acts that say most are enough to tell others again, and keep long reports cheap
_BOMBS = frozenset({"aerial", "heavy_weapons", "explosives", "drone", "suicide_attack"})
_ANY = frozenset({"attack", "raid", "strike", "target", "hit", "retaliation"})
_CLASHES = frozenset({"clash", "fighting", "fight", "battle", "combat", "skirmish", "firefight", "confrontation", "war", "warfare"})
_KILLING = frozenset({"kill", "killing", "murder", "slaughter", "massacre"})
_DEATHS = frozenset({"lose life", "claim life", "die", "suffer casualty", "suffer loss"})
_VICTIMS = frozenset({"civilian", "people", "child", "resident", "woman", "patient", "villager", "victim", "person", "passenger", "pupil"})
_STRIKING = frozenset({"kill", "wound", "injure", "hit", "strike", "leave", "rock", "shake", "claim"})
_RUINING = frozenset({"destroy", "damage", "smash", "flatten", "level", "wreck", "demolish"})
_ANEW = frozenset(
    {
        "another",
        "other",
        "second",
        "third",
        "further",
        "separate",
        "fresh",
        "new",
        "renewed",
        "more",
        "additional",
        "subsequent",
        "similar",
        "earlier",
        "previous",
    }
)
_VAGUE = frozenset(
    {
        "area",
        "people",
        "civilian",
        "town",
        "city",
        "village",
        "part",
        "side",
        "district",
        "place",
        "country",
        "position",
        "target",
        "other",
        "region",
        "number",
    }
)


class Candidate(Struct, frozen=True):
    """A clause with a type and roles that may become an event; `score` says how sure and how central it is, `weighed` that the learned
    head tells it where no rule does."""

    clause: Clause
    typed: Typed
    roles: Roles
    source: Mention | None
    target: Mention | None
    score: float
    weighed: bool = False


def without_repeats(notes: Notes, candidates: list[Candidate], lexicon: TypeLexicon) -> list[Candidate]:
    """Return the candidates without acts of force told again by a noun, and without harm that a told act did."""
    candidates = [c for c in candidates if c.typed.entry not in _DEATHS]
    force = [c for c in candidates if c.typed.type == "ASSAULT"]
    harms = {c.clause.word for c in force if is_bare_harm(notes.parse, c, lexicon)}
    acts = [c for c in force if c.clause.word not in harms]
    marks = {c.clause.word: _marks(notes.parse, c) for c in acts}
    gone = harms if acts else set()
    fullest = sorted(acts, key=lambda c: _richness(c, marks[c.clause.word]), reverse=True)[:_FULLEST]
    led: dict[int, Candidate] = {}
    for c in acts:
        if not (_family(c) == "killing" or c.clause.nominal) or _is_news(notes.parse, c, marks[c.clause.word], lexicon):
            continue
        fuller = next(
            (
                a
                for a in fullest
                if a is not c and a.clause.word not in gone and _tells(notes.parse, a, c, marks) and not _apart(notes, a, c)
            ),
            None,
        )
        if fuller is not None and _leads(notes, c, fuller, marks):
            led[c.clause.word] = _joined(c, fuller)
            gone.add(fuller.clause.word)
        elif fuller is not None:
            gone.add(c.clause.word)
    return [led.get(c.clause.word, c) for c in candidates if c.clause.word not in gone]


def _is_news(parse: Parse, candidate: Candidate, marks: frozenset[str], lexicon: TypeLexicon) -> bool:
    """Say whether the verb of an act's happening makes it news ("fighting resumed"), and does not only tell its harm at a known place."""
    verb = verb_of_happening(parse, candidate.clause.word, lexicon)
    return verb is not None and not (marks and parse.lemma[verb] in _STRIKING)


def _leads(notes: Notes, lead: Candidate, fuller: Candidate, marks: dict[int, frozenset[str]]) -> bool:
    """Say whether an act is told in the opening with whom it met, so that what is told of it later only adds to it."""
    opening = notes.parse.sentence_of[lead.clause.word] <= _OPENING and lead.clause.start < fuller.clause.start
    return opening and bool(marks[lead.clause.word] & marks[fuller.clause.word]) and lead.roles.target is not None


def _joined(lead: Candidate, fuller: Candidate) -> Candidate:
    """Return the act of the opening with the participants that a later telling names."""
    roles, more = lead.roles, fuller.roles
    return replace(
        lead,
        roles=Roles(
            roles.source if roles.source is not None else more.source,
            roles.target if roles.target is not None else more.target,
            roles.instrument if roles.instrument is not None else more.instrument,
        ),
        source=lead.source or fuller.source,
        target=lead.target or fuller.target,
        score=max(lead.score, fuller.score),
    )


def is_bare_harm(parse: Parse, candidate: Candidate, lexicon: TypeLexicon) -> bool:
    """Say whether a candidate only counts the harmed: nobody harms them, and they are no single victim of a thing or a day."""
    clause = candidate.clause
    if not clause.nominal and (_tells_result(parse, clause, lexicon) or _by_the_harmed(parse, clause, lexicon)):
        return True
    if not clause.nominal and candidate.source is None and _of_a_thing(parse, clause, lexicon):
        return True
    if (
        clause.nominal
        or candidate.source is not None
        or (clause.patient is not None and candidate.roles.source is not None and not clause.passive)
    ):
        return False
    if clause.lemma.split(" ", 1)[0] not in lexicon.casualty_verbs:
        return False
    victim = candidate.roles.target
    if victim is not None and clause.passive and are_others(parse, victim):
        return False
    if victim is None or parse.tag[victim] in ("NNS", "NNPS", "CD") or any(parse.dep[c] == "nummod" for c in parse.children[victim]):
        return True
    return not any(
        parse.dep[c] in ("npadvmod", "agent") or (parse.dep[c] == "prep" and parse.lower[c] in ("by", "from"))
        for c in parse.children[clause.word]
    )


def _by_the_harmed(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> bool:
    """Say whether those just told as harmed stand as doers of more harm, their comma or their "were" lost: "killed two nurses injured
    six others", "nine civilians killed others hurt"."""
    if clause.agent is None or clause.passive or clause.bare not in lexicon.casualty_verbs:
        return False
    if parse.lemma[clause.agent] in _VICTIMS and any(parse.dep[c] == "nummod" for c in parse.children[clause.agent]):
        return True
    before = parse.noun_phrase(clause.agent)[0] - 1
    return before >= 0 and before != clause.word and parse.lemma[before] in lexicon.casualty_verbs


def _of_a_thing(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> bool:
    """Say whether a relative clause only tells what something did: "raids on the port, which have killed dozens", "fire that
    medics say killed nine"."""
    subject, above = parse.child(clause.word, "nsubj"), parse.head[clause.word]
    if clause.lemma.split(" ", 1)[0] not in lexicon.casualty_verbs:
        return False
    if parse.dep[clause.word] == "ccomp" and parse.dep[above] == "relcl" and parse.lemma[above] in lexicon.saying:
        return subject is None or parse.lower[subject] in ("which", "that")
    if subject is None or parse.dep[clause.word] != "relcl":
        return False
    return parse.lower[subject] in ("which", "that") and parse.tag[parse.head[clause.word]] not in ("NNS", "NNPS")


def _tells_result(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> bool:
    """Say whether a verb of harm is only the outcome of what stands before it: "…, killing nine and wounding two"."""
    top = parse.first_conjunct(clause.word)
    verb = clause.lemma.split(" ", 1)[0]
    if verb in _RUINING and parse.tag[clause.word] == "VBG":
        return parse.tag[top] == "VBG" and parse.dep[top] in ("acl", "advcl")
    if verb not in lexicon.casualty_verbs:
        return False
    if parse.tag[top] == "VBG":
        return parse.dep[top] in ("acl", "advcl") or _runs_on(parse, top)
    beside = parse.head[clause.word] if parse.dep[clause.word] == "conj" and parse.child(clause.word, "nsubj") is None else top
    return any(w != clause.word and parse.lemma[w] in lexicon.casualty_verbs for w in (top, beside))


def _runs_on(parse: Parse, verb: int) -> bool:
    """Say whether a participle of harm with those harmed hangs on the noun before it, its comma lost: "near the border killing nine"."""
    harmed = parse.child(verb, "dobj")
    counted = harmed is not None and any(parse.dep[c] == "nummod" for c in parse.children[harmed])
    hangs = parse.dep[verb] in ("pobj", "ccomp", "dep", "appos") or (parse.dep[verb] == "pcomp" and parse.child(verb, "nsubj") is not None)
    return counted and hangs and not any(parse.dep[c] == "aux" for c in parse.children[verb])


def _family(candidate: Candidate) -> str:
    """Return the sort of force a candidate tells of."""
    entry = candidate.typed.entry
    if candidate.typed.mode == "targeted" or entry in _KILLING:
        return "killing"
    if candidate.typed.mode in _BOMBS:
        return "bombs"
    if entry.rsplit(" ", 1)[-1] in _ANY or entry in _ANY:
        return "any"
    return "clash" if entry.split(" ", 1)[0] in _CLASHES else candidate.typed.mode or entry


def _alike(one: Candidate, other: Candidate) -> bool:
    """Say whether two candidates may tell one act by their sort of force."""
    a, b = _family(one), _family(other)
    return a == b or {a, b} <= {"any", "bombs"}


def _marks(parse: Parse, candidate: Candidate) -> frozenset[str]:
    """Return the words that tell whom or what place an act met, without those that fit any."""
    relative = parse.child(candidate.clause.word, "relcl") if candidate.clause.nominal else None
    words = [
        candidate.roles.target,
        None if relative is None else parse.child(relative, "dobj"),
        *(w for p in ("in", "on", "at", "near", "against") for w in candidate.clause.preps.get(p, ())),
    ]
    found: set[str] = set()
    for word in words:
        if word is not None and parse.pos[word] in ("NOUN", "PROPN"):
            first, last = parse.noun_phrase(word)
            found.update(parse.lemma[i] for i in range(first, last + 1) if parse.pos[i] in ("NOUN", "PROPN"))
    return frozenset(found - _VAGUE)


def _tells(parse: Parse, act: Candidate, again: Candidate, marks: dict[int, frozenset[str]]) -> bool:
    """Say whether an act already tells what a noun tells again: of its sort, by no other side, on nobody else, and no newer one."""
    if not _alike(act, again) or _is_new(parse, again):
        return False
    if not _hands(parse, again) <= _hands(parse, act):
        return False
    mine, its = marks[again.clause.word], marks[act.clause.word]
    if mine and not mine & its:
        return False
    return _richness(act, its) > _richness(again, mine)


def _apart(notes: Notes, act: Candidate, again: Candidate) -> bool:
    """Say whether two acts are told of times that do not meet: "raids in May", "raids on Sunday"."""
    when = [period_for(notes.parse, notes.periods, c.clause.start, c.clause.end) for c in (act, again)]
    one, other = (m.value if m is not None else None for m in when)
    if not isinstance(other, PeriodValue):
        return False
    if not isinstance(one, PeriodValue):
        return other.precision in ("month", "season", "year")
    return (one.last or "9") < (other.first or "") or (other.last or "9") < (one.first or "")


def _hands(parse: Parse, candidate: Candidate) -> frozenset[str]:
    """Return the names and nouns of who acts."""
    if candidate.roles.source is None:
        return frozenset()
    return frozenset(parse.lemma[w] for w in parse.conjuncts(candidate.roles.source))


def _is_new(parse: Parse, candidate: Candidate) -> bool:
    """Say whether a noun says that its act is another one: "a second raid", "fresh shelling"."""
    word, victim = candidate.clause.word, candidate.roles.target
    if victim is not None and not candidate.clause.nominal and candidate.clause.passive and are_others(parse, victim):
        return True
    if any(parse.lower[c] in _ANEW for c in parse.children[word] if c < word):
        return True
    harm = parse.head[parse.head[word]]
    harmed = parse.child(harm, "nsubjpass") if candidate.clause.nominal and parse.dep[word] == "pobj" else None
    return are_others(parse, harmed)


def _richness(candidate: Candidate, marks: frozenset[str]) -> tuple[int, int, float]:
    """Return how much a candidate says: participants, a verb of its own, score."""
    told = (candidate.roles.source is not None) + bool(marks)
    return told, int(not candidate.clause.nominal or candidate.clause.light is not None), candidate.score
