"""A method tried on a text with the real Lean, and a judge who agrees: what Lean accepts is taken for proved."""

from pathlib import Path

from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.ladder import Method, Task
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Limits
from prover.words.outcome import Outcome
from prover.words.verdict import Died
from tests.prover.methods.judges import Judging


class Agreeing(Judging):
    async def word_on(self, fills: tuple[str, ...]) -> str | None:
        return None


async def tried(toolchain: Toolchain, method: Method, text: str) -> tuple[Outcome | Died, int]:
    """What came of the theorem `t` of a text, and how many checks it took."""
    problem = parse_problem(text, Path("P.lean"))
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        task = Task(pool, Place(problem, problem.targets("t")[0], {}).bare, Agreeing(), Budget(Limits()))
        outcome = await method.run(task)
    return outcome, sum(attempt.checks for attempt in task.attempts)
