"""A first prover with no model: tactic scripts from a data file, many per check and cheapest first."""
