"""The gate for the methods that propose: it keeps what was certified, and says in a line what was refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from prover.gate.certificate import Certificate, Refusal
from prover.gate.gate import Submission, certify
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.declarations import Declaration, Hole
from prover.text.place import obligation_of
from prover.text.problem import Problem, parse_problem
from prover.words.obligation import DISPROOF, SORRY

GATE_SECONDS = 300.0  # of one judgement


@dataclass
class Gatekeeper:
    """The gate, for the methods that propose: it keeps what it certified, by the fills, and what it refused."""

    toolchain: Toolchain
    problem: Problem
    target: Declaration
    done: Mapping[Hole, str]
    certificates: dict[tuple[str, ...], Certificate] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)

    async def proof(self, fills: tuple[str, ...]) -> str | None:
        """None when the gate certifies these fills of the target, else why not. Raises `LeanFailed`."""
        proposed = {**self.done, **dict(zip(self.target.holes, fills, strict=True))}
        submission = Submission(self.target.name, proposed)
        return self._kept(fills, await certify(self.toolchain, self.problem, submission, GATE_SECONDS))

    async def disproof(self, fills: tuple[str, ...]) -> str | None:
        """The same for fills of its negation."""
        judged = await certify_disproof(self.toolchain, self.problem, self.target, self.done, fills)
        return self._kept((DISPROOF, *fills), judged)

    def _kept(self, key: tuple[str, ...], judged: Certificate | Refusal) -> str | None:
        if isinstance(judged, Certificate):
            self.certificates[key] = judged
            return None
        reason = f"{judged.step}: {judged.reason}"
        self.refusals.append(reason)
        return reason


async def certify_disproof(
    toolchain: Toolchain, problem: Problem, target: Declaration, done: Mapping[Hole, str], fills: tuple[str, ...]
) -> Certificate | Refusal:
    """The gate's word on fills of the target's negation, which is judged as a theorem of its own behind the target.

    Raises `LeanFailed`, and `ValueError` where there are more or fewer fills than the negation has holes.
    """
    negation = obligation_of(problem, target, done).negation()
    path = problem.path.with_name(f"{problem.path.name} (negated)")
    negated = parse_problem(negation.header + negation.text([SORRY]), path)
    [theorem] = negated.targets(DISPROOF)
    submission = Submission(DISPROOF, dict(zip(theorem.holes, fills, strict=True)))
    return await certify(toolchain, negated, submission, GATE_SECONDS)
