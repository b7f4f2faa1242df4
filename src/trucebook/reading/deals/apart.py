"""Apart: what sets a naming apart from an arrangement told before it: a plan beside what was agreed, other partners, a day long gone.

Invariant: an arrangement is left only for what its own namings and their sentences do not tell.
"""

from trucebook.model import ActorValue
from trucebook.reading.deals.answered import is_owned, is_put_forward
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming, torn_participle
from trucebook.reading.deals.petitions import answered_after
from trucebook.reading.deals.telltales import is_dated_title, is_word_given
from trucebook.reading.deals.titles import is_resolved
from trucebook.reading.deals.traits import Traits, is_town
from trucebook.reading.grammar.parse import WEEKDAYS, Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_GAP = 2  # sentences after which a deal between others is another deal
_TRUCES = ("ceasefire", "pause", "offer")
_SIDES = deal_words("sides") | deal_words("armed") | {"opposition"}
_LONG = 6  # sentences after which a new truce of others is another, whatever was told in between
_SORTS = deal_words("sorts") - {"final", "formal", "permanent"}
_FAR = 12  # words behind a verb of making in which its makers are told
_CLAUSE = 25  # words between an arrangement and another told in one sentence with it
_MEANWHILE = {"after", "as", "before", "once", "when", "while"}
_BY_OR_IN = {"at", "between", "by", "in", "on", "through"}
_TIMES = {"day", "hour", "month", "week", "year"}
_BREAKS = {"break", "hiatus", "lull", "pause", "respite", "window"}
_STEM = 4  # letters by which a land and its adjective are one: "Iran", "Iranian"
_MAKING = deal_words("made") | deal_words("bringing") | {"agree", "forge", "initial", "ink", "strike", "work"}
_REPLACING = deal_words("replacing")
_MONTHS = deal_words("months")
_LATEST = {"current", "latest", "new", "newest"}
_ROW = deal_words("row_words")
_RENEWED = {"copy", "renewal", "repeat", "repetition", "replacement", "revival", "successor"}


def is_apart(notes: Notes, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a naming is a plan beside what was agreed, of other makers or partners, or the text to which another one was added."""
    parse = notes.parse
    if _is_dated_apart(parse, namings, naming) or _replaces(parse, namings, naming):
        return True
    if is_plan_apart(parse, namings, naming) or is_of_others(parse, namings, naming) or is_of_other_making(notes, namings, naming):
        return True
    if naming.indefinite and (is_resolved(parse, naming.word) or is_told_beside(parse, namings, naming)):
        return True
    if all(is_word_given(parse, n.word) for n in namings) != is_word_given(parse, naming.word):
        return naming.kind is not None or is_word_given(parse, naming.word)  # "uphold the commitments made in Lomé. … the truce"
    if _is_made_later(parse, naming) or _is_agreed_beside(parse, namings, naming):
        return True
    if is_short_break(parse, namings, naming):
        return True
    if (naming.indefinite or makers(notes, naming)) and is_elsewhere(notes, namings, naming):
        return True
    if naming.indefinite and parse.lower[namings[-1].word] in _ROW:
        return True  # "A third took effect at noon. … They accepted a truce": one of a row is not told anew
    return _is_added_to(parse, namings, naming)


def _is_added_to(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether one text is added to the other: "the protocol to the Adana memorandum"."""
    to = parse.head[naming.word]
    return parse.dep[naming.word] == "pobj" and parse.lower[to] == "to" and any(n.word == parse.head[to] for n in namings)


def _is_dated_apart(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a text named by its day or place ("the declaration of May 11") stands beside what is only called a truce."""
    return naming.kind is None and is_dated_title(parse, naming.word) and all(n.kind in ("ceasefire", "pause") for n in namings)


def _replaces(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether an arrangement replaces what a naming means, or is replaced by it: "The new truce replaces the truce of May"."""
    by = parse.head[naming.word]
    verb = parse.head[by] if parse.dep[naming.word] == "pobj" and parse.dep[by] == "agent" else by
    if verb == naming.word or parse.lemma[verb] not in _REPLACING or parse.dep[naming.word] not in ("dobj", "pobj"):
        return False
    return any(n.word in parse.children_of(verb, "nsubj", "nsubjpass") for n in namings)


def is_plan_apart(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a naming is a plan with an author or a day of its own beside what was agreed: "his draft", "the terms offered in A"."""
    if not naming.offer or any(n.offer or (n.unsure and not n.definite) or n.kind == "offer" for n in namings):
        return False
    return is_owned(parse, naming.word) or is_put_forward(parse, naming.word)


def is_of_other_making(notes: Notes, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a naming tells makers of whom nothing is told by the arrangement: a new deal well after the arrangement was named as
    known ("an understanding that X reached with Y"), or "the truce which X concluded with Y" beside one with makers of its own."""
    parse = notes.parse
    gap = parse.sentence_of[naming.word] - parse.sentence_of[namings[-1].word]
    had = _had_been_made(parse, naming)
    if naming.unsure or gap < (1 if had else _GAP) or not (made := makers(notes, naming)):
        return False
    told = {k for n in namings for w in range(*parse.sentences[parse.sentence_of[n.word]]) for k in _called(notes, w)}
    strangers = [called for called in made if told.isdisjoint(called)]
    if naming.indefinite:
        named = any(n.definite for n in namings) and any(n.definite or n.indefinite for n in namings[1:])
        again = named or all(n.indefinite for n in namings)
        return 2 * len(strangers) >= len(made) + (not had) and (again or had or gap >= _LONG or all(n.offer for n in namings))
    set_off = parse.words[min(naming.last + 1, len(parse) - 1)] == ","
    sort = naming.mods & _SORTS and not any(naming.mods & _SORTS & n.mods for n in namings)
    known = naming.definite and not naming.generic and not set_off and (sort or any(makers(notes, n) for n in namings))
    return bool(known) and len(strangers) == len(made)


def _had_been_made(parse: Parse, naming: Naming) -> bool:
    """Say whether a new one is told as made before what the report tells: "The council had struck a deal with the rebels"."""
    verb = parse.head[naming.word]
    made = parse.dep[naming.word] in ("dobj", "nsubjpass") and _makes(parse, verb)
    by_it = parse.dep[naming.word] == "pobj" and parse.lower[verb] in ("by", "through", "under")
    verb = parse.head[verb] if by_it else verb  # "Fighting had stopped by an agreement which A and B reached"
    before = any(parse.lower[c] == "had" and parse.dep[c] == "aux" for c in parse.children[verb])
    return before and naming.indefinite and (made or by_it)


def makers(notes: Notes, naming: Naming) -> list[set[str]]:
    """Return what each of those is called who are told within a naming to have made it, or between whom it stands."""
    parse = notes.parse
    below = [c for c in parse.children[naming.word] if c > naming.word]
    made = [c for c in below if parse.dep[c] in ("acl", "relcl")]
    made += [torn] if (torn := torn_participle(parse, naming.last)) is not None else []
    spans = [_clause(parse, c) for c in made if _makes(parse, c)]
    spans += [range(c, min(parse.right_edge(c), c + _FAR) + 1) for c in below if parse.lower[c] in ("between", "with", "by")]
    return [called for span in (*spans, *_signers(parse, naming)) for called in _names(notes, span)]


def _signers(parse: Parse, naming: Naming) -> list[range]:
    """Return the words for those who are told to make what is new: "A and B concluded a truce", "A and B agreed on a pause"."""
    over = parse.head[naming.word]
    verb = parse.head[over] if parse.dep[naming.word] == "pobj" and parse.lower[over] in ("on", "to") else over
    agreed = verb == over or parse.lemma[verb] == "agree"
    if not naming.indefinite or parse.dep[naming.word] not in ("dobj", "pobj") or not agreed or not _makes(parse, verb):
        return []
    by = parse.child(verb, "nsubj") if parse.tag[verb] in ("VBD", "VBN") else None
    return [range(parse.left_edge(by), min(parse.right_edge(by), by + _FAR) + 1)] if by is not None else []


def is_told_beside(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a new one is told in one sentence with an arrangement that is known: "The accord was signed as a five-day pause ran
    out", by the order of the words: the parser tears such clauses apart."""
    here = [n for n in namings if n.definite and not n.unsure and parse.sentence_of[n.word] == parse.sentence_of[naming.word]]
    if not here or naming.unsure or naming.offer or not 1 < naming.first - here[-1].word < _CLAUSE:
        return False
    last = min(naming.word + _CLAUSE, parse.sentences[parse.sentence_of[naming.word]][1])
    told = any(parse.tag[j] in ("VBD", "VBZ", "VBP") for j in range(naming.last + 1, last))
    return told and parse.lower[naming.first - 1] in _MEANWHILE


def is_about(parse: Parse, naming: Naming, other: Naming) -> bool:
    """Say whether a truce is what a bare accord is about: "the Oslo accord on a definitive ceasefire"."""
    leading = parse.head[naming.word]
    beside = leading == other.last + 1 or parse.head[leading] == other.word
    return naming.indefinite and naming.kind in ("ceasefire", "pause") and other.generic and beside


def _is_agreed_beside(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a naming tells that it was agreed, where all that was named before it was only offered."""
    near = range(naming.last + 1, min(naming.last + 6, parse.sentences[parse.sentence_of[naming.word]][1]))
    verbs = (c for c in near if parse.tag[c] in ("VBN", "VBD") and parse.lemma[c] in _MAKING)
    made = any(not _BY_OR_IN.isdisjoint(parse.lower[c + 1 : c + 2]) for c in verbs)
    return made and not naming.offer and naming.kind in ("evacuation", "exchange") and all(n.offer for n in namings)


def _is_made_later(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming is told to have been made some time after what was told: "the truce brokered by Niger a week later"."""
    made = next((c for c in parse.children[naming.word] if parse.dep[c] in ("acl", "relcl") and _makes(parse, c)), None)
    if made is None or naming.unsure:
        return False
    last = min(parse.right_edge(made), made + _FAR)
    return any(parse.lower[j] in ("earlier", "later") and parse.lemma[j - 1] in _TIMES for j in range(made + 1, last + 1))


def is_short_break(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a new one is a pause for relief beside a truce that is known: "In place of the truce the army offered a daily pause"."""
    told = naming.indefinite and not naming.unsure and parse.lemma[naming.word] in _BREAKS
    known = any(n.definite or n.indefinite for n in namings) and any(n.kind == "ceasefire" for n in namings)
    return told and known and not any(n.kind == "pause" or parse.lemma[n.word] in _BREAKS for n in namings)


def is_elsewhere(notes: Notes, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a new one holds at a place of its own, of which nothing is told where the arrangement is named: "In Malakal a truce
    negotiated by priests has held since June"."""
    parse = notes.parse
    if naming.unsure or naming.offer or parse.sentence_of[naming.word] - parse.sentence_of[namings[-1].word] < 1:
        return False
    if not any(n.definite or n.indefinite for n in namings):
        return False  # only a heading has told of it
    first = parse.sentences[parse.sentence_of[naming.word]][0]
    spot = next((j for j in range(first + 1, min(first + 4, naming.first)) if parse.pos[j] == "PROPN"), None)
    if parse.lower[first] not in ("in", "at", "near") or spot is None or not is_town(notes, spot):
        return False
    told = {w for n in namings for w in parse.words[slice(*parse.sentences[parse.sentence_of[n.word]])]}
    return parse.words[spot] not in told


def _makes(parse: Parse, verb: int) -> bool:
    return parse.lemma[verb] in _MAKING and parse.child(verb, "neg") is None


def _clause(parse: Parse, verb: int) -> range:
    """Return the words of a clause that tells who made something, by their order: the parser tears rows of names apart."""
    last = min(verb + _FAR, parse.sentences[parse.sentence_of[verb]][1])
    return range(parse.left_edge(verb), next((j for j in range(verb + 1, last) if parse.tag[j] in ("VBD", "VBZ", "MD")), last))


def _names(notes: Notes, span: range) -> list[set[str]]:
    """Return what each name in a row of words is called, save the places behind "in" and the like."""
    found: list[set[str]] = []
    for w in span:
        called = _called(notes, w)
        if called and w - 1 in span and _called(notes, w - 1) and found:
            found[-1] |= called
        elif called and notes.parse.lower[w - 1] not in ("at", "in", "near", "on"):
            found.append(called)
    return found


def _called(notes: Notes, word: int) -> set[str]:
    """Return the first letters of a name and of the actor that it means, so that "Russian" and "Moscow" are one."""
    parse = notes.parse
    if not parse.words[word][:1].isupper() or parse.pos[word] not in ("PROPN", "ADJ") or parse.lower[word] in _MONTHS | set(WEEKDAYS):
        return set()
    actor = actor_at(notes, word)
    name = actor.value.name if actor is not None and isinstance(actor.value, ActorValue) else None
    return {parse.lower[word][:_STEM], *((name.lower().split()[-1][:_STEM],) if name else ())}


def is_of_others(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a new naming stands between partners whom no sentence on the arrangement tells: "an arrangement between X and Y"."""
    if not (naming.indefinite and naming.generic) or parse.sentence_of[naming.word] - parse.sentence_of[namings[-1].word] <= _GAP:
        return False
    if any(n.kind not in _TRUCES for n in namings):
        return False
    sides = _partners(parse, naming)
    told = {w for n in namings for w in parse.lower[slice(*parse.sentences[parse.sentence_of[n.word]])]}
    return len(sides) > 1 and told.isdisjoint(sides) and not all(w.removesuffix("s") in _SIDES for w in sides)


def _partners(parse: Parse, naming: Naming) -> set[str]:
    """Return the head words of "between A and B", in lower case."""
    between = (c for c in parse.children[naming.word] if parse.lower[c] == "between")
    return {parse.lower[k] for c in between for p in parse.children[c] for k in parse.conjuncts(p)}


def is_listed_in(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a naming is told after a colon as what a plan of its sentence holds: "his draft: a ceasefire and talks"."""
    here = parse.sentence_of[naming.word]
    plans = (n for n in namings if n.offer and parse.sentence_of[n.word] == here and n.word < naming.word)
    return any(":" in parse.words[n.word : naming.word] for n in plans)


def shares_names(parse: Parse, namings: list[Naming], naming: Naming) -> bool:
    """Say whether a bare deal is of a place that a sentence on the arrangement names, whatever was named in between."""
    if not any(n.generic for n in namings):
        return False
    return bool(_names_in(parse, naming) & set().union(*(_names_in(parse, n) for n in namings)))


def _names_in(parse: Parse, naming: Naming) -> set[str]:
    """Return the names behind "in", "of" and "from" in the sentence of a naming."""
    words = range(*parse.sentences[parse.sentence_of[naming.word]])
    return {parse.words[j] for j in words if parse.pos[j] == "PROPN" and parse.lower[parse.head[j]] in ("in", "from", "of")}


def is_renewed_by(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming is what another arrangement renews or replaces: "The truce is a renewal of the terms agreed in May"."""
    of = parse.head[naming.word]
    return parse.dep[naming.word] == "pobj" and parse.lower[of] == "of" and parse.lemma[parse.head[of]] in _RENEWED


def is_taken_by_itself(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming is a truce that was only called for and then accepted: it is none of those told before."""
    return naming.indefinite and naming.unsure and answered_after(parse, naming.word) is not None


def is_of_another_time(fresh: bool, gone: bool, traits: Traits, naming: Naming) -> bool:
    """Say whether a naming of weeks ago stands beside one of these days, or the other way round with a new naming."""
    return (fresh and not gone and traits.gone) or (
        gone and not fresh and traits.fresh and (naming.indefinite or bool(naming.mods & _LATEST))
    )
