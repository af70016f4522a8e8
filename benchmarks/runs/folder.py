"""The folder of a run: what was asked, the statements, the journal, the proofs; it runs nothing.

`run.json` is written last when a folder is made, so a folder that has one is whole. A try is over when its line is in
the journal; its proof and its certificate are on the disk before that.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from pydantic import ValidationError

from architect.run.crash import CRASH
from architect.run.journal import Journal, read_journal
from benchmarks.runs.about import About
from benchmarks.runs.record import Record
from benchmarks.suites.statement import Statement
from prover.words.errors import BadInput, faults_in
from prover.words.files import MOST_RECORDED_BYTES, read_bytes, read_text
from prover.words.settings import Settings
from prover.words.shown import from_json
from prover.words.writing import write_whole

SCHEMA = 1
RUN, STATEMENTS, JOURNAL, LOCK = "run.json", "statements.jsonl", "journal.jsonl", "lock"
PROBLEMS, PROVED, CERTIFICATES = "problems", "proved", "certificates"
SCRATCH = ".architect-"  # how the names begin of files that are being written (architect/commands/streams.py)
ASIDE = {"text", "informal"}  # of a statement: what `statements.jsonl` leaves out


@dataclass(frozen=True)
class Run:
    """All that a folder says: ``about`` is run.json, ``sessions`` one mapping for each process that worked on it.

    ``lost`` is the money that tries may have taken of which nothing more is known, because the process was killed.
    """

    path: Path
    about: Mapping[str, Any]
    statements: Sequence[Statement]
    hashes: Mapping[str, str]
    records: Sequence[Record]
    sessions: Sequence[Mapping[str, Any]]
    lost: float

    @property
    def samples(self) -> int:
        return int(self.about["asked"]["samples"])

    def tries(self) -> Mapping[tuple[str, int], Record]:
        """The last record of each try."""
        return {(record.id, record.sample): record for record in self.records}


class Folder:
    """A run that is being worked on: locked for this process while it is open, `async with Folder(…) as folder:`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._journal = Journal(path / JOURNAL)
        self._stack = ExitStack()

    async def __aenter__(self) -> Self:
        self._stack.enter_context(locked(self.path))
        try:
            for scratch in [*self.path.glob(f"{SCRATCH}*"), *self.path.glob(f"*/{SCRATCH}*")]:
                scratch.unlink()  # of a process that was killed while it wrote
            self._folder(PROVED)  # also where nothing will be: `architect verify` takes what is there
            await self._journal.__aenter__()
        except BaseException:
            self._stack.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            await self._journal.__aexit__(kind, error, trace)
        finally:
            self._stack.close()

    async def begin(self, id: str, sample: int, aside: float) -> None:
        """Write down that a try begins which may cost ``aside``; if it is lost, so much counts as spent."""
        await self._journal.write("begun", id=id, sample=sample, aside=aside)

    async def keep(self, record: Record) -> None:
        """Keep what became of a try; it is on the disk when this returns."""
        if record.proof is not None:
            name = file_name(record.id)
            certificate = {
                "schema": SCHEMA,
                "id": record.id,
                "sample": record.sample,
                "status": record.status,
                "theorems": record.proof.certificates,
            }
            certificates = self._folder(of_sample(CERTIFICATES, record.sample))
            write_whole(certificates / f"{name}.json", json.dumps(certificate, ensure_ascii=False, indent=1) + "\n")
            if record.solved:
                write_whole(self._folder(of_sample(PROVED, record.sample)) / f"{name}.lean", record.proof.text)
        await self._journal.write("try", **record.model_dump(mode="json"))

    async def note(self, event: str, **data: object) -> None:
        """Write down the beginning (`started`) or the end (`ended`) of a session."""
        await self._journal.write(event, **data)

    def _folder(self, name: str) -> Path:
        folder = self.path / name
        folder.mkdir(exist_ok=True)
        return folder


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Have the folder for this process alone, until it ends. Raises `BadInput` when another one has it."""
    path.mkdir(parents=True, exist_ok=True)
    with (path / LOCK).open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise BadInput(
                f"{path}: process {lock.read().strip() or 'another'} is working on this run: "
                "wait for it, or name another folder with --out"
            ) from error
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def make_or_match(path: Path, asked: Mapping[str, Any], about: Mapping[str, Any], all: Iterable[Statement]) -> None:
    """Make the folder of a run, or see that the one there is of the same.

    Raises `BadInput` when the folder is another run's, or somebody's who keeps something else there.
    """
    ours = (SCRATCH, CRASH)
    there = {entry.name for entry in path.iterdir() if not entry.name.startswith(ours)} if path.exists() else set()
    if RUN not in there and (strangers := there - {LOCK, STATEMENTS, PROBLEMS}):
        raise BadInput(f"{path}: there is {min(strangers)} in it and no {RUN}: name another folder with --out")
    with locked(path):
        if (path / RUN).exists():
            _match(path, _about(path)["asked"], json.loads(json.dumps(asked)))
            return
        problems = path / PROBLEMS
        problems.mkdir(exist_ok=True)
        with (path / STATEMENTS).open("w", encoding="utf-8") as file:
            for statement in all:
                (problems / f"{file_name(statement.id)}.lean").write_bytes(statement.text.encode())
                line = {name: value for name, value in asdict(statement).items() if name not in ASIDE}
                line["sha256"] = digest(statement.text)
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        os.sync()  # thousands of files, once
        whole = {"schema": SCHEMA, "asked": asked, **about}
        write_whole(path / RUN, json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


def read_run(path: Path) -> Run:
    """What a folder says. Raises `BadInput` when it is no run, or one that this version does not read."""
    about = _about(path)
    statements, hashes = [], {}
    for number, line in enumerate(read_text(path / STATEMENTS, MOST_RECORDED_BYTES).split("\n"), 1):
        if not line:
            continue
        try:
            found = from_json(line)
            hashes[found["id"]] = found.pop("sha256")
            statements.append(Statement(text="", **found))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput(f"{path / STATEMENTS}:{number}: not a statement of a run: {error}") from error
    events = read_journal(path / JOURNAL) if (path / JOURNAL).exists() else []
    records, sessions, lost = [], [], 0.0
    under_way: dict[tuple[str, int], float] = {}
    for event in events:
        fields = {name: value for name, value in event.items() if name not in ("event", "time")}
        match event["event"]:
            case "begun":
                key, aside = _begun(path, fields)
                lost += under_way.pop(key, 0.0)
                under_way[key] = aside
            case "try":
                records.append(_record(path, fields))
                under_way.pop((records[-1].id, records[-1].sample), None)
            case "started":
                sessions.append({**fields, "first": len(records)})
            case "ended" if sessions:
                sessions[-1] = {**sessions[-1], **fields, "last": len(records)}
    return Run(path, about, statements, hashes, records, sessions, lost + sum(under_way.values()))


def _begun(path: Path, fields: Mapping[str, Any]) -> tuple[tuple[str, int], float]:
    """Which try was begun, and what was put aside for it."""
    try:
        return (str(fields["id"]), int(fields["sample"])), float(fields["aside"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{path / JOURNAL}: a beginning of a try that this version cannot read: {error!r}") from error


def texts(path: Path, statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements of a run with their texts, read one by one from its `problems/`."""
    for statement in statements:
        yield replace(statement, text=read_text(path / PROBLEMS / f"{file_name(statement.id)}.lean"))


def of_sample(folder: str, sample: int) -> str:
    """The name of a folder for the proofs or certificates of the tries with this number."""
    return folder if sample == 1 else f"{folder}-{sample}"


def file_name(id: str) -> str:
    """A file name, without its ending, that only this id has."""
    return quote(id, safe="")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _about(path: Path) -> dict[str, Any]:
    try:
        about = from_json(read_bytes(path / RUN, MOST_RECORDED_BYTES))
        schema = about["schema"]
    except FileNotFoundError as error:
        raise BadInput(f"{path}: there is no {RUN} in it, so it is not the folder of a run") from error
    except OSError as error:
        raise BadInput(f"{path / RUN}: cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{path / RUN}: not the record of a run") from error
    if schema != SCHEMA:
        raise BadInput(f"{path / RUN}: a run of schema {schema}; this version reads {SCHEMA}")
    try:
        About.model_validate(about)
    except ValidationError as error:
        raise BadInput(f"{path / RUN}: not the record of a run: {faults_in(error)[0]}") from error
    return dict(about)


def _record(path: Path, fields: Mapping[str, Any]) -> Record:
    try:
        return Record.model_validate(fields)
    except ValidationError as error:
        raise BadInput(f"{path / JOURNAL}: a try that this version cannot read: {error.errors()[0]['msg']}") from error


def _match(path: Path, there: Mapping[str, Any], asked: Mapping[str, Any]) -> None:
    """Raises `BadInput` with the first difference. A setting that is newer than the run counts as its default."""
    usual = dict(_flat(Settings().model_dump(mode="json"), "settings."))
    old, new = dict(_flat(there)), dict(_flat(asked))
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
