"""The index of declarations: how long it takes to build, how large it is, how quick it answers, and what it finds.

    python -m benchmarks.measure.search PROJECT
    python -m benchmarks.measure.search DECLARATIONS.jsonl.gz

PROJECT is a folder with libraries in it (`Mathlib.lean` and `Mathlib/`), whose index is built anew in a scratch folder.
The other is a list of declarations as documentation pages have them, one JSON object a line: `name`, `kind`, `module`,
`sig`, `lines`, `doc`. Of a thousand of them, drawn at random from those that have one, the docstring is the query:
whole, half of its words, and whole where no docstring is indexed.
"""

import argparse
import asyncio
import gzip
import json
import math
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from prover.lean.search.building import build, write
from prover.lean.search.catalogue import Catalogue
from prover.lean.search.packages import Volume
from prover.lean.search.project_index import reachable
from prover.text.source_scan import Entry

DRAWN, FIRST = 1_000, 5
TEXTS = 20
SEED = 14
KEY = "measured"
BATCH = 1_000
MEGABYTE = 2**20
KILOBYTES = 1024  # of a megabyte
QUERIES = (
    "add_comm", "norm_add_le", "Nat.*_comm", "a * b = b * a", "‖x + y‖ ≤ ‖x‖ + ‖y‖", "f (a + b) = f a + f b",
    "image of a compact set under a continuous function is compact", "Finset.sum_comm", "a ∣ b → b ∣ c → a ∣ c",
    "s ⊆ t → s ∩ u ⊆ t ∩ u", "measurable union countable", "x ∈ closure s ↔ ∃ u, Tendsto u atTop (𝓝 x)",
)  # fmt: skip


def of_project(project: Path, path: Path) -> None:
    """Build the index of a project's libraries, and ask it some things."""
    sources = Volume(KEY, KEY, (project,)).sources()
    began = time.perf_counter()
    unread = asyncio.run(build(path, KEY, sources))
    took = time.perf_counter() - began
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    largest = [each.ru_maxrss / KILOBYTES for each in used]
    cores = os.cpu_count() or 1
    processor = sum(each.ru_utime + each.ru_stime for each in used)
    megabytes = sum(source.stat().st_size for source in (Path(s.path) for s in sources)) / MEGABYTE
    catalogue = Catalogue(path, KEY)
    print(
        f"{len(sources):,} files of {megabytes:.0f} MB ({unread} unread), {catalogue.counts().total():,} declarations"
    )
    print("| measure | goal | measured |\n| --- | --- | --- |")
    print(f"| built | under 60 s | {took:.1f} s (processor time {processor:.1f} s) |")
    print(f"| memory, all processes | under 500 MB | at most {largest[0] + cores * largest[1]:.0f} MB |")
    print(f"| on the disk | – | {path.stat().st_size / MEGABYTE:.0f} MB |")
    print(f"| a query, median / p99 / worst of {len(QUERIES)} | under 20 ms | {told(times(catalogue, QUERIES))} |")
    asked_for_texts(catalogue)
    catalogue.close()


def asked_for_texts(catalogue: Catalogue) -> None:
    """The queries for texts that import one module, drawn at random; modules that are not in this folder bring none."""
    imports = catalogue.imports()
    everything = {"Init": [], **{name: [] for names in imports.values() for name in names}, **imports}
    took, queries, sizes = list[float](), list[float](), list[int]()
    for module in random.Random(SEED).sample(sorted(imports), TEXTS):  # noqa: S311
        began = time.process_time()
        modules = reachable([module], everything)
        took.append(1e3 * (time.process_time() - began))
        sizes.append(len(modules or ()))
        queries += times(catalogue, QUERIES, modules)
    print(f"| the same for {TEXTS} texts with {min(sizes)} to {max(sizes):,} modules | under 20 ms | {told(queries)} |")
    print(f"| which modules those are | – | {told(took)} |")


def of_declarations(file: Path, path: Path) -> None:
    """Load declarations, and look for those whose docstrings are given."""
    found = list(declarations(file))
    chance = random.Random(SEED)  # noqa: S311
    drawn = chance.sample([entry for entry in found if entry.doc], DRAWN)
    halves = [" ".join(word for word in entry.doc.split() if chance.random() < 0.5) or entry.doc for entry in drawn]
    whole = [entry.doc for entry in drawn]
    print(f"{len(found):,} declarations, {sum(bool(entry.doc) for entry in found):,} with a docstring")
    print(f"| query | its own among the first {FIRST} | first | median / p99 / worst |\n| --- | --- | --- | --- |")
    rows = [
        ("the docstring", found, whole),
        ("half of its words, at random", found, halves),
        ("the docstring, where none is indexed", [replace(entry, doc="") for entry in found], whole),
    ]
    for what, indexed, queries in rows:
        path.unlink(missing_ok=True)
        write(path, KEY, (indexed[i : i + BATCH] for i in range(0, len(indexed), BATCH)))
        catalogue = Catalogue(path, KEY)
        names = [[p.name for _, p in catalogue.best(query, FIRST)] for query in queries]
        among = sum(entry.name in found for entry, found in zip(drawn, names, strict=True)) / DRAWN
        first = sum(entry.name in found[:1] for entry, found in zip(drawn, names, strict=True)) / DRAWN
        print(f"| {what} | {among:.1%} | {first:.1%} | {told(times(catalogue, queries))} |", flush=True)
        catalogue.close()


def declarations(file: Path) -> Iterator[Entry]:
    """The declarations of a list; what stands before the name in a signature (its keyword) is left out."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            signature = row["sig"][max(row["sig"].find(row["name"]), 0) :]
            yield Entry(row["name"], row["kind"], signature, row["doc"], row["module"], row["lines"][0])


def times(catalogue: Catalogue, queries: Sequence[str], modules: frozenset[str] | None = None) -> list[float]:
    """Milliseconds of processor time that each query takes."""
    found = []
    for query in queries:
        began = time.process_time()
        catalogue.best(query, FIRST, modules)
        found.append(1e3 * (time.process_time() - began))
    return found


def told(found: Sequence[float]) -> str:
    ninety_ninth = sorted(found)[math.ceil(0.99 * len(found)) - 1]
    return f"{statistics.median(found):.1f} / {ninety_ninth:.1f} / {max(found):.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("given", type=Path, help="a project's folder, or a list of declarations")
    given = parser.parse_args().given
    with tempfile.TemporaryDirectory() as folder:
        (of_project if given.is_dir() else of_declarations)(given, Path(folder) / "index.sqlite")


if __name__ == "__main__":
    main()
