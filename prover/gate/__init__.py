"""What decides that something is proved: never a method, an agent or a model.

Imports `lean`, `lean.toolchains`, `text` and `words`.
"""
