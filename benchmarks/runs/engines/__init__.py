"""Where a try runs: in this process, or on a Ray cluster. Imports `benchmarks.runs` and `prover`."""
