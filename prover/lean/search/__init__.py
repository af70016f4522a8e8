"""Finding declarations that may help. Imports `lean`, `lean.live`, `lean.toolchains` and `words`."""
