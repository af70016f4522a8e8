"""A disk whose syncs wait until they may go on: what is done meanwhile is seen, without a clock."""

import asyncio
import os
import threading

import pytest


class Syncs:
    """Stands in for the disk: ``threads`` asked for a sync, which waits until it is ``open``; ``asked`` says that."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.threads: list[int] = []
        self.asked, self.open = asyncio.Event(), threading.Event()
        self.open.set()
        self._loop = asyncio.get_running_loop()
        monkeypatch.setattr(os, "fsync", self._sync)

    def _sync(self, _: int) -> None:
        self.threads.append(threading.get_ident())
        self._loop.call_soon_threadsafe(self.asked.set)
        self.open.wait()

    def close(self) -> None:
        """Let those wait that ask from now on."""
        self.threads.clear()
        self.asked.clear()
        self.open.clear()
