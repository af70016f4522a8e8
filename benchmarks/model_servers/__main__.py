"""What becomes of each way in which a server, or the model behind it, misbehaves: a line for each, and an exit code.

    python -m benchmarks.model_servers [MODE ...] [--cli] [--serve PORT]

A competent model plays behind a local server. Without arguments each mode is tried, in the ways of working that it
fits: `MODE`, `fenced:MODE`, `whole-proof:MODE` and `plan:MODE` are these ways by name. All of a trial is real but for
the model; the methods that need none are left out, for they would prove it. With `--cli` it is `architect prove` as it
is, which takes longer and has them. `--serve` only serves: a mode is the first part of the address,
`http://127.0.0.1:PORT/MODE/v1`.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from benchmarks.model_servers.expected import ModeTrial, all_trials, trial_of
from benchmarks.model_servers.problems import Theorem, problems, theorems
from benchmarks.model_servers.server import ModelServer, model_server
from benchmarks.model_servers.trial import End, Ended, TrialBench
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.embedded import embedded_toolchain

SECONDS = 120.0  # of `architect prove`
HEAD = "| trial | ended | as it should | calls, failed | tokens | of these guessed | seconds |\n|" + " --- |" * 7
OPTIONS = {"fenced": ["--tools", "fenced"], "whole-proof": ["--mode", "whole-proof"]}
EXIT_CODES = {"proved": 0, "planned": 0, "not proved": 1, "out of budget": 1, "refused": 3, "unavailable": 3}


async def in_process(trials: Sequence[ModeTrial]) -> int:
    """How many trials do not end as they should."""
    toolchain, wrong = embedded_toolchain(), 0
    async with Pool(toolchain, PoolLimits(size=1)) as pool, model_server() as server:
        bench = TrialBench(pool, toolchain)
        for trial in trials:
            ended = await bench.tried(server.url(trial.mode), trial.way, theorem_for(trial).file)
            wrong += ended.end != trial.ends
            print(row(trial, ended), flush=True)
    return wrong


def theorem_for(trial: ModeTrial) -> Theorem:
    """What it is tried at: a theorem that needs a lemma where that is planned or written, else a lemma."""
    needs = trial.way == "plan" or trial.name == "whole-proof:helpers"
    return problems()["flat_mirror"] if needs else theorems()["turned_append"]


def row(trial: ModeTrial, ended: Ended) -> str:
    right = "yes" if ended.end == trial.ends else f"**no**: {trial.ends} ({ended.words[:200]})"
    spent = ended.spent
    return (
        f"| `{trial.name}` | {ended.end} | {right} | {spent.calls}, {spent.failed} | {spent.tokens} | "
        f"{spent.guessed} | {ended.seconds:.1f} |"
    )


async def by_command(trials: Sequence[ModeTrial]) -> int:
    """How many runs of `architect prove` do not end with the exit code that they should."""
    wrong = 0
    async with model_server() as server:
        for trial in trials:
            code, last = await _run(server, trial)
            # What needs no model is tried in any case.
            right = code in (EXIT_CODES[trial.ends], 0)
            wrong += not right
            print(f"| `{trial.name}` | exit code {code} | {'yes' if right else '**no**'} | {last} |", flush=True)
    return wrong


async def _run(server: ModelServer, trial: ModeTrial) -> tuple[int, str]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "Trial.lean"
        file.write_text(problems()["flat_mirror"].file, encoding="utf-8")
        given = ["--model", "m", "--base-url", server.url(trial.mode), f"--timeout={SECONDS:g}"]
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "architect.cli", "prove", str(file), *given, *OPTIONS.get(trial.way, [])),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        async with asyncio.timeout(3 * SECONDS):
            said, _ = await process.communicate()
    lines = [line for line in said.decode(errors="replace").splitlines() if line.startswith(("cost:", "architect:"))]
    return process.returncode or 0, lines[-1] if lines else ""


async def serve(port: int) -> None:
    async with model_server(port) as server:
        print(f"{server.url('good')} behaves", flush=True)
        await asyncio.Event().wait()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.model_servers", description=__doc__.split("\n")[0])
    parser.add_argument("trials", nargs="*", metavar="MODE", help="only these")
    parser.add_argument("--cli", action="store_true", help="run `architect prove` as it is")
    parser.add_argument("--serve", type=int, metavar="PORT", help="serve the modes, and try none")
    options = parser.parse_args(arguments)
    assert set(EXIT_CODES) == set(get_args(End))
    if options.serve is not None:
        asyncio.run(serve(options.serve))
        return 0
    trials = [trial_of(name) for name in options.trials] or [*all_trials()]
    print("| trial | exit code | as it should | the last line |\n|" + " --- |" * 4 if options.cli else HEAD, flush=True)
    wrong = asyncio.run((by_command if options.cli else in_process)(trials))
    print(f"\n{len(trials)} trials, {wrong} of them end otherwise than they should")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
