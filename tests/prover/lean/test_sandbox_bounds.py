"""Memory, disk and time of the process that Lean runs in: whatever takes more is ended, and no limit can be lifted."""

import signal
from pathlib import Path

import pytest

from prover.lean.oneshot import Exit, run_to_end
from prover.lean.process import Process
from prover.lean.sandbox.machine import Protection
from prover.lean.sandbox.policy import Bounds
from prover.lean.sandbox.rules import RULES
from prover.words.errors import LeanOutgrown, LeanTimedOut
from tests.prover.lean.payloads import SECONDS, command, need, run


async def test_shared_memory_counts(scratch: Path) -> None:
    """It is on no file, and counted in what is resident for a file."""
    need(Protection.MEMORY)
    payload = (
        "import mmap\nblock = mmap.mmap(-1, 400 << 20)\nblock.write(b'x' * (400 << 20))\nimport signal\nsignal.pause()"
    )
    process = Process(200)
    try:
        await process.start(command(payload, scratch), {})
        await process.wait()
    finally:
        await process.close()
    assert process.outgrown == "200 MiB of memory"


@pytest.mark.parametrize(
    ("way", "answer"),
    [("told(lambda: os.memfd_create('x'))", "PermissionError"), ("ctypes.CDLL(None).shmget(0, 4096, 0o1600)", "-1")],
)
async def test_there_is_no_memory_that_counts_for_nobody(scratch: Path, way: str, answer: str) -> None:
    need(Protection.PROCESSES)
    assert await run(f"import ctypes\nprint({way})", scratch) == [answer]


async def ends(payload: str, scratch: Path, cpu_seconds: int = 60) -> Exit:
    return await run_to_end(command(payload, scratch, scratch, cpu_seconds=cpu_seconds), {}, SECONDS, "the payload")


def ended_by(found: Exit, number: signal.Signals) -> bool:
    """Also as bubblewrap and shells say it."""
    return found.status in (-number, 128 + number)


async def test_too_large_a_file_is_an_end(scratch: Path) -> None:
    need(Protection.FILE_SIZE)
    payload = (
        f"os.truncate(os.open(sys.argv[1] + '/file', os.O_WRONLY | os.O_CREAT), {(RULES.bounds.file_mb << 20) + 1})"
    )
    assert ended_by(await ends(payload, scratch), signal.SIGXFSZ)
    assert (scratch / "file").stat().st_size == 0


@pytest.mark.parametrize("size", [0, 1_000_000], ids=["empty", "1 MB"])
async def test_many_files_are_an_end(scratch: Path, size: int) -> None:
    need(Protection.MEMORY)
    payload = f"""
    n = 0
    while n < 5_000:
        n += 1
        open(f"{{sys.argv[1]}}/{{n}}", "wb").write(b"x" * {size})
    __import__("signal").pause()
    """
    with pytest.raises(LeanOutgrown, match="8 MiB of disk"):
        await run_to_end(command(payload, scratch, scratch), {}, SECONDS, "the payload", Bounds(100, scratch, 8))


async def test_cpu_time_ends(scratch: Path) -> None:
    need(Protection.CPU)
    found = await ends("while True: pass", scratch, cpu_seconds=1)
    assert ended_by(found, signal.SIGXCPU) or ended_by(found, signal.SIGKILL)


@pytest.mark.parametrize("what", ["RLIMIT_CPU", "RLIMIT_FSIZE"])
async def test_limits_cannot_be_lifted(scratch: Path, what: str) -> None:
    need(Protection.CPU, Protection.FILE_SIZE)
    payload = f"""
    import resource
    try:
        resource.setrlimit(resource.{what}, (-1, -1))
    except (ValueError, OSError):
        print("no")
    """
    assert await run(payload, scratch) == ["no"]


async def test_sleeping_past_the_deadline_is_an_end(scratch: Path) -> None:
    with pytest.raises(LeanTimedOut):
        await run_to_end(command("import time\ntime.sleep(3600)", scratch), {}, 0.5, "the payload")
