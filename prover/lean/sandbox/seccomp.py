"""System calls that a process may not make, through the C library libseccomp where it is; imports nothing else."""

import ctypes
import os
from collections.abc import Iterable

LIBRARY = "libseccomp.so.2"
ALLOW, REFUSE = 0x7FFF0000, 0x00050000  # the latter with an error number in its low bits
EPERM, ENOSYS = 1, 38
NOT_EQUAL, EQUAL, MASKED_EQUAL = 1, 4, 7
OPTIMIZE, SPECULATE = 8, 7  # attributes: a tree instead of a list; no slower code for the processor's sake
CLONE_THREAD, PR_SET_PDEATHSIG = 0x00010000, 1
CLONE3 = 435  # the same number on every machine
UNKNOWN = -1


class _ArgumentTest(ctypes.Structure):
    _fields_ = [
        ("argument", ctypes.c_uint), ("operator", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64),
    ]  # fmt: skip


def refuse(names: Iterable[str], numbers: Iterable[int], may_fork: bool = False) -> None:
    """From now on those calls fail, as does whatever starts a process, signals another, or undoes what holds this one.

    Threads stay possible. With ``may_fork`` it can fork, and end and limit what it forks, which is refused that too by
    another call of this. Raises `OSError` where there is no libseccomp, or it or the kernel refuses.
    """
    library = ctypes.CDLL(LIBRARY)
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_rule_add_array.argtypes = (
        ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.POINTER(_ArgumentTest),
    )  # fmt: skip
    rules = ctypes.c_void_p(library.seccomp_init(ALLOW))
    for attribute, value in ((OPTIMIZE, 2), (SPECULATE, 1)):
        library.seccomp_attr_set(rules, attribute, value)  # an old libseccomp has neither, and needs neither

    def add(call: int, error: int, *comparisons: _ArgumentTest) -> None:
        found = library.seccomp_rule_add_array(
            rules, REFUSE | error, call, len(comparisons), (_ArgumentTest * len(comparisons))(*comparisons)
        )
        if found < 0:
            raise OSError(-found, f"seccomp, call {call}: {os.strerror(-found)}")

    def number(name: str) -> int:
        found: int = library.seccomp_syscall_resolve_name(name.encode())
        if found == UNKNOWN:
            raise OSError(ENOSYS, f"seccomp: libseccomp does not know {name}")
        return found

    itself = os.getpid()
    for name in names:
        add(number(name), EPERM)
    for call in numbers:
        add(call, EPERM)
    add(CLONE3, ENOSYS)  # its flags are out of sight: the C library then takes `clone`
    if not may_fork:
        add(number("clone"), EPERM, _ArgumentTest(0, MASKED_EQUAL, CLONE_THREAD, 0))
        for name in ("kill", "tgkill"):
            add(number(name), EPERM, _ArgumentTest(0, NOT_EQUAL, itself))
        add(number("prlimit64"), EPERM, _ArgumentTest(2, NOT_EQUAL, 0))
        add(number("prctl"), EPERM, _ArgumentTest(0, EQUAL, PR_SET_PDEATHSIG))
    if (failure := library.seccomp_load(rules)) < 0:
        raise OSError(-failure, f"seccomp: {os.strerror(-failure)}")
    library.seccomp_release(rules)
