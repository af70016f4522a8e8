"""Which program is the first code of a Lean process, by what the system does for a process whose parent dies."""

import sys

from prover.lean import launch
from prover.lean.sandbox import tied


def first_code(parent: int, system: str = sys.platform) -> list[str]:
    """The words before the mode of `launch.py`, for a child that is to die with ``parent``; 0 is whatever starts it."""
    return launch.command(parent) if system == "linux" or not parent else tied.words(parent)
