"""Asides: clauses that carry a type and yet are no act of the report's story, or tell one again.

Invariant: the answer rests on the grammar around the clause, never on its place in the report.
"""

from trucebook.reading.acts.eventtypes import Typed, TypeLexicon
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes

_POINTING = {"the", "this", "that", "these", "those", "such"}
_WHOLE_WARS = {"war", "conflict", "uprising", "rebellion", "revolt", "insurgency"}
_OUTBREAKS = {"outbreak", "start", "beginning", "onset", "end", "eruption"}
_ONSETS = {"begin", "start", "erupt", "break"}
_RELATIVES = {"who", "that", "which"}
_TOLD = frozenset({"detail", "figure", "information", "number", "toll", "breakdown", "explanation", "reason", "evidence", "statement"})
_NO_DEEDS = {"provide": _TOLD, "give": _TOLD, "restore": frozenset({"water", "electricity", "order", "calm"})}
_STATES = frozenset({"dead", "wounded", "injured", "homeless", "stranded", "trapped", "missing", "without", "hungry", "unconscious"})
_CONCORD = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "CONCEDE"})
_OWED = frozenset({"RETREAT", "CONCEDE", "AID", "COOPERATE", "MOBILIZE"})
_PROMISING = frozenset(
    {"agree", "promise", "pledge", "undertake", "vow", "commit to", "plan", "intend", "offer", "give word", "make pledge", "make promise"}
)
_UNDONE = frozenset({"promised", "demanded", "refused", "unknown"})
_THINKING = {"consider", "contemplate", "mull", "weigh", "debate", "imagine", "ponder", "rehearse"}
_BROKERING = {"broker", "mediate", "sponsor", "back"}
_OPEN = {"be", "know", "determine", "ask", "wonder", "establish", "investigate", "verify"}
_ENDING = {"stop", "halt", "cease", "end", "suspend"}
_SPANS = {"day", "hour", "minute", "week", "month", "year", "night"}
_STANDING = {"AGREE", "RETREAT", "CONCEDE", "SUPPORT"}


def is_aside(parse: Parse, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> bool:
    """Say whether a clause only dates ("since the war broke out"), or says what an agreement holds ("the deal calls for …")."""
    if clause.nominal and clause.lemma in _WHOLE_WARS and parse.lemma[parse.head[clause.word]] in _ONSETS:
        return True
    word = clause.light if clause.light is not None else clause.word
    if clause.nominal and (_in_onset(parse, clause.word) or _is_outbreak(parse, clause)):
        return True
    above = parse.head[word] if clause.nominal else word
    if any(parse.lower[c] == "since" and parse.dep[c] == "mark" for c in (*parse.children[word], *parse.children[above])):
        return True
    if not clause.nominal and clause.lemma in lexicon.casualty_verbs and _since(parse, clause.word):
        return True
    if _asks_who(parse, clause) or _only_thought(parse, clause):
        return True
    if _is_no_act(parse, clause, typed, lexicon) or _tells_a_year(parse, word):
        return True
    subject = clause.agent
    if subject is not None and parse.lower[subject] == "it" and clause.lemma == "require":
        return True
    return (
        not clause.nominal
        and subject is not None
        and not clause.passive
        and parse.lemma[subject] in lexicon.accords
        and (typed.type not in _STANDING or clause.lemma in ("let", "allow", "permit"))
    )


def _is_outbreak(parse: Parse, clause: Clause) -> bool:
    """Say whether a war is only named to date something: "since the outbreak of the war"."""
    of = parse.head[clause.word]
    return clause.lemma in _WHOLE_WARS and parse.dep[clause.word] == "pobj" and parse.lemma[parse.head[of]] in _OUTBREAKS


def _asks_who(parse: Parse, clause: Clause) -> bool:
    """Say whether a clause only asks who did an act: "to find out whose planes bombed the mill"."""
    word = clause.light if clause.light is not None else clause.word
    if any(parse.lower[c] == "whether" and parse.dep[c] == "mark" for c in parse.children[word]) and parse.dep[word] == "ccomp":
        return parse.lemma[parse.head[word]] in _OPEN or parse.pos[parse.head[word]] == "ADJ"
    if clause.agent is None or clause.agent > word or parse.dep[word] not in ("ccomp", "pcomp", "xcomp"):
        return False
    first = parse.noun_phrase(clause.agent)[0]
    return any(parse.tag[w] in ("WP", "WP$", "WDT") for w in range(first, clause.agent + 1)) and parse.lower[clause.agent] != "that"


def _only_thought(parse: Parse, clause: Clause) -> bool:
    """Say whether an act is only thought of, made a condition or to end: "considered bombing the hills", "if the army stops its
    offensive", "would halt its raids"."""
    word = clause.light if clause.light is not None else clause.word
    above = parse.head[word]
    if parse.dep[word] not in ("xcomp", "dobj", "pcomp") or above == word:
        return False
    if parse.lemma[above] in _THINKING:
        return True
    conditional = any(parse.lower[c] in ("if", "unless") and parse.dep[c] == "mark" for c in parse.children[above])
    ending = parse.lemma[above] in _ENDING and any(parse.lower[c] in ("will", "would") for c in parse.children[above])
    return clause.nominal and clause.light is None and (conditional or ending)


def _tells_a_year(parse: Parse, word: int) -> bool:
    """Say whether a clause only tells what an old year was: "at war since 2011 when the governor cracked down on millers"."""
    year = parse.head[word]
    return (
        parse.dep[word] in ("relcl", "advcl") and parse.pos[year] == "NUM" and len(parse.words[year]) == 4 and parse.words[year].isdigit()
    )


def _in_onset(parse: Parse, word: int) -> bool:
    """Say whether an act stands in a clause that tells how a whole war came about: "a war that began with a raid"."""
    return any(
        parse.dep[h] == "relcl" and parse.lemma[h] in _ONSETS and parse.lemma[parse.head[h]] in _WHOLE_WARS for h in parse.ancestors(word)
    )


def _is_no_act(parse: Parse, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> bool:
    """Say whether words of an act only describe: "the wounded", "leaving ten dead", "without agreeing", "claimed the bombing"."""
    word = clause.word
    if clause.nominal:
        above = parse.head[parse.head[word]]
        return parse.dep[word] == "pobj" and parse.lemma[above] == "responsibility"
    if clause.lemma in lexicon.casualty_verbs and parse.lower[word - 1] == "the" and parse.child(word, "dobj", "prep") is None:
        return True
    thing = parse.lemma[clause.patient] if clause.patient is not None else ""
    if (clause.lemma == "doubt" and not thing) or thing in _NO_DEEDS.get(clause.lemma, ()):
        return True
    if clause.lemma == "leave" and clause.patient is not None:
        return _leaves_behind(parse, word, clause.patient)
    return parse.dep[word] == "pcomp" and parse.lower[parse.head[word]] == "without" and typed.type in _CONCORD


def _leaves_behind(parse: Parse, word: int, left: int) -> bool:
    """Say whether somebody is left in a state, which is harm and no departure: "leaving ten people dead"."""
    tail = parse.lower[left + 1 : left + 3]
    return (
        bool(_STATES.intersection(tail))
        or parse.child(word, "oprd", "acomp") is not None
        or (parse.dep[word] == "advcl" and (parse.tag[word] == "VBG" and any(parse.dep[c] == "nummod" for c in parse.children[left])))
    )


def _since(parse: Parse, word: int) -> bool:
    """Say whether harm is summed up over a time: "ten thousand have been killed since the war began"."""
    return any(
        parse.lower[c] == "since" or any(parse.lower[k] == "since" and parse.dep[k] == "mark" for k in parse.children[c])
        for c in parse.children[word]
        if parse.dep[c] in ("prep", "advcl")
    )


def owed_words(notes: Notes) -> frozenset[int]:
    """Return the words of all provisions that are not under way or done yet."""
    undone = (p for p in notes.provisions if p.value("status") in _UNDONE)
    return frozenset(w for p in undone for w in notes.parse.words_in(p.start, p.end))


def is_owed(notes: Notes, clause: Clause, typed: Typed, owed: frozenset[int]) -> bool:
    """Say whether an act is what an agreement only lays on somebody: the provision that holds it says so, and no agreement is
    named by it ("agreed to stop the fighting for a day")."""
    if typed.type == "AGREE" and notes.agreements and _promises_a_term(notes.parse, clause, typed):
        return typed.uttered or not any(a.start <= clause.start < a.end for a in notes.agreements)
    return typed.type in _OWED and clause.word in owed


def _promises_a_term(parse: Parse, clause: Clause, typed: Typed) -> bool:
    """Say whether a side only promises what is a term of the agreement told: "agreed to gather its fighters", "will pull back"."""
    if typed.uttered:
        return True
    return typed.entry in _PROMISING and parse.child(clause.word, "xcomp", "ccomp") is not None


def is_arranged(parse: Parse, clause: Clause) -> bool:
    """Say whether an act is only what a text or plan lays down for later: "where fighters are to lay down their arms"."""
    word = clause.light if clause.light is not None else clause.word
    while parse.dep[word] in ("xcomp", "conj") and parse.head[word] != word:
        word = parse.head[word]
    asked = any(parse.tag[c] in ("WRB", "WP") for c in parse.children[word])
    return parse.dep[word] == "relcl" or (asked and parse.dep[word] in ("pcomp", "ccomp", "advcl"))


def set_apart(parse: Parse, clause: Clause, typed: Typed) -> float:
    """Return what an act loses for being told in quoted words, or only to say who is meant ("towns that joined the truce")."""
    lost = _says_which(parse, clause, typed) + _long_past(parse, clause) + _says_whose_mind(parse, clause, typed)
    if (
        typed.type == "AGREE"
        and parse.dep[clause.word] == "pcomp"
        and parse.lower[parse.head[clause.word]] in ("upon", "on", "after", "before")
    ):
        lost += 0.3
    lost += 0.25 if parse.quoted[clause.word] and not (typed.uttered and typed.type == "REQUEST") else 0.0
    word = clause.light if clause.light is not None else clause.word
    if parse.dep[word] == "relcl" and not clause.nominal:
        subject = parse.child(word, "nsubj", "nsubjpass")
        whose = parse.head[word]
        restrictive = subject is not None and parse.lower[subject] in _RELATIVES and parse.words[subject - 1] != ","
        if restrictive and (parse.lower[whose] in ("those", "people", "anyone", "all") or parse.pos[whose] == "NOUN"):
            lost += 0.3 if parse.lower[whose] in ("those", "people", "anyone", "all") else 0.1
    return lost


def _long_past(parse: Parse, clause: Clause) -> float:
    """Return what an act loses for being told as standing ("has been bombing since May") or, by nobody, only to date the
    news ("a day after raids killed nine")."""
    word = clause.light if clause.light is not None else parse.head[clause.word] if clause.nominal else clause.word
    marks = [c for c in parse.children[word] if parse.dep[c] == "mark" and parse.lower[c] in ("after", "before")]
    if clause.nominal and any(c > 0 and parse.lemma[c - 1] in _SPANS for c in marks):
        return 0.4
    parts = {parse.lower[c] for c in parse.children[word]}
    return 0.25 if parse.tag[word] == "VBG" and "been" in parts and parts & {"since", "for", "long"} else 0.0


def _says_which(parse: Parse, clause: Clause, typed: Typed) -> float:
    """Return what an act loses for standing in a participle that only says who or which is meant: "the hill seized by rebels",
    "gunmen positioned in the mill", "the terms agreed in Norvik", "under a truce brokered by the union"."""
    if clause.nominal or parse.dep[clause.word] != "acl" or typed.entry.startswith("besiege"):
        return 0.0
    sided = "between" in clause.preps or (clause.agent is not None and parse.dep[clause.agent] in ("pobj", "conj"))
    accord = parse.head[clause.word]
    if clause.bare in _BROKERING and parse.dep[accord] in ("pobj", "nsubj", "nsubjpass") and "between" not in clause.preps:
        return 0.4
    if typed.type in ("AGREE", "SUPPORT"):
        return 0.0 if sided or " by" in typed.entry else 0.4
    return 0.2 if typed.type in ("ASSAULT", "MOBILIZE", "COERCE", "COOPERATE") else 0.0


def _says_whose_mind(parse: Parse, clause: Clause, typed: Typed) -> float:
    """Return what a refusal loses for only saying who is meant or how somebody stands: "fighters who refuse the deal", "shrugging off a
    warning"."""
    if typed.type != "REJECT" or clause.nominal or parse.child(clause.word, "xcomp", "ccomp") is not None:
        return 0.0
    standing = parse.dep[clause.word] == "relcl" and parse.tag[clause.word] in ("VBZ", "VBP")
    return 0.3 if standing or (parse.dep[clause.word] == "advcl" and parse.tag[clause.word] == "VBG") else 0.0


def own_object(parse: Parse, clause: Clause) -> int | None:
    """Return the object of a coordinated verb: two acts of one side on two objects are two ("bombed a bridge and burned a mill")."""
    if clause.nominal:
        return None
    joined = parse.dep[clause.word] == "conj" or any(parse.dep[c] == "conj" and parse.pos[c] == "VERB" for c in parse.children[clause.word])
    return clause.patient if joined else None


def told_again(parse: Parse, clause: Clause, type_: str, firsts: dict[str, int]) -> bool:
    """Say whether a noun with "the" or "this" and nothing of its own points back to an act of the same type told before."""
    if not clause.nominal or clause.light is not None or firsts.get(type_, clause.start) >= clause.start:
        return False
    first = parse.noun_phrase(clause.word)[0]
    own = any(parse.dep[c] == "prep" and c > clause.word for c in parse.children[clause.word])
    return parse.lower[first] in _POINTING and not own and clause.word - first <= 1
