"""What the suites are, with the data of our own; it proves nothing.

Imports `prover.gate`, `prover.text` and `prover.words`.
"""
