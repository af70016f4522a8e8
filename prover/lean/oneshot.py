"""Lean in a fresh process for one text: its messages, and the compiled file; two calls share nothing.

Here is also the one place where the death of such a process, be it Lean or what judges its files, becomes a value.
"""

import asyncio
import signal
import time
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from prover.lean.kernel.olean import parts_of
from prover.lean.process import Process
from prover.lean.sandbox.policy import Bounds, cpu_seconds_within
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import DEATHS, LeanCrashed, LeanFailed, LeanGarbled, LeanKilled, LeanOutgrown, LeanTimedOut
from prover.words.scratch import scratch_folder
from prover.words.shown import from_json
from prover.words.verdict import Died, Message, Position, Severity, Verdict

T = TypeVar("T")

OUTPUT_LIMIT = 32 * 2**20  # bytes; a run-away trace, not an answer
MEMORY_MB = 4_096  # of the process's own (MiB); mapped libraries do not count
# What a process reads makes it crash, and does not send it these: the system does that is short of memory, or a user.
FROM_OUTSIDE = frozenset({signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT})
AS_A_SHELL = 128  # and the signal: the status with which bubblewrap tells how what is in it ended
# What Lean's `--stats` begins with, which it prints when the whole text is elaborated and the compiled file is written.
REPORT = "direct imports:"
SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "information": Severity.INFORMATION}


@dataclass(frozen=True)
class Compilation:
    """What became of one text: Lean's messages, and the compiled file, None exactly when there was an error."""

    messages: tuple[Message, ...]
    compiled: Path | None
    seconds: float

    @property
    def first_error(self) -> Message | None:
        return next((m for m in self.messages if m.severity is Severity.ERROR), None)


async def compile_text(
    toolchain: Toolchain,
    text: str,
    folder: Path,
    deadline_seconds: float,
    options: Sequence[str] = (),
    module: Sequence[str] = ("Problem",),
) -> Compilation | Died:
    """Run `lean -o` on `text` in a fresh process; the files go into `folder`, which should be empty and private.

    ``options`` are more words for Lean (`-Dname=value`); ``module`` are the parts of the name that it is compiled as,
    by which the files are called too.
    Lean died of the text when it was too slow or too large, ended without a word on why, wrote what is not Lean's
    messages, and when its report of having come to the end is not there: code in a text can end the process with
    status 0. It can print such a report too, so one that is there proves nothing.
    """
    source = folder.joinpath(*module).with_name(f"{module[-1]}.lean")
    return await or_died(_compiled(toolchain, text, folder, deadline_seconds, source, options))


async def _compiled(
    toolchain: Toolchain, text: str, folder: Path, deadline_seconds: float, source: Path, options: Sequence[str]
) -> Compilation:
    compiled = source.with_suffix(".olean")
    _set_down(source, text)
    _remove(compiled)  # after an error Lean leaves an older file where it was
    # Private names carry the module's name: with the root given, they are the same in every folder.
    arguments = (*options, "--json", "--stats", f"--root={folder}", "-o", str(compiled), str(source))
    began = time.perf_counter()
    command = toolchain.command(*arguments, scratch=folder, cpu_seconds=cpu_seconds_within(deadline_seconds))
    bounds = toolchain.sandbox.bounds(folder)
    run = await run_to_end(command, toolchain.environment(), deadline_seconds, "compiling", bounds)
    if run.died_of in FROM_OUTSIDE:
        left = time_left(began, deadline_seconds)
        run = await run_to_end(command, toolchain.environment(), left, "compiling", bounds)
    said, report, _ = f"\n{run.output}".partition(f"\n{REPORT}")
    # A text of Lean's may hold what Python takes for the end of a line too: U+2028, say.
    messages = tuple(_message(line) for line in said.split("\n") if line.strip())
    failed = any(m.severity is Severity.ERROR for m in messages)
    if (run.status != 0 and not failed) or (run.status == 0 and not failed and not compiled.exists()):
        raise LeanCrashed("compiling", run.status, run.last_words)
    if not failed and not report:
        raise LeanGarbled("compiling: Lean ended before the end of the text, without its report of having come there")
    seconds = time.perf_counter() - began
    return Compilation(messages, None if failed or run.status != 0 else compiled, seconds)


def _set_down(source: Path, text: str) -> None:
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_bytes(text.encode())


def _remove(compiled: Path) -> None:
    for part in parts_of(str(compiled)):
        Path(part).unlink(missing_ok=True)


async def check_fresh(toolchain: Toolchain, text: str, deadline_seconds: float) -> Verdict | Died:
    """Lean's verdict on `text` from a process of its own; what a live one says is held against it."""
    with scratch_folder("check") as folder:
        run = await compile_text(toolchain, text, Path(folder), deadline_seconds)
    return run if isinstance(run, Died) else Verdict(run.compiled is not None, run.messages, run.seconds)


async def or_died(work: Awaitable[T]) -> T | Died:
    """What comes of work on a text, or that the process did not survive it."""
    try:
        return await work
    except DEATHS as death:
        return Died(str(death))


def survived(found: T | Died) -> T:
    """What came of a text that Lean has to survive, for nobody's proof is in it. Raises `LeanFailed` if it did not."""
    if isinstance(found, Died):
        raise LeanFailed(found.why)
    return found


@dataclass(frozen=True)
class Exit:
    """A process that ended by itself."""

    status: int
    output: str
    last_words: str

    @property
    def died_of(self) -> int:
        """The signal that ended it, 0 for none."""
        number = -self.status if self.status < 0 else self.status - AS_A_SHELL
        return number if 0 < number < signal.NSIG else 0


def time_left(began: float, seconds: float) -> float:
    """What is left of ``seconds`` since ``began`` (`time.perf_counter`); what is begun again gets one at least."""
    return max(seconds - round(time.perf_counter() - began, 1), min(seconds, 1.0))


async def run_to_end(
    command: Sequence[str],
    environment: Mapping[str, str],
    deadline_seconds: float,
    what: str,
    bounds: Bounds | None = None,
) -> Exit:
    """Run a command to its end; it is gone when this returns, raises or is cancelled.

    Raises `LeanTimedOut`, `LeanOutgrown`, and `LeanGarbled` when the output is too long or not UTF-8; a bad exit status
    it returns.
    """
    output = bytearray()

    def collect(data: bytes) -> None:
        output.extend(data)
        if len(output) > OUTPUT_LIMIT:
            process.kill()

    process = Process(MEMORY_MB, on_output=collect, bounds=bounds)
    try:
        await process.start(command, environment)
        async with asyncio.timeout(deadline_seconds):
            status = await process.wait()
    except TimeoutError as error:
        raise LeanTimedOut(what, deadline_seconds) from error
    finally:
        await process.close()
    return ended(what, status, process.outgrown, output, process.last_words)


async def run_again_if_killed(
    command: Sequence[str],
    environment: Mapping[str, str],
    deadline_seconds: float,
    what: str,
    bounds: Bounds | None = None,
) -> Exit:
    """As `run_to_end` for what judges: one that dies by a signal is run once more.

    Raises also `LeanKilled` when the second is killed from outside; what crashes twice does so of what it reads.
    """
    began = time.perf_counter()
    run = await run_to_end(command, environment, deadline_seconds, what, bounds)
    if run.died_of:
        run = await run_to_end(command, environment, time_left(began, deadline_seconds), what, bounds)
        if run.died_of in FROM_OUTSIDE:
            raise LeanKilled(what, run.died_of)
    return run


def ended(what: str, status: int, outgrown: str, output: bytes | bytearray, last_words: str) -> Exit:
    """What is left of a process. Raises `LeanOutgrown` where it passed a bound, and `LeanGarbled` as `run_to_end`."""
    if outgrown:
        raise LeanOutgrown(what, outgrown)
    if len(output) > OUTPUT_LIMIT:
        raise LeanGarbled(f"{what}: Lean wrote more than {OUTPUT_LIMIT >> 20} MB")
    try:
        return Exit(status, output.decode(), last_words)
    except UnicodeDecodeError as error:
        raise LeanGarbled(f"{what}: Lean's output is not UTF-8") from error


def _message(line: str) -> Message:
    try:
        found: dict[str, Any] = from_json(line)
        start = Position(found["pos"]["line"], found["pos"]["column"])
        end = found.get("endPos")
        return Message(
            SEVERITIES[found["severity"]],
            start,
            Position(end["line"], end["column"]) if end else start,
            found["data"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise LeanGarbled(f"compiling: not a message of Lean: {line[:80]}") from error
