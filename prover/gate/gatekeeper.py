"""The gate for the methods that propose: it keeps what was certified, and says in a line what was refused."""

from dataclasses import dataclass, field

from prover.gate.candidate import Submission, filled
from prover.gate.certificate import Certificate, Refusal
from prover.gate.gate import certify
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.obligation import DISPROOF, SORRY


@dataclass
class Gatekeeper:
    """The gate, for the methods that propose: it keeps what it certified, by the fills, and what it refused."""

    toolchain: Toolchain
    place: Place
    certificates: dict[tuple[str, ...], Certificate] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)

    async def proof(self, fills: tuple[str, ...]) -> str | None:
        """None when the gate certifies these fills of the target, else why not. Raises `LeanFailed`."""
        place = self.place
        proposed = {**place.done, **dict(zip(place.target.holes, fills, strict=True))}
        [judged] = await certify(self.toolchain, filled(place.problem, [place.name], proposed))
        return self._kept(fills, judged)

    async def disproof(self, fills: tuple[str, ...]) -> str | None:
        """The same for fills of its negation."""
        return self._kept((DISPROOF, *fills), await certify_disproof(self.toolchain, self.place, fills))

    def _kept(self, key: tuple[str, ...], judged: Certificate | Refusal) -> str | None:
        if isinstance(judged, Certificate):
            self.certificates[key] = judged
            return None
        reason = f"{judged.step}: {judged.reason}"
        self.refusals.append(reason)
        return reason


async def certify_disproof(toolchain: Toolchain, place: Place, fills: tuple[str, ...]) -> Certificate | Refusal:
    """The gate's word on fills of the target's negation, which is judged as a theorem of its own behind the target.

    Raises `LeanFailed`, and `ValueError` where there are more or fewer fills than the negation has holes.
    """
    negation = place.bare.negation()
    path = place.problem.path.with_name(f"{place.problem.path.name} (negated)")
    negated = parse_problem(negation.header + negation.text([SORRY]), path)
    [theorem] = negated.targets(DISPROOF)
    submission = Submission(DISPROOF, dict(zip(theorem.holes, fills, strict=True)))
    [judged] = await certify(toolchain, submission.into(negated))
    return judged
