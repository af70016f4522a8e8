"""Speed and memory under load and beside other tools, as ratios in one run; nothing imports it.

Imports `prover.lean` and `prover.lean.toolchains`.
"""
