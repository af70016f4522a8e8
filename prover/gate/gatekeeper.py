"""The gate for the methods that propose: it keeps what was certified, and says in a line what was refused."""

from collections.abc import Sequence

from prover.gate.candidate import disproving, proving
from prover.gate.certificate import Certificate, Refusal, Uncertified
from prover.gate.gate import certify
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.place import Place
from prover.words.judge import Judge
from prover.words.outcome import Disproved, Proved


class Gatekeeper(Judge[Sequence[Certificate | Refusal]]):
    """The gate for the methods that propose: it keeps what it certified, and what it refused."""

    def __init__(self, toolchain: Toolchain, place: Place) -> None:
        super().__init__()
        self.toolchain, self.place = toolchain, place
        self.certificates: dict[Proved | Disproved, Certificate] = {}
        self.uncertified: dict[Proved | Disproved, str] = {}  # what Lean accepts where nothing could certify it
        self.refusals: list[str] = []

    async def proof(self, fills: tuple[str, ...]) -> str | None:
        """None when the gate certifies these fills, or nobody could, else why not. Raises `LeanFailed`."""
        return await self.to_its_end(Proved(fills), certify(self.toolchain, proving(self.place, fills)))

    async def disproof(self, fills: tuple[str, ...]) -> str | None:
        """The same for fills of its negation."""
        return await self.to_its_end(Disproved(fills), certify(self.toolchain, disproving(self.place, fills)))

    def kept(self, said: Proved | Disproved, judged: Sequence[Certificate | Refusal]) -> str | None:
        [found] = judged
        if isinstance(found, Certificate):
            self.certificates[said] = found
            return None
        if isinstance(found, Uncertified):
            self.uncertified[said] = found.reason
            return None  # another proof would fare no better
        reason = f"{found.step}: {found.reason}"
        self.refusals.append(reason)
        return reason
