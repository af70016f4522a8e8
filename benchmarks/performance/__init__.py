"""Live Leans under load, and beside other tools in one run; nothing imports it.

`measure` says how fast our own parts are. Here it is asked what is left when Leans are killed, flooded and cancelled by
the thousand (answers, processes, memory), and who else does the same checks, how fast.
Imports `prover.lean`, `prover.lean.live`, `prover.lean.sandbox`, `prover.lean.toolchains` and `prover.words`.
"""
