"""The event between two given actors: the predicate that connects them, read with what governs and denies it.

Invariant: source and target are the given spans; one event is always returned where the report has a word.
"""

from dataclasses import dataclass

from trucebook.codebook import Codebook
from trucebook.model import Claim, GivenMention
from trucebook.reading.acts.eventfeatures import features_of
from trucebook.reading.acts.eventhead import choose, shipped_head
from trucebook.reading.acts.eventtypes import Typed, TypeLexicon, load_types, type_of
from trucebook.reading.evidence import cut, new_claim
from trucebook.reading.notes import Clause, Notes

_CONFLICT = frozenset({"COERCE", "SANCTION", "ASSAULT", "PROTEST", "MOBILIZE", "THREATEN"})


@dataclass(frozen=True)
class Link:
    """The clauses on the way from source to target, outermost first, each with its type or None."""

    clauses: tuple[Clause, ...]
    types: tuple[Typed | None, ...]


def event_between(notes: Notes, codebook: Codebook, source: GivenMention, target: GivenMention) -> Claim | None:
    """Return the single best event between two given actors, or None for a report without words."""
    parse = notes.parse
    if not len(parse):
        return None
    link = link_between(notes, codebook, source, target)
    lexicon = load_types(codebook)
    ruled, typed, why = decide(link, lexicon)
    choice = choose(features_of(notes, lexicon, link.clauses, source, target, ruled), shipped_head())
    type_ = _unfolded(choice.code, ruled, link)
    if type_ != ruled:
        typed = next((t for t in link.types if t is not None and t.type == type_), typed)
    start, end = _quote(notes, link, typed, source, target)
    word = typed.word if typed is not None else link.clauses[0].word if link.clauses else None
    fields = {
        "type": cut(parse.text, parse.start[word], parse.end[word], type_) if word is not None else cut(parse.text, start, end, type_),
        "source": cut(parse.text, source.start, source.end),
        "target": cut(parse.text, target.start, target.end),
    }
    clause = next((c for c in link.clauses if c.word == word), None)
    return new_claim(
        notes.report,
        "event",
        start,
        end,
        key=type_,
        assertion=clause.assertion if clause else "happened",
        background=clause.background if clause else False,
        score=choice.probability,
        reasons=(f"rule: {why}", f"learned head: {type_}, {choice.probability:.2f}, by {', '.join(choice.because) or 'its prior'}"),
        fields=fields,  # type: ignore[arg-type]
    )


def _unfolded(code: str, ruled: str, link: Link) -> str:
    """Return CONCEDE or RETREAT for the head's YIELD, which is both: what the rule or the connecting words say."""
    if code != "YIELD":
        return code
    said = [ruled, *(t.type for t in link.types if t is not None)]
    return next((t for t in said if t in ("CONCEDE", "RETREAT")), "RETREAT")


def link_between(notes: Notes, codebook: Codebook, source: GivenMention, target: GivenMention) -> Link:
    """Return the clauses that connect two spans: those above the source down to those above the target."""
    parse, lexicon = notes.parse, load_types(codebook)
    s, t = parse.head_of(source.start, source.end), parse.head_of(target.start, target.end)
    by_word = {c.word: c for c in notes.clauses} | {c.light: c for c in notes.clauses if c.light is not None}
    up_source = [] if s is None else [s, *parse.ancestors(s)]
    up_target = [] if t is None else [t, *parse.ancestors(t)]
    shared = next((w for w in up_source if w in set(up_target)), None)
    above = [w for w in up_source if w in by_word]
    if shared is None:
        path = above
    else:
        joint = up_source.index(shared)
        to_source = [w for w in up_source[: joint + 1] if w in by_word][::-1]
        to_target = [w for w in up_target[: up_target.index(shared)] if w in by_word][::-1]
        path = [*to_source, *to_target]
        if shared == s or not any(not by_word[w].nominal for w in path):
            path = [*above[:1], *path]
    if not path:
        path = [c.word for c in notes.clauses]
    clauses = list(dict.fromkeys(by_word[w].word for w in path))
    made = tuple(by_word[w] for w in clauses)
    return Link(made, tuple(type_of(parse, c, lexicon) for c in made))


def decide(link: Link, lexicon: TypeLexicon) -> tuple[str, Typed | None, str]:
    """Return type, the typed clause and the reason, by rule alone."""
    fallback: tuple[str, Typed, str] | None = None
    for clause, typed in zip(link.clauses, link.types, strict=True):
        if typed is None:
            continue
        if clause.lemma in lexicon.saying and clause is not link.clauses[-1]:
            continue
        type_, why = _adjusted(typed, clause)
        if typed.weak and fallback is None:
            fallback = (type_, typed, why)
            continue
        return type_, typed, why
    if fallback is not None:
        return fallback
    for clause in link.clauses:
        if clause.assertion == "announced":
            return "AGREE", None, f"AGREE by the intention of “{clause.lemma}”"
        if clause.assertion == "refused":
            return "REJECT", None, f"REJECT by the refusal of “{clause.lemma}”"
    return "ACCUSE", None, "no word of the codebook connects the two; the commonest type is guessed"


def _adjusted(typed: Typed, clause: Clause) -> tuple[str, str]:
    """Return the type after what is said of the act: an intention is AGREE or THREATEN, a refusal REJECT."""
    why = f"“{typed.entry}”"
    if typed.type in ("REQUEST", "REJECT", "THREATEN", "ACCUSE", "AGREE") and clause.assertion in ("happened", "ongoing", "denied"):
        return typed.type, f"{typed.type} by {why}"
    if clause.assertion == "announced":
        kind = "THREATEN" if typed.type in _CONFLICT else "REJECT" if typed.type == "REJECT" else "AGREE"
        return kind, f"{kind} by {why} announced"
    if clause.assertion in ("refused", "denied"):
        return "REJECT", f"REJECT by {why} {clause.assertion}"
    if clause.assertion == "threatened":
        return "THREATEN", f"THREATEN by {why} threatened"
    if clause.assertion == "demanded":
        return "REQUEST", f"REQUEST by {why} demanded"
    return typed.type, f"{typed.type} by {why}"


def _quote(notes: Notes, link: Link, typed: Typed | None, source: GivenMention, target: GivenMention) -> tuple[int, int]:
    clause = next((c for c in link.clauses if typed is not None and c.word == typed.word), link.clauses[0] if link.clauses else None)
    if clause is not None:
        return clause.start, clause.end
    start, end = min(source.start, target.start), max(source.end, target.end)
    return (start, end) if end > start else (notes.parse.start[0], notes.parse.end[0])
