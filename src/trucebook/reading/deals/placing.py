"""Placing: which of those found beside an arrangement are its sides and which stand between them.

Invariant: nobody is both a side and a broker of one arrangement; a name that tells less gives way to one that tells more.
"""

from msgspec.structs import replace

from trucebook.model import ActorValue, Claim, Field, Fields, PlaceValue
from trucebook.reading.deals.claimroles import is_vague_side, lands_of
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.nosides import without_bystanders
from trucebook.reading.deals.outside import is_titled_outsider, leads_body
from trucebook.reading.deals.phrases import actor_field, head_of_field, people, torn_first
from trucebook.reading.evidence import cut
from trucebook.reading.notes import Notes
from trucebook.reading.spaces.places import demonyms, states_of_one_word

_OWN = {"his", "her", "their", "its"}
_COUNTED = {"two", "both", "rival", "warring", "opposing", "competing"}
_ARMED_KINDS = {"alliance", "force", "militia", "political_body", "rebel_group", "state"}
_MEDIATING = {"arbitration", "brokerage", "diplomacy", "facilitation", "intercession", "mediation"}
_THINGS = deal_words("things_moving")
_HEADS = deal_words("high_offices") | {"chair", "chairman", "chairwoman", "head"}
_TOWN = {"council", "dignitarie", "elder", "mayor", "notable"}
_MEN = deal_words("sides") | deal_words("armed") | {"camp", "commander", "men", "leader", "minister", "side"}
_VAGUE_BROKERS = {"facilitator", "facilitators", "mediator", "mediators", "the mediator", "the mediators"}


def with_everyone_placed(notes: Notes, claim: Claim) -> Claim:
    """Return a claim whose outsiders among the sides are its brokers and whose names are the plainest that the report has."""
    parties, mediators = claim.many("parties"), claim.many("mediators")
    bodies = [f for f in parties if _is_body(f)]
    moved = [f for f in parties if _is_broker(notes, f) or (f in bodies and len(parties) - len(bodies) > 1)]
    if claim.value("type") == "offer":
        moved = []
    sides = [by_country(notes, f, joined=True) for f in _plain(without_bystanders(notes, [f for f in parties if f not in moved]))]
    brokers = [by_country(notes, f) for f in [*mediators, *(f for f in moved if f not in mediators)]]
    sides = _once_an_actor(sides)
    told = {a for f in mediators for a in _actor_of(f)}
    said = {(f.text or "").lower() for f in mediators}
    sides = [f for f in sides if (f.text or "").lower() not in said and not (_is_name(f) and _actor_of(f) & told)]  # a broker is no side
    brokers = _once_an_actor([f for f in brokers if not _is_thing(f) and not (is_vague_side(f) and " of " not in (f.text or ""))])
    known = [f for f in brokers if _actor_of(f) and (f.text or "") not in demonyms()]  # "Saudi and American mediation" is of no one land
    lands = lands_of(known)
    brokers = [f for f in brokers if demonyms().get(f.text or "") not in lands]  # "Qatari" beside "Qatar"
    named = [f for f in brokers if (f.text or "").lower() not in _VAGUE_BROKERS and not (f.text or "").startswith("whose ")]
    placed = {"parties": sides, "mediators": named or brokers}
    fields: Fields = claim.fields | {role: who for role, who in placed.items() if who}
    return replace(claim, fields={n: f for n, f in fields.items() if placed.get(n, True)})


def _actor_of(field: Field) -> set[str]:
    """Return the id of the actor that a name stands for, in a set; an empty one where it is not known."""
    value = field.value
    return {value.actor_id} if isinstance(value, ActorValue) and value.actor_id else set()


def _once_an_actor(fields: list[Field]) -> list[Field]:
    """Return names without a bare description or another form of an actor that stands among them by name."""
    kept: list[Field] = []
    for field in fields:
        same = next((k for k in kept if _actor_of(field) & _actor_of(k)), None)
        if same is None:
            kept.append(field)
        elif (not _is_name(same) and _is_name(field)) or (_is_state(field) and not _is_state(same)):
            kept[kept.index(same)] = field
    return kept


def _is_state(field: Field) -> bool:
    """Say whether a name is that of a state itself, which tells more than its capital: "Russia" beside "Moscow"."""
    return (field.text or "").lower().removeprefix("the ") in states_of_one_word()


def _is_name(field: Field) -> bool:
    """Say whether somebody is named, not only described ("the regime") or told by an adjective ("Egyptian")."""
    words = (field.text or "").split()
    return " ".join(words) not in demonyms() and any(w[:1].isupper() for w in (words[1:] if words[:1] == ["The"] else words))


def others_bound(known: Field, owing: list[Field]) -> list[Field]:
    """Return the first of those who owe something that is another armed or ruling side than the one that is known, or none."""
    one = known.value if isinstance(known.value, ActorValue) else None
    for field in owing:
        other = field.value if isinstance(field.value, ActorValue) else None
        if one is None or other is None or other.kind not in _ARMED_KINDS or one.kind not in _ARMED_KINDS:
            continue
        if (one.side != other.side and "government" in (one.side, other.side) and one.side and other.side) or (
            one.country and other.country and one.country != other.country
        ):
            return [field]
    return []


def with_row(notes: Notes, field: Field) -> list[Field]:
    """Return a subject with those coordinated with it: "The Druze" with "the Maronites" who laid down arms together."""
    word = head_of_field(notes.parse, field)
    if word is None or notes.parse.dep[word] != "nsubj":
        return [field]
    row = [actor_field(notes, w) for w in (*torn_first(notes.parse, word), *people(notes.parse, word))]
    sides = [f for f in row if isinstance(f.value, ActorValue) and f.start != field.start]
    return [field, *sides]


def _is_broker(notes: Notes, field: Field) -> bool:
    """Say whether a side is in truth an envoy or an international council."""
    if field.start is None or field.end is None:
        return False
    word = notes.parse.head_of(field.start, field.end)
    council = "council" in (field.text or "").lower() and isinstance(field.value, ActorValue) and field.value.side == "international"
    heads = word is not None and notes.parse.lemma[word] in _HEADS and leads_body(notes, word)
    return council or heads or (word is not None and is_titled_outsider(notes, word))


def _is_body(field: Field) -> bool:
    """Say whether a name is that of an international body that commands nobody."""
    value = field.value
    return isinstance(value, ActorValue) and value.kind == "international_organisation" and "command" not in (field.text or "").lower()


def _plain(sides: list[Field]) -> list[Field]:
    """Return the sides without "the two generals" and "his men" where two others are named by more, or one beside "his men"."""
    sides = [f for f in sides if not _is_thing(f)]
    told = [f for f in sides if not _is_loose(f)]
    if len(told) >= 2:
        return told
    return [f for f in sides if not told or not set((f.text or "").lower().split()[:1]) & _OWN or _leads_town(f)]


def _is_thing(field: Field) -> bool:
    """Say whether a name is of things or of a service that neither agrees nor brokers: "the convoy", "fire crews", "medical flights"."""
    words = (field.text or "").lower().split()
    head = words[: words.index("of")] if "of" in words[1:] else words
    return bool({w.removesuffix("s") for w in head[-1:]} & _THINGS) or "buses" in head[-1:]


def _leads_town(field: Field) -> bool:
    """Say whether a name is of those who speak for a town: "its elders"."""
    return any(w.removesuffix("s") in _TOWN for w in (field.text or "").lower().split()[-1:])


def _is_loose(field: Field) -> bool:
    """Say whether a name is no more than a count or an owner with a noun for men: "the two generals", "his men"."""
    words = (field.text or "").split()
    lower = [w.lower() for w in words]
    counted = lower[:1] != [] and (lower[0] in _OWN or bool(set(lower) & _COUNTED))
    men = bool(({w.removesuffix("s") for w in lower} | set(lower)) & _MEN)
    return counted and men and not any(w[:1].isupper() for w in words[1:])


def by_country(notes: Notes, field: Field, *, joined: bool = False) -> Field:
    """Return a country's own name for its adjective, where the report holds it: "through Chinese mediation … China"."""
    said = field.text or ""
    word = notes.parse.word_at(field.start) if field.start is not None else None
    country = demonyms().get(said)
    if not country or word is None or notes.parse.pos[word] != "ADJ":
        return field
    if not joined and not set(notes.parse.lower[word + 1 : word + 2]) & _MEDIATING:
        return field  # "US-Russian brokered" stays as it is written
    for m in notes.places:
        v = m.value
        if isinstance(v, PlaceValue) and v.country == country and v.precision == "country" and m.text == v.name:
            return cut(notes.parse.text, m.start, m.end, field.value if isinstance(field.value, ActorValue) else None)
    return field
