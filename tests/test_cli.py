"""The command line, run in process: output, exit codes, and how it speaks of bad input."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from trucebook import __version__
from trucebook.cli import ROOM_OF, SECTIONS, Commands, app
from trucebook.desk import print_page

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
runner = CliRunner()


def test_version() -> None:
    """--version prints the one version there is."""
    assert runner.invoke(app, ["--version"]).output == f"trucebook {__version__}\n"


@pytest.mark.parametrize("name", ROOM_OF)
def test_every_command_is_in_its_room_and_shows_an_example(name: str) -> None:
    """The table at the top of the command line tells the truth, and each help page has an example."""
    said = runner.invoke(app, [name, "--help"])
    assert said.exit_code == 0, said.output
    assert "Example: trucebook" in said.output or "COMMAND [ARGS]" in said.output


def test_no_room_has_a_command_that_the_table_does_not_list() -> None:
    """What a room registers is what the table lists for it."""
    commands = Commands()
    for name in ROOM_OF:
        assert commands[name].name == name
    assert set(commands._made) == set(ROOM_OF)


def test_help_and_completion_import_no_room() -> None:
    """`--help` is written from the table alone: no room of ours is imported for it."""
    code = "import sys; from trucebook.cli import app; app(['--help'], standalone_mode=False); print(*sorted(m for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert {m for m in loaded if m.startswith("trucebook.")} == {"trucebook.cli"}
    assert not {"spacy", "sqlalchemy", "numpy"} & set(loaded)
    assert all(title in done.stdout for title in SECTIONS)


def test_completion_offers_commands() -> None:
    """A shell that asks for words beginning with `ag` is told of agree and agreements."""
    asked = {"_TRUCEBOOK_COMPLETE": "complete_bash", "COMP_WORDS": "trucebook ag", "COMP_CWORD": "1"}
    code = "from trucebook.cli import app; app(prog_name='trucebook')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ | asked)
    assert set(done.stdout.split()) == {"agreements", "agree"}


def test_read_prints_a_page_with_agreement_and_ledger() -> None:
    """The first sample's page names the truce, its standing and its provisions, each with its words."""
    result = runner.invoke(app, ["read", str(SAMPLES / "2021-09-02-daraa-truce-in-force.txt")], env={"COLUMNS": "160", "NO_COLOR": "1"})
    assert result.exit_code == 0, result.output
    assert "AGREEMENT 1" in result.output
    assert "in force" in result.output
    assert "lift siege" in result.output
    assert "more than 38,000" in result.output
    assert "published 2 September 2021" in result.output


def test_read_json_is_one_line_a_report_with_exact_evidence() -> None:
    """--json prints the contract; every span of every claim is in the text."""
    paths = sorted(map(str, SAMPLES.glob("*.txt")))
    result = runner.invoke(app, ["read", "--json", *paths])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["report"]["published"] for line in lines] == ["2021-09-02", "2021-09-04", "2021-09-06"]
    for line in lines:
        text = line["report"]["text"]
        assert line["id"] == line["report"]["id"]
        assert set(line) == {"id", "report", "mentions", "claims", "reader"}
        assert line["reader"]["model_sha256"]
        for claim in line["claims"]:
            assert text[claim["start"] : claim["end"]] == claim["quote"]
            for field in claim["fields"].values():
                for one in field if isinstance(field, list) else [field]:
                    assert one["start"] is None or text[one["start"] : one["end"]] == one["text"]


def test_read_takes_standard_input() -> None:
    """With no file, or -, the text comes from standard input and --published anchors it."""
    for args in (["read", "--json", "--published", "2021-09-02"], ["read", "--json", "--published", "2021-09-02", "-"]):
        result = runner.invoke(app, args, input="A truce took effect in Goma on Wednesday.")
        assert json.loads(result.stdout)["report"]["published"] == "2021-09-02"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["read", "nowhere.txt"], "nowhere.txt: no such file"),
        (["read", "--published", "2021-02-31", "nowhere.txt"], "2021-02-31"),
        (["code", "nowhere.jsonl", "-o", "out.jsonl"], "nowhere.jsonl: no such file"),
        (["code", "in.csv", "-o", "out.jsonl"], "in.csv: no such file"),
        (["code", ".", "-o", "out"], "would overwrite its own input or lie in it"),
        (["codebook", "nonsense"], "no code is called nonsense"),
    ],
)
def test_bad_input_exits_2_with_one_clear_line(args: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind of bad input ends with exit code 2 and one line that names it."""
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(app, args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_binary_exits_2(tmp_path: Path) -> None:
    """A binary file is refused by name."""
    path = tmp_path / "photo.txt"
    path.write_bytes(b"\x00\x01\x02" * 100)
    result = runner.invoke(app, ["read", str(path)])
    assert result.exit_code == 2
    assert "photo.txt" in result.stderr


def test_code_writes_every_line_and_error_lines_for_bad_ones(tmp_path: Path) -> None:
    """Good lines give readings, bad lines give errors with their place, and nothing else is left in the folder."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = ['{"id": 1, "text": "Nine people were killed in Goma on Monday."}', "not json", '{"id": "b"}', '{"id": "c", "text": ""}', ""]
    source.write_text("\n".join(lines))
    result = runner.invoke(app, ["code", str(source), "-o", str(target)])
    assert result.exit_code == 0, result.output
    got = {row["id"]: row for row in map(json.loads, target.read_text().splitlines())}
    assert set(got) == {"1", "c", f"{source}, line 2", f"{source}, line 3"}
    assert got["1"]["report"]["text"].startswith("Nine people")
    assert "text" in got[f"{source}, line 3"]["error"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_code_that_is_stopped_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with exit code 130 and one line that says how far the run came and what to do."""

    def stopped(*_: object, progress: Callable[[int, int, int], None], **__: object) -> object:
        progress(20, 120, 20)
        raise KeyboardInterrupt

    monkeypatch.setattr("trucebook.code_cli.code_archive", stopped)
    result = runner.invoke(app, ["code", str(tmp_path), "-o", "out.jsonl"])
    assert result.exit_code == 130
    assert "stopped at 20 of 120 articles; whole parts are kept, run the same command to go on" in result.stderr


def test_code_never_overwrites_its_input(tmp_path: Path) -> None:
    """Output and input of one name are refused before a byte is written."""
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "x"}\n')
    assert runner.invoke(app, ["code", str(path), "-o", str(path)]).exit_code == 2
    assert path.read_text() == '{"id": "a", "text": "x"}\n'


def test_codebook_prints_a_code_in_full() -> None:
    """A code comes with definition, example and source; the list names every file."""
    one = runner.invoke(app, ["codebook", "lift_siege"]).output
    assert "lift_siege" in one
    assert "example:" in one
    assert "source:" in one
    whole = runner.invoke(app, ["codebook"]).output
    assert all(f"({file})" in whole for file in ("events", "agreements", "provisions", "violations", "figures", "actors", "assertion"))


def test_gazetteer_find() -> None:
    """A spelling variant finds the town; an unknown name exits 1 and says what to do."""
    result = runner.invoke(app, ["gazetteer", "find", "Deraa"], env={"COLUMNS": "160"})
    assert result.exit_code == 0
    assert "SY" in result.output
    unknown = runner.invoke(app, ["gazetteer", "find", "Qwxyzzyville"])
    assert unknown.exit_code == 1
    assert "gazetteer add" in unknown.stderr


def test_a_long_page_goes_through_the_pager_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Longer than the screen: the pager; shorter, or no terminal: printed as it is."""
    paged: list[str] = []
    monkeypatch.setattr("pydoc.pager", paged.append)
    monkeypatch.setenv("LINES", "10")
    monkeypatch.setenv("NO_COLOR", "1")
    print_page("\n".join(map(str, range(30))))
    assert not paged
    assert "29" in capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    print_page("short")
    assert not paged
    print_page("\n".join(map(str, range(30))))
    assert "29" in paged[0]
    assert "\x1b" not in paged[0]


def test_ctrl_c_ends_with_130_and_a_line() -> None:
    """A user's interrupt is told in one line, without a trace."""
    code = "import signal, os, typer\nfrom trucebook.desk import speaking_plainly\napp = typer.Typer()\n"
    code += "@app.command()\ndef wait():\n    with speaking_plainly():\n        os.kill(os.getpid(), signal.SIGINT)\napp()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert done.stderr == "trucebook: stopped; what was done is kept, and the same command goes on from there\n"
