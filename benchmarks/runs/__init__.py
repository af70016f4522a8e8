"""Statements tried in batches, and the record of it.

Imports `suites`, `architect.campaign`, `architect.planning`, `architect.run`, `prover.agent`, `prover.gate`,
`prover.lean`, `prover.lean.live`, `prover.lean.toolchains`, `prover.llm`, `prover.methods`, `prover.text` and
`prover.words`.
"""
