"""Blueprints in the formats of the field. Imports `blueprint`, `views`, `prover.text` and `prover.words`."""
