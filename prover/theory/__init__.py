"""What follows from the definitions of a file: small values, equations that hold of them, lemmas that Lean proves.

Imports `lean.live`, `text` and `words`.
"""
