"""Runs in the forms of others' tools. Imports `project`, `run`, `prover.text` and `prover.words`."""
