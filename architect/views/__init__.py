"""What is shown of runs and blueprints; it decides nothing.

Imports `blueprint`, `campaign`, `planning`, `project`, `run`, `prover.gate`, `prover.methods`, `prover.text` and
`prover.words`.
"""
