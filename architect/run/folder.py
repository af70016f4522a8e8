"""Run folders: what a run was asked, its journal and its result, so that it can go on after anything; no proving here.

They lie in the user's state folder (XDG_STATE_HOME), one a run, named by its time and its file. One process at a time
holds a run.
"""

import errno
import os
import shlex
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from architect.run import store
from architect.run.conversations import CONVERSATIONS
from architect.run.events import RUN_EVENTS, RunEvent
from architect.run.journal import Journal
from architect.run.store import JOURNAL, MANIFEST, PROJECT
from prover.text.completing import completed
from prover.text.problem import Problem, parse_problem
from prover.words.digest import sha256
from prover.words.errors import BadInput
from prover.words.files import name_of, read_text, resolved
from prover.words.folders import runs_folder
from prover.words.kept_paths import KeptPath
from prover.words.settings import Settings
from prover.words.writing import SCRATCH, unwritable, write_whole

PROBLEM, RESULT = "problem.lean", "result.lean"
MACROS = "macros.json"  # of the document that the blueprint is of, for the page of the run
TAKEN = {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR}  # the name, by another run or by what is none
WRITTEN = "written.json"  # for each file that the run wrote, the digests of what it wrote there


class Manifest(BaseModel):
    """What a run was asked: the file (its text is beside this), the theorem if one was named, and the settings.

    ``out`` is where its result goes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    version: Literal[1] = Field(default=1, alias="schema")
    file: KeptPath
    sha256: str
    theorem: str | None
    project: KeptPath | None
    settings: Settings
    hint: str
    blueprint: str  # the JSON of a blueprint that the user wrote; empty where a planner is to draw it
    out: KeptPath | None = None
    started: float


@dataclass(frozen=True)
class RunFolder:
    """What any run has: a folder, which one process at a time holds."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def is_ours(self) -> bool:
        """Whether it lies among our own runs; the folder of a run from elsewhere is a stranger's."""
        return self.folder.resolve().parent == runs_folder().resolve()

    def refuse_code_of(self, project: Path) -> BadInput:
        """What to raise where a run from elsewhere would run a project's code."""
        return BadInput(
            f"{self.folder}: a run from elsewhere at a Lake project ({project}), whose code would run: if it is yours, "
            f"move the folder to {runs_folder()}"
        )

    @contextmanager
    def held(self) -> Iterator[None]:
        """This process, and no other, works on the run. Raises as `store.held` does."""
        with store.held(self.folder):
            yield

    @property
    def has_begun(self) -> bool:
        """Whether there is a journal; what is interrupted before leaves nothing to go on with."""
        return (self.folder / JOURNAL).exists()

    @property
    def is_held(self) -> bool:
        """Whether a process works on the run (`store.is_held`)."""
        return store.is_held(self.folder)


@dataclass(frozen=True)
class Run(RunFolder):
    """A run at one file."""

    manifest: Manifest

    @property
    def files(self) -> Sequence[Path]:
        """What it has in its folder, which may hold others' files."""
        kept = (MANIFEST, JOURNAL, CONVERSATIONS, store.LOCK, PROBLEM, RESULT, MACROS, WRITTEN)
        return [self.folder / name for name in kept]

    @property
    def journal(self) -> Path:
        return self.folder / JOURNAL

    @property
    def given(self) -> Path:
        return self.folder / PROBLEM

    @property
    def result(self) -> Path:
        return self.folder / RESULT

    def as_ours(self) -> "Run":
        """The run as it may be gone on with. Raises `BadInput` for one from elsewhere that would run a project's code.

        The folder of a run from elsewhere is a stranger's: it does not choose where a key is sent, nor what holds Lean,
        nor which file is written, and no handbook learns from it by itself.
        """
        if self.is_ours:
            return self
        if self.manifest.project is not None:
            raise self.refuse_code_of(self.manifest.project)
        asked, usual = self.manifest.settings, Settings()
        ways = {"base_url": usual.model.base_url, "key_variable": usual.model.key_variable, "extra": usual.model.extra}
        elsewhere = asked.roles.without(ways)
        model = asked.model.model_copy(update=ways)
        ours = {"lean": usual.lean, "model": model, "roles": elsewhere, "handbook": usual.handbook}
        settings = asked.model_copy(update=ours)
        return Run(self.folder, self.manifest.model_copy(update={"settings": settings, "out": None}))

    def problem(self) -> Problem:
        """The file as it was when the run began. Raises `BadInput` when it is damaged."""
        text = read_text(self.given, inside=self.folder)
        if sha256(text) != self.manifest.sha256:
            raise BadInput(f"{self.given}: it is not what the run began with; start a new one")
        return completed(parse_problem(text, self.manifest.file))

    def events(self) -> Sequence[RunEvent]:
        """What the journal says. Raises as `store.read_events` does."""
        return store.read_events(self.folder, RUN_EVENTS)

    def recording(self) -> Journal[RunEvent]:
        """The journal, to be opened."""
        return Journal(self.journal)

    def keep(self, text: str) -> None:
        """Write the resulting file. Raises as `write_whole` does."""
        if self.result.is_symlink():  # in this folder no name leads elsewhere
            self.result.unlink()
        write_whole(self.result, text)

    def discard_if_new(self) -> None:
        """Take the folder away, unless anything was recorded in it."""
        if not self.events() and not self.result.exists():
            shutil.rmtree(self.folder)


def new_run(problem: Problem, manifest: Manifest) -> Run:
    """A folder for a new run, written to the disk. Raises `BadInput` or `StorageFailed` when it cannot be."""

    def fill(folder: Path) -> None:
        write_whole(folder / PROBLEM, problem.given)
        write_whole(folder / MANIFEST, manifest.model_dump_json(by_alias=True, indent=1) + "\n")

    return Run(new_folder(problem.path.stem, manifest.started, fill), manifest)


def new_folder(name: str, started: float, fill: Callable[[Path], None]) -> Path:
    """A folder for a new run, named by its time and ``name``, there with all that ``fill`` writes or not at all.

    Raises as `new_run` does.
    """
    stem = "".join(c if c.isalnum() or c in "-_" else "_" for c in name)
    base = f"{time.strftime('%Y%m%d-%H%M%S', time.localtime(started))}-{stem}"
    folder = runs_folder() / base
    try:
        runs_folder().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=runs_folder()) as scratch:
            made = Path(scratch) / "run"
            made.mkdir()
            fill(made)
            for number in range(1, 10_000):
                folder = runs_folder() / (base if number == 1 else f"{base}-{number}")
                try:
                    return made.rename(folder)
                except OSError as error:
                    if error.errno not in TAKEN:
                        raise
    except OSError as error:
        raise unwritable(folder, error, "no run folder can be made: set XDG_STATE_HOME") from error
    raise BadInput(f"{runs_folder()}: too many runs of this second")


def find_folder(name: str) -> Path:
    """The run folder of this name, or that begins so, or at this path, which is then absolute; a link stays one.

    Raises `BadInput` when there is none.
    """
    if not name:
        raise BadInput("a run has a name: `architect runs` lists them")
    path = Path(os.path.normpath(Path(name).absolute()))  # `.` has no name
    try:
        is_run = (path / MANIFEST).is_file() or is_of_project(path)
    except OSError as error:  # the name is too long, or of a folder where nobody may look
        raise BadInput(f"{name}: {error.strerror}") from error
    if is_run:
        return path
    folders = [path for path in _folders() if path.name == name] or [p for p in _folders() if p.name.startswith(name)]
    if not folders and _is_of_a_file(name) and not path.exists():
        raise BadInput(f"{name}: no such file")
    if len(folders) != 1:
        what = f"{len(folders)} runs begin like that" if folders else "no such run"
        raise BadInput(f"{name}: {what}; `architect runs` lists them")
    return folders[0]


def run_name(folder: Path) -> str:
    """What finds a run, wherever it is asked for: its name, or its folder where it lies elsewhere."""
    return folder.name if resolved(folder.parent) == resolved(runs_folder()) else name_of(folder)


def called(folder: Path) -> str:
    """The same as a word of a command."""
    return shlex.quote(run_name(folder))


def _is_of_a_file(name: str) -> bool:
    """Whether a file or folder was meant: names of runs have neither slashes nor these endings."""
    return os.sep in name or name.endswith((".tex", ".lean", ".json"))


def find_run(name: str) -> Run:
    """The run in the folder that `find_folder` finds. Raises `BadInput` also for one at a whole project."""
    folder = find_folder(name)
    if is_of_project(folder):
        raise BadInput(f"{folder.name}: a run at a whole project; `architect resume` goes on with it")
    return _read(folder)


def is_of_project(folder: Path) -> bool:
    """Whether a run in this folder is at a whole project."""
    return (folder / PROJECT).is_file()


def project_folders() -> list[Path]:
    """Those folders, the oldest first."""
    return [folder for folder in _folders() if is_of_project(folder)]


def all_runs() -> Iterator[Run | str]:
    """All runs at files, the oldest first; for one that cannot be read, why."""
    for folder in _folders():
        if is_of_project(folder):
            continue
        try:
            yield _read(folder)
        except BadInput as error:
            yield str(error)


def _folders() -> list[Path]:
    folder = runs_folder()
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(SCRATCH))


def _read(folder: Path) -> Run:
    return Run(folder, store.read_manifest(folder, Manifest))
