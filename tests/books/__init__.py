"""Readings made by hand: reports of a few words whose claims are written down, so that tests of the book need no model."""

import random
from collections.abc import Mapping

from msgspec.structs import replace

from trucebook.claim_ids import claim_ids, name_claims
from trucebook.model import (
    ActorValue,
    Claim,
    Field,
    Fields,
    Mention,
    PeriodValue,
    PlaceValue,
    ReaderInfo,
    Reading,
    Report,
    Value,
    new_report,
)
from trucebook.reading.evidence import cut, new_claim, new_mention

READER = ReaderInfo(name="hand", version="1", model="none", model_sha256="0" * 64)
DARAA = PlaceValue(place_id="geonames:170017", name="Daraa", lat=32.6, lon=36.1, country="SY", country3="SYR", precision="town")
GOMA = PlaceValue(place_id="geonames:216281", name="Goma", lat=-1.7, lon=29.2, country="CD", country3="COD", precision="town")
TOLD = "convoy road school market river camp bridge clinic council harvest mill valley depot quarry dam ferry".split()
PLACES = {"Daraa": DARAA, "Goma": GOMA}


def day(first: str, last: str | None = None) -> PeriodValue:
    """Return a period of days."""
    return PeriodValue(first=first, last=last or first, precision="day", timex=first)


def at(text: str, words: str, value: Value = None) -> Field:
    """Return the field for the first place where words stand in a text."""
    start = text.index(words)
    return cut(text, start, start + len(words), value)


def actor(text: str, words: str, name: str | None = None) -> Field:
    """Return a field whose value is an actor known by a name of its own."""
    return at(text, words, ActorValue(actor_id=name, name=words, kind="force"))


def claim(report: Report, kind: str, words: str, fields: Mapping[str, object], **more: object) -> Claim:
    """Return a claim whose quote is some words of the report; bare values become fields without a span."""
    start = report.text.index(words)
    made: Fields = {}
    for name, value in fields.items():
        if isinstance(value, Field) or (isinstance(value, list) and all(isinstance(v, Field) for v in value)):
            made[name] = value
        else:
            made[name] = Field(value=value)  # type: ignore[arg-type]
    said = new_claim(report, kind, start, start + len(words), fields=made, **more)  # type: ignore[arg-type]
    return replace(said, id=claim_ids(report, [said])[0])


def reading(report: Report, *claims: Claim) -> Reading:
    """Return a reading of a report with the places its text names."""
    mentions: list[Mention] = []
    for name, place in PLACES.items():
        if name in report.text:
            start = report.text.index(name)
            mentions.append(new_mention(report.text, "place", start, start + len(name), place))
    return name_claims(Reading(report=report, mentions=tuple(mentions), claims=claims, reader=READER))


def truce_report(name: str, published: str, text: str, **agreement: object) -> Reading:
    """Return a reading with one agreement whose quote is the whole first sentence."""
    report = new_report(text, id=name, published=published)
    first = text.split(".")[0]
    return reading(report, claim(report, "agreement", first, agreement, score=0.9))


def three_of_daraa() -> list[Reading]:
    """Return hand readings of three reports on Daraa: in force; collapsed; a new deal that replaces the first."""
    one = new_report(
        "A truce took effect in Daraa. The army is to lift the siege. The rebels are to hand over their arms.",
        id="r1",
        published="2021-09-02",
    )
    first = claim(
        one,
        "agreement",
        "A truce took effect in Daraa",
        {
            "type": "ceasefire",
            "status": "in_force",
            "began": day("2021-09-01"),
            "place": at(one.text, "Daraa", DARAA),
            "parties": [actor(one.text, "The army", "syria.army")],
        },
        score=0.9,
    )
    siege = claim(
        one,
        "provision",
        "lift the siege",
        {"agreement": first.id, "action": "lift_siege", "debtor": actor(one.text, "The army", "syria.army"), "status": "promised"},
    )
    arms = claim(
        one,
        "provision",
        "hand over their arms",
        {
            "agreement": first.id,
            "action": "disarm",
            "debtor": actor(one.text, "The rebels"),
            "status": "promised",
            "in_exchange_for": [siege.id],
        },
    )
    two = new_report(
        "The truce of 1 September in Daraa broke down. The army shelled the city and killed four people.", id="r2", published="2021-09-04"
    )
    again = claim(
        two,
        "agreement",
        "The truce of 1 September in Daraa broke down",
        {"type": "ceasefire", "status": "collapsed", "began": day("2021-09-01"), "place": at(two.text, "Daraa", DARAA)},
        score=0.8,
    )
    shelled = claim(
        two,
        "violation",
        "shelled the city",
        {
            "agreement": again.id,
            "act": "shelling",
            "perpetrator": actor(two.text, "The army", "syria.army"),
            "date": day("2021-09-04"),
            "place": at(two.text, "Daraa", DARAA),
        },
    )
    dead = claim(
        two,
        "figure",
        "four people",
        {
            "category": "killed",
            "low": 4,
            "high": 4,
            "quantifier": "exact",
            "date": day("2021-09-04"),
            "place": at(two.text, "Daraa", DARAA),
            "stock_or_flow": "flow",
        },
    )
    three = new_report("A new truce took effect in Daraa on Sunday. It replaces the truce of 1 September.", id="r3", published="2021-09-06")
    old = claim(
        three,
        "agreement",
        "the truce of 1 September",
        {"type": "ceasefire", "status": "superseded", "began": day("2021-09-01"), "place": at(three.text, "Daraa", DARAA)},
        background=True,
        score=0.5,
    )
    new = claim(
        three,
        "agreement",
        "A new truce took effect in Daraa",
        {
            "type": "ceasefire",
            "status": "in_force",
            "began": day("2021-09-05"),
            "place": at(three.text, "Daraa", DARAA),
            "supersedes": old.id,
        },
        score=0.9,
    )
    return [reading(one, first, siege, arms), reading(two, again, shelled, dead), reading(three, old, new)]


def busy_reading(number: int, chance: random.Random, towns: int) -> Reading:
    """Return a synthetic reading of ten claims: an agreement, two provisions, a violation, three acts, three figures of one town."""
    of = number % towns
    spot = {"lat": 31 + of % 20 / 2, "lon": 34 + of // 20 / 2}
    town = PlaceValue(place_id=f"t{of}", name=f"Town{of}", country="SY", precision="town", **spot)  # type: ignore[arg-type]
    first = f"20{chance.randint(10, 24)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    told = (f"Line {number}-{n} tells of the {' and the '.join(chance.choices(TOLD, k=6))}." for n in range(40))
    text = f"A truce took effect in {town.name}. " + " ".join(told)
    report = new_report(text, id=f"s{number:06}", published=first, title=f"Truce in {town.name}", publisher=f"Paper {number % 25}")
    where = at(text, str(town.name), town)
    truce = claim(
        report,
        "agreement",
        f"A truce took effect in {town.name}",
        {"type": "ceasefire", "status": chance.choice(("in_force", "collapsed", "announced")), "began": day(first), "place": where},
        score=0.8,
    )
    claims = [truce]

    def quote() -> str:
        return f"Line {number}-{len(claims)} tells of the"

    for action in ("withdraw", "release"):
        claims.append(claim(report, "provision", quote(), {"agreement": truce.id, "action": action, "status": "promised"}))
    claims.append(claim(report, "violation", quote(), {"agreement": truce.id, "act": "shelling", "date": day(first), "place": where}))
    for kind in ("ASSAULT", "CONSULT", "AID"):
        claims.append(claim(report, "event", quote(), {"type": kind, "date": day(first), "place": where}))
    for category in ("killed", "displaced", "injured"):
        number_of = {"category": category, "low": chance.randint(1, 90), "date": day(first), "place": where}
        claims.append(claim(report, "figure", quote(), number_of))
    return reading(report, *claims)
