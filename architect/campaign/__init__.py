"""One target brought to its end by a blueprint.

Imports `blueprint`, `planning`, `prover.gate`, `prover.lean.live`, `prover.llm`, `prover.methods`, `prover.text`
and `prover.words`.
"""
