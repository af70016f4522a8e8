"""Results and compiled files spoiled on purpose, for the gate to refuse. Imports `prover` alone."""
