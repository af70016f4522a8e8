"""One run at one problem: examine it, prove its theorems in turn, put the file together; it prints nothing."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from prover.declarations import Declaration, Hole
from prover.gate import Certificate, Submission, certify, sha256
from prover.lean.pool import Pool
from prover.lean.toolchain import Toolchain
from prover.portfolio.scripts import load_portfolio
from prover.problem import Problem
from prover.prove import GATE_SECONDS, Result, examine, prove

TACTICS = {"embedded": "embedded", "project": "mathlib"}  # toolchain → file in prover/tactics


@dataclass(frozen=True)
class Report:
    """What became of a problem: one result for each target, and the file with what was proved filled in."""

    problem: Problem
    toolchain: Toolchain
    results: tuple[Result, ...]
    text: str
    seconds: float

    @property
    def proved(self) -> bool:
        return all(result.certificate is not None for result in self.results)


async def run(
    toolchain: Toolchain,
    problem: Problem,
    targets: Sequence[Declaration],
    seconds: float,
    tell: Callable[[str], None] = lambda _: None,
) -> Report:
    """Prove `targets` in the order of the file, in at most ``seconds`` of search; each may use those before it.

    ``tell`` hears one line for each step. Raises `BadInput` and `LeanFailed`.
    """
    started = time.monotonic()
    tell(f"reading {problem.path} with Lean {toolchain.version} ({toolchain.name})")
    await examine(toolchain, problem, targets)
    done: dict[Hole, str] = {}
    results: list[Result] = []
    portfolio = load_portfolio(TACTICS[toolchain.name])
    async with Pool(toolchain) as pool:
        for target in targets:
            tell(f"trying {target.name}")
            left = seconds - (time.monotonic() - started)
            result = await prove(pool, problem, target, done, portfolio, max(left, 0.0))
            results.append(result)
            done.update(result.fills)
    results = await _on_the_final_text(toolchain, problem, results, done)
    return Report(problem, toolchain, tuple(results), problem.splice(done), time.monotonic() - started)


async def _on_the_final_text(
    toolchain: Toolchain, problem: Problem, results: Sequence[Result], done: dict[Hole, str]
) -> list[Result]:
    """The same results with certificates for the file as it is handed out, where later proofs were filled in too."""
    final = sha256(problem.splice(done))
    renewed = []
    for result in results:
        certificate = result.certificate
        if certificate is not None and certificate.result_sha256 != final:
            judged = await certify(toolchain, problem, Submission(result.theorem, done), GATE_SECONDS)
            certificate = judged if isinstance(judged, Certificate) else None
        renewed.append(replace(result, certificate=certificate))
    return renewed
