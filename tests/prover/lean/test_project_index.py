"""The index of a Lake project: from its packages', its Lean's and its own sources, kept by the manifest's content.

The project is a folder as Lake lays one out; the processes that scan it are real.
"""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from prover.agent.tools.search import Query, Search
from prover.lean.live.pool import Pool
from prover.lean.search.project_index import ProjectIndex
from prover.lean.search.source_folders import source_folders
from prover.lean.search.traced import module_of, traced
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import BadInput, LeanFailed
from prover.words.folders import cache_folder
from prover.words.obligation import Obligation
from tests.conftest import UNTIL_IT_IS_ENOUGH

LINE = {
    "path": ".lake/packages/lean4/src/lean/Init/Core.lean",
    "imports": [],
    "premises": [
        {
            "full_name": "Traced.swap",
            "code": "theorem swap (a b : Nat) : a + b = b + a",
            "start": [7, 1],
            "end": [8, 3],
            "kind": "commanddeclaration",
        },
        {"full_name": "", "code": "", "start": [1, 1], "end": [1, 1], "kind": "commanddeclaration"},
    ],
}


def put(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    packages = [
        {"type": "git", "name": "«Shapes»", "url": "nowhere", "rev": "1", "inputRev": "main"},
        {"type": "path", "name": "near", "dir": "../near"},
    ]
    put(
        tmp_path,
        {
            "project/lakefile.toml": "",
            "project/lake-manifest.json": json.dumps(
                {"version": "1.1.0", "packagesDir": ".lake/packages", "packages": packages}
            ),
            "project/Own.lean": "import Own.Inner",
            "project/Own/Inner.lean": "theorem own_fact : 1 + 1 = 2 := rfl",
            "project/Own/Outer.lean": "module\npublic import Own.Inner\nimport «Shapes».Area",
            "project/scratch/Other.lean": "theorem not_of_a_library : True := trivial",
            "project/.lake/packages/Shapes/Shapes.lean": "",
            "project/.lake/packages/Shapes/Shapes/Area.lean": "/-- Areas are never\nnegative. -/\n"
            "theorem Shape.area_nonneg (s : Shape) : 0 ≤ s.area := sorry",
            "project/.lake/packages/Shapes/Shapes/Damaged.lean": "",
            "near/Near.lean": "theorem near_fact : True := trivial",
            "sysroot/src/lean/Init.lean": "module\nprelude\npublic import Init.Core",
            "sysroot/src/lean/lake/Lake.lean": "theorem lake_fact : True := trivial",
            "sysroot/src/lean/Init/Core.lean": "namespace Nat\ntheorem core_fact : True := trivial\nend Nat",
        },
    )
    (tmp_path / "project/.lake/packages/Shapes/Shapes/Damaged.lean").write_bytes(b"theorem \xff")
    return tmp_path / "project"


def index_of(project: Path) -> ProjectIndex:
    return ProjectIndex(project, project.parent / "sysroot", "4.20.0")


async def first(project: Path, query: str) -> str:
    """The best that is found, with its module."""
    with index_of(project) as index:
        premises = await index.find(query, 1)
    assert isinstance(premises, list)
    return f"{premises[0].module}: {premises[0].signature}" if premises else ""


async def test_packages_lean_and_the_project_itself_are_found_by_their_modules(project: Path) -> None:
    with index_of(project) as index:
        contents = await index.contents()
    assert contents.counts == {"Shapes": 1, "Init": 1, "Lake": 1, "Own": 1, "Near": 1}
    assert contents.unread == 1
    assert await first(project, "own_fact") == "Own.Inner: own_fact : 1 + 1 = 2"
    assert await first(project, "core_fact") == "Init.Core: Nat.core_fact : True"
    assert await first(project, "negative area") == "Shapes.Area: Shape.area_nonneg (s : Shape) : 0 ≤ s.area"


async def test_libraries_in_the_source_folders_of_a_lakefile_are_found_and_nothing_outside_of_the_project(
    project: Path,
) -> None:
    put(
        project,
        {
            "lakefile.toml": 'srcDir = "src"\n[[lean_lib]]\nsrcDir = "deep"\n[[lean_lib]]\nsrcDir = "../near"',
            "src/deep/Deep.lean": "import Deep.Down",
            "src/deep/Deep/Down.lean": "theorem deep_fact : True := trivial",
        },
    )
    with index_of(project) as index:
        assert (await index.contents()).counts["Deep"] == 1
        assert await found(index, "deep_fact", "import Deep") == {"deep_fact", "Nat.core_fact"}
    assert source_folders(project) == (project, project / "src", project / "src" / "deep")


async def found(index: ProjectIndex, query: str, header: str | None = None) -> set[str]:
    premises = await index.find(query, 9, header)
    assert isinstance(premises, list)
    return {premise.name for premise in premises}


async def test_what_a_file_does_not_import_through_anything_is_left_out(project: Path) -> None:
    everything = {"own_fact", "near_fact", "Nat.core_fact", "lake_fact", "Shape.area_nonneg"}
    with index_of(project) as index:
        assert await found(index, "fact area", "") == {"Nat.core_fact"}
        assert await found(index, "fact area", "import Own\nopen Nat") == {"Nat.core_fact", "own_fact"}
        assert await found(index, "fact area", "import Own.Outer") == everything - {"near_fact", "lake_fact"}
        assert await found(index, "fact area") == everything
        for unknown in ("Nowhere", "Shapes.Damaged"):
            assert await found(index, "fact area", f"import Own.Inner\nimport {unknown}") == everything


async def test_it_is_built_again_only_for_another_manifest_or_changed_sources_of_its_own(project: Path) -> None:
    async def built() -> list[Path]:
        before = {path: path.stat().st_ino for path in cache_folder().glob("declarations-*")}
        with index_of(project) as index:
            contents = await index.contents()
        assert bool(contents.seconds) == any(before.get(path) != path.stat().st_ino for path in contents.files)
        return [path for path in contents.files if before.get(path) != path.stat().st_ino]

    assert len(await built()) == 2
    assert await built() == []
    put(project, {"Own/Inner.lean": "theorem another_fact_of_ours : True := trivial"})
    assert len(await built()) == 1
    assert await first(project, "another_fact") == "Own.Inner: another_fact_of_ours : True"
    put(project, {"lake-manifest.json": '{"version": "1.1.0", "packages": []}'})
    await built()
    assert await first(project, "area_nonneg") == ""


async def test_a_damaged_index_is_made_anew(project: Path) -> None:
    await first(project, "own_fact")
    for path in cache_folder().glob("declarations-*"):
        path.write_bytes(b"no database")
    assert await first(project, "core_fact") == "Init.Core: Nat.core_fact : True"


async def test_a_cache_that_takes_no_index_costs_only_time(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blueprint-prover").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert await first(project, "core_fact") == "Init.Core: Nat.core_fact : True"


async def test_an_index_that_is_not_awaited_any_more_leaves_nothing_in_the_cache(project: Path) -> None:
    put(
        project / ".lake/packages/Shapes/Shapes",
        {f"M{i}.lean": "theorem x : 1 = 1 := rfl\n" * 2_000 for i in range(200)},
    )
    with index_of(project) as index, pytest.raises(TimeoutError):
        async with asyncio.timeout(UNTIL_IT_IS_ENOUGH[0]):
            await index.contents()
    assert list(cache_folder().glob("**/declarations-*")) == []


async def test_a_manifest_that_is_none_is_said_and_is_not_nothing_found(project: Path) -> None:
    put(project, {"lake-manifest.json": '{"packages": 3}'})
    with pytest.raises(BadInput, match=r"lake-manifest\.json: packages"):
        await first(project, "core_fact")


async def test_sources_that_cannot_be_scanned_are_said_and_are_not_nothing_found(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(project))  # a scanner that has not what it needs
    put(project, {"json.py": "raise SystemExit('there is no scanner')"})
    with pytest.raises(LeanFailed, match="there is no scanner"):
        await first(project, "core_fact")


async def test_the_tool_of_a_model_searches_the_project(project: Path, toolchain: Toolchain) -> None:
    async with Pool(toolchain) as pool:
        obligation = Obligation("t", "import Shapes.Area\n", ("theorem t : True := ", ""), 0)
        with index_of(project) as index:
            told = await Search(pool, obligation, index).run(Query(query="negative area"))
    assert told.splitlines()[0] == "Shape.area_nonneg (s : Shape) : 0 ≤ s.area"


async def test_what_lean_dojo_traced_stands_for_the_packages(project: Path) -> None:
    corpus = project / "corpus.jsonl"
    corpus.write_text(json.dumps(LINE) + "\n\n")
    with index_of(project) as index:
        await index.take(corpus)
        assert (await index.contents()).counts == {"Init": 1, "Own": 1, "Near": 1}
        assert len(await found(index, "fact swap", "import Own.Inner")) == 3  # it is not known what that brings
    assert await first(project, "x + y = y + x") == "Init.Core: Traced.swap (a b : Nat) : a + b = b + a"


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("Mathlib/Order/Basic.lean", "Mathlib.Order.Basic"),
        (".lake/packages/batteries/Batteries/Logic.lean", "Batteries.Logic"),
        ("lake-packages/std/Std/Logic.lean", "Std.Logic"),
        (".lake/packages/lean4/src/lean/Init/Prelude.lean", "Init.Prelude"),
    ],
)
def test_a_path_of_lean_dojo_names_a_module(path: str, module: str) -> None:
    assert module_of(path) == module


@pytest.mark.parametrize("line", ["{", "[]", '{"path": "A.lean"}', '{"path": 1, "premises": []}'])
def test_what_lean_dojo_did_not_write_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps(LINE) + "\n" + line)
    with pytest.raises(BadInput, match=r"corpus\.jsonl:2"):
        list(traced(corpus))


def test_a_traced_folder_is_read_by_the_library_which_nothing_else_loads(tmp_path: Path) -> None:
    """A stand-in for the library writes that it was loaded, and gives what it would."""
    (tmp_path / "lean_dojo.py").write_text(
        "from pathlib import Path\n"
        "print('loaded')\n"
        "class File:\n"
        "    path = Path('A/B.lean')\n"
        f"    def get_premise_definitions(self): return {LINE['premises']!r}\n"
        "class TracedRepo:\n"
        "    traced_files = [File()]\n"
        "    load_from_disk = classmethod(lambda cls, path, build_deps: cls())\n"
    )
    program = (
        "import architect.commands.index, prover.lean.search.project_index\n"
        "from pathlib import Path\n"
        "from prover.lean.search.traced import traced\n"
        "print('before')\n"
        "[[entry]] = traced(Path('.'))\n"
        "print(entry.name, entry.module, entry.line)\n"
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PYTHONPATH']}"
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        timeout=60,
    )
    assert told.stdout.split("\n") == ["before", "loaded", "Traced.swap A.B 7", ""]
