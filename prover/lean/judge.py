"""The judge that a toolchain's own Lean runs (`lean_project/judge`): compiled once a process, answers in our words.

It is asked as the kernel process is (`prover/lean/kernel/script.py`), and what is asked is not its matter.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from prover.lean.kernel.names import name_key
from prover.lean.kernel.olean import parts_of
from prover.lean.kernel.shown import in_one_line, instead_of
from prover.lean.oneshot import or_died, run_again_if_killed, survived
from prover.lean.sandbox.policy import cpu_seconds_within
from prover.lean.toolchains.toolchain import JudgeInLean, Toolchain
from prover.words.errors import LeanCrashed, LeanFailed, NoJudge
from prover.words.files import MOST_RECORDED_BYTES, read_bytes
from prover.words.scratch import scratch_folder

JUDGE, MAIN = "Judge.lean", "Main.lean"
WHAT = "compiling the judge"

# What has been compiled in this process, by the Lean itself; nobody else's file is taken for it. It goes when we do.
Compiler = tuple[int, str, tuple[str, ...], tuple[Path, ...], JudgeInLean]
_compiled: dict[Compiler, "tempfile.TemporaryDirectory[str]"] = {}


async def judge_folder(toolchain: Toolchain, judge: JudgeInLean) -> Path:
    """The folder of the compiled judge and of its program.

    Raises `NoJudge` where it does not compile with this Lean, and `LeanFailed` where Lean dies of it.
    """
    key = os.getpid(), toolchain.version, toolchain.program, _library(toolchain), judge
    if key not in _compiled:
        folder = scratch_folder("judge")
        try:
            await _compile(toolchain, judge, Path(folder.name))
            # Of two that were compiled at the same time the first stays, for it may be in use.
            _compiled.setdefault(key, folder)
        finally:
            if _compiled.get(key) is not folder:
                folder.cleanup()
    return Path(_compiled[key].name)


async def _compile(toolchain: Toolchain, judge: JudgeInLean, folder: Path) -> None:
    for name in (JUDGE, MAIN):
        (folder / name).write_bytes((files("lean_project") / "judge" / name).read_bytes())
    compiled = folder / "Judge.olean"
    words = (*judge.options, f"--root={folder}", "-o", str(compiled), str(folder / JUDGE))
    seconds = toolchain.times.compile
    command = toolchain.sandbox.command(
        [*toolchain.program, *words], [*toolchain.readable(), *judge.folders], folder, cpu_seconds_within(seconds)
    )
    bounds = toolchain.sandbox.bounds(folder)
    # No proof is to blame for what becomes of this one.
    environment = toolchain.environment() | {"LEAN_PATH": _joined(judge.folders, _library(toolchain))}
    run = survived(await or_died(run_again_if_killed(command, environment, seconds, WHAT, bounds)))
    if run.died_of:
        raise LeanFailed(str(LeanCrashed(WHAT, run.status, run.last_words)))
    if run.status != 0 or not compiled.exists():
        errors = [line for line in f"{run.output}\n{run.last_words}".splitlines() if "error" in line]
        why = errors[0] if errors else f"status {run.status}"
        raise NoJudge(
            f"the judge (lean_project/judge) does not compile with Lean {toolchain.version}: "
            f"{why.removeprefix(str(folder) + os.sep)}"
        )


async def judge_command(
    toolchain: Toolchain, judge: JudgeInLean, request: Path, compiled: list[Path], seconds: float
) -> tuple[list[str], dict[str, str]]:
    """The words that have the judge answer a request about compiled files, and its environment.

    Raises as `judge_folder` does.
    """
    folder = await judge_folder(toolchain, judge)
    readable = [*toolchain.readable(), folder, *judge.folders, request, *compiled]
    words = [*toolchain.program, *judge.options, "--run", str(folder / MAIN), str(request)]
    command = toolchain.sandbox.command(words, readable, cpu_seconds=cpu_seconds_within(seconds))
    path = _joined([folder], judge.folders, toolchain.search_path)
    return command, toolchain.environment() | {"LEAN_PATH": path}


def _library(toolchain: Toolchain) -> tuple[Path, ...]:
    """Where Lean's own compiled files are: a build of the project makes no other judge of it."""
    root = toolchain.variables.get("LEAN_SYSROOT")
    return (Path(root) / "lib" / "lean",) if root else toolchain.search_path


def _joined(*folders: Iterable[Path]) -> str:
    return os.pathsep.join(str(folder) for several in folders for folder in several)


def in_our_words(reply: Mapping[str, Any], compiled: Mapping[str, Path]) -> dict[str, Any]:
    """An answer as the kernel process gives it: names in their one form, and the digests of the ``compiled`` files."""
    digests = {name: _digest(path) for name, path in compiled.items()}
    return {key: _told(value, digests) for key, value in reply.items()} if "refused" not in reply else _denial(reply)


def _digest(compiled: Path) -> str:
    digest = hashlib.sha256()
    for part in parts_of(str(compiled)):
        digest.update(read_bytes(Path(part), MOST_RECORDED_BYTES))
    return digest.hexdigest()


def _told(answer: Mapping[str, Any], digests: Mapping[str, str]) -> dict[str, Any]:
    if "judged" in answer:
        return {"judged": [_judgement(found, digests) for found in answer["judged"]]}
    if "declarations" in answer:
        imports = sorted({*map(name_key, answer["imports"])})
        return {"declarations": list(map(_used, answer["declarations"])), "imports": imports}
    if "names" in answer:
        return {"names": list(map(name_key, answer["names"]))}
    return {"imports": list(map(name_key, answer["imports"])), "constants": list(map(_described, answer["constants"]))}


def _judgement(found: Mapping[str, Any], digests: Mapping[str, str]) -> dict[str, Any]:
    if "refused" in found:
        return _denial(found)
    named = {"constant": name_key(found["constant"]), "axioms": sorted(map(name_key, found["axioms"]))}
    return {**found, **named, "type": in_one_line(found["type"]), "files": dict(digests)}


def _denial(found: Mapping[str, Any]) -> dict[str, Any]:
    why = str(found["refused"])
    return {"refused": f"{why}: {instead_of(found['new'], found['old'])}" if "new" in found else why}


def _described(constant: Mapping[str, Any]) -> dict[str, Any]:
    names = {key: list(map(name_key, constant[key])) for key in ("level_params", "leans_on")}
    own = {"name": name_key(constant["name"]), "type": in_one_line(constant["type"])}
    return {**constant, **names, **own, "leans_on": sorted(names["leans_on"])}


def _used(declaration: Mapping[str, Any]) -> dict[str, Any]:
    names = {key: sorted(map(name_key, declaration[key])) for key in ("stated", "used")}
    return {**declaration, **names, "name": name_key(declaration["name"])}
