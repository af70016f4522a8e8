"""Whole-proof mode: a model writes the file in one go, and corrects it from Lean's errors; for models without tools.

The wording of both turns is the model's business: `whole_proof.md` and `correction.md`, which a user may replace.
"""

from dataclasses import dataclass

from prover.agent.tools.bench import Bench
from prover.agent.tools.submit import SubmitProof
from prover.agent.tools.tool import ToolError
from prover.llm.asking import Estimate, ask
from prover.llm.fenced import last_lean
from prover.llm.model import Message, Model, User
from prover.words.budget import Budget
from prover.words.errors import LimitReached
from prover.words.outcome import Blame, Diagnosis, Outcome, OutOfBudget, Unproved
from prover.words.templates import Prompts

NO_BLOCK = "The answer has no `lean4` code block."


@dataclass
class WholeProof:
    """One sample, and up to ``corrections`` corrections of it."""

    model: Model
    prompts: Prompts
    bench: Bench
    budget: Budget
    corrections: int

    async def run(self) -> Outcome:
        """The outcome. Raises as `Loop.run` does."""
        obligation = self.bench.obligation
        file = f"{obligation.header}{obligation.context}{obligation.statement}"
        asked = User(self.prompts.render("whole_proof", file=file))
        messages: tuple[Message, ...] = (asked,)
        said, estimate = NO_BLOCK, Estimate()
        try:
            for _ in range(self.corrections + 1):
                # Nothing is kept back for a wrap-up: such a model would not know what to do with it.
                reply = await ask(self.model, messages, (), self.budget, estimate, wrap_up=True)
                try:
                    return await SubmitProof(self.bench).answer(_last_block(reply.message.text))
                except ToolError as error:
                    said = str(error)
                messages = (asked, reply.message, User(self.prompts.render("correction", said=said)))
        except LimitReached as limit:
            return OutOfBudget(limit.what, limit.allowed, Diagnosis(Blame.UNKNOWN, said))
        return Unproved(Diagnosis(Blame.UNKNOWN, said))


def _last_block(text: str) -> str:
    """The last block of Lean. Raises `ToolError` where there is none."""
    if (found := last_lean(text)) is None:
        raise ToolError(NO_BLOCK)
    return found
