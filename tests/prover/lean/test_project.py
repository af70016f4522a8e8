"""A Lake project: the real Lean and its kernel, behind a stand-in for `lake` that answers `lake env` as Lake does.

No Lake can be had from PyPI. What stands in for it here is a folder as Lake and elan lay one out: a project with a
compiled module of its own, a Lean installation whose `bin/lean` starts the wheel's Lean and whose `lib/lean` holds its
shared libraries and our library as the standard one, and a `lake` on the PATH. Not shown: Lake itself, and Mathlib.
"""

import asyncio
import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from prover.gate.candidate import Submission
from prover.gate.certificate import Certificate, Refusal, Uncertified
from prover.gate.examine import examine
from prover.lean.checker import Description, Judgement, describe
from prover.lean.judge import judge_folder
from prover.lean.live.pool import Pool
from prover.lean.oneshot import Compilation, compile_text
from prover.lean.toolchains.chosen import chosen_toolchain, project_of
from prover.lean.toolchains.project import project_toolchain
from prover.lean.toolchains.setup_file import options_in
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.declarations import Hole
from prover.text.problem import parse_problem
from prover.words.errors import BadInput, ToolchainMissing
from prover.words.settings import Settings
from tests.conftest import PATIENCE
from tests.prover.gate.certifying import certified
from tests.prover.lean.asking import verdict_on
from tests.prover.lean.judging import compiled, judge_one, judged, reason
from tests.prover.lean.projects import Layout, lake_env, lay_out, of_another_version, script
from tests.prover.lean.test_kernel import CHEATS, OTHER_STATEMENTS
from tests.sampling import sampled

SECONDS = 300.0  # nobody waits for it unless something is wrong
IMPORT = "import Shapes\n"
EASY = "theorem t : Shape.point.area = 0 := by\n  sorry\n"
FIVE = "(2 : Nat) + 2 = 5"


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory, toolchain: Toolchain) -> Layout:
    return lay_out(tmp_path_factory.mktemp("lake"), toolchain)


@pytest.fixture
def on_path(laid_out: Layout, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Puts a folder in front of the PATH."""
    return lambda folder: monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.fixture
def project(laid_out: Layout, on_path: Callable[[Path], None]) -> Toolchain:
    on_path(laid_out.bin)
    return project_toolchain(laid_out.project)


async def gated(toolchain: Toolchain, text: str, fill: str, inserted: str = "") -> Certificate | Refusal:
    problem = parse_problem(text, Path("Problem.lean"))
    holes: tuple[Hole, ...] = next(d.holes for d in problem.declarations if d.name == "t")
    return await certified(toolchain, problem, Submission("t", dict.fromkeys(holes, fill), inserted))


# the toolchain
async def test_a_project_is_what_lake_says_of_it(laid_out: Layout, project: Toolchain) -> None:
    assert (project.name, project.version) == ("project", "4.35.0")
    assert project.search_path == (laid_out.built, laid_out.sysroot / "lib" / "lean")
    assert project.shared_library == laid_out.sysroot / "lib" / "lean" / "libleanshared.so"


async def test_its_key_changes_with_what_it_is_built_from(laid_out: Layout, project: Toolchain) -> None:
    assert project_toolchain(laid_out.project).key == project.key
    manifest = laid_out.project / "lake-manifest.json"
    whole = manifest.read_text()
    manifest.write_text('{"packages": [1]}')
    assert project_toolchain(laid_out.project).key != project.key
    manifest.write_text(whole)
    (laid_out.built / "More.olean").write_text("a module")
    assert project_toolchain(laid_out.project).key != project.key
    (laid_out.built / "More.olean").unlink()
    assert project_toolchain(laid_out.project).key == project.key


BROKEN = {
    "it fails": ("echo 'error: ill-formed configuration file' >&2; exit 1", "failed: error: ill-formed configuration"),
    "it says nothing": ("exit 0", "does not say where Lean is"),
    "no lean there": (lake_env(LEAN_SYSROOT="/nonexistent", LEAN_PATH=""), "/nonexistent/bin/lean"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_lake_that_does_not_do_is_one_line(
    laid_out: Layout, on_path: Callable[[Path], None], tmp_path: Path, kind: str
) -> None:
    text, words = BROKEN[kind]
    script(tmp_path / "lake", text)
    on_path(tmp_path)
    with pytest.raises(ToolchainMissing) as caught:
        project_toolchain(laid_out.project)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_without_lake_or_without_a_project_there_is_no_toolchain(
    laid_out: Layout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(ToolchainMissing, match="no `lake` on the PATH"):
        project_toolchain(laid_out.project)
    with pytest.raises(BadInput, match="no Lake project"):
        project_toolchain(tmp_path)


@pytest.fixture
def other(laid_out: Layout, by_judge: Toolchain, tmp_path: Path, on_path: Callable[[Path], None]) -> Toolchain:
    """The project on a Lean of another version, which can run the judge."""
    assert by_judge.judge is not None
    on_path(of_another_version(laid_out, tmp_path / "other", by_judge.judge.folders[0]).bin)
    return project_toolchain(laid_out.project).under("off")  # this Lean hands everything to one outside its folder


async def test_with_another_version_its_own_lean_runs_the_judge(other: Toolchain) -> None:
    assert (other.version, other.shared_library) == ("4.35.0-rc1", None)
    text = IMPORT + "theorem t (s : Shape) : s = .point ∨ ¬ s = .point := sorry"
    found = await gated(other, text, "s.excluded")
    assert isinstance(found, Certificate), found
    assert found.axioms == ("Classical.choice", "Quot.sound", "propext")
    assert found.compiled.keys() == {"official", "result"}
    assert other.judge is not None
    built = replace(other, key="of another build", search_path=(Path("/before"), *other.search_path))
    assert await judge_folder(built, other.judge) == await judge_folder(other, other.judge)  # it is compiled once
    refused = await gated(other, IMPORT + f"theorem t : {FIVE} := sorry", "magic")
    assert (refused.step, refused.reason) == ("kernel", "t rests on magic") if isinstance(refused, Refusal) else False


async def test_where_no_judge_runs_what_lean_accepts_is_not_called_proved(
    laid_out: Layout, tmp_path: Path, on_path: Callable[[Path], None]
) -> None:
    on_path(of_another_version(laid_out, tmp_path / "other", None).bin)
    found = await gated(project_toolchain(laid_out.project).under("off"), IMPORT + EASY, "rfl")
    assert isinstance(found, Uncertified)
    assert found.reason.startswith("accepted by Lean, not certified: the judge (lean_project/judge) does not compile")
    file, out = tmp_path / "Problem.lean", tmp_path / "out.lean"
    await asyncio.to_thread(file.write_text, IMPORT + EASY)
    words = ["prove", "--sandbox", "off", "--project", str(laid_out.project), "--out", str(out), str(file)]
    run = await asyncio.to_thread(architect, *words)
    assert run.returncode == 1, run.stderr
    assert "t: accepted by Lean, not certified in" in run.stdout
    assert "t: proved" not in run.stdout
    assert not out.exists()
    accepting = await asyncio.to_thread(architect, *words, "--accept-uncertified")
    assert accepting.returncode == 1
    assert "sorry" not in await asyncio.to_thread(out.read_text)
    # A proof that Lean does not accept is refused all the same.
    verified = await asyncio.to_thread(architect, "verify", "--project", str(laid_out.project), "--sandbox", "off",
                                       "--against", str(file), str(out))  # fmt: skip
    assert (verified.returncode, "t: accepted by Lean, not certified: the judge" in verified.stdout) == (1, True)


def architect(*words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "architect.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)


# the gate
async def test_an_honest_proof_on_the_projects_module_is_certified(project: Toolchain) -> None:
    text = IMPORT + "open Shape\ntheorem t (a : Nat) : (Shape.box a 0).area = Shape.point.area := by\n  sorry\n"
    found = await gated(project, text, "rw [l, area_point]", "theorem l (a : Nat) : (box a 0).area = 0 := area_flat a")
    assert isinstance(found, Certificate), found
    assert found.axioms == ()
    assert (found.toolchain, found.toolchain_key) == ("project", project.key)
    replay = found.checkers["kernel replay"]
    assert replay == "2 constants of the file on the imported library, which is trusted"


async def test_the_axioms_of_imported_theorems_count(project: Toolchain) -> None:
    text = IMPORT + "theorem t (s : Shape) : s = .point ∨ ¬ s = .point := sorry"
    found = await gated(project, text, "s.excluded")
    assert isinstance(found, Certificate), found
    assert found.axioms == ("Classical.choice", "Quot.sound", "propext")


FALSE_SUM = IMPORT + "theorem t : (2 : Nat) + 2 = 5 := "
AREA = IMPORT + "def two : Nat := 2\ntheorem t : (Shape.box two 2).area = 5 := "
ON_THE_MODULE = {
    "an imported theorem that is not proved": (FALSE_SUM + "sorry", FALSE_SUM + "open_one", "t rests on sorryAx"),
    "an imported axiom": (FALSE_SUM + "sorry", FALSE_SUM + "magic", "t rests on magic"),
    "an imported definition that is open": (
        IMPORT + "theorem t : answers = answers := sorry",
        IMPORT + "theorem t : answers = answers := rfl",
        "t rests on sorryAx",
    ),
    "a definition changed": (
        AREA + "sorry",
        AREA.replace(":= 2", ":= 3") + "sorry",
        "two: the statement of t uses it, and the result changed it",
    ),
    "another imported constant": (
        IMPORT + "theorem t : Shape.area = fun _ => 1 := sorry",
        IMPORT + "def area (_ : Shape) : Nat := 1\ntheorem t : area = fun _ => 1 := rfl",
        "t: the result states something else",
    ),
    "without the import": (
        IMPORT + "theorem t : True := sorry",
        "theorem t : True := .intro",
        "the result does not import what the official file imports",
    ),
    "something unsafe": (
        IMPORT + "theorem t : True := sorry",
        IMPORT + "unsafe def u : Nat := risky\ntheorem t : True := .intro",
        "u: the result adds this unsafe or partial definition",
    ),
    "the kernel skipped": (
        AREA + "sorry",
        AREA.replace("theorem", "set_option debug.skipKernelTC true in\ntheorem") + "by decide +kernel",
        "the kernel refuses the compiled file: while replaying",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ON_THE_MODULE)
async def test_what_is_no_proof_on_the_module_is_refused(project: Toolchain, tmp_path: Path, kind: str) -> None:
    official, result, words = ON_THE_MODULE[kind]
    assert words in reason(await judged(project, tmp_path, official, result))


ALL = {f"cheat: {name}": case for name, case in CHEATS.items()}
ALL |= {f"statement: {name}": case for name, case in OTHER_STATEMENTS.items()}


@pytest.mark.parametrize("kind", sampled(ALL, str))
async def test_what_is_refused_with_the_embedded_library_is_refused_here(
    project: Toolchain, tmp_path: Path, kind: str
) -> None:
    official, result, words = ALL[kind]
    assert words in reason(await judged(project, tmp_path, official, result))


async def test_an_imported_name_may_not_be_defined_again(project: Toolchain, tmp_path: Path) -> None:
    """The result is compiled where the module lacks the name, as if the module were built again in between."""
    file = await compiled(project, tmp_path / "other", "def other : Nat := 1")
    without = dataclasses.replace(
        project, search_path=(file.rename(file.with_name("Shapes.olean")).parent, *project.search_path)
    )
    official = await compiled(project, tmp_path / "a", IMPORT + "theorem t : True := sorry")
    result = await compiled(without, tmp_path / "b", IMPORT + "def answer : Nat := 1\ntheorem t : True := .intro")
    answer = await judge_one(project, official, result)
    assert reason(answer) == "the result defines answer, which is the library's"
    # And what the result was compiled with is nowhere to be found.
    result = await compiled(without, tmp_path / "c", IMPORT + "theorem t : True := (fun (_ : Nat) => .intro) other")
    assert reason(await judge_one(project, official, result)) == "other: used, and defined nowhere"


async def test_a_module_that_is_gone_is_no_proof(project: Toolchain, tmp_path: Path) -> None:
    text = IMPORT + "theorem t : True := .intro"
    result = await compiled(project, tmp_path / "a", text)
    gone = dataclasses.replace(project, search_path=project.search_path[1:])
    assert "Shapes" in reason(await judge_one(gone, result, result))
    bare = dataclasses.replace(project, search_path=())
    assert "Init" in reason(await judge_one(bare, result, result))


async def test_a_library_without_quotients_is_refused(project: Toolchain, tmp_path: Path) -> None:
    """Lean takes them for granted once anything is imported, whatever it is."""
    file = await compiled(project, tmp_path / "bare", "prelude\ninductive One : Prop | one")
    bare = dataclasses.replace(project, search_path=(file.rename(file.with_name("Bare.olean")).parent,))
    result = await compiled(bare, tmp_path / "a", "prelude\nimport Bare\ntheorem t : One := .one")
    assert "no quotients" in reason(await judge_one(bare, result, result))


async def test_a_modules_private_part_is_looked_into(project: Toolchain, tmp_path: Path) -> None:
    """A file with a `module` header exports theorems without their proofs: what they rest on is in another file."""
    folder = tmp_path / "built"
    source = "module\nprelude\npublic axiom gap : ∀ p : Prop, p\npublic theorem all (p : Prop) : p := gap p\n"
    file = await compiled(project, folder, source)
    for part in folder.glob("Problem.olean*"):
        part.rename(part.with_name(part.name.replace("Problem", "Sealed")))
    assert not file.exists()
    assert (folder / "Sealed.olean.private").exists()
    sealed = dataclasses.replace(project, search_path=(folder, *project.search_path))
    text = "import Init\nimport Sealed\ntheorem t : (2 : Nat) + 2 = 5 := "
    official = await compiled(sealed, tmp_path / "a", text + "sorry")
    result = await compiled(sealed, tmp_path / "b", text + "all _")
    assert reason(await judge_one(sealed, official, result)) == "t rests on gap"


async def test_a_file_without_imports_stands_on_nothing(project: Toolchain, tmp_path: Path) -> None:
    text = "prelude\ninductive One : Prop | one\ntheorem t : One := .one"
    answer = await judged(project, tmp_path, text, text)
    assert isinstance(answer, Judgement)
    assert (answer.how, answer.axioms, answer.replayed) == ("imported", frozenset(), answer.made)


async def test_a_description_knows_the_sorries_of_imported_definitions(project: Toolchain, tmp_path: Path) -> None:
    text = (
        IMPORT + "noncomputable def mine : Nat := sorry\ntheorem a : answers = mine := sorry\n"
        "theorem b : Shape.point.area = 0 := sorry\ntheorem c (s : Shape) : s = s := (fun _ => rfl) s.excluded\n"
        "theorem d : True := (fun _ => .intro) open_one\n"
    )
    found = await describe(project, await compiled(project, tmp_path / "a", text), SECONDS)
    assert isinstance(found, Description)
    assert "Shapes" in found.imports
    by_name = {c.name: c for c in found.constants}
    assert set(by_name) == {"mine", "a", "b", "c", "d"}
    assert by_name["a"].leans_on == ("answers", "mine")
    assert [by_name[n].leans_on for n in "bcd"] == [(), (), ()]


@pytest.mark.parametrize(
    ("imported", "command"),
    [("Mathlib.Tactic", "lake exe cache get"), ("Shapes.More", "lake build Shapes.More"), ("«A b».C", "«A b».C")],
)
async def test_what_is_not_built_gets_the_one_command_that_builds_it(
    project: Toolchain, imported: str, command: str
) -> None:
    problem = parse_problem(f"import Shapes\nimport {imported}\ntheorem t : True := sorry\n", Path("P.lean"))
    with pytest.raises(BadInput) as refused:
        await examine(project, problem, problem.targets())
    assert f"it imports {imported}, which is not built: `cd {project.project} && " in str(refused.value)
    assert str(refused.value).endswith(f"{command}`")


# end to end
async def test_prove_runs_on_a_project(laid_out: Layout, project: Toolchain, tmp_path: Path) -> None:
    """Which of its scripts our small library can parse does not matter here; that there is an answer does."""
    file = tmp_path / "Problem.lean"
    await asyncio.to_thread(file.write_text, IMPORT + "theorem t : Shape.point.area = 0 := by\n  sorry\n")
    command = [sys.executable, "-m", "architect.cli", "prove", "--json", "--project", str(laid_out.project), str(file)]
    run = await asyncio.to_thread(lambda: subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE))
    assert run.returncode in (0, 1), run.stderr
    assert "Traceback" not in run.stderr
    assert json.loads(run.stdout)


# which project, and its options
OLD = '{"paths": {"oleanPath": []}, "setupOptions": {"autoImplicit": false}}'
NEW = '{"isModule": false, "name": "P", "options": {"autoImplicit": false, "weak.linter.x": "on", "maxRecDepth": 9}}'


def test_options_are_read_in_the_form_of_either_lake() -> None:
    assert options_in(f"info: hello\n{OLD}\n") == ("-DautoImplicit=false",)
    assert options_in(NEW) == ("-DautoImplicit=false", "-Dweak.linter.x=on", "-DmaxRecDepth=9")
    for nothing in ("", "no JSON", "[1]", "{}", '{"options": [1], "setupOptions": null}'):
        assert options_in(nothing) == ()


async def test_the_options_of_a_lakefile_hold_for_every_lean_that_reads_its_file(
    laid_out: Layout, tmp_path: Path, on_path: Callable[[Path], None]
) -> None:
    environment = lake_env(LEAN_SYSROOT=laid_out.sysroot, LEAN_PATH=f"{laid_out.built}")
    script(tmp_path / "lake", f"[ \"$1\" = setup-file ] && echo '{OLD}' && exit\n{environment}")
    on_path(tmp_path)
    file = laid_out.project / "P.lean"
    plain, found = (chosen_toolchain(laid_out.project, Settings(), named) for named in (None, file))
    assert (plain.options, found.options) == ((), ("-DautoImplicit=false",))
    assert plain.key != found.key
    text = "theorem t (a : α) : a = a := rfl"
    for lean, accepts in ((plain, True), (found, False)):
        fresh = await compile_text(lean, text, tmp_path, SECONDS)
        assert isinstance(fresh, Compilation)
        assert (fresh.first_error is None) is accepts
        async with Pool(lean) as pool, pool.session() as live:
            assert (await verdict_on(live, text)).accepted is accepts


@pytest.mark.parametrize(
    ("text", "set_up", "its"),
    [("import Shapes\n", False, True), ("", True, True), ("", False, False), ("import Init\n", False, False)],
)
def test_a_file_belongs_to_the_project_around_it_if_it_needs_it_or_that_is_set_up(
    laid_out: Layout, on_path: Callable[[Path], None], tmp_path: Path, text: str, set_up: bool, its: bool
) -> None:
    on_path(laid_out.bin)
    (tmp_path / "lakefile.toml").write_text('name = "p"\n')
    if set_up:
        (tmp_path / ".lake").mkdir()
    file = tmp_path / "deep" / "er" / "P.lean"
    found = project_of(parse_problem(text + EASY, file))
    assert found == (tmp_path if its else None)


async def test_prove_uses_the_project_around_its_file_and_says_so(
    laid_out: Layout, on_path: Callable[[Path], None]
) -> None:
    on_path(laid_out.bin)
    file = laid_out.project / "deep" / "P.lean"
    await asyncio.to_thread(file.parent.mkdir, exist_ok=True)
    await asyncio.to_thread(file.write_text, IMPORT + EASY)
    run = await asyncio.to_thread(architect, "prove", "--json", str(file))
    assert json.loads(run.stdout)["lean"]["toolchain"] == "project"
    told = run.stderr.splitlines()[0]
    place = f"{file} is in the Lake project {laid_out.project}"
    assert told == f"architect: {place}, whose Lean reads it (--lean embedded for the other)"
    other = await asyncio.to_thread(architect, "prove", "--json", "--lean", "embedded", str(file))
    assert "it imports Shapes, which the embedded Lean does not have" in other.stderr
