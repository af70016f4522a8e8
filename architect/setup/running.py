"""A program of Lean's, run to its end with its words told; silence has a deadline, and a failure is one line."""

import os
import re
import selectors
import signal
import subprocess
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from architect.setup.failing import failed
from architect.setup.telling import Teller

SILENCE = 900.0  # seconds without a word; to clone Mathlib and to compile `cache` may take some minutes
LAST = 40  # lines that are kept
LONGEST = 4000  # characters of a line
ENDS = re.compile(r"[\r\n]+")
BLAME = re.compile(r"error|fail|fatal|not found|No space|could ?n[o']t", re.IGNORECASE)


def run(command: Sequence[str], folder: Path, tell: Teller, path: Path | None = None, silence: float = SILENCE) -> str:
    """Run a program in a folder, with ``path`` before the PATH; returns its last line.

    Raises `SetupFailed`, and leaves nothing of it running, where it fails or says nothing for so many seconds.
    """
    tried = f"`{' '.join(command)}` in {folder}"
    environment = dict(os.environ)
    if path is not None:
        environment["PATH"] = f"{path}{os.pathsep}{environment.get('PATH', os.defpath)}"
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        loader = isinstance(error, FileNotFoundError) and Path(command[0]).exists() and folder.is_dir()
        raise failed(tried, "there is no loader for it on this system" if loader else str(error)) from error
    last: deque[str] = deque(maxlen=LAST)
    with process:
        try:
            with tell.words() as words:
                for line in _lines(process, silence):
                    last.append(line)
                    words(line)
            process.wait(silence)
        except (TimeoutError, subprocess.TimeoutExpired) as error:
            raise failed(tried, f"it said nothing for {silence:g} s", "try again: what it did is kept") from error
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode != 0:
        blamed = next((line for line in reversed(last) if BLAME.search(line)), last[-1] if last else "")
        raise failed(tried, blamed or f"it ended with status {process.returncode}")
    return last[-1] if last else ""


def _lines(process: "subprocess.Popen[bytes]", silence: float) -> Iterator[str]:
    """What it says, line by line; one that is written over counts as one."""
    assert process.stdout is not None
    text = ""
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not waiting.select(silence):
                raise TimeoutError
            piece = os.read(process.stdout.fileno(), 1 << 16)
            if not piece:
                break
            *whole, text = ENDS.split(text + piece.decode("utf-8", "replace"))
            yield from (line[:LONGEST].strip() for line in whole if line.strip())
            text = text[-LONGEST:]
    if text.strip():
        yield text.strip()
