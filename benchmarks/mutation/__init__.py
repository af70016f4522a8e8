"""Results and compiled files spoiled on purpose, for the gate to refuse.

Imports `prover.gate`, `prover.lean`, `prover.lean.kernel`, `prover.lean.toolchains`, `prover.text` and `prover.words`.
"""
