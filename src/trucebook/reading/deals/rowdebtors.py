"""Debtors of rows: verbs in a row that share a bond share who owes them.

Invariant: a debtor is only taken over from the verb right before, and never across "in exchange for".
"""

from msgspec.structs import replace

from trucebook.model import Claim, Field
from trucebook.reading.deals.binding import Bound
from trucebook.reading.deals.grounds import Ground
from trucebook.reading.grammar.parse import Parse


def with_shared_debtors(parse: Parse, ground: Ground, bound: list[Bound], claims: list[Claim]) -> list[Claim]:
    """Return the claims with the debtor of the verb before where verbs in a row share a bond and the later has none of its own."""
    shared: list[Claim] = []
    for n, (b, claim) in enumerate(zip(bound, claims, strict=True)):
        before = n - 1
        row = before >= 0 and _in_one_bond(parse, bound[before], b) and not b.act.nominal and not bound[before].act.nominal
        row = row and not _crossed(ground, bound[before].act.word, b.act.word)
        row = row and parse.child(b.act.word, "nsubjpass") is None  # "troops will stay, and captives will be freed"
        row = row and (b.bond.kind != "told" or _in_one_row(parse, bound[before].act.word, b.act.word))
        own = claim.fields.get("debtor")
        theme = bound[before].act.theme if row else None
        stray = theme is not None and isinstance(own, Field) and own.start is not None and own.start <= parse.start[theme] < (own.end or 0)
        # "hand over maps release all captives", commas lost; "must let convoys pass and pull back"
        let = row and parse.lemma[bound[before].act.word] in ("allow", "let", "permit")
        stray = stray and (let or bound[before].act.action in ("disarm", "other", "release"))
        debtor = shared[before].fields.get("debtor") if row and (own is None or stray) else None
        shared.append(replace(claim, fields={**claim.fields, "debtor": debtor}) if debtor is not None else claim)
    return shared


def _in_one_bond(parse: Parse, before: Bound, after: Bound) -> bool:
    """Say whether two acts are bound by one word, or are terms of one offer in one sentence."""
    if before.bond.word == after.bond.word:
        return True
    offered = before.bond.word == before.act.word and after.bond.word == after.act.word
    together = before.bond.agreement.id == after.bond.agreement.id and before.bond.kind == after.bond.kind
    return offered and together and parse.sentence_of[before.act.word] == parse.sentence_of[after.act.word]


def _in_one_row(parse: Parse, before: int, word: int) -> bool:
    """Say whether two verbs stand in one row and the later has no subject of its own."""
    if parse.head[before] == word and parse.dep[before] == "advcl" and parse.child(word, "nsubj", "nsubjpass") is None:
        return True
    in_row = parse.first_conjunct(word) == parse.first_conjunct(before) or (
        parse.dep[word] == "conj" and parse.pos[word] in ("VERB", "NOUN")
    )
    return in_row and parse.child(word, "nsubj", "nsubjpass") is None


def _crossed(ground: Ground, before: int, word: int) -> bool:
    """Say whether what is given in exchange begins between two acts."""
    return any(before < mark < word for mark in ground.exchanges)
