"""Lean's processes: fresh ones, and the kernel's. Imports `lean.toolchains`, `lean.sandbox` and `words`."""
