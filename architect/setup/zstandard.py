"""Zstandard: from Python's own library, from 3.14 on, and before that the same as a package."""

import sys

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["zstd"]
