"""All files of a Lake project: which there are, their holes, the order of their imports, and proofs put into them.

Imports `blueprint`, `campaign`, `run`, `prover.lean`, `prover.lean.live`, `prover.lean.search`,
`prover.lean.toolchains`, `prover.llm`, `prover.text` and `prover.words`.
"""
