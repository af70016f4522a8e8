"""How an obligation is tried, cheapest first; what it finds is a proposal.

Imports `agent`, `agent.tools`, `laws`, `lean.live`, `lean.search`, `llm`, `text`, `theory` and `words`.
"""
