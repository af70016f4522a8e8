"""The program of a zygote: it has a library, elaborates nothing, and forks once for each request; it reads none.

    launch.py PARENT_PID script zygote.py LIBRARY      its standard input is the socket of `orders.py`

The library's files are named in one line of JSON on standard output, `{"files": …}`, or `{"refused": why}`. What is
forked has the request, the files that it is about and an output of its own, no way to whoever asked and none to the
zygote but memory that is copied as soon as it is written to. It puts itself under all of the sandbox before it reads
anything, answers and ends; it dies with the zygote.
"""

# ruff: noqa: PTH100, PTH118, PTH120, PTH123

import ctypes
import gc
import json
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Sequence
from typing import Any, NoReturn

# Run by its path in a bare interpreter: nothing has put the package where `import` looks.
sys.path.insert(0, os.path.abspath(os.path.join(os.path.dirname(__file__), *[os.pardir] * 3)))

from prover.lean.kernel import orders
from prover.lean.kernel.answering import answer
from prover.lean.kernel.imports import Libraries
from prover.lean.kernel.lean import Lean
from prover.lean.kernel.objects import Refused
from prover.lean.kernel.olean import HANDED
from prover.lean.launch import die_with, enter_sandbox

NULL, OUTPUT, ERRORS = range(3)
PR_SET_DUMPABLE = 4


class Forker:
    def __init__(self, libraries: Libraries, line: socket.socket) -> None:
        self._libraries, self._line = libraries, line
        self._pids: dict[int, int] = {}  # of what runs, by number
        self._nothing = os.open(os.devnull, os.O_RDONLY)
        self._bell, bell = os.pipe()  # rings when something that was forked has ended
        os.set_blocking(self._bell, False)
        os.set_blocking(bell, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(bell, warn_on_full_buffer=False)

    def serve(self) -> None:
        """Until the owner is gone. Raises `ValueError` and `OSError` when the line is broken."""
        while True:
            ready, _, _ = select.select([self._line.fileno(), self._bell], [], [])
            if self._bell in ready:
                os.read(self._bell, 4_096)
                self._reap()
            if self._line.fileno() in ready:
                order = orders.received_order(self._line)
                if order is None:
                    return
                self._obey(*order)

    def _obey(self, kind: int, number: int, files: list[int]) -> None:
        if kind == orders.JUDGE and number not in self._pids:
            parent, child = os.getpid(), os.fork()
            if child == 0:
                _judge(self._libraries, parent, [self._nothing, *files])
            for file in files:
                os.close(file)
            self._pids[number] = child
            self._line.send(orders.REPORT.pack(orders.STARTED, number, child))
        elif kind == orders.KILL and number in self._pids:
            os.kill(self._pids[number], signal.SIGKILL)

    def _reap(self) -> None:
        for number, child in list(self._pids.items()):
            found, status = os.waitpid(child, os.WNOHANG)
            if found:
                del self._pids[number]
                self._line.send(orders.REPORT.pack(orders.ENDED, number, os.waitstatus_to_exitcode(status)))


def _judge(libraries: Libraries, parent: int, files: Sequence[int]) -> NoReturn:
    """What is forked; ``files`` are nothing to read, the output, errors, the request, and the files that it names."""
    try:
        nothing, request, output, errors, *compiled = files
        for place, given in ((NULL, nothing), (OUTPUT, output), (ERRORS, errors)):
            os.dup2(given, place)
        _close_all_but([NULL, OUTPUT, ERRORS, request, *compiled])
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        die_with(parent)
        with open(request, encoding="utf-8") as file:
            asked: dict[str, Any] = json.load(file)
        if asked["confined"]:
            enter_sandbox(asked["confined"], mode="script")
        HANDED.update(zip(asked["files"], compiled, strict=True))
        sys.stdout.write(answer(libraries, asked["request"]))
        sys.stdout.flush()
        os._exit(0)
    except BaseException:  # it must not go on as the zygote
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(1)


def _close_all_but(kept: Sequence[int]) -> None:
    before = -1
    for file in [*sorted(kept), os.sysconf("SC_OPEN_MAX")]:
        if before + 1 < file:  # Python takes an end of 0 for none
            os.closerange(before + 1, file)
        before = file


def main() -> None:
    [shared_library] = sys.argv[1:]
    # Where no Landlock hides it, what it forks could else write to its memory through /proc.
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    line = socket.socket(fileno=os.dup(0))
    order = orders.received_order(line)
    if order is None or order[0] != orders.PREPARE:
        sys.exit("a zygote is to be told first what it is for")
    with open(order[2][0], encoding="utf-8") as file:
        setup = json.load(file)
    libraries = Libraries(Lean(shared_library))
    said: dict[str, Any]
    try:
        said = {"files": libraries.imported([(n, f) for n, f in setup["wanted"]], setup["imports"]).compiled()}
    except Refused as refusal:
        said = {"refused": str(refusal)}
    forker = Forker(libraries, line)
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
    gc.collect()
    gc.freeze()  # what nobody looks at is not copied
    forker.serve()
    os._exit(0)


if __name__ == "__main__":
    main()
