"""A book made by hand for exports: the truces of Daraa, acts near Goma, a wide place, an open count and words that look like formulas."""

from pathlib import Path

from tests.books import GOMA, actor, at, claim, day, reading, three_of_daraa
from trucebook.book import Book
from trucebook.export_book import gather
from trucebook.exports import Dossier
from trucebook.model import ActorValue, PeriodValue, PlaceValue, Reading, new_report

AS_OF = "2021-09-10"
KIVU = PlaceValue(
    place_id="geonames:206938",
    name="North Kivu",
    lat=-0.6,
    lon=29.0,
    country="CD",
    country3="COD",
    admin1="North Kivu",
    precision="province",
)
PEOPLE = ActorValue(kind="population")
REBELS = ActorValue(actor_id="x.rebels", name="River Front", kind="rebel_group", country="CD", side="opposition")


def goma() -> Reading:
    """Return a reading of acts near Goma: shelling with a toll, an arrest in a province, a promise, people who fled."""
    report = new_report(
        "=SUM(A1) shelling in Goma. River Front shelled villagers in Goma on 3 September and killed at least 12 civilians. "
        "Police <b>arrested</b> Amina Kone in North Kivu in August. River Front promised talks. More than 900 people fled Goma.",
        id="r4",
        published="2021-09-05",
        publisher="Lake & Hill Post",
        title="=cmd|'/c calc'!A1",
        url="https://news.invalid/goma",
    )
    text = report.text
    shelled = claim(
        report,
        "event",
        "River Front shelled villagers in Goma on 3 September and killed at least 12 civilians",
        {
            "type": "ASSAULT",
            "mode": "heavy_weapons",
            "source": at(text, "River Front", REBELS),
            "target": at(text, "villagers", PEOPLE),
            "place": at(text, "Goma", GOMA),
            "date": day("2021-09-03"),
        },
        score=0.9,
    )
    arrested = claim(
        report,
        "event",
        "Police <b>arrested</b> Amina Kone",
        {
            "type": "COERCE",
            "mode": "arrest",
            "source": actor(text, "Police"),
            "target": at(text, "Amina Kone", ActorValue(name="Amina Kone", kind="person")),
            "place": at(text, "North Kivu", KIVU),
            "date": PeriodValue(first="2021-08-01", last="2021-08-31", precision="month", timex="2021-08"),
        },
    )
    promised = claim(report, "event", "promised talks", {"type": "AGREE", "source": at(text, "River Front", REBELS)}, assertion="announced")
    dead = claim(
        report,
        "figure",
        "at least 12 civilians",
        {
            "category": "killed",
            "low": 12,
            "quantifier": "more_than",
            "unit": "person",
            "who": at(text, "civilians", "civilians"),
            "date": day("2021-09-03"),
            "place": at(text, "Goma", GOMA),
            "stock_or_flow": "flow",
        },
    )
    fled = claim(
        report,
        "figure",
        "More than 900 people fled",
        {
            "category": "displaced",
            "low": 900,
            "quantifier": "more_than",
            "unit": "person",
            "term": "Forced to flee",
            "place": at(text, "Goma", GOMA),
            "stock_or_flow": "flow",
        },
    )
    return reading(report, shelled, arrested, promised, dead, fled)


def book_of(path: Path) -> Book:
    """Return an open book with every reading of this file."""
    book = Book(path, who="ana")
    book.create()
    for one in [*three_of_daraa(), goma()]:
        book.add(one)
    return book


def dossier_of(path: Path) -> Dossier:
    """Return what that book holds."""
    with book_of(path) as book:
        return gather(book, as_of=AS_OF)
