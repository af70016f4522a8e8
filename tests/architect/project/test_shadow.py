"""The shadow of a project: what is proved in a file is compiled there, beside links to all else, for its importers."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from architect.project.building import Builder
from architect.project.folder import FileAsked, ProjectAsked, ProjectRun, new_project_run
from architect.project.leans import ProjectLean
from architect.project.result import FileResult
from architect.project.shadow import Shadow
from architect.project.sources import named
from architect.run.result import Report
from prover.lean.oneshot import compile_text, survived
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.header import module_parts
from prover.text.problem import parse_problem
from prover.words.budget import Spent
from prover.words.digest import sha256
from prover.words.settings import Settings
from tests.conftest import PATIENCE

ONE = "theorem one (n : Nat) : n + 0 = n := sorry -- here\ntheorem two (n : Nat) : n * 0 = 0 := sorry\n"
FIRST = ONE.replace("sorry -- here", "rfl")


def shadow_of_files(
    small: Path, texts: Mapping[str, str], folder: Path, asked: int | None = None
) -> tuple[ProjectRun, Shadow]:
    """The shadow of a run at these files, or at so many of them; each stands on those before it."""
    files: list[FileAsked] = []
    for name, text in texts.items():
        (path := small / "src" / f"{name}.lean").write_text(text)
        imports = tuple(named(module_parts(name)) for name in parse_problem(text, path).imports)
        after = tuple(file.module for file in files)
        files.append(FileAsked(module=named([name]), path=path, sha256=sha256(text), imports=imports, after=after))
    first, others = tuple(files[:asked]), tuple(files[len(files[:asked]) :])
    what = ProjectAsked(project=small, files=first, others=others, settings=Settings(), started=0.0)
    run = new_project_run(what, [*texts.values()][: len(first)])
    return run, Shadow(run, ProjectLean(small, Settings()), folder)


def result(run: ProjectRun, toolchain: Toolchain, text: str) -> FileResult:
    """The first file, which says this now."""
    file = run.asked.files[0]
    problem = run.problem(file)
    return FileResult(file, problem, Report(problem, toolchain, (), text, 0.0, Spent()))


async def axioms(lean: Toolchain, folder: Path, theorem: str) -> str:
    """What Lean says of a theorem to one that imports it."""
    await asyncio.to_thread(folder.mkdir)
    found = survived(await compile_text(lean, f"import A\n#print axioms {theorem}\n", folder, PATIENCE))
    return found.messages[0].text


async def test_a_root_that_is_one_file_is_compiled_as_often_as_more_is_proved_in_it_and_also_when_less_is(
    small: Path, toolchain: Toolchain, tmp_path: Path
) -> None:
    (place := tmp_path / "shadow").mkdir()
    run, shadow = shadow_of_files(small, {"A": ONE, "B": "import A\n"}, place)
    assert await Builder(small, ()).build(["A"]) == ""
    use, lean = run.asked.files[1], await ProjectLean(small, Settings()).of(small / "src" / "B.lean")
    keys = {shadow.before(lean, use).key}
    for number, text in enumerate((FIRST, ONE.replace("sorry", "rfl"), ONE)):
        await shadow.put(result(run, toolchain, text), PATIENCE)
        assert await shadow.imports_built(use) == ""
        found = shadow.before(lean, use)
        keys.add(found.key)
        for theorem, proof in zip(("one", "two"), text.splitlines(), strict=True):
            said = await axioms(found, tmp_path / f"{theorem}{number}", theorem)
            assert ("sorryAx" in said) == ("sorry" in proof)
        assert shadow.before(lean, run.asked.files[0]) == lean  # nothing that it stands on is there
    assert len(keys) == 4


async def test_all_that_lean_makes_of_a_file_with_a_module_header_is_there_whatever_its_name(
    small: Path, toolchain: Toolchain, tmp_path: Path
) -> None:
    (place := tmp_path / "shadow").mkdir()
    text = "module\n\nprelude\n\npublic section\naxiom a : Sort\nend\n"
    lean = await ProjectLean(small, Settings()).of(small)
    built = small / ".lake" / "build" / "lib" / "lean"
    for name in ("Other", "A[1]"):  # the second is compiled anew, the first linked
        (made := tmp_path / name).mkdir()
        assert survived(await compile_text(lean, text, made, PATIENCE, module=(name, "Parts"))).compiled
    (tmp_path / "Other" / "Other").rename(built / "Other")
    (built / "Other" / "Parts.lean").unlink()
    expected = {path.name for path in (built / "Other").iterdir()}
    assert {"Parts.olean.private", "Parts.ir"} <= expected
    run, shadow = shadow_of_files(small, {"A[1]": text, "Other": "import «A[1]»\n", "B": "import Other\n"}, place)
    await shadow.put(result(run, toolchain, text.replace("Sort", "Type")), PATIENCE)
    assert await shadow.imports_built(run.asked.files[2]) == ""
    assert {path.name for path in (place / "Other").iterdir()} == expected
    assert {path.name for path in place.glob("A*")} == {name.replace("Parts", "A[1]") for name in expected}


async def test_a_long_chain_of_imports_in_which_nothing_is_proved_is_as_the_project_has_it(
    small: Path, tmp_path: Path
) -> None:
    texts = {f"M{i}": f"import M{i - 1}\n" if i else "" for i in range(1200)}
    run, shadow = shadow_of_files(small, texts, tmp_path, asked=1)
    assert await shadow.imports_built(run.asked.others[-1]) == ""


async def test_where_nothing_can_be_put_it_is_said_in_a_line(small: Path, toolchain: Toolchain, tmp_path: Path) -> None:
    (place := tmp_path / "shadow").write_text("")
    run, shadow = shadow_of_files(small, {"A": ONE, "B": "import A\n"}, place)
    await shadow.put(result(run, toolchain, FIRST), PATIENCE)
    said = await shadow.imports_built(run.asked.files[1])
    assert said.startswith(f"{place}: compiled files cannot be put there: ")
    assert "\n" not in said
