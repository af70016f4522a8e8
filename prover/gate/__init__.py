"""What decides that something is proved. Imports `lean`, `text` and `words`: never a method, an agent or a model."""
