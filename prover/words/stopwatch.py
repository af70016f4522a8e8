"""How long something worked, by a clock that may be given; it waits for nothing."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Clock = Callable[[], float]  # seconds, from any point in time


class Stopwatch:
    """Runs from its making; `seconds` may be read at any time, also when the work was cancelled."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._before = 0.0
        self._running = True

    @property
    def seconds(self) -> float:
        return self._before + (self._clock() - self._since if self._running else 0.0)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What is done in here is not the work."""
        self._before, self._running = self.seconds, False
        try:
            yield
        finally:
            self._since, self._running = self._clock(), True
