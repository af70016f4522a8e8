"""Compiled files and fresh processes under the kernel: damaged, missing, changed or described, and how they end."""

import asyncio
import dataclasses
import os
import random
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from prover.lean.checker import Denial, DescribedConstant, Description, describe
from prover.lean.kernel.library import find_compiled
from prover.lean.kernel.objects import Refused
from prover.lean.oneshot import check_fresh, compile_text, run_to_end, survived
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanFailed, LeanTimedOut, ToolchainMissing
from prover.words.verdict import Died, Position
from tests.prover.lean.judging import FALSE_SUM, HONEST, SECONDS, cause, compiled, judge_one, reason

COMMAND_TABLE = Path(__file__).with_name("command_table.py")


def damaged(kind: str, whole: bytes) -> bytes:
    noise = random.Random(1).randbytes
    return {
        "empty": b"",
        "only the header": whole[:88],
        "cut in half": whole[: len(whole) // 16 * 8],
        "cut at the end": whole[:-8],
        "random bytes": noise(len(whole)),
        "random bytes behind the header": whole[:96] + noise(len(whole) - 96),
        "of another version": whole[:40] + bytes([whole[40] ^ 1]) + whole[41:],
    }[kind]


@pytest.mark.parametrize(
    "kind",
    ["empty", "only the header", "cut in half", "cut at the end", "random bytes", "of another version"],
)  # fmt: skip
async def test_a_file_that_is_no_compiled_file_of_this_lean_is_refused(
    door: Toolchain, tmp_path: Path, kind: str
) -> None:
    pair = await asyncio.gather(*(compiled(door, tmp_path / proof, HONEST + proof) for proof in ("sorry", "rfl")))
    for place in (0, 1):
        whole = pair[place].read_bytes()
        pair[place].write_bytes(damaged(kind, whole))
        assert str(pair[place]) in reason(await judge_one(door, pair[0], pair[1]))
        pair[place].write_bytes(whole)


async def test_a_damaged_file_with_a_good_header_never_passes(door: Toolchain, tmp_path: Path) -> None:
    pair = await asyncio.gather(*(compiled(door, tmp_path / proof, HONEST + proof) for proof in ("sorry", "rfl")))
    pair[1].write_bytes(damaged("random bytes behind the header", pair[1].read_bytes()))
    assert isinstance(await judge_one(door, pair[0], pair[1]), Denial | Died)


async def test_a_missing_file_is_refused(toolchain: Toolchain, tmp_path: Path) -> None:
    given = await compiled(toolchain, tmp_path / "a", HONEST + "sorry")
    assert "No such file" in reason(await judge_one(toolchain, given, tmp_path / "none.olean"))
    bare = dataclasses.replace(toolchain, search_path=(tmp_path,))
    assert "import Init is in none of" in reason(await judge_one(bare, given, given))


async def test_an_older_compiled_file_does_not_stand_for_a_text_with_errors(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    older = await compiled(toolchain, tmp_path / "a", HONEST + "rfl")
    run = survived(await compile_text(toolchain, FALSE_SUM + "rfl", older.parent, SECONDS))
    assert run.compiled is None
    assert run.first_error is not None
    assert run.first_error.start.line == 1
    assert not older.exists()


async def test_a_description_says_whose_a_sorry_is_and_what_a_statement_leans_on(
    door: Toolchain, tmp_path: Path
) -> None:
    text = """namespace A
private theorem hidden : True := sorry
theorem _root_.top : True := by
  sorry
noncomputable def «odd name» : Nat := sorry
noncomputable def over : Nat := «odd name» + 1
theorem leans : over = 3 := sorry
theorem solid : (1 : Nat) = 1 := rfl
theorem shaky : True := top
end A
theorem loose : True := helper where
  helper : True := sorry
"""
    found = await describe(door, await compiled(door, tmp_path / "a", text), SECONDS)
    assert isinstance(found, Description)

    def at(line: int, column: int) -> DescribedConstant:
        owner = found.owner(Position(line, column))
        assert owner is not None
        return owner

    by_name = {c.name: c for c in found.constants}
    assert at(2, 33).name.endswith(".A.hidden")
    assert (at(4, 2).name, at(5, 38).name, at(7, 28).name, at(12, 20).name) == (
        "top",
        "A.«odd name»",
        "A.leans",
        "loose",
    )
    assert by_name["A.leans"].leans_on == ("A.«odd name»",)
    assert by_name["A.solid"].leans_on == ()
    assert by_name["A.shaky"].kind == "theorem"
    assert found.owner(Position(1, 0)) is None


def test_the_screens_commands_are_those_of_lean(door: Toolchain) -> None:
    run = subprocess.run(
        [sys.executable, COMMAND_TABLE, str(door.shared_library)], capture_output=True, text=True, check=True
    )
    known = tomllib.loads((files("prover.text") / "commands.toml").read_text(encoding="utf-8"))
    assert set(run.stdout.split("\n")[:-1]) == set(known["builtin"])


async def test_a_fresh_check_gives_leans_messages_with_their_places(toolchain: Toolchain) -> None:
    text = "theorem a : True := .intro\ntheorem «β» : True := by\n  exact wrong"
    verdict = survived(await check_fresh(toolchain, text, SECONDS))
    assert not verdict.accepted
    assert [(m.start, "wrong" in m.text) for m in verdict.errors] == [(Position(3, 8), True)]
    assert survived(await check_fresh(toolchain, "theorem a : True := sorry", SECONDS)).accepted


async def test_a_lean_that_dies_gives_no_verdict_and_says_of_what(toolchain: Toolchain, tmp_path: Path) -> None:
    given = await compiled(toolchain, tmp_path / "a", HONEST + "sorry")
    honest = HONEST + "rfl"
    late = (
        cause(await check_fresh(toolchain, honest, 0.001)),
        cause(await judge_one(toolchain, given, given, seconds=0.001)),
    )
    assert late == tuple(
        f"{what}: no answer from Lean within 0.001 s" for what in ("compiling", "checking with the kernel")
    )
    dying = dataclasses.replace(toolchain, program=("exec", "/bin/sh", "-c", "kill -9 $$"))
    assert cause(await check_fresh(dying, honest, SECONDS)) == "compiling: Lean ended with signal 9"
    silent = dataclasses.replace(toolchain, program=("exec", "/bin/true"))
    assert cause(await check_fresh(silent, honest, SECONDS)) == "compiling: Lean ended with status 0"
    talking = dataclasses.replace(toolchain, program=("exec", "/bin/echo"))
    assert "not a message of Lean" in cause(await check_fresh(talking, honest, SECONDS))
    no_library = dataclasses.replace(toolchain, shared_library=given)
    assert "checking with the kernel: Lean ended with status 1" in cause(await judge_one(no_library, given, given))
    with pytest.raises(ToolchainMissing):
        await judge_one(dataclasses.replace(toolchain, shared_library=None), given, given)


async def test_a_process_that_ran_out_of_time_is_gone(toolchain: Toolchain, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with pytest.raises(LeanTimedOut):
        await run_to_end(["/bin/sh", "-c", f"echo $$ > {note}; exec tail -f /dev/null"], {}, 0.3, "waiting")
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


async def test_a_library_that_changed_under_us_is_an_error(toolchain: Toolchain, tmp_path: Path) -> None:
    """Its files are hashed as they are read, and must be those that were looked at in the beginning."""
    made = await compiled(toolchain, tmp_path / "made", HONEST + "rfl")
    known = {**toolchain.compiled, "Init.Nat.Basic": "0" * 64}
    with pytest.raises(LeanFailed, match=r"changed while it was in use \(module Init.Nat.Basic\)"):
        await judge_one(dataclasses.replace(toolchain, compiled=known), made, made)


@pytest.mark.parametrize("name", ["«/etc/Module»", "A.«..».Module", "«».Module", "«a\0b»"])
def test_no_name_of_a_module_leads_out_of_the_folders(name: str) -> None:
    with pytest.raises(Refused, match="no file can hold a module of this name"):
        find_compiled(name, ["/"])
