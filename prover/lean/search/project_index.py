"""The index of a Lake project: built on the first question from sources, and kept in the cache; it runs no Lean."""

import asyncio
import contextlib
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from prover.lean.search.building import build, write
from prover.lean.search.catalogue import SCHEMA, Catalogue
from prover.lean.search.packages import Volume, volumes
from prover.lean.search.premises import Premise
from prover.lean.search.traced import traced
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.header import header_imports
from prover.words.errors import LeanFailed, LeanTimedOut
from prover.words.folders import cache_folder, not_kept
from prover.words.scratch import scratch_folder, sweep
from prover.words.verdict import Died

BUILT_WITHIN = 900.0  # seconds; all of Mathlib takes half a minute
EVERYBODYS = "Init"
QUOTES = str.maketrans("", "", "«»")


@dataclass(frozen=True)
class Contents:
    """What an index holds: declarations by top-level module, and the files that it is kept in.

    ``seconds`` is how long it took to build, 0 where all was there; ``unread`` sources could not be read in that.
    """

    counts: Counter[str]
    files: tuple[Path, ...]
    seconds: float
    unread: int


class ProjectIndex:
    """Declarations of a project's packages, of its Lean and of its own modules (`Index`)."""

    def __init__(self, project: Path, sysroot: Path, version: str) -> None:
        self._project, self._sysroot, self._version = project, sysroot, version
        self._catalogues: list[Catalogue] = []
        self._is_open = False
        self._imports: dict[str, list[str]] | None = None
        self._reached: dict[tuple[str, ...], frozenset[str] | None] = {}
        self._seconds, self._unread = 0.0, 0
        self._one_at_a_time = asyncio.Lock()

    @classmethod
    def of(cls, toolchain: Toolchain) -> Self:
        """That of a project toolchain's project."""
        assert toolchain.project is not None
        return cls(toolchain.project, Path(toolchain.variables["LEAN_SYSROOT"]), toolchain.version)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for catalogue in self._catalogues:
            catalogue.close()

    async def find(self, query: str, most: int, header: str | None = None) -> list[Premise] | Died:
        """The best of all. Raises `LeanFailed` where the sources cannot be looked at, `BadInput` for the manifest.

        With a ``header`` only of what it imports, through whatever; of all where some of that has no source here.
        """
        async with self._one_at_a_time:
            await self._open()
            try:
                return await asyncio.to_thread(self._best, query, most, header)
            except sqlite3.Error as error:
                raise LeanFailed(f"the index is damaged ({error}): delete {cache_folder()}") from error

    async def contents(self) -> Contents:
        """What is in it, built first where it is not there. Raises as `find` does."""
        async with self._one_at_a_time:
            await self._open()
            counts = [await asyncio.to_thread(catalogue.counts) for catalogue in self._catalogues]
            files = tuple(catalogue.path for catalogue in self._catalogues)
            return Contents(sum(counts, Counter()), files, self._seconds, self._unread)

    def _best(self, query: str, most: int, header: str | None) -> list[Premise]:
        modules = None if header is None else self._reachable(header)
        scored = [found for catalogue in self._catalogues for found in catalogue.best(query, most, modules)]
        return [premise for _, premise in sorted(scored, key=lambda found: -found[0])][:most]

    def _reachable(self, header: str) -> frozenset[str] | None:
        named = tuple(header_imports(header))
        if self._imports is None:
            self._imports = {m: names for catalogue in self._catalogues for m, names in catalogue.imports().items()}
        if named not in self._reached:
            self._reached[named] = reachable(named, self._imports)
        return self._reached[named]

    async def _open(self) -> None:
        if self._is_open:
            return
        with self._failures():
            async with asyncio.timeout(BUILT_WITHIN):
                for volume in await asyncio.to_thread(volumes, self._project, self._sysroot, self._version):
                    self._catalogues.append(await self._catalogue(volume))
        self._is_open = True

    async def take(self, path: Path) -> None:
        """Have what LeanDojo traced (`traced.py`) stand for what the packages' sources declare, from now on.

        Raises as `find` does, and `BadInput` for what LeanDojo did not write.
        """
        async with self._one_at_a_time:
            with self._failures():
                [pinned, *_] = await asyncio.to_thread(volumes, self._project, self._sysroot, self._version)
                made = await self._made(pinned, lambda to, key: asyncio.to_thread(write, to, key, traced(path)))
                made.close()

    async def _catalogue(self, volume: Volume) -> Catalogue:
        with contextlib.suppress(OSError, sqlite3.Error):  # not there, damaged, or of other sources: it is made anew
            return await asyncio.to_thread(Catalogue, _kept(volume), _key(volume))
        sources = await asyncio.to_thread(volume.sources)
        return await self._made(volume, lambda to, key: build(to, key, sources))

    async def _made(self, volume: Volume, make: Callable[[Path, str], Awaitable[int]]) -> Catalogue:
        began = time.monotonic()
        kept, key = _kept(volume), _key(volume)
        with _scratch_beside(kept) as folder:
            path = Path(folder) / kept.name
            self._unread += await make(path, key)
            self._seconds += time.monotonic() - began
            with contextlib.suppress(OSError):
                path = path.replace(kept)
            # Where it could not be kept, it lives as long as we have it open.
            return await asyncio.to_thread(Catalogue, path, key)

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except TimeoutError as error:
            raise LeanTimedOut(f"the index of {self._project}", BUILT_WITHIN) from error
        except (OSError, sqlite3.Error) as error:
            raise LeanFailed(f"the index of {self._project} cannot be built: {error}") from error


def reachable(named: Iterable[str], imports: Mapping[str, Sequence[str]]) -> frozenset[str] | None:
    """The modules that a text has which imports those ``named``; None where it is not known what one of them imports.

    Each has `Init`, though it names it not: what has `prelude` instead is a part of `Init`, or of nobody's concern.
    """
    found: set[str] = set()
    waiting = [EVERYBODYS, *named]
    while waiting:
        module = waiting.pop().translate(QUOTES)
        if module in found:
            continue
        if module not in imports:
            return None
        found.add(module)
        waiting += imports[module]
    return frozenset(found)


def _kept(volume: Volume) -> Path:
    return cache_folder() / f"{volume.name}.sqlite"


def _key(volume: Volume) -> str:
    return f"{SCHEMA} {volume.key}"


def _scratch_beside(kept: Path) -> "tempfile.TemporaryDirectory[str]":
    """A folder from which a file can be renamed to `kept`, or any other one where that is not to be had."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        sweep(kept.parent)
        return scratch_folder("index", kept.parent)
    except OSError as error:
        not_kept(kept, error.strerror or "no reason")
        return scratch_folder("index")
