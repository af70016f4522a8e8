"""One run at one problem: examine it, prove its theorems in turn, put the file together; it prints nothing."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from prover.budget import Budget, Spent
from prover.declarations import Declaration, Hole
from prover.gate import Certificate, Submission, certify, sha256
from prover.lean.pool import Pool
from prover.lean.premises import LibraryIndex
from prover.lean.toolchain import Toolchain
from prover.llm.model import Model
from prover.methods import methods_for
from prover.obligation import Broken
from prover.portfolio.scripts import load_portfolio
from prover.problem import Problem
from prover.prove import GATE_SECONDS, Result, examine, prove
from prover.settings import Settings
from prover.templates import Prompts

TACTICS = {"embedded": "embedded", "project": "mathlib"}  # toolchain → file in prover/tactics


@dataclass(frozen=True)
class Report:
    """What became of a problem: one result for each target, and the file with what was proved filled in."""

    problem: Problem
    toolchain: Toolchain
    results: tuple[Result, ...]
    text: str
    seconds: float
    spent: Spent

    @property
    def proved(self) -> bool:
        return all(result.proved for result in self.results)

    @property
    def broken(self) -> bool:
        """Whether something was left unproved because a model failed."""
        return any(isinstance(result.outcome, Broken) for result in self.results)


@dataclass(frozen=True)
class Plan:
    """How to go about it: the settings, the model if there is one, and the prompts that it gets."""

    settings: Settings
    model: Model | None
    prompts: Prompts


async def run(
    toolchain: Toolchain,
    problem: Problem,
    targets: Sequence[Declaration],
    plan: Plan,
    tell: Callable[[str], None] = lambda _: None,
) -> Report:
    """Prove `targets` in the order of the file, within the limits of the settings; each may use those before it.

    ``tell`` hears one line for each step. Raises `BadInput` and `LeanFailed`.
    """
    started = time.monotonic()
    tell(f"reading {problem.path} with Lean {toolchain.version} ({toolchain.name})")
    await examine(toolchain, problem, targets)
    budget = Budget(plan.settings.limits)
    done: dict[Hole, str] = {}
    results: list[Result] = []
    async with Pool(toolchain) as pool:
        index = LibraryIndex(pool) if toolchain.name == "embedded" else None
        portfolio = load_portfolio(TACTICS[toolchain.name])
        methods = methods_for(plan.settings.prover, portfolio, index, plan.model, plan.prompts)
        for target in targets:
            tell(f"trying {target.name}")
            result = await prove(pool, problem, target, done, methods, budget)
            results.append(result)
            done.update(result.fills)
    results = await _on_the_final_text(toolchain, problem, results, done)
    return Report(problem, toolchain, tuple(results), problem.splice(done), time.monotonic() - started, budget.spent)


async def _on_the_final_text(
    toolchain: Toolchain, problem: Problem, results: Sequence[Result], done: dict[Hole, str]
) -> list[Result]:
    """The same results with certificates for the file as it is handed out, where later proofs were filled in too."""
    final = sha256(problem.splice(done))
    renewed = []
    for result in results:
        certificate = result.certificate
        if certificate is not None and result.proved and certificate.result_sha256 != final:
            judged = await certify(toolchain, problem, Submission(result.theorem, done), GATE_SECONDS)
            certificate = judged if isinstance(judged, Certificate) else None
        renewed.append(replace(result, certificate=certificate))
    return renewed
