"""Statements tried in batches, and the record of it. Imports `benchmarks.suites`, `architect` and `prover`."""
