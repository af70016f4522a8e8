"""Finding declarations that may help. Imports `lean`, `lean.live`, `lean.toolchains`, `text` and `words`."""
