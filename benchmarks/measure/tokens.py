"""The tokens that a competent model takes for three harder theorems, beside another checkout.

    python -m benchmarks.measure.tokens [--beside DIR]

The model is played and stands behind a local server, which counts: four characters of the messages and the tools are a
token, and each reply is 50. Each theorem is played by each checkout's own code (tokens_played.py) without the methods
that need no model and without an index: what these find depends on the time, and would be counted as tokens saved.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure.beside import OURS, said
from benchmarks.model_servers.competent import read
from benchmarks.model_servers.problems import Theorem, hard_problems
from benchmarks.model_servers.server import model_server

MODE = "good"
PLAYED = Path(__file__).with_name("tokens_played.py")


@dataclass(frozen=True)
class TokensTaken:
    """What one theorem took: the role and the ``tokens`` of each call, and whether all of its plan was ``proved``."""

    tokens: tuple[tuple[str, int], ...]
    proved: bool

    @property
    def total(self) -> int:
        return sum(tokens for _, tokens in self.tokens)

    def of(self, role: str) -> list[int]:
        return [tokens for asked, tokens in self.tokens if asked == role]


async def played(checkout: Path, theorem: Theorem) -> TokensTaken:
    """What it takes a checkout to prove a theorem. Raises `CalledProcessError` when it breaks."""
    async with model_server() as server:
        words = ("-P", PLAYED, server.url(MODE))
        proved = json.loads(await asyncio.to_thread(said, checkout, *words, given=theorem.file))
        asked = [read(request).role for request in server.requests[MODE]]
        counted = [sum(reply) for reply in server.counted[MODE]]
    return TokensTaken(tuple(zip(asked, counted, strict=True)), len(proved) > 0 and all(proved.values()))


async def side_by_side(checkouts: Sequence[Path]) -> list[list[TokensTaken]]:
    """The three theorems, each by all checkouts."""
    found: list[list[TokensTaken]] = [[] for _ in checkouts]
    for theorem in hard_problems().values():
        for column, checkout in zip(found, checkouts, strict=True):
            column.append(await played(checkout, theorem))
            roles = {role: column[-1].of(role) for role, _ in column[-1].tokens}
            print(theorem.name, checkout.name, json.dumps(roles), file=sys.stderr, flush=True)
    return found


def table(found: Sequence[Sequence[TokensTaken]]) -> str:
    """Calls and tokens of each theorem, and of all; with two columns their ratio."""
    names = ("ours", "the other")[: len(found)]
    lines = [f"| calls, tokens | {' | '.join(names)} | ratio |", f"| --- |{' --- |' * (len(found) + 1)}"]
    rows: list[tuple[str, slice]] = [(name, slice(at, at + 1)) for at, name in enumerate(hard_problems())]
    for name, part in (*rows, ("all", slice(None))):
        totals = [sum(each.total for each in column[part]) for column in found]
        shown = " | ".join(_cell(column[part]) for column in found)
        ratio = f"{totals[0] / totals[1]:.2f}" if len(totals) == 2 and totals[1] else ""
        lines.append(f"| {name} | {shown} | {ratio} |")
    return "\n".join(lines)


def _cell(some: Sequence[TokensTaken]) -> str:
    calls, tokens = sum(len(each.tokens) for each in some), sum(each.total for each in some)
    return f"{calls}, {tokens:,}{'' if all(each.proved for each in some) else ' (not proved)'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beside", type=Path, metavar="DIR", help="another checkout, played too")
    beside = parser.parse_args().beside
    print(table(asyncio.run(side_by_side([OURS] if beside is None else [OURS, beside.absolute()]))))


if __name__ == "__main__":
    main()
