"""The live Leans that a server keeps: of the project that a text is in, and none that has read what counts no more."""

import asyncio
import os
import shutil
import subprocess
from pathlib import Path

from architect.mcp.leans import ServerLeans
from architect.mcp.root import Root, SourceText
from prover.words.settings import LeanSettings, Settings
from tests.conftest import PATIENCE
from tests.prover.lean.projects import script

ONE = Settings(lean=LeanSettings(jobs=1))
TEXT = "import Small.Base\n\ntheorem t (n : Nat) : twice n = n + n := rfl\n"


async def test_leans_are_kept_until_their_project_is_built_anew(small: Path) -> None:
    base = small / "src" / "Small" / "Base.lean"
    async with ServerLeans(Root(small), ONE, None) as leans:
        text = SourceText(TEXT, None)

        async def accepted() -> bool:
            async with leans.of(text) as lean:
                return (await lean.check(text.text)).accepted

        async with leans.of(text) as first, leans.of(SourceText(TEXT, None)) as second:
            assert first is second
        assert not await accepted()
        base.write_text(f"{base.read_text()}\ndef twice (n : Nat) : Nat := n + n\n")
        subprocess.run(["lake", "build", "+Small.Base"], cwd=small, check=True)  # noqa: ASYNC221
        assert await accepted()
        assert leans.processes == 1
    assert leans.processes == 0


async def test_what_is_in_no_project_has_the_embedded_lean_beside_the_projects_own(small: Path) -> None:
    async with ServerLeans(Root(small.parent), ONE, None) as leans:
        own = SourceText(TEXT, small / "src" / "Small" / "Text.lean")
        async with leans.of(own) as projects, leans.of(SourceText("example : True := trivial\n", None)) as embedded:
            assert projects is not embedded
            assert (await embedded.check("example : True := trivial")).accepted


def lake_that_waits_in(project: Path) -> tuple[Path, Path]:
    """The first time that `lake` is asked of this project it writes to the first pipe, and waits for the second."""
    found, first = Path(str(shutil.which("lake"))), project.with_name("first")
    began, end = project.with_name("began"), project.with_name("end")
    first.touch()
    for pipe in (began, end):
        os.mkfifo(pipe)
    waits = f'case "$PWD" in {project}*) rm {first} 2>&- && {{ : > {began}; : < {end}; }};; esac'
    script(found, f"{waits}\n{found.read_text()}")
    return began, end


async def test_a_project_whose_lake_takes_its_time_keeps_no_other_waiting(small: Path, tmp_path: Path) -> None:
    slow = Path(shutil.copytree(small, tmp_path / "slow"))
    began, end = lake_that_waits_in(slow)
    async with ServerLeans(Root(tmp_path), ONE, None) as leans:

        async def accepted(project: Path) -> bool:
            async with leans.of(SourceText(TEXT, project / "src" / "Small" / "Text.lean")) as lean:
                return (await lean.check("example : True := trivial")).accepted

        asked = asyncio.ensure_future(accepted(slow))
        await asyncio.to_thread(began.read_bytes)
        assert await asyncio.wait_for(accepted(small), PATIENCE)
        assert not asked.done()
        await asyncio.to_thread(end.write_bytes, b"")
        assert await asked
