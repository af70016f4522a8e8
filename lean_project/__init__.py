"""Lean sources as package data: the embedded library, and a Mathlib project. Imports nothing of ours."""
