"""Linux namespaces: a process with no network, no System V memory of others, and every mount but its own read-only.

Imports the standard library only.
"""

import ctypes
import os
from collections.abc import Sequence

from prover.lean.sandbox.kernel_calls import LIBC, checked

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWNET = 0x00020000, 0x08000000, 0x10000000, 0x40000000
MS_BIND, MS_REC, MS_PRIVATE = 1 << 12, 1 << 14, 1 << 18
MOUNT_SETATTR = 442  # the same number on every machine
AT_FDCWD, AT_RECURSIVE = -100, 0x8000
MOUNT_ATTR_RDONLY = 1


class _MountAttributes(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "userns")]


def enter(writable: Sequence[str]) -> None:
    """Leave the user's namespaces for new ones, in which only the folders ``writable`` can be written to.

    Raises `OSError` where the machine does not let its users do so.
    """
    user, group = os.geteuid(), os.getegid()
    checked(LIBC.unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET), "unshare")
    # Files keep their owners' names; without "deny" the kernel lets nobody map a group.
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{name}", "w") as file:  # noqa: PTH123
            file.write(text)
    folders = [path.encode() for path in writable if os.path.isdir(path)]  # noqa: PTH112
    checked(LIBC.mount(None, b"/", None, MS_REC | MS_PRIVATE, None), "mount")
    for folder in folders:
        checked(LIBC.mount(folder, folder, None, MS_BIND, None), "mount")
    _attributes(b"/", AT_RECURSIVE, _MountAttributes(set=MOUNT_ATTR_RDONLY))
    for folder in folders:
        _attributes(folder, 0, _MountAttributes(clear=MOUNT_ATTR_RDONLY))


def _attributes(path: bytes, flags: int, attributes: _MountAttributes) -> None:
    size = ctypes.sizeof(attributes)
    checked(LIBC.syscall(MOUNT_SETATTR, AT_FDCWD, path, flags, ctypes.byref(attributes), size), "mount_setattr")
