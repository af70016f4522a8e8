"""Putting Lean, Mathlib and the checkers where a Lake project finds them: what is wanted, what is there, how it comes.

Imports `prover.lean.toolchains` and `prover.words`.
"""
