"""The tools that can end an attempt well: a proof, or a proof that the statement is false; both go to the gate."""

from pydantic import Field

from prover.agent.tools.bench import Bench
from prover.agent.tools.tool import Arguments, ToolError
from prover.text.answer import Misfit, lemmas_in, proofs_in
from prover.text.declarations import find_declarations
from prover.words.obligation import Obligation
from prover.words.outcome import Disproved, Proved


class SubmittedProof(Arguments):
    proof: str


class SubmittedProofs(Arguments):
    proofs: list[str] = Field(description="one for each `sorry`, in their order")


class SubmitProof:
    """A proof of the statement. Only the body counts; what else stands in it is refused."""

    name = "submit_proof"

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    @property
    def arguments(self) -> type[Arguments]:
        return SubmittedProof if self._bench.obligation.holes == 1 else SubmittedProofs

    async def run(self, arguments: SubmittedProof | SubmittedProofs) -> Proved:
        proofs = (arguments.proof,) if isinstance(arguments, SubmittedProof) else tuple(arguments.proofs)
        obligation = self._bench.obligation
        if len(proofs) != obligation.holes:
            raise ToolError(f"There are {obligation.holes} `sorry`s to replace, and {len(proofs)} proofs were given.")
        if len(proofs) == 1 and _states(proofs[0], obligation):
            return await self.answer(proofs[0])
        return await self._judged(proofs)

    async def answer(self, text: str) -> Proved:
        """The same for a text that holds the whole theorem, or the whole file."""
        proofs = proofs_in(text, self._bench.obligation)
        if isinstance(proofs, Misfit):
            raise ToolError(f"Refused before Lean saw it: {proofs.reason}.")
        return await self._judged(proofs)

    def lemmas(self, text: str) -> tuple[str, ...]:
        """What a whole file would prove on the way: the statements of its own lemmas."""
        return lemmas_in(text, self._bench.obligation)

    async def _judged(self, proofs: tuple[str, ...]) -> Proved:
        fills = await self._bench.accepted(self._bench.obligation, proofs)
        await self._bench.certified(self._bench.judge.proof(fills))
        return Proved(fills)


def _states(text: str, obligation: Obligation) -> bool:
    """Whether a text holds the theorem itself, and not only its proof."""
    short = obligation.name.rpartition(".")[2]
    return any(d.name.rpartition(".")[2] == short for d in find_declarations(text))


class SubmitDisproof:
    """A proof of the negation. It leans on nothing unproved, since a `sorry` of the context may itself be false."""

    name = "submit_disproof"
    arguments = SubmittedProof

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    async def run(self, arguments: SubmittedProof) -> Disproved:
        fills = await self._bench.accepted(self._bench.obligation.negation(), (arguments.proof,))
        await self._bench.certified(self._bench.judge.disproof(fills))
        return Disproved(fills)
