"""Lost subjects: nouns that the parser, for want of a comma, put into the phrase before the verb they are the subject of, and objects
that it put into a phrase of their own.

Invariant: only verbs without such a subject or object are touched, in a copy; no word changes its sentence, and no circle is made.
"""

from collections.abc import Iterator
from itertools import islice

from trucebook.reading.grammar.lostrows import SUBJECTS, give_freed, give_joined_subjects, give_rows, give_split_objects, give_that_clauses
from trucebook.reading.grammar.parse import WEEKDAYS, Parse
from trucebook.reading.grammar.passiverows import give_passive_rows

_FINITE = {"was", "were", "is", "are", "has", "have", "had"}
_PLURAL = {"were", "are", "have"}
_SINGULAR = {"was", "is", "has"}
_LOOSE = {"dobj", "conj", "appos", "npadvmod", "attr", "oprd", "dep"}
_OWN = {"det", "amod", "nummod", "poss", "predet", "quantmod", "compound", "nmod", "advmod", "case", "punct"}
_NOUNS = {"NOUN", "PROPN"}
_EITHER = {"aircraft", "police", "personnel", "people", "army", "government", "militia"}  # of which both "is" and "are" is said
_TAKING_CLAUSES = frozenset(  # after which a clause may stand bare
    "add admit agree allow argue ask assume believe bet claim decide demand deny doubt ensure expect fear feel find"
    " guarantee have hear help hope insist know let make mean note pray propose recommend report require say see"
    " show suggest swear tell think understand urge want warn watch wish".split()
)
HIDDEN_VERBS = {"clear", "empty", "free", "open", "secure", "separate", "spare"}  # verbs that the parser takes for adjectives after "to"
_HELD = {"captive", "detainee", "hostage", "inmate", "prisoner"}
_ON_THE_WAY = {"come", "get", "go", "lead", "move", "return", "switch", "turn"}  # after which they are adjectives
_NEAR = 8
_KEPT = "with_subjects"


def with_subjects(parse: Parse) -> Parse:
    """Return a parse in which verbs after a lost comma have their subjects ("Under the pact guards were to leave"): itself where none
    is lost, else a copy, made once."""
    if _KEPT not in parse.kept:
        copy = parse.loose_copy()
        parse.kept[_KEPT] = copy if _give_back(copy) else parse
    kept: Parse = parse.kept[_KEPT]
    return kept


def _give_back(parse: Parse) -> bool:
    """Hang lost subjects on their verbs, in place, and say whether there were any."""
    dep, head, pos, given = parse.dep, parse.head, parse.pos, False
    firsts = {first for first, _ in parse.sentences}
    served = {h for d, h in zip(dep, head, strict=True) if d in SUBJECTS}
    for i, low in enumerate(parse.lower):
        if (low not in _FINITE and parse.tag[i] != "MD") or not i or pos[i - 1] not in _NOUNS or i in firsts:
            continue
        verb = head[i] if dep[i] in ("aux", "auxpass") else i
        if verb in served or verb < i or pos[verb] not in ("VERB", "AUX") or _is_said(parse, verb):
            continue
        found = _subject_before(parse, i)
        if found is not None and not _is_over(parse, found[0], verb):
            _attach(parse, verb, *found)
            served.add(verb)
            given = True
    mended = [
        give(parse)
        for give in (
            _give_objects,
            _give_infinitives,
            _give_particles,
            _give_passives,
            give_freed,
            give_split_objects,
            give_joined_subjects,
            give_rows,
            give_that_clauses,
            give_passive_rows,
        )
    ]
    mended += [_raise(parse, first, last) for first, last in parse.sentences]
    return given or any(mended)


def _give_objects(parse: Parse) -> bool:
    """Give verbs in a row without commas the objects that the parser took for subjects of the next one ("hand over maps release all
    captives and leave"), and say whether there were any."""
    dep, head, given = parse.dep, parse.head, False
    objects = {h for d, h in zip(dep, head, strict=True) if d in ("dobj", "nsubjpass")}
    bound = {h for d, h in zip(dep, head, strict=True) if d in ("aux", "mark", "neg")}
    for noun in [i for i, d in enumerate(dep) if d == "nsubj" and parse.pos[i] in _NOUNS]:
        later = head[noun]
        over = _verb_before(parse, noun, head[later])
        if not over < noun < later or dep[later] not in ("advcl", "ccomp", "conj", "dep") or parse.tag[later] not in ("VB", "VBP"):
            continue
        if over in objects or later in bound or parse.lemma[over] in _TAKING_CLAUSES or parse.pos[over] != "VERB":
            continue
        between = range(over + 1, _first_of(parse, noun))
        if parse.tag[over] in ("VB", "VBP") and len(between) <= 1 and all(dep[j] in ("prt", "advmod") for j in between):
            head[noun], dep[noun], dep[later] = over, "dobj", "conj"
            given = True
    return given


def _verb_before(parse: Parse, noun: int, over: int) -> int:
    """Return the infinitive right before a noun's phrase where it hangs on the verb over it, else that verb: "promised to halt raids let
    aid in"."""
    before = _first_of(parse, noun) - 1
    infinitive = parse.tag[before] == "VB" and parse.dep[before] == "xcomp" and parse.lower[before - 1] == "to"
    return before if infinitive and parse.head[before] == over else over


def _give_infinitives(parse: Parse) -> bool:
    """Make verbs of what the parser took for adjectives behind "to" ("are to free hostages", "promised to clear mines"), and say whether
    there were any."""
    given = False
    for i in range(1, len(parse)):
        if (
            parse.lower[i] in HIDDEN_VERBS
            and parse.pos[i] == "ADJ"
            and parse.lower[i - 1] == "to"
            and (over := _over_hidden(parse, i)) is not None
        ):
            noun = parse.head[i]
            if parse.dep[i] == "amod":
                parse.dep[noun], parse.head[noun] = "dobj", i
                parse.dep[i], parse.head[i] = "conj" if parse.dep[i - 1] == "conj" else "xcomp", over
            parse.pos[i], parse.tag[i] = "VERB", "VB"
            parse.dep[i - 1], parse.head[i - 1] = "aux", i
            given = True
        elif parse.lower[i] == "free" and parse.dep[i] == "amod" and i > 1 and (over := _before_free(parse, i)) is not None:
            parse.dep[parse.head[i]], parse.head[parse.head[i]] = "dobj", i
            parse.dep[i], parse.head[i] = "conj", over
            parse.pos[i], parse.tag[i] = "VERB", "VB"
            given = True
    return given


def _before_free(parse: Parse, i: int) -> int | None:
    """Return the verb of the row in which "free" is one more verb, for those held are not free: "pull back, free all prisoners"."""
    noun = parse.head[i]
    row = parse.lower[i - 1] in (",", "and") and parse.lemma[noun] in _HELD and parse.dep[noun] in _LOOSE | {"pobj"}
    if not row or noun < i:
        return None
    before = range(i - 1, max(parse.sentences[parse.sentence_of[i]][0], i - 20), -1)
    return next((k for k in before if parse.tag[k] == "VB" and not any(a == noun for a in parse.ancestors(k))), None)


def _over_hidden(parse: Parse, i: int) -> int | None:
    """Return the verb that governs an infinitive taken for an adjective, or None where it is an adjective indeed."""
    noun, to = parse.head[i], i - 1
    if parse.dep[i] == "xcomp" and parse.dep[to] == "aux":
        return noun
    way = parse.head[noun] == to and parse.dep[to] in ("prep", "conj")
    thing = parse.dep[noun] == "dobj" and parse.dep[to] == "aux"
    over = parse.head[to] if way else parse.head[noun]
    if parse.dep[to] == "conj":
        over = next((a for a in islice(parse.ancestors(to), 6) if parse.pos[a] in ("VERB", "AUX")), over)
    if parse.dep[i] != "amod" or not (way or thing) or parse.pos[over] not in ("VERB", "AUX"):
        return None
    return None if parse.lemma[over] in _ON_THE_WAY else over


def _give_passives(parse: Parse) -> bool:
    """Make verbs of the passive of what the parser took for states ("two armies were to be unified"), and say whether there were any."""
    given = False
    for verb, over in enumerate(parse.head):
        to = over - 1
        stands = parse.tag[verb] == "VBN" and parse.dep[verb] == "acomp" and parse.lower[over] == "be" and verb == over + 1
        if stands and parse.lower[to] == "to" and parse.dep[over] == "xcomp" and parse.lemma[parse.head[over]] == "be":
            parse.head[verb], parse.dep[verb], parse.pos[verb] = parse.head[over], "xcomp", "VERB"
            parse.head[over], parse.dep[over] = verb, "auxpass"
            parse.head[to] = verb
            given = True
    return given


def _give_particles(parse: Parse) -> bool:
    """Give a verb the object that the parser hung on its particle ("hand over their mortars"), and say whether there were any."""
    given = False
    for noun, over in enumerate(parse.head):
        if parse.dep[noun] == "pobj" and parse.dep[over] == "prt" and parse.pos[parse.head[over]] == "VERB":
            parse.dep[noun], parse.head[noun] = "dobj", parse.head[over]
            given = True
    return given


def _raise(parse: Parse, first: int, last: int) -> bool:
    """Make a clause that the parser hung on the phrase before it the sentence's own: "As part of the pact rebels have left the fort"."""
    root = next((i for i in range(first, last) if parse.head[i] == i), first)
    if parse.pos[root] not in ("ADP", "SCONJ") or root > first:
        return False
    for verb in range(root + 1, last):
        if parse.dep[verb] != "relcl" or parse.tag[verb] not in ("VBD", "VBZ", "VBP", "VBN", "VB"):
            continue
        inside = [j for j in range(parse.head[verb] + 1, verb) if parse.head[j] == verb]
        if any(parse.dep[j] in SUBJECTS for j in inside) and not any(parse.tag[j] in ("WDT", "WP", "WRB", "WP$") for j in inside):
            parse.head[verb], parse.dep[verb] = verb, "ROOT"
            parse.head[root], parse.dep[root] = verb, "prep"
            return True
    return False


def _is_said(parse: Parse, verb: int) -> bool:
    """Say whether a verb stands in a clause under another verb, whose words are left as they are."""
    over = parse.lemma[parse.head[verb]]
    if parse.dep[verb] == "ccomp" and over not in _TAKING_CLAUSES and parse.head[verb] < verb:
        return False  # "put forward a plan under which A would leave and a unit would take over"
    return parse.dep[verb] in ("ccomp", "advcl", "relcl", "acl", "xcomp") and over != "be"


def _subject_before(parse: Parse, finite: int) -> tuple[int, int] | None:
    """Return the noun whose phrase ends right before a finite word and that is its subject, with the first word of its own phrase."""
    noun = finite - 1
    dep, over = parse.dep[noun], parse.head[noun]
    if dep == "dobj" and parse.dep[over] in ("relcl", "acl"):
        return _holder(parse, noun, finite)  # "the gunmen who reject the deal were"
    first = _split(parse, noun) if dep in ("pobj", "dobj") else None
    if first is None and dep == "pobj" and _is_second(parse, noun, over):
        first = _first_of(parse, noun)  # "announced on Monday fighting is to stop"
    if first is None and dep in ("dobj", "conj", "appos") and not _in_row_of_names(parse, noun):
        first = _first_of(parse, noun)
    if first is not None and _agrees(parse, noun, finite):
        return noun, first
    return _holder(parse, noun, finite)


def _is_second(parse: Parse, noun: int, prep: int) -> bool:
    """Say whether a preposition governs another word right before a noun's phrase already."""
    before = _first_of(parse, noun) - 1
    return before > prep and parse.head[before] == prep and parse.dep[before] == "pobj"


def _split(parse: Parse, noun: int) -> int | None:
    """Return where the phrase of a noun begins that was run together with the one before: "the valley | repair crews"."""
    first = _first_of(parse, noun)
    others = [j for j in range(first, noun) if parse.dep[j] in ("compound", "nmod") and parse.pos[j] in _NOUNS]
    named = bool(others) and parse.pos[others[-1]] == "PROPN" and parse.lower[others[-1]] not in WEEKDAYS
    if not others or parse.tag[noun] == "NNP" or (parse.tag[noun] == "NN" and named):
        return None  # "the Aleppo countryside"
    apart = [j for j in others if parse.dep[j + 1] in ("amod", "nummod", "det", "poss") and parse.words[j] != "-"]
    if apart:
        return apart[-1] + 1
    return others[-1] if len(others) > 1 else noun


def _in_row_of_names(parse: Parse, noun: int) -> bool:
    """Say whether a name stands in a row of names that something governs: "the pact signed by Rahman and Okello is"."""
    return parse.tag[noun] == "NNP" and parse.dep[noun] == "conj" and parse.dep[parse.first_conjunct(noun)] == "pobj"


def _first_of(parse: Parse, noun: int) -> int:
    """Return the first word of a noun's phrase."""
    first = noun
    while first and parse.dep[first - 1] in _OWN and first <= parse.head[first - 1] <= noun:
        first -= 1
    return first


def _holder(parse: Parse, noun: int, finite: int) -> tuple[int, int] | None:
    """Return the noun whose phrases or clauses a noun ends: "Talks in Hanoi are", "the gunmen who reject the deal were"."""
    for over in _above(parse, noun):
        if parse.pos[over] in _NOUNS and parse.dep[over] in _LOOSE and _agrees(parse, over, finite):
            return over, _first_of(parse, over)
    return None


def _above(parse: Parse, noun: int) -> Iterator[int]:
    """Yield the words over a noun that stand near before it, up to the verb its phrases hang on."""
    i = noun
    while noun - _NEAR < parse.head[i] < i and not (parse.dep[i] == "conj" and "," in parse.words[parse.head[i] : i]):
        i = parse.head[i]
        if parse.pos[i] in ("VERB", "AUX") and parse.dep[i] not in ("relcl", "acl"):
            return
        yield i


def _agrees(parse: Parse, noun: int, finite: int) -> bool:
    """Say whether a noun has the number that a finite word wants."""
    if parse.lower[noun] in _EITHER:
        return True
    many = parse.tag[noun] in ("NNS", "NNPS")
    low = parse.lower[finite]
    return (many or low not in _PLURAL) and not (many and low in _SINGULAR)


def _is_over(parse: Parse, noun: int, verb: int) -> bool:
    """Say whether a verb hangs on a noun, so that the noun cannot be its subject without a circle."""
    return noun == verb or any(a == noun for a in parse.ancestors(verb))


def _attach(parse: Parse, verb: int, noun: int, first: int) -> None:
    """Hang a noun on the verb as its subject; the words before its own phrase keep the place that it had."""
    dep, head = parse.dep, parse.head
    before = list(range(_first_of(parse, noun), first))
    if before:
        last = before[-1]
        head[last], dep[last] = head[noun], dep[noun]
        for j in before[:-1]:
            head[j] = last if head[j] >= last else head[j]
    passive = any(head[j] == verb and dep[j] == "auxpass" for j in range(noun, verb))
    head[noun], dep[noun] = verb, "nsubjpass" if passive else "nsubj"
    over = head[verb]
    marked = any(head[j] == verb and dep[j] == "mark" for j in range(max(0, first - 3), verb))
    if over < first and not marked and dep[verb] in ("ccomp", "advcl", "dep") and parse.lemma[over] == "be":
        dep[verb] = "conj"
