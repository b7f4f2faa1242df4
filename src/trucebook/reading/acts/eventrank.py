"""Ranking of events: which typed clauses are acts of the report's story, and which only tell one of them again.

Invariant: nothing is made up here; a candidate is kept or dropped, and its score says why it stands where it does.
"""

from trucebook.model import Mention
from trucebook.reading.acts.eventaccords import only_named
from trucebook.reading.acts.eventages import done_by_none, lost_to_age
from trucebook.reading.acts.eventasides import is_arranged, is_aside, is_owed, owed_words, own_object, set_apart, told_again
from trucebook.reading.acts.eventdemands import told_to_act, under_demand
from trucebook.reading.acts.eventechoes import without_echoes
from trucebook.reading.acts.eventfolds import swallowed, verb_of_happening
from trucebook.reading.acts.eventrepeats import Candidate, without_repeats
from trucebook.reading.acts.eventroles import Roles
from trucebook.reading.acts.eventsenses import names_battle
from trucebook.reading.acts.eventtitles import without_titles
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.people.who import actor_at

MOST, FEWEST, WORDS_AN_EVENT = 13, 6, 40
LEAST = 0.4
_DOUBT = {"demanded": 0.4, "refused": 0.35, "announced": 0.3, "threatened": 0.3, "hypothetical": 0.28, "denied": 0.15}
_UNDONE_DOUBT = 0.4  # what a side gave, freed or agreed is no act where it did not do so
_GIVEN = frozenset({"RETREAT", "AID", "AGREE", "CONCEDE", "COOPERATE", "CONSULT", "SUPPORT", "MOBILIZE"})
# how seldom acts of a type belong to a report's story beside the fighting and the talks
_SELDOM = {
    "AID": 0.06,
    "PROTEST": 0.15,
    "SUPPORT": 0.1,
    "RETREAT": 0.06,
    "AGREE": 0.04,
    "THREATEN": 0.06,
    "COERCE": 0.06,
    "COOPERATE": 0.15,
}
_SPOKEN = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "ACCUSE", "SUPPORT", "CONSULT"})
_UTTERED = frozenset({"REQUEST", "REJECT", "THREATEN", "ACCUSE"})
_GOING_ON = frozenset({"continue", "begin", "start", "do", "help", "go", "manage", "keep", "resume"})
_BEING = frozenset({"be", "take", "occur", "happen", "come"})
_MADE = (" reach by", " sign by", " conclude by", " strike by")
_BEHIND = frozenset({"back", "support", "accompany", "cause", "follow", "trigger", "prompt", "concern", "trouble", "alarm", "precede"})
_SPOKEN_OF = frozenset(
    {"toll", "perpetrator", "victim", "anniversary", "survivor", "threat", "fear", "risk", "prospect", "danger", "possibility"}
)
_MEDIA = frozenset({"media"})


def rank(notes: Notes, typed: dict[int, Typed], roles: dict[int, Roles], lexicon: TypeLexicon) -> list[Candidate]:
    """Return the events worth telling, best first: at most 13 a report and one for every 40 words beyond the first six."""
    clauses = {c.word: c for c in notes.clauses}
    inside, owed = swallowed(notes.parse, typed, clauses, lexicon), owed_words(notes)
    found = []
    for word, kind in typed.items():
        clause = clauses[word]
        if (
            word in inside
            or is_owed(notes, clause, kind, owed)
            or not _is_told(notes, clause, roles[word], lexicon)
            or under_demand(notes.parse, word, typed)
            or is_aside(notes.parse, clause, kind, lexicon)
        ):
            continue
        source, target = actor_at(notes, roles[word].source), actor_at(notes, roles[word].target)
        score = _score(notes, clause, kind, roles[word], source, target, lexicon) - _uttered_above(notes, clause, typed)
        if score >= LEAST:
            found.append(Candidate(clause, kind, roles[word], source, target, score))
    once = without_echoes(notes, without_repeats(notes, without_titles(notes, found), lexicon))
    best = _without_doubles(notes, sorted(once, key=_order), lexicon.casualty_verbs)
    most = min(MOST, FEWEST + len(notes.parse) // WORDS_AN_EVENT)
    return best[:most]


def _order(candidate: Candidate) -> tuple[float, int]:
    return -candidate.score, candidate.clause.start


def _score(
    notes: Notes, clause: Clause, typed: Typed, roles: Roles, source: Mention | None, target: Mention | None, lexicon: TypeLexicon
) -> float:
    """Return how sure and central an act is, 0 to 1: participants, certainty, place in the report."""
    score = 0.35 if typed.entry == "fight" and target is None else 0.3 if typed.weak and not _has_content(notes, clause, typed) else 0.5
    score += 0.15 if source is not None else 0.06 if roles.source is not None else 0.0
    score += 0.1 if target is not None else 0.06 if roles.target is not None else 0.0
    if typed.weak and source is None:
        score -= 0.15 if roles.source is None else 0.07
    if typed.type in _SPOKEN and roles.source is None and clause.agent is None and not _is_of_accord(notes.parse, clause, typed, lexicon):
        score -= 0.2
    score += 0.1 if clause.nominal and clause.light is None and verb_of_happening(notes.parse, clause.word, lexicon) is not None else 0.0
    score += 0.06 if _is_main(notes.parse, clause) else 0.0
    score += 0.15 if typed.entry.endswith(_MADE) else 0.0
    score -= 0.3 if typed.type == "RETREAT" and clause.nominal and clause.light is None and notes.parse.dep[clause.word] == "pobj" else 0.0
    if typed.type == "CONSULT" and any(m is not None and _kind(m) in _MEDIA for m in (source, target)):
        score -= 0.4
    score -= _only_causes(notes, clause, typed, lexicon) + _in_passing(notes.parse, clause, typed)
    score -= _incomplete(notes, clause, typed, roles, lexicon)
    if typed.uttered and (typed.weak or source is None):
        score -= 0.2
    if not typed.uttered:
        score -= 0.0 if _is_told_plainly(notes.parse, clause, typed) else _DOUBT.get(clause.assertion, 0.0)
        score -= _UNDONE_DOUBT if _is_undone(notes.parse, clause, typed) else 0.0
    score -= (0.12 if typed.mode == "investigate" else _SELDOM.get(typed.type, 0.0)) + _bare_infinitive(notes.parse, clause, typed)
    score -= _by_means(notes.parse, clause, typed) + _nested(notes, clause, lexicon) + set_apart(notes.parse, clause, typed)
    if clause.assertion == "announced" and not typed.uttered and is_arranged(notes.parse, clause):
        score -= 0.3
    sided = roles.source is not None and roles.target is not None
    score -= lost_to_age(notes, clause, typed, sided=sided) + only_named(notes.parse, clause, typed)
    if clause.background:
        score -= 0.05 if _is_pluperfect(notes, clause) else 0.2
    return max(0.0, min(1.0, score + 0.25 * (1 - clause.start / max(len(notes.report.text), 1))))


def _is_told_plainly(parse: Parse, clause: Clause, typed: Typed) -> bool:
    """Say whether a past tense tells an utterance, though the parser hangs it under another demand, or a perfect infinitive a deed."""
    if clause.assertion == "announced" and {"to", "have"} <= {parse.lower[c] for c in parse.children[clause.word]}:
        return True
    return (
        typed.type in _UTTERED and not clause.nominal and parse.tag[clause.word] in ("VBD", "VBZ", "VBP") and clause.assertion == "demanded"
    )


def _is_undone(parse: Parse, clause: Clause, typed: Typed) -> bool:
    """Say whether what a side would give or agree did not come about: "no captive was freed", "the tanks were not pulled out"."""
    if typed.type not in _GIVEN or typed.entry.startswith("deny "):
        return False
    return clause.assertion == "denied" or done_by_none(parse, clause)


def _bare_infinitive(parse: Parse, clause: Clause, typed: Typed) -> float:
    """Return what an act loses for being told only as a wish, purpose or content: "wants to retake the port"."""
    word = clause.light if clause.light is not None else clause.word
    if parse.dep[word] == "csubj":
        return 0.3
    if clause.nominal and clause.light is None and parse.dep[word] == "dobj" and typed.type in ("ASSAULT", "COERCE"):
        word = parse.head[word]
    if typed.uttered or typed.type in _UTTERED or parse.tag[word] != "VB" or any(parse.tag[c] == "MD" for c in parse.children[word]):
        return 0.0
    return 0.0 if parse.lemma[parse.head[word]] in _GOING_ON else 0.2


def _uttered_above(notes: Notes, clause: Clause, typed: dict[int, Typed]) -> float:
    """Return what an act loses for being only the content of an utterance that is an event of its own."""
    parse = notes.parse
    word = clause.light if clause.light is not None else clause.word
    h = parse.head[word]
    if _is_told_plainly(parse, clause, typed[clause.word]):
        return 0.0
    if clause.nominal and _is_blamed(parse, word, typed):
        return 0.5
    if (
        parse.dep[word] in ("xcomp", "ccomp")
        and not parse.stands_beside(word)
        and h in typed
        and typed[h].type in ("REQUEST", "REJECT", "THREATEN", "AGREE")
    ):
        return 0.3 if clause.assertion != "happened" else 0.0
    return 0.0


def _is_blamed(parse: Parse, word: int, typed: dict[int, Typed]) -> bool:
    """Say whether an act is only what somebody finds fault with: "warned that the raids ruin the talks"."""
    top = parse.first_conjunct(word)
    content = parse.head[top]
    above = parse.head[content]
    charge = typed.get(above)
    return (
        parse.dep[top] == "nsubj" and parse.dep[content] == "ccomp" and charge is not None and charge.type == "ACCUSE" and content != above
    )


def _only_causes(notes: Notes, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> float:
    """Return what an act loses for standing only as what brings something about or shows it: "the offensive triggered a rout"."""
    parse, word = notes.parse, clause.word
    if not clause.nominal or clause.light is not None or parse.dep[word] != "nsubj" or typed.type not in ("ASSAULT", "COERCE"):
        return 0.0
    return 0.25 if verb_of_happening(parse, word, lexicon) is None and parse.lemma[parse.head[word]] not in _BEING else 0.0


def _incomplete(notes: Notes, clause: Clause, typed: Typed, roles: Roles, lexicon: TypeLexicon) -> float:
    """Return what an act loses for a participant or content that it should have."""
    lost = 0.1 if clause.bare in lexicon.casualty_verbs and roles.source is None else 0.0
    nobody = clause.agent is None and roles.source is None and roles.target is None
    if not clause.nominal and nobody and not _is_of_accord(notes.parse, clause, typed, lexicon):
        lost += 0.25
    if typed.weak and typed.type == "CONSULT" and roles.target is None:
        lost += 0.3
    if typed.weak and typed.type == "REQUEST" and not _has_content(notes, clause, typed):
        lost += 0.3
    return lost


def _is_of_accord(parse: Parse, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> bool:
    """Say whether an accord itself is what is made, so that no side need be named: "a truce was worked out in Norvik"."""
    if typed.type != "AGREE":
        return False
    words = [clause.word if clause.nominal and clause.passive else None, clause.patient]
    if typed.entry.startswith("sign"):
        words += [w for p in ("of", "on", "under") for w in clause.preps.get(p, ())]
    return any(w is not None and parse.lemma[w] in lexicon.accords | lexicon.papers for w in words)


def _is_main(parse: Parse, clause: Clause) -> bool:
    """Say whether an act is told in a main clause, or in what somebody is quoted as saying."""
    i = clause.light if clause.light is not None else clause.word
    i = parse.first_conjunct(i)
    if clause.nominal and clause.light is None and parse.dep[i] in ("nsubj", "nsubjpass"):
        i = parse.first_conjunct(parse.head[i])
    return parse.head[i] == i or parse.dep[i] == "ccomp"


def _is_pluperfect(notes: Notes, clause: Clause) -> bool:
    """Say whether only the tense tells that an act came before: the news often begins there."""
    parse = notes.parse
    return any(parse.lower[c] == "had" and parse.dep[c] == "aux" for c in parse.children[clause.word])


def _kind(mention: Mention) -> str | None:
    return getattr(mention.value, "kind", None)


def _has_content(notes: Notes, clause: Clause, typed: Typed) -> bool:
    """Say whether a weak word of asking or refusing is followed by what is asked or refused."""
    if typed.type == "REQUEST" and told_to_act(notes.parse, clause) is not None:
        return True
    return typed.type in _UTTERED and notes.parse.child(clause.word, "ccomp", "xcomp") is not None


def _nested(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> float:
    """Return what an act loses for being told inside another: of what somebody is accused, what an object does beside the news."""
    parse, i = notes.parse, clause.light if clause.light is not None else clause.word
    h = parse.head[i]
    i, h = _accused_of(parse, i)
    if parse.dep[i] in ("pcomp", "pobj") and h != i:
        entry = lexicon.verbs.get(parse.lemma[_verb_over(parse, h)])
        if entry is not None and entry.type == "ACCUSE" and parse.lower[h] in ("of", "for"):
            return 0.5
    i = clause.light if clause.light is not None else clause.word
    charge = lexicon.nouns.get(parse.lemma[parse.head[i]]) if parse.dep[i] in ("acl", "ccomp", "relcl") else None
    if charge is not None and charge.type == "ACCUSE" and parse.pos[parse.head[i]] == "NOUN":
        return 0.5
    return 0.08 if parse.dep[i] in ("relcl", "acl") and not clause.nominal and clause.light is None else 0.0


def _by_means(parse: Parse, clause: Clause, typed: Typed) -> float:
    """Return what an accord or talks lose for being only what something is done under or by: "freed under a deal with the clan"."""
    above = parse.head[clause.word]
    held = clause.nominal and clause.light is None and parse.dep[clause.word] == "pobj" and typed.type in ("AGREE", "CONSULT")
    return 0.25 if held and parse.lower[above] in ("under", "with", "by", "through", "via", "per", "in", "upon") else 0.0


def _in_passing(parse: Parse, clause: Clause, typed: Typed) -> float:
    """Return what an act of force loses for being named only as what stands behind another thing: "backed by shelling", "damage caused
    by raids", "the death toll of a raid"."""
    above = parse.head[clause.word]
    if not clause.nominal or clause.light is not None or parse.dep[clause.word] != "pobj" or typed.type != "ASSAULT":
        return 0.0
    over = parse.lemma[parse.head[above]]
    return 0.6 if (parse.lower[above] == "by" and over in _BEHIND) or (parse.lower[above] == "of" and over in _SPOKEN_OF) else 0.0


def _accused_of(parse: Parse, i: int) -> tuple[int, int]:
    """Return the gerund that an accusation holds, with its governor, for a word that stands beside it or tells its result
    ("accused of ambushing a lorry and burning a mill, killing six"); else the word with its own."""
    top = parse.first_conjunct(i)
    h = parse.head[top]
    if parse.dep[top] == "advcl" and parse.tag[top] == "VBG" and h < top:
        own = [w for w in parse.subtree(h) if h < w < top and parse.dep[w] == "pcomp"]
        top = h if parse.dep[h] == "pcomp" else own[-1] if own else top
    return top, parse.head[top]


def _verb_over(parse: Parse, preposition: int) -> int:
    """Return the verb a preposition depends on, over other prepositions and gerunds in its row."""
    h = parse.head[preposition]
    while parse.head[h] != h and (parse.pos[h] != "VERB" or parse.dep[h] == "pcomp"):
        h = parse.head[h]
    return h


def _is_told(notes: Notes, clause: Clause, roles: Roles, lexicon: TypeLexicon) -> bool:
    """Say whether an event noun tells an act by itself: it has participants, a light verb or a verb of occurring."""
    if not clause.nominal or clause.light is not None:
        return True
    if clause.lemma in lexicon.telling or names_battle(notes.parse, clause):
        return True
    verb = verb_of_happening(notes.parse, clause.word, lexicon)
    if verb is not None:
        return clause.lemma not in lexicon.state_nouns or notes.parse.lemma[verb] not in lexicon.casualty_verbs
    return (roles.source is not None or roles.target is not None) and clause.lemma not in lexicon.state_nouns


def _without_doubles(notes: Notes, candidates: list[Candidate], casualty_verbs: frozenset[str]) -> list[Candidate]:
    """Keep one of several tellings of an act: one type in one sentence by one source, one predicate with the same pair,
    and one quote within another."""
    parse = notes.parse
    seen: set[tuple[object, ...]] = set()
    kept = []
    firsts: dict[str, int] = {}
    for c in candidates:
        firsts[c.typed.type] = min(firsts.get(c.typed.type, c.clause.start), c.clause.start)
    for c in candidates:
        who = c.source.text if c.source else c.roles.source
        whom = c.target.text if c.target else c.roles.target
        here = parse.sentence_of[c.clause.word]
        harm = c.typed.type == "ASSAULT" and c.clause.bare in casualty_verbs and c.source is None
        if harm and ("type", here, "ASSAULT") in seen:
            continue
        once = who if who is not None else whom
        aimed = whom if c.typed.type in _UTTERED else None
        sentence = ("sentence", here, c.typed.type, once, own_object(parse, c.clause), aimed)
        seen.add(("type", here, c.typed.type))
        said = ("said", here, c.typed.type, who)
        if c.typed.type == "ACCUSE" and whom is None and said in seen:
            continue
        seen.add(said)
        pair = ("pair", c.typed.type, c.typed.entry, who, whom) if c.source or c.target else ("alone", c.clause.word)
        if sentence in seen or pair in seen or told_again(parse, c.clause, c.typed.type, firsts):
            continue
        seen.update((sentence, pair))
        kept.append(c)
    return kept
