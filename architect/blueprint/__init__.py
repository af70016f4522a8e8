"""The graph of lemmas that leads to a theorem, and what its nodes are. Imports `prover` alone."""
