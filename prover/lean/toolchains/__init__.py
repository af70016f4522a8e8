"""Which Lean to run and how. Imports `lean.launch`, `lean.sandbox`, `text` and `words`."""
