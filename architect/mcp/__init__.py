"""The prover served to other programs by the Model Context Protocol; `architect mcp` starts it.

Imports `api`, `run`, `prover.lean.toolchains`, `prover.text` and `prover.words`.
"""
