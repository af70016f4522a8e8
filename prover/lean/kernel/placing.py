"""A compiled file whose bytes are known, put into memory where Lean would map it; whoever asks has compared the digest.

Lean writes a compiled file for one address, at which its pointers are right as they stand. A file from a stranger is
never put there (`olean.py`, `rebuild.py`).
"""

import ctypes
import mmap
import sys

# Linux: at this address or not at all. Elsewhere an address is a wish, which is granted where nothing lies there.
FIXED_NOREPLACE = 0x100000 if sys.platform == "linux" else 0
WRITABLE, READABLE = mmap.PROT_READ | mmap.PROT_WRITE, mmap.PROT_READ
PRIVATE = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | FIXED_NOREPLACE

_system = ctypes.CDLL(None)
_map = _system.mmap
_map.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
_map.restype = ctypes.c_void_p
_unmap, _protect = _system.munmap, _system.mprotect
_unmap.argtypes, _protect.argtypes = _map.argtypes[:2], _map.argtypes[:3]


def placed(data: bytes, address: int) -> bool:
    """Whether `data` now lies at `address`, read-only; it does not when something else does or the system refuses."""
    found = _map(address, len(data), WRITABLE, PRIVATE, -1, 0)
    if found != address:
        if found is not None and found != ctypes.c_void_p(-1).value:  # a kernel that does not know the flag
            _unmap(found, len(data))
        return False
    ctypes.memmove(address, data, len(data))
    return bool(_protect(address, len(data), READABLE) == 0)
