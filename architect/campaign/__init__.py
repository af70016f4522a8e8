"""One target brought to its end by a blueprint. Imports `planning`, `blueprint` and `prover`."""
