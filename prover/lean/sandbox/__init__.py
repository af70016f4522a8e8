"""What confines a Lean process: `policy`, `machine`, `starting` and `taken` are for us, all other modules run
inside it.

Imports `lean.launch` and `words`.
"""
