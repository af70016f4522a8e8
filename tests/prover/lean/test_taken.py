"""What is read of macOS's answers, played by a library that fills in what its headers say; and Linux's own."""

import ctypes
import os
import struct

from prover.lean.sandbox import taken
from prover.lean.sandbox.taken import MacOS

MIB = 1 << 20
LEADER, OTHER, GONE = 500, 501, 502


class Played:
    """<libproc.h>: a group of two, of whom the first works; 100 and 20 MiB of their own, and mapped files besides."""

    def proc_listpgrppids(self, group: int, buffer: "ctypes.Array[ctypes.c_int32]", size: int, /) -> int:
        assert (group, size) == (LEADER, ctypes.sizeof(buffer))
        buffer[:2] = [OTHER, LEADER]
        return 2

    def proc_pidinfo(self, pid: int, kind: int, extra: ctypes.c_uint64, buffer: object, size: int, /) -> int:
        if pid == GONE:
            return 0
        # struct proc_taskinfo: six of 64 bits, then twelve of 32, of which the tenth counts threads
        of_64, of_32 = [9 << 30, 900 * MIB, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0, 0, 0, 0, 7, int(pid == LEADER), 31]
        filled = struct.pack("=6Q12i", *of_64, *of_32)
        assert (kind, extra.value, size) == (4, 0, len(filled))
        ctypes.memmove(buffer, filled, size)  # type: ignore[arg-type]
        return size

    def proc_pid_rusage(self, pid: int, kind: int, buffer: object, /) -> int:
        if pid == GONE:
            return -1
        # struct rusage_info_v0: 16 bytes, then ten of 64 bits, of which the eighth is the footprint
        own = 100 * MIB if pid == LEADER else 20 * MIB
        filled = struct.pack("=16s10Q", bytes(range(16)), 1, 1, 1, 1, 1, 1, 900 * MIB, own, 1, 0)
        assert kind == 0
        ctypes.memmove(buffer, filled, len(filled))  # type: ignore[arg-type]
        return 0


MACOS = MacOS(Played())


def test_on_macos_a_process_is_taken_with_its_group_and_counts_its_own_memory_and_threads() -> None:
    assert MACOS.family(LEADER) == [LEADER, OTHER]
    assert [MACOS.usage(pid) for pid in (LEADER, OTHER)] == [(100 * MIB, 7), (20 * MIB, 7)]
    assert [MACOS.at_work(pid) for pid in (LEADER, OTHER)] == [True, False]


def test_on_macos_one_that_is_gone_takes_nothing() -> None:
    assert (MACOS.usage(GONE), MACOS.at_work(GONE)) == ((0, 0), False)


def test_here_this_process_is_at_work_and_takes_something() -> None:
    memory, threads = taken.usage(os.getpid())
    assert memory > MIB
    assert threads >= 1
    assert taken.family(os.getpid(), every_thread=True)[0] == os.getpid()
    assert taken.at_work(os.getpid())
