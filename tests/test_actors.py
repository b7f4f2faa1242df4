"""Known actors: the tables are sound, and names are answered for a day."""

import csv
import subprocess
import sys
from importlib import resources

import pytest

from trucebook import actors, codebook
from trucebook.actors import ActorIndex, read_table, split_name


@pytest.fixture(scope="module")
def index() -> ActorIndex:
    """The known actors."""
    return actors.load()


def names(index: ActorIndex, name: str, day: str | None = None) -> list[str]:
    return [actor.name for actor in index.find(name, day=day)]


def test_tables_hold_what_they_promise():
    """At least 500 groups and bodies, 400 leaders and 200 states, every row with its source."""
    for file, least in (("actors.csv", 500), ("leaders.csv", 400), ("states.csv", 200), ("peoples.csv", 80), ("envoys.csv", 120)):
        rows = read_table(file)
        assert len(rows) >= least, file
        assert all(row["source"].strip() for row in rows), file


def test_ids_are_unique_and_kinds_and_countries_known():
    """No id twice over actors and states; kinds come from the codebook; countries are those of states.csv; parents exist."""
    rows, states = read_table("actors.csv"), read_table("states.csv")
    ids = [row["id"] for row in (*rows, *states)]
    assert len(ids) == len(set(ids))
    kinds = set(codebook.load().codes["actors"])
    countries = {row["iso2"] for row in states}
    for row in rows:
        assert row["kind"] in kinds, row
        assert not row["country"] or row["country"] in countries, row
        assert not row["parent"] or row["parent"] in ids, row


def test_leaders_belong_to_states_and_leave_after_they_came():
    """Every leader's state is a row of states.csv and no term ends before it begins."""
    states = {row["id"] for row in read_table("states.csv")}
    for row in read_table("leaders.csv"):
        assert row["state"] in states, row
        assert not row["to"] or row["from"] <= row["to"], row


def test_envoys_serve_known_bodies_and_leave_after_they_came():
    """Every envoy's body is an international actor of actors.csv, and no term ends before it begins."""
    bodies = {row["id"] for row in read_table("actors.csv") if row["side"] == "international"}
    for row in read_table("envoys.csv"):
        assert row["body"] in bodies, row
        assert not row["to"] or row["from"] <= row["to"], row


def test_states_have_codes_points_and_short_names():
    """Alpha-2 and alpha-3 codes have two and three letters, points lie on the globe."""
    for row in read_table("states.csv"):
        assert len(row["iso2"]) == 2, row
        assert len(row["iso3"]) == 3, row
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row


def test_no_alias_stands_twice_in_a_row_and_cells_are_clean():
    """Aliases of a row differ from each other, and no cell has blanks around it."""
    for file in ("actors.csv", "states.csv", "leaders.csv", "envoys.csv"):
        for row in read_table(file):
            aliases = [a for a in row["aliases"].split("|") if a]
            assert len(aliases) == len(set(aliases)), row
            assert all(cell == cell.strip() for cell in row.values()), row


def test_tables_parse_as_plain_csv():
    """Each table is UTF-8 CSV with one header and rows of the same length."""
    for file in ("actors.csv", "states.csv", "leaders.csv", "envoys.csv", "peoples.csv", "objects.csv"):
        text = (resources.files("trucebook") / "data" / file).read_text(encoding="utf-8")
        lengths = {len(row) for row in csv.reader(text.splitlines())}
        assert len(lengths) == 1, file


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("LTTE", "Liberation Tigers of Tamil Eelam"),
        ("the Lord's Resistance Army", "Lord's Resistance Army"),
        ("al-Shabab", "Al-Shabaab"),
        ("AL SHABAAB", "Al-Shabaab"),
        ("Hizbollah", "Hezbollah"),
        ("UNHCR", "UNHCR"),
        ("Khartoum", "Government of Sudan"),
        ("U.S.S.R.", "Government of Soviet Union"),
        ("Ivory Coast", "Government of Ivory Coast"),
        ("Côte d'Ivoire", "Government of Ivory Coast"),
        ("Cote d'Ivoire", "Government of Ivory Coast"),
    ],
)
def test_a_name_is_found_in_its_spellings(index: ActorIndex, name: str, found: str):
    """Acronyms, articles, case, diacritics and capitals all lead to the actor."""
    assert found in names(index, name)


def test_an_unknown_name_finds_nobody(index: ActorIndex):
    """Empty and unknown names give an empty list."""
    assert index.find("") == []
    assert index.find("Front for the Freedom of Teapots") == []


def test_a_leader_stands_for_his_government_only_in_his_time(index: ActorIndex):
    """Siad Barre is the government of Somalia in 1980 and nobody's in 2000."""
    assert names(index, "Siad Barre", "1980-01-01") == ["Government of Somalia"]
    assert names(index, "Siad Barre", "2000-01-01") == []


def test_a_former_state_is_answered_for_its_time(index: ActorIndex):
    """Zaire exists in 1990 and not in 2010; without a day it is always found."""
    assert names(index, "Zaire", "1990-06-01") == ["Government of Zaire"]
    assert names(index, "Zaire", "2010-06-01") == []
    assert names(index, "Zaire") == ["Government of Zaire"]


def test_a_shared_name_gives_all_its_bearers(index: ActorIndex):
    """Two movements called National Liberation Army, in Colombia and in Macedonia; the day tells them apart."""
    assert {a.country for a in index.find("National Liberation Army")} == {"CO", "MK"}
    assert {a.country for a in index.find("National Liberation Army", day="2015-01-01")} == {"CO"}


def test_names_split_as_the_parser_cuts_them():
    """Hyphens between letters and a possessive part a name; digits and apostrophes inside a word do not."""
    assert split_name("Al-Qa'ida") == ("al", "qaida")
    assert split_name("People's Army") == ("people", "s", "army")
    assert split_name("M-19") == ("m19",)
    assert split_name("SPLM/A-North") == ("splm", "a", "north")


def test_load_is_shared():
    """The second call gives the index of the first."""
    assert actors.load() is actors.load()


def test_load_is_quick_in_a_fresh_process():
    """A fresh load takes under half a second of CPU: best of three, in a process of its own, free of what other tests left in memory."""
    body = "actors.load.cache_clear(); began = time.process_time(); actors.load(); spent.append(time.process_time() - began)"
    program = f"import time\nfrom trucebook import actors\nspent = []\nfor _ in range(3):\n    {body}\nprint(min(spent))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert float(found.stdout) < 0.5


def test_a_leader_of_two_terms_is_no_leader_between_them():
    """Whoever left office and came back stood for the government in each term and not between."""
    index = actors.load()
    assert [a.id for a in index.find("Shinzo Abe", day="2007-01-01")] == ["JPN"]
    assert index.find("Shinzo Abe", day="2010-01-01") == []
    assert [a.id for a in index.find("Shinzo Abe", day="2014-01-01")] == ["JPN"]


@pytest.mark.parametrize(
    ("name", "day", "found"),
    [
        ("Lakhdar Brahimi", "2013-05-01", ["United Nations"]),
        ("Javier Perez de Cuellar", "1988-08-01", ["United Nations"]),
        ("Heidi Tagliavini", "2015-02-12", ["OSCE"]),
        ("Nabil al-Arabi", "2012-01-10", ["Arab League"]),
        ("Geir Pedersen", "2012-01-10", []),
    ],
)
def test_envoys_stand_for_their_body_while_they_serve(index: ActorIndex, name: str, day: str, found: list[str]):
    """An envoy's name stands for the body he serves on the day, in any usual spelling."""
    assert names(index, name, day) == found
