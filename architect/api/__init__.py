"""The Python API. Imports `project`, `prover.lean.live`, `prover.lean.search`, `prover.lean.toolchains`,
`prover.words`, `prover.text`.
"""
