"""What confines a Lean process: `policy` and `machine` are for us, all other modules run inside it.

Imports `lean.launch` and `words`.
"""
