"""The tables of a workbook, in their order.

Invariant: the codebook comes last, and every table can also be written alone.
"""

from typing import Any

from trucebook.exports import agreement_tables as agreed
from trucebook.exports import told_tables as told
from trucebook.exports.columns import Table
from trucebook.exports.position_table import POSITIONS
from trucebook.exports.siege_table import SIEGES

TABLES: tuple[Table[Any], ...] = (
    agreed.AGREEMENTS,
    agreed.PARTIES,
    agreed.PROVISIONS,
    agreed.STATUS,
    agreed.VIOLATIONS,
    told.EVENTS,
    SIEGES,
    POSITIONS,
    told.FIGURES,
    told.REPORTS,
    told.CLAIMS,
    told.FIELDS,
    told.CODES,
)
