"""What a model may do to one obligation. Imports `gate`, `lean.live`, `lean.search`, `llm`, `text` and `words`."""
