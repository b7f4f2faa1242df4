"""Articles from a grammar of the samples' kind: as many as are wanted, the same for the same seed, for measuring speed and memory.

    python eval/corpus.py COUNT [--seed 1] [--first 0] > articles.jsonl

Each has a dateline, a story of a truce or of fighting with figures and speakers, and now and then paragraphs of other matters, as a
paper prints them; names of people and villages are made up from syllables, so that new words keep coming as they do in news. About 360
words each.
Article N of a seed is the same whatever the count, so a corpus can be made in stretches.
"""

import argparse
import datetime as dt
import json
import random
import sys
from collections.abc import Iterator

TOWNS = """Daraa|Syria Idlib|Syria Homs|Syria Raqqa|Syria Mosul|Iraq Kirkuk|Iraq Tikrit|Iraq Taiz|Yemen Hodeidah|Yemen Marib|Yemen
Goma|Congo Bukavu|Congo
Beni|Congo Juba|South_Sudan Malakal|South_Sudan Bentiu|South_Sudan Khartoum|Sudan Nyala|Sudan Kadugli|Sudan Mekelle|Ethiopia
Gondar|Ethiopia
Mogadishu|Somalia Kismayo|Somalia Tripoli|Libya Sirte|Libya Misrata|Libya Gao|Mali Timbuktu|Mali Kidal|Mali
Maiduguri|Nigeria Kabul|Afghanistan Kunduz|Afghanistan Kandahar|Afghanistan
Donetsk|Ukraine Mariupol|Ukraine Kharkiv|Ukraine Stepanakert|Azerbaijan
Cotabato|Philippines Marawi|Philippines Sittwe|Myanmar Myitkyina|Myanmar Bangui|Central_African_Republic
Arauca|Colombia Gaza|Gaza""".split()
SIDES = """government_forces|opposition_fighters the_army|the_rebels security_forces|local_militias the_national_guard|the_northern_front
government_troops|the_southern_coalition the_border_force|tribal_fighters the_Fourth_Division|the_liberation_front
the_presidential_guard|the_people's_defence_units""".split()
MEDIATORS = """Russia Qatar Egypt Norway Oman Turkey Kenya Switzerland the_United_Nations the_African_Union the_Red_Cross Jordan Algeria
elders_from_both_sides a_church_council""".split()
AGENCIES = ("Reuters", "AFP", "AP", "dpa", "Xinhua", "Anadolu")
WEAPONS = ("artillery", "mortars", "rockets", "drones", "helicopters", "heavy machine guns", "barrel bombs", "tank shells")
PEOPLE = ("civilians", "people", "residents", "fighters", "soldiers", "children", "aid workers", "families")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OPEN = """ba da fa ga ha ja ka la ma na ra sa ta wa ya za be de ke le me ne re se te bo do ko lo mo no ro so to
pu du ku lu mu nu ru su""".split()
SHUT = "bar dan far gul has jam kar lam mad nar rah sal tan war yas zir ben der kem len mer nes ros sul tor bur dun kul mur nur".split()
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "a dozen", "twenty", "thirty")

TRUCE = (
    "{A} and {B} agreed to a ceasefire in {town} on {day}, ending {n} days of fighting that had emptied whole quarters of the city.",
    "The truce, brokered by {mediator}, took effect at {hour} and was holding in most districts by nightfall, residents said.",
    "Under the deal, {A} will withdraw from {village} and {B} will hand over their heavy weapons to {mediator}.",
    "In exchange, {A} will lift the siege of {village} within {few} days and let food and medicine in.",
    "{mediator} will monitor the truce with {few} joint posts between {village} and the ring road.",
    "Both sides are to release {few} detainees each, and the bodies of those who fell near {village} are to be returned.",
    "Fighters who reject the terms may leave for the north by bus with their families and light arms.",
    "An earlier agreement, signed in {month}, collapsed after {few} days when {A} shelled the market of {village}.",
    "If the calm lasts, talks on local policing are to begin in {town} next week, {mediator} said.",
)
FIGHTING = (
    "{A} shelled {village}, west of {town}, with {weapon} overnight, killing at least {some} {people}, a rights group said.",
    "More than {many} people have fled {village} since {day}, according to the United Nations, most of them on foot.",
    "{B} accused {A} of breaking the ceasefire and said they had answered only after {weapon} hit their positions.",
    "A spokesman for {A}, {person}, denied that any shot had been fired from their side of the river.",
    "Medics at the hospital in {village} counted {some} dead and about {tens} wounded, among them {few} children.",
    "{A} retook the bridge at {village} on {day}, {few} days after losing it, but {B} still held the heights above.",
    "Aid convoys were turned back at a checkpoint near {village}; {tens} trucks have waited there since {month}.",
    "Clashes with {weapon} went on into {day} morning around {village}, where {few} houses burned.",
)
SPEECH = (
    '"We did not come here to lose what we agreed on," said {person}, who leads the local council in {village}.',
    '"Nobody sleeps while the drones are up," {person}, a teacher of {age} who fled with her {few} children, said by telephone.',
    "{person}, the governor of {town}, said state institutions would return to {village} by the end of the month.",
    "{mediator} called on both sides to keep their word and warned that a new round would cost {many} people their homes.",
    '"The alternative was the ruin of the city," said {person}, an elder from {village}, after the signing.',
)
OTHER = (
    "The finance ministry set the price of bread at {tens} a loaf, the third rise since {month}, and shops closed early.",
    "On the pitch, {village} beat {town} {goals} in a match moved twice for want of lights; {person} scored late.",
    "Rain is expected along the coast until {day}, with winds of {tens} kilometres an hour and rough seas for small boats.",
    "The museum of {town} opened a hall of old maps, lent by {person}, whose grandfather drew some of them on horseback.",
    "Wheat traded at {many} a tonne, down {few} per cent, while dealers waited for word on the harvest in the river provinces.",
    "A court heard the case of {person}, {age}, a contractor charged with padding the bill for the new bus station.",
    "Engineers hope to finish the road from {town} to {village} by {month}; it has been under repair for {few} years.",
    "The festival drew {many} visitors, said {person}, who has run its kitchen for {tens} summers and means to go on.",
)


def word(chance: random.Random) -> str:
    """Return a made-up name of two or three syllables."""
    return ("".join(chance.choice(OPEN) for _ in range(chance.randint(1, 2))) + chance.choice(SHUT)).capitalize()


def story_words(chance: random.Random) -> dict[str, str]:
    """Return what stays the same through one article: town, sides, mediator."""
    town, country = chance.choice(TOWNS).split("|")
    a, b = (side.replace("_", " ") for side in chance.choice(SIDES).split("|"))
    return {"town": town, "country": country.replace("_", " "), "A": a, "B": b, "mediator": chance.choice(MEDIATORS).replace("_", " ")}


def fill(template: str, fixed: dict[str, str], villages: list[str], chance: random.Random) -> str:
    """Return a sentence with its blanks filled."""
    varied = {
        "village": chance.choice(villages),
        "day": chance.choice(DAYS),
        "month": dt.date(2021, chance.randint(1, 12), 1).strftime("%B"),
        "hour": f"{chance.randint(1, 12)} {chance.choice(('a.m.', 'p.m.'))}",
        "n": str(chance.randint(4, 90)),
        "few": chance.choice(NUMBERS),
        "some": chance.choice((chance.choice(NUMBERS), str(chance.randint(11, 60)))),
        "tens": str(chance.randint(20, 300)),
        "many": f"{chance.randint(1, 90) * 500 + chance.choice((0, 0, 137)):,}",
        "people": chance.choice(PEOPLE),
        "weapon": chance.choice(WEAPONS),
        "age": str(chance.randint(19, 81)),
        "goals": f"{chance.randint(0, 4)}-{chance.randint(0, 3)}",
        "person": f"{word(chance)} {'al-' if chance.random() < 0.3 else ''}{word(chance)}",
    }
    sentence = template.format(**fixed, **varied)
    return sentence[0].upper() + sentence[1:]


def article(number: int, seed: int) -> dict[str, str]:
    """Return one article as an input line."""
    chance = random.Random(f"{seed}:{number}")
    fixed, villages = story_words(chance), [word(chance) for _ in range(4)]
    day = dt.date(1998, 1, 1) + dt.timedelta(days=chance.randrange(9000))
    truce = chance.random() < 0.5
    kinds = [TRUCE if truce else FIGHTING, FIGHTING, SPEECH, TRUCE if truce else SPEECH, FIGHTING, SPEECH, FIGHTING]
    if chance.random() < 0.2:
        kinds = [OTHER] * 6
    paragraphs = []
    for pool in kinds:
        off = pool is not OTHER and chance.random() < 0.15
        picked = chance.sample(OTHER if off else pool, chance.randint(2, 3))
        paragraphs.append(" ".join(fill(template, fixed, villages, chance) for template in picked))
    place, agency = fixed["town"].upper(), chance.choice(AGENCIES)
    paragraphs[0] = f"{place}, {fixed['country']}, {day.day} {day:%B} {day.year} ({agency}) - {paragraphs[0]}"
    title = f"{fixed['town']}: {'truce' if truce else 'fighting'} near {villages[0]}"
    text = "\n\n".join([title, *paragraphs])
    return {"id": f"g{seed}-{number:07d}", "published": day.isoformat(), "source": agency, "title": title, "text": text}


def articles(count: int, *, seed: int = 1, first: int = 0) -> Iterator[bytes]:
    """Yield lines of an archive."""
    for number in range(first, first + count):
        yield json.dumps(article(number, seed), ensure_ascii=False).encode() + b"\n"


def main() -> None:
    """Write articles to standard output."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("count", type=int)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--first", type=int, default=0)
    args = ap.parse_args()
    sys.stdout.buffer.writelines(articles(args.count, seed=args.seed, first=args.first))


if __name__ == "__main__":
    main()
