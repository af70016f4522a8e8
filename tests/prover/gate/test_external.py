"""External checkers, as stand-ins (none of the real ones can be had here): each that is found must agree."""

import dataclasses
from functools import partial
from pathlib import Path

import pytest

from architect.run.verify import Demands, verify
from prover.gate.candidate import whole
from prover.gate.certificate import Certificate, Refusal
from prover.lean.checker import Conditions
from prover.lean.external import external_checkers
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import parse_problem
from prover.words.errors import LeanKilled, ToolchainMissing
from tests.prover.gate.certifying import SECONDS, judged
from tests.prover.gate.faults import refused_at

ORIGINAL = "theorem t (n : Nat) : n + 0 = n := sorry\n"
PROVED = ORIGINAL.replace("sorry", "rfl")
# It sees the compiled files where they are said to be, and Lean's search path.
AGREES = '[ "$1" = Problem ] && [ -f "${LEAN_PATH%%:*}/Problem.olean" ]'


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.fixture
def project(toolchain: Toolchain, tmp_path: Path) -> Toolchain:
    """A toolchain of a project, with a package whose programs Lake would have built; its Lean is the embedded one."""
    built = tmp_path / "packages" / "SafeVerify" / ".lake" / "build"
    (built / "lib" / "lean").mkdir(parents=True)
    return dataclasses.replace(
        toolchain,
        name="project",
        compiled={},
        search_path=(*toolchain.search_path, built / "lib" / "lean"),
        variables={"LEAN_SYSROOT": str(tmp_path / "sysroot")},
    )


async def found(project: Toolchain, seconds: float = SECONDS) -> Certificate | Refusal:
    problem = parse_problem(ORIGINAL, Path("Problem.lean"))
    conditions = Conditions(external=tuple(external_checkers(project)))
    return await judged(project, whole(problem, PROVED, problem.targets()), conditions, seconds)


async def test_what_stands_beside_lean_and_in_the_packages_is_run_and_named(project: Toolchain, tmp_path: Path) -> None:
    program(tmp_path / "sysroot" / "bin" / "leanchecker", AGREES)
    program(
        project.search_path[-1].parents[1] / "bin" / "safe_verify", '[ -f "$1" ] && [ -f "$2" ] && [ "$1" != "$2" ]'
    )
    said = await found(project)
    assert isinstance(said, Certificate), said
    assert said.checkers["external checker"] == "leanchecker, SafeVerify"


@pytest.mark.parametrize(
    ("does", "words"),
    [
        (
            "echo 'uncaught exception: t: bad proof' >&2; exit 1",
            "leanchecker does not accept it: uncaught exception: t: bad",
        ),
        ("exit 3", "leanchecker does not accept it: it ended with status 3"),
        ("kill -11 $$", "leanchecker does not accept it: it ended with status -11"),
        ("exec tail -f /dev/null", "checking with leanchecker: no answer from Lean within"),
    ],
)
async def test_one_that_does_not_agree_refuses(project: Toolchain, tmp_path: Path, does: str, words: str) -> None:
    program(tmp_path / "sysroot" / "bin" / "leanchecker", does)
    ask = partial(found, project)
    said = await (refused_at("external checker", ask) if "tail" in does else ask())
    assert isinstance(said, Refusal)
    assert said.step == "external checker"
    assert words in said.reason
    assert "\n" not in said.reason


async def test_one_that_is_killed_twice_is_a_broken_tool(project: Toolchain, tmp_path: Path) -> None:
    program(tmp_path / "sysroot" / "bin" / "leanchecker", "kill -9 $$")
    with pytest.raises(LeanKilled, match=r"checking with leanchecker: .* by SIGKILL"):
        await found(project)


async def test_strict_demands_one_of_a_project_and_says_that_the_embedded_lean_has_none(
    toolchain: Toolchain, project: Toolchain, tmp_path: Path
) -> None:
    files = tmp_path / "result.lean", tmp_path / "original.lean"
    for file, text in zip(files, (PROVED, ORIGINAL), strict=True):
        file.write_text(text)
    with pytest.raises(ToolchainMissing, match=r"demands an external checker \(leanchecker, lean4checker, SafeVerify"):
        await verify(project, *files, Demands(strict=True))
    [theorem] = (await verify(toolchain, *files, Demands(strict=True))).judged
    assert isinstance(theorem.found, Certificate)
    assert theorem.found.checkers["external checker"] == "none was run"
