"""Live Leans, lent out one at a time. Imports `lean`, `lean.toolchains`, `text` and `words`; it knows no proofs."""
