"""Speed and memory under load and beside other tools, as ratios in one run; nothing imports it.

`measure` says how fast our own parts are. Here it is asked what is left when Leans are killed, flooded and cancelled by
the thousand (answers, processes, memory), who else does the same checks, how fast, and what a judgement costs where
the imports are large.
Imports `prover.lean`, `prover.lean.live`, `prover.lean.sandbox`, `prover.lean.toolchains` and `prover.words`.
"""
