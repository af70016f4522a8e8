"""A competent model behind a server that misbehaves on demand, and what becomes of each of its ways.

Imports `architect.blueprint`, `architect.campaign`, `architect.planning`, `prover.gate`, `prover.lean.live`,
`prover.lean.toolchains`, `prover.llm`, `prover.methods`, `prover.text` and `prover.words`.
"""
