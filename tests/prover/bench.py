"""A bench for tests: an obligation of the embedded library, the real Lean, and the real gate behind the tools."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from prover.lean.pool import Limits, Pool
from prover.lean.toolchain import Toolchain
from prover.obligation import obligation_of
from prover.problem import parse_problem
from prover.prove import Gatekeeper
from prover.tools.bench import Bench


@asynccontextmanager
async def bench_for(toolchain: Toolchain, text: str, name: str | None = None, size: int = 1) -> AsyncIterator[Bench]:
    problem = parse_problem(text, Path("P.lean"))
    [target] = problem.targets(name)
    async with Pool(toolchain, Limits(size=size)) as pool:
        yield Bench(pool, obligation_of(problem, target, {}), Gatekeeper(toolchain, problem, target, {}))
