"""The figures of runs, from their folders alone. Imports `benchmarks.runs`; it runs nothing."""
