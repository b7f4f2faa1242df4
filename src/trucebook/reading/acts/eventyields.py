"""Yields: halts, orders to stand down, captives let go and convoys let through, told by verbs that mean it only together.

Invariant: each rests on two words, the verb and what it is done to or what follows it.
"""

from trucebook.reading.acts.eventtypes import Typed, TypeLexicon, object_nouns, type_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes

_HALTING = frozenset({"halt", "suspend", "stop", "cease", "end", "hold", "stand"})
_DRAWING = frozenset({"withdraw", "retreat", "leave", "pull", "fall", "evacuate", "return"})
_ORDERING = frozenset({"tell", "order", "instruct", "direct", "command"})
_OWN = frozenset({"his", "her", "its", "their", "our", "my"})
_FREEING = frozenset({"go", "leave", "return", "depart"})
_PASSING = frozenset({"pass", "enter", "cross", "reach"})
_ATTACKERS = frozenset({"rebel", "fighter", "militant", "insurgent", "gunman", "jihadist", "terrorist"})
_FORCE = frozenset({"ASSAULT", "COERCE"})


def yielded(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return RETREAT for "stopped shelling", "told his fighters to suspend operations", "let eleven soldiers go", "the captives
    were liberated", MOBILIZE for "army engineers entered the town"; None where nothing of the kind is told."""
    if clause.nominal:
        return None
    parse = notes.parse
    for told in (_stood_down(parse, clause, lexicon), _stopped(notes, clause, lexicon), _let_go(parse, clause, lexicon)):
        if told is not None:
            return told
    if clause.bare == "turn" and parse.lower[clause.word + 1 : clause.word + 2] == ["back"] and clause.assertion in ("happened", "ongoing"):
        return _turned_back(clause)
    if clause.lemma == "break" and _into_ground(notes, clause, lexicon):
        return Typed("ASSAULT", None, clause.word, "break into ground", False)
    if clause.lemma in ("liberate", "rescue") and lexicon.captives.intersection(object_nouns(parse, clause.patient)):
        return Typed("RETREAT", "release", clause.word, "liberate captive", False)
    if clause.lemma == "liberate" and clause.patient is None and lexicon.captives.intersection(object_nouns(parse, clause.agent)):
        return Typed("RETREAT", "release", clause.word, "liberate captive", False)
    if (
        clause.lemma in ("enter", "go in")
        and clause.agent is not None
        and (lexicon.armed - lexicon.aid_nouns).intersection(object_nouns(parse, clause.agent))
    ):
        ground = clause.patient is None or _is_ground(notes, clause.patient, lexicon)
        if (
            ground
            and clause.patient is not None
            and clause.assertion == "happened"
            and _ATTACKERS.intersection(object_nouns(parse, clause.agent))
        ):
            return Typed("ASSAULT", None, clause.word, "fighter enter", True)
        return Typed("MOBILIZE", "troops", clause.word, "troop enter", True) if ground else None
    return None


def _into_ground(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> bool:
    """Say whether armed men break into a place: "fighters broke into Norvik"."""
    armed = clause.agent is not None and bool((lexicon.armed - lexicon.aid_nouns).intersection(object_nouns(notes.parse, clause.agent)))
    return armed and any(_is_ground(notes, w, lexicon) for w in clause.preps.get("into", ()))


def _turned_back(clause: Clause) -> Typed:
    """Return RETREAT for those who turn back, COERCE for those who turn others back."""
    if clause.patient is None:
        return Typed("RETREAT", "withdraw", clause.word, "turn back", True)
    return Typed("COERCE", "restrict", clause.word, "turn back", False)


def _is_ground(notes: Notes, word: int, lexicon: TypeLexicon) -> bool:
    placed = notes.placed.touches(notes.parse.start[word], notes.parse.end[word])
    return placed or bool(lexicon.ground_nouns.intersection(object_nouns(notes.parse, word)))


def _stood_down(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return RETREAT for an order to halt what harms: "told his fighters to suspend operations", or to one's own men to leave."""
    content = parse.child(clause.word, "xcomp", "ccomp")
    if clause.lemma not in _ORDERING or clause.assertion != "happened" or content is None:
        return None
    told = parse.lemma[content]
    if not any(parse.lower[c] == "to" for c in parse.children[content]):
        return None
    whom = clause.patient if clause.patient is not None else parse.child(content, "nsubj")
    armed = whom is None or bool(lexicon.armed.intersection(object_nouns(parse, whom))) or parse.pos[whom] == "PRON"
    own = armed and whom is not None and any(parse.lower[c] in _OWN for c in parse.children[whom])
    if not (armed and (told in _HALTING or (own and told in _DRAWING))):
        return None
    return Typed("RETREAT", "ceasefire" if told in _HALTING else "withdraw", clause.word, f"{clause.lemma} to {told}", False)


def _stopped(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return RETREAT for a side that stops an act of force: "stopped shelling the port"."""
    parse = notes.parse
    content = parse.child(clause.word, "xcomp")
    if clause.lemma not in lexicon.stopping or clause.assertion != "happened" or content is None or parse.tag[content] != "VBG":
        return None
    inner = notes.clause_by_word.get(content)
    kind = type_of(parse, inner, lexicon) if inner is not None else None
    if kind is None or kind.type not in _FORCE or parse.tag[clause.word] not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    return Typed("RETREAT", "ceasefire", clause.word, f"{clause.lemma} {kind.entry}", False)


def _let_go(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return RETREAT for captives who are let go and for convoys that are let pass."""
    if clause.lemma != "let":
        return None
    content = parse.child(clause.word, "ccomp", "xcomp")
    whom = parse.child(content, "nsubj") if content is not None else None
    if content is None or whom is None:
        return None
    done = parse.lemma[content]
    mode = "release" if done in _FREEING else "access" if done in _PASSING else None
    people = lexicon.captives | lexicon.target_nouns | lexicon.aid_nouns
    return Typed("RETREAT", mode, clause.word, f"let {done}", False) if mode and people.intersection(object_nouns(parse, whom)) else None
