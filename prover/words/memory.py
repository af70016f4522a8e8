"""How much memory this machine has left."""

from pathlib import Path

from prover.words.errors import BadInput
from prover.words.files import read_text

MEMINFO = Path("/proc/meminfo")


def free_mb(meminfo: Path = MEMINFO) -> int | None:
    """MiB of memory that may be had without swapping; None where the system does not say."""
    try:
        lines = read_text(meminfo).splitlines()
        [said] = [line.split()[1] for line in lines if line.startswith("MemAvailable:")]
        return int(said) // 1024
    except (BadInput, ValueError, IndexError):
        return None
