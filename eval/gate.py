"""Score every gold set and compare with eval/floors.json.

    python eval/gate.py [--raise] [SET …]

Runs `trucebook code` over each set of the shared gold folder through the shared scorers and prints a table of figure,
floor and verdict. Exits 1 where a figure lies below its floor. Where the shared folder is absent it says so and exits 0.
With --raise, floors that were exceeded are raised to the figure (rounded down to three places); they are never lowered.
"""

import argparse
import json
import math
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from linear_heads import annotated
from shared_folder import SHARED

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "eval" / "floors.json"
RESULTS = ROOT / "eval" / "results.json"
SETS = {
    "truce": ("truce", "truce/dev"),
    "re3d": ("re3d", "re3d"),
    "wikiwars": ("timex", "wikiwars/keyinline"),
    "lgl": ("geo", "geo/lgl.xml"),
    "idmc": ("displacement", "displacement/IDMC_fully_labelled.csv"),
    "fakes": ("fakes", "fakes/fakes_dev.csv"),
    "plv": ("plover", "plover/PLV_train.tsv"),
    "polnear": ("attribution", "attribution/dev"),
    "public": ("truce", "public"),  # eval/reports/public: public texts that were looked at and fitted on
    "articles": ("truce", "articles"),  # eval/reports/articles: the same, plain war news that no head is fitted on
    "news": ("truce", "news"),  # eval/reports/news: plain news of our own on which nothing is fitted or mended
    "held": ("truce", "held"),  # eval/reports/held: the same in unusual words
    "marked": ("truce", "marked"),  # eval/reports/marked: many more of our own, with agreements and figures marked alone
}
OWN = ("public", "articles", "news", "held", "marked")  # sets whose marks are in the repository


def run(*command: str, **options: Any) -> str:
    """Run a command; returns what it printed. Exits with its error where it fails."""
    done = subprocess.run([sys.executable, *command], text=True, capture_output=True, check=False, **options)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return str(done.stdout)


def measure(name: str, folder: Path) -> dict[str, Any]:
    """Return the scores of one set: its input through `trucebook code`, the output through the shared scorer."""
    loader, gold = SETS[name]
    source, output = folder / f"{name}.jsonl", folder / f"{name}.out.jsonl"
    path = str(own_reports(folder, name) if name in OWN else SHARED / "gold" / gold)
    source.write_text(run(str(SHARED / "eval" / "sets.py"), loader, path), encoding="utf-8")
    run("-m", "trucebook", "code", str(source), "-o", str(output))
    errors = sum('"error"' in line[:400] and '"claims"' not in line for line in output.read_text(encoding="utf-8").splitlines())
    if errors:
        sys.exit(f"{name}: {errors} reports could not be read; see `trucebook code` on that set")
    scores: dict[str, Any] = json.loads(run(str(SHARED / "eval" / "score.py"), loader, path, str(output), "--json"))
    return scores


def own_reports(folder: Path, name: str) -> Path:
    """Return a folder with the annotated reports of eval/reports/`name` in the form of the gold."""
    path = folder / name
    path.mkdir(exist_ok=True)
    for number, report in enumerate(annotated([str(ROOT / "eval" / "reports" / name)], "agreements")):
        (path / f"{number:03}.json").write_text(json.dumps(report), encoding="utf-8")
    return path


def measure_unseen(folder: Path) -> dict[str, Any]:
    """Return the scores of the set that the event head is trained on, each sentence read by a head that never saw it.

    The set goes through `trucebook code` too, which checks its evidence; what that scores is fit, not accuracy, and is not used.
    """
    measure("plv", folder)
    said = run(str(ROOT / "eval" / "train_events.py"), str(SHARED / "gold" / SETS["plv"][1]))
    rows = {
        name: tuple(map(float, values))
        for name, *values in re.findall(r"^(.+?): n \d+  accuracy ([\d.]+)  macro F1 ([\d.]+)", said, re.MULTILINE)
    }
    (accuracy, macro), (ruled, ruled_macro) = rows["head, 5-fold"], rows["rules alone"]
    return {"accuracy": accuracy, "macro_f1": macro, "rules_accuracy": ruled, "rules_macro_f1": ruled_macro}


def flatten(scores: dict[str, Any], prefix: str = "") -> dict[str, float]:
    """Return nested scores as dotted names → figures; counts are left out."""
    flat: dict[str, float] = {}
    for key, value in scores.items():
        if isinstance(value, dict):
            flat |= flatten(value, f"{prefix}{key}.")
        elif isinstance(value, float):
            flat[prefix + key] = value
    return flat


def compare(name: str, figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Print each figure that has a floor beside it; returns the ones that lie below."""
    low = []
    for key, floor in floors.items():
        figure = figures.get(key, 0.0)
        below = figure < floor - 1e-9
        low += [f"{name} {key}"] if below else []
        print(f"{name:10s} {key:34s} {figure:6.3f}  floor {floor:.3f}  {'BELOW' if below else 'ok'}")
    return low


def main() -> int:
    """Measure, print, compare; see the module's words."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("sets", nargs="*", choices=[*SETS, []])
    ap.add_argument("--raise", dest="up", action="store_true")
    args = ap.parse_args()
    if not (SHARED / "gold").is_dir():
        print("gate: skipped, the shared gold sets are not beside this checkout (they are no part of trucebook)")
        return 0
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    results: dict[str, dict[str, float]] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    low: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in args.sets or SETS:
            began = time.monotonic()
            figures = flatten(measure_unseen(Path(folder)) if name == "plv" else measure(name, Path(folder)))
            results[name] = {k: round(v, 4) for k, v in figures.items()}
            low += compare(name, figures, floors.get(name, {}))
            print(f"{name:10s} {time.monotonic() - began:.0f} s", flush=True)
            if args.up:
                floors[name] = {k: max(v, math.floor(figures.get(k, 0) * 1000) / 1000) for k, v in floors.get(name, {}).items()}
    if args.up:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
        RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"gate: {len(low)} below their floor: {', '.join(low)}" if low else "gate: every floor holds")
    return bool(low)


if __name__ == "__main__":
    sys.exit(main())
