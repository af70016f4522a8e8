"""What the cache folder holds, by kinds, and how a kind of it is taken away; it makes none of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from architect.setup.found import bytes_in
from prover.words.cache_lock import LOCK, cache_to_oneself
from prover.words.folders import cache_folder
from prover.words.removing import REMOVED, remove_whole, sweep_removed

NO_CACHE = re.compile(rf"{re.escape(LOCK)}|{re.escape(REMOVED)}\d+|architect-of-.*")


@dataclass(frozen=True)
class Cache:
    """A kind of what is kept to be faster: ``names`` are those of its entries, ``what`` they are in words.

    What is ``made_here`` is made again by this machine alone, with no network and no model.
    """

    name: str
    names: str
    what: str
    made_here: bool = False


CACHES = (
    Cache("library", r"lean-[\d.]+-[0-9a-f]{16}(\.lock|\.building)?", "the embedded library, compiled", made_here=True),
    Cache("index", r"premises-[0-9a-f]+\.json|[^.].*\.sqlite(-\w+)?", "declarations to be searched", made_here=True),
    Cache("proofs", r"proofs", "proofs of lemmas, of all runs"),
    Cache("downloads", r"downloads", "what `setup` has downloaded"),
    Cache("suites", r"suites", "what `bench fetch` has fetched"),
)


@dataclass(frozen=True)
class CacheHolding:
    """What there is of a cache."""

    cache: Cache
    entries: Sequence[Path]

    @property
    def bytes(self) -> int:
        return sum(bytes_in(path) for path in self.entries)


def holdings() -> tuple[list[CacheHolding], list[str]]:
    """What each cache holds, and the names of what is none: links, and what nobody here has put there."""
    folder = cache_folder()
    entries = sorted(folder.iterdir()) if folder.is_dir() else []
    found = {cache: CacheHolding(cache, [path for path in entries if _is_of(path, cache)]) for cache in CACHES}
    known = {path for holding in found.values() for path in holding.entries}
    return list(found.values()), [p.name for p in entries if p not in known and not NO_CACHE.fullmatch(p.name)]


def clean(caches: Sequence[Cache]) -> int:
    """Take all of these away; how many bytes that was. Raises `BadInput` while anybody uses the cache."""
    with cache_to_oneself():
        sweep_removed(cache_folder())
        held = [holding for holding in holdings()[0] if holding.cache in caches]
        freed = sum(holding.bytes for holding in held)
        for path in (path for holding in held for path in holding.entries):
            remove_whole(path)
    return freed


def _is_of(path: Path, cache: Cache) -> bool:
    return re.fullmatch(cache.names, path.name) is not None and not path.is_symlink()
