"""What follows from equations that hold for all values: first-order terms, completion, and its proofs as Lean; no Lean.

Imports `text`.
"""
