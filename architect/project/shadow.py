"""A run's own compiled files of what is proved, which its Leans find before the project's; the project stays as it is.

Lean takes all modules below a name like `Small` from one folder, the first that has any: so the others of that name are
there as links. What is between a changed file and one that imports it is compiled again, for it may be another now.
"""

import asyncio
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from graphlib import TopologicalSorter
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

# What Lean makes of a module: all of it of a file that begins with `module`, of others the first alone.
PARTS = (".olean", ".olean.server", ".olean.private", ".ir", ".ir.sig")


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
        self._imports = {module: [n for n in file.imports if n in self._files] for module, file in self._files.items()}
        self._linked: set[str] = set()  # what modules' names begin with
        self._texts: dict[str, str] = {}  # of files in which something is proved
        self._built: dict[str, str] = {}  # digests, of all that each was built from
        self._one_at_a_time = asyncio.Lock()

    async def imports_built(self, file: FileAsked) -> str:
        """Compile what a file stands on, as far as something is proved there; returns in one line why it is not."""
        async with self._one_at_a_time:
            known: dict[str, str] = {}
            try:
                for module in self._below(file):
                    known[module] = await self._build(self._files[module], known)
            except (BadInput, LeanFailed) as error:
                return str(error)
            except OSError as error:
                return f"{self._folder}: compiled files cannot be put there: {error}"
        return ""

    def _below(self, file: FileAsked) -> list[str]:
        """The modules of the run that a file stands on, each after those that it imports."""
        below: dict[str, list[str]] = {}
        left = [*self._imports[file.module]]
        while left:
            if (module := left.pop()) not in below:
                left += below.setdefault(module, self._imports[module])
        return [*TopologicalSorter(below).static_order()]

    def before(self, toolchain: Toolchain, file: FileAsked, /) -> Toolchain:
        """The Lean that looks here first, where a file stands on something that is here."""
        if not (built := sorted(self._built[module] for module in self._below(file) if module in self._built)):
            return toolchain
        key = sha256("\n".join([toolchain.key, *built]))
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

    async def _build(self, file: FileAsked, known: Mapping[str, str]) -> str:
        """The digest of what a file is built from here; empty for one that is as the project has it."""
        below = [known[name] for name in self._imports[file.module]]
        text = self._texts.get(file.module)
        if text is None and not any(below) and file.module not in self._built:
            return ""
        if text is None:
            text = await asyncio.to_thread(self._given, file)
        digest = sha256("\n".join([text, *below]))
        if self._built.get(file.module) != digest:
            await self._compile(file, text)
            self._built[file.module] = digest
        return digest

    def _given(self, file: FileAsked) -> str:
        return self._run.problem(file).text if file in self._run.asked.files else read_text(file.path)

    async def _compile(self, file: FileAsked, text: str) -> None:
        """Raises `BadInput` when Lean does not accept the file."""
        toolchain, parts = await self._lean.of(file.path), module_parts(file.module)
        await asyncio.to_thread(self._link, toolchain, parts[0])
        with scratch_folder("shadow") as scratch:  # nothing else of the shadow can be written to
            toolchain = self.before(toolchain, file)
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
        if root in self._linked:
            return
        for folder in toolchain.search_path:
            if (folder / root).is_dir() or (folder / f"{root}.olean").exists():
                for path in _compiled_files(folder, root):
                    link = self._folder / path.relative_to(folder)
                    link.parent.mkdir(parents=True, exist_ok=True)
                    link.unlink(missing_ok=True)  # of a try that was broken off
                    link.symlink_to(path)
                break
        self._linked.add(root)

    def _take(self, compiled: Path, parts: tuple[str, ...]) -> None:
        """Put a compiled file, in all its parts, where Lean finds it."""
        place = self._folder.joinpath(*parts[:-1])
        place.mkdir(parents=True, exist_ok=True)
        for part in PARTS:
            (place / f"{parts[-1]}{part}").unlink(missing_ok=True)
            if (made := compiled.with_name(f"{parts[-1]}{part}")).exists():
                made.replace(place / made.name)


def _compiled_files(folder: Path, root: str) -> Iterator[Path]:
    """All that is compiled of the modules below a root, and of the one that has its name."""
    yield from (path for part in PARTS if (path := folder / f"{root}{part}").exists())
    for inside, _, names in os.walk(folder / root):
        yield from (Path(inside, name) for name in names if name.endswith(PARTS))
