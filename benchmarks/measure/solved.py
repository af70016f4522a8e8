"""How many statements are solved within so many seconds, beside another checkout of this project in DIR.

    python -m benchmarks.measure.solved [--beside DIR] [--suite SUITE] [--split NAME] [--filter RE] [--seconds N]

Both try the same statements, a few of them in turns, each by `architect bench` of its own code in processes of its own.
A try has N seconds, and counts within those that it took in all. What is written stands in a folder that is gone
afterwards.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.measure.beside import OURS, said
from benchmarks.suites.statement import Statement
from benchmarks.suites.suite import EMBEDDED, open_suite

WITHIN = (0.5, 1, 2, 5, 10, 20)  # seconds
LIMIT = 20.0
IN_A_TURN = 8  # statements
WARM = Statement("warm", "theorem warm : True := by\n  sorry\n", None, "none")

Solved = Mapping[str, float]  # a statement that was solved → seconds of its try


def solved_by(checkout: Path, statements: Sequence[Statement], seconds: float, workers: int = 1) -> Solved:
    """What a checkout solves of the statements. Raises `CalledProcessError` when it cannot make all its tries."""
    with tempfile.TemporaryDirectory() as folder:
        suite, run = Path(folder) / "statements.jsonl", Path(folder) / "run"
        lines = [json.dumps({"id": s.id, "text": s.text, "theorem": s.theorem}) for s in statements]
        suite.write_text("\n".join(lines) + "\n", encoding="utf-8")
        limits = ("--timeout", f"{seconds:g}", "--workers", str(workers))
        said(checkout, "-m", "architect.cli", "bench", suite, *limits, "--out", run)
        # Read as JSON, and not by our reader: the other may have written what it does not know.
        events = map(json.loads, (run / "journal.jsonl").read_text(encoding="utf-8").splitlines())
        return {e["id"]: e["seconds"] for e in events if e.get("event") == "try" and e["status"] == "proved"}


def in_turns(
    checkouts: Sequence[Path], statements: Sequence[Statement], seconds: float, workers: int = 1
) -> list[dict[str, float]]:
    """What each of the checkouts solves: a few statements by each, the next few in the other order.

    One theorem by each comes before, and does not count: it may have to compile its library.
    """
    found: list[dict[str, float]] = [{} for _ in checkouts]
    for checkout in checkouts:
        solved_by(checkout, [WARM], LIMIT)
    for turn, start in enumerate(range(0, len(statements), IN_A_TURN)):
        some = statements[start : start + IN_A_TURN]
        for place in sorted(range(len(checkouts)), reverse=turn % 2 == 1):
            found[place].update(solved_by(checkouts[place], some, seconds, workers))
        shown = " and ".join(str(len(solved)) for solved in found)
        print(f"{start + len(some)} of {len(statements)} tried, {shown} solved", file=sys.stderr, flush=True)
    return found


def table(found: Sequence[Solved], of: int, seconds: float) -> Iterator[str]:
    """Solved against seconds, a column for each checkout, and below it what only one of two has solved."""
    names = ("ours", "the other")[: len(found)]
    yield f"| of {of}, within s | {' | '.join(names)} |"
    yield f"| --- |{' --- |' * len(found)}"
    for within in sorted({*(w for w in WITHIN if w < seconds), seconds}):
        # The limit's own row has all: what is judged when the time is over may still be proved a little later.
        counts = [sum(s <= within or within == seconds for s in solved.values()) for solved in found]
        yield f"| {within:g} | {' | '.join(f'{count} ({100 * count / of:.1f} %)' for count in counts)} |"
    if len(found) == 2:
        for name, one, two in ((names[0], *found), (names[1], *reversed(found))):
            yield f"\nonly {name}: {', '.join(sorted(set(one) - set(two))) or 'none'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beside", type=Path, metavar="DIR", help="another checkout, tried in turns with this one")
    parser.add_argument(
        "--suite", default=EMBEDDED, metavar="SUITE", help=f"a suite's name or path (default: {EMBEDDED})"
    )
    parser.add_argument("--split", metavar="NAME", help="only this part of the suite")
    parser.add_argument("--filter", default="", metavar="RE", help="only the statements whose id matches")
    parser.add_argument("--seconds", type=float, default=LIMIT, metavar="N", help=f"of a try (default: {LIMIT:g})")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="tries at a time (default: 1)")
    options = parser.parse_args()
    wanted = re.compile(options.filter)
    statements = [s for s in open_suite(options.suite).statements(options.split) if wanted.search(s.id)]
    if not statements:
        parser.error("no statement is left by the split and the filter")
    checkouts = [OURS] if options.beside is None else [OURS, options.beside.absolute()]
    found = in_turns(checkouts, statements, options.seconds, options.workers)
    print("\n".join(table(found, len(statements), options.seconds)))


if __name__ == "__main__":
    main()
