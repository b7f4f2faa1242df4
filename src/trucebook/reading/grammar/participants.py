"""Participants: the agent and the patient of a verb or of a noun that names an act, found along the grammar.

Invariant: what is returned is a word of the same sentence's grammar, or None; a relative pronoun is never returned, its
antecedent is.
"""

from trucebook.reading.grammar.parse import Parse

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_BLAMED = frozenset(
    {"accuse", "blame", "suspect", "charge", "convict", "condemn", "denounce", "criticize", "criticise", "prevent", "stop", "ban", "bar"}
)
_RESULTS = frozenset({"kill", "wound", "injure", "leave", "destroy", "damage", "cause", "displace", "force", "trigger", "spark", "prompt"})
_APPEALING = frozenset({"call", "appeal", "plead", "prevail", "count", "shout", "wait", "press"})
_PATIENT_PREPS = ("against", "on", "upon", "at", "into", "towards", "toward", "over")
_REACH = 12


def is_passive(parse: Parse, i: int) -> bool:
    """Say whether verb i stands in the passive, by its own auxiliary or by one it shares in a coordination."""
    for c in parse.children[i]:
        if parse.dep[c] in ("auxpass", "nsubjpass"):
            return True
    if parse.tag[i] != "VBN":
        return False
    if parse.dep[i] == "conj" and parse.child(i, "nsubj", "aux") is None:
        h = parse.head[i]
        return h != i and parse.pos[h] == "VERB" and is_passive(parse, h)
    return parse.dep[i] == "acl"


def surface_subject(parse: Parse, i: int, depth: int = 0) -> int | None:
    """Return the grammatical subject of verb i: its own, or the one it shares by coordination, control or as a participle."""
    own = parse.child(i, "nsubj", "nsubjpass")
    if own is not None:
        return antecedent(parse, own, i)
    h = parse.head[i]
    if h == i or depth > _REACH:
        return None
    dep = parse.dep[i]
    if dep in ("conj", "xcomp", "advcl", "ccomp") and parse.pos[h] in ("VERB", "AUX"):
        if dep == "xcomp" and (controlled := _controlled(parse, h, i)) is not None:
            return controlled
        return surface_subject(parse, h, depth + 1)
    if dep == "acl" and _tells_result(parse, i):
        return surface_subject(parse, _verb_above(parse, h), depth + 1)
    if dep in ("conj", "xcomp", "acl") and parse.pos[h] in ("ADJ", "NOUN", "PROPN"):
        return _subject_by_noun(parse, i, h, depth)
    if dep == "relcl":
        return h
    if dep == "pcomp":
        return _subject_of_gerund(parse, h, depth)
    return None


def _tells_result(parse: Parse, i: int) -> bool:
    """Say whether a participle after an object tells what the whole act did: "a mine hit the bus, killing five"."""
    h = parse.head[i]
    return parse.tag[i] == "VBG" and parse.lemma[i] in _RESULTS and parse.dep[h] in ("dobj", "pobj", "nsubjpass")


def _verb_above(parse: Parse, i: int) -> int:
    return next((a for a in parse.ancestors(i) if parse.pos[a] in ("VERB", "AUX")), i)


def _controlled(parse: Parse, h: int, i: int) -> int | None:
    """Return who is to do i by the will of verb h: its object, or whom it calls on ("called on both sides to stop")."""
    controlled = parse.child(h, "dobj", "dative")
    if controlled is not None and controlled < i:
        inner = parse.child(controlled, "pobj") if parse.pos[controlled] == "ADP" else controlled
        return None if inner is None else antecedent(parse, inner, h)
    if parse.lemma[h] in _APPEALING:
        for c in parse.children[h]:
            if parse.dep[c] == "prep" and parse.lower[c] in ("on", "upon", "to", "for", "with") and c < i:
                return parse.child(c, "pobj")
    return None


def _subject_by_noun(parse: Parse, i: int, h: int, depth: int) -> int | None:
    """Subject of a participle or infinitive that hangs on a noun or adjective: "fighters besieging", "their refusal to leave"."""
    if parse.dep[i] == "acl" and not parse.is_infinitive(i):
        return h
    if parse.pos[h] == "ADJ":
        return surface_subject(parse, parse.head[h], depth + 1) if parse.pos[parse.head[h]] in ("VERB", "AUX") else None
    return _owner(parse, h, depth)


def _owner(parse: Parse, noun: int, depth: int) -> int | None:
    """Return whose act a noun is: its possessor, its "by", or the subject of the verb whose object it is."""
    return first_known(
        possessor(parse, noun), by_agent(parse, noun), _doer_of_object(parse, noun, depth), _subject_within(parse, noun, depth)
    )


def _subject_within(parse: Parse, noun: int, depth: int) -> int | None:
    """Return the subject of the verb that a noun depends on by a preposition: "they were on the verge of", "in the act of"."""
    preposition = parse.head[noun]
    verb = parse.head[preposition]
    if parse.dep[noun] == "pobj" and parse.lower[preposition] in ("on", "in", "at") and parse.pos[verb] in ("VERB", "AUX"):
        return surface_subject(parse, verb, depth + 1)
    return None


def first_known(*words: int | None) -> int | None:
    """Return the first word that is not None; word 0 counts."""
    return next((w for w in words if w is not None), None)


def _doer_of_object(parse: Parse, noun: int, depth: int) -> int | None:
    """Subject of the verb whose object a noun is: "X made a decision" for "decision"."""
    h = parse.head[noun]
    if parse.dep[noun] in ("dobj", "attr") and parse.pos[h] in ("VERB", "AUX"):
        return surface_subject(parse, h, depth + 1)
    return None


def _subject_of_gerund(parse: Parse, preposition: int, depth: int) -> int | None:
    """Subject of "of shelling", "for breaking", "after seizing": the one accused, else the governing verb's subject."""
    h = parse.head[preposition]
    if parse.pos[h] in ("VERB", "AUX"):
        if parse.lemma[h] in _BLAMED and parse.lower[preposition] in ("of", "for", "from", "with", "over"):
            blamed = parse.child(h, "dobj", "nsubjpass")
            if blamed is not None:
                return antecedent(parse, blamed, h)
        return surface_subject(parse, h, depth + 1)
    verb = parse.head[h]
    if parse.dep[h] in ("dobj", "nsubjpass") and parse.lemma[verb] in _BLAMED:
        return antecedent(parse, h, verb)
    if parse.pos[h] == "NOUN":
        return _owner(parse, h, depth)
    return None


def antecedent(parse: Parse, i: int, verb: int) -> int:
    """Return word i, or what it refers to where it is the relative pronoun of the clause of `verb`."""
    if parse.lower[i] in RELATIVE and parse.tag[i] in ("WDT", "WP", "IN", "DT"):
        for v in (verb, *parse.ancestors(verb)):
            if parse.dep[v] == "relcl":
                return parse.head[v]
    return i


def by_agent(parse: Parse, i: int) -> int | None:
    """Return the head word of the "by" phrase of word i, or None; a gerund after "by" is a means, no agent."""
    for c in parse.children[i]:
        if parse.dep[c] in ("agent", "prep") and parse.lower[c] == "by":
            inner = parse.child(c, "pobj")
            if inner is not None and parse.pos[inner] in ("NOUN", "PROPN", "PRON", "ADJ"):
                return inner
    return None


def possessor(parse: Parse, noun: int) -> int | None:
    """Return the possessor of a noun ("the army's", "its"), or None."""
    return parse.child(noun, "poss")


def prepositions(parse: Parse, i: int) -> dict[str, list[int]]:
    """Return preposition → head words of its objects, conjuncts included, for the phrases that hang on word i."""
    found: dict[str, list[int]] = {}
    for c in parse.children[i]:
        if parse.dep[c] in ("prep", "dative", "agent"):
            inner = parse.child(c, "pobj")
            if inner is not None:
                found.setdefault(parse.lower[c], []).extend(parse.conjuncts(inner))
            elif (chained := parse.child(c, "prep")) is not None and (inner := parse.child(chained, "pobj")) is not None:
                found.setdefault(parse.lower[chained], []).extend(parse.conjuncts(inner))
    return found


def verb_roles(parse: Parse, i: int, passive: bool) -> tuple[int | None, int | None, int | None]:
    """Return agent, patient and recipient of verb i."""
    subject, obj, dative = surface_subject(parse, i), _object(parse, i), parse.child(i, "dative")
    if dative is not None and parse.pos[dative] == "ADP":
        dative = parse.child(dative, "pobj")
    if passive:
        if parse.dep[i] == "acl":
            subject = parse.head[i]
        agent = by_agent(parse, i)
        return (agent, obj, subject) if obj is not None else (agent, subject, dative)
    if parse.dep[i] in ("advcl", "xcomp", "conj") and parse.child(i, "nsubj") is None and _voice_breaks(parse, i):
        subject = by_agent(parse, parse.head[i])
    return subject, obj, dative


def _voice_breaks(parse: Parse, i: int) -> bool:
    """Say whether a participle hangs on a passive: in "was hit, killing five" the one hit did not kill."""
    h = parse.head[i]
    return parse.dep[i] == "advcl" and parse.tag[i] == "VBG" and parse.pos[h] == "VERB" and is_passive(parse, h)


def _object(parse: Parse, i: int) -> int | None:
    """Return the object of verb i: its own, its relative clause's antecedent, or the one shared by the verb beside it."""
    own = parse.child(i, "dobj")
    if own is not None:
        return antecedent(parse, own, i)
    if parse.dep[i] == "relcl" and _is_reduced_object_relative(parse, i):
        return parse.head[i]
    for c in parse.children[i]:
        if parse.dep[c] == "conj" and parse.pos[c] == "VERB" and c - i <= 3 and parse.child(c, "nsubj") is None:
            return parse.child(c, "dobj")
    return None


def _is_reduced_object_relative(parse: Parse, i: int) -> bool:
    """Say whether verb i has its own subject and no place for an object but its antecedent: "the town the army shelled"."""
    subject = parse.child(i, "nsubj")
    if subject is None or parse.lower[subject] in RELATIVE:
        return False
    return not any(parse.dep[c] in ("ccomp", "xcomp", "prep", "advmod", "nsubjpass") and c > i for c in parse.children[i])


def noun_roles(
    parse: Parse, i: int, light: int | None, *, doers: frozenset[int], dates: frozenset[int], undergone: bool, done_by: bool
) -> tuple[int | None, int | None]:
    """Return agent and patient of event noun i.

    `light` is the verb that only carries it ("launched" of "launched a raid"); `doers` the words that act when they
    modify a noun ("rebel fire", "Russian raids"); `undergone` is true where the possessor undergoes the act ("the hostages' release"),
    `done_by` where "of" names who acts ("the withdrawal of the troops").
    """
    agent, preps = by_agent(parse, i), prepositions(parse, i)
    if parse.dep[i] == "nsubj" and (verb := parse.head[i]) != i and parse.child(verb, "dobj") is None:
        preps = {p: w for p, w in prepositions(parse, verb).items() if p in ("between", "with", "against")} | preps
    patient = _undergoing(preps, _PATIENT_PREPS, dates)
    owner, of = possessor(parse, i), next(iter(preps.get("of", ())), None)
    if "between" in preps:
        pair = preps["between"]
        return first_known(agent, pair[0]), first_known(patient, pair[1] if len(pair) > 1 else None)
    if "with" in preps:
        patient = first_known(patient, preps["with"][0])
    if owner is not None:
        if agent is None and (not undergone or of is not None):
            agent = owner
        elif patient is None:
            patient = owner
    if of is not None:
        if done_by and agent is None:
            agent = of
        elif patient is None:
            patient = of
    if agent is None and of is not None and of == patient:
        agent = by_agent(parse, of)
    agent, patient = _misattached(parse, i, light, agent, patient, dates)
    if agent is None:
        agent = _doing_modifier(parse, i, doers)
    if light is not None:
        agent, patient = _light_roles(parse, light, agent, patient, dates)
    return first_known(agent, _blamed_agent(parse, i)), patient


def _misattached(
    parse: Parse, i: int, light: int | None, agent: int | None, patient: int | None, dates: frozenset[int]
) -> tuple[int | None, int | None]:
    """Fill the roles of an object from phrases the parser hung on its verb: "condemned the killing of a nurse by guards"."""
    h = parse.head[i]
    if light is not None or parse.dep[i] != "dobj" or parse.pos[h] != "VERB" or is_passive(parse, h):
        return agent, patient
    after = parse.noun_phrase(i)[1] + 1
    beside = {parse.lower[c]: parse.child(c, "pobj") for c in parse.children[h] if c == after and parse.dep[c] in ("prep", "agent")}
    patient = first_known(patient, next((w for p, w in beside.items() if p in ("on", "against") and w not in dates), None))
    return first_known(agent, beside.get("by")), patient


def _undergoing(preps: dict[str, list[int]], wanted: tuple[str, ...], dates: frozenset[int]) -> int | None:
    """Return the first object of the wanted prepositions that is no date."""
    return next((w for p in wanted for w in preps.get(p, ())[:1] if w not in dates), None)


def _light_roles(parse: Parse, light: int, agent: int | None, patient: int | None, dates: frozenset[int]) -> tuple[int | None, int | None]:
    """Fill the roles of an event noun from the verb that carries it."""
    if agent is None:
        agent = by_agent(parse, light) if is_passive(parse, light) else surface_subject(parse, light)
    if patient is None and agent is not None and is_passive(parse, light):
        patient = _undergoing(prepositions(parse, agent), ("against", "on"), dates)
    if patient is None:
        preps = prepositions(parse, light)
        reached = _undergoing(preps, (*_PATIENT_PREPS, "with"), dates)
        patient = first_known(reached, parse.child(light, "dative"))
        if patient is not None and parse.pos[patient] == "ADP":
            patient = parse.child(patient, "pobj")
    return agent, patient


def _blamed_agent(parse: Parse, i: int) -> int | None:
    """Return the one blamed for act i: "accused the army of attacks"."""
    preposition = parse.head[i]
    if parse.dep[i] != "pobj" or parse.lower[preposition] not in ("of", "for"):
        return None
    h = parse.head[preposition]
    if parse.pos[h] == "VERB" and parse.lemma[h] in _BLAMED:
        return parse.child(h, "dobj", "nsubjpass")
    return h if parse.dep[h] in ("dobj", "nsubjpass") and parse.lemma[parse.head[h]] in _BLAMED else None


def _doing_modifier(parse: Parse, i: int, doers: frozenset[int]) -> int | None:
    """Return the modifier that names who acts: a nationality or a force before an event noun."""
    return next((c for c in parse.children[i] if c < i and c in doers and parse.dep[c] in ("amod", "nmod", "compound")), None)


def find_doers(parse: Parse, forces: frozenset[str]) -> frozenset[int]:
    """Return the words that name who acts when they modify an event noun: `forces`, nationalities, organisations."""
    found = {i for i, w in enumerate(parse.lower) if w in forces}
    for first, last, label in parse.entities:
        if label in ("NORP", "ORG"):
            found.update(i for i in range(first, last) if parse.words[i][:1].isupper())
    return frozenset(found)


def find_dates(parse: Parse) -> frozenset[int]:
    """Return the words that the parser takes for dates and times: they take part in nothing."""
    return frozenset(i for first, last, label in parse.entities if label in ("DATE", "TIME") for i in range(first, last))


def _tells_on(parse: Parse, i: int, word: int) -> bool:
    """Say whether a relative clause goes on with the act before it: "shot three men who ran from the mill on Monday"."""
    first = parse.left_edge(i)
    return (
        word < parse.head[i] < first
        and parse.tag[i] == "VBD"
        and parse.dep[i] == "relcl"
        and parse.lower[first - 1] != ","
        and parse.lower[first] in RELATIVE
        and parse.child(i, "aux") is None
    )


def is_elsewhere(parse: Parse, i: int, word: int, *, goes_on: bool = True) -> bool:
    """Say whether a word stands in a clause of its own that the act at `word` is no part of: a relative clause, a participle
    after another noun, or what somebody is accused of ("of firing on Monday").

    With `goes_on` a relative clause that only goes on with the act ("men who ran from the mill on Monday") is none.
    """
    around = {word, *parse.ancestors(word)}
    for h in (i, *parse.ancestors(i)):
        if h in around:
            return False
        relative = parse.dep[h] == "relcl" or (parse.dep[h] == "acl" and parse.tag[h] == "VBN")
        if relative and parse.head[h] != word and not (goes_on and _tells_on(parse, h, word)):
            return True
        if parse.dep[h] == "pcomp" and parse.lower[parse.head[h]] in ("of", "for"):
            return True
    return False
