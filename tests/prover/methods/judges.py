"""Judges that do as a test says, where the gate would take Lean and its time."""

from prover.words.judge import Judge
from prover.words.outcome import Disproved, Proved


class Judging(Judge[str | None]):
    """What `word_on` says is the judgement: None, or why not."""

    async def proof(self, fills: tuple[str, ...]) -> str | None:
        return await self.to_its_end(Proved(fills), self.word_on(fills))

    async def disproof(self, fills: tuple[str, ...]) -> str | None:
        return await self.to_its_end(Disproved(fills), self.word_on(fills))

    def kept(self, said: Proved | Disproved, judged: str | None) -> str | None:
        return judged

    async def word_on(self, fills: tuple[str, ...]) -> str | None:
        return "no"
