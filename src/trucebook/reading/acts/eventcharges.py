"""Charges: what it amounts to when somebody says something of others: an accusation, a refusal, a threat.

Invariant: the answer rests on the words said and on who is spoken of, never on who speaks.
"""

from msgspec.structs import replace

from trucebook.reading.acts.eventtypes import Typed, TypeLexicon, object_nouns
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause

_CALLED_TO_ACCOUNT = frozenset({"investigate", "prosecute", "indict", "try", "punish", "probe"})
_TERMS = frozenset({"day", "hour", "week", "minute", "month", "deadline", "ultimatum"})
_LIABLE = frozenset({"responsible", "accountable", "liable"})
_PLEDGING = frozenset({"pledge", "vow", "promise", "swear", "say", "warn", "declare"})
_VENGEFUL = frozenset({"unpunished", "price", "revenge", "consequence", "dearly", "avenge", "retaliate", "unanswered"})
_VOWED = frozenset({"AGREE", "THREATEN"})
_SPOILING = frozenset(
    {"undermine", "embolden", "sabotage", "jeopardise", "jeopardize", "encourage", "torpedo", "derail", "obstruct", "endanger"}
)
_AMOUNTING = frozenset(
    {"be", "represent", "constitute", "amount", "reflect", "reveal", "prove", "serve", "become", "see", "regard", "view"}
)
_FACING = frozenset({"face", "pay", "suffer", "risk", "bear", "regret"})
_MET = frozenset("punish prosecute target strike attack bomb hold treat shoot destroy arrest crush meet name sanction kill hunt".split())
_NEAR = 14


def spoken(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return ACCUSE for words that lay a guilt on somebody and REJECT for words that call an accord finished."""
    if clause.nominal or clause.negated or clause.assertion != "happened":
        return None
    if clause.bare in lexicon.labelling and _labels_guilt(parse, clause.word, lexicon):
        return Typed("ACCUSE", None, clause.word, f"{clause.bare} … crime", False)
    content = parse.child(clause.word, "ccomp")
    if clause.bare not in (lexicon.saying | lexicon.arguing) or content is None:
        return None
    subject = parse.child(content, "nsubj", "nsubjpass")
    if any(parse.lower[c] in ("whether", "if") for c in parse.children[content]):
        return None
    if subject is None or parse.child(content, "neg") is not None:
        return None
    beside = ("acomp", "attr", "prep", "oprd", "advmod") if parse.lemma[content] == "be" else ("acomp", "attr", "oprd")
    told = {parse.lemma[c] for c in parse.children[content] if parse.dep[c] in beside}
    told.add(parse.lemma[content])
    if parse.lemma[subject] in lexicon.accords and told & lexicon.finished:
        return Typed("REJECT", None, clause.word, f"{clause.bare} … finished", False)
    if _is_called_to_account(parse, content) or _breaks(parse, content, lexicon):
        return Typed("ACCUSE", "allege", clause.word, f"{clause.bare} … wrong", False)
    if parse.pos[subject] != "PRON" and (told & lexicon.guilty or _finds_fault(parse, content, subject, lexicon)):
        return Typed("ACCUSE", "allege", clause.word, f"{clause.bare} … guilty", False)
    return None


def _finds_fault(parse: Parse, content: int, subject: int, lexicon: TypeLexicon) -> bool:
    """Say whether what is said finds fault with somebody: "the army has failed to leave", "their silence emboldens the clan",
    "the raids are part of a plan", "this silence represents a bias"."""
    verb = parse.lemma[content]
    if verb == "fail" and parse.head[content] > content:
        return False  # "the clans failed to agree, the mayor said" tells what happened
    if verb == "fail":
        somebody = parse.pos[subject] == "PROPN" or bool(lexicon.target_nouns.intersection(object_nouns(parse, subject)))
        return somebody and parse.child(content, "xcomp") is not None
    if verb in _SPOILING:
        return parse.child(content, "dobj") is not None
    if verb not in _AMOUNTING:
        return False
    tails = (parse.child(c, "pobj") for c in parse.children[content] if parse.lower[c] in ("to", "as"))
    said = [parse.child(content, "attr", "dobj"), *tails]
    return any(lexicon.faults.intersection(object_nouns(parse, w)) for w in said if w is not None)


def called_off(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return REJECT for charges called false and accords declared finished: "called the charges fabricated"."""
    if clause.nominal or clause.negated or clause.assertion != "happened" or clause.bare not in lexicon.declaring:
        return None
    contents = [c for c in parse.children[clause.word] if c > clause.word and parse.dep[c] in ("oprd", "ccomp", "xcomp", "acomp")]
    said = {parse.lemma[c] for c in contents}
    words = [clause.patient, *(parse.child(c, "nsubj", "nsubjpass") for c in contents)]
    nouns = {n for w in words if w is not None for n in object_nouns(parse, w)}
    for things, ends, name in ((lexicon.charges, lexicon.false_words, "false"), (lexicon.accords, lexicon.finished, "finished")):
        if nouns & things and said & ends:
            return Typed("REJECT", None, clause.word, f"{clause.bare} … {name}", False)
    return None


def _labels_guilt(parse: Parse, word: int, lexicon: TypeLexicon) -> bool:
    """Say whether somebody or something is called a crime: "described the raid as a massacre", "called it a crime"."""
    for c in parse.children[word]:
        named = parse.dep[c] == "prep" and parse.lower[c] == "as"
        inner = parse.child(c, "pobj") if named else c if parse.dep[c] in ("oprd", "ccomp") else None
        if inner is not None and lexicon.guilty.intersection(object_nouns(parse, inner)):
            return True
    return False


def warned(parse: Parse, clause: Clause, typed: Typed) -> Typed | None:
    """Return ACCUSE for a warning of what others do: "warned that the shelling ruins the talks"."""
    content = parse.child(clause.word, "ccomp")
    if typed.entry != "warn" or content is None:
        return typed
    subject = parse.child(content, "nsubj", "nsubjpass")
    if _bodes_ill(parse, content):
        return typed
    others = subject is not None and parse.pos[subject] != "PRON"
    return replace(typed, type="ACCUSE", mode=None) if others else typed


def _bodes_ill(parse: Parse, content: int) -> bool:
    """Say whether a warning tells what is in store for somebody: "that whoever breaks it will face sanctions", "would be shot"."""
    if not any(parse.tag[c] == "MD" for c in parse.children[content]):
        return False
    verb = parse.lemma[content]
    return verb in _FACING or (verb in _MET and parse.child(content, "nsubjpass") is not None)


def _is_called_to_account(parse: Parse, content: int) -> bool:
    """Say whether somebody is said to have to answer for a deed: "should be investigated", "must be tried"."""
    passive = parse.child(content, "nsubjpass") is not None
    return passive and parse.lemma[content] in _CALLED_TO_ACCOUNT and any(parse.tag[c] == "MD" for c in parse.children[content])


def _breaks(parse: Parse, content: int, lexicon: TypeLexicon) -> bool:
    """Say whether what is said is that somebody broke an accord or the law: "concluded that the army had used gas"."""
    obj = parse.child(content, "dobj", "nsubjpass")
    verb = parse.lemma[content]
    return obj is not None and any(f"{verb} {noun}" in lexicon.breaches for noun in object_nouns(parse, obj))


def charged(parse: Parse, clause: Clause, typed: Typed | None, lexicon: TypeLexicon) -> Typed | None:
    """Return ACCUSE for "hold the clan fully responsible", THREATEN for "vowed that the raid would not go unpunished",
    REJECT for "said there would be no retreat"; else None."""
    if clause.nominal or clause.negated:
        return None
    last = parse.sentences[parse.sentence_of[clause.word]][1]
    near = range(clause.word + 1, min(clause.word + _NEAR, last))
    if clause.bare == "hold" and clause.agent is not None and parse.lower[clause.agent] != "it":
        blamed = any(parse.lower[w] in _LIABLE and clause.word in (parse.head[w], *parse.ancestors(parse.head[w])) for w in near[:6])
        return Typed("ACCUSE", None, clause.word, "hold responsible", False) if blamed else None
    if clause.bare == "give":
        return Typed("THREATEN", None, clause.word, "give deadline", False) if _sets_term(parse, clause) else None
    if clause.bare not in _PLEDGING or parse.child(clause.word, "ccomp") is None or (typed is not None and typed.type not in _VOWED):
        return None
    said = {parse.lower[w] for w in near}
    none = [w for w in near if parse.lower[w] == "no"]
    if none and said & {"will", "would", "'ll"} and parse.lemma[parse.head[none[0]]] in lexicon.yielding:
        return Typed("REJECT", None, clause.word, f"{clause.bare} … none", False)
    if said & _VENGEFUL and said & {"will", "would", "'ll"}:
        return Typed("THREATEN", None, clause.word, f"{clause.bare} … revenge", False)
    return None


def _sets_term(parse: Parse, clause: Clause) -> bool:
    """Say whether somebody is given time to do a thing: "gave the rebels ten days to leave", "until Friday to leave"."""
    whom = parse.child(clause.word, "dative")
    whom = whom if whom is not None else parse.child(clause.word, "dobj")
    near = range(clause.word + 1, min(clause.word + _NEAR, parse.sentences[parse.sentence_of[clause.word]][1]))
    limits = [w for w in near if parse.lemma[w] in _TERMS or parse.lower[w] == "until"]
    done = [w for w in near if parse.tag[w] == "VB" and parse.is_infinitive(w)]
    return whom is not None and bool(limits and done) and whom < limits[0] < done[0]
