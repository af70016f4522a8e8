"""The folder of a handbook: one small file a behaviour, `NAME.md`; whatever lies there is a stranger's until checked.

Who writes holds a lock, so runs that learn at the same time lose nothing of each other's.
"""

import fcntl
import heapq
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from architect.handbook.form import as_text, check_name, read_form
from prover.lean.search.terms import terms_of
from prover.words.behaviour import Behaviour
from prover.words.errors import BadInput, StorageFailed
from prover.words.files import read_text
from prover.words.folders import state_folder
from prover.words.sections import HandbookSettings
from prover.words.writing import unwritable, write_whole

SUFFIX = ".md"
LONGEST_FILE = 8_192  # bytes
MOST_KEPT = 1_000  # behaviours of a handbook
ALIKE = 0.8  # so great a part of the words of two behaviours is the same: they say the same
LOCK = ".lock"
LOCKING = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
LOCKED_SECONDS = 10.0  # that another one may write
AGAIN_SECONDS = 0.02
THERE = "it is there already"


@dataclass(frozen=True)
class Handbook:
    """What a folder has: ``behaviours`` by their names, and a line for each file that is ``passed_over``."""

    folder: Path
    behaviours: tuple[Behaviour, ...] = ()
    passed_over: tuple[str, ...] = ()

    @property
    def warning(self) -> str:
        """What is passed over in one line; empty where nothing is."""
        if not self.passed_over:
            return ""
        more = f" (and {len(self.passed_over) - 1} more)" if len(self.passed_over) > 1 else ""
        return f"passed over in the handbook: {self.passed_over[0]}{more}"


class Put(NamedTuple):
    """What became of a behaviour that was to be kept: ``why`` it was not, empty where it is written."""

    name: str
    why: str = ""


def handbook_folder(settings: HandbookSettings) -> Path:
    """Where the handbook is: where the settings say, or with the user's runs. Raises `StorageFailed` without a home."""
    return settings.folder or state_folder() / "handbook"


def file_of(folder: Path, name: str) -> Path:
    """The file of a behaviour. Raises `BadInput` for what is no name."""
    check_name(name)
    return folder / f"{name}{SUFFIX}"


def read_handbook(folder: Path) -> Handbook:
    """All that a folder has, nothing where there is none. Raises `BadInput` for what is no folder, or not readable."""
    try:
        with os.scandir(folder) as entries:
            names = (entry.name for entry in entries if entry.name.endswith(SUFFIX) and entry.name[0] != ".")
            first = heapq.nsmallest(MOST_KEPT + 1, names)
    except FileNotFoundError:
        return Handbook(folder)
    except OSError as error:
        raise BadInput(f"{folder}: the handbook cannot be read: {error.strerror}") from error
    found, passed_over = list[Behaviour](), list[str]()
    for name in first[:MOST_KEPT]:
        try:
            found.append(read_file(folder / name))
        except BadInput as error:
            passed_over.append(str(error))
    if len(first) > MOST_KEPT:
        passed_over.append(f"{folder}: all files behind the first {MOST_KEPT}, the most that a handbook has")
    return Handbook(folder, tuple(found), tuple(passed_over))


def read_file(path: Path) -> Behaviour:
    """The behaviour in a file. Raises `BadInput`, with its place, for what is none or leads out of its folder."""
    text = read_small(path)
    try:
        return read_form(path.name.removesuffix(SUFFIX), text)
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from error


def read_small(path: Path) -> str:
    """The text of a small file. Raises `BadInput` for what is none, or leads out of its folder."""
    return read_text(path, LONGEST_FILE, path.parent)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Nobody else writes into the handbook meanwhile; its folder is there.

    Raises `BadInput` or `StorageFailed` where it cannot be, and where another one writes for too long.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / LOCK, LOCKING, 0o600)
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        _take(lock, folder)
        yield
    finally:
        os.close(lock)


def _take(lock: int, folder: Path) -> None:
    until = time.monotonic() + LOCKED_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise StorageFailed(f"{folder}: another command writes into the handbook: try again") from error
            time.sleep(AGAIN_SECONDS)
        except OSError:
            return  # this file system has no locks; a file is written whole all the same
        else:
            return


def add_new(folder: Path, drawn: Sequence[Behaviour]) -> list[Put]:
    """Keep those that say something new. Raises as `writing`, and as `write_whole` where one cannot be written."""
    with writing(folder):
        there = list(read_handbook(folder).behaviours)
        done = []
        for behaviour in drawn:
            why = _known(behaviour, there, folder)
            if not why:
                write_whole(file_of(folder, behaviour.name), as_text(behaviour))
                there.append(behaviour)
            done.append(Put(behaviour.name, why))
    return done


def take_in(folder: Path, others: Sequence[Behaviour], replace: bool) -> list[Put]:
    """Keep another's behaviours; one that says something else by a name that is there only to ``replace`` it.

    Raises as `add_new`.
    """
    with writing(folder):
        there = {behaviour.name: behaviour for behaviour in read_handbook(folder).behaviours}
        done = []
        for behaviour in others:
            path = file_of(folder, behaviour.name)
            why = ""
            if there.get(behaviour.name) == behaviour:
                why = THERE
            elif path.is_symlink():
                why = "a link is there by this name, and stays"
            elif path.exists() and not replace:
                why = "another text is there by this name, and stays: --replace takes the new one"
            elif behaviour.name not in there and len(there) >= MOST_KEPT:
                why = f"the handbook is full: {MOST_KEPT} behaviours"
            else:
                write_whole(path, as_text(behaviour))
                there[behaviour.name] = behaviour
            done.append(Put(behaviour.name, why))
    return done


def _known(behaviour: Behaviour, there: Sequence[Behaviour], folder: Path) -> str:
    """Why there is no need for a behaviour, or no room."""
    if os.path.lexists(file_of(folder, behaviour.name)):
        return "there is one by this name"
    if len(there) >= MOST_KEPT:
        return f"the handbook is full: {MOST_KEPT} behaviours"
    alike = next((other.name for other in there if _are_alike(behaviour, other)), None)
    return f"it says the same as {alike}" if alike else ""


def _are_alike(one: Behaviour, other: Behaviour) -> bool:
    words, others = ({*terms_of(f"{each.when} {each.do}")} for each in (one, other))
    return len(words & others) >= ALIKE * len(words | others)
