"""The live Leans of a server: one pool for each Lean that files need, kept for as long as the server is there.

A pool is renewed when the project behind it was built or configured anew: its Leans have read compiled files that count
no more.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from architect.api.composing import project_for
from architect.api.live import OpenLean, open_lean
from architect.mcp.root import Root, SourceText
from prover.lean.toolchains.chosen import chosen_toolchain
from prover.lean.toolchains.project import LAKEFILES
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import parse_problem
from prover.words.settings import Settings

MOST_POOLS = 3  # kept at a time, when nobody uses more
CONFIGURED = (*LAKEFILES, "lake-manifest.json", "lean-toolchain")
FilesSeen = tuple[tuple[str, int], ...]
NOWHERE = "text.lean"  # where a text that is in no file stands: in the root


@dataclass(eq=False)
class KeptPool:
    """An open pool, how many use it, and what closes it; one that is ``retired`` is closed by whoever leaves last."""

    lean: OpenLean
    owned: AsyncExitStack
    users: int = 0
    retired: bool = False


@dataclass
class _ProjectLeans:
    """What is known of the Leans of one project, while its files are as they were (``stamp``)."""

    stamp: FilesSeen
    toolchains: dict[Path | None, Toolchain] = field(default_factory=dict)
    pools: dict[str, KeptPool] = field(default_factory=dict)


class ServerLeans:
    """``async with ServerLeans(…) as leans, leans.of(source) as lean: await lean.check(source.text)``."""

    def __init__(self, root: Root, settings: Settings, project: Path | None) -> None:
        self._root, self._settings, self._project = root, settings, project
        self._known: dict[Path | None, _ProjectLeans] = {}
        self._of_project: defaultdict[Path | None, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._opening = asyncio.Lock()  # taken behind a project's own, and never while `lake` is asked

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pools = [pool for known in self._known.values() for pool in known.pools.values()]
        self._known.clear()
        for pool in pools:
            await pool.owned.aclose()

    @property
    def processes(self) -> int:
        """How many Leans there are."""
        return sum(pool.lean.processes for known in self._known.values() for pool in known.pools.values())

    def project_of(self, source: SourceText) -> Path | None:
        """The Lake project whose Lean reads a text: the server's, or the one that it is in, or would be in the root."""
        problem = parse_problem(source.text, source.path or self._root.folder / NOWHERE)
        return project_for(problem, self._project, self._settings, lambda _: None)

    @asynccontextmanager
    async def of(self, source: SourceText) -> AsyncIterator[OpenLean]:
        """The live Leans for a text. Raises `LeanFailed` where there is no such Lean."""
        pool = await self._taken(source)
        try:
            yield pool.lean
        finally:
            pool.users -= 1
            if pool.retired and not pool.users:
                await pool.owned.aclose()

    async def _taken(self, source: SourceText) -> KeptPool:
        project = await asyncio.to_thread(self.project_of, source)
        file = source.path if project else None
        async with self._of_project[project]:
            stamp = await asyncio.to_thread(_stamp, project)
            known = self._known.get(project)
            if known is None or known.stamp != stamp:
                async with self._opening:
                    await self._retire(known.pools if known else {})
                    known = self._known[project] = _ProjectLeans(stamp)
            if file not in known.toolchains:  # `lake` may take its time: whoever asks of another project goes on
                known.toolchains[file] = await asyncio.to_thread(chosen_toolchain, project, self._settings, file)
            async with self._opening:
                return await self._opened(project, known, known.toolchains[file])

    async def _opened(self, project: Path | None, known: _ProjectLeans, toolchain: Toolchain) -> KeptPool:
        pool = known.pools.pop(toolchain.key, None)
        if pool is None:
            await self._make_room()
            owned = AsyncExitStack()
            pool = KeptPool(await owned.enter_async_context(open_lean(toolchain, self._settings.lean.jobs)), owned)
        known.pools[toolchain.key] = pool  # the last of its project's, and its project the last of all
        self._known[project] = self._known.pop(project)
        pool.users += 1
        return pool

    async def _make_room(self) -> None:
        """End what was used longest ago and is not in use, where there are as many as are kept."""
        idle = [
            (known.pools, key) for known in self._known.values() for key, pool in known.pools.items() if not pool.users
        ]
        more = sum(len(known.pools) for known in self._known.values()) - MOST_POOLS + 1
        for pools, key in idle[: max(more, 0)]:
            await pools.pop(key).owned.aclose()

    async def _retire(self, pools: dict[str, KeptPool]) -> None:
        for pool in [*pools.values()]:
            pool.retired = True
            if not pool.users:
                await pool.owned.aclose()
        pools.clear()


def _stamp(project: Path | None) -> FilesSeen:
    """What changes when a project is built, or configured, anew; packages stay as they are while its manifest does."""
    if project is None:
        return ()
    found: list[tuple[str, int]] = []
    built = project / ".lake" / "build" / "lib"
    for path in (*(project / name for name in CONFIGURED), *sorted(built.rglob("*.olean"))):
        try:
            found.append((str(path), path.stat().st_mtime_ns))
        except OSError:  # it is not there, or is being written
            continue
    return tuple(found)
