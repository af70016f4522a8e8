"""Speed, memory and size as ratios in one run; nothing imports it.

Imports `model_servers`, `runs`, `runs.engines`, `suites`, `architect.blueprint`, `architect.campaign`,
`architect.page`, `architect.planning`, `architect.run` and `prover`.
"""
