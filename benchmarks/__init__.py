"""Suites run in batches, and measurements. Imports `architect` and `prover`, which never import it."""
