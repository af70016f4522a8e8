"""A statement that asks for a program: a model writes the open regions, the rule of programs and the gate judge it."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.suites.program import as_plain
from benchmarks.suites.statement import Statement
from prover.agent.well_formed import Malformed, OneFile, well_formed
from prover.gate.candidate import Submission
from prover.gate.certificate import Certificate
from prover.gate.gate import certify
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.asking import PaidModel
from prover.words.templates import Prompts


@dataclass(frozen=True)
class Programmed:
    """A solution that the gate has certified."""

    text: str
    certificate: Certificate


async def programmed(
    toolchain: Toolchain, statement: Statement, model: PaidModel, prompts: Prompts, corrections: int
) -> Programmed | str:
    """A certified solution of the model, which may correct it so often, or what was wrong with the last.

    Raises `ModelFailed`, `LimitReached`, and what the gate raises.
    """

    async def read(file: str | Malformed) -> Programmed | Malformed:
        if isinstance(file, Malformed):
            return file
        found = await _judged(toolchain, statement, file)
        return found if isinstance(found, Programmed) else Malformed((found,))

    writer = OneFile(model, prompts, prompts.render("program", file=statement.text.strip()))
    found = await well_formed(writer.ask, read, corrections + 1)
    return found.words if isinstance(found, Malformed) else found


async def _judged(toolchain: Toolchain, statement: Statement, written: str) -> Programmed | str:
    solution = written.strip() + "\n" if statement.text.endswith("\n") else written.strip()
    plain = as_plain(statement.text, solution, Path(f"{statement.id}.lean"))
    if isinstance(plain, str):
        return plain
    submission = Submission(plain.theorem, {plain.hole: plain.proof})
    [judged] = await certify(toolchain, submission.into(plain.problem))
    return Programmed(solution, judged) if isinstance(judged, Certificate) else f"{judged.step}: {judged.reason}"
