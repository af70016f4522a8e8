"""Whether our REPL adapter reads a REPL's own recorded answers as they are meant: those of its tests, say.

    python -m benchmarks.measure.repl_pairs FOLDER

FOLDER has pairs `NAME.in` and `NAME.expected.out`, as the folder `test` of leanprover-community/repl does. Each command
goes through the pool to a process that answers what is recorded; the verdict, and the goals at each `sorry` and tactic,
are compared with what the JSON says. Prints one table, and a line for each difference. It copies nothing.
"""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import replaying_repl
from prover.lean.live.pool import Pool, PoolLimits, Session
from prover.lean.toolchains.toolchain import ReplCommand, Toolchain
from prover.words.verdict import Died, Position, Unanswered, Verdict

Exchanges = Sequence[tuple[dict[str, Any], dict[str, Any]]]
WORDS = {"info": "information", "trace": "information"}


async def differences(lean: Session, request: dict[str, Any], answer: dict[str, Any]) -> AsyncIterator[str]:
    """What is not read as it stands in the recorded answer to a command, in words."""
    text = request["cmd"]
    verdict = await lean.check(text)
    if not isinstance(verdict, Verdict):
        if "message" not in answer:  # that is how a REPL says that it could not
            yield f"no verdict: {verdict.why}"
        return
    messages = answer.get("messages", [])
    meant = sorted((WORDS.get(m["severity"], m["severity"]), *at(m["pos"]), m["data"]) for m in messages)
    found = sorted((str(m.severity), m.start.line, m.start.column, m.text) for m in verdict.messages)
    if meant != found:
        yield f"messages: {found}, and meant is {meant}"
    if verdict.accepted is any(m["severity"] == "error" for m in messages):
        yield f"accepted: {verdict.accepted}"
    places = [(s["pos"], s["goal"]) for s in answer.get("sorries", []) if "pos" in s]
    places += [(tactic["pos"], tactic["goals"]) for tactic in answer.get("tactics", [])]
    for place, goals in places:
        told = await lean.goals_at(text, Position(*at(place)))
        if isinstance(told, Died | Unanswered) or ("\n".join(told) or "no goals") != goals:
            yield f"goals at {at(place)}: {told}, and meant is {goals!r}"


def at(place: dict[str, int]) -> tuple[int, int]:
    return place["line"], place["column"]


async def measure(files: Mapping[Path, Exchanges]) -> tuple[Counter[str], list[str]]:
    """How many requests of the ``files`` are of which kind, and the differences of the commands."""
    counts, wrong = Counter[str](), []
    for asked, pairs in files.items():
        live = ReplCommand((sys.executable, replaying_repl.__file__, str(asked)))
        replayed = Toolchain("embedded", "recorded", "", ("exec", ""), (), None, live=live)
        async with Pool(replayed.under("off"), PoolLimits(size=1)) as pool, pool.session() as lean:
            for request, answer in pairs:
                if "cmd" not in request:
                    counts["requests that we never make (tactics, files, pickles)"] += 1
                    continue
                found = [f"{asked.name}: {each}" async for each in differences(lean, request, answer)]
                counts["commands read otherwise" if found else "commands read as they are meant"] += 1
                wrong += found
    return counts, wrong


def recorded_in(folder: Path) -> dict[Path, Exchanges]:
    """The pairs of each file in a folder that has its answers beside it."""
    files = (asked for asked in sorted(folder.glob("*.in")) if replaying_repl.answers_to(asked).exists())
    found = {asked: replaying_repl.pairs(asked) for asked in files}
    return {asked: [(request, json.loads(answer)) for request, answer in pairs] for asked, pairs in found.items()}


def main() -> None:
    files = recorded_in(Path(sys.argv[1]))
    counts, wrong = asyncio.run(measure(files))
    print("| recorded | number |\n| --- | --- |")
    for name, number in (("files", len(files)), *sorted(counts.items())):
        print(f"| {name} | {number} |")
    print("\n".join(wrong))


if __name__ == "__main__":
    main()
