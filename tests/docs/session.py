"""A page followed as a person follows it: its files written, its commands typed, what they say held to what it shows.

Times, ages, ports, digests and the names of runs differ from day to day; `…` stands for whatever is there, alone in a
line for any lines. A run that the page names is the one that was begun when it named it.
"""

import asyncio
import os
import re
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import PATIENCE
from tests.docs.blocks import Block

RUN = re.compile(r"\d{8}-\d{6}")
ANY_LINES = r"(?:.*\n)*?"
# What a page shows → what may stand there.
VARYING = {
    RUN.pattern: RUN.pattern,
    r"\b[0-9a-f]{12,64}\b": "[0-9a-f]+",
    r"(?<![\w.])\d+(?:\.\d+)? (?:s|min|h|d)\b": r"[\d.]+ (?:s|min|h|d)",
    r"(?<=127\.0\.0\.1:)\d+": r"\d+",
    r"(?<=found by )[\w:, ]+(?= in \d)": ".+?",  # of several methods that would, a busy machine takes another
    r"(?<=axioms: )[\w., ]+(?=;|$)": r"[\w., ]+",  # and they are those of the proof
    "…": ".*?",
    r"  +": " +",
}
VARIES = re.compile("|".join(f"({here})" for here in VARYING))
WRONG_USE = 2  # from this exit code on what is said is said on standard error


@dataclass
class Session:
    """Commands typed one after another in ``folder``: where one goes, and what one exports, holds for the next.

    ``instead`` has words of the page, and what stands for them here.
    """

    folder: Path
    instead: dict[str, str] = field(default_factory=dict)
    runs: dict[str, str] = field(default_factory=dict)

    async def follow(self, block: Block) -> None:
        """Do what a block says. Raises `AssertionError` where a command says, or is, something else."""
        if block.title:
            file = self.folder / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self._here(block.text), encoding="utf-8")
        elif block.is_session:
            typed = list(block.typed())
            for (command, shown), following in zip(typed, [*(after for after, _ in typed[1:]), ""], strict=True):
                await self._type(command, shown, may_fail="$?" in following)

    def _here(self, text: str) -> str:
        for words, ours in {**self.instead, **self.runs}.items():
            text = text.replace(words, ours)
        return text

    async def _type(self, command: str, shown: list[str], may_fail: bool) -> None:
        out, err, code = await self._run(self._here(command))
        said = out if code < WRONG_USE else out + err
        assert code == 0 or may_fail, f"{command}: {code}\n{out}{err}"
        found = re.fullmatch("".join(map(self._pattern, shown)), f"{said.rstrip()}\n" if said.strip() else "")
        expected = "\n".join(shown)
        assert found, f"{command}\n--- the page\n{expected}\n--- here\n{said}"
        for name, ours in zip(RUN.findall(expected), RUN.findall(said), strict=False):
            self.runs.setdefault(name, ours)

    def _pattern(self, line: str) -> str:
        """What matches a line of the page, with the end of the line."""
        if line.strip() == "…":
            return ANY_LINES
        pieces, at, allowed = [], 0, list(VARYING.values())
        line = self._here(line)
        for varies in VARIES.finditer(line):
            assert varies.lastindex is not None
            pieces += [re.escape(line[at : varies.start()]), allowed[varies.lastindex - 1]]
            at = varies.end()
        return "".join([*pieces, re.escape(line[at:]), "\n"])

    async def _run(self, command: str) -> tuple[str, str, int]:
        state = self.folder.parent / "state"
        before = f". {state}; " if state.exists() else ""
        after = f'{{ declare -px; printf "cd %q\\n(exit $code)\\n" "$PWD"; }} > {state}'
        words = f"{before}\n{command}\ncode=$?; {after}; exit $code"
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        process = await asyncio.create_subprocess_exec(
            "bash", "-c", words, cwd=self.folder, env=environment, start_new_session=True,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                await process.wait()
        return out.decode(), err.decode(), process.returncode or 0
