"""Two runs side by side: what the second solved newly and what it lost, on the statements that both have tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report.estimates import mcnemar
from benchmarks.report.figures import tries_of
from benchmarks.runs.reading import BenchRun, read_run
from prover.words.errors import BadInput


@dataclass(frozen=True)
class Pair:
    """One track of two runs; ``p`` is that of McNemar's exact test on gained against lost."""

    track: str
    both: int
    first: int
    second: int
    gained: Sequence[str]
    lost: Sequence[str]
    p: float


@dataclass(frozen=True)
class RunComparison:
    """``tries`` at each statement are looked at: as many as both runs made. Others are ``left_out``: in one run only,
    of another text, or not tried to the end."""

    first: str
    second: str
    tries: int
    left_out: int
    pairs: Sequence[Pair]


def compare(first: Path, second: Path) -> RunComparison:
    """Compare the runs of two folders. Raises `BadInput` when one is none, or they have no statement in common."""
    one, two = read_run(first), read_run(second)
    tries = min(one.samples, two.samples)
    solved_by_one, solved_by_two = _solved(one, tries), _solved(two, tries)
    common = [
        statement
        for statement in one.statements
        if statement.id in solved_by_one
        and statement.id in solved_by_two
        and one.hashes[statement.id] == two.hashes[statement.id]
    ]
    if not common:
        raise BadInput(f"{first} and {second}: no statement that both have tried to the end")
    pairs = []
    for track in sorted({statement.track for statement in common}):
        ids = [statement.id for statement in common if statement.track == track]
        gained = [id for id in ids if solved_by_two[id] and not solved_by_one[id]]
        lost = [id for id in ids if solved_by_one[id] and not solved_by_two[id]]
        firsts, seconds = (sum(solved[id] for id in ids) for solved in (solved_by_one, solved_by_two))
        pairs.append(Pair(track, len(ids), firsts, seconds, gained, lost, mcnemar(len(lost), len(gained))))
    everything = {*one.hashes, *two.hashes}
    return RunComparison(str(first), str(second), tries, len(everything) - len(common), pairs)


def _solved(run: BenchRun, tries: int) -> dict[str, bool]:
    """Whether one of the first `tries` solved it, of the statements that have so many."""
    return {
        id: any(record.solved for record in records[:tries])
        for id, records in tries_of(run).items()
        if len(records) >= tries
    }
