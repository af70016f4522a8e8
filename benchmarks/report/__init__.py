"""The figures of runs, and their page, from their folders alone; it runs nothing.

Imports `runs`, `suites`, `architect.blueprint`, `architect.formats`, `architect.page`, `architect.views`, `prover.gate`
and `prover.words`.
"""
