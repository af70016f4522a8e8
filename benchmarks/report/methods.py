"""What each method did in the tries of a run, and what it took; figures alone, nothing is rendered here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.runs.events import Step, Try
from prover.words.budget import Spent

PLANNING = "planning by a model"  # which is no step of a try
LEAST = 1e-9  # US dollars, that no rounding makes


@dataclass(frozen=True)
class MethodFigures:
    """One method: the statements that it settled first, and its time, money and tokens over all tries.

    ``tokens`` is None where the journal has them not, as those of earlier versions.
    """

    name: str
    solved: int
    seconds: float
    cost: float
    tokens: int | None


def methods_in(made: Iterable[Try], winners: Iterable[Try]) -> list[MethodFigures]:
    """By name, and last what was spent besides in tries that methods were at work in."""
    spent = Spent()
    steps: dict[str, list[Step]] = defaultdict(list)
    for record in made:
        spent += record.spent if record.steps else Spent()
        for step in record.steps:
            steps[family(step.method)].append(step)
    solved = Counter(family(record.method) for record in winners)
    found = [_method(name, solved[name], steps[name]) for name in sorted({*steps, *solved})]
    cost, counts = spent.cost - sum(each.cost for each in found), [each.tokens for each in found]
    tokens = None if None in counts else spent.tokens - sum(filter(None, counts))
    rest = MethodFigures(PLANNING, 0, 0.0, cost, tokens)
    return [*found, rest] if cost > LEAST or (tokens or 0) > 0 else found


def _method(name: str, solved: int, steps: Sequence[Step]) -> MethodFigures:
    tokens = [step.tokens for step in steps if step.tokens is not None]
    return MethodFigures(
        name,
        solved,
        round(sum(step.seconds for step in steps), 3),
        sum(step.cost for step in steps),
        sum(tokens) if len(tokens) == len(steps) else None,
    )


def family(method: str) -> str:
    """The method without what varies in it: `portfolio: rewriting` is the portfolio."""
    return method.partition(":")[0] or "unknown"
