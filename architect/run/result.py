"""One theorem of the user's file → one result: methods propose, the gate decides; it prints and writes nothing."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prover.gate.certificate import Certificate
from prover.gate.gatekeeper import Gatekeeper
from prover.lean.live.pool import Pool
from prover.methods.ladder import Method, Task, climb
from prover.text.declarations import Declaration, Hole
from prover.text.place import Place
from prover.text.problem import Problem
from prover.words.budget import Budget
from prover.words.errors import LeanFailed
from prover.words.obligation import DISPROOF
from prover.words.outcome import Attempt, Broken, Disproved, Outcome, Proved


@dataclass(frozen=True)
class Result:
    """What became of one theorem. Exactly when it is proved, or its negation is, there is a ``certificate`` of that."""

    theorem: str
    outcome: Outcome
    certificate: Certificate | None
    fills: Mapping[Hole, str]
    attempts: tuple[Attempt, ...]
    refusals: tuple[str, ...]
    seconds: float

    @property
    def proved(self) -> bool:
        return isinstance(self.outcome, Proved) and self.certificate is not None


async def prove(
    pool: Pool,
    problem: Problem,
    target: Declaration,
    done: Mapping[Hole, str],
    methods: Sequence[Method],
    budget: Budget,
) -> Result:
    """Try to prove `target`, where the holes of ``done`` are filled already, with `methods` within `budget`.

    When Lean itself fails, that is the outcome.
    """
    started = time.monotonic()
    place = Place(problem, target, done)
    gate = Gatekeeper(pool.toolchain, place)
    task = Task(pool, place.bare, gate, budget)
    outcome: Outcome
    try:
        outcome = await climb(methods, task)
    except LeanFailed as failure:
        outcome = Broken(str(failure))
    fills: dict[Hole, str] = {}
    certificate: Certificate | None = None
    match outcome:
        case Proved(texts):
            fills, certificate = dict(zip(target.holes, texts, strict=True)), gate.certificates[texts]
        case Disproved(texts):
            certificate = gate.certificates[DISPROOF, *texts]
    elapsed = time.monotonic() - started
    return Result(target.name, outcome, certificate, fills, tuple(task.attempts), tuple(gate.refusals), elapsed)
