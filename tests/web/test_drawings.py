"""Drawings: nothing on a day nobody gave, no pin for a wide place, and outlines that hold what lies in them."""

import re
from collections.abc import Callable

import pytest

from tests.books import DARAA, at, claim, reading
from tests.web.conftest import Desk
from trucebook.model import PeriodValue, PlaceValue, new_report
from trucebook.web.drawing.timeline import Scale
from trucebook.web.outlines import Outlines

MakeDesk = Callable[..., Desk]


def a_truce(began: PeriodValue | None, place: PlaceValue | None = None) -> list[object]:
    """Return a reading of one truce that began within a period, at a place."""
    report = new_report("A truce took effect.", id="r1", published="2021-09-20")
    fields = {"type": "ceasefire", "status": "in_force"} | ({"began": began} if began else {}) | ({"place": place} if place else {})
    return [reading(report, claim(report, "agreement", "A truce took effect", fields))]


def test_a_vague_beginning_is_drawn_over_all_its_days(make_desk: MakeDesk) -> None:
    """A truce that began in September is hatched from the 1st on and surely there only from the 30th, never from the 1st."""
    september = PeriodValue(first="2021-09-01", last="2021-09-30", precision="month", timex="2021-09")
    client = make_desk(a_truce(september)).visitor()
    page = client.get("/timeline.json?from=2021-08-01&to=2021-10-31").json()
    assert page["lanes"][0]["began"] == {"first": "2021-09-01", "last": "2021-09-30"}
    drawn = client.get("/timeline?from=2021-08-01&to=2021-10-31").text
    maybe = float(re.search(r'class="maybe" x="([\d.]+)"', drawn)[1])  # type: ignore[index]
    sure = float(re.search(r'class="sure" x="([\d.]+)" y', drawn)[1])  # type: ignore[index]
    scale = Scale("2021-08-01", "2021-10-31")
    assert maybe == pytest.approx(scale.at("2021-09-01"), abs=0.1)
    assert sure == pytest.approx(scale.at("2021-09-30", end=True), abs=0.1)


def test_what_has_no_day_is_listed_not_drawn(make_desk: MakeDesk) -> None:
    """A truce of no known day has no lane; it is named beneath the drawing."""
    page = make_desk(a_truce(None)).visitor().get("/timeline.json").json()
    assert page["lanes"] == []
    assert [lane["label"] for lane in page["undated"]] == ["A truce took effect"]


@pytest.mark.parametrize(
    ("precision", "drawn"),
    [("town", "pin"), ("point", "pin"), ("district", "ring"), ("province", "area"), ("country", "area"), ("region", "ring")],
)
def test_only_towns_have_pins(make_desk: MakeDesk, precision: str, drawn: str) -> None:
    """A district has a ring, a province and a country are shaded, a region has a wide ring."""
    place = PlaceValue(place_id="p", name="P", lat=32.62, lon=36.1, country="SY", country3="SYR", precision=precision)  # type: ignore[arg-type]
    (spot,) = make_desk(a_truce(None, place)).visitor().get("/map.json").json()["spots"]
    assert spot["drawn"] == drawn
    assert (spot["area"] is not None, spot["ring"] is not None) == (drawn == "area", drawn == "ring")


def test_a_place_without_coordinates_is_in_the_table_alone(make_desk: MakeDesk) -> None:
    """A name that the gazetteer does not know is a row, not a mark."""
    page = make_desk(a_truce(None, PlaceValue(name="Nowhere"))).visitor().get("/map.json").json()
    assert (page["spots"], [row["name"] for row in page["rows"]]) == ([], ["Nowhere"])


def test_outlines_hold_their_places() -> None:
    """Daraa lies in its province and in Syria, Goma in Nord-Kivu and its country; the file names its source."""
    outlines = Outlines.load()
    assert "public domain" in outlines.note
    for lat, lon, code, unit, country in ((32.62, 36.1, "SYR", "Dar`a", "Syria"), (-1.6, 29.1, "COD", "Nord-Kivu", "Dem. Rep. Congo")):
        province = PlaceValue(lat=lat, lon=lon, country3=code, precision="province")
        whole = PlaceValue(lat=lat, lon=lon, country3=code, precision="country")
        assert outlines.named(outlines.area_of(province) or "").name == unit
        assert outlines.named(outlines.area_of(whole) or "").name == country


def test_a_siege_is_a_bar_of_its_own(make_desk: MakeDesk) -> None:
    """A siege told from the end of June on is a lane that begins on no single day and has no end."""
    report = new_report("The army has besieged Daraa since the end of June.", id="r1", published="2021-09-02")
    june = PeriodValue(first="2021-06-21", last="2021-06-30", precision="month", timex="2021-06")
    told = {"place": at(report.text, "Daraa", DARAA), "besieger": at(report.text, "The army"), "from": june}
    client = make_desk([reading(report, claim(report, "siege", "besieged Daraa", told, assertion="ongoing"))]).visitor()
    (lane,) = client.get("/timeline.json").json()["lanes"]
    assert (lane["kind"], lane["place"], lane["ended"]) == ("siege", "Daraa", None)
    assert lane["began"] == {"first": "2021-06-21", "last": "2021-06-30"}
    assert 'class="row v-siege"' in client.get("/timeline").text
