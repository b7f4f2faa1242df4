"""Unapplied: agreements told never to have been carried out, whose every term is so breached ("It was never put into practice").

Invariant: the verb is denied for good and the agreement, or a word that stands for it, is what was not carried out.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Ground
from trucebook.reading.grammar.parse import Parse

_APPLYING = {"apply", "enforce", "execute", "fulfil", "fulfill", "honor", "honour", "implement", "respect"}
_IDIOMS = {"carry": {"out"}, "put": {"practice", "effect"}, "come": {"effect"}, "get": {"ground"}}
_DONE = {"has", "have", "had", "was", "were", "did"}
_PAPERS = deal_words("papers_that_bind") | {"it", "that", "this", "which"}
_REACH = 2  # sentences after a naming in which it is told


def find_unapplied(parse: Parse, ground: Ground) -> dict[str, int]:
    """Return agreement id → the verb that tells that nothing of it was carried out."""
    found: dict[str, int] = {}
    for s in sorted({parse.sentence_of[w] + k for w in ground.at for k in range(_REACH + 1)}):
        if s >= len(parse.sentences):
            continue
        for verb in range(*parse.sentences[s]):
            if parse.tag[verb] not in ("VBN", "VB") or not _never(parse, verb) or not _applies(parse, verb):
                continue
            claim = _of_which(parse, ground, verb)
            if claim is not None:
                found.setdefault(claim, verb)
    return found


def _never(parse: Parse, verb: int) -> bool:
    """Say whether a verb is denied for the past: "was never applied", "was not carried out", no "has not yet been applied"."""
    near = {parse.lower[c] for c in parse.children[verb]}
    denied = "never" in near or parse.child(verb, "neg") is not None
    yet = "yet" in near or "yet" in parse.lower[verb - 3 : verb + 3] or "fully" in near
    return denied and bool(near & _DONE) and not yet


def _applies(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells of carrying something out."""
    lemma = parse.lemma[verb]
    after = {parse.lower[j] for j in range(verb + 1, min(verb + 4, len(parse)))}
    return bool(_IDIOMS.get(lemma, set()) & after) or (lemma in _APPLYING and parse.child(verb, "auxpass") is not None)


def _of_which(parse: Parse, ground: Ground, verb: int) -> str | None:
    """Return the id of the agreement that was not carried out."""
    subject = parse.child(verb, "nsubjpass", "nsubj")
    if subject is None:
        return None
    if parse.lower[subject] == "which" and parse.dep[verb] == "relcl":
        subject = parse.head[verb]
    if subject in ground.at:
        return ground.at[subject].id
    pointing = parse.lower[subject] in _PAPERS or any(parse.lower[c] in ("that", "this") for c in parse.children[subject])
    if not pointing or parse.lemma[subject] not in _PAPERS:
        return None
    before = ground.before(parse, subject, reach=_REACH)
    return before.id if before is not None else None
