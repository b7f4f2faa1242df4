"""The command that reads archives.

Invariant: nothing here decides or computes.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from trucebook.batch import code as code_archive
from trucebook.desk import speaking_plainly
from trucebook.errors import InputError
from trucebook.reading_desk import bar, sources


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command()
    def code(
        source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="JSON lines: one object with id and text a line.")],
        output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.jsonl", help="Where the JSON lines of the readings go.")],
    ) -> None:
        """Read an archive of reports into JSON lines.

        Example: trucebook code archive.jsonl -o coded.jsonl
        """
        with speaking_plainly(), bar("Reading") as step:
            for path in (source, output):
                if path.suffix not in (".jsonl", ".ndjson"):
                    raise InputError(f"{path}: must end in .jsonl; other formats cannot be coded yet")
            if output.resolve() == source.resolve():
                raise InputError(f"{output}: would overwrite its own input; name another output")
            good, bad = code_archive(source, output, sources=sources(), progress=step)
        print(f"{good} reports read" + (f", {bad} lines with errors (see `error` in {output})" if bad else ""), file=sys.stderr)
