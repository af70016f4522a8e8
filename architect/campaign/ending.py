"""How a campaign ended; nothing is decided here."""

from dataclasses import dataclass
from typing import Literal

from prover.gate.candidate import Submission
from prover.gate.certificate import Certificate, Uncertified

EndingWord = Literal["certified", "accepted", "disproved", "gave up", "out of rounds", "out of budget", "broken"]


@dataclass(frozen=True)
class Ending:
    """How a campaign ended, in a word and in a line; ``certificate`` exactly when it is certified or disproved.

    ``submission`` is what was certified, or accepted by Lean where nothing could certify it; ``disproof`` fills the
    negation of a target that is false.
    """

    word: EndingWord
    reason: str
    certificate: Certificate | None = None
    submission: Submission | None = None
    disproof: tuple[str, ...] = ()


def whole_ending(judged: Certificate | Uncertified, submission: Submission) -> Ending:
    """The end that comes of the gate's word on the whole."""
    if isinstance(judged, Certificate):
        return Ending("certified", "", judged, submission)
    return Ending("accepted", judged.reason, None, submission)
