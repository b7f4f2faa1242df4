"""Binding: the acts of a report that something binds, each once and with words of its own.

Invariant: an act is bound once; the words of two acts in a row do not overlap.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trucebook.reading.deals.actspans import act_span
from trucebook.reading.deals.appeals import find_appeals
from trucebook.reading.deals.bonds import find_bond
from trucebook.reading.deals.carried import find_carried, is_told
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.duties import find_beside, find_duties, going_on
from trucebook.reading.deals.fates import Fate, find_fates
from trucebook.reading.deals.gapping import freed_after, gapped_after, of_rows, rows_after
from trucebook.reading.deals.givenfor import find_conditions, find_given
from trucebook.reading.deals.governing import ANNOUNCING
from trucebook.reading.deals.grounds import Bond, Ground
from trucebook.reading.deals.lifted import find_lifted
from trucebook.reading.deals.obligations import Act, Acts, Frames
from trucebook.reading.deals.observing import find_halted, find_kept
from trucebook.reading.deals.overseen import find_overseen
from trucebook.reading.deals.owing import debtor_of, subject_of
from trucebook.reading.deals.ownbonds import FAR, parties_must
from trucebook.reading.deals.parts import find_parts
from trucebook.reading.deals.rowmates import find_nounmates, find_rowmates
from trucebook.reading.deals.seeming import is_no_term
from trucebook.reading.deals.telling import Told, by_telling, find_told
from trucebook.reading.deals.tellings import refusing_word
from trucebook.reading.deals.unapplied import find_unapplied
from trucebook.reading.deals.underwhich import find_under_which
from trucebook.reading.grammar.parse import Parse

_KEPT = "bound acts"  # the name under which they are kept with their parse
_REACH = 13
_NEIGHBOURS = 12  # acts to either side that can stand in one another's span


@dataclass(frozen=True)
class Bound:
    """An act with its bond and its span of words."""

    act: Act
    bond: Bond
    first: int
    last: int
    fate: Fate | None = None  # what the report tells of it, that it was done, is under way or was not done
    weighed: bool = False  # whether the learned head added it
    retyped: bool = False  # whether its action comes from the learned heads of actions


def bind(acts: Acts, ground: Ground) -> list[Bound]:
    """Return what the agreements of a report bind somebody to, in text order. It is worked out once for the same namings: what is found
    later of how an agreement stands changes no term."""
    parse = acts.parse
    named = [(word, claim.id) for word, claim in ground.words], {word: claim.id for word, claim in ground.at.items()}
    if parse.kept.get(_KEPT, (None,))[0] != named:
        bound = _outermost(parse, _bound(acts, ground))
        parse.kept[_KEPT] = named, _once(parse, _clipped(parse, _with_gapped(parse, _with_captives(parse, _joined(parse, bound)))))
    claims = {claim.id: claim for claim in ground.at.values()}
    known: list[Bound] = parse.kept[_KEPT][1]
    return [replace(b, bond=replace(b.bond, agreement=claims[b.bond.agreement.id])) for b in known]


def _bound(acts: Acts, ground: Ground) -> list[Bound]:
    """Return the acts that something binds, and the duties that told terms name in other words."""
    parse, frames = acts.parse, acts.frames
    told = find_told(parse, ground, frames)
    spoken = ground.with_words([(t.word, t.agreement) for t in told.values() if t.speaks])
    bound: list[Bound] = []
    loose: list[Act] = []
    for act in (act for sentence in _within_reach(parse, ground, told) for act in acts.of(sentence)):
        if _only_names(parse, frames, ground, act) or is_no_term(parse, act):
            continue
        bond = by_telling(parse, told, act, find_bond(parse, frames, spoken, act))
        if bond is not None:
            bound.append(Bound(act, bond, *act_span(parse, act)))
        else:
            loose.append(act)
    bound += [Bound(*given) for given in find_given(parse, frames, spoken, _pairs(bound))]
    bound += _spanned(parse, find_duties(parse, frames, ground, told, _words(bound)))
    bound += _spanned(parse, find_beside(parse, frames, ground, going_on(parse, told, _pairs(bound)), _words(bound)))
    bound += _spanned(parse, find_under_which(parse, frames, ground, _words(bound)))
    bound += _spanned(parse, find_conditions(parse, frames, ground, _pairs(bound)))
    mates = find_rowmates(parse, frames, _pairs(bound))
    bound += _spanned(parse, [*mates, *find_nounmates(parse, frames, ground.at, _pairs(bound))])
    bound = [_in_promised_row(parse, b, bound) for b in bound]
    bound = _merged(parse, _with_fates(parse, frames, ground, bound, loose))
    return bound + _told_as_done(parse, frames, ground, bound)


def _only_names(parse: Parse, frames: Frames, ground: Ground, act: Act) -> bool:
    """Say whether an act only names an agreement ("a halt to the raids took hold"), and is not announced, given or asked for as a term."""
    if act.word not in ground.at or "terms" in ground.at[act.word].fields or parse.is_infinitive(act.word):
        return False
    told = _is_pledged(parse, frames, act) or _is_comprised(parse, ground, act)
    return not (told or _is_announced(parse, act) or _is_given(parse, act) or _is_asked(parse, frames, act))


def _spanned(parse: Parse, told: Iterable[tuple[Act, Bond]]) -> list[Bound]:
    """Return acts with their bonds as bound acts, each with its own words."""
    return [Bound(act, bond, *act_span(parse, act)) for act, bond in told]


def _pairs(bound: list[Bound]) -> list[tuple[Act, Bond]]:
    return [(b.act, b.bond) for b in bound]


def _words(bound: list[Bound]) -> set[int]:
    return {b.act.word for b in bound}


def _with_fates(parse: Parse, frames: Frames, ground: Ground, bound: list[Bound], loose: list[Act]) -> list[Bound]:
    """Return the acts with what is told of the promised ones; what only tells of a promise not kept is no term."""
    terms = [(b.act, b.bond) for b in bound if b.bond.kind in _LASTING_BONDS]
    unmet = [b.act for b in bound if b.bond.kind in ("refuse", "fail")]
    unwilling = [b.act for b in bound if b.act not in unmet and refusing_word(parse, b.act) is not None]
    fates = find_fates(parse, frames, ground, terms, loose + unmet + unwilling)
    fates |= {w: Fate("under_way", v) for w, v in find_parts(parse, [a for a, _ in terms]).items() if w not in fates}
    unapplied = find_unapplied(parse, ground)
    fates |= {a.word: Fate("breached", unapplied[b.agreement.id]) for a, b in terms if b.agreement.id in unapplied}
    told = {f.act for f in fates.values()} & {a.word for a in unmet}
    return [replace(b, fate=fates.get(b.act.word)) for b in bound if b.act.word not in told]


def _merged(parse: Parse, bound: list[Bound]) -> list[Bound]:
    """Return the acts without those that tell as done, under an agreement, what another sentence promises: the promise is under way."""
    merged: list[Bound] = []
    done = {b.act.word: b for b in bound if b.bond.kind == "under" and b.act.action in ("depart", "release") and is_told(parse, b.act.word)}
    told: set[int] = set()
    for b in bound:
        same = [
            d
            for w, d in done.items()
            if b.bond.kind in ("told", "provide", "promise")
            and not b.act.nominal
            and (d.act.action, d.bond.agreement.id) == (b.act.action, b.bond.agreement.id)
            and parse.sentence_of[w] != parse.sentence_of[b.act.word]
            and _of_the_same(parse, b.act, d.act)
        ]
        told |= {d.act.word for d in same}
        merged.append(replace(b, fate=Fate("under_way", same[0].act.word)) if same and b.fate is None else b)
    return [b for b in merged if b.act.word not in told]


def _of_the_same(parse: Parse, promised: Act, done: Act) -> bool:
    """Say whether what was done is what was promised: a departure, or the release of the same people."""
    if done.action == "depart" or promised.theme is None or done.theme is None:
        return True
    one, other = (parse.lemma[t] for t in (promised.theme, done.theme))
    return one == other or parse.pos[done.theme] in ("PRON", "NUM") or parse.pos[promised.theme] in ("PRON", "NUM")


def _told_as_done(parse: Parse, frames: Frames, ground: Ground, bound: list[Bound]) -> list[Bound]:
    """Return what nothing binds and yet is told of an agreement: it is kept, carried out, or asked for by its name."""
    acts = {b.act.word for b in bound}
    told = [Bound(*kept) for kept in (*find_kept(parse, ground, acts), *find_halted(parse, frames, ground, acts))]
    promised = {
        (b.act.action, b.bond.agreement.id)
        for b in bound
        if b.bond.kind != "under" and not b.act.nominal and parse.lemma[b.bond.word] != "see"
    }
    carried = (*find_carried(parse, frames, ground, acts), *find_lifted(parse, frames, ground, acts))
    told += [c for c in (Bound(*c) for c in carried) if (c.act.action, c.bond.agreement.id) not in promised]
    told += [Bound(*seen) for seen in find_overseen(parse, [(b.act.word, b.bond, b.last) for b in bound])]
    return told + [Bound(*appeal) for appeal in find_appeals(parse, frames, ground, acts)]


def _in_promised_row(parse: Parse, b: Bound, bound: list[Bound]) -> Bound:
    """Return an act whose verb has one form for now and then with the bond of the promise before it: "agreed to hold fire, let aid in"."""
    if b.bond.kind != "under" or parse.lower[b.act.word] not in _ONE_FORM:
        return b
    here = parse.sentence_of[b.act.word]
    before = (k for k in reversed(bound) if k.act.word < b.act.word and parse.sentence_of[k.act.word] == here and k.bond.kind == "promise")
    first = next(before, None)
    return b if first is None else replace(b, bond=first.bond)


_ONE_FORM = {"cut", "let", "put", "set", "shut"}


def _is_announced(parse: Parse, act: Act) -> bool:
    """Say whether a halt to fire, which names the truce, is what somebody announces: he promises it."""
    halt = act.nominal and act.action == "cease_fire" and act.theme is not None and parse.lemma[act.word] in _HALTS
    return halt and parse.dep[act.word] == "dobj" and parse.lemma[parse.head[act.word]] in ANNOUNCING


def _is_pledged(parse: Parse, frames: Frames, act: Act) -> bool:
    """Say whether a halt to fire, which names the truce, is what a side says it will do: "pledged that its guns would fall silent"."""
    if act.nominal or act.action != "cease_fire" or parse.dep[act.word] != "ccomp":
        return False
    over = parse.lemma[parse.head[act.word]]
    coming = any(parse.lower[c] in ("will", "would", "shall") for c in parse.children_of(act.word, "aux"))
    return coming and over in frames.terms["promise_verbs"] | ANNOUNCING | {"inform"}


def _is_comprised(parse: Parse, ground: Ground, act: Act) -> bool:
    """Say whether a halt to fire is part of what a paper holds: "a plan that comprised an immediate cessation of hostilities"."""
    top = parse.first_conjunct(act.word)
    holds = act.nominal and parse.dep[top] == "dobj" and parse.lemma[parse.head[top]] in ("comprise", "contain", "include")
    paper = subject_of(parse, parse.head[top]) if holds else None
    return paper is not None and (paper in ground.at or parse.lemma[paper] in _PAPERS)


_PAPERS = deal_words("papers_with_terms")


def _is_given(parse: Parse, act: Act) -> bool:
    """Say whether a halt to fire, which names the truce, is what is given in exchange: "in return for a pause in the fighting"."""
    prep = parse.head[act.word]
    given = act.nominal and act.action == "cease_fire" and parse.dep[act.word] == "pobj" and parse.lower[prep] == "for"
    return given and parse.lower[max(0, prep - 1)] in ("exchange", "return")


def _is_asked(parse: Parse, frames: Frames, act: Act) -> bool:
    """Say whether a halt to fire is what somebody asks for, or what a text holds: "called for a lasting halt to the fighting"."""
    prep = parse.head[act.word]
    asked = act.nominal and act.action == "cease_fire" and act.theme not in (None, act.word) and parse.dep[act.word] == "pobj"
    verb = parse.lemma[parse.head[prep]]
    return asked and parse.lower[prep] == "for" and verb in frames.terms["demand_verbs"] | {"provide"} and parse.lemma[act.word] in _ENDS


_ENDS = {"cessation", "end", "halt", "pause", "stop", "suspension"}
_HALTS = {"halt", "stop", "suspension"}


def _within_reach(parse: Parse, ground: Ground, told: dict[int, Told]) -> list[int]:
    """Return the sentences that lie within reach of a naming, and those that tell terms."""
    wanted: set[int] = set(told)
    for w in ground.at:
        s = parse.sentence_of[w]
        wanted.update(range(max(0, s - _REACH), min(len(parse.sentences), s + _REACH + 1)))
        beyond = range(s + _REACH + 1, min(len(parse.sentences), s + FAR + 1))
        wanted.update(k for k in beyond if k not in wanted and parties_must(parse, k))
    return sorted(wanted)


def _outermost(parse: Parse, bound: list[Bound]) -> list[Bound]:
    """Drop an act inside another one's span where both say the same, or where the inner is its mere object."""
    kept: list[Bound] = []
    verbs = {b.act.word for b in bound if not b.act.nominal}
    done_to = {(b.act.theme, b.act.action) for b in bound if not b.act.nominal}
    bound = [b for b in bound if not b.act.nominal or not (_does_it(parse, b.act.word, verbs) or (b.act.word, b.act.action) in done_to)]
    for b in sorted(bound, key=lambda b: (b.first, -b.last)):
        inside = [k for k in kept[-_NEIGHBOURS:] if k.first <= b.act.word <= k.last and k.act.word != b.act.word]
        coordinate = parse.first_conjunct(b.act.word)
        if any(k.act.action == b.act.action and parse.first_conjunct(k.act.word) != coordinate for k in inside):
            continue
        if any(k.act.theme == b.act.word for k in inside):
            continue
        if any(k.act.action in ("aid", "lift_siege") and k.act.theme == b.act.theme is not None for k in inside):
            continue
        if inside and b.act.theme is not None and parse.pos[b.act.theme] == "PRON":
            continue
        if parse.lemma[b.act.word] == "passage" and b.act.nominal and any(k.act.action in ("aid", "lift_siege") for k in inside):
            continue  # "allow aid convoys safe passage"
        kept.append(b)
    return kept


def _does_it(parse: Parse, noun: int, verbs: set[int]) -> bool:
    """Say whether a noun is who does a bound act, and no act itself: "a joint force is to take over the gates"."""
    verb = parse.head[noun]
    if parse.tag[noun + 1 : noun + 2] == ["MD"] or parse.lower[noun + 1 : noun + 2] in (["is"], ["are"], ["was"], ["were"]):
        return parse.dep[noun] == "conj"
    return parse.dep[noun] == "nsubj" and (verb in verbs or parse.child(verb, "xcomp") in verbs)


def _joined(parse: Parse, bound: list[Bound]) -> list[Bound]:
    """Return the acts with coordinated verbs of one leaving made one ("leave the town and be taken north"), and without an
    "other" that only passes a demand on ("press the army to withdraw")."""
    joined: list[Bound] = []
    for b in sorted(bound, key=lambda b: b.act.word):
        before = next(
            (k for k in joined[: -_NEIGHBOURS - 1 : -1] if k.act.action == b.act.action and parse.head[b.act.word] == k.act.word), None
        )
        if before is not None and b.act.action == "depart" and parse.dep[b.act.word] == "conj" and b.first - before.last <= 3:
            joined[joined.index(before)] = replace(before, last=b.last)
        else:
            joined.append(b)
    return [
        b
        for n, b in enumerate(joined)
        if b.act.action != "other" or not any(b.act.word < k.act.word <= b.last for k in joined[n : n + _NEIGHBOURS])
    ]


def _with_captives(parse: Parse, bound: list[Bound]) -> list[Bound]:
    """Return the releases with those of others in the same row as releases of their own ("swap prisoners and the bodies of the dead")."""
    split: list[Bound] = []
    for b in bound:
        split.append(b)
        if b.act.action == "release" and not b.act.nominal and b.bond.kind in _LASTING_BONDS:
            split += [
                Bound(replace(b.act, word=held, theme=None, nominal=True), replace(b.bond, debtor=owner), held_first, held)
                for owner, held_first, held in freed_after(parse, b.act.word)
            ]
        if b.act.action == "release" and b.act.nominal:
            split += [Bound(replace(b.act, word=w, theme=None), b.bond, first, last) for first, w, last in of_rows(parse, b.act.word)]
        if b.act.action != "release" or b.act.nominal or b.act.theme is None:
            continue
        owner = debtor_of(parse, b.act.word, b.act.action, b.act.theme, nominal=False)
        before = b.act.theme < b.act.word
        for first, head, last in rows_after(parse, b.act.theme):
            word = b.act.theme if before else head
            spans = parse.noun_phrase(word) if before else (first, last)
            row = Bound(replace(b.act, word=word, theme=None, nominal=True), replace(b.bond, debtor=owner), *spans)
            split.append(row)
            break
    return sorted(split, key=lambda b: b.act.word)


def _with_gapped(parse: Parse, bound: list[Bound]) -> list[Bound]:
    """Return the acts with those whose verb is left out in a row ("… and the rebels to their camps")."""
    rows = [
        Bound(replace(b.act, word=head, theme=None, nominal=True), replace(b.bond, debtor=head), first, last)
        for b in bound
        if not b.act.nominal and b.act.action in ("withdraw", "depart", "return", "deploy", "disarm") and b.bond.kind in _LASTING_BONDS
        for first, head, last in gapped_after(parse, b.act.word, b.last)
    ]
    taken = {r.act.word for r in rows}
    return sorted([*(b for b in bound if b.act.word not in taken), *rows], key=lambda b: b.act.word)


_LASTING_BONDS = {"told", "promise", "provide", "under", "demand"}


def _clipped(parse: Parse, bound: list[Bound]) -> list[Bound]:
    """Return the acts with each span ended before a coordinated act inside of it."""
    clipped = []
    for n, b in enumerate(bound):
        inner = [
            k.first
            for k in bound[n : n + _NEIGHBOURS]
            if b.act.word < k.act.word <= b.last
            and (parse.dep[k.act.word] in ("conj", "compound") or k.bond.debtor is not None)
            and k.first > b.act.word
        ]
        last = min([b.last, *(i - 1 for i in inner)])
        while last > b.act.word and (parse.pos[last] in ("CCONJ", "PUNCT") or parse.lower[last] in ("as", "well", "to")):
            last -= 1
        clipped.append(replace(b, last=last))
    return clipped


def _once(parse: Parse, bound: list[Bound]) -> list[Bound]:
    """Drop repeats: the same act with the same theme under the same agreement, told again."""
    seen: set[tuple[str, str, str, str]] = set()
    kept = []
    for b in bound:
        theme = parse.lemma[b.act.theme] if b.act.theme is not None else parse.said(b.first, b.last)
        key = (b.bond.agreement.id, b.act.action, parse.lemma[b.act.word], theme)
        if key not in seen:
            kept.append(b)
        seen.add(key)
    return kept
