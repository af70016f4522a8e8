"""One text for a live Lean that survives it."""

from collections.abc import Sequence

from prover.lean.live.pool import Session
from prover.words.verdict import Verdict


async def verdict_on(
    lean: Session, text: str, seconds: float | None = None, goals: bool = False, axioms: Sequence[str] = ()
) -> Verdict:
    answer = await lean.check(text, seconds, goals, axioms)
    assert isinstance(answer, Verdict), answer
    return answer
