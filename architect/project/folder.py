"""Run folders of whole projects, among those of files: what was asked, each file as it was, one journal, results."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from architect.project.events import PROJECT_EVENTS, ProjectEvent
from architect.run import store
from architect.run.conversations import CONVERSATIONS
from architect.run.folder import RunFolder, new_folder
from architect.run.journal import Journal
from architect.run.store import JOURNAL, LOCK, PROJECT
from prover.text.completing import completed
from prover.text.problem import Problem, parse_problem
from prover.words.digest import sha256
from prover.words.errors import BadInput
from prover.words.files import read_text
from prover.words.kept_paths import KeptPath
from prover.words.settings import Settings
from prover.words.writing import write_whole

GIVEN, PROVED, PATCH = "given", "proved", "result.patch"  # folders with a file for each module, and the whole as a diff


class FileAsked(BaseModel):
    """A file with holes, or that stands on one: which it is, and what it was.

    ``imports`` are the modules of the project that it imports itself, ``after`` all others that are asked below it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    module: str
    path: KeptPath
    sha256: str
    imports: tuple[str, ...]
    after: tuple[str, ...]


class ProjectAsked(BaseModel):
    """What a run at a project was asked.

    ``others`` are the modules of the project that stand on these. ``write`` says that the project's own files are to be
    written, ``patch`` where to put a diff, ``unread`` which files of the project could not be read, and why.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    version: Literal[1] = Field(default=1, alias="schema")
    project: KeptPath
    files: tuple[FileAsked, ...]
    others: tuple[FileAsked, ...] = ()
    unread: tuple[str, ...] = ()
    settings: Settings
    write: bool = False
    patch: KeptPath | None = None
    started: float


@dataclass(frozen=True)
class ProjectRun(RunFolder):
    """One such folder."""

    asked: ProjectAsked

    @property
    def files(self) -> Sequence[Path]:
        """What it has in its folder, which may hold others' files."""
        own = [self.folder / name for name in (PROJECT, JOURNAL, CONVERSATIONS, LOCK, PATCH)]
        return [*own, *self.folder.glob(f"{GIVEN}/*"), *self.folder.glob(f"{PROVED}/*")]

    @property
    def patch(self) -> Path:
        return self.folder / PATCH

    def problem(self, file: FileAsked) -> Problem:
        """The file as it was when the run began. Raises `BadInput` when it is damaged."""
        path = self.folder / GIVEN / f"{file.module}.lean"
        text = read_text(path, inside=self.folder)
        if sha256(text) != file.sha256:
            raise BadInput(f"{path}: it is not what the run began with; start a new one")
        return completed(parse_problem(text, file.path))

    def keep(self, file: FileAsked, text: str) -> None:
        """Write a file with its proofs. Raises as `write_whole` does."""
        path = self.folder / PROVED / f"{file.module}.lean"
        path.parent.mkdir(exist_ok=True)
        write_whole(path, text)

    def events(self) -> Sequence[ProjectEvent]:
        """What the journal says. Raises as `store.read_events` does."""
        return store.read_events(self.folder, PROJECT_EVENTS)

    def recording(self) -> Journal[ProjectEvent]:
        """The journal, to be opened."""
        return Journal(self.folder / JOURNAL)

    def discard_if_new(self) -> None:
        """Take the folder away, unless anything was recorded in it."""
        if not self.events():
            shutil.rmtree(self.folder)


def new_project_run(asked: ProjectAsked, texts: Sequence[str]) -> ProjectRun:
    """A folder for a new run, with the ``texts`` of its files. Raises as `new_folder` and `write_whole` do."""

    def fill(folder: Path) -> None:
        (folder / GIVEN).mkdir()
        for file, text in zip(asked.files, texts, strict=True):
            write_whole(folder / GIVEN / f"{file.module}.lean", text)
        write_whole(folder / PROJECT, asked.model_dump_json(by_alias=True, indent=1) + "\n")

    return ProjectRun(new_folder(asked.project.name, asked.started, fill), asked)


def project_run_in(folder: Path) -> ProjectRun:
    """The run in a folder. Raises `BadInput` when there is none that could be read."""
    return ProjectRun(folder, store.read_manifest(folder, ProjectAsked, PROJECT))


def as_ours(run: ProjectRun) -> ProjectRun:
    """The run as it may be gone on with. Raises `BadInput` for one from elsewhere: a project's code would run."""
    if not run.is_ours:
        raise run.refuse_code_of(run.asked.project)
    return run
