"""A model at work on one obligation. Imports `agent.tools`, `llm` and `words`."""
