"""Suites run in batches, and measurements; neither `architect` nor `prover` imports it.

Imports `report`, `runs`, `runs.engines`, `suites`, `architect.commands`, `architect.run`,
`architect.views` and `prover.words`.
"""
