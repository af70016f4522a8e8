"""Which methods are at work on something now; it runs none of them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class AtWork:
    """``methods`` are named in the order in which they began, ``since`` is when the first did (`time.monotonic`).

    ``changed`` hears of each that begins, and of each that ends.
    """

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self.methods: tuple[str, ...] = ()
        self.since: float | None = None
        self._changed = changed

    @contextmanager
    def named(self, method: str) -> Iterator[None]:
        """The method is at work."""
        self.methods += (method,)
        self.since = self.since or time.monotonic()
        self._changed()
        try:
            yield
        finally:
            at = self.methods.index(method)
            self.methods = self.methods[:at] + self.methods[at + 1 :]
            self._changed()
