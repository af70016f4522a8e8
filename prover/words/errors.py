"""Every exception of the product, in one tree; a failed proof is never among them.

    ArchitectError             one line: what happened, where, what to do
    ├── BadInput               the user must change what was given             (exit code 2)
    ├── LeanFailed             Lean or its environment broke; this says nothing of the mathematics (exit code 3)
    │   ├── ToolchainMissing   no Lean here that could do the job
    │   │   └── NoJudge        neither our process nor the judge can drive this Lean's kernel
    │   ├── SandboxMissing     this machine does not give a protection that was required
    │   ├── LeanCrashed        the process ended in the middle of a request
    │   ├── LeanTimedOut       no answer within the deadline; the work was stopped
    │   ├── LeanOutgrown       the process took more memory, threads or disk than it may; it was killed
    │   ├── LeanKilled         from outside, twice, in the middle of a judgement: the system was short of memory, say
    │   ├── LeanGarbled        bytes that are not Lean's protocol, or too many of them
    │   └── PoolBusy           as many requests wait for a live Lean as may
    ├── ModelFailed            the language model, or the way to it, failed (exit code 3)
    │   ├── ModelRefused       it takes no request of ours, or not this one: asking again would not help
    │   │   ├── ContextFull    the conversation is longer than the model's window
    │   │   └── ToolsRefused   it can call no tools
    │   ├── ModelAdapted       it refused how it was asked, and is asked in another way from now on
    │   └── ModelUnavailable   it could not answer this time: busy, broken, unreachable, or no sense in the reply
    ├── SetupFailed            what installs Lean failed: a server, an archive, a program of its     (exit code 3)
    │   └── DownloadBroken     a server, or the way to it: nothing came, or not all
    ├── StorageFailed          a disk is full, broken or read-only: what was to be kept is not on it (exit code 3)
    └── LimitReached           the next step would pass a limit of the budget (prover/words/budget.py); ends an attempt
        └── RoleLimitReached   a limit of one role of the models; the others go on

Anything else that is raised is a bug and propagates.
"""

import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from prover.words.plain import fault_in_words, limit_in_words
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from pydantic import ValidationError  # not at run time: `--help` knows errors, and should not wait for pydantic


class ArchitectError(Exception):
    """Root of the tree; ``exit_code`` is what the command line returns for it. Whatever it names, it is one line."""

    exit_code = 3

    def __str__(self) -> str:
        return in_one_line(super().__str__())

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is, and not made anew of its line: a pool of processes hangs on what it cannot read back."""
        return _as_it_was, (type(self), self.args), self.__dict__


def _as_it_was(kind: type[ArchitectError], words: tuple[object, ...]) -> ArchitectError:
    return kind.__new__(kind, *words)


class BadInput(ArchitectError):
    """What the user gave cannot be used as it is."""

    exit_code = 2


class LeanFailed(ArchitectError):
    """Lean or the machine under it failed."""


class ToolchainMissing(LeanFailed):
    """No toolchain that could check this text is installed."""


class NoJudge(ToolchainMissing):
    """There is a Lean, but nothing that could certify what it accepts."""


class SandboxMissing(LeanFailed):
    """A sandbox was required, and this machine cannot give all of it."""


class LeanCrashed(LeanFailed):
    """The Lean process ended before it answered.

    ``status`` is the exit status as `subprocess` gives it (negative: killed by that signal),
    ``last_words`` the end of what it wrote on standard error.
    """

    def __init__(self, what: str, status: int | None, last_words: str = "") -> None:
        self.status, self.last_words = status, last_words
        end = (
            "is gone"
            if status is None
            else f"ended with signal {-status}"
            if status < 0
            else f"ended with status {status}"
        )
        words = f": {last_words.strip().splitlines()[-1]}" if last_words.strip() else ""
        super().__init__(f"{what}: Lean {end}{words}")


class LeanTimedOut(LeanFailed):
    """Lean did not answer within ``seconds``."""

    def __init__(self, what: str, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"{what}: no answer from Lean within {seconds:g} s")


class LeanOutgrown(LeanFailed):
    """Lean's process took more than ``most`` (`4096 MiB of memory`, say) and was killed."""

    def __init__(self, what: str, most: str) -> None:
        self.most = most
        super().__init__(f"{what}: Lean took more than {most} and was killed")


class LeanKilled(LeanFailed):
    """The process was ended by ``number``, a signal that nothing it reads sends it, and so was one in its place."""

    def __init__(self, what: str, number: int) -> None:
        self.number = number
        super().__init__(
            f"{what}: the process was ended from outside, twice, last by {signal.Signals(number).name}, and nothing is "
            "known of the proof: where memory ran short, free some or use fewer processes (--jobs 1), and try again"
        )


class LeanGarbled(LeanFailed):
    """Lean's output is not the protocol, or is larger than the bound."""


class PoolBusy(LeanFailed):
    """As many requests wait for a live Lean as may."""


# What a text may do to the Lean that reads it. A live Lean's death is a value for whoever asked it (`verdict.Died`).
DEATHS = (LeanCrashed, LeanGarbled, LeanOutgrown, LeanTimedOut)


class ModelFailed(ArchitectError):
    """The language model or the way to it failed; this says nothing of the mathematics."""


class ModelRefused(ModelFailed):
    """The same request would be refused again: a wrong key, an unknown model, a request it does not understand."""


class ContextFull(ModelRefused):
    """The conversation is longer than the model's window."""


class ToolsRefused(ModelRefused):
    """The model, or the server in front of it, takes no tools; it may do with being told of them in words."""


class ModelAdapted(ModelFailed):
    """The server refused a part of the request that it can do without: the next try leaves it out, or renames it."""


class ModelUnavailable(ModelFailed):
    """No answer this time. ``wait_seconds`` is how long the server asked us to wait, None where it did not say.

    ``billed`` says that the request may have been worked on, so that it may cost money though nothing came of it.
    """

    def __init__(self, message: str, wait_seconds: float | None = None, billed: bool = False) -> None:
        self.wait_seconds, self.billed = wait_seconds, billed
        super().__init__(message)


class SetupFailed(ArchitectError):
    """Lean or Mathlib could not be installed: what was tried, what was said, and what to do."""


class DownloadBroken(SetupFailed):
    """A server did not send what it was asked for. ``passes`` says that the same request may go better at once.

    ``status`` is that of HTTP, None where nothing answered or it broke off.
    """

    def __init__(self, message: str, passes: bool = False, status: int | None = None) -> None:
        self.passes, self.status = passes, status
        super().__init__(message)


class StorageFailed(ArchitectError):
    """A file cannot be written, and nothing that the user gave is to blame."""


class LimitReached(ArchitectError):
    """The next step would pass the limit on ``what`` (`turns`, `tokens`, `seconds` or `cost`), which is ``allowed``."""

    def __init__(self, what: str, allowed: float) -> None:
        self.what, self.allowed = what, allowed
        super().__init__(f"{limit_in_words(allowed, what)} is reached")


class RoleLimitReached(LimitReached):
    """One role of the models has taken what it may; the others go on."""


def faults_in(error: "ValidationError") -> list[str]:
    """What pydantic found wrong, a line each, with its place."""
    return [f"{'.'.join(map(str, e['loc'])) or 'the object'}: {fault_in_words(e)}" for e in error.errors()]


def leaves_of(error: BaseException) -> Iterator[BaseException]:
    """The exceptions in a group and in the groups within it; of another one, itself."""
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from leaves_of(inner)
    else:
        yield error
