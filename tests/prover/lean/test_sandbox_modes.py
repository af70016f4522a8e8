"""The sandbox that the user chooses: each layer alone, none, all that must be there; and what `doctor` says of it."""

import ctypes
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from prover.lean import launch
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.oneshot import check_fresh, survived
from prover.lean.sandbox import seccomp
from prover.lean.sandbox.confine import TO_BECOME_A_PROGRAM
from prover.lean.sandbox.machine import LAYERS, REQUIRED, Host, Protection, this_machine
from prover.lean.sandbox.policy import Sandbox
from prover.lean.sandbox.rules import RULES, words
from prover.lean.toolchains.chosen import chosen_toolchain
from prover.lean.toolchains.survey import processes
from prover.lean.toolchains.survey import sandbox as doctor_on
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanFailed, SandboxMissing
from prover.words.settings import LeanSettings, Settings
from tests.prover.lean.asking import verdict_on
from tests.prover.lean.payloads import SECONDS, TRUE

EVERYTHING = frozenset(Protection)
AARCH64 = 0xC00000B7  # as libseccomp and the kernel's audit call it


def fewer(*layers: str) -> Host:
    """This machine with some of its layers alone."""
    here = this_machine()
    kept = {layer: given for layer, given in here.layers.items() if layer in layers}
    return Host(kept, frozenset(p for given in kept.values() for p in given))


@pytest.mark.parametrize("layers", [(), *((layer,) for layer in LAYERS), LAYERS], ids=lambda layers: "+".join(layers))
async def test_lean_proves_under_each_layer(toolchain: Toolchain, layers: tuple[str, ...]) -> None:
    if missing := [layer for layer in layers if layer not in this_machine().layers]:
        pytest.skip(f"this machine has no {', '.join(missing)}")
    confined = replace(toolchain, sandbox=Sandbox("auto", fewer(*layers)))
    assert survived(await check_fresh(confined, TRUE, SECONDS)).accepted
    async with Pool(confined, PoolLimits(size=1)) as pool, pool.session() as lean:
        assert (await verdict_on(lean, TRUE)).accepted


async def test_off_uses_nothing_and_proves(toolchain: Toolchain) -> None:
    free = toolchain.under("off")
    assert free.command("x") == [*launch.command(os.getpid()), *toolchain.program, "x"]
    assert survived(await check_fresh(free, TRUE, SECONDS)).accepted


def test_require_refuses_in_one_line_where_something_is_missing() -> None:
    lacking = frozenset(REQUIRED) - {Protection.NETWORK, Protection.FILE_SIZE}
    with pytest.raises(SandboxMissing) as caught:
        Sandbox("require", Host({}, lacking))
    assert str(caught.value) == (
        "a sandbox is required, and this machine does not protect network, file size: "
        "see `architect doctor`, or allow less with --sandbox auto"
    )
    assert caught.value.exit_code == 3


def test_require_takes_a_machine_that_gives_all() -> None:
    assert Sandbox("require", Host({}, frozenset(REQUIRED))).found.missing == ()


def test_a_toolchain_that_was_chosen_knows_the_machine_before_any_loop_runs() -> None:
    auto, off = (Settings(lean=LeanSettings(sandbox=mode)) for mode in ("auto", "off"))
    assert chosen_toolchain(None, auto).sandbox.machine == this_machine()
    assert chosen_toolchain(None, off).sandbox.machine is None  # nothing is tried that nobody asked for


@pytest.mark.parametrize("mode", ["off", "require"])
def test_the_command_line_takes_each_mode(tmp_path: Path, mode: str) -> None:
    file = tmp_path / "t.lean"
    file.write_text("theorem t (a : Nat) : a + 0 = a := by\n  sorry\n")
    command = [sys.executable, "-m", "architect.cli", "prove", str(file), "--sandbox", mode]
    found = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    refused = mode == "require" and this_machine().missing
    assert found.returncode == (3 if refused else 0), found.stderr
    assert not refused or found.stderr.count("\n") == 1


def test_a_sandbox_that_cannot_be_entered_runs_nothing(tmp_path: Path) -> None:
    script = tmp_path / "payload.py"
    script.write_text("print('ran')")
    told = [w for w in words(["seccomp"], [], [], 60) if not w.startswith("refuse=")]
    start = [*launch.command(os.getpid()), "confined", *told, "refuse=no_such_call", "--", "script", str(script)]
    found = subprocess.run(start, capture_output=True, text=True, timeout=SECONDS)
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith("the sandbox cannot be entered: ")


def test_the_rules_name_calls_that_libseccomp_knows_on_aarch64_too() -> None:
    """One that a processor never had is known as such, and is no name that nobody knows."""
    if "seccomp" not in this_machine().layers:
        pytest.skip("this machine has no seccomp")
    known = ctypes.CDLL(seccomp.LIBRARY).seccomp_syscall_resolve_name_arch
    named = (*RULES.calls.refused, *TO_BECOME_A_PROGRAM, "clone", "kill", "tgkill", "prlimit64", "prctl")
    assert [name for name in named if known(AARCH64, name.encode()) == seccomp.UNKNOWN] == []
    assert known(AARCH64, b"no_such_call") == seccomp.UNKNOWN


def test_doctor_says_what_is_stopped_and_what_is_not() -> None:
    full = [str(line) for line in doctor_on(Host({"seccomp": EVERYTHING}, EVERYTHING))]
    assert full[0] == "sandbox: all that `--sandbox require` wants"
    assert all("stopped by seccomp" in line for line in full[1:])
    less = [str(line) for line in doctor_on(Host({}, EVERYTHING - {Protection.NETWORK}))]
    assert less[0].startswith("sandbox: nothing against network\n  to mend: ")
    assert less[1] == "  network and local sockets: not stopped"


def test_doctor_says_what_macos_has_and_what_it_has_not() -> None:
    """What can be tried there: limits, which are of every system with `setrlimit`, and looking at a process."""
    limits, watch = frozenset({Protection.CPU, Protection.FILE_SIZE}), frozenset({Protection.MEMORY})
    [whole, *each] = map(str, doctor_on(Host({"limits": limits, "watch": watch}, limits | watch), "Darwin"))
    assert whole.startswith("sandbox: nothing against network, writes, processes\n  to mend: macOS has no more of it")
    assert [line.strip() for line in each if "not stopped" not in line] == [
        "memory without end: stopped by watch",
        "CPU time without end: stopped by limits",
        "files without end: stopped by limits",
    ]


@pytest.mark.parametrize(
    ("system", "ended", "judged"),
    [("Linux", "by the kernel", "in forks of one"), ("Darwin", "by themselves", "each in one of its own")],
)
def test_doctor_says_how_processes_end_and_judge(system: str, ended: str, judged: str) -> None:
    assert [line.state.startswith(words) for line, words in zip(processes(system), (ended, judged), strict=True)] == [
        True,
        True,
    ]


def test_a_trial_that_does_not_end_is_said_in_a_few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine so busy, or so slow, that nothing answers in time."""
    monkeypatch.setattr(subprocess, "run", never_in_time)
    with pytest.raises(LeanFailed) as caught:
        this_machine.__wrapped__()
    assert str(caught.value) == "the sandbox could not be tried: no end within 60 s; try again"


def never_in_time(command: list[str], timeout: float, **_: object) -> None:
    raise subprocess.TimeoutExpired(command, timeout)
