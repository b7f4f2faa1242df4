"""Lost rows: bare verbs that the parser hung on the verb over a row of infinitives instead of on the row ("urged both to hold fire,
refrain from hate speech and send delegates").

Invariant: only verbs in their bare form, without subject or helping verb, are moved, in a copy, and only to an infinitive before them in
their sentence.
"""

from trucebook.reading.grammar.parse import Parse

_SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"}
_SEPARATORS = {",", ";", "and", "or", "but", "nor"}
_BETWEEN = {"not", "never", "then", "also", "finally", "instead", "immediately", "fully"}
_TIED = {"conj", "dep", "ccomp", "advcl", "parataxis", "xcomp"}
_UNDER = {"xcomp", "ccomp", "advcl", "acl", "conj", "dep", "relcl"}


def give_rows(parse: Parse) -> bool:
    """Hang bare verbs on the row of infinitives that they go on, in place, and say whether there were any."""
    dep, head, given = parse.dep, parse.head, False
    helped = {h for d, h in zip(dep, head, strict=True) if d in _SUBJECTS or d in ("aux", "mark")}
    for verb, tag in enumerate(parse.tag):
        if tag not in ("VB", "VBP") or verb in helped or dep[verb] not in _TIED or not _opens_item(parse, verb):
            continue
        over = head[verb]
        first = _row_under(parse, over, verb) if over < verb and parse.tag[over] != "VB" else None
        if first is not None:
            head[verb], dep[verb], parse.tag[verb] = first, "conj", "VB"
            given = True
    return given


def _opens_item(parse: Parse, verb: int) -> bool:
    """Say whether a verb in its bare form stands right behind a comma or "and", small words apart."""
    if parse.pos[verb] != "VERB" or parse.lower[verb] != parse.lemma[verb].lower():
        return False
    before = verb - 1
    while before > 0 and parse.lower[before] in _BETWEEN:
        before -= 1
    return before > 0 and parse.lower[before] in _SEPARATORS


def _row_under(parse: Parse, over: int, verb: int) -> int | None:
    """Return the first infinitive below a verb, with nothing but its own words up to the later verb, or None."""
    found = None
    for k in range(over + 1, verb):
        if parse.words[k] in (";", ":", '"', "”", "“"):
            return None
        below = over in (parse.head[k], parse.head[parse.head[k]])
        if parse.tag[k] == "VB" and parse.lower[k - 1] in ("to", "not") and below and parse.dep[k] in _UNDER:
            found = k if found is None else found
    return found
