"""What the suites are, with the data of our own. Imports `prover.text` and `prover.words`; it proves nothing."""
