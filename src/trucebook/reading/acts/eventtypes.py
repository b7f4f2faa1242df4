"""Event types: which PLOVER type and mode the words of a clause carry, by the codebook's lexicon.

Invariant: a type is given only with the word that carries it and the entry of the lexicon that matched.
"""

from dataclasses import dataclass, field

from msgspec import Struct

from trucebook.codebook import Codebook
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause

_OF_PLACE_AND_TIME = frozenset(
    {"in", "at", "near", "during", "after", "before", "since", "by", "around", "outside", "inside", "until", "despite", "as"}
)


@dataclass(frozen=True)
class Entry:
    """What a word or phrase of the lexicon stands for; a weak one needs an actor beside it to count."""

    type: str
    mode: str | None
    weak: bool


@dataclass(frozen=True)
class TypeLexicon:
    """The codebook's event words: verbs, nouns and phrases (verb, preposition, object noun), as lemmas; `told` are phrases
    that only count where a report tells its own acts, not between two given actors."""

    verbs: dict[str, Entry]
    nouns: dict[str, Entry]
    phrases: dict[str, Entry]
    told: dict[str, Entry] = field(default_factory=dict)
    occurring: frozenset[str] = frozenset()
    saying: frozenset[str] = frozenset()
    casualty_verbs: frozenset[str] = frozenset()
    state_nouns: frozenset[str] = frozenset()
    target_nouns: frozenset[str] = frozenset()
    objectless: frozenset[str] = frozenset()
    breaches: frozenset[str] = frozenset()
    protesters: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()
    ground_verbs: frozenset[str] = frozenset()
    accords: frozenset[str] = frozenset()
    crowd_phrases: frozenset[str] = frozenset()
    stopping: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    aid_nouns: frozenset[str] = frozenset()
    ground_nouns: frozenset[str] = frozenset()
    left_behind: frozenset[str] = frozenset()
    labelling: frozenset[str] = frozenset()
    guilty: frozenset[str] = frozenset()
    faults: frozenset[str] = frozenset()
    finished: frozenset[str] = frozenset()
    hit_nouns: frozenset[str] = frozenset()
    charges: frozenset[str] = frozenset()
    false_words: frozenset[str] = frozenset()
    declaring: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    urgent: frozenset[str] = frozenset()
    arguing: frozenset[str] = frozenset()
    armed: frozenset[str] = frozenset()
    carrying: frozenset[str] = frozenset()
    captives: frozenset[str] = frozenset()
    yielding: frozenset[str] = frozenset()
    going: frozenset[str] = frozenset()
    daily: frozenset[str] = frozenset()
    ruins: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()  # first words of told acts and phrases: who can stand before a verb in them


class Typed(Struct, frozen=True):
    """The type of one clause: its code, its mode, the word that carries it, the entry that matched; `uttered` where the
    type comes from how the act is spoken of (must, will, will not), `weighed` where the learned head of acts gives it (the entry
    is then the clause's own word)."""

    type: str
    mode: str | None
    word: int
    entry: str
    weak: bool
    uttered: bool = False
    weighed: bool = False


_LOADED: dict[int, tuple[Codebook, TypeLexicon]] = {}


def load_types(book: Codebook) -> TypeLexicon:
    """Return the event words of a codebook; a word that two types share belongs to the one that stands first."""
    known = _LOADED.get(id(book))
    if known is not None and known[0] is book:
        return known[1]
    kinds: dict[str, dict[str, Entry]] = {"verbs": {}, "weak_verbs": {}, "nouns": {}, "phrases": {}, "told": {}}
    for code in book.codes["events"].values():
        for part in (code, *code.modes):
            mode = part.id if part is not code else None
            for kind, index in kinds.items():
                for word in part.lexicon.get(kind, ()):
                    index.setdefault(word, Entry(type=code.id, mode=mode, weak=kind == "weak_verbs"))
    lexicon = TypeLexicon(
        verbs=kinds["weak_verbs"] | kinds["verbs"],
        nouns=kinds["nouns"],
        phrases=kinds["phrases"],
        told=kinds["told"],
        occurring=book.terms("events", "occurring_verbs"),
        saying=book.terms("events", "saying_verbs"),
        casualty_verbs=book.terms("events", "casualty_verbs"),
        state_nouns=book.terms("events", "state_nouns"),
        target_nouns=book.terms("events", "target_nouns"),
        accords=book.terms("events", "accord_nouns"),
        ground_verbs=book.terms("events", "ground_verbs"),
        unsaid=book.terms("events", "unsaid_verbs"),
        protesters=book.terms("events", "protesters"),
        crowd_phrases=book.terms("events", "crowd_phrases"),
        breaches=book.terms("events", "breach_phrases"),
        stopping=book.terms("events", "stopping_verbs"),
        objectless=book.terms("events", "objectless_verbs"),
        papers=book.terms("events", "paper_nouns"),
        letters=book.terms("events", "letter_nouns"),
        aid_nouns=book.terms("events", "aid_nouns"),
        ground_nouns=book.terms("events", "ground_nouns"),
        left_behind=book.terms("events", "left_nouns"),
        labelling=book.terms("events", "labelling_verbs"),
        guilty=book.terms("events", "guilt_words"),
        faults=book.terms("events", "guilt_words") | book.terms("events", "fault_nouns"),
        finished=book.terms("events", "finished_words"),
        hit_nouns=book.terms("events", "hit_nouns"),
        charges=book.terms("events", "charge_nouns"),
        false_words=book.terms("events", "false_words"),
        declaring=book.terms("events", "declaring_verbs"),
        telling=book.terms("events", "telling_nouns"),
        captives=book.terms("events", "captive_nouns"),
        yielding=book.terms("events", "yielding_nouns"),
        carrying=book.terms("events", "carrying_nouns"),
        armed=book.terms("events", "armed_nouns"),
        going=book.terms("events", "going_nouns"),
        daily=book.terms("events", "daily_nouns"),
        ruins=book.terms("events", "ruin_nouns"),
        doers=frozenset(entry.partition(" ")[0] for entry in (*kinds["told"], *kinds["phrases"])),
        arguing=book.terms("events", "arguing_verbs"),
        urgent=book.terms("events", "urgent_words"),
    )
    _LOADED[id(book)] = (book, lexicon)
    return lexicon


def told_type(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return the type of a clause of a report's own story: by the phrases for it, with their subject too, else as any clause's."""
    phrases = _phrase_keys(parse, clause)
    keys = [*phrases, clause.bare]
    doer = _doer(parse, clause.agent) if clause.agent is not None and not clause.nominal else ""
    for key in (*(f"{doer} {key}" for key in keys if doer in lexicon.doers), *keys):
        entry = lexicon.told.get(key) or (lexicon.phrases.get(key) if doer and key.startswith(f"{doer} ") else None)
        if entry is None:
            continue
        if entry.type == "CONCEDE" and _declares_jointly(parse, clause, key):
            return Typed("AGREE", None, clause.word, key, False)
        return Typed(entry.type, entry.mode, clause.word, key, False)
    kind = _type_of(parse, clause, lexicon, phrases)
    return kind if clause.nominal or (kind is not None and not kind.weak) else _with_particle(parse, clause, lexicon) or kind


def _doer(parse: Parse, word: int) -> str:
    """Return the lemma of a doer, also where a capital made the parser take a plural for a name ("Rockets landed")."""
    lemma = parse.lemma[word]
    return lemma[:-1] if parse.tag[word] == "NNPS" and lemma.endswith("s") else lemma


def _with_particle(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return the type of a verb with a particle that the parser took for an adverb: "pulling back heavy weapons"."""
    for c in parse.children[clause.word]:
        entry = lexicon.verbs.get(f"{clause.bare} {parse.lower[c]}") if parse.dep[c] == "advmod" and c == clause.word + 1 else None
        if entry is not None:
            return Typed(entry.type, entry.mode, clause.word, f"{clause.bare} {parse.lower[c]}", entry.weak)
    return None


def type_of(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return the type of a clause: the longest phrase that matches, else its verb or noun; None where none matches."""
    return _type_of(parse, clause, lexicon, _phrase_keys(parse, clause))


def _type_of(parse: Parse, clause: Clause, lexicon: TypeLexicon, keys: list[str]) -> Typed | None:
    for key in keys:
        entry = lexicon.phrases.get(key)
        if entry is not None:
            if entry.type == "CONCEDE" and _declares_jointly(parse, clause, key):
                return Typed("AGREE", None, clause.word, key, False)
            if key in lexicon.crowd_phrases and clause.agent is not None and parse.lemma[clause.agent] in lexicon.protesters:
                return Typed("PROTEST", "obstruct", clause.word, key, False)
            if entry.mode == "access" and clause.assertion == "denied":
                return Typed("REJECT", "yield", clause.word, f"not {key}", False)
            return Typed(entry.type, entry.mode, clause.word, key, False)
    if (kept := _stopped(parse, clause, lexicon)) is not None:
        return kept
    if clause.nominal:
        entry = lexicon.nouns.get(clause.lemma)
        return Typed(entry.type, entry.mode, clause.word, clause.lemma, entry.weak) if entry else None
    if clause.lemma in lexicon.saying and _says_a_breach(parse, clause, lexicon):
        return Typed("ACCUSE", "allege", clause.word, f"{clause.lemma} … breach", False)
    if clause.patient is not None and not clause.passive and clause.bare in lexicon.objectless:
        return None
    if clause.lemma == "provide" and clause.patient is None and "for" in clause.preps:
        return None  # "the text provides for nine posts" gives nobody anything
    for lemma in (
        *(f"{clause.bare} {p}" for p in (*_prepositions(parse, clause), *_infinitive(parse, clause))),
        clause.lemma,
        clause.bare,
    ):
        entry = lexicon.verbs.get(lemma)
        if entry is not None:
            if entry.type == "REJECT" and _declines_to_say(parse, clause, lexicon):
                return None
            return Typed(entry.type, entry.mode, clause.word, lemma, entry.weak)
    return None


def _infinitive(parse: Parse, clause: Clause) -> tuple[str, ...]:
    """Return "to" where an infinitive follows a verb: "committed to leave" is as good as "committed to peace"."""
    content = parse.child(clause.word, "xcomp")
    return ("to",) if content is not None and any(parse.lower[c] == "to" for c in parse.children[content]) else ()


def _stopped(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return RETREAT for violence that is told to have stopped, or that a side stopped: "Shelling stopped", "halted its raids"."""
    if not clause.nominal or clause.assertion != "happened":
        return None
    entry = lexicon.nouns.get(clause.lemma)
    verb = clause.light if clause.light is not None else parse.head[clause.word]
    lemma = parse.lemma[verb]
    if (
        entry is None
        or entry.type != "ASSAULT"
        or clause.lemma in lexicon.state_nouns - {"fire", "hostility"}
        or not (lemma in lexicon.stopping or _on_hold(parse, verb))
    ):
        return None
    alone = parse.dep[clause.word] in ("nsubj", "nsubjpass") and parse.child(verb, "dobj", "xcomp") is None
    ended = parse.dep[clause.word] == "dobj" and parse.tag[verb] in ("VBD", "VBZ", "VBP", "VBN")
    if not (alone or ended) or parse.child(verb, "neg") is not None:
        return None
    return Typed("RETREAT", "ceasefire", clause.word, f"{lemma} {clause.lemma}", False)


def _on_hold(parse: Parse, verb: int) -> bool:
    """Say whether a verb puts what it governs on hold."""
    on = next((c for c in parse.children[verb] if parse.lower[c] == "on"), None)
    return parse.lemma[verb] == "put" and on is not None and parse.lower[on + 1 : on + 2] == ["hold"]


def _declines_to_say(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> bool:
    """Say whether what is refused is only an answer to the press: "declined to comment"."""
    content = parse.child(clause.word, "xcomp")
    return content is not None and parse.lemma[content] in lexicon.unsaid and parse.child(content, "dobj") is None


def _says_a_breach(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> bool:
    """Say whether what is said is that somebody broke an agreement or the law: that is an accusation."""
    content = parse.child(clause.word, "ccomp")
    if content is None or content < clause.word or (obj := parse.child(content, "dobj", "nsubjpass")) is None:
        return False
    if parse.dep[obj] == "nsubjpass" and parse.child(content, "agent") is None and parse.lemma[content] == "target":
        return False
    verb = parse.lemma[content]
    return any(f"{verb} {noun}" in lexicon.breaches for noun in object_nouns(parse, obj))


def _prepositions(parse: Parse, clause: Clause) -> list[str]:
    """Return the prepositions that follow a verb, also those whose object the parser did not find."""
    return [parse.lower[c] for c in parse.children[clause.word] if c > clause.word and parse.dep[c] in ("prep", "dative")]


def _declares_jointly(parse: Parse, clause: Clause, key: str) -> bool:
    """Say whether several sides declare a ceasefire together: that is an agreement, not a concession."""
    return (
        key.endswith(("ceasefire", "truce", "cease-fire", "cessation"))
        and clause.agent is not None
        and len(parse.conjuncts(clause.agent)) > 1
    )


def _phrase_keys(parse: Parse, clause: Clause) -> list[str]:
    """Return what a clause could be called in the lexicon, longest first."""
    if clause.nominal:
        return _noun_keys(parse, clause)
    bare, full = clause.bare, clause.lemma
    keys = [f"{full} {noun}" for noun in object_nouns(parse, clause.patient)]
    if full != bare:
        keys += [f"{bare} {noun}" for noun in object_nouns(parse, clause.patient)]
    for preposition, words in clause.preps.items():
        for word in words:
            noun = parse.lemma[word]
            keys += [f"{full} {preposition} {noun}", f"{bare} {preposition} {noun}"]
            if clause.patient is None and preposition not in _OF_PLACE_AND_TIME:
                keys.append(f"{bare} {noun}")
    keys += [f"{bare} {preposition}" for preposition in _prepositions(parse, clause)]
    keys += [f"{bare} {parse.lemma[c]}" for c in parse.children[clause.word] if parse.dep[c] in ("xcomp", "acomp", "oprd", "advmod")]
    if clause.agent is not None:
        keys.append(f"{parse.lemma[clause.agent]} {bare}")
    if full != bare:
        keys.append(full)
    return keys


def object_nouns(parse: Parse, word: int | None, depth: int = 0) -> list[str]:
    """Return the lemmas an object goes by: its compounds with it, itself, its conjuncts, its "of" tail."""
    if word is None:
        return []
    nouns = []
    for w in parse.conjuncts(word):
        lemma = parse.lemma[w]
        compounds = [parse.lemma[c] for c in parse.children[w] if parse.dep[c] in ("compound", "amod") and c < w]
        nouns += [*(f"{c} {lemma}" for c in compounds), lemma, parse.lower[w]]
        nouns += [parse.lemma[c] for c in parse.children[w] if parse.dep[c] == "compound" and c < w]
        if depth == 0 and (of := parse.child(w, "prep")) is not None and parse.lower[of] == "of":
            nouns += object_nouns(parse, parse.child(of, "pobj"), depth=1)
    return nouns


def _noun_keys(parse: Parse, clause: Clause) -> list[str]:
    noun = clause.lemma
    keys = []
    if clause.light is not None:
        particle = parse.child(clause.light, "prt")
        light = parse.lemma[clause.light] + (f" {parse.lower[particle]}" if particle is not None else "")
        keys += [f"{light} {name}" for name in object_nouns(parse, clause.word)]
    keys += [
        f"{parse.lemma[c]} {noun}" for c in parse.children[clause.word] if parse.dep[c] in ("compound", "amod", "nmod") and c < clause.word
    ]
    keys += [f"{noun} {name}" for name in object_nouns(parse, clause.patient)]
    h = parse.head[clause.word]
    if parse.dep[clause.word] in ("nsubj", "nsubjpass", "dobj") and parse.pos[h] == "VERB":
        bare = parse.lemma[h]
        keys.append(f"{noun} {bare}" if parse.dep[clause.word] == "nsubj" else f"{bare} {noun}")
    return keys
