"""Live Leans, lent out one at a time; it knows no proofs. Imports `lean`, `lean.toolchains`, `text` and `words`."""
