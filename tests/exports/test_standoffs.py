"""Sieges and positions in the formats that have room for them."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.books import DARAA, GOMA, actor, at, claim, day, reading, truce_report
from trucebook.book import Book
from trucebook.export_book import export, gather
from trucebook.exports import Dossier, write
from trucebook.importing import left_alone, propose, read_workbook
from trucebook.model import Reading, new_report

TEXT = (
    "A truce took effect in Daraa. The army has besieged Daraa since 3 June and cut its water. "
    "The elders accepted the truce on Thursday. The elders welcomed the truce. Commanders would reject the truce."
)


def standoff(name: str = "s1") -> Reading:
    """Return a reading of a truce, a siege whose beginning is told, and three stances of two actors."""
    report = new_report(TEXT, id=name, published="2021-09-03")
    place = at(TEXT, "Daraa", DARAA)
    truce = claim(
        report, "agreement", "A truce took effect in Daraa", {"type": "ceasefire", "status": "in_force", "place": place}, score=0.9
    )
    fields = {"besieger": actor(TEXT, "The army", "syria.army"), "place": place, "status": "under_siege", "cut": "water"}
    siege = claim(report, "siege", "besieged Daraa since 3 June", fields | {"from": day("2021-06-03")})
    elders = {"actor": actor(TEXT, "The elders", "x.elders"), "agreement": truce.id, "stance": "accepts"}
    accepted = claim(report, "position", "accepted the truce", elders | {"date": day("2021-09-02")}, key="a")
    welcomed = claim(report, "position", "welcomed the truce", elders, key="b")
    doubted = {"actor": actor(TEXT, "Commanders"), "agreement": truce.id, "stance": "refuses"}
    rejected = claim(report, "position", "would reject the truce", doubted, key="c", assertion="hypothetical")
    return reading(report, truce, siege, accepted, welcomed, rejected)


def restricted() -> Reading:
    """Return a reading in which the words that tell of a siege also tell of an act of restriction."""
    report = new_report("The army besieged Daraa.", id="s2", published="2021-09-03")
    place, army = at(report.text, "Daraa", DARAA), actor(report.text, "The army", "syria.army")
    siege = claim(report, "siege", "besieged Daraa", {"besieger": army, "place": place, "status": "under_siege"})
    act = claim(report, "event", "The army besieged Daraa", {"type": "COERCE", "mode": "restrict", "source": army, "place": place})
    return reading(report, siege, act)


def gathered(path: Path, *readings: Reading) -> Dossier:
    """Return what a book of these readings holds."""
    with Book(path, who="ana") as book:
        book.create()
        for one in readings:
            book.add(one)
        return gather(book, as_of="2021-09-10")


@pytest.fixture(scope="module")
def stood(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """What a book of one siege and two stances holds."""
    return gathered(tmp_path_factory.mktemp("stood") / "b.db", standoff())


def rows_of(dossier: Dossier, folder: Path, format: str, table: str | None = None) -> list[dict[str, str]]:
    """Return the rows that a format writes."""
    write(dossier, folder / "out", format=format, table=table)
    return list(csv.DictReader(io.StringIO((folder / "out").read_text(encoding="utf-8-sig"), newline="")))


def test_positions_are_rows_with_their_words_in_place(stood: Dossier, tmp_path: Path) -> None:
    """A stance told twice is two rows of one id, each with its quote at its offsets; what is only supposed is marked."""
    rows = rows_of(stood, tmp_path, "csv", "Positions")
    assert sorted((r["actor"], r["stance"], r["conditional"], r["date_from"], r["quote"]) for r in rows) == [
        ("Commanders", "refuses", "true", "", "would reject the truce"),
        ("The elders", "accepts", "false", "", "welcomed the truce"),
        ("The elders", "accepts", "false", "2021-09-02", "accepted the truce"),
    ]
    assert all(TEXT[int(r["start"]) : int(r["end"])] == r["quote"] for r in rows)
    assert len({r["id"] for r in rows if r["stance"] == "accepts"}) == 1
    assert {r["agreement"] for r in rows} == {a.id for a in stood.record.agreements}
    assert {(r["report"], r["reported"]) for r in rows} == {("s1", "2021-09-03")}


def test_parquet_keeps_offsets_as_numbers(stood: Dossier, tmp_path: Path) -> None:
    """The Parquet table of positions has as many rows as the CSV, with whole numbers for places in the text."""
    parquet = pytest.importorskip("pyarrow.parquet")
    write(stood, tmp_path / "p.parquet", format="parquet", table="Positions")
    table = parquet.read_table(tmp_path / "p.parquet")
    assert table.num_rows == 3
    assert {str(table.schema.field(n).type) for n in ("start", "end")} == {"int64"}


def test_a_siege_is_a_feature_with_its_precision(stood: Dossier, tmp_path: Path) -> None:
    """GeoJSON has the siege at its town from the day it began, with no end that nobody told."""
    write(stood, tmp_path / "m.geojson", format="geojson")
    features = json.loads((tmp_path / "m.geojson").read_bytes())["features"]
    (siege,) = [f for f in features if f["properties"]["kind"] == "siege"]
    said = siege["properties"]
    assert siege["geometry"]["coordinates"] == [DARAA.lon, DARAA.lat]
    assert (said["type"], said["precision"], said["from"], said["to"]) == ("under_siege", "town", "2021-06-03", None)


def test_hxl_has_rows_of_sieges_and_positions(stood: Dossier, tmp_path: Path) -> None:
    """A siege has its besiegers as group, a position who takes it and the agreement it is taken on; libhxl reads them."""
    write(stood, tmp_path / "h.csv", format="hxl")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "h.csv").read_text(encoding="utf-8"), newline="")))[1:]
    (siege,) = [r for r in rows if r["kind"] == "siege"]
    assert (siege["group"], siege["status"], siege["start"], siege["end"]) == ("The army", "under_siege", "2021-06-03", "")
    taken = {(r["group"], r["type"], r["start"], r["crisis"]) for r in rows if r["kind"] == "position"}
    label = stood.record.agreements[0].label
    assert taken == {("The elders", "accepts", "2021-09-02", label), ("Commanders", "refuses", "", label)}
    hxl = pytest.importorskip("hxl")
    assert hxl.schema().validate(hxl.data(io.BytesIO((tmp_path / "h.csv").read_bytes())))


def test_followthemoney_links_who_takes_a_stance(stood: Dossier, tmp_path: Path) -> None:
    """A siege is an event with its besieger, a stance a link from the actor to the agreement; the library takes both."""
    write(stood, tmp_path / "e.ftm", format="ftm")
    lines = [json.loads(line) for line in (tmp_path / "e.ftm").read_bytes().splitlines()]
    by_id = {line["id"]: line for line in lines}
    assert len(by_id) == len(lines)
    (siege,) = [x for x in lines if x["caption"] == "siege of Daraa"]
    assert [by_id[i]["caption"] for i in siege["properties"]["involved"]] == ["The army"]
    links = [x for x in lines if x["schema"] == "UnknownLink"]
    assert {(by_id[x["properties"]["subject"][0]]["caption"], x["properties"]["role"][0]) for x in links} == {
        ("The elders", "accepts"),
        ("Commanders", "refuses"),
    }
    assert all(by_id[x["properties"]["object"][0]]["schema"] == "Event" for x in links)
    model = pytest.importorskip("followthemoney").model
    for line in lines:
        model.get(line["schema"]).validate({"properties": line["properties"]})


def test_a_siege_is_a_strategic_development(stood: Dossier, tmp_path: Path) -> None:
    """ACLED's columns take a siege as Other, on the day it began, with what is cut as a tag and nobody as second actor."""
    (row,) = rows_of(stood, tmp_path, "acled")
    assert (row["event_type"], row["sub_event_type"]) == ("Strategic developments", "Other")
    assert (row["event_date"], row["actor1"], row["inter1"], row["actor2"]) == ("2021-06-03", "The army", "State forces", "")
    assert (row["tags"], row["fatalities"], row["civilian_targeting"]) == ("siege:water", "", "")


def test_a_siege_told_as_an_act_is_one_row(tmp_path: Path) -> None:
    """Words that tell of a siege and of an act of restriction make one row of ACLED's, not two."""
    dossier = gathered(tmp_path / "b.db", restricted())
    assert len(dossier.record.sieges) == 1
    assert [row["tags"] for row in rows_of(dossier, tmp_path, "acled")] == ["COERCE:restrict"]


def test_the_contract_holds_sieges_and_positions(stood: Dossier, tmp_path: Path) -> None:
    """JSON lines hand on the claims with all their fields."""
    write(stood, tmp_path / "r.jsonl", format="jsonl")
    (line,) = [json.loads(one) for one in (tmp_path / "r.jsonl").read_bytes().splitlines()]
    kinds = [c["kind"] for c in line["claims"]]
    assert (kinds.count("siege"), kinds.count("position")) == (1, 3)


def test_a_filter_keeps_stances_on_the_agreement(tmp_path: Path) -> None:
    """Narrowed to one agreement, a table holds the stances on it with their words; stances on others are left out."""
    other = truce_report("s3", "2019-04-02", "A truce took effect in Goma.", place=at("A truce took effect in Goma.", "Goma", GOMA))
    with Book(tmp_path / "b.db", who="ana") as book:
        book.create()
        book.add(standoff())
        book.add(other)
        for place, rows in (("Daraa", 3), ("Goma", 0)):
            export(book, tmp_path / "x.csv", format="csv", table="Positions", agreement=place)
            assert (tmp_path / "x.csv").read_text(encoding="utf-8-sig").count("the truce") == rows


def test_an_unchanged_workbook_proposes_nothing(stood: Dossier, tmp_path: Path) -> None:
    """Rows of Positions that share an id come back as they went; an edit there is named and left alone."""
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    path = tmp_path / "b.xlsx"
    write(stood, path, format="xlsx")
    assert (propose(read_workbook(path), stood), left_alone(read_workbook(path), stood)) == ([], [])
    book = openpyxl.load_workbook(path)
    sheet = book["Positions"]
    column = [c.value for c in sheet[1]].index("stance") + 1
    sheet.cell(row=2, column=column).value = "doubts"
    book.save(path)
    assert propose(read_workbook(path), stood) == []
    (said,) = left_alone(read_workbook(path), stood)
    assert said.startswith("Positions, row 2, stance")
