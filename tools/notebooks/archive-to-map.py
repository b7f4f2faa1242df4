# %% [markdown]
# # An archive, from articles to a map
#
# Articles from a grammar (`eval/corpus.py`; no real news), coded by all cores, counted by DuckDB, drawn on a map. The same three steps
# serve an archive of your own.

# %%
import os
import subprocess
import sys

articles = int(os.environ.get("ARTICLES", "10000"))
with open("archive.jsonl", "w") as out:
    subprocess.run([sys.executable, "corpus.py", str(articles)], stdout=out, check=True)
done = subprocess.run(
    [sys.executable, "-m", "trucebook", "code", "archive.jsonl", "-o", "coded", "--tables"], capture_output=True, text=True, check=True
)
print(articles, "articles,", sum(os.path.getsize(f"{d}/{f}") for d, _, fs in os.walk("coded") for f in fs) // 1_000_000, "MB coded")

# %% [markdown]
# ## What is in it

# %%
import duckdb

duckdb.sql(
    "SELECT type, count(*) AS events, count(DISTINCT report) AS articles FROM 'coded/events/*.parquet' GROUP BY type ORDER BY events DESC"
).df().head(8)

# %%
duckdb.sql("SELECT status, count(*) AS agreements FROM 'coded/agreements/*.parquet' GROUP BY status ORDER BY agreements DESC").df()

# %% [markdown]
# ## Where
#
# Places that are a town or sharper, by the number of articles that name them.

# %%
where = duckdb.sql(
    """SELECT name, any_value(country) AS country, avg(lat) AS lat, avg(lon) AS lon, count(DISTINCT report) AS articles
    FROM 'coded/mentions/*.parquet' WHERE kind = 'place' AND precision IN ('point', 'town') AND lat IS NOT NULL
    GROUP BY name ORDER BY articles DESC, name"""
).df()
where.head(8)

# %%
import matplotlib.pyplot as plt

from trucebook.web.outlines import Outlines

figure, axes = plt.subplots(figsize=(11, 5.5))
for country in Outlines.load().countries:
    for ring in country.rings:
        axes.fill(*zip(*ring, strict=True), facecolor="#eef1f3", edgecolor="#b8c1c9", linewidth=0.4)
axes.scatter(where.lon, where.lat, s=4 + 60 * where.articles / where.articles.max(), color="#a3372e", alpha=0.6, linewidth=0)
for _, town in where.head(6).iterrows():
    axes.annotate(town["name"], (town.lon, town.lat), fontsize=8, xytext=(4, 4), textcoords="offset points")
axes.set_xlim(-85, 135)
axes.set_ylim(-15, 60)
axes.set_axis_off()
axes.set_title("Articles by the towns they name; lines: Natural Earth")
plt.show()
