"""Lean text taken apart by its words; it runs no Lean. Imports `words`."""
