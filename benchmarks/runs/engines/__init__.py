"""Where a try runs: in this process, or on a Ray cluster.

Imports `runs`, `suites`, `prover.lean.live`, `prover.lean.toolchains`, `prover.llm` and `prover.words`.
"""
