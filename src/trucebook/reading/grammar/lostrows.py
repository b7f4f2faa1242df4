"""Lost rows: verbs that the parser hung on the verb over a row, or on a word inside its last item, instead of on the row ("urged both to
hold fire, refrain from hate speech and send delegates", "promised to let monitors go where they wish, to free captives").

Invariant: only verbs in their bare form, without subject or modal, are moved, in a copy, and only to a verb of the row before them in
their sentence.
"""

from trucebook.reading.grammar.parse import Parse

SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"}
_SEPARATORS = {",", ";", "and", "or", "but", "nor"}
_BETWEEN = {"not", "never", "then", "also", "finally", "instead", "immediately", "fully"}
_TIED = {"conj", "dep", "ccomp", "advcl", "parataxis", "xcomp"}
_FAR = 40  # words between the items of a row
_UNDER = {"xcomp", "ccomp", "advcl", "acl", "conj", "dep", "relcl"}


def give_rows(parse: Parse) -> bool:
    """Hang bare verbs on the row of infinitives that they go on, in place, and say whether there were any."""
    dep, head, given = parse.dep, parse.head, False
    led = {h for d, h in zip(dep, head, strict=True) if d in SUBJECTS}
    helped = led | {h for d, h in zip(dep, head, strict=True) if d in ("aux", "mark")}
    modals = {head[i] for i, tag in enumerate(parse.tag) if tag == "MD" and dep[i] == "aux"}
    for verb, tag in enumerate(parse.tag):
        if tag not in ("VB", "VBP") or dep[verb] not in _TIED or parse.pos[verb] != "VERB" or verb in led:
            continue
        over = head[verb]
        if _opens_with_to(parse, verb):
            first = _item_before(parse, verb)
            first = None if first == over or _ends_aside(parse, verb) else first
            first = first if first is None or first < over < verb or _goes_on(parse, verb) else None
        elif verb in helped or not _opens_item(parse, verb):
            continue
        else:
            first = _row_under(parse, over, verb, modals) if over < verb and parse.tag[over] != "VB" else None
        if first is not None and all(a != verb for a in parse.ancestors(first)):
            head[verb], dep[verb], parse.tag[verb] = first, "conj", "VB"
            given = True
    return given


def give_split_objects(parse: Parse) -> bool:
    """Part two verbs with an object each that the parser took for one phrase ("name a new cabinet | and call elections", "lift the siege
    | and free all captives"), and say whether there were any."""
    dep, head, given = parse.dep, parse.head, False
    for verb in [i for i, d in enumerate(dep) if d == "conj" and (parse.tag[i] == "VB" or parse.lower[i] == "free")]:
        mine = head[verb]
        theirs = head[mine]
        over = head[theirs]
        if dep[mine] not in ("nmod", "compound") or not over < mine < verb < theirs or parse.pos[over] != "VERB":
            continue
        for j in range(over + 1, verb):
            if head[j] == theirs:
                head[j] = mine if j < mine else over
        head[mine], dep[mine] = over, "dobj"
        head[theirs], dep[theirs] = verb, "dobj"
        head[verb], dep[verb] = over, "conj"
        parse.pos[verb], parse.tag[verb] = "VERB", "VB"
        given = True
    return given


def give_freed(parse: Parse) -> bool:
    """Give "set free" the object that the parser hung on "free" alone ("undertakes to set free | all prisoners"), and say whether there
    were any."""
    dep, head, given = parse.dep, parse.head, False
    for free in [i for i, low in enumerate(parse.lower) if low == "free" and i and parse.lemma[i - 1] == "set"]:
        verb = free - 1
        things = [j for j in range(free + 1, min(free + _FAR, len(parse))) if head[j] == free and dep[j] == "dobj"]
        if not things or parse.pos[verb] != "VERB" or any(a == free for a in (verb, *parse.ancestors(verb))):
            continue
        for j in range(free + 1, min(free + _FAR, len(parse))):
            if head[j] == free:
                head[j] = verb
        head[free], dep[free] = verb, "oprd"
        given = True
    return given


def give_joined_subjects(parse: Parse) -> bool:
    """Join the two of whom a bare verb is told where the parser took the first for what is seen or let ("will see 150 rebels and their
    families | leave"), and say whether there were any."""
    dep, head, given = parse.dep, parse.head, False
    for second in [i for i, d in enumerate(dep) if d == "nsubj" and dep[head[i]] == "conj" and parse.tag[head[i]] in ("VB", "VBP")]:
        verb = head[second]
        over = head[verb]
        and_ = next((j for j in range(second - 1, over, -1) if head[j] != second), over)
        first = next((j for j in range(over + 1, and_) if head[j] == over and dep[j] == "dobj"), None)
        if parse.lemma[over] not in _WITH_BARE_VERB or first is None or parse.lower[and_] != "and" or head[and_] != over:
            continue
        head[and_], head[second], dep[second] = first, first, "conj"
        head[verb], dep[verb], parse.tag[verb] = over, "ccomp", "VB"
        head[first], dep[first] = verb, "nsubj"
        given = True
    return given


_WITH_BARE_VERB = {"have", "help", "let", "make", "see", "watch"}


def give_that_clauses(parse: Parse) -> bool:
    """Make the verb over a row of clauses with "that" the sentence's own, where the parser took the second of the row for it ("demanded
    that A be freed, that B be tried"), and say whether there were any."""
    dep, head, given = parse.dep, parse.head, False
    marked = {head[i] for i, low in enumerate(parse.lower) if low == "that" and dep[i] == "mark"}
    for verb in [v for v in marked if head[v] == v]:
        first = parse.sentences[parse.sentence_of[verb]][0]
        over = next((k for k in range(first, verb) if head[k] == verb and dep[k] == "ccomp" and k not in marked), None)
        said = next((k for k in marked if head[k] == over and dep[k] == "ccomp" and over is not None and over < k < verb), None)
        if over is not None and said is not None:
            head[over], dep[over] = over, "ROOT"
            head[verb], dep[verb] = said, "conj"
            given = True
    return given


def _opens_with_to(parse: Parse, verb: int) -> bool:
    """Say whether a verb opens an item of its row by "to": ", to free captives", "and not to recruit boys"."""
    to = verb - 1
    if to < 1 or parse.lower[to] != "to":
        return False
    return parse.lower[to - 1] in _SEPARATORS or (parse.lower[to - 1] == "not" and parse.lower[max(0, to - 2)] in _SEPARATORS)


def _goes_on(parse: Parse, verb: int) -> bool:
    """Say whether a verb is an item of a row by the "and" before it, or before an item after it, and no purpose."""
    if parse.lower[verb - 2] in ("and", "or"):
        return True
    last = parse.sentences[parse.sentence_of[verb]][1]
    return any(
        parse.lower[j] == "to" and parse.lower[j - 1] in ("and", "or") and parse.tag[j + 1] == "VB" for j in range(verb + 1, last - 1)
    )


def _ends_aside(parse: Parse, verb: int) -> bool:
    """Say whether the comma before "to" only ends an aside: "allow relief supplies, as the mission asked, to reach all"."""
    if parse.words[verb - 2] != ",":
        return False
    opened = next((j for j in range(verb - 3, max(0, verb - _FAR), -1) if parse.words[j] == ","), None)
    return opened is not None and parse.lower[opened + 1] in ("as", "if", "when", "where", "which", "who")


def _item_before(parse: Parse, verb: int) -> int | None:
    """Return the verb of the item before, itself with "to" behind a separator or the first of the row under the verb over it."""
    for k in range(verb - 2, max(0, verb - _FAR), -1):
        if parse.sentence_of[k] != parse.sentence_of[verb] or parse.words[k] in (";", ":", '"', "”", "“"):
            return None
        if parse.tag[k] != "VB" or parse.lower[k - 1] != "to":
            continue
        if parse.head[k] == verb:
            return None
        if _opens_with_to(parse, k) or (parse.dep[k] in ("xcomp", "acl", "ccomp") and parse.tag[parse.head[k]] != "VB"):
            return k
    return None


def _opens_item(parse: Parse, verb: int) -> bool:
    """Say whether a verb in its bare form stands right behind a comma or "and", small words apart."""
    if parse.lower[verb] != parse.lemma[verb]:
        return False
    before = verb - 1
    while before > 0 and parse.lower[before] in _BETWEEN:
        before -= 1
    return before > 0 and parse.lower[before] in _SEPARATORS


def _row_under(parse: Parse, over: int, verb: int, modals: set[int]) -> int | None:
    """Return the first infinitive, or verb with a modal, below a verb, with nothing but its own words up to the later verb, or None."""
    found = None
    for k in range(over + 1, verb):
        if parse.words[k] in (";", ":", '"', "”", "“"):
            return None
        below = over in (parse.head[k], parse.head[parse.head[k]])
        item = parse.lower[k - 1] in ("to", "not") or k in modals
        if parse.tag[k] == "VB" and item and below and parse.dep[k] in _UNDER:
            found = k if found is None else found
    return found
