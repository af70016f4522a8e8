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
    _put: dict[str, FileResult] = field(default_factory=dict)  # whose proofs are written into the project's files
    _good: dict[str, FileResult] = field(default_factory=dict)  # the last of each file that built

    async def imports_built(self, file: FileAsked) -> str:
        """Have what a file imports built, if it was written to or stands on what was; returns why it is not."""
        below = {*file.after}
        is_other = any(other.module in below and self.edits.wrote(other) for other in self.files)
        return await self._build(file.imports) if is_other else ""

    def before(self, toolchain: Toolchain, _file: FileAsked, /) -> Toolchain:
        """The project's own Lean finds what was built."""
        return toolchain

    async def put(self, result: FileResult, within: float, /) -> FileResult:
        """Write a file with what is proved in it; where others wait for it, it is built ``within`` so many seconds.

        What that is too short for is built in the end.
        """
        file, text = result.file, result.text(self.accepting)
        if text == self._written(result):
            for kept in (self._put, self._good):
                if file.module in kept and kept[file.module].text(self.accepting) == text:
                    kept[file.module] = result
            return result
        if unwritten := await self.edits.write(file, text):
            return replace(result, unwritten=unwritten)
        is_waited_for = any(file.module in other.after for other in self.files)
        if text == result.problem.given:
            self._forget(file)
            if is_waited_for:  # what was built had proofs in it that count no more
                await self._build([file.module])
            return result
        self._put[file.module] = result
        if is_waited_for and within > 0:
            why = None
            with suppress(TimeoutError):
                async with asyncio.timeout(within if within != float("inf") else None):
                    why = await self._build([file.module])
            if why:
                return await self._gone_back(result, why)
            if why is not None:
                self._good[file.module] = result
        return result

    def _written(self, result: FileResult) -> str | None:
        """What the file says, as far as that is known."""
        if (put := self._put.get(result.file.module)) is not None:
            return put.text(self.accepting)
        return None if self.edits.wrote(result.file) else result.problem.given

    async def settled(self, results: Sequence[FileResult]) -> list[FileResult]:
        """Have all that was written built, once, with what was built before and stands on it.

        Of what is refused, and of what was judged by that, nothing stays.
        """
        found = {result.file.module: result for result in results}
        await self._take_back_lost(found)
        written = [result for result in _in_order([*found.values()]) if result.file.module in self._put]
        together = [*(result.file.module for result in written), *map(_module, self._standing())]
        if together and await self._build(together):
            for result in written:
                if result.file.module in self._put and (why := await self._build([result.file.module])):
                    found[result.file.module] = await self._gone_back(result, why)
                    await self._take_back_lost(found)
            for other in self._standing():
                if why := await self._build([other.module]):
                    await self._let_stand(other, why, found)
            await self._take_back_lost(found)
        if refused := [name for name, result in found.items() if result.refused]:
            await self._build(refused)
        return [found[result.file.module] for result in results]

    async def _take_back_lost(self, found: dict[str, FileResult]) -> None:
        """Take back what was judged by proofs above it that are there no more; a `sorry` there stops no build."""
        for result in _in_order([*found.values()]):
            if not result.refused and (why := _on_lost(result, found)):
                is_put = result.file.module in self._put
                found[result.file.module] = (
                    await self._taken_back(result, why) if is_put else replace(result, refused=why)
                )

    def _standing(self) -> list[FileAsked]:
        """What stands on a file that has proofs in it, each after what it imports."""
        standing = [file for file in self.built if file.module not in self._put and self._put.keys() & {*file.after}]
        return sorted(standing, key=_depth)

    async def _let_stand(self, other: FileAsked, why: str, found: dict[str, FileResult]) -> None:
        """Take back, of what a module stands on, the proofs with which it does not build, where it does without."""
        below = _in_order([found[name] for name in self._put if name in other.after])
        try:
            for result in below:
                await self.edits.write(result.file, result.problem.given)
            if await self._build([other.module]):  # it did not before either
                await self._write_again(below)
                await self._build([result.file.module for result in below])
                return
            for result in below:
                file = result.file
                if unwritten := await self.edits.write(file, result.text(self.accepting)):
                    found[file.module] = replace(result, unwritten=unwritten)
                elif on := _on_lost(result, found):
                    found[file.module] = await self._taken_back(result, on)
                elif await self._build([other.module]):
                    found[file.module] = await self._taken_back(result, f"in {other.module}, which imports it: {why}")
        except BaseException:  # they were out for a trial only
            await self._write_again(below)
            raise

    async def _write_again(self, results: Sequence[FileResult]) -> None:
        """Have the files say again what is proved in them, but for what was taken back."""
        for result in results:
            if result.file.module in self._put:
                await self.edits.write(result.file, result.text(self.accepting))

    async def _build(self, modules: Sequence[str]) -> str:
        try:
            return await self.builder.build(modules)
        finally:  # one that was ended has built some of it
            self.on_build()

    async def _gone_back(self, result: FileResult, why: str) -> FileResult:
        """Have a file say again what it did when it last built, which others were judged by; else what it was given."""
        module, good = result.file.module, self._good.get(result.file.module)
        if good is not None and good.text(self.accepting) != result.text(self.accepting):
            await self.record.write(TakenBack(module=module, why=why))
            unwritten = await self.edits.write(good.file, good.text(self.accepting))
            self._put[module] = good
            if unwritten or not (why_not := await self._build([module])):
                said = f"what was proved since is taken back, for `lake build` refuses it: {why}"
                return replace(good, why=said, unwritten=unwritten)
            result, why = good, why_not
        result = await self._taken_back(result, why)
        await self._build([module])
        return result

    async def _taken_back(self, result: FileResult, why: str) -> FileResult:
        file = result.file
        await self.record.write(TakenBack(module=file.module, why=why))
        unwritten = await self.edits.write(file, result.problem.given)
        self._forget(file)
        return replace(result, refused=why, unwritten=unwritten)

    def _forget(self, file: FileAsked) -> None:
        self._put.pop(file.module, None)
        self._good.pop(file.module, None)


def _on_lost(result: FileResult, found: Mapping[str, FileResult]) -> str:
    """Why what is proved in a file counts no more, where it stands on proofs that are there no more."""
    if not (above := result.lost_above(found)):
        return ""
    what = "which was taken back" if found[above].refused else "where something is proved no more"
    return f"it imports {above}, {what}"


def _in_order(results: Sequence[FileResult]) -> list[FileResult]:
    """Each after those that it comes after, for what comes after it comes after more."""
    return sorted(results, key=lambda result: _depth(result.file))


def _depth(file: FileAsked) -> int:
    return len(file.after)


def _module(file: FileAsked) -> str:
    return file.module
