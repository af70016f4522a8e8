"""Blueprints in the formats of the field. Imports `blueprint`, `views`, and `text` and `words` of `prover`."""
