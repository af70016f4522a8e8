"""Runs without a Lean, for tests of what surrounds it: a solver that says what a dictionary tells it, and folders."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.runs.asked import Asked
from benchmarks.runs.events import KeptProof, Step, Try, TryStatus
from benchmarks.runs.runner import Solver
from benchmarks.runs.session import Crew, SessionResult, run_session
from benchmarks.suites.statement import Statement
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.budget import Spent
from prover.words.settings import Resolved, resolve

NOWHERE = Toolchain("embedded", "none", "none", (), (), None)


@dataclass
class Told:
    """Gives the statuses of `answers`, one for each sample (the last for those after it); ``asked`` is what it heard.

    `before` is called with each statement's id first, and may raise. A try costs ``cost``.
    """

    answers: Mapping[str, Sequence[TryStatus]]
    cost: float = 0.0
    seconds: float = 1.0
    before: Callable[[str], None] = lambda _: None
    asked: list[tuple[str, int]] = field(default_factory=list)

    async def solve(self, statement: Statement, sample: int) -> Try:
        self.before(statement.id)
        self.asked.append((statement.id, sample))
        await asyncio.sleep(0)
        answers = self.answers.get(statement.id, ["not proved"])
        status = answers[min(sample, len(answers)) - 1]
        proved = status == "proved"
        return Try(
            id=statement.id,
            sample=sample,
            status=status,
            seconds=self.seconds,
            method="portfolio: told" if proved else "",
            spent=Spent(calls=1, cost=self.cost),
            steps=(Step(method="portfolio: told", seconds=self.seconds, cost=self.cost, won=proved),),
            proof=KeptProof(text=statement.text.replace("sorry", "trivial"), certificates=({},)) if proved else None,
        )


def opened(solver: Solver) -> AbstractAsyncContextManager[Solver]:
    @asynccontextmanager
    async def context() -> AsyncIterator[Solver]:
        yield solver

    return context()


def lines(path: Path, *names: str, **categories: str) -> Path:
    """A JSONL suite with these statements."""
    with path.open("w", encoding="utf-8") as file:
        for name in names:
            line = {"id": name, "text": f"theorem {name} : True := by sorry\n", "category": categories.get(name, "all")}
            file.write(json.dumps(line) + "\n")
    return path


async def session(
    path: Path,
    suite: Path,
    solver: Solver,
    workers: int = 1,
    samples: int = 1,
    budget: float | None = None,
    settings: Resolved | None = None,
) -> SessionResult:
    """One session over `suite`, its folder in `path`."""
    settings = settings or resolve(None, {})
    crew = Crew("local", workers, budget, opened(solver))
    return await run_session(path, Asked(str(suite), samples=samples).read(settings, NOWHERE), crew, settings)
