"""Anybody's proofs before the gate: a result file against its original, or two folders of them; it prints nothing."""

import asyncio
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NoReturn

from prover.gate.autobound import bound_in, warnings_of
from prover.gate.candidate import whole
from prover.gate.certificate import ACCEPTED, Certificate, Refusal, Uncertified
from prover.gate.completed import completion_of
from prover.gate.examine import examine, left_open
from prover.gate.findings import findings
from prover.gate.gate import certify
from prover.gate.screen import Objection
from prover.lean.checker import Conditions
from prover.lean.external import external_checkers, known_checkers
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.completing import completed
from prover.text.declarations import Declaration
from prover.text.problem import Problem, read_problem
from prover.words.errors import ArchitectError, BadInput, ToolchainMissing
from prover.words.shown import in_one_line
from prover.words.tasks import all_of
from prover.words.verdict import Position, position

Status = Literal["certified", "accepted by Lean, not certified", "not proved", "bad input", "failed"]
# from best to worst
EXIT_CODES: dict[Status, int] = {
    "certified": 0,
    ACCEPTED: 1,
    "not proved": 1,
    "bad input": 2,
    "failed": 3,
}


@dataclass(frozen=True)
class Judged:
    """What the gate says of one theorem of the original."""

    theorem: str
    found: Certificate | Refusal

    @property
    def status(self) -> Status:
        if isinstance(self.found, Certificate):
            return "certified"
        return ACCEPTED if isinstance(self.found, Uncertified) else "not proved"


@dataclass(frozen=True)
class Verification:
    """What became of one result: a judgement for each theorem, or the one line that says why there is none.

    ``warnings`` are the findings in the text of the result that the original does not have.
    """

    result: Path
    original: Path
    judged: tuple[Judged, ...] = ()
    warnings: tuple[Objection, ...] = ()
    error: ArchitectError | None = None

    def __str__(self) -> str:
        rows = [
            f"{j.theorem}: {j.found.line() if isinstance(j.found, Certificate) else j.found.reason}"
            for j in self.judged
        ]
        return "\n".join(map(in_one_line, [*rows, *(f"warning: {warning.reason}" for warning in self.warnings)]))

    @property
    def certified(self) -> bool:
        """Whether each theorem of the original is."""
        return self.status == "certified"

    @property
    def status(self) -> Status:
        if self.error is not None:
            return "bad input" if isinstance(self.error, BadInput) else "failed"
        return max((each.status for each in self.judged), key=[*EXIT_CODES].index, default="not proved")

    @property
    def reason(self) -> str:
        """Why it is not certified, in one line; empty when it is."""
        refused = (
            f"{j.theorem}: {j.found.step}: {j.found.reason}".removeprefix(": ")
            for j in self.judged
            if isinstance(j.found, Refusal)
        )
        return str(self.error) if self.error is not None else in_one_line(next(refused, ""))


@dataclass(frozen=True)
class Demands:
    """``theorem`` is the one to verify (None: each that has a `sorry`); ``strict`` makes findings refusals.

    It also demands an external checker, where the toolchain can have one. Where ``claims`` are given, only those of
    the original's theorems are verified.
    """

    theorem: str | None = None
    strict: bool = False
    claims: frozenset[str] | None = None

    def of(self, claims: Iterable[str]) -> "Demands":
        """The same, of these theorems only."""
        return replace(self, claims=frozenset(claims))

    def targets(self, problem: Problem) -> tuple[Declaration, ...]:
        """What is to be verified. Raises as `Problem.targets` does."""
        found = problem.targets(self.theorem)
        return found if self.claims is None else tuple(each for each in found if each.name in self.claims)


async def verify(toolchain: Toolchain, result: Path, original: Path, demands: Demands) -> Verification:
    """The gate on one result, in the times of the toolchain.

    Raises `BadInput` when a file cannot be read, and as `verify_problem` does.
    """
    problem = await asyncio.to_thread(read_problem, original)
    answer = await asyncio.to_thread(read_problem, result)
    return await verify_problem(toolchain, answer, problem, demands)


async def verify_problem(toolchain: Toolchain, answer: Problem, problem: Problem, demands: Demands) -> Verification:
    """The same for texts that were read.

    Raises `BadInput` when the original states nothing to prove, `LeanFailed` when Lean fails on the original,
    `ToolchainMissing` when ``strict`` demands a checker that is not here.
    """
    problem = completed(problem)
    targets = demands.targets(problem)
    if unfit := problem.unfit_header():
        raise BadInput(f"{problem.path}:{unfit}")
    if problem.bodiless or any(not target.is_proposition for target in targets):  # only Lean knows what its `sorry` is
        found = (await examine(toolchain, problem, targets)).provable
        problem = found.problem
        targets = tuple(t for t in problem.targets() if t in found.targets or (t.is_proposition and t in targets))
    candidate = whole(problem, answer.text, targets)
    conditions = _conditions(toolchain, demands, None if demands.theorem else problem.holes())
    warnings = tuple(await asyncio.to_thread(findings, answer.text, problem.text, demands.strict))
    if refusal := _refused_as_text(answer, warnings, demands):
        judged: Sequence[Certificate | Refusal] = [refusal] * len(candidate.theorems)
    else:
        judged = await certify(toolchain, candidate, conditions)
        _require_official(problem.path, judged)
        types = [found.type for found in judged if isinstance(found, Certificate)]
        bound = await bound_in(toolchain, problem, types)
        said = warnings_of(toolchain, problem, bound)
        warnings += tuple(Objection(reason, found.at) for reason, found in zip(said, bound, strict=True))
        if demands.strict and said:
            judged = [Refusal("screen", said[0])] * len(candidate.theorems)
    warnings += tuple(
        Objection(line, position(problem.given, problem.bodiless[0].at)) for line in completion_of(problem)
    )
    warnings += left_open(problem, targets, answer)
    named = tuple(Judged(theorem.name, found) for theorem, found in zip(candidate.theorems, judged, strict=True))
    return Verification(answer.path, problem.path, named, warnings)


def _refused_as_text(answer: Problem, warnings: Sequence[Objection], demands: Demands) -> Refusal | None:
    if unfit := answer.unfit_header():
        return Refusal("screen", unfit)
    return Refusal("screen", warnings[0].reason) if demands.strict and warnings else None


def _require_official(original: Path, judged: Sequence[Certificate | Refusal]) -> None:
    for found in judged:
        if isinstance(found, Refusal) and found.step == "official file":
            raise BadInput(f"{original}:{found.reason}")


def _conditions(toolchain: Toolchain, demands: Demands, seen: tuple[Position, ...] | None) -> Conditions:
    if not demands.strict:
        return Conditions(additions=True, seen=seen)
    external = external_checkers(toolchain)
    if not external and toolchain.name != "embedded":
        raise ToolchainMissing(
            f"--strict demands an external checker ({known_checkers()}), and this project's Lean has none: "
            "install one, or leave out --strict"
        )
    return Conditions(seen=seen, external=tuple(external))


async def verify_folder(
    toolchain: Toolchain,
    results: Path,
    originals: Path,
    demands: Demands,
    tell: Callable[[Verification], None] = lambda _: None,
) -> list[Verification]:
    """The gate on each file of `originals` and the one of the same relative path in `results`, in order of the paths.

    ``tell`` hears of each when it is done. What `verify` raises is kept in its place, and so is a result that has no
    original, or is no file. Raises `BadInput` when there is no Lean file at all.
    """
    paths = await asyncio.to_thread(_lean_files, results, originals)
    if not paths:
        raise BadInput(f"{originals}: no .lean file in it, nor in {results}")
    at_once = judgements_at_once()

    async def one(path: Path) -> Verification:
        result, original = results / path, originals / path
        async with at_once:
            try:
                missing = await asyncio.to_thread(_without_a_result, result, original, demands)
                found = missing or await verify(toolchain, result, original, demands)
            except ArchitectError as error:
                found = Verification(result, original, error=error)
        tell(found)
        return found

    return await all_of(map(one, paths))


def judgements_at_once() -> asyncio.Semaphore:
    """As many as the cores are for: one comparison compiles two files at a time."""
    return asyncio.Semaphore(max(1, (os.cpu_count() or 1) // 2))


def _lean_files(*folders: Path) -> list[Path]:
    """All that are in one of the folders, by their paths in it."""
    return sorted({path for folder in folders for path in _below(folder)})


def _below(folder: Path) -> Iterator[Path]:
    """The `.lean` files below a folder, and below folders that links in it lead to, each folder once.

    Raises `BadInput` for a folder that cannot be listed: what is in it would count for nothing.
    """

    def refuse(error: OSError) -> NoReturn:
        raise BadInput(f"{error.filename}: it cannot be listed: {error.strerror}") from error

    seen = set()
    for above, folders, names in os.walk(folder, onerror=refuse, followlinks=True):
        about = Path(above).stat()
        if (about.st_dev, about.st_ino) in seen:
            folders.clear()
            continue
        seen.add((about.st_dev, about.st_ino))
        yield from (Path(above, name).relative_to(folder) for name in names if name.endswith(".lean"))


def _without_a_result(result: Path, original: Path, demands: Demands) -> Verification | None:
    """What becomes of an original that has no result, whatever it is; None when both are there.

    Raises `BadInput` without an original.
    """
    if not original.exists():
        raise BadInput(f"{result}: there is no {original}, so nothing says what it should prove")
    if result.exists():
        return None
    missing = Refusal("compile", f"{result}: no such file")
    try:
        names = [target.name for target in demands.targets(completed(read_problem(original)))]
    except BadInput:
        names = [""]  # nobody has tried to prove it, so it need not be anything that could be proved
    return Verification(result, original, tuple(Judged(name, missing) for name in names))
