"""A statement that asks for a program: a model writes the open regions, the rule of programs and the gate judge it."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.suites.program import as_plain
from prover.agent.whole_proof import NO_BLOCK
from prover.gate.candidate import Submission
from prover.gate.certificate import Certificate
from prover.gate.gate import certify
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.asking import Estimate, ask
from prover.llm.fenced import last_lean
from prover.llm.model import Message, Model, User
from prover.words.budget import Budget
from prover.words.templates import Prompts


@dataclass(frozen=True)
class Programmed:
    """A solution that the gate has certified."""

    text: str
    certificate: Certificate


async def programmed(
    toolchain: Toolchain, official: str, path: Path, model: Model, prompts: Prompts, budget: Budget, corrections: int
) -> Programmed | str:
    """A certified solution of the model, which may correct it so often, or what was wrong with the last.

    Raises `ModelFailed`, `LimitReached`, and what the gate raises.
    """
    asked, estimate, said = User(prompts.render("program", file=official.strip())), Estimate(), ""
    messages: tuple[Message, ...] = (asked,)
    for _ in range(corrections + 1):
        reply = await ask(model, messages, (), budget, estimate, wrap_up=True)
        found = await _judged(toolchain, official, reply.message.text, path)
        if isinstance(found, Programmed):
            return found
        said = found
        messages = (asked, reply.message, User(prompts.render("correction", said=said)))
    return said


async def _judged(toolchain: Toolchain, official: str, reply: str, path: Path) -> Programmed | str:
    if (written := last_lean(reply)) is None:
        return NO_BLOCK
    solution = written.strip() + "\n" if official.endswith("\n") else written.strip()
    plain = as_plain(official, solution, path)
    if isinstance(plain, str):
        return plain
    submission = Submission(plain.theorem, {plain.hole: plain.proof})
    [judged] = await certify(toolchain, submission.into(plain.problem))
    return Programmed(solution, judged) if isinstance(judged, Certificate) else f"{judged.step}: {judged.reason}"
