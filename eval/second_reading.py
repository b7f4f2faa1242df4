"""How far two readers agree who annotated the same reports by the guideline, each alone: what a reader of any kind can reach.

    python eval/second_reading.py

Scores the second reading (`eval/reports/second`) against the first as the shared scorer scores the reader: of the 50 reports of
`eval/reports/news`, and, where their texts are at hand, of the 25 public articles of `eval/reports/articles`. Prints precision, recall and
F1 of each kind, and the share of matched items whose field is the same. Says so and does nothing where the shared scorer is absent.
"""

import sys
from pathlib import Path
from typing import Any

from linear_heads import annotated
from public_reports import laid_on, public_reports
from shared_folder import SHARED, shared_module

REPORTS = Path(__file__).resolve().parent / "reports"
KINDS = {
    "agreements": "agreement",
    "provisions": "provision",
    "violations": "violation",
    "figures": "figure",
    "events": "event",
    "quotes": "quotation",
}
CODED = {"kind": "type", "status": "status", "action": "action", "category": "category", "low": "low", "type": "type"}
NAMED = ("debtor", "perpetrator", "source", "target", "speaker")
LISTED = ("parties", "mediators")


def answer_of(report: dict[str, Any]) -> dict[str, Any]:
    """Return an annotated report in the form of a reader's answer."""
    return {"claims": [_claim(kind, item) for key, kind in KINDS.items() for item in report[key]]}


def _claim(kind: str, item: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: {"value": item[key]} for key, name in CODED.items() if item.get(key) is not None}
    fields |= {name: {"value": None, "text": item[name]} for name in NAMED if item.get(name)}
    fields |= {name: [{"text": member} for member in item[name]] for name in LISTED if item.get(name)}
    if isinstance(item.get("began"), str):
        fields["began"] = {"value": {"from": item["began"]}}
    return {"kind": kind, "start": item["start"], "end": item["end"], "quote": item["quote"], "fields": fields}


def tell(name: str, first: list[dict[str, Any]], second: list[dict[str, Any]]) -> None:
    """Print how far the second reading agrees with the first."""
    others = {report["id"]: report for report in second}
    scores = shared_module("score").truce([(report, answer_of(others[report["id"]])) for report in first])
    print(f"{name}: {len(first)} reports read twice")
    for kind, figures in scores.items():
        print(f"  {kind:11}", "  ".join(f"{key} {value:.3f}" for key, value in figures.items() if isinstance(value, float)))


def main() -> int:
    """Print the agreement of both sets; see the module's words."""
    if not (SHARED / "eval").is_dir():
        print("second reading: skipped, the shared scorer is not beside this checkout (it is no part of trucebook)")
        return 0
    news = annotated([str(REPORTS / "news")], "agreements")
    tell("news", news, laid_on(REPORTS / "second" / "news.json", {report["id"]: report for report in news}))
    articles = public_reports(REPORTS / "articles" / "marks.json")
    if articles:
        tell("articles", articles, public_reports(REPORTS / "second" / "articles.json"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
