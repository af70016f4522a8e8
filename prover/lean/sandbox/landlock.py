"""Landlock (Linux 5.13): which files a process may read and write, for good; imports the standard library only.

By `ctypes`, because no wrapper in the Python package index is both finished and looked after. docs.kernel.org calls the
rights by the names used here.
"""

import ctypes
import os
from collections.abc import Iterable

from prover.lean.sandbox.kernel_calls import LIBC, checked, no_new_privileges

# The numbers are the same on every machine.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
PATH_BENEATH = 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_FILE, MAKE_REG = 1 << 5, 1 << 8
TRUNCATE = 1 << 14  # from ABI 3 on
# ABI → how many rights over files it knows.
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
ALL_TCP = 0b11  # bind and connect, from ABI 4 on
ALL_SCOPES = 0b11  # abstract sockets and signals to processes outside, from ABI 6 on


class _Ruleset(ctypes.Structure):
    _fields_ = [("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _PathBeneath(ctypes.Structure):
    _pack_, _layout_ = 1, "ms"  # the same bytes as ever: from Python 3.14 on it wants to be told
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


def abi() -> int:
    """The version of Landlock in this kernel; raises `OSError` where there is none."""
    return checked(LIBC.syscall(CREATE_RULESET, None, 0, 1), "Landlock")


def restrict(readable: Iterable[str], writable: Iterable[str]) -> None:
    """From now on: read and run what is at or below ``readable``, and below ``writable`` write files and delete them.

    Paths that do not exist are passed over. Raises `OSError` where the kernel has no Landlock.
    """
    version = abi()
    rights = (1 << FILE_RIGHTS[min(version, max(FILE_RIGHTS))]) - 1
    rules = _Ruleset(rights, ALL_TCP if version >= 4 else 0, ALL_SCOPES if version >= 6 else 0)
    ruleset = checked(LIBC.syscall(CREATE_RULESET, ctypes.byref(rules), ctypes.sizeof(rules), 0), "Landlock")
    try:
        for path in readable:
            _allow(ruleset, path, rights & (READ_FILE | READ_DIR | EXECUTE), rights & (READ_FILE | EXECUTE))
        for path in writable:
            to_files = rights & (READ_FILE | WRITE_FILE | TRUNCATE)
            _allow(ruleset, path, to_files | READ_DIR | MAKE_REG | REMOVE_FILE, to_files)
        no_new_privileges()
        checked(LIBC.syscall(RESTRICT_SELF, ruleset, 0), "Landlock")
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, below_folder: int, to_file: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what cannot be opened cannot be read either
    try:
        rule = _PathBeneath(below_folder if os.path.isdir(path) else to_file, place)  # noqa: PTH112
        checked(LIBC.syscall(ADD_RULE, ruleset, PATH_BENEATH, ctypes.byref(rule), 0), f"Landlock, {path}")
    finally:
        os.close(place)
