"""Puts this process under the protections it is told of, in the order they need; imports the standard library only.

What it is told is a list of words `NAME=VALUE`, written by `policy.words`: `layer`, `read` and `write` any
number of times; once each `cpu` (seconds), `file` (bytes), and `refuse` and `number`, system calls with commas between.
`forks=yes` says that this process has to fork, and confines what it forks once more.
"""

import resource
import signal
from collections.abc import Sequence

from prover.lean.sandbox import kernel_calls, landlock, namespaces, seccomp

TO_BECOME_A_PROGRAM = ("execve", "execveat")


def confine(words: Sequence[str], may_exec: bool) -> None:
    """Apply each `layer` that `words` name; what it cannot apply raises `OSError`, and then nothing should run here.

    ``may_exec``: whether this process is still to become another program.
    """
    told: dict[str, list[str]] = {}
    for word in words:
        name, _, value = word.partition("=")
        told.setdefault(name, []).append(value)
    layers, writable = told.get("layer", []), told.get("write", [])
    if "limits" in layers:
        limit(int(told["cpu"][0]), int(told["file"][0]))
    if "namespaces" in layers:
        namespaces.enter(writable)
    if "landlock" in layers:
        landlock.restrict(told.get("read", []), writable)
    if "namespaces" in layers or "seccomp" in layers:
        kernel_calls.no_new_privileges()
        kernel_calls.drop_capabilities()
    if "seccomp" in layers:
        names = [*told["refuse"][0].split(","), *(() if may_exec else TO_BECOME_A_PROGRAM)]
        seccomp.refuse(names, map(int, told["number"][0].split(",")), may_fork="forks" in told)


def limit(cpu_seconds: int, file_bytes: int) -> None:
    """Limits of the process: CPU time, the size of a file it writes, no core dumps."""
    for what, most in (
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
    # Python ignores this one, and what is ignored stays so in the program that follows: too large a file is an end.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
