"""Puts what is proved into a project's own files, has Lake build it, and takes back what Lake refuses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from architect.campaign.events import Record
from architect.project.building import Builder
from architect.project.edits import Edits
from architect.project.events import ProjectEvent, TakenBack
from architect.project.folder import FileAsked
from architect.project.result import FileResult


@dataclass
class Hands:
    """``files`` are all of the run, and ``on_build`` is called when something may have been built.

    ``accepting`` writes also what Lean accepts where nothing could certify it.
    """

    files: Sequence[FileAsked]
    edits: Edits
    builder: Builder
    on_build: Callable[[], None]
    record: Record[ProjectEvent]
    accepting: bool
    _put: set[str] = field(default_factory=set)  # modules whose files have proofs of this run in them

    async def imports_built(self, file: FileAsked) -> str:
        """Have what a file imports built, if it was written to or stands on what was; returns why it is not."""
        return await self._build(file.imports) if self._put & {*file.after} else ""

    async def put(self, result: FileResult) -> FileResult:
        """Write a file with what is proved in it; where others wait for it, it is built at once."""
        file, text = result.file, result.text(self.accepting)
        if text == result.problem.given and not self.edits.wrote(file):
            return result
        if unwritten := await self.edits.write(file, text):
            return replace(result, unwritten=unwritten)
        is_waited_for = any(file.module in other.after for other in self.files)
        if text == result.problem.given:
            self._put.discard(file.module)
            if is_waited_for:  # what was built had proofs in it that count no more
                await self._build([file.module])
            return result
        self._put.add(file.module)
        if is_waited_for and (why := await self._build([file.module])):
            result = await self._taken_back(result, why)
            await self._build([file.module])
        return result

    async def settled(self, results: Sequence[FileResult]) -> list[FileResult]:
        """Have all that was written built, once; of what is refused, and of what imports that, nothing stays."""
        found = {result.file.module: result for result in results}
        # What a file comes after comes after less.
        written = sorted((r for r in results if r.file.module in self._put), key=lambda result: len(result.file.after))
        if await self._build([result.file.module for result in written]):
            for result in written:
                file = result.file
                below = next((name for name in file.after if found[name].refused), None)
                why = f"it imports {below}, which was taken back" if below else await self._build([file.module])
                if why:
                    found[file.module] = await self._taken_back(result, why)
            await self._build([name for name, result in found.items() if result.refused])
        return [found[result.file.module] for result in results]

    async def _build(self, modules: Sequence[str]) -> str:
        why = await self.builder.build(modules)
        self.on_build()
        return why

    async def _taken_back(self, result: FileResult, why: str) -> FileResult:
        file = result.file
        await self.record.write(TakenBack(module=file.module, why=why))
        unwritten = await self.edits.write(file, result.problem.given)
        self._put.discard(file.module)
        return replace(result, refused=why, unwritten=unwritten)
