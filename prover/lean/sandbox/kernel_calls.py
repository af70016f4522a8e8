"""System calls that Python has no function for, through the C library; imports the standard library only."""

import ctypes
import os

LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_NO_NEW_PRIVS = 38
CAPABILITIES_VERSION = 0x20080522


def checked(result: int, what: str) -> int:
    """`result` of a call, unless it is negative: then an `OSError` that says what failed."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def no_new_privileges() -> None:
    """From now on no program that this process becomes has more rights than it (Landlock and seccomp demand it)."""
    checked(LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")


def drop_capabilities() -> None:
    """Root keeps its name and loses its powers; a file of another user is then as closed to it as to anybody."""
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION, 0)
    checked(LIBC.capset(header, (ctypes.c_uint32 * 6)()), "capset")
