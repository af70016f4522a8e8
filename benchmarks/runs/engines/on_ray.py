"""Tries on the machines of a Ray cluster, one Ray task each; the only door of `ray`. Results come back to the caller.

A task asks for memory, so that Ray puts no more Leans on a machine than fit. When a machine is lost, Ray makes the
tries that were under way there again, on another. Each machine needs this package, and the model's key, of its own.
Ray starts and ends in one thread: it takes seconds.
"""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.runs.engines.local import local, toolchain_for
from benchmarks.runs.events import Try, one_line
from benchmarks.runs.solve import unknown_cost
from benchmarks.suites.statement import Statement
from prover.words.errors import ArchitectError, BadInput, ModelFailed
from prover.words.settings import Resolved, environment

RETRIES = 5
LEANS_OF_A_TRY = 2
CONNECT_SECONDS = 10.0
MISSING = "Ray is not installed: run `pip install 'blueprint-prover[ray]'`"


@dataclass(frozen=True)
class Job:
    """What travels to the machine that makes a try; the toolchain is looked up there."""

    resolved: Resolved
    project: Path | None

    @property
    def retries(self) -> int:
        """How often Ray may make a lost try again by itself: never where it costs money that somebody counts."""
        return 0 if unknown_cost(self.resolved.settings).cost else RETRIES


def make(job: Job, statement: Statement, sample: int) -> Try:
    """One try, on the machine that this runs on."""
    toolchain = toolchain_for(job.resolved, job.project)

    async def solve() -> Try:
        try:
            async with local(toolchain, job.resolved, LEANS_OF_A_TRY) as solver:
                return await solver.solve(statement, sample)
        except ModelFailed as error:  # at its greeting; elsewhere it is a record already
            return Try(id=statement.id, sample=sample, status="broken", seconds=0.0, reason=one_line(str(error)))

    return asyncio.run(solve())


@dataclass(frozen=True)
class OnRay:
    """``task`` is the remote form of `make`."""

    task: Any
    job: Job

    async def solve(self, statement: Statement, sample: int) -> Try:
        import ray

        reference = self.task.remote(self.job, statement, sample)
        try:
            record: Try = await reference
        except asyncio.CancelledError:
            ray.cancel(reference, force=True)
            raise
        except ray.exceptions.RayTaskError as error:
            raise error.cause or error from error
        except ray.exceptions.RayError as error:
            reason, spent = one_line(f"Ray lost the try: {error}"), unknown_cost(self.job.resolved.settings)
            return Try(id=statement.id, sample=sample, status="broken", seconds=0.0, reason=reason, spent=spent)
        return record


def _require_answer(address: str) -> None:
    """Raise `BadInput` when nothing listens there: Ray would wait for minutes. What names no place is Ray's to find."""
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if colon and port.isdigit():
        try:
            socket.create_connection((host, int(port)), CONNECT_SECONDS).close()
        except OSError as error:
            raise BadInput(f"the Ray cluster is not reached: {address}: {error.strerror or error}") from error


@asynccontextmanager
async def on_ray(job: Job, memory_mb: int, cores: float = 1.0, address: str | None = None) -> AsyncIterator[OnRay]:
    """A solver on the cluster at `address`, by default the one that `RAY_ADDRESS` names, else on this machine.

    Each try asks for ``memory_mb`` (MiB) and ``cores``. Raises `BadInput` where Ray is not installed or not reached,
    and `ArchitectError` where it does not start.
    """
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, "ray") as thread:  # one: who is cancelled while Ray starts has it end after that
        try:
            ray = await loop.run_in_executor(thread, _started, address)
            # Spread: Ray would fill one machine first, though the Leans on it share its cores.
            remote = ray.remote(
                max_retries=job.retries, memory=memory_mb << 20, num_cpus=cores, scheduling_strategy="SPREAD"
            )
            yield OnRay(remote(make), job)
        finally:
            await loop.run_in_executor(thread, _end)


def _started(address: str | None) -> ModuleType:
    """The module `ray`, connected. Raises as `on_ray` does."""
    try:
        import ray
    except ImportError as error:
        raise BadInput(MISSING) from error
    _require_answer(address or environment("RAY_ADDRESS") or "")
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # a cluster that we start reports to nobody
    try:
        ray.init(address, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, ValueError) as error:
        raise BadInput(f"the Ray cluster is not reached: {one_line(str(error))}") from error
    except Exception as error:  # Ray has no root of its own for what keeps it from starting
        raise ArchitectError(f"Ray does not start: {one_line(str(error)) or 'it does not say why'}") from error
    return ray


def _end() -> None:
    """End Ray, or what of it had started; nothing where it is not installed."""
    with suppress(ImportError):
        import ray

        ray.shutdown()
