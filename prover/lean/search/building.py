"""Building a catalogue: one scanning process for each core, each with its share of the sources, and one writer.

Whatever ends the building, the processes end with it.
"""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from pathlib import Path

from prover.lean.search.catalogue import Writing
from prover.lean.search.packages import Source
from prover.text.source_scan import Entry
from prover.text.translated import MODULES
from prover.words.errors import LeanFailed
from prover.words.tasks import all_of

SCANNER = "prover.lean.search.scanning"
LONGEST_LINE = 2**27  # bytes; one file's declarations


async def build(path: Path, key: str, sources: Sequence[Source]) -> int:
    """Write a catalogue of the sources' declarations to `path`; how many of them could not be read.

    Raises `LeanFailed` when a scanning process does not come to its end, `sqlite3.Error` and `OSError` for the disk.
    """
    writing = await asyncio.to_thread(Writing, path)
    try:
        cores = os.cpu_count() or 1
        # Files next to each other are alike, so each process gets one of every few.
        shares = [share for i in range(cores) if (share := sources[i::cores])]
        dictionaries = {MODULES[source.module]: source.path for source in sources if source.module in MODULES}
        given = [{"sources": [astuple(source) for source in share], "dictionaries": dictionaries} for share in shares]
        unread = sum(await all_of(_scanned(json.dumps(each).encode(), writing) for each in given))
        await asyncio.to_thread(writing.finish, key)
    finally:
        await asyncio.to_thread(writing.close)
    return unread


def write(path: Path, key: str, found: Iterable[Sequence[Entry]]) -> int:
    """The same of declarations that are known, with nothing unread. Raises what ``found`` does, and `sqlite3.Error`."""
    with contextlib.closing(Writing(path)) as writing:
        for some in found:
            writing.add(some)
        writing.finish(key)
    return 0


async def _scanned(given: bytes, writing: Writing) -> int:
    pipe = asyncio.subprocess.PIPE
    scanner = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", SCANNER, stdin=pipe, stdout=pipe, stderr=pipe, limit=LONGEST_LINE
    )
    assert scanner.stdin is not None
    assert scanner.stdout is not None
    assert scanner.stderr is not None
    unread = 0
    try:
        scanner.stdin.write(given)
        scanner.stdin.close()
        async for line in scanner.stdout:
            unread += not await asyncio.to_thread(_added, line, writing)
        said = (await scanner.stderr.read()).decode(errors="replace").strip().splitlines()
        if status := await scanner.wait():
            raise LeanFailed(f"the sources could not be scanned: {said[-1] if said else f'status {status}'}")
    finally:
        if scanner.returncode is None:
            scanner.kill()
            await scanner.wait()
    return unread


def _added(line: bytes, writing: Writing) -> bool:
    """Whether the source that a line is about was read."""
    if (found := json.loads(line)) is None:
        return False
    module, imports, rows = found
    writing.add([Entry(*row) for row in rows])
    writing.add_imports(module, imports)
    return True
