"""Striking: what became of people shot, stabbed or beaten.

Invariant: they are killed only where the words beside the verb say so, or where they were in the striker's hands.
"""

from trucebook.reading.grammar.parse import Parse

STRIKES = frozenset({"shoot", "stab", "beat", "burn", "stone", "starve", "whip", "flog"})
_HURT = frozenset(
    {
        "killing",
        "wounded",
        "wounding",
        "injured",
        "injuring",
        "hurt",
        "legs",
        "leg",
        "arm",
        "knee",
        "knees",
        "foot",
        "shoulder",
        "critical",
        "hospital",
    }
)
_NEAR = 9
_SURRENDERS = frozenset({("lay", "arms"), ("lay", "weapons"), ("give", "themselves"), ("drop", "weapons"), ("drop", "arms")})


def struck(parse: Parse, v: int, category: str | None) -> str | None:
    """Return what became of people shot, stabbed or beaten: killed where "dead" or "to death" follows; none for planes shot down."""
    near = parse.lower[v + 1 : v + 3]
    said = {parse.lower[c] for c in parse.children[v]} | {parse.lower[d] for c in parse.children_of(v, "prep") for d in parse.children[c]}
    if near[:1] == ["dead"] or near == ["to", "death"] or "dead" in said or "death" in said:
        return "killed"
    whom = parse.child(v, "dobj")
    joined = [parse.lower[c + 1 : c + 3] for c in parse.children_of(v, "conj")]
    if ["to", "death"] in joined or (whom is not None and parse.lower[whom + 1 : whom + 2] == ["dead"]):
        return "killed"
    if _had_surrendered(parse, v):
        return "killed"
    if any(parse.lemma[c] == "kill" and parse.child(c, "nsubj", "nsubjpass") is None for c in parse.children_of(v, "conj")):
        return "killed"
    if near[:1] == ["down"] or parse.child(v, "prt") is not None:
        return None
    return "killed" if parse.lemma[v] == "shoot" and not _survived(parse, v) else category


def _survived(parse: Parse, v: int) -> bool:
    """Say whether people were only hit, or nothing says they died: "shot at", "shot and wounded", "shot in the legs"."""
    behind = parse.lower[v + 1 : v + _NEAR]
    return not _HURT.isdisjoint(behind) or behind[:1] == ["at"]


def _had_surrendered(parse: Parse, v: int) -> bool:
    """Say whether those whom a verb strikes were in the striker's hands: "shot 30 men who had given themselves up", "lined up and shot"."""
    whom = parse.child(v, "dobj", "nsubjpass")
    clauses = parse.children_of(whom, "relcl", "acl") if whom is not None else []
    given_up = any(parse.lemma[c] in ("surrender", "capitulate") or _with_object(parse, c) in _SURRENDERS for c in clauses)
    return given_up or any(parse.lower[i : i + 2] == ["lined", "up"] for i in range(max(0, v - 6), v))


def _with_object(parse: Parse, v: int) -> tuple[str, str]:
    obj = parse.child(v, "dobj")
    return parse.lemma[v], parse.lower[obj] if obj is not None else ""
