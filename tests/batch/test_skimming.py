"""Skimming an archive: what was read is counted in the output and in the manifest, and quotes stay exact."""

import json
from pathlib import Path

from pyarrow import parquet

from trucebook.batch import Options, code
from trucebook.batch.readers import NamedReader
from trucebook.batch.tables import line_of_row

TRUCE = "The weather was mild. Rebels and the army agreed to a ceasefire in Goma on Monday, and nine people were killed before it began."
DULL = "The museum has old maps. Some are yellow."


def test_what_was_skimmed_is_counted(tmp_path: Path) -> None:
    """Each reading says how much was read, totals add it up, and a report that holds nothing of the kind is counted as skipped."""
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in (("a", TRUCE), ("b", DULL))))
    options = Options(reader=NamedReader(skim=True))
    summary = code([tmp_path / "in.jsonl"], tmp_path / "out.jsonl", options=options)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [line["skimmed"]["read"] > 0 for line in lines] == [True, False]
    assert {line["reader"]["name"] for line in lines} == {options.reader.card().name}
    assert lines[0]["claims"]
    assert all(TRUCE[claim["start"] : claim["end"]] == claim["quote"] for claim in lines[0]["claims"])
    assert (summary.totals.read, summary.totals.skipped) == (2, 1)
    assert summary.totals.sentences == sum(line["skimmed"]["sentences"] for line in lines)
    assert summary.totals.sentences_read == lines[0]["skimmed"]["read"]


def test_parquet_keeps_what_was_skimmed(tmp_path: Path) -> None:
    """A skimmed reading comes back from Parquet as it stands in JSON lines."""
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": TRUCE}) + "\n")
    for name in ("out.jsonl", "out.parquet"):
        code([tmp_path / "in.jsonl"], tmp_path / name, options=Options(reader=NamedReader(skim=True)))
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [line_of_row(row) for row in rows] == [json.loads((tmp_path / "out.jsonl").read_text())]
