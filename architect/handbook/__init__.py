"""Behaviours for models, kept as files that a person reads and edits, and drawn from runs.

Imports `campaign`, `run`, `prover.agent`, `prover.agent.tools`, `prover.lean.search`, `prover.llm`, `prover.methods`,
`prover.text` and `prover.words`.
"""
