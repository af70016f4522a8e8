"""A project's own files as a run writes them: whole or not at all, and never over what somebody else wrote."""

import asyncio
import os
import stat
from collections.abc import Sequence

from architect.campaign.events import Record
from architect.project.events import FileWriting, ProjectEvent
from architect.project.folder import FileAsked
from prover.words.digest import sha256
from prover.words.errors import ArchitectError
from prover.words.files import read_bytes
from prover.words.writing import write_whole

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def change_since(file: FileAsked, text: str) -> str:
    """In one line that the file says something else than when the run began, and than ``text``, where it does."""
    try:
        if sha256(read_bytes(file.path)) in {file.sha256, sha256(text)}:
            return ""
    except (ArchitectError, OSError) as error:
        return f"{file.path}: it cannot be read any more ({error})"
    return f"{file.path}: it was changed since the run began, whose proofs are of what it said then"


class Edits:
    """What the run may overwrite in a file is what it was when the run began, and what the run itself wrote there.

    The latter is in the record before it is written, so that it is known after anything for the run's own.
    """

    def __init__(self, record: Record[ProjectEvent], events: Sequence[ProjectEvent]) -> None:
        self._record = record
        self._own: dict[str, set[str]] = {}
        for event in events:
            if isinstance(event, FileWriting):
                self._own.setdefault(event.module, set()).add(event.sha256)

    def wrote(self, file: FileAsked) -> bool:
        """Whether the run may have written there, now or before it went on."""
        return file.module in self._own

    async def write(self, file: FileAsked, text: str) -> str:
        """Have the file say ``text``; returns in one line why it does not, and nothing when it does."""
        new = sha256(text)
        if against := await asyncio.to_thread(self._against, file, new):
            return against
        if new != file.sha256:
            await self._record.write(FileWriting(module=file.module, sha256=new))
            self._own.setdefault(file.module, set()).add(new)
        writing = asyncio.ensure_future(asyncio.to_thread(self._write, file, text, new))
        try:
            return await asyncio.shield(writing)
        except asyncio.CancelledError:
            await writing  # a thread cannot be stopped, and must not write over what is written next
            raise

    def _write(self, file: FileAsked, text: str, new: str) -> str:
        if against := self._against(file, new):
            return against
        try:
            write_whole(file.path, text)
        except ArchitectError as error:
            return str(error)
        return ""

    def _against(self, file: FileAsked, new: str) -> str:
        """Why nothing may be written over what the file says now."""
        try:
            found = sha256(read_bytes(file.path))
        except ArchitectError as error:
            return str(error)
        except OSError as error:
            return f"{file.path}: cannot be read, and is left as it is: {error.strerror}"
        if found not in {new, file.sha256, *self._own.get(file.module, ())}:
            return f"{file.path}: it was changed since the run began, and is left as it is"
        # The new text is put in its place by a renaming, which the file's own mode does not hinder; root may do all.
        if found != new and not (os.access(file.path, os.W_OK) and file.path.stat().st_mode & WRITABLE):
            return f"{file.path}: it is read-only, and is left as it is"
        return ""
