"""One theorem of the user's file → one result: methods propose, the gate decides; it prints and writes nothing."""

import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prover.autobound import compile_official, warnings_of
from prover.budget import Budget
from prover.declarations import Declaration, Hole
from prover.errors import BadInput, LeanFailed
from prover.gate import Certificate, Refusal, Submission, certify
from prover.ladder import Method, Task, climb
from prover.lean.checker import Description, Refused, describe
from prover.lean.pool import Pool
from prover.lean.toolchain import Toolchain
from prover.obligation import DISPROOF, SORRY, Attempt, Broken, Disproved, Outcome, Proved, obligation_of
from prover.problem import Problem, parse_problem
from prover.verdict import Position

COMPILE_SECONDS = 300.0
GATE_SECONDS = 300.0  # of one judgement


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


async def examine(toolchain: Toolchain, problem: Problem, targets: Sequence[Declaration]) -> tuple[str, ...]:
    """Have Lean read the file as given, and say so if there is nothing that could be proved; what to beware of.

    Raises `BadInput` when Lean does not accept it even with its `sorry`s, when a target is no theorem to Lean, when
    its statement leans on a `sorry`, or names a type that the library does not have.
    """
    _refuse_header(toolchain, problem)
    with tempfile.TemporaryDirectory(prefix="architect-examine-") as folder:
        official, bound = await compile_official(toolchain, problem, Path(folder), COMPILE_SECONDS)
        if official.compiled is None:
            error = official.first_error
            where, text = (f":{error.start}", " ".join(error.text.split())) if error else ("", "no message")
            raise BadInput(f"{problem.path}{where}: Lean does not accept the file as it is: {text}")
        found = await describe(toolchain, official.compiled, COMPILE_SECONDS)
    if isinstance(found, Refused):
        raise BadInput(f"{problem.path}: {found.refused}")
    _require_seen(problem, found)
    for target in targets:
        place = problem.position(target.holes[0].start)
        constant = found.owner(place)
        if constant is None or constant.kind != "theorem":
            raise BadInput(f"{problem.path}:{place}: to Lean this `sorry` is not in the proof of a theorem")
        if constant.leans_on:
            answers = ", ".join(constant.leans_on)
            raise BadInput(
                f"{problem.path}:{problem.position(target.keyword_at)}: the statement of {target.name} leans on the "
                f"`sorry` in {answers}: that is an answer to be filled in, not a proof obligation "
                "(a proof inside it can be stated as a theorem before it, and used there)"
            )
    return (*warnings_of(toolchain, problem, bound), *left_open(problem))


def _require_seen(problem: Problem, found: Description) -> None:
    """Raise `BadInput` when to Lean a theorem has a `sorry`, and this program sees none in it."""
    holes = problem.holes()
    for constant in found.constants:
        if constant.kind == "theorem" and constant.open and constant.range and not any(map(constant.covers, holes)):
            place = Position(*constant.range[:2])
            raise BadInput(
                f"{problem.path}:{place}: to Lean there is a `sorry` in {constant.name}, and this program does not see "
                "it: write it on a line of its own, with spaces around what stands before it"
            )


def left_open(problem: Problem) -> tuple[str, ...]:
    """What to say of each `sorry` that no theorem has."""
    return tuple(f"the `sorry` at {place} is in no theorem, and is left as it is" for place in problem.in_no_theorem())


def _refuse_header(toolchain: Toolchain, problem: Problem) -> None:
    if unfit := problem.unfit_header():
        raise BadInput(f"{problem.path}:{unfit}")
    if toolchain.name != "embedded":
        return
    for module in problem.imports:
        if not any(
            (folder / Path(*module.split("."))).with_suffix(".olean").exists() for folder in toolchain.search_path
        ):
            raise BadInput(
                f"{problem.path}: it imports {module}, which the embedded Lean does not have: "
                "use a Lake project that has it (architect prove --project DIR)"
            )


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
    gate = Gatekeeper(pool.toolchain, problem, target, done)
    task = Task(pool, obligation_of(problem, target, done), gate, budget)
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
