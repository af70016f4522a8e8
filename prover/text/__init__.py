"""Lean text taken apart by its words. Imports `words` alone, and runs no Lean."""
