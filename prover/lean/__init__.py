"""Lean's processes: fresh ones, and the kernel's. Imports `lean.sandbox`, `lean.toolchains` and `words`."""
