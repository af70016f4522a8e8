"""How an obligation is tried, cheapest first. Imports every room of `prover`; what it finds is a proposal."""
