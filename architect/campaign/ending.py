"""How a campaign ended; nothing is decided here."""

from dataclasses import dataclass
from typing import Literal

from prover.gate.candidate import Submission
from prover.gate.certificate import Certificate

EndingWord = Literal["certified", "disproved", "gave up", "out of rounds", "out of budget", "broken"]


@dataclass(frozen=True)
class Ending:
    """How a campaign ended, in a word and in a line; ``certificate`` exactly when it is certified or disproved.

    ``submission`` is what was certified; ``disproof`` fills the negation of a target that is false.
    """

    word: EndingWord
    reason: str
    certificate: Certificate | None = None
    submission: Submission | None = None
    disproof: tuple[str, ...] = ()
