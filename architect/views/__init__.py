"""What is shown of runs and blueprints; it decides nothing.

Imports `blueprint`, `campaign`, `planning`, `run`, `prover.gate`, `prover.methods`, `prover.text` and `prover.words`.
"""
