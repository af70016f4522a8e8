"""How soon false statements are refuted: mutants of the embedded suite's theorems that are false by small cases.

    python -m benchmarks.measure.refuted [FILTER] [--seconds N]
    python -m benchmarks.measure.refuted --choose [--seed N]

The mutants are in `mutants.toml`, whole files. ``--choose`` makes that list anew: of the suite's statements, in an
order that the seed gives, one mutant each that Lean accepts and that is false by small cases, until there are sixty.
What is false by small cases is decided without regard to time: a hundred cases by all tactics, more values, half a
minute a check; what is not refuted so is told, to be looked at. Each of the list is then tried with the method as it
is: a line each, and the share that is refuted in time. What Lean accepts as a disproof counts; the gate's time is
measured elsewhere.
"""

import argparse
import asyncio
import random
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from benchmarks.measure.mutated import mutants
from benchmarks.suites.embedded import Embedded
from prover.lean.live.pool import Pool
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.methods.ladder import Task
from prover.methods.refutation import BySmallCases
from prover.methods.small_values import Cases, load_cases
from prover.text.place import Place
from prover.text.problem import Problem, parse_problem
from prover.words.budget import Budget, Limits
from prover.words.judge import Judge
from prover.words.obligation import SORRY
from prover.words.outcome import Disproved, Outcome, Proved
from prover.words.verdict import Died, Verdict

FILE = Path(__file__).parent / "mutants.toml"
MANY, SEED, SECONDS = 60, 13, 2.0
OF_ONE = 2  # mutants of one statement that are looked at
WARM = "example : 1 = 1 := rfl"


class Believing(Judge[None]):
    """What Lean accepted is taken as it is."""

    async def proof(self, fills: tuple[str, ...]) -> str | None:
        return await self.to_its_end(Proved(fills), asyncio.sleep(0))

    async def disproof(self, fills: tuple[str, ...]) -> str | None:
        return await self.to_its_end(Disproved(fills), asyncio.sleep(0))

    def kept(self, said: Proved | Disproved, judged: None) -> str | None:  # noqa: ARG002
        return None


class Chosen(BaseModel):
    """A mutant of a suite's statement, and the rule by which it was made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    statement: str
    rule: str
    text: str

    @property
    def problem(self) -> Problem:
        return parse_problem(self.text, Path(f"{self.statement}.lean"))


def wide() -> Cases:
    """More of everything."""
    cases = load_cases()
    finish = tuple(one.model_copy(update={"cases": 100}) for one in cases.finish)
    more = {"seconds": 30.0, "each": 8, "functions": 40, "together": 100_000, "most": 100, "finish": finish}
    return cases.model_copy(update=more)


async def outcome(pool: Pool, chosen: Chosen, cases: Cases) -> Outcome | Died:
    """What the method comes to. Raises what Lean raises when it is not there."""
    problem = chosen.problem
    *_, target = problem.targets()
    task = Task(pool, Place(problem, target, {}).bare, Believing(), Budget(Limits()))
    return await BySmallCases(cases).run(task)


async def elaborates(pool: Pool, chosen: Chosen) -> bool:
    """Whether Lean understands the statement."""
    problem = chosen.problem
    *_, target = problem.targets()
    bare = Place(problem, target, {}).bare
    async with pool.session(bare.header) as lean:
        verdict = await lean.check(bare.text([SORRY] * bare.holes))
    return isinstance(verdict, Verdict) and verdict.accepted


async def is_false(pool: Pool, chosen: Chosen) -> bool:
    """Whether a small case refutes it, however long that takes."""
    for cases in (load_cases(), wide()):
        if isinstance(await outcome(pool, chosen, cases), Disproved):
            return True
    return False


def in_order(seed: int) -> Iterator[list[Chosen]]:
    """Of each statement some mutants, as the seed has it."""
    chance = random.Random(seed)  # noqa: S311
    statements = [*Embedded().statements()]
    for statement in chance.sample(statements, len(statements)):
        problem = parse_problem(statement.text, Path(f"{statement.id}.lean"))
        made = [Chosen(statement=statement.id, rule=mutant.rule, text=mutant.text) for mutant in mutants(problem)]
        yield chance.sample(made, min(len(made), OF_ONE))


async def choose(seed: int) -> None:
    """Write the list. What is not refuted is told, so that a person can look at it."""
    rows: list[str] = []
    async with Pool(embedded_toolchain()) as pool:
        for some in in_order(seed):
            for chosen in some:
                if not await elaborates(pool, chosen):
                    continue
                if await is_false(pool, chosen):
                    rows.append(f"[[mutant]]\nstatement = '{chosen.statement}'\nrule = '{chosen.rule}'\n")
                    rows[-1] += f"text = '''\n{chosen.text.strip()}\n'''\n"
                    break
                print(f"not refuted: {chosen.text[chosen.text.rfind('theorem') :]}", flush=True)
            if len(rows) == MANY:
                break
    head = f"# Made by `python -m benchmarks.measure.refuted --choose --seed {seed}`.\n\n"
    FILE.write_text(head + "\n".join(rows), encoding="utf-8")


async def measure(wanted: str, seconds: float) -> None:
    read = tomllib.loads(FILE.read_text("utf-8"))["mutant"]
    found = [chosen for row in read if wanted in (chosen := Chosen.model_validate(row)).statement]
    print("| mutant of | by | refuted | seconds |\n| --- | --- | --- | --- |")
    in_time = 0
    async with Pool(embedded_toolchain()) as pool:
        async with pool.session() as lean:
            await lean.check(WARM)
        for chosen in found:
            began = time.perf_counter()
            refuted = isinstance(await outcome(pool, chosen, load_cases()), Disproved)
            took = time.perf_counter() - began
            in_time += refuted and took <= seconds
            print(f"| {chosen.statement} | {chosen.rule} | {'yes' if refuted else 'no'} | {took:.2f} |", flush=True)
    print(f"\n{in_time} of {len(found)} refuted within {seconds:g} s ({in_time / max(len(found), 1):.0%})")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("filter", nargs="?", default="", metavar="FILTER", help="mutants of statements with this name")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"for each (default: {SECONDS:g})")
    parser.add_argument("--choose", action="store_true", help="make the list of mutants anew")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of that list (default: {SEED})")
    options = parser.parse_args()
    await (choose(options.seed) if options.choose else measure(options.filter, options.seconds))


if __name__ == "__main__":
    asyncio.run(main())
