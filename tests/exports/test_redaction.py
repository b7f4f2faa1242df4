"""Profiles of redaction: what each hides, what stays, and what is refused."""

import csv
import io
import json
from dataclasses import replace as renew
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from typer.testing import CliRunner

from tests.exports import AS_OF, book_of
from tests.exports.test_exports import need
from trucebook.cli import app
from trucebook.errors import InputError
from trucebook.export_book import at_risk, export, gather
from trucebook.exports import FORMATS, Dossier, write
from trucebook.exports.jsonl import readings
from trucebook.model import ActorValue, Field
from trucebook.redaction import Profile, coarse_period, coarse_place, load_profile, profiles, redact, refuse_at_risk

NAME = "Amina Kone"


def redacted(dossier: Dossier, name: str, **more: str) -> Dossier:
    """Return the dossier under a shipped profile."""
    return redact(dossier, replace(load_profile(name), **more), secret="s")


def rows(dossier: Dossier, folder: Path, format: str) -> list[dict[str, str]]:
    """Write a format and return its rows."""
    write(dossier, folder / format, format=format)
    return list(csv.DictReader(io.StringIO((folder / format).read_text(encoding="utf-8-sig"))))


@pytest.mark.parametrize("profile", ["private", "public", "partner"])
@pytest.mark.parametrize("format", [f for f in FORMATS if f not in ("jsonl", "brief")])
def test_no_format_shows_the_name(dossier: Dossier, tmp_path: Path, profile: str, format: str) -> None:
    """Neither the name nor its parts stand anywhere in the file."""
    need(format)
    write(redacted(dossier, profile), tmp_path / "out", format=format)
    raw = (tmp_path / "out").read_bytes()
    if format == "xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.load_workbook(io.BytesIO(raw))
        raw = "\n".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row).encode()
    assert b"Amina" not in raw
    assert b"Kone" not in raw


def test_pseudonyms_are_stable_in_one_book(dossier: Dossier, tmp_path: Path) -> None:
    """One book gives one pseudonym, another book another."""

    def target(secret: str) -> str:
        shown = redact(dossier, load_profile("partner"), secret=secret)
        return next(row["actor2"] for row in rows(shown, tmp_path, "acled") if row["sub_event_type"] == "Arrests")

    assert target("s") == target("s")
    assert target("s").startswith("Person ")
    assert target("s") != target("t")


def test_masks_keep_offsets_true(dossier: Dossier) -> None:
    """With texts kept, every quote and field still stands at its place, names covered to the letter."""
    shown = redacted(dossier, "partner", texts="keep")
    for reading in readings(shown):
        text = reading.report.text
        assert len(text) == len(dossier.reports[reading.report.id].text)
        for claim in reading.claims:
            assert text[claim.start : claim.end] == claim.quote
            assert all(text[f.start : f.end] == f.text for f in claim.spans() if f.start is not None)
    assert "<b>arrested</b> ██████████ in North Kivu" in shown.reports["r4"].text


def test_the_public_profile_is_coarse(dossier: Dossier, tmp_path: Path) -> None:
    """No pin, no day, no quote, no headline; publishers stay."""
    shown = redacted(dossier, "public")
    for row in rows(shown, tmp_path, "acled"):
        assert (row["latitude"], row["event_date"], row["notes"]) == ("", "", "")
        assert row["source"] == "Lake & Hill Post"
    assert {row["date_from"] for row in rows(shown, tmp_path, "acled")} == {"2021-09-01", "2021-08-01"}
    whole = json.dumps(msgspec.to_builtins(shown.record)) + json.dumps([msgspec.to_builtins(r) for r in shown.reports.values()])
    assert "Goma" not in whole
    assert "shell" not in whole.replace('"act": "shelling"', "")
    assert shown.about.profile == "public"


def test_the_court_profile_changes_nothing(dossier: Dossier) -> None:
    """Record, claims and reports are what they were."""
    shown = redacted(dossier, "court")
    assert (shown.record, dict(shown.filed), dict(shown.reports)) == (dossier.record, dict(dossier.filed), dict(dossier.reports))


def test_persons_can_be_dropped(dossier: Dossier, tmp_path: Path) -> None:
    """With drop there is not even a pseudonym."""
    arrest = next(r for r in rows(redacted(dossier, "partner", persons="drop"), tmp_path, "acled") if r["sub_event_type"] == "Arrests")
    assert set(arrest["actor2"]) <= {"█", " "}


def test_a_person_at_risk_stops_the_export(tmp_path: Path) -> None:
    """Nothing is written and nothing logged; a profile that hides persons may pass; the mark can be taken back."""
    with book_of(tmp_path / "b.db") as book:
        book.note("at_risk", NAME, {})
        assert at_risk(book) == [NAME]
        for options in ({"profile": "none"}, {"profile": "court"}, {"profile": "court", "format": "jsonl"}):
            with pytest.raises(InputError, match="at risk"):
                export(book, tmp_path / "a", **({"format": "acled"} | options))  # type: ignore[arg-type]
        assert not (tmp_path / "a").exists()
        assert book.log()[-1].what == "at_risk"
        export(book, tmp_path / "a", format="acled", profile="partner")
        assert json.loads(book.log()[-1].detail)["profile"] == "partner"
        book.note("not_at_risk", NAME, {})
        export(book, tmp_path / "b", format="acled")
        with pytest.raises(InputError, match="whole reports"):
            export(book, tmp_path / "c", format="jsonl", profile="public")


def test_a_name_the_reading_missed_is_caught_at_the_door(tmp_path: Path) -> None:
    """A name that stands only in a quote is hidden once it is marked at risk."""
    with book_of(tmp_path / "b.db") as book:
        book.note("at_risk", "villagers", {})
        export(book, tmp_path / "a", format="acled", profile="partner")
        assert b"villagers" not in (tmp_path / "a").read_bytes()


def test_addresses_and_publishers_hide_names_too(dossier: Dossier) -> None:
    """An address that holds a name is left out, a publisher's name is covered, and the door finds a name in an address."""
    named = replace(dossier.reports["r4"], url="https://news.invalid/2021/amina-kone-held", publisher="Amina Kone")
    told = renew(dossier, reports={**dossier.reports, "r4": named})
    shown = redacted(told, "partner").reports["r4"]
    assert shown.url is None
    assert shown.publisher is not None
    assert shown.publisher.startswith("Person ")
    only_address = renew(redacted(dossier, "partner"), reports={"r4": replace(named, text="", title=None, publisher=None)})
    with pytest.raises(InputError, match="1 values would show"):
        refuse_at_risk(only_address, [NAME], texts=False)


def test_profiles_of_ones_own(tmp_path: Path) -> None:
    """A YAML file with one profile serves; wrong ones are refused with what to mend."""
    (tmp_path / "mine.yaml").write_text("mine: {about: Ours., persons: drop}")
    assert (load_profile(str(tmp_path / "mine.yaml")).name, load_profile(str(tmp_path / "mine.yaml")).persons) == ("mine", "drop")
    assert set(profiles()) == {"private", "public", "partner", "none", "court"}
    for raw, words in (
        ("a: {colour: red}", "no file of profiles"),
        ("a: {}\nb: {}", "must hold one"),
        ("- 1", "no file"),
        ("a: [", "no file"),
    ):
        (tmp_path / "bad.yaml").write_text(raw)
        with pytest.raises(InputError, match=words):
            load_profile(str(tmp_path / "bad.yaml"))
    with pytest.raises(InputError, match="no such profile"):
        load_profile("secret")
    with pytest.raises(InputError, match="cannot be read"):
        load_profile(str(tmp_path / "none.yaml"))


def test_coarse_values() -> None:
    """A town becomes its province, or its country where the province is not known; a period widens to whole months or years."""
    town = {"place_id": "x", "name": "Goma", "lat": -1.7, "lon": 29.2, "country": "CD", "admin1": "North Kivu", "precision": "town"}
    wide = coarse_place(town, "province")
    assert (wide["name"], wide["lat"], wide["place_id"], wide["precision"]) == ("North Kivu", None, None, "province")
    assert coarse_place(town | {"admin1": None}, "province")["precision"] == "country"
    assert coarse_place(town, "country")["admin1"] is None
    day = {"from": "2020-02-03", "to": "2020-02-03", "precision": "day", "timex": "2020-02-03"}
    assert coarse_period(day, "month") == {"from": "2020-02-01", "to": "2020-02-29", "precision": "month", "timex": "2020-02"}
    assert coarse_period(day, "year") == {"from": "2020-01-01", "to": "2020-12-31", "precision": "year", "timex": "2020"}
    assert coarse_period({"from": None, "to": "2020-02-03", "timex": None}, "month")["from"] is None


@settings(deadline=None)
@given(
    st.sampled_from([*profiles().values(), Profile(persons="drop", places="country", dates="year", quotes="drop", reports="drop")]),
    st.text(),
)
def test_any_secret_and_profile_gives_a_dossier(dossier: Dossier, profile: Profile, secret: str) -> None:
    """Redaction never raises and never adds a claim."""
    assert set(redact(dossier, profile, secret=secret, at_risk=[secret]).filed) <= set(dossier.filed)


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """protect marks, lists and takes back; export refuses and then obeys the profile."""
    book_of(tmp_path / "b.db").close()
    monkeypatch.setenv("TRUCEBOOK_BOOK", str(tmp_path / "b.db"))
    runner, out = CliRunner(), str(tmp_path / "out.csv")
    assert runner.invoke(app, ["protect", "Amina  Kone"]).exit_code == 0
    assert runner.invoke(app, ["protect"]).output == "Amina Kone\n"
    refused = runner.invoke(app, ["export", "-f", "ged", "-o", out, "--profile", "court"])
    assert refused.exit_code == 2 or "at risk" not in refused.output
    refused = runner.invoke(app, ["export", "-f", "acled", "-o", out, "--profile", "none"])
    assert (refused.exit_code, "at risk" in refused.output) == (2, True)
    assert runner.invoke(app, ["export", "-f", "acled", "-o", out, "--profile", "public"]).exit_code == 0
    assert runner.invoke(app, ["protect", "Amina Kone", "--undo"]).exit_code == 0
    assert runner.invoke(app, ["export", "-f", "acled", "-o", out]).exit_code == 0


def test_gathering_is_not_redacting(tmp_path: Path) -> None:
    """Without a profile the dossier says so."""
    with book_of(tmp_path / "b.db") as book:
        assert gather(book, as_of=AS_OF).about.profile == "none"


@pytest.mark.parametrize("marked", ["Amina Kone", "amina koné", "KONE, Amina", "A. Kone", "Aminah Konneh", "Kone Amina", "Ms Amina Kone"])
def test_a_name_marked_in_another_spelling_is_found(tmp_path: Path, marked: str) -> None:
    """The export stops, and a profile that hides persons covers the name as the report spells it."""
    with book_of(tmp_path / "b.db") as book:
        book.note("at_risk", marked, {})
        with pytest.raises(InputError, match="at risk"):
            export(book, tmp_path / "a", format="acled", profile="none")
        export(book, tmp_path / "a", format="acled", profile="partner")
        assert b"Kone" not in (tmp_path / "a").read_bytes()


def test_file_names_and_filters_show_nobody(tmp_path: Path) -> None:
    """A file called after a person at risk is refused under every profile."""
    with book_of(tmp_path / "b.db") as book:
        book.note("at_risk", NAME, {})
        for name in ("amina-kone.csv", "A_Kone.csv", "KoneAmina Kone.csv"):
            with pytest.raises(InputError, match="name of the file"):
                export(book, tmp_path / name, format="acled", profile="public")
        assert [p.name for p in tmp_path.iterdir() if p.suffix == ".csv"] == []


def test_a_brief_that_does_not_show_the_person_passes(tmp_path: Path) -> None:
    """A person named in another agreement's reports alone does not stop it."""
    with book_of(tmp_path / "b.db") as book:
        book.note("at_risk", NAME, {})
        name = book.agreements("Daraa")[-1].id
        assert len(export(book, tmp_path / "a.html", format="brief", agreement=name, as_of=AS_OF)) == 64
        book.note("at_risk", "Daraa Army", {})
        book.note("at_risk", "The army", {})
        with pytest.raises(InputError, match="at risk"):
            export(book, tmp_path / "b.html", format="brief", agreement=name, as_of=AS_OF)


@pytest.mark.parametrize("format", [f for f in FORMATS if f != "brief"])
def test_every_format_hides_persons_unless_asked(tmp_path: Path, format: str) -> None:
    """Without a profile the person has a pseudonym and is masked in words; `none` shows the name, and the log says which it was."""
    need(format)
    shown = {}
    with book_of(tmp_path / "b.db") as book:
        for options in ({}, {"profile": "none"}):
            export(book, tmp_path / f"a.{format}", format=format, **options)
            profile = json.loads(book.log()[-1].detail)["profile"]
            raw = (tmp_path / f"a.{format}").read_bytes()
            if format == "xlsx":
                sheets = pytest.importorskip("openpyxl").load_workbook(io.BytesIO(raw))
                raw = "\n".join(str(c.value) for sheet in sheets for row in sheet.iter_rows() for c in row).encode()
            shown[profile] = raw
    assert set(shown) == {"private", "none"}
    assert b"Kone" not in shown["private"]
    if format in ("xlsx", "jsonl", "acled", "plover"):
        assert b"Kone" in shown["none"]


def test_the_private_profile_hides_persons_alone(dossier: Dossier) -> None:
    """Whole texts, places, days, headlines and addresses stay; one who holds an office we know of stays named."""
    shown = redacted(dossier, "private")
    assert shown.reports["r4"].text == dossier.reports["r4"].text.replace("Amina Kone", "█" * 10)
    assert {n: r for n, r in shown.reports.items() if n != "r4"} == {n: r for n, r in dossier.reports.items() if n != "r4"}
    changed = [name for name, item in dossier.filed.items() if shown.filed[name] != item]
    assert [dossier.filed[name].claim.quote for name in changed] == ["Police <b>arrested</b> Amina Kone"]
    told = next(item for item in dossier.filed.values() if item.claim.kind == "event")
    office = Field(value=ActorValue(actor_id="x.leader", name="Iva Petrova", kind="person"), text="Iva Petrova")
    claim = replace(told.claim, fields={**told.claim.fields, "target": office})
    kept = redacted(renew(dossier, filed={**dossier.filed, claim.id: renew(told, claim=claim)}), "private")
    assert kept.filed[claim.id].claim.fields["target"] == office
