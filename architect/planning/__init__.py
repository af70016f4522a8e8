"""Who draws blueprints, and what makes an answer stand; it proves nothing.

Imports `blueprint`, `prover.agent`, `prover.agent.tools`, `prover.gate`, `prover.lean.live`, `prover.llm`,
`prover.methods`, `prover.text`, `prover.theory` and `prover.words`.
"""
