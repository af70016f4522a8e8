"""What every run folder has, of `prove` and of `bench`: a lock, its `run.json`, and its journal; no proving here.

One process at a time holds a folder, and its number stands in the lock.
"""

import fcntl
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from architect.run.journal import read_journal
from prover.words.errors import BadInput, faults_in
from prover.words.files import MOST_RECORDED_BYTES, read_bytes
from prover.words.locks import let_go
from prover.words.shown import from_json

MANIFEST, JOURNAL, LOCK = "run.json", "journal.jsonl", "lock"
PROJECT = "project.json"  # in the place of the first, where a run is at a whole project
# Whatever is there under the lock's name, a link or a pipe, leads to no other file and keeps nobody waiting.
LOCKING = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
SCHEMA = 1
E = TypeVar("E", bound=BaseModel)
M = TypeVar("M", bound=BaseModel)


@contextmanager
def held(folder: Path, advice: str = "") -> Iterator[None]:
    """This process, and no other, works in the folder. Raises `BadInput` when another does, with its number.

    Raises `OSError` where no lock is to be had.
    """
    path = folder / LOCK
    with os.fdopen(os.open(path, LOCKING, 0o600), "r+b", buffering=0) as lock:
        if not stat.S_ISREG(os.fstat(lock.fileno()).st_mode):
            raise BadInput(f"{path}: it is no file, and so no lock")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BadInput(f"{folder}: {_holder(lock)} is working on this run{advice and f': {advice}'}") from error
        with suppress(OSError):  # a disk that is full: the lock holds all the same
            lock.truncate(0)
            lock.write(f"{os.getpid()}\n".encode())
        with let_go(lock.fileno()):
            yield


def _holder(lock: BinaryIO) -> str:
    said = lock.read(32).strip()
    return f"process {said.decode()}" if said.isdigit() else "another process"


def is_held(folder: Path) -> bool:
    """Whether a process works in the folder, as the kernel lists locks: to ask takes none, and is in no one's way.

    A system that lists no locks says that none does.
    """
    try:
        lock = os.open(folder / LOCK, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        listed = _listed(lock)
        # `1: FLOCK ADVISORY WRITE pid major:minor:inode start end`
        fields = map(str.split, read_bytes(Path("/proc/locks")).decode().splitlines())
        return any("FLOCK" in words and listed == words[-3] for words in fields)
    except (OSError, StopIteration):
        return False
    finally:
        os.close(lock)


def _listed(file: int) -> str:
    """An open file as the list of locks has it.

    Its device there is that of the mounted file system, which on some (btrfs, overlays) is another than `stat` says.
    After `chroot` to a folder that is no mount of its own, that system is not listed, and `stat` is all there is.
    """
    said = read_bytes(Path(f"/proc/self/fdinfo/{file}")).decode().splitlines()
    mount = next(line.split()[1] for line in said if line.startswith("mnt_id:"))
    mounts = map(str.split, read_bytes(Path("/proc/self/mountinfo")).decode(errors="replace").splitlines())
    own = os.fstat(file)
    by_stat = f"{os.major(own.st_dev)}:{os.minor(own.st_dev)}"
    major, minor = next((words[2] for words in mounts if words[0] == mount), by_stat).split(":")
    return f"{int(major):02x}:{int(minor):02x}:{own.st_ino}"


def read_manifest(folder: Path, model: type[M], name: str = MANIFEST) -> M:
    """What a run was asked. Raises `BadInput` when the folder has nothing that this version could read."""
    path = folder / name
    try:
        said = from_json(read_bytes(path, MOST_RECORDED_BYTES, folder))
    except FileNotFoundError as error:
        raise BadInput(f"{folder}: it is no run, for there is no {name} in it") from error
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise BadInput(f"{path}: not a run of this version: {error}") from error
    if isinstance(said, dict) and said.get("schema", SCHEMA) != SCHEMA:
        raise BadInput(f"{path}: not a run of this version: schema {said['schema']}; this version reads {SCHEMA}")
    try:
        return model.model_validate(said)
    except ValidationError as error:
        raise BadInput(f"{path}: not a run of this version: {faults_in(error)[0]}") from error


def read_events(folder: Path, events: TypeAdapter[E], left_out: Callable[[str], None] | None = None) -> Sequence[E]:
    """What the journal says; nothing for a run that was stopped before its first event. Raises as `read_journal`."""
    path = folder / JOURNAL
    return read_journal(path, events, left_out) if path.exists() and path.stat().st_size else ()
