"""Where results go: the standard streams, whatever becomes of them, and files, which are written whole or not at all.

It is the only door to a terminal: what comes from Lean, models, files and their names moves no cursor there.
"""

import contextlib
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from prover.words.shown import in_ascii, in_one_line, shown

STREAMS = (0, 1, 2)
GREEN, RED, YELLOW = 32, 31, 33  # as terminals number them
WARNING = "warning:"
NO_COLOURS: Mapping[str, int] = MappingProxyType({})
_given: list[tuple[re.Pattern[str], str]] = []  # what a path of the command line became, and the path


def open_streams() -> None:
    """Give those standard streams that were closed a place to go to: the next files opened would be taken for them."""
    for number in STREAMS:
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
            os.set_inheritable(number, True)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def remember(words: Sequence[str]) -> None:
    """What is said to a person names paths as they stand among these words, also where they were followed."""
    _given.clear()
    found: dict[str, str] = {}
    for word in words:
        path = word.partition("=")[2] if word.startswith("-") else word
        if path and not path.startswith(os.sep) and "\0" not in path:
            for named in filter(None, (os.path.dirname(path), path)):  # noqa: PTH120 - "." is none
                found |= {os.path.realpath(named): named, os.path.normpath(Path(named).absolute()): named}
    found = {whole: named for whole, named in found.items() if whole not in words}
    for whole in sorted(found, key=len, reverse=True):
        if whole != os.sep:
            _given.append((re.compile(rf"(?<![\w./-]){re.escape(whole)}(?![\w-]|\.\w)"), found[whole]))


def as_given(text: str) -> str:
    """The same with paths as the user named them."""
    for whole, path in _given:
        text = whole.sub(lambda _, path=path: path, text)  # type: ignore[misc]
    return text


def width() -> int | None:
    """How many columns the terminal has that standard output goes to; None where it goes elsewhere."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None


def _has_colours(stream: TextIO) -> bool:
    """Whether colours are wanted there: on a terminal, unless the environment says otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _in_colours(text: str, colours: Mapping[str, int]) -> str:
    lines = ((line, colours.get(line)) for line in text.split("\n"))
    return "\n".join(line if colour is None else f"\x1b[{colour}m{line}\x1b[0m" for line, colour in lines)


def say(text: str, colours: Mapping[str, int] = NO_COLOURS) -> None:
    """Print to standard output, now, with what cannot be seen or encoded there written out; JSON stays the same JSON.

    Where it shows colours, lines that are the same as a key of ``colours`` have that one; what is in them has none.
    A reader that has left is no error; a full disk is (`OSError`).
    """
    try:
        text = _encodable(shown(text), sys.stdout)
        print(_in_colours(text, colours) if colours and _has_colours(sys.stdout) else text, flush=True)
    except OSError as error:
        _point_elsewhere(error)


def give(text: str) -> None:
    """Write to standard output what a program is to read, as it is; on a terminal as `say` has it."""
    if not text:
        return
    if sys.stdout.isatty():
        say(text.removesuffix("\n"))
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
    except OSError as error:
        _point_elsewhere(error)


def complain(text: str) -> None:
    """Print one line to standard error. Where that cannot be written, nobody can be told."""
    with contextlib.suppress(OSError):
        text = _encodable(in_one_line(as_given(text)), sys.stderr)
        if text.startswith(WARNING) and _has_colours(sys.stderr):
            text = _in_colours(WARNING, {WARNING: YELLOW}) + text.removeprefix(WARNING)
        print(text, file=sys.stderr, flush=True)


def mention(text: str) -> None:
    """Say to whoever waits at a terminal what takes long; what is piped hears nothing of it."""
    with contextlib.suppress(OSError):
        if os.isatty(sys.stderr.fileno()):
            complain(text)


def _point_elsewhere(error: OSError) -> None:
    """Standard output failed: without this the interpreter trips over it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        raise error


def _encodable(text: str, stream: TextIO) -> str:
    try:
        text.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return in_ascii(text)
    return text
