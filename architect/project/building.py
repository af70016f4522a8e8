"""`lake build` of modules of a project, within a deadline; the one place here where a project's own build runs.

It runs as the user's own would, with the user's environment but for the keys of models: proofs that models wrote are
elaborated in it, and no sandbox holds it.
"""

import asyncio
import os
import re
import signal
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from prover.lean.toolchains.project import lake

BUILT_WITHIN = 1800.0  # seconds; a module near the root of a large project has everything built again that imports it
LAST_WORDS = 64 << 10  # bytes of what it says that are kept
BLAME = re.compile(r"^(?:error\b|✖)|\berror:", re.IGNORECASE)


class Builder:
    """Builds modules of the project in ``folder``, one build at a time; ``secret`` variables are kept from it."""

    def __init__(self, folder: Path, secret: Collection[str], seconds: float = BUILT_WITHIN) -> None:
        self._folder, self._secret, self._seconds = folder, frozenset(secret), seconds
        self._one_at_a_time = asyncio.Lock()

    async def build(self, modules: Sequence[str]) -> str:
        """Have Lake build these modules; returns in one line why it did not, and nothing when it did."""
        if not modules:
            return ""
        if (program := lake()) is None:
            return "no `lake` on the PATH"
        async with self._one_at_a_time:
            try:
                return await self._run([str(program), "build", *(f"+{module}" for module in modules)])
            except OSError as error:
                return f"`lake build` cannot be started: {error}"

    async def _run(self, command: Sequence[str]) -> str:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=self._folder,
            env={name: value for name, value in os.environ.items() if name not in self._secret},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        said = bytearray()
        try:
            async with asyncio.timeout(self._seconds):
                assert process.stdout is not None
                while piece := await process.stdout.read(1 << 16):
                    said += piece
                    del said[:-LAST_WORDS]
                status = await process.wait()
        except TimeoutError:
            return f"`lake build` did not end within {self._seconds:g} s"
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        return "" if status == 0 else _blame(said.decode(errors="replace")) or f"it ended with status {status}"


def _blame(said: str) -> str:
    """The line that says most of a build that failed."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in lines if BLAME.search(line)), lines[-1] if lines else "")
