"""Files that begin with `module`, on a library whose files do: read, proved, judged, verified; by the commands too.

The library is a small part of ours, rewritten (`module_library.py`), and the project on it stands behind a stand-in for
`lake` (`projects.py`). What a stranger may do to the parts of a compiled file is tried in `test_judge.py`, on both ways
to the kernel.
"""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from prover.gate.candidate import Submission, disproving
from prover.gate.certificate import Certificate, Refusal
from prover.lean.checker import Description, describe
from prover.lean.toolchains.chosen import project_of
from prover.lean.toolchains.project import project_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.place import Place
from prover.text.problem import parse_problem
from tests.conftest import PATIENCE
from tests.prover.gate.certifying import certified, compared, judged
from tests.prover.lean.judging import SECONDS, compiled
from tests.prover.lean.module_library import SHAPES, module_library
from tests.prover.lean.projects import Layout, lay_out

HEADER = "module\n\npublic import Shapes\n\n"
TEXT = f"""{HEADER}/-! What other files see of it, and what they do not. -/

@[expose] public section

def Shape.twice (s : Shape) : Nat := s.area + s.area

public theorem twice_point : Shape.point.twice = 0 := by
  sorry

end

def corners (s : Shape) : Nat := s.area + 1

theorem corners_point : corners .point = 1 := sorry
"""


@pytest.fixture(scope="module")
def laid_out(own_place: None, tmp_path_factory: pytest.TempPathFactory) -> Layout:
    library = module_library(tmp_path_factory.mktemp("sources"))
    return lay_out(tmp_path_factory.mktemp("modules"), library.under("auto"), SHAPES)


@pytest.fixture
def project(laid_out: Layout, monkeypatch: pytest.MonkeyPatch) -> Toolchain:
    monkeypatch.setenv("PATH", f"{laid_out.bin}:/usr/bin:/bin")
    return project_toolchain(laid_out.project).under("auto")


async def gated(project: Toolchain, text: str, fill: str, inserted: str = "", theorem: str = "t") -> object:
    problem = parse_problem(text, Path("Problem.lean"))
    [target] = problem.targets(theorem)
    return await certified(project, problem, Submission(theorem, dict.fromkeys(target.holes, fill), inserted))


async def test_both_theorems_of_a_module_file_are_proved_and_the_result_verified(
    laid_out: Layout, project: Toolchain, tmp_path: Path
) -> None:
    file, out = laid_out.project / "Problem.lean", tmp_path / "out.lean"
    await asyncio.to_thread(file.write_text, TEXT)
    assert project_of(parse_problem(TEXT, file)) == laid_out.project

    async def architect(*words: object) -> str:
        command = [sys.executable, "-m", "architect.cli", *map(str, words)]
        run = await asyncio.to_thread(lambda: subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE))
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    said = await architect("prove", file, "--out", out)
    assert "twice_point: proved" in said
    assert "corners_point: proved" in said
    result = await asyncio.to_thread(out.read_text)
    assert result.startswith(TEXT[: TEXT.index("sorry")])
    said = await architect("verify", "--project", laid_out.project, "--against", file, out)
    assert said.count(": certified") == 2


async def test_a_description_has_what_is_private_and_what_is_shown(project: Toolchain, tmp_path: Path) -> None:
    found = await describe(project, await compiled(project, tmp_path / "a", TEXT), SECONDS)
    assert isinstance(found, Description)
    declared = {c.name: (c.kind, c.open) for c in found.constants if c.range}
    assert declared == {
        "Shape.twice": ("definition", False),
        "twice_point": ("theorem", True),
        "_private.Problem.0.corners": ("definition", False),
        "_private.Problem.0.corners_point": ("theorem", True),
    }


async def test_what_lean_made_in_a_file_that_is_not_looked_into_may_be_made_again(project: Toolchain) -> None:
    text = f"{HEADER}theorem t (r s : Shape) : r = s → r.only rfl = s.only rfl := sorry"
    found = await gated(project, text, "by intro h; simp [h]")  # `Shape.only.congr_simp`, as in a proof of Shapes
    assert isinstance(found, Certificate), found


NOT_SHOWN = "theorem t : Shape.point.sides = 0 := sorry"


@pytest.mark.parametrize(("header", "step"), [("import", "compile"), ("import all", "")])
async def test_a_body_that_is_not_exposed_is_seen_by_who_imports_all(
    project: Toolchain, header: str, step: str
) -> None:
    found = await gated(project, f"module\n{header} Shapes\n{NOT_SHOWN}", "by rfl")
    assert isinstance(found, Refusal | Certificate)
    assert (found.step if isinstance(found, Refusal) else "") == step, found


async def test_the_result_may_not_import_more_of_a_module(project: Toolchain) -> None:
    problem = parse_problem(f"module\nimport Shapes\n{NOT_SHOWN}", Path("Problem.lean"))
    found = await compared(project, problem, f"module\nimport all Shapes\n{NOT_SHOWN.replace('sorry', 'by rfl')}")
    assert isinstance(found, Refusal)
    assert found.reason == "the result does not import what the official file imports"


async def test_a_shown_theorem_rests_on_the_axioms_of_its_proof_in_the_private_part(project: Toolchain) -> None:
    found = await gated(project, f"{HEADER}public theorem t : (2 : Nat) + 2 = 5 := sorry", "open_one")
    assert isinstance(found, Refusal)
    assert found.reason == "t rests on sorryAx"


async def test_a_private_theorem_in_a_public_section_can_be_disproved(project: Toolchain) -> None:
    text = f"{HEADER}public section\nprivate theorem t : Shape.point.area = 1 := sorry"
    problem = parse_problem(text, Path("Problem.lean"))
    [target] = problem.targets()
    found = await judged(project, disproving(Place(problem, target, {}), ("intro h; cases h",)))
    assert isinstance(found, Certificate), found
