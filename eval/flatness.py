"""Whether one worker's memory stays flat while the words keep changing.

    python eval/flatness.py [--articles 20000] [--most-words N]

Articles are read that each bring a dozen made-up names, so that the vocabulary never stops growing; printed every thousand articles are
the process's memory in MB and the words that the model holds. `--most-words` lowers the number after which the model is loaded anew, to see
several rounds in a short run.
"""

import argparse
import os
import random
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from trucebook import actors, codebook, gazetteer
from trucebook.model import Report, new_report
from trucebook.reading import Sources, read_many
from trucebook.reading.grammar import language

PARTS = "ba be bo ka ki ko la lu ma mi na no ra ri sa su ta ti va vo za zu dre kra lon mar ten vil gor hil".split()


def articles(count: int) -> Iterator[Report]:
    """Yield dispatches that differ in every name and number."""
    rng = random.Random(4)
    for number in range(count):
        n = ["".join(rng.choice(PARTS) for _ in range(rng.randint(2, 4))).capitalize() for _ in range(12)]
        text = (
            f"{n[0]} fighters shelled {n[1]} on Monday, killing {rng.randint(2, 90)} people, {n[2]} {n[3]} said. "
            f"The {n[4]} brigade withdrew from {n[5]} after a truce with {n[6]}. “We will return,” said commander {n[7]} {n[8]}. "
            f"Residents of {n[9]} fled towards {n[10]} and {n[11]}."
        )
        yield new_report(text, id=str(number), published="2021-09-02")


def memory() -> int:
    """Return this process's resident memory in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) >> 10


def main() -> None:
    """Read and print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--articles", type=int, default=20_000)
    ap.add_argument("--most-words", type=int, default=language.MOST_WORDS)
    args = ap.parse_args()
    language.MOST_WORDS = args.most_words
    sources = Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load())
    for number, _ in enumerate(read_many(articles(args.articles), sources=sources), 1):
        if number % 1000 == 0:
            print(f"{number} articles  {memory()} MB  {len(language.load()[0].vocab)} words", flush=True)


if __name__ == "__main__":
    main()
