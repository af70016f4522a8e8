"""Lean's processes: fresh ones, the kernel's, and the judge's.

Imports `lean.kernel`, `lean.sandbox`, `lean.toolchains` and `words`.
"""
