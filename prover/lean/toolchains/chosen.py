"""Which Lean is meant: that of a Lake project where one is named, else the embedded one; and who answers for it."""

import shlex
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.project import TIMES, lake, project_around, project_toolchain
from prover.lean.toolchains.setup_file import lakefile_options
from prover.lean.toolchains.toolchain import KiminaServer, ReplCommand, Toolchain
from prover.text.problem import Problem
from prover.words.errors import BadInput
from prover.words.files import resolved
from prover.words.settings import KIMINA, KIMINA_KEY, REPL, Settings, environment
from prover.words.times import TimeLimits


def chosen_toolchain(
    project: Path | None,
    settings: Settings,
    file: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Toolchain:
    """The Lean of the Lake project in this folder, or the embedded one, as the settings confine and time it.

    With the options that the project has for ``file``, where one is named. ``tell`` hears when the library is compiled.

    It takes its time (asks `lake`, compiles the library, tries the sandbox) and belongs before the event loop. Raises
    `LeanFailed` when it is not there, and `BadInput` when the words that start a REPL cannot be taken apart.
    """
    found = found_toolchain(project, settings.time, file, tell).under(settings.lean.sandbox, settings.time)
    return replace(found, live=_live(settings.lean.live))


def project_of(problem: Problem) -> Path | None:
    """The Lake project that a file lies in, where its Lean is to read it: it imports something, or that is set up.

    What imports nothing needs no project, and its Lean may not be here; one that begins with `module` needs it.
    """
    folder = project_around(problem.path)
    if folder is None or problem.is_module or [name for name in problem.imports if name.partition(".")[0] != "Init"]:
        return folder
    return folder if lake() is not None and (folder / ".lake").exists() else None


def found_toolchain(
    project: Path | None,
    times: TimeLimits = TIMES,
    file: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Toolchain:
    """The same where no Lean of it is to run, so that no sandbox is tried: for its ``key``, say."""
    found, program = project_toolchain(project, times) if project else embedded_toolchain(tell=tell), lake()
    if project is None or file is None or program is None:
        return found
    return found.with_options(lakefile_options(program, resolved(project), resolved(file), times.start))


def _live(which: str) -> ReplCommand | KiminaServer | None:
    """Who answers for a live Lean; None for Lean's own worker."""
    if which.startswith(KIMINA):
        return KiminaServer(which.removeprefix(KIMINA), environment(KIMINA_KEY))
    if not which.startswith(REPL):
        return None
    try:
        program, *words = shlex.split(which.removeprefix(REPL))
    except ValueError as error:
        raise BadInput(f"lean.live: {which}: {error}") from error
    # No link is followed: elan's programs go by their names. One that is not there fails when it is to start.
    return ReplCommand((str(Path(shutil.which(program) or program).absolute()), *words))
