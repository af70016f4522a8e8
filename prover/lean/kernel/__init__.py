"""Lean's kernel asked about compiled files, in a process that elaborates nothing. Imports `lean.launch`."""
