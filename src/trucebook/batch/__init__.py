"""Archives too large for a book: the same reading over many reports, on all cores or a cluster, in files that are whole or not there.

Invariant: the output appears under its name only when it is whole; no report is lost to another's error; a run that was cut off goes on
where it stopped and ends in the same bytes.
"""

from trucebook.batch.lines import ErrorLine, InputLine, encode, report_of_line
from trucebook.batch.run import Options, Summary, code

__all__ = ["ErrorLine", "InputLine", "Options", "Summary", "code", "encode", "report_of_line"]
