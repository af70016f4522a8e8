"""The figures of runs, from their folders alone; it runs nothing. Imports `runs`, `suites` and `prover.words`."""
