"""How soon the command line answers, beside Python itself: `python -m benchmarks.measure.command`."""

import statistics
import subprocess
import sys
import time

RUNS = 20


def median_seconds(command: list[str]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    bare = median_seconds([sys.executable, "-c", "pass"])
    helps = median_seconds([sys.executable, "-m", "architect.cli", "--help"])
    print("| measure | value |\n| --- | --- |")
    print(f"| `architect --help`, median of {RUNS} | {1e3 * helps:.0f} ms |")
    print(f"| `python -c pass`, median of {RUNS} | {1e3 * bare:.0f} ms |")
    print(f"| ratio | {helps / bare:.1f} |")


if __name__ == "__main__":
    main()
