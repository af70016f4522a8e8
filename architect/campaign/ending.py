"""How a campaign ended, as far as it is the gate that says so; nothing else is decided here."""

from dataclasses import dataclass
from typing import Literal

from architect.campaign.workers import Workers
from architect.planning.planner import GiveUp, State
from prover.gate.candidate import Submission
from prover.gate.certificate import Certificate, Uncertified
from prover.text.place import Place
from prover.words.errors import LimitReached, ModelFailed

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


def ending_without(why: GiveUp | LimitReached | ModelFailed) -> Ending:
    """The end that it is where a planner draws no other blueprint, for this reason."""
    match why:
        case GiveUp(reason):
            return Ending("gave up", reason)
        case LimitReached():
            return Ending("out of budget", str(why))
        case ModelFailed():
            return Ending("broken", str(why))


def whole_ending(judged: Certificate | Uncertified, submission: Submission) -> Ending:
    """The end that comes of the gate's word on the whole."""
    if isinstance(judged, Certificate):
        return Ending("certified", "", judged, submission)
    return Ending("accepted", judged.reason, None, submission)


async def disproof_ending(workers: Workers, place: Place, state: State) -> Ending:
    """The end of a target that is false as far as Lean says: its negation before the gate too."""
    assert state.proof is not None
    judged = await workers.certify_disproof(place, state.proof.fills)
    if isinstance(judged, Certificate):
        return Ending("disproved", "", judged, disproof=state.proof.fills)
    return Ending("gave up", f"Lean accepts a disproof of the target, and the gate refuses it: {judged.reason}")
