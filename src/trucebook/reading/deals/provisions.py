"""Provisions: who owes what to whom under an agreement, in exchange for what, and how it stands.

Invariant: every provision names an agreement claim of the same report.
"""

from bisect import bisect_left

from trucebook.codebook import Codebook
from trucebook.model import ActorValue, Claim, Field, Fields, Mention, PlaceValue
from trucebook.reading.deals.binding import Bound, bind
from trucebook.reading.deals.debtorhead import weigh_debtors
from trucebook.reading.deals.debtors import debtor_field
from trucebook.reading.deals.exchanging import with_exchanges
from trucebook.reading.deals.gapping import rows_after
from trucebook.reading.deals.grounds import Ground, ground_of
from trucebook.reading.deals.obligations import Act, Acts, frames_of
from trucebook.reading.deals.observing import only_kept
from trucebook.reading.deals.phrases import actor_field, head_of_field, phrase_of
from trucebook.reading.deals.rowdebtors import with_shared_debtors
from trucebook.reading.deals.termhead import weigh_terms
from trucebook.reading.deals.termstatus import status_of
from trucebook.reading.evidence import ACTION_WEIGHED, DOUBTFUL, WEIGHED, coded, cut, new_claim, of_mention
from trucebook.reading.grammar.lostsubjects import with_subjects
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.headlines import opening_headline_end, title_end
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_FORCES = {
    *("army", "armies", "contingent", "force", "forces", "garrison", "groups", "insurgents", "mercenaries", "militia", "militias"),
    *("paratroopers", "parties", "peacekeepers", "police", "sides", "soldiers", "troops", "units"),
}
_ARMED_KINDS = {"force", "militia", "rebel_group", "state"}
_LEAVING = {"abandon", "clear", "depart", "evacuate", "exit", "leave", "move", "quit", "vacate"}
_OPEN_TO_FATE = ("promised", "unknown")
_ASSERTIONS = {
    "demanded": "demanded",
    "refused": "refused",
    "promised": "announced",
    "under_way": "ongoing",
    "breached": "refused",
}


def find_provisions(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the provision claims of a report in text order."""
    return provisions_under(notes, codebook, notes.agreements, kept=False)


def provisions_under(notes: Notes, codebook: Codebook, agreements: tuple[Claim, ...], *, kept: bool = True) -> tuple[Claim, ...]:
    """Return the provision claims under the given agreements of a report in text order; with `kept` also who is only told to keep the
    truce itself, or not to, which tells its sides and promises nothing."""
    if not agreements:
        return ()
    notes = notes.with_(parse=with_subjects(notes.parse))
    parse, acts = notes.parse, Acts(notes.parse, frames_of(codebook))
    ground = ground_of(parse, agreements)
    bound = [b for b in bind(acts, ground) if kept or not only_kept(parse, acts.frames, b.act, b.bond)]
    terms = _told_in_body(notes, bound if kept else weigh_terms(notes, acts, ground, bound))
    claims = with_shared_debtors(parse, ground, terms, [_claim(notes, ground, b) for b in terms])
    claims = claims if kept else weigh_debtors(notes, terms, claims)
    return tuple(sorted(with_exchanges(parse, ground, terms, claims), key=lambda c: (c.start, c.end)))


def _told_in_body(notes: Notes, kept: list[Bound]) -> list[Bound]:
    """Return bound acts save those of a headline that the body tells again: of the same action, by the same verb or on the same thing."""
    start, headline = notes.parse.start, max(title_end(notes), opening_headline_end(notes))
    body = {key for b in kept if start[b.act.word] >= headline for key in _keys(notes.parse, b.act)}
    return [b for b in kept if start[b.act.word] >= headline or not body & _keys(notes.parse, b.act)]


def _keys(parse: Parse, act: Act) -> set[tuple[str, str]]:
    """Return the action of an act with its own word and with the word of what it is about."""
    return {(act.action, parse.lemma[w]) for w in (act.word, act.theme) if w is not None}


def _claim(notes: Notes, ground: Ground, bound: Bound) -> Claim:
    """Return the claim of a bound act."""
    parse, act, bond = notes.parse, bound.act, bound.bond
    start, end = parse.start[_with_passive_subject(parse, act, bound.first)], parse.end[bound.last]
    status, cue = _standing(parse, bound)
    debtor = debtor_field(notes, ground, bound)
    action = _moved_by(notes, act, debtor)
    fields: Fields = {
        "agreement": coded(bond.agreement.id),
        "action": cut(parse.text, parse.start[act.word], parse.end[act.word], action),
        "status": cut(parse.text, parse.start[cue], parse.end[cue], status),
    }
    fields |= _found(debtor=debtor, object=_object(parse, act), beneficiary=_beneficiary(notes, act)) | _where_and_when(
        notes, act, start, end
    )
    return new_claim(
        notes.report,
        "provision",
        start,
        end,
        key=action,
        assertion=_ASSERTIONS.get(status, "happened"),
        score=DOUBTFUL if bound.weighed else 0.6,
        reasons=(f"{bond.kind}: {parse.words[bond.word]}", *_weighed(bound)),
        fields=fields,
    )


def _weighed(bound: Bound) -> tuple[str, ...]:
    """Return the reasons of a bound act that learned heads gave: that it is a term, or only its action."""
    if bound.weighed:
        return (WEIGHED,)
    return (ACTION_WEIGHED,) if bound.retyped else ()


def _found(**fields: Field | None) -> Fields:
    """Return the fields that were found."""
    return {name: field for name, field in fields.items() if field is not None}


def _standing(parse: Parse, bound: Bound) -> tuple[str, int]:
    """Return how a bound act stands and the word that says so: a promise stands by what is told of its keeping."""
    status = status_of(parse, bound.act, bound.bond)
    if bound.fate is not None and (status in _OPEN_TO_FATE or (status == "demanded" and bound.fate.status == "refused")):
        return bound.fate.status, bound.fate.word
    return status, bound.bond.word


def _moved_by(notes: Notes, act: Act, debtor: Field | None) -> str:
    """Return the action of an act: a state, an army or an armed body that leaves a place pulls its forces back."""
    if debtor is None or act.action != "depart":
        return act.action
    pulled = not act.nominal and notes.parse.lemma[act.word] in _LEAVING and _is_body(notes, debtor)
    return "withdraw" if pulled or _is_state(notes, debtor) else act.action


def _is_body(notes: Notes, debtor: Field) -> bool:
    """Say whether those who leave are an army, a unit or a named armed body, and not fighters or people one by one."""
    parse = notes.parse
    head = head_of_field(parse, debtor)
    if head is None:
        return False
    if parse.lower[head] in _FORCES:
        return not any(parse.tag[c] == "CD" for c in parse.children[head])  # "the 900 soldiers and their families"
    return parse.pos[head] == "PROPN" and isinstance(debtor.value, ActorValue) and debtor.value.kind in _ARMED_KINDS


def _object(parse: Parse, act: Act) -> Field | None:
    """Return what an act is about, where it is told by a word of its own."""
    if act.theme is None or act.theme == act.word:
        return None
    first, last = phrase_of(parse, act.theme)
    return cut(parse.text, parse.start[first], parse.end[last])


def _where_and_when(notes: Notes, act: Act, start: int, end: int) -> Fields:
    """Return the place and the day told inside the words of an act."""
    place, due = _inside(notes.places, start, end), _inside(notes.periods, start, end)
    if due is not None and _is_of_the_past(notes.parse, act.word, due):
        due = None
    return _found(place=of_mention(place) if place is not None else None, due=of_mention(due) if due is not None else None)


def _with_passive_subject(parse: Parse, act: Act, first: int) -> int:
    """Return where the words of an act begin: at what it is done to, where that stands before it ("Schools will be reopened")."""
    subject = None if act.nominal else parse.child(act.word, "nsubjpass")
    over = parse.head[parse.first_conjunct(act.word)]
    if subject is None and parse.child(act.word, "auxpass") is not None and parse.lemma[over] == "be":
        subject = parse.child(over, "nsubj")  # "The prisoners are to be exchanged"
        subject = None if parse.dep[act.word] == "conj" else subject
    if subject is None or subject > act.word or parse.tag[subject] in ("WDT", "WP"):
        return first
    begin = parse.left_edge(subject)
    row = rows_after(parse, subject) if act.action == "release" else []
    if row:
        begin = row[-1][0]  # the others of the row are told by a provision of their own
    return begin if act.word - begin <= 20 and parse.sentence_of[begin] == parse.sentence_of[act.word] else first


def _is_state(notes: Notes, debtor: Field) -> bool:
    """Say whether a debtor is a state, by its actor or as the name of a country alone."""
    if isinstance(debtor.value, ActorValue):
        return debtor.value.kind == "state"
    named = _inside(notes.places, debtor.start, debtor.end) if debtor.start is not None and debtor.end is not None else None
    return (
        named is not None
        and isinstance(named.value, PlaceValue)
        and named.value.precision == "country"
        and (named.start, named.end) == (debtor.start, debtor.end)
    )


def _is_of_the_past(parse: Parse, verb: int, period: Mention) -> bool:
    """Say whether a period tells when something else happened: "lift the siege it imposed at the end of June"."""
    head = parse.head_of(period.start, period.end)
    between = [a for a in parse.ancestors(head) if a > verb] if head is not None else []
    return any(parse.dep[a] in ("relcl", "acl") and parse.tag[a] in ("VBD", "VBN") for a in between)


def _inside(mentions: tuple[Mention, ...], start: int, end: int) -> Mention | None:
    """Return the first mention that begins in a character span; mentions lie in text order."""
    at = bisect_left(mentions, start, key=lambda m: m.start)
    return mentions[at] if at < len(mentions) and mentions[at].start < end else None


def _beneficiary(notes: Notes, act: Act) -> Field | None:
    """Return to whom something is done, where the words name somebody."""
    parse = notes.parse
    for c in parse.children[act.word]:
        if parse.dep[c] in ("prep", "dative") and parse.lower[c] == "to":
            for k in parse.children[c]:
                if parse.dep[k] == "pobj" and k != act.theme and actor_at(notes, k) is not None:
                    return actor_field(notes, k)
    return None
