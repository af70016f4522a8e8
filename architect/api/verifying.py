"""Anybody's proofs before the gate, from a program, as `architect verify` has them there."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path

from architect.api.composing import project_for
from architect.api.given import file_in, path_of, settings_in_force
from architect.api.sharing import turn
from architect.api.threads import in_thread
from architect.run.verify import Demands, Verification, verify_problem
from prover.lean.toolchains.chosen import chosen_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import Problem
from prover.words.cache_lock import cache_in_use
from prover.words.settings import Settings

RESULT, ORIGINAL = Path("result.lean"), Path("original.lean")  # what texts are called that are in no file


async def verify(
    result: str | Path,
    against: str | Path,
    *,
    theorem: str | None = None,
    strict: bool = False,
    project: str | Path | None = None,
    settings: Settings | str | Path | None = None,
) -> Verification:
    """What the gate says of each theorem of a file or a text, which proves what ``against`` states with `sorry`.

    ``theorem`` is the one to verify (default: each with a `sorry`), ``strict`` as in docs/verify.md. The Lean is that
    of a Lake ``project``, by default of the one that the original lies in. What is not proved is no exception: raises
    `BadInput` for files that cannot be read or an original that Lean does not accept, `LeanFailed`, and
    `ToolchainMissing` where ``strict`` demands a checker that is not here.
    """

    def given(owned: ExitStack) -> tuple[Problem, Problem, Toolchain]:
        chosen, original = settings_in_force(settings).settings, file_in(against, ORIGINAL)
        owned.enter_context(cache_in_use())
        folder = project_for(original, path_of(project), chosen, lambda _: None)
        return file_in(result, RESULT), original, chosen_toolchain(folder, chosen, original.path)

    owned = ExitStack()
    try:
        async with turn():
            answer, official, toolchain = await in_thread(partial(given, owned))
            return await verify_problem(toolchain, answer, official, Demands(theorem, strict))
    finally:
        await in_thread(owned.close)
