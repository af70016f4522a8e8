"""A process that answers as a REPL once did: it has its requests and answers from two files, and knows no Lean.

    python replaying_repl.py FILE.in         (the answers are in FILE.expected.out)

A command is found by its text, whatever environment it names, and has the recorded answer with the number that its
environment has here; of several with one text each has its turn, and the last one stays. To what is not in the file it
answers that Lean had nothing to say. Imports the standard library only.
"""

import itertools
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ENVIRONMENT = re.compile(r'"env": \d+\}$')


def blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines between blank lines, without what stands at their right."""
    for blank, found in itertools.groupby((line.rstrip() for line in lines), key=lambda line: not line):
        if not blank:
            yield list(found)


def answers_to(asked: Path) -> Path:
    return asked.with_suffix(".expected.out")


def pairs(asked: Path) -> list[tuple[dict[str, Any], str]]:
    """The requests of a file (the REPL joins the lines of one) and the answers of that beside it, as they are."""
    requests = [json.loads("".join(block)) for block in blocks(asked.read_text(encoding="utf-8").split("\n"))]
    answers = ["\n".join(block) for block in blocks(answers_to(asked).read_text(encoding="utf-8").split("\n"))]
    return list(zip(requests, answers, strict=True))


def main() -> None:
    recorded = defaultdict[str, list[str]](list)
    for request, answer in pairs(Path(sys.argv[1])):
        if "cmd" in request:
            recorded[request["cmd"].rstrip("\n")].append(answer)
    numbers = itertools.count()
    for block in blocks(iter(sys.stdin.readline, "")):
        turns = recorded[json.loads("".join(block))["cmd"].rstrip("\n")]
        answer = turns[0] if turns else '{"env": 0}'
        del turns[: len(turns) > 1]
        print(ENVIRONMENT.sub(f'"env": {next(numbers)}}}', answer), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
