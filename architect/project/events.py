"""The events of a project's run, one tagged union: what happens in a file, and what is done to the file itself."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from architect.run.events import TargetEvent


class _ModuleEvent(BaseModel):
    """``time`` is when it was written, in seconds since 1970, ``module`` the file's."""

    model_config = ConfigDict(frozen=True)

    time: float = 0.0
    module: str


class InFile(_ModuleEvent):
    """An event of a run at one file."""

    event: Literal["in file"] = "in file"
    of: TargetEvent


class FileWriting(_ModuleEvent):
    """The project's own file is about to be written, with a text of this digest."""

    event: Literal["writing"] = "writing"
    sha256: str


class TakenBack(_ModuleEvent):
    """What was written is about to be taken back, for `lake build` is against it."""

    event: Literal["taken back"] = "taken back"
    why: str


class RunEnded(BaseModel):
    """All that was to be done was done, whatever came of it; `time` is as that of the others."""

    model_config = ConfigDict(frozen=True)

    time: float = 0.0
    event: Literal["ended"] = "ended"


ProjectEvent = InFile | FileWriting | TakenBack | RunEnded
PROJECT_EVENTS: TypeAdapter[ProjectEvent] = TypeAdapter(Annotated[ProjectEvent, Field(discriminator="event")])
