"""A run's own compiled files of what is proved, which its Leans find before the project's; the project stays as it is.

Lean takes all modules below a name like `Small` from one folder, the first that has any: so the others of that name are
there as links. What is between a changed file and one that imports it is compiled again, for it may be another now.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from architect.project.folder import FileAsked, ProjectRun
from architect.project.leans import ProjectLean
from architect.project.result import FileResult
from prover.lean.oneshot import compile_text
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.header import module_parts
from prover.words.digest import sha256
from prover.words.errors import BadInput, LeanFailed
from prover.words.files import read_text
from prover.words.scratch import scratch_folder
from prover.words.verdict import Died


@contextmanager
def shadow_of(run: ProjectRun, lean: ProjectLean) -> "Iterator[Shadow]":
    """The shadow of a run's project, which is gone in the end."""
    with scratch_folder("shadow") as folder:
        yield Shadow(run, lean, Path(folder))


class Shadow:
    """Where proofs go when the project's own files are not to be written."""

    def __init__(self, run: ProjectRun, lean: ProjectLean, folder: Path) -> None:
        self._run, self._lean, self._folder = run, lean, folder
        self._files = {file.module: file for file in (*run.asked.files, *run.asked.others)}
        self._texts: dict[str, str] = {}  # of files in which something is proved
        self._built: dict[str, str] = {}  # digests, of all that each was built from
        self._one_at_a_time = asyncio.Lock()

    async def imports_built(self, file: FileAsked) -> str:
        """Compile what a file stands on, as far as something is proved there; returns in one line why it is not."""
        async with self._one_at_a_time:
            known: dict[str, str] = {}
            try:
                for name in file.imports:
                    await self._build(name, known)
            except (BadInput, LeanFailed) as error:
                return str(error)
        return ""

    def before(self, toolchain: Toolchain) -> Toolchain:
        """The Lean that looks here first."""
        if not self._built:
            return toolchain
        key = sha256("\n".join([toolchain.key, *sorted(self._built.values())]))
        return replace(toolchain, search_path=(self._folder, *toolchain.search_path), key=key)

    async def put(self, result: FileResult, _within: float, /) -> FileResult:
        """Keep what is proved in a file, for those that import it; that takes no time."""
        text = result.text(accepting=False)
        if text != result.problem.given:
            self._texts[result.file.module] = text
        else:
            self._texts.pop(result.file.module, None)
        return result

    async def settled(self, results: Sequence[FileResult]) -> list[FileResult]:
        return [*results]

    async def _build(self, module: str, known: dict[str, str]) -> str:
        """The digest of what a module is built from here; empty for one that is as the project has it."""
        if (file := self._files.get(module)) is None:
            return ""
        if module not in known:
            below = [await self._build(name, known) for name in file.imports]
            text = self._texts.get(module)
            known[module] = ""
            if text is not None or any(below):
                if text is None:
                    text = await asyncio.to_thread(self._given, file)
                known[module] = sha256("\n".join([text, *below]))
                if self._built.get(module) != known[module]:
                    await self._compile(file, text)
                    self._built[module] = known[module]
        return known[module]

    def _given(self, file: FileAsked) -> str:
        return self._run.problem(file).text if file in self._run.asked.files else read_text(file.path)

    async def _compile(self, file: FileAsked, text: str) -> None:
        """Raises `BadInput` when Lean does not accept the file."""
        toolchain, parts = await self._lean.of(file.path), module_parts(file.module)
        await asyncio.to_thread(self._link, toolchain, parts[0])
        with scratch_folder("shadow") as scratch:  # nothing else of the shadow can be written to
            toolchain = self.before(toolchain)
            found = await compile_text(toolchain, text, Path(scratch), toolchain.times.compile, module=parts)
            if isinstance(found, Died):
                raise LeanFailed(f"{file.path}, with what is proved: {found.why}")
            if found.compiled is None:
                error = found.first_error
                said = f"{error.start}: {' '.join(error.text.split())}" if error else "Lean does not say why"
                raise BadInput(f"{file.path}, with what is proved: {said}")
            await asyncio.to_thread(self._take, found.compiled, parts)

    def _link(self, toolchain: Toolchain, root: str) -> None:
        """Have all that the project has of a root here."""
        if (self._folder / root).exists():
            return
        for folder in toolchain.search_path:
            if (folder / root).is_dir() or (folder / f"{root}.olean").exists():
                break
        else:
            return
        for path in (*folder.glob(f"{root}.olean*"), *(folder / root).rglob("*.olean*")):
            link = self._folder / path.relative_to(folder)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path)

    def _take(self, compiled: Path, parts: tuple[str, ...]) -> None:
        """Put a compiled file, in all its parts, where Lean finds it."""
        place = self._folder.joinpath(*parts[:-1])
        place.mkdir(parents=True, exist_ok=True)
        for part in compiled.parent.glob(f"{parts[-1]}.olean*"):
            part.replace(place / part.name)
