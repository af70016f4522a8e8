"""The prover served to other programs by the Model Context Protocol; `architect mcp` starts it.

Imports `api`, `blueprint`, `formats`, `project`, `run`, `views`, `prover.gate`, `prover.lean.toolchains`, `prover.text`
and `prover.words`.
"""
