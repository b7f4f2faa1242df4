"""The government a report is about: "the regime", "the army" without a country get the one country the report names so.

Invariant: only a country that the report itself joins to a government or an army is filled in, and only where it is alone or
named most.
"""

from collections import Counter

from msgspec.structs import replace

from trucebook.actors import ActorIndex
from trucebook.model import ActorValue, Mention
from trucebook.reading.people.lexicon import terms


def fill_governments(index: ActorIndex, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions with country, side and (for a government) actor filled in where the words leave no other reading."""
    country = _country(found)
    if country is None:
        return found
    return tuple(_filled(index, mention, country) for mention in found)


def _country(found: tuple[Mention, ...]) -> str | None:
    counts: Counter[str] = Counter()
    for mention in found:
        value = mention.value
        if (
            isinstance(value, ActorValue)
            and value.country
            and value.kind in ("state", "force")
            and _last(mention) in terms("rulers") | terms("arms")
        ):
            counts[value.country] += 2 if _last(mention) in terms("rulers") else 1
        elif (
            isinstance(value, ActorValue)
            and value.kind == "state"
            and value.country
            and mention.text.lower().startswith(("the regime of", "the government of"))
        ):
            counts[value.country] += 2
    best = counts.most_common(2)
    if not best or (len(best) == 2 and best[1][1] * 2 > best[0][1]):
        return None
    return best[0][0]


def _last(mention: Mention) -> str:
    return mention.text.rsplit(" ", 1)[-1].lower()


def _filled(index: ActorIndex, mention: Mention, country: str) -> Mention:
    value = mention.value
    if not isinstance(value, ActorValue) or value.country or value.actor_id or value.side not in (None, "government"):
        return mention
    words = mention.text.lower().split()
    if words[-1] in terms("rulers") and set(words[:-1]) <= terms("plain_modifiers") and value.kind == "state":
        state = index.state_of(country)
        if state is not None and words[-1] != "authority":
            return replace(
                mention, value=ActorValue(actor_id=state.actor.id, name=state.actor.name, kind="state", country=country, side="government")
            )
    if words[-1] in terms("arms") and words[0] == "the" and set(words[:-1]) <= terms("plain_modifiers") and value.kind == "force":
        army = index.armies.get(country) if words[-1] in ("army", "military") and len(words) == 2 else None
        known = {"actor_id": army.id, "name": army.name} if army else {}
        return replace(mention, value=replace(value, country=country, side="government", **known))
    return mention
