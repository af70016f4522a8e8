"""Finding declarations that may help. Imports `lean`, `lean.live` and `words`."""
