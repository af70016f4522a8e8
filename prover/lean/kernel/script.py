"""The program of the kernel process: one request in a file, one JSON object on standard output; it elaborates nothing.

    launch.py PARENT_PID script script.py LIBRARY REQUEST     with REQUEST = {"job": "judge" | …, and its arguments}

The answer is that of `answering.py`; anything else, a crash included, is no answer.
"""

# ruff: noqa: PTH100, PTH118, PTH120, PTH123
# (`pathlib` would add a tenth to the start of a process that runs once for every theorem.)

import json
import os
import sys

# Run by its path in a bare interpreter: nothing has put the package where `import` looks.
sys.path.insert(0, os.path.abspath(os.path.join(os.path.dirname(__file__), *[os.pardir] * 3)))

from prover.lean.kernel.answering import answer
from prover.lean.kernel.imports import Libraries
from prover.lean.kernel.lean import Lean


def main() -> None:
    library, request_file = sys.argv[1:]
    with open(request_file, encoding="utf-8") as file:
        request = json.load(file)
    sys.stdout.write(answer(Libraries(Lean(library)), request))
    sys.stdout.flush()
    # Lean takes 10 ms to unload, and has nothing left to do.
    os._exit(0)


if __name__ == "__main__":
    main()
