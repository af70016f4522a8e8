"""What a model may do to one obligation. Imports `gate.screen`, `lean`, `llm.model`, `text` and `words`."""
