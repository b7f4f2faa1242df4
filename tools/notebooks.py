"""Make and run the notebooks of docs: one agreement from first report to verdict, and an archive from articles to a map.

    python tools/notebooks.py [--articles 10000] [--into docs/notebooks]

Each notebook is written from the cells in tools/notebooks/*.py (blocks that begin with `# %%`; those marked `[markdown]` are text), run
from top to bottom in a folder of its own beside the samples, and kept with what it printed. Exits 1 where a cell raises.
"""

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "tools" / "notebooks").glob("*.py"))


def cells(source: str) -> list[nbformat.NotebookNode]:
    """Return the cells of a file of blocks; ids are their numbers, so that a notebook made again differs only where it changed."""
    made = []
    for number, block in enumerate(re.split(r"^# %%", source, flags=re.M)[1:]):
        head, _, body = block.partition("\n")
        if "[markdown]" in head:
            words = "\n".join(line.removeprefix("#").removeprefix(" ") for line in body.strip().splitlines())
            made.append(nbformat.v4.new_markdown_cell(words, id=f"cell-{number}"))
        else:
            made.append(nbformat.v4.new_code_cell(body.strip(), id=f"cell-{number}"))
    return made


def run(source: Path, articles: int) -> nbformat.NotebookNode:
    """Return a notebook that was run, without times and without anything of the machine; raises CellExecutionError where a cell fails."""
    notebook = nbformat.v4.new_notebook(cells=cells(source.read_text(encoding="utf-8")))
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "samples").symlink_to(ROOT / "samples")
        (Path(folder) / "corpus.py").symlink_to(ROOT / "eval" / "corpus.py")
        os.environ |= {"ARTICLES": str(articles), "TRUCEBOOK_WHO": "ana", "PYTHONWARNINGS": "ignore"}
        client = NotebookClient(
            notebook, timeout=7200, kernel_name="python3", resources={"metadata": {"path": folder}}, record_timing=False
        )
        client.execute()
    return notebook


def main() -> int:
    """Run each and write it; see the module's words."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--articles", type=int, default=10_000)
    ap.add_argument("--into", type=Path, default=ROOT / "docs" / "notebooks")
    args = ap.parse_args()
    for source in SOURCES:
        try:
            notebook = run(source, args.articles)
        except CellExecutionError as error:
            print(f"{source.name}: a cell failed:\n{error}", file=sys.stderr)
            return 1
        nbformat.write(notebook, args.into / f"{source.stem}.ipynb")
        print(f"{source.stem}.ipynb: {len(notebook.cells)} cells")
    return 0


if __name__ == "__main__":
    sys.exit(main())
