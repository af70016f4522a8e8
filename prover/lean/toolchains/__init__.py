"""Which Lean to run and how. Imports `lean.sandbox`, `text` and `words`."""
