"""A behaviour in the user's editor: what is written is kept whatever is wrong with it, and taken when nothing is."""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from architect.handbook.folder import file_of, read_file, read_small, writing
from architect.handbook.form import EMPTY, as_text, read_form
from prover.words.errors import BadInput
from prover.words.settings import environment
from prover.words.writing import write_whole

DRAFT = ".draft"  # how the name ends of a text that is being written
EDITORS = ("VISUAL", "EDITOR")


def edited(folder: Path, name: str) -> str:
    """What came of editing a behaviour, in a line; one that was not there is begun.

    Where something is wrong, with the text or with the editor, the text stays in a draft, with which the next edit goes
    on. Raises `BadInput`, which says what and where.
    """
    path = file_of(folder, name)
    draft = path.with_suffix(DRAFT)
    editor = _editor()
    with writing(folder):
        before = _there(path)
        if draft.is_symlink():
            raise BadInput(f"{draft}: it is a link, which is not followed: remove it yourself")
        if not draft.exists():
            write_whole(draft, before or EMPTY)
    _run(editor, draft)
    text = read_small(draft)
    if text == (before or EMPTY):
        draft.unlink(missing_ok=True)
        return f"{name}: nothing was changed"
    try:
        behaviour = read_form(name, text)
    except BadInput as error:
        raise BadInput(f"{draft}: {error}; {_goes_on(name)}") from error
    with writing(folder):
        if _there(path) != before:
            raise BadInput(f"{path}: it was changed meanwhile, and stays; your text is {draft}: {_goes_on(name)}")
        write_whole(path, as_text(behaviour))
        draft.unlink(missing_ok=True)
    return f"{name}: written to {path}"


def _goes_on(name: str) -> str:
    return f"`architect handbook edit {name}` goes on with it"


def _there(path: Path) -> str:
    """The text of a behaviour; empty where there is none. Raises `BadInput` for a link, and for what is no file."""
    if path.is_symlink():
        raise BadInput(f"{path}: it is a link, which is not followed: edit the file that it leads to")
    if not path.exists():
        return ""
    with suppress(BadInput):
        return as_text(read_file(path))
    return read_small(path)  # to be mended


def _editor() -> list[str]:
    """The words of the editor's command. Raises `BadInput` where none is named."""
    named = next(filter(None, map(environment, EDITORS)), None)
    if named is None:
        raise BadInput(f"no editor is named: set {' or '.join(EDITORS)}")
    try:
        words = shlex.split(named)
    except ValueError as error:
        raise BadInput(f"the editor {named}: {error}") from error
    if not words:
        raise BadInput(f"no editor is named: set {' or '.join(EDITORS)}")
    return words


def _run(editor: list[str], draft: Path) -> None:
    """Wait for the editor, which a person ends. Raises `BadInput` where it fails; the text stays."""
    kept = f"the text is {draft}"
    try:
        with _left_to_the_editor():
            status = subprocess.run([*editor, os.fspath(draft)], check=False).returncode
    except OSError as error:
        raise BadInput(f"the editor {editor[0]}: {error.strerror}; {kept}") from error
    if status != 0:
        raise BadInput(f"the editor {editor[0]} ended with status {status}: nothing was taken; {kept}")


@contextmanager
def _left_to_the_editor() -> Iterator[None]:
    """Ctrl-C is the editor's meanwhile: it is told of it too, and may have another use for it."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
