"""One module for each command of `architect`: its options, and what it does with them.

Each has `add(commands)`, which sets `run`: options → exit code. What is slow to import is imported there and not above.
"""
