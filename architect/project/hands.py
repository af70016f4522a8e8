"""Puts what is proved into a project's own files, has Lake build it, and takes back what Lake refuses."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from architect.campaign.events import Record
from architect.project.building import Builder
from architect.project.edits import Edits
from architect.project.events import ProjectEvent, TakenBack
from architect.project.folder import FileAsked
from architect.project.result import FileResult
from prover.lean.toolchains.toolchain import Toolchain


@dataclass
class Hands:
    """``files`` are all of the run, ``built`` those modules of the project that are built and stand on them.

    ``on_build`` is called when something may have been built. ``accepting`` writes also what Lean accepts where nothing
    could certify it.
    """

    files: Sequence[FileAsked]
    edits: Edits
    builder: Builder
    on_build: Callable[[], None]
    record: Record[ProjectEvent]
    accepting: bool
    built: Sequence[FileAsked] = ()
    _put: dict[str, str] = field(default_factory=dict)  # the texts of files that have proofs of this run in them

    async def imports_built(self, file: FileAsked) -> str:
        """Have what a file imports built, if it was written to or stands on what was; returns why it is not."""
        return await self._build(file.imports) if self._put.keys() & {*file.after} else ""

    def before(self, toolchain: Toolchain) -> Toolchain:
        """The project's own Lean finds what was built."""
        return toolchain

    async def put(self, result: FileResult, within: float, /) -> FileResult:
        """Write a file with what is proved in it; where others wait for it, it is built ``within`` so many seconds.

        What that is too short for is built in the end.
        """
        file, text = result.file, result.text(self.accepting)
        if text == self._put.get(file.module, None if self.edits.wrote(file) else result.problem.given):
            return result
        if unwritten := await self.edits.write(file, text):
            return replace(result, unwritten=unwritten)
        is_waited_for = any(file.module in other.after for other in self.files)
        if text == result.problem.given:
            self._put.pop(file.module, None)
            if is_waited_for:  # what was built had proofs in it that count no more
                await self._build([file.module])
            return result
        self._put[file.module] = text
        if is_waited_for and within > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(within if within != float("inf") else None):
                    why = await self._build([file.module])
                if why:
                    result = await self._taken_back(result, why)
                    await self._build([file.module])
        return result

    async def settled(self, results: Sequence[FileResult]) -> list[FileResult]:
        """Have all that was written built, once, with what was built before and stands on it.

        Of what is refused, and of what imports that, nothing stays.
        """
        found = {result.file.module: result for result in results}
        if not self._put:
            return [*results]
        written = [result for result in _in_order(results) if result.file.module in self._put]
        if await self._build([*(result.file.module for result in written), *map(_module, self._standing())]):
            for result in written:
                if why := _on_refused(result, found) or await self._build([result.file.module]):
                    found[result.file.module] = await self._taken_back(result, why)
            for other in self._standing():
                if why := await self._build([other.module]):
                    await self._let_stand(other, why, found)
            for result in written:
                if result.file.module in self._put and (why := _on_refused(result, found)):
                    found[result.file.module] = await self._taken_back(result, why)
            await self._build([name for name, result in found.items() if result.refused])
        return [found[result.file.module] for result in results]

    def _standing(self) -> list[FileAsked]:
        """What stands on a file that has proofs in it, each after what it imports."""
        standing = [file for file in self.built if file.module not in self._put and self._put.keys() & {*file.after}]
        return sorted(standing, key=_depth)

    async def _let_stand(self, other: FileAsked, why: str, found: dict[str, FileResult]) -> None:
        """Take back, of what a module stands on, the proofs with which it does not build, where it does without."""
        below = [found[name] for name in self._put if name in other.after]
        for result in below:
            await self.edits.write(result.file, result.problem.given)
        if await self._build([other.module]):  # it did not before either
            for result in below:
                await self.edits.write(result.file, self._put[result.file.module])
            await self._build([result.file.module for result in below])
            return
        for result in _in_order(below):
            file = result.file
            if unwritten := await self.edits.write(file, self._put[file.module]):
                found[file.module] = replace(result, unwritten=unwritten)
            elif on := _on_refused(result, found):
                found[file.module] = await self._taken_back(result, on)
            elif await self._build([other.module]):
                found[file.module] = await self._taken_back(result, f"in {other.module}, which imports it: {why}")

    async def _build(self, modules: Sequence[str]) -> str:
        try:
            return await self.builder.build(modules)
        finally:  # one that was ended has built some of it
            self.on_build()

    async def _taken_back(self, result: FileResult, why: str) -> FileResult:
        file = result.file
        await self.record.write(TakenBack(module=file.module, why=why))
        unwritten = await self.edits.write(file, result.problem.given)
        self._put.pop(file.module, None)
        return replace(result, refused=why, unwritten=unwritten)


def _on_refused(result: FileResult, found: Mapping[str, FileResult]) -> str:
    """Why what is proved in a file counts no more, where it stands on one that was taken back."""
    below = next((name for name in result.file.after if found[name].refused), None)
    return f"it imports {below}, which was taken back" if below else ""


def _in_order(results: Sequence[FileResult]) -> list[FileResult]:
    """Each after those that it comes after, for what comes after it comes after more."""
    return sorted(results, key=lambda result: _depth(result.file))


def _depth(file: FileAsked) -> int:
    return len(file.after)


def _module(file: FileAsked) -> str:
    return file.module
