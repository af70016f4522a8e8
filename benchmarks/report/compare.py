"""Two runs side by side: what the second solved newly and what it lost, on the statements that both have tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from architect.views.costs import PerSolve
from benchmarks.report.estimates import mcnemar
from benchmarks.report.figures import Tries, tries_of
from benchmarks.runs.reading import BenchRun, read_run
from prover.words.budget import Spent
from prover.words.errors import BadInput


@dataclass(frozen=True)
class Pair:
    """One track of two runs; ``p`` is that of McNemar's exact test on gained against lost.

    The last two say what each run's tries at these statements took, for each statement that one of them solved.
    """

    track: str
    both: int
    first: int
    second: int
    gained: Sequence[str]
    lost: Sequence[str]
    p: float
    first_per_solve: PerSolve
    second_per_solve: PerSolve


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
    tries_of_one, tries_of_two = _first_tries(one, tries), _first_tries(two, tries)
    solved_by_one, solved_by_two = _solved(tries_of_one), _solved(tries_of_two)
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
        costs = _per_solve(one, tries_of_one, ids), _per_solve(two, tries_of_two, ids)
        pairs.append(Pair(track, len(ids), firsts, seconds, gained, lost, mcnemar(len(lost), len(gained)), *costs))
    everything = {*one.hashes, *two.hashes}
    return RunComparison(str(first), str(second), tries, len(everything) - len(common), pairs)


def _first_tries(run: BenchRun, tries: int) -> Tries:
    """The first `tries` at each statement that has so many."""
    return {id: records[:tries] for id, records in tries_of(run).items() if len(records) >= tries}


def _solved(tries: Tries) -> dict[str, bool]:
    return {id: any(record.solved for record in records) for id, records in tries.items()}


def _per_solve(run: BenchRun, tries: Tries, ids: Sequence[str]) -> PerSolve:
    """What the tries at these statements took."""
    made = [record for id in ids for record in tries[id]]
    spent, seconds = sum((record.spent for record in made), Spent()), sum(record.seconds for record in made)
    certified = sum(any(record.solved for record in tries[id]) for id in ids)
    return PerSolve(certified, len(ids), spent, seconds, run.about.asked.settings.priced)
