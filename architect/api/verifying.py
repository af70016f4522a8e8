"""Anybody's proofs before the gate, from a program, as `architect verify` has them there."""

from pathlib import Path

from architect.api.composing import project_for
from architect.api.given import file_in, settings_in_force
from architect.api.sharing import turn
from architect.api.threads import in_thread
from architect.run.verify import Demands, Verification, verified
from prover.lean.toolchains.chosen import chosen_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import Problem
from prover.words.settings import Settings

RESULT, ORIGINAL = Path("result.lean"), Path("original.lean")  # what texts are called that are in no file


async def verify(
    result: str | Path,
    against: str | Path,
    *,
    theorem: str | None = None,
    strict: bool = False,
    project: Path | None = None,
    settings: Settings | Path | None = None,
) -> Verification:
    """What the gate says of each theorem of a file or a text, which proves what ``against`` states with `sorry`.

    ``theorem`` is the one to verify (default: each with a `sorry`), ``strict`` as in docs/verify.md. The Lean is that
    of a Lake ``project``, by default of the one that the original lies in. What is not proved is no exception: raises
    `BadInput` for files that cannot be read or an original that Lean does not accept, `LeanFailed`, and
    `ToolchainMissing` where ``strict`` demands a checker that is not here.
    """

    def given() -> tuple[Problem, Problem, Toolchain]:
        chosen, original = settings_in_force(settings).settings, file_in(against, ORIGINAL)
        folder = project_for(original, project, chosen, lambda _: None)
        return file_in(result, RESULT), original, chosen_toolchain(folder, chosen, original.path)

    async with turn():
        answer, official, toolchain = await in_thread(given)
        return await verified(toolchain, answer, official, Demands(theorem, strict))
