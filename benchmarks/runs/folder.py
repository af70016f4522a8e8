"""The folder of a run of a suite: what was asked, the statements, the journal, the proofs; it runs nothing.

`run.json` is written last when a folder is made, so a folder that has one is whole. A try is over when its line is in
the journal; its proof and its certificate are on the disk before that. Files are written in a thread.
"""

import asyncio
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from architect.run import store
from architect.run.crash import CRASH
from architect.run.journal import Journal
from architect.run.store import JOURNAL, LOCK, MANIFEST, SCHEMA
from benchmarks.runs.about import About, AskedInFull
from benchmarks.runs.events import BenchEvent, KeptProof, SessionEnded, Try
from benchmarks.suites.statement import Statement
from prover.words.digest import sha256
from prover.words.errors import BadInput
from prover.words.settings import Settings
from prover.words.writing import SCRATCH, write_whole

STATEMENTS = "statements.jsonl"
PROBLEMS, PROVED, CERTIFICATES = "problems", "proved", "certificates"
DRAWN = "drawn"
ASIDE = {"text", "informal"}  # of a statement: what `statements.jsonl` leaves out
ADVICE = "wait for it, or name another folder with --out"


class Folder:
    """A run that is being worked on: locked for this process while it is open, `async with Folder(…) as folder:`.

    It is the record of its events (`architect.campaign.events.Record`).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._journal = Journal[BenchEvent](path / JOURNAL)
        self._writing: set[asyncio.Task[None]] = set()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            stack.enter_context(locked(self.path))
            # One, for all files: whoever is cancelled gives the lock back when it is done.
            self._thread = stack.enter_context(ThreadPoolExecutor(1, "folder"))
            await asyncio.get_running_loop().run_in_executor(self._thread, self._prepare)
            await stack.enter_async_context(self._journal)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        cancelled: asyncio.CancelledError | None = None
        while self._writing:
            try:
                await asyncio.wait(self._writing)
            except asyncio.CancelledError as late:  # a finished try is not lost to a hurry
                cancelled = late
        await self._stack.__aexit__(kind, error, trace)
        if cancelled is not None:
            raise cancelled

    async def write(self, event: BenchEvent, /) -> None:
        """Write down an event, the files of a try before it; all is on the disk when this returns.

        It is written also when who asked for it is cancelled: leaving the folder waits for it. Raises as `write_whole`
        and `Journal.write` do.
        """
        before = frozenset(self._writing) if isinstance(event, SessionEnded) else frozenset()
        task = asyncio.create_task(self._write(event, before))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)
        await asyncio.shield(task)

    async def _write(self, event: BenchEvent, before: Set[asyncio.Task[None]]) -> None:
        """Write down an event behind those of ``before``."""
        if before:
            await asyncio.wait(before)
        if isinstance(event, Try) and (event.proof or event.blueprint):
            await asyncio.get_running_loop().run_in_executor(self._thread, self._keep, event)
        await self._journal.write(event)

    def _prepare(self) -> None:
        for scratch in [*self.path.glob(f"{SCRATCH}*"), *self.path.glob(f"*/{SCRATCH}*")]:
            scratch.unlink()  # of a process that was killed while it wrote
        self._folder(PROVED)  # also where nothing will be: `architect verify` takes what is there

    def _keep(self, record: Try) -> None:
        name = file_name(record.id)
        if record.blueprint is not None:
            drawn = json.dumps(record.blueprint, ensure_ascii=False, indent=1)
            write_whole(self._folder(of_sample(DRAWN, record.sample)) / f"{name}.json", drawn + "\n")
        if record.proof is not None:
            self._keep_proof(record, record.proof, name)

    def _keep_proof(self, record: Try, proof: KeptProof, name: str) -> None:
        certificate = {
            "schema": SCHEMA,
            "id": record.id,
            "sample": record.sample,
            "status": record.status,
            "theorems": proof.certificates,
        }
        certificates = self._folder(of_sample(CERTIFICATES, record.sample))
        write_whole(certificates / f"{name}.json", json.dumps(certificate, ensure_ascii=False, indent=1) + "\n")
        if record.solved:
            write_whole(self._folder(of_sample(PROVED, record.sample)) / f"{name}.lean", proof.text)

    def _folder(self, name: str) -> Path:
        folder = self.path / name
        folder.mkdir(exist_ok=True)
        return folder


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Have the folder, which is made, for this process alone. Raises `BadInput` when another one has it."""
    path.mkdir(parents=True, exist_ok=True)
    with store.held(path, ADVICE):
        yield


def make_or_match(path: Path, about: About, all: Iterable[Statement]) -> None:
    """Make the folder of a run, or see that the one there is of the same.

    Raises `BadInput` when the folder is another run's, or somebody's who keeps something else there.
    """
    ours = (SCRATCH, CRASH)
    there = {entry.name for entry in path.iterdir() if not entry.name.startswith(ours)} if path.exists() else set()
    if MANIFEST not in there and (strangers := there - {LOCK, STATEMENTS, PROBLEMS}):
        raise BadInput(f"{path}: there is {min(strangers)} in it and no {MANIFEST}: name another folder with --out")
    with locked(path):
        if (path / MANIFEST).exists():
            _match(path, store.read_manifest(path, About).asked, about.asked)
            return
        problems = path / PROBLEMS
        problems.mkdir(exist_ok=True)
        with (path / STATEMENTS).open("w", encoding="utf-8") as file:
            for statement in all:
                (problems / f"{file_name(statement.id)}.lean").write_bytes(statement.text.encode())
                line = {name: value for name, value in asdict(statement).items() if name not in ASIDE}
                line["sha256"] = sha256(statement.text)
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        os.sync()  # thousands of files, once
        whole = {"schema": SCHEMA, **about.as_json()}
        write_whole(path / MANIFEST, json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


def files_of_run(path: Path) -> Iterator[Path]:
    """The files that a run has in its folder, which may hold others."""
    yield from (path / name for name in (MANIFEST, JOURNAL, LOCK, STATEMENTS))
    for name in (PROBLEMS, PROVED, CERTIFICATES, DRAWN):
        yield from path.glob(f"{name}*/*")


def digest_of(hashes: Iterable[tuple[str, str]]) -> str:
    """One digest of the statements of a run, in their order, from the id of each and the digest of its text."""
    return sha256("".join(f"{id} {found}\n" for id, found in hashes))


def of_sample(folder: str, sample: int) -> str:
    """The name of a folder for the proofs or certificates of the tries with this number."""
    return folder if sample == 1 else f"{folder}-{sample}"


def file_of_try(folder: str, id: str, sample: int, ending: str) -> str:
    """What a run has of one try in this kind of folder, by its path in the run's own."""
    return f"{of_sample(folder, sample)}/{file_name(id)}.{ending}"


def file_name(id: str) -> str:
    """A file name, without its ending, that only this id has."""
    return quote(id, safe="")


def _match(path: Path, there: AskedInFull, asked: AskedInFull) -> None:
    """Raises `BadInput` with the first difference. A setting that is newer than the run counts as its default."""
    usual = dict(_flat(Settings().model_dump(mode="json"), "settings."))
    old, new = dict(_flat(there.as_json())), dict(_flat(asked.as_json()))
    old = {name: usual[name] for name in new.keys() & usual.keys()} | old
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            raise BadInput(
                f"{path}: the run there was started with {name} = {_short(old.get(name))}, this command has "
                f"{_short(new.get(name))}: name another folder with --out"
            )


def _flat(value: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, inner in value.items():
        if isinstance(inner, dict):
            yield from _flat(inner, f"{before}{name}.")
        else:
            yield f"{before}{name}", inner


def _short(value: object) -> str:
    return "none" if value is None else str(value)[:60]
