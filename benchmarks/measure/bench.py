"""What the runner itself takes, on statements that cost nothing: `python -m benchmarks.measure.bench`.

`many` or `kills [COUNT]` names one part. `forecast [SUITE [FILTER]]` runs Lean and takes minutes, so it is run only
when it is named. `child` is what is started and killed.
"""

import asyncio
import contextlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from benchmarks.runs.asked import Asked
from benchmarks.runs.events import KeptProof, Try
from benchmarks.runs.reading import read_run
from benchmarks.runs.session import Crew, SessionResult, run_session
from benchmarks.runs.simulate import forecast
from benchmarks.suites.statement import Statement
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.settings import resolve

MANY = 10_000
KILLS, SEED = 100, 6
SECONDS_AT_WORK, SECONDS_IN_ALL = 0.1, 1.2  # the longest that a process lives before it is killed
STATEMENTS_FOR_A_KILL = 200
FORECAST_LIMIT = 40.0  # seconds of a try
WORKERS = 4
NOWHERE = Toolchain("embedded", "none", "none", (), (), None)  # no Lean runs here


class Instant:
    """Solves every other statement at once; ``memory`` is that of the process, in MiB, at each thousandth.

    It says when the first comes.
    """

    def __init__(self, say: Callable[[], None] = lambda: None) -> None:
        self.memory: list[int] = []
        self._say = say
        self._made = 0

    async def solve(self, statement: Statement, sample: int) -> Try:
        if not self._made:
            self._say()
        self._made += 1
        if self._made % 1_000 == 0:
            self.memory.append(resident_mb())
        if len(statement.id) % 2:
            return Try(id=statement.id, sample=sample, status="not proved", seconds=0.0)
        proof = KeptProof(text=statement.text.replace("sorry", "trivial"), certificates=({"theorem": "t"},))
        return Try(id=statement.id, sample=sample, status="proved", seconds=0.0, method="instant", proof=proof)


def resident_mb() -> int:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) >> 10


def suite(folder: Path, count: int) -> Path:
    """A JSONL file of `count` statements, every other of which has a name of odd length."""
    path = folder / "instant.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            name = f"p{number:06}{'x' * (number % 2)}"
            file.write(json.dumps({"id": name, "text": f"theorem t{number} : True := by sorry\n"}) + "\n")
    return path


async def run(path: Path, suite: Path, solver: Instant) -> SessionResult:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Instant]:
        yield solver

    settings = resolve(None, {})
    batch = Asked(str(suite)).read(settings, NOWHERE)
    return await run_session(path, batch, Crew("local", WORKERS, None, opened()), settings)


def many(folder: Path) -> None:
    """10,000 instant statements, half of them with a proof to keep."""
    statements, solver = suite(folder, MANY), Instant()
    began, busy = time.perf_counter(), time.process_time()
    ended = asyncio.run(run(folder / "run", statements, solver))
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    assert (ended.left, ended.solved) == (0, MANY // 2)
    print(f"| {MANY} instant statements, all in all | {seconds:.1f} s |")
    print(f"| a statement, setting up and reading back included | {1e3 * seconds / MANY:.2f} ms |")
    print(f"| a statement, the session alone | {1e3 * ended.seconds / MANY:.2f} ms |")
    print(f"| processor time of all in all | {busy:.1f} s |")
    memory = solver.memory
    print(f"| memory after 1,000 and after 10,000 | {memory[0]} MiB, {memory[-1]} MiB |")


def kills(folder: Path, count: int = KILLS) -> None:
    """A run that is killed at random moments and begun again: what is in the journal stays, and is not made again."""
    chance = random.Random(SEED)  # noqa: S311
    total = count * STATEMENTS_FOR_A_KILL
    statements = suite(folder, total)
    path, at_work, last = folder / "run", 0, 0
    for number in range(count):
        child = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.measure.bench", "child", str(path), str(statements)],
            stdout=subprocess.PIPE,
        )
        assert child.stdout is not None
        # Most are hit while they make tries, every fifth at any moment since its start; the first makes the folder.
        anywhere = number % 5 == 4
        if not anywhere:
            assert child.stdout.readline(), "the process ended by itself"
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(chance.uniform(0.0, SECONDS_IN_ALL if anywhere else SECONDS_AT_WORK))
        at_work += child.poll() is None and not anywhere
        child.kill()
        child.communicate()
        last = check(path, last)
    ended = asyncio.run(run(path, statements, Instant()))
    check(path, last)
    assert at_work, "no process was at work when it was killed"
    assert ended.left == 0, "a statement was lost"
    made = len(read_run(path).records)
    print(f"| SIGKILL at random moments | {count}, {at_work} of them surely between two tries or in one |")
    print(f"| statements over when the last one hit, of {total} | {last} |")
    print(f"| statements made twice, statements lost | {made - total}, {ended.left} |")


def check(path: Path, last: int) -> int:
    """How many tries are over: no fewer than before, none twice, and each that solved has its files whole."""
    records = read_run(path).records
    assert len(records) >= last, "a finished try was lost"
    assert len({record.id for record in records}) == len(records), "a finished try was made again"
    for record in records[last:]:
        if record.solved:
            json.loads((path / "certificates" / f"{record.id}.json").read_text(encoding="utf-8"))
            assert "trivial" in (path / "proved" / f"{record.id}.lean").read_text(encoding="utf-8")
    return len(records)


def forecasts(folder: Path, suite: str = "embedded", filter: str | None = None) -> None:
    """What is foretold from a real run with one worker, and from one with two, beside what the other really took."""
    from benchmarks.runs.engines.local import local

    resolved = resolve(None, {"limits.seconds": FORECAST_LIMIT})
    toolchain = embedded_toolchain()
    took = {}
    for workers in (1, 2):
        batch = Asked(suite, filter=filter).read(resolved, toolchain)
        crew = Crew("local", workers, None, local(toolchain, resolved))
        took[workers] = asyncio.run(run_session(folder / str(workers), batch, crew, resolved))
    for measured, told in ((1, 2), (2, 1)):
        found = forecast(folder / str(measured), None, 1, told, None, SEED)
        assert found.replay is not None
        real = took[told].seconds
        print(
            f"| {took[1].total} statements on {told} workers, told from {measured} : real "
            f"| {found.replay.seconds:.0f} s : {real:.0f} s = {found.replay.seconds / real:.2f} |"
        )
    print(f"| cores that a try kept busy, {took[1].solved} and {took[2].solved} solved | {found.capacity.demand:.2f} |")


def child(path: Path, statements: Path) -> None:
    asyncio.run(run(path, statements, Instant(lambda: print("at work", flush=True))))


def main() -> None:
    match sys.argv[1:]:
        case ["child", path, statements]:
            child(Path(path), Path(statements))
            return
        case ["many"]:
            parts: list[Callable[[Path], None]] = [many]
        case ["forecast", *suite]:
            parts = [lambda folder: forecasts(folder, *suite)]
        case ["kills", *count]:
            parts = [partial(kills, count=int(count[0]) if count else KILLS)]
        case _:
            parts = [many, kills]
    print("| measure | value |\n| --- | --- |")
    for part in parts:
        with tempfile.TemporaryDirectory() as folder:
            part(Path(folder))


if __name__ == "__main__":
    main()
