"""How soon `architect mcp` answers, and what it holds: the first `check`, the ones behind it, and memory.

`python -m benchmarks.measure.served [--checks N]`. It speaks the protocol itself, so that no client's time is counted.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

TEXT = "theorem t (a b : Nat) : a + b + {n} = b + a + {n} := by\n  rw [Nat.add_comm a b]\n"
HELD = "VmRSS:"  # of /proc/PID/status: what a process has in memory, files that it maps counted
OWN = "RssAnon:"  # without those


class ServedByPipes:
    """A server on its standard streams."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "architect.cli", "mcp", "--jobs", "1"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._last = 0

    def ask(self, method: str, **params: Any) -> Any:  # noqa: ANN401  (whatever JSON says)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._last += 1
        message = {"jsonrpc": "2.0", "id": self._last, "method": method, "params": params}
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()
        while "result" not in (heard := json.loads(self.process.stdout.readline())):
            assert "error" not in heard, heard
        return heard["result"]

    def check(self, text: str) -> float:
        """Seconds until the answer to a text that Lean accepts."""
        began = time.perf_counter()
        found = self.ask("tools/call", name="check", arguments={"text": text})
        assert found["structuredContent"]["accepted"], found
        return time.perf_counter() - began


def memory_mb(pid: int, what: str) -> float:
    """What the system says of a process, in MiB."""
    [line] = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(what)]
    return int(line.split()[1]) / 1024


def leans_of(pid: int) -> list[int]:
    """The live Leans that a process started, through whatever processes."""
    children = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    own = [each for each in children if b"--worker" in Path(f"/proc/{each}/cmdline").read_bytes()]
    return [*own, *(lean for each in children for lean in leans_of(each))]


def main() -> None:
    """Measure, and print a row for each thing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checks", type=int, default=50, metavar="N", help="how many checks behind the first")
    checks = parser.parse_args().checks
    began = time.perf_counter()
    served = ServedByPipes()
    about = {"capabilities": {}, "clientInfo": {"name": "measure", "version": "1"}}
    served.ask("initialize", protocolVersion="2025-06-18", **about)
    rows = [("start, until the handshake", f"{time.perf_counter() - began:.2f} s")]
    rows.append(("first check, with the start of Lean", f"{served.check(TEXT.format(n=0)) * 1000:.0f} ms"))
    others = [served.check(TEXT.format(n=n)) * 1000 for n in range(1, checks + 1)]
    slow = statistics.quantiles(others, n=20)[-1]
    rows.append(
        (f"each of {checks} more, another text each", f"median {statistics.median(others):.0f} ms, p95 {slow:.0f}")
    )
    rows.append(("memory of the server", f"{memory_mb(served.process.pid, HELD):.0f} MiB"))
    rows += [
        ("memory of its Lean, its own", f"{memory_mb(pid, OWN):.0f} MiB") for pid in leans_of(served.process.pid)[-1:]
    ]
    assert served.process.stdin is not None
    served.process.stdin.close()
    served.process.wait(timeout=60)
    print("\n".join(f"| {what} | {value} |" for what, value in rows))


if __name__ == "__main__":
    main()
