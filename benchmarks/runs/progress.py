"""The bar on standard error while a run goes on, and nothing at all where that is no terminal."""

import sys
from threading import RLock
from types import TracebackType
from typing import Self

from tqdm import tqdm

from benchmarks.runs.events import Try

tqdm.set_lock(RLock())  # for its own it would start a process of `multiprocessing`, which stays until we end


class Progress:
    """Solved, failed and cost so far. ``done`` of ``total`` tries were over before, ``solved`` of them with a proof."""

    def __init__(self, total: int, done: int = 0, solved: int = 0, cost: float = 0.0) -> None:
        self.solved, self.failed, self.cost = solved, done - solved, cost
        self._bar = tqdm(total=total, initial=done, unit="try", dynamic_ncols=True, disable=not sys.stderr.isatty())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()

    def add(self, record: Try) -> None:
        self.solved += record.solved
        self.failed += not record.solved
        self.cost += record.spent.cost
        self._bar.set_postfix_str(f"solved {self.solved}, failed {self.failed}, ${self.cost:.2f}", refresh=False)
        self._bar.update()
