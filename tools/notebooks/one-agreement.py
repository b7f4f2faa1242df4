# %% [markdown]
# # One agreement, from its first report to a verdict
#
# Three dispatches on a local truce, a few days apart (they lie in `samples/`, written for trucebook from public facts). The first ends on a
# question: *will it hold?*

# %%
from pathlib import Path

import trucebook

files = sorted(Path("samples").glob("*.txt"))
readings = list(trucebook.read_files(*files))
[(r.report.published, r.report.title, len(r.claims)) for r in readings]

# %% [markdown]
# A reading shows its text with the mentions in colour, and every claim beside the words it came from.

# %%
readings[0]

# %% [markdown]
# ## A book joins what the reports say

# %%
book = trucebook.Book("daraa.db", who="ana")
book.create()
for reading in readings:
    book.add(reading)

for agreement in book.agreements():
    print(agreement.label, "|", ", ".join(agreement.parties) or "parties not told", "|", [s.status for s in agreement.standings])

# %% [markdown]
# ## Is it holding? That depends on the day
#
# Only what was published by the day asked for counts.

# %%
first = next(a for a in book.agreements() if a.began and a.began.first == "2021-09-01")
for day in ("2021-09-02", "2021-09-04", "2021-09-06", "2021-09-25"):
    verdict = book.ask(first.id, day)[0].assessment
    print(day, verdict.verdict, "|", verdict.rule)

# %%
book.ask(first.id, "2021-09-04")[0]

# %% [markdown]
# ## What each side owed
#
# `tables` gives every table of the exports, for pandas, polars or Arrow.

# %%
tables = trucebook.tables(book)
tables["Provisions"].to_pandas()[["action", "debtor", "beneficiary", "status", "quote"]].head(12)

# %% [markdown]
# ## A person decides
#
# A correction is added, never written over what was read; undoing it gives back the record as it was.

# %%
claim = next(f.claim for f in book.claims(["figure"]) if f.claim.value("category") == "displaced")
before = book.record()
book.judge("correct", [claim.id], field="low", value=38_500, why="the agency's own table")
print("corrected:", [r.value.low for f in book.record().figures if claim.id in f.claims for r in f.rivals])
book.undo()
print("as it was:", book.record() == before)

# %%
[(line.what, line.who) for line in book.log()][-3:], book.verify() or "every quote and every line of the log stands"

# %%
book.close()
