"""Zygotes: one import for many judgements, each of which can harm nothing but itself; no process outlives its owner."""

import asyncio
import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import TypeVar

import pytest

from prover.lean.checker import Conditions, Denial, Judgement, Question, describe, judge
from prover.lean.forked import Inquiry
from prover.lean.kernel import orders
from prover.lean.oneshot import Compilation, compile_text, run_to_end
from prover.lean.sandbox.machine import this_machine
from prover.lean.toolchains.toolchain import Toolchain
from prover.lean.zygotes import Zygotes, keeping_zygotes
from prover.words.verdict import Died
from tests.cheats.cases import KINDS, cases
from tests.conftest import PATIENCE, children, wait_until_gone
from tests.prover.lean.judging import SECONDS, compiled, judge_one

STATED = "theorem t : 1 + 1 = 2 := "
# Lean leaves to the judge what takes the kernel hours.
ENDLESS = """def all (p : Nat → Bool) : Nat → Bool
  | 0 => true
  | n + 1 => and (p n) (all p n)
set_option debug.skipKernelTC true in
theorem t : all (fun a => all (fun b => all (fun c => Nat.ble 0 (a * b + c)) 999) 999) 999 = true := by decide +kernel
"""

Pair = tuple[Path, Path]
T = TypeVar("T")


@pytest.fixture(scope="module")
def files(toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    folder = tmp_path_factory.mktemp("files")

    async def made() -> list[Path]:
        texts = {"given": STATED + "sorry", "made": STATED + "rfl", "endless": ENDLESS}
        return await asyncio.gather(*(compiled(toolchain, folder / name, text) for name, text in texts.items()))

    given, result, endless = asyncio.run(made())
    return given, result, endless


@pytest.fixture
def pair(files: tuple[Path, Path, Path]) -> Pair:
    return files[:2]


@pytest.fixture
def endless(files: tuple[Path, Path, Path]) -> Path:
    return files[2]


def seen(look: Callable[[], T]) -> T:
    """What there is to be seen, once there is."""
    until = time.monotonic() + PATIENCE
    while not (found := look()) and time.monotonic() < until:
        os.sched_yield()
    return found


def open_files(process: Path) -> set[str]:
    """What a process has open; a file that it closes meanwhile does not count."""
    found = set()
    for file in (process / "fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            found.add(str(file.readlink()))
    return found


def inside(pid: int) -> int:
    """The process that bubblewrap is around, if it is."""
    while Path(f"/proc/{pid}/comm").read_text() == "bwrap\n":
        [pid] = children(pid)
    return pid


def forks(zygote: int) -> set[int]:
    return children(inside(zygote))


async def fork_of(zygote: int) -> int:
    """The one process that it has forked, once it has."""
    [fork] = await asyncio.to_thread(seen, lambda: forks(zygote))
    return fork


async def first_zygote(kept: Zygotes, toolchain: Toolchain, pair: Pair) -> int:
    assert isinstance(await judge_one(toolchain, *pair), Judgement)
    [pid] = kept.processes
    return pid


async def test_two_judgements_on_one_header_import_once_and_say_what_a_fresh_process_says(
    toolchain: Toolchain, pair: Pair
) -> None:
    fresh = await judge_one(toolchain, *pair), await describe(toolchain, pair[0], SECONDS)
    async with keeping_zygotes() as kept:
        zygote = await first_zygote(kept, toolchain, pair)
        assert (await judge_one(toolchain, *pair), await describe(toolchain, pair[0], SECONDS)) == fresh
        assert isinstance(await judge_one(toolchain, pair[0], pair[0]), Denial)
        assert (kept.processes, forks(zygote)) == ([zygote], set())
    wait_until_gone(zygote)


async def test_where_the_system_has_not_what_they_rest_on_each_judgement_has_a_process_of_its_own(
    toolchain: Toolchain, pair: Pair
) -> None:
    kept = Zygotes(possible=False)
    asked = Inquiry({"job": "judge"}, pair, SECONDS, "a judgement")
    assert (await kept.run(toolchain, {}, asked), kept.processes) == (None, [])


async def test_many_at_once_are_answered_each_by_its_own(toolchain: Toolchain, pair: Pair) -> None:
    async with keeping_zygotes() as kept:
        asked = [pair, (pair[0], pair[0])] * 4
        found = await asyncio.gather(*(judge_one(toolchain, *files) for files in asked))
        assert [type(answer) for answer in found] == [Judgement, Denial] * 4
        assert len(kept.processes) == 1


async def test_a_judgement_that_is_cancelled_or_too_slow_is_gone_and_the_zygote_stays(
    toolchain: Toolchain, pair: Pair, endless: Path
) -> None:
    async with keeping_zygotes() as kept:
        zygote = await first_zygote(kept, toolchain, pair)
        asked = asyncio.create_task(judge_one(toolchain, endless, endless))
        await fork_of(zygote)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert forks(zygote) == set()
        late = await judge_one(toolchain, endless, endless, seconds=0.5)
        assert late == Died("checking with the kernel: no answer from Lean within 0.5 s")
        assert forks(zygote) == set()
        assert await first_zygote(kept, toolchain, pair) == zygote


async def test_a_zygote_that_is_gone_is_replaced_and_nobody_is_told(toolchain: Toolchain, pair: Pair) -> None:
    async with keeping_zygotes() as kept:
        zygote = await first_zygote(kept, toolchain, pair)
        os.kill(zygote, signal.SIGSTOP)  # so that it surely has the next judgement before it when it is killed
        asked = asyncio.create_task(judge_one(toolchain, *pair))
        await asyncio.sleep(0)
        os.kill(zygote, signal.SIGKILL)
        assert isinstance(await asked, Judgement)
        assert await first_zygote(kept, toolchain, pair) != zygote


async def test_a_zygote_that_is_stopped_is_killed_and_the_judgement_made_without_it(
    toolchain: Toolchain, pair: Pair, endless: Path
) -> None:
    async with keeping_zygotes() as kept:
        zygote = await first_zygote(kept, toolchain, pair)
        late = asyncio.create_task(judge_one(toolchain, endless, endless, seconds=2.0))
        fork = await fork_of(zygote)
        os.kill(zygote, signal.SIGSTOP)
        os.kill(fork, signal.SIGKILL)  # of which nobody is told
        found = await asyncio.gather(*(judge_one(toolchain, pair[0], file, seconds=20.0) for file in pair))
        assert [type(answer) for answer in found] == [Denial, Judgement]
        assert isinstance(await late, Died)
        assert zygote not in kept.processes
    wait_until_gone(zygote)


@pytest.mark.long
async def test_a_storm_of_stops_and_kills_changes_no_verdict_and_leaves_nothing(
    toolchain: Toolchain, pair: Pair
) -> None:
    chance = random.Random(0)
    async with keeping_zygotes() as kept:
        asked = asyncio.gather(*(judge_one(toolchain, pair[0], pair[i % 2]) for i in range(60)))
        while not asked.done():
            for zygote in kept.processes:
                with contextlib.suppress(OSError, ValueError):  # it may end while we look
                    for pid in forks(zygote):
                        if chance.random() < 0.5:
                            os.kill(pid, signal.SIGKILL)
                    if chance.random() < 0.1:
                        os.kill(inside(zygote), chance.choice([signal.SIGKILL, signal.SIGSTOP]))
            await asyncio.wait([asked], timeout=0.02)
        assert [type(found) for found in await asked] == [Denial, Judgement] * 30


async def test_a_library_that_changed_is_imported_anew(toolchain: Toolchain, tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    project = replace(toolchain, name="project", search_path=(*toolchain.search_path, library))

    async def built(text: str) -> None:
        made = await compiled(toolchain, tmp_path / text.split()[0], text)
        (library / "new").write_bytes(made.read_bytes())
        (library / "new").replace(library / "of a.project.olean")

    await built("theorem helper : 1 + 1 = 2 := rfl")
    official = await compiled(project, tmp_path / "given", f"import «of a.project»\n{STATED}sorry")
    result = await compiled(project, tmp_path / "made", f"import «of a.project»\n{STATED}helper")
    async with keeping_zygotes() as kept:
        zygote = await first_zygote(kept, project, (official, result))
        await built("axiom helper : 1 + 1 = 2")
        found = await judge_one(project, official, result)
        assert isinstance(found, Denial)
        assert "rests on helper" in found.why
        assert zygote not in kept.processes
        assert len(kept.processes) == 1


async def test_no_more_than_two_are_kept_and_the_one_unused_longest_makes_room(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    async with keeping_zygotes() as kept:
        seen = []
        for module in ("Init.Core", "Init.Logic", "Init.Bool"):
            text = f"prelude\nimport {module}\ntheorem t : ∀ p : Prop, p → p := fun _ h => h"
            file = await compiled(toolchain, tmp_path / module, text)
            assert isinstance(await judge_one(toolchain, file, file), Judgement)
            seen.append(set(kept.processes))
        assert [len(pids) for pids in seen] == [1, 2, 2]
        assert len(seen[1] & seen[2]) == 1
        assert not seen[0] & seen[2]


OWNER = """
import asyncio, sys
from pathlib import Path
from prover.lean.checker import Conditions, Question, describe, judge
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.zygotes import keeping_zygotes

async def main():
    toolchain, file = embedded_toolchain().under("auto"), Path(sys.argv[1])
    async with keeping_zygotes() as kept:
        await describe(toolchain, file, 300)
        print(*kept.processes, flush=True)
        await judge(toolchain, (file, file), [Question("t")], Conditions(), 300)

asyncio.run(main())
"""


async def test_nothing_outlives_an_owner_that_is_killed(endless: Path) -> None:
    words = [sys.executable, "-c", OWNER, str(endless)]
    owner = await asyncio.create_subprocess_exec(*words, stdout=subprocess.PIPE)
    assert owner.stdout is not None
    zygote = int(await owner.stdout.readline())
    fork = await fork_of(zygote)
    owner.kill()
    await owner.wait()
    for pid in (fork, zygote):
        await asyncio.to_thread(wait_until_gone, pid)


async def test_a_fork_has_its_own_files_and_no_memory_or_way_that_leads_to_the_zygote(
    toolchain: Toolchain, pair: Pair, endless: Path
) -> None:
    async with keeping_zygotes() as kept:
        zygote = await first_zygote(kept, toolchain, pair)
        asked = asyncio.create_task(judge_one(toolchain, endless, endless))
        fork = Path(f"/proc/{await fork_of(zygote)}")
        try:
            await asyncio.to_thread(require_apart, fork, Path(f"/proc/{inside(zygote)}"), endless)
        finally:
            asked.cancel()
            await asyncio.wait([asked])


def require_apart(fork: Path, zygote: Path, judged: Path) -> None:
    layers = this_machine().layers
    filters = f"Seccomp_filters:\t{2 * ('seccomp' in layers)}\n"
    status = seen(lambda: text if filters in (text := (fork / "status").read_text()) else "")  # it confines itself
    if os.geteuid() != 0:
        pytest.skip("only root may look into the files and the memory of a zygote")
    there = {int(file.name): str(file.readlink()) for file in (fork / "fd").iterdir()}
    assert there.pop(0) == "/dev/null"
    assert str(judged) in there.values()
    ways = {where for where in there.values() if where.startswith(("pipe:", "socket:", "anon_inode:"))}
    assert ways == {there[1], there[2]}
    # The zygote may not have come to closing its own ends when the fork is at work.
    assert seen(lambda: not ways & open_files(zygote))
    rights = [line.split()[1] for line in (fork / "maps").read_text().splitlines()]
    assert not [right for right in rights if "w" in right and right.endswith("s")]
    if layers.keys() & {"namespaces", "seccomp"}:
        assert "CapEff:\t0000000000000000" in status
        assert "NoNewPrivs:\t1" in status


# What a fork tries that was taken over, behind the same words; the first argument are those for what is forked.
TAKEN_OVER = """
import json, os, resource, signal, socket, sys
sys.path.insert(0, sys.argv[2])
from prover.lean.launch import die_with, enter_sandbox
parent = os.getpid()
child = os.fork()
if child:
    os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
die_with(parent)
enter_sandbox(json.loads(sys.argv[1]), mode="script")
tries = {
    "fork": os.fork,
    "signal the zygote": lambda: os.kill(parent, 0),
    "signal the group": lambda: os.kill(0, 0),
    "look into the zygote": lambda: open(f"/proc/{parent}/mem", "rb+"),
    "a socket": socket.socketpair,
    "more time": lambda: resource.setrlimit(resource.RLIMIT_CPU, (50, 50)),
    "a program": lambda: os.execv("/bin/true", ["true"]),
    "write": lambda: open("/tmp/written", "w"),
}
for name, action in tries.items():
    try:
        action()
    except (OSError, ValueError):  # the second is Python's for a limit that may not be set
        continue
    print(name, flush=True)
try:
    die_with(0)  # to outlive the zygote
except OSError:
    pass
print("tried", resource.getrlimit(resource.RLIMIT_CPU)[1])
"""


async def test_what_is_forked_is_confined_as_a_process_of_its_own_is(toolchain: Toolchain, tmp_path: Path) -> None:
    if this_machine().missing:
        pytest.skip("this machine does not give all protections")
    script = tmp_path / "taken_over.py"
    script.write_text(dedent(TAKEN_OVER))
    sandbox, ours = toolchain.sandbox, str(Path(__file__).parents[3])
    words = ["script", str(script), json.dumps(sandbox.forked(77)), ours]
    found = await run_to_end(sandbox.forking(words, [*toolchain.readable(), script]), {}, SECONDS, "trying")
    assert (found.status, found.output) == (0, "tried 77\n"), found.last_words


@pytest.fixture
def line() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        yield ours, theirs


@pytest.mark.parametrize(
    ("data", "files"),
    [
        (b"x", 0),
        (orders.ORDER.pack(orders.KILL, 1) + b"x", 0),
        (orders.ORDER.pack(orders.KILL, 1), 1),
        (orders.ORDER.pack(orders.JUDGE, 1), 0),
        (orders.ORDER.pack(orders.JUDGE, 1), 40),
        (orders.ORDER.pack(9, 1), 0),
    ],
)
def test_an_order_of_another_form_is_none(line: tuple[socket.socket, socket.socket], data: bytes, files: int) -> None:
    socket.send_fds(line[0], [data], [line[0].fileno()] * files)
    with pytest.raises(ValueError, match="an order"):
        orders.received_order(line[1])


def test_an_order_comes_as_it_was_sent_and_the_end_of_the_line_is_none(
    line: tuple[socket.socket, socket.socket],
) -> None:
    orders.sent_order(line[0], orders.JUDGE, 7, [0, 1, 2])
    found = orders.received_order(line[1])
    assert found is not None
    assert found[:2] == (orders.JUDGE, 7)
    for file in found[2]:
        os.close(file)
    line[0].close()
    assert orders.received_order(line[1]) is None


CASES = [case for kind in KINDS for case in cases(kind)[::80]]


async def test_both_ways_say_the_same_of_a_share_of_the_cases(toolchain: Toolchain, tmp_path: Path) -> None:
    """All of them are a matter of minutes: `python -m benchmarks.mutation.doors tests/cheats`."""
    asked: list[tuple[Pair, list[Question]]] = []
    for case in CASES:
        texts = {"official": case.original, "result": case.text}
        runs = [
            await compile_text(toolchain, text, made(tmp_path / case.name / n), SECONDS) for n, text in texts.items()
        ]
        files = [run.compiled for run in runs if isinstance(run, Compilation) and run.compiled]
        if len(files) == len(texts):
            asked.append(((files[0], files[1]), [Question(case.theorem)]))
    async with keeping_zygotes() as kept:
        forked = [await judge(toolchain, *each, Conditions(), SECONDS) for each in asked]
        assert len(kept.processes) >= 1
    assert forked == [await judge(toolchain, *each, Conditions(), SECONDS) for each in asked]
    assert {type(found) for [found] in forked} == {Judgement, Denial}


def made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder
