"""The tool `architect`: from the command line to the report; each room says what it is for.

Imports `commands`, `run`, `views` and `prover.words`.
"""
