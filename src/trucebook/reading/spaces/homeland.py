"""The country of a report that names no place: the one that its nations and national bodies all belong to.

Invariant: nothing is added where a place of a known country is named, or where two countries are spoken of.
"""

from collections.abc import Iterable, Sequence

from trucebook.gazetteer import Gazetteer
from trucebook.model import ActorValue, Mention, ObjectValue, PlaceValue
from trucebook.reading.evidence import new_mention

_AT_HOME = frozenset(("state", "local_body", "population", "person"))
_ABROAD = frozenset(("force", "rebel_group", "militia", "media"))
_ARMS = frozenset(("weapon", "vehicle", "aircraft"))


def find_homeland(
    text: str, places: Sequence[Mention], actors: Sequence[Mention], objects: Sequence[Mention], gazetteer: Gazetteer | None
) -> tuple[Mention, ...]:
    """Return the country as a place mention on the first words that tell it ("Chinese", "ONEMI"), precision country, or nothing.

    A government, an official and a people are at home in their report; soldiers and their weapons may stand anywhere and tell nothing.
    """
    if gazetteer is None or any(isinstance(m.value, PlaceValue) and m.value.country for m in places):
        return ()
    told = list(_witnesses(actors, objects))
    codes = {code for _, code in told}
    country = gazetteer.country(codes.pop()) if len(codes) == 1 else None
    if country is None:
        return ()
    words = min((m for m, _ in told), key=lambda m: (m.kind != "object", m.start, m.end))
    value = PlaceValue(
        place_id=country.id,
        name=country.name,
        lat=country.lat,
        lon=country.lon,
        country=country.country,
        country3=country.country3,
        precision="country",
    )
    return (new_mention(text, "place", words.start, words.end, value),)


def _witnesses(actors: Sequence[Mention], objects: Sequence[Mention]) -> Iterable[tuple[Mention, str]]:
    """Yield the mentions that tell a country, each with its code."""
    abroad = [m for m in actors if isinstance(m.value, ActorValue) and m.value.kind in _ABROAD]
    abroad += [m for m in objects if isinstance(m.value, ObjectValue) and m.value.class_ in _ARMS]
    for mention in actors:
        value = mention.value
        if isinstance(value, ActorValue) and value.country and value.kind in _AT_HOME:
            yield mention, value.country
    for mention in objects:
        value = mention.value
        if isinstance(value, ObjectValue) and value.class_ == "nationality" and value.country and not _is_of(mention, abroad):
            yield mention, value.country


def _is_of(nation: Mention, others: Sequence[Mention]) -> bool:
    """Say whether a nationality belongs to one of other mentions: it lies in it or right before it."""
    return any(other.start <= nation.start < other.end or 0 <= other.start - nation.end <= 1 for other in others)
