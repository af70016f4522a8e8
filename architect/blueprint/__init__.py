"""The graph of lemmas that leads to a theorem, and what its nodes are.

Imports `prover.agent.tools`, `prover.gate`, `prover.lean.live`, `prover.text` and `prover.words`.
"""
