"""The pages: one file, one frozen struct, one template and one address each, all of one name.

Invariant: a page is a function of what is asked and of the shelf; it writes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from trucebook.web.asked import Asked
from trucebook.web.pages import adjudicate, agreement, board, codebook, figures, log, map, report, reports, review, search, timeline


@dataclass(frozen=True)
class Page:
    """One page: name (of its module and template), address, title, the function that makes it, and whether blind coders may see it."""

    name: str
    address: str
    title: str
    show: Callable[[Asked], msgspec.Struct]
    blind: bool = False


PAGES = (
    Page("board", "/", "Holding board", board.show),
    Page("agreement", "/agreements/{id}", "Agreement", agreement.show),
    Page("review", "/review", "Review", review.show, blind=True),
    Page("adjudicate", "/adjudicate", "Adjudication", adjudicate.show),
    Page("timeline", "/timeline", "Timeline", timeline.show),
    Page("map", "/map", "Map", map.show),
    Page("figures", "/figures", "Figures", figures.show),
    Page("reports", "/reports", "Reports", reports.show, blind=True),
    Page("report", "/reports/{id:path}", "Report", report.show, blind=True),
    Page("codebook", "/codebook", "Codebook", codebook.show, blind=True),
    Page("log", "/log", "Log", log.show),
    Page("search", "/search", "Search", search.show, blind=True),
)
