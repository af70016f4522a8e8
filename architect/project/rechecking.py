"""What a run at a project recorded as proved, before the gate again: each file by what the run proved above it."""

from collections.abc import Sequence

from architect.project.folder import ProjectRun
from architect.project.leans import ProjectLean
from architect.project.result import FileResult
from architect.project.shadow import shadow_of
from architect.run.claims import Claim, certified
from architect.run.result import Report, Result, fills_of
from prover.words.budget import Spent
from prover.words.errors import LeanFailed


async def rechecked(run: ProjectRun, lean: ProjectLean, claims: Sequence[Sequence[Claim]]) -> list[list[Result]]:
    """What the gate makes of the claims of each file, in the order of the run's files; the project stays as it is.

    Raises `LeanFailed` where what a file stands on does not compile, and as `certified` and `ProjectLean.of` do.
    """
    found: dict[str, list[Result]] = {}
    with shadow_of(run, lean) as shadow:
        for file, those in sorted(zip(run.asked.files, claims, strict=True), key=lambda each: len(each[0].after)):
            found[file.module] = []
            if not those:
                continue
            if why := await shadow.imports_built(file):
                raise LeanFailed(f"{file.module}: what it imports is not built: {why}")
            problem, toolchain = run.problem(file), shadow.before(await lean.of(file.path), file)
            found[file.module] = results = await certified(toolchain, problem, those)
            text = problem.splice(fills_of(result for result in results if result.proved))
            report = Report(problem, toolchain, tuple(results), text, 0.0, Spent())
            await shadow.put(FileResult(file, problem, report), 0.0)
    return [found[file.module] for file in run.asked.files]
