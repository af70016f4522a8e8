"""The gate for the methods that propose: it keeps what was certified, and says in a line what was refused."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from prover.gate.candidate import disproving, proving
from prover.gate.certificate import Certificate, Refusal, Uncertified
from prover.gate.gate import certify
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.place import Place
from prover.words.errors import LeanFailed
from prover.words.judge import Judge
from prover.words.outcome import Disproved, Proved

Shortening = Callable[[tuple[str, ...]], Awaitable[tuple[str, ...]]]


JudgedFills = tuple[tuple[str, ...], Sequence[Certificate | Refusal]]  # of which fills, and what was found of them


class Gatekeeper(Judge[JudgedFills]):
    """The gate for the methods that propose: it keeps what it certified, and what it refused.

    What ``shorten`` makes of a proof is judged in its place, and the proof itself where the gate does not take that, or
    not within the seconds that are ``left``: so no more than one judgement goes on when they are over. ``shorter`` has
    the fills that were judged for those that were proposed.
    """

    def __init__(
        self,
        toolchain: Toolchain,
        place: Place,
        shorten: Shortening | None = None,
        left: Callable[[], float] = lambda: float("inf"),
    ) -> None:
        super().__init__()
        self.toolchain, self.place, self._shorten, self._left = toolchain, place, shorten, left
        self.shorter: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.certificates: dict[Proved | Disproved, Certificate] = {}
        self.uncertified: dict[Proved | Disproved, str] = {}  # what Lean accepts where nothing could certify it
        self.refusals: list[str] = []

    async def proof(self, fills: tuple[str, ...]) -> str | None:
        """None when the gate certifies these fills, or nobody could, else why not. Raises `LeanFailed`."""

        async def proof() -> JudgedFills:  # all of it is one judgement: what was found is not lost
            shorter = await self._shorten(fills) if self._shorten is not None else fills
            if shorter != fills:
                with suppress(LeanFailed, TimeoutError):  # what happens to it loses no other
                    async with asyncio.timeout(self._left()):
                        found = await certify(self.toolchain, proving(self.place, shorter))
                    if isinstance(found[0], Certificate | Uncertified):
                        return shorter, found
            return fills, await certify(self.toolchain, proving(self.place, fills))

        return await self.to_its_end(Proved(fills), proof())

    async def disproof(self, fills: tuple[str, ...]) -> str | None:
        """The same for fills of its negation."""

        async def disproof() -> JudgedFills:
            return fills, await certify(self.toolchain, disproving(self.place, fills))

        return await self.to_its_end(Disproved(fills), disproof())

    def kept(self, said: Proved | Disproved, judged: JudgedFills) -> str | None:
        fills, [found] = judged
        self.shorter[said.fills] = fills
        if isinstance(found, Certificate):
            self.certificates[said] = found
            return None
        if isinstance(found, Uncertified):
            self.uncertified[said] = found.reason
            return None  # another proof would fare no better
        reason = f"{found.step}: {found.reason}"
        self.refusals.append(reason)
        return reason
