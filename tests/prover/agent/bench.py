"""A bench for tests: an obligation of the embedded library, the real Lean, and the real gate behind the tools."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from prover.agent.tools.bench import Bench
from prover.gate.gatekeeper import Gatekeeper
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.place import Place
from prover.text.problem import parse_problem


@asynccontextmanager
async def bench_for(toolchain: Toolchain, text: str, name: str | None = None, size: int = 1) -> AsyncIterator[Bench]:
    problem = parse_problem(text, Path("P.lean"))
    [target] = problem.targets(name)
    async with Pool(toolchain, PoolLimits(size=size)) as pool:
        place = Place(problem, target, {})
        yield Bench(pool, place.bare, Gatekeeper(toolchain, place))
