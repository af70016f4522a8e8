"""Whole-proof mode: a model writes the file in one go, and corrects it from Lean's errors; for models without tools.

The wording of both turns is the model's business: `whole_proof.md` and `correction.md`, which a user may replace. What
is known of the statement in words stands where the first has a place for it, else behind it.
"""

from dataclasses import dataclass

from prover.agent.tools.bench import Bench
from prover.agent.tools.submit import SubmitProof
from prover.agent.tools.tool import ToolError
from prover.agent.well_formed import NO_BLOCK, Malformed, OneFile, well_formed
from prover.llm.asking import PaidModel
from prover.words.errors import LimitReached
from prover.words.outcome import Blame, Diagnosis, Outcome, OutOfBudget, Proved, Unproved
from prover.words.templates import Prompts


@dataclass
class WholeProof:
    """One sample, and up to ``corrections`` corrections of it; ``known`` is what is known of the statement in words."""

    model: PaidModel
    prompts: Prompts
    bench: Bench
    corrections: int
    known: str = ""

    def __post_init__(self) -> None:
        self._said = NO_BLOCK  # of the last answer
        self._lemmas: tuple[str, ...] = ()

    async def run(self) -> Outcome:
        """The outcome. Raises as `Loop.run` does."""
        writer = OneFile(self.model, self.prompts, self._asked())
        try:
            found = await well_formed(writer.ask, self._read, self.corrections + 1)
        except LimitReached as limit:
            return OutOfBudget(limit.what, limit.allowed, Diagnosis(Blame.UNKNOWN, self._said, self._lemmas))
        return Unproved(Diagnosis(Blame.UNKNOWN, self._said, self._lemmas)) if isinstance(found, Malformed) else found

    def _asked(self) -> str:
        obligation = self.bench.obligation
        file = f"{obligation.header}{obligation.context}{obligation.statement}"
        if self.prompts.has_place("whole_proof", "known"):
            return self.prompts.render("whole_proof", file=file, known=self.known)
        return "\n".join(filter(None, [self.prompts.render("whole_proof", file=file), self.known]))

    async def _read(self, file: str | Malformed) -> Proved | Malformed:
        if isinstance(file, Malformed):
            self._said = file.words
            return file
        # What it would have proved on the way may be a node of a blueprint.
        submitting = SubmitProof(self.bench)
        self._lemmas = submitting.lemmas(file) or self._lemmas
        try:
            return await submitting.answer(file)
        except ToolError as error:
            self._said = str(error)
            return Malformed((self._said,))
