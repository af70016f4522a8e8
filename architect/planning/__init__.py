"""Who draws blueprints, and what makes an answer stand. Imports `blueprint` and `prover`; proves nothing."""
