"""Layout: captions, credits, datelines, headings and boilerplate told apart from the body.

Invariant: blocks do not overlap and lie in text order.
"""

from trucebook.model import Caption, Report
from trucebook.reading.notes import Block
from trucebook.reading.parse import Parse


def find_blocks(parse: Parse) -> tuple[Block, ...]:
    """Return the blocks of a text that are not plain body."""
    return ()


def find_captions(report: Report, parse: Parse, blocks: tuple[Block, ...]) -> tuple[Caption, ...]:
    """Return the captions of a report with credit line and dates."""
    return ()
