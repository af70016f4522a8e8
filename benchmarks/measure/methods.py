"""What each method settles of the embedded suite by itself, and how soon: the rows of `prover/tactics/times.toml`.

    python -m benchmarks.measure.methods [FILTER] [--seconds N] [--method NAME ...]

No model is asked. Each method is alone at each statement, with two Leans and at most N seconds; what Lean accepts
counts, and the gate's time does not. The seconds of a row are those within which 95 of 100 of its successes fall. The
rows come in the order of what a method settles in a second, which is the order in which they should be tried; a row
says nothing of how many of its successes the ones before it have too, which the share ``alone`` does.
"""

import argparse
import asyncio
import time
from collections.abc import Mapping
from math import ceil
from pathlib import Path

from benchmarks.measure.refuted import WARM, Believing
from benchmarks.suites.embedded import Embedded
from benchmarks.suites.statement import Statement
from prover.lean.live.pool import Pool
from prover.lean.search.premises import LibraryIndex
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.llm.roles import Models
from prover.methods.chosen import LookUp, made_for
from prover.methods.ladder import Method, Task, climb
from prover.methods.scripts import load_portfolio
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Limits
from prover.words.outcome import Disproved, Proved
from prover.words.settings import Settings
from prover.words.templates import Prompts

SECONDS = 20.0
NEARLY_ALL = 0.95


async def seconds_of(pool: Pool, method: Method, statement: Statement, most: float) -> float | None:
    """What a method takes to settle a statement; None where it does not."""
    problem = parse_problem(statement.text, Path(f"{statement.id}.lean"))
    *_, target = problem.targets()
    task = Task(pool, Place(problem, target, {}).bare, Believing(), Budget(Limits(seconds=most)))
    began = time.perf_counter()
    outcome = await climb([method], task)
    return time.perf_counter() - began if isinstance(outcome, Proved | Disproved) else None


def row(name: str, found: Mapping[str, Mapping[str, float]], statements: int) -> tuple[float, str]:
    """How much a method settles in a second, and its row. ``found`` has the seconds of each method's successes."""
    took = sorted(found[name].values())
    if not took:
        return 0.0, f"# {name}: nothing"
    enough = took[ceil(NEARLY_ALL * len(took)) - 1]
    others = {statement for other, settled in found.items() if other != name for statement in settled}
    alone = len(found[name].keys() - others) / statements
    text = f'[[rung]]\nmethods = ["{name}"]\nseconds = {enough:.1f}\nsolved = {len(took) / statements:.2f}'
    return len(took) / sum(took), f"{text}  # of which nobody else: {alone:.2f}"


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("filter", nargs="?", default="", metavar="FILTER", help="statements with this in their name")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"for each (default: {SECONDS:g})")
    parser.add_argument("--method", action="append", metavar="NAME", help="these methods only")
    options = parser.parse_args()
    statements = [statement for statement in Embedded().statements() if options.filter in statement.id]
    settings, found = Settings(), dict[str, dict[str, float]]()
    async with Pool(embedded_toolchain()) as pool:
        made = made_for(
            settings.prover, load_portfolio("embedded"), LookUp(LibraryIndex(pool)), Models(), Prompts(), {}
        )
        async with pool.session() as lean:
            await lean.check(WARM)
        for name, method in made.items():
            if options.method and name not in options.method:
                continue
            found[name] = {}
            for statement in statements:
                took = await seconds_of(pool, method, statement, options.seconds)
                print(f"# {name}: {statement.id}: {'-' if took is None else f'{took:.1f} s'}", flush=True)
                if took is not None:
                    found[name][statement.id] = took
    for _, text in sorted((row(name, found, max(len(statements), 1)) for name in found), reverse=True):
        print(f"\n{text}")


if __name__ == "__main__":
    asyncio.run(main())
